/* Moves as they are asked for: texts resolved, the issue moved, the event written. */
#include <stdlib.h>
#include <string.h>

#include "civplan/lists.h"
#include "civplan/say.h"
#include "lib/ledger/private.h"

enum civ_status civ_mover_open(struct civ_records *records, const struct civ_write_options *options, const char *login,
                               struct civ_mover **mover)
{
	static const struct civ_write_options plain = {.on_conflict = CIV_CONFLICT_ERROR};
	struct civ_mover *made = calloc(1, sizeof *made);
	struct civ_write_options moving = *options;
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(civ_records_messages(records));
	moving.move = true;
	made->records = records;
	made->login = login;
	made->arena = civ_arena_new();
	status = made->arena == NULL ? civ_no_memory(civ_records_messages(records))
	                             : civ_writer_open(records, &civ_noun_issue, &moving, &made->issues);
	if (status == CIV_OK)
		status = civ_writer_open(records, &civ_noun_event, &plain, &made->events);
	if (status == CIV_OK)
		status = civ_writer_open(records, &civ_noun_cycle, &plain, &made->cycles);
	if (status == CIV_OK)
		status = civ_writer_open(records, &civ_noun_amendment, &plain, &made->amendments);
	if (status == CIV_OK)
		status = civ_dispatches_open(records, &made->dispatches);
	if (status == CIV_OK)
		status = civ_ledger_state(made->issues, &made->state);
	if (status != CIV_OK) {
		civ_mover_close(made);
		return status;
	}
	*mover = made;
	return CIV_OK;
}

void civ_mover_close(struct civ_mover *mover)
{
	if (mover == NULL)
		return;
	civ_writer_close(mover->issues);
	civ_writer_close(mover->events);
	civ_writer_close(mover->cycles);
	civ_writer_close(mover->amendments);
	civ_dispatches_close(mover->dispatches);
	civ_arena_free(mover->arena);
	free(mover);
}

const struct civ_write_counts *civ_mover_counts(const struct civ_mover *mover)
{
	return civ_writer_counts(mover->issues);
}

enum civ_status civ_mover_finish(struct civ_mover *mover)
{
	enum civ_status status = civ_writer_finish(mover->issues);

	if (status == CIV_OK)
		status = civ_writer_finish(mover->events);
	if (status == CIV_OK)
		status = civ_writer_finish(mover->cycles);
	if (status == CIV_OK)
		status = civ_writer_finish(mover->amendments);
	return status == CIV_OK ? civ_dispatches_finish(mover->dispatches) : status;
}

/* What the rows of moves call a column of the event or issue. */
static const char *name_in_rows(const char *column)
{
	static const struct {
		const char *column, *name;
	} names[] = {{"to_stage", "to"}, {"dismiss_reason", "reason"}, {"review_at", "review"}};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i].column, column) == 0)
			return names[i].name;
	return column;
}

/* What a text of the move stands for, parsed as the column of that name is. */
static enum civ_status parse(struct civ_mover *mover, const struct civ_column *column, const char *text,
                             const struct civ_reading *reading, struct civ_value *value)
{
	struct civ_column asked = *column;
	enum civ_status status;

	asked.name = name_in_rows(column->name);
	status = civ_value_parse(&asked, (struct civ_span){text, strlen(text)}, reading, value);
	return status == CIV_OK ? civ_moment_check(mover->records, column, value, reading) : status;
}

static const struct civ_column *column_of(const struct civ_noun *noun, const char *name)
{
	return &noun->columns[civ_noun_column(noun, name)];
}

/* A row that a column of the move names; TEXT NULL: none. */
struct named {
	const struct civ_noun *noun;
	const char *column, *text;
};

static enum civ_status find(struct civ_mover *mover, const struct named *named, const struct civ_reading *reading,
                            int64_t *id)
{
	enum civ_status status;

	*id = 0;
	if (named->text == NULL)
		return CIV_OK;
	status = civ_records_find(mover->records, named->noun,
	                          civ_cell_clean((struct civ_span){named->text, strlen(named->text)}), reading->at, id);
	if (status == CIV_OK && *id == 0)
		status = civ_error(reading->messages, CIV_REFUSED, reading->at, "%s: no %s '%s'", named->column,
		                   civ_say(named->noun->name), named->text);
	return status;
}

enum civ_status civ_mover_when(struct civ_mover *mover, const char *text, const struct civ_reading *reading,
                               int64_t *seconds, bool *day_only)
{
	struct civ_value value;
	struct civ_span clean;
	enum civ_status status;
	int32_t day;

	*seconds = civ_records_clock(mover->records)->now;
	if (text == NULL)
		return CIV_OK;
	status = parse(mover, column_of(&civ_noun_event, "at"), text, reading, &value);
	if (status != CIV_OK || value.kind == CIV_NULL)
		return status;
	clean = civ_cell_clean((struct civ_span){text, strlen(text)});
	*day_only = civ_date_parse(clean.text, clean.len, &day);
	(void)civ_time_parse(value.string.text, value.string.len, seconds);
	return CIV_OK;
}

enum civ_status civ_mover_who(struct civ_mover *mover, const char *by, const struct civ_reading *reading,
                              const char **who)
{
	int64_t person;
	enum civ_status status = find(mover, &(struct named){&civ_noun_person, "by", by}, reading, &person);

	*who = status != CIV_OK || person == 0 ? mover->login
	                                       : civ_records_code(mover->records, &civ_noun_person, person);
	return status;
}

/* A text that is checked as the issue's column of that name is; NULL when there is none. */
static enum civ_status checked(struct civ_mover *mover, const char *column, const char *text,
                               const struct civ_reading *reading, const char **result)
{
	struct civ_value value;
	enum civ_status status;

	if (text == NULL)
		return CIV_OK;
	status = parse(mover, column_of(&civ_noun_issue, column), text, reading, &value);
	if (status == CIV_OK && value.kind == CIV_STRING)
		*result = value.string.text;
	return status;
}

/* The time of day that a due date brings with it. */
static enum civ_status due_time(struct civ_mover *mover, const char *due, struct civ_messages *messages,
                                const char **result)
{
	struct civ_span text = civ_text_folded(civ_cell_clean((struct civ_span){due, strlen(due)}), mover->arena);
	char clock[CIV_CLOCK_SIZE];
	int minute;

	if (text.text == NULL)
		return civ_no_memory(messages);
	if (!civ_date_clock(text.text, text.len, &minute))
		return CIV_OK;
	civ_clock_format(minute, clock);
	*result = civ_arena_copy(mover->arena, clock, CIV_CLOCK_SIZE - 1);
	return *result == NULL ? civ_no_memory(messages) : CIV_OK;
}

/* Another move with a part would make that unit responsible. */
static enum civ_status find_part(struct civ_mover *mover, const char *part, const struct civ_reading *reading,
                                 struct civ_move_step *step)
{
	if (strcmp(step->to, "received") != 0 && strcmp(step->to, "returned") != 0 &&
	    strcmp(step->to, "rectified") != 0)
		return civ_error(reading->messages, CIV_REFUSED, reading->at,
		                 "part: only received, returned and rectified are the step of a part");
	return find(mover, &(struct named){&civ_noun_unit, "part", part}, reading, &step->unit);
}

/* "U08;U09", each by code or name. */
static enum civ_status find_co_units(struct civ_mover *mover, const char *text, const struct civ_reading *reading,
                                     struct civ_move_step *step)
{
	enum civ_status status = CIV_OK;

	if (text == NULL)
		return CIV_OK;
	step->co = civ_arena_alloc(mover->arena, (strlen(text) + 1) * sizeof *step->co);
	if (step->co == NULL)
		return civ_no_memory(reading->messages);
	while (*text != '\0') {
		size_t len = strcspn(text, ";");
		const char *one = civ_arena_copy(mover->arena, text, len);

		if (one == NULL)
			return civ_no_memory(reading->messages);
		if (len > 0)
			status = civ_worse(status, find(mover, &(struct named){&civ_noun_unit, "co_units", one},
			                                reading, &step->co[step->co_count++]));
		text += text[len] == ';' ? len + 1 : len;
	}
	return status;
}

static enum civ_status resolve(struct civ_mover *mover, const struct civ_move *move, const struct civ_position *at,
                               struct civ_messages *messages, struct civ_move_step *step)
{
	const struct civ_reading reading = {at, mover->arena, messages};
	struct civ_value to = {.kind = CIV_NULL};
	enum civ_status status;

	*step = (struct civ_move_step){.move = move};
	if (move->to == NULL || *move->to == '\0')
		return civ_error(messages, CIV_REFUSED, at, "to: is required");
	status = parse(mover, column_of(&civ_noun_event, "to_stage"), move->to, &reading, &to);
	step->to = to.kind == CIV_STRING ? to.string.text : "";
	status = civ_worse(status, civ_mover_when(mover, move->at, &reading, &step->seconds, &step->day_only));
	status = civ_worse(status, find(mover, &(struct named){&civ_noun_person, "by", move->by}, &reading, &step->by));
	status = civ_worse(status,
	                   find(mover, &(struct named){&civ_noun_unit, "unit", move->unit}, &reading, &step->unit));
	if (move->part != NULL)
		status = civ_worse(status, find_part(mover, move->part, &reading, step));
	status = civ_worse(status, find(mover, &(struct named){&civ_noun_person, "person", move->person}, &reading,
	                                &step->person));
	status = civ_worse(status, find_co_units(mover, move->co_units, &reading, step));
	status = civ_worse(status, checked(mover, "due", move->due, &reading, &step->due));
	if (status == CIV_OK && step->due != NULL)
		status = due_time(mover, move->due, messages, &step->due_time);
	status = civ_worse(status, checked(mover, "dismiss_reason", move->reason, &reading, &step->reason));
	return civ_worse(status, checked(mover, "review_at", move->review, &reading, &step->review));
}

static enum civ_status put(struct civ_mover *mover, struct civ_record *event, const char *column, const char *text)
{
	if (text == NULL)
		return CIV_OK;
	return civ_record_parse(mover->events, event, civ_noun_column(&civ_noun_event, column),
	                        (struct civ_span){text, strlen(text)});
}

static enum civ_status put_note(struct civ_mover *mover, struct civ_record *event, const struct civ_move_step *step)
{
	struct civ_buf note = {0};
	enum civ_status status;

	if (!step->part_only)
		return put(mover, event, "note", step->move->note);
	civ_buf_addf(&note, civ_say(CIV_WORD("%s: its part %s")),
	             civ_records_code(mover->records, &civ_noun_unit, step->part_unit), civ_code_told(civ_words_move, step->to));
	if (step->move->note != NULL)
		civ_buf_addf(&note, "%s%s", civ_say(CIV_WORD("; ")), step->move->note);
	status = note.failed ? civ_no_memory(civ_records_messages(mover->records))
	                     : put(mover, event, "note", civ_buf_str(&note));
	civ_buf_free(&note);
	return status;
}

static void copy_value(struct civ_record *record, const char *column, const struct civ_value *value)
{
	record->values[civ_noun_column(record->noun, column)] = *value;
}

/* Both are ISO times, which sort as text. */
static bool is_after(const struct civ_value *a, const struct civ_value *b)
{
	return a->kind == CIV_STRING && b->kind == CIV_STRING &&
	       memcmp(a->string.text, b->string.text, CIV_TIME_SIZE - 1) >= 0;
}

/* What the cycle was that ended with this move. */
static enum civ_status write_cycle(struct civ_mover *mover, int64_t id, const struct civ_move_step *step)
{
	static const char *const same[] = {"channel",      "category",     "area",
	                                   "unit",         "person",       "due",
	                                   "due_time",     "extended_due", "extended_due_time",
	                                   "rectified_at", "accepted_at",  "accepted_by",
	                                   "closed_at",    "close_no",     "cycle"};
	const struct civ_issue_columns *c = &mover->state->columns;
	const struct civ_value *past = step->past;
	struct civ_record *record = civ_writer_record(mover->cycles);
	int start = past[c->reopened_at].kind != CIV_NULL        ? c->reopened_at
	            : past[c->first_reported_at].kind != CIV_NULL ? c->first_reported_at
	                                                          : c->reported_at;
	enum civ_status status;

	civ_record_put_int(record, civ_noun_column(&civ_noun_cycle, "issue"), id);
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
		copy_value(record, same[i], &past[civ_noun_column(&civ_noun_issue, same[i])]);
	copy_value(record, "started_at", &past[start]);
	copy_value(record, "came_back_at", &past[c->came_back_at]);
	status = civ_record_put(record, civ_noun_column(&civ_noun_cycle, "reason"),
	                        step->move->recheck ? "recheck" : "reopened");
	/* What came back before this closing came back from an earlier one, that was taken back. */
	if (status == CIV_OK && !is_after(&past[c->came_back_at], &past[c->closed_at]))
		status = civ_record_put(record, civ_noun_column(&civ_noun_cycle, "came_back_at"), step->at);
	if (status == CIV_OK)
		status = civ_writer_add(mover->cycles, record);
	civ_messages_move(civ_records_messages(mover->records), record->messages);
	return status;
}

static enum civ_status write_event(struct civ_mover *mover, int64_t id, struct civ_move_step *step)
{
	struct civ_record *event = civ_writer_record(mover->events);
	const struct civ_move *move = step->move;
	enum civ_status status;

	civ_record_put_int(event, civ_noun_column(&civ_noun_event, "issue"), id);
	civ_record_put_int(event, civ_noun_column(&civ_noun_event, "cycle"), step->cycle);
	status = put(mover, event, "at", step->at);
	status = civ_worse(status, put(mover, event, "from_stage", step->from));
	/* A unit's part has moved, the issue has not. */
	status = civ_worse(status, put(mover, event, "to_stage", step->part_only ? step->from : step->to));
	status = civ_worse(status, put(mover, event, "by",
	                               step->by == 0 ? mover->login
	                                             : civ_records_code(mover->records, &civ_noun_person, step->by)));
	status = civ_worse(status, put_note(mover, event, step));
	status = civ_worse(status, put(mover, event, "evidence", move->evidence));
	status = civ_worse(status,
	                   put(mover, event, "before", step->before.len == 0 ? ";" : civ_buf_str(&step->before)));
	if (status == CIV_OK)
		status = civ_writer_add(mover->events, event);
	civ_messages_move(civ_records_messages(mover->records), event->messages);
	return status;
}

static enum civ_status move_on(struct civ_mover *mover, int64_t id, const struct civ_move *move,
                               const struct civ_position *at, struct civ_messages *messages)
{
	struct civ_record *record = civ_writer_record(mover->issues);
	struct civ_move_step step;
	enum civ_status status = resolve(mover, move, at, messages, &step);

	if (status != CIV_OK)
		return status;
	if (at != NULL)
		record->at = *at;
	mover->state->step = &step;
	status = civ_writer_set_id(mover->issues, record, id);
	mover->state->step = NULL;
	civ_messages_move(messages, record->messages);
	if (status == CIV_OK && step.past != NULL)
		status = write_cycle(mover, id, &step);
	if (status == CIV_OK)
		status = civ_dispatches_write(mover->dispatches, id, &step);
	if (status == CIV_OK)
		status = step.before.failed ? civ_no_memory(messages) : write_event(mover, id, &step);
	civ_buf_free(&step.before);
	return status;
}

enum civ_status civ_mover_move(struct civ_mover *mover, int64_t id, const struct civ_move *move,
                               const struct civ_position *at, struct civ_messages *messages)
{
	civ_arena_clear(mover->arena);
	switch (move->kind) {
	case CIV_MOVE_UNDO:
		return civ_mover_undo(mover, id, move, at, messages);
	case CIV_MOVE_CORRECT:
		return civ_mover_correct(mover, id, move, at, messages);
	default:
		return move_on(mover, id, move, at, messages);
	}
}

struct civ_records *civ_mover_records(struct civ_mover *mover)
{
	return mover->records;
}
