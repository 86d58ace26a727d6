#include "lib/data/items.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/say.h"
#include "lib/noun/dataset.h"

extern const struct civ_noun civ_noun_dataset;

#define RANK CIV_SECRECY_RANK("ifnull(i.secrecy, d.secrecy)")

/* In the order of entry, which is that of the standard. */
static const char sql[] =
	"SELECT i.name, i.type, i.choices, i.pattern, i.min, i.max, i.required,"
	"       CASE WHEN " RANK " > " CIV_SECRECY_RANK("d.secrecy") " THEN 1 ELSE 0 END,"
	"       (SELECT group_concat(t.code, ';')"
	"        FROM (SELECT DISTINCT u.code"
	"              FROM sharing s JOIN unit u ON u.id = s.unit_id"
	"              WHERE s.dataset_id = d.id AND " CIV_SHARING_OPEN("s") " AND s.agreement IS NULL"
	"               AND " CIV_SECRECY_NEEDS_AGREEMENT(RANK, "u")
	"              ORDER BY u.code) t)"
	" FROM item i JOIN dataset d ON d.id = i.dataset_id"
	" WHERE d.id = :dataset"
	" ORDER BY i.id";

static const char *copy_of(struct civ_arena *arena, sqlite3_stmt *row, int column, bool *failed)
{
	const char *text = (const char *)sqlite3_column_text(row, column), *copy;

	if (text == NULL)
		return NULL;
	copy = civ_arena_copy(arena, text, strlen(text));
	*failed = *failed || copy == NULL;
	return copy;
}

/* What was refused on entry came into the file by other hands. */
static enum civ_status damaged(struct civ_messages *messages, const char *name, const char *why)
{
	return civ_error(messages, CIV_SYSTEM, NULL, "the file is damaged: item '%s': %s", name, civ_say(why));
}

static enum civ_status read_item(struct civ_checked_items *items, sqlite3_stmt *row, struct civ_messages *messages,
                                 struct civ_checked_item *item)
{
	bool failed = false;
	const struct civ_rule_texts texts = {.name = copy_of(items->arena, row, 0, &failed),
	                                     .type = copy_of(items->arena, row, 1, &failed),
	                                     .choices = copy_of(items->arena, row, 2, &failed),
	                                     .pattern = copy_of(items->arena, row, 3, &failed),
	                                     .min = copy_of(items->arena, row, 4, &failed),
	                                     .max = copy_of(items->arena, row, 5, &failed)};
	const char *why = NULL;
	enum civ_status status;

	*item = (struct civ_checked_item){.required = sqlite3_column_int(row, 6) != 0,
	                                  .secret = sqlite3_column_int(row, 7) != 0,
	                                  .takers = copy_of(items->arena, row, 8, &failed),
	                                  .cell = -1};
	if (failed || texts.name == NULL || texts.type == NULL)
		return civ_no_memory(messages);
	status = civ_item_rule_make(&texts, messages, &item->rule, &why);
	return status == CIV_REFUSED ? damaged(messages, texts.name, why) : status;
}

static enum civ_status read_all(struct civ_records *records, sqlite3_stmt *rows, struct civ_checked_items *items)
{
	struct civ_messages *messages = civ_records_messages(records);
	size_t room = 0;
	enum civ_status status = CIV_OK;

	while (civ_store_next(civ_records_store(records), rows, &status)) {
		if (!CIV_GROW(items->list, items->count, room))
			return civ_no_memory(messages);
		status = read_item(items, rows, messages, &items->list[items->count]);
		items->count++;
	}
	return status;
}

enum civ_status civ_items_open(struct civ_records *records, int64_t dataset, struct civ_checked_items *items)
{
	struct civ_messages *messages = civ_records_messages(records);
	struct civ_store *store = civ_records_store(records);
	char asof[CIV_DATE_SIZE];
	sqlite3_stmt *rows;
	enum civ_status status;

	*items = (struct civ_checked_items){.arena = civ_arena_new()};
	if (items->arena == NULL)
		return civ_no_memory(messages);
	civ_date_format(civ_records_clock(records)->asof, asof);
	status = civ_records_then_all(records, "dataset;sharing", sql, &rows);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":asof", asof);
	if (status == CIV_OK)
		status = civ_bind_int(store, rows, ":dataset", dataset);
	if (status == CIV_OK)
		status = read_all(records, rows, items);
	if (status == CIV_OK && items->count == 0)
		status = civ_error(messages, CIV_REFUSED, NULL,
		                   "data set '%s' has no items yet, by which a file could be looked at (item-add)",
		                   civ_records_code(records, &civ_noun_dataset, dataset));
	return status;
}

void civ_items_close(struct civ_checked_items *items)
{
	for (size_t i = 0; i < items->count; i++)
		civ_item_rule_free(&items->list[i].rule);
	free(items->list);
	civ_arena_free(items->arena);
}

enum civ_status civ_items_bind(struct civ_checked_items *items, const struct civ_header *header,
                               struct civ_messages *messages)
{
	for (size_t i = 0; i < items->count; i++)
		items->list[i].cell = civ_header_field(header, items->list[i].rule.column.name);
	return civ_header_check(header, messages);
}

bool civ_items_have(const struct civ_checked_items *items, unsigned cell)
{
	for (size_t i = 0; i < items->count; i++)
		if (items->list[i].cell == (int)cell)
			return true;
	return false;
}

bool civ_item_is_key(const struct civ_checked_item *item)
{
	return item->required && item->rule.column.type == CIV_CODE;
}
