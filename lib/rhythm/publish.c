/* Reports written, and kept as they were published. */
#include <math.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/lists.h"
#include "civplan/nested.h"
#include "lib/rhythm/board.h"

extern const struct civ_noun civ_noun_publication, civ_noun_figure, civ_noun_unit;

const struct civ_out_column *const civ_rhythm_columns[] = {[CIV_RHYTHM_WEEK] = civ_board_week_columns,
                                                           [CIV_RHYTHM_MONTH] = civ_board_month_columns,
                                                           [CIV_RHYTHM_QUARTER] = civ_board_quarter_columns};


/* ---- writing ---- */

static enum civ_status write_board(const struct civ_board *board, struct civ_out *out)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < board->count && status == CIV_OK; i++) {
		for (size_t c = 0; c < board->width; c++)
			civ_out_string(out, board->rows[i].cells[c][0] == '\0' ? NULL : board->rows[i].cells[c]);
		status = civ_out_row(out);
	}
	return status;
}

static enum civ_status fill(struct civ_board *board)
{
	static enum civ_status (*const reports[])(struct civ_board *board) = {
		[CIV_RHYTHM_WEEK] = civ_board_week,
		[CIV_RHYTHM_MONTH] = civ_board_month,
		[CIV_RHYTHM_QUARTER] = civ_board_quarter};
	enum civ_status status = reports[board->options->report](board);

	if (status == CIV_OK && board->failed)
		status = civ_no_memory(board->messages);
	return status;
}

enum civ_status civ_board_make(struct civ_records *records, const struct civ_rhythm_options *options,
                               struct civ_records **then, struct civ_board *board)
{
	enum civ_status status = civ_records_on(records, options->asof, then);

	if (status == CIV_OK)
		status = civ_board_open(board, *then, options,
		                        civ_out_column_count(civ_rhythm_columns[options->report]));
	return status == CIV_OK ? fill(board) : status;
}

enum civ_status civ_rhythm_write(struct civ_records *records, const struct civ_rhythm_options *options,
                                 struct civ_out *out)
{
	struct civ_records *then = NULL;
	struct civ_board board = {0};
	enum civ_status status = civ_board_make(records, options, &then, &board);

	if (status == CIV_OK)
		status = write_board(&board, out);
	civ_board_close(&board);
	civ_records_close(then);
	return status;
}

enum civ_status civ_rhythm_floor(struct civ_records *records, double *floor)
{
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(records, "SELECT slow_floor FROM plan", &row);

	*floor = NAN;
	if (civ_store_next(civ_records_store(records), row, &status)) {
		*floor = sqlite3_column_double(row, 0);
		sqlite3_reset(row);
	}
	return status;
}

/* ---- freezing ---- */

enum civ_status civ_rhythm_freeze(struct civ_records *records, const struct civ_rhythm_options *options,
                                  struct civ_out *out, int64_t *number, struct civ_write_counts *counts)
{
	struct civ_keeping keeping = {.records = records,
	                              .report = civ_words_publication[options->report].code,
	                              .period = {options->from, options->to, options->asof},
	                              .options = options,
	                              .counts = counts};
	struct civ_records *then = NULL;
	struct civ_board board = {0};
	enum civ_status status;

	/* What is kept is the same in every language. */
	civ_records_speak(records, false);
	status = civ_board_make(records, options, &then, &board);
	if (status == CIV_OK)
		status = civ_keep_publication(&keeping);
	if (status == CIV_OK)
		status = civ_keep_rows(&keeping, civ_rhythm_columns[options->report], board.rows, board.count);
	*number = keeping.number;
	if (status == CIV_OK)
		status = write_board(&board, out);
	civ_board_close(&board);
	civ_records_close(then);
	return status;
}
