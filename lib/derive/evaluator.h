/* What an evaluator reads for expressions. */
#ifndef CIVPLAN_DERIVE_EVALUATOR_H
#define CIVPLAN_DERIVE_EVALUATOR_H

#include "lib/derive/evaluate.h"

/* By area, the last measure of the indicator; borrowed. */
enum civ_status civ_evaluator_measures(struct civ_evaluator *evaluator, struct civ_span code,
                                       const struct civ_tally **tallies);
/* What an entry is another name of; NULL: what cannot be read. */
enum civ_status civ_evaluator_meaning(struct civ_evaluator *evaluator, const char *text,
                                      const struct civ_expression **expression);
/* The formula of the indicator in the latest standard in force; NULL: it has none. */
enum civ_status civ_evaluator_formula(struct civ_evaluator *evaluator, struct civ_span code,
                                      const struct civ_expression **expression);

#endif
