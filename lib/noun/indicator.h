/* What statements must know of indicators. */
#ifndef CIVPLAN_NOUN_INDICATOR_H
#define CIVPLAN_NOUN_INDICATOR_H

/* Of several standards with the same indicator the latest one that was in force by the day ASOF says what it is: an
 * ORDER BY of the rows I of indicator with S, their standard, that has it first. */
#define CIV_INDICATOR_LATEST(i, s, asof) \
	"CASE WHEN " s ".effective <= " asof " THEN " s ".effective ELSE '' END DESC, " i ".id"

/* A table for WITH: of each code the indicator that says what it is (place 1), with what reports show of it. */
#define CIV_INDICATOR_LEADS(asof) \
	"lead AS (" \
	"  SELECT i.code AS indicator, i.name, i.unit_id, i.direction, i.change_of, i.measure_unit," \
	"         row_number() OVER (PARTITION BY i.code ORDER BY " CIV_INDICATOR_LATEST("i", "s", asof) ") AS place" \
	"  FROM indicator i JOIN standard s ON s.id = i.standard_id" \
	")"

/* COLUMN of the indicator with that CODE, of that standard: a statement. */
#define CIV_INDICATOR_ASK(column, code, asof) \
	"SELECT i." column \
	" FROM indicator i JOIN standard s ON s.id = i.standard_id" \
	" WHERE i.code = " code \
	" ORDER BY " CIV_INDICATOR_LATEST("i", "s", asof) " LIMIT 1"

/* Nothing is below indicator I in its standard. */
#define CIV_INDICATOR_LEAF(i) \
	"NOT EXISTS (SELECT 1 FROM indicator x WHERE x.standard_id = " i ".standard_id AND x.parent = " i ".code)"

/* Indicator I counts in the score. */
#define CIV_INDICATOR_SCORED(i) i ".weight > 0 AND ifnull(" i ".rule, '') <> 'none'"

/* All that duty asks for is named of indicator I: a unit, a person and a due date. */
#define CIV_INDICATOR_ASSIGNED(i) \
	"(" i ".unit_id IS NOT NULL AND " i ".person_id IS NOT NULL AND " i ".due IS NOT NULL)"

#endif
