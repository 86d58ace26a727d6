/* Choice lists: what programs read (the code), what people read (English, Chinese), and how it is meant.
 *
 * A list is an array of struct civ_word ended by {.code = NULL}, plain data that nobody frees. It stands once: with the
 * noun or the report that it belongs to, in lib/word when several share it. Columns of nouns (choices), columns of
 * outputs (kind.words) and options (choices) point to their list, so that the same code may say different things in two
 * of them. Code that switches on a choice has an enum in the order of the list: list[value].code is its code, and
 * civ_word_place leads back. */
#ifndef CIVPLAN_WORD_H
#define CIVPLAN_WORD_H

#include <stdbool.h>
#include <stddef.h>

#include "civplan/buffer.h"
#include "civplan/messages.h"
#include "civplan/text.h"

/* How good or bad it is; a greater one is worse. */
enum civ_tone { CIV_TONE_PLAIN, CIV_TONE_GOOD, CIV_TONE_WARN, CIV_TONE_BAD };

struct civ_word {
	const char *code;
	const char *en, *zh; /* as they stand in a cell; the English one begins with a capital */
	enum civ_tone tone;
	int rank; /* what weighs more has the higher one (the worse status, the method that counts first), no two of a
	             list the same; 0: it is not weighed */
};

/* A choice without tone and rank. */
#define CIV_CHOICE(code, en, zh) {code, en, zh, CIV_TONE_PLAIN, 0}

/* yes and no: what a column of CIV_KIND_BOOL prints. */
extern const struct civ_word civ_words_bool[];

/* The entry with exactly that code; NULL: there is none, or WORDS is NULL. */
const struct civ_word *civ_word_of(const struct civ_word *words, struct civ_span code);
/* Its place in the list, the value of the enum in the same order; -1: CODE is NULL or none of them. */
int civ_word_place(const struct civ_word *words, const char *code);

/* What a reader of Chinese, or of English, reads in a cell. */
const char *civ_word_said(const struct civ_word *word, bool zh);
/* The same within a sentence, appended to TEXT: an English word begins small there ("met late"; an abbreviation stays
 * one). */
void civ_word_add(const struct civ_word *word, bool zh, struct civ_buf *text);
/* What messages call it: the word for whom civ_say speaks Chinese, else the code, which is what options take. */
const char *civ_word_told(const struct civ_word *word);
/* The same of a CODE; CODE itself when it is none of the list. */
const char *civ_code_told(const struct civ_word *words, const char *code);

/* ---- what somebody typed ---- */

/* The entry that TEXT means: its code or its word in either language, without regard to case, _ and -; NULL: none. */
const struct civ_word *civ_word_meant(const struct civ_word *words, struct civ_span text);
/* What a message says behind TEXT, which is none of them, appended to WHY: "is none of ..., ...", as messages call
 * them, and what may have been meant. */
void civ_word_refuse(const struct civ_word *words, struct civ_span text, struct civ_buf *why);
/* True if TEXT is exactly a code of WORDS, as formulas have it. Else WHY, a sentence, tells the code of what it means,
 * or that it is none of them. */
bool civ_word_is_code(const struct civ_word *words, struct civ_span text, struct civ_buf *why);
/* CIV_USAGE, told: the option at AT was given TEXT, which is none of them. */
enum civ_status civ_word_error(const struct civ_word *words, struct civ_span text, const struct civ_position *at,
                               struct civ_messages *messages);

#endif
