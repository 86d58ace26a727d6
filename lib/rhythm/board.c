/* A report in memory. */
#include "lib/rhythm/board.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/date.h"
#include "civplan/decimal.h"

extern const struct civ_noun civ_noun_unit;

enum civ_status civ_board_open(struct civ_board *board, struct civ_records *records,
                               const struct civ_rhythm_options *options, size_t width)
{
	*board = (struct civ_board){.records = records,
	                            .messages = civ_records_messages(records),
	                            .options = options,
	                            .width = width};
	board->arena = civ_arena_new();
	return board->arena == NULL ? civ_no_memory(board->messages) : CIV_OK;
}

void civ_board_close(struct civ_board *board)
{
	civ_arena_free(board->arena);
	free(board->rows);
}

static const char *keep(struct civ_board *board, const char *text)
{
	const char *kept = civ_arena_copy(board->arena, text, strlen(text));

	board->failed = board->failed || kept == NULL;
	return kept;
}

void civ_board_row(struct civ_board *board, const char *subject)
{
	struct civ_board_row *row;

	if (!CIV_GROW(board->rows, board->count, board->room)) {
		board->failed = true;
		return;
	}
	row = &board->rows[board->count];
	*row = (struct civ_board_row){.subject = keep(board, subject), .group = ""};
	row->cells = civ_arena_alloc(board->arena, board->width * sizeof(const char *));
	board->failed = board->failed || row->cells == NULL;
	for (size_t i = 0; !board->failed && i < board->width; i++)
		row->cells[i] = "";
	board->at = 0;
	board->count += board->failed ? 0 : 1;
}

void civ_board_text(struct civ_board *board, const char *text)
{
	if (!board->failed)
		board->rows[board->count - 1].cells[board->at++] = text == NULL ? "" : keep(board, text);
}

void civ_board_int(struct civ_board *board, int64_t value)
{
	civ_board_real(board, (double)value, 0);
}

void civ_board_real(struct civ_board *board, double value, int digits)
{
	char text[CIV_REAL_SIZE] = "";

	if (!isnan(value))
		civ_real_format_rounded(value, digits, text);
	civ_board_text(board, text);
}

void civ_board_day(struct civ_board *board, int32_t day)
{
	char text[CIV_DATE_SIZE];

	civ_date_format(day, text);
	civ_board_text(board, text);
}

static int in_order(const void *left, const void *right)
{
	const struct civ_board_row *a = left, *b = right;

	int group = strcmp(a->group, b->group);

	if (group != 0)
		return group;
	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return strcmp(a->subject, b->subject);
}

void civ_board_sort(struct civ_board *board)
{
	if (board->count > 1)
		qsort(board->rows, board->count, sizeof *board->rows, in_order);
}

enum civ_status civ_board_unit(struct civ_board *board, int64_t unit, const char **code, const char **name)
{
	struct civ_store *store = civ_records_store(board->records);
	sqlite3_stmt *row;
	enum civ_status status;

	*code = *name = "";
	if (unit == 0)
		return CIV_OK;
	status = civ_records_statement(board->records, "SELECT code, name FROM unit WHERE id = :id", &row);
	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":id", unit);
	if (civ_store_next(store, row, &status)) {
		*code = keep(board, (const char *)sqlite3_column_text(row, 0));
		*name = keep(board, (const char *)sqlite3_column_text(row, 1));
		sqlite3_reset(row);
	}
	return board->failed ? civ_no_memory(board->messages) : status;
}

enum civ_status civ_board_issues(const struct civ_board *board, bool by_unit, struct civ_arena *arena,
                                 struct civ_board_issues *issues)
{
	const struct civ_rhythm_options *options = board->options;
	struct civ_rates_options rates = {.groups = {CIV_RATES_UNIT},
	                                  .group_count = by_unit ? 1 : 0,
	                                  .has_from = true,
	                                  .has_to = true,
	                                  .from = options->from,
	                                  .to = options->to};
	enum civ_status status = civ_issue_figures(board->records, &rates, arena, &issues->due, &issues->due_count);

	rates.has_from = false;
	rates.to = options->from - 1;
	if (status == CIV_OK)
		status = civ_issue_figures(board->records, &rates, arena, &issues->earlier, &issues->earlier_count);
	return status;
}
