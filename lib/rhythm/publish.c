/* Reports written, and kept as they were published. */
#include <math.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/lists.h"
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
	struct civ_clock clock = *civ_records_clock(records);
	enum civ_status status;

	clock.asof = options->asof;
	status = civ_records_open(civ_records_store(records), NULL, &clock, civ_records_messages(records), then);
	if (status == CIV_OK) {
		civ_records_speak(*then, civ_records_speaking(records));
		status = civ_board_open(board, *then, options,
		                        civ_out_column_count(civ_rhythm_columns[options->report]));
	}
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

static enum civ_status give(struct civ_writer *writer, struct civ_record *record, const char *column, const char *text)
{
	int place = civ_noun_column(civ_writer_noun(writer), column);
	const char *kept;

	if (text[0] == '\0')
		return CIV_OK;
	kept = civ_arena_copy(record->arena, text, strlen(text));
	return kept == NULL ? civ_no_memory(record->messages)
	                    : civ_record_parse(writer, record, place, (struct civ_span){kept, strlen(kept)});
}

static enum civ_status give_day(struct civ_writer *writer, struct civ_record *record, const char *column, int32_t day)
{
	char text[CIV_DATE_SIZE];

	civ_date_format(day, text);
	return give(writer, record, column, text);
}

static enum civ_status give_number(struct civ_writer *writer, struct civ_record *record, const char *column,
                                   double value)
{
	char text[CIV_REAL_SIZE] = "";

	if (!isnan(value))
		civ_real_format(value, text);
	return give(writer, record, column, text);
}

static enum civ_status give_weights(struct civ_writer *writer, struct civ_record *record, const double *weights)
{
	struct civ_buf text = {0};
	enum civ_status status;

	for (int part = 0; part < CIV_RHYTHM_PARTS; part++) {
		char number[CIV_REAL_SIZE];

		civ_real_format(weights[part], number);
		civ_buf_addf(&text, "%s%s", part == 0 ? "" : ";", number);
	}
	status = civ_buf_str(&text) == NULL ? civ_no_memory(record->messages)
	                                    : give(writer, record, "weights", civ_buf_str(&text));
	civ_buf_free(&text);
	return status;
}

static enum civ_status fill_publication(struct civ_writer *writer, struct civ_record *record,
                                        const struct civ_rhythm_options *options)
{
	struct civ_records *records = civ_writer_records(writer);
	char now[CIV_TIME_SIZE];
	enum civ_status status = give(writer, record, "report", civ_words_publication[options->report].code);

	civ_time_format(civ_records_clock(records)->now, now);
	if (status == CIV_OK)
		status = give_day(writer, record, "start", options->from);
	if (status == CIV_OK)
		status = give_day(writer, record, "end", options->to);
	if (status == CIV_OK)
		status = give_day(writer, record, "asof", options->asof);
	if (status == CIV_OK)
		status = give(writer, record, "published_at", now);
	if (status == CIV_OK)
		status = give(writer, record, "by", civ_records_user(records));
	if (status == CIV_OK && options->unit != 0)
		status = give(writer, record, "unit", civ_records_code(records, &civ_noun_unit, options->unit));
	if (status == CIV_OK && options->report != CIV_RHYTHM_WEEK)
		status = give_number(writer, record, "least", (double)options->least);
	if (status == CIV_OK && options->report == CIV_RHYTHM_MONTH)
		status = give_number(writer, record, "slow", options->slow);
	if (status == CIV_OK && options->report == CIV_RHYTHM_MONTH)
		status = give_number(writer, record, "slow_floor", options->floor);
	if (status == CIV_OK && options->report == CIV_RHYTHM_QUARTER)
		status = give_weights(writer, record, options->weights);
	return status;
}

static enum civ_status keep_publication(struct civ_records *records, const struct civ_rhythm_options *options,
                                        int64_t *number, struct civ_write_counts *counts)
{
	static const struct civ_write_options plain = {.on_conflict = CIV_CONFLICT_ERROR};
	struct civ_writer *writer = NULL;
	enum civ_status status = civ_writer_open(records, &civ_noun_publication, &plain, &writer);

	if (status == CIV_OK) {
		struct civ_record *record = civ_writer_record(writer);

		status = fill_publication(writer, record, options);
		if (status == CIV_OK)
			status = civ_writer_add(writer, record);
		*number = record->id;
		civ_messages_move(civ_records_messages(records), record->messages);
	}
	if (status == CIV_OK) {
		status = civ_writer_finish(writer);
		counts->added += civ_writer_counts(writer)->added;
	}
	civ_writer_close(writer);
	return status;
}

static enum civ_status keep_figure(struct civ_writer *writer, const char *number, const char *subject, const char *name,
                                   const char *value)
{
	struct civ_record *record = civ_writer_record(writer);
	enum civ_status status = give(writer, record, "publication", number);

	if (status == CIV_OK)
		status = give(writer, record, "subject", subject);
	if (status == CIV_OK)
		status = give(writer, record, "name", name);
	if (status == CIV_OK)
		status = give(writer, record, "value", value);
	if (status == CIV_OK)
		status = civ_writer_add(writer, record);
	civ_messages_move(civ_records_messages(civ_writer_records(writer)), record->messages);
	return status;
}

static enum civ_status keep_figures(struct civ_records *records, const struct civ_board *board, int64_t number,
                                    struct civ_write_counts *counts)
{
	static const struct civ_write_options plain = {.on_conflict = CIV_CONFLICT_ERROR};
	const struct civ_out_column *columns = civ_rhythm_columns[board->options->report];
	struct civ_writer *writer = NULL;
	char text[CIV_REAL_SIZE];
	enum civ_status status = civ_writer_open(records, &civ_noun_figure, &plain, &writer);

	civ_real_format((double)number, text);
	for (size_t i = 0; i < board->count && status == CIV_OK; i++)
		for (size_t c = 0; c < board->width && status == CIV_OK; c++)
			if (board->rows[i].cells[c][0] != '\0')
				status = keep_figure(writer, text, board->rows[i].subject, columns[c].name,
				                     board->rows[i].cells[c]);
	if (status == CIV_OK) {
		status = civ_writer_finish(writer);
		counts->added += civ_writer_counts(writer)->added;
	}
	civ_writer_close(writer);
	return status;
}

enum civ_status civ_rhythm_freeze(struct civ_records *records, const struct civ_rhythm_options *options,
                                  struct civ_out *out, int64_t *number, struct civ_write_counts *counts)
{
	struct civ_records *then = NULL;
	struct civ_board board = {0};
	enum civ_status status;

	/* What is kept is the same in every language. */
	civ_records_speak(records, false);
	status = civ_board_make(records, options, &then, &board);
	if (status == CIV_OK)
		status = keep_publication(records, options, number, counts);
	if (status == CIV_OK)
		status = keep_figures(records, &board, *number, counts);
	if (status == CIV_OK)
		status = write_board(&board, out);
	civ_board_close(&board);
	civ_records_close(then);
	return status;
}
