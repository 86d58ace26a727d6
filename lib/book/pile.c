#include "lib/book/pile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "civplan/buffer.h"
#include "civplan/source.h"

enum { BLOCK = 1 << 16, SLOTS = 64 };

struct civ_pile_slot {
	uint64_t block; /* its number and one; 0: nothing was read yet */
	char *bytes;
};

void civ_pile_start(struct civ_pile *pile, size_t bytes, struct civ_messages *messages)
{
	*pile = (struct civ_pile){.messages = messages, .kept_max = bytes / BLOCK, .fd = -1};
}

void civ_pile_free(struct civ_pile *pile)
{
	for (size_t i = 0; i < pile->kept_count; i++)
		free(pile->kept[i]);
	free(pile->kept);
	for (size_t i = 0; pile->slots != NULL && i < SLOTS; i++)
		free(pile->slots[i].bytes);
	free(pile->slots);
	free(pile->open);
	if (pile->fd >= 0)
		close(pile->fd);
	*pile = (struct civ_pile){.fd = -1};
}

static enum civ_status failed(const struct civ_pile *pile)
{
	return civ_error(pile->messages, CIV_SYSTEM, NULL,
	                 "cannot keep the texts of a workbook in a temporary file: %s", strerror(errno));
}

static enum civ_status keep_block(struct civ_pile *pile, char **block)
{
	if (!CIV_GROW(pile->kept, pile->kept_count, pile->kept_room) || (*block = malloc(BLOCK)) == NULL)
		return civ_no_memory(pile->messages);
	pile->kept[pile->kept_count++] = *block;
	return CIV_OK;
}

static enum civ_status write_open(struct civ_pile *pile)
{
	for (size_t done = 0; done < BLOCK;) {
		ssize_t put = write(pile->fd, pile->open + done, BLOCK - done);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return failed(pile);
		done += (size_t)put;
	}
	return CIV_OK;
}

static enum civ_status open_file(struct civ_pile *pile)
{
	pile->open = malloc(BLOCK);
	pile->slots = calloc(SLOTS, sizeof *pile->slots);
	if (pile->open == NULL || pile->slots == NULL)
		return civ_no_memory(pile->messages);
	pile->fd = civ_temporary_open();
	return pile->fd < 0 ? failed(pile) : CIV_OK;
}

/* The block at the end, with room in it. */
static enum civ_status last_block(struct civ_pile *pile, char **block)
{
	uint64_t number = pile->len / BLOCK;

	if (number < pile->kept_count) {
		*block = pile->kept[number];
		return CIV_OK;
	}
	if (number < pile->kept_max)
		return keep_block(pile, block);
	if (pile->len % BLOCK == 0) {
		enum civ_status status = pile->fd < 0 ? open_file(pile) : write_open(pile);

		if (status != CIV_OK)
			return status;
	}
	*block = pile->open;
	return CIV_OK;
}

enum civ_status civ_pile_add(struct civ_pile *pile, const void *bytes, size_t len)
{
	const char *from = bytes;

	while (len > 0) {
		size_t at = (size_t)(pile->len % BLOCK), part = BLOCK - at < len ? BLOCK - at : len;
		char *block;
		enum civ_status status = last_block(pile, &block);

		if (status != CIV_OK)
			return status;
		memcpy(block + at, from, part);
		pile->len += part;
		from += part;
		len -= part;
	}
	return CIV_OK;
}

static enum civ_status read_block(struct civ_pile *pile, uint64_t number, struct civ_pile_slot *slot)
{
	off_t at = (off_t)((number - pile->kept_count) * BLOCK);

	if (slot->bytes == NULL && (slot->bytes = malloc(BLOCK)) == NULL)
		return civ_no_memory(pile->messages);
	slot->block = 0;
	for (size_t done = 0; done < BLOCK;) {
		ssize_t got = pread(pile->fd, slot->bytes + done, BLOCK - done, at + (off_t)done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got == 0)
			errno = EIO;
		if (got <= 0)
			return failed(pile);
		done += (size_t)got;
	}
	slot->block = number + 1;
	return CIV_OK;
}

static enum civ_status find_block(struct civ_pile *pile, uint64_t number, const char **block)
{
	struct civ_pile_slot *slot;
	enum civ_status status = CIV_OK;

	if (number < pile->kept_count) {
		*block = pile->kept[number];
		return CIV_OK;
	}
	/* The one that is being filled is in no file yet. */
	if (number == (pile->len - 1) / BLOCK) {
		*block = pile->open;
		return CIV_OK;
	}
	slot = &pile->slots[number % SLOTS];
	if (slot->block != number + 1)
		status = read_block(pile, number, slot);
	*block = slot->bytes;
	return status;
}

enum civ_status civ_pile_get(struct civ_pile *pile, uint64_t at, void *bytes, size_t len)
{
	char *to = bytes;

	while (len > 0) {
		size_t from = (size_t)(at % BLOCK), part = BLOCK - from < len ? BLOCK - from : len;
		const char *block;
		enum civ_status status = find_block(pile, at / BLOCK, &block);

		if (status != CIV_OK)
			return status;
		memcpy(to, block + from, part);
		to += part;
		at += part;
		len -= part;
	}
	return CIV_OK;
}
