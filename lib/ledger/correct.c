/* The time of a move corrected, wherever it is kept: event, issue, past cycles, parts, and what later moves remember of
 * it. */
#include <string.h>

#include "lib/ledger/correct.h"

extern const struct civ_noun civ_noun_recheck;

/* The times of the cycle at hand that moves set, in the order of the statement below. */
static const char *const times[] = {"assigned_at", "received_at",  "rectified_at", "accepted_at",
                                    "closed_at",   "dismissed_at", "reopened_at"};

/* ---- the time itself ---- */

/* Does move E bound the one that is corrected (?3)? A step of a unit's part is bounded by the steps of that part and by
 * what moved the whole. */
#define BOUNDS \
	" AND ((SELECT (m.from_stage <> m.to_stage AND m.to_stage <> 'received') OR m.before IS NULL" \
	" FROM event m WHERE m.id = ?3)" \
	" OR (e.from_stage <> e.to_stage AND e.to_stage <> 'received')" \
	" OR EXISTS (SELECT 1 FROM event m" \
	" JOIN dispatch d ON d.issue_id = m.issue_id JOIN unit u ON u.id = d.unit_id" \
	" WHERE m.id = ?3 AND instr(m.before, ';' || u.code || '.') > 0" \
	" AND instr(e.before, ';' || u.code || '.') > 0))"

/* The moves before and behind it; before the first one there is the report. AFTER is "" behind the last. */
static enum civ_status find_neighbours(const struct civ_correction *c, char before[CIV_TIME_SIZE],
                                       char after[CIV_TIME_SIZE])
{
	static const char sql[] =
		"SELECT ifnull((SELECT e.at FROM event e"
		" WHERE e.issue_id = ?1 AND (e.at, e.id) < (?2, ?3) AND " CIV_EVENT_STANDS("e") BOUNDS
		" ORDER BY e.at DESC, e.id DESC LIMIT 1),"
		" (SELECT reported_at FROM issue WHERE id = ?1)),"
		" (SELECT e.at FROM event e"
		" WHERE e.issue_id = ?1 AND (e.at, e.id) > (?2, ?3) AND " CIV_EVENT_STANDS("e") BOUNDS
		" ORDER BY e.at, e.id LIMIT 1)";
	const char *next;
	sqlite3_stmt *row;
	bool found;
	enum civ_status status = civ_correction_around(c, sql, &row, &found);

	if (status != CIV_OK || !found)
		return status;
	next = civ_row_text(row, 1);
	civ_text_copy(before, civ_row_text(row, 0), CIV_TIME_SIZE);
	civ_text_copy(after, next == NULL ? "" : next, CIV_TIME_SIZE);
	sqlite3_reset(row);
	return CIV_OK;
}

static enum civ_status settle_time(struct civ_correction *c)
{
	char before[CIV_TIME_SIZE] = "", after[CIV_TIME_SIZE] = "";
	long long id = (long long)c->moved.issue;
	int64_t first, last;
	enum civ_status status = find_neighbours(c, before, after);

	if (status != CIV_OK)
		return status;
	if (civ_time_parse(before, strlen(before), &first) && first > c->seconds) {
		if (!c->day_only || civ_time_day(first) != civ_time_day(c->seconds))
			return civ_error(c->mover->reading.messages, CIV_REFUSED, c->mover->reading.at,
			                 "issue %lld: that move cannot be before %s, what came before it", id, before);
		c->seconds = first;
	}
	if (civ_time_parse(after, strlen(after), &last) && last < c->seconds)
		return civ_error(c->mover->reading.messages, CIV_REFUSED, c->mover->reading.at,
		                 "issue %lld: that move cannot be after %s, the move behind it", id, after);
	civ_time_format(c->seconds, c->at);
	return CIV_OK;
}

/* A closing stays before the re-checks of it. */
static enum civ_status check_rechecks(const struct civ_correction *c)
{
	static const char sql[] = "SELECT min(date) FROM recheck WHERE issue_id = ?1 AND cycle = ?2";
	sqlite3_stmt *row;
	enum civ_status status;

	if (strcmp(c->moved.to, "closed") != 0)
		return CIV_OK;
	status = civ_row_first(c->mover->records, sql, CIV_NUMBERS(c->moved.issue, c->moved.cycle), &row);
	if (row != NULL) {
		const char *date = civ_row_text(row, 0);

		if (date[0] != '\0' && strncmp(c->at, date, CIV_DATE_SIZE - 1) > 0)
			status = civ_error(c->mover->reading.messages, CIV_REFUSED, c->mover->reading.at,
			                   "issue %lld was re-checked on %s: it was closed before that",
			                   (long long)c->moved.issue, date);
		sqlite3_reset(row);
	}
	return status;
}

/* ---- where it is kept ---- */

/* The cycle at hand. */
static enum civ_status retime_issue(const struct civ_correction *c)
{
	static const char sql[] =
		"SELECT assigned_at, received_at, rectified_at, accepted_at, closed_at, dismissed_at, reopened_at"
		" FROM issue"
		" WHERE id = ?1 AND cycle = ?2";
	struct civ_record *record = civ_writer_record(c->mover->issues);
	sqlite3_stmt *row;
	const struct civ_later_move *until;
	enum civ_set_by by;
	enum civ_status status = civ_row_first(c->mover->records, sql, CIV_NUMBERS(c->moved.issue, c->moved.cycle),
	                                       &row);

	for (size_t i = 0; i < sizeof times / sizeof times[0] && row != NULL && status == CIV_OK; i++) {
		const char *time = civ_row_text(row, (int)i);

		if (time == NULL || strcmp(time, c->moved.at) != 0)
			continue;
		status = civ_correction_who_set(c, NULL, times[i], &by, &until);
		if (status == CIV_OK && by == CIV_BY_THIS)
			status = civ_record_give(record, civ_noun_column(&civ_noun_issue, times[i]), c->at);
	}
	sqlite3_reset(row);
	if (c->mover->reading.at != NULL)
		record->at = *c->mover->reading.at;
	/* Also where nothing changes, so that --print shows it. */
	if (status == CIV_OK)
		status = civ_writer_set_id(c->mover->issues, record, c->moved.issue);
	civ_messages_move(c->mover->reading.messages, record->messages);
	return status;
}

/* A past cycle: that of the move, and the one that it ended. */
static enum civ_status retime_cycle(const struct civ_correction *c, int64_t cycle)
{
	static const char sql[] = "SELECT id, rectified_at, accepted_at, closed_at, started_at, came_back_at FROM cycle"
				  " WHERE issue_id = ?1 AND cycle = ?2";
	static const char *const columns[] = {"rectified_at", "accepted_at", "closed_at", "started_at", "came_back_at"};
	static const char *const set_as[] = {"rectified_at", "accepted_at", "closed_at", "reopened_at", "reopened_at"};
	struct civ_record *record = civ_writer_record(c->mover->cycles);
	sqlite3_stmt *row;
	const struct civ_later_move *until;
	enum civ_set_by by;
	int64_t id;
	enum civ_status status = civ_row_first(c->mover->records, sql, CIV_NUMBERS(c->moved.issue, cycle), &row);

	if (status != CIV_OK || row == NULL)
		return status;
	id = sqlite3_column_int64(row, 0);
	for (int i = 0; i < 5 && status == CIV_OK; i++) {
		const char *time = civ_row_text(row, i + 1);
		/* It came back with the move that began the next cycle. */
		bool ours = i == 4 ? cycle < c->moved.cycle : cycle == c->moved.cycle;

		if (!ours || time == NULL || strcmp(time, c->moved.at) != 0)
			continue;
		status = civ_correction_who_set(c, NULL, set_as[i], &by, &until);
		/* What it held when the next cycle began; that it came back, whatever happened then. */
		if (status == CIV_OK && by != CIV_BY_ANOTHER && (i == 4 || (until != NULL && until->cycle > cycle)))
			status = civ_record_give(record, civ_noun_column(&civ_noun_cycle, columns[i]), c->at);
	}
	sqlite3_reset(row);
	if (status == CIV_OK)
		status = civ_writer_set_id(c->mover->cycles, record, id);
	civ_messages_move(c->mover->reading.messages, record->messages);
	return status;
}

/* The limit of the cycle at hand; empty without one, or of a past cycle, whose limit stays. */
static enum civ_status read_due(const struct civ_correction *c, struct civ_due_texts *due)
{
	static const char sql[] = "SELECT due, due_time FROM issue WHERE id = ?1 AND cycle = ?2";
	sqlite3_stmt *row;
	enum civ_status status = civ_row_first(c->mover->records, sql, CIV_NUMBERS(c->moved.issue, c->moved.cycle),
	                                       &row);

	*due = (struct civ_due_texts){"", ""};
	if (status != CIV_OK || row == NULL)
		return status;
	civ_text_copy(due->day, civ_row_text(row, 0), sizeof due->day);
	civ_text_copy(due->clock, civ_row_text(row, 1), sizeof due->clock);
	sqlite3_reset(row);
	return CIV_OK;
}

static bool is_due(const struct civ_due_texts *due, const char *day, const char *clock)
{
	return strcmp(due->day, day) == 0 && strcmp(due->clock, clock) == 0;
}

/* A reopening that was at another time gave another limit, to the parts as well. */
static enum civ_status redue_parts(const struct civ_correction *c)
{
	static const char sql[] = "SELECT id, due, due_time FROM dispatch WHERE issue_id = ?1 AND cycle = ?2";
	struct civ_store *store = civ_records_store(c->mover->records);
	sqlite3_stmt *rows;
	bool more = false;
	enum civ_status status;

	if (is_due(&c->due, c->was_due.day, c->was_due.clock))
		return CIV_OK;
	status = civ_row_first(c->mover->records, sql, CIV_NUMBERS(c->moved.issue, c->moved.cycle), &rows);
	for (more = rows != NULL; status == CIV_OK && more;) {
		if (is_due(&c->was_due, civ_row_text(rows, 1), civ_row_text(rows, 2)))
			status = civ_dispatch_redue(c->mover->dispatches, sqlite3_column_int64(rows, 0), &c->due);
		if (status == CIV_OK)
			status = civ_store_step(store, rows, &more);
	}
	return status;
}

static enum civ_status retime_part(const struct civ_correction *c, const char *unit, const char *column)
{
	const struct civ_part_time time = {c->moved.issue, c->moved.cycle, unit, column, c->moved.at, c->at};

	return civ_dispatch_retime(c->mover->dispatches, &time);
}

static enum civ_status retime_parts(const struct civ_correction *c)
{
	static const char *const columns[] = {"sent_at", "received_at", "returned_at", "rectified_at"};
	const char *before = c->before == NULL ? "" : c->before;
	const struct civ_later_move *until;
	struct civ_before_entry entry;
	enum civ_set_by by;
	bool found = true;
	enum civ_status status = CIV_OK;

	while (status == CIV_OK &&
	       (status = civ_before_next(&before, c->mover->reading.arena, &entry, &found)) == CIV_OK && found)
		for (size_t i = 0; i < sizeof columns / sizeof columns[0] && entry.unit != NULL && status == CIV_OK;
		     i++) {
			status = civ_correction_who_set(c, entry.unit, columns[i], &by, &until);
			if (status == CIV_OK && by == CIV_BY_THIS)
				status = retime_part(c, entry.unit, columns[i]);
		}
	return status;
}

/* A part that a later step made came with the assignment. */
static enum civ_status resend_parts(const struct civ_correction *c)
{
	const struct civ_later_move *until;
	struct civ_before_entry entry;
	enum civ_set_by by;
	bool found;
	enum civ_status status = civ_correction_who_set(c, NULL, "assigned_at", &by, &until);

	for (size_t i = 0; i < c->later_count && by != CIV_BY_ANOTHER && &c->later[i] != until && status == CIV_OK;
	     i++) {
		const char *before = c->later[i].before;

		found = c->later[i].cycle == c->moved.cycle;
		while (found && status == CIV_OK &&
		       (status = civ_before_next(&before, c->mover->reading.arena, &entry, &found)) == CIV_OK && found)
			if (entry.unit != NULL && entry.column[0] == '\0')
				status = retime_part(c, entry.unit, "sent_at");
	}
	return status;
}

/* Days after the closing are counted again when a re-check is stored again. */
static enum civ_status recount_rechecks(const struct civ_correction *c)
{
	static const struct civ_write_options moving = {.move = true};
	static const char sql[] = "SELECT id FROM recheck WHERE issue_id = ?1 AND cycle = ?2";
	struct civ_store *store = civ_records_store(c->mover->records);
	struct civ_writer *rechecks = NULL;
	sqlite3_stmt *rows;
	bool more = false;
	enum civ_status status;

	if (strcmp(c->moved.to, "closed") != 0)
		return CIV_OK;
	status = civ_writer_open(c->mover->records, &civ_noun_recheck, &moving, &rechecks);
	if (status == CIV_OK)
		status = civ_row_first(c->mover->records, sql, CIV_NUMBERS(c->moved.issue, c->moved.cycle), &rows);
	for (more = status == CIV_OK && rows != NULL; status == CIV_OK && more;) {
		struct civ_record *record = civ_writer_record(rechecks);

		status = civ_writer_set_id(rechecks, record, sqlite3_column_int64(rows, 0));
		civ_messages_move(c->mover->reading.messages, record->messages);
		if (status == CIV_OK)
			status = civ_store_step(store, rows, &more);
	}
	if (status == CIV_OK)
		status = civ_writer_finish(rechecks);
	civ_writer_close(rechecks);
	return status;
}

/* ---- the correction ---- */

static enum civ_status find_move(struct civ_correction *c, int64_t id, const struct civ_move *move)
{
	const struct civ_column *number = &civ_noun_event.columns[civ_noun_column(&civ_noun_event, "id")];
	struct civ_value value = {.kind = CIV_NULL};
	enum civ_status status = CIV_OK;

	if (move->event != NULL)
		status = civ_value_parse(number, (struct civ_span){move->event, strlen(move->event)},
		                         &c->mover->reading, &value);
	if (status == CIV_OK)
		status = civ_moved_find(c->mover->records, id, value.kind == CIV_INTEGER ? value.integer : 0,
		                        &c->moved);
	if (status == CIV_OK && !c->moved.found && move->event != NULL)
		return civ_error(c->mover->reading.messages, CIV_REFUSED, c->mover->reading.at,
		                 "issue %lld has no move number %s that stands", (long long)id, move->event);
	if (status == CIV_OK && !c->moved.found)
		return civ_error(c->mover->reading.messages, CIV_REFUSED, c->mover->reading.at,
		                 "issue %lld was not moved: there is no time to correct", (long long)id);
	if (status == CIV_OK && move->at == NULL)
		return civ_error(c->mover->reading.messages, CIV_REFUSED, c->mover->reading.at, "at: is required");
	if (status == CIV_OK)
		status = civ_mover_when(c->mover, move->at, &c->seconds, &c->day_only);
	return status;
}

static enum civ_status retime(struct civ_correction *c)
{
	enum civ_status status = civ_correction_read_later(c);

	if (status == CIV_OK)
		status = read_due(c, &c->was_due);
	if (status == CIV_OK)
		status = retime_issue(c);
	if (status == CIV_OK)
		status = read_due(c, &c->due);
	if (status == CIV_OK)
		status = redue_parts(c);
	if (status == CIV_OK)
		status = retime_cycle(c, c->moved.cycle);
	if (status == CIV_OK)
		status = retime_cycle(c, c->moved.cycle - 1);
	if (status == CIV_OK)
		status = retime_parts(c);
	if (status == CIV_OK)
		status = resend_parts(c);
	if (status == CIV_OK)
		status = civ_correction_retime_later(c);
	return status == CIV_OK ? recount_rechecks(c) : status;
}

enum civ_status civ_mover_correct(struct civ_mover *mover, int64_t id, const struct civ_move *move)
{
	struct civ_correction correction = {.mover = mover};
	struct civ_amendment amendment = {.at = correction.at, .note = move->note};
	enum civ_status status = find_move(&correction, id, move);

	if (status == CIV_OK)
		status = civ_mover_who(mover, move->by, &amendment.by);
	if (status == CIV_OK)
		status = settle_time(&correction);
	if (status == CIV_OK)
		status = check_rechecks(&correction);
	if (status == CIV_OK)
		status = civ_before_of_event(mover->records, correction.moved.event, mover->reading.arena,
		                             &correction.before);
	if (status != CIV_OK)
		return status;
	if (strcmp(correction.at, correction.moved.at) == 0) {
		struct civ_record *record = civ_writer_record(mover->issues);

		/* Counted as unchanged. */
		return civ_writer_set_id(mover->issues, record, id);
	}
	status = retime(&correction);
	if (status == CIV_OK)
		status = civ_moved_amend(mover->events, mover->amendments, &correction.moved, &amendment);
	/* Extensions count from the reopening on, and in the order of the limits before them. */
	if (status == CIV_OK && strcmp(correction.moved.from, "closed") == 0)
		status = civ_extensions_settle(mover->issues, id);
	return status;
}
