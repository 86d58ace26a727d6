/* The headings of a wide sheet: what each of its columns says. */
#ifndef CIVPLAN_POLL_HEADS_H
#define CIVPLAN_POLL_HEADS_H

#include "lib/poll/question.h"
#include "lib/poll/strata.h"

/* What one column says. */
struct civ_head {
	int column;                         /* of respondent; -1: none */
	const struct civ_question *question; /* NULL: none */
	int64_t choice;                     /* of the question, whose cells say whether it was ticked; -1: all of it */
	bool follows;                       /* a column before it is of the same question */
	unsigned next;                      /* the next column of the same question; 0: none */
	const char *dimension;              /* of strata; NULL: none */
};

struct civ_heads {
	struct civ_records *records;
	int64_t survey;
	struct civ_questions *questions;
	struct civ_strata_set *set;
	struct civ_strata *strata;
	struct civ_hash *exact, *forms;   /* code or text of a question -> its id; plain forms; CIV_SEVERAL */
	const struct civ_header *header;  /* that LIST is of */
	struct civ_head *list;            /* by field */
	size_t room;
	const struct civ_question **asked; /* all questions of the survey */
	size_t asked_count, asked_room;
	bool lacking;                     /* a header had no column of one of them, which was told */
	struct civ_buf plain, cut;
};

/* Of the questions and strata of the survey. End it with civ_heads_close, whatever comes of it. */
enum civ_status civ_heads_open(struct civ_heads *heads, struct civ_records *records, int64_t survey);
void civ_heads_close(struct civ_heads *heads);
/* See what the columns of HEADER say; those that say nothing are told once. CIV_REFUSED, told: one may be several
 * questions, one is of a question of several answers and none of its choices, two say the same, or none is a
 * question. */
enum civ_status civ_heads_take(struct civ_heads *heads, const struct civ_header *header);

#endif
