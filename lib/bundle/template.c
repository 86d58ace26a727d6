/* Loading an embedded template: plain CSV whose text columns may have a Chinese sibling. */
#include <stdlib.h>
#include <string.h>

#include "civplan/bundle.h"
#include "civplan/template.h"
#include "lib/bundle/order.h"

struct field {
	int column;    /* of the noun; -1: a sibling that is not wanted */
	unsigned cell; /* that its value comes from */
};

static const struct civ_template_file *file_of(const char *plan, const char *noun)
{
	for (const struct civ_template_file *file = civ_template_files; file->plan != NULL; file++)
		if (strcmp(file->plan, plan) == 0 && (noun == NULL || strcmp(file->noun, noun) == 0))
			return file;
	return NULL;
}

/* The cell of X_zh for column X; -1 when the file has none. */
static int sibling(const struct civ_csv_row *header, struct civ_span name)
{
	for (unsigned i = 0; i < header->count; i++) {
		struct civ_span other = header->cells[i];

		if (other.len == name.len + 3 && memcmp(other.text, name.text, name.len) == 0 &&
		    memcmp(other.text + name.len, "_zh", 3) == 0)
			return (int)i;
	}
	return -1;
}

static int column_of(const struct civ_noun *noun, struct civ_span name)
{
	for (int i = 0; noun->columns[i].name != NULL; i++)
		if (strlen(noun->columns[i].name) == name.len &&
		    memcmp(noun->columns[i].name, name.text, name.len) == 0)
			return i;
	return -1;
}

/* By field of HEADER what it is; in ARENA, NULL when memory is out. */
static struct field *bind_fields(const struct civ_noun *noun, const struct civ_csv_row *header, bool zh,
                                 struct civ_arena *arena)
{
	struct field *fields = civ_arena_alloc(arena, (header->count + 1) * sizeof *fields);

	for (unsigned i = 0; fields != NULL && i < header->count; i++) {
		int other = sibling(header, header->cells[i]);

		fields[i].column = column_of(noun, header->cells[i]);
		fields[i].cell = zh && other >= 0 ? (unsigned)other : i;
	}
	return fields;
}

static enum civ_status add_row(struct civ_writer *writer, const struct field *fields, unsigned count,
                               const struct civ_csv_row *row, const char *name)
{
	struct civ_record *record = civ_writer_record(writer);
	enum civ_status status = CIV_OK;

	record->at = (struct civ_position){.file = name, .line = row->line};
	for (unsigned i = 0; i < count && i < row->count; i++) {
		if (fields[i].column < 0)
			continue;
		record->fields[fields[i].column] = fields[i].cell + 1;
		status = civ_worse(status,
		                   civ_record_parse(writer, record, fields[i].column, row->cells[fields[i].cell]));
	}
	if (status == CIV_OK)
		status = civ_writer_add(writer, record);
	civ_messages_move(civ_records_messages(civ_writer_records(writer)), record->messages);
	return status;
}

static enum civ_status add_rows(struct civ_writer *writer, struct civ_csv *csv, const struct civ_noun *noun, bool zh)
{
	struct civ_messages *messages = civ_records_messages(civ_writer_records(writer));
	struct civ_arena *arena = civ_arena_new();
	const struct civ_csv_row *row;
	struct field *fields = NULL;
	unsigned count = 0;
	enum civ_status status = arena == NULL ? civ_no_memory(messages) : civ_csv_next(csv, &row);

	if (status == CIV_OK && row != NULL) {
		count = row->count;
		fields = bind_fields(noun, row, zh, arena);
		status = fields == NULL ? civ_no_memory(messages) : CIV_OK;
	}
	while (status == CIV_OK && (status = civ_csv_next(csv, &row)) == CIV_OK && row != NULL)
		status = add_row(writer, fields, count, row, noun->name);
	civ_arena_free(arena);
	return status;
}

static enum civ_status load_noun(struct civ_records *records, const struct civ_noun *noun, const char *plan, bool zh)
{
	static const struct civ_csv_options plain = {.encoding = "UTF-8"};
	static const struct civ_write_options options = {.on_conflict = CIV_CONFLICT_ERROR};
	const struct civ_template_file *file = file_of(plan, noun->name);
	struct civ_messages *messages = civ_records_messages(records);
	struct civ_source *source = NULL;
	struct civ_csv *csv = NULL;
	struct civ_writer *writer = NULL;
	enum civ_status status;

	if (file == NULL)
		return CIV_OK;
	status = civ_source_memory(noun->name, file->data, file->len, messages, &source);
	if (status == CIV_OK)
		status = civ_csv_open(source, &plain, messages, &csv);
	if (status == CIV_OK)
		status = civ_writer_open(records, noun, &options, &writer);
	if (status == CIV_OK)
		status = add_rows(writer, csv, noun, zh);
	if (status == CIV_OK)
		status = civ_writer_finish(writer);
	civ_writer_close(writer);
	civ_csv_close(csv);
	civ_source_close(source);
	return status;
}

static enum civ_status no_template(struct civ_messages *messages, const char *plan)
{
	struct civ_buf known = {0};
	enum civ_status status;

	for (const struct civ_template_file *file = civ_template_files; file->plan != NULL; file++)
		if (strcmp(file->noun, "plan") == 0)
			civ_buf_addf(&known, ", %s", file->plan);
	status = civ_error(messages, CIV_USAGE, NULL, "--template: no template '%s'; there are: empty%s", plan,
	                   known.data == NULL ? "" : known.data);
	civ_buf_free(&known);
	return status;
}

enum civ_status civ_bundle_template(struct civ_records *records, const char *plan, bool zh)
{
	const struct civ_noun **order;
	enum civ_status status = CIV_OK;

	if (file_of(plan, NULL) == NULL)
		return no_template(civ_records_messages(records), plan);
	order = civ_bundle_order();
	if (order == NULL)
		return civ_no_memory(civ_records_messages(records));
	civ_records_defer(records);
	for (size_t i = 0; order[i] != NULL && status == CIV_OK; i++)
		status = load_noun(records, order[i], plan, zh);
	free(order);
	return status == CIV_OK ? civ_records_resolve(records) : status;
}
