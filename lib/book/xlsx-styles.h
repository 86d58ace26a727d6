/* The formats of the cells of an .xlsx: what the number in the attribute s of a cell stands for. */
#ifndef CIV_BOOK_STYLES_H
#define CIV_BOOK_STYLES_H

#include "lib/book/format.h"
#include "lib/book/xlsx-parts.h"

struct civ_styles;

/* PART may be NULL: no formats. */
enum civ_status civ_styles_open(struct civ_parts *parts, const char *part, struct civ_styles **styles);
/* STYLES may be NULL. */
void civ_styles_close(struct civ_styles *styles);
/* The format of cells of style INDEX, any number; a plain number where there is none. */
const struct civ_format *civ_styles_format(const struct civ_styles *styles, unsigned long index);

#endif
