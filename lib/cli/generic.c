/* The programs that every noun has. */
#include <string.h>

#include "civplan/given.h"
#include "lib/cli/cli.h"

const struct civ_option civ_list_choices[] = {
	CIV_OPTION_OF(struct civ_list_choice, "sort", TEXT, "A,-B", sort, "order by these columns, with - downwards"),
	{.name = NULL},
};

enum civ_status civ_run_list(struct civ_context *context)
{
	const struct civ_list_choice *choice = context->options;

	if (context->command->options == civ_list_choices)
		context->list.sort = choice->sort;
	return civ_list(context->records, context->command->noun, &context->list, context->out);
}

static enum civ_status open_writer(struct civ_context *context, struct civ_writer **writer)
{
	return civ_writer_open(context->records, context->command->noun, &context->write, writer);
}

static void close_writer(struct civ_context *context, struct civ_writer *writer)
{
	context->counts = *civ_writer_counts(writer);
	civ_writer_close(writer);
}

/* The code of one record goes to standard output, for who called; of many rows which codes they got is said. */
static enum civ_status tell_given(struct civ_context *context, const struct civ_writer *writer)
{
	struct civ_buf first = {0}, last = {0};
	uint64_t count = civ_writer_given(writer, &first, &last);
	bool failed = count > 0 && (civ_buf_str(&first) == NULL || civ_buf_str(&last) == NULL);

	if (count > 0 && !failed && context->input == NULL)
		civ_buf_addf(context->page, "%s\n", civ_buf_str(&first));
	else if (count == 1 && !failed)
		civ_note(context->messages, NULL, "code given: %s", civ_buf_str(&first));
	else if (count > 1 && !failed)
		civ_note(context->messages, NULL, "codes given: %s to %s", civ_buf_str(&first), civ_buf_str(&last));
	civ_buf_free(&first);
	civ_buf_free(&last);
	return failed ? civ_no_memory(context->messages) : CIV_OK;
}

static enum civ_status write_rows(struct civ_context *context, bool set)
{
	const struct civ_writing asked = {
		.set = set,
		.input = context->input,
		.rejects = context->rejects,
		.settings = context->settings,
		.setting_count = context->setting_count,
	};
	struct civ_writer *writer;
	enum civ_status status = open_writer(context, &writer);

	if (status != CIV_OK)
		return status;
	status = civ_write_rows(writer, &asked);
	if ((status == CIV_OK || status == CIV_FLAGGED) && !context->dry_run && !context->write.keep_touched)
		status = civ_worse(status, tell_given(context, writer));
	close_writer(context, writer);
	return status;
}

enum civ_status civ_run_add(struct civ_context *context)
{
	return write_rows(context, false);
}

static enum civ_status set_key(struct civ_context *context, struct civ_writer *writer, const char *key)
{
	const struct civ_noun *noun = context->command->noun;
	struct civ_record *record;
	int64_t id;
	enum civ_status status = civ_key_find(context->records, noun, key, NULL, &id);

	if (status != CIV_OK)
		return status;
	record = civ_writer_record(writer);
	record->at.file = key;
	status = civ_record_settings(writer, record, context->settings, context->setting_count);
	if (status == CIV_OK)
		status = civ_writer_set_id(writer, record, id);
	civ_messages_move(context->messages, record->messages);
	return status;
}

static enum civ_status set_keys(struct civ_context *context, struct civ_writer *writer)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < context->operand_count && (status == CIV_OK || status == CIV_REFUSED); i++)
		status = civ_worse(status, set_key(context, writer, context->operands[i]));
	return status;
}

enum civ_status civ_run_set(struct civ_context *context)
{
	struct civ_writer *writer;
	enum civ_status status;

	if (context->operand_count == 0)
		return write_rows(context, true);
	status = open_writer(context, &writer);
	if (status != CIV_OK)
		return status;
	status = civ_settings_check(writer, context->settings, context->setting_count);
	if (status == CIV_OK)
		status = set_keys(context, writer);
	if (status == CIV_OK)
		status = civ_writer_finish(writer);
	close_writer(context, writer);
	return status;
}

/* Where the header has the column; its count when it does not. */
static unsigned field_of(const struct civ_header *header, const struct civ_column *column)
{
	unsigned i = 0;

	while (i < header->count && !civ_column_is_named(column, header->names[i]))
		i++;
	return i;
}

/* What the row has of a part of the key, or of the column that stands in its place; false: neither is in its header. */
static bool key_cell(const struct civ_noun *noun, const struct civ_input_row *row, int column, struct civ_span *cell)
{
	int instead = civ_noun_instead(noun, column);
	unsigned field = field_of(row->header, &noun->columns[column]);
	bool there = field < row->header->count;

	*cell = there ? civ_cell_clean(row->cells[field]) : (struct civ_span){NULL, 0};
	if (cell->len > 0 || instead < 0)
		return there;
	field = field_of(row->header, &noun->columns[instead]);
	if (field == row->header->count)
		return there;
	*cell = civ_cell_clean(row->cells[field]);
	return true;
}

/* The key that a row names, as it would stand on the command line. */
static enum civ_status row_key(struct civ_context *context, const struct civ_input_row *row, struct civ_buf *key)
{
	const struct civ_noun *noun = context->command->noun;
	const char *separator = "";

	civ_buf_clear(key);
	for (int i = 0; noun->columns[i].name != NULL; i++) {
		struct civ_span cell;

		if (!civ_column_is_key_part(&noun->columns[i]))
			continue;
		if (!key_cell(noun, row, i, &cell))
			return civ_error(context->messages, CIV_REFUSED, &row->header->at,
			                 "no column '%s', which is part of the key", noun->columns[i].name);
		civ_buf_adds(key, separator);
		civ_buf_add(key, cell.text, cell.len);
		separator = ":";
	}
	return civ_buf_str(key) == NULL ? civ_no_memory(context->messages) : CIV_OK;
}

static enum civ_status remove_key(struct civ_context *context, struct civ_writer *writer, const char *key,
                                  const struct civ_position *at)
{
	int64_t id;
	enum civ_status status = civ_key_find(context->records, context->command->noun, key, at, &id);

	return status == CIV_OK ? civ_writer_remove(writer, id, at) : status;
}

static enum civ_status remove_rows(struct civ_context *context, struct civ_writer *writer)
{
	const struct civ_input_row *row = NULL;
	const struct civ_header *wrong = NULL;
	struct civ_buf key = {0};
	enum civ_status result = CIV_OK, status;

	for (;;) {
		status = civ_input_next(context->input, context->messages, &row);
		if (status != CIV_OK && (status != CIV_REFUSED || row == NULL))
			break;
		if (row == NULL)
			break;
		/* A header without the key is one error, not one for each of its rows. */
		if (status == CIV_OK && row->header != wrong) {
			status = row_key(context, row, &key);
			wrong = status == CIV_REFUSED ? row->header : NULL;
		}
		if (status == CIV_OK && row->header != wrong)
			status = remove_key(context, writer, civ_buf_str(&key), &row->at);
		result = civ_worse(result, status);
		if (status != CIV_OK && status != CIV_REFUSED)
			break;
	}
	civ_buf_free(&key);
	return civ_worse(result, status);
}

static enum civ_status remove_keys(struct civ_context *context, struct civ_writer *writer)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < context->operand_count && (status == CIV_OK || status == CIV_REFUSED); i++)
		status = civ_worse(status, remove_key(context, writer, context->operands[i], NULL));
	return status;
}

enum civ_status civ_run_remove(struct civ_context *context)
{
	struct civ_writer *writer;
	enum civ_status status = open_writer(context, &writer);

	if (status != CIV_OK)
		return status;
	status = context->input == NULL ? remove_keys(context, writer) : remove_rows(context, writer);
	if (status == CIV_OK)
		status = civ_writer_finish(writer);
	close_writer(context, writer);
	if (context->input != NULL)
		context->counts.read = civ_input_rows(context->input);
	return status;
}
