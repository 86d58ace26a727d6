/* Tasks that wait for themselves by a mixture of two ways: a part waits for what the whole waits for, and the whole for
 * its parts. A circle by one of them alone is no circle of tasks only: the record library refuses it. */
#include "lib/progress/circle.h"

extern const struct civ_noun civ_noun_task;

static const char any_sql[] = "SELECT 1 FROM (" CIV_TASK_CIRCLES ") x LIMIT 1";
static const char circle_sql[] = "SELECT 1 WHERE " CIV_TASK_WAITS_FOR_ITSELF(
	"?1", "0") " OR " CIV_TASK_WAITS_FOR_ITSELF("?1", "1");

/* A task that was linked in this run, and where that was said. */
struct linked {
	int64_t id;
	struct civ_position at;
};

static bool links(const struct civ_value *values, int parent, int after)
{
	return values[parent].kind != CIV_NULL || values[after].kind != CIV_NULL;
}

enum civ_status civ_circle_note(struct civ_buf *linked, const struct civ_record *record, const struct civ_value *old)
{
	int parent = civ_noun_column(&civ_noun_task, "parent"), after = civ_noun_column(&civ_noun_task, "after");
	const struct civ_value *now = record->values;
	const struct linked one = {record->id, civ_record_at(record, after)};

	if (!links(now, parent, after) ||
	    (old != NULL && civ_value_same(&old[parent], &now[parent]) && civ_value_same(&old[after], &now[after])))
		return CIV_OK;
	civ_buf_add(linked, &one, sizeof one);
	return linked->failed ? civ_no_memory(record->messages) : CIV_OK;
}

static enum civ_status finds(struct civ_records *records, const char *sql, int64_t id, bool *found)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(records, sql, &row);

	*found = false;
	if (status == CIV_OK && id != 0 && sqlite3_bind_int64(row, 1, id) != SQLITE_OK)
		status = civ_store_fail(store, "bind a task");
	if (status == CIV_OK)
		status = civ_store_step(store, row, found);
	if (status == CIV_OK && *found)
		sqlite3_reset(row);
	return status;
}

static enum civ_status refuse_circle(struct civ_records *records, const struct linked *linked)
{
	bool found;
	enum civ_status status = finds(records, circle_sql, linked->id, &found);

	if (status != CIV_OK || !found)
		return status;
	return civ_error(civ_records_messages(records), CIV_REFUSED, &linked->at,
	                 "task '%s' would wait for itself by way of its parts, or of what it is part of: look at "
	                 "after and parent",
	                 civ_records_code(records, &civ_noun_task, linked->id));
}

enum civ_status civ_circle_refuse(struct civ_writer *writer, const struct civ_buf *linked)
{
	struct civ_records *records = civ_writer_records(writer);
	enum civ_status status;
	bool any;

	/* A bundle brings its tasks as they stood; plan-check tells of them. */
	if (linked->len == 0 || civ_writer_options(writer)->restore || civ_records_deferring(records))
		return CIV_OK;
	status = finds(records, any_sql, 0, &any);
	/* One that was there before is no reason to refuse what has nothing to do with it. */
	for (size_t i = 0; status != CIV_SYSTEM && any && i < linked->len / sizeof(struct linked); i++)
		status = civ_worse(status,
		                   refuse_circle(records, &((const struct linked *)(const void *)linked->data)[i]));
	return status;
}
