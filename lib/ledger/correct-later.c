/* What moves remember: what the one that is corrected has set, and what those behind it hold of that. */
#include <string.h>

#include "lib/ledger/correct.h"

enum civ_status civ_correction_around(const struct civ_correction *c, const char *sql, sqlite3_stmt **row, bool *found)
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

/* Does BEFORE name COLUMN of the unit's part, or with UNIT NULL of the issue? A new part was set as a whole. */
static enum civ_status names(const struct civ_correction *c, const char *before, const char *unit, const char *column,
                             bool *named)
{
	struct civ_before_entry entry;
	bool found = true;
	enum civ_status status = CIV_OK;

	*named = false;
	while (!*named && status == CIV_OK &&
	       (status = civ_before_next(&before, c->mover->reading.arena, &entry, &found)) == CIV_OK && found) {
		bool same_unit = unit == NULL ? entry.unit == NULL
		                              : entry.unit != NULL && strcmp(entry.unit, unit) == 0;

		*named = same_unit && (entry.column[0] == '\0' || strcmp(entry.column, column) == 0);
	}
	return status;
}

enum civ_status civ_correction_who_set(const struct civ_correction *c, const char *unit, const char *column,
                                       enum civ_set_by *by, const struct civ_later_move **until)
{
	bool named = true;
	enum civ_status status = c->before == NULL ? CIV_OK : names(c, c->before, unit, column, &named);

	*by = named ? CIV_BY_THIS : CIV_BY_ANOTHER;
	*until = NULL;
	for (size_t i = 0; i < c->later_count && status == CIV_OK && *by == CIV_BY_THIS; i++) {
		/* The parts of another cycle are other parts. */
		if (unit != NULL && c->later[i].cycle != c->moved.cycle)
			continue;
		status = names(c, c->later[i].before, unit, column, &named);
		if (named) {
			*by = CIV_BY_THIS_UNTIL;
			*until = &c->later[i];
		}
	}
	return status;
}

enum civ_status civ_correction_read_later(struct civ_correction *c)
{
	static const char sql[] = "SELECT e.id, e.cycle, ifnull(e.before, '') FROM event e WHERE e.issue_id = ?1"
				  " AND (e.at, e.id) > (?2, ?3) AND " CIV_EVENT_STANDS("e") " ORDER BY e.at, e.id";
	static const char count_sql[] =
		"SELECT count(*) FROM event e WHERE e.issue_id = ?1 AND (e.at, e.id) > (?2, ?3)";
	struct civ_store *store = civ_records_store(c->mover->records);
	sqlite3_stmt *rows;
	bool more;
	enum civ_status status = civ_correction_around(c, count_sql, &rows, &more);

	if (status != CIV_OK || !more)
		return status;
	c->later = civ_arena_alloc(c->mover->reading.arena,
	                           ((size_t)sqlite3_column_int64(rows, 0) + 1) * sizeof *c->later);
	sqlite3_reset(rows);
	status = c->later == NULL ? civ_no_memory(c->mover->reading.messages)
	                          : civ_correction_around(c, sql, &rows, &more);
	while (status == CIV_OK && more) {
		const char *before = civ_row_text(rows, 2);
		struct civ_later_move later = {sqlite3_column_int64(rows, 0), sqlite3_column_int64(rows, 1),
		                               civ_arena_copy(c->mover->reading.arena, before, strlen(before))};

		c->later[c->later_count++] = later;
		status = later.before == NULL ? civ_no_memory(c->mover->reading.messages)
		                              : civ_store_step(store, rows, &more);
	}
	return status;
}

/* What ENTRY of a later move remembers of the limit, as it is now; NULL where it remembers no part of what was changed.
 */
static const char *new_due(const struct civ_correction *c, const struct civ_before_entry *entry)
{
	bool day = strcmp(entry->column, "due") == 0, clock = strcmp(entry->column, "due_time") == 0;
	const char *was = day ? c->was_due.day : c->was_due.clock, *due = day ? c->due.day : c->due.clock;

	return (day || clock) && strcmp(was, due) != 0 && strcmp(entry->value, was) == 0 ? due : NULL;
}

/* What a later move remembers, with the new time where it was set by this one. */
static enum civ_status rewrite_before(const struct civ_correction *c, const struct civ_later_move *later,
                                      struct civ_buf *written, bool *differs)
{
	const char *text = later->before;
	struct civ_before_entry entry;
	bool found = true;
	enum civ_status status = CIV_OK;

	*differs = false;
	while (status == CIV_OK &&
	       (status = civ_before_next(&text, c->mover->reading.arena, &entry, &found)) == CIV_OK && found) {
		const char *due = new_due(c, &entry);
		const struct civ_later_move *until = NULL;
		enum civ_set_by by;

		if (strcmp(entry.value, c->moved.at) == 0)
			status = civ_correction_who_set(c, entry.unit, entry.column, &by, &until);
		*differs = *differs || until == later || due != NULL;
		civ_before_add_text(written, entry.unit, entry.column,
		                    until == later ? c->at
		                    : due != NULL  ? due
		                                   : entry.value);
	}
	return written->failed ? civ_no_memory(c->mover->reading.messages) : status;
}

enum civ_status civ_correction_retime_later(const struct civ_correction *c)
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
		civ_messages_move(c->mover->reading.messages, record->messages);
		civ_buf_free(&written);
	}
	return status;
}
