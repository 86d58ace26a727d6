/* What statements must know of a dispute. They bind :asof, the day. */
#ifndef CIVPLAN_NOUN_DISPUTE_H
#define CIVPLAN_NOUN_DISPUTE_H

/* Dispute D is not settled. */
#define CIV_DISPUTE_OPEN(d) d ".status <> 'settled'"
/* Days for which it was open up to its end, or to the as-of day. */
#define CIV_DISPUTE_DAYS(d) "(day_of(ifnull(" d ".settled, :asof)) - day_of(" d ".opened))"
/* More days are long. */
#define CIV_DISPUTE_LONG "90"

#endif
