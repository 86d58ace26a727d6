/* Moving one issue: what each move sets. From which stages it may, and what it needs, is in transitions.c. */
#include <string.h>

#include "civplan/lists.h"
#include "civplan/say.h"
#include "lib/ledger/before.h"
#include "lib/ledger/transitions.h"

struct moving {
	struct civ_writer *writer;
	struct civ_ledger_state *state;
	struct civ_record *record;
	const struct civ_issue_columns *c;
	struct civ_move_step *step;
	const struct civ_value *old;
	const char *at; /* when, as text */
	const char *stage;
};

static const char *stage_told(const struct moving *m)
{
	return civ_code_told(civ_words_stage, m->stage);
}

/* "issue 17 (C01:2026...) is assigned: WHY". */
static enum civ_status refuse(const struct moving *m, const char *why)
{
	return civ_record_error(m->record, -1, "issue %lld is %s: %s", (long long)m->record->id,
	                        stage_told(m), civ_say(why));
}

static enum civ_status set_stage(const struct moving *m, const char *stage, int time_column)
{
	enum civ_status status = civ_record_put(m->record, m->c->stage, stage);

	/* Given, although it may be the same second as before: this move has set it. */
	if (status == CIV_OK && time_column >= 0)
		status = civ_record_give(m->record, time_column, m->at);
	return status;
}

static void clear_from(const struct moving *m, int first)
{
	const int order[] = {m->c->assigned_at, m->c->received_at, m->c->rectified_at, m->c->accepted_at,
	                     m->c->accepted_by, m->c->closed_at,   m->c->close_no};
	bool found = false;

	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
		found = found || order[i] == first;
		if (found)
			civ_record_clear(m->record, order[i]);
	}
}

/* A new cycle: the clock starts again, the past stays in the events. */
static enum civ_status reopen(const struct moving *m)
{
	const struct civ_value *cycle = &m->record->values[m->c->cycle];

	civ_record_put_int(m->record, m->c->cycle, cycle->integer + 1);
	civ_record_clear(m->record, m->c->extended_due);
	civ_record_clear(m->record, m->c->extended_due_time);
	civ_record_clear(m->record, m->c->came_back_at);
	clear_from(m, m->c->received_at);
	m->state->step->past = m->old;
	/* It may happen to be the same as before, and be counted again later. */
	m->record->given[m->c->due] = true;
	if (civ_record_give(m->record, m->c->reopened_at, m->at) != CIV_OK)
		return CIV_SYSTEM;
	return civ_deadlines_apply(m->state->deadlines, m->record, m->c, m->step->seconds);
}

static enum civ_status assign(const struct moving *m)
{
	enum civ_status status = CIV_OK;

	if (strcmp(m->stage, "closed") == 0)
		status = reopen(m);
	clear_from(m, m->c->received_at);
	civ_record_clear(m->record, m->c->review_at);
	return status == CIV_OK ? set_stage(m, "assigned", m->c->assigned_at) : status;
}

/* Whose step this is: the unit named, which must have a part, else the lead. */
static enum civ_status find_part(const struct moving *m, struct civ_dispatch_part *part)
{
	const struct civ_value *lead = &m->record->values[m->c->unit];
	int64_t unit = m->step->unit != 0 ? m->step->unit : lead->integer;
	enum civ_status status = civ_dispatch_look(civ_writer_records(m->writer), m->record->id,
	                                           m->record->values[m->c->cycle].integer, unit, part);

	m->step->part_unit = unit;
	m->step->part_done = status == CIV_OK && part->is_done;
	if (status == CIV_OK && !part->is_there && m->step->unit != 0 &&
	    (lead->kind == CIV_NULL || unit != lead->integer))
		return refuse(m, "the unit has no part in it");
	return status;
}

/* A part that is done stays so until it is given anew. */
static enum civ_status refuse_done(const struct moving *m)
{
	return refuse(
		m,
		"the unit's part is rectified already; --correct changes when that was, --undo takes the last move "
		"back");
}

static enum civ_status receive(const struct moving *m)
{
	struct civ_dispatch_part part;
	enum civ_status status = find_part(m, &part);

	if (status != CIV_OK)
		return status;
	m->step->part_only = part.is_co;
	if (part.is_done && (part.is_co || strcmp(m->stage, "deferred") != 0))
		return refuse_done(m);
	if (part.is_co ? part.is_received && strcmp(m->stage, "deferred") != 0 : strcmp(m->stage, "received") == 0)
		return refuse(m, "it is received already");
	if (part.is_co)
		return CIV_OK;
	if (m->record->values[m->c->assigned_at].kind == CIV_NULL)
		return refuse(m, "it was not assigned yet");
	civ_record_clear(m->record, m->c->review_at);
	return set_stage(m, "received", m->c->received_at);
}

static enum civ_status give_back(const struct moving *m)
{
	const struct civ_value *returns = &m->record->values[m->c->returns];
	struct civ_dispatch_part part;
	enum civ_status status = find_part(m, &part);

	m->step->part_only = part.is_co;
	if (status == CIV_OK && part.is_done)
		return refuse_done(m);
	if (status != CIV_OK || part.is_co)
		return status;
	civ_record_put_int(m->record, m->c->returns, returns->integer + 1);
	clear_from(m, m->c->assigned_at);
	civ_record_clear(m->record, m->c->unit);
	civ_record_clear(m->record, m->c->person);
	return set_stage(m, "reported", -1);
}

static enum civ_status rectify(const struct moving *m)
{
	struct civ_dispatch_part part;
	enum civ_status status = find_part(m, &part);

	m->step->part_only = part.others_open > 0;
	/* Once the others have given theirs back, a lead whose part is done has still to say that the whole is. */
	if (status == CIV_OK && part.is_done && (part.is_co || part.others_open > 0))
		return refuse_done(m);
	if (status != CIV_OK || part.others_open > 0)
		return status;
	/* The whole is rectified with the latest part, whichever is entered last. */
	if (strcmp(part.others_done, m->step->at) > 0)
		civ_text_copy(m->step->at, part.others_done, sizeof m->step->at);
	return set_stage(m, "rectified", m->c->rectified_at);
}

/* Whether the person may accept for the unit, in words. */
static enum civ_status check_acceptor(const struct moving *m)
{
	static const char sql[] =
		"SELECT p.role = (SELECT accept_role FROM plan), p.unit_id IS NOT NULL AND p.unit_id = ?2,"
		" (SELECT accept_role FROM plan), p.code FROM person p WHERE p.id = ?1";
	const struct civ_value *unit = &m->record->values[m->c->unit];
	sqlite3_stmt *row;
	enum civ_status status = civ_row_first(civ_writer_records(m->writer), sql,
	                                       CIV_NUMBERS(m->step->by, unit->integer), &row);

	if (status != CIV_OK || row == NULL)
		return status;
	if (sqlite3_column_int(row, 0) == 0)
		status = civ_record_error(m->record, -1, "issue %lld is %s: it is accepted by a %s, which %s is not",
		                          (long long)m->record->id, stage_told(m),
		                          civ_code_told(civ_words_role, civ_row_text(row, 2)),
		                          civ_row_text(row, 3));
	else if (unit->kind != CIV_NULL && sqlite3_column_int(row, 1) != 0)
		status = civ_record_error(
			m->record, -1, "issue %lld is %s: %s is of the responsible unit and cannot accept its work",
			(long long)m->record->id, stage_told(m), sqlite3_column_text(row, 3));
	sqlite3_reset(row);
	return status;
}

static enum civ_status accept(const struct moving *m)
{
	enum civ_status status = check_acceptor(m);

	if (status != CIV_OK)
		return status;
	civ_record_put_int(m->record, m->c->accepted_by, m->step->by);
	return set_stage(m, "accepted", m->c->accepted_at);
}

static enum civ_status close(const struct moving *m)
{
	struct civ_ledger_state *state = m->state;
	enum civ_status status = CIV_OK;

	if (state->close_no == 0)
		status = civ_ledger_next_close_no(civ_writer_records(m->writer), &state->close_no);
	if (status != CIV_OK)
		return status;
	civ_record_put_int(m->record, m->c->close_no, ++state->close_no);
	return set_stage(m, "closed", m->c->closed_at);
}

static enum civ_status defer(const struct moving *m)
{
	clear_from(m, m->c->rectified_at);
	if (civ_record_put(m->record, m->c->review_at, m->step->review) != CIV_OK)
		return CIV_SYSTEM;
	return set_stage(m, "deferred", -1);
}

static enum civ_status dismiss(const struct moving *m)
{
	if (civ_record_put(m->record, m->c->dismiss_reason, m->step->reason) != CIV_OK)
		return CIV_SYSTEM;
	return set_stage(m, "dismissed", m->c->dismissed_at);
}

static enum civ_status take_up(const struct moving *m)
{
	clear_from(m, m->c->assigned_at);
	civ_record_clear(m->record, m->c->review_at);
	return set_stage(m, "reported", -1);
}

static enum civ_status (*const moves[CIV_MOVES])(const struct moving *m) = {
	[CIV_TO_ASSIGNED] = assign,    [CIV_TO_RECEIVED] = receive, [CIV_TO_RETURNED] = give_back,
	[CIV_TO_RECTIFIED] = rectify,  [CIV_TO_ACCEPTED] = accept,  [CIV_TO_CLOSED] = close,
	[CIV_TO_DEFERRED] = defer,     [CIV_TO_DISMISSED] = dismiss, [CIV_TO_REPORTED] = take_up,
};

static bool is_missing(const struct moving *m, enum civ_move_need need)
{
	switch (need) {
	case CIV_NEEDS_NOTHING:
		return false;
	case CIV_NEEDS_UNIT:
		return m->record->values[m->c->unit].kind == CIV_NULL;
	case CIV_NEEDS_NOTE:
		return m->step->move->note == NULL;
	case CIV_NEEDS_BY:
		return m->step->by == 0;
	case CIV_NEEDS_REASON:
		return m->step->reason == NULL;
	case CIV_NEEDS_REVIEW:
		return m->step->review == NULL;
	}
	return false;
}

static enum civ_status make_move(const struct moving *m, enum civ_move_to to)
{
	const struct civ_transition *transition = &civ_transitions[to];

	if (!civ_transition_starts(to, m->stage))
		return refuse(m, transition->elsewhere);
	for (size_t i = 0; i < sizeof transition->needs / sizeof transition->needs[0]; i++)
		if (is_missing(m, transition->needs[i].what))
			return refuse(m, transition->needs[i].missing);
	return moves[to](m);
}

/* The latest moment that the stored row knows; "" when none is later than its report. */
static struct civ_span last_moment(const struct civ_issue_columns *c, const struct civ_value *old)
{
	const int times[] = {c->reported_at, c->assigned_at,  c->received_at, c->rectified_at,
	                     c->accepted_at, c->closed_at,    c->dismissed_at, c->reopened_at};
	struct civ_span last = {"", 0};

	for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
		const struct civ_value *value = &old[times[i]];

		if (value->kind != CIV_STRING)
			continue;
		/* ISO times sort as text; all are of one length. */
		if (last.len == 0 || memcmp(value->string.text, last.text, last.len) > 0)
			last = value->string;
	}
	return last;
}

/* The latest event of the issue that stands, "" without one: a step whose time the row keeps no more, such as a return,
 * is there. Of the WHOLE only what units do not do for their own parts. */
static enum civ_status last_event(const struct moving *m, bool whole, char at[CIV_TIME_SIZE])
{
	static const char sql[] =
		"SELECT ifnull(max(e.at), '') FROM event e WHERE e.issue_id = ?1 AND " CIV_EVENT_STANDS(
			"e") " AND (?2 = 0 OR (e.from_stage <> e.to_stage AND e.to_stage <> 'received'))";
	sqlite3_stmt *row;
	enum civ_status status = civ_row_first(civ_writer_records(m->writer), sql, CIV_NUMBERS(m->record->id, whole),
	                                       &row);

	at[0] = '\0';
	if (status != CIV_OK || row == NULL)
		return status;
	civ_text_copy(at, civ_row_text(row, 0), CIV_TIME_SIZE);
	sqlite3_reset(row);
	return CIV_OK;
}

/* Before what the move cannot be. Where several units have a part, what others did with theirs says nothing of a unit's
 * own (*OWN). */
static enum civ_status find_bound(const struct moving *m, char bound[CIV_TIME_SIZE], bool *own)
{
	const struct civ_value *lead = &m->old[m->c->unit];
	int64_t unit = m->step->unit != 0 ? m->step->unit : lead->kind == CIV_NULL ? 0 : lead->integer;
	struct civ_dispatch_part part = {.is_there = false};
	struct civ_span last = last_moment(m->c, m->old);
	char event[CIV_TIME_SIZE];
	enum civ_status status = CIV_OK;

	if (civ_transition_is_of_part(m->step->to) && civ_transition_starts(CIV_TO_RECTIFIED, m->stage))
		status = civ_dispatch_look(civ_writer_records(m->writer), m->record->id, m->old[m->c->cycle].integer,
		                           unit, &part);
	*own = part.is_there && part.others > 0;
	if (status == CIV_OK)
		status = last_event(m, *own, event);
	if (status != CIV_OK)
		return status;
	if (*own)
		last = (struct civ_span){part.last, strlen(part.last)};
	if (strlen(event) > last.len || memcmp(event, last.text, strlen(event)) > 0)
		last = (struct civ_span){event, strlen(event)};
	memcpy(bound, last.text, last.len);
	bound[last.len] = '\0';
	return CIV_OK;
}

static enum civ_status settle_time(struct moving *m, struct civ_move_step *step)
{
	char bound[CIV_TIME_SIZE];
	int64_t seconds;
	bool own;
	enum civ_status status = find_bound(m, bound, &own);

	if (status != CIV_OK)
		return status;
	if (civ_time_parse(bound, strlen(bound), &seconds) && seconds > step->seconds) {
		if (step->day_only && civ_time_day(seconds) == civ_time_day(step->seconds))
			step->seconds = seconds;
		else if (own)
			return civ_record_error(
				m->record, -1,
				"issue %lld: the last step of the unit's part was at %s: it cannot be moved before "
				"that",
				(long long)m->record->id, bound);
		else
			return civ_record_error(m->record, -1,
			                        "issue %lld is %s since %s: it cannot be moved before that",
			                        (long long)m->record->id, stage_told(m), bound);
	}
	civ_time_format(step->seconds, step->at);
	civ_text_copy(step->part_at, step->at, sizeof step->part_at);
	m->at = step->at;
	return CIV_OK;
}

static enum civ_status give_settings(const struct moving *m)
{
	enum civ_status status = CIV_OK;

	/* A unit's own step names whose part it is; any other, who is responsible from now on. */
	if (m->step->unit != 0 && !civ_transition_is_of_part(m->step->to))
		civ_record_put_int(m->record, m->c->unit, m->step->unit);
	if (m->step->person != 0)
		civ_record_put_int(m->record, m->c->person, m->step->person);
	if (m->step->move->evidence != NULL)
		status = civ_record_put(m->record, m->c->evidence, m->step->move->evidence);
	return status;
}

static void keep_text(const struct civ_value *value, char *text, size_t size)
{
	size_t len = value->kind == CIV_STRING && value->string.len < size ? value->string.len : 0;

	if (len > 0)
		memcpy(text, value->string.text, len);
	text[len] = '\0';
}

/* What the event and the parts need to know of the issue. */
static void report_outcome(const struct moving *m)
{
	const struct civ_value *values = m->record->values;
	struct civ_move_step *step = m->step;

	step->cycle = values[m->c->cycle].integer;
	step->lead = values[m->c->unit].kind == CIV_NULL ? 0 : values[m->c->unit].integer;
	step->answers = values[m->c->person].kind == CIV_NULL ? 0 : values[m->c->person].integer;
	keep_text(&values[values[m->c->extended_due].kind == CIV_NULL ? m->c->due : m->c->extended_due], step->limit,
	          sizeof step->limit);
	keep_text(&values[values[m->c->extended_due].kind == CIV_NULL ? m->c->due_time : m->c->extended_due_time],
	          step->limit_time, sizeof step->limit_time);
	keep_text(&values[m->c->assigned_at], step->sent, sizeof step->sent);
}

/* The due date of the move itself comes last: it is wanted whatever a new cycle counts. */
static enum civ_status give_due(const struct moving *m)
{
	if (m->step->due == NULL)
		return CIV_OK;
	civ_record_clear(m->record, m->c->due_provisional);
	civ_record_clear(m->record, m->c->due_time);
	if (m->step->due_time != NULL && civ_record_put(m->record, m->c->due_time, m->step->due_time) != CIV_OK)
		return CIV_SYSTEM;
	return civ_record_put(m->record, m->c->due, m->step->due);
}

enum civ_status civ_ledger_step(struct civ_writer *writer, struct civ_ledger_state *state, struct civ_record *record,
                                const struct civ_value *old)
{
	struct civ_move_step *step = state->step;
	struct moving m = {
		.writer = writer, .state = state, .record = record, .c = &state->columns, .step = step, .old = old};
	enum civ_status status = CIV_OK;
	char *stage = civ_arena_copy(record->arena, old[m.c->stage].string.text, old[m.c->stage].string.len);

	if (stage == NULL)
		return civ_no_memory(record->messages);
	m.stage = stage;
	step->from = stage;
	status = settle_time(&m, step);
	if (status == CIV_OK)
		status = give_settings(&m);
	if (status == CIV_OK)
		status = make_move(&m, (enum civ_move_to)civ_word_place(civ_words_move, step->to));
	if (status == CIV_OK)
		status = give_due(&m);
	report_outcome(&m);
	civ_before_add(&step->before, civ_writer_records(writer), NULL, record, old);
	return status;
}
