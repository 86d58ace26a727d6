/* Who changed what, and when: the tables run, run_range and change. */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

const char civ_history_schema[] =
	"-- One row for each run of a program that stored something.\n"
	"CREATE TABLE \"run\" (\n"
	"\tid INTEGER PRIMARY KEY,\n"
	"\tat TEXT NOT NULL CHECK (at IS datetime(at, '+0 days')), -- time zone of the plan\n"
	"\twho TEXT NOT NULL,             -- $CIVPLAN_USER, else the login\n"
	"\tcommand TEXT NOT NULL,         -- the command line without personal values\n"
	"\tinput TEXT,                    -- files read\n"
	"\trows_read INTEGER NOT NULL DEFAULT 0,\n"
	"\trows_added INTEGER NOT NULL DEFAULT 0,\n"
	"\trows_set INTEGER NOT NULL DEFAULT 0,\n"
	"\trows_removed INTEGER NOT NULL DEFAULT 0\n"
	") STRICT;\n"
	"-- The rows that a run added: where they came from is known without a column in each of them.\n"
	"CREATE TABLE \"run_range\" (\n"
	"\trun INTEGER NOT NULL REFERENCES run (id),\n"
	"\ttable_name TEXT NOT NULL,\n"
	"\tfirst_id INTEGER NOT NULL,\n"
	"\tlast_id INTEGER NOT NULL,      -- ids between the two may be other runs'\n"
	"\trows_added INTEGER NOT NULL,\n"
	"\tPRIMARY KEY (run, table_name)\n"
	") STRICT, WITHOUT ROWID;\n"
	"-- One row for each value changed or removed, as lists print values.\n"
	"CREATE TABLE \"change\" (\n"
	"\tid INTEGER PRIMARY KEY,\n"
	"\trun INTEGER NOT NULL REFERENCES run (id),\n"
	"\ttable_name TEXT NOT NULL,\n"
	"\trow_id INTEGER NOT NULL,\n"
	"\trow_key TEXT,                  -- its key as it was then\n"
	"\taction TEXT NOT NULL CHECK (action IN ('set', 'remove')),\n"
	"\tcolumn_name TEXT,\n"
	"\told TEXT,                      -- empty: was not set\n"
	"\tnew TEXT                       -- empty: was cleared\n"
	") STRICT;\n"
	"CREATE INDEX change_by_run ON change (run);\n"
	"CREATE INDEX change_by_row ON change (table_name, row_id);\n";

static const char insert_run[] = "INSERT INTO run (id, at, who, command, input) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char finish_run[] =
	"UPDATE run SET rows_read = ?2, rows_added = ?3, rows_set = ?4, rows_removed = ?5 WHERE id = ?1";
static const char next_run[] = "SELECT ifnull(max(id), 0) + 1 FROM run";
static const char insert_range[] =
	"INSERT INTO run_range (run, table_name, first_id, last_id, rows_added) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char insert_change[] =
	"INSERT INTO change (run, table_name, row_id, row_key, action, column_name, old, new)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

/* Text stays the caller's: every statement here is stepped before its text can go. */
static int bind_text(sqlite3_stmt *statement, int parameter, const char *text)
{
	return sqlite3_bind_text(statement, parameter, text, -1, SQLITE_STATIC);
}

/* Run a statement whose bindings gave BOUND, the sum of their results; forget them. */
static enum civ_status run_bound(struct civ_store *store, sqlite3_stmt *statement, int bound)
{
	enum civ_status status;

	if (bound != SQLITE_OK)
		status = civ_store_fail(store, "write the history");
	else
		status = civ_store_do(store, statement);
	sqlite3_clear_bindings(statement);
	return status;
}

void civ_history_free(struct civ_history *history)
{
	for (size_t i = 0; i < history->tables; i++)
		free(history->added[i].table);
	free(history->added);
	free(history->changed.table);
	free(history->changed.action);
	free(history->at);
	free(history->who);
	free(history->command);
	free(history->input);
	*history = (struct civ_history){0};
}

static bool keep_info(struct civ_history *history, const struct civ_run_info *info)
{
	history->at = strdup(info->at);
	history->who = strdup(info->who);
	history->command = strdup(info->command);
	history->input = info->input == NULL ? NULL : strdup(info->input);
	return history->at != NULL && history->who != NULL && history->command != NULL &&
	       (info->input == NULL || history->input != NULL);
}

enum civ_status civ_history_begin(struct civ_store *store, const struct civ_run_info *info)
{
	sqlite3_stmt *statement = NULL;
	enum civ_status status;
	bool row;

	sqlite3_finalize(store->history.change);
	civ_history_free(&store->history);
	if (!keep_info(&store->history, info))
		return civ_no_memory(store->messages);
	status = civ_store_prepare(store, next_run, &statement);
	if (status == CIV_OK)
		status = civ_store_step(store, statement, &row);
	if (status == CIV_OK)
		store->history.run = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return status;
}

/* The row of the run is written as late as can be: a page that is dirtied at both ends of a large transaction comes to
 * stand twice in the log, and SQLite then goes over the whole log again. */
static enum civ_status write_start(struct civ_store *store)
{
	struct civ_history *history = &store->history;
	sqlite3_stmt *statement = NULL;
	enum civ_status status;
	int bound;

	if (history->written)
		return CIV_OK;
	status = civ_store_prepare(store, insert_run, &statement);
	if (status != CIV_OK)
		return status;
	bound = sqlite3_bind_int64(statement, 1, history->run);
	bound |= bind_text(statement, 2, history->at);
	bound |= bind_text(statement, 3, history->who);
	bound |= bind_text(statement, 4, history->command);
	bound |= bind_text(statement, 5, history->input);
	status = run_bound(store, statement, bound);
	history->written = status == CIV_OK;
	sqlite3_finalize(statement);
	return status;
}

static struct civ_added *find_added(struct civ_history *history, const char *table)
{
	if (history->tables > 0 && strcmp(history->added[history->latest].table, table) == 0)
		return &history->added[history->latest];
	for (size_t i = 0; i < history->tables; i++) {
		if (strcmp(history->added[i].table, table) == 0) {
			history->latest = i;
			return &history->added[i];
		}
	}
	return NULL;
}

static struct civ_added *new_added(struct civ_history *history, const char *table, int64_t id)
{
	struct civ_added *grown = realloc(history->added, (history->tables + 1) * sizeof *grown);
	char *name = strdup(table);

	if (grown != NULL)
		history->added = grown;
	if (grown == NULL || name == NULL) {
		free(name);
		history->failed = true;
		return NULL;
	}
	history->latest = history->tables++;
	grown[history->latest] = (struct civ_added){name, id, id, 0};
	return &grown[history->latest];
}

void civ_history_added_range(struct civ_store *store, const char *table, int64_t first, int64_t last)
{
	struct civ_added *added = find_added(&store->history, table);

	if (added == NULL)
		added = new_added(&store->history, table, first);
	if (added == NULL)
		return;
	if (first < added->first)
		added->first = first;
	if (last > added->last)
		added->last = last;
	added->count += (uint64_t)(last - first + 1);
}

void civ_history_added(struct civ_store *store, const char *table, int64_t id)
{
	civ_history_added_range(store, table, id, id);
}

static bool same(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

static void copy_text(struct civ_history *history, char **to, const char *text)
{
	if (same(*to, text))
		return;
	free(*to);
	*to = strdup(text);
	if (*to == NULL)
		history->failed = true;
}

static void count_changed(struct civ_history *history, const struct civ_change *change)
{
	struct civ_changed *last = &history->changed;

	if (last->id == change->id && same(last->table, change->table) && same(last->action, change->action))
		return;
	if (strcmp(change->action, "remove") == 0)
		history->rows_removed++;
	else
		history->rows_set++;
	last->id = change->id;
	copy_text(history, &last->table, change->table);
	copy_text(history, &last->action, change->action);
}

enum civ_status civ_history_change(struct civ_store *store, const struct civ_change *change)
{
	struct civ_history *history = &store->history;
	enum civ_status status = write_start(store);
	int bound;

	if (status == CIV_OK && history->change == NULL)
		status = civ_store_prepare(store, insert_change, &history->change);
	if (status != CIV_OK)
		return status;
	bound = sqlite3_bind_int64(history->change, 1, history->run);
	bound |= bind_text(history->change, 2, change->table);
	bound |= sqlite3_bind_int64(history->change, 3, change->id);
	bound |= bind_text(history->change, 4, change->key);
	bound |= bind_text(history->change, 5, change->action);
	bound |= bind_text(history->change, 6, change->column);
	bound |= bind_text(history->change, 7, change->old);
	bound |= bind_text(history->change, 8, change->new_);
	status = run_bound(store, history->change, bound);
	if (status == CIV_OK)
		count_changed(history, change);
	return status;
}

struct civ_history_mark civ_history_mark(const struct civ_store *store)
{
	const struct civ_history *history = &store->history;

	return (struct civ_history_mark){history->written, history->rows_set, history->rows_removed};
}

void civ_history_back(struct civ_store *store, const struct civ_history_mark *mark)
{
	struct civ_history *history = &store->history;

	history->written = mark->written;
	history->rows_set = mark->rows_set;
	history->rows_removed = mark->rows_removed;
	history->changed.id = 0;
}

static enum civ_status write_ranges(struct civ_store *store)
{
	const struct civ_history *history = &store->history;
	sqlite3_stmt *statement = NULL;
	enum civ_status status = civ_store_prepare(store, insert_range, &statement);

	for (size_t i = 0; i < history->tables && status == CIV_OK; i++) {
		const struct civ_added *added = &history->added[i];
		int bound = sqlite3_bind_int64(statement, 1, history->run);

		bound |= bind_text(statement, 2, added->table);
		bound |= sqlite3_bind_int64(statement, 3, added->first);
		bound |= sqlite3_bind_int64(statement, 4, added->last);
		bound |= sqlite3_bind_int64(statement, 5, (int64_t)added->count);
		status = run_bound(store, statement, bound);
	}
	sqlite3_finalize(statement);
	return status;
}

static uint64_t rows_added(const struct civ_history *history)
{
	uint64_t added = 0;

	for (size_t i = 0; i < history->tables; i++)
		added += history->added[i].count;
	return added;
}

/* Complete the row of the run. */
static enum civ_status write_run(struct civ_store *store, uint64_t read)
{
	const struct civ_history *history = &store->history;
	sqlite3_stmt *statement = NULL;
	enum civ_status status = civ_store_prepare(store, finish_run, &statement);
	int bound;

	if (status != CIV_OK)
		return status;
	bound = sqlite3_bind_int64(statement, 1, history->run);
	bound |= sqlite3_bind_int64(statement, 2, (int64_t)read);
	bound |= sqlite3_bind_int64(statement, 3, (int64_t)rows_added(history));
	bound |= sqlite3_bind_int64(statement, 4, (int64_t)history->rows_set);
	bound |= sqlite3_bind_int64(statement, 5, (int64_t)history->rows_removed);
	status = run_bound(store, statement, bound);
	sqlite3_finalize(statement);
	return status;
}

enum civ_status civ_history_finish(struct civ_store *store, uint64_t read)
{
	enum civ_status status;

	if (store->history.failed)
		return civ_no_memory(store->messages);
	/* A run that stored nothing leaves no trace. */
	if (!civ_history_dirty(store))
		return CIV_OK;
	status = write_start(store);
	if (status == CIV_OK)
		status = write_ranges(store);
	if (status == CIV_OK)
		status = write_run(store, read);
	return status;
}

void civ_history_keep(struct civ_store *store)
{
	store->history.kept = true;
}

uint64_t civ_history_rows(const struct civ_store *store)
{
	return rows_added(&store->history) + store->history.rows_set + store->history.rows_removed;
}

int64_t civ_history_run(const struct civ_store *store)
{
	return store->history.run;
}

bool civ_history_dirty(const struct civ_store *store)
{
	const struct civ_history *history = &store->history;

	return history->kept || history->tables > 0 || history->rows_set > 0 || history->rows_removed > 0 ||
	       history->failed;
}
