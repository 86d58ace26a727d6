#ifndef CIVPLAN_BUNDLE_ORDER_H
#define CIVPLAN_BUNDLE_ORDER_H

#include "civplan/noun.h"

/* All nouns, each behind those that it cannot be stored without, ended by NULL. The caller frees the list; NULL
 * when memory is out. */
const struct civ_noun **civ_bundle_order(void);

#endif
