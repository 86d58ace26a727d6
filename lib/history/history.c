/* What was changed, when and by whom. */
#include "civplan/history.h"

#include "civplan/store.h"
#include "civplan/word.h"

const struct civ_out_column civ_history_run_columns[] = {
	{"run", "Run", CIV_SHOWN_NUMBER, "number of the run"},
	{"at", "At", CIV_SHOWN_MOMENT, "when it began, in the plan's time zone"},
	{"who", "Who", CIV_SHOWN_TEXT, "$CIVPLAN_USER, else the login name"},
	{"command", "Command", CIV_SHOWN_TEXT, "the command line, personal values left out"},
	{"input", "Input", CIV_KIND_TEXT, "files that it read, - for standard input"},
	{"read", "Rows read", CIV_KIND_NUMBER, "rows read"},
	{"added", "Rows added", CIV_SHOWN_NUMBER, "rows added"},
	{"changed", "Rows changed", CIV_SHOWN_NUMBER, "rows changed"},
	{"removed", "Rows removed", CIV_SHOWN_NUMBER, "rows removed"},
	{.name = NULL},
};

static const struct civ_word actions[] = {
	CIV_CHOICE("add", "Added", "新增"),
	CIV_CHOICE("set", "Changed", "修改"),
	CIV_CHOICE("remove", "Removed", "删除"),
	{.code = NULL},
};

const struct civ_out_column civ_history_change_columns[] = {
	{"run", "Run", CIV_KIND_NUMBER, "number of the run"},
	{"at", "At", CIV_SHOWN_MOMENT, "when it began, in the plan's time zone"},
	{"who", "Who", CIV_SHOWN_TEXT, "$CIVPLAN_USER, else the login name"},
	{"noun", "Kind of record", CIV_SHOWN_TEXT, "what kind of record"},
	{"key", "Key", CIV_SHOWN_TEXT, "its key at that time; empty for rows added"},
	{"action", "Action", CIV_SHOWN_CHOICE(actions), "add, set or remove"},
	{"column", "Column", CIV_SHOWN_TEXT, "the column"},
	{"old", "Old value", CIV_SHOWN_TEXT, "its value before; empty: none"},
	{"new", "New value", CIV_SHOWN_TEXT, "its value after; empty: none. Of rows added: how many"},
	{.name = NULL},
};

static const char runs_sql[] =
	"SELECT * FROM (SELECT id, at, who, command, input, rows_read, rows_added, rows_set, rows_removed FROM run"
	" ORDER BY id DESC LIMIT ?1) ORDER BY id";

/* Parameters: 1 run, 2 since, 3 limit, 4 noun, 5 row, 6 key. Additions of a run come before its changes. */
#define SHOWN "SELECT run, at, who, noun, row_key, action, column_name, old, new FROM ("
#define ADDED \
	"SELECT g.run, r.at, r.who, g.table_name AS noun, NULL AS row_key, 'add' AS action, NULL AS column_name," \
	"  NULL AS old, CAST(g.rows_added AS TEXT) AS new, 0 AS place" \
	" FROM run_range g JOIN run r ON r.id = g.run" \
	" WHERE (?1 IS NULL OR r.id = ?1) AND (?2 IS NULL OR r.at >= ?2)"
#define CHANGED \
	" UNION ALL" \
	" SELECT c.run, r.at, r.who, c.table_name, c.row_key, c.action, c.column_name, c.old, c.new, c.id" \
	" FROM change c JOIN run r ON r.id = c.run" \
	" WHERE (?1 IS NULL OR r.id = ?1) AND (?2 IS NULL OR r.at >= ?2)"
#define LATEST " ORDER BY run DESC, place DESC LIMIT ?3) ORDER BY run, place"

static const char changes_sql[] = SHOWN ADDED " AND (?4 IS NULL OR g.table_name = ?4)" CHANGED
                                              " AND (?4 IS NULL OR c.table_name = ?4)" LATEST;

/* Of the row that has the key now, and of those that had it when they were changed: a rename loses nothing. */
static const char row_sql[] =
	"WITH ids (id) AS ("
	"  SELECT ?5"
	"  UNION"
	"  SELECT row_id"
	"  FROM change"
	"  WHERE table_name = ?4 AND row_key = ?6"
	" ) " SHOWN ADDED
	" AND g.table_name = ?4"
	" AND EXISTS (SELECT 1 FROM ids WHERE id BETWEEN g.first_id AND g.last_id)" CHANGED
	" AND c.table_name = ?4"
	" AND c.row_id IN (SELECT id FROM ids)" LATEST;

static int bind_number(sqlite3_stmt *statement, int parameter, int64_t number)
{
	return number == 0 ? sqlite3_bind_null(statement, parameter) : sqlite3_bind_int64(statement, parameter, number);
}

static int bind_common(sqlite3_stmt *statement, const struct civ_history_query *query)
{
	int bound = bind_number(statement, 1, query->run);

	bound |= sqlite3_bind_text(statement, 2, query->since, -1, SQLITE_STATIC);
	bound |= sqlite3_bind_int64(statement, 3, query->limit > 0 ? query->limit : -1);
	return bound;
}

static void put_cell(struct civ_out *out, sqlite3_stmt *row, int i)
{
	if (sqlite3_column_type(row, i) == SQLITE_NULL)
		civ_out_null(out);
	else if (sqlite3_column_type(row, i) == SQLITE_INTEGER)
		civ_out_int(out, sqlite3_column_int64(row, i));
	else
		civ_out_text(out, (const char *)sqlite3_column_text(row, i), (size_t)sqlite3_column_bytes(row, i));
}

/* A row of changes, from the kind of record on: these are names of our own, which a reader reads in words. */
static void put_change(const struct civ_records *records, sqlite3_stmt *row, struct civ_out *out)
{
	enum { KIND = 3, KEY, ACTION, COLUMN, OLD, NEW };
	const struct civ_noun *noun = civ_noun_find((const char *)sqlite3_column_text(row, KIND));
	const char *column = (const char *)sqlite3_column_text(row, COLUMN);

	for (int i = 0; i < KIND; i++)
		put_cell(out, row, i);
	if (noun != NULL)
		civ_out_said(out, noun->name);
	else
		put_cell(out, row, KIND);
	put_cell(out, row, KEY);
	put_cell(out, row, ACTION);
	if (noun == NULL || column == NULL) {
		for (int i = COLUMN; i <= NEW; i++)
			put_cell(out, row, i);
		return;
	}
	civ_out_string(out, civ_records_heading(records, noun, column));
	for (int i = OLD; i <= NEW; i++)
		civ_out_string(out, civ_records_choice(records, noun, column,
		                                       (const char *)sqlite3_column_text(row, i)));
}

static void put_run(const struct civ_records *records, sqlite3_stmt *row, struct civ_out *out)
{
	(void)records;
	for (int i = 0; i < sqlite3_column_count(row); i++)
		put_cell(out, row, i);
}

static enum civ_status put_rows(struct civ_records *records, sqlite3_stmt *rows,
                                void (*put)(const struct civ_records *records, sqlite3_stmt *row, struct civ_out *out),
                                struct civ_out *out)
{
	struct civ_store *store = civ_records_store(records);
	enum civ_status status = CIV_OK;

	while (civ_store_next(store, rows, &status)) {
		put(records, rows, out);
		status = civ_out_row(out);
	}
	return status;
}

enum civ_status civ_history_runs(struct civ_records *records, int64_t limit, struct civ_out *out)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(records, runs_sql, &rows);

	if (status == CIV_OK && sqlite3_bind_int64(rows, 1, limit > 0 ? limit : -1) != SQLITE_OK)
		status = civ_store_fail(store, "read the history");
	return status == CIV_OK ? put_rows(records, rows, put_run, out) : status;
}

static enum civ_status is_there(struct civ_records *records, const char *sql, const struct civ_history_query *query,
                                bool *found)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *find;
	enum civ_status status = civ_records_statement(records, sql, &find);

	if (status == CIV_OK)
		status = civ_bind_int(store, find, ":run", query->run);
	if (status == CIV_OK && query->noun != NULL)
		status = civ_bind_text(store, find, ":noun", query->noun->name);
	if (status == CIV_OK)
		status = civ_bind_text(store, find, ":key", query->key);
	if (status == CIV_OK)
		status = civ_store_step(store, find, found);
	if (status == CIV_OK && *found)
		sqlite3_reset(find);
	return status;
}

/* A run or a record that never was has no history: it was mistyped. */
static enum civ_status check_asked(struct civ_records *records, const struct civ_history_query *query, int64_t id)
{
	static const char run_sql[] = "SELECT 1 FROM run WHERE id = :run";
	static const char key_sql[] = "SELECT 1 FROM change WHERE table_name = :noun AND row_key = :key LIMIT 1";
	const struct civ_position run_at = {.file = "--run"}, key_at = {.file = "--key"};
	bool found = true;
	enum civ_status status = CIV_OK;

	if (query->run != 0) {
		status = is_there(records, run_sql, query, &found);
		if (status == CIV_OK && !found)
			return civ_error(civ_records_messages(records), CIV_REFUSED, &run_at, "there is no run %lld",
			                 (long long)query->run);
	}
	if (status == CIV_OK && query->key != NULL && id < 0)
		status = is_there(records, key_sql, query, &found);
	return status == CIV_OK && !found ? civ_key_find(records, query->noun, query->key, &key_at, &id) : status;
}

/* The id of the row that has the key now; -1 when it is gone, or never was: its history may still be there. */
static enum civ_status current_row(struct civ_records *records, const struct civ_history_query *query, int64_t *id)
{
	struct civ_messages *aside = civ_messages_new();
	struct civ_records *finder = NULL;
	enum civ_status status = CIV_OK;

	if (aside == NULL)
		return civ_no_memory(civ_records_messages(records));
	status = civ_records_open(civ_records_store(records), NULL, civ_records_clock(records), aside, &finder);
	if (status == CIV_OK)
		status = civ_key_find(finder, query->noun, query->key, NULL, id);
	if (status == CIV_REFUSED) {
		*id = -1;
		status = CIV_OK;
	} else {
		civ_messages_move(civ_records_messages(records), aside);
	}
	civ_records_close(finder);
	civ_messages_free(aside);
	return status;
}

enum civ_status civ_history_changes(struct civ_records *records, const struct civ_history_query *query,
                                    struct civ_out *out)
{
	struct civ_store *store = civ_records_store(records);
	const char *noun = query->noun == NULL ? NULL : query->noun->name;
	sqlite3_stmt *rows = NULL;
	int64_t id = -1;
	enum civ_status status = CIV_OK;
	int bound;

	if (query->key != NULL)
		status = current_row(records, query, &id);
	if (status == CIV_OK)
		status = check_asked(records, query, id);
	if (status == CIV_OK)
		status = civ_records_statement(records, query->key == NULL ? changes_sql : row_sql, &rows);
	if (status != CIV_OK)
		return status;
	bound = bind_common(rows, query);
	bound |= sqlite3_bind_text(rows, 4, noun, -1, SQLITE_STATIC);
	if (query->key != NULL) {
		bound |= sqlite3_bind_int64(rows, 5, id);
		bound |= sqlite3_bind_text(rows, 6, query->key, -1, SQLITE_STATIC);
	}
	if (bound != SQLITE_OK)
		return civ_store_fail(store, "read the history");
	return put_rows(records, rows, put_change, out);
}
