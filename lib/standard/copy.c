/* A new version of a standard, made from an old one. */
#include <string.h>

#include "civplan/date.h"
#include "civplan/standard.h"

extern const struct civ_noun civ_noun_indicator, civ_noun_standard;

/* What is written for each column: the values of the row read, but for those that make the copy another one. */
struct copying {
	struct civ_records *records;
	struct civ_store *store;
	const struct civ_standard_copy *copy;
	int64_t from;
	char effective[CIV_DATE_SIZE];
};

static struct civ_span span(const char *text)
{
	return (struct civ_span){text, strlen(text)};
}

static enum civ_status give(struct civ_writer *writer, struct civ_record *record, const char *column,
                            struct civ_span text)
{
	int place = civ_noun_column(civ_writer_noun(writer), column);

	return text.len == 0 ? CIV_OK : civ_record_parse(writer, record, place, text);
}

/* The value as a list prints it, parsed again: a code becomes the reference that it stands for. */
static enum civ_status put_value(struct civ_writer *writer, struct civ_record *record, int column,
                                 const struct civ_value *value)
{
	struct civ_buf text = {0};
	const char *kept;

	if (value->kind == CIV_STRING)
		civ_buf_add(&text, value->string.text, value->string.len);
	else
		civ_value_format(&civ_writer_noun(writer)->columns[column], value, &text);
	/* The record borrows what it is given. */
	kept = civ_buf_str(&text) == NULL ? NULL : civ_arena_copy(record->arena, civ_buf_str(&text), text.len);
	civ_buf_free(&text);
	return kept == NULL ? civ_no_memory(record->messages) : civ_record_parse(writer, record, column, span(kept));
}

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

/* The row of a noun's view, but for the columns KEPT, which are given apart. */
static enum civ_status take_row(struct civ_writer *writer, struct civ_record *record, sqlite3_stmt *row,
                                const char *const *kept)
{
	const struct civ_noun *noun = civ_writer_noun(writer);
	enum civ_status status = CIV_OK;

	for (int c = 0; c < sqlite3_column_count(row) && status == CIV_OK; c++) {
		int column = civ_noun_column(noun, sqlite3_column_name(row, c));
		struct civ_value value = civ_value_column(row, c);

		if (column >= 0 && value.kind != CIV_NULL && !is_one_of(noun->columns[column].name, kept))
			status = put_value(writer, record, column, &value);
	}
	return status;
}

static enum civ_status store(struct civ_writer *writer, struct civ_record *record, struct civ_messages *messages,
                             enum civ_status status)
{
	if (status == CIV_OK)
		status = civ_writer_add(writer, record);
	civ_messages_move(messages, record->messages);
	return status;
}

static enum civ_status copy_standard(struct copying *copying, struct civ_writer *writer)
{
	static const char *const kept[] = {"code", "name", "issued", "effective", "retired", NULL};
	struct civ_record *record = civ_writer_record(writer);
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(copying->records, "SELECT s.* FROM standards s WHERE s.id = :id",
	                                               &row);

	if (status == CIV_OK)
		status = civ_bind_int(copying->store, row, ":id", copying->from);
	if (civ_store_next(copying->store, row, &status)) {
		status = take_row(writer, record, row, kept);
		sqlite3_reset(row);
	}
	if (status == CIV_OK)
		status = give(writer, record, "code", span(copying->copy->code));
	if (status == CIV_OK)
		status = give(writer, record, "name", span(copying->copy->name));
	if (status == CIV_OK)
		status = give(writer, record, "effective", span(copying->effective));
	return store(writer, record, civ_records_messages(copying->records), status);
}

/* The rows are read to their end while others are added to the same table: those of the new standard are not among
 * them. */
static enum civ_status copy_indicators(struct copying *copying, struct civ_writer *writer)
{
	static const char *const kept[] = {"standard", NULL};
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(
		copying->records, "SELECT i.* FROM indicators i WHERE i.standard_id = :id ORDER BY i.id", &rows);

	if (status == CIV_OK)
		status = civ_bind_int(copying->store, rows, ":id", copying->from);
	while (civ_store_next(copying->store, rows, &status)) {
		struct civ_record *record = civ_writer_record(writer);

		status = give(writer, record, "standard", span(copying->copy->code));
		if (status == CIV_OK)
			status = take_row(writer, record, rows, kept);
		status = store(writer, record, civ_records_messages(copying->records), status);
	}
	return status;
}

/* When it was retired is history; a later day would put it in force again beside its successor. */
static enum civ_status refuse_second_retirement(struct copying *copying)
{
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(
		copying->records, "SELECT retired FROM standard WHERE id = :id AND retired IS NOT NULL", &row);

	if (status == CIV_OK)
		status = civ_bind_int(copying->store, row, ":id", copying->from);
	if (!civ_store_next(copying->store, row, &status))
		return status;
	status = civ_error(civ_records_messages(copying->records), CIV_REFUSED, NULL,
	                   "standard '%s' is retired on %s already: copy it without --retire, or its successor"
	                   , copying->copy->from,
	                   (const char *)sqlite3_column_text(row, 0));
	sqlite3_reset(row);
	return status;
}

static enum civ_status retire(struct copying *copying, struct civ_writer *writer)
{
	struct civ_record *record = civ_writer_record(writer);
	enum civ_status status = refuse_second_retirement(copying);

	if (status == CIV_OK)
		status = give(writer, record, "retired", span(copying->effective));

	if (status == CIV_OK)
		status = civ_writer_set_id(writer, record, copying->from);
	civ_messages_move(civ_records_messages(copying->records), record->messages);
	return status;
}

static void add_counts(struct civ_write_counts *counts, const struct civ_writer *writer)
{
	const struct civ_write_counts *more = civ_writer_counts(writer);

	counts->added += more->added;
	counts->updated += more->updated;
}

static enum civ_status with_writer(struct copying *copying, const struct civ_noun *noun,
                                   const struct civ_write_options *options,
                                   enum civ_status (*work)(struct copying *copying, struct civ_writer *writer),
                                   struct civ_write_counts *counts)
{
	struct civ_writer *writer = NULL;
	enum civ_status status = civ_writer_open(copying->records, noun, options, &writer);

	if (status == CIV_OK)
		status = work(copying, writer);
	if (status == CIV_OK)
		status = civ_writer_finish(writer);
	if (writer != NULL)
		add_counts(counts, writer);
	civ_writer_close(writer);
	return status;
}

enum civ_status civ_standard_copy(struct civ_records *records, const struct civ_standard_copy *copy,
                                  const struct civ_write_options *options, struct civ_write_counts *counts)
{
	struct copying copying = {.records = records, .store = civ_records_store(records), .copy = copy};
	enum civ_status status = civ_records_named(records, &civ_noun_standard, NULL, copy->from, &copying.from);

	civ_date_format(copy->effective, copying.effective);
	if (status == CIV_OK)
		status = with_writer(&copying, &civ_noun_standard, options, copy_standard, counts);
	if (status == CIV_OK)
		status = with_writer(&copying, &civ_noun_indicator, options, copy_indicators, counts);
	if (status == CIV_OK && copy->retire)
		status = with_writer(&copying, &civ_noun_standard, options, retire, counts);
	return status;
}
