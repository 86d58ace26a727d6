/* Tasks that wait for themselves, as a term of SQL, and refused. */
#ifndef CIVPLAN_PROGRESS_CIRCLE_H
#define CIVPLAN_PROGRESS_CIRCLE_H

#include "civplan/record.h"
#include "lib/noun/task.h"

/* True when the beginning (ENDS 0) or the end (ENDS 1) of the task with the id TASK waits for itself. What the end of a
 * task waits for: its beginning, and the ends of its parts; the beginning: that of the whole, and the ends of the tasks
 * named in after. */
#define CIV_TASK_WAITS_FOR_ITSELF(task, ends) \
	"EXISTS (" \
	"  WITH RECURSIVE back(id, ends, steps) AS (" \
	"   SELECT " task ", " ends ", 0" \
	"   UNION" \
	"   SELECT b.id, 0, 1" \
	"   FROM back b" \
	"   WHERE b.ends = 1" \
	"   UNION" \
	"   SELECT c.id, 1, 1" \
	"   FROM back b JOIN task c ON c.parent_id = b.id" \
	"   WHERE b.ends = 1" \
	"   UNION" \
	"   SELECT w.parent_id, 0, 1" \
	"   FROM back b JOIN task w ON w.id = b.id" \
	"   WHERE b.ends = 0 AND w.parent_id IS NOT NULL" \
	"   UNION" \
	"   SELECT a.id, 1, 1" \
	"   FROM back b JOIN task w ON w.id = b.id, " CIV_TASK_CODES_OF("w.after") " j" \
	"   JOIN task a ON a.code = j.value" \
	"   WHERE b.ends = 0 AND w.after IS NOT NULL" \
	"  )" \
	"  SELECT 1" \
	"  FROM back" \
	"  WHERE id = " task " AND ends = " ends " AND steps = 1" \
	" )"

/* The ids and codes of tasks that wait for themselves, among those where a circle of both kinds must pass: it goes from
 * a task to one with parts that it is after, or from a part to what its whole is after. */
#define CIV_TASK_CIRCLES \
	"SELECT t.id, t.code, t.title" \
	" FROM task t" \
	" WHERE t.after IS NOT NULL" \
	"  AND (" \
	"   EXISTS (SELECT 1 FROM task c WHERE c.parent_id = t.id)" \
	"   OR EXISTS (" \
	"    SELECT 1" \
	"    FROM " CIV_TASK_CODES_OF("t.after") " k JOIN task a ON a.code = k.value" \
	"    JOIN task c ON c.parent_id = a.id" \
	"   )" \
	"  )" \
	"  AND " CIV_TASK_WAITS_FOR_ITSELF("t.id", "0")

/* Note in LINKED that this task was linked to others: rows are looked at when all of them are there, for in a file a
 * task may come before what it waits for. */
enum civ_status civ_circle_note(struct civ_buf *linked, const struct civ_record *record, const struct civ_value *old);
/* CIV_REFUSED, with a message at its place, for each of those noted that waits for itself. */
enum civ_status civ_circle_refuse(struct civ_writer *writer, const struct civ_buf *linked);

#endif
