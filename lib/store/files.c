/* The database as a file: what stands beside it, shared with its group, named in a URI. */
#include <errno.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "civplan/buffer.h"
#include "internal.h"

/* What takes its group and mode from the database. */
static const char *const shared[] = {"-wal", "-shm"};

static char *join(const char *path, const char *suffix)
{
	struct civ_buf name = {0};

	civ_buf_adds(&name, path);
	civ_buf_adds(&name, suffix);
	return civ_buf_take(&name);
}

bool civ_file_beside(const char *real, const char *suffix, off_t *size)
{
	struct stat file;
	char *name = join(real, suffix);
	bool found = name != NULL && stat(name, &file) == 0;

	*size = found ? file.st_size : 0;
	free(name);
	return found;
}

bool civ_file_readable(const char *real, const char *suffix)
{
	char *name = join(real, suffix);
	bool readable = name != NULL && eaccess(name, R_OK) == 0;
	int why = name == NULL ? ENOMEM : errno;

	free(name);
	errno = why;
	return readable;
}

bool civ_file_makes_beside(const char *real)
{
	const char *slash = strrchr(real, '/');
	char *directory = strndup(real, slash == NULL ? 0 : (size_t)(slash - real) + 1);
	bool makes = directory != NULL && eaccess(directory, W_OK | X_OK) == 0;

	free(directory);
	return makes;
}

/* Only the owner of a file may do this; for anybody else the files stay as they are, which is no error. */
static void share_file(const char *name, const struct stat *like)
{
	struct stat file;

	if (stat(name, &file) != 0)
		return;
	if (file.st_gid != like->st_gid && chown(name, (uid_t)-1, like->st_gid) != 0)
		return;
	if ((file.st_mode & 0777) != (like->st_mode & 0777))
		(void)chmod(name, like->st_mode & 0777);
}

void civ_file_share(const char *real)
{
	struct stat like;

	if (stat(real, &like) != 0)
		return;
	for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
		char *name = join(real, shared[i]);

		if (name != NULL)
			share_file(name, &like);
		free(name);
	}
}

const char *civ_file_network(unsigned long type)
{
	static const struct {
		unsigned long type;
		const char *name;
	} systems[] = {
		{NFS_SUPER_MAGIC, "NFS"},   {SMB_SUPER_MAGIC, "SMB"},   {CIFS_SUPER_MAGIC, "CIFS"},
		{SMB2_SUPER_MAGIC, "SMB"},  {CEPH_SUPER_MAGIC, "Ceph"}, {AFS_SUPER_MAGIC, "AFS"},
		{AFS_FS_MAGIC, "AFS"},      {CODA_SUPER_MAGIC, "Coda"},
	};

	for (size_t i = 0; i < sizeof systems / sizeof *systems; i++)
		/* Where the kernel's word is signed, CIFS and SMB2 come with their sign spread upwards. */
		if ((type & 0xFFFFFFFFu) == systems[i].type)
			return systems[i].name;
	return NULL;
}

char *civ_file_uri(const char *real, const char *query)
{
	static const char plain[] = "/-._~"
	                            "abcdefghijklmnopqrstuvwxyz"
	                            "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                            "0123456789";
	struct civ_buf uri = {0};

	civ_buf_adds(&uri, "file://");
	for (const char *c = real; *c != '\0'; c++) {
		if (strchr(plain, *c) != NULL)
			civ_buf_addc(&uri, *c);
		else
			civ_buf_addf(&uri, "%%%02X", (unsigned)(unsigned char)*c);
	}
	civ_buf_addc(&uri, '?');
	civ_buf_adds(&uri, query);
	return civ_buf_take(&uri);
}

enum civ_status civ_store_has_room(struct civ_store *store, unsigned factor)
{
	struct stat file;
	struct statvfs disk;
	uint64_t needed, left;

	if (stat(store->real, &file) != 0 || statvfs(store->real, &disk) != 0)
		return civ_error(store->messages, CIV_SYSTEM, NULL, "cannot look at the disk of %s: %s", store->path,
		                 strerror(errno));
	needed = (uint64_t)file.st_size * factor;
	left = (uint64_t)disk.f_bavail * disk.f_frsize;
	if (left >= needed)
		return CIV_OK;
	return civ_error(store->messages, CIV_SYSTEM, NULL,
	                 "the disk of %s has %llu MiB free, and about %llu are needed; nothing was changed",
	                 store->path, (unsigned long long)(left >> 20), (unsigned long long)((needed >> 20) + 1));
}
