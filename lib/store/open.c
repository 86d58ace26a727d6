/* Opening and closing the database file. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "civplan/say.h"
#include "internal.h"

/* How a file is opened. */
enum way {
	WAY_FULL,     /* for reading and writing; a reader then forbids itself to write */
	WAY_READONLY, /* with locks, making no file beside it */
	WAY_UNLOCKED, /* nobody has it open, and we may not make the files that a lock needs */
};

static const char read_pragmas[] = "PRAGMA query_only=ON;"
                                   "PRAGMA cache_size=-16384;";
/* A later run of the log cuts it to journal_size_limit, the last close to nothing: else a persistent log
 * would stay as large as the largest import. */
static const char write_pragmas[] = "PRAGMA journal_mode=WAL;"
                                    "PRAGMA synchronous=FULL;"
                                    "PRAGMA journal_size_limit=4194304;"
                                    "PRAGMA cache_size=-16384;";

static enum civ_status cannot_open(struct civ_store *store, const char *why)
{
	return civ_error(store->messages, CIV_SYSTEM, NULL, "cannot open the database %s: %s", store->path,
	                 civ_say(why));
}

static enum civ_status not_ours(struct civ_store *store)
{
	return civ_error(store->messages, CIV_SYSTEM, NULL, "%s is not a civplan database", store->path);
}

static enum civ_status refuse_network(struct civ_store *store)
{
	struct statfs system;
	const char *name;

	if (statfs(store->real, &system) != 0)
		return cannot_open(store, strerror(errno));
	name = civ_file_network((unsigned long)system.f_type);
	if (name == NULL)
		return CIV_OK;
	return civ_error(store->messages, CIV_SYSTEM, NULL,
	                 "cannot open the database %s: it is on a network file system (%s), where programs cannot "
	                 "safely share it; keep it on a local disk",
	                 store->path, name);
}

/* Find the file and see what SQLite would say less clearly. */
static enum civ_status find_file(struct civ_store *store)
{
	store->real = realpath(store->created ? store->making.aside.path : store->path, NULL);
	if (store->real == NULL && errno == ENOENT)
		return cannot_open(store, "no such file (make one with plan-init, or name it with --db or CIVPLAN_DB)");
	if (store->real == NULL || stat(store->real, &store->seen) != 0)
		return cannot_open(store, strerror(errno));
	if (S_ISDIR(store->seen.st_mode))
		return cannot_open(store, "it is a directory");
	if (!S_ISREG(store->seen.st_mode))
		return not_ours(store);
	if (eaccess(store->real, R_OK) != 0)
		return cannot_open(store, strerror(errno));
	if (store->mode != CIV_STORE_READ && eaccess(store->real, W_OK) != 0)
		return civ_error(store->messages, CIV_SYSTEM, NULL, "cannot write to the database %s: %s", store->path,
		                 strerror(errno));
	return refuse_network(store);
}

/* A reader that may write the file opens it as a writer does, since it can then take part in all locks. The
 * mode bits count too: root passes every access check, but a file that nobody may write is left alone. */
static bool opens_fully(const struct civ_store *store, bool complete)
{
	if (store->mode != CIV_STORE_READ)
		return true;
	return eaccess(store->real, W_OK) == 0 && (store->seen.st_mode & (S_IWUSR | S_IWGRP)) != 0 &&
	       (complete || civ_file_makes_beside(store->real));
}

static enum civ_status see_readable(struct civ_store *store, const char *suffix)
{
	if (civ_file_readable(store->real, suffix))
		return CIV_OK;
	return civ_error(store->messages, CIV_SYSTEM, NULL, "cannot open the database %s: %s%s: %s", store->path,
	                 store->path, suffix, strerror(errno));
}

/* A -wal or -shm made by a reader would belong to the reader and lock the owner out, so that a reader goes by what
 * is there. Without them nobody has the file open, and all of it is in the file itself. */
static enum civ_status choose_way(struct civ_store *store, enum way *way)
{
	off_t wal_size, shm_size, journal_size;
	bool wal = civ_file_beside(store->real, "-wal", &wal_size);
	bool shm = civ_file_beside(store->real, "-shm", &shm_size);

	*way = WAY_FULL;
	if (opens_fully(store, wal && shm))
		return CIV_OK;
	if (wal_size > 0 && !shm)
		return civ_error(store->messages, CIV_SYSTEM, NULL,
		                 "cannot open the database %s: %s-shm is missing; any command run by the owner of the "
		                 "database makes it again",
		                 store->path, store->path);
	*way = WAY_READONLY;
	if (wal && shm)
		return civ_worse(see_readable(store, "-wal"), see_readable(store, "-shm"));
	if (!civ_file_beside(store->real, "-journal", &journal_size))
		*way = WAY_UNLOCKED;
	return CIV_OK;
}

/* A reader works in one thread, and locks for none. */
static int open_flags(const struct civ_store *store)
{
	return SQLITE_OPEN_EXRESCODE | (store->mode == CIV_STORE_READ ? SQLITE_OPEN_NOMUTEX : 0);
}

static int open_uri(struct civ_store *store, const char *query)
{
	char *uri = civ_file_uri(store->real, query);
	int code = SQLITE_NOMEM;

	if (uri != NULL)
		code = sqlite3_open_v2(uri, &store->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | open_flags(store),
		                       NULL);
	free(uri);
	return code;
}

static enum civ_status open_file(struct civ_store *store, enum way way)
{
	int code;

	if (way == WAY_FULL)
		code = sqlite3_open_v2(store->real, &store->db, SQLITE_OPEN_READWRITE | open_flags(store), NULL);
	else
		code = open_uri(store, way == WAY_READONLY ? "readonly_shm=1" : "immutable=1");
	store->unlocked = way == WAY_UNLOCKED;
	if (store->db == NULL)
		return civ_no_memory(store->messages);
	return code == SQLITE_OK ? CIV_OK : civ_store_fail_path(store, "open the database");
}

static int milliseconds(double seconds)
{
	if (!(seconds > 0))
		return 0;
	return seconds >= INT_MAX / 1000 ? INT_MAX : (int)(seconds * 1000);
}

static enum civ_status configure(struct civ_store *store, double wait)
{
	static const struct {
		int option, value;
	} settings[] = {
		{SQLITE_DBCONFIG_ENABLE_FKEY, 1}, {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
		{SQLITE_DBCONFIG_DEFENSIVE, 1},   {SQLITE_DBCONFIG_DQS_DML, 0},
		{SQLITE_DBCONFIG_DQS_DDL, 0},
	};

	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		if (sqlite3_db_config(store->db, settings[i].option, settings[i].value, NULL) != SQLITE_OK)
			return civ_store_fail_path(store, "set up the database");
	if (sqlite3_busy_timeout(store->db, milliseconds(wait)) != SQLITE_OK)
		return civ_store_fail_path(store, "set up the database");
	return CIV_OK;
}

enum civ_status civ_store_loosen(struct civ_store *store)
{
	/* In its older way a rename leaves alone what refers to the name, and does not look at views of others, which
	 * may be in no state to be read. */
	if (sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL) != SQLITE_OK ||
	    sqlite3_db_config(store->db, SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, 1, NULL) != SQLITE_OK)
		return civ_store_fail_path(store, "set up the database");
	return CIV_OK;
}

static enum civ_status read_number(struct civ_store *store, const char *sql, int *number)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		*number = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	return code == SQLITE_ROW ? CIV_OK : civ_store_fail_path(store, "open the database");
}

/* This number and the version stand in the file's header: the schema is not read for them. */
static enum civ_status check_id(struct civ_store *store)
{
	int id = 0;
	enum civ_status status = read_number(store, "PRAGMA application_id", &id);

	if (status == CIV_OK && id != CIV_APPLICATION_ID)
		return not_ours(store);
	return status;
}

static enum civ_status check_version(struct civ_store *store, int known)
{
	enum civ_status status = read_number(store, "PRAGMA user_version", &store->version);

	if (status != CIV_OK || known == CIV_ANY_VERSION || store->version == known)
		return status;
	if (store->version > known)
		return civ_error(store->messages, CIV_SYSTEM, NULL,
		                 "%s has schema version %d, newer than this program's %d: use the newer civplan",
		                 store->path, store->version, known);
	return civ_error(store->messages, CIV_SYSTEM, NULL,
	                 "%s has schema version %d, older than this program's %d: run plan-upgrade", store->path,
	                 store->version, known);
}

/* Not before the file is known to be ours: another program's database keeps nothing of us beside it. */
static enum civ_status keep_companions(struct civ_store *store)
{
	int keep = 1;
	int code;

	if (store->mode == CIV_STORE_READ)
		code = sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	else
		code = sqlite3_file_control(store->db, "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
	return code == SQLITE_OK ? CIV_OK : civ_store_fail_path(store, "set up the database");
}

static enum civ_status run_pragmas(struct civ_store *store, const char *sql)
{
	if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return civ_store_fail_path(store, "open the database");
	return CIV_OK;
}

static enum civ_status open_existing(struct civ_store *store, int version, double wait)
{
	enum way way;
	enum civ_status status = find_file(store);

	if (status == CIV_OK)
		status = choose_way(store, &way);
	if (status == CIV_OK)
		status = open_file(store, way);
	if (status == CIV_OK)
		status = configure(store, wait);
	if (status == CIV_OK)
		status = check_id(store);
	if (status == CIV_OK)
		status = civ_store_see_in_place(store);
	if (status == CIV_OK)
		status = keep_companions(store);
	if (status == CIV_OK)
		status = check_version(store, version);
	if (status == CIV_OK)
		status = run_pragmas(store, store->mode == CIV_STORE_READ ? read_pragmas : write_pragmas);
	if (status == CIV_OK && way == WAY_FULL)
		civ_file_share(store->real);
	return status;
}

/* Nobody else knows the file before it has its name: its log may go when it is closed. */
static enum civ_status open_new(struct civ_store *store, double wait)
{
	enum civ_status status;

	store->created = true;
	status = civ_making_begin(store->path, store->messages, &store->making);
	if (status == CIV_OK)
		status = find_file(store);
	if (status == CIV_OK)
		status = open_file(store, WAY_FULL);
	if (status == CIV_OK)
		status = configure(store, wait);
	if (status == CIV_OK)
		status = run_pragmas(store, "PRAGMA page_size=8192");
	if (status == CIV_OK)
		status = run_pragmas(store, write_pragmas);
	return status;
}

enum civ_status civ_store_open(const char *path, const struct civ_store_options *options, struct civ_messages *messages,
                               struct civ_store **store)
{
	struct civ_store *opened = calloc(1, sizeof *opened);
	enum civ_status status;

	*store = NULL;
	civ_memory_use();
	if (opened == NULL)
		return civ_no_memory(messages);
	opened->messages = messages;
	opened->mode = options->mode;
	opened->path = strdup(path);
	if (opened->path == NULL)
		status = civ_no_memory(messages);
	else if (options->mode == CIV_STORE_CREATE)
		status = open_new(opened, options->wait);
	else
		status = open_existing(opened, options->version, options->wait);
	if (status != CIV_OK)
		return civ_worse(status, civ_store_close(opened));
	*store = opened;
	return CIV_OK;
}

/* What an unlocked reader saw is good only if nobody wrote the file meanwhile. */
static enum civ_status see_unchanged(struct civ_store *store)
{
	struct stat now;

	if (stat(store->real, &now) == 0 && now.st_ino == store->seen.st_ino && now.st_size == store->seen.st_size &&
	    now.st_mtim.tv_sec == store->seen.st_mtim.tv_sec && now.st_mtim.tv_nsec == store->seen.st_mtim.tv_nsec)
		return CIV_OK;
	return civ_error(store->messages, CIV_BUSY, NULL, "%s was written to while it was read; try again",
	                 store->path);
}

static enum civ_status close_database(struct civ_store *store)
{
	sqlite3_stmt *statement;
	enum civ_status status = CIV_OK;

	if (store->db == NULL)
		return CIV_OK;
	civ_store_rollback(store);
	while ((statement = sqlite3_next_stmt(store->db, NULL)) != NULL)
		sqlite3_finalize(statement);
	/* Closing does it too, but says nothing of a failure. */
	if (store->committed &&
	    sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK)
		status = civ_store_fail_path(store, "write the new database");
	if (sqlite3_close(store->db) == SQLITE_OK)
		return status;
	sqlite3_close_v2(store->db);
	return civ_error(store->messages, CIV_SYSTEM, NULL, "cannot close the database %s", store->path);
}

void civ_making_share(const char *real)
{
	struct civ_messages *messages = civ_messages_new();
	struct civ_store *store = NULL;

	if (messages != NULL)
		(void)civ_store_open(real, &(struct civ_store_options){CIV_STORE_WRITE, CIV_ANY_VERSION, 0}, messages,
		                     &store);
	(void)civ_store_close(store);
	civ_messages_free(messages);
}

static enum civ_status end_making(struct civ_store *store, enum civ_status status)
{
	char *target = store->making.target == NULL ? NULL : strdup(store->making.target);

	/* A run that stored nothing drops what it made, which is no failure of its own. */
	if (status == CIV_OK && store->committed) {
		status = civ_making_end(&store->making, CIV_OK, store->messages);
		if (status == CIV_OK && target != NULL)
			civ_making_share(target);
	} else {
		(void)civ_making_end(&store->making, CIV_REFUSED, store->messages);
	}
	free(target);
	return status;
}

enum civ_status civ_store_close(struct civ_store *store)
{
	enum civ_status status;

	if (store == NULL)
		return CIV_OK;
	status = close_database(store);
	if (store->unlocked)
		status = civ_worse(status, see_unchanged(store));
	if (store->created)
		status = end_making(store, status);
	civ_history_free(&store->history);
	free(store->path);
	free(store->real);
	free(store);
	return status;
}

enum civ_status civ_store_leave(struct civ_store *store)
{
	/* The sanitizers would take what is left to the kernel for lost. */
#ifndef __SANITIZE_ADDRESS__
	if (store != NULL && store->mode == CIV_STORE_READ && store->db != NULL) {
		civ_store_rollback(store);
		store->db = NULL;
	}
#endif
	return civ_store_close(store);
}

sqlite3 *civ_store_db(struct civ_store *store)
{
	return store->db;
}

struct civ_messages *civ_store_messages(struct civ_store *store)
{
	return store->messages;
}

const char *civ_store_path(const struct civ_store *store)
{
	return store->path;
}

int civ_store_version(const struct civ_store *store)
{
	return store->version;
}
