/* What a writer of issues works with: the columns of the noun, its deadlines, the next closing number. */
#include <stdlib.h>

#include "lib/ledger/private.h"

void civ_issue_columns_find(struct civ_issue_columns *columns)
{
	const struct {
		const char *name;
		int *place;
	} all[] = {
		{"id", &columns->id},
		{"channel", &columns->channel},
		{"external_id", &columns->external_id},
		{"reported_at", &columns->reported_at},
		{"category", &columns->category},
		{"area", &columns->area},
		{"unit", &columns->unit},
		{"person", &columns->person},
		{"due", &columns->due},
		{"due_time", &columns->due_time},
		{"extended_due_time", &columns->extended_due_time},
		{"evidence", &columns->evidence},
		{"stage", &columns->stage},
		{"cycle", &columns->cycle},
		{"assigned_at", &columns->assigned_at},
		{"received_at", &columns->received_at},
		{"rectified_at", &columns->rectified_at},
		{"accepted_at", &columns->accepted_at},
		{"accepted_by", &columns->accepted_by},
		{"closed_at", &columns->closed_at},
		{"close_no", &columns->close_no},
		{"extended_due", &columns->extended_due},
		{"due_provisional", &columns->due_provisional},
		{"returns", &columns->returns},
		{"dismiss_reason", &columns->dismiss_reason},
		{"first_reported_at", &columns->first_reported_at},
		{"review_at", &columns->review_at},
		{"dismissed_at", &columns->dismissed_at},
		{"merged_into", &columns->merged_into},
		{"reopened_at", &columns->reopened_at},
		{"came_back_at", &columns->came_back_at},
		{"again_of", &columns->again_of},
		{"place", &columns->place},
		{"reports", &columns->reports},
	};

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		*all[i].place = civ_noun_column(&civ_noun_issue, all[i].name);
}

enum civ_status civ_ledger_state(struct civ_writer *writer, struct civ_ledger_state **state)
{
	void **place = civ_writer_state(writer);
	struct civ_records *records = civ_writer_records(writer);
	enum civ_status status;

	if (*place != NULL) {
		*state = *place;
		return CIV_OK;
	}
	*state = calloc(1, sizeof **state);
	if (*state == NULL)
		return civ_no_memory(civ_records_messages(records));
	civ_issue_columns_find(&(*state)->columns);
	status = civ_deadlines_open(records, &(*state)->deadlines);
	if (status != CIV_OK) {
		free(*state);
		return status;
	}
	*place = *state;
	return CIV_OK;
}

void civ_ledger_state_free(void *place)
{
	struct civ_ledger_state *state = place;

	if (state == NULL)
		return;
	civ_deadlines_close(state->deadlines);
	civ_account_close(state->account);
	free(state);
}

enum civ_status civ_ledger_next_close_no(struct civ_records *records, int64_t *number)
{
	static const char sql[] =
		"SELECT max(ifnull((SELECT max(close_no) FROM issue), 0), ifnull((SELECT max(close_no)"
		" FROM cycle), 0))";
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *last;
	bool row;
	enum civ_status status = civ_records_statement(records, sql, &last);

	if (status == CIV_OK)
		status = civ_store_step(store, last, &row);
	if (status == CIV_OK) {
		*number = sqlite3_column_int64(last, 0);
		sqlite3_reset(last);
	}
	return status;
}
