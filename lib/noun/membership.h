/* What statements must know of memberships. */
#ifndef CIVPLAN_NOUN_MEMBERSHIP_H
#define CIVPLAN_NOUN_MEMBERSHIP_H

/* Membership M holds on DAY, a date; its first and last day count. */
#define CIV_MEMBERSHIP_ON(m, day) m ".start <= " day " AND (" m ".\"end\" IS NULL OR " m ".\"end\" >= " day ")"

#endif
