/* What statements must know of a task: what it is now, and how it was at the end of a past day, told from the history
 * of changes. They bind :asof, the day, and :end, the day after, as a date. */
#ifndef CIVPLAN_NOUN_TASK_H
#define CIVPLAN_NOUN_TASK_H

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

/* ---- then ---- */

/* The value of a column of task N at the end of the day before :end: what the first change since then found there. A
 * task that was entered later is told as it is now. */
#define CIV_TASK_THEN(n, column) \
	"CASE" \
	"  WHEN EXISTS (" \
	"   SELECT 1" \
	"   FROM change c JOIN run r ON r.id = c.run" \
	"   WHERE c.table_name = 'task' AND c.row_id = " n ".id AND c.column_name = '" column "' AND r.at >= :end" \
	"  ) AND (" \
	"   SELECT min(r.at)" \
	"   FROM run_range g JOIN run r ON r.id = g.run" \
	"   WHERE g.table_name = 'task' AND " n ".id BETWEEN g.first_id AND g.last_id" \
	"  ) < :end THEN (" \
	"   SELECT c.old" \
	"   FROM change c JOIN run r ON r.id = c.run" \
	"   WHERE c.table_name = 'task' AND c.row_id = " n ".id AND c.column_name = '" column "' AND r.at >= :end" \
	"   ORDER BY c.id LIMIT 1" \
	"  )" \
	"  ELSE " n "." column \
	" END"

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
