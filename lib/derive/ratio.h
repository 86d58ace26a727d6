/* Expressions that are one ratio: what they come to for the city is a ratio of sums. Pure. */
#ifndef CIVPLAN_DERIVE_RATIO_H
#define CIVPLAN_DERIVE_RATIO_H

#include "civplan/expression.h"

/* factor x top / bottom. */
struct civ_ratio {
	double factor;
	const struct civ_expression *top, *bottom;
	bool summed; /* both may be added up over areas, and one of them is measured there */
};

/* False: it is something else. */
bool civ_ratio_find(const struct civ_expression *expression, struct civ_ratio *ratio);

#endif
