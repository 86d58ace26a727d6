/* Rows seen twice: by the key of their data set, or as a whole. */
#ifndef CIVPLAN_DATA_DOUBLES_H
#define CIVPLAN_DATA_DOUBLES_H

#include "civplan/hash.h"
#include "civplan/input.h"

struct civ_doubles {
	struct civ_hash *seen;
	struct civ_buf key; /* of the row at hand */
};

/* False when memory is out. */
bool civ_doubles_open(struct civ_doubles *doubles);
void civ_doubles_close(struct civ_doubles *doubles);
/* Begin the key of a row; add a cell to it. */
void civ_doubles_begin(struct civ_doubles *doubles);
void civ_doubles_add(struct civ_doubles *doubles, struct civ_span cell);
/* Whether the key was there before: *LINE is the line of its first row, else 0, and it is kept under this LINE. False
 * when memory is out. */
bool civ_doubles_look(struct civ_doubles *doubles, uint64_t line, uint64_t *first);

#endif
