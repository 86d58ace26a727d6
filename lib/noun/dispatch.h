/* What statements must know of the parts that units have in an issue. */
#ifndef CIVPLAN_NOUN_DISPATCH_H
#define CIVPLAN_NOUN_DISPATCH_H

/* Is the part P, of the noun dispatch, a unit's at the end of the day before :end? And the parts that there are of the
 * cycle that row T has: a FROM clause to which conditions may be added. */
#define CIV_PART_IS_THERE(p) p ".sent_at < :end AND ifnull(" p ".returned_at >= :end, 1)"
#define CIV_PARTS_AT(p, t) \
	"dispatch " p \
	" WHERE " p ".issue_id = " t ".issue_id AND " p ".cycle = " t ".cycle AND " CIV_PART_IS_THERE(p)

#endif
