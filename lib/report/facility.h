/* What reports on facilities have in common. Statements bind :kind, kinds as a person types them. */
#ifndef CIVPLAN_REPORT_FACILITY_H
#define CIVPLAN_REPORT_FACILITY_H

#include "lib/noun/facility.h"
#include "lib/noun/task.h"

#define CIV_FACILITY_KIND_PARAM \
	{ \
		.name = "kind", .type = CIV_TEXT, .listed = "facility.kind", .arg = "KIND;KIND", \
		.help = "facilities of these kinds, joined with ; or commas; without it of any kind" \
	}

/* Tables for WITH. inside(target, id): each area A that CONDITION holds for, and all that is below it. */
#define CIV_FACILITY_INSIDE(condition) \
	"inside(target, id) AS (" \
	"  SELECT a.id, a.id FROM area a WHERE " condition \
	"  UNION" \
	"  SELECT i.target, a.id FROM inside i JOIN area a ON a.parent_id = i.id" \
	")"
/* amount: what stands in each area on its own; they are many, and few once they are summed. */
#define CIV_FACILITY_AMOUNTS(condition) \
	"amount AS MATERIALIZED (" \
	"  SELECT f.area_id, f.kind, f.services, count(*) AS n, sum(f.quantity) AS quantity" \
	"  FROM facility f" \
	"  WHERE " CIV_FACILITY_IN_USE("f") \
	"   AND (:kind IS NULL OR f.kind IN (SELECT j.value FROM " CIV_TASK_CODES_OF("kind_list(:kind)") " j))" \
	condition \
	"  GROUP BY f.area_id, f.kind, f.services" \
	")"

#endif
