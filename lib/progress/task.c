/* What follows when a task is stored: circles are refused, stops begin and end. */
#include <stdlib.h>
#include <string.h>

#include "civplan/progress.h"
#include "lib/noun/resolution.h"
#include "lib/progress/circle.h"
#include "lib/progress/stop.h"

extern const struct civ_noun civ_noun_task;

struct following {
	struct civ_buf linked;
	struct civ_writer *stops; /* NULL: no stop had to be looked at yet */
};

static enum civ_status check_groups(const struct civ_record *record)
{
	int groups = civ_noun_column(&civ_noun_task, "groups");
	const struct civ_value *value = &record->values[groups];

	if (value->kind != CIV_STRING || civ_text_is_codes(value->string))
		return CIV_OK;
	return civ_record_error(record, groups, "the groups are not codes joined with ; such as elderly;children");
}

/* Several tasks may come of one resolution; more often the same list was entered twice. */
static enum civ_status warn_of_other(struct civ_writer *writer, const struct civ_record *record,
                                     const struct civ_value *old)
{
	static const char sql[] = "SELECT r.code, x.code"
				  " FROM resolution r JOIN task x ON " CIV_RESOLUTION_TASK("r", "x")
				  " WHERE r.id = ?1"
				  "  AND x.id <> ?2"
				  "  AND x.code <> ifnull(?3, '')"
				  " ORDER BY x.code"
				  " LIMIT 1";
	int column = civ_noun_column(&civ_noun_task, "resolution");
	const struct civ_position at = civ_record_at(record, column);
	const struct civ_value *resolution = &record->values[column], id = {.kind = CIV_INTEGER, .integer = record->id};
	struct civ_records *records = civ_writer_records(writer);
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *row;
	enum civ_status status;

	if (resolution->kind != CIV_INTEGER || (old != NULL && civ_value_same(resolution, &old[column])))
		return CIV_OK;
	status = civ_records_statement(records, sql, &row);
	if (status == CIV_OK)
		status = civ_value_bind(store, row, 1, resolution);
	if (status == CIV_OK)
		status = civ_value_bind(store, row, 2, &id);
	if (status == CIV_OK)
		status = civ_value_bind(store, row, 3, &record->values[civ_noun_column(&civ_noun_task, "code")]);
	while (civ_store_next(store, row, &status))
		civ_warn(civ_records_messages(records), &at, "resolution %s has a task already: %s",
		         (const char *)sqlite3_column_text(row, 0), (const char *)sqlite3_column_text(row, 1));
	return status;
}

/* A bundle brings its stops. */
static enum civ_status check(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	enum civ_status status = check_groups(record);

	if (status != CIV_OK)
		return status;
	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	status = warn_of_other(writer, record, old);
	return status == CIV_OK ? civ_stop_check(civ_writer_records(writer), record, old) : status;
}

static enum civ_status follow_status(struct civ_writer *writer, struct following *following,
                                     const struct civ_record *record, const struct civ_value *old)
{
	enum civ_status status = CIV_OK;

	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	if (following->stops == NULL)
		status = civ_stop_writer(civ_writer_records(writer), &following->stops);
	return status == CIV_OK ? civ_stop_follow(following->stops, record, old) : status;
}

static enum civ_status follow(struct civ_writer *writer, const struct civ_record *record, const struct civ_value *old)
{
	void **state = civ_writer_state(writer);
	struct following *following = *state;
	enum civ_status status;

	if (following == NULL)
		*state = following = calloc(1, sizeof *following);
	if (following == NULL)
		return civ_no_memory(record->messages);
	status = civ_circle_note(&following->linked, record, old);
	return status == CIV_OK ? follow_status(writer, following, record, old) : status;
}

static enum civ_status finish(struct civ_writer *writer)
{
	const struct following *following = *civ_writer_state(writer);
	enum civ_status status = CIV_OK;

	if (following != NULL)
		status = civ_circle_refuse(writer, &following->linked);
	if (status == CIV_OK && following != NULL && following->stops != NULL)
		status = civ_writer_finish(following->stops);
	return status;
}

static void release(void *state)
{
	struct following *following = state;

	if (following != NULL) {
		civ_buf_free(&following->linked);
		civ_writer_close(following->stops);
	}
	free(following);
}

const struct civ_hook civ_task_hook = {
	.noun = &civ_noun_task,
	.before_store = check,
	.after_store = follow,
	.after_run = finish,
	.release = release,
};
