/* Targets against figures. */
#include <math.h>
#include <string.h>

#include "civplan/date.h"
#include "lib/milestone/milestone-report.h"

extern const struct civ_noun civ_noun_area, civ_noun_indicator, civ_noun_unit;

const struct civ_out_column civ_target_columns[] = {
	{"code", "Code", CIV_KIND_TEXT, "of the target"},
	{"indicator", "Indicator", CIV_KIND_TEXT, "code of the indicator"},
	{"name", "Name", CIV_KIND_TEXT, "its name"},
	{"area", "Area", CIV_KIND_TEXT, "code of the area; empty: the whole city"},
	{"unit", "Unit", CIV_KIND_TEXT, "code of the unit that answers for the indicator"},
	{"due", "Due", CIV_KIND_TEXT, "last day by which it is to be reached"},
	{"op", "Comparison", CIV_KIND_TEXT, "how the figure must compare with the target"},
	{"target", "Target", CIV_KIND_NUMBER, "the value to be reached"},
	{"base", "Base", CIV_KIND_NUMBER, "the value at the start: the target's, else the first figure there is"},
	{"base_date", "Base of", CIV_KIND_TEXT, "the day of that figure; empty: the base is the target's own"},
	{"actual", "Actual", CIV_KIND_NUMBER,
	 "the figure that is judged: the last one up to due, or up to the as-of day"},
	{"date", "Date", CIV_KIND_TEXT, "the day of that figure"},
	{"gap", "Gap", CIV_KIND_NUMBER, "actual - target"},
	{"change", "Change", CIV_KIND_NUMBER, "actual - base"},
	{"change_percent", "Change (%)", CIV_KIND_NUMBER, "the same in percent of the base"},
	{"way", "Way (%)", CIV_KIND_NUMBER,
	 "how much of the way from base to target is done; empty: the base fulfils it"},
	{"status", "Status", CIV_KIND_TEXT,
	 "met, met_late, missed, at_risk, on_track, pending or no_data, as milestone-report has them"},
	{"forecast", "Forecast", CIV_KIND_NUMBER, "expected on the due date, by least squares over the last figures"},
	{"in_force", "In force", CIV_KIND_BOOL, "no: kept beside the one that counts"},
	{"source", "Source", CIV_KIND_TEXT, "what set it"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

static const char sql[] =
	"WITH RECURSIVE " CIV_BELOW("unit") ","
	/* Of several standards the latest one that was in force by the day. */
	" lead(indicator, name, unit_id, since) AS (SELECT i.code, i.name, i.unit_id, max(CASE"
	" WHEN s.effective <= :asof THEN s.effective ELSE '' END)"
	" FROM indicator i JOIN standard s ON s.id = i.standard_id GROUP BY i.code)"
	" SELECT t.code, t.indicator, l.name, a.code, u.code, t.due, t.op, t.value, t.base, t.in_force, t.source,"
	" ifnull(t.area_id, 0)"
	" FROM target t LEFT JOIN lead l ON l.indicator = t.indicator LEFT JOIN area a ON a.id = t.area_id LEFT"
	" JOIN unit u ON u.id = l.unit_id"
	" WHERE (:indicator IS NULL OR t.indicator = :indicator) AND (:area IS NULL OR t.area_id = :area)"
	" AND (:unit IS NULL OR l.unit_id IN unit_below)"
	" AND (:from IS NULL OR t.due BETWEEN :from AND :to) AND (NOT :in_force OR t.in_force = 1)"
	" ORDER BY t.indicator, ifnull(t.area_id, 0), ifnull(t.due, '9999'), t.code";

enum { CODE, INDICATOR, NAME, AREA, UNIT, DUE, OP, VALUE, BASE, IN_FORCE, SOURCE, AREA_ID };

enum { DIGITS = 6 };

struct report {
	struct civ_records *records;
	const struct civ_target_options *options;
	struct civ_out *out;
	int32_t asof;
	struct civ_scales *scales;
	struct civ_arena *arena; /* for the target at hand */
	bool flagged;
};

static enum civ_comparison comparison_of(struct civ_span op)
{
	static const char *const ops[] = {
		[CIV_GE] = ">=", [CIV_GT] = ">", [CIV_EQ] = "=", [CIV_LT] = "<", [CIV_LE] = "<="};

	for (int i = CIV_GE; i <= CIV_LE; i++)
		if (civ_text_same(op, (struct civ_span){ops[i], strlen(ops[i])}))
			return (enum civ_comparison)i;
	return CIV_GE;
}

static void put_day(struct civ_out *out, const struct civ_figure *figure)
{
	char day[CIV_DATE_SIZE];

	if (figure == NULL) {
		civ_out_null(out);
		return;
	}
	civ_date_format(figure->day, day);
	civ_out_string(out, day);
}

/* From a base that fulfils the target there is no way to go. */
static double way_done(const struct civ_term *term, double base, double actual)
{
	if (isnan(base) || base == term->number || civ_term_holds(term, base, term->number))
		return NAN;
	return 100 * (actual - base) / (term->number - base);
}

static enum civ_status write_row(struct report *report, sqlite3_stmt *row, const struct civ_series *series,
                                 const struct civ_judgement *judgement, const struct civ_term *term)
{
	const struct civ_term_result *result = &judgement->results[0];
	const struct civ_figure *first = series->count > 0 && series->figures[0].day <= report->asof
	                                         ? &series->figures[0]
	                                         : NULL;
	bool has_base = sqlite3_column_type(row, BASE) != SQLITE_NULL;
	double target = sqlite3_column_double(row, VALUE),
	       actual = result->figure == NULL ? NAN : result->figure->value;
	double base = has_base ? sqlite3_column_double(row, BASE) : first == NULL ? NAN : first->value;
	struct civ_out *out = report->out;

	civ_print_cells(out, row, CODE, 8);
	civ_out_rounded(out, base, DIGITS);
	put_day(out, has_base ? NULL : first);
	civ_out_rounded(out, actual, DIGITS);
	put_day(out, result->figure);
	civ_out_rounded(out, actual - target, DIGITS);
	civ_out_rounded(out, actual - base, DIGITS);
	civ_out_rounded(out, base != 0 ? 100 * (actual - base) / fabs(base) : NAN, DIGITS);
	civ_out_rounded(out, way_done(term, base, actual), DIGITS);
	civ_out_string(out, civ_milestone_status_names[judgement->status]);
	civ_out_rounded(out, result->has_forecast ? result->forecast : NAN, DIGITS);
	civ_out_bool(out, sqlite3_column_int(row, IN_FORCE) != 0);
	civ_print_cells(out, row, SOURCE, 1);
	return civ_out_row(out);
}

/* Without a due date it is asked for now. */
static enum civ_status one_target(struct report *report, sqlite3_stmt *row)
{
	struct civ_span due_text = civ_value_column(row, DUE).string,
			indicator = civ_value_column(row, INDICATOR).string;
	struct civ_term term = {.metric = indicator, .number = sqlite3_column_double(row, VALUE)};
	struct civ_metric metric = {.series = {NULL, 0}};
	struct civ_term_result result;
	struct civ_judgement judgement = {.results = &result};
	const struct civ_term_data data = {.term = &term, .left = &metric.series, .scale = &metric.scale};
	int32_t due = report->asof;
	bool flagged;
	enum civ_status status;

	civ_arena_clear(report->arena);
	term.comparison = comparison_of(civ_value_column(row, OP).string);
	status = civ_figures_load(report->records, report->scales, indicator, sqlite3_column_int64(row, AREA_ID),
	                          report->arena, &metric);
	if (status != CIV_OK)
		return status;
	(void)civ_date_parse(due_text.text, due_text.len, &due);
	civ_judge_criterion(&data, 1, due, report->asof, &judgement);
	flagged = judgement.status == CIV_MILESTONE_MISSED || judgement.status == CIV_MILESTONE_NO_DATA;
	report->flagged = report->flagged || (flagged && sqlite3_column_int(row, IN_FORCE) != 0);
	return flagged || !report->options->flagged_only ? write_row(report, row, &metric.series, &judgement, &term)
	                                                 : CIV_OK;
}

static enum civ_status bind_code(struct report *report, sqlite3_stmt *rows, const struct civ_noun *noun,
                                 const char *option, const char *code)
{
	char parameter[16];
	int64_t id;
	enum civ_status status;

	if (code == NULL)
		return CIV_OK;
	status = civ_records_named(report->records, noun, option, code, &id);
	civ_text_copy(parameter, option + 1, sizeof parameter);
	parameter[0] = ':';
	return status == CIV_OK ? civ_bind_int(civ_records_store(report->records), rows, parameter, id) : status;
}

static enum civ_status bind(struct report *report, sqlite3_stmt *rows)
{
	const struct civ_target_options *options = report->options;
	struct civ_store *store = civ_records_store(report->records);
	char from[CIV_DATE_SIZE], to[CIV_DATE_SIZE];
	const char *indicator = options->indicator;
	enum civ_status status = CIV_OK;

	if (indicator != NULL)
		status = civ_records_code_named(report->records, &civ_noun_indicator, "--indicator", indicator,
		                                &indicator);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":indicator", indicator);
	civ_date_format(report->asof, from);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":asof", from);

	if (status == CIV_OK)
		status = bind_code(report, rows, &civ_noun_area, "--area", options->area);
	if (status == CIV_OK)
		status = bind_code(report, rows, &civ_noun_unit, "--unit", options->unit);
	if (status == CIV_OK)
		status = civ_bind_int(store, rows, ":in_force", options->in_force);
	if (status != CIV_OK || options->within < 0)
		return status;
	civ_date_format(report->asof + (int32_t)options->within, to);
	status = civ_bind_text(store, rows, ":from", from);
	return status == CIV_OK ? civ_bind_text(store, rows, ":to", to) : status;
}

enum civ_status civ_target_report(struct civ_records *records, const struct civ_target_options *options,
                                  struct civ_out *out)
{
	struct report report = {
		.records = records, .options = options, .out = out, .asof = civ_records_clock(records)->asof};
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *rows;
	bool more;
	enum civ_status status = civ_records_statement(records, sql, &rows);

	report.arena = civ_arena_new();
	if (report.arena == NULL)
		status = civ_worse(status, civ_no_memory(civ_records_messages(records)));
	if (status == CIV_OK)
		status = civ_scales_open(records, &report.scales);
	if (status == CIV_OK)
		status = bind(&report, rows);
	while (status == CIV_OK && (status = civ_store_step(store, rows, &more)) == CIV_OK && more)
		status = one_target(&report, rows);
	civ_arena_free(report.arena);
	civ_scales_close(report.scales);
	return status == CIV_OK && report.flagged ? CIV_FLAGGED : status;
}
