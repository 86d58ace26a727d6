/* What statements must know of budget lines. They read the nouns fund and flow as these were on the as-of day: a report
 * names both in `then`. Amounts are fen. */
#ifndef CIVPLAN_NOUN_FUND_H
#define CIVPLAN_NOUN_FUND_H

#include "civplan/lists.h"
#include "lib/noun/flow.h"

/* The kinds of sources as a list behind IN. */
#define CIV_FUND_SOURCE_KINDS "(''" CIV_FUND_SOURCES(CIV_FUND_KIND_IN) ")"
#define CIV_FUND_KIND_IN(code, en, zh) ",'" code "'"
/* The side that a KIND is of: source or use. */
#define CIV_FUND_SIDE_OF(kind) "CASE WHEN " kind " IN " CIV_FUND_SOURCE_KINDS " THEN 'source' ELSE 'use' END"

/* 1 where line F is soft: as it says, else by its kind; a source never is. */
#define CIV_FUND_SOFT(f) "ifnull(" f ".soft, CASE " f ".kind" CIV_FUND_USES(CIV_FUND_SOFT_WHEN) " ELSE 0 END)"
#define CIV_FUND_SOFT_WHEN(code, en, zh, soft) " WHEN '" code "' THEN " #soft

/* Line C is not of the side of its parent P, or not of its year where that has one. */
#define CIV_FUND_APART(c, p) \
	"(" c ".side <> " p ".side OR (" p ".year IS NOT NULL AND " c \
	".year IS NOT " p ".year))"

/* Of a WITH RECURSIVE, the line tables:
 * fund_moved (id, amount): raised less cut, of lines that have such entries; an entry with source and use moves both.
 * fund_draft (id): lines that are not in force, and all that is below them: a part of a draft is a draft.
 * fund_whole (year, code): years, NULL for the whole plan, that have a complete line of uses, and that line, the first
 * by code. A complete part of a line of the same year is all of that line, not of the year.
 * fund_plan (id, planned, unplaced, in_force): planned as of the day, with what was raised and cut; PERCENT is of what
 * is planned for the parent, rounded to a fen; NULL where nothing is known. unplaced is 1 for a use without a parent in
 * a year (or for the whole plan) that has a complete line of uses, and for all that is below it. in_force is 0 for a
 * draft. */
#define CIV_FUND_PLANS \
	"fund_moved(id, amount) AS (" \
	"  SELECT m.id, sum(m.amount)" \
	"  FROM (" \
	"   SELECT w.source_id AS id, " CIV_FLOW_MOVED("w") " AS amount" \
	"   FROM flow w" \
	"   WHERE w.kind IN ('raised', 'cut') AND w.source_id IS NOT NULL" \
	"   UNION ALL" \
	"   SELECT w.use_id AS id, " CIV_FLOW_MOVED("w") " AS amount" \
	"   FROM flow w" \
	"   WHERE w.kind IN ('raised', 'cut') AND w.use_id IS NOT NULL" \
	"  ) m" \
	"  GROUP BY m.id" \
	" )," \
	" fund_draft(id) AS (" \
	"  SELECT f.id" \
	"  FROM fund f" \
	"  WHERE f.in_force = 0" \
	"  UNION" \
	"  SELECT f.id" \
	"  FROM fund_draft d JOIN fund f ON f.parent_id = d.id" \
	" )," \
	" fund_whole(year, code) AS MATERIALIZED (" \
	"  SELECT c.year, min(c.code)" \
	"  FROM fund c LEFT JOIN fund p ON p.id = c.parent_id" \
	"  WHERE c.complete = 1 AND c.side = 'use' AND c.id NOT IN (SELECT id FROM fund_draft)" \
	"   AND (p.id IS NULL OR p.year IS NOT c.year)" \
	"  GROUP BY c.year" \
	" )," \
	" fund_plan(id, planned, unplaced, in_force) AS (" \
	"  SELECT f.id, " CIV_FUND_WITH_MOVED("f.planned") ", " CIV_FUND_UNPLACED("f") "," \
	"   " CIV_FUND_IN_FORCE("f") \
	"  FROM fund f LEFT JOIN fund_moved m ON m.id = f.id" \
	"  WHERE f.parent_id IS NULL" \
	"  UNION ALL" \
	"  SELECT f.id," \
	"   " CIV_FUND_WITH_MOVED( \
		"ifnull(f.planned, CAST(round(p.planned * f.percent / 100.0) AS INTEGER))") "," \
	"   p.unplaced, " CIV_FUND_IN_FORCE("f") \
	"  FROM fund_plan p" \
	"   JOIN fund f ON f.parent_id = p.id" \
	"   LEFT JOIN fund_moved m ON m.id = f.id" \
	" )"
/* PLANNED and what was moved; NULL where neither is known. */
#define CIV_FUND_WITH_MOVED(planned) \
	"CASE WHEN " planned " IS NOT NULL OR m.amount IS NOT NULL" \
	" THEN ifnull(" planned ", 0) + ifnull(m.amount, 0) END"
#define CIV_FUND_IN_FORCE(f) "CASE WHEN " f ".id IN (SELECT id FROM fund_draft) THEN 0 ELSE 1 END"
#define CIV_FUND_UNPLACED(f) \
	"CASE WHEN " f ".side = 'use' AND ifnull(" f ".complete, 0) = 0 AND EXISTS (" \
	"   SELECT 1" \
	"   FROM fund_whole y" \
	"   WHERE y.year IS " f ".year" \
	"  ) THEN 1 ELSE 0 END"

/* After CIV_FUND_PLANS: fund_part (id, side, planned, parts, own, soft, unplaced, in_force), a row for each line. parts
 * is what the lines right below it have, own its own part, which is what sums are made of: planned less parts, 0 where
 * only the parts are known. COUNTS is a condition of a row p of fund_plan: a line that is not counted leaves its money
 * with the line above it ("1 = 1", "p.in_force = 1"). */
#define CIV_FUND_PARTS(counts) \
	"fund_parts(id, amount) AS (" \
	"  SELECT x.parent_id, sum(p.planned)" \
	"  FROM fund x JOIN fund_plan p ON p.id = x.id" \
	"  WHERE x.parent_id IS NOT NULL AND " counts \
	"  GROUP BY x.parent_id" \
	" )," \
	" fund_part(id, side, planned, parts, own, soft, unplaced, in_force) AS (" \
	"  SELECT f.id, f.side, p.planned, c.amount," \
	"   CASE WHEN p.planned IS NULL THEN 0 ELSE p.planned - ifnull(c.amount, 0) END," \
	"   " CIV_FUND_SOFT("f") ", p.unplaced, p.in_force" \
	"  FROM fund f" \
	"   JOIN fund_plan p ON p.id = f.id" \
	"   LEFT JOIN fund_parts c ON c.id = f.id" \
	" )"

#endif
