/* panel-report: panels of citizens, who is left in them, and what they do. */
#include "civplan/report.h"
#include "lib/noun/membership.h"
#include "lib/noun/suggestion.h"

/* Days without a session after which a panel withers. */
#define IDLE "90"

static const struct civ_report_column columns[] = {
	{.of = "panel.code", .name = "panel", .label = "Panel", .shown = true},
	{.of = "panel.name", .shown = true},
	{.of = "panel.seats", .shown = true},
	{.name = "members", .type = CIV_INT, .label = "Members", .shown = true,
	 .help = "people in it on the as-of day"},
	{.name = "members_before", .type = CIV_INT, .label = "A year ago", .shown = true,
	 .help = "people in it on the same day of the year before"},
	{.name = "change_percent", .type = CIV_REAL, .label = "Change (%)", .shown = true,
	 .help = "members less members_before, in percent of these"},
	{.name = "sessions", .type = CIV_INT, .label = "Sessions", .shown = true,
	 .help = "sessions that it held or was at, patrols among them"},
	{.name = "patrols", .type = CIV_INT, .label = "Patrols", .shown = true, .help = "of these, patrols"},
	{.name = "suggestions", .type = CIV_INT, .label = "Suggestions", .shown = true,
	 .help = "suggestions that it made"},
	{.name = "valid", .type = CIV_INT, .label = "Valid", .help = "of these, valid ones"},
	{.name = "adopted", .type = CIV_REAL, .label = "Adopted", .shown = true,
	 .help = "of these, adopted ones; partly adopted ones count the plan's partly_share"},
	{.name = "adoption_rate", .type = CIV_PERCENT, .label = "Adopted (%)", .shown = true,
	 .help = "adopted in percent of the valid ones that are decided"},
	{.name = "last_session", .type = CIV_DATE, .label = "Last session", .shown = true,
	 .help = "day of its last session up to the as-of day; empty: there was none"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	{"panel", "panel", .help = "only this panel"},
	{"kind", "panel.kind", .help = "only panels of this kind"},
	{.name = "year", .help = "only sessions and suggestions of this year"},
	{.name = "from", .help = "only sessions and suggestions from this day on"},
	{.name = "to", .help = "only sessions and suggestions up to this day"},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "withering", .label = "Withering",
	 .help = "half of its members of a year ago or more are gone, or it held no session for more than " IDLE
	         " days",
	 .sql = "is_on = 1 AND (2 * members <= members_before AND members_before > 0 OR idle > " IDLE ")"},
	{.code = "empty_seats", .label = "Empty seats", .help = "it has fewer members than seats",
	 .sql = "is_on = 1 AND members < seats"},
	{.code = "over_seats", .label = "More than seats", .help = "it has more members than seats",
	 .sql = "is_on = 1 AND members > seats"},
	{.code = "no_budget", .label = "No budget", .help = "it was granted no money for its work",
	 .sql = "is_on = 1 AND ifnull(budget, 0) = 0"},
	{.code = NULL},
};

static const struct civ_example examples[] = {
	{"panel-report --asof=2026-06-30", "who is left, and what came of it"},
	{"panel-report --asof=2026-06-30 --check --columns=panel,members,change_percent,flags || true",
	 "for cron: silent unless one withers, or has empty seats or no money"},
	{NULL, NULL},
};

/* Those who are in panel P on a day. */
#define MEMBERS(p, day) \
	"(SELECT count(DISTINCT m.person_id) FROM membership m" \
	" WHERE m.panel_id = " p ".id AND " CIV_MEMBERSHIP_ON("m", day) ")"
#define IN_PERIOD(day) \
	"(:year IS NULL OR substr(" day ", 1, 4) = CAST(:year AS TEXT)) AND (:from IS NULL OR " day " >= :from)" \
	" AND (:to IS NULL OR " day " <= :to)"

static const char *const with[] = {
	"held AS ("
	"  SELECT s.panel_id, max(s.date) AS last, count(CASE WHEN " IN_PERIOD("s.date") " THEN 1 END) AS n,"
	"   count(CASE WHEN s.kind = 'patrol' AND " IN_PERIOD("s.date") " THEN 1 END) AS patrols"
	"  FROM session s"
	"  WHERE s.date <= :asof"
	"  GROUP BY s.panel_id"
	"), said AS ("
	"  SELECT s.panel_id, count(*) AS n, sum(s.valid) AS valid,"
	"   sum(CASE WHEN " CIV_SUGGESTION_DECIDED("s") " THEN 1 ELSE 0 END) AS decided,"
	"   sum(CASE WHEN " CIV_SUGGESTION_DECIDED("s") " THEN " CIV_SUGGESTION_ADOPTED("s") " ELSE 0.0 END) AS adopted"
	"  FROM suggestion s"
	"  WHERE " IN_PERIOD("substr(s.reported_at, 1, 10)")
	"  GROUP BY s.panel_id"
	"), counted AS ("
	"  SELECT p.*, " MEMBERS("p", ":asof") " AS members, " MEMBERS("p", "date(:asof, '-1 year')") " AS before,"
	"   ifnull(p.since, (SELECT min(m.start) FROM membership m WHERE m.panel_id = p.id)) AS begun"
	"  FROM panel p"
	"  WHERE (:panel IS NULL OR " CIV_AMONG("p.id", ":panel") ")"
	"   AND (:kind IS NULL OR " CIV_AMONG("p.kind", ":kind") ")"
	")",
	NULL,
};

static const char sql[] =
	"SELECT p.code AS panel, p.name, p.seats, p.members, p.before AS members_before,"
	"       100.0 * (p.members - p.before) / nullif(p.before, 0) AS change_percent,"
	"       ifnull(h.n, 0) AS sessions, ifnull(h.patrols, 0) AS patrols,"
	"       ifnull(s.n, 0) AS suggestions, ifnull(s.valid, 0) AS valid, ifnull(s.adopted, 0) AS adopted,"
	"       100.0 * s.adopted / nullif(s.decided, 0) AS adoption_rate, h.last AS last_session, p.budget,"
	"       day_of(:asof) - day_of(ifnull(h.last, p.begun)) AS idle,"
	"       CASE WHEN p.until < :asof THEN 0 ELSE 1 END AS is_on "
	"FROM counted p"
	" LEFT JOIN held h ON h.panel_id = p.id"
	" LEFT JOIN said s ON s.panel_id = p.id";

const struct civ_report civ_report_panel_report = {
	.name = "panel-report",
	.summary = "tell who is left in each panel of citizens, and what it does and brings about",
	.subject = CIV_SUBJECT_VOICE,
	.columns = columns,
	.params = params,
	.flags = flags,
	.then = "panel;membership;session;suggestion",
	.with = with,
	.sql = sql,
	.order = "panel",
	.examples = examples,
};
