/* The map that a channel names. */
#include <string.h>

#include "lib/ledger/private.h"

enum civ_status civ_ledger_channel_map(struct civ_records *records, const char *channel, const char *database,
                                       struct civ_arena *arena, const char **path)
{
	const struct civ_position at = {.file = "--channel"};
	struct civ_store *store = civ_records_store(records);
	const char *slash = strrchr(database, '/');
	int dir = slash == NULL ? 0 : (int)(slash - database + 1);
	struct civ_buf text = {0};
	sqlite3_stmt *row = NULL;
	int64_t id;
	enum civ_status status = civ_records_find(records, &civ_noun_channel,
	                                          (struct civ_span){channel, strlen(channel)}, &at, &id);

	*path = NULL;
	if (status == CIV_OK && id == 0)
		status = civ_error(civ_records_messages(records), CIV_REFUSED, &at, "no channel '%s'", channel);
	if (status == CIV_OK)
		status = civ_records_statement(records, "SELECT map FROM channel WHERE id = ?1 AND map IS NOT NULL",
		                               &row);
	if (status == CIV_OK && sqlite3_bind_int64(row, 1, id) != SQLITE_OK)
		status = civ_store_fail(store, "bind a channel");
	if (!civ_store_next(store, row, &status))
		return status;
	const char *map = (const char *)sqlite3_column_text(row, 0);
	civ_buf_addf(&text, "%.*s%s", map[0] == '/' ? 0 : dir, database, map);
	sqlite3_reset(row);
	*path = text.failed ? NULL : civ_arena_copy(arena, text.data, text.len);
	civ_buf_free(&text);
	return *path == NULL ? civ_no_memory(civ_records_messages(records)) : CIV_OK;
}
