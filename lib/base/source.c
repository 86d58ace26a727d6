/* The bytes of an input: a regular file, a spool, or memory. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "civplan/buffer.h"
#include "civplan/say.h"
#include "civplan/source.h"

enum { SPOOL_MEMORY = 8 << 20, CHUNK = 1 << 16 };

struct civ_source {
	char *name;
	struct civ_messages *messages;
	int fd;                /* -1: in memory */
	struct civ_buf spool;
	const char *bytes;     /* in memory: borrowed or the spool's */
	size_t len, at;
	off_t start;           /* of a file: where it stood when it was opened */
	bool empty;
};

static enum civ_status failed(struct civ_source *source, const char *what)
{
	return civ_error(source->messages, CIV_SYSTEM, NULL, "cannot %s %s: %s", civ_say(what), source->name,
	                 strerror(errno));
}

static enum civ_status make(const char *name, struct civ_messages *messages, struct civ_source **source)
{
	*source = calloc(1, sizeof **source);
	if (*source == NULL)
		return civ_no_memory(messages);
	(*source)->fd = -1;
	(*source)->messages = messages;
	(*source)->name = strdup(name);
	return (*source)->name == NULL ? civ_no_memory(messages) : CIV_OK;
}

enum civ_status civ_source_memory(const char *name, const void *bytes, size_t len, struct civ_messages *messages,
                                  struct civ_source **source)
{
	enum civ_status status = make(name, messages, source);

	if (status != CIV_OK)
		return status;
	(*source)->bytes = bytes;
	(*source)->len = len;
	(*source)->empty = len == 0;
	return CIV_OK;
}

static ssize_t read_some(int fd, void *bytes, size_t len)
{
	ssize_t got;

	do
		got = read(fd, bytes, len);
	while (got < 0 && errno == EINTR);
	return got;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t put = write(fd, bytes, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes += put;
		len -= (size_t)put;
	}
	return true;
}

int civ_temporary_open(void)
{
	const char *dir = getenv("TMPDIR");
	struct civ_buf path = {0};
	char *name;
	int fd = -1;

	civ_buf_addf(&path, "%s/civplan-XXXXXX", dir == NULL ? "/tmp" : dir);
	name = civ_buf_take(&path);
	if (name != NULL)
		fd = mkostemp(name, O_CLOEXEC);
	if (fd >= 0)
		unlink(name);
	free(name);
	return fd;
}

/* What is over the memory goes to a file that has no name any more. */
static enum civ_status spill(struct civ_source *source, int from)
{
	char chunk[CHUNK];
	ssize_t got;
	int fd = civ_temporary_open();

	if (fd < 0)
		return failed(source, "make a temporary file for");
	source->fd = fd;
	if (!write_all(fd, source->spool.data, source->spool.len))
		return failed(source, "spool");
	civ_buf_free(&source->spool);
	while ((got = read_some(from, chunk, sizeof chunk)) > 0)
		if (!write_all(fd, chunk, (size_t)got))
			return failed(source, "spool");
	if (got < 0)
		return failed(source, "read");
	return lseek(fd, 0, SEEK_SET) < 0 ? failed(source, "rewind") : CIV_OK;
}

static enum civ_status spool(struct civ_source *source, int from)
{
	char chunk[CHUNK];
	ssize_t got;

	while (source->spool.len < SPOOL_MEMORY && (got = read_some(from, chunk, sizeof chunk)) != 0) {
		if (got < 0)
			return failed(source, "read");
		civ_buf_add(&source->spool, chunk, (size_t)got);
	}
	if (source->spool.failed)
		return civ_no_memory(source->messages);
	source->empty = source->spool.len == 0;
	if (source->spool.len >= SPOOL_MEMORY)
		return spill(source, from);
	source->bytes = source->spool.data;
	source->len = source->spool.len;
	return CIV_OK;
}

static enum civ_status open_file(struct civ_source *source, int fd)
{
	struct stat info;

	if (fstat(fd, &info) != 0)
		return failed(source, "look at");
	if (S_ISDIR(info.st_mode)) {
		errno = EISDIR;
		return failed(source, "read");
	}
	if (!S_ISREG(info.st_mode))
		return spool(source, fd);
	source->start = lseek(fd, 0, SEEK_CUR);
	if (source->start < 0)
		return failed(source, "read");
	source->empty = info.st_size <= source->start;
	source->fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	return source->fd < 0 ? failed(source, "read") : CIV_OK;
}

enum civ_status civ_source_open(const char *path, struct civ_messages *messages, struct civ_source **source)
{
	bool standard = strcmp(path, "-") == 0;
	enum civ_status status = make(path, messages, source);
	int fd;

	if (status == CIV_OK) {
		fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
		status = fd < 0 ? civ_error(messages, CIV_SYSTEM, NULL, "cannot open %s: %s", (*source)->name,
		                            strerror(errno))
		                : open_file(*source, fd);
		if (fd >= 0 && !standard)
			close(fd);
	}
	if (status != CIV_OK) {
		civ_source_close(*source);
		*source = NULL;
	}
	return status;
}

void civ_source_close(struct civ_source *source)
{
	if (source == NULL)
		return;
	if (source->fd >= 0)
		close(source->fd);
	civ_buf_free(&source->spool);
	free(source->name);
	free(source);
}

const char *civ_source_name(const struct civ_source *source)
{
	return source->name;
}

bool civ_source_is_empty(const struct civ_source *source)
{
	return source->empty;
}

enum civ_status civ_source_read(struct civ_source *source, void *bytes, size_t len, size_t *got)
{
	ssize_t count;

	if (source->fd < 0) {
		*got = source->len - source->at < len ? source->len - source->at : len;
		if (*got > 0)
			memcpy(bytes, source->bytes + source->at, *got);
		source->at += *got;
		return CIV_OK;
	}
	count = read_some(source->fd, bytes, len);
	*got = count < 0 ? 0 : (size_t)count;
	return count < 0 ? failed(source, "read") : CIV_OK;
}

enum civ_status civ_source_rewind(struct civ_source *source)
{
	source->at = 0;
	if (source->fd >= 0 && lseek(source->fd, source->start, SEEK_SET) < 0)
		return failed(source, "rewind");
	return CIV_OK;
}

enum civ_status civ_source_size(struct civ_source *source, uint64_t *size)
{
	struct stat info;

	*size = source->len;
	if (source->fd < 0)
		return CIV_OK;
	if (fstat(source->fd, &info) != 0)
		return failed(source, "look at");
	*size = info.st_size > source->start ? (uint64_t)(info.st_size - source->start) : 0;
	return CIV_OK;
}

enum civ_status civ_source_read_at(struct civ_source *source, uint64_t at, void *bytes, size_t len, size_t *got)
{
	*got = 0;
	if (source->fd < 0) {
		if (at < source->len)
			*got = source->len - (size_t)at < len ? source->len - (size_t)at : len;
		if (*got > 0)
			memcpy(bytes, source->bytes + at, *got);
		return CIV_OK;
	}
	while (*got < len && at <= (uint64_t)(INT64_MAX - source->start) - *got) {
		ssize_t count =
			pread(source->fd, (char *)bytes + *got, len - *got, source->start + (off_t)(at + *got));

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return failed(source, "read");
		if (count == 0)
			break;
		*got += (size_t)count;
	}
	return CIV_OK;
}
