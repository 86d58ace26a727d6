/* Folders with a MANIFEST: writing. */
#include "civplan/folder.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "civplan/buffer.h"
#include "civplan/place.h"
#include "lib/csv/manifest.h"

struct civ_folder {
	struct civ_messages *messages;
	char *path;   /* as given: for messages */
	char *target; /* links resolved */
	struct civ_aside aside;
	struct civ_manifest manifest;
};

static enum civ_status fail(const struct civ_folder *folder, int why)
{
	return civ_error(folder->messages, CIV_SYSTEM, NULL, "cannot make the folder %s: %s", folder->path,
	                 strerror(why));
}

static enum civ_status see_free(const struct civ_folder *folder)
{
	struct stat there;

	if (lstat(folder->target, &there) != 0)
		return errno == ENOENT ? CIV_OK : fail(folder, errno);
	if (S_ISDIR(there.st_mode) && civ_place_is_empty(folder->target))
		return CIV_OK;
	return civ_error(folder->messages, CIV_REFUSED, NULL, "%s is there already and not an empty folder",
	                 folder->path);
}

static void free_folder(struct civ_folder *folder)
{
	civ_aside_drop(&folder->aside);
	civ_manifest_free(&folder->manifest);
	free(folder->target);
	free(folder->path);
	free(folder);
}

enum civ_status civ_folder_open(const char *path, struct civ_messages *messages, struct civ_folder **folder)
{
	struct civ_folder *made = calloc(1, sizeof *made);
	enum civ_status status;

	*folder = NULL;
	if (made == NULL)
		return civ_no_memory(messages);
	made->messages = messages;
	made->path = strdup(path);
	made->target = civ_name_resolve(path);
	status = made->path == NULL || made->target == NULL ? civ_no_memory(messages) : see_free(made);
	if (status == CIV_OK)
		status = civ_aside_folder(made->target, messages, &made->aside);
	if (status == CIV_OK)
		*folder = made;
	else
		free_folder(made);
	return status;
}

char *civ_folder_file(const struct civ_folder *folder, const char *name)
{
	struct civ_buf path = {0};

	civ_buf_addf(&path, "%s/%s", folder->aside.path, name);
	return civ_buf_take(&path);
}

enum civ_status civ_folder_add(struct civ_folder *folder, const char *name, uint64_t rows)
{
	char *path = civ_folder_file(folder, name);
	char hash[CIV_DIGEST_SIZE];
	int why = path == NULL ? ENOMEM : civ_digest_file(path, true, hash);

	free(path);
	if (why != 0)
		return fail(folder, why);
	return civ_manifest_add(&folder->manifest, name, rows, hash) ? CIV_OK : civ_no_memory(folder->messages);
}

/* An empty folder that was there says who may read the new one, as far as we may. */
static void take_over_mode(const struct civ_folder *folder)
{
	struct stat old;

	if (stat(folder->target, &old) == 0 && fchown(folder->aside.fd, (uid_t)-1, old.st_gid) == 0)
		(void)fchmod(folder->aside.fd, old.st_mode & 07777);
}

static enum civ_status put(struct civ_folder *folder)
{
	int why;

	take_over_mode(folder);
	if (fsync(folder->aside.fd) != 0)
		return fail(folder, errno);
	/* Renaming takes the place of an empty folder, and of nothing else. */
	if (rename(folder->aside.path, folder->target) != 0) {
		if (errno != EEXIST && errno != ENOTEMPTY && errno != ENOTDIR)
			return fail(folder, errno);
		return civ_error(folder->messages, CIV_REFUSED, NULL, "%s is there already and not an empty folder",
		                 folder->path);
	}
	civ_aside_done(&folder->aside);
	why = civ_sync_names(folder->target);
	if (why != 0)
		return civ_error(folder->messages, CIV_SYSTEM, NULL,
		                 "%s is whole, but its folder cannot be written to the disk: %s"
		                 , folder->path, strerror(why));
	return CIV_OK;
}

enum civ_status civ_folder_close(struct civ_folder *folder, bool keep)
{
	enum civ_status status = CIV_OK;

	if (folder == NULL)
		return CIV_OK;
	if (keep) {
		status = civ_manifest_write(&folder->manifest, folder->aside.path, folder->messages);
		if (status == CIV_OK)
			status = put(folder);
	}
	free_folder(folder);
	return status;
}
