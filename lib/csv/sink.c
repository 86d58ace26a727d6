/* The buffer in front of a file descriptor, and files that are written aside and renamed. */
#include "lib/csv/sink.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "civplan/output.h"
#include "civplan/say.h"

enum { SUFFIX = 6, TRIES = 100, PUBLIC_MODE = 0666, PRIVATE_MODE = 0640 };

/* The first failure decides, and is told once; a reader who went away is no error to tell. */
static void fail(struct civ_sink *sink)
{
	if (sink->status != CIV_OK)
		return;
	sink->status = CIV_SYSTEM;
	sink->lost = errno == EPIPE;
	if (!sink->lost)
		(void)civ_error(sink->messages, CIV_SYSTEM, NULL, "cannot write %s: %s", sink->name, strerror(errno));
}

void civ_sink_no_memory(struct civ_sink *sink)
{
	if (sink->status == CIV_OK)
		sink->status = civ_no_memory(sink->messages);
}

/* Standard output may be a pipe that its other owner has made non-blocking. */
static bool wait_for_room(int fd)
{
	struct pollfd room = {.fd = fd, .events = POLLOUT};

	return poll(&room, 1, -1) >= 0 || errno == EINTR;
}

static void write_all(struct civ_sink *sink, const char *bytes, size_t len)
{
	while (len > 0 && sink->status == CIV_OK) {
		ssize_t done = write(sink->fd, bytes, len);

		if (done >= 0) {
			sink->started = sink->started || done > 0;
			bytes += done;
			len -= (size_t)done;
		} else if (errno == EAGAIN) {
			if (!wait_for_room(sink->fd))
				fail(sink);
		} else if (errno != EINTR) {
			fail(sink);
		}
	}
}

enum civ_status civ_sink_flush(struct civ_sink *sink)
{
	write_all(sink, sink->buffer, sink->used);
	sink->used = 0;
	return sink->status;
}

void civ_sink_spill(struct civ_sink *sink, const char *bytes, size_t len)
{
	size_t room = sizeof sink->buffer - sink->used;

	memcpy(sink->buffer + sink->used, bytes, room);
	sink->used += room;
	(void)civ_sink_flush(sink);
	bytes += room;
	len -= room;
	if (len >= sizeof sink->buffer) {
		write_all(sink, bytes, len);
		return;
	}
	memcpy(sink->buffer, bytes, len);
	sink->used = len;
}

/* Fill the last letters of NAME at random. */
static bool draw_suffix(char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	unsigned char random[SUFFIX];
	size_t len = strlen(name);

	if (getrandom(random, sizeof random, 0) != SUFFIX)
		return false;
	for (size_t i = 0; i < SUFFIX; i++)
		name[len - SUFFIX + i] = letters[random[i] % (sizeof letters - 1)];
	return true;
}

/* Not mkstemp: open alone applies the umask, and the directory's access list, to the mode. */
static void open_aside(struct civ_sink *sink, mode_t mode)
{
	errno = EEXIST;
	for (int i = 0; i < TRIES && sink->fd < 0 && errno == EEXIST; i++)
		if (draw_suffix(sink->aside))
			sink->fd = open(sink->aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	if (sink->fd < 0)
		fail(sink);
}

static void name_aside(struct civ_sink *sink, const char *path, bool exists)
{
	/* A link stays one: the file that it points to is replaced. */
	sink->target = exists ? realpath(path, NULL) : strdup(path);
	if (sink->target == NULL) {
		fail(sink);
		return;
	}
	if (asprintf(&sink->aside, "%s.XXXXXX", sink->target) < 0) {
		sink->aside = NULL;
		civ_sink_no_memory(sink);
	}
}

static void replace(struct civ_sink *sink, const char *path, const struct stat *old, bool is_private)
{
	mode_t mode = is_private ? PRIVATE_MODE : PUBLIC_MODE;

	/* Renaming would pass over the mode of a file that is protected against writing. */
	if (old != NULL && faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0) {
		fail(sink);
		return;
	}
	name_aside(sink, path, old != NULL);
	if (sink->status == CIV_OK)
		open_aside(sink, old != NULL && is_private ? mode & old->st_mode : mode);
	if (sink->status == CIV_OK && old != NULL && !is_private && fchmod(sink->fd, old->st_mode & 0777) != 0)
		fail(sink);
}

/* "/dev/stdout" may be a file that others write too: what they wrote before must not go. -1: it is none of these. */
static int find_standard(const struct stat *file)
{
	struct stat standard;

	for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++)
		if (fstat(fd, &standard) == 0 && standard.st_dev == file->st_dev && standard.st_ino == file->st_ino)
			return fd;
	return -1;
}

static void open_straight(struct civ_sink *sink, const char *path, const struct stat *file)
{
	int standard = find_standard(file);

	sink->fd = standard < 0 ? open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY) : fcntl(standard, F_DUPFD_CLOEXEC, 0);
	if (sink->fd < 0)
		fail(sink);
}

static void open_path(struct civ_sink *sink, const char *path, bool is_private)
{
	struct stat old;
	bool exists = stat(path, &old) == 0;

	if (!exists && (errno != ENOENT || *path == '\0')) {
		fail(sink);
	} else if (!exists || (S_ISREG(old.st_mode) && find_standard(&old) < 0)) {
		replace(sink, path, exists ? &old : NULL, is_private);
	} else {
		open_straight(sink, path, &old);
	}
}

static void drop(struct civ_sink *sink)
{
	if (sink->aside != NULL && sink->fd >= 0 && unlink(sink->aside) != 0)
		fail(sink);
}

/* Close what was opened here, free the names, and tell how it all went. */
static enum civ_status end(struct civ_sink *sink)
{
	if (!sink->standard && sink->fd >= 0 && close(sink->fd) != 0)
		fail(sink);
	sink->fd = -1;
	free(sink->target);
	free(sink->aside);
	sink->target = NULL;
	sink->aside = NULL;
	return sink->lost ? CIV_OK : sink->status;
}

static enum civ_status open_sink(struct civ_sink *sink, const char *path, bool is_private,
                                 struct civ_messages *messages)
{
	sink->messages = messages;
	sink->standard = path == NULL || strcmp(path, "-") == 0;
	sink->name = sink->standard ? civ_say(CIV_WORD("standard output")) : path;
	sink->target = NULL;
	sink->aside = NULL;
	sink->fd = sink->standard ? STDOUT_FILENO : -1;
	sink->started = false;
	sink->lost = false;
	sink->placed = false;
	sink->swapped = false;
	sink->status = CIV_OK;
	sink->used = 0;
	if (!sink->standard)
		open_path(sink, path, is_private);
	if (sink->status != CIV_OK) {
		drop(sink);
		(void)end(sink);
	}
	return sink->status;
}

enum civ_status civ_sink_open(struct civ_sink *sink, const char *path, struct civ_messages *messages)
{
	return open_sink(sink, path, false, messages);
}

enum civ_status civ_sink_open_private(struct civ_sink *sink, const char *path, struct civ_messages *messages)
{
	return open_sink(sink, path, true, messages);
}

/* The file must be whole on the disk before it takes the place of the old one. */
static void put_in_place(struct civ_sink *sink)
{
	if (fsync(sink->fd) != 0 || rename(sink->aside, sink->target) != 0)
		fail(sink);
}

/* The new name too must be on the disk before something else relies on it. Not every file system knows how; that is no
 * failure. */
static bool sync_folder(const char *target)
{
	const char *slash = strrchr(target, '/');
	char *folder = slash == NULL ? strdup(".") : strndup(target, (size_t)(slash - target) + 1);
	int fd = folder == NULL ? -1 : open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	/* A folder that may be written but not read cannot be opened. */
	bool good = fd >= 0 ? fsync(fd) == 0 || errno == EINVAL || errno == EROFS : errno == EACCES;
	int why = errno;

	if (fd >= 0)
		(void)close(fd);
	free(folder);
	errno = why;
	return good;
}

enum civ_status civ_sink_place(struct civ_sink *sink)
{
	(void)civ_sink_flush(sink);
	if (sink->aside == NULL || sink->placed || sink->status != CIV_OK)
		return sink->status;
	if (fsync(sink->fd) != 0) {
		fail(sink);
		return sink->status;
	}
	sink->swapped = renameat2(AT_FDCWD, sink->aside, AT_FDCWD, sink->target, RENAME_EXCHANGE) == 0;
	/* There was nothing, or the file system cannot exchange two names. */
	sink->placed = sink->swapped || ((errno == ENOENT || errno == EINVAL || errno == ENOSYS) &&
	                                 rename(sink->aside, sink->target) == 0);
	if (!sink->placed || !sync_folder(sink->target))
		fail(sink);
	return sink->status;
}

/* What was there before comes back; what this run made goes. */
static void take_back(struct civ_sink *sink)
{
	const char *made = sink->swapped ? sink->aside : sink->target;

	if (sink->swapped && renameat2(AT_FDCWD, sink->aside, AT_FDCWD, sink->target, RENAME_EXCHANGE) != 0)
		fail(sink);
	else if (unlink(made) != 0)
		fail(sink);
}

static void close_placed(struct civ_sink *sink, bool keep)
{
	if (!keep || sink->status != CIV_OK)
		take_back(sink);
	else if (sink->swapped && unlink(sink->aside) != 0)
		sink->status = civ_error(sink->messages, CIV_SYSTEM, NULL, "cannot remove %s: %s", sink->aside,
		                         strerror(errno));
}

enum civ_status civ_sink_close(struct civ_sink *sink, bool keep)
{
	if (keep || (sink->aside == NULL && sink->started))
		(void)civ_sink_flush(sink);
	if (sink->placed) {
		close_placed(sink, keep);
	} else if (sink->aside != NULL) {
		if (keep && sink->status == CIV_OK)
			put_in_place(sink);
		if (!keep || sink->status != CIV_OK)
			drop(sink);
	}
	return end(sink);
}

enum civ_status civ_file_write(const char *path, const char *bytes, size_t len, struct civ_messages *messages)
{
	struct civ_sink *sink = calloc(1, sizeof *sink);
	enum civ_status status = sink == NULL ? civ_no_memory(messages) : civ_sink_open(sink, path, messages);

	if (status == CIV_OK) {
		civ_sink_put(sink, bytes, len);
		status = civ_sink_close(sink, true);
	}
	free(sink);
	return status;
}
