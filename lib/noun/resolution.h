/* What statements must know of resolutions. They bind :asof, the day. */
#ifndef CIVPLAN_NOUN_RESOLUTION_H
#define CIVPLAN_NOUN_RESOLUTION_H

#include "lib/noun/task.h"

/* Task X came of resolution R, and is not cancelled; it is done by its own date, without one by the day when it was
 * due. */
#define CIV_RESOLUTION_TASK(r, x) x ".resolution_id = " r ".id AND " CIV_TASK_KEPT(x)
#define CIV_RESOLUTION_TASK_DONE(x) x ".status = 'done' AND ifnull(" x ".finished, " x ".due) <= :asof"

/* How resolution R stands: done when it is said so, or when all tasks that came of it are; a task that is opened again
 * opens it again. */
#define CIV_RESOLUTION_STATE(r) \
	"CASE" \
	"  WHEN " r ".status <> 'open' THEN " r ".status" \
	"  WHEN EXISTS (SELECT 1 FROM task x WHERE " CIV_RESOLUTION_TASK(r, "x") ")" \
	"   AND NOT EXISTS (" \
	"    SELECT 1 FROM task x WHERE " CIV_RESOLUTION_TASK(r, "x") " AND NOT (" CIV_RESOLUTION_TASK_DONE("x") ")" \
	"   ) THEN 'done'" \
	"  ELSE 'open'" \
	" END"
#define CIV_RESOLUTION_OPEN(r) CIV_RESOLUTION_STATE(r) " = 'open'"
/* Open, and its due date has passed. */
#define CIV_RESOLUTION_LATE(r) CIV_RESOLUTION_OPEN(r) " AND " r ".due < :asof"

#endif
