/* A side of a comparison of a criterion, and what it is. */
#ifndef CIVPLAN_MILESTONE_SIDE_H
#define CIVPLAN_MILESTONE_SIDE_H

#include "civplan/derive.h"
#include "civplan/milestone.h"

struct civ_side {
	struct civ_span code;                    /* of an indicator, which has measures; empty: it is counted */
	const struct civ_expression *expression; /* else; NULL of a code */
};

/* What TEXT is: the code of an indicator where one has it, or where it can be nothing else; else an expression, in
 * ARENA. */
enum civ_status civ_side_find(struct civ_records *records, struct civ_span text, struct civ_arena *arena,
                              struct civ_side *side);
/* Whether an indicator has the code. */
enum civ_status civ_side_is_indicator(struct civ_records *records, struct civ_span code, bool *found);
/* What its values are counted in, in ARENA; empty: not said, as of percentages. *KNOWN is false where nothing tells. */
enum civ_status civ_side_unit(struct civ_records *records, const struct civ_side *side, struct civ_arena *arena,
                              struct civ_span *unit, bool *known);
/* Whether all that it names is there, a code left aside that may be entered later. CIV_REFUSED: WHY says which is not,
 * and where it stands in TEXT, of which SIDE is a part. */
enum civ_status civ_side_check(struct civ_records *records, struct civ_span text, struct civ_span side,
                               struct civ_buf *why);

#endif
