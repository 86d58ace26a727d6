/* Numbers by which a person is found, in a text: of a mobile telephone, of an identity card. */
#ifndef CIVPLAN_PERSON_NUMBER_H
#define CIVPLAN_PERSON_NUMBER_H

#include "civplan/buffer.h"
#include "civplan/text.h"

/* The next such number in *REST, in *NUMBER; *REST moves behind it. A mobile number has 11 digits, the first 1, the
 * second 3 to 9, in one or as 138-0013-8000 or 138 0013 8000, also behind 86; that of a card (GB 11643) 17 digits, in
 * them the day of a birth since 1800, and a digit or X. Digits may be wide ones. What is part of more digits is none.
 * False when none is left. */
bool civ_person_number_next(struct civ_span *rest, struct civ_span *number);

/* TEXT into MASKED, with *** for each such number. */
void civ_person_number_mask(struct civ_span text, struct civ_buf *masked);

#endif
