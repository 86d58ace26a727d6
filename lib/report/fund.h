/* What the reports of money have in common. */
#ifndef CIVPLAN_REPORT_FUND_H
#define CIVPLAN_REPORT_FUND_H

#include "civplan/report.h"
#include "lib/noun/fund.h"
#include "lib/noun/module.h"
#include "lib/noun/task.h"
#include "lib/progress/circle.h"

/* A table expression behind CIV_FUND_PARTS: the lines that COUNT, as `line`, each with its own part, in fen, and what
 * the modules that are on add to it; and with `gone`, the part of its year, or of the plan, that has passed by the end
 * of the as-of day. FROM and COLUMNS are joined and asked for beside it, WHERE chooses. */
#define CIV_FUND_LINES(counts, columns, from, where) \
	"line AS MATERIALIZED (" \
	"  SELECT f.id, f.code, f.kind, f.year, f.tasks, p.side, p.soft, p.unplaced," \
	"   p.own + CAST(round(p.own * ifnull(o.percent, 0) / 100) AS INTEGER) AS own," \
	"   max(0.0, min(1.0, (day_of(:asof) - day_of(" CIV_FUND_FIRST("f") ") + 1.0)" \
	"    / (day_of(" CIV_FUND_LAST("f") ") - day_of(" CIV_FUND_FIRST("f") ") + 1))) AS gone" columns \
	"  FROM fund_part p" \
	"   JOIN fund f ON f.id = p.id" \
	"   LEFT JOIN (" CIV_MODULE_FUNDS ") o ON o.fund_id = f.id" from \
	"  WHERE " counts where \
	")"

/* The line that row P is of, of fund_plan or fund_part, counts: with :in_force what is not in force is no part of
 * anything. */
#define CIV_FUND_COUNTS(p) "(:in_force IS NULL OR " p ".in_force = 1)"

/* The first and the last day of what line F is for. */
#define CIV_FUND_FIRST(f) "ifnull(" f ".year || '-01-01', :plan_start)"
#define CIV_FUND_LAST(f) "ifnull(" f ".year || '-12-31', :plan_end)"

/* Behind CIV_FUND_LINES: the tasks that lines name, as `named`, with what they weigh among each other, and how much of
 * each is done, 0 to 1: of a task that has parts that of its parts, by their weight. What was cancelled is left out. */
#define CIV_FUND_TASKS \
	"named AS MATERIALIZED (" \
	"  SELECT l.id AS line, t.id AS task, ifnull(t.weight, 1) AS weight" \
	"  FROM line l" \
	"   JOIN " CIV_TASK_CODES_OF("l.tasks") " j ON l.tasks IS NOT NULL" \
	"   JOIN task t ON t.code = j.value" \
	"  WHERE " CIV_TASK_KEPT("t") \
	"), below(task, id) AS (" \
	"  SELECT DISTINCT n.task, n.task FROM named n" \
	"  UNION" \
	"  SELECT b.task, t.id FROM below b JOIN task t ON t.parent_id = b.id WHERE " CIV_TASK_KEPT("t") \
	"), done AS MATERIALIZED (" \
	"  SELECT b.task, sum(t.reached) AS reached," \
	"   CASE WHEN count(DISTINCT t.quantity_unit) = 1 THEN max(t.quantity_unit) END AS counted_in," \
	"   sum(ifnull(t.weight, 1) * task_completion(t.status, t.reached, t.quantity))" \
	"    / nullif(sum(ifnull(t.weight, 1)), 0) AS done" \
	"  FROM below b" \
	"   JOIN task t ON t.id = b.id" \
	"  WHERE t.id NOT IN (" CIV_TASK_WHOLES ")" \
	"  GROUP BY b.task" \
	")"

/* The part of its work that is done, 0 to 1, of what names the tasks N with their weights, D being theirs in done. */
#define CIV_FUND_DONE(n, d) \
	"sum(" n ".weight * " d ".done) / nullif(sum(CASE WHEN " d ".done IS NOT NULL THEN " n ".weight END), 0)"

/* Groups of days, in which entries alone are counted. */
enum { CIV_FUND_BY_PERIOD = 1 };

/* What the money of uses is flagged for, over the columns side, planned, allotted, committed, spent, progress_gap and
 * unplaced. Of what no line is for, nothing is planned: a task on which money was spent, and that no line names. */
#define CIV_FUND_USE_FLAGS \
	{.code = "off_budget", .label = "Off budget", \
	 .help = "spending and work are further apart than the plan's budget_tolerance", \
	 .sql = "side = 'use' AND abs(progress_gap) > :plan_budget_tolerance", .not_by = CIV_FUND_BY_PERIOD}, \
	{.code = "over_plan", .label = "Over plan", .help = "more was spent than planned", \
	 .sql = "side = 'use' AND spent > max(ifnull(planned, 0), 0)", .not_by = CIV_FUND_BY_PERIOD}, \
	{.code = "overspent", .label = "Overspent", .help = "more was spent than allotted, where anything was", \
	 .sql = "side = 'use' AND allotted > 0 AND spent > allotted", .not_by = CIV_FUND_BY_PERIOD}, \
	{.code = "overcommitted", .label = "Not committed", \
	 .help = "more was spent than committed, where anything was", \
	 .sql = "side = 'use' AND committed > 0 AND spent > committed", .not_by = CIV_FUND_BY_PERIOD}, \
	{.code = "unplaced", .label = "Not placed", \
	 .help = "of no line of the year, although these are complete: in no sum and no share", \
	 .sql = "unplaced = 1"}

#endif
