/* What statements must know of strata: the one place that says how many people are in one. */
#ifndef CIVPLAN_NOUN_STRATUM_H
#define CIVPLAN_NOUN_STRATUM_H

#include "lib/noun/headcount.h"

/* People of the population in S, a row of stratum, as of the day ASOF: its own number, else the last headcount of its
 * group (without one: of its code) in the survey's area, of the dimension area in that area; NULL when nobody knows. */
#define CIV_STRATUM_POPULATION(s, asof) \
	"ifnull(" s ".population, CASE WHEN " s ".dimension = 'area' THEN" \
	" (SELECT CASE WHEN " s ".\"group\" IS NULL THEN " CIV_AREA_POPULATION("place", asof) \
	"   ELSE " CIV_HEADCOUNT("place.id", s ".\"group\"", asof) " END" \
	"  FROM area place" \
	"  WHERE place.code = " s ".code)" \
	" ELSE (SELECT " CIV_HEADCOUNT("ifnull(asked.area_id, 0)", "ifnull(" s ".\"group\", " s ".code)", asof) \
	"  FROM survey asked" \
	"  WHERE asked.id = " s ".survey_id) END)"

#endif
