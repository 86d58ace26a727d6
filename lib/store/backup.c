/* Backup of the whole database by SQLite's backup interface. */
#include <stdlib.h>
#include <string.h>

#include "civplan/path.h"
#include "internal.h"

/* The copy is ours alone until it is done: without locks it may also go to a network disk. */
static int open_copy(const char *real, sqlite3 **copy)
{
	char *uri = civ_file_uri(real, "nolock=1");
	int code = SQLITE_NOMEM;

	if (uri != NULL)
		code = sqlite3_open_v2(uri, copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE,
		                       NULL);
	free(uri);
	return code;
}

static int copy_pages(sqlite3 *from, sqlite3 *to)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");

	if (backup == NULL)
		return sqlite3_errcode(to);
	(void)sqlite3_backup_step(backup, -1);
	return sqlite3_backup_finish(backup);
}

static enum civ_status copy_to(struct civ_store *store, const char *path, const char *real)
{
	sqlite3 *copy = NULL;
	int code = open_copy(real, &copy), why;

	if (code == SQLITE_OK)
		code = copy_pages(store->db, copy);
	why = copy == NULL ? 0 : sqlite3_system_errno(copy);
	if (sqlite3_close(copy) != SQLITE_OK && code == SQLITE_OK)
		code = SQLITE_IOERR;
	switch (code & 0xff) {
	case SQLITE_OK:
		return CIV_OK;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return civ_error(store->messages, CIV_BUSY, NULL,
		                 "cannot back up to %s: another program is using %s; try again", path, store->path);
	default:
		return civ_error(store->messages, CIV_SYSTEM, NULL, "cannot back up to %s: %s%s%s", path,
		                 sqlite3_errstr(code), why == 0 ? "" : ": ", why == 0 ? "" : strerror(why));
	}
}

struct copy {
	struct civ_messages *messages;
	const char *path;
};

static enum civ_status found_damage(void *data, const char *what)
{
	const struct copy *copy = data;

	return civ_error(copy->messages, CIV_SYSTEM, NULL, "%s: %s", copy->path, what);
}

static enum civ_status check_copy(struct civ_store *store, const char *path, const char *real)
{
	struct copy found = {store->messages, path};
	struct civ_store *copy = NULL;
	enum civ_status status = civ_store_open(real, &(struct civ_store_options){CIV_STORE_READ, CIV_ANY_VERSION, 0},
	                                        store->messages, &copy);

	if (status == CIV_OK)
		status = civ_store_check(copy, true, found_damage, &found);
	return civ_worse(status, civ_store_close(copy));
}

enum civ_status civ_making_copy(struct civ_store *store, struct civ_making *making, const char *path, bool check)
{
	char *real = realpath(making->aside.path, NULL);
	enum civ_status status = real == NULL ? civ_no_memory(store->messages) : copy_to(store, path, real);

	if (status == CIV_OK && check)
		status = check_copy(store, path, real);
	free(real);
	return status;
}

enum civ_status civ_store_backup(struct civ_store *store, const char *path, bool check)
{
	struct civ_making making;
	enum civ_status status;

	/* A look into the file itself would end with its locks. */
	if (civ_path_same(path, store->real))
		return civ_error(store->messages, CIV_REFUSED, NULL, "cannot create %s: the file exists", path);
	status = civ_making_begin(path, store->messages, &making);
	if (status == CIV_OK)
		status = civ_making_copy(store, &making, path, check);
	return civ_making_end(&making, status, store->messages);
}
