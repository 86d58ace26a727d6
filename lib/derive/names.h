/* The names of derived measures. */
#ifndef CIVPLAN_DERIVE_NAMES_H
#define CIVPLAN_DERIVE_NAMES_H

#include "civplan/derive.h"

/* The entry of that name, or NULL. */
const struct civ_derived *civ_derived_find(struct civ_span name);
/* True if the plan names it and its records are not kept here: its values are entered. */
bool civ_derived_is_awaited(struct civ_span name);
/* Let the names be what was meant. */
void civ_derived_offer(struct civ_near *near);
bool civ_derived_is_known(struct civ_span name);
/* True for population and elderly, which areas have. */
bool civ_name_is_of_area(struct civ_span name);
/* True if the expression names an indicator, by a name or in brackets; what measures are called is no indicator. */
bool civ_names_indicator(const struct civ_expression *expression);
bool civ_span_is(struct civ_span span, const char *text);

#endif
