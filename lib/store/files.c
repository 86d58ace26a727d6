/* The database as a file: made, removed, shared with its group, named in a URI. */
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "civplan/buffer.h"
#include "civplan/path.h"
#include "internal.h"

enum { FILE_MODE = 0640 };

static const char *const companions[] = {"-wal", "-shm"};

static char *join(const char *path, const char *suffix)
{
	struct civ_buf name = {0};

	civ_buf_adds(&name, path);
	civ_buf_adds(&name, suffix);
	return civ_buf_take(&name);
}

enum civ_status civ_file_create(const char *path, struct civ_messages *messages)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, FILE_MODE);
	int why;

	if (fd < 0 && errno == EEXIST)
		return civ_error(messages, CIV_REFUSED, NULL, "cannot create %s: the file exists", path);
	if (fd < 0)
		return civ_error(messages, CIV_SYSTEM, NULL, "cannot create %s: %s", path, strerror(errno));
	/* The group is meant to read, and -wal and -shm take their mode from here: a umask of 077 must not decide. */
	why = fchmod(fd, FILE_MODE) == 0 ? 0 : errno;
	if (close(fd) != 0 && why == 0)
		why = errno;
	if (why == 0)
		return CIV_OK;
	unlink(path);
	return civ_error(messages, CIV_SYSTEM, NULL, "cannot create %s: %s", path, strerror(why));
}

static enum civ_status remove_beside(const char *path, const char *suffix, struct civ_messages *messages)
{
	char *name = join(path, suffix);
	enum civ_status status = CIV_OK;

	if (name == NULL)
		return civ_no_memory(messages);
	if (unlink(name) != 0 && errno != ENOENT)
		status = civ_error(messages, CIV_SYSTEM, NULL, "cannot remove %s: %s", name, strerror(errno));
	free(name);
	return status;
}

enum civ_status civ_file_remove(const char *path, struct civ_messages *messages)
{
	enum civ_status status = CIV_OK;

	for (const char *const *suffix = civ_database_suffixes; *suffix != NULL; suffix++)
		status = civ_worse(status, remove_beside(path, *suffix, messages));
	return status;
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
	for (size_t i = 0; i < sizeof companions / sizeof *companions; i++) {
		char *name = join(real, companions[i]);

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
