/* fund-sprint: what was spent, done and closed in the days before an assessment. */
#include "civplan/report.h"
#include "lib/noun/flow.h"
#include "lib/noun/issue.h"
#include "lib/noun/task.h"

static const struct civ_report_column columns[] = {
	{.of = "assessment.code", .name = "assessment", .shown = true, .label = "Assessment"},
	{.of = "assessment.name", .shown = true},
	{.name = "since", .type = CIV_DATE, .shown = true, .label = "From", .help = "first day of the window"},
	{.name = "until", .type = CIV_DATE, .shown = true, .label = "To",
	 .help = "last day of the window, the one before the assessment begins"},
	{.name = "spent", .type = CIV_MONEY, .shown = true, .label = "Spent in the window",
	 .help = "in the window, less what was refunded in it"},
	{.name = "year_spent", .type = CIV_MONEY, .label = "Spent in the year",
	 .help = "the same in the 365 days that end with the window"},
	{.name = "spent_share", .type = CIV_PERCENT, .shown = true, .label = "Share of money (%)",
	 .help = "spent in percent of year_spent"},
	{.name = "tasks_done", .type = CIV_INT, .label = "Tasks done",
	 .help = "tasks with no parts of their own that were done in the window"},
	{.name = "tasks_share", .type = CIV_PERCENT, .shown = true, .label = "Share of tasks (%)",
	 .help = "of those that were done in the 365 days"},
	{.name = "closed", .type = CIV_INT, .label = "Issues closed", .help = "closings in the window"},
	{.name = "closed_share", .type = CIV_PERCENT, .shown = true, .label = "Share of issues (%)",
	 .help = "of the closings in the 365 days"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	{.name = "days", .type = CIV_INT, .arg = "DAYS", .min = "1", .max = "365",
	 .help = "length of the window (default 30)"},
	{.name = "year", .help = "only assessments that begin in this year"},
	{.name = "from", .help = "only assessments that begin on this day or later"},
	{.name = "to", .help = "only assessments that begin up to this day"},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "sprint", .label = "Sprint", .help = "one of the shares is above the plan's sprint_limit",
	 .sql = "spent_share > :plan_sprint_limit OR tasks_share > :plan_sprint_limit"
		" OR closed_share > :plan_sprint_limit"},
	{.code = NULL},
};

static const struct civ_example examples[] = {
	{"fund-sprint --asof=2025-06-30", "how much was put off until just before each assessment"},
	{"fund-sprint --days=60 --asof=2025-06-30", "the same of the two months before"},
	{NULL, NULL},
};

/* DAY, of something that happened, in the year W that ends with the window; and in the window itself. */
#define IN_YEAR(day) day " >= w.year_since AND " day " <= w.until AND " day " < :end"
#define IN_WINDOW(day, what) "CASE WHEN " day " >= w.since THEN " what " ELSE 0 END"
/* What is done without a date was done when it was due. */
#define DONE_ON "ifnull(t.finished, t.due)"

/* A past closing stands in the cycle that it ended, the last one in the issue. */
static const char *const with[] = {
	"window AS MATERIALIZED ("
	"  SELECT s.id, s.code, s.name, s.\"start\" AS start,"
	"   day_text(day_of(s.\"start\") - ifnull(:days, 30)) AS since,"
	"   day_text(day_of(s.\"start\") - 1) AS until, day_text(day_of(s.\"start\") - 365) AS year_since"
	"  FROM assessment s"
	"  WHERE s.\"start\" >= ifnull(:from, '') AND (:to IS NULL OR s.\"start\" <= :to)"
	"   AND (:year IS NULL OR substr(s.\"start\", 1, 4) = CAST(:year AS TEXT))"
	"), money AS ("
	"  SELECT w.id, sum(" IN_WINDOW("f.date", CIV_FLOW_SPENT("f")) ") AS spent,"
	"   sum(" CIV_FLOW_SPENT("f") ") AS year"
	"  FROM window w JOIN flow f ON " IN_YEAR("f.date")
	"  GROUP BY w.id"
	"), work AS ("
	"  SELECT w.id, sum(" IN_WINDOW(DONE_ON, "1") ") AS n, count(*) AS year"
	"  FROM window w JOIN task t ON " IN_YEAR(DONE_ON)
	"  WHERE t.status = 'done'"
	"   AND t.id NOT IN (" CIV_TASK_WHOLES ")"
	"  GROUP BY w.id"
	"), closing(day) AS ("
	"  SELECT substr(i.closed_at, 1, 10) FROM issue i WHERE i.closed_at IS NOT NULL AND " CIV_ISSUE_OWN("i")
	"  UNION ALL"
	"  SELECT substr(c.closed_at, 1, 10) FROM cycle c"
	"), closed AS ("
	"  SELECT w.id, sum(" IN_WINDOW("c.day", "1") ") AS n, count(*) AS year"
	"  FROM window w JOIN closing c ON " IN_YEAR("c.day")
	"  GROUP BY w.id"
	")",
	NULL,
};

static const char sql[] =
	"SELECT w.code AS assessment, w.name, w.start, w.since, w.until, ifnull(m.spent, 0) AS spent,"
	"       ifnull(m.year, 0) AS year_spent, CASE WHEN m.year > 0 THEN 100.0 * m.spent / m.year END AS spent_share,"
	"       ifnull(k.n, 0) AS tasks_done, 100.0 * k.n / k.year AS tasks_share,"
	"       ifnull(c.n, 0) AS closed, 100.0 * c.n / c.year AS closed_share "
	"FROM window w"
	" LEFT JOIN money m ON m.id = w.id"
	" LEFT JOIN work k ON k.id = w.id"
	" LEFT JOIN closed c ON c.id = w.id "
	"WHERE w.since <= :asof";

const struct civ_report civ_report_fund_sprint = {
	.name = "fund-sprint",
	.summary = "show how much money and work falls into the days before an assessment",
	.subject = CIV_SUBJECT_MONEY,
	.columns = columns,
	.params = params,
	.flags = flags,
	.then = "task",
	.with = with,
	.sql = sql,
	.order = "start, assessment",
	.examples = examples,
};
