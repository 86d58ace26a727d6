/* Numbers that tell who a person is. */
#ifndef CIVPLAN_PERSON_H
#define CIVPLAN_PERSON_H

#include "civplan/text.h"

/* The first number in TEXT, in ASCII digits, that is one of a mobile telephone in China (11 digits from 13 to 19 on, 86
 * or +86 before them or not) or of an identity card (18, the last of them X perhaps, with a day of birth), whole or
 * with single blanks or hyphens in it; .len 0: there is none. */
struct civ_span civ_person_number(struct civ_span text);

#endif
