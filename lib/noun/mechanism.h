/* What statements must know of a mechanism. They bind :asof, the day; the table mechanism is read as it was then. */
#ifndef CIVPLAN_NOUN_MECHANISM_H
#define CIVPLAN_NOUN_MECHANISM_H

#include "lib/noun/then.h"

/* Mechanism M works. */
#define CIV_MECHANISM_IN_FORCE(m) m ".status = 'in_force' AND " m ".since <= :asof"
/* It does not, and was to by a day that has passed. */
#define CIV_MECHANISM_LATE(m) "NOT (" CIV_MECHANISM_IN_FORCE(m) ") AND " m ".due < :asof"

#endif
