/* Entering issues: what a new one gets, and what a correction changes. */
#include <stdlib.h>
#include <string.h>

#include "lib/ledger/life.h"
#include "lib/ledger/place.h"

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

enum civ_status civ_record_put(struct civ_record *record, int column, const char *text)
{
	size_t len = strlen(text);
	char *copy = civ_arena_copy(record->arena, text, len);

	if (copy == NULL)
		return civ_no_memory(record->messages);
	record->values[column] = (struct civ_value){.kind = CIV_STRING, .string = {copy, len}};
	return CIV_OK;
}

void civ_record_clear(struct civ_record *record, int column)
{
	record->values[column] = (struct civ_value){.kind = CIV_NULL};
}

void civ_record_put_int(struct civ_record *record, int column, int64_t value)
{
	record->values[column] = (struct civ_value){.kind = CIV_INTEGER, .integer = value};
}

enum civ_status civ_record_give(struct civ_record *record, int column, const char *text)
{
	record->given[column] = true;
	if (text != NULL)
		return civ_record_put(record, column, text);
	civ_record_clear(record, column);
	return CIV_OK;
}

void civ_record_give_int(struct civ_record *record, int column, int64_t value)
{
	record->given[column] = true;
	civ_record_put_int(record, column, value);
}

bool civ_value_is(const struct civ_value *value, const char *text)
{
	return value->kind == CIV_STRING && value->string.len == strlen(text) &&
	       memcmp(value->string.text, text, value->string.len) == 0;
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

static void release(void *place)
{
	struct civ_ledger_state *state = place;

	if (state == NULL)
		return;
	civ_deadlines_close(state->deadlines);
	civ_tally_close(state->tally);
	civ_watch_close(state->watch);
	free(state->lives);
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

static enum civ_status give_close_no(struct civ_writer *writer, struct civ_ledger_state *state,
                                     struct civ_record *record)
{
	enum civ_status status = CIV_OK;

	if (record->values[state->columns.close_no].kind != CIV_NULL)
		return CIV_OK;
	if (state->close_no == 0)
		status = civ_ledger_next_close_no(civ_writer_records(writer), &state->close_no);
	if (status == CIV_OK)
		civ_record_put_int(record, state->columns.close_no, ++state->close_no);
	return status;
}

/* Both are ISO times, which sort as text. */
static bool is_before(const struct civ_value *a, const struct civ_value *b)
{
	return a->kind == CIV_STRING && b->kind == CIV_STRING &&
	       memcmp(a->string.text, b->string.text, CIV_TIME_SIZE - 1) < 0;
}

/* A history that comes with the row: closed, or at the stage that it says. */
static enum civ_status enter_history(struct civ_writer *writer, struct civ_ledger_state *state,
                                     struct civ_record *record)
{
	const struct civ_issue_columns *c = &state->columns;
	bool closed = record->values[c->closed_at].kind != CIV_NULL;
	enum civ_status status;

	if (!closed && civ_value_is(&record->values[c->stage], "closed"))
		return civ_record_error(record, c->stage, "closed, but closed_at is empty");
	if (civ_value_is(&record->values[c->stage], "dismissed") && record->values[c->dismissed_at].kind == CIV_NULL)
		return civ_record_error(record, c->stage, "dismissed, but dismissed_at is empty");
	if (!closed)
		return CIV_OK;
	if (!civ_value_is(&record->values[c->stage], "closed") && !civ_value_is(&record->values[c->stage], "reported"))
		return civ_record_error(record, c->stage, "'%.*s', but closed_at is given",
		                        (int)record->values[c->stage].string.len, record->values[c->stage].string.text);
	if (is_before(&record->values[c->closed_at], &record->values[c->reported_at]))
		return civ_record_error(record, c->closed_at, "closed before it was reported");
	status = civ_record_put(record, c->stage, "closed");
	if (record->values[c->rectified_at].kind == CIV_NULL)
		record->values[c->rectified_at] = record->values[c->closed_at];
	if (record->values[c->accepted_at].kind == CIV_NULL)
		record->values[c->accepted_at] = record->values[c->closed_at];
	return status == CIV_OK ? give_close_no(writer, state, record) : status;
}

static enum civ_status enter_due(struct civ_writer *writer, struct civ_ledger_state *state, struct civ_record *record)
{
	const struct civ_issue_columns *c = &state->columns;
	const struct civ_value *reported = &record->values[c->reported_at], time = record->values[c->due_time];
	enum civ_status status;
	int64_t seconds;

	if (record->values[c->due].kind != CIV_NULL ||
	    !civ_time_parse(reported->string.text, reported->string.len, &seconds))
		return CIV_OK;
	status = civ_deadlines_apply(state->deadlines, record, c, seconds);
	if (status == CIV_OK && time.kind != CIV_NULL && record->values[c->due_time].kind != CIV_NULL)
		return civ_record_error(record, c->due_time,
		                        "the category's hours give the time; without them name the day too");
	record->values[c->due_time] = time.kind == CIV_NULL ? record->values[c->due_time] : time;
	if (status == CIV_OK && record->values[c->due_provisional].kind != CIV_NULL && !state->warned) {
		state->warned = true;
		civ_warn(civ_records_messages(civ_writer_records(writer)), NULL,
		         "due dates in %.4s are provisional: its holidays are not known; they are counted again by "
		         "holiday-add",
		         record->values[c->due].string.text);
	}
	return status;
}

static enum civ_status enter_unit(struct civ_ledger_state *state, struct civ_record *record)
{
	const struct civ_issue_columns *c = &state->columns;
	struct civ_topic topic;
	int64_t area_unit = 0;
	enum civ_status status;

	if (record->values[c->unit].kind != CIV_NULL)
		return CIV_OK;
	status = civ_deadlines_topic(state->deadlines, record->values[c->category].integer, &topic);
	if (status == CIV_OK && record->values[c->area].kind != CIV_NULL)
		status = civ_deadlines_area_unit(state->deadlines, record->values[c->area].integer, &area_unit);
	if (status != CIV_OK)
		return status;
	if (topic.unit != 0 && (area_unit == 0 || area_unit == topic.unit))
		civ_record_put_int(record, c->unit, topic.unit);
	else if (topic.unit == 0 && area_unit != 0)
		civ_record_put_int(record, c->unit, area_unit);
	return CIV_OK;
}

/* Issues are numbered anew when they are entered: a number of another ledger would name some other issue here. */
static void forget_link(struct civ_record *record, int column)
{
	civ_record_clear(record, column);
	record->late[column] = (struct civ_span){NULL, 0};
}

/* Where the clock of the cycle at hand starts. */
static const struct civ_value *start_of(const struct civ_issue_columns *c, const struct civ_value *values)
{
	return &values[values[c->reopened_at].kind == CIV_NULL ? c->reported_at : c->reopened_at];
}

/* Nothing is due before its clock starts. */
static enum civ_status check_due(const struct civ_issue_columns *c, struct civ_record *record)
{
	const struct civ_value *due = &record->values[c->due], *clock = &record->values[c->due_time],
			       *start = start_of(c, record->values);
	enum { DAY = CIV_DATE_SIZE - 1, CLOCK = CIV_CLOCK_SIZE - 1 };
	int order;

	if (due->kind != CIV_STRING || start->kind != CIV_STRING)
		return CIV_OK;
	/* ISO texts sort as what they mean; the minute of the report itself is not before it. */
	order = memcmp(due->string.text, start->string.text, DAY);
	if (order == 0 && clock->kind == CIV_STRING)
		order = memcmp(clock->string.text, start->string.text + DAY + 1, CLOCK);
	return order >= 0 ? CIV_OK : civ_record_error(record, c->due, "due before it was reported, or opened again");
}

static bool limit_changed(const struct civ_issue_columns *c, const struct civ_record *record,
                          const struct civ_value *old)
{
	const int columns[] = {c->due, c->due_time, c->reported_at, c->reopened_at};

	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (!civ_value_same(&record->values[columns[i]], &old[columns[i]]))
			return true;
	return false;
}

/* Did the rules give the due date of the cycle at hand, as it is stored? */
static enum civ_status ruled(struct civ_ledger_state *state, const struct civ_value *old, bool *is)
{
	const struct civ_issue_columns *c = &state->columns;
	const struct civ_value *began = start_of(c, old);
	struct civ_topic topic;
	struct civ_due due;
	int64_t start;
	enum civ_status status = civ_deadlines_topic(state->deadlines, old[c->category].integer, &topic);

	*is = false;
	if (status != CIV_OK || !topic.has_limit || !civ_time_parse(began->string.text, began->string.len, &start))
		return status;
	status = civ_deadlines_due(state->deadlines, &topic, start, &due);
	*is = status == CIV_OK && civ_due_is(&due, &old[c->due], &old[c->due_time]);
	return status;
}

/* A corrected time of report or reopening, or category, moves a due date that was counted from it; one that was set by
 * hand stays. */
static enum civ_status follow_start(struct civ_ledger_state *state, struct civ_record *record,
                                    const struct civ_value *old)
{
	const struct civ_issue_columns *c = &state->columns;
	const struct civ_value *start = start_of(c, record->values);
	int64_t seconds;
	bool is_ruled;
	enum civ_status status;

	if ((civ_value_same(start, start_of(c, old)) &&
	     civ_value_same(&record->values[c->category], &old[c->category])) ||
	    !civ_value_same(&record->values[c->due], &old[c->due]) ||
	    !civ_value_same(&record->values[c->due_time], &old[c->due_time]) || old[c->due].kind == CIV_NULL)
		return CIV_OK;
	status = ruled(state, old, &is_ruled);
	if (status != CIV_OK || !is_ruled || !civ_time_parse(start->string.text, start->string.len, &seconds))
		return status;
	return civ_deadlines_apply(state->deadlines, record, c, seconds);
}

static enum civ_status before_store(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	struct civ_ledger_state *state;
	enum civ_status status;

	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	status = civ_ledger_state(writer, &state);
	if (status != CIV_OK)
		return status;
	if (old != NULL && state->undoing)
		return CIV_OK;
	if (old != NULL) {
		status = state->step == NULL ? follow_start(state, record, old)
		                             : civ_ledger_step(writer, state, record, old);
		/* What an older release took stays as it is until its limit is another one. */
		return status == CIV_OK && limit_changed(&state->columns, record, old)
		               ? check_due(&state->columns, record)
		               : status;
	}
	forget_link(record, state->columns.merged_into);
	forget_link(record, state->columns.again_of);
	status = enter_history(writer, state, record);
	if (status == CIV_OK)
		status = enter_due(writer, state, record);
	if (status == CIV_OK)
		status = check_due(&state->columns, record);
	return status == CIV_OK ? enter_unit(state, record) : status;
}

const struct civ_hook civ_ledger_issue_hook = {
	.noun = &civ_noun_issue,
	.schema = civ_tally_schema,
	.schema_since = 2,
	.rebuild = civ_ledger_rebuild,
	.later = civ_ledger_asks_past,
	.functions = civ_place_functions,
	.before_store = before_store,
	.ready = civ_account_ready,
	.tally = civ_account_tally,
	.after_run = civ_account_finish,
	.release = release,
};
