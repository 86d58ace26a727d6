/* A question in memory, and what a text is as an answer to it. */
#ifndef CIVPLAN_POLL_QUESTION_H
#define CIVPLAN_POLL_QUESTION_H

#include "civplan/hash.h"
#include "civplan/record.h"

enum civ_question_kind { CIV_ASKED_YESNO, CIV_ASKED_CHOICE, CIV_ASKED_MULTI, CIV_ASKED_SCALE, CIV_ASKED_NUMBER };

struct civ_question {
	int64_t id;
	const char *code, *text;
	enum civ_question_kind kind;
	struct civ_span *choices; /* in their order; none but of choice and multi */
	size_t count;
	int64_t top;              /* of scale */
	struct civ_hash *exact;   /* choice -> its place, from 0 */
	struct civ_hash *forms;   /* the same by plain forms, with numbering and without; CIV_SEVERAL: more than one */
	bool numbered;            /* a choice is a number or a letter itself: none stands for a place */
};

enum { CIV_SEVERAL = -1 };

/* What is wrong with a text as an answer. */
enum civ_unfit {
	CIV_FITS,
	CIV_UNFIT_YESNO,
	CIV_UNFIT_CHOICE,
	CIV_UNFIT_SEVERAL, /* more than one choice may be meant */
	CIV_UNFIT_TICK,    /* neither says that the choice was ticked nor that it was not */
	CIV_UNFIT_SCALE,
	CIV_UNFIT_NUMBER,
	CIV_UNFIT_LARGE,
	CIV_UNFIT_EMPTY,
	CIV_UNFIT_MEMORY,
};

/* A text that is read, and what became of it. */
struct civ_said {
	struct civ_span text;    /* as it was given */
	struct civ_arena *arena; /* keeps the value where it is no text of the question */
	struct civ_span value;   /* as it is stored; borrowed from the question or the arena */
	struct civ_span part;    /* that is unfit */
};

/* A question of these values, a full set of columns of the noun; its texts are copied into ARENA. NULL: memory is out.
 * End it with civ_question_end, which frees what is not the arena's. */
struct civ_question *civ_question_make(int64_t id, const struct civ_value *values, struct civ_arena *arena);
void civ_question_end(struct civ_question *question);
/* What SAID.text is as an answer: a choice by its text, however it is numbered and spaced, or by its number or letter
 * where no choice is one itself; yes and no in the usual words. BUF is for the work. */
enum civ_unfit civ_question_read(const struct civ_question *question, struct civ_said *said, struct civ_buf *buf);
/* The place, from 0, of the choice that TEXT is, as civ_question_read takes one. */
enum civ_unfit civ_question_choice(const struct civ_question *question, struct civ_span text, struct civ_buf *buf,
                                   size_t *place);
/* Whether SAID.text says that one choice, by its place, was ticked: 1 or 0, 选中 or 未选中, √, yes or no, the
 * choice itself or nothing. BUF is for the work. */
enum civ_unfit civ_question_tick(const struct civ_question *question, size_t place, struct civ_said *said,
                                 struct civ_buf *buf, bool *ticked);
/* The answer of which the choices with those places are ticked, into SAID. CIV_UNFIT_EMPTY: none is. */
enum civ_unfit civ_question_join(const struct civ_question *question, const bool *ticked, struct civ_said *said);
/* Why not, as a sentence of the reader's language, appended to TEXT. */
void civ_question_unfit(const struct civ_question *question, enum civ_unfit unfit, const struct civ_said *said,
                        struct civ_buf *text);

/* Questions of a run by their ids, read when they are first asked for. */
struct civ_questions;

struct civ_questions *civ_questions_new(void);
void civ_questions_free(struct civ_questions *questions);
/* *QUESTION is borrowed; NULL: there is none of that id. */
enum civ_status civ_questions_get(struct civ_questions *questions, struct civ_records *records, int64_t id,
                                  const struct civ_question **question);

#endif
