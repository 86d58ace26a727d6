/* What statements may ask of the history: how columns were on a past day (see lib/noun/then.h). */
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
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

/* Whether any row of a noun had another value in a column since a day: kept with the place in the statement that asks,
 * where these are the same for row after row. */
static const char any_sql[] =
	"SELECT EXISTS ("
	" SELECT 1"
	" FROM change c JOIN run r ON r.id = c.run"
	" WHERE c.table_name = ?1 AND c.column_name = ?2 AND r.at >= ?3"
	")";

struct place {
	bool any;
	char day[CIV_DATE_SIZE];
	char column[];
};

static const char *text_of(sqlite3_value *value)
{
	const char *text = (const char *)sqlite3_value_text(value);

	return text == NULL ? "" : text;
}

/* The function's arguments without the row. False when the call has failed. */
static bool look_for_any(sqlite3_context *context, sqlite3_value **values, bool *any)
{
	sqlite3_stmt *row = NULL;
	bool good = civ_records_statement(sqlite3_user_data(context), any_sql, &row) == CIV_OK;

	good = good && sqlite3_bind_value(row, 1, values[0]) == SQLITE_OK &&
	       sqlite3_bind_value(row, 2, values[2]) == SQLITE_OK &&
	       sqlite3_bind_value(row, 3, values[3]) == SQLITE_OK && sqlite3_step(row) == SQLITE_ROW;
	*any = good && sqlite3_column_int(row, 0) != 0;
	if (row != NULL)
		sqlite3_reset(row);
	if (!good)
		sqlite3_result_error_code(context, SQLITE_ERROR);
	return good;
}

/* The same, asked once for a place. */
static bool has_any(sqlite3_context *context, sqlite3_value **values, bool *any)
{
	const char *column = text_of(values[2]), *day = text_of(values[3]);
	const struct place *known = sqlite3_get_auxdata(context, 0);
	struct place *made;

	if (known != NULL && strcmp(known->column, column) == 0 && strcmp(known->day, day) == 0) {
		*any = known->any;
		return true;
	}
	if (!look_for_any(context, values, any))
		return false;
	made = strlen(day) < sizeof made->day ? malloc(sizeof *made + strlen(column) + 1) : NULL;
	if (made == NULL)
		return true; /* it is asked again for the next row */
	made->any = *any;
	memcpy(made->day, day, strlen(day) + 1);
	memcpy(made->column, column, strlen(column) + 1);
	sqlite3_set_auxdata(context, 0, made, free);
	return true;
}

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
	bool any;

	(void)count;
	sqlite3_result_int(context, 0);
	if (!has_any(context, values, &any) || !any || !find_first(context, values, &first))
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
