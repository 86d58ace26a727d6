#include "civplan/place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "civplan/buffer.h"
#include "civplan/path.h"

#define MARK ".aside-"

enum { LETTERS = 6, TRIES = 100 };

/* ---- names ---- */

static char *join(const char *path, const char *suffix)
{
	struct civ_buf name = {0};

	civ_buf_adds(&name, path);
	civ_buf_adds(&name, suffix);
	return civ_buf_take(&name);
}

/* The folder that PATH stands in, with the slash; "./" for a bare name. NULL when memory is out. */
static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? strdup("./") : strndup(path, (size_t)(slash - path) + 1);
}

static bool is_there(const char *path)
{
	struct stat file;

	return lstat(path, &file) == 0 || errno != ENOENT;
}

/* *TAKEN: NAME or something that belongs to it exists. False when memory is out. */
static bool see_taken(const char *name, bool *taken)
{
	*taken = false;
	for (const char *const *suffix = civ_database_suffixes; *suffix != NULL && !*taken; suffix++) {
		char *beside = join(name, *suffix);

		if (beside == NULL)
			return false;
		*taken = is_there(beside);
		free(beside);
	}
	return true;
}

bool civ_place_is_empty(const char *path)
{
	DIR *stream = opendir(path);
	const struct dirent *entry;
	bool empty = true;

	if (stream == NULL)
		return false;
	while ((entry = readdir(stream)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			empty = false;
	closedir(stream);
	return empty;
}

char *civ_name_untaken(const char *path, const char *suffix)
{
	for (unsigned long number = 1;; number++) {
		struct civ_buf made = {0};
		bool taken = false;
		char *name;

		civ_buf_addf(&made, "%s%s", path, suffix);
		if (number > 1)
			civ_buf_addf(&made, ".%lu", number);
		name = civ_buf_take(&made);
		if (name != NULL && see_taken(name, &taken) && !taken)
			return name;
		free(name);
		if (!taken)
			return NULL;
	}
}

char *civ_name_resolve(const char *path)
{
	struct stat file;
	size_t len = strlen(path);
	char *name, *real = NULL;

	/* With a slash behind it a link would be taken for the folder that it leads to. */
	while (len > 1 && path[len - 1] == '/')
		len--;
	name = strndup(path, len);
	if (name != NULL && lstat(name, &file) == 0 && S_ISLNK(file.st_mode))
		real = realpath(name, NULL);
	if (real == NULL)
		return name;
	free(name);
	return real;
}

/* ---- what killed runs left ---- */

/* The files of the folder FD; folders in it stay, and so does it then. */
static void empty_folder(int fd)
{
	int own = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = own < 0 ? NULL : fdopendir(own);
	const struct dirent *entry;

	if (stream == NULL && own >= 0)
		close(own);
	while (stream != NULL && (entry = readdir(stream)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			(void)unlinkat(fd, entry->d_name, 0);
	if (stream != NULL)
		closedir(stream);
}

static void remove_made(const char *path, int fd)
{
	struct stat made;

	if (fstat(fd, &made) != 0)
		return;
	if (S_ISDIR(made.st_mode)) {
		empty_folder(fd);
		(void)rmdir(path);
		return;
	}
	for (const char *const *suffix = civ_database_suffixes; *suffix != NULL; suffix++) {
		char *beside = join(path, *suffix);

		if (beside != NULL)
			(void)unlink(beside);
		free(beside);
	}
}

/* Only what is ours, and what nobody holds a lock on: whoever made it is gone. */
static void remove_left(const char *path)
{
	struct stat left;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return;
	if (fstat(fd, &left) == 0 && left.st_uid == geteuid() && (S_ISREG(left.st_mode) || S_ISDIR(left.st_mode)) &&
	    flock(fd, LOCK_EX | LOCK_NB) == 0)
		remove_made(path, fd);
	close(fd);
}

static bool is_aside(const char *name, const char *base)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	size_t len = strlen(base), mark = strlen(MARK);

	return strncmp(name, base, len) == 0 && strncmp(name + len, MARK, mark) == 0 &&
	       strlen(name) == len + mark + LETTERS && strspn(name + len + mark, letters) == LETTERS;
}

/* What cannot be removed stays: it is in nobody's way. */
static void remove_all_left(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = folder_of(path);
	DIR *stream = folder == NULL ? NULL : opendir(folder);
	const struct dirent *entry;

	while (stream != NULL && (entry = readdir(stream)) != NULL) {
		char *left;

		if (!is_aside(entry->d_name, slash == NULL ? path : slash + 1))
			continue;
		left = join(folder, entry->d_name);
		if (left != NULL)
			remove_left(left);
		free(left);
	}
	if (stream != NULL)
		closedir(stream);
	free(folder);
}

/* ---- making ---- */

static int make_file(char *name)
{
	int fd = mkostemp(name, O_CLOEXEC);

	/* The group is meant to read a database, and -wal and -shm take their mode from it: a umask of 077 must not
	 * decide. */
	if (fd >= 0 && fchmod(fd, CIV_ASIDE_FILE_MODE) != 0) {
		int why = errno;

		(void)unlink(name);
		close(fd);
		errno = why;
		return -1;
	}
	return fd;
}

static int make_folder(char *name)
{
	mode_t mask = umask(0);
	int fd = -1, why;

	umask(mask);
	if (mkdtemp(name) == NULL)
		return -1;
	if (chmod(name, 0750 & ~mask) == 0)
		fd = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) {
		why = errno;
		(void)rmdir(name);
		errno = why;
	}
	return fd;
}

/* Another run that takes it for left over before it is locked has removed it: then it has no name any more. Where
 * the file system knows no locks nobody else gets one either. */
static bool lock(int fd)
{
	struct stat made;

	return (flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) && fstat(fd, &made) == 0 &&
	       made.st_nlink > 0;
}

static enum civ_status make(const char *path, int (*make_one)(char *name), struct civ_messages *messages,
                            struct civ_aside *aside)
{
	int why = 0;

	*aside = (struct civ_aside){NULL, -1};
	remove_all_left(path);
	for (int i = 0; i < TRIES && why == 0; i++) {
		aside->path = join(path, MARK "XXXXXX");
		if (aside->path == NULL)
			return civ_no_memory(messages);
		aside->fd = make_one(aside->path);
		if (aside->fd >= 0 && lock(aside->fd))
			return CIV_OK;
		why = aside->fd >= 0 ? 0 : errno;
		civ_aside_drop(aside);
	}
	return civ_error(messages, CIV_SYSTEM, NULL, "cannot create %s: %s", path, strerror(why == 0 ? EBUSY : why));
}

enum civ_status civ_aside_file(const char *path, struct civ_messages *messages, struct civ_aside *aside)
{
	return make(path, make_file, messages, aside);
}

enum civ_status civ_aside_folder(const char *path, struct civ_messages *messages, struct civ_aside *aside)
{
	return make(path, make_folder, messages, aside);
}

void civ_aside_drop(struct civ_aside *aside)
{
	if (aside->path != NULL && aside->fd >= 0)
		remove_made(aside->path, aside->fd);
	civ_aside_done(aside);
}

void civ_aside_done(struct civ_aside *aside)
{
	if (aside->path != NULL && aside->fd >= 0)
		close(aside->fd);
	free(aside->path);
	*aside = (struct civ_aside){NULL, -1};
}

/* ---- putting in place ---- */

/* The kernel or the file system does not know this way of renaming. */
static bool is_unknown(int why)
{
	return why == EINVAL || why == ENOSYS || why == EOPNOTSUPP;
}

int civ_place_new(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (!is_unknown(errno))
		return errno;
	if (link(from, to) == 0) {
		/* A second name that stays is removed as left over by the next run. */
		(void)unlink(from);
		return 0;
	}
	if (errno != EPERM && !is_unknown(errno))
		return errno;
	/* Without links nothing but a look before tells whether the name is free. */
	if (is_there(to))
		return EEXIST;
	return rename(from, to) == 0 ? 0 : errno;
}

/* Without an exchange: the old one gets a second name, and loses its first to the new one. */
static int link_and_rename(const char *from, const char *to, const char *kept)
{
	int why;

	if (link(to, kept) != 0)
		return errno;
	if (rename(from, to) == 0)
		return 0;
	why = errno;
	(void)unlink(kept);
	return why;
}

int civ_place_exchange(const char *from, const char *to, const char *kept)
{
	int why = civ_place_new(from, kept);

	if (why != 0)
		return why;
	/* The new one has the name by now under which the old one is kept: there is nothing to do after the exchange.
	 */
	if (renameat2(AT_FDCWD, kept, AT_FDCWD, to, RENAME_EXCHANGE) == 0)
		return 0;
	why = errno;
	if (rename(kept, from) != 0)
		return why;
	return is_unknown(why) ? link_and_rename(from, to, kept) : why;
}

int civ_sync(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int why = 0;

	if (fd < 0)
		return errno;
	/* Some file systems have nothing to wait for in a folder, and say so. */
	if (fsync(fd) != 0 && errno != EINVAL)
		why = errno;
	close(fd);
	return why;
}

int civ_sync_names(const char *path)
{
	char *folder = folder_of(path);
	int why = folder == NULL ? ENOMEM : civ_sync(folder);

	free(folder);
	return why;
}
