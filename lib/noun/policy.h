/* What statements must know of a policy document. They bind :asof, the day; the table policy is read as it was then. */
#ifndef CIVPLAN_NOUN_POLICY_H
#define CIVPLAN_NOUN_POLICY_H

#include "lib/noun/then.h"

/* Document S has taken the place of the one it replaces: it is in force. */
#define CIV_POLICY_SUCCEEDS(s) s ".status = 'in_force' AND ifnull(" s ".effective, '') <= :asof"
/* Nobody should follow document P any more: it is replaced, or its last day has passed. */
#define CIV_POLICY_GONE(p) \
	"(" p ".status = 'replaced'" \
	" OR ifnull(" p ".expires, '9999-12-31') < :asof" \
	" OR EXISTS (SELECT 1 FROM policy s WHERE s.replaces_id = " p ".id AND " CIV_POLICY_SUCCEEDS("s") "))"

#endif
