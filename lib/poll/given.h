/* The answers in one row of a wide sheet. */
#ifndef CIVPLAN_POLL_GIVEN_H
#define CIVPLAN_POLL_GIVEN_H

#include "lib/poll/heads.h"

struct civ_answered {
	const struct civ_question *question;
	struct civ_span value; /* as it is stored; of the row, the question or the arena */
};

struct civ_given {
	struct civ_answered *list;
	size_t count, room;
	struct civ_arena *arena; /* of the row */
	struct civ_buf buf;
};

/* False: memory is out. End it with civ_given_close either way. */
bool civ_given_open(struct civ_given *given);
void civ_given_close(struct civ_given *given);
/* The answers of ROW, whose header HEADS has taken, in place of those before: questions that were passed over, and
 * those of several answers of which no choice was ticked, are none. CIV_REFUSED, told to MESSAGES: an answer cannot be
 * given. */
enum civ_status civ_given_read(struct civ_given *given, const struct civ_heads *heads, const struct civ_input_row *row,
                               struct civ_messages *messages);

#endif
