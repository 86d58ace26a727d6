/* Merged ranges of a sheet, which its file names behind all its rows. */
#ifndef CIV_BOOK_MERGES_H
#define CIV_BOOK_MERGES_H

#include "lib/book/row.h"

struct civ_merge {
	uint64_t top, bottom;
	unsigned left, right; /* all from 1 */
};

enum { CIV_MERGES_MAX = 1 << 20 }; /* of a sheet */

struct civ_merges {
	struct civ_merge *list; /* by their first rows, once sorted */
	size_t count, room;
	size_t next;  /* not reached yet */
	size_t *open; /* those that hold the row at hand, and others that ended since */
	size_t open_count, open_room;
};

/* "C17" as column and row, from 1. False: it is no such name, or none of a sheet. */
bool civ_cell_read(const char *name, uint64_t *row, unsigned *column);

void civ_merges_free(struct civ_merges *merges);
/* Add one, whose last row and column are not before its first, or it is none; false when memory is out. */
bool civ_merges_add(struct civ_merges *merges, const struct civ_merge *merge);
/* All were added. */
void civ_merges_sort(struct civ_merges *merges);
/* Mark the cells of the row, which is behind those before. Not told: CIV_SYSTEM, memory is out; CIV_REFUSED, the ranges
 * lie over each other. */
enum civ_status civ_merges_mark(struct civ_merges *merges, struct civ_assembly *making);

#endif
