/* The figures of metrics over time. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/date.h"
#include "civplan/decimal.h"
#include "lib/milestone/milestone-report.h"
#include "lib/milestone/side.h"
#include "lib/noun/measure.h"

/* One figure a day: the method that counts most comes last and stays. */
static const char series_sql[] =
	"SELECT date, value, numerator, denominator FROM measure WHERE indicator = ?1 AND ifnull(area_id, 0) = ?2"
	" ORDER BY date, " CIV_METHOD_RANK("method");

static bool add_figure(struct civ_figure **figures, size_t *count, size_t *room, struct civ_figure figure)
{
	if (*count > 0 && (*figures)[*count - 1].day == figure.day) {
		(*figures)[*count - 1] = figure;
		return true;
	}
	if (!CIV_GROW(*figures, *count, *room))
		return false;
	(*figures)[(*count)++] = figure;
	return true;
}

enum civ_status civ_figures_load(struct civ_scales *scales, struct civ_span code, int64_t area, struct civ_arena *arena,
                                 struct civ_metric *metric)
{
	struct civ_records *records = civ_scales_records(scales);
	struct civ_store *store = civ_records_store(records);
	struct civ_value text = {.kind = CIV_STRING, .string = code};
	struct civ_figure *figures = NULL, *kept;
	size_t count = 0, room = 0;
	int32_t from = INT32_MIN;
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_scales_find(scales, code, &metric->scale);

	metric->unfounded = metric->computed = false;
	if (status == CIV_OK && metric->scale.is_change)
		status = civ_scale_counts_from(records, code, area, &from);
	if (status == CIV_OK)
		status = civ_records_statement(records, series_sql, &rows);
	if (status == CIV_OK)
		status = civ_value_bind(store, rows, 1, &text);
	if (status == CIV_OK && sqlite3_bind_int64(rows, 2, area) != SQLITE_OK)
		status = civ_store_fail(store, "bind an area");
	while (civ_store_next(store, rows, &status)) {
		struct civ_span date = civ_value_column(rows, 0).string;
		struct civ_figure figure = {.value = sqlite3_column_double(rows, 1),
		                            .numerator = sqlite3_column_double(rows, 2),
		                            .denominator = sqlite3_column_type(rows, 2) == SQLITE_NULL
		                                                   ? 0
		                                                   : sqlite3_column_double(rows, 3)};

		if (!civ_date_parse(date.text, date.len, &figure.day))
			continue;
		if (figure.day < from)
			metric->unfounded = true;
		else if (!add_figure(&figures, &count, &room, figure))
			status = civ_no_memory(civ_records_messages(records));
	}
	kept = civ_arena_alloc(arena, (count + 1) * sizeof *kept);
	if (status == CIV_OK && kept == NULL)
		status = civ_no_memory(civ_records_messages(records));
	if (status == CIV_OK) {
		if (count > 0)
			memcpy(kept, figures, count * sizeof *kept);
		metric->series = (struct civ_series){kept, count};
	}
	free(figures);
	return status;
}

const struct civ_figure *civ_figures_base(const struct civ_series *series, int32_t day)
{
	return series->count == 0 || series->figures[0].day > day ? NULL : &series->figures[0];
}

enum civ_status civ_figures_open(struct civ_records *records, void **scales)
{
	struct civ_scales *made = NULL;
	enum civ_status status = civ_scales_open(records, &made);

	*scales = made;
	return status;
}

void civ_figures_close(void *scales)
{
	civ_scales_close(scales);
}

static enum civ_status load_metric(struct civ_judging *report, struct civ_span code, const struct civ_metric **metric)
{
	struct civ_messages *messages = civ_records_messages(report->records);
	struct civ_metric *made;
	int64_t place;
	enum civ_status status;

	if (civ_hash_get(report->places, code, &place)) {
		*metric = report->metrics[place];
		return CIV_OK;
	}
	if (!CIV_GROW(report->metrics, report->count, report->room))
		return civ_no_memory(messages);
	made = civ_arena_alloc(report->arena, sizeof *made);
	status = made == NULL ? civ_no_memory(messages)
	                      : civ_figures_load(report->scales, code, 0, report->arena, made);
	if (status != CIV_OK)
		return status;
	if (!civ_hash_put(report->places, code, (int64_t)report->count))
		return civ_no_memory(messages);
	report->metrics[report->count++] = made;
	*metric = made;
	return CIV_OK;
}

/* One figure, of the day that is judged: none comes after it. */
static enum civ_status count_metric(struct civ_judging *report, const struct civ_expression *expression,
                                    const struct civ_scale *scale, const struct civ_metric **metric)
{
	struct civ_metric *made = civ_arena_alloc(report->row, sizeof *made);
	struct civ_figure *figure = civ_arena_alloc(report->row, sizeof *figure);
	struct civ_figure_value value;
	enum civ_status status;

	if (made == NULL || figure == NULL)
		return civ_no_memory(civ_records_messages(report->records));
	status = civ_expression_value(report->records, expression, report->day, &value);
	*made = (struct civ_metric){.scale = *scale, .computed = true};
	*metric = made;
	if (status != CIV_OK || isnan(value.value))
		return status;
	*figure = (struct civ_figure){.day = report->day, .value = civ_real_round(value.value, 6)};
	/* What a rate was made of tells how many cases are missing. */
	if (value.denominator > 0 && fabs(value.value - civ_percent(value.numerator, value.denominator)) < 1e-9) {
		figure->numerator = value.numerator;
		figure->denominator = value.denominator;
	}
	made->series = (struct civ_series){figure, 1};
	return CIV_OK;
}

static enum civ_status find_formula(struct civ_records *records, struct civ_span code, bool *found)
{
	const struct civ_value text = {.kind = CIV_STRING, .string = code};
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *find;
	enum civ_status status = civ_records_statement(
		records, "SELECT 1 FROM indicator WHERE code = ?1 AND formula IS NOT NULL LIMIT 1", &find);

	*found = false;
	if (status == CIV_OK)
		status = civ_value_bind(store, find, 1, &text);
	if (status == CIV_OK)
		status = civ_store_step(store, find, found);
	if (status == CIV_OK && *found)
		sqlite3_reset(find);
	return status;
}

/* What nobody measured is counted, where the indicator says how. */
static enum civ_status indicator_metric(struct civ_judging *report, struct civ_span code,
                                        const struct civ_metric **metric)
{
	const struct civ_expression indicator = {.kind = CIV_EXPRESSION_INDICATOR, .name = code};
	enum civ_status status = load_metric(report, code, metric);
	const struct civ_metric *loaded = *metric;
	bool counts;

	if (status != CIV_OK || loaded->series.count > 0 || loaded->scale.is_change)
		return status;
	status = find_formula(report->records, code, &counts);
	return status == CIV_OK && counts ? count_metric(report, &indicator, &loaded->scale, metric) : status;
}

enum civ_status civ_milestone_metric(struct civ_judging *report, struct civ_span text, const struct civ_metric **metric)
{
	static const struct civ_scale_traits unknown = {.lo = NAN, .hi = NAN, .min = NAN, .max = NAN};
	const struct civ_scale scale = civ_scale_of(&unknown);
	struct civ_side side;
	enum civ_status status = civ_side_find(report->records, text, report->row, &side);

	if (status != CIV_OK)
		return status;
	return side.code.len > 0 ? indicator_metric(report, side.code, metric)
	                         : count_metric(report, side.expression, &scale, metric);
}
