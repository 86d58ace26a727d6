/* The standard to score by, and the plan's floor of its process share. */
#include <math.h>
#include <string.h>

#include "civplan/decimal.h"
#include "lib/score/model.h"
#include "lib/score/sql.h"

extern const struct civ_noun civ_noun_standard;

enum civ_status civ_score_floor(struct civ_records *records, double *floor)
{
	sqlite3_stmt *plan;
	enum civ_status status = civ_records_statement(records, civ_score_statements[CIV_SCORE_FLOOR], &plan);

	*floor = 0;
	if (civ_store_next(civ_records_store(records), plan, &status)) {
		*floor = sqlite3_column_double(plan, 0);
		sqlite3_reset(plan);
	}
	return status;
}

static enum civ_status take_standard(struct civ_score_model *model, sqlite3_stmt *row)
{
	model->standard = sqlite3_column_int64(row, 0);
	model->code = civ_score_text(model, row, 1);
	model->tree.process_share = civ_score_real(row, 3) / 100;
	return model->code == NULL ? civ_no_memory(model->messages) : CIV_OK;
}

static enum civ_status named_standard(struct civ_score_model *model, const char *name)
{
	struct civ_store *store = civ_records_store(model->records);
	sqlite3_stmt *row = NULL;
	int64_t id;
	enum civ_status status = civ_records_named(model->records, &civ_noun_standard, "--standard", name, &id);

	if (status == CIV_OK)
		status = civ_records_statement(model->records, civ_score_statements[CIV_SCORE_STANDARD], &row);
	if (status == CIV_OK)
		status = civ_score_bind_id(store, row, 1, id);
	if (civ_store_next(store, row, &status)) {
		status = take_standard(model, row);
		sqlite3_reset(row);
	}
	return status;
}

static enum civ_status judge_candidates(struct civ_score_model *model, int count, const char *asof,
                                        struct civ_buf *names)
{
	if (civ_buf_str(names) == NULL)
		return civ_no_memory(model->messages);
	if (count == 0)
		return civ_error(model->messages, CIV_REFUSED, NULL, "no standard is in force on %s", asof);
	if (count > 1)
		return civ_error(model->messages, CIV_USAGE, NULL,
		                 "several standards are in force on %s: %s: choose one with --standard", asof,
		                 civ_buf_str(names));
	return CIV_OK;
}

static enum civ_status standard_in_force(struct civ_score_model *model)
{
	struct civ_store *store = civ_records_store(model->records);
	struct civ_buf names = {0};
	char asof[CIV_DATE_SIZE];
	sqlite3_stmt *rows;
	int count = 0;
	enum civ_status status = civ_records_statement(model->records, civ_score_statements[CIV_SCORE_IN_FORCE], &rows);

	civ_date_format(model->asof, asof);
	if (status == CIV_OK)
		status = civ_score_bind_text(store, rows, 1, asof);
	while (civ_store_next(store, rows, &status)) {
		civ_buf_addf(&names, "%s%s (%s)", count++ == 0 ? "" : ", ", (const char *)sqlite3_column_text(rows, 1),
		             (const char *)sqlite3_column_text(rows, 2));
		status = take_standard(model, rows);
	}
	if (status == CIV_OK)
		status = judge_candidates(model, count, asof, &names);
	civ_buf_free(&names);
	return status;
}

enum civ_status civ_score_standard_find(struct civ_score_model *model, const char *name)
{
	return name == NULL ? standard_in_force(model) : named_standard(model, name);
}

enum civ_status civ_score_share_check(struct civ_score_model *model)
{
	double floor, share = model->tree.process_share;
	char share_text[CIV_REAL_SIZE], floor_text[CIV_REAL_SIZE];
	enum civ_status status = civ_score_floor(model->records, &floor);

	if (status != CIV_OK || !model->tree.has_parts)
		return status;
	if (isnan(share))
		model->tree.process_share = floor / 100;
	if (!(share * 100 < floor - 1e-9))
		return CIV_OK;
	civ_real_format_rounded(share * 100, 9, share_text);
	civ_real_format(floor, floor_text);
	return civ_error(model->messages, CIV_REFUSED, NULL,
	                 "the process share of standard '%s' is %s %%, below the plan's floor of %s %%", model->code,
	                 share_text, floor_text);
}

/* The share that a record gives is looked at before it is stored, so that the mistake is met where it is made. */
static enum civ_status check_record(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	int column = civ_noun_column(&civ_noun_standard, "process_share");
	const struct civ_value *share = &record->values[column];
	char text[CIV_REAL_SIZE];
	double floor;
	enum civ_status status;

	(void)old;
	if (share->kind != CIV_DOUBLE || !record->given[column])
		return CIV_OK;
	status = civ_score_floor(civ_writer_records(writer), &floor);
	if (status != CIV_OK || share->real >= floor)
		return status;
	civ_real_format(floor, text);
	return civ_record_error(record, column, "is below the plan's floor of %s %%", text);
}

const struct civ_hook civ_score_hook = {.noun = &civ_noun_standard, .before_store = check_record};
