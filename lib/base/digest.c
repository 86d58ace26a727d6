#include "civplan/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

enum { CHUNK = 1 << 16 };

void civ_digest_begin(struct civ_digest *digest)
{
	SHA256Init(&digest->context);
}

void civ_digest_add(struct civ_digest *digest, const void *bytes, size_t len)
{
	SHA256Update(&digest->context, bytes, len);
}

void civ_digest_end(struct civ_digest *digest, char hex[CIV_DIGEST_SIZE])
{
	(void)SHA256End(&digest->context, hex);
}

static int add_file(struct civ_digest *digest, int fd)
{
	uint8_t *chunk = malloc(CHUNK);
	ssize_t got = chunk == NULL ? -1 : 1;
	int why = ENOMEM;

	while (chunk != NULL && got != 0 && (got > 0 || why == EINTR)) {
		got = read(fd, chunk, CHUNK);
		why = errno;
		if (got > 0)
			civ_digest_add(digest, chunk, (size_t)got);
	}
	free(chunk);
	return got == 0 ? 0 : why;
}

int civ_digest_file(const char *path, bool sync, char hex[CIV_DIGEST_SIZE])
{
	struct civ_digest digest;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int why;

	if (fd < 0)
		return errno;
	civ_digest_begin(&digest);
	why = add_file(&digest, fd);
	if (why == 0 && sync && fsync(fd) != 0)
		why = errno;
	close(fd);
	civ_digest_end(&digest, hex);
	return why;
}
