/* Entering issues: what a new one gets, and what new holidays change. */
#include <stdlib.h>
#include <string.h>

#include "lib/ledger/life.h"

void civ_issue_columns_find(struct civ_issue_columns *columns)
{
	const struct {
		const char *name;
		int *place;
	} all[] = {
		{"id", &columns->id}, {"channel", &columns->channel}, {"external_id", &columns->external_id},
		{"reported_at", &columns->reported_at}, {"category", &columns->category}, {"area", &columns->area},
		{"unit", &columns->unit}, {"person", &columns->person}, {"due", &columns->due},
		{"evidence", &columns->evidence}, {"stage", &columns->stage}, {"cycle", &columns->cycle},
		{"assigned_at", &columns->assigned_at}, {"received_at", &columns->received_at},
		{"rectified_at", &columns->rectified_at}, {"accepted_at", &columns->accepted_at},
		{"accepted_by", &columns->accepted_by}, {"closed_at", &columns->closed_at}, {"close_no", &columns->close_no},
		{"extended_due", &columns->extended_due}, {"due_provisional", &columns->due_provisional},
		{"returns", &columns->returns}, {"dismiss_reason", &columns->dismiss_reason},
		{"first_reported_at", &columns->first_reported_at}, {"review_at", &columns->review_at},
		{"dismissed_at", &columns->dismissed_at}, {"merged_into", &columns->merged_into},
		{"reopened_at", &columns->reopened_at}, {"came_back_at", &columns->came_back_at},
		{"again_of", &columns->again_of}, {"place", &columns->place}, {"reports", &columns->reports},
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
	static const char sql[] = "SELECT ifnull(max(close_no), 0) FROM issue WHERE close_no IS NOT NULL";
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

static enum civ_status give_close_no(struct civ_writer *writer, struct civ_ledger_state *state, struct civ_record *record)
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
	return a->kind == CIV_STRING && b->kind == CIV_STRING && memcmp(a->string.text, b->string.text, CIV_TIME_SIZE - 1) < 0;
}

/* A history that comes with the row: closed, or at the stage that it says. */
static enum civ_status enter_history(struct civ_writer *writer, struct civ_ledger_state *state, struct civ_record *record)
{
	const struct civ_issue_columns *c = &state->columns;
	bool closed = record->values[c->closed_at].kind != CIV_NULL;
	enum civ_status status;

	if (!closed && civ_value_is(&record->values[c->stage], "closed"))
		return civ_record_error(record, c->stage, "closed, but closed_at is empty");
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
	const struct civ_value *reported = &record->values[c->reported_at];
	enum civ_status status;
	int64_t seconds;

	if (record->values[c->due].kind != CIV_NULL ||
	    !civ_time_parse(reported->string.text, reported->string.len, &seconds))
		return CIV_OK;
	status = civ_deadlines_apply(state->deadlines, record, c, civ_time_day(seconds));
	if (status == CIV_OK && record->values[c->due_provisional].kind != CIV_NULL && !state->warned) {
		state->warned = true;
		civ_warn(civ_records_messages(civ_writer_records(writer)), NULL,
		         "due dates in %.4s are provisional: its holidays are not known; they are counted again by holiday-add",
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

/* The due date that the rules give a first cycle; "" for none. */
static enum civ_status rule_due(struct civ_ledger_state *state, int64_t category, const struct civ_value *reported, char due[CIV_DATE_SIZE])
{
	struct civ_topic topic;
	bool provisional;
	int32_t start, day;
	enum civ_status status = civ_deadlines_topic(state->deadlines, category, &topic);

	due[0] = '\0';
	if (status != CIV_OK || !topic.has_days || !civ_date_parse(reported->string.text, CIV_DATE_SIZE - 1, &start))
		return status;
	status = civ_deadlines_due(state->deadlines, &topic, start, &day, &provisional);
	civ_date_format(day, due);
	return status;
}

/* A corrected time of report, or category, moves a due date that was counted from it; one that was set by hand stays. */
static enum civ_status follow_report(struct civ_ledger_state *state, struct civ_record *record, const struct civ_value *old)
{
	const struct civ_issue_columns *c = &state->columns;
	const struct civ_value *reported = &record->values[c->reported_at];
	char due[CIV_DATE_SIZE];
	int32_t start;
	enum civ_status status;

	if ((civ_value_same(reported, &old[c->reported_at]) && civ_value_same(&record->values[c->category], &old[c->category])) ||
	    !civ_value_same(&record->values[c->due], &old[c->due]) || old[c->due].kind == CIV_NULL || old[c->reopened_at].kind != CIV_NULL)
		return CIV_OK;
	status = rule_due(state, old[c->category].integer, &old[c->reported_at], due);
	if (status != CIV_OK || !civ_value_is(&old[c->due], due) || !civ_date_parse(reported->string.text, CIV_DATE_SIZE - 1, &start))
		return status;
	return civ_deadlines_apply(state->deadlines, record, c, start);
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
	if (old != NULL)
		return state->step == NULL ? follow_report(state, record, old) : civ_ledger_step(writer, state, record, old);
	forget_link(record, state->columns.merged_into);
	forget_link(record, state->columns.again_of);
	status = enter_history(writer, state, record);
	if (status == CIV_OK)
		status = enter_due(writer, state, record);
	return status == CIV_OK ? enter_unit(state, record) : status;
}

/* ---- the summary ---- */

static enum civ_status open_summary(struct civ_records *records, struct civ_ledger_state *state)
{
	enum civ_status status = civ_tally_open(records, &state->tally);

	if (status == CIV_OK)
		status = civ_watch_open(records, civ_tally_watch_days(state->tally), &state->watch);
	state->lives = calloc(1, sizeof *state->lives);
	if (status == CIV_OK && state->lives == NULL)
		status = civ_no_memory(civ_records_messages(records));
	if (status == CIV_OK)
		civ_life_columns_find(&civ_noun_issue, state->lives);
	return status;
}

/* Closed just now, or loaded so: its place is watched from here on. */
static enum civ_status watch_place(struct civ_ledger_state *state, int64_t id, const struct civ_value *now, const struct civ_life *life,
                                   const struct civ_life *before, bool find)
{
	bool closed = life->closed != CIV_NO_DAY && (before == NULL || before->closed != life->closed);

	if (!find && !closed)
		return CIV_OK;
	return civ_watch_see(state->watch, id, life->refs[CIV_BY_CATEGORY], life->refs[CIV_BY_AREA], now[state->columns.place].string,
	                     life->reported, closed ? life->closed : CIV_NO_DAY, find);
}

static enum civ_status ready(struct civ_writer *writer, bool many)
{
	struct civ_ledger_state *state;
	enum civ_status status = civ_ledger_state(writer, &state);

	/* A bundle's references are not all there yet: the summary is counted when they are. */
	if (status != CIV_OK || civ_writer_options(writer)->restore)
		return status;
	if (state->tally == NULL)
		status = open_summary(civ_writer_records(writer), state);
	if (status == CIV_OK)
		status = civ_tally_ready(state->tally);
	return status == CIV_OK ? civ_watch_ready(state->watch, many) : status;
}

static enum civ_status tally(struct civ_writer *writer, int64_t id, const struct civ_value *old, const struct civ_value *now)
{
	struct civ_ledger_state *state = *civ_writer_state(writer);
	struct civ_life life, before;
	enum civ_status status = CIV_OK;

	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	civ_life_of(state->lives, now, &life);
	if (old != NULL)
		civ_life_of(state->lives, old, &before);
	if (old != NULL && memcmp(&life, &before, sizeof life) != 0)
		status = civ_tally_life(state->tally, &before, -1);
	if (status == CIV_OK && (old == NULL || memcmp(&life, &before, sizeof life) != 0))
		status = civ_tally_life(state->tally, &life, 1);
	if (status == CIV_OK)
		status = watch_place(state, id, now, &life, old == NULL ? NULL : &before,
		                     old == NULL);
	return status;
}

static enum civ_status finish_summary(struct civ_writer *writer)
{
	struct civ_ledger_state *state;
	enum civ_status status = civ_ledger_state(writer, &state);

	if (status != CIV_OK || state->tally == NULL)
		return status;
	status = civ_tally_flush(state->tally);
	return status == CIV_OK ? civ_watch_finish(state->watch) : status;
}

const struct civ_hook civ_ledger_issue_hook = {
	.noun = &civ_noun_issue,
	.schema = civ_tally_schema,
	.schema_since = 2,
	.rebuild = civ_ledger_rebuild,
	.before_store = before_store,
	.ready = ready,
	.tally = tally,
	.after_run = finish_summary,
	.release = release,
};

/* ---- past cycles ---- */

static enum civ_status ready_for_cycles(struct civ_writer *writer, bool many)
{
	void **place = civ_writer_state(writer);
	struct civ_tally *tallied = *place;
	enum civ_status status = CIV_OK;

	(void)many;
	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	if (tallied == NULL)
		status = civ_tally_open(civ_writer_records(writer), &tallied);
	*place = tallied;
	return status == CIV_OK ? civ_tally_ready(tallied) : status;
}

static enum civ_status tally_cycle(struct civ_writer *writer, int64_t id, const struct civ_value *old, const struct civ_value *now)
{
	struct civ_tally *tallied = *civ_writer_state(writer);
	struct civ_life_columns columns;
	struct civ_life life;
	enum civ_status status = CIV_OK;

	(void)id;
	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	civ_life_columns_find(&civ_noun_cycle, &columns);
	if (old != NULL) {
		civ_life_of(&columns, old, &life);
		status = civ_tally_life(tallied, &life, -1);
	}
	civ_life_of(&columns, now, &life);
	return status == CIV_OK ? civ_tally_life(tallied, &life, 1) : status;
}

static enum civ_status finish_cycles(struct civ_writer *writer)
{
	struct civ_tally *tallied = *civ_writer_state(writer);

	return tallied == NULL ? CIV_OK : civ_tally_flush(tallied);
}

static void release_cycles(void *place)
{
	civ_tally_close(place);
}

const struct civ_hook civ_ledger_cycle_hook = {
	.noun = &civ_noun_cycle,
	.ready = ready_for_cycles,
	.tally = tally_cycle,
	.after_run = finish_cycles,
	.release = release_cycles,
};

/* ---- holidays ---- */

static enum civ_status settle_one(struct civ_writer *issues, int64_t id, int32_t start, int64_t category,
                                  struct civ_ledger_state *state)
{
	struct civ_record *record = civ_writer_record(issues);
	const struct civ_issue_columns *c = &state->columns;
	enum civ_status status;

	civ_record_put_int(record, c->category, category);
	status = civ_deadlines_apply(state->deadlines, record, c, start);
	/* Still unknown: leave it as it is. */
	if (status != CIV_OK || record->values[c->due_provisional].kind != CIV_NULL || record->values[c->due].kind == CIV_NULL)
		return status;
	record->given[c->due] = true;
	record->given[c->due_provisional] = true;
	return civ_writer_set_id(issues, record, id);
}

static enum civ_status settle(struct civ_writer *issues, struct civ_records *records)
{
	static const char sql[] =
		"SELECT id, ifnull(reopened_at, reported_at), category_id"
		" FROM issue WHERE due_provisional = 1";
	struct civ_store *store = civ_records_store(records);
	struct civ_ledger_state *state;
	sqlite3_stmt *rows;
	bool more;
	enum civ_status status = civ_ledger_state(issues, &state);

	if (status == CIV_OK)
		status = civ_records_statement(records, sql, &rows);
	while (status == CIV_OK && (status = civ_store_step(store, rows, &more)) == CIV_OK && more) {
		struct civ_span text = civ_value_column(rows, 1).string;
		int64_t seconds;

		if (civ_time_parse(text.text, text.len, &seconds))
			status = settle_one(issues, sqlite3_column_int64(rows, 0), civ_time_day(seconds),
			                    sqlite3_column_int64(rows, 2), state);
	}
	return status;
}

static enum civ_status after_holidays(struct civ_writer *writer)
{
	static const struct civ_write_options options = {.move = true};
	struct civ_records *records = civ_writer_records(writer);
	struct civ_writer *issues = NULL;
	enum civ_status status;

	if (civ_writer_options(writer)->restore || civ_records_deferring(records))
		return CIV_OK;
	status = civ_writer_open(records, &civ_noun_issue, &options, &issues);
	if (status == CIV_OK)
		status = settle(issues, records);
	civ_writer_close(issues);
	return status;
}

const struct civ_hook civ_ledger_holiday_hook = {.noun = &civ_noun_holiday, .after_run = after_holidays};

/* ---- channels ---- */

enum civ_status civ_ledger_channel_map(struct civ_records *records, const char *channel, const char *database,
                                       struct civ_arena *arena, const char **path)
{
	const struct civ_position at = {.file = "--channel"};
	struct civ_store *store = civ_records_store(records);
	const char *slash = strrchr(database, '/');
	int dir = slash == NULL ? 0 : (int)(slash - database + 1);
	struct civ_buf text = {0};
	sqlite3_stmt *row;
	bool found = false;
	int64_t id;
	enum civ_status status = civ_records_find(records, &civ_noun_channel, (struct civ_span){channel, strlen(channel)}, &at, &id);

	*path = NULL;
	if (status == CIV_OK && id == 0)
		status = civ_error(civ_records_messages(records), CIV_REFUSED, &at, "no channel '%s'", channel);
	if (status == CIV_OK)
		status = civ_records_statement(records, "SELECT map FROM channel WHERE id = ?1 AND map IS NOT NULL", &row);
	if (status == CIV_OK && sqlite3_bind_int64(row, 1, id) != SQLITE_OK)
		status = civ_store_fail(store, "bind a channel");
	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	if (status != CIV_OK || !found)
		return status;
	const char *map = (const char *)sqlite3_column_text(row, 0);
	civ_buf_addf(&text, "%.*s%s", map[0] == '/' ? 0 : dir, database, map);
	sqlite3_reset(row);
	*path = text.failed ? NULL : civ_arena_copy(arena, text.data, text.len);
	civ_buf_free(&text);
	return *path == NULL ? civ_no_memory(civ_records_messages(records)) : CIV_OK;
}
