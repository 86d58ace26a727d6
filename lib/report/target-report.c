/* target-report: every target with the figure that stands against it. */
#include <math.h>
#include <string.h>

#include "civplan/lists.h"
#include "civplan/report.h"
#include "lib/milestone/milestone-report.h"
#include "lib/noun/indicator.h"

static const struct civ_report_column columns[] = {
	{.of = "target.code", .shown = true},
	{.of = "target.indicator"},
	{.of = "indicator.name", .shown = true, .help = "its name"},
	{.of = "target.area"},
	{.of = "indicator.unit"},
	{.of = "target.due", .shown = true},
	{.of = "target.op", .shown = true},
	{.of = "target.value", .name = "target", .shown = true},
	{.name = "base", .type = CIV_REAL, .label = "Base", .filled = true,
	 .help = "the value at the start: the target's, else the first figure there is"},
	{.name = "base_date", .type = CIV_DATE, .label = "Base of", .filled = true,
	 .help = "the day of that figure; empty: the base is the target's own"},
	{.name = "actual", .shown = true, .type = CIV_REAL, .label = "Actual", .filled = true,
	 .help = "the figure that is judged: the last one up to due, or up to the as-of day"},
	{.name = "date", .type = CIV_DATE, .label = "Date", .help = "the day of that figure", .filled = true},
	{.name = "gap", .type = CIV_REAL, .label = "Gap", .help = "actual - target", .filled = true},
	{.name = "change", .type = CIV_REAL, .label = "Change", .help = "actual - base", .filled = true},
	{.name = "change_percent", .type = CIV_REAL, .label = "Change (%)", .help = "the same in percent of the base",
	 .filled = true},
	{.name = "way", .shown = true, .type = CIV_REAL, .label = "Way (%)", .filled = true,
	 .help = "how much of the way from base to target is done; empty: the base fulfils it"},
	{.name = "status", .shown = true, .type = CIV_ENUM, .words = civ_words_milestone_status,
	 .label = "Status", .filled = true,
	 .help = "met, met_late, missed, at_risk, on_track, pending or no_data, as milestone-report has them"},
	{.name = "forecast", .type = CIV_REAL, .label = "Forecast", .filled = true,
	 .help = "expected on the due date, by least squares over the last figures"},
	{.of = "target.in_force"},
	{.of = "target.source"},
	{.of = "target.core"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	{"indicator", "target.indicator", .help = "only targets of this indicator"},
	{"area", "area", .help = "only targets of this area"},
	{"unit", .help = "only targets of indicators that these units, or those below them, answer for"},
	{"within", .help = "only targets due in the DAYS days from the as-of day on"},
	{"in-force", .type = CIV_BOOL, .help = "leave out those that are kept beside the one that counts",
	 .checked = true},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "missed", .label = "Missed", .help = "it is in force, and its day has passed without it"},
	{.code = "no_data", .label = "No figure", .help = "it is in force and due, but a figure is missing"},
	{.code = NULL},
};

static const struct civ_example examples[] = {
	{"target-report --asof=2026-06-30 --in-force --columns=code,indicator,target,actual,gap,status",
	 "where the plan stands"},
	{"target-report --asof=2026-06-30 --indicator=citizen_satisfaction",
	 "what the plan says of one thing in several places"},
	{NULL, NULL},
};

static const char sql[] =
	"WITH " CIV_INDICATOR_LEADS(":asof") " "
	"SELECT t.code, t.indicator, l.name, a.code AS area, u.code AS unit, t.due, t.op, t.value AS target,"
	"       t.base AS own_base, t.in_force, t.source, t.core, ifnull(t.area_id, 0) AS place "
	"FROM target t"
	" LEFT JOIN lead l ON l.indicator = t.indicator AND l.place = 1"
	" LEFT JOIN area a ON a.id = t.area_id"
	" LEFT JOIN unit u ON u.id = l.unit_id "
	"WHERE (:indicator IS NULL OR " CIV_AMONG("t.indicator", ":indicator") ")"
	" AND (:area IS NULL OR " CIV_AMONG("t.area_id", ":area") ")"
	" AND (:unit IS NULL OR l.unit_id IN (SELECT id FROM unit_below))"
	" AND (:within IS NULL OR t.due BETWEEN :asof AND date(:asof, '+' || :within || ' days'))"
	" AND (:in_force IS NULL OR t.in_force = 1)";

/* From a base that fulfils the target there is no way to go. */
static double way_done(const struct civ_term *term, double base, double actual)
{
	if (isnan(base) || base == term->number || civ_term_holds(term, base, term->number))
		return NAN;
	return 100 * (actual - base) / (term->number - base);
}

/* The base is the target's own, else that of the figures. */
static double find_base(struct civ_report_row *row, const struct civ_series *series)
{
	const struct civ_figure *base;

	if (!civ_report_is_null(row, "own_base"))
		return civ_report_real(row, "own_base");
	base = civ_figures_base(series, civ_report_asof(row));
	if (base == NULL)
		return NAN;
	civ_report_fill_day(row, "base_date", base->day);
	return base->value;
}

static void fill(struct civ_report_row *row, const struct civ_term *term, const struct civ_series *series,
                 const struct civ_judgement *judgement)
{
	const struct civ_term_result *result = &judgement->results[0];
	double actual = result->figure == NULL ? NAN : result->figure->value, base = find_base(row, series);
	bool in_force = civ_report_int(row, "in_force") != 0;

	if (result->figure != NULL)
		civ_report_fill_day(row, "date", result->figure->day);
	civ_report_fill_real(row, "base", base);
	civ_report_fill_real(row, "actual", actual);
	civ_report_fill_real(row, "gap", actual - term->number);
	civ_report_fill_real(row, "change", actual - base);
	civ_report_fill_real(row, "change_percent", base != 0 ? 100 * (actual - base) / fabs(base) : NAN);
	civ_report_fill_real(row, "way", way_done(term, base, actual));
	civ_report_fill_text(row, "status", civ_words_milestone_status[judgement->status].code);
	civ_report_fill_real(row, "forecast", result->has_forecast ? result->forecast : NAN);
	if (in_force && judgement->status == CIV_MILESTONE_MISSED)
		civ_report_raise(row, "missed");
	if (in_force && judgement->status == CIV_MILESTONE_NO_DATA)
		civ_report_raise(row, "no_data");
}

/* Without a due date it is asked for now. */
static enum civ_status judge(struct civ_report_row *row)
{
	struct civ_term term = {.metric = civ_report_text(row, "indicator"),
	                        .number = civ_report_real(row, "target")};
	struct civ_metric metric = {.series = {NULL, 0}};
	struct civ_term_result result;
	struct civ_judgement judgement = {.results = &result};
	const struct civ_term_data data = {.term = &term, .left = &metric.series, .scale = &metric.scale};
	struct civ_span op = civ_report_text(row, "op");
	int32_t asof = civ_report_asof(row), due;
	enum civ_status status = civ_figures_load(civ_report_state(row), term.metric,
	                                          civ_report_int(row, "place"), civ_report_arena(row), &metric);

	if (status != CIV_OK)
		return status;
	(void)civ_comparison_parse(&op, &term.comparison);
	if (!civ_report_day(row, "due", &due))
		due = asof;
	civ_judge_criterion(&data, 1, due, asof, &judgement);
	fill(row, &term, &metric.series, &judgement);
	return CIV_OK;
}

const struct civ_report civ_report_target_report = {
	.name = "target-report",
	.summary = "set every target against its figure: gap, gain since the start, forecast",
	.subject = CIV_SUBJECT_STANDARD,
	.columns = columns,
	.params = params,
	.flags = flags,
	.sql = sql,
	.order = "indicator, place, ifnull(due, '9999'), code",
	.examples = examples,
	.row = judge,
	.open = civ_figures_open,
	.close = civ_figures_close,
};
