/* Values out of a row of the database, none of which is trusted: the file may be damaged, or somebody else's. */
#include "lib/record/private.h"

const char *civ_row_text(sqlite3_stmt *row, int column)
{
	const char *text = (const char *)sqlite3_column_text(row, column);

	return text == NULL ? "" : text;
}

enum civ_status civ_row_days(struct civ_store *store, sqlite3_stmt *row, int column, int64_t *days)
{
	*days = sqlite3_column_int64(row, column);
	if (sqlite3_column_type(row, column) == SQLITE_INTEGER && *days >= 0 && *days <= CIV_MOST_DAYS)
		return CIV_OK;
	return civ_error(civ_store_messages(store), CIV_SYSTEM, NULL, "%s is damaged: %s is '%s', where 0 to %d can be",
	                 civ_store_path(store), sqlite3_column_name(row, column), civ_row_text(row, column),
	                 CIV_MOST_DAYS);
}
