/* Putting a backup in the place of the database. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "civplan/path.h"
#include "civplan/say.h"
#include "internal.h"

struct restore {
	const char *path; /* as given: for messages */
	double wait;
	struct civ_messages *messages;
	struct civ_making making;
	sqlite3 *old; /* locked until the new one stands in its place */
};

static enum civ_status fail(struct civ_messages *messages, const char *what, const char *path, int why)
{
	return civ_error(messages, CIV_SYSTEM, NULL, "cannot %s %s: %s", civ_say(what), path, strerror(why));
}

/* SQLite may answer that the log stays as it is. */
static int see_left_log(sqlite3 *db)
{
	sqlite3_stmt *mode = NULL;
	int code = sqlite3_prepare_v2(db, "PRAGMA journal_mode", -1, &mode, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_step(mode);
	if (code == SQLITE_ROW)
		code = strcmp((const char *)sqlite3_column_text(mode, 0), "wal") == 0 ? SQLITE_BUSY : SQLITE_OK;
	sqlite3_finalize(mode);
	return code;
}

/* Whoever has opened a file before it was damaged has SQLite's locks on it: bytes that stand far behind the pages of
 * most. */
static bool is_locked(const char *path)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000000, .l_len = 512};
	int fd = open(path, O_RDWR | O_CLOEXEC);
	bool locked = fd >= 0 && fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;

	if (fd >= 0)
		close(fd);
	return locked;
}

static enum civ_status in_use(const struct restore *restore)
{
	return civ_error(restore->messages, CIV_BUSY, NULL,
	                 "another program is using %s; nothing was changed, try again or wait longer (--wait)",
	                 restore->path);
}

/* Nobody may have the file open that is to go: a program that went on writing to it would lose what it writes. Its
 * log becomes part of it, so that it is whole under another name. */
static enum civ_status lock_old(struct restore *restore)
{
	const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE;
	int code = sqlite3_open_v2(restore->making.target, &restore->old, flags, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_busy_timeout(restore->old, (int)(restore->wait * 1000));
	/* Leaving the log is possible only for the one program that has the file open. */
	if (code == SQLITE_OK)
		code = sqlite3_exec(restore->old, "PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE", NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = see_left_log(restore->old);
	switch (code & 0xff) {
	case SQLITE_OK:
		return CIV_OK;
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT:
		/* A file that is no database any more is in nobody's way. Closing a file would take SQLite's own locks
		 * away: it goes first. */
		(void)sqlite3_close(restore->old);
		restore->old = NULL;
		return is_locked(restore->making.target) ? in_use(restore) : CIV_OK;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return in_use(restore);
	default:
		return civ_error(restore->messages, CIV_SYSTEM, NULL,
		                 "cannot take %s out of use: %s; nothing was changed", restore->path,
		                 sqlite3_errstr(code));
	}
}

/* The new one belongs to those whom the old one belonged to, as far as we may say so. */
static void take_over_mode(const struct restore *restore)
{
	struct stat old;

	if (stat(restore->making.target, &old) != 0 || fchown(restore->making.aside.fd, (uid_t)-1, old.st_gid) != 0)
		return;
	(void)fchmod(restore->making.aside.fd, old.st_mode & 0777);
}

static enum civ_status exchange(struct restore *restore, char **kept)
{
	const char *target = restore->making.target;
	char *name = civ_name_untaken(target, ".replaced");
	enum civ_status status = name == NULL ? civ_no_memory(restore->messages) : lock_old(restore);
	int why;

	if (status == CIV_OK)
		status = civ_making_clear(target, name, restore->messages);
	if (status != CIV_OK) {
		free(name);
		return status;
	}
	take_over_mode(restore);
	why = fsync(restore->making.aside.fd) != 0 ? errno
	                                           : civ_place_exchange(restore->making.aside.path, target, name);
	if (why != 0) {
		free(name);
		return fail(restore->messages, CIV_WORD("replace"), restore->path, why);
	}
	*kept = name;
	why = civ_sync_names(target);
	if (why == 0)
		return CIV_OK;
	return civ_error(restore->messages, CIV_SYSTEM, NULL,
	                 "%s is the backup now and what it was is %s, but the folder cannot be written to the disk: %s",
	                 restore->path, name, strerror(why));
}

/* A backup that is not whole is not put in the place of anything. */
static enum civ_status found_damage(void *data, const char *what)
{
	return civ_error(data, CIV_SYSTEM, NULL, "the backup is damaged: %s", what);
}

static enum civ_status open_whole(const char *backup, struct civ_messages *messages, struct civ_store **store)
{
	enum civ_status status = civ_store_open(backup, &(struct civ_store_options){CIV_STORE_READ, CIV_ANY_VERSION, 0},
	                                        messages, store);

	if (status == CIV_OK)
		status = civ_store_check(*store, true, found_damage, messages);
	return status;
}

/* Anything that is there and no stub: a damaged file too is kept. */
static bool is_something(const char *target)
{
	struct stat file;

	return lstat(target, &file) == 0 && !civ_file_is_stub(target);
}

static enum civ_status put_copy(struct restore *restore, struct civ_store *store, char **kept)
{
	enum civ_status status = civ_aside_file(restore->making.target, restore->messages, &restore->making.aside);

	if (status == CIV_OK)
		status = civ_making_copy(store, &restore->making, restore->path, false);
	if (status != CIV_OK || !is_something(restore->making.target))
		return civ_making_end(&restore->making, status, restore->messages);
	status = exchange(restore, kept);
	civ_making_drop(&restore->making);
	return status;
}

enum civ_status civ_store_restore(const char *backup, const char *path, double wait, struct civ_messages *messages,
                                  char **kept)
{
	struct restore restore = {.path = path, .wait = wait, .messages = messages, .making = {.aside = {NULL, -1}}};
	struct civ_store *store = NULL;
	char *target = civ_name_resolve(path);
	enum civ_status status = CIV_OK;

	*kept = NULL;
	if (access(path, F_OK) == 0 && civ_path_same(backup, path))
		status = civ_error(messages, CIV_USAGE, NULL, "%s is the database itself, not a backup of it", backup);
	restore.making.target = target == NULL ? NULL : strdup(target);
	if (status == CIV_OK && restore.making.target == NULL)
		status = civ_no_memory(messages);
	if (status == CIV_OK)
		status = open_whole(backup, messages, &store);
	if (status == CIV_OK)
		status = put_copy(&restore, store, kept);
	(void)sqlite3_close(restore.old);
	status = civ_worse(status, civ_store_close(store));
	if (status == CIV_OK)
		civ_making_share(target);
	civ_making_drop(&restore.making);
	free(target);
	return status;
}
