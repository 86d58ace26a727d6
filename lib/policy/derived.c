/* Measures that modules and mechanisms give. */
#include "civplan/derive.h"
#include "lib/noun/mechanism.h"
#include "lib/noun/module.h"

const struct civ_derived civ_policy_derived[] = {
	{.name = "modules_on",
	 .kind = CIV_DERIVED_COUNT,
	 .unit = "modules",
	 .numerator = "reserve modules that are on, where their task is",
	 .then = "module",
	 .sql = "SELECT ifnull(t.area_id, 0), count(*), NULL"
	        " FROM module m JOIN task t ON t.id = m.task_id"
	        " WHERE " CIV_MODULE_ON("m")
	        " GROUP BY ifnull(t.area_id, 0)"},
	{.name = "mechanism_completeness",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "mechanisms in force on the day",
	 .denominator = "mechanisms planned, those that have lapsed among them",
	 .then = "mechanism",
	 .sql = "SELECT 0, count(CASE WHEN " CIV_MECHANISM_IN_FORCE("m") " THEN 1 END), count(*)"
	        " FROM mechanism m"},
	{.name = NULL},
};
