/* The formats of the cells of an .xlsx. */
#ifndef CIV_BOOK_XLSX_STYLES_H
#define CIV_BOOK_XLSX_STYLES_H

#include "lib/book/styles.h"
#include "lib/book/xlsx-parts.h"

/* Those of PART; NULL: none. The style of a cell is the number in its attribute s. */
enum civ_status civ_styles_open(struct civ_parts *parts, const char *part, struct civ_styles **styles);

#endif
