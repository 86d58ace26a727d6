/* What the files of lib/store share. */
#ifndef CIVPLAN_STORE_INTERNAL_H
#define CIVPLAN_STORE_INTERNAL_H

#include <stddef.h>
#include <sys/stat.h>

#include "civplan/place.h"
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

/* A database that is made aside, to stand at TARGET when it is whole. */
struct civ_making {
	char *target; /* links resolved */
	struct civ_aside aside;
};

struct civ_store {
	sqlite3 *db;
	struct civ_messages *messages;
	char *path; /* as given: for messages */
	char *real; /* absolute, links resolved: -wal and -shm stand beside it */
	enum civ_store_mode mode;
	int version;
	bool created;     /* by this run: made aside, put in its place on closing if it was committed */
	bool committed;
	struct civ_making making; /* of what is created */
	bool unlocked;    /* read without locks: civ_store_close sees whether the file changed meanwhile */
	struct stat seen; /* when it was opened so */
	struct civ_history history;
};

/* ---- files.c ---- */

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

/* ---- making.c ---- */

/* Begin to make the database PATH in the new file making->aside. CIV_REFUSED: there is one, or anything else but a
 * stub, which holds nothing; CIV_SYSTEM. End it with civ_making_end in any case. */
enum civ_status civ_making_begin(const char *path, struct civ_messages *messages, struct civ_making *making);
/* STATUS tells how the making went. CIV_OK: put it in its place, on the disk; it must be closed, with no log beside
 * it. Else drop it. */
enum civ_status civ_making_end(struct civ_making *making, enum civ_status status, struct civ_messages *messages);
/* Remove what is still aside, and free; what is in its place stays. Harmless when it was called before. */
void civ_making_drop(struct civ_making *making);
/* A log of a database that is gone would be taken for that of the new one at REAL: keep it as that of KEPT, with a
 * warning. */
enum civ_status civ_making_clear(const char *real, const char *kept, struct civ_messages *messages);
/* Copy the database into the empty file MAKING->aside, closed and on the disk, and with CHECK look at every page of
 * the copy. PATH is for messages. */
enum civ_status civ_making_copy(struct civ_store *store, struct civ_making *making, const char *path, bool check);
/* Make -wal and -shm of the new database REAL, which users who may only read cannot make. Nothing depends on it. */
void civ_making_share(const char *real);

/* True if REAL is a file that holds nothing: empty, or without a table, as a run leaves it that was killed while it
 * made a database. */
bool civ_file_is_stub(const char *real);

/* ---- open.c ---- */

/* CIV_BUSY: the path leads to another file than the one that is open (plan-restore): what was written to it would be
 * lost. */
enum civ_status civ_store_see_in_place(struct civ_store *store);

/* ---- statement.c ---- */

/* civ_store_fail with the path behind WHAT: "cannot WHAT PATH: <why>". */
enum civ_status civ_store_fail_path(struct civ_store *store, const char *what);

/* ---- history.c ---- */

void civ_history_free(struct civ_history *history);

/* Give SQLite memory from lists of blocks, if it is not at work yet. */
void civ_memory_use(void);

#endif
