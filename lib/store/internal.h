/* What the files of lib/store share. */
#ifndef CIVPLAN_STORE_INTERNAL_H
#define CIVPLAN_STORE_INTERNAL_H

#include <stddef.h>
#include <sys/stat.h>

#include "civplan/store.h"

/* The rows that a run added to one table. */
struct civ_added {
	char *table;
	int64_t first, last;
	uint64_t count;
};

/* The row of a table that was changed last: its columns come one after another and are one changed row. */
struct civ_changed {
	char *table;
	char *action;
	int64_t id;
};

struct civ_history {
	int64_t run; /* 0: not begun */
	bool written; /* its row is there; with the first change, else at the end */
	char *at, *who, *command, *input;
	sqlite3_stmt *change;
	struct civ_added *added;
	size_t tables;
	size_t latest; /* of added: most rows go where the one before went */
	struct civ_changed changed;
	uint64_t rows_set, rows_removed;
	bool kept;   /* the run stays on record though it stored nothing */
	bool failed; /* memory ran out where nothing could be reported: civ_history_finish does */
};

struct civ_store {
	sqlite3 *db;
	struct civ_messages *messages;
	char *path; /* as given: for messages */
	char *real; /* absolute, links resolved: -wal and -shm stand beside it */
	enum civ_store_mode mode;
	int version;
	bool created;     /* by this run and not committed: removed on closing */
	bool unlocked;    /* read without locks: civ_store_close sees whether the file changed meanwhile */
	struct stat seen; /* when it was opened so */
	struct civ_history history;
};

/* ---- files.c ---- */

/* Make the new empty file PATH, 0640. CIV_REFUSED if anything of that name exists, CIV_SYSTEM. */
enum civ_status civ_file_create(const char *path, struct civ_messages *messages);
/* Remove a database and what SQLite puts beside it. */
enum civ_status civ_file_remove(const char *path, struct civ_messages *messages);
/* Is there a file REAL with SUFFIX behind its name? *SIZE is its length, 0 without one. */
bool civ_file_beside(const char *real, const char *suffix, off_t *size);
/* May we open the file REAL with SUFFIX for reading? False with errno. */
bool civ_file_readable(const char *real, const char *suffix);
/* May we make files where REAL stands? */
bool civ_file_makes_beside(const char *real);
/* Give -wal and -shm the group and mode of the database, as far as we may. */
void civ_file_share(const char *real);
/* The name of the network file system that statfs calls TYPE, or NULL for any other. */
const char *civ_file_network(unsigned long type);
/* "file:" URI of the absolute path REAL with QUERY; free it. NULL when memory is out. */
char *civ_file_uri(const char *real, const char *query);

/* ---- statement.c ---- */

/* civ_store_fail with the path behind WHAT: "cannot WHAT PATH: <why>". */
enum civ_status civ_store_fail_path(struct civ_store *store, const char *what);

/* ---- history.c ---- */

void civ_history_free(struct civ_history *history);

#endif
