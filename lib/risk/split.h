/* How a cost is split: PARTY:PERCENT;..., in decimals, never in doubles. */
#ifndef CIVPLAN_RISK_SPLIT_H
#define CIVPLAN_RISK_SPLIT_H

#include <stdbool.h>
#include <stdint.h>

#include "civplan/buffer.h"
#include "civplan/text.h"

enum {
	CIV_SPLIT_DIGITS = 9, /* decimals that a share may have */
	CIV_SPLIT_SIZE = 32,  /* room for the text of a sum */
};
#define CIV_SPLIT_ONE INT64_C(1000000000) /* a percent, in the unit in which shares are summed */
#define CIV_SPLIT_WHOLE (100 * CIV_SPLIT_ONE)

enum civ_split_fault {
	CIV_SPLIT_GOOD,
	CIV_SPLIT_SHAPE,  /* a part is no PARTY:PERCENT */
	CIV_SPLIT_NUMBER, /* its percent is no number from 0 to 100, or has more decimals */
	CIV_SPLIT_TWICE,  /* its party has a share already */
	CIV_SPLIT_MEMORY,
};

struct civ_split {
	enum civ_split_fault fault;
	struct civ_span part; /* the one at fault, borrowed from the text */
	int64_t sum;          /* of all shares; 0 where there is a fault */
};

/* Reads TEXT; wide ; and : are taken too, and a percent sign. What is not faulty is appended to PLAIN as it is stored
 * (NULL: nobody wants it). */
void civ_split_read(struct civ_span text, struct civ_arena *arena, struct civ_split *split, struct civ_buf *plain);
/* True where the split that TEXT is, without a fault, names one of PARTIES, which are joined as lists are, and a
 * *STRANGER, which is none of them; folded texts. One that names none of them divides otherwise, by floors. */
bool civ_split_names_stranger(struct civ_span text, struct civ_span parties, struct civ_span *stranger);
/* A sum as a decimal, without zeros at its end. */
void civ_split_format(int64_t sum, char text[CIV_SPLIT_SIZE]);

#endif
