/* effect-report: what was gained since the base, how much of it the campaign may claim, and where it leads. */
#include <math.h>

#include "civplan/date.h"
#include "civplan/lists.h"
#include "civplan/report.h"
#include "lib/milestone/milestone-report.h"
#include "lib/noun/flow.h"
#include "lib/noun/indicator.h"
#include "lib/noun/measure.h"

static const struct civ_report_column columns[] = {
	{.of = "target.indicator", .shown = true},
	{.of = "indicator.name", .shown = true, .help = "its name"},
	{.name = "base", .shown = true, .type = CIV_REAL, .label = "Base", .filled = true,
	 .help = "the value at the start: the target's, else the first figure there is, if it is older than the "
	         "actual one"},
	{.name = "base_date", .shown = true, .type = CIV_DATE, .label = "Base of", .filled = true,
	 .help = "the day of that figure; of the target's base the last day on which it was measured, in the other "
	         "city where it belongs to one; empty: it was nowhere measured"},
	{.of = "target.base_of", .filled = true},
	{.name = "actual", .shown = true, .type = CIV_REAL, .label = "Actual", .filled = true,
	 .help = "the figure that is judged: the last one up to due, or up to the as-of day"},
	{.name = "date", .type = CIV_DATE, .label = "Date", .help = "the day of that figure", .filled = true},
	{.name = "change", .shown = true, .type = CIV_REAL, .label = "Change", .filled = true,
	 .help = "actual - base; of an indicator that is a change itself its figure"},
	{.name = "change_percent", .shown = true, .type = CIV_REAL, .label = "Change (%)",
	 .help = "the same in percent of the base", .filled = true},
	{.of = "target.value", .name = "target", .shown = true},
	{.name = "gap", .type = CIV_REAL, .label = "Gap", .help = "actual - target", .filled = true},
	{.of = "target.credited"},
	{.name = "points", .shown = true, .type = CIV_REAL, .label = "Points credited", .filled = true,
	 .help = "the change, or the figure where credited_of says so, x credited / 100"},
	{.name = "spent", .type = CIV_MONEY, .label = "Spent",
	 .help = "spent up to the as-of day, less refunds, on budget lines that name the indicator, and of an area on "
	         "those of the area"},
	{.name = "change_per_million", .type = CIV_REAL, .label = "Change per million", .filled = true,
	 .help = "the change for each million yuan spent"},
	{.name = "forecast", .shown = true, .type = CIV_REAL, .label = "Forecast", .filled = true,
	 .help = "expected on the due date, else at the end of the plan: by least squares over the last figures, "
	         "or with --growth"},
	{.of = "target.due"},
	{.name = "forecast_gap", .type = CIV_REAL, .label = "Forecast gap", .help = "forecast - target",
	 .filled = true},
	{.of = "target.area"},
	{.of = "target.code"},
	{.name = "source", .type = CIV_TEXT, .label = "Source of the base", .filled = true,
	 .help = "where the base comes from: the source of the figure, else that of the target"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	{"indicator", "target.indicator", .help = "only this indicator"},
	{"area", "area", .help = "only this area, without a target too"},
	{"unit", .help = "only indicators that these units, or those below them, answer for"},
	{"growth", .type = CIV_REAL, .arg = "PERCENT", .min = "-100",
	 .help = "forecast by so much growth a year, in whole years between equal days, from the last figure, else "
	         "from the base"},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "no_base", .label = "No base",
	 .help = "nothing was measured before the figure that is judged: no gain can be stated"},
	{.code = "foreign_base", .label = "Base of another city",
	 .help = "the base is another city's: what is beyond it is no gain of this one"},
	{.code = NULL},
};

static const struct civ_example examples[] = {
	{"effect-report --asof=2026-06-30 --columns=indicator,base,base_date,actual,change,change_percent,flags",
	 "what was gained"},
	{"effect-report --asof=2026-06-30 --indicator=tourism_income --growth=15",
	 "what growth of 15 % a year leads to"},
	{NULL, NULL},
};

/* Targets in force; and, without one, what is measured of the whole city, or of an area that is asked for. */
static const char sql[] =
	"WITH " CIV_INDICATOR_LEADS(":asof") ", subject AS ("
	"  SELECT t.indicator, t.area_id, t.code, t.op, t.value, t.base, t.base_of, t.credited, t.credited_of, t.due,"
	"         t.source"
	"  FROM target t"
	"  WHERE t.in_force = 1"
	"  UNION ALL"
	"  SELECT DISTINCT m.indicator, m.area_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
	"  FROM measure m"
	"  WHERE m.date <= :asof AND (m.area_id IS NULL OR :area IS NOT NULL)"
	"   AND NOT EXISTS (SELECT 1 FROM target t WHERE t.in_force = 1 AND t.indicator = m.indicator"
	"                   AND t.area_id IS m.area_id)"
	"), based AS ("
	"  SELECT x.*, CASE x.base_of WHEN 'other' THEN"
	"          (SELECT max(b.date) FROM benchmark b"
	"           WHERE b.indicator = x.indicator AND b.value = x.base AND b.date <= :asof)"
	"         ELSE (SELECT max(m.date) FROM measure m"
	"               WHERE m.indicator = x.indicator AND m.area_id IS x.area_id AND m.value = x.base"
	"                AND m.date < :plan_start)"
	"         END AS based_on"
	"  FROM subject x"
	") "
	"SELECT x.indicator, l.name, x.base AS own_base, ifnull(x.base_of, '') = 'other' AS is_foreign,"
	"       x.value AS target, x.op, x.credited, ifnull(x.credited_of, '') = 'figure' AS of_figure,"
	"       x.due, a.code AS area, x.code, ifnull(x.area_id, 0) AS place, x.based_on, :growth AS growth,"
	"       coalesce(x.due, :plan_end) AS until, date(:plan_start, '-1 day') AS before_plan,"
	"       CASE WHEN x.base IS NULL THEN"
	"        (SELECT m.source FROM measure m WHERE m.indicator = x.indicator AND m.area_id IS x.area_id"
	"         ORDER BY m.date, " CIV_METHOD_RANK("m.method") " DESC LIMIT 1)"
	"       WHEN x.base_of = 'other' THEN"
	"        ifnull((SELECT b.source FROM benchmark b"
	"                WHERE b.indicator = x.indicator AND b.date = x.based_on AND b.value = x.base"
	"                ORDER BY b.id LIMIT 1), x.source)"
	"       ELSE"
	"        ifnull((SELECT m.source FROM measure m"
	"                WHERE m.indicator = x.indicator AND m.area_id IS x.area_id AND m.date = x.based_on"
	"                 AND m.value = x.base"
	"                ORDER BY " CIV_METHOD_RANK("m.method") " DESC LIMIT 1), x.source)"
	"       END AS base_source,"
	"       (SELECT sum(" CIV_FLOW_SPENT("w") ") FROM flow w JOIN fund f ON f.id = w.use_id"
	"        WHERE f.indicator = x.indicator AND w.date <= :asof AND (x.area_id IS NULL OR f.area_id = x.area_id))"
	"       AS spent "
	"FROM based x"
	" LEFT JOIN lead l ON l.indicator = x.indicator AND l.place = 1"
	" LEFT JOIN area a ON a.id = x.area_id "
	"WHERE (:indicator IS NULL OR " CIV_AMONG("x.indicator", ":indicator") ")"
	" AND (:area IS NULL OR " CIV_AMONG("x.area_id", ":area") ")"
	" AND (:unit IS NULL OR l.unit_id IN (SELECT id FROM unit_below))";

static const double FEN_PER_MILLION = 1e8;

/* A value and the day that it stands for. */
struct point {
	double value;
	bool has_day;
	int32_t day;
};

struct effect {
	struct civ_metric metric;
	struct civ_term term;
	struct civ_term_result result;
	struct point base, actual;
};

static const struct point nothing = {.value = NAN};

/* The figure of a target is the one that target-report judges. */
static const struct civ_figure *find_actual(struct civ_report_row *row, struct effect *effect)
{
	struct civ_judgement judgement = {.results = &effect->result};
	const struct civ_term_data data = {.term = &effect->term, .left = &effect->metric.series,
	                                   .scale = &effect->metric.scale};
	struct civ_span op = civ_report_text(row, "op");
	int32_t asof = civ_report_asof(row), due;

	if (!civ_comparison_parse(&op, &effect->term.comparison))
		return civ_series_at(&effect->metric.series, asof);
	if (!civ_report_day(row, "due", &due))
		due = asof;
	civ_judge_criterion(&data, 1, due, asof, &judgement);
	return effect->result.figure;
}

/* A figure that is itself a change has its base in what it is a change of. */
static void find_base(struct civ_report_row *row, struct effect *effect)
{
	const struct civ_figure *first = civ_figures_base(&effect->metric.series, effect->actual.day - 1);

	effect->base = nothing;
	if (!civ_report_is_null(row, "own_base")) {
		effect->base.value = civ_report_real(row, "own_base");
		effect->base.has_day = civ_report_day(row, "based_on", &effect->base.day);
	} else if (effect->actual.has_day && first != NULL && !effect->metric.scale.is_change) {
		effect->base = (struct point){first->value, true, first->day};
	}
}

static int whole_years(int32_t from, int32_t to)
{
	int year, month, day, last_year, last_month, last_day;

	civ_date_to_ymd(from, &year, &month, &day);
	civ_date_to_ymd(to, &last_year, &last_month, &last_day);
	return last_year - year - (last_month < month || (last_month == month && last_day < day) ? 1 : 0);
}

/* The last figure grows, else the base; of a base without a day it is not known when it was, but before the plan. */
static double grown(struct civ_report_row *row, const struct effect *effect)
{
	struct point from = effect->actual.has_day ? effect->actual : effect->base;
	int32_t until;

	if (!from.has_day && !civ_report_day(row, "before_plan", &from.day))
		return NAN;
	if (!civ_report_day(row, "until", &until) || until < from.day)
		return NAN;
	return from.value * pow(1 + civ_report_real(row, "growth") / 100, whole_years(from.day, until));
}

static double forecast(struct civ_report_row *row, const struct effect *effect)
{
	int32_t asof = civ_report_asof(row), until;
	double value;

	if (!civ_report_is_null(row, "growth"))
		return grown(row, effect);
	if (!civ_report_day(row, "until", &until) || until < asof ||
	    !civ_forecast_kept(&effect->metric.series, &effect->metric.scale, asof, until, &value))
		return NAN;
	return value;
}

static void fill_base(struct civ_report_row *row, const struct effect *effect)
{
	struct civ_span source = civ_report_text(row, "base_source");
	bool is_other = civ_report_int(row, "is_foreign") != 0;

	if (isnan(effect->base.value))
		return;
	civ_report_fill_real(row, "base", effect->base.value);
	if (effect->base.has_day)
		civ_report_fill_day(row, "base_date", effect->base.day);
	civ_report_fill_text(row, "base_of", civ_words_base_of[is_other ? 1 : 0].code);
	if (source.len > 0)
		civ_report_fill_text(row, "source", civ_arena_copy(civ_report_arena(row), source.text, source.len));
	if (is_other)
		civ_report_raise(row, "foreign_base");
}

/* Where no base was measured no gain is stated, nor what part of one is the campaign's. */
static void fill_change(struct civ_report_row *row, const struct effect *effect)
{
	double base = effect->base.value, actual = effect->actual.value, credited = civ_report_real(row, "credited");
	double spent = civ_report_real(row, "spent");
	double change = effect->metric.scale.is_change && isnan(base) ? actual : actual - base;

	civ_report_fill_real(row, "change", change);
	civ_report_fill_real(row, "change_percent", base != 0 ? 100 * (actual - base) / fabs(base) : NAN);
	civ_report_fill_real(row, "points",
	                     (civ_report_int(row, "of_figure") != 0 ? actual : change) * credited / 100);
	civ_report_fill_real(row, "change_per_million", spent > 0 ? change / (spent / FEN_PER_MILLION) : NAN);
	if (isnan(change) && (effect->actual.has_day || effect->metric.unfounded))
		civ_report_raise(row, "no_base");
}

static enum civ_status judge(struct civ_report_row *row)
{
	struct effect effect = {.term = {.metric = civ_report_text(row, "indicator"),
	                                 .number = civ_report_real(row, "target")},
	                        .actual = nothing};
	const struct civ_figure *actual;
	double expected;
	enum civ_status status = civ_figures_load(civ_report_state(row), effect.term.metric,
	                                          civ_report_int(row, "place"), civ_report_arena(row),
	                                          &effect.metric);

	if (status != CIV_OK)
		return status;
	actual = find_actual(row, &effect);
	if (actual != NULL) {
		effect.actual = (struct point){actual->value, true, actual->day};
		civ_report_fill_day(row, "date", actual->day);
	}
	find_base(row, &effect);
	expected = forecast(row, &effect);
	fill_base(row, &effect);
	fill_change(row, &effect);
	civ_report_fill_real(row, "actual", effect.actual.value);
	civ_report_fill_real(row, "gap", effect.actual.value - effect.term.number);
	civ_report_fill_real(row, "forecast", expected);
	civ_report_fill_real(row, "forecast_gap", expected - effect.term.number);
	return CIV_OK;
}

const struct civ_report civ_report_effect_report = {
	.name = "effect-report",
	.summary = "tell what was gained since the base, what part of it is the campaign's, and where it leads",
	.subject = CIV_SUBJECT_STANDARD,
	.columns = columns,
	.params = params,
	.flags = flags,
	.then = "fund;flow",
	.sql = sql,
	.order = "indicator, place, ifnull(due, '9999'), code",
	.examples = examples,
	.row = judge,
	.open = civ_figures_open,
	.close = civ_figures_close,
};
