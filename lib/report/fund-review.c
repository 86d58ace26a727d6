/* fund-review: what the money of each use did in a quarter, and what is to follow from it. */
#include "civplan/report.h"
#include "lib/noun/task.h"
#include "lib/report/fund.h"

static const struct civ_word grades[] = {
	CIV_CHOICE("A", "A", "优"),
	CIV_CHOICE("B", "B", "良"),
	CIV_CHOICE("C", "C", "中"),
	CIV_CHOICE("D", "D", "差"),
	{.code = NULL},
};

static const struct civ_word proposals[] = {
	CIV_CHOICE("scale_down", "Scale down", "压减规模"),
	CIV_CHOICE("find_money", "Find money", "筹措资金"),
	CIV_CHOICE("slow_spending", "Slow spending", "控制支出"),
	CIV_CHOICE("speed_work", "Speed up work", "加快进度"),
	CIV_CHOICE("keep", "Keep", "维持"),
	{.code = NULL},
};

static const struct civ_report_column columns[] = {
	{.of = "fund.code", .name = "fund", .shown = true, .label = "Budget line"},
	{.of = "fund.name", .shown = true},
	{.of = "fund.tasks", .name = "task", .label = "Task"},
	{.of = "fund.unit", .shown = true},
	{.of = "fund.planned", .name = "planned", .shown = true, .label = "Planned",
	 .help = "its own part as of the day: planned, raised and cut, without what its parts have"},
	{.name = "spent_quarter", .type = CIV_MONEY, .shown = true, .label = "Spent in the quarter",
	 .help = "spent less refunded, since the quarter began"},
	{.name = "spent", .type = CIV_MONEY, .shown = true, .label = "Spent in all", .help = "the same in all"},
	{.name = "progress", .type = CIV_PERCENT, .shown = true, .label = "Work progress (%)",
	 .help = "completion of its tasks, by their weight"},
	{.name = "progress_gap", .type = CIV_REAL, .shown = true, .label = "Gap to progress",
	 .help = "spent in percent of planned, less progress, in points"},
	{.name = "grade", .type = CIV_ENUM, .words = grades, .shown = true, .label = "Grade",
	 .help = "by the gap, either way: A up to 5 points, B up to 10, C up to 20, D above"},
	{.name = "proposal", .type = CIV_ENUM, .words = proposals, .shown = true, .label = "Proposal",
	 .help = "the first that holds: scale_down: less has arrived than time has gone, by 20 points or more;"
	         " find_money: by less; slow_spending: gap above 10; speed_work: gap below -10, and what was spent has"
	         " arrived; keep"},
	{.name = "arrival_rate", .type = CIV_PERCENT, .label = "Arrived (%)",
	 .help = "arrived in percent of planned; where no entry of an arrival names the line, of all sources of its"
		 " year"},
	{.name = "elapsed", .type = CIV_PERCENT, .label = "Time gone (%)",
	 .help = "part of its year, or of the plan, that has passed"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	{.name = "quarter", .type = CIV_DATE, .arg = "YYYY-Qn", .last = true, .closes = true,
	 .help = "as of the end of this quarter (default: the quarter of the as-of day, up to that day)"},
	{.name = "unit", .help = "only lines of these units and those below them"},
	{.name = "area", .help = "only lines of these areas and those below them"},
	{.name = "year", .help = "only lines of this year"},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	CIV_FUND_USE_FLAGS,
	{.code = NULL},
};

static const struct civ_example examples[] = {
	{"fund-review --quarter=2024-Q2 --asof=2024-07-05", "each use at the end of the quarter"},
	{"fund-review --quarter=2024-Q2 --asof=2024-07-05 --freeze", "the same, kept as it was published"},
	{"fund-review --asof=2024-08-20 --check", "so far in this one, what is wrong alone"},
	{NULL, NULL},
};

/* The first day of the quarter of the as-of day. */
#define QUARTER_FIRST \
	"substr(:asof, 1, 5) || CASE WHEN substr(:asof, 6, 2) < '04' THEN '01'" \
	" WHEN substr(:asof, 6, 2) < '07' THEN '04' WHEN substr(:asof, 6, 2) < '10' THEN '07' ELSE '10' END || '-01'"

static const char *const with[] = {
	CIV_FUND_PLANS,
	CIV_FUND_PARTS("p.in_force = 1"),
	CIV_FUND_LINES("p.in_force = 1", ", f.name, f.unit_id, f.area_id", "", ""),
	CIV_FUND_TASKS,
	"finished AS ("
	"  SELECT n.line, 100.0 * " CIV_FUND_DONE("n", "d") " AS progress"
	"  FROM named n JOIN done d ON d.task = n.task"
	"  GROUP BY n.line"
	"), used AS ("
	"  SELECT w.use_id AS line,"
	"   sum(CASE WHEN w.date >= " QUARTER_FIRST " THEN " CIV_FLOW_SPENT("w") " ELSE 0 END) AS spent_quarter,"
	"   sum(" CIV_FLOW_SPENT("w") ") AS spent, sum(" CIV_FLOW_ALLOTTED("w") ") AS allotted,"
	"   sum(" CIV_FLOW_COMMITTED("w") ") AS committed, sum(" CIV_FLOW_ARRIVED("w") ") AS arrived,"
	"   sum(CASE WHEN w.kind IN ('arrived', 'withdrawn') THEN 1 ELSE 0 END) AS arrivals"
	"  FROM flow w"
	"  WHERE w.use_id IS NOT NULL"
	"  GROUP BY w.use_id"
	"), came AS ("
	"  SELECT w.source_id AS line, sum(" CIV_FLOW_ARRIVED("w") ") AS arrived"
	"  FROM flow w"
	"  WHERE w.source_id IS NOT NULL"
	"  GROUP BY w.source_id"
	"), pool AS ("
	"  SELECT l.year, CASE WHEN sum(l.own) > 0 THEN 100.0 * sum(ifnull(c.arrived, 0)) / sum(l.own) END AS rate"
	"  FROM line l LEFT JOIN came c ON c.line = l.id"
	"  WHERE l.side = 'source'"
	"  GROUP BY l.year"
	")",
	"reviewed AS ("
	"  SELECT l.*, ifnull(u.spent_quarter, 0) AS spent_quarter, ifnull(u.spent, 0) AS spent,"
	"   ifnull(u.allotted, 0) AS allotted, ifnull(u.committed, 0) AS committed, d.progress,"
	"   CASE WHEN l.own > 0 THEN 100.0 * ifnull(u.spent, 0) / l.own - d.progress END AS gap,"
	"   CASE WHEN ifnull(u.arrivals, 0) = 0 THEN p.rate WHEN l.own > 0 THEN 100.0 * u.arrived / l.own END"
	"    AS arrival_rate, ifnull(u.arrived, 0) AS arrived, ifnull(u.arrivals, 0) AS arrivals,"
	"   100.0 * l.gone AS elapsed"
	"  FROM line l"
	"   LEFT JOIN used u ON u.line = l.id"
	"   LEFT JOIN finished d ON d.line = l.id"
	"   LEFT JOIN pool p ON p.year IS l.year"
	"  WHERE l.side = 'use' AND (l.own <> 0 OR u.line IS NOT NULL)"
	"   AND (:year IS NULL OR l.year = :year)"
	"   AND (:unit IS NULL OR l.unit_id IN (SELECT id FROM unit_below))"
	"   AND (:area IS NULL OR l.area_id IN (SELECT id FROM area_below))"
	")",
	NULL,
};

/* Days that come out even are no matter of the last bit. */
static const char sql[] =
	"SELECT r.code AS fund, r.name, r.tasks AS task, u.code AS unit, r.side, r.own AS planned, r.spent_quarter,"
	"       r.spent,"
	"       r.allotted, r.committed, r.unplaced, r.progress, r.gap AS progress_gap,"
	"       CASE WHEN abs(r.gap) <= 5 THEN 'A' WHEN abs(r.gap) <= 10 THEN 'B' WHEN abs(r.gap) <= 20 THEN 'C'"
	"        WHEN r.gap IS NOT NULL THEN 'D' END AS grade,"
	"       CASE WHEN r.arrival_rate <= r.elapsed - 20 + 1e-9 THEN 'scale_down'"
	"        WHEN r.arrival_rate < r.elapsed - 1e-9 THEN 'find_money'"
	"        WHEN r.gap > 10 THEN 'slow_spending'"
	"        WHEN r.gap < -10 AND (r.arrivals = 0 OR r.arrived >= r.spent) THEN 'speed_work'"
	"        ELSE 'keep' END AS proposal, r.arrival_rate, r.elapsed "
	"FROM reviewed r"
	" LEFT JOIN unit u ON u.id = r.unit_id";

const struct civ_report civ_report_fund_review = {
	.name = "fund-review",
	.summary = "review each use of money at the end of a quarter, with a proposal",
	.subject = CIV_SUBJECT_MONEY,
	.columns = columns,
	.params = params,
	.flags = flags,
	.then = "fund;flow;task;module",
	.with = with,
	.made = "line",
	.sql = sql,
	.order = "fund",
	.publication = "fund_review",
	.examples = examples,
};
