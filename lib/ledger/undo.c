/* Moves taken back: the issue, its parts and its past cycle as they were before. */
#include <string.h>

#include "lib/ledger/before.h"

/* ---- what may be taken back ---- */

/* What else there is of the issue. */
struct bound {
	bool merged;   /* it is part of another */
	int64_t cycle; /* the past cycle that the move ended; 0: none */
	bool rebound;  /* a re-check ended it, and still says so */
};

static enum civ_status look(struct civ_records *records, const struct civ_moved *moved, struct bound *bound)
{
	static const char sql[] =
		"SELECT i.merged_into_id IS NOT NULL, c.id, c.reason = 'recheck'"
		"  AND EXISTS ("
		"   SELECT 1"
		"   FROM recheck r"
		"   WHERE r.issue_id = c.issue_id AND r.cycle = c.cycle AND r.result = 'rebound'"
		"  )"
		" FROM issue i LEFT JOIN cycle c ON c.issue_id = i.id AND c.cycle = ?2"
		" WHERE i.id = ?1";
	sqlite3_stmt *row;
	enum civ_status status = civ_row_first(records, sql, CIV_NUMBERS(moved->issue, moved->cycle - 1), &row);

	if (status != CIV_OK || row == NULL)
		return status;
	*bound = (struct bound){sqlite3_column_int(row, 0) != 0, sqlite3_column_int64(row, 1),
	                        sqlite3_column_int(row, 2) != 0};
	sqlite3_reset(row);
	return CIV_OK;
}

static bool reopens(const struct civ_moved *moved)
{
	return strcmp(moved->from, "closed") == 0 && strcmp(moved->to, "assigned") == 0;
}

static enum civ_status check(const struct civ_mover *mover, const struct civ_moved *moved, struct bound *bound)
{
	struct civ_messages *messages = mover->reading.messages;
	const struct civ_position *at = mover->reading.at;
	long long id = (long long)moved->issue;
	enum civ_status status;

	if (!moved->found)
		return civ_error(messages, CIV_REFUSED, at, "issue %lld was not moved: there is nothing to take back",
		                 id);
	status = look(mover->records, moved, bound);
	if (status != CIV_OK)
		return status;
	/* No other move leaves dismissed: older releases entered what was taken apart so. */
	if (bound->merged || strcmp(moved->from, "dismissed") == 0)
		return civ_error(messages, CIV_REFUSED, at, "issue %lld was merged: issue-merge takes that back", id);
	if (reopens(moved) && bound->rebound)
		return civ_error(messages, CIV_REFUSED, at,
		                 "issue %lld was opened again by a re-check: correct its result with recheck-set first",
		                 id);
	return CIV_OK;
}

/* ---- taking back ---- */

/* *DUE: the limit is another one now. */
static enum civ_status restore(struct civ_mover *mover, const struct civ_moved *moved, const char *before, bool *due)
{
	const struct civ_position *at = mover->reading.at;
	struct civ_record *record = civ_writer_record(mover->issues);
	struct civ_before_entry entry;
	bool found = true;
	enum civ_status status = CIV_OK;

	if (at != NULL)
		record->at = *at;
	while (status == CIV_OK &&
	       (status = civ_before_next(&before, mover->reading.arena, &entry, &found)) == CIV_OK && found) {
		int column = civ_noun_column(&civ_noun_issue, entry.column);

		if (entry.unit != NULL)
			status = civ_dispatch_restore(mover->dispatches, moved->issue, moved->cycle, &entry, at);
		else if (column == mover->state->columns.due)
			*due = true;
		if (entry.unit == NULL && column >= 0 && status == CIV_OK)
			status = civ_record_parse(mover->issues, record, column,
			                          (struct civ_span){entry.value, strlen(entry.value)});
	}
	mover->state->undoing = true;
	if (status == CIV_OK)
		status = civ_writer_set_id(mover->issues, record, moved->issue);
	mover->state->undoing = false;
	civ_messages_move(civ_records_messages(mover->records), record->messages);
	return status;
}

enum civ_status civ_mover_undo(struct civ_mover *mover, int64_t id, const struct civ_move *move)
{
	struct civ_amendment amendment = {.note = move->note};
	struct civ_moved moved;
	struct bound bound = {.merged = false};
	const char *before = NULL;
	bool due = false;
	enum civ_status status = civ_moved_find(mover->records, id, 0, &moved);

	if (status == CIV_OK)
		status = check(mover, &moved, &bound);
	if (status == CIV_OK)
		status = civ_mover_who(mover, move->by, &amendment.by);
	if (status == CIV_OK)
		status = civ_before_of_event(mover->records, moved.event, mover->reading.arena, &before);
	if (status == CIV_OK && before == NULL)
		status = civ_error(mover->reading.messages, CIV_REFUSED, mover->reading.at,
		                   "issue %lld: nothing tells any more what it was before its last move",
		                   (long long)id);
	if (status == CIV_OK)
		status = restore(mover, &moved, before, &due);
	/* The cycle that the move had ended goes on. */
	if (status == CIV_OK && reopens(&moved) && bound.cycle != 0)
		status = civ_writer_remove(mover->cycles, bound.cycle, NULL);
	/* A closing number that is free again is the next one. */
	mover->state->close_no = 0;
	if (status == CIV_OK)
		status = civ_moved_amend(mover->events, mover->amendments, &moved, &amendment);
	return status == CIV_OK && due ? civ_extensions_settle(mover->issues, id) : status;
}
