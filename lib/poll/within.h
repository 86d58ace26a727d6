/* Who answers a survey within its days and its area, and who does not. */
#ifndef CIVPLAN_POLL_WITHIN_H
#define CIVPLAN_POLL_WITHIN_H

#include "lib/poll/strata.h"

/* Of a run. */
struct civ_within;

struct civ_within *civ_within_new(void);
void civ_within_free(struct civ_within *within);
/* Look at a respondent who is to be stored; OLD as the hook has it, and what is the same there is not looked at again.
 * CIV_REFUSED, told: it is a vote, and the day or the area is none of it. Of another survey it is counted. SET knows
 * the areas. */
enum civ_status civ_within_check(struct civ_within *within, struct civ_strata_set *set, struct civ_writer *writer,
                                 struct civ_record *record, const struct civ_value *old);
/* Warn of those that were counted. */
void civ_within_tell(const struct civ_within *within, struct civ_messages *messages);

#endif
