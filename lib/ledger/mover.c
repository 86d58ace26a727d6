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
	made->reading.arena = civ_arena_new();
	status = made->reading.arena == NULL ? civ_no_memory(civ_records_messages(records))
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
	civ_arena_free(mover->reading.arena);
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
	             civ_records_code(mover->records, &civ_noun_unit, step->part_unit),
	             civ_code_told(civ_words_move, step->to));
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
	int start = past[c->reopened_at].kind != CIV_NULL         ? c->reopened_at
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

static enum civ_status move_on(struct civ_mover *mover, int64_t id, const struct civ_move *move)
{
	struct civ_messages *messages = mover->reading.messages;
	struct civ_record *record = civ_writer_record(mover->issues);
	struct civ_move_step step;
	enum civ_status status = civ_mover_resolve(mover, move, &step);

	if (status != CIV_OK)
		return status;
	if (mover->reading.at != NULL)
		record->at = *mover->reading.at;
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
	civ_arena_clear(mover->reading.arena);
	mover->reading.at = at;
	mover->reading.messages = messages;
	switch (move->kind) {
	case CIV_MOVE_UNDO:
		return civ_mover_undo(mover, id, move);
	case CIV_MOVE_CORRECT:
		return civ_mover_correct(mover, id, move);
	default:
		return move_on(mover, id, move);
	}
}

struct civ_records *civ_mover_records(struct civ_mover *mover)
{
	return mover->records;
}
