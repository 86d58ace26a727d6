/* recheck-plan: which closed issues are to be looked at again. */
#include "civplan/report.h"

static const struct civ_word reasons[] = {
	CIV_CHOICE("plan", "Plan", "按计划"),
	CIV_CHOICE("monthly", "Monthly", "每月"),
	CIV_CHOICE("sample", "Sample", "抽查"),
	CIV_CHOICE("assessment", "Assessment", "测评后"),
	{.code = NULL},
};

static const struct civ_report_column columns[] = {
	{.name = "issue", .shown = true, .type = CIV_INT, .label = "Issue",
	 .help = "number of the closed issue"},
	{.of = "issue.category", .shown = true},
	{.of = "issue.area"},
	{.of = "issue.place", .shown = true},
	{.of = "issue.unit", .shown = true},
	{.of = "issue.cycle"},
	{.of = "issue.closed_at", .shown = true},
	{.name = "due", .shown = true, .type = CIV_DATE, .label = "Due",
	 .help = "day of the re-check; empty in a sample"},
	{.of = "recheck.days",
	 .help = "days from the closing to that day, in a sample to the as-of day"},
	{.name = "days_late", .shown = true, .type = CIV_INT, .label = "Days late",
	 .help = "days since that day; below 0: days left; empty in a sample"},
	{.name = "reason", .shown = true, .type = CIV_ENUM, .words = reasons, .label = "Reason",
	 .help = "plan: one of the plan's recheck_days; monthly: it came back before; sample; "
	         "assessment: the same days after the end of one"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	{.name = "from",
	 .help = "re-checks that fell due from this day on (default: the plan's watch_days back);"
	         " of a sample, or after an assessment, closings"},
	{.name = "after", .of = "assessment",
	 .help = "what was closed for this assessment instead, from the plan's watch_days before it on: counted "
	         "from its last day"},
	{.name = "within", .max = "3650", .help = "also those that fall due in the next DAYS days"},
	{.name = "sample", .type = CIV_INT, .min = "1", .help = "draw N of the issues closed in the period instead"},
	{.name = "seed", .type = CIV_INT, .arg = "S", .min = "0", .with = "sample",
	 .help = "draw the same ones again (default 1)"},
	{.name = "by", .with = "sample", .help = "draw N from each"},
	{.name = NULL},
};

static const struct civ_report_group groups[] = {
	{.name = "area", .of = "issue.area"},
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"recheck-plan --asof=2026-06-30", "what should have been looked at again by now"},
	{"recheck-plan --asof=2026-06-30 --after=A25", "what was put right for an assessment: does it last?"},
	{"recheck-plan --asof=2026-06-30 --sample=5 --by=area --seed=7",
	 "five from each area, the same five for the same seed"},
	{NULL, NULL},
};

/* Days are numbers inside (day_of). A re-check that was made counts for its step and those before it. */
static const char sql[] =
	"WITH assessed AS ("
	"  SELECT day_of(a.\"start\") - :plan_watch_days AS first, ifnull(a.\"end\", a.\"start\") AS last"
	"  FROM assessment a"
	"  WHERE " CIV_AMONG("a.id", ":after")
	"), planned AS MATERIALIZED ("
	"  SELECT i.id, day_of(i.closed_at) AS closed, recheck_due(i.closed_at, day_of(:asof) + ifnull(:within, 0),"
	"         (SELECT max(r.days) FROM recheck r"
	"          WHERE r.issue_id = i.id AND r.cycle = i.cycle AND r.date <= :asof), i.cycle > 1) AS due"
	"  FROM issue i"
	"  WHERE :sample IS NULL AND :after IS NULL AND i.stage = 'closed' AND i.closed_at < :end AND i.closed_at >="
	"        day_text(ifnull(day_of(:from), day_of(:asof) - :plan_watch_days) - recheck_last())"
	"), followed AS MATERIALIZED ("
	"  SELECT i.id, day_of(i.closed_at) AS closed, recheck_due(a.last, day_of(:asof) + ifnull(:within, 0),"
	"         (SELECT day_of(max(r.date)) - day_of(a.last) FROM recheck r"
	"          WHERE r.issue_id = i.id AND r.cycle = i.cycle AND r.date <= :asof AND r.date > a.last),"
	"         i.cycle > 1) AS due"
	"  FROM assessed a"
	"   JOIN issue i ON i.closed_at >= ifnull(:from, day_text(a.first))"
	"    AND i.closed_at < day_text(day_of(a.last) + 1)"
	"  WHERE :sample IS NULL AND i.stage = 'closed' AND i.closed_at < :end"
	"), drawn AS ("
	"  SELECT i.id, day_of(i.closed_at) AS closed, CASE WHEN :by = 'area' THEN ifnull(i.area_id, 0) END AS part,"
	"         draw(ifnull(:seed, 1), i.id) AS draw"
	"  FROM issue i"
	"  WHERE :sample IS NOT NULL AND i.stage = 'closed' AND i.closed_at < :end"
	"        AND i.closed_at >= coalesce(:from, (SELECT day_text(first) FROM assessed),"
	"        day_text(day_of(:asof) - :plan_watch_days))"
	"        AND (:after IS NULL OR i.closed_at < (SELECT day_text(day_of(last) + 1) FROM assessed))"
	"), chosen AS ("
	"  SELECT id, closed, due, NULL AS part, NULL AS draw FROM planned"
	"  WHERE due >= ifnull(day_of(:from), day_of(:asof) - :plan_watch_days)"
	"  UNION ALL"
	"  SELECT id, closed, due, NULL, NULL FROM followed WHERE due IS NOT NULL"
	"  UNION ALL"
	"  SELECT id, closed, NULL, part, draw"
	"  FROM (SELECT d.*, row_number() OVER (PARTITION BY part ORDER BY draw, id) AS place FROM drawn d) p"
	"  WHERE place <= :sample"
	") "
	"SELECT i.id AS issue, c.code AS category, a.code AS area, i.place, u.code AS unit, i.cycle, i.closed_at,"
	"       day_text(x.due) AS due, ifnull(x.due, day_of(:asof)) - x.closed AS days,"
	"       day_of(:asof) - x.due AS days_late,"
	"       CASE WHEN x.due IS NULL THEN 'sample' WHEN :after IS NOT NULL THEN 'assessment'"
	"        WHEN i.cycle > 1 THEN 'monthly' ELSE 'plan' END AS reason "
	"FROM chosen x"
	" JOIN issue i ON i.id = x.id"
	" JOIN category c ON c.id = i.category_id"
	" LEFT JOIN area a ON a.id = i.area_id"
	" LEFT JOIN unit u ON u.id = i.unit_id";

const struct civ_report civ_report_recheck_plan = {
	.name = "recheck-plan",
	.summary = "list closed issues that are due for a re-check, or draw a sample",
	.subject = CIV_SUBJECT_ISSUES,
	.columns = columns,
	.params = params,
	.groups = groups,
	.then = "issue",
	.sql = sql,
	.order = "x.due, x.part, x.draw, x.id",
	.examples = examples,
};
