/* Entering issues: what a new one gets, and what a correction changes. */
#include <string.h>

#include "civplan/lists.h"
#include "lib/ledger/private.h"

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

/* What a row is past of has its time: the stages that end the clock, each with the column of when it was reached. */
static enum civ_status check_reached(const struct civ_issue_columns *c, struct civ_record *record)
{
	const struct {
		const char *stage;
		int at;
	} reached[] = {{"rectified", c->rectified_at},
	               {"accepted", c->accepted_at},
	               {"closed", c->closed_at},
	               {"dismissed", c->dismissed_at}};

	for (size_t i = 0; i < sizeof reached / sizeof reached[0]; i++)
		if (civ_value_is(&record->values[c->stage], reached[i].stage) &&
		    record->values[reached[i].at].kind == CIV_NULL)
			return civ_record_error(record, c->stage, "%s, but %s is empty",
			                        civ_code_told(civ_words_stage, reached[i].stage),
			                        civ_noun_issue.columns[reached[i].at].name);
	return CIV_OK;
}

static enum civ_status refuse_stage(struct civ_record *record, int stage)
{
	const struct civ_word *word = civ_word_of(civ_words_stage, record->values[stage].string);

	return civ_record_error(record, stage, "'%s', but closed_at is given", word == NULL ? "" : civ_word_told(word));
}

/* A history that comes with the row: closed, or at the stage that it says. What was accepted or closed was put right by
 * then. */
static enum civ_status enter_history(struct civ_writer *writer, struct civ_ledger_state *state,
                                     struct civ_record *record)
{
	const struct civ_issue_columns *c = &state->columns;
	struct civ_value *values = record->values;
	bool closed = values[c->closed_at].kind != CIV_NULL;
	enum civ_status status = closed ? CIV_OK : check_reached(c, record);

	if (status != CIV_OK)
		return status;
	if (closed && !civ_value_is(&values[c->stage], "closed") && !civ_value_is(&values[c->stage], "reported"))
		return refuse_stage(record, c->stage);
	if (closed && is_before(&values[c->closed_at], &values[c->reported_at]))
		return civ_record_error(record, c->closed_at, "closed before it was reported");
	if (closed)
		status = civ_record_put(record, c->stage, "closed");
	if (closed && values[c->accepted_at].kind == CIV_NULL)
		values[c->accepted_at] = values[c->closed_at];
	if ((closed || civ_value_is(&values[c->stage], "accepted")) && values[c->rectified_at].kind == CIV_NULL)
		values[c->rectified_at] = values[closed ? c->closed_at : c->accepted_at];
	return status == CIV_OK && closed ? give_close_no(writer, state, record) : status;
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

/* ---- what counts ---- */

static enum civ_status ready(struct civ_writer *writer, bool many)
{
	struct civ_ledger_state *state;
	enum civ_status status = civ_ledger_state(writer, &state);

	return status == CIV_OK ? civ_account_ready(writer, many, &state->account) : status;
}

static enum civ_status tally(struct civ_writer *writer, int64_t id, const struct civ_value *old,
                             const struct civ_value *now)
{
	struct civ_ledger_state *state = *civ_writer_state(writer);

	return state == NULL ? CIV_OK : civ_account_tally(state->account, id, old, now);
}

static enum civ_status after_run(struct civ_writer *writer)
{
	struct civ_ledger_state *state = *civ_writer_state(writer);

	return state == NULL ? CIV_OK : civ_account_finish(state->account);
}

const struct civ_hook civ_ledger_issue_hook = {
	.noun = &civ_noun_issue,
	.schema = civ_tally_schema,
	.rebuild = civ_summary_rebuild,
	.later = civ_issues_ask_past,
	.before_store = before_store,
	.ready = ready,
	.tally = tally,
	.after_run = after_run,
	.release = civ_ledger_state_free,
};
