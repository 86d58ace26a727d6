/* Why a task is late. */
#include "civplan/lists.h"
#include "civplan/say.h"
#include "lib/noun/task.h"
#include "lib/progress/circle.h"
#include "lib/progress/task-report.h"

/* The co-units of a task and of what it is part of that answer for no part of the whole, neither they nor a unit below
 * them. */
static const char left_out_sql[] =
	"WITH RECURSIVE up(id) AS ("
	"  SELECT :task"
	"  UNION"
	"  SELECT t.parent_id"
	"  FROM up JOIN task t ON t.id = up.id"
	"  WHERE t.parent_id IS NOT NULL"
	" ),"
	" tree(id) AS (SELECT id FROM up UNION SELECT c.id FROM tree JOIN task c ON c.parent_id = tree.id),"
	" at_work(id) AS ("
	"  SELECT t.unit_id"
	"  FROM tree JOIN task t ON t.id = tree.id"
	"  WHERE " CIV_TASK_KEPT("t")
	"  UNION"
	"  SELECT u.parent_id"
	"  FROM at_work JOIN unit u ON u.id = at_work.id"
	"  WHERE u.parent_id IS NOT NULL"
	" )"
	" SELECT group_concat(x.code, ';')"
	" FROM ("
	"  SELECT DISTINCT u.code"
	"  FROM up JOIN task t ON t.id = up.id, " CIV_TASK_CODES_OF("t.co_units") " j"
	"  JOIN unit u ON u.code = j.value"
	"  WHERE t.co_units IS NOT NULL AND u.id NOT IN (SELECT id FROM at_work)"
	"  ORDER BY 1"
	" ) x";

/* *CAUSE is NULL when there are none. */
static enum civ_status find_left_out(struct civ_task_reporting *report, const struct civ_task *task, const char **cause)
{
	struct civ_work *work = &report->work;
	struct civ_store *store = civ_records_store(work->records);
	struct civ_buf text = {0};
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(work->records, left_out_sql, &row);

	*cause = NULL;
	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":task", task->id);
	if (!civ_store_next(store, row, &status))
		return status;
	if (sqlite3_column_type(row, 0) != SQLITE_NULL) {
		civ_buf_addf(&text, civ_records_say(report->work.records, CIV_WORD("co-unit left out: %s")),
		             (const char *)sqlite3_column_text(row, 0));
		*cause = civ_buf_str(&text) == NULL ? NULL : civ_arena_copy(work->arena, text.data, text.len);
		status = *cause == NULL ? civ_no_memory(work->messages) : CIV_OK;
		civ_buf_free(&text);
	}
	sqlite3_reset(row);
	return status;
}

enum civ_status civ_report_cause(struct civ_task_reporting *report, const struct civ_task *task, const char **cause)
{
	bool late = civ_task_is_late(&report->work, task);
	enum civ_status status = CIV_OK;

	if (task->blocker[0] != '\0')
		*cause = task->blocker;
	else if (task->stop_cause[0] != '\0' && (task->stands || late))
		*cause = task->stop_cause;
	else if (task->status == CIV_TASK_BLOCKED || task->status == CIV_TASK_STOPPED)
		*cause = civ_records_word(report->work.records, &civ_words_task_status[task->status]);
	else if (!late)
		*cause = "";
	else if ((status = find_left_out(report, task, cause)) == CIV_OK && *cause == NULL)
		*cause = civ_records_say(report->work.records, CIV_WORD("late, no obstacle named"));
	return status;
}
