/* Measures of the standard itself. */
#include "civplan/derive.h"
#include "lib/noun/indicator.h"
#include "lib/noun/standard.h"

const struct civ_derived civ_score_derived[] = {
	{.name = "duty_completeness",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "of these, with a unit, a person and a due date",
	 .denominator = "indicators with nothing below them, of standards in force on the as-of day, that are scored",
	 .sql = "SELECT 0, count(CASE WHEN " CIV_INDICATOR_ASSIGNED("i") " THEN 1 END), count(*)"
	        " FROM indicator i JOIN standard s ON s.id = i.standard_id"
	        " WHERE " CIV_STANDARD_IN_FORCE("s")
	        "  AND " CIV_INDICATOR_SCORED("i")
	        "  AND " CIV_INDICATOR_LEAF("i")},
	{.name = NULL},
};
