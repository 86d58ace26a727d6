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

enum civ_status civ_row_first(struct civ_records *records, const char *sql, struct civ_numbers numbers,
                              sqlite3_stmt **row)
{
	struct civ_store *store = civ_records_store(records);
	bool found = false;
	enum civ_status status = civ_records_statement(records, sql, row);

	for (size_t i = 0; i < numbers.count && status == CIV_OK; i++)
		if (sqlite3_bind_int64(*row, (int)i + 1, numbers.list[i]) != SQLITE_OK)
			status = civ_store_fail(store, "bind a number");
	if (status == CIV_OK)
		status = civ_store_step(store, *row, &found);
	if (status != CIV_OK || !found)
		*row = NULL;
	return status;
}
