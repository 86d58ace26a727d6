/* What an evaluator reads for expressions. */
#ifndef CIVPLAN_DERIVE_EVALUATOR_H
#define CIVPLAN_DERIVE_EVALUATOR_H

#include "lib/derive/evaluate.h"

/* The key of an area among the places. */
struct civ_span civ_evaluator_key(const int64_t *id);
/* The tally of that KIND and NAME, NULL when memory is out; *MADE: it is new, and empty. */
struct civ_tally *civ_evaluator_tally(struct civ_evaluator *evaluator, const char *kind, struct civ_span name,
                                      bool *made);
/* Add what is in the area with that ID to it and to all those that it is part of; without one, to the city alone. */
void civ_evaluator_spread(const struct civ_evaluator *evaluator, const struct civ_derived_part *part,
                          struct civ_tally *tally);
/* What a call of count, sum or coverage comes to in the area at PLACE: NAN while no facility of its kinds has been
 * entered at all. */
enum civ_status civ_evaluator_facilities(struct civ_evaluator *evaluator, const struct civ_expression *call,
                                         size_t place, struct civ_figure_value *value);
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
