#include "civplan/progress.h"

extern const struct civ_noun civ_noun_progress, civ_noun_task;

static const char latest_sql[] = "SELECT reached FROM progress WHERE task_id = ?1 ORDER BY date DESC LIMIT 1";

/* The tasks' own writer lives as long as the reports' one. */
static enum civ_status task_writer(struct civ_writer *writer, struct civ_writer **tasks)
{
	static const struct civ_write_options options = {.on_conflict = CIV_CONFLICT_ERROR};
	void **state = civ_writer_state(writer);
	enum civ_status status = CIV_OK;

	*tasks = *state;
	if (*tasks == NULL)
		status = civ_writer_open(civ_writer_records(writer), &civ_noun_task, &options, tasks);
	if (status == CIV_OK)
		*state = *tasks;
	return status;
}

static enum civ_status latest_reached(struct civ_writer *writer, int64_t task, struct civ_value *reached)
{
	struct civ_records *records = civ_writer_records(writer);
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *latest;
	enum civ_status status = civ_records_statement(records, latest_sql, &latest);
	bool row = false;

	if (status == CIV_OK && sqlite3_bind_int64(latest, 1, task) != SQLITE_OK)
		status = civ_store_fail(store, "bind a task");
	if (status == CIV_OK)
		status = civ_store_step(store, latest, &row);
	if (row) {
		*reached = civ_value_column(latest, 0);
		sqlite3_reset(latest);
	}
	return status;
}

static enum civ_status set_reached(struct civ_writer *writer, const struct civ_record *record,
                                   const struct civ_value *old)
{
	int64_t task = record->values[civ_noun_column(&civ_noun_progress, "task")].integer;
	int column = civ_noun_column(&civ_noun_task, "reached");
	struct civ_writer *tasks;
	struct civ_record *change;
	enum civ_status status = task_writer(writer, &tasks);

	(void)old;
	/* A bundle brings its tasks as they stood. */
	if (status != CIV_OK || civ_writer_options(writer)->restore)
		return status;
	change = civ_writer_record(tasks);
	change->at = record->at;
	change->given[column] = true;
	status = latest_reached(writer, task, &change->values[column]);
	if (status == CIV_OK)
		status = civ_writer_set_id(tasks, change, task);
	civ_messages_move(record->messages, change->messages);
	return status;
}

static void release(void *state)
{
	civ_writer_close(state);
}

const struct civ_hook civ_progress_hook = {.noun = &civ_noun_progress, .after_store = set_reached, .release = release};
