/* A report from its request to its rows. */
#include <string.h>

#include "civplan/date.h"
#include "civplan/made.h"
#include "civplan/nested.h"
#include "lib/reporting/row.h"

/* ---- what is printed, in the statement at hand ---- */

static enum civ_status no_column(struct civ_report_row *row, const char *name)
{
	return civ_error(civ_records_messages(row->records), CIV_SYSTEM, NULL, "%s: its statement gives no '%s'",
	                 row->shape->report->name, name);
}

static enum civ_status make_room(struct civ_report_row *row, struct civ_arena *arena)
{
	const struct civ_report *form = row->shape->form;
	size_t count = 0;

	while (!civ_report_column_is_end(&form->columns[count]))
		count++;
	row->places = civ_arena_alloc(arena, (count + 1) * sizeof *row->places);
	while (form->flags != NULL && form->flags[row->flag_count].code != NULL)
		row->flag_count++;
	row->flag_columns = civ_arena_alloc(arena, (row->flag_count + 1) * sizeof *row->flag_columns);
	row->raised = civ_arena_alloc(arena, (row->flag_count + 1) * sizeof *row->raised);
	if (row->places == NULL || row->flag_columns == NULL || row->raised == NULL)
		return civ_no_memory(civ_records_messages(row->records));
	for (size_t i = 0; i < count; i++)
		if (!form->columns[i].group || row->shape->group != NULL)
			row->places[row->count++].cell = civ_report_cell(&form->columns[i]);
	return CIV_OK;
}

/* Where the statement has what is printed. */
static enum civ_status find_columns(struct civ_report_row *row)
{
	const struct civ_report_flag *flags = row->shape->form->flags;
	struct civ_buf name = {0};
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < row->count && status == CIV_OK; i++) {
		struct civ_place *place = &row->places[i];

		place->column = place->cell.column->filled ? -1
		                                           : civ_statement_column(row->statement, place->cell.name);
		if (place->column < 0 && !place->cell.column->filled)
			status = no_column(row, place->cell.name);
	}
	for (size_t i = 0; i < row->flag_count; i++) {
		civ_buf_clear(&name);
		civ_buf_addf(&name, "flag %s", flags[i].code);
		if (civ_buf_str(&name) == NULL)
			status = civ_no_memory(civ_records_messages(row->records));
		else
			row->flag_columns[i] = civ_statement_column(row->statement, civ_buf_str(&name));
	}
	row->total_at = row->shape->form->totals ? civ_statement_column(row->statement, "total") : -1;
	if (row->shape->form->totals && row->total_at < 0)
		status = civ_worse(status, no_column(row, "total"));
	civ_buf_free(&name);
	return status;
}

/* ---- rows ---- */

static enum civ_status take_row(struct civ_report_row *row, bool *flagged)
{
	enum civ_status status = CIV_OK;
	bool is_flagged;

	civ_row_begin(row);
	civ_row_judge(row);
	if (row->shape->form->row != NULL)
		status = row->shape->form->row(row);
	if (status == CIV_OK)
		status = row->fault;
	if (status != CIV_OK || row->skipped)
		return status;
	is_flagged = civ_row_is_flagged(row);
	*flagged = *flagged || is_flagged;
	return is_flagged || !row->shape->check ? civ_row_write(row) : CIV_OK;
}

/* The rows that the statement reads, where they are made by themselves; else *MADE is NULL. */
static enum civ_status make_rows(struct civ_report_row *row, const struct civ_report_request *request, bool total,
                                 struct civ_made **made)
{
	sqlite3_stmt *first;
	enum civ_status status = civ_report_prepare_made(row->shape, total, row->records, &first);

	if (status == CIV_OK && first != NULL)
		status = civ_report_bind(request, row->records, first);
	return status == CIV_OK && first != NULL ? civ_made_rows(row->records, first, made) : status;
}

static enum civ_status run_statement(struct civ_report_row *row, const struct civ_report_request *request, bool total,
                                     bool *flagged)
{
	struct civ_store *store = civ_records_store(row->records);
	struct civ_made *made = NULL;
	enum civ_status status = make_rows(row, request, total, &made);

	if (status == CIV_OK)
		status = civ_report_prepare(row->shape, total, row->records, &row->statement);
	if (status == CIV_OK)
		status = civ_report_bind(request, row->records, row->statement);
	if (status == CIV_OK && made != NULL)
		status = civ_made_bind(row->records, made, row->statement);
	if (status == CIV_OK)
		status = find_columns(row);
	while (civ_store_next(store, row->statement, &status)) {
		row->total = total || (row->total_at >= 0 && sqlite3_column_int(row->statement, row->total_at) != 0);
		status = take_row(row, flagged);
	}
	/* A failure leaves the statement in the middle of its rows. */
	if (row->statement != NULL)
		sqlite3_reset(row->statement);
	civ_made_free(made);
	return status;
}

/* The records as of the day that a value closes the report with, where that is an earlier one; else *THEN stays NULL. A
 * value that is no day is told of where it is bound. */
static enum civ_status close_earlier(const struct civ_report_request *request, struct civ_records *records,
                                     struct civ_records **then)
{
	int32_t asof = civ_records_clock(records)->asof, last = asof, day;

	for (const struct civ_report_param *p = request->report->params; p != NULL && p->name != NULL; p++) {
		const char *value = p->closes ? civ_request_value(request, p->name) : NULL;

		if (value != NULL && civ_date_parse(value, strlen(value), &day) && day < last)
			last = day;
	}
	return last == asof ? CIV_OK : civ_records_on(records, last, then);
}

static enum civ_status run_all(struct civ_report_row *row, const struct civ_report_request *request, bool *flagged)
{
	const struct civ_report *form = row->shape->form;
	bool summed = row->shape->group != NULL && row->shape->group->sql != NULL && !form->totals;
	enum civ_status status = form->open == NULL ? CIV_OK : form->open(row->records, &row->state);

	if (status == CIV_OK)
		status = run_statement(row, request, false, flagged);
	if (status == CIV_OK && summed)
		status = run_statement(row, request, true, flagged);
	if (form->close != NULL)
		form->close(row->state);
	return status;
}

enum civ_status civ_report_run(const struct civ_report_request *request, struct civ_records *records,
                               struct civ_out *out)
{
	struct civ_messages *messages = civ_records_messages(records);
	struct civ_shape shape;
	struct civ_report_row row = {.shape = &shape, .records = records, .out = out};
	struct civ_arena *arena = civ_arena_new();
	struct civ_records *then = NULL;
	bool flagged = false;
	enum civ_status status = civ_shape_find(request, messages, &shape);

	row.arena = civ_arena_new();
	if (arena == NULL || row.arena == NULL)
		status = civ_worse(status, civ_no_memory(messages));
	if (status == CIV_OK)
		status = civ_report_companions(request, messages);
	if (status == CIV_OK)
		status = close_earlier(request, records, &then);
	if (then != NULL)
		row.records = then;
	if (status == CIV_OK)
		status = make_room(&row, arena);
	if (status == CIV_OK)
		status = run_all(&row, request, &flagged);
	civ_records_close(then);
	civ_arena_free(row.arena);
	civ_arena_free(arena);
	return status == CIV_OK && flagged ? CIV_FLAGGED : status;
}

enum civ_status civ_report_rows(const struct civ_report_request *request, struct civ_records *records,
                                struct civ_arena *arena, struct civ_rows *rows)
{
	struct civ_messages *messages = civ_records_messages(records);
	const struct civ_out_column *columns;
	struct civ_out *out = NULL;
	enum civ_status status = civ_report_columns(request, arena, messages, &columns);

	if (status != CIV_OK)
		return status;
	*rows = (struct civ_rows){.columns = columns, .width = civ_out_column_count(columns), .arena = arena};
	status = civ_out_open_rows(rows, messages, &out);
	if (status != CIV_OK)
		return status;
	status = civ_report_run(request, records, out);
	if (status == CIV_FLAGGED)
		status = CIV_OK;
	return civ_worse(status, civ_out_close(out, status == CIV_OK));
}

/* ---- for tests ---- */

static enum civ_status try_shape(const struct civ_report *report, const struct civ_report_group *group,
                                 const struct civ_report *form, struct civ_records *records)
{
	const struct civ_report_request request = {.report = report};
	enum civ_status status = CIV_OK;

	for (int variant = 0; variant < 4 && status == CIV_OK; variant++) {
		const struct civ_shape shape = {.report = report, .form = form, .group = group,
		                                .check = (variant & 1) != 0};
		bool total = (variant & 2) != 0;
		sqlite3_stmt *statement;

		if (total && (group == NULL || group->sql == NULL || form->totals))
			continue;
		status = civ_report_prepare(&shape, total, records, &statement);
		if (status == CIV_OK)
			status = civ_report_bind(&request, records, statement);
	}
	return status;
}

enum civ_status civ_report_try(const struct civ_report *report, struct civ_records *records)
{
	enum civ_status status = try_shape(report, NULL, report, records);

	for (const struct civ_report_group *g = report->groups; g != NULL && g->name != NULL; g++)
		if (status == CIV_OK)
			status = try_shape(report, g, g->form != NULL ? g->form : report, records);
	for (const struct civ_report_form *f = report->forms; f != NULL && f->name != NULL; f++)
		if (status == CIV_OK)
			status = try_shape(report, NULL, f->report, records);
	return status;
}
