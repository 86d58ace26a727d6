/* The stored measures of the subjects. */
#include <string.h>

#include "lib/score/model.h"
#include "lib/score/sql.h"

static enum civ_status take_measure(struct civ_score_model *model, sqlite3_stmt *row)
{
	struct civ_span date = civ_value_column(row, 2).string;
	struct civ_score_figure figure = {
		.method = civ_word_of(civ_words_method, civ_value_column(row, 3).string),
		.measured = {sqlite3_column_double(row, 4), civ_score_real(row, 5), civ_score_real(row, 6)},
	};
	struct civ_score_subject *subject;
	int64_t place;
	int32_t from = INT32_MIN;
	enum civ_status status = CIV_OK;

	if (!civ_date_parse(date.text, date.len, &figure.day))
		return civ_error(model->messages, CIV_SYSTEM, NULL, "a measure's date is damaged: '%.*s'",
		                 (int)date.len, date.text);
	if (figure.method == NULL)
		return civ_error(model->messages, CIV_SYSTEM, NULL, "a measure's method is damaged: '%s'",
		                 civ_row_text(row, 3));
	if (!civ_hash_get(model->places, civ_value_column(row, 0).string, &place))
		return CIV_OK;
	if (model->indicators[place].is_change)
		status = civ_scale_counts_from(model->records, civ_value_column(row, 0).string,
		                               sqlite3_column_int64(row, 1), &from);
	if (status == CIV_OK)
		status = civ_score_subject_find(model, sqlite3_column_int64(row, 1), &subject);
	if (status == CIV_OK && subject != NULL && figure.day >= from)
		(void)civ_score_figure_offer(&subject->figures[place], &figure);
	return status;
}

static bool is_of_one(const struct civ_score_model *model)
{
	return !model->all && model->count == 1;
}

static enum civ_status bind(struct civ_score_model *model, struct civ_store *store, sqlite3_stmt *rows)
{
	char asof[CIV_DATE_SIZE];
	enum civ_status status = civ_score_bind_id(store, rows, 1, model->standard);

	civ_date_format(model->asof, asof);
	if (status == CIV_OK)
		status = civ_score_bind_text(store, rows, 2, asof);
	if (status == CIV_OK && is_of_one(model))
		status = civ_score_bind_id(store, rows, 3, model->subjects[0].area);
	if (status == CIV_OK && model->method != NULL)
		status = civ_score_bind_text(store, rows, 4, model->method);
	return status;
}

enum civ_status civ_score_load_measures(struct civ_score_model *model)
{
	struct civ_store *store = civ_records_store(model->records);
	enum civ_score_sql sql = is_of_one(model) ? CIV_SCORE_ONE_AREA : CIV_SCORE_ALL_AREAS;
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(model->records, civ_score_statements[sql], &rows);

	if (status == CIV_OK)
		status = bind(model, store, rows);
	while (civ_store_next(store, rows, &status))
		status = take_measure(model, rows);
	return status;
}
