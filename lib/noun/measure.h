/* What SQL must know of measures. */
#ifndef CIVPLAN_NOUN_MEASURE_H
#define CIVPLAN_NOUN_MEASURE_H

#include "civplan/lists.h"

/* Of several figures of one day the one whose method M has the highest rank counts. */
#define CIV_METHOD_RANK(m) "CASE " m CIV_METHODS(CIV_WORD_WHEN) " END"

/* The values of indicator I are changes from a base: it names what they are a change of, or is measured in percentage
 * points (civ_scale_is_points). */
#define CIV_INDICATOR_IS_CHANGE(i) \
	"(" i ".change_of IS NOT NULL OR ifnull(" i ".measure_unit, '') LIKE '%percentage point%'" \
	" OR ifnull(" i ".measure_unit, '') LIKE '%百分点%')"
/* Measure M of indicator I counts: a change only where its base was measured before it. */
#define CIV_MEASURE_COUNTS(m, i) \
	"(NOT " CIV_INDICATOR_IS_CHANGE(i) " OR EXISTS (SELECT 1 FROM measure base" \
	" WHERE base.indicator = " i ".change_of AND base.area_id IS " m ".area_id AND base.date < " m ".date))"

#endif
