/* What statements must know of a milestone. They bind :asof, the day. */
#ifndef CIVPLAN_NOUN_MILESTONE_H
#define CIVPLAN_NOUN_MILESTONE_H

/* Of milestone M: nobody reported it as finished; and its due date has passed; or it is due in :arg days. */
#define CIV_MILESTONE_OPEN(m) m ".finished IS NULL"
#define CIV_MILESTONE_LATE(m) CIV_MILESTONE_OPEN(m) " AND " m ".due < :asof"
#define CIV_MILESTONE_DUE_SOON(m) \
	CIV_MILESTONE_OPEN(m) " AND " m ".due BETWEEN :asof AND date(:asof, '+' || :arg || ' days')"

#endif
