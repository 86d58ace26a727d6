/* What statements must know of residents: the one place that says how many people an area has.
 *
 * An area's last count up to the day counts; without one what the area itself says. That row has no day: it stands for
 * every day. The whole city is no area: its counts have none, and without one the plan says it. */
#ifndef CIVPLAN_NOUN_HEADCOUNT_H
#define CIVPLAN_NOUN_HEADCOUNT_H

/* The groups of headcount that stand for all residents, and for those of 65 and older. */
#define CIV_HEADCOUNT_ALL "'all'"
#define CIV_HEADCOUNT_ELDERLY "'65+'"

/* The last count of GROUP up to the day ASOF in the area with the id AREA (0: the whole city): NULL without one. */
#define CIV_HEADCOUNT(area, group, asof) \
	"(SELECT counted.n FROM headcount counted" \
	" WHERE ifnull(counted.area_id, 0) = " area " AND counted.\"group\" = " group " AND counted.date <= " asof \
	" ORDER BY counted.date DESC LIMIT 1)"

/* Residents, and those of 65 and older, of A, a row of area, as of the day ASOF: NULL when nobody knows. */
#define CIV_AREA_POPULATION(a, asof) \
	"ifnull(" CIV_HEADCOUNT(a ".id", CIV_HEADCOUNT_ALL, asof) ", " a ".population)"
#define CIV_AREA_ELDERLY(a, asof) \
	"ifnull(" CIV_HEADCOUNT(a ".id", CIV_HEADCOUNT_ELDERLY, asof) ", " a ".elderly)"
/* The same of the whole city; of its residents of 65 and older the plan says nothing. */
#define CIV_CITY_POPULATION(asof) \
	"ifnull(" CIV_HEADCOUNT("0", CIV_HEADCOUNT_ALL, asof) ", (SELECT population FROM plan))"
#define CIV_CITY_ELDERLY(asof) CIV_HEADCOUNT("0", CIV_HEADCOUNT_ELDERLY, asof)

#endif
