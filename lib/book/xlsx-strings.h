/* The texts that the cells of an .xlsx share. */
#ifndef CIV_BOOK_STRINGS_H
#define CIV_BOOK_STRINGS_H

#include <stddef.h>
#include <stdint.h>

#include "civplan/buffer.h"
#include "lib/book/xlsx-parts.h"

/* A text as it is collected: what stands above it to be read aloud is left out. */
struct civ_text {
	struct civ_buf text;
	bool open;      /* inside a <t> */
	unsigned aside; /* inside that many <rPh> */
};

/* An element NAME within a text begins or ends; text between. False: longer than CIV_CELL_MAX. */
void civ_text_start(struct civ_text *text, const char *name);
void civ_text_end(struct civ_text *text, const char *name);
bool civ_text_add(struct civ_text *text, const char *bytes, size_t len);
/* Undo _x000D_ and its like, in place. */
void civ_text_unescape(struct civ_buf *text);

struct civ_strings;

/* All of PART. */
enum civ_status civ_strings_open(struct civ_parts *parts, const char *part, struct civ_strings **strings);
/* STRINGS may be NULL. */
void civ_strings_close(struct civ_strings *strings);
uint64_t civ_strings_count(const struct civ_strings *strings);
/* Append text INDEX, which is less than the count, to OUT. */
enum civ_status civ_strings_add(struct civ_strings *strings, uint64_t index, struct civ_buf *out);

#endif
