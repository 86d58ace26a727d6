/* Moves taken back: the issue, its parts and its past cycle as they were before. */
#include <string.h>

#include "lib/ledger/before.h"

enum civ_status civ_moved_find(struct civ_records *records, int64_t issue, int64_t event, struct civ_moved *moved)
{
	static const char sql[] =
		"SELECT e.id, e.cycle, e.at, e.from_stage, e.to_stage FROM event e WHERE e.issue_id = ?1"
		" AND (?2 = 0 OR e.id = ?2) AND " CIV_EVENT_STANDS("e") " ORDER BY e.id DESC LIMIT 1";
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(records, sql, &row);

	*moved = (struct civ_moved){.issue = issue};
	if (status == CIV_OK &&
	    (sqlite3_bind_int64(row, 1, issue) != SQLITE_OK || sqlite3_bind_int64(row, 2, event) != SQLITE_OK))
		status = civ_store_fail(store, "bind an issue");
	if (status == CIV_OK)
		status = civ_store_step(store, row, &moved->found);
	if (status != CIV_OK || !moved->found)
		return status;
	moved->event = sqlite3_column_int64(row, 0);
	moved->cycle = sqlite3_column_int64(row, 1);
	civ_text_copy(moved->at, civ_row_text(row, 2), sizeof moved->at);
	civ_text_copy(moved->from, civ_row_text(row, 3), sizeof moved->from);
	civ_text_copy(moved->to, civ_row_text(row, 4), sizeof moved->to);
	sqlite3_reset(row);
	return CIV_OK;
}

static enum civ_status mark_event(struct civ_writer *events, const struct civ_moved *moved, const char *now,
                                  const char *at)
{
	struct civ_record *record = civ_writer_record(events);
	int column = civ_noun_column(&civ_noun_event, at == NULL ? "undone_at" : "at");
	enum civ_status status = civ_record_give(record, column, at == NULL ? now : at);

	if (status == CIV_OK)
		status = civ_writer_set_id(events, record, moved->event);
	civ_messages_move(civ_records_messages(civ_writer_records(events)), record->messages);
	return status;
}

enum civ_status civ_moved_amend(struct civ_writer *events, struct civ_writer *amendments, const struct civ_moved *moved,
                                const struct civ_amending *amending)
{
	struct civ_records *records = civ_writer_records(events);
	struct civ_record *record = civ_writer_record(amendments);
	char now[CIV_TIME_SIZE];
	const struct {
		const char *column, *text;
	} texts[] = {{"kind", amending->at == NULL ? "undo" : "correction"},
	             {"at", now},
	             {"was", moved->at},
	             {"becomes", amending->at},
	             {"by", amending->by},
	             {"note", amending->note}};
	enum civ_status status;

	civ_time_format(civ_records_clock(records)->now, now);
	status = mark_event(events, moved, now, amending->at);
	civ_record_give_int(record, civ_noun_column(&civ_noun_amendment, "issue"), moved->issue);
	civ_record_give_int(record, civ_noun_column(&civ_noun_amendment, "event"), moved->event);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0] && status == CIV_OK; i++)
		status = civ_record_give(record, civ_noun_column(&civ_noun_amendment, texts[i].column), texts[i].text);
	if (status == CIV_OK)
		status = civ_writer_add(amendments, record);
	civ_messages_move(civ_records_messages(records), record->messages);
	return status;
}

/* ---- what may be taken back ---- */

/* Whether the issue is part of another, and whether a re-check that opened its cycle still says rebound. */
static enum civ_status look(struct civ_records *records, const struct civ_moved *moved, bool *merged, bool *rebound)
{
	static const char sql[] =
		"SELECT merged_into_id IS NOT NULL, EXISTS (SELECT 1 FROM cycle c JOIN recheck r"
		" ON r.issue_id = c.issue_id AND r.cycle = c.cycle"
		" WHERE c.issue_id = i.id AND c.cycle = ?2 AND c.reason = 'recheck' AND r.result = 'rebound')"
		" FROM issue i WHERE i.id = ?1";
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status = civ_records_statement(records, sql, &row);

	*merged = *rebound = false;
	if (status == CIV_OK && (sqlite3_bind_int64(row, 1, moved->issue) != SQLITE_OK ||
	                         sqlite3_bind_int64(row, 2, moved->cycle - 1) != SQLITE_OK))
		status = civ_store_fail(store, "bind an issue");
	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	if (status != CIV_OK || !found)
		return status;
	*merged = sqlite3_column_int(row, 0) != 0;
	*rebound = sqlite3_column_int(row, 1) != 0;
	sqlite3_reset(row);
	return CIV_OK;
}

static bool reopens(const struct civ_moved *moved)
{
	return strcmp(moved->from, "closed") == 0 && strcmp(moved->to, "assigned") == 0;
}

static enum civ_status check(struct civ_mover *mover, const struct civ_moved *moved, const struct civ_position *at,
                             struct civ_messages *messages)
{
	long long id = (long long)moved->issue;
	bool merged, rebound;
	enum civ_status status;

	if (!moved->found)
		return civ_error(messages, CIV_REFUSED, at, "issue %lld was not moved: there is nothing to take back",
		                 id);
	status = look(mover->records, moved, &merged, &rebound);
	if (status != CIV_OK)
		return status;
	/* No other move leaves dismissed: older releases entered what was taken apart so. */
	if (merged || strcmp(moved->from, "dismissed") == 0)
		return civ_error(messages, CIV_REFUSED, at, "issue %lld was merged: issue-merge takes that back", id);
	if (reopens(moved) && rebound)
		return civ_error(messages, CIV_REFUSED, at,
		                 "issue %lld was opened again by a re-check: correct its result with recheck-set first",
		                 id);
	return CIV_OK;
}

/* ---- taking back ---- */

/* *DUE: the limit is another one now. */
static enum civ_status restore(struct civ_mover *mover, const struct civ_moved *moved, const char *before,
                               const struct civ_position *at, bool *due)
{
	struct civ_record *record = civ_writer_record(mover->issues);
	struct civ_before_entry entry;
	bool found = true;
	enum civ_status status = CIV_OK;

	if (at != NULL)
		record->at = *at;
	while (status == CIV_OK && (status = civ_before_next(&before, mover->arena, &entry, &found)) == CIV_OK &&
	       found) {
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

/* The cycle that the move had ended goes on. */
static enum civ_status drop_cycle(struct civ_mover *mover, const struct civ_moved *moved)
{
	static const char sql[] = "SELECT id FROM cycle WHERE issue_id = ?1 AND cycle = ?2";
	struct civ_store *store = civ_records_store(mover->records);
	sqlite3_stmt *row;
	bool found = false;
	int64_t id;
	enum civ_status status = civ_records_statement(mover->records, sql, &row);

	if (status == CIV_OK && (sqlite3_bind_int64(row, 1, moved->issue) != SQLITE_OK ||
	                         sqlite3_bind_int64(row, 2, moved->cycle - 1) != SQLITE_OK))
		status = civ_store_fail(store, "bind an issue");
	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	if (status != CIV_OK || !found)
		return status;
	id = sqlite3_column_int64(row, 0);
	sqlite3_reset(row);
	return civ_writer_remove(mover->cycles, id, NULL);
}

enum civ_status civ_mover_undo(struct civ_mover *mover, int64_t id, const struct civ_move *move,
                               const struct civ_position *at, struct civ_messages *messages)
{
	struct civ_moved moved;
	const char *before = NULL, *who;
	bool due = false;
	enum civ_status status = civ_moved_find(mover->records, id, 0, &moved);

	if (status == CIV_OK)
		status = check(mover, &moved, at, messages);
	if (status == CIV_OK)
		status = civ_mover_who(mover, move->by, &(struct civ_reading){at, mover->arena, messages}, &who);
	if (status == CIV_OK)
		status = civ_before_of_event(mover->records, moved.event, mover->arena, &before);
	if (status == CIV_OK && before == NULL)
		status = civ_error(messages, CIV_REFUSED, at,
		                   "issue %lld: nothing tells any more what it was before its last move",
		                   (long long)id);
	if (status == CIV_OK)
		status = restore(mover, &moved, before, at, &due);
	if (status == CIV_OK && reopens(&moved))
		status = drop_cycle(mover, &moved);
	/* A closing number that is free again is the next one. */
	mover->state->close_no = 0;
	if (status == CIV_OK)
		status = civ_moved_amend(mover->events, mover->amendments, &moved,
		                         &(struct civ_amending){NULL, who, move->note});
	return status == CIV_OK && due ? civ_extensions_settle(mover->issues, id) : status;
}
