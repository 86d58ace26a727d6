/* Measures made whole: what is stored is what was counted, and what can be. */
#include <math.h>
#include <stdlib.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/scale.h"
#include "lib/score/sql.h"

extern const struct civ_noun civ_noun_benchmark, civ_noun_measure;

/* ---- the scales of indicators ---- */

struct civ_scales {
	struct civ_records *records;
	struct civ_hash *places; /* code -> place in LIST */
	struct civ_buf list;     /* of struct civ_scale */
};

enum civ_status civ_scales_open(struct civ_records *records, struct civ_scales **scales)
{
	struct civ_scales *made = calloc(1, sizeof *made);

	*scales = made;
	if (made == NULL)
		return civ_no_memory(civ_records_messages(records));
	made->records = records;
	made->places = civ_hash_new();
	return made->places == NULL ? civ_no_memory(civ_records_messages(records)) : CIV_OK;
}

void civ_scales_close(struct civ_scales *scales)
{
	if (scales == NULL)
		return;
	civ_hash_free(scales->places);
	civ_buf_free(&scales->list);
	free(scales);
}

struct civ_records *civ_scales_records(const struct civ_scales *scales)
{
	return scales->records;
}

static enum civ_status read_scale(struct civ_scales *scales, struct civ_span code, struct civ_scale *scale)
{
	struct civ_store *store = civ_records_store(scales->records);
	const struct civ_value key = {.kind = CIV_STRING, .string = code};
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(scales->records, civ_score_statements[CIV_SCORE_SCALE], &row);

	*scale = (struct civ_scale){.factor = 100, .min = NAN, .max = NAN};
	if (status == CIV_OK)
		status = civ_value_bind(store, row, 1, &key);
	if (civ_store_next(store, row, &status)) {
		const struct civ_scale_traits traits = {.unit = civ_value_column(row, 0).string,
		                                        .lo = civ_score_real(row, 1),
		                                        .hi = civ_score_real(row, 2),
		                                        .min = civ_score_real(row, 3),
		                                        .max = civ_score_real(row, 4),
		                                        .has_base = sqlite3_column_type(row, 5) != SQLITE_NULL};

		*scale = civ_scale_of(&traits);
		sqlite3_reset(row);
	}
	return status;
}

enum civ_status civ_scales_find(struct civ_scales *scales, struct civ_span code, struct civ_scale *scale)
{
	int64_t place;
	enum civ_status status;

	if (civ_hash_get(scales->places, code, &place)) {
		*scale = ((const struct civ_scale *)(const void *)scales->list.data)[place];
		return CIV_OK;
	}
	status = read_scale(scales, code, scale);
	if (status != CIV_OK)
		return status;
	place = (int64_t)(scales->list.len / sizeof *scale);
	civ_buf_add(&scales->list, scale, sizeof *scale);
	if (scales->list.failed || !civ_hash_put(scales->places, code, place))
		return civ_no_memory(civ_records_messages(scales->records));
	return CIV_OK;
}

enum civ_status civ_scale_counts_from(struct civ_records *records, struct civ_span code, int64_t area, int32_t *day)
{
	struct civ_store *store = civ_records_store(records);
	const struct civ_value key = {.kind = CIV_STRING, .string = code};
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(records, civ_score_statements[CIV_SCORE_BASE], &row);

	*day = INT32_MIN;
	if (status == CIV_OK)
		status = civ_value_bind(store, row, 1, &key);
	if (status == CIV_OK)
		status = civ_score_bind_id(store, row, 2, area);
	if (!civ_store_next(store, row, &status))
		return status;
	if (sqlite3_column_type(row, 0) != SQLITE_NULL || civ_scale_is_points(civ_value_column(row, 1).string)) {
		struct civ_span first = civ_value_column(row, 2).string;

		*day = INT32_MAX;
		if (civ_date_parse(first.text, first.len, day))
			(*day)++;
	}
	sqlite3_reset(row);
	return CIV_OK;
}

/* ---- one measure ---- */

static struct civ_value *value_of(const struct civ_record *record, const char *column)
{
	return &record->values[civ_noun_column(&civ_noun_measure, column)];
}

static double number_of(const struct civ_record *record, const char *column)
{
	const struct civ_value *value = value_of(record, column);

	return value->kind == CIV_DOUBLE ? value->real : value->kind == CIV_INTEGER ? (double)value->integer : NAN;
}

/* A value that the indicator CODE cannot have, in COLUMN of the record. */
static enum civ_status refuse_bound(const struct civ_record *record, int column, struct civ_span code,
                                    const struct civ_scale *scale, double value)
{
	char given[CIV_REAL_SIZE], bound[CIV_REAL_SIZE];

	civ_real_format(value, given);
	if (value < scale->min) {
		civ_real_format(scale->min, bound);
		return civ_record_error(record, column,
		                        "%s is under %s, the least that '%.*s' can be; indicator-set --min=... "
		                        "allows less", given, bound, (int)code.len, code.text);
	}
	civ_real_format(scale->max, bound);
	return civ_record_error(record, column,
	                        "%s is over %s, the most that '%.*s' can be; indicator-set --max=... allows more",
	                        given, bound, (int)code.len, code.text);
}

static enum civ_status refuse(const struct civ_record *record, const struct civ_scale *scale,
                              const struct civ_score_measured *measured, enum civ_scale_verdict verdict)
{
	int value = civ_noun_column(&civ_noun_measure, "value");
	char given[CIV_REAL_SIZE], exact[CIV_REAL_SIZE], numerator[CIV_REAL_SIZE], denominator[CIV_REAL_SIZE];

	civ_real_format(measured->value, given);
	switch (verdict) {
	case CIV_SCALE_OVER_NOTHING:
		return civ_record_error(record, civ_noun_column(&civ_noun_measure, "denominator"),
		                        "nothing can be counted out of 0: there is no figure then");
	case CIV_SCALE_HALF:
		return civ_record_error(
			record,
			civ_noun_column(&civ_noun_measure, isnan(measured->numerator) ? "numerator" : "denominator"),
			"is empty: numerator and denominator are given both, or neither");
	case CIV_SCALE_DISAGREES:
		civ_real_format(civ_scale_value(scale, measured), exact);
		civ_real_format(measured->numerator, numerator);
		civ_real_format(measured->denominator, denominator);
		return civ_record_error(record, value, "%s is not what numerator and denominator give: %s of %s is %s",
		                        given, numerator, denominator, exact);
	case CIV_SCALE_UNDER:
	case CIV_SCALE_OVER:
		return refuse_bound(record, value, value_of(record, "indicator")->string, scale, measured->value);
	case CIV_SCALE_FITS:
		break;
	}
	return CIV_OK;
}

/* Of 946 in 1000 a rounded 95 would reach what 94.6 does not. */
static bool is_coarse(const struct civ_scale *scale, const struct civ_score_measured *measured)
{
	double exact = civ_scale_value(scale, measured);

	return !isnan(exact) && civ_scale_agrees(measured->value, exact) &&
	       fabs(measured->value - exact) > 0.5e-4 * scale->factor * (1 + 1e-9);
}

enum civ_status civ_measure_settle(struct civ_scales *scales, struct civ_record *record, bool *rounded)
{
	struct civ_value *value = value_of(record, "value");
	struct civ_score_measured measured = {number_of(record, "value"), number_of(record, "numerator"),
	                                      number_of(record, "denominator")};
	bool is_empty = value->kind == CIV_NULL;
	struct civ_scale scale;
	enum civ_scale_verdict verdict;
	enum civ_status status = civ_scales_find(scales, value_of(record, "indicator")->string, &scale);

	*rounded = false;
	if (status != CIV_OK)
		return status;
	if (is_empty && isnan(measured.numerator) && isnan(measured.denominator))
		return civ_record_error(record, civ_noun_column(&civ_noun_measure, "value"), "is required");
	if (is_empty && (isnan(measured.numerator) || isnan(measured.denominator)))
		return civ_record_error(record, civ_noun_column(&civ_noun_measure, "value"),
		                        "is required where numerator and denominator are not both given");
	if (is_empty)
		measured.value = civ_scale_value(&scale, &measured);
	verdict = civ_scale_judge(&scale, &measured);
	if (verdict != CIV_SCALE_FITS)
		return refuse(record, &scale, &measured, verdict);
	*rounded = !is_empty && is_coarse(&scale, &measured);
	if (is_empty || *rounded)
		*value = (struct civ_value){.kind = CIV_DOUBLE, .real = civ_scale_value(&scale, &measured)};
	return CIV_OK;
}

/* ---- the hook ---- */

struct state {
	struct civ_scales *scales;
	uint64_t rounded;
};

static void release(void *data)
{
	struct state *state = data;

	if (state == NULL)
		return;
	civ_scales_close(state->scales);
	free(state);
}

static enum civ_status open_state(struct civ_writer *writer, struct state **state)
{
	void **kept = civ_writer_state(writer);

	if (*kept == NULL) {
		*kept = calloc(1, sizeof **state);
		if (*kept == NULL)
			return civ_no_memory(civ_records_messages(civ_writer_records(writer)));
		*state = *kept;
		return civ_scales_open(civ_writer_records(writer), &(*state)->scales);
	}
	*state = *kept;
	return CIV_OK;
}

static bool is_changed(const struct civ_record *record, const struct civ_value *old, int column)
{
	return record->given[column] && !civ_value_same(&record->values[column], &old[column]);
}

/* What a change does not bring is not what it was made of: a value alone takes numerator and denominator away, and
 * these alone give a new value. */
static void clear_stale(struct civ_record *record, const struct civ_value *old)
{
	int value = civ_noun_column(&civ_noun_measure, "value");
	int numerator = civ_noun_column(&civ_noun_measure, "numerator");
	int denominator = civ_noun_column(&civ_noun_measure, "denominator");
	bool parts_changed = is_changed(record, old, numerator) || is_changed(record, old, denominator);

	if (is_changed(record, old, value) && !record->given[numerator] && !record->given[denominator]) {
		record->values[numerator] = record->values[denominator] = (struct civ_value){.kind = CIV_NULL};
	} else if (parts_changed && !record->given[value] && record->values[numerator].kind != CIV_NULL &&
	           record->values[denominator].kind != CIV_NULL) {
		record->values[value] = (struct civ_value){.kind = CIV_NULL};
	}
}

/* A bundle is taken as it is: what its rows break is for plan-check to say. */
static enum civ_status settle(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	struct state *state = NULL;
	bool rounded;
	enum civ_status status = open_state(writer, &state);

	if (status != CIV_OK || (civ_writer_options(writer)->restore && value_of(record, "value")->kind != CIV_NULL))
		return status;
	if (old != NULL)
		clear_stale(record, old);
	status = civ_measure_settle(state->scales, record, &rounded);
	state->rounded += status == CIV_OK && rounded ? 1 : 0;
	return status;
}

static enum civ_status tell_rounded(struct civ_writer *writer)
{
	const struct state *state = *civ_writer_state(writer);

	if (state != NULL && state->rounded > 0)
		civ_note(civ_records_messages(civ_writer_records(writer)), NULL,
		         "values that came rounded are kept as numerator and denominator give them: %llu"
		         , (unsigned long long)state->rounded);
	return CIV_OK;
}

const struct civ_hook civ_measure_hook = {
	.noun = &civ_noun_measure,
	.before_store = settle,
	.after_run = tell_rounded,
	.release = release,
};

/* ---- benchmarks ---- */

/* What another city has is bound by the same scale. */
static enum civ_status check_benchmark(struct civ_writer *writer, struct civ_record *record,
                                       const struct civ_value *old)
{
	struct civ_span code = record->values[civ_noun_column(&civ_noun_benchmark, "indicator")].string;
	int column = civ_noun_column(&civ_noun_benchmark, "value");
	struct state *state = NULL;
	struct civ_scale scale;
	double value = record->values[column].real;
	enum civ_status status = open_state(writer, &state);

	(void)old;
	if (status != CIV_OK || civ_writer_options(writer)->restore)
		return status;
	status = civ_scales_find(state->scales, code, &scale);
	if (status == CIV_OK && (value < scale.min || value > scale.max))
		return refuse_bound(record, column, code, &scale, value);
	return status;
}

const struct civ_hook civ_benchmark_hook = {
	.noun = &civ_noun_benchmark,
	.before_store = check_benchmark,
	.release = release,
};
