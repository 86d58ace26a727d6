/* What the latest survey and the latest vote say, on the leaders' page. */
#ifndef CIVPLAN_PAGE_FRONT_SURVEYS_H
#define CIVPLAN_PAGE_FRONT_SURVEYS_H

#include "lib/page/front.h"

/* How many answered and what has changed; a winner that the weights of the ages change. Nothing without a survey whose
 * last day has passed. */
void civ_front_find_surveys(struct civ_front *front, struct civ_buf *text);
/* A row a topic, a row a choice; for the campaign alone who cannot be reached online. */
void civ_front_put_surveys(struct civ_front *front);

#endif
