/* Measures of the standard itself. */
#include "civplan/derive.h"

const struct civ_derived civ_score_derived[] = {
	{.name = "duty_completeness",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "of these, with a unit, a person and a due date",
	 .denominator = "indicators with nothing below them, of standards in force on the as-of day, that are scored",
	 .sql = "SELECT 0, sum(i.unit_id IS NOT NULL AND i.person_id IS NOT NULL AND i.due IS NOT NULL), count(*)"
		" FROM indicator i JOIN standard s ON s.id = i.standard_id"
		" WHERE s.effective <= :asof"
		"  AND (s.retired IS NULL OR s.retired > :asof)"
		"  AND i.weight > 0"
		"  AND ifnull(i.rule, '') <> 'none'"
		"  AND NOT EXISTS ("
		"   SELECT 1"
		"   FROM indicator c"
		"   WHERE c.standard_id = i.standard_id AND c.parent = i.code"
		"  )"},
	{.name = NULL},
};
