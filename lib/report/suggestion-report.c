/* suggestion-report: what was suggested, adopted and answered; and what the public is told of it. */
#include "civplan/report.h"
#include "lib/noun/suggestion.h"

static const struct civ_report_column columns[] = {
	{.group = true, .shown = true,
	 .help = "what the suggestions have in common; *: all together; empty: it is not stated"},
	{.name = "n", .type = CIV_INT, .label = "Suggestions", .shown = true, .help = "suggestions made in the period"},
	{.name = "n_valid", .type = CIV_INT, .label = "Valid", .shown = true,
	 .help = "of these, valid ones: all that follows is of them"},
	{.name = "n_pending", .type = CIV_INT, .label = "Pending", .shown = true, .help = "not decided yet"},
	{.name = "n_adopted", .type = CIV_INT, .label = "Adopted", .shown = true, .help = "adopted"},
	{.name = "n_partly", .type = CIV_INT, .label = "Adopted partly", .help = "adopted partly"},
	{.name = "n_declined", .type = CIV_INT, .label = "Declined", .help = "declined"},
	{.name = "adoption_rate", .type = CIV_PERCENT, .label = "Adopted (%)", .shown = true,
	 .numerator = "adopted", .denominator = "n_decided",
	 .help = "adopted in percent of those decided; partly adopted ones count the plan's partly_share"},
	{.name = "adoption_low", .type = CIV_PERCENT, .label = "from",
	 .help = "lower end of its Wilson 95 % interval"},
	{.name = "adoption_high", .type = CIV_PERCENT, .label = "to", .help = "upper end"},
	{.name = "short", .type = CIV_INT, .label = "Short of goal", .shown = true,
	 .help = "how many more of those decided would have had to be adopted for the plan's adoption_goal"},
	{.name = "n_answered", .type = CIV_INT, .label = "Answered", .help = "answered"},
	{.name = "answered_rate", .type = CIV_PERCENT, .label = "Answered (%)", .shown = true,
	 .numerator = "n_answered", .denominator = "n_valid", .help = "n_answered in percent of n_valid"},
	{.name = "days_mean", .type = CIV_REAL, .label = "Mean days", .shown = true,
	 .help = "days from the suggestion to the answer, of those answered: their mean"},
	{.name = "days_p50", .type = CIV_INT, .label = "Median days", .help = "their median, by nearest rank"},
	{.name = "days_p90", .type = CIV_INT, .label = "P90 days",
	 .help = "days within which nine in ten were answered, by nearest rank"},
	{.name = "n_published", .type = CIV_INT, .label = "Published",
	 .help = "decisions that stand before the public"},
	{.name = "n_decided", .type = CIV_INT, .label = "Decided",
	 .help = "decided: adopted, partly adopted or declined"},
	{.name = "adopted", .type = CIV_REAL, .label = "Counted as adopted",
	 .help = "adopted ones, and partly adopted ones by the plan's partly_share"},
	{.name = "n_unanswered", .type = CIV_INT, .label = "Not answered in time",
	 .help = "decided, and after the plan's answer_days not answered"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	{.name = "by", .help = "a row for each, and one of all together"},
	{"from-group", "suggestion.from_group", .help = "only suggestions of this group"},
	{"panel", "panel", .help = "only suggestions of this panel"},
	{"channel", "channel", .help = "only suggestions that came by this channel"},
	{"category", "category", .help = "only suggestions about this"},
	{.name = "unit", .help = "only suggestions that these units, or those below them, look at"},
	{.name = "area", .help = "only suggestions about these areas and those below them"},
	{.name = "year", .help = "only suggestions made in this year"},
	{.name = "from", .help = "only suggestions made on this day or later"},
	{.name = "to", .help = "only suggestions made up to this day"},
	{.name = NULL},
};

static const struct civ_report_group groups[] = {
	{.name = "from_group", .of = "suggestion.from_group", .sql = "s.from_group"},
	{.name = "panel", .of = "suggestion.panel", .sql = "s.panel"},
	{.name = "channel", .of = "suggestion.channel", .sql = "s.channel"},
	{.name = "year", .label = "Year", .sql = "substr(s.reported_at, 1, 4)"},
	{.name = "month", .label = "Month", .sql = "substr(s.reported_at, 1, 7)"},
	{.name = "unit", .of = "suggestion.unit", .sql = "s.unit"},
	{.name = "category", .of = "suggestion.category", .sql = "s.category"},
	{.name = "area", .of = "suggestion.area", .sql = "s.area"},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "low", .label = "Under the goal", .help = "the share adopted is under the plan's adoption_goal",
	 .sql = "short > 0"},
	{.code = "unanswered", .label = "Unanswered",
	 .help = "some were decided and are not answered after the plan's answer_days", .sql = "n_unanswered > 0"},
	{.code = NULL},
};

#define ASKED(s) \
	"(:from_group IS NULL OR " CIV_AMONG(s ".from_group", ":from_group") ")" \
	" AND (:panel IS NULL OR " CIV_AMONG(s ".panel_id", ":panel") ")" \
	" AND (:channel IS NULL OR " CIV_AMONG(s ".channel_id", ":channel") ")" \
	" AND (:category IS NULL OR " CIV_AMONG(s ".category_id", ":category") ")" \
	" AND (:unit IS NULL OR " s ".unit_id IN (SELECT id FROM unit_below))" \
	" AND (:area IS NULL OR " s ".area_id IN (SELECT id FROM area_below))" \
	" AND (:year IS NULL OR substr(" s ".reported_at, 1, 4) = CAST(:year AS TEXT))" \
	" AND (:from IS NULL OR substr(" s ".reported_at, 1, 10) >= :from)" \
	" AND (:to IS NULL OR substr(" s ".reported_at, 1, 10) <= :to)"

/* What the codes of a suggestion S are taken from. */
#define CODES(s) \
	" LEFT JOIN panel p ON p.id = " s ".panel_id" \
	" LEFT JOIN channel c ON c.id = " s ".channel_id" \
	" LEFT JOIN unit u ON u.id = " s ".unit_id" \
	" LEFT JOIN category k ON k.id = " s ".category_id" \
	" LEFT JOIN area a ON a.id = " s ".area_id "

/* ---- for the public ---- */

static const struct civ_report_column public_columns[] = {
	{.of = "suggestion.id", .shown = true},
	{.name = "reported_on", .type = CIV_DATE, .label = "Received on", .shown = true,
	 .help = "day on which it was made"},
	{.of = "suggestion.from_group", .shown = true},
	{.of = "suggestion.channel"},
	{.of = "suggestion.category"},
	{.of = "suggestion.area"},
	{.of = "suggestion.description", .shown = true},
	{.of = "suggestion.decision", .shown = true},
	{.of = "suggestion.reason", .shown = true},
	{.of = "suggestion.unit", .shown = true},
	{.name = "decided_on", .type = CIV_DATE, .label = "Decided on",
	 .help = "day of the decision; empty: not known"},
	{.name = "answered_on", .type = CIV_DATE, .label = "Answered on",
	 .help = "day on which the proposer was told; empty: not yet"},
	{.of = "suggestion.task"},
	{.of = "task.status", .name = "task_status", .label = "State of the task", .help = "how far that task is"},
	{.name = NULL},
};

static const struct civ_report for_the_public = {
	.columns = public_columns,
	.then = "suggestion;task",
	.sql = "SELECT s.id, substr(s.reported_at, 1, 10) AS reported_on, s.from_group, c.code AS channel,"
	       "       k.code AS category, a.code AS area, masked(s.description) AS description, s.decision,"
	       "       masked(s.reason) AS reason, u.code AS unit,"
	       "       substr(s.decided_at, 1, 10) AS decided_on, substr(s.answered_at, 1, 10) AS answered_on,"
	       "       t.code AS task, t.status AS task_status "
	       "FROM suggestion s" CODES("s") " LEFT JOIN task t ON t.id = s.task_id "
	       "WHERE " CIV_SUGGESTION_DECIDED("s") " AND ifnull(s.published, 1) = 1 AND " ASKED("s"),
	.order = "s.reported_at, s.id",
};

static const struct civ_report_form forms[] = {
	{"public", "what was decided and why, for everybody to read: no person is named", &for_the_public},
	{.name = NULL},
};

/* ---- the report ---- */

/* How each was on the day is looked up once; then the answers of a group in the order of their days. */
static const char *const with[] = {
	"said AS MATERIALIZED ("
	"  SELECT s.id, s.reported_at, s.from_group, s.panel_id, s.channel_id, s.unit_id, s.category_id, s.area_id,"
	"   s.valid, s.decision, s.decided_at, s.answered_at, s.published"
	"  FROM suggestion s"
	"), "
	"asked AS ("
	"  SELECT s.id, s.reported_at, s.from_group, p.code AS panel, c.code AS channel, u.code AS unit,"
	"   k.code AS category, a.code AS area, s.valid, s.decision, s.published,"
	"   CASE WHEN " CIV_SUGGESTION_DECIDED("s") " THEN 1 ELSE 0 END AS decided,"
	"   CASE WHEN " CIV_SUGGESTION_DECIDED("s") " THEN " CIV_SUGGESTION_ADOPTED("s") " END AS adopted,"
	"   CASE WHEN " CIV_SUGGESTION_UNANSWERED("s") " THEN 1 ELSE 0 END AS waits,"
	"   CASE WHEN s.valid = 1"
	"    THEN day_of(substr(s.answered_at, 1, 10)) - day_of(substr(s.reported_at, 1, 10)) END AS days"
	"  FROM said s" CODES("s")
	"  WHERE " ASKED("s")
	"), ranked AS ("
	"  SELECT s.*,"
	"   row_number() OVER (PARTITION BY {by}, s.days IS NULL ORDER BY s.days) AS place,"
	"   count(s.days) OVER (PARTITION BY {by}) AS told"
	"  FROM asked s"
	"), counted AS ("
	"  SELECT {by} AS key, count(*) AS n, count(CASE WHEN s.valid = 1 THEN 1 END) AS n_valid,"
	"   count(CASE WHEN s.valid = 1 AND s.decision = 'pending' THEN 1 END) AS n_pending,"
	"   count(CASE WHEN s.valid = 1 AND s.decision = 'adopted' THEN 1 END) AS n_adopted,"
	"   count(CASE WHEN s.valid = 1 AND s.decision = 'partly' THEN 1 END) AS n_partly,"
	"   count(CASE WHEN s.valid = 1 AND s.decision = 'declined' THEN 1 END) AS n_declined,"
	"   ifnull(sum(s.decided), 0) AS n_decided, ifnull(sum(s.adopted), 0) AS adopted,"
	"   count(s.days) AS n_answered, avg(s.days) AS days_mean,"
	"   max(CASE WHEN s.place = (s.told * 50 + 99) / 100 THEN s.days END) AS days_p50,"
	"   max(CASE WHEN s.place = (s.told * 90 + 99) / 100 THEN s.days END) AS days_p90,"
	"   count(CASE WHEN s.decided = 1 AND s.published = 1 THEN 1 END) AS n_published,"
	"   ifnull(sum(s.waits), 0) AS n_unanswered"
	"  FROM ranked s"
	"  GROUP BY {by}"
	"), lacking AS ("
	/* Rounded, so that 80 % of a whole number of suggestions is one. */
	"  SELECT k.*, rounded(:plan_adoption_goal * k.n_decided / 100.0 - k.adopted, 6) AS lack"
	"  FROM counted k"
	")",
	NULL,
};

static const char sql[] =
	"SELECT l.key, l.n, l.n_valid, l.n_pending, l.n_adopted, l.n_partly, l.n_declined,"
	"       100.0 * l.adopted / nullif(l.n_decided, 0) AS adoption_rate,"
	"       wilson_low(l.adopted, l.n_decided) AS adoption_low,"
	"       wilson_high(l.adopted, l.n_decided) AS adoption_high,"
	"       CASE WHEN l.lack <= 0 THEN 0 WHEN l.lack > CAST(l.lack AS INTEGER) THEN CAST(l.lack AS INTEGER) + 1"
	"        ELSE CAST(l.lack AS INTEGER) END AS short,"
	"       l.n_answered, 100.0 * l.n_answered / nullif(l.n_valid, 0) AS answered_rate,"
	"       rounded(l.days_mean, 1) AS days_mean, l.days_p50, l.days_p90, l.n_published, l.n_decided, l.adopted,"
	"       l.n_unanswered "
	"FROM lacking l";

static const struct civ_example examples[] = {
	{"suggestion-report --asof=2026-06-30 --by=from_group", "whose suggestions are adopted"},
	{"suggestion-report --asof=2026-06-30 --by=year --columns=year,n,adoption_rate,short,flags",
	 "how many there are, year by year, and how many more were to be adopted"},
	{"suggestion-report --asof=2026-06-30 --public", "the sheet for the notice board"},
	{NULL, NULL},
};

const struct civ_report civ_report_suggestion_report = {
	.name = "suggestion-report",
	.summary = "tell how many suggestions were adopted and answered, and what is short of the goal",
	.subject = CIV_SUBJECT_VOICE,
	.columns = columns,
	.params = params,
	.groups = groups,
	.flags = flags,
	.forms = forms,
	.then = "suggestion",
	.with = with,
	.sql = sql,
	.order = "key IS NULL, key",
	.examples = examples,
};
