/* Rows of an input through a writer: all of them or none, or the bad ones set aside. */
#include "lib/record/bulk.h"

/* So many rows are stored one by one before it is worth while to start a thread. */
enum { FEW = 200 };

struct rows {
	struct civ_writer *writer;
	struct civ_bulk *bulk; /* NULL until there are many */
	const struct civ_writing *asked;
	struct civ_arena *arena;
	const struct civ_header *header; /* that the binding is for */
	struct civ_binding binding;
};

static enum civ_status bind_header(struct rows *rows, const struct civ_header *header)
{
	struct civ_writer *writer = rows->writer;

	enum civ_status status = CIV_OK;

	if (header == rows->header)
		return CIV_OK;
	if (rows->bulk != NULL)
		status = civ_bulk_flush(rows->bulk);
	if (status != CIV_OK)
		return status;
	rows->header = header;
	civ_writer_forget_numbers(writer);
	civ_arena_clear(rows->arena);
	return civ_binding_make(writer, rows->asked, header, rows->arena, &rows->binding);
}

/* A cell that is filled, and of which the map makes nothing, is not empty: its reason names the map. */
static bool wants_value(const struct rows *rows, int column)
{
	const struct civ_column *c = &rows->writer->noun->columns[column];

	return civ_column_required(c) && (c->flags & (CIV_STATE | CIV_COMPUTED)) == 0 && c->fallback == NULL &&
	       rows->writer->options.hold != c;
}

static enum civ_status fill(struct rows *rows, const struct civ_input_row *row, struct civ_record *record)
{
	enum civ_status status = CIV_OK;

	record->at = row->at;
	record->shown = rows->binding.shown;
	for (unsigned i = 0; i < rows->binding.count; i++) {
		int column = rows->binding.columns[i];

		if (column < 0)
			continue;
		record->fields[column] = row->fields[i];
		if (row->emptied != NULL && row->emptied[i].len > 0 && wants_value(rows, column)) {
			status = civ_worse(status, civ_record_error(record, column, "the map gives nothing for '%.*s'",
			                                            (int)row->emptied[i].len, row->emptied[i].text));
			continue;
		}
		status = civ_worse(status, civ_record_parse(rows->writer, record, column, row->cells[i]));
	}
	return civ_worse(status,
	                 civ_record_settings(rows->writer, record, rows->asked->settings, rows->asked->setting_count));
}

static enum civ_status store(struct rows *rows, struct civ_record *record)
{
	if (rows->bulk != NULL)
		return civ_bulk_add(rows->bulk);
	return rows->asked->set ? civ_writer_set(rows->writer, record) : civ_writer_add(rows->writer, record);
}

/* A bad row is set aside or reported; either way reading goes on. */
static enum civ_status refuse(struct rows *rows, struct civ_record *record, bool *failed)
{
	/* What is said of the rows before it comes first. */
	enum civ_status status = rows->bulk == NULL ? CIV_OK : civ_bulk_flush(rows->bulk);

	if (status == CIV_OK)
		status = civ_records_refused(rows->writer->records, record);
	if (status != CIV_OK)
		return status;
	if (rows->asked->rejects != NULL)
		return civ_rejects_add(rows->asked->rejects, record->messages);
	civ_messages_move(civ_records_messages(rows->writer->records), record->messages);
	*failed = true;
	return CIV_OK;
}

static enum civ_status one_row(struct rows *rows, struct civ_record *record, const struct civ_input_row *row,
                               bool *failed)
{
	struct civ_messages *run_messages;
	enum civ_status status = bind_header(rows, row->header);

	if (status != CIV_OK)
		return status;
	rows->writer->counts.read++;
	civ_records_progress(rows->writer->records, rows->writer->counts.read);
	run_messages = civ_records_report_to(rows->writer->records, record->messages);
	status = fill(rows, row, record);
	if (status == CIV_OK)
		status = store(rows, record);
	(void)civ_records_report_to(rows->writer->records, run_messages);
	if (status == CIV_REFUSED)
		return refuse(rows, record, failed);
	/* Warnings of a good row, and what failed beside it. */
	civ_messages_move(run_messages, record->messages);
	return status;
}

/* The next row goes by the batch, once there are many of them. */
static enum civ_status choose_way(struct rows *rows)
{
	if (rows->bulk != NULL || rows->asked->set || rows->writer->counts.read < FEW || !civ_bulk_fits(rows->writer))
		return CIV_OK;
	return civ_bulk_open(rows->writer, rows->asked->rejects, &rows->bulk);
}

static enum civ_status finish_bulk(struct rows *rows, bool *failed)
{
	enum civ_status status;

	if (rows->bulk == NULL)
		return CIV_OK;
	status = civ_bulk_flush(rows->bulk);
	*failed = *failed || civ_bulk_refused(rows->bulk);
	return status;
}

static enum civ_status read_rows(struct rows *rows, bool *failed)
{
	const struct civ_input_row *row = NULL;
	const struct civ_header *header = NULL;
	enum civ_status status = civ_input_peek(rows->asked->input, &header);

	if (status == CIV_OK && header != NULL)
		status = bind_header(rows, header);
	while (status == CIV_OK && (status = choose_way(rows)) == CIV_OK) {
		struct civ_record *record = civ_writer_record(rows->writer);

		status = civ_input_next(rows->asked->input, record->messages, &row);
		if (status == CIV_REFUSED && row != NULL) {
			record->at = row->at;
			rows->writer->counts.read++;
			status = refuse(rows, record, failed);
			continue;
		}
		if (status != CIV_OK || row == NULL)
			break;
		status = one_row(rows, record, row, failed);
	}
	return status;
}

static enum civ_status all_rows(struct rows *rows)
{
	bool failed = false;
	enum civ_status status = read_rows(rows, &failed);

	/* A break in the file ends reading, not what is to be said of the rows before it. */
	if (status == CIV_OK || status == CIV_REFUSED)
		status = civ_worse(status, finish_bulk(rows, &failed));
	status = civ_worse(status, civ_bulk_close(rows->bulk));
	rows->bulk = NULL;
	return status == CIV_OK && failed ? CIV_REFUSED : status;
}

static enum civ_status one_record(struct rows *rows)
{
	struct civ_record *record = civ_writer_record(rows->writer);
	enum civ_status status = civ_record_settings(rows->writer, record, rows->asked->settings,
	                                             rows->asked->setting_count);

	rows->writer->counts.read++;
	if (status == CIV_OK)
		status = store(rows, record);
	civ_messages_move(civ_records_messages(rows->writer->records), record->messages);
	return status;
}

enum civ_status civ_settings_check(struct civ_writer *writer, const struct civ_setting *settings, size_t count)
{
	struct civ_record *record = civ_writer_record(writer);
	enum civ_status status = civ_record_settings(writer, record, settings, count);

	civ_messages_move(civ_records_messages(writer->records), record->messages);
	return status;
}

enum civ_status civ_write_rows(struct civ_writer *writer, const struct civ_writing *asked)
{
	struct rows rows = {.writer = writer, .asked = asked, .arena = civ_arena_new()};
	enum civ_status status = CIV_OK;

	if (rows.arena == NULL)
		return civ_no_memory(civ_records_messages(writer->records));
	if (asked->input != NULL)
		status = civ_settings_check(writer, asked->settings, asked->setting_count);
	/* A bad option is no matter of rows. */
	if (status != CIV_OK)
		goto done;
	status = asked->input == NULL ? one_record(&rows) : all_rows(&rows);
	/* Only a whole input shows which references stay open; their errors belong to the same list. */
	if (status == CIV_OK || (status == CIV_REFUSED && asked->rejects == NULL && asked->input != NULL))
		status = civ_worse(status, civ_writer_finish(writer));
	if (status == CIV_OK && asked->rejects != NULL && civ_rejects_count(asked->rejects) > 0)
		status = CIV_FLAGGED;
done:
	civ_arena_free(rows.arena);
	return status;
}
