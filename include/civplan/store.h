/* The database file: opening, transactions, statements, history. Knows SQLite and nothing of nouns. */
#ifndef CIVPLAN_STORE_H
#define CIVPLAN_STORE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "civplan/messages.h"

enum {
	CIV_APPLICATION_ID = 0x43495650, /* "CIVP" */
	CIV_ANY_VERSION = -1,            /* to civ_store_open: plan-upgrade looks at civ_store_version itself */
};

enum civ_store_mode { CIV_STORE_READ, CIV_STORE_WRITE, CIV_STORE_CREATE };

struct civ_store;

/* How a database is opened. */
struct civ_store_options {
	enum civ_store_mode mode;
	int version; /* the schema that this program knows, or CIV_ANY_VERSION; nothing to CIV_STORE_CREATE */
	double wait; /* so many seconds for a lock; fractions count */
};

/* Open PATH for reading or writing, or create it (0640 whatever the umask; CIV_REFUSED if anything of that name exists
 * but a stub, which holds no table: a run left it that was killed). What is created is made aside, and has its name
 * after civ_store_close. CIV_SYSTEM: missing, not a civplan database, older (say plan-upgrade) or newer than the
 * version, on a network file system, or SQLite's own failure; CIV_BUSY: locked. Each message names the path. With
 * CIV_STORE_CREATE the file is empty, stamped by civ_store_stamp. A reader never leaves a file that locks out the
 * owner, and is not locked out (read-only where the file is not ours to write). A reader's connection refuses every
 * change, of temporary tables too. */
enum civ_status civ_store_open(const char *path, const struct civ_store_options *options, struct civ_messages *messages,
                               struct civ_store **store);
/* Close; an open transaction is rolled back, statements still prepared are finalised. What was created and committed is
 * put in its place here, on the disk (CIV_REFUSED: somebody else made a file of that name meanwhile; CIV_SYSTEM), else
 * dropped. CIV_BUSY: the file stood where a reader could take no lock (no -wal and -shm, and not ours to make) and
 * somebody wrote it meanwhile, so that what was read may not be one state of it. NULL is allowed. */
enum civ_status civ_store_close(struct civ_store *store);
/* The same at the end of the process. What a reader holds of memory and locks is left to the kernel, which takes all of
 * it at once: the file must not be opened again. */
enum civ_status civ_store_leave(struct civ_store *store);

sqlite3 *civ_store_db(struct civ_store *store);
struct civ_messages *civ_store_messages(struct civ_store *store);
const char *civ_store_path(const struct civ_store *store);
/* The schema version of the file: 0 after a create, until civ_store_stamp. */
int civ_store_version(const struct civ_store *store);

/* Set application_id and user_version. */
enum civ_status civ_store_stamp(struct civ_store *store, int version);

/* Before civ_store_begin: tables can be dropped and renamed whatever refers to them, and references are not enforced.
 * Who does so looks at all of them (civ_store_check_references) before the commit. */
enum civ_status civ_store_loosen(struct civ_store *store);
/* CIV_SYSTEM, told, unless about FACTOR times the size of the file is free beside it. */
enum civ_status civ_store_has_room(struct civ_store *store, unsigned factor);

/* BEGIN IMMEDIATE (write and create) or BEGIN (read: one snapshot for the whole run). CIV_BUSY after the wait. */
enum civ_status civ_store_begin(struct civ_store *store);
/* Durable when it returns CIV_OK; a PASSIVE checkpoint follows, whose result does not matter. */
enum civ_status civ_store_commit(struct civ_store *store);
/* Nothing to do without a transaction; says nothing of a failure, for there is one already. */
void civ_store_rollback(struct civ_store *store);

/* The status and message for SQLite's last error: "cannot WHAT: <why>"; BUSY and LOCKED give CIV_BUSY,
 * CONSTRAINT gives CIV_REFUSED, FULL and IOERR name the disk. */
enum civ_status civ_store_fail(struct civ_store *store, const char *what);

/* The same, said to another queue than the store's own. */
enum civ_status civ_store_fail_to(struct civ_store *store, struct civ_messages *messages, const char *what);

/* Prepare one statement that is kept for the run (SQLITE_PREPARE_PERSISTENT): civ_store_close finalises it, unless
 * sqlite3_finalize came before. */
enum civ_status civ_store_prepare(struct civ_store *store, const char *sql, sqlite3_stmt **statement);
/* One step: *ROW tells whether there is a row. Without a row the statement is reset, its bindings kept. */
enum civ_status civ_store_step(struct civ_store *store, sqlite3_stmt *statement, bool *row);
/* The same to ask or to loop for: whether there is a row. Nothing is done, and STATEMENT not looked at, once *STATUS is
 * another than CIV_OK; a failure sets it. */
bool civ_store_next(struct civ_store *store, sqlite3_stmt *statement, enum civ_status *status);
/* Run a statement that gives no rows: step and reset. */
enum civ_status civ_store_do(struct civ_store *store, sqlite3_stmt *statement);
/* Run constant SQL, several statements allowed. */
enum civ_status civ_store_exec(struct civ_store *store, const char *sql);

/* Backup of the whole database into the new file PATH (0640), by SQLite's backup interface: what is committed,
 * or the snapshot of the open transaction; with CHECK every page of the copy is looked at. It is made aside and has its
 * name when it is whole and on the disk. CIV_REFUSED if anything of that name exists but a stub; after a failure no
 * file is left. */
enum civ_status civ_store_backup(struct civ_store *store, const char *path, bool check);

/* Put a copy of the database BACKUP, which is checked first, in the place of PATH by one exchange: at every moment PATH
 * is the old or the new one. What was there is kept as *KEPT, PATH.replaced or PATH.replaced.2 and so on; the caller
 * frees it, NULL when there was nothing, or a stub. CIV_BUSY: another program has PATH open; CIV_USAGE: BACKUP is PATH
 * itself. After a failure everything is as before. */
enum civ_status civ_store_restore(const char *backup, const char *path, double wait, struct civ_messages *messages,
                                  char **kept);

/* SQLite's own look at pages, indexes and references: FOUND is called with each thing that is wrong. SPEAK: of
 * references in the reader's language, else as programs read it; of the rest SQLite speaks for itself. */
enum civ_status civ_store_check(struct civ_store *store, bool speak,
                                enum civ_status (*found)(void *data, const char *what), void *data);

/* Only the references. */
enum civ_status civ_store_check_references(struct civ_store *store, bool speak,
                                           enum civ_status (*found)(void *data, const char *what), void *data);

/* ---- history ---- */

/* The tables run, run_range and change: part of every schema.
 *   run        id, at, who, command, input, rows_read, rows_added, rows_set, rows_removed
 *   run_range  run, table_name, first_id, last_id, rows_added
 *   change     id, run, table_name, row_id, row_key, action, column_name, old, new */
extern const char civ_history_schema[];

struct civ_run_info {
	const char *at;      /* "YYYY-MM-DD HH:MM:SS" */
	const char *who;     /* $CIVPLAN_USER or the login */
	const char *command; /* the command line without personal values */
	const char *input;   /* files read, or NULL */
};

/* Start a run; its row is part of the run's transaction. */
enum civ_status civ_history_begin(struct civ_store *store, const struct civ_run_info *info);
/* Row ID was added to TABLE: first and last ids and the count are kept per table. */
void civ_history_added(struct civ_store *store, const char *table, int64_t id);
/* All rows from FIRST to LAST were. */
void civ_history_added_range(struct civ_store *store, const char *table, int64_t first, int64_t last);
/* A change of one value of a row, values and key as a list would print them. All is borrowed. */
struct civ_change {
	const char *table;
	int64_t id;
	const char *key;
	const char *action;     /* "set" or "remove" */
	const char *column;     /* NULL: the row as a whole */
	const char *old, *new_; /* NULL: there was none, there is none */
};

/* Keep the change. The changes of one row come one after another: they count as one row. */
enum civ_status civ_history_change(struct civ_store *store, const struct civ_change *change);
/* What the history counted so far, to go back to with a savepoint that is rolled back: rows that were set and removed,
 * and whether the row of the run is written. Rows that were added are not part of it: count them when nothing refuses
 * them any more. */
struct civ_history_mark {
	bool written;
	uint64_t rows_set, rows_removed;
};

struct civ_history_mark civ_history_mark(const struct civ_store *store);
void civ_history_back(struct civ_store *store, const struct civ_history_mark *mark);
/* Write the run's row with its counts and id ranges, unless the run is not dirty. READ is the number of input rows. */
enum civ_status civ_history_finish(struct civ_store *store, uint64_t read);
int64_t civ_history_run(const struct civ_store *store);
/* How many rows the run added, changed and removed, in all tables. */
uint64_t civ_history_rows(const struct civ_store *store);
/* Keep the run's row although it stores nothing: somebody read personal data. */
void civ_history_keep(struct civ_store *store);
/* True if something was added or changed since civ_history_begin: else the run leaves no trace. */
bool civ_history_dirty(const struct civ_store *store);

#endif
