/* session-report: meetings and other sessions, who was missing, what was resolved, and how that stands. */
#include "civplan/report.h"
#include "lib/noun/resolution.h"

static const struct civ_report_column columns[] = {
	{.of = "session.code", .name = "session", .label = "Session", .shown = true},
	{.of = "session.date", .shown = true},
	{.of = "session.kind", .shown = true},
	{.of = "session.review"},
	{.of = "session.panel"},
	{.of = "session.chair", .shown = true},
	{.name = "present", .type = CIV_INT, .label = "Units present", .shown = true,
	 .help = "how many units were there; empty: it is not written down"},
	{.name = "absent", .type = CIV_TEXT, .label = "Absent", .shown = true,
	 .help = "units that its review expects and that were not there, joined with ;"},
	{.of = "session.people"},
	{.of = "session.matters", .shown = true},
	{.of = "session.result"},
	{.name = "resolutions", .type = CIV_INT, .label = "Resolutions", .shown = true,
	 .help = "how many things it resolved"},
	{.name = "done", .type = CIV_INT, .label = "Done", .shown = true,
	 .help = "of these, done: said to be, or by all tasks that came of them"},
	{.name = "open", .type = CIV_INT, .label = "Open", .shown = true, .help = "of these, still open"},
	{.name = "late", .type = CIV_INT, .label = "Late", .shown = true,
	 .help = "open ones whose due date has passed"},
	{.name = "next_due", .type = CIV_DATE, .label = "Next due", .help = "due date of the first that is open"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	{"review", "review", .help = "only sessions of this review"},
	{"panel", "panel", .help = "only sessions of this panel"},
	{"kind", "session.kind", .help = "only sessions of this kind"},
	{.name = "year", .help = "only sessions of this year"},
	{.name = "from", .help = "only sessions on this day or later"},
	{.name = "to", .help = "only sessions up to this day"},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "absent", .label = "Units absent", .help = "a unit that its review expects was not there",
	 .sql = "absent IS NOT NULL"},
	{.code = "unlisted", .label = "Not listed",
	 .help = "units are expected, and it is not written down who was there",
	 .sql = "expected IS NOT NULL AND attended IS NULL"},
	{.code = "undecided", .label = "Nothing decided",
	 .help = "a meeting or joint meeting without a resolution or a result",
	 .sql = "kind IN ('meeting', 'joint') AND resolutions = 0 AND result IS NULL"},
	{.code = "late", .label = "Late", .help = "an open resolution is past its due date", .sql = "late > 0"},
	{.code = "unassigned", .label = "Not assigned", .help = "an open resolution has no unit or no due date",
	 .sql = "n_loose > 0"},
	{.code = NULL},
};

static const struct civ_example examples[] = {
	{"session-report --asof=2026-06-30 --from=2026-01-01", "what met, who was missing, and what became of it"},
	{"session-report --asof=2026-06-30 --kind=joint --columns=session,date,absent,open,late",
	 "joint meetings: who did not come"},
	{NULL, NULL},
};

/* The codes of a list, joined with ;, that another does not hold; NULL where all are there, or one is not known. */
#define MISSING(wanted, there) \
	"(SELECT group_concat(x.value, ';')" \
	" FROM (SELECT j.value" \
	"       FROM " CIV_TASK_CODES_OF(wanted) " j" \
	"       WHERE " wanted " IS NOT NULL AND NOT " CIV_CITES(there, "j.value") \
	"       ORDER BY j.value) x)"

static const char *const with[] = {
	"stands AS ("
	"  SELECT r.session_id, r.unit_id, r.due, " CIV_RESOLUTION_STATE("r") " AS state"
	"  FROM resolution r"
	"), followed AS ("
	"  SELECT s.session_id, count(*) AS n, count(CASE WHEN s.state = 'done' THEN 1 END) AS done,"
	"   count(CASE WHEN s.state = 'open' THEN 1 END) AS open,"
	"   count(CASE WHEN s.state = 'open' AND s.due < :asof THEN 1 END) AS late,"
	"   count(CASE WHEN s.state = 'open' AND (s.unit_id IS NULL OR s.due IS NULL) THEN 1 END) AS loose,"
	"   min(CASE WHEN s.state = 'open' THEN s.due END) AS next_due"
	"  FROM stands s"
	"  GROUP BY s.session_id"
	")",
	NULL,
};

static const char sql[] =
	"SELECT s.code AS session, s.date, s.kind, v.code AS review, p.code AS panel, c.code AS chair,"
	"       CASE WHEN s.attended IS NOT NULL"
	"        THEN length(s.attended) - length(replace(s.attended, ';', '')) + 1 END AS present,"
	"       " MISSING("v.units", "s.attended") " AS absent,"
	"       s.people, s.matters, s.result, ifnull(f.n, 0) AS resolutions, ifnull(f.done, 0) AS done,"
	"       ifnull(f.open, 0) AS open, ifnull(f.late, 0) AS late, f.next_due,"
	"       ifnull(f.loose, 0) AS n_loose, v.units AS expected, s.attended "
	"FROM session s"
	" LEFT JOIN review v ON v.id = s.review_id"
	" LEFT JOIN panel p ON p.id = s.panel_id"
	" LEFT JOIN person c ON c.id = s.chair_id"
	" LEFT JOIN followed f ON f.session_id = s.id "
	"WHERE s.date <= :asof"
	" AND (:review IS NULL OR " CIV_AMONG("s.review_id", ":review") ")"
	" AND (:panel IS NULL OR " CIV_AMONG("s.panel_id", ":panel") ")"
	" AND (:kind IS NULL OR s.kind = :kind)"
	" AND (:year IS NULL OR substr(s.date, 1, 4) = CAST(:year AS TEXT))"
	" AND s.date >= ifnull(:from, '') AND (:to IS NULL OR s.date <= :to)";

const struct civ_report civ_report_session_report = {
	.name = "session-report",
	.summary = "tell of meetings and other sessions who was missing, what was resolved, and how that stands",
	.subject = CIV_SUBJECT_PLAN,
	.columns = columns,
	.params = params,
	.flags = flags,
	.then = "session;resolution;task",
	.with = with,
	.sql = sql,
	.order = "date, session",
	.examples = examples,
};
