/* The rows of a file against the items of their data set. */
#include "lib/data/check.h"

#include <inttypes.h>

static enum civ_status bind(struct civ_file_check *check, const struct civ_header *header)
{
	enum civ_status status = civ_items_bind(&check->items, header, check->messages);

	bool lacking = false;

	check->header = header;
	for (size_t i = 0; i < check->items.count; i++) {
		const struct civ_checked_item *item = &check->items.list[i];

		check->keyed = check->keyed || civ_item_is_key(item);
		lacking = lacking || (civ_item_is_key(item) && item->cell < 0);
	}
	check->keyed = check->keyed && !lacking;
	return status;
}

static enum civ_status check_cell(struct civ_file_check *check, struct civ_checked_item *item,
                                  const struct civ_input_row *row)
{
	struct civ_position at = row->at;
	const struct civ_reading reading = {.at = &at, .arena = check->arena, .messages = check->why};
	bool empty = false;
	enum civ_status status;

	at.field = row->fields[item->cell];
	status = civ_item_rule_check(&item->rule, row->cells[item->cell], &reading, &empty);
	item->n++;
	item->empty += empty ? 1 : 0;
	if (status == CIV_OK && empty && item->required)
		status = civ_error(check->why, CIV_REFUSED, &at, "%s: is required", item->rule.column.name);
	if (status == CIV_REFUSED) {
		item->bad++;
		if (item->first_line == 0)
			item->first_line = row->at.line;
	}
	return status;
}

/* The key as it is read; false where a part of it is empty. */
static bool put_key(struct civ_file_check *check, const struct civ_input_row *row)
{
	civ_doubles_begin(&check->doubles);
	for (size_t i = 0; i < check->items.count; i++) {
		const struct civ_checked_item *item = &check->items.list[i];
		struct civ_span cell;

		if (!civ_item_is_key(item))
			continue;
		cell = civ_text_folded(civ_cell_clean(row->cells[item->cell]), check->arena);
		if (cell.len == 0)
			return false;
		civ_doubles_add(&check->doubles, cell);
	}
	return true;
}

static void put_whole(struct civ_file_check *check, const struct civ_input_row *row)
{
	civ_doubles_begin(&check->doubles);
	for (unsigned i = 0; i < row->header->count; i++)
		civ_doubles_add(&check->doubles, civ_cell_clean(row->cells[i]));
}

static enum civ_status check_double(struct civ_file_check *check, const struct civ_input_row *row)
{
	uint64_t first;

	if (!check->keyed)
		put_whole(check, row);
	else if (!put_key(check, row))
		return CIV_OK;
	if (!civ_doubles_look(&check->doubles, row->at.line, &first))
		return civ_no_memory(check->messages);
	if (first == 0)
		return CIV_OK;
	check->twice++;
	if (check->keyed)
		return civ_error(check->why, CIV_REFUSED, &row->at, "the row in line %" PRIu64 " has the same key",
		                 first);
	return civ_error(check->why, CIV_REFUSED, &row->at, "the row in line %" PRIu64 " is the same", first);
}

/* CIV_REFUSED: the row is bad, `why` says so. */
static enum civ_status check_row(struct civ_file_check *check, const struct civ_input_row *row)
{
	enum civ_status status = CIV_OK;

	civ_arena_clear(check->arena);
	for (size_t i = 0; i < check->items.count; i++)
		if (check->items.list[i].cell >= 0)
			status = civ_worse(status, check_cell(check, &check->items.list[i], row));
	return civ_worse(status, check_double(check, row));
}

static enum civ_status set_aside(struct civ_file_check *check, const struct civ_input_row *row)
{
	check->bad++;
	if (check->first_line == 0)
		check->first_line = row->at.line;
	if (check->options->rejects != NULL)
		return civ_rejects_add(check->options->rejects, check->why);
	(void)civ_messages_reason(check->why);
	return CIV_OK;
}

static enum civ_status check_rows(struct civ_file_check *check, struct civ_input *input)
{
	const struct civ_input_row *row = NULL;
	const struct civ_header *header;
	enum civ_status status = civ_input_peek(input, &header);

	if (status == CIV_OK && header != NULL)
		status = bind(check, header);
	while (status == CIV_OK) {
		status = civ_input_next(input, check->why, &row);
		if (row == NULL)
			break;
		civ_records_progress(check->records, ++check->rows);
		if (status == CIV_OK)
			status = check_row(check, row);
		if (status == CIV_REFUSED)
			status = set_aside(check, row);
	}
	return status;
}

static enum civ_status open_all(struct civ_file_check *check)
{
	enum civ_status status = civ_items_open(check->records, check->options->dataset, &check->items);

	check->arena = civ_arena_new();
	check->why = civ_messages_new();
	if (!civ_doubles_open(&check->doubles) || check->arena == NULL || check->why == NULL)
		status = civ_worse(status, civ_no_memory(check->messages));
	return status;
}

enum civ_status civ_dataset_check(struct civ_records *records, const struct civ_dataset_check_options *options,
                                  struct civ_input *input, struct civ_out *out)
{
	struct civ_file_check check = {
		.records = records, .messages = civ_records_messages(records), .options = options};
	enum civ_status status = open_all(&check);

	if (status == CIV_OK)
		status = check_rows(&check, input);
	if (status == CIV_OK)
		status = civ_findings_print(&check, out);
	civ_items_close(&check.items);
	civ_doubles_close(&check.doubles);
	civ_arena_free(check.arena);
	civ_messages_free(check.why);
	return status;
}
