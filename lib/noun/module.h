/* What statements must know of a reserve module. They bind :asof, the day; the table module is read as it was then. */
#ifndef CIVPLAN_NOUN_MODULE_H
#define CIVPLAN_NOUN_MODULE_H

#include "civplan/noun.h"
#include "lib/noun/task.h"
#include "lib/noun/then.h"

/* Module M is on: its days and its percent count. */
#define CIV_MODULE_ON(m) m ".status = 'on' AND " m ".since <= :asof"

/* As a query: fund_id and percent, by how much the modules that are on raise the money of the budget lines that name
 * their task. The money of a line with several tasks is theirs by weight, and so is what is added. Lines without such a
 * module are not in it. */
#define CIV_MODULE_FUNDS \
	"SELECT f.id AS fund_id," \
	" sum(m.budget_percent * ifnull(t.weight, 1)" \
	"  / (SELECT nullif(sum(ifnull(x.weight, 1)), 0)" \
	"     FROM task x" \
	"     WHERE " CIV_CITES("f.tasks", "x.code") " AND " CIV_TASK_KEPT("x") ")) AS percent" \
	" FROM module m" \
	" JOIN task t ON t.id = m.task_id" \
	" JOIN fund f ON " CIV_CITES("f.tasks", "t.code") \
	" WHERE " CIV_MODULE_ON("m") " AND m.budget_percent IS NOT NULL AND " CIV_TASK_KEPT("t") \
	" GROUP BY f.id"

#endif
