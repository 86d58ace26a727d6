/* Transactions, statements, and what SQLite's failures mean. */
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/say.h"
#include "internal.h"

/* With the system's own word where SQLite knows it: too many open files, no permission. */
static enum civ_status fail_system(struct civ_store *store, struct civ_messages *messages, const char *what,
                                   const char *of_disk)
{
	int why = sqlite3_system_errno(store->db);
	const char *colon = why == 0 ? "" : ": ", *word = why == 0 ? "" : strerror(why);

	if (of_disk != NULL)
		return civ_error(messages, CIV_SYSTEM, NULL, "cannot %s: the disk of %s failed: %s%s%s", civ_say(what),
		                 of_disk, sqlite3_errmsg(store->db), colon, word);
	return civ_error(messages, CIV_SYSTEM, NULL, "cannot %s: %s%s%s", civ_say(what), sqlite3_errmsg(store->db),
	                 colon, word);
}

enum civ_status civ_store_fail(struct civ_store *store, const char *what)
{
	return civ_store_fail_to(store, store->messages, what);
}

enum civ_status civ_store_fail_to(struct civ_store *store, struct civ_messages *messages, const char *what)
{
	switch (sqlite3_errcode(store->db) & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_PROTOCOL:
		return civ_error(messages, CIV_BUSY, NULL,
		                 "cannot %s: another program is using %s; nothing was stored, try again or wait longer "
		                 "(--wait)",
		                 civ_say(what), store->path);
	case SQLITE_CONSTRAINT:
		return civ_error(messages, CIV_REFUSED, NULL, "cannot %s: %s", civ_say(what),
		                 sqlite3_errmsg(store->db));
	case SQLITE_FULL:
		return civ_error(messages, CIV_SYSTEM, NULL, "cannot %s: the disk of %s or of temporary files is full",
		                 civ_say(what), store->path);
	case SQLITE_IOERR:
		return fail_system(store, messages, what, store->path);
	case SQLITE_CANTOPEN:
		return fail_system(store, messages, what, NULL);
	case SQLITE_NOTADB:
		return civ_error(messages, CIV_SYSTEM, NULL, "%s is not a civplan database", store->path);
	case SQLITE_CORRUPT:
		return civ_error(messages, CIV_SYSTEM, NULL,
		                 "cannot %s: %s is damaged (%s); plan-restore brings back a backup"
		                 , civ_say(what), store->path,
		                 sqlite3_errmsg(store->db));
	case SQLITE_NOMEM:
		return civ_no_memory(messages);
	default:
		/* SQLite has no code of its own for it. */
		if (strcmp(sqlite3_errmsg(store->db), "integer overflow") == 0)
			return civ_error(messages, CIV_REFUSED, NULL,
			                 "cannot %s: amounts add up to more than can be counted; one of them is "
			                 "far too large",
			                 civ_say(what));
		return civ_error(messages, CIV_SYSTEM, NULL, "cannot %s: %s", civ_say(what), sqlite3_errmsg(store->db));
	}
}

enum civ_status civ_store_fail_path(struct civ_store *store, const char *what)
{
	struct civ_buf text = {0};
	enum civ_status status;

	civ_buf_addf(&text, "%s %s", civ_say(what), store->path);
	status = civ_store_fail(store, text.failed ? what : civ_buf_str(&text));
	civ_buf_free(&text);
	return status;
}

static enum civ_status fail_statement(struct civ_store *store, bool reading)
{
	return civ_store_fail(store, reading ? CIV_WORD("read the database") : CIV_WORD("write to the database"));
}

enum civ_status civ_store_exec(struct civ_store *store, const char *sql)
{
	if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK)
		return CIV_OK;
	return fail_statement(store, store->mode == CIV_STORE_READ);
}

enum civ_status civ_store_prepare(struct civ_store *store, const char *sql, sqlite3_stmt **statement)
{
	int code = sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);

	if (code == SQLITE_OK)
		return CIV_OK;
	return fail_statement(store, store->mode == CIV_STORE_READ);
}

enum civ_status civ_store_step(struct civ_store *store, sqlite3_stmt *statement, bool *row)
{
	int code = sqlite3_step(statement);
	enum civ_status status = CIV_OK;

	*row = code == SQLITE_ROW;
	if (*row)
		return CIV_OK;
	if (code != SQLITE_DONE)
		status = fail_statement(store, sqlite3_stmt_readonly(statement) != 0);
	sqlite3_reset(statement);
	return status;
}

bool civ_store_next(struct civ_store *store, sqlite3_stmt *statement, enum civ_status *status)
{
	bool row = false;

	if (*status == CIV_OK)
		*status = civ_store_step(store, statement, &row);
	return row;
}

enum civ_status civ_store_do(struct civ_store *store, sqlite3_stmt *statement)
{
	bool row;
	enum civ_status status = civ_store_step(store, statement, &row);

	if (row)
		sqlite3_reset(statement);
	return status;
}

enum civ_status civ_store_begin(struct civ_store *store)
{
	enum civ_status status = civ_store_exec(store, store->mode == CIV_STORE_READ ? "BEGIN" : "BEGIN IMMEDIATE");

	return status == CIV_OK ? civ_store_see_in_place(store) : status;
}

enum civ_status civ_store_see_in_place(struct civ_store *store)
{
	int moved = 0;

	if (store->created || sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK ||
	    moved == 0)
		return CIV_OK;
	return civ_error(store->messages, CIV_BUSY, NULL,
	                 "another file was put in the place of %s meanwhile; nothing was changed, try again"
	                 , store->path);
}

enum civ_status civ_store_commit(struct civ_store *store)
{
	enum civ_status status = civ_store_exec(store, "COMMIT");

	if (status != CIV_OK || store->mode == CIV_STORE_READ)
		return status;
	store->committed = store->created;
	(void)sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	return CIV_OK;
}

void civ_store_rollback(struct civ_store *store)
{
	if (sqlite3_get_autocommit(store->db) == 0)
		(void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}

enum civ_status civ_store_stamp(struct civ_store *store, int version)
{
	struct civ_buf sql = {0};
	enum civ_status status;

	civ_buf_addf(&sql, "PRAGMA application_id=%d; PRAGMA user_version=%d", (int)CIV_APPLICATION_ID, version);
	status = sql.failed ? civ_no_memory(store->messages) : civ_store_exec(store, civ_buf_str(&sql));
	civ_buf_free(&sql);
	if (status == CIV_OK)
		store->version = version;
	return status;
}

/* A row without a number, of a table that has none, is named by its table alone. */
static void say_dangling(sqlite3_stmt *row, bool speak, struct civ_buf *text)
{
	const char *table = (const char *)sqlite3_column_text(row, 0);
	const char *parent = (const char *)sqlite3_column_text(row, 2);
	const char *numbered = CIV_WORD("%s %lld refers to no %s"), *plain = CIV_WORD("%s refers to no %s");

	if (sqlite3_column_type(row, 1) == SQLITE_NULL)
		civ_buf_addf(text, speak ? civ_say(plain) : plain, table == NULL ? "" : table,
		             parent == NULL ? "" : parent);
	else
		civ_buf_addf(text, speak ? civ_say(numbered) : numbered, table == NULL ? "" : table,
		             (long long)sqlite3_column_int64(row, 1), parent == NULL ? "" : parent);
}

enum civ_status civ_store_check_references(struct civ_store *store, bool speak,
                                           enum civ_status (*found)(void *data, const char *what), void *data)
{
	struct civ_buf text = {0};
	sqlite3_stmt *rows = NULL;
	enum civ_status status =
		civ_store_prepare(store, "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check", &rows);

	while (civ_store_next(store, rows, &status)) {
		civ_buf_clear(&text);
		say_dangling(rows, speak, &text);
		status = civ_buf_str(&text) == NULL ? civ_no_memory(store->messages)
		                                    : found(data, civ_buf_str(&text));
	}
	sqlite3_finalize(rows);
	civ_buf_free(&text);
	return status;
}

enum civ_status civ_store_check(struct civ_store *store, bool speak,
                                enum civ_status (*found)(void *data, const char *what), void *data)
{
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_store_prepare(store, "PRAGMA integrity_check", &rows);

	while (civ_store_next(store, rows, &status)) {
		const char *what = (const char *)sqlite3_column_text(rows, 0);

		if (what == NULL || strcmp(what, "ok") != 0)
			status = found(data, what == NULL ? "" : what);
	}
	sqlite3_finalize(rows);
	return status == CIV_OK ? civ_store_check_references(store, speak, found, data) : status;
}
