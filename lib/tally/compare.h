/* What an estimate is compared with: another round, or another group of the same. */
#ifndef CIVPLAN_TALLY_COMPARE_H
#define CIVPLAN_TALLY_COMPARE_H

#include "lib/tally/side.h"

/* NAN: there is nothing to compare with. */
struct civ_comparison {
	double against, change, se;
};

/* With the same question, by its code, and choice of the other round in GROUP: two samples that know nothing of each
 * other. */
struct civ_comparison civ_compare_rounds(const struct civ_side *then, const struct civ_survey_group *group,
                                         const struct civ_side_value *value, const struct civ_survey_estimate *now);
/* A less B, within one survey. */
struct civ_comparison civ_compare_groups(const struct civ_side *side, const struct civ_survey_group *a,
                                         const struct civ_survey_group *b, const struct civ_side_value *value);

#endif
