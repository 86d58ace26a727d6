#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"

struct chunk {
	struct chunk *next;
	size_t size; /* bytes behind the header */
	size_t used;
	alignas(max_align_t) char bytes[];
};

struct civ_arena {
	struct chunk *first;
	struct chunk *current; /* chunks behind it are empty, kept from before a clear */
};

enum { FIRST_CHUNK = 4096, LARGEST_STEP = 256 * 1024 };

struct civ_arena *civ_arena_new(void)
{
	return calloc(1, sizeof(struct civ_arena));
}

void civ_arena_free(struct civ_arena *arena)
{
	if (arena == NULL)
		return;
	for (struct chunk *chunk = arena->first, *next; chunk != NULL; chunk = next) {
		next = chunk->next;
		free(chunk);
	}
	free(arena);
}

void civ_arena_clear(struct civ_arena *arena)
{
	for (struct chunk *chunk = arena->first; chunk != NULL; chunk = chunk->next)
		chunk->used = 0;
	arena->current = arena->first;
}

/* Chunks double up to a step, so that small arenas stay small and large ones need few calls. */
static size_t chunk_size(const struct civ_arena *arena, size_t len)
{
	size_t size = FIRST_CHUNK;

	if (arena->current != NULL)
		size = arena->current->size < LARGEST_STEP / 2 ? arena->current->size * 2 : LARGEST_STEP;
	return len > size ? len : size;
}

/* New chunk behind the current one, in front of those that were too small. */
static struct chunk *add_chunk(struct civ_arena *arena, size_t len)
{
	size_t size = chunk_size(arena, len);
	struct chunk *chunk = malloc(sizeof *chunk + size);

	if (chunk == NULL)
		return NULL;
	chunk->size = size;
	chunk->used = 0;
	if (arena->current == NULL) {
		chunk->next = NULL;
		arena->first = chunk;
	} else {
		chunk->next = arena->current->next;
		arena->current->next = chunk;
	}
	arena->current = chunk;
	return chunk;
}

/* A chunk with room for LEN: the current one, an empty one behind it, or a new one. */
static struct chunk *chunk_for(struct civ_arena *arena, size_t len)
{
	struct chunk *chunk = arena->current;

	while (chunk != NULL && chunk->size - chunk->used < len)
		chunk = chunk->next;
	if (chunk == NULL)
		return add_chunk(arena, len);
	arena->current = chunk;
	return chunk;
}

static char *take(struct civ_arena *arena, size_t len)
{
	const size_t align = alignof(max_align_t);
	struct chunk *chunk;
	char *bytes;

	if (len > SIZE_MAX / 4)
		return NULL;
	len = (len + align - 1) / align * align;
	chunk = chunk_for(arena, len);
	if (chunk == NULL)
		return NULL;
	bytes = chunk->bytes + chunk->used;
	chunk->used += len;
	return bytes;
}

void *civ_arena_alloc(struct civ_arena *arena, size_t len)
{
	char *bytes = take(arena, len);

	if (bytes != NULL)
		memset(bytes, 0, len);
	return bytes;
}

char *civ_arena_copy(struct civ_arena *arena, const char *text, size_t len)
{
	char *copy = len < SIZE_MAX ? take(arena, len + 1) : NULL;

	if (copy == NULL)
		return NULL;
	if (len > 0)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}
