/* fund-report: what was planned, came and was spent, beside the time gone and the work done. */
#include "civplan/report.h"
#include "lib/noun/indicator.h"
#include "lib/noun/measure.h"
#include "lib/noun/task.h"
#include "lib/report/fund.h"

/* Of the two rows of all together the one that a figure is usually asked of. */
#define OF_SOURCES(...) {.figure_row = "side=source", __VA_ARGS__}
#define OF_USES(...) {.figure_row = "side=use", __VA_ARGS__}

static const struct civ_report_column columns[] = {
	{.group = true, .shown = true,
	 .help = "what the lines have in common; *: all together; empty: it is not stated"},
	{.of = "fund.side", .shown = true,
	 .help = "where money comes from, or what it is for: each row is of one side"},
	OF_SOURCES(.of = "fund.planned", .name = "planned", .shown = true, .label = "Planned",
	           .help = "own part of the lines as of the day: planned, raised and cut, without what their parts"
	                   " have; empty where only entries are counted"),
	OF_SOURCES(.name = "share", .type = CIV_PERCENT, .label = "Share (%)",
	           .help = "planned in percent of its side"),
	OF_SOURCES(.name = "secured", .type = CIV_MONEY, .label = "Secured",
	           .help = "for which a source is certain"),
	OF_SOURCES(.name = "secured_rate", .type = CIV_PERCENT, .label = "Secured (%)",
	           .numerator = "secured", .denominator = "planned",
	           .help = "secured in percent of planned"),
	OF_SOURCES(.name = "unsecured", .type = CIV_MONEY, .label = "Unsecured",
	           .help = "planned less secured"),
	OF_SOURCES(.name = "arrived", .type = CIV_MONEY, .shown = true, .label = "Arrived",
	           .help = "arrived less withdrawn"),
	OF_SOURCES(.name = "arrival_rate", .type = CIV_PERCENT, .shown = true, .label = "Arrived (%)",
	           .numerator = "arrived", .denominator = "planned",
	           .help = "arrived in percent of planned"),
	OF_SOURCES(.name = "outstanding", .type = CIV_MONEY, .label = "Outstanding",
	           .help = "planned less arrived"),
	OF_USES(.name = "allotted", .type = CIV_MONEY, .label = "Allotted",
	        .help = "passed on to who spends it"),
	OF_USES(.name = "committed", .type = CIV_MONEY, .label = "Committed",
	        .help = "bound by contracts"),
	OF_USES(.name = "spent", .type = CIV_MONEY, .shown = true, .label = "Spent",
	        .help = "spent less refunded"),
	OF_USES(.name = "execution_rate", .type = CIV_PERCENT, .shown = true, .label = "Spent (%)",
	        .numerator = "spent", .denominator = "planned",
	        .help = "spent in percent of planned"),
	OF_USES(.name = "soft_share", .type = CIV_PERCENT, .label = "Soft share (%)",
	        .help = "of uses: planned for what is soft, in percent of planned"),
	OF_SOURCES(.name = "elapsed", .type = CIV_PERCENT, .label = "Time gone (%)",
	           .help = "part of the year, or of the plan, that has passed, weighted by planned"),
	OF_USES(.name = "progress", .type = CIV_PERCENT, .shown = true, .label = "Work progress (%)",
	        .help = "completion of the linked tasks, weighted by planned, within a line by the weight of the"
	                " tasks"),
	OF_USES(.name = "progress_gap", .type = CIV_REAL, .label = "Gap to progress",
	        .help = "execution_rate less progress, in points; above 0: money goes faster than work"),
	OF_USES(.name = "forecast", .type = CIV_PERCENT, .label = "Forecast (%)",
	        .help = "completion at the end when no more money arrives: arrival_rate up to 100, or progress where"
	                " that is higher"),
	OF_USES(.name = "n_tasks", .type = CIV_INT, .label = "Tasks",
	        .help = "tasks that the lines name"),
	OF_USES(.name = "quantity", .type = CIV_REAL, .label = "Output",
	        .help = "by task, programme and kind: what these tasks have reached, where they count it in the same"),
	OF_USES(.name = "cost_per_output", .type = CIV_MONEY, .label = "Cost per output",
	        .help = "spent for one of these"),
	OF_USES(.name = "score_rate", .type = CIV_PERCENT, .label = "Score rate (%)",
	        .help = "by indicator, theme and area: points of the linked indicators, in percent of those possible"),
	OF_USES(.name = "measure_change", .type = CIV_REAL, .label = "Change",
	        .help = "of the figure of the one linked indicator since it was first measured"),
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	{.name = "by", .help = "a row for each, and one of all together for each side"},
	{.name = "in-force", .type = CIV_BOOL, .help = "only lines that are in force"},
	{.name = "unit", .help = "only lines of these units and those below them"},
	{.name = "area", .help = "only lines of these areas and those below them"},
	{.name = "year", .help = "only lines of this year"},
	{.name = "from", .help = "only entries from this day on; what is planned stays"},
	{.name = "to", .help = "only entries up to this day; what is planned stays"},
	{.name = NULL},
};

/* The theme of an indicator, or of the nearest above it that has one. */
#define THEME \
	"(SELECT h.theme" \
	" FROM themed h" \
	" WHERE h.code = ifnull(l.indicator, t.indicator))"

/* The first figure of an indicator in an area, R, or the last one by the day. */
#define FIGURE(order) \
	"(SELECT m.value" \
	" FROM measure m" \
	" WHERE m.indicator = r.indicator AND ifnull(m.area_id, 0) = r.place AND m.date < :end" \
	" ORDER BY m.date " order ", " CIV_METHOD_RANK("m.method") " DESC LIMIT 1)"

static const struct civ_report_flag flags[] = {
	{.code = "unsecured", .label = "Not secured", .help = "less is secured than planned",
	 .sql = "side = 'source' AND secured < planned", .not_by = CIV_FUND_BY_PERIOD},
	{.code = "behind", .label = "Behind", .help = "less has arrived than time has gone",
	 .sql = "side = 'source' AND arrival_rate < elapsed - 1e-9", .not_by = CIV_FUND_BY_PERIOD},
	CIV_FUND_USE_FLAGS,
	{.code = "soft", .label = "Soft share low",
	 .help = "all uses of a year, and a soft share under the plan's soft_floor",
	 .sql = "whole_year = 1 AND soft_share < :plan_soft_floor"},
	{.code = "hard", .label = "Hard share high",
	 .help = "all uses of a year, and infrastructure above the plan's hard_ceiling",
	 .sql = "whole_year = 1 AND hard_share > :plan_hard_ceiling"},
	{.code = NULL},
};

/* The groups that follow from tasks alone. */
#define BY_TASKS "'task', 'programme', 'group', 'term'"

/* Of the day of an entry W, where entries are taken together by it. */
#define PERIOD \
	"CASE :by WHEN 'month' THEN substr(w.date, 1, 7)" \
	" WHEN 'quarter' THEN substr(w.date, 1, 4) || '-Q' || ((CAST(substr(w.date, 6, 2) AS INTEGER) + 2) / 3) END"

/* The entries of the lines of one side. They are many: they are summed at once by what their group follows from, so
 * that what comes behind is small. */
#define MOVES(side) \
	"SELECT '" side "' AS side, l.unplaced," \
	"       CASE WHEN (SELECT a.tasks_alone FROM asked a) = 0 OR w.task_id IS NULL THEN" \
	"        CASE WHEN (SELECT a.lines FROM asked a) = 1 THEN l.id END END AS line," \
	"       CASE WHEN (SELECT a.tasks FROM asked a) = 1 THEN w.task_id END AS task," \
	"       CASE WHEN (SELECT a.periods FROM asked a) = 1 THEN " PERIOD " END AS period," \
	"       sum(" CIV_FLOW_SECURED("w") ") AS secured, sum(" CIV_FLOW_ARRIVED("w") ") AS arrived," \
	"       sum(" CIV_FLOW_ALLOTTED("w") ") AS allotted, sum(" CIV_FLOW_COMMITTED("w") ") AS committed," \
	"       sum(" CIV_FLOW_SPENT("w") ") AS spent" \
	" FROM flow w" \
	"  JOIN line l ON l.id = w." side "_id" \
	" WHERE (:from IS NULL OR w.date >= :from) AND (:to IS NULL OR w.date <= :to)" \
	" GROUP BY l.unplaced, 3, 4, 5"

#define MOVED "m.secured, m.arrived, m.allotted, m.committed, m.spent"
#define NOTHING_MOVED "0, 0, 0, 0, 0"

/* A row for each of the groups of task T. */
#define EACH_OF_TASK \
	" LEFT JOIN json_each(CASE WHEN :by = 'group' AND t.groups IS NOT NULL" \
	" THEN '[' || replace(json_quote(t.groups), ';', '\",\"') || ']' END) g"

/* A line stands once in each group, whatever number of its tasks is there. An entry goes by the task that it names
 * itself, else as its line. */
static const char *const with[] = {
	CIV_FUND_PLANS,
	CIV_FUND_PARTS(CIV_FUND_COUNTS("p")),
	CIV_FUND_LINES(CIV_FUND_COUNTS("p"),
		", f.indicator, f.area_id, u.code AS unit, a.code AS area,"
		" CASE WHEN q.id IS NOT NULL THEN q.actor"
		"  WHEN f.kind IN ('budget', 'land', 'bond') THEN 'government'"
		"  WHEN f.kind IN ('ppp', 'industry_fund') THEN 'market'"
		"  WHEN f.kind = 'donation' THEN 'society' END AS actor",
		"   LEFT JOIN unit u ON u.id = f.unit_id"
		"   LEFT JOIN area a ON a.id = f.area_id"
		"   LEFT JOIN partner q ON q.id = f.partner_id",
		"   AND (:year IS NULL OR f.year = :year)"
		"   AND (:unit IS NULL OR f.unit_id IN (SELECT id FROM unit_below))"
		"   AND (:area IS NULL OR f.area_id IN (SELECT id FROM area_below))"
		"   AND (:by IS NULL OR :by NOT IN ('source', 'use') OR p.side = :by)"),
	"asked(lines, tasks, tasks_alone, periods) AS MATERIALIZED ("
	"  SELECT ifnull(:by NOT IN ('side', 'quarter', 'month'), 0),"
	"   ifnull(:by IN (" BY_TASKS ", 'theme', 'indicator'), 0), ifnull(:by IN (" BY_TASKS "), 0),"
	"   ifnull(:by IN ('quarter', 'month'), 0)"
	")",
	CIV_FUND_TASKS,
	"latest AS ("
	"  SELECT i.code, i.parent, i.theme, i.standard_id, row_number() OVER (PARTITION BY i.code"
	"         ORDER BY " CIV_INDICATOR_LATEST("i", "s", ":asof") ") AS place"
	"  FROM indicator i JOIN standard s ON s.id = i.standard_id"
	"  WHERE :by = 'theme'"
	"), above(code, theme, parent, standard_id) AS ("
	"  SELECT x.code, x.theme, x.parent, x.standard_id FROM latest x WHERE x.place = 1"
	"  UNION ALL"
	"  SELECT v.code, i.theme, i.parent, i.standard_id"
	"  FROM above v JOIN indicator i ON i.standard_id = v.standard_id AND i.code = v.parent"
	"  WHERE v.theme IS NULL"
	"), themed AS MATERIALIZED ("
	"  SELECT v.code, v.theme FROM above v WHERE v.theme IS NOT NULL"
	")",
	"tied AS MATERIALIZED ("
	"  SELECT 1 AS total, NULL AS key, l.id AS line, n.task, n.weight, NULL AS indicator"
	"  FROM line l LEFT JOIN named n ON n.line = l.id"
	"  UNION ALL"
	"  SELECT 0, {by}, l.id, n.task, n.weight, ifnull(l.indicator, t.indicator)"
	"  FROM asked a"
	"   JOIN line l ON a.lines = 1"
	"   LEFT JOIN named n ON n.line = l.id"
	"   LEFT JOIN task t ON t.id = n.task"
	"  " EACH_OF_TASK
	"), keyed AS MATERIALIZED ("
	"  SELECT x.total, x.key, x.line, " CIV_FUND_DONE("x", "d") " AS done"
	"  FROM tied x"
	"   LEFT JOIN done d ON d.task = x.task"
	"  GROUP BY x.total, x.key, x.line"
	")",
	"tasked AS ("
	"  SELECT r.total, r.key, r.side, r.unplaced, count(*) AS n,"
	"   CASE WHEN :by IN ('task', 'programme', 'kind') AND count(DISTINCT d.counted_in) = 1"
	"    AND count(d.counted_in) = count(d.reached) THEN sum(d.reached) END AS quantity"
	"  FROM (SELECT DISTINCT x.total, x.key, l.side, l.unplaced, x.task"
	"        FROM tied x CROSS JOIN line l ON l.id = x.line WHERE x.task IS NOT NULL) r"
	"   LEFT JOIN done d ON d.task = r.task"
	"  GROUP BY r.total, r.key, r.side, r.unplaced"
	"), linked AS ("
	"  SELECT DISTINCT x.total, x.key, l.side, l.unplaced, x.indicator,"
	"   CASE WHEN :by = 'area' THEN ifnull(l.area_id, 0) ELSE 0 END AS place"
	"  FROM tied x CROSS JOIN line l ON l.id = x.line"
	"  WHERE :by IN ('indicator', 'theme', 'area') AND x.indicator IS NOT NULL"
	"), judged AS ("
	"  SELECT r.total, r.key, r.side, r.unplaced,"
	"   100.0 * sum(score_points(r.indicator, r.place, :asof))"
	"    / sum(score_weight(r.indicator, r.place, :asof)) AS score_rate,"
	"   CASE WHEN count(*) = 1 THEN max(" FIGURE("DESC") " - " FIGURE("") ") END AS measure_change"
	"  FROM linked r"
	"  GROUP BY r.total, r.key, r.side, r.unplaced"
	")",
	"moved AS MATERIALIZED (" MOVES("source") " UNION ALL " MOVES("use") ")",
	"part(total, key, side, unplaced, secured, arrived, allotted, committed, spent, line, done, n, quantity,"
	"     score_rate, measure_change) AS ("
	"  SELECT k.total, k.key, l.side, l.unplaced, " NOTHING_MOVED ", l.id, k.done, NULL, NULL, NULL, NULL"
	"  FROM keyed k CROSS JOIN line l ON l.id = k.line"
	"  UNION ALL"
	"  SELECT 1, NULL, m.side, m.unplaced, " MOVED ", NULL, NULL, NULL, NULL, NULL, NULL"
	"  FROM moved m"
	"  UNION ALL"
	"  SELECT 0, m.period, m.side, m.unplaced, " MOVED ", NULL, NULL, NULL, NULL, NULL, NULL"
	"  FROM moved m"
	"  WHERE m.period IS NOT NULL"
	"  UNION ALL"
	"  SELECT 0, k.key, m.side, m.unplaced, " MOVED ", NULL, NULL, NULL, NULL, NULL, NULL"
	"  FROM moved m CROSS JOIN keyed k ON k.line = m.line"
	"  WHERE m.task IS NULL AND k.total = 0"
	"  UNION ALL"
	"  SELECT 0, {by}, m.side, m.unplaced, " MOVED ", NULL, NULL, NULL, NULL, NULL, NULL"
	"  FROM moved m"
	"   JOIN task t ON t.id = m.task"
	"   LEFT JOIN line l ON l.id = m.line"
	"  " EACH_OF_TASK
	"  UNION ALL"
	"  SELECT t.total, t.key, t.side, t.unplaced, " NOTHING_MOVED ", NULL, NULL, t.n, t.quantity, NULL, NULL"
	"  FROM tasked t"
	"  UNION ALL"
	"  SELECT j.total, j.key, j.side, j.unplaced, " NOTHING_MOVED ", NULL, NULL, NULL, NULL, j.score_rate,"
	"   j.measure_change"
	"  FROM judged j"
	")",
	"summed AS ("
	"  SELECT c.total, c.key, c.side, c.unplaced, sum(l.own) AS planned,"
	"   sum(c.secured) AS secured, sum(c.arrived) AS arrived,"
	"   sum(c.allotted) AS allotted, sum(c.committed) AS committed,"
	"   sum(c.spent) AS spent, sum(l.own * l.soft) AS soft,"
	"   sum(CASE WHEN l.kind = 'infrastructure' THEN l.own ELSE 0 END) AS hard,"
	"   100.0 * sum(l.own * l.gone) / nullif(sum(CASE WHEN l.gone IS NOT NULL THEN l.own END), 0) AS elapsed,"
	"   100.0 * sum(l.own * c.done) / nullif(sum(CASE WHEN c.done IS NOT NULL THEN l.own END), 0) AS progress,"
	"   max(c.n) AS n, max(c.quantity) AS quantity, max(c.score_rate) AS score_rate,"
	"   max(c.measure_change) AS measure_change,"
	"   CASE WHEN c.side = 'use' AND c.unplaced = 0 AND :unit IS NULL AND :area IS NULL"
	"    AND (c.total = 1 OR :by = 'year') AND min(l.year) = max(l.year) AND count(l.year) = count(l.id)"
	"    THEN 1 ELSE 0 END AS whole_year"
	"  FROM part c LEFT JOIN line l ON l.id = c.line"
	"  WHERE c.total = 0 OR c.unplaced = 0 OR ifnull(:by, 'side') = 'side'"
	"  GROUP BY c.total, c.key, c.side, c.unplaced"
	"), rated AS ("
	"  SELECT s.*, CASE WHEN s.planned > 0 THEN 100.0 * s.arrived / s.planned END AS arrival_rate,"
	"   CASE WHEN s.planned > 0 THEN 100.0 * s.spent / s.planned END AS execution_rate,"
	"   max(CASE WHEN s.total = 1 AND s.unplaced = 0 THEN s.planned END) OVER (PARTITION BY s.side) AS whole"
	"  FROM summed s"
	")",
	NULL,
};

static const char sql[] =
	"SELECT r.total, r.key, r.side, r.unplaced, r.whole_year, r.planned,"
	"       CASE WHEN r.unplaced = 0 AND r.whole > 0 THEN 100.0 * r.planned / r.whole END AS share,"
	"       r.secured, CASE WHEN r.planned > 0 THEN 100.0 * r.secured / r.planned END AS secured_rate,"
	"       r.planned - r.secured AS unsecured, r.arrived, r.arrival_rate, r.planned - r.arrived AS outstanding,"
	"       r.allotted, r.committed, r.spent, r.execution_rate,"
	"       CASE WHEN r.side = 'use' AND r.planned > 0 THEN 100.0 * r.soft / r.planned END AS soft_share,"
	"       CASE WHEN r.side = 'use' AND r.planned > 0 THEN 100.0 * r.hard / r.planned END AS hard_share,"
	"       r.elapsed, r.progress, r.execution_rate - r.progress AS progress_gap,"
	"       max(min(100, r.arrival_rate), ifnull(r.progress, 0)) AS forecast,"
	"       CASE WHEN r.planned IS NOT NULL THEN ifnull(r.n, 0) END AS n_tasks, r.quantity,"
	"       r.spent / nullif(r.quantity, 0) AS cost_per_output, r.score_rate, r.measure_change "
	"FROM rated r";

#define ORDER "total, key IS NULL, key, side, unplaced"

/* The sides are what there is without a group. */
static const struct civ_report by_side = {
	.columns = columns + 1,
	.flags = flags,
	.then = "fund;flow;task;module",
	.with = with,
	.made = "line",
	.sql = sql,
	.totals = true,
	.order = ORDER,
};

static const struct civ_report_group groups[] = {
	{.name = "side", .of = "fund.side", .form = &by_side},
	{.name = "kind", .of = "fund.kind", .sql = "l.kind"},
	{.name = "fund", .label = "Budget line", .sql = "l.code"},
	{.name = "year", .of = "fund.year", .sql = "l.year"},
	{.name = "quarter", .label = "Quarter", .sql = "NULL", .kind = CIV_FUND_BY_PERIOD},
	{.name = "month", .label = "Month", .sql = "NULL", .kind = CIV_FUND_BY_PERIOD},
	{.name = "source", .of = "flow.source", .sql = "l.code"},
	{.name = "use", .of = "flow.use", .sql = "l.code"},
	{.name = "task", .of = "flow.task", .sql = "t.code"},
	{.name = "programme", .of = "task.programme", .sql = "t.programme"},
	{.name = "theme", .of = "indicator.theme", .sql = THEME},
	{.name = "indicator", .of = "fund.indicator", .sql = "ifnull(l.indicator, t.indicator)"},
	{.name = "unit", .of = "fund.unit", .sql = "l.unit"},
	{.name = "area", .of = "fund.area", .sql = "l.area"},
	{.name = "soft", .of = "fund.soft",
	 .sql = "CASE WHEN l.side = 'source' THEN NULL WHEN l.soft = 1 THEN 'yes' ELSE 'no' END"},
	{.name = "actor", .of = "partner.actor", .sql = "l.actor"},
	{.name = "group", .of = "task.groups", .sql = "g.value"},
	{.name = "term", .of = "task.term", .sql = "t.term"},
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"fund-report --year=2024 --asof=2024-06-30", "the money of a year, both sides"},
	{"fund-report --by=kind --year=2024 --asof=2024-06-30 --columns=kind,side,planned,share,flags",
	 "what it comes from and what it is for"},
	{NULL, NULL},
};

const struct civ_report civ_report_fund_report = {
	.name = "fund-report",
	.summary = "set money planned, secured, arrived and spent against time and work",
	.subject = CIV_SUBJECT_MONEY,
	.columns = columns,
	.params = params,
	.groups = groups,
	.flags = flags,
	.then = "fund;flow;task;module",
	.with = with,
	.made = "line",
	.sql = sql,
	.totals = true,
	.order = ORDER,
	.examples = examples,
};
