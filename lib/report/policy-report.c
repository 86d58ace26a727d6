/* policy-report: every policy document, when it was looked at, and what follows it. */
#include "civplan/report.h"
#include "lib/noun/policy.h"
#include "lib/noun/task.h"
#include "lib/noun/watch.h"

static const struct civ_report_column columns[] = {
	{.of = "policy.code", .shown = true},
	{.of = "policy.title", .shown = true},
	{.of = "policy.level", .shown = true},
	{.of = "policy.status", .shown = true},
	{.of = "policy.effective"},
	{.name = "last_watch", .type = CIV_DATE, .label = "Last watched", .shown = true,
	 .help = "last day on which somebody looked for it; empty: nobody did"},
	{.name = "days_since", .type = CIV_INT, .label = "Days since", .help = "days from then to the as-of day"},
	{.name = "n_tasks", .type = CIV_INT, .label = "Tasks", .shown = true,
	 .help = "tasks that cite it, cancelled ones left out"},
	{.name = "n_indicators", .type = CIV_INT, .label = "Indicators", .shown = true,
	 .help = "indicators that cite it, one in several standards once"},
	{.name = "n_targets", .type = CIV_INT, .label = "Targets", .shown = true, .help = "targets that cite it"},
	{.name = "replaced_by", .type = CIV_TEXT, .label = "Replaced by", .shown = true,
	 .help = "documents that replace it, joined with ;"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	{"level", "policy.level", .help = "only documents of this level"},
	{"unit", .help = "only documents that these units, or those below them, carry out"},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "unwatched", .label = "Not watched",
	 .help = "it still holds, and nobody looked for it within the plan's policy_watch_days",
	 .sql = "gone = 0 AND ifnull(days_since > :plan_policy_watch_days, 1)"},
	{.code = "obsolete", .label = "Obsolete",
	 .help = "it is replaced or has expired, and an open task, an indicator of a standard that is not retired or a"
	         " target in force still cites it",
	 .sql = "gone = 1 AND n_following > 0"},
	{.code = "unreported", .label = "Not reported", .help = "a change of it was found that was not reported",
	 .sql = "n_unreported > 0"},
	{.code = NULL},
};

static const struct civ_example examples[] = {
	{"policy-report --asof=2026-06-30", "what was looked at when, and what follows what"},
	{"policy-report --asof=2026-06-30 --check --columns=code,title,replaced_by,flags",
	 "what is to be looked at, or no longer to be followed"},
	{NULL, NULL},
};

static const char sql[] =
	"SELECT p.code, p.title, p.level, p.status, p.effective, w.last_watch,"
	"       CAST(julianday(:asof) - julianday(w.last_watch) AS INTEGER) AS days_since,"
	"       (SELECT count(*) FROM task t"
	"        WHERE " CIV_CITES("t.policies", "p.code") " AND " CIV_TASK_KEPT("t") ") AS n_tasks,"
	"       (SELECT count(DISTINCT i.code) FROM indicator i"
	"        WHERE " CIV_CITES("i.policies", "p.code") ") AS n_indicators,"
	"       (SELECT count(*) FROM target g WHERE " CIV_CITES("g.policies", "p.code") ") AS n_targets,"
	"       (SELECT group_concat(x.code, ';')"
	"        FROM (SELECT r.code FROM policy r WHERE r.replaces_id = p.id ORDER BY r.code) x) AS replaced_by,"
	"       " CIV_POLICY_GONE("p") " AS gone,"
	"       ifnull(w.n_unreported, 0) AS n_unreported,"
	"       (SELECT count(*) FROM task t"
	"        WHERE " CIV_CITES("t.policies", "p.code") " AND " CIV_TASK_OPEN("t") ")"
	"       + (SELECT count(*) FROM indicator i JOIN standard s ON s.id = i.standard_id"
	"          WHERE " CIV_CITES("i.policies", "p.code") " AND ifnull(s.retired, '9999') > :asof)"
	"       + (SELECT count(*) FROM target g"
	"          WHERE " CIV_CITES("g.policies", "p.code") " AND g.in_force = 1) AS n_following "
	"FROM policy p"
	" LEFT JOIN ("
	"  SELECT policy_id, max(date) AS last_watch, count(CASE WHEN " CIV_WATCH_UNREPORTED("watch") " THEN 1 END)"
	"          AS n_unreported"
	"  FROM watch"
	"  GROUP BY policy_id"
	" ) w ON w.policy_id = p.id "
	"WHERE (:level IS NULL OR " CIV_AMONG("p.level", ":level") ")"
	" AND (:unit IS NULL OR p.unit_id IN (SELECT id FROM unit_below))";

const struct civ_report civ_report_policy_report = {
	.name = "policy-report",
	.summary = "tell of every policy document when it was watched, and what follows it",
	.subject = CIV_SUBJECT_STANDARD,
	.columns = columns,
	.params = params,
	.flags = flags,
	.then = "policy;watch;task",
	.sql = sql,
	.order = "code",
	.examples = examples,
};
