/* The correction of a move's time: the move, those behind it, and what they remember. */
#ifndef CIVPLAN_LEDGER_CORRECT_H
#define CIVPLAN_LEDGER_CORRECT_H

#include "lib/ledger/before.h"

/* A move behind the one that is corrected. */
struct civ_later_move {
	int64_t event, cycle;
	const char *before; /* "" when it is not known */
};

struct civ_correction {
	struct civ_mover *mover;
	struct civ_moved moved;
	const char *before;          /* what the move changed; NULL: not known any more */
	int64_t seconds;
	bool day_only;
	char at[CIV_TIME_SIZE];      /* the new time */
	struct civ_later_move *later;         /* in order, in the mover's arena */
	size_t later_count;
	struct civ_due_texts was_due, due; /* of the cycle at hand, before and after */
};

/* The statement's first row for the moves around this one: ?1 the issue, ?2 the time, ?3 the number of the move. */
enum civ_status civ_correction_around(const struct civ_correction *c, const char *sql, sqlite3_stmt **row,
                                      bool *found);

/* The moves behind it, into c->later. */
enum civ_status civ_correction_read_later(struct civ_correction *c);

enum civ_set_by { CIV_BY_ANOTHER, CIV_BY_THIS, CIV_BY_THIS_UNTIL }; /* until the move that remembers it */

/* Was COLUMN, of the part of UNIT or with UNIT NULL of the issue, set by the move that is corrected, and does it still
 * stand so? Else *UNTIL is the first move behind it that set it too. */
enum civ_status civ_correction_who_set(const struct civ_correction *c, const char *unit, const char *column,
                                       enum civ_set_by *by, const struct civ_later_move **until);

/* Where a later move remembers the time, or a limit that it gave, it remembers the new one. */
enum civ_status civ_correction_retime_later(const struct civ_correction *c);

#endif
