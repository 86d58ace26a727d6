/* Questions and choices as other hands write them: numbering before them, blanks and wide letters within. */
#ifndef CIVPLAN_POLL_PLAIN_H
#define CIVPLAN_POLL_PLAIN_H

#include "civplan/buffer.h"
#include "civplan/text.h"

/* TEXT in the form in which two are compared, into PLAIN, cleared first: folded (civ_text_fold), without blanks, small
 * ASCII letters, without what a site appends in 〖 〗. */
void civ_plain_make(struct civ_span text, struct civ_buf *plain);
/* A plain text behind the number, letter or mark before it: "1.", "q1", "q1:", "(2)", "a、", "第3题"; itself where
 * none stands there, or nothing behind it. */
struct civ_span civ_plain_unnumbered(struct civ_span plain);
/* A plain text is a number and the mark behind it, and nothing else: "3、". */
bool civ_plain_is_number(struct civ_span plain);
/* A plain text without what a site says of the question beside it: "*" before it, "【多选题】", "(必填)",
 * "(最多选3项)", "*" or ":" behind it, one or several; itself where nothing else is left. */
struct civ_span civ_plain_unmarked(struct civ_span plain);
/* The place, from 1, that a plain text is as a lone number or letter; 0: it is none. */
size_t civ_plain_place(struct civ_span plain);
/* A site's word for a question that was not asked or not answered. */
bool civ_plain_is_nothing(struct civ_span text);

#endif
