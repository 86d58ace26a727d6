/* Re-checks: their result, and what a rebound does to the issue. */
#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/say.h"
#include "lib/ledger/private.h"

extern const struct civ_noun civ_noun_recheck;

struct state {
	int issue, date, result, value, target, condition, checked_by, cycle, days;
	struct civ_mover *mover;
};

/* ?1 issue, ?2 day: the cycle that was closed then and not opened again before that day (with ?3: whatever came after
 * it), and whether it is the one at hand; the direction of the category's indicator. */
static const char closed_sql[] =
	"SELECT cycle, date(closed_at), 1"
	" FROM issue"
	" WHERE id = ?1 AND stage = 'closed' AND date(closed_at) <= ?2"
	" UNION ALL"
	" SELECT cycle, date(closed_at), 0"
	" FROM cycle c"
	" WHERE issue_id = ?1"
	"  AND date(closed_at) <= ?2"
	"  AND ("
	"   ?3"
	"   OR ifnull("
	"    ?2 <= date("
	"     ifnull("
	"      (SELECT n.started_at FROM cycle n WHERE n.issue_id = c.issue_id AND n.cycle = c.cycle + 1),"
	"      (SELECT i.reopened_at FROM issue i WHERE i.id = c.issue_id)"
	"     )"
	"    ),"
	"    1"
	"   )"
	"  )"
	" ORDER BY 1 DESC LIMIT 1";
static const char direction_sql[] =
	"WITH RECURSIVE up(id, depth) AS ("
	"  SELECT category_id, 0"
	"  FROM issue"
	"  WHERE id = ?1"
	"  UNION ALL"
	"  SELECT c.parent_id, depth + 1"
	"  FROM up JOIN category c ON c.id = up.id"
	"  WHERE c.parent_id IS NOT NULL AND depth < 100"
	" )"
	" SELECT count(*) > 0 AND min(n.direction) = 'down' AND max(n.direction) = 'down'"
	" FROM indicator n"
	" WHERE n.code = ("
	"  SELECT c.indicator"
	"  FROM up JOIN category c ON c.id = up.id"
	"  WHERE c.indicator IS NOT NULL"
	"  ORDER BY depth LIMIT 1"
	" )";

static enum civ_status find_state(struct civ_writer *writer, struct state **state)
{
	void **place = civ_writer_state(writer);
	const struct {
		const char *name;
		size_t offset;
	} all[] = {
		{"issue", offsetof(struct state, issue)},
		{"date", offsetof(struct state, date)},
		{"result", offsetof(struct state, result)},
		{"value", offsetof(struct state, value)},
		{"target", offsetof(struct state, target)},
		{"condition", offsetof(struct state, condition)},
		{"checked_by", offsetof(struct state, checked_by)},
		{"cycle", offsetof(struct state, cycle)},
		{"days", offsetof(struct state, days)},
	};

	if (*place == NULL) {
		*place = calloc(1, sizeof **state);
		if (*place == NULL)
			return civ_no_memory(civ_records_messages(civ_writer_records(writer)));
		for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
			*(int *)((char *)*place + all[i].offset) = civ_noun_column(&civ_noun_recheck, all[i].name);
	}
	*state = *place;
	return CIV_OK;
}

static void release(void *place)
{
	struct state *state = place;

	if (state == NULL)
		return;
	civ_mover_close(state->mover);
	free(state);
}

/* The closing that the re-check looked at; *ROW is NULL without one. A STORED one keeps it, as older releases took some
 * that came after the reopening. */
static enum civ_status select_closing(struct civ_records *records, const struct state *state,
                                      const struct civ_record *record, bool stored, sqlite3_stmt **row)
{
	struct civ_store *store = civ_records_store(records);
	bool found = false;
	enum civ_status status = civ_records_statement(records, closed_sql, row);

	if (status == CIV_OK)
		status = civ_value_bind(store, *row, 1, &record->values[state->issue]);
	if (status == CIV_OK)
		status = civ_value_bind(store, *row, 2, &record->values[state->date]);
	if (status == CIV_OK && sqlite3_bind_int(*row, 3, stored) != SQLITE_OK)
		status = civ_store_fail(store, "bind an issue");
	if (status == CIV_OK)
		status = civ_store_step(store, *row, &found);
	if (!found)
		*row = NULL;
	return status;
}

/* Which closing it looked at, and how long after it. */
static enum civ_status find_closing(struct civ_writer *writer, const struct state *state, struct civ_record *record,
                                    const struct civ_value *old)
{
	const struct civ_value *day = &record->values[state->date];
	sqlite3_stmt *row;
	int32_t checked, closed;
	bool stored = old != NULL && civ_value_same(&old[state->issue], &record->values[state->issue]) &&
	              civ_value_same(&old[state->date], day);
	enum civ_status status = select_closing(civ_writer_records(writer), state, record, stored, &row);

	if (status != CIV_OK)
		return status;
	if (row == NULL)
		return civ_record_error(record, state->issue,
		                        "it was not closed on %.*s: only a closed issue is re-checked",
		                        (int)day->string.len, day->string.text);
	civ_record_put_int(record, state->cycle, sqlite3_column_int64(row, 0));
	if (civ_date_parse(day->string.text, day->string.len, &checked) &&
	    civ_date_stored((const char *)sqlite3_column_text(row, 1), &closed))
		civ_record_put_int(record, state->days, checked - closed);
	sqlite3_reset(row);
	return CIV_OK;
}

static enum civ_status judge(struct civ_writer *writer, const struct state *state, struct civ_record *record)
{
	const struct civ_value *value = &record->values[state->value], *target = &record->values[state->target];
	sqlite3_stmt *row;
	bool found = false, down = false;
	enum civ_status status;

	if (value->kind == CIV_NULL || target->kind == CIV_NULL)
		return civ_record_error(record, state->result, "is required where value and target are not both given");
	status = civ_records_statement(civ_writer_records(writer), direction_sql, &row);
	if (status == CIV_OK)
		status = civ_value_bind(civ_records_store(civ_writer_records(writer)), row, 1,
		                        &record->values[state->issue]);
	if (status == CIV_OK)
		status = civ_store_step(civ_records_store(civ_writer_records(writer)), row, &found);
	if (status != CIV_OK)
		return status;
	if (found) {
		down = sqlite3_column_int(row, 0) != 0;
		sqlite3_reset(row);
	}
	return civ_record_put(record, state->result,
	                      (down ? value->real <= target->real : value->real >= target->real) ? "held" : "rebound");
}

static enum civ_status before_store(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	struct state *state;
	enum civ_status status = find_state(writer, &state);

	if (status != CIV_OK || civ_writer_options(writer)->restore)
		return status;
	status = find_closing(writer, state, record, old);
	if (status == CIV_OK && record->values[state->result].kind == CIV_NULL)
		status = judge(writer, state, record);
	return status;
}

/* "re-check: value 40, target 85; winter", in the language of who enters it. */
static void describe(const struct state *state, const struct civ_record *record, struct civ_buf *note)
{
	const struct civ_value *condition = &record->values[state->condition];
	char number[CIV_REAL_SIZE];

	civ_buf_adds(note, civ_say(CIV_WORD("re-check")));
	if (record->values[state->value].kind == CIV_DOUBLE) {
		civ_real_format(record->values[state->value].real, number);
		civ_buf_addf(note, civ_say(CIV_WORD(": value %s")), number);
	}
	if (record->values[state->target].kind == CIV_DOUBLE) {
		civ_real_format(record->values[state->target].real, number);
		civ_buf_addf(note, civ_say(CIV_WORD(", target %s")), number);
	}
	if (condition->kind == CIV_STRING)
		civ_buf_addf(note, "%s%.*s", civ_say(CIV_WORD("; ")), (int)condition->string.len,
		             condition->string.text);
}

static enum civ_status open_again(struct civ_writer *writer, struct state *state, const struct civ_record *record)
{
	static const struct civ_write_options plain = {.on_conflict = CIV_CONFLICT_ERROR};
	struct civ_records *records = civ_writer_records(writer);
	const struct civ_value *by = &record->values[state->checked_by];
	struct civ_move move = {.to = "assigned", .recheck = true};
	struct civ_position at = civ_record_at(record, -1);
	struct civ_buf note = {0};
	char day[CIV_DATE_SIZE];
	enum civ_status status = CIV_OK;

	if (state->mover == NULL)
		status = civ_mover_open(records, &plain, civ_records_user(records), &state->mover);
	if (status != CIV_OK)
		return status;
	describe(state, record, &note);
	civ_text_copy(day, record->values[state->date].string.text, sizeof day);
	move.at = day;
	move.note = civ_buf_str(&note);
	if (by->kind == CIV_INTEGER)
		move.by = civ_records_code(records, &civ_noun_person, by->integer);
	status = move.note == NULL ? civ_no_memory(record->messages)
	                           : civ_mover_move(state->mover, record->values[state->issue].integer, &move, &at,
	                                            record->messages);
	civ_buf_free(&note);
	return status;
}

static enum civ_status after_store(struct civ_writer *writer, const struct civ_record *record,
                                   const struct civ_value *old)
{
	struct state *state;
	sqlite3_stmt *row;
	bool at_hand;
	enum civ_status status = find_state(writer, &state);

	if (status != CIV_OK || civ_writer_options(writer)->restore ||
	    !civ_value_is(&record->values[state->result], "rebound") ||
	    (old != NULL && civ_value_is(&old[state->result], "rebound")))
		return status;
	status = select_closing(civ_writer_records(writer), state, record, true, &row);
	if (status != CIV_OK || row == NULL)
		return status;
	at_hand = sqlite3_column_int(row, 2) != 0;
	sqlite3_reset(row);
	return at_hand ? open_again(writer, state, record) : CIV_OK;
}

static enum civ_status after_run(struct civ_writer *writer)
{
	struct state *state;
	enum civ_status status = find_state(writer, &state);

	return status == CIV_OK && state->mover != NULL ? civ_mover_finish(state->mover) : status;
}

const struct civ_hook civ_ledger_recheck_hook = {
	.noun = &civ_noun_recheck,
	.before_store = before_store,
	.after_store = after_store,
	.after_run = after_run,
	.release = release,
};
