/* Checks of tasks. */
#include "civplan/check.h"
#include "lib/noun/task.h"
#include "lib/progress/circle.h"
#include "lib/progress/stop.h"

/* A quantity in its unit of measure. */
#define QUANTITY(x, unit) NUMBER(x) " || ifnull(' ' || " unit ", '')"
#define NUMBER(x) CIV_CHECK_NUMBER(x, "4")

static const struct civ_check checks[] = {
	{.name = "task_duty",
	 .severity = CIV_CHECK_WARNING,
	 .rule = "L28",
	 .summary = "nobody answers for an open task in person",
	 .sql = "SELECT t.code, say('without %s', say('duty|person')),"
	        " listed(say('duty|unit'), say('duty|person'), say('due date')),"
	        " t.title"
	        " FROM task t WHERE " CIV_TASK_OPEN("t") " AND t.person_id IS NULL ORDER BY t.code"},
	{.name = "task_money",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "no source of money, and no budget line, is named for an open task or for one that it is part of",
	 .then = "fund",
	 .sql = "SELECT t.code, say('no source of money'), say('fund_source'), t.title"
	        " FROM task t"
	        " WHERE " CIV_TASK_OPEN("t") " AND " CIV_TASK_UNFUNDED("t")
	        " AND NOT EXISTS (SELECT 1 FROM task c WHERE c.parent_id = t.id)"
	        " ORDER BY t.code"},
	{.name = "task_totals",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "the quantities of a task's parts do not add up to its own",
	 .sql = "SELECT t.code, say('parts add up to %s', " QUANTITY("sum(c.quantity)", "t.quantity_unit") "),"
	        " " NUMBER("t.quantity") ", t.title"
	        " FROM task t JOIN task c ON c.parent_id = t.id AND c.quantity_unit IS t.quantity_unit"
	        " AND " CIV_TASK_KEPT("c")
	        " WHERE t.quantity IS NOT NULL AND c.quantity IS NOT NULL"
	        " GROUP BY t.id"
	        " HAVING abs(sum(c.quantity) - t.quantity) > 1e-6"
	        " ORDER BY t.code"},
	{.name = "task_parent_due",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a part is due after the task that it is part of",
	 .sql = "SELECT c.code, say('due %s', c.due), say('by %s (%s)', t.due, t.code), c.title"
	        " FROM task t JOIN task c ON c.parent_id = t.id"
	        " WHERE c.due > t.due AND " CIV_TASK_KEPT("c")
	        " ORDER BY c.code"},
	{.name = "task_order",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a task starts before one that must end first is due",
	 .sql = "SELECT t.code, say('starts %s', t.start), say('after %s (%s)', b.code, b.due), t.title"
	        " FROM task t JOIN task b"
	        " ON ';' || t.after || ';' LIKE '%;' || replace(b.code, '_', '\\_') || ';%' ESCAPE '\\'"
	        " WHERE t.start <= b.due AND " CIV_TASK_OPEN("t") " AND " CIV_TASK_OPEN("b")
	        " ORDER BY t.code, b.code"},
	{.name = "task_circle",
	 .severity = CIV_CHECK_ERROR,
	 .summary = "a task waits for itself by way of its parts or of what it is part of",
	 .sql = "SELECT x.code, say('waits for itself'), say('another after or parent'), x.title"
	        " FROM (" CIV_TASK_CIRCLES ") x ORDER BY x.code"},
	{.name = "task_finished",
	 .severity = CIV_CHECK_ERROR,
	 .summary = "a task is done without a day on which it was, or has that day without being done",
	 .sql = "SELECT t.code,"
	        " ifnull(say('%s, finished %s', worded('task.status', t.status), t.finished),"
	        " say('%s, no finished day', worded('task.status', t.status))),"
	        " CASE WHEN t.finished IS NULL THEN say('finished') ELSE say('status done') END, t.title"
	        " FROM task t"
	        " WHERE (t.status = 'done') <> (t.finished IS NOT NULL)"
	        " ORDER BY t.code"},
	{.name = "task_stop",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a task is blocked or stopped without a stop that goes on, or has one without being so",
	 .sql = "SELECT t.code,"
	        " ifnull(say('%s, stopped since %s', worded('task.status', t.status), s.start),"
	        " say('%s, no stop goes on', worded('task.status', t.status))),"
	        " CASE WHEN s.id IS NULL THEN 'stop-add' ELSE say('a last day of the stop') END, t.title"
	        " FROM task t LEFT JOIN stop s ON s.task_id = t.id AND s.\"end\" IS NULL"
	        " WHERE (t.status IN " CIV_TASK_STANDS ") <> (s.id IS NOT NULL)"
	        " ORDER BY t.code"},
	{.name = "stop_overlap",
	 .severity = CIV_CHECK_ERROR,
	 .summary = "two stops of a task share days, which count twice",
	 .sql = "SELECT t.code || ':' || b.start, say('from %s', b.start),"
	        " ifnull(say('after %s', a.\"end\"), say('after the one from %s', a.start)), t.title"
	        " FROM stop a JOIN stop b ON b.task_id = a.task_id AND b.id <> a.id"
	        " AND (b.start > a.start OR (b.start = a.start AND b.id > a.id))"
	        " AND b.start <= ifnull(a.\"end\", '9999-12-31')"
	        " JOIN task t ON t.id = a.task_id"
	        " ORDER BY t.code, b.start"},
	{.name = "task_outside_phase",
	 .severity = CIV_CHECK_NOTE,
	 .summary = "a task is due outside its phase",
	 .sql = "SELECT t.code, say('due %s', t.due), say('%s: %s to %s', p.code, p.start, p.end), t.title"
	        " FROM task t JOIN phase p ON p.id = t.phase_id"
	        " WHERE t.due < p.start OR t.due > p.end"
	        " ORDER BY t.code"},
	/* A part is of the programme of its whole, unless it names one. */
	{.name = "task_programme",
	 .severity = CIV_CHECK_NOTE,
	 .summary = "tasks belong to none of the programmes that the plan's setting programmes names",
	 .sql = "WITH RECURSIVE own(id, code, programme) AS ("
	        "SELECT t.id, t.code, t.programme FROM task t WHERE t.parent_id IS NULL"
	        " UNION ALL SELECT t.id, t.code, ifnull(t.programme, o.programme)"
	        " FROM own o JOIN task t ON t.parent_id = o.id"
	        "), outside AS ("
	        "SELECT o.programme, o.code, p.programmes"
	        " FROM own o JOIN task t ON t.id = o.id CROSS JOIN plan p"
	        " WHERE p.programmes IS NOT NULL AND " CIV_TASK_KEPT("t")
	        " AND NOT EXISTS (SELECT 1 FROM task c WHERE c.parent_id = o.id)"
	        " AND ifnull(instr(';' || replace(p.programmes, '; ', ';') || ';', ';' || o.programme || ';'), 0) = 0"
	        " ORDER BY o.code"
	        ")"
	        " SELECT ifnull(programme, say('no programme')), say('tasks: %s', count(*)),"
	        " say('one of %s', programmes), group_concat(code, ' ')"
	        " FROM outside"
	        " GROUP BY programme, programmes"
	        " ORDER BY programme IS NULL, programme"},
	{.name = "task_beyond",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "more is reported as reached than there was to do",
	 .sql = "SELECT t.code, say('reached %s', " NUMBER("t.reached") "),"
	        " say('at most %s', " QUANTITY("t.quantity", "t.quantity_unit") "), t.title"
	        " FROM task t WHERE t.reached > t.quantity ORDER BY t.code"},
	{.name = "progress_falls",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a report of progress tells of less than the one before",
	 .sql = "SELECT t.code, say('%s on %s', " NUMBER("b.reached") ", b.date),"
	        " say('no less than %s (%s)', " NUMBER("a.reached") ", a.date), t.title"
	        " FROM progress b JOIN task t ON t.id = b.task_id"
	        " JOIN progress a ON a.task_id = b.task_id AND a.date ="
	        " (SELECT max(x.date) FROM progress x WHERE x.task_id = b.task_id AND x.date < b.date)"
	        " WHERE b.reached < a.reached AND b.date <= :asof"
	        " ORDER BY t.code, b.date"},
	{.name = NULL},
};

const struct civ_check_table civ_task_checks = {.place = 30, .checks = checks};
