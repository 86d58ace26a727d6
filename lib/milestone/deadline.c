/* Milestones as deadlines of tasks. */
#include <string.h>

#include "civplan/date.h"
#include "civplan/milestone.h"

static const char sql[] =
	"SELECT task_id, due, code FROM milestone WHERE task_id IS NOT NULL AND (finished IS NULL OR finished > :asof) ORDER BY due, code";

enum civ_status civ_milestone_deadlines(struct civ_records *records, struct civ_arena *arena, struct civ_task_deadline **deadlines,
                                        size_t *count)
{
	struct civ_messages *messages = civ_records_messages(records);
	struct civ_store *store = civ_records_store(records);
	struct civ_buf list = {0};
	char asof[CIV_DATE_SIZE];
	sqlite3_stmt *rows;
	bool more;
	enum civ_status status = civ_records_statement(records, sql, &rows);

	civ_date_format(civ_records_clock(records)->asof, asof);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":asof", asof);
	while (status == CIV_OK && (status = civ_store_step(store, rows, &more)) == CIV_OK && more) {
		struct civ_task_deadline deadline = {.task = sqlite3_column_int64(rows, 0)};
		struct civ_span due = civ_value_column(rows, 1).string, code = civ_value_column(rows, 2).string;

		deadline.name = civ_arena_copy(arena, code.text, code.len);
		if (civ_date_parse(due.text, due.len, &deadline.day))
			civ_buf_add(&list, &deadline, sizeof deadline);
		if (deadline.name == NULL || list.failed)
			status = civ_no_memory(messages);
	}
	*count = list.len / sizeof **deadlines;
	*deadlines = civ_arena_alloc(arena, list.len + 1);
	if (*deadlines == NULL)
		status = civ_worse(status, civ_no_memory(messages));
	else if (list.len > 0)
		memcpy(*deadlines, list.data, list.len);
	civ_buf_free(&list);
	return status;
}
