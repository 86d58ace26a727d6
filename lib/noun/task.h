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
