/* The moves of an issue: one table, by which they are made, and which --help-all and the manual of issue-move print. */
#ifndef CIVPLAN_LEDGER_TRANSITIONS_H
#define CIVPLAN_LEDGER_TRANSITIONS_H

#include <stdbool.h>

/* In the order of civ_words_move. */
enum civ_move_to {
	CIV_TO_ASSIGNED,
	CIV_TO_RECEIVED,
	CIV_TO_RETURNED,
	CIV_TO_RECTIFIED,
	CIV_TO_ACCEPTED,
	CIV_TO_CLOSED,
	CIV_TO_DEFERRED,
	CIV_TO_DISMISSED,
	CIV_TO_REPORTED,
	CIV_MOVES
};

enum civ_move_need {
	CIV_NEEDS_NOTHING,
	CIV_NEEDS_UNIT,
	CIV_NEEDS_NOTE,
	CIV_NEEDS_BY,
	CIV_NEEDS_REASON,
	CIV_NEEDS_REVIEW
};

struct civ_transition {
	const char *from[6];  /* the stages that it may start from, ended by NULL */
	const char *elsewhere; /* why it is refused from another one */
	struct {
		enum civ_move_need what;
		const char *missing; /* why it is refused without */
	} needs[2];           /* in the order in which they are asked for */
	bool of_part;         /* with co-units it is the step of one unit's part */
	const char *meaning;  /* what it needs and does */
};

extern const struct civ_transition civ_transitions[CIV_MOVES];

/* Whether the move TO may start from STAGE. */
bool civ_transition_starts(enum civ_move_to to, const char *stage);

/* Whether the move of that NAME is the step of a unit's part. */
bool civ_transition_is_of_part(const char *name);

#endif
