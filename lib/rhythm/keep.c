/* What is published is kept: a publication, and a figure for each cell. */
#include <math.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "lib/rhythm/board.h"

extern const struct civ_noun civ_noun_publication, civ_noun_figure, civ_noun_unit;

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

static enum civ_status fill_period(struct civ_writer *writer, struct civ_record *record,
                                   const struct civ_keeping *keeping)
{
	char now[CIV_TIME_SIZE];
	enum civ_status status = give(writer, record, "report", keeping->report);

	civ_time_format(civ_records_clock(keeping->records)->now, now);
	if (status == CIV_OK)
		status = give_day(writer, record, "start", keeping->period.from);
	if (status == CIV_OK)
		status = give_day(writer, record, "end", keeping->period.to);
	if (status == CIV_OK)
		status = give_day(writer, record, "asof", keeping->period.asof);
	if (status == CIV_OK)
		status = give(writer, record, "published_at", now);
	return status == CIV_OK ? give(writer, record, "by", civ_records_user(keeping->records)) : status;
}

static enum civ_status fill_settings(struct civ_writer *writer, struct civ_record *record,
                                     const struct civ_rhythm_options *options)
{
	enum civ_status status = CIV_OK;

	if (options->unit != 0)
		status = give(writer, record, "unit",
		              civ_records_code(civ_writer_records(writer), &civ_noun_unit, options->unit));
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

enum civ_status civ_keep_publication(struct civ_keeping *keeping)
{
	static const struct civ_write_options plain = {.on_conflict = CIV_CONFLICT_ERROR};
	struct civ_writer *writer = NULL;
	enum civ_status status = civ_writer_open(keeping->records, &civ_noun_publication, &plain, &writer);

	if (status == CIV_OK) {
		struct civ_record *record = civ_writer_record(writer);

		status = fill_period(writer, record, keeping);
		if (status == CIV_OK && keeping->options != NULL)
			status = fill_settings(writer, record, keeping->options);
		if (status == CIV_OK)
			status = civ_writer_add(writer, record);
		keeping->number = record->id;
		civ_messages_move(civ_records_messages(keeping->records), record->messages);
	}
	if (status == CIV_OK) {
		status = civ_writer_finish(writer);
		keeping->counts->added += civ_writer_counts(writer)->added;
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

enum civ_status civ_keep_rows(const struct civ_keeping *keeping, const struct civ_out_column *columns,
                              const struct civ_board_row *rows, size_t count)
{
	static const struct civ_write_options plain = {.on_conflict = CIV_CONFLICT_ERROR};
	struct civ_writer *writer = NULL;
	char number[CIV_REAL_SIZE];
	size_t width = civ_out_column_count(columns);
	enum civ_status status = civ_writer_open(keeping->records, &civ_noun_figure, &plain, &writer);

	civ_real_format((double)keeping->number, number);
	for (size_t i = 0; i < count && status == CIV_OK; i++)
		for (size_t c = 0; c < width && status == CIV_OK; c++)
			if (rows[i].cells[c][0] != '\0')
				status = keep_figure(writer, number, rows[i].subject, columns[c].name,
				                     rows[i].cells[c]);
	if (status == CIV_OK) {
		status = civ_writer_finish(writer);
		keeping->counts->added += civ_writer_counts(writer)->added;
	}
	civ_writer_close(writer);
	return status;
}

enum civ_status civ_rhythm_keep(struct civ_records *records, const struct civ_rhythm_rows *kept, int64_t *number,
                                struct civ_write_counts *counts)
{
	struct civ_keeping keeping = {
		.records = records, .report = kept->report, .period = kept->period, .counts = counts};
	const struct civ_rows *rows = kept->rows;
	struct civ_board_row *list = civ_arena_alloc(rows->arena, (rows->count + 1) * sizeof *list);
	enum civ_status status = list == NULL ? civ_no_memory(civ_records_messages(records)) : CIV_OK;

	for (size_t i = 0; i < rows->count && status == CIV_OK; i++) {
		const char **cells = rows->cells + i * rows->width;

		list[i] = (struct civ_board_row){.subject = cells[0], .cells = cells};
	}
	if (status == CIV_OK)
		status = civ_keep_publication(&keeping);
	if (status == CIV_OK)
		status = civ_keep_rows(&keeping, rows->columns, list, rows->count);
	*number = keeping.number;
	return status;
}
