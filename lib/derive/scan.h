/* The text of an expression, sign by sign. */
#ifndef CIVPLAN_DERIVE_SCAN_H
#define CIVPLAN_DERIVE_SCAN_H

#include "civplan/expression.h"

struct civ_scanner {
	struct civ_span text;
	size_t at;    /* the next byte */
	size_t depth; /* brackets and minus signs that stand open */
	struct civ_arena *arena;
	struct civ_mistake *mistake;
};

/* The character at byte AT, signs as plain ones, 0 at the end; *USED is its length. What is no UTF-8 is a character of
 * its own. */
unsigned long civ_scan_look(const struct civ_scanner *scanner, size_t at, size_t *used);
/* The next one. */
unsigned long civ_scan_next(const struct civ_scanner *scanner);
bool civ_scan_is_digit(unsigned long c);
bool civ_scan_is_letter(unsigned long c);
void civ_scan_blanks(struct civ_scanner *scanner);
/* Takes the sign if it is the next, blanks before it passed over. */
bool civ_scan_take(struct civ_scanner *scanner, unsigned long sign);
/* Letters, digits and _, and with HYPHENS - within them; may be empty. */
struct civ_span civ_scan_word(struct civ_scanner *scanner, bool hyphens);
/* NULL, and what is wrong; the first that is found stays. */
void *civ_scan_mistake(struct civ_scanner *scanner, size_t at, const char *why);
/* What stands in the brackets that are next, ]] within them as one ]. False, told, when it is none. */
bool civ_scan_bracketed(struct civ_scanner *scanner, struct civ_span *value);
/* Ends a value that is not in brackets. */
bool civ_scan_ends_value(unsigned long c);
/* A value, with its place, up to what ends it. */
bool civ_scan_value(struct civ_scanner *scanner, struct civ_argument *argument);

#endif
