/* SQLite's memory. Every start reads the whole schema of the file, which is some twenty thousand small blocks that come
 * and go: from lists of free blocks of their size they cost a fraction of what malloc takes for them. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "lib/store/internal.h"

/* gcc says it with a macro, clang with a feature. */
#ifdef __SANITIZE_ADDRESS__
#define CIV_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CIV_SANITIZED
#endif
#endif

#ifndef CIV_SANITIZED

enum { STEP = 16, MOST = 512, CHUNK = 128 * 1024 };

/* In front of each block; what the caller gets stays aligned to 8 bytes, which is what SQLite asks for. */
struct head {
	uint64_t size; /* that the caller may use */
};

struct block {
	struct head head;
	struct block *next; /* while it is free */
};

/* A thread has lists of its own, so that none waits for another; a block that it frees stays with it. */
static _Thread_local struct {
	struct block *free[MOST / STEP + 1];
	unsigned char *at, *end; /* of the chunk that new blocks are cut from */
} pool __attribute__((tls_model("initial-exec")));

static int round_up(int wanted)
{
	return wanted <= MOST ? (wanted + STEP - 1) & ~(STEP - 1) : (wanted + 7) & ~7;
}

static struct block *cut(size_t size)
{
	size_t whole = sizeof(struct head) + size;
	struct block *block;

	if (pool.at == NULL || (size_t)(pool.end - pool.at) < whole) {
		/* What is left of the old one is too little for most. All pages of a chunk come at once, for each that
		 * comes when it is touched costs as much as many blocks. */
		void *chunk = mmap(NULL, CHUNK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1,
		                   0);

		if (chunk == MAP_FAILED)
			return NULL;
		pool.at = chunk;
		pool.end = pool.at + CHUNK;
	}
	block = (struct block *)(void *)pool.at;
	pool.at += whole;
	return block;
}

static void *take(int wanted)
{
	size_t size = (size_t)round_up(wanted);
	struct block *block;

	if (size > MOST) {
		block = malloc(sizeof(struct head) + size);
	} else {
		block = pool.free[size / STEP];
		if (block != NULL)
			pool.free[size / STEP] = block->next;
		else
			block = cut(size);
	}
	if (block == NULL)
		return NULL;
	block->head.size = size;
	return &block->head + 1;
}

static struct block *block_of(void *memory)
{
	return (struct block *)(void *)((struct head *)memory - 1);
}

static void give_back(void *memory)
{
	struct block *block;

	if (memory == NULL)
		return;
	block = block_of(memory);
	if (block->head.size > MOST) {
		free(block);
		return;
	}
	block->next = pool.free[block->head.size / STEP];
	pool.free[block->head.size / STEP] = block;
}

static int size_of(void *memory)
{
	return memory == NULL ? 0 : (int)block_of(memory)->head.size;
}

static void *resize(void *memory, int wanted)
{
	size_t size = (size_t)round_up(wanted), old = block_of(memory)->head.size;
	struct block *block;
	void *grown;

	if (size == old)
		return memory;
	if (size > MOST && old > MOST) {
		block = realloc(block_of(memory), sizeof(struct head) + size);
		if (block == NULL)
			return NULL;
		block->head.size = size;
		return &block->head + 1;
	}
	grown = take(wanted);
	if (grown == NULL)
		return NULL;
	memcpy(grown, memory, old < size ? old : size);
	give_back(memory);
	return grown;
}

static int start(void *data)
{
	(void)data;
	return SQLITE_OK;
}

static void stop(void *data)
{
	(void)data;
}

void civ_memory_use(void)
{
	static const sqlite3_mem_methods methods = {take, give_back, resize, size_of, round_up, start, stop, NULL};

	/* Refused once SQLite is at work. Nobody asks it how much memory it has: the count would cost a lock for each
	 * block. */
	(void)sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

#else

/* The sanitizers are to see every block. */
void civ_memory_use(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

#endif
