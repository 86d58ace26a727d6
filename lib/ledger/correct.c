/* The time of a move corrected, wherever it is kept: event, issue, past cycles, parts, and what later moves remember of
 * it. */
#include <string.h>

#include "lib/ledger/before.h"

extern const struct civ_noun civ_noun_recheck;

/* The times of the cycle at hand that moves set, in the order of the statement below. */
static const char *const times[] = {"assigned_at", "received_at",  "rectified_at", "accepted_at",
                                    "closed_at",   "dismissed_at", "reopened_at"};

/* A move behind the one that is corrected. */
struct later {
	int64_t event, cycle;
	const char *before; /* "" when it is not known */
};

struct correction {
	struct civ_mover *mover;
	struct civ_moved moved;
	const char *before;          /* what the move changed; NULL: not known any more */
	int64_t seconds;
	bool day_only;
	char at[CIV_TIME_SIZE];      /* the new time */
	struct later *later;         /* in order, in the mover's arena */
	size_t later_count;
	struct civ_due_texts was_due, due; /* of the cycle at hand, before and after */
	const struct civ_position *position;
	struct civ_messages *messages;
};

/* The statement's first row for the issue and that cycle. */
static enum civ_status select_cycle(const struct correction *c, const char *sql, int64_t cycle, sqlite3_stmt **row,
                                    bool *found)
{
	struct civ_store *store = civ_records_store(c->mover->records);
	enum civ_status status = civ_records_statement(c->mover->records, sql, row);

	*found = false;
	if (status == CIV_OK && (sqlite3_bind_int64(*row, 1, c->moved.issue) != SQLITE_OK ||
	                         sqlite3_bind_int64(*row, 2, cycle) != SQLITE_OK))
		status = civ_store_fail(store, "bind an issue");
	return status == CIV_OK ? civ_store_step(store, *row, found) : status;
}

/* The statement's first row for the moves around this one. */
static enum civ_status select_around(const struct correction *c, const char *sql, sqlite3_stmt **row, bool *found)
{
	struct civ_store *store = civ_records_store(c->mover->records);
	enum civ_status status = civ_records_statement(c->mover->records, sql, row);

	*found = false;
	if (status == CIV_OK && (sqlite3_bind_int64(*row, 1, c->moved.issue) != SQLITE_OK ||
	                         sqlite3_bind_text(*row, 2, c->moved.at, -1, SQLITE_TRANSIENT) != SQLITE_OK ||
	                         sqlite3_bind_int64(*row, 3, c->moved.event) != SQLITE_OK))
		status = civ_store_fail(store, "bind an event");
	return status == CIV_OK ? civ_store_step(store, *row, found) : status;
}

/* ---- what the move has set ---- */

/* Does BEFORE name COLUMN of the unit's part, or with UNIT NULL of the issue? A new part was set as a whole. */
static enum civ_status names(const struct correction *c, const char *before, const char *unit, const char *column,
                             bool *named)
{
	struct civ_before_entry entry;
	bool found = true;
	enum civ_status status = CIV_OK;

	*named = false;
	while (!*named && status == CIV_OK &&
	       (status = civ_before_next(&before, c->mover->arena, &entry, &found)) == CIV_OK && found) {
		bool same_unit = unit == NULL ? entry.unit == NULL
		                              : entry.unit != NULL && strcmp(entry.unit, unit) == 0;

		*named = same_unit && (entry.column[0] == '\0' || strcmp(entry.column, column) == 0);
	}
	return status;
}

enum set_by { BY_ANOTHER, BY_THIS, BY_THIS_UNTIL }; /* until the move that remembers it */

/* Was COLUMN set by the move that is corrected, and does it still stand so? Else *UNTIL is the first move behind it
 * that set it too. */
static enum civ_status who_set(const struct correction *c, const char *unit, const char *column, enum set_by *by,
                               const struct later **until)
{
	bool named = true;
	enum civ_status status = c->before == NULL ? CIV_OK : names(c, c->before, unit, column, &named);

	*by = named ? BY_THIS : BY_ANOTHER;
	*until = NULL;
	for (size_t i = 0; i < c->later_count && status == CIV_OK && *by == BY_THIS; i++) {
		/* The parts of another cycle are other parts. */
		if (unit != NULL && c->later[i].cycle != c->moved.cycle)
			continue;
		status = names(c, c->later[i].before, unit, column, &named);
		if (named) {
			*by = BY_THIS_UNTIL;
			*until = &c->later[i];
		}
	}
	return status;
}

static enum civ_status read_later(struct correction *c)
{
	static const char sql[] =
		"SELECT e.id, e.cycle, ifnull(e.before, '') FROM event e WHERE e.issue_id = ?1"
		" AND (e.at, e.id) > (?2, ?3) AND " CIV_EVENT_STANDS(
			"e") " ORDER BY e.at, e.id";
	static const char count_sql[] =
		"SELECT count(*) FROM event e WHERE e.issue_id = ?1 AND (e.at, e.id) > (?2, ?3)";
	struct civ_store *store = civ_records_store(c->mover->records);
	sqlite3_stmt *rows;
	bool more;
	enum civ_status status = select_around(c, count_sql, &rows, &more);

	if (status != CIV_OK || !more)
		return status;
	c->later = civ_arena_alloc(c->mover->arena, ((size_t)sqlite3_column_int64(rows, 0) + 1) * sizeof *c->later);
	sqlite3_reset(rows);
	status = c->later == NULL ? civ_no_memory(c->messages) : select_around(c, sql, &rows, &more);
	while (status == CIV_OK && more) {
		const char *before = civ_row_text(rows, 2);
		struct later later = {sqlite3_column_int64(rows, 0), sqlite3_column_int64(rows, 1),
		                      civ_arena_copy(c->mover->arena, before, strlen(before))};

		c->later[c->later_count++] = later;
		status = later.before == NULL ? civ_no_memory(c->messages) : civ_store_step(store, rows, &more);
	}
	return status;
}

/* ---- the time itself ---- */

/* Does move E bound the one that is corrected (?3)? A step of a unit's part is bounded by the steps of that part and by
 * what moved the whole. */
#define BOUNDS \
	" AND ((SELECT (m.from_stage <> m.to_stage AND m.to_stage <> 'received') OR m.before IS NULL FROM event m WHERE m.id = ?3)" \
	" OR (e.from_stage <> e.to_stage AND e.to_stage <> 'received') OR EXISTS (SELECT 1 FROM event m JOIN dispatch d ON d.issue_id = m.issue_id" \
	" JOIN unit u ON u.id = d.unit_id WHERE m.id = ?3 AND instr(m.before, ';' || u.code || '.') > 0 AND instr(e.before, ';' || u.code || '.') > 0))"

/* The moves before and behind it; before the first one there is the report. AFTER is "" behind the last. */
static enum civ_status find_neighbours(const struct correction *c, char before[CIV_TIME_SIZE],
                                       char after[CIV_TIME_SIZE])
{
	static const char sql[] =
		"SELECT ifnull((SELECT e.at FROM event e WHERE e.issue_id = ?1 AND (e.at, e.id) < (?2, ?3) AND "
		CIV_EVENT_STANDS("e") BOUNDS
		" ORDER BY e.at DESC, e.id DESC LIMIT 1), (SELECT reported_at FROM issue WHERE id = ?1)),"
		" (SELECT e.at FROM event e WHERE e.issue_id = ?1 AND (e.at, e.id) > (?2, ?3) AND " CIV_EVENT_STANDS(
		"e") BOUNDS
		" ORDER BY e.at, e.id LIMIT 1)";
	const char *next;
	sqlite3_stmt *row;
	bool found;
	enum civ_status status = select_around(c, sql, &row, &found);

	if (status != CIV_OK || !found)
		return status;
	next = civ_row_text(row, 1);
	civ_text_copy(before, civ_row_text(row, 0), CIV_TIME_SIZE);
	civ_text_copy(after, next == NULL ? "" : next, CIV_TIME_SIZE);
	sqlite3_reset(row);
	return CIV_OK;
}

static enum civ_status settle_time(struct correction *c)
{
	char before[CIV_TIME_SIZE] = "", after[CIV_TIME_SIZE] = "";
	long long id = (long long)c->moved.issue;
	int64_t first, last;
	enum civ_status status = find_neighbours(c, before, after);

	if (status != CIV_OK)
		return status;
	if (civ_time_parse(before, strlen(before), &first) && first > c->seconds) {
		if (!c->day_only || civ_time_day(first) != civ_time_day(c->seconds))
			return civ_error(c->messages, CIV_REFUSED, c->position,
			                 "issue %lld: that move cannot be before %s, what came before it", id, before);
		c->seconds = first;
	}
	if (civ_time_parse(after, strlen(after), &last) && last < c->seconds)
		return civ_error(c->messages, CIV_REFUSED, c->position,
		                 "issue %lld: that move cannot be after %s, the move behind it", id, after);
	civ_time_format(c->seconds, c->at);
	return CIV_OK;
}

/* A closing stays before the re-checks of it. */
static enum civ_status check_rechecks(const struct correction *c)
{
	static const char sql[] = "SELECT min(date) FROM recheck WHERE issue_id = ?1 AND cycle = ?2";
	sqlite3_stmt *row;
	bool found;
	enum civ_status status;

	if (strcmp(c->moved.to, "closed") != 0)
		return CIV_OK;
	status = select_cycle(c, sql, c->moved.cycle, &row, &found);
	if (status == CIV_OK && found) {
		const char *date = civ_row_text(row, 0);

		if (date[0] != '\0' && strncmp(c->at, date, CIV_DATE_SIZE - 1) > 0)
			status = civ_error(c->messages, CIV_REFUSED, c->position,
			                   "issue %lld was re-checked on %s: it was closed before that",
			                   (long long)c->moved.issue, date);
		sqlite3_reset(row);
	}
	return status;
}

/* ---- where it is kept ---- */

/* The cycle at hand. */
static enum civ_status retime_issue(const struct correction *c)
{
	static const char sql[] =
		"SELECT assigned_at, received_at, rectified_at, accepted_at, closed_at, dismissed_at, reopened_at"
		" FROM issue"
		" WHERE id = ?1 AND cycle = ?2";
	struct civ_record *record = civ_writer_record(c->mover->issues);
	sqlite3_stmt *row;
	const struct later *until;
	enum set_by by;
	bool found;
	enum civ_status status = select_cycle(c, sql, c->moved.cycle, &row, &found);

	for (size_t i = 0; i < sizeof times / sizeof times[0] && found && status == CIV_OK; i++) {
		const char *time = civ_row_text(row, (int)i);

		if (time == NULL || strcmp(time, c->moved.at) != 0)
			continue;
		status = who_set(c, NULL, times[i], &by, &until);
		if (status == CIV_OK && by == BY_THIS)
			status = civ_record_give(record, civ_noun_column(&civ_noun_issue, times[i]), c->at);
	}
	if (found)
		sqlite3_reset(row);
	if (c->position != NULL)
		record->at = *c->position;
	/* Also where nothing changes, so that --print shows it. */
	if (status == CIV_OK)
		status = civ_writer_set_id(c->mover->issues, record, c->moved.issue);
	civ_messages_move(c->messages, record->messages);
	return status;
}

/* A past cycle: that of the move, and the one that it ended. */
static enum civ_status retime_cycle(const struct correction *c, int64_t cycle)
{
	static const char sql[] =
		"SELECT id, rectified_at, accepted_at, closed_at, started_at, came_back_at FROM cycle"
		" WHERE issue_id = ?1 AND cycle = ?2";
	static const char *const columns[] = {"rectified_at", "accepted_at", "closed_at", "started_at", "came_back_at"};
	static const char *const set_as[] = {"rectified_at", "accepted_at", "closed_at", "reopened_at", "reopened_at"};
	struct civ_record *record = civ_writer_record(c->mover->cycles);
	sqlite3_stmt *row;
	const struct later *until;
	enum set_by by;
	bool found;
	int64_t id;
	enum civ_status status = select_cycle(c, sql, cycle, &row, &found);

	if (status != CIV_OK || !found)
		return status;
	id = sqlite3_column_int64(row, 0);
	for (int i = 0; i < 5 && status == CIV_OK; i++) {
		const char *time = civ_row_text(row, i + 1);
		/* It came back with the move that began the next cycle. */
		bool ours = i == 4 ? cycle < c->moved.cycle : cycle == c->moved.cycle;

		if (!ours || time == NULL || strcmp(time, c->moved.at) != 0)
			continue;
		status = who_set(c, NULL, set_as[i], &by, &until);
		/* What it held when the next cycle began; that it came back, whatever happened then. */
		if (status == CIV_OK && by != BY_ANOTHER && (i == 4 || (until != NULL && until->cycle > cycle)))
			status = civ_record_give(record, civ_noun_column(&civ_noun_cycle, columns[i]), c->at);
	}
	sqlite3_reset(row);
	if (status == CIV_OK)
		status = civ_writer_set_id(c->mover->cycles, record, id);
	civ_messages_move(c->messages, record->messages);
	return status;
}

/* The limit of the cycle at hand; empty without one, or of a past cycle, whose limit stays. */
static enum civ_status read_due(const struct correction *c, struct civ_due_texts *due)
{
	static const char sql[] = "SELECT due, due_time FROM issue WHERE id = ?1 AND cycle = ?2";
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status = select_cycle(c, sql, c->moved.cycle, &row, &found);

	*due = (struct civ_due_texts){"", ""};
	if (status != CIV_OK || !found)
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
static enum civ_status redue_parts(const struct correction *c)
{
	static const char sql[] = "SELECT id, due, due_time FROM dispatch WHERE issue_id = ?1 AND cycle = ?2";
	struct civ_store *store = civ_records_store(c->mover->records);
	sqlite3_stmt *rows;
	bool more = false;
	enum civ_status status;

	if (is_due(&c->due, c->was_due.day, c->was_due.clock))
		return CIV_OK;
	status = select_cycle(c, sql, c->moved.cycle, &rows, &more);
	while (status == CIV_OK && more) {
		if (is_due(&c->was_due, civ_row_text(rows, 1), civ_row_text(rows, 2)))
			status = civ_dispatch_redue(c->mover->dispatches, sqlite3_column_int64(rows, 0), &c->due);
		if (status == CIV_OK)
			status = civ_store_step(store, rows, &more);
	}
	return status;
}

static enum civ_status retime_parts(const struct correction *c)
{
	static const char *const columns[] = {"sent_at", "received_at", "returned_at", "rectified_at"};
	const char *before = c->before == NULL ? "" : c->before;
	const struct later *until;
	struct civ_before_entry entry;
	enum set_by by;
	bool found = true;
	enum civ_status status = CIV_OK;

	while (status == CIV_OK && (status = civ_before_next(&before, c->mover->arena, &entry, &found)) == CIV_OK &&
	       found)
		for (size_t i = 0; i < sizeof columns / sizeof columns[0] && entry.unit != NULL && status == CIV_OK;
		     i++) {
			status = who_set(c, entry.unit, columns[i], &by, &until);
			if (status == CIV_OK && by == BY_THIS)
				status = civ_dispatch_retime(
					c->mover->dispatches, c->moved.issue, c->moved.cycle,
					&(struct civ_retiming){entry.unit, columns[i], c->moved.at, c->at});
		}
	return status;
}

/* A part that a later step made came with the assignment. */
static enum civ_status resend_parts(const struct correction *c)
{
	const struct later *until;
	struct civ_before_entry entry;
	enum set_by by;
	bool found;
	enum civ_status status = who_set(c, NULL, "assigned_at", &by, &until);

	for (size_t i = 0; i < c->later_count && by != BY_ANOTHER && &c->later[i] != until && status == CIV_OK; i++) {
		const char *before = c->later[i].before;

		found = c->later[i].cycle == c->moved.cycle;
		while (found && status == CIV_OK &&
		       (status = civ_before_next(&before, c->mover->arena, &entry, &found)) == CIV_OK && found)
			if (entry.unit != NULL && entry.column[0] == '\0')
				status = civ_dispatch_retime(
					c->mover->dispatches, c->moved.issue, c->moved.cycle,
					&(struct civ_retiming){entry.unit, "sent_at", c->moved.at, c->at});
	}
	return status;
}

/* What ENTRY of a later move remembers of the limit, as it is now; NULL where it remembers no part of what was changed.
 */
static const char *new_due(const struct correction *c, const struct civ_before_entry *entry)
{
	bool day = strcmp(entry->column, "due") == 0, clock = strcmp(entry->column, "due_time") == 0;
	const char *was = day ? c->was_due.day : c->was_due.clock, *due = day ? c->due.day : c->due.clock;

	return (day || clock) && strcmp(was, due) != 0 && strcmp(entry->value, was) == 0 ? due : NULL;
}

/* What a later move remembers, with the new time where it was set by this one. */
static enum civ_status rewrite_before(const struct correction *c, const struct later *later, struct civ_buf *written,
                                      bool *differs)
{
	const char *text = later->before;
	struct civ_before_entry entry;
	bool found = true;
	enum civ_status status = CIV_OK;

	*differs = false;
	while (status == CIV_OK && (status = civ_before_next(&text, c->mover->arena, &entry, &found)) == CIV_OK &&
	       found) {
		const char *due = new_due(c, &entry);
		const struct later *until = NULL;
		enum set_by by;

		if (strcmp(entry.value, c->moved.at) == 0)
			status = who_set(c, entry.unit, entry.column, &by, &until);
		*differs = *differs || until == later || due != NULL;
		civ_before_add_text(written, entry.unit, entry.column,
		                    until == later ? c->at
		                    : due != NULL  ? due
		                                   : entry.value);
	}
	return written->failed ? civ_no_memory(c->messages) : status;
}

static enum civ_status retime_later(const struct correction *c)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < c->later_count && status == CIV_OK; i++) {
		struct civ_record *record = civ_writer_record(c->mover->events);
		struct civ_buf written = {0};
		bool differs;

		status = rewrite_before(c, &c->later[i], &written, &differs);
		if (status == CIV_OK && differs)
			status = civ_record_give(record, civ_noun_column(&civ_noun_event, "before"),
			                         civ_buf_str(&written));
		if (status == CIV_OK && differs)
			status = civ_writer_set_id(c->mover->events, record, c->later[i].event);
		civ_messages_move(c->messages, record->messages);
		civ_buf_free(&written);
	}
	return status;
}

/* Days after the closing are counted again when a re-check is stored again. */
static enum civ_status recount_rechecks(const struct correction *c)
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
		status = select_cycle(c, sql, c->moved.cycle, &rows, &more);
	while (status == CIV_OK && more) {
		struct civ_record *record = civ_writer_record(rechecks);

		status = civ_writer_set_id(rechecks, record, sqlite3_column_int64(rows, 0));
		civ_messages_move(c->messages, record->messages);
		if (status == CIV_OK)
			status = civ_store_step(store, rows, &more);
	}
	if (status == CIV_OK)
		status = civ_writer_finish(rechecks);
	civ_writer_close(rechecks);
	return status;
}

/* ---- the correction ---- */

static enum civ_status find_move(struct correction *c, int64_t id, const struct civ_move *move)
{
	const struct civ_column *number = &civ_noun_event.columns[civ_noun_column(&civ_noun_event, "id")];
	struct civ_value value = {.kind = CIV_NULL};
	enum civ_status status = CIV_OK;

	if (move->event != NULL)
		status = civ_value_parse(number, (struct civ_span){move->event, strlen(move->event)},
		                         &(struct civ_reading){c->position, c->mover->arena, c->messages}, &value);
	if (status == CIV_OK)
		status = civ_moved_find(c->mover->records, id, value.kind == CIV_INTEGER ? value.integer : 0,
		                        &c->moved);
	if (status == CIV_OK && !c->moved.found && move->event != NULL)
		return civ_error(c->messages, CIV_REFUSED, c->position, "issue %lld has no move number %s that stands",
		                 (long long)id, move->event);
	if (status == CIV_OK && !c->moved.found)
		return civ_error(c->messages, CIV_REFUSED, c->position,
		                 "issue %lld was not moved: there is no time to correct", (long long)id);
	if (status == CIV_OK && move->at == NULL)
		return civ_error(c->messages, CIV_REFUSED, c->position, "at: is required");
	if (status == CIV_OK)
		status = civ_mover_when(c->mover, move->at,
		                        &(struct civ_reading){c->position, c->mover->arena, c->messages}, &c->seconds,
		                        &c->day_only);
	return status;
}

static enum civ_status retime(struct correction *c)
{
	enum civ_status status = read_later(c);

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
		status = retime_later(c);
	return status == CIV_OK ? recount_rechecks(c) : status;
}

enum civ_status civ_mover_correct(struct civ_mover *mover, int64_t id, const struct civ_move *move,
                                  const struct civ_position *at, struct civ_messages *messages)
{
	struct correction correction = {.mover = mover, .position = at, .messages = messages};
	const char *who;
	enum civ_status status = find_move(&correction, id, move);

	if (status == CIV_OK)
		status = civ_mover_who(mover, move->by, &(struct civ_reading){at, mover->arena, messages}, &who);
	if (status == CIV_OK)
		status = settle_time(&correction);
	if (status == CIV_OK)
		status = check_rechecks(&correction);
	if (status == CIV_OK)
		status = civ_before_of_event(mover->records, correction.moved.event, mover->arena, &correction.before);
	if (status != CIV_OK)
		return status;
	if (strcmp(correction.at, correction.moved.at) == 0) {
		struct civ_record *record = civ_writer_record(mover->issues);

		/* Counted as unchanged. */
		return civ_writer_set_id(mover->issues, record, id);
	}
	status = retime(&correction);
	if (status == CIV_OK)
		status = civ_moved_amend(mover->events, mover->amendments, &correction.moved,
		                         &(struct civ_amending){correction.at, who, move->note});
	/* Extensions count from the reopening on, and in the order of the limits before them. */
	if (status == CIV_OK && strcmp(correction.moved.from, "closed") == 0)
		status = civ_extensions_settle(mover->issues, id);
	return status;
}
