/* What statements may ask of the history: how columns were on a past day (see lib/noun/then.h). */
#include "civplan/record.h"

/* The first change since the beginning of a day, which is given as a date, of a column of a row that was there before;
 * a row that was entered later was never other than it is. */
static const char first_sql[] =
	"SELECT c.old"
	" FROM change c JOIN run r ON r.id = c.run"
	" WHERE c.table_name = ?1 AND c.row_id = ?2 AND c.column_name = ?3 AND r.at >= ?4"
	"  AND ("
	"   SELECT min(r.at)"
	"   FROM run_range g JOIN run r ON r.id = g.run"
	"   WHERE g.table_name = ?1 AND ?2 BETWEEN g.first_id AND g.last_id"
	"  ) < ?4"
	" ORDER BY c.id"
	" LIMIT 1";

static enum civ_status open_history(struct civ_records *records, void **state)
{
	*state = records;
	return CIV_OK;
}

/* The statement before that change, in *FIRST; false: there is none, or the call has failed. */
static bool find_first(sqlite3_context *context, sqlite3_value **values, sqlite3_stmt **first)
{
	struct civ_records *records = sqlite3_user_data(context);
	int code;

	if (civ_records_statement(records, first_sql, first) != CIV_OK) {
		sqlite3_result_error_code(context, SQLITE_ERROR);
		return false;
	}
	for (int i = 0; i < 4; i++) {
		code = sqlite3_bind_value(*first, i + 1, values[i]);
		if (code != SQLITE_OK) {
			sqlite3_result_error_code(context, code);
			return false;
		}
	}
	code = sqlite3_step(*first);
	if (code == SQLITE_ROW)
		return true;
	sqlite3_reset(*first);
	if (code != SQLITE_DONE)
		sqlite3_result_error_code(context, code);
	return false;
}

static void changed_since(sqlite3_context *context, int count, sqlite3_value **values)
{
	sqlite3_stmt *first = NULL;

	(void)count;
	sqlite3_result_int(context, 0);
	if (!find_first(context, values, &first))
		return;
	sqlite3_result_int(context, 1);
	sqlite3_reset(first);
}

static void value_before(sqlite3_context *context, int count, sqlite3_value **values)
{
	sqlite3_stmt *first = NULL;

	(void)count;
	if (!find_first(context, values, &first))
		return;
	sqlite3_result_value(context, sqlite3_column_value(first, 0));
	sqlite3_reset(first);
}

static const struct civ_function list[] = {
	/* Of a noun, a row, a column and a date: 1 where a change since then found another value; and that value. */
	{"changed_since", 4, false, changed_since},
	{"value_before", 4, false, value_before},
	{.name = NULL},
};

const struct civ_functions civ_history_functions = {.list = list, .open = open_history};
