/* The texts that the cells of an .xlsx share. */
#ifndef CIV_BOOK_STRINGS_H
#define CIV_BOOK_STRINGS_H

#include <stddef.h>
#include <stdint.h>

#include "lib/book/texts.h"
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

/* All of PART, behind TEXTS. */
enum civ_status civ_strings_read(struct civ_parts *parts, const char *part, struct civ_texts *texts);

#endif
