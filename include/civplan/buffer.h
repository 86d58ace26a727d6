/* Growing byte buffer, arena and array.
 *
 * Buffer and arena remember a failed allocation instead of reporting it at every call:
 * append as much as needed, then look once at `failed`. */
#ifndef CIVPLAN_BUFFER_H
#define CIVPLAN_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

struct civ_buf {
	char *data;    /* LEN bytes and a NUL behind them; NULL before the first append */
	size_t len;
	size_t cap;
	bool failed;   /* an append ran out of memory; the content is not complete */
};

/* A buffer starts as {0} and ends with civ_buf_free. */
void civ_buf_free(struct civ_buf *buf);
/* Empty the buffer, keep its memory, forget a failure. */
void civ_buf_clear(struct civ_buf *buf);
/* Append LEN bytes, a text, a byte, a text by a format; all copied. That memory ran out is kept in `failed`, so that
 * appends need no check of their own: whoever takes the content asks once. */
void civ_buf_add(struct civ_buf *buf, const void *bytes, size_t len);
void civ_buf_adds(struct civ_buf *buf, const char *text);
void civ_buf_addc(struct civ_buf *buf, char c);
void civ_buf_addf(struct civ_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The content as a string, "" when nothing was added; NULL when an append failed. */
const char *civ_buf_str(struct civ_buf *buf);
/* Hand the content over as a malloc'ed string that the caller frees, and empty the
 * buffer; NULL when an append or the hand-over failed. */
char *civ_buf_take(struct civ_buf *buf);

struct civ_arena;

/* New arena, or NULL when memory is out. Everything in it is freed with it. */
struct civ_arena *civ_arena_new(void);
/* NULL is allowed. */
void civ_arena_free(struct civ_arena *arena);
/* Forget everything allocated, keep the memory for reuse. */
void civ_arena_clear(struct civ_arena *arena);
/* LEN zeroed bytes aligned for any type; NULL when memory is out. */
void *civ_arena_alloc(struct civ_arena *arena, size_t len);
/* Copy of LEN bytes with a NUL behind them; NULL when memory is out. */
char *civ_arena_copy(struct civ_arena *arena, const char *text, size_t len);

/* Make room in the malloc'ed array LIST for one element more than the COUNT it holds of the ROOM it has: both LIST and
 * ROOM are variables, NULL and 0 at first, and change when it grows. False when memory is out; LIST is as it was, still
 * to be freed by its owner. */
#define CIV_GROW(list, count, room) ((count) < (room) || civ_grow(&(list), &(room), sizeof *(list)))
/* What CIV_GROW calls of a full array: LIST is the address of the pointer to its elements of SIZE bytes. */
bool civ_grow(void *list, size_t *room, size_t size);

#endif
