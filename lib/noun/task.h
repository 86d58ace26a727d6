/* What statements must know of a task: what it is now, and how it was at the end of a past day, told from the history
 * of changes. They bind :asof, the day, and :end, the day after, as a date. */
#ifndef CIVPLAN_NOUN_TASK_H
#define CIVPLAN_NOUN_TASK_H

#include "lib/noun/then.h"

/* ---- now: of task T ---- */

/* Neither done nor cancelled. */
#define CIV_TASK_OPEN_ROW "status NOT IN ('done', 'cancelled')"
#define CIV_TASK_OPEN(t) t "." CIV_TASK_OPEN_ROW
/* Open, and its due date has passed. */
#define CIV_TASK_LATE(t) CIV_TASK_OPEN(t) " AND " t ".due < :asof"
/* Open, not yet late, and due in :arg days. */
#define CIV_TASK_DUE_SOON(t) CIV_TASK_OPEN(t) " AND " t ".due BETWEEN :asof AND date(:asof, '+' || :arg || ' days')"
/* Not given up: done, or to be. */
#define CIV_TASK_KEPT(t) t ".status <> 'cancelled'"
/* The ids of tasks that have parts which are kept: these tell how much of a task is done. */
#define CIV_TASK_WHOLES "SELECT x.parent_id FROM task x WHERE x.parent_id IS NOT NULL AND " CIV_TASK_KEPT("x")

/* The codes in a list joined with ;, as a table with the column value: NULL alone of no list. */
#define CIV_TASK_CODES_OF(list) "json_each('[' || replace(json_quote(" list "), ';', '\",\"') || ']')"

/* Nobody says where its money comes from: it names no source itself, and no budget line in force names it or a task
 * that it is a part of. */
#define CIV_TASK_UNFUNDED(t) \
	t ".fund_source IS NULL AND " t ".id NOT IN (" \
	"  WITH RECURSIVE paid(id) AS (" \
	"   SELECT k.id" \
	"   FROM fund m" \
	"    JOIN " CIV_TASK_CODES_OF("m.tasks") " j ON m.tasks IS NOT NULL" \
	"    JOIN task k ON k.code = j.value" \
	"   WHERE m.in_force = 1" \
	"   UNION" \
	"   SELECT c.id FROM paid p JOIN task c ON c.parent_id = p.id" \
	"  )" \
	"  SELECT p.id FROM paid p" \
	" )"

/* ---- then ---- */

/* The value of a column of task N at the end of the day before :end (see CIV_THEN). */
#define CIV_TASK_THEN(n, column) CIV_THEN("task", n, column)

/* What the last report up to the day said; without any, what stands in the task. */
#define CIV_TASK_REACHED(n) \
	"CASE" \
	"  WHEN EXISTS (SELECT 1 FROM progress p WHERE p.task_id = " n ".id) THEN (" \
	"   SELECT p.reached" \
	"   FROM progress p" \
	"   WHERE p.task_id = " n ".id AND p.date < :end" \
	"   ORDER BY p.date DESC LIMIT 1" \
	"  )" \
	"  ELSE " n ".reached" \
	" END"

/* Done by its own date; without one as soon as it was said to be. */
#define CIV_TASK_STATUS(n) \
	"CASE" \
	"  WHEN " CIV_TASK_THEN(n, "status") " = 'cancelled' THEN 'cancelled'" \
	"  WHEN " n ".finished < :end THEN 'done'" \
	"  WHEN " n ".finished >= :end AND " CIV_TASK_THEN(n, "status") " = 'done' THEN 'running'" \
	"  ELSE " CIV_TASK_THEN(n, "status") \
	" END"

#endif
