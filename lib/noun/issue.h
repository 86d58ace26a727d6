/* What statements must know of an issue: what it is now, and how it was at the end of a past day, told from events,
 * times and past cycles. They bind :asof, the day; :end, the day after, as a date; :minute, the one that answers depend
 * on (civ_clock_minute). */
#ifndef CIVPLAN_NOUN_ISSUE_H
#define CIVPLAN_NOUN_ISSUE_H

#include "lib/noun/limit.h"
#include "lib/noun/event.h"

/* ---- now: of issue I; what ends in _ROW is of a row without a name ---- */

/* Neither closed nor dismissed. In these words the index on open issues is made, and found. */
#define CIV_ISSUE_OPEN_ROW "stage NOT IN ('closed', 'dismissed')"
#define CIV_ISSUE_OPEN(i) i "." CIV_ISSUE_OPEN_ROW
/* Not rectified, nor put off: its limit runs. */
#define CIV_ISSUE_TO_RECTIFY(i) i ".stage IN ('reported', 'assigned', 'received')"
/* A unit has it, and has not rectified it. */
#define CIV_ISSUE_WITH_UNIT(i) i ".stage IN ('assigned', 'received')"
/* Another report of an issue that is known already is none of its own. */
#define CIV_ISSUE_OWN(i) i ".merged_into_id IS NULL"

/* The day of the limit that counts (to the minute: CIV_LIMIT_OF). In these words it is indexed. */
#define CIV_ISSUE_DUE_DAY_ROW "ifnull(extended_due, due)"
#define CIV_ISSUE_DUE_DAY(i) "ifnull(" i ".extended_due, " i ".due)"
/* Open, still to be rectified, and past its limit. */
#define CIV_ISSUE_LATE(i) \
	CIV_ISSUE_OPEN(i) " AND " CIV_ISSUE_TO_RECTIFY(i) " AND " CIV_ISSUE_DUE_DAY(i) " <= :asof" \
	" AND " CIV_LIMIT_OF(i) " < :minute"
/* The same, not yet late, and due in :arg days. */
#define CIV_ISSUE_DUE_SOON(i) \
	CIV_ISSUE_OPEN(i) " AND " CIV_ISSUE_TO_RECTIFY(i) \
	" AND " CIV_ISSUE_DUE_DAY(i) " BETWEEN :asof AND date(:asof, '+' || :arg || ' days')" \
	" AND " CIV_LIMIT_OF(i) " >= :minute"

/* Days by the as-of day in the stage that it has, of a row as it was then: since the last move to it that counts, else
 * since the time that the stage is told by, else since it was reported. */
#define CIV_ISSUE_DAYS_IN_STAGE(t) \
	"CAST(julianday(:asof) - julianday(substr(ifnull((" \
	"SELECT max(e.at) FROM event e WHERE e.issue_id = " t ".id AND e.at < date(:asof, '+1 day')" \
	" AND " CIV_EVENT_STANDS("e") " AND e.from_stage <> e.to_stage" \
	" AND CASE e.to_stage WHEN 'returned' THEN 'reported' ELSE e.to_stage END = " t ".stage" \
	"), ifnull(CASE " t ".stage WHEN 'dismissed' THEN " t ".dismissed_at WHEN 'closed' THEN " t ".closed_at" \
	" WHEN 'accepted' THEN " t ".accepted_at WHEN 'rectified' THEN " t ".rectified_at" \
	" WHEN 'received' THEN " t ".received_at WHEN 'assigned' THEN " t ".assigned_at END," \
	" ifnull(" t ".reopened_at, " t ".reported_at))), 1, 10)) AS INTEGER)"

/* Reported by the end of the as-of day, on a day from :from to :to (NULL: no bound). */
#define CIV_ISSUE_REPORTED(i) \
	i ".reported_at < :end AND (:from IS NULL OR " i ".reported_at >= :from)" \
	" AND (:to IS NULL OR " i ".reported_at < date(:to, '+1 day'))"

/* ---- then ---- */

/* Every cycle of every issue, past ones too, as rows of the CTE `life`; or only of issues with a CONDITION on their
 * number, "IN (...)". */
#define CIV_ISSUE_LIVES CIV_ISSUE_LIVES_OF("> 0")
#define CIV_ISSUE_LIVES_OF(condition) \
	"life AS (" \
	"  SELECT id AS issue_id, reported_at, cycle, channel_id, category_id, area_id, unit_id, person_id," \
	"   ifnull(reopened_at, ifnull(first_reported_at, reported_at)) AS started_at," \
	"   due, due_time, extended_due, extended_due_time," \
	"   assigned_at, received_at, rectified_at, accepted_at, closed_at, dismissed_at, merged_into_id," \
	"   dismiss_reason, came_back_at, review_at, stage, solved_level, NULL AS ended_at" \
	"  FROM issue" \
	"  WHERE id " condition \
	"  UNION ALL" \
	"  SELECT issue_id, NULL, cycle, channel_id, category_id, area_id, unit_id, person_id," \
	"   started_at," \
	"   due, due_time, extended_due, extended_due_time," \
	"   NULL, NULL, rectified_at, accepted_at, closed_at, NULL, NULL," \
	"   NULL, came_back_at, NULL, 'closed', NULL, came_back_at" \
	"  FROM cycle" \
	"  WHERE issue_id " condition \
	" )"

/* The stage of cycle L at the end of the day before :end (a date): by its last event that stands and moved it, not just
 * a part of it, else by its times. */
#define CIV_ISSUE_STAGE_AT(l) \
	"ifnull(" \
	"  (" \
	"   SELECT CASE e.to_stage WHEN 'returned' THEN 'reported' ELSE e.to_stage END" \
	"   FROM event e" \
	"   WHERE e.issue_id = " l ".issue_id AND e.cycle <= " l ".cycle AND e.at < :end" \
	"    AND e.from_stage <> e.to_stage AND " CIV_EVENT_STANDS("e") \
	"   ORDER BY e.at DESC, e.id DESC LIMIT 1" \
	"  )," \
	"  CASE" \
	"   WHEN " l ".dismissed_at < :end THEN 'dismissed'" \
	"   WHEN " l ".closed_at < :end THEN 'closed'" \
	"   WHEN " l ".accepted_at < :end THEN 'accepted'" \
	"   WHEN " l ".rectified_at < :end THEN 'rectified'" \
	"   WHEN " l ".received_at < :end THEN 'received'" \
	"   WHEN " l ".assigned_at < :end THEN 'assigned'" \
	"   ELSE 'reported'" \
	"  END" \
	" )"

/* Its limit then, as text (lib/noun/limit.h): an extension counts from the day it was granted on. */
#define CIV_ISSUE_LIMIT_AT(l) \
	"CASE" \
	"  WHEN " l ".extended_due IS NOT NULL AND EXISTS (" \
	"   SELECT 1 FROM extension x" \
	"   WHERE x.issue_id = " l ".issue_id AND x.decision = 'granted' AND x.decided_at >= :end" \
	"  ) THEN ifnull(" \
	"   (" \
	"    SELECT max(" CIV_LIMIT_TEXT("x.due", "x.due_time") ")" \
	"    FROM extension x" \
	"    WHERE x.issue_id = " l ".issue_id" \
	"     AND x.decision = 'granted'" \
	"     AND x.decided_at < :end" \
	"     AND x.decided_at >= " l ".started_at" \
	"   )," \
	"   " CIV_LIMIT_TEXT(l ".due", l ".due_time") \
	"  )" \
	"  ELSE " CIV_LIMIT_OF(l) \
	" END"

/* ---- the row of one issue then (civ_noun.then_from): n, and y, the cycle that it was in when it has been reopened
 * since ---- */

#define CIV_ISSUE_THEN_FROM \
	"(" \
	"  SELECT *, id AS issue_id, ifnull(reopened_at, ifnull(first_reported_at, reported_at)) AS started_at" \
	"  FROM main.issue" \
	"  WHERE reported_at < :end" \
	" ) n" \
	" LEFT JOIN (" \
	"  SELECT *, NULL AS assigned_at, NULL AS received_at, NULL AS dismissed_at" \
	"  FROM cycle" \
	" ) y ON n.reopened_at >= :end" \
	"  AND y.issue_id = n.id" \
	"  AND y.cycle = (SELECT max(z.cycle) FROM cycle z WHERE z.issue_id = n.id AND z.started_at < :end)"

/* A value of the cycle then, that both tables have; one that only the cycle at hand has. */
#define CIV_ISSUE_OF_CYCLE(column) "CASE WHEN y.id IS NULL THEN n." column " ELSE y." column " END"
#define CIV_ISSUE_OF_LAST(column) "CASE WHEN y.id IS NULL THEN n." column " END"
/* The last move TO before :end, unless one of the moves UNLESS came after it: for a time that a later cycle, or step,
 * took the place of. */
#define CIV_ISSUE_MOVED(to, unless) \
	"(" \
	"  SELECT e.at" \
	"  FROM event e" \
	"  WHERE e.issue_id = n.id AND e.at < :end AND " CIV_EVENT_STANDS("e") " AND e.to_stage = '" to "'" \
	"   AND NOT EXISTS (" \
	"    SELECT 1" \
	"    FROM event f" \
	"    WHERE f.issue_id = n.id AND f.at < :end AND " CIV_EVENT_STANDS("f") " AND f.to_stage IN (" unless ")" \
	"     AND (f.at > e.at OR (f.at = e.at AND f.id > e.id))" \
	"   )" \
	"  ORDER BY e.at DESC, e.id DESC LIMIT 1" \
	" )"
/* A time that both have. */
#define CIV_ISSUE_TIME(column) \
	"CASE WHEN ifnull(y." column ", n." column ") < :end THEN ifnull(y." column ", n." column ") END"
#define CIV_ISSUE_STAGE "CASE WHEN y.id IS NULL THEN " CIV_ISSUE_STAGE_AT("n") " ELSE " CIV_ISSUE_STAGE_AT("y") " END"
/* The limit to which it was extended then, as text; NULL when it was not. */
#define CIV_ISSUE_EXTENDED_TO \
	"CASE WHEN y.id IS NULL THEN nullif(" CIV_ISSUE_LIMIT_AT("n") ", " CIV_LIMIT_TEXT("n.due", "n.due_time") ")" \
	" ELSE nullif(" CIV_ISSUE_LIMIT_AT("y") ", " CIV_LIMIT_TEXT("y.due", "y.due_time") ") END"

/* What was returned, merged, dismissed, asked or deferred since is taken back. */
#define CIV_ISSUE_RETURNS \
	"CASE" \
	"  WHEN n.returns = 0 THEN 0" \
	"  ELSE max(" \
	"   0," \
	"   n.returns - (" \
	"    SELECT count(*)" \
	"    FROM event e" \
	"    WHERE e.issue_id = n.id AND e.to_stage = 'returned' AND e.at >= :end AND " CIV_EVENT_STANDS("e") \
	"   )" \
	"  )" \
	" END"
#define CIV_ISSUE_DISMISSED(column) "CASE WHEN y.id IS NULL AND ifnull(n.dismissed_at, '') < :end THEN n." column " END"
#define CIV_ISSUE_ASKED(column) "CASE WHEN ifnull(n.callback_at, '') < :end THEN n." column " END"
#define CIV_ISSUE_REPORTS \
	"CASE" \
	"  WHEN n.reports = 1 THEN 1" \
	"  ELSE max(" \
	"   1," \
	"   n.reports - ifnull(" \
	"    (SELECT sum(m.reports) FROM main.issue m WHERE m.merged_into_id = n.id AND m.dismissed_at >= :end), 0" \
	"   )" \
	"  )" \
	" END"
#define CIV_ISSUE_REVIEW \
	"CASE" \
	"  WHEN " CIV_ISSUE_MOVED("deferred", "'assigned', 'received', 'reported'") " IS NULL THEN NULL" \
	"  WHEN n.review_at IS NOT NULL THEN n.review_at" \
	"  ELSE (" \
	"   SELECT c.new" \
	"   FROM change c" \
	"   WHERE c.table_name = 'issue' AND c.row_id = n.id AND c.column_name = 'review_at' AND c.new IS NOT NULL" \
	"   ORDER BY c.id DESC LIMIT 1" \
	"  )" \
	" END"
#define CIV_ISSUE_REOPENED "CASE WHEN y.id IS NULL THEN n.reopened_at WHEN y.cycle > 1 THEN y.started_at END"

#endif
