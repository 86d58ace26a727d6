/* What statements must know of standards. They bind :asof, the day. */
#ifndef CIVPLAN_NOUN_STANDARD_H
#define CIVPLAN_NOUN_STANDARD_H

/* Standard S is in force on the day. */
#define CIV_STANDARD_IN_FORCE(s) CIV_STANDARD_IN_FORCE_ON(s, ":asof")
#define CIV_STANDARD_IN_FORCE_ON(s, day) \
	s ".effective <= " day " AND (" s ".retired IS NULL OR " s ".retired > " day ")"

#endif
