/* Putting a backup in the place of the database. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "civplan/buffer.h"
#include "civplan/say.h"
#include "internal.h"

static enum civ_status fail(struct civ_messages *messages, const char *what, const char *path)
{
	return civ_error(messages, CIV_SYSTEM, NULL, "cannot %s %s: %s", civ_say(what), path, strerror(errno));
}

/* Nobody may have the file open that is to go: a program that went on writing to it would lose what it writes. A file that is
 * no database any more is in nobody's way. */
static enum civ_status see_unused(const char *path, double wait, struct civ_messages *messages)
{
	sqlite3 *db = NULL;
	int code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_busy_timeout(db, (int)(wait * 1000));
	/* Leaving the log is possible only for the one program that has the file open. */
	if (code == SQLITE_OK)
		code = sqlite3_exec(db, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE; ROLLBACK", NULL, NULL, NULL);
	(void)sqlite3_close(db);
	if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
		return civ_error(messages, CIV_BUSY, NULL, "another program is using %s; nothing was changed, try again or wait longer (--wait)", path);
	return CIV_OK;
}

/* The database with what SQLite keeps beside it under another name; none of the three need exist. */
static enum civ_status move_aside(const char *path, const char *aside, struct civ_messages *messages)
{
	static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0] && status == CIV_OK; i++) {
		struct civ_buf from = {0}, to = {0};

		civ_buf_addf(&from, "%s%s", path, suffixes[i]);
		civ_buf_addf(&to, "%s%s", aside, suffixes[i]);
		if (from.failed || to.failed)
			status = civ_no_memory(messages);
		else if (rename(civ_buf_str(&from), civ_buf_str(&to)) != 0 && errno != ENOENT)
			status = fail(messages, "move aside", civ_buf_str(&from));
		civ_buf_free(&from);
		civ_buf_free(&to);
	}
	return status;
}

static enum civ_status found_damage(void *data, const char *what)
{
	return civ_error(data, CIV_SYSTEM, NULL, "the backup is damaged: %s", what);
}

/* A backup that is not whole is not put in the place of anything. */
static enum civ_status open_whole(const char *backup, struct civ_messages *messages, struct civ_store **store)
{
	enum civ_status status = civ_store_open(backup, CIV_STORE_READ, CIV_ANY_VERSION, 0, messages, store);

	if (status == CIV_OK)
		status = civ_store_check(*store, found_damage, messages);
	return status;
}

enum civ_status civ_store_restore(const char *backup, const char *path, double wait, struct civ_messages *messages, bool *replaced)
{
	struct civ_buf aside = {0};
	struct civ_store *store = NULL;
	enum civ_status status = open_whole(backup, messages, &store);

	*replaced = false;
	civ_buf_addf(&aside, "%s.replaced", path);
	if (status == CIV_OK && aside.failed)
		status = civ_no_memory(messages);
	if (status == CIV_OK && access(path, F_OK) == 0) {
		status = see_unused(path, wait, messages);
		if (status == CIV_OK)
			status = move_aside(path, civ_buf_str(&aside), messages);
		*replaced = status == CIV_OK;
	}
	if (status == CIV_OK)
		status = civ_store_backup(store, path);
	/* What was there is better than nothing. */
	if (status != CIV_OK && *replaced) {
		status = civ_worse(status, move_aside(civ_buf_str(&aside), path, messages));
		*replaced = false;
	}
	civ_buf_free(&aside);
	return civ_worse(status, civ_store_close(store));
}
