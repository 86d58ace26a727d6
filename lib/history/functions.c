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

/* The changes of a column of any row of a noun since a day. */
#define CHANGES \
	" FROM change c JOIN run r ON r.id = c.run" \
	" WHERE c.table_name = ?1 AND c.column_name = ?2 AND r.at >= ?3"

/* Whether there are any: kept with the place in the statement that asks, where these are the same for row after row. */
static const char any_sql[] = "SELECT EXISTS (SELECT 1" CHANGES ")";

/* Which rows they are of. */
static const char rows_sql[] = "SELECT DISTINCT c.row_id" CHANGES " ORDER BY c.row_id";

/* Where a place has asked for so many rows one by one, all that have changed are listed: reading every change for a
 * few rows would take longer, and asking a million times does. */
enum { MANY = 1000 };

struct place {
	bool any, listed;
	unsigned asked;
	int64_t *rows; /* that have changed, rising, once they are listed */
	size_t count, room;
	char day[CIV_DATE_SIZE];
	char column[];
};

static const char *text_of(sqlite3_value *value)
{
	const char *text = (const char *)sqlite3_value_text(value);

	return text == NULL ? "" : text;
}

/* SQL with the function's arguments but the row. False when the call has failed. */
static bool ask(sqlite3_context *context, sqlite3_value **values, const char *sql, sqlite3_stmt **row)
{
	*row = NULL;
	if (civ_records_statement(sqlite3_user_data(context), sql, row) == CIV_OK &&
	    sqlite3_bind_value(*row, 1, values[0]) == SQLITE_OK &&
	    sqlite3_bind_value(*row, 2, values[2]) == SQLITE_OK && sqlite3_bind_value(*row, 3, values[3]) == SQLITE_OK)
		return true;
	sqlite3_result_error_code(context, SQLITE_ERROR);
	return false;
}

static bool look_for_any(sqlite3_context *context, sqlite3_value **values, bool *any)
{
	sqlite3_stmt *row;
	bool good = ask(context, values, any_sql, &row);

	if (!good)
		return false;
	good = sqlite3_step(row) == SQLITE_ROW;
	*any = good && sqlite3_column_int(row, 0) != 0;
	sqlite3_reset(row);
	if (!good)
		sqlite3_result_error_code(context, SQLITE_ERROR);
	return good;
}

static void release(void *data)
{
	struct place *place = data;

	free(place->rows);
	free(place);
}

static struct place *make_place(const char *column, const char *day)
{
	struct place *made = strlen(day) < sizeof made->day ? malloc(sizeof *made + strlen(column) + 1) : NULL;

	if (made == NULL)
		return NULL;
	*made = (struct place){.any = false};
	memcpy(made->day, day, strlen(day) + 1);
	memcpy(made->column, column, strlen(column) + 1);
	return made;
}

/* What is known of the place that asks, in *PLACE; NULL: there is no memory to keep it, and it is asked again for the
 * next row. */
static bool find_place(sqlite3_context *context, sqlite3_value **values, struct place **place, bool *any)
{
	const char *column = text_of(values[2]), *day = text_of(values[3]);

	*place = sqlite3_get_auxdata(context, 0);
	if (*place != NULL && strcmp((*place)->column, column) == 0 && strcmp((*place)->day, day) == 0) {
		*any = (*place)->any;
		return true;
	}
	if (!look_for_any(context, values, any))
		return false;
	*place = make_place(column, day);
	if (*place == NULL)
		return true;
	(*place)->any = *any;
	sqlite3_set_auxdata(context, 0, *place, release);
	*place = sqlite3_get_auxdata(context, 0);
	return true;
}

static bool list_rows(sqlite3_context *context, sqlite3_value **values, struct place *place)
{
	sqlite3_stmt *row;
	int code;

	if (!ask(context, values, rows_sql, &row))
		return false;
	while ((code = sqlite3_step(row)) == SQLITE_ROW) {
		if (!CIV_GROW(place->rows, place->count, place->room)) {
			code = SQLITE_NOMEM;
			break;
		}
		place->rows[place->count++] = sqlite3_column_int64(row, 0);
	}
	sqlite3_reset(row);
	place->listed = code == SQLITE_DONE;
	if (!place->listed)
		sqlite3_result_error_code(context, code);
	return place->listed;
}

static int by_row(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

/* Whether the row may have had another value. False when the call has failed. */
static bool may_have_changed(sqlite3_context *context, sqlite3_value **values, bool *may)
{
	struct place *place;
	int64_t row = sqlite3_value_int64(values[1]);

	if (!find_place(context, values, &place, may))
		return false;
	if (!*may || place == NULL)
		return true;
	if (!place->listed && ++place->asked < MANY)
		return true;
	if (!place->listed && !list_rows(context, values, place))
		return false;
	*may = place->count > 0 && bsearch(&row, place->rows, place->count, sizeof row, by_row) != NULL;
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
	bool may;

	(void)count;
	sqlite3_result_int(context, 0);
	if (!may_have_changed(context, values, &may) || !may || !find_first(context, values, &first))
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
