/* Measures of the units. */
#include "civplan/derive.h"
#include "lib/noun/unit.h"

const struct civ_derived civ_area_derived[] = {
	{.name = "assessed_rate",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "of these, with the campaign in their yearly appraisal (assessed)",
	 .denominator = "units of the government: offices, departments, districts and streets",
	 .sql = "SELECT 0, sum(CASE WHEN u.assessed = 1 THEN 1 ELSE 0 END), count(*)"
		" FROM unit u"
		" WHERE " CIV_UNIT_IS_APPRAISED("u")},
	{.name = NULL},
};
