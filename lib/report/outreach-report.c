/* outreach-report: how many people publicity came to, what it cost, and what people knew before and after. */
#include "civplan/lists.h"
#include "civplan/report.h"
#include "lib/noun/measure.h"

static const struct civ_report_column columns[] = {
	{.group = true, .shown = true},
	{.name = "n", .type = CIV_INT, .label = "Actions", .shown = true, .help = "actions that were held"},
	{.name = "reach", .type = CIV_INT, .label = "Reach", .shown = true,
	 .help = "how many people they came to, where it was counted"},
	{.name = "cost", .type = CIV_MONEY, .label = "Cost", .shown = true,
	 .help = "what they cost, where it is known"},
	{.name = "cost_per_1000", .type = CIV_MONEY, .label = "Cost per 1,000", .shown = true,
	 .help = "cost for each 1,000 people reached, of the actions of which both are known"},
	{.name = "before", .type = CIV_REAL, .label = "Awareness before", .shown = true,
	 .help = "the indicator's last figure up to the first of these days: of the city, under --by=area of the area;"
	         " of the most reliable method that has one after them, too"},
	{.name = "after", .type = CIV_REAL, .label = "Awareness after", .shown = true,
	 .help = "its first figure after the last of them, by the same method where there is one"},
	{.name = "change", .type = CIV_REAL, .label = "Change", .shown = true,
	 .help = "after - before, where both are by one method; other causes are in it"},
	{.name = "first", .type = CIV_DATE, .label = "First day", .help = "day of the first action"},
	{.name = "last", .type = CIV_DATE, .label = "Last day", .help = "day of the last one"},
	{.name = "before_date", .type = CIV_DATE, .label = "Measured before", .help = "day of the figure before"},
	{.name = "after_date", .type = CIV_DATE, .label = "Measured after", .help = "day of the figure after"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	{.name = "by", .help = "a row for each"},
	{"kind", "outreach.kind", .help = "only actions of this kind"},
	{"topic", "outreach.topic", .arg = "A,B", .help = "only actions about these topics"},
	{"indicator", "measure.indicator", .help = "indicator of what people know (default awareness_rate)"},
	{.name = "unit", .help = "only actions that these units, or those below them, held"},
	{.name = "area", .help = "only actions for these areas and those below them"},
	{.name = "year", .help = "only actions of this year"},
	{.name = "from", .help = "only actions from this day on"},
	{.name = "to", .help = "only actions up to this day"},
	{.name = NULL},
};

static const struct civ_report_group groups[] = {
	{.name = "kind", .sql = "o.kind", .of = "outreach.kind"},
	{.name = "topic", .sql = "ifnull(o.topic, '')", .of = "outreach.topic"},
	{.name = "area", .sql = "ifnull(a.code, '')", .of = "outreach.area"},
	{.name = "month", .sql = "substr(o.date, 1, 7)", .label = "Month"},
	{.name = "year", .sql = "substr(o.date, 1, 4)", .label = "Year"},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "uncounted", .label = "Reach not counted", .help = "of an action nobody counted how many it came to",
	 .sql = "n_uncounted > 0"},
	{.code = "unmeasured", .label = "Not measured", .help = "there is no figure before, or none after",
	 .sql = "n > 0 AND (before IS NULL OR after IS NULL)"},
	{.code = "methods_differ", .label = "Methods differ",
	 .help = "the figures before and after were got in different ways, and are not compared",
	 .sql = "before_method <> after_method"},
	{.code = NULL},
};

static const struct civ_example examples[] = {
	{"outreach-report --by=kind --year=2026 --asof=2026-06-30", "what came to how many people, and at what cost"},
	{"outreach-report --by=month --from=2026-01 --to=2026-06 --asof=2026-06-30 --columns=month,reach,before,after",
	 "whether people know more"},
	{NULL, NULL},
};

/* The figures of the group G: of the indicator, in its place, up to the day. */
#define FIGURES \
	"measure m" \
	" WHERE m.indicator = ifnull(:indicator, 'awareness_rate') AND ifnull(m.area_id, 0) = g.place" \
	"  AND m.date <= :asof"
/* COLUMN of the figure that stands next to the group in time: of the days that are WHICH, in that ORDER. */
#define FIGURE(column, which, order) \
	"(SELECT " column " FROM " FIGURES " AND m.date " which " AND m.method = ifnull(g.method, m.method)" \
	" ORDER BY m.date " order ", " CIV_METHOD_RANK("m.method") " DESC LIMIT 1)"
#define BEFORE(column) FIGURE(column, "<= g.first", "DESC")
#define AFTER(column) FIGURE(column, "> g.last", "ASC")
/* The most reliable method by which there are figures before and after; NULL without one. */
#define METHOD \
	"(SELECT c.method" \
	" FROM (SELECT m.method, min(m.date) AS first, max(m.date) AS last FROM " FIGURES " GROUP BY m.method) c" \
	" WHERE c.first <= g.first AND c.last > g.last" \
	" ORDER BY " CIV_METHOD_RANK("c.method") " DESC LIMIT 1)"

static const char *const with[] = {
	"held AS ("
	"  SELECT {by} AS key, count(*) AS n, sum(o.reach) AS reach, sum(o.cost) AS cost,"
	"         count(CASE WHEN o.reach IS NULL THEN 1 END) AS n_uncounted,"
	"         sum(CASE WHEN o.reach IS NOT NULL THEN o.cost END) AS paid,"
	"         sum(CASE WHEN o.cost IS NOT NULL THEN o.reach END) AS reached,"
	"         min(o.date) AS first, max(o.date) AS last,"
	"         CASE WHEN :by = 'area' AND {by} IS NOT NULL THEN ifnull(min(o.area_id), 0) ELSE 0 END AS place"
	"  FROM outreach o LEFT JOIN area a ON a.id = o.area_id"
	"  WHERE o.date <= :asof"
	"   AND (:kind IS NULL OR o.kind = :kind)"
	"   AND (:topic IS NULL OR " CIV_AMONG("o.topic", ":topic") ")"
	"   AND (:unit IS NULL OR o.unit_id IN (SELECT id FROM unit_below))"
	"   AND (:area IS NULL OR o.area_id IN (SELECT id FROM area_below))"
	"   AND (:year IS NULL OR CAST(substr(o.date, 1, 4) AS INTEGER) = :year)"
	"   AND (:from IS NULL OR o.date >= :from)"
	"   AND (:to IS NULL OR o.date <= :to)"
	"  GROUP BY {by}"
	"), paired AS ("
	"  SELECT g.*, " METHOD " AS method"
	"  FROM held g"
	"), measured AS ("
	"  SELECT g.*, " BEFORE("m.value") " AS before, " AFTER("m.value") " AS after,"
	"         " BEFORE("m.date") " AS before_date, " AFTER("m.date") " AS after_date,"
	"         " BEFORE("m.method") " AS before_method, " AFTER("m.method") " AS after_method"
	"  FROM paired g"
	")",
	NULL,
};

static const char sql[] =
	"SELECT s.key, s.n, s.reach, s.cost,"
	"       CAST(round(1000.0 * s.paid / nullif(s.reached, 0)) AS INTEGER) AS cost_per_1000,"
	"       s.before, s.after, CASE WHEN s.before_method = s.after_method THEN s.after - s.before END AS change,"
	"       s.first, s.last, s.before_date, s.after_date, s.before_method, s.after_method, s.n_uncounted "
	"FROM measured s";

const struct civ_report civ_report_outreach_report = {
	.name = "outreach-report",
	.summary = "tell how many people publicity came to, what it cost, and what people knew before and after",
	.subject = CIV_SUBJECT_WORK,
	.columns = columns,
	.params = params,
	.groups = groups,
	.flags = flags,
	.with = with,
	.sql = sql,
	.order = "key",
	.examples = examples,
};
