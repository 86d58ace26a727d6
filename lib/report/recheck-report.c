/* recheck-report: how much of what was put right has held. */
#include "civplan/report.h"
#include "lib/count/life.h"

static const struct civ_report_column columns[] = {
	{.name = "group", .type = CIV_TEXT, .label = "Group",
	 .help = "unit, category, area, condition or month of the re-check; empty: all, or none"},
	{.name = "name", .type = CIV_TEXT, .label = "Name", .help = "what it is called"},
	{.name = "n_checked", .type = CIV_INT, .label = "Checked", .help = "closings that were looked at again"},
	{.name = "n_held", .type = CIV_INT, .label = "Held", .help = "of these, have not come back"},
	{.name = "n_rebound", .type = CIV_INT, .label = "Came back",
	 .help = "of these, came back: failed a re-check or were reopened, or reported again at the place within the "
	         "plan's watch_days"},
	{.name = "retention_rate", .type = CIV_PERCENT, .label = "Held (%)", .help = "n_held in percent of n_checked"},
	{.name = "retention_low", .type = CIV_PERCENT, .label = "from",
	 .help = "lower end of its Wilson 95 % interval"},
	{.name = "retention_high", .type = CIV_PERCENT, .label = "to", .help = "upper end"},
	{.name = "rebound_rate", .type = CIV_PERCENT, .label = "Came back (%)",
	 .help = "n_rebound in percent of n_checked"},
	{.name = "days_mean", .type = CIV_REAL, .label = "Mean days",
	 .help = "mean days from the closing to that re-check"},
	{.name = "shortfall", .type = CIV_REAL, .label = "Short of target",
	 .help = "where it came back and both are known: mean of target less value"},
	{.name = "shortfall_percent", .type = CIV_REAL, .label = "Short (%)",
	 .help = "the same in percent of the target"},
	{.name = "conditions", .type = CIV_TEXT, .label = "Conditions",
	 .help = "conditions of the re-checks where it came back, the most frequent first, with how often"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	{.name = "by", .help = "a row for each; place: those that came back twice or more"},
	{.name = "from", .help = "first day of the re-checks; by age, of the closings; by place, of the last return"},
	{.name = "to", .help = "last day of them"},
	{.name = NULL},
};

/* The last re-check of each closing counts. */
static const char sql[] =
	"WITH " CIV_ISSUE_LIVES ", last AS ("
	"  SELECT r.*, row_number() OVER (PARTITION BY r.issue_id, r.cycle ORDER BY r.date DESC) AS turn"
	"  FROM recheck r"
	"  WHERE r.date <= :asof"
	"), checked AS ("
	"  SELECT nullif(CASE :by WHEN 'unit' THEN u.code WHEN 'category' THEN c.code WHEN 'area' THEN a.code"
	"                WHEN 'month' THEN substr(l.date, 1, 7) WHEN 'condition' THEN trim(j.value) END, '') AS part,"
	"         coalesce(u.name, c.name, a.name) AS name, " CIV_RECHECK_BACK("l") " AS back, l.*"
	"  FROM last l"
	"   JOIN issue i ON i.id = l.issue_id"
	"   LEFT JOIN unit u ON :by = 'unit' AND u.id = i.unit_id"
	"   LEFT JOIN category c ON :by = 'category' AND c.id = i.category_id"
	"   LEFT JOIN area a ON :by = 'area' AND a.id = i.area_id"
	"   LEFT JOIN json_each(CASE WHEN :by = 'condition'"
	"                       THEN '[' || replace(json_quote(ifnull(l.condition, '')), ';', '\",\"') || ']' END) j"
	"  WHERE l.turn = 1 AND l.date >= ifnull(:from, '') AND (:to IS NULL OR l.date <= :to)"
	"), reasons AS ("
	"  SELECT g.part, trim(j.value) AS why, count(*) AS n"
	"  FROM checked g, json_each('[' || replace(json_quote(g.condition), ';', '\",\"') || ']') j"
	"  WHERE g.result = 'rebound' AND g.condition IS NOT NULL"
	"  GROUP BY 1, 2"
	"), counted AS ("
	"  SELECT g.part, max(g.name) AS name, count(*) AS n, sum(NOT g.back) AS held, sum(g.back) AS back,"
	"   avg(g.days) AS days, avg(CASE WHEN g.result = 'rebound' THEN g.target - g.value END) AS short,"
	"   avg(CASE WHEN g.result = 'rebound' AND g.target <> 0 THEN 100 * (g.target - g.value) / g.target END)"
	"    AS short_percent"
	"  FROM checked g"
	"  GROUP BY g.part"
	") "
	"SELECT p.part AS \"group\", p.name, p.n AS n_checked, p.held AS n_held, p.back AS n_rebound,"
	"       100.0 * p.held / p.n AS retention_rate, wilson_low(p.held, p.n) AS retention_low,"
	"       wilson_high(p.held, p.n) AS retention_high, 100.0 * p.back / p.n AS rebound_rate,"
	"       rounded(p.days, 1) AS days_mean, rounded(p.short, 1) AS shortfall,"
	"       rounded(p.short_percent, 1) AS shortfall_percent,"
	"       (SELECT group_concat(x.why || ' (' || x.n || ')', '; ')"
	"        FROM (SELECT w.why, w.n FROM reasons w WHERE w.part IS p.part ORDER BY w.n DESC, w.why) x)"
	"        AS conditions "
	"FROM counted p";

/* ---- by age ---- */

static const struct civ_report_column age_columns[] = {
	{.name = "age", .type = CIV_INT, .label = "Days after closing", .help = "up to so many days after the closing"},
	{.name = "n_at_risk", .type = CIV_INT, .label = "Observed",
	 .help = "closings that had not come back and were observed longer than the age before"},
	{.name = "n_back", .type = CIV_INT, .label = "Came back",
	 .help = "came back by this age, and after the one before"},
	{.name = "retention_rate", .type = CIV_PERCENT, .label = "Held (%)",
	 .help = "share that has held for so long: Kaplan-Meier, the others censored at the as-of day"},
	{.name = NULL},
};

/* Every closing: the days until it came back, or for which it has been observed; by day those that were observed so
 * long, and what has held up to it. */
static const struct civ_report by_age = {
	.columns = age_columns,
	.sql = "WITH RECURSIVE " CIV_ISSUE_LIVES ", closing AS ("
	       "  SELECT date(closed_at) AS closed,"
	       "         CASE WHEN " CIV_LIFE_CAME_BACK("life") " THEN date(came_back_at) END AS back"
	       "  FROM life"
	       "  WHERE closed_at < :end AND closed_at >= ifnull(:from, '')"
	       "   AND (:to IS NULL OR closed_at < date(:to, '+1 day'))"
	       "), days AS ("
	       "  SELECT CAST(julianday(CASE WHEN back <= :asof THEN back ELSE :asof END) - julianday(closed)"
	       "         AS INTEGER) AS day, count(*) AS n, count(CASE WHEN back <= :asof THEN 1 END) AS back"
	       "  FROM closing"
	       "  GROUP BY 1"
	       "), risk AS MATERIALIZED ("
	       "  SELECT day, n, back, row_number() OVER (ORDER BY day) AS place,"
	       "         sum(n) OVER (ORDER BY day DESC) AS at_risk"
	       "  FROM days"
	       "), held AS ("
	       "  SELECT 0 AS place, -1 AS day, 1.0 AS held"
	       "  UNION ALL"
	       "  SELECT r.place, r.day, h.held * (1 - CAST(r.back AS REAL) / r.at_risk)"
	       "  FROM held h JOIN risk r ON r.place = h.place + 1"
	       "), steps AS ("
	       "  SELECT j.key, j.value AS age,"
	       "         ifnull(max(j.value) OVER (ORDER BY j.key ROWS BETWEEN UNBOUNDED PRECEDING"
	       "                                   AND 1 PRECEDING), -1) AS before"
	       "  FROM json_each('[' || replace(:plan_recheck_days, ';', ',') || ']') j"
	       "), entered AS ("
	       "  SELECT s.*, (SELECT ifnull(sum(r.n), 0) FROM risk r WHERE r.day > s.before) AS n"
	       "  FROM steps s"
	       ") "
	       "SELECT e.age, e.n AS n_at_risk,"
	       "       (SELECT ifnull(sum(r.back), 0) FROM risk r WHERE r.day > e.before AND r.day <= e.age) AS n_back,"
	       "       CASE WHEN e.n > 0 THEN 100 * (SELECT h.held FROM held h WHERE h.day <= max(e.age, e.before)"
	       "                                     ORDER BY h.place DESC LIMIT 1) END AS retention_rate "
	       "FROM entered e",
	.order = "e.key",
};

/* ---- by place ---- */

static const struct civ_report_column place_columns[] = {
	{.name = "category", .type = CIV_TEXT, .label = "Category", .help = "what it is about"},
	{.name = "area", .type = CIV_TEXT, .label = "Area", .help = "where it is"},
	{.name = "place", .type = CIV_TEXT, .label = "Place", .help = "address or spot"},
	{.name = "n_closed", .type = CIV_INT, .label = "Closed", .help = "how often it was closed there"},
	{.name = "n_back", .type = CIV_INT, .label = "Came back", .help = "how often it came back"},
	{.name = "cycle", .type = CIV_INT, .label = "Cycle",
	 .help = "which cycle of the place it is in: one more than it came back"},
	{.name = "last_back", .type = CIV_TEXT, .label = "Last came back", .help = "when it last came back"},
	{.name = "issues", .type = CIV_TEXT, .label = "Issues", .help = "numbers of its issues, joined with ;"},
	{.name = NULL},
};

static const struct civ_report by_place = {
	.columns = place_columns,
	.sql = "WITH " CIV_ISSUE_LIVES ", closing AS ("
	       "  SELECT i.category_id, i.area_id, i.place, i.id, life.closed_at,"
	       "         CASE WHEN " CIV_LIFE_CAME_BACK("life") " THEN life.came_back_at END AS back_at"
	       "  FROM life JOIN issue i ON i.id = life.issue_id"
	       "  WHERE i.place IS NOT NULL AND life.closed_at < :end"
	       ") "
	       "SELECT c.code AS category, a.code AS area, min(x.place) AS place, count(x.closed_at) AS n_closed,"
	       "       count(x.back_at) AS n_back, count(x.back_at) + 1 AS cycle, max(x.back_at) AS last_back,"
	       "       replace(group_concat(DISTINCT x.id), ',', ';') AS issues "
	       "FROM closing x"
	       " JOIN category c ON c.id = x.category_id"
	       " LEFT JOIN area a ON a.id = x.area_id "
	       "GROUP BY x.category_id, x.area_id, place_key(x.area_id, x.place) "
	       "HAVING count(x.back_at) >= 2 AND max(x.back_at) >= ifnull(:from, '')"
	       " AND (:to IS NULL OR max(x.back_at) < date(:to, '+1 day'))",
	.order = "5 DESC, 7 DESC, 3",
};

/* ---- the report ---- */

static const struct civ_report_group groups[] = {
	{.name = "unit", .of = "issue.unit"},
	{.name = "category", .of = "issue.category"},
	{.name = "area", .of = "issue.area"},
	{.name = "condition", .label = "Condition"},
	{.name = "month", .label = "Month"},
	{.name = "age", .label = "Age", .form = &by_age},
	{.name = "place", .label = "Place", .form = &by_place},
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"recheck-report --asof=2026-06-30", "how much has held"},
	{"recheck-report --asof=2026-06-30 --by=age", "for how long it holds"},
	{"recheck-report --asof=2026-06-30 --by=place", "places that keep coming back"},
	{NULL, NULL},
};

const struct civ_report civ_report_recheck_report = {
	.name = "recheck-report",
	.summary =
		"tell how much of what was closed has held: by unit, category, area, condition, month, age and place",
	.subject = CIV_SUBJECT_ISSUES,
	.columns = columns,
	.params = params,
	.groups = groups,
	.sql = sql,
	.order = "p.part IS NULL, p.part",
	.examples = examples,
};
