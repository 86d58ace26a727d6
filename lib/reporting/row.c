/* One row: what the statement has, what the report puts, and how both are printed. */
#include "lib/reporting/row.h"

#include <math.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"

enum { PERCENT_DIGITS = 2, REAL_DIGITS = 6, FEN = 100 };

int civ_statement_column(sqlite3_stmt *statement, const char *name)
{
	for (int i = 0; i < sqlite3_column_count(statement); i++) {
		const char *known = sqlite3_column_name(statement, i);

		if (known != NULL && strcmp(known, name) == 0)
			return i;
	}
	return -1;
}

/* ---- what `row` may ask ---- */

struct civ_records *civ_report_records(const struct civ_report_row *row)
{
	return row->records;
}

int32_t civ_report_asof(const struct civ_report_row *row)
{
	return civ_records_clock(row->records)->asof;
}

void *civ_report_state(const struct civ_report_row *row)
{
	return row->state;
}

struct civ_arena *civ_report_arena(const struct civ_report_row *row)
{
	return row->arena;
}

static void fault(struct civ_report_row *row, const char *name)
{
	if (row->fault == CIV_OK)
		row->fault = civ_error(civ_records_messages(row->records), CIV_SYSTEM, NULL,
		                       "%s: its row has no '%s'", row->shape->report->name, name);
}

/* -1 when there is none, which is remembered. */
static int column_named(struct civ_report_row *row, const char *name)
{
	int column = civ_statement_column(row->statement, name);

	if (column < 0)
		fault(row, name);
	return column;
}

struct civ_span civ_report_text(struct civ_report_row *row, const char *column)
{
	int place = column_named(row, column);
	const char *text = place < 0 ? NULL : (const char *)sqlite3_column_text(row->statement, place);

	return text == NULL ? (struct civ_span){"", 0}
	                    : (struct civ_span){text, (size_t)sqlite3_column_bytes(row->statement, place)};
}

bool civ_report_is_null(struct civ_report_row *row, const char *column)
{
	int place = column_named(row, column);

	return place < 0 || sqlite3_column_type(row->statement, place) == SQLITE_NULL;
}

double civ_report_real(struct civ_report_row *row, const char *column)
{
	int place = column_named(row, column);

	if (place < 0 || sqlite3_column_type(row->statement, place) == SQLITE_NULL)
		return NAN;
	return sqlite3_column_double(row->statement, place);
}

int64_t civ_report_int(struct civ_report_row *row, const char *column)
{
	int place = column_named(row, column);

	return place < 0 ? 0 : sqlite3_column_int64(row->statement, place);
}

bool civ_report_day(struct civ_report_row *row, const char *column, int32_t *day)
{
	int place = column_named(row, column);

	return place >= 0 && civ_date_stored((const char *)sqlite3_column_text(row->statement, place), day);
}

/* ---- what `row` may say ---- */

static void fill(struct civ_report_row *row, const char *column, struct civ_filling filling)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->places[i].column < 0 && strcmp(row->places[i].cell.name, column) == 0) {
			row->places[i].filling = filling;
			return;
		}
	fault(row, column);
}

void civ_report_fill_real(struct civ_report_row *row, const char *column, double value)
{
	fill(row, column, (struct civ_filling){.kind = isnan(value) ? CIV_NULL : CIV_DOUBLE, .real = value});
}

void civ_report_fill_int(struct civ_report_row *row, const char *column, int64_t value)
{
	fill(row, column, (struct civ_filling){.kind = CIV_INTEGER, .integer = value});
}

void civ_report_fill_text(struct civ_report_row *row, const char *column, const char *text)
{
	const char *copy = text == NULL ? NULL : civ_arena_copy(row->arena, text, strlen(text));

	if (text != NULL && copy == NULL && row->fault == CIV_OK)
		row->fault = civ_no_memory(civ_records_messages(row->records));
	fill(row, column, (struct civ_filling){.kind = copy == NULL ? CIV_NULL : CIV_STRING, .text = copy});
}

void civ_report_fill_day(struct civ_report_row *row, const char *column, int32_t day)
{
	char text[CIV_DATE_SIZE];

	civ_date_format(day, text);
	civ_report_fill_text(row, column, text);
}

void civ_report_raise(struct civ_report_row *row, const char *flag)
{
	const struct civ_report_flag *flags = row->shape->form->flags;

	for (size_t i = 0; i < row->flag_count; i++)
		if (strcmp(flags[i].code, flag) == 0) {
			row->raised[i] = row->raised[i] || civ_flag_judges(row->shape, row->total, &flags[i]);
			return;
		}
	fault(row, flag);
}

void civ_report_skip(struct civ_report_row *row)
{
	row->skipped = true;
}

/* ---- what the engine does with it ---- */

void civ_row_begin(struct civ_report_row *row)
{
	civ_arena_clear(row->arena);
	for (size_t i = 0; i < row->count; i++)
		row->places[i].filling.kind = CIV_NULL;
	row->skipped = false;
}

void civ_row_judge(struct civ_report_row *row)
{
	for (size_t i = 0; i < row->flag_count; i++)
		row->raised[i] = row->flag_columns[i] >= 0 &&
		                 sqlite3_column_int(row->statement, row->flag_columns[i]) != 0;
}

bool civ_row_is_flagged(const struct civ_report_row *row)
{
	for (size_t i = 0; i < row->flag_count; i++)
		if (row->raised[i])
			return true;
	return row->shape->form->flags == NULL && row->shape->report->all_flagged;
}

static void put_money(struct civ_out *out, sqlite3_stmt *statement, int column)
{
	char text[CIV_INT_SIZE];

	/* A mean of money has parts of a fen. */
	if (sqlite3_column_type(statement, column) == SQLITE_FLOAT) {
		civ_out_rounded(out, sqlite3_column_double(statement, column) / FEN, PERCENT_DIGITS);
		return;
	}
	civ_money_format(sqlite3_column_int64(statement, column), text);
	civ_out_string(out, text);
}

static void put_number(struct civ_out *out, sqlite3_stmt *statement, int column, int digits)
{
	if (sqlite3_column_type(statement, column) == SQLITE_FLOAT)
		civ_out_rounded(out, sqlite3_column_double(statement, column), digits);
	else
		civ_print_cells(out, statement, column, 1);
}

static void put_cell(const struct civ_report_row *row, const struct civ_place *place)
{
	enum civ_type type = place->cell.type;

	if (row->total && row->shape->group != NULL && place->cell.column->group)
		civ_out_string(row->out, "*");
	else if (sqlite3_column_type(row->statement, place->column) == SQLITE_NULL)
		civ_out_null(row->out);
	else if (type == CIV_BOOL)
		civ_out_bool(row->out, sqlite3_column_int(row->statement, place->column) != 0);
	else if (type == CIV_MONEY)
		put_money(row->out, row->statement, place->column);
	else if (type == CIV_PERCENT && !place->cell.stored)
		put_number(row->out, row->statement, place->column, PERCENT_DIGITS);
	else if (type == CIV_REAL && !place->cell.stored)
		put_number(row->out, row->statement, place->column, REAL_DIGITS);
	else
		civ_print_cells(row->out, row->statement, place->column, 1);
}

static void put_filling(struct civ_out *out, const struct civ_place *place)
{
	const struct civ_filling *filling = &place->filling;
	char text[CIV_INT_SIZE];

	if (filling->kind == CIV_NULL)
		civ_out_null(out);
	else if (filling->kind == CIV_STRING)
		civ_out_string(out, filling->text);
	else if (filling->kind == CIV_DOUBLE)
		civ_out_rounded(out, filling->real, place->cell.type == CIV_PERCENT ? PERCENT_DIGITS : REAL_DIGITS);
	else if (place->cell.type == CIV_BOOL)
		civ_out_bool(out, filling->integer != 0);
	else if (place->cell.type == CIV_MONEY) {
		civ_money_format(filling->integer, text);
		civ_out_string(out, text);
	} else {
		civ_out_int(out, filling->integer);
	}
}

static enum civ_status put_flags(const struct civ_report_row *row)
{
	struct civ_buf codes = {0};
	const char *text;

	for (size_t i = 0; i < row->flag_count; i++)
		if (row->raised[i])
			civ_buf_addf(&codes, "%s%s", codes.len == 0 ? "" : ";", row->shape->form->flags[i].code);
	text = civ_buf_str(&codes);
	civ_out_string(row->out, text);
	civ_buf_free(&codes);
	return text == NULL ? civ_no_memory(civ_records_messages(row->records)) : CIV_OK;
}

enum civ_status civ_row_write(struct civ_report_row *row)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < row->count; i++)
		if (row->places[i].column < 0)
			put_filling(row->out, &row->places[i]);
		else
			put_cell(row, &row->places[i]);
	if (row->shape->form->flags != NULL)
		status = put_flags(row);
	return status == CIV_OK ? civ_out_row(row->out) : status;
}
