/* One spelling for texts that people write in many: which characters say something, and the numbers among them. */
#ifndef CIVPLAN_SPELLING_H
#define CIVPLAN_SPELLING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The character in its plain form: full-width ones as ASCII, capitals small; 0 for blanks, punctuation and what else
 * says nothing. */
unsigned long civ_letter_of(unsigned long c);
/* The number that the first of COUNT such characters write, 12 or 十二, 一百零三, 二〇二; how many of them it
 * takes, 0 for none. */
size_t civ_number_of(const unsigned long *chars, size_t count, uint64_t *number);

#endif
