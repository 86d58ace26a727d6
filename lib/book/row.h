/* A row as it is put together, cell by cell from left to right. */
#ifndef CIV_BOOK_ROW_H
#define CIV_BOOK_ROW_H

#include "civplan/book.h"
#include "civplan/buffer.h"

enum { CIV_ROWS_MAX = 1 << 20, CIV_COLUMNS_MAX = 1 << 14 }; /* of a sheet */

struct civ_assembly {
	struct civ_buf text; /* of all cells */
	size_t *ends;        /* of each cell in it */
	struct civ_span *cells;
	unsigned char *marks;
	size_t end_room, cell_room, mark_room;
	unsigned count;
	bool holds; /* a text or a fault */
	struct civ_book_row row;
};

void civ_assembly_free(struct civ_assembly *making);
void civ_assembly_start(struct civ_assembly *making, uint64_t row);
/* Make room up to COLUMN, from 1, which comes next or later; what is appended to the text then is its. False when
 * memory is out. */
bool civ_assembly_cell(struct civ_assembly *making, unsigned column);
/* The cell begun is done. */
void civ_assembly_end(struct civ_assembly *making, unsigned marks);
/* Mark a cell, also one behind the last. False when memory is out. */
bool civ_assembly_mark(struct civ_assembly *making, unsigned column, unsigned marks);
/* The row; NULL when memory is out. Valid until the next start. */
const struct civ_book_row *civ_assembly_row(struct civ_assembly *making);

#endif
