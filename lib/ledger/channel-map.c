/* The map that a channel names. */
#include <string.h>

#include "lib/ledger/private.h"

#define MAP "SELECT map FROM channel WHERE id = ?1 AND map IS NOT NULL"
static const char of_issues[] = MAP " AND ifnull(carries, '') <> 'suggestion'",
		  of_others[] = MAP " AND ifnull(carries, '') NOT IN ('issue', 'both')";

enum civ_status civ_ledger_channel_map(struct civ_records *records, const struct civ_noun *noun, const char *channel,
                                       struct civ_arena *arena, const char **map)
{
	const struct civ_position at = {.file = "--channel"};
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *row = NULL;
	int64_t id;
	enum civ_status status = civ_records_find(records, &civ_noun_channel,
	                                          (struct civ_span){channel, strlen(channel)}, &at, &id);

	*map = NULL;
	if (status == CIV_OK && id == 0)
		status = civ_error(civ_records_messages(records), CIV_REFUSED, &at, "no channel '%s'", channel);
	if (status == CIV_OK)
		status = civ_records_statement(records, noun == &civ_noun_issue ? of_issues : of_others, &row);
	if (status == CIV_OK && sqlite3_bind_int64(row, 1, id) != SQLITE_OK)
		status = civ_store_fail(store, "bind a channel");
	if (!civ_store_next(store, row, &status))
		return status;
	*map = civ_arena_copy(arena, (const char *)sqlite3_column_text(row, 0), (size_t)sqlite3_column_bytes(row, 0));
	sqlite3_reset(row);
	return *map == NULL ? civ_no_memory(civ_records_messages(records)) : CIV_OK;
}
