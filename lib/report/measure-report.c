/* measure-report: the figures of indicators beside each other: areas, months, other cities. */
#include <math.h>

#include "civplan/date.h"
#include "civplan/lists.h"
#include "civplan/report.h"
#include "lib/milestone/milestone-report.h"
#include "lib/noun/indicator.h"
#include "lib/noun/measure.h"

/* Kinds of groups: parts of time. */
enum { BY_TIME = 1 << 0 };

static const struct civ_report_column columns[] = {
	{.of = "measure.indicator", .shown = true},
	{.group = true, .shown = true},
	{.of = "measure.value", .shown = true,
	 .help = "the last figure of the group's own: of the area or district, of the city in the month or year"},
	{.of = "measure.date", .help = "the day of that figure"},
	{.name = "n", .type = CIV_INT, .label = "Areas", .shown = true,
	 .help = "areas with a figure in the group; one with figures below it stands back for them"},
	{.name = "mean", .type = CIV_REAL, .label = "Mean", .shown = true, .help = "mean of their figures"},
	{.name = "pooled", .type = CIV_REAL, .label = "Pooled", .filled = true,
	 .help = "their numerators over their denominators, where all have them: large areas count more"},
	{.name = "weakest", .type = CIV_TEXT, .label = "Weakest", .shown = true,
	 .help = "code of the area with the worst of them, the first by code of several"},
	{.name = "spread", .type = CIV_REAL, .label = "Spread", .help = "the largest of them less the smallest"},
	{.name = "benchmark", .type = CIV_REAL, .label = "Benchmark",
	 .help = "mean of the last benchmarks of other cities"},
	{.name = "benchmark_gap", .type = CIV_REAL, .label = "Benchmark gap", .shown = true,
	 .help = "value - benchmark"},
	{.name = "next", .type = CIV_REAL, .label = "Next", .filled = true,
	 .help = "expected when the next figure is due, by least squares over the last ones; empty from fewer than 3"},
	{.name = "year_before", .type = CIV_REAL, .label = "Year before",
	 .filled = true,
	 .help = "the last value in the same month of the year before, under --by=year in that year"},
	{.name = "growth", .type = CIV_PERCENT, .label = "Growth (%)", .filled = true,
	 .help = "value against it, in percent of it"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	{"indicator", "measure.indicator", .help = "only these indicators"},
	{.name = "by", .help = "a row for each; unit: the one on duty in the area"},
	{"of", "area.kind", .help = "only areas of this kind"},
	{"area", .help = "only these areas and those below them"},
	{"unit", .help = "only indicators that these units, or those below them, answer for"},
	{"peer", "peer", .help = "benchmarks of this city only"},
	{"below", .type = CIV_REAL, .arg = "N", .help = "only areas with a figure under N"},
	{"year", .help = "only figures of this year"},
	{"from", .help = "only figures from this day on"},
	{"to", .help = "only figures up to this day"},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "behind", .label = "Behind other cities",
	 .help = "the value is worse than the benchmark",
	 .sql = "CASE s.direction WHEN 'up' THEN s.benchmark_gap < 0 WHEN 'down' THEN s.benchmark_gap > 0 END"},
	{.code = "old", .label = "Old figure", .help = "the value is more than a year old",
	 .sql = "s.date < date(:asof, '-1 year')", .not_by = BY_TIME},
	{.code = NULL},
};

static const struct civ_report_group groups[] = {
	{.name = "area", .sql = "ifnull(x.area, '')", .of = "measure.area"},
	{.name = "district", .sql = "ifnull(x.district, '')", .label = "District"},
	{.name = "unit", .sql = "ifnull(x.duty, '')", .of = "area.duty_unit"},
	{.name = "month", .sql = "substr(x.date, 1, 7)", .label = "Month", .kind = BY_TIME},
	{.name = "year", .sql = "substr(x.date, 1, 4)", .label = "Year", .kind = BY_TIME},
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"measure-report --asof=2026-06-30 --of=district", "the weakest district for every indicator"},
	{"measure-report --asof=2026-06-30 --indicator=citizen_satisfaction --by=year --columns=year,value,growth",
	 "from year to year"},
	{"measure-report --asof=2026-06-30 --indicator=old_community_rate --by=area --of=community --below=18",
	 "communities under 18 % and their mean"},
	{NULL, NULL},
};

/* All groups are made so that {by} is NULL in the row of all together alone. x has, of a figure, its area, the district
 * and the unit on duty there, and the day. A member of a group is an area with a figure and none below it that has one;
 * under --by=area it is also a member of each area above it that has one. */
static const char *const with[] = {
	CIV_INDICATOR_LEADS(":asof") ", up(id, at) AS ("
	"  SELECT id, id FROM area"
	"  UNION"
	"  SELECT u.id, a.parent_id FROM up u JOIN area a ON a.id = u.at WHERE a.parent_id IS NOT NULL"
	"), districts AS MATERIALIZED ("
	"  SELECT u.id, a.id AS district_id, a.code FROM up u JOIN area a ON a.id = u.at WHERE a.kind = 'district'"
	"), chosen AS ("
	"  SELECT m.indicator, m.area_id, m.date, m.value, m.numerator, m.denominator,"
	"         " CIV_METHOD_RANK("m.method") " AS rank, '' AS area, '' AS district, '' AS duty"
	"  FROM measure m LEFT JOIN lead l ON l.indicator = m.indicator AND l.place = 1"
	"  WHERE m.date <= :asof AND " CIV_MEASURE_COUNTS("m", "l")
	"   AND (:indicator IS NULL OR " CIV_AMONG("m.indicator", ":indicator") ")"
	"   AND (:unit IS NULL OR l.unit_id IN (SELECT id FROM unit_below))"
	"   AND (:area IS NULL OR m.area_id IN (SELECT id FROM area_below))"
	"   AND (:of IS NULL OR m.area_id IS NULL OR m.area_id IN (SELECT id FROM area WHERE kind = :of))"
	"   AND (:year IS NULL OR CAST(substr(m.date, 1, 4) AS INTEGER) = :year)"
	"   AND (:from IS NULL OR m.date >= :from)"
	"   AND (:to IS NULL OR m.date <= :to)"
	"), dated AS ("
	"  SELECT x.*, ifnull(CASE WHEN :by IN ('month', 'year') THEN {by} END, '') AS period"
	"  FROM chosen x"
	"), ranked AS ("
	"  SELECT f.*, row_number() OVER (PARTITION BY f.indicator, f.area_id, f.period"
	"                                 ORDER BY f.date DESC, f.rank DESC) AS turn"
	"  FROM dated f"
	"), latest AS MATERIALIZED ("
	"  SELECT r.indicator, r.area_id, r.period, r.date, r.value, r.numerator, r.denominator, a.code AS area,"
	"         d.district_id, d.code AS district, u.code AS duty"
	"  FROM ranked r"
	"   LEFT JOIN area a ON a.id = r.area_id"
	"   LEFT JOIN districts d ON d.id = r.area_id"
	"   LEFT JOIN unit u ON u.id = a.duty_unit_id"
	"  WHERE r.turn = 1"
	"), above AS MATERIALIZED ("
	"  SELECT DISTINCT y.indicator, y.period, u.at AS area_id"
	"  FROM latest y JOIN up u ON u.id = y.area_id AND u.at <> u.id"
	"), leaf AS MATERIALIZED ("
	"  SELECT y.*, y.area AS member"
	"  FROM latest y"
	"   LEFT JOIN above v ON v.indicator = y.indicator AND v.area_id = y.area_id AND v.period = y.period"
	"  WHERE y.area_id IS NOT NULL AND v.area_id IS NULL AND (:below IS NULL OR y.value < :below)"
	"), placed AS ("
	"  SELECT y.indicator, y.date, y.member, y.value, y.numerator, y.denominator, y.district, y.duty, y.area"
	"  FROM leaf y"
	"  UNION ALL"
	"  SELECT x.indicator, x.date, x.member, x.value, x.numerator, x.denominator, x.district, x.duty, o.area"
	"  FROM leaf x"
	"   JOIN up u ON u.id = x.area_id AND u.at <> u.id AND :by = 'area' AND {by} IS NOT NULL"
	"   JOIN latest o ON o.indicator = x.indicator AND o.area_id = u.at AND (:below IS NULL OR o.value < :below)"
	")",
	NULL,
};

static const char sql[] =
	"WITH members AS ("
	"  SELECT x.indicator, {by} AS key, x.member, x.value, x.numerator, x.denominator"
	"  FROM placed x"
	"), grouped AS ("
	"  SELECT indicator, key, count(*) AS n, avg(value) AS mean, max(value) - min(value) AS spread,"
	"         CASE WHEN count(numerator) = count(*) AND count(denominator) = count(*)"
	"              THEN sum(numerator) / nullif(sum(denominator), 0) END AS ratio"
	"  FROM members"
	"  GROUP BY indicator, key"
	"), worst AS ("
	"  SELECT b.indicator, b.key, b.member,"
	"         row_number() OVER (PARTITION BY b.indicator, b.key"
	"                            ORDER BY CASE l.direction WHEN 'down' THEN -b.value ELSE b.value END, b.member)"
	"         AS turn"
	"  FROM members b LEFT JOIN lead l ON l.indicator = b.indicator AND l.place = 1"
	"  WHERE l.direction IS NOT NULL"
	"), own AS ("
	"  SELECT x.indicator, {by} AS key, x.area_id, x.value, x.date, x.period"
	"  FROM latest x"
	"  WHERE CASE WHEN {by} IS NULL OR :by IN ('month', 'year') THEN x.area_id IS NULL"
	"             WHEN :by = 'area' THEN x.area_id IS NOT NULL"
	"             WHEN :by = 'district' THEN x.area_id = x.district_id ELSE 1 = 0 END"
	"), keys AS ("
	"  SELECT indicator, key FROM grouped"
	"  UNION"
	"  SELECT indicator, key FROM own WHERE key IS NULL OR :by IN ('month', 'year')"
	"), shown AS ("
	"  SELECT k.indicator, k.key, o.value, o.date, o.period, o.area_id, g.n, g.mean, g.ratio, g.spread,"
	"         w.member AS weakest,"
	"         l.direction,"
	"         (SELECT avg(b.value)"
	"          FROM benchmark b"
	"          WHERE b.indicator = k.indicator AND (:peer IS NULL OR " CIV_AMONG("b.peer_id", ":peer") ")"
	"           AND b.date = (SELECT max(c.date) FROM benchmark c"
	"                         WHERE c.indicator = b.indicator AND c.peer_id = b.peer_id AND c.date <= :asof"
	"                          AND (ifnull(o.period, '') = '' OR substr(c.date, 1, length(o.period)) <= o.period)))"
	" AS benchmark"
	"  FROM keys k"
	"   LEFT JOIN grouped g ON g.indicator = k.indicator AND g.key IS k.key"
	"   LEFT JOIN worst w ON w.indicator = k.indicator AND w.key IS k.key AND w.turn = 1"
	"   LEFT JOIN own o ON o.indicator = k.indicator AND o.key IS k.key"
	"   LEFT JOIN lead l ON l.indicator = k.indicator AND l.place = 1"
	") "
	"SELECT s.*, ifnull(s.area_id, 0) AS place, s.value - s.benchmark AS benchmark_gap,"
	" ifnull(s.period, '') <> '' AS is_past, :by = 'year' AS whole_year "
	"FROM shown s";

/* When the next figure is due: as far from the last one as these are from each other. */
static bool next_day(const struct civ_series *series, int32_t asof, int32_t *day)
{
	const struct civ_figure *last = civ_series_at(series, asof);
	size_t count = last == NULL ? 0 : (size_t)(last - series->figures) + 1;
	size_t steps = count > CIV_FORECAST_MOST ? CIV_FORECAST_MOST - 1 : count - 1;

	if (count < CIV_FORECAST_LEAST)
		return false;
	*day = last->day + (int32_t)lround((double)(last->day - last[-(ptrdiff_t)steps].day) / (double)steps);
	return true;
}

/* The last figure in the same month of the year before that day's, or in the whole year. */
static double year_before(const struct civ_series *series, int32_t day, bool whole_year)
{
	int year, month, unused, its_year, its_month;
	double value = NAN;

	civ_date_to_ymd(day, &year, &month, &unused);
	for (size_t i = 0; i < series->count; i++) {
		civ_date_to_ymd(series->figures[i].day, &its_year, &its_month, &unused);
		if (its_year == year - 1 && (whole_year || its_month == month))
			value = series->figures[i].value;
	}
	return value;
}

static void fill(struct civ_report_row *row, const struct civ_metric *metric, int32_t day)
{
	double before = year_before(&metric->series, day, civ_report_int(row, "whole_year") != 0), next;
	double value = civ_report_real(row, "value");
	int32_t asof = civ_report_asof(row), next_on;

	civ_report_fill_real(row, "year_before", before);
	civ_report_fill_real(row, "growth", before != 0 ? 100 * (value - before) / fabs(before) : NAN);
	if (civ_report_int(row, "is_past") == 0 && next_day(&metric->series, asof, &next_on) &&
	    civ_forecast_kept(&metric->series, &metric->scale, asof, next_on, &next))
		civ_report_fill_real(row, "next", next);
}

static enum civ_status look_around(struct civ_report_row *row)
{
	struct civ_span code = civ_report_text(row, "indicator");
	struct civ_metric metric = {.series = {NULL, 0}};
	int32_t day;
	enum civ_status status = civ_scales_find(civ_report_state(row), code, &metric.scale);

	if (status != CIV_OK)
		return status;
	civ_report_fill_real(row, "pooled", metric.scale.factor * civ_report_real(row, "ratio"));
	if (!civ_report_day(row, "date", &day))
		return CIV_OK;
	status = civ_figures_load(civ_report_state(row), code, civ_report_int(row, "place"), civ_report_arena(row),
	                          &metric);
	if (status == CIV_OK)
		fill(row, &metric, day);
	return status;
}

const struct civ_report civ_report_measure_report = {
	.name = "measure-report",
	.summary = "set figures beside each other: areas, districts, months, other cities; the weakest, the mean, the "
	           "gap",
	.subject = CIV_SUBJECT_STANDARD,
	.columns = columns,
	.params = params,
	.groups = groups,
	.flags = flags,
	.with = with,
	.sql = sql,
	.order = "indicator, key",
	.examples = examples,
	.row = look_around,
	.open = civ_figures_open,
	.close = civ_figures_close,
};
