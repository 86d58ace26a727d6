/* Making a database aside, so that its name never stands for a half one. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "civplan/buffer.h"
#include "civplan/say.h"
#include "internal.h"

enum { APPLICATION_ID_AT = 68 }; /* in the header of a database file */

/* What of the files beside a database holds a part of it. */
static const char *const logs[] = {"-wal", "-journal", NULL};

static enum civ_status fail(struct civ_messages *messages, const char *what, const char *path, int why)
{
	return civ_error(messages, CIV_SYSTEM, NULL, "cannot %s %s: %s", civ_say(what), path, strerror(why));
}

static char *join(const char *path, const char *suffix)
{
	struct civ_buf name = {0};

	civ_buf_addf(&name, "%s%s", path, suffix);
	return civ_buf_take(&name);
}

/* What another program left in a log is part of the file, so that SQLite is asked. It says of what is no database
 * that it is none. */
static bool has_no_table(const char *real)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *count = NULL;
	int code = sqlite3_open_v2(real, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
	bool none = false;

	/* Whoever is about to write the first table has a lock. */
	if (code == SQLITE_OK)
		code = sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_prepare_v2(db, "SELECT count(*) FROM sqlite_schema", -1, &count, NULL);
	if (code == SQLITE_OK)
		none = sqlite3_step(count) == SQLITE_ROW && sqlite3_column_int(count, 0) == 0;
	sqlite3_finalize(count);
	(void)sqlite3_close(db);
	return none;
}

/* A civplan database by its header. It is one unless what wrote the header was cut off, and left a journal. */
static bool is_ours(const char *real)
{
	unsigned char id[4] = {0};
	int fd = open(real, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	bool ours = fd >= 0 && pread(fd, id, sizeof id, APPLICATION_ID_AT) == sizeof id &&
	            ((uint32_t)id[0] << 24 | (uint32_t)id[1] << 16 | (uint32_t)id[2] << 8 | id[3]) ==
	                    CIV_APPLICATION_ID;
	off_t size;

	if (fd >= 0)
		close(fd);
	return ours && (!civ_file_beside(real, "-journal", &size) || size == 0);
}

bool civ_file_is_stub(const char *real)
{
	struct stat file;

	/* SQLite would take the log of a database away that nobody has open, and lock out others for a moment. */
	if (lstat(real, &file) != 0 || !S_ISREG(file.st_mode) || is_ours(real))
		return false;
	return has_no_table(real);
}

static enum civ_status see_free(const char *path, const char *real, struct civ_messages *messages)
{
	struct stat file;

	if (lstat(real, &file) != 0)
		return errno == ENOENT ? CIV_OK : fail(messages, CIV_WORD("create"), path, errno);
	if (civ_file_is_stub(real))
		return CIV_OK;
	return civ_error(messages, CIV_REFUSED, NULL, "cannot create %s: the file exists", path);
}

enum civ_status civ_making_begin(const char *path, struct civ_messages *messages, struct civ_making *making)
{
	enum civ_status status;

	*making = (struct civ_making){.aside = {NULL, -1}};
	making->target = civ_name_resolve(path);
	if (making->target == NULL)
		return civ_no_memory(messages);
	status = see_free(path, making->target, messages);
	return status == CIV_OK ? civ_aside_file(making->target, messages, &making->aside) : status;
}

static enum civ_status keep_log(const char *real, const char *kept, const char *suffix, struct civ_messages *messages)
{
	char *from = join(real, suffix), *to = join(kept, suffix);
	struct stat log;
	int why = 0;
	enum civ_status status = CIV_OK;

	if (from == NULL || to == NULL) {
		status = civ_no_memory(messages);
	} else if (lstat(from, &log) == 0 && log.st_size > 0) {
		why = civ_place_new(from, to);
		if (why != 0)
			status = fail(messages, CIV_WORD("move aside"), from, why);
		else
			civ_warn(messages, NULL, "%s, the log of a database that is gone, is kept as %s", from, to);
	}
	free(from);
	free(to);
	return status;
}

/* -shm holds nothing, and an empty log says nothing: they are in nobody's way. */
enum civ_status civ_making_clear(const char *real, const char *kept, struct civ_messages *messages)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; logs[i] != NULL && status == CIV_OK; i++)
		status = keep_log(real, kept, logs[i], messages);
	return status;
}

static enum civ_status put(struct civ_making *making, struct civ_messages *messages)
{
	const char *target = making->target;
	char *kept = civ_name_untaken(target, ".replaced");
	int why = 0;
	enum civ_status status = kept == NULL ? civ_no_memory(messages) : civ_making_clear(target, kept, messages);

	free(kept);
	if (status != CIV_OK)
		return status;
	/* A stub holds nothing to keep. */
	if (civ_file_is_stub(target))
		why = rename(making->aside.path, target) == 0 ? 0 : errno;
	else
		why = civ_place_new(making->aside.path, target);
	if (why == EEXIST)
		return civ_error(messages, CIV_REFUSED, NULL, "cannot create %s: the file exists", target);
	if (why != 0)
		return fail(messages, CIV_WORD("create"), target, why);
	why = civ_sync_names(target);
	if (why != 0)
		return civ_error(messages, CIV_SYSTEM, NULL,
		                 "%s is whole, but its folder cannot be written to the disk: %s", target,
		                 strerror(why));
	return CIV_OK;
}

/* The bytes that a log still held would be lost with the name that it follows. */
static enum civ_status see_closed(const struct civ_making *making, struct civ_messages *messages)
{
	for (size_t i = 0; logs[i] != NULL; i++) {
		off_t size;

		if (civ_file_beside(making->aside.path, logs[i], &size) && size > 0)
			return civ_error(messages, CIV_SYSTEM, NULL,
			                 "cannot create %s: its log could not be written into it", making->target);
	}
	return fsync(making->aside.fd) == 0 ? CIV_OK : fail(messages, CIV_WORD("create"), making->target, errno);
}

enum civ_status civ_making_end(struct civ_making *making, enum civ_status status, struct civ_messages *messages)
{
	if (status == CIV_OK)
		status = see_closed(making, messages);
	if (status == CIV_OK)
		status = put(making, messages);
	civ_making_drop(making);
	return status;
}

void civ_making_drop(struct civ_making *making)
{
	civ_aside_drop(&making->aside);
	free(making->target);
	making->target = NULL;
}
