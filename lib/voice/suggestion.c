/* What is true of a suggestion when it is stored: the time of its decision. */
#include "civplan/date.h"
#include "civplan/record.h"

extern const struct civ_noun civ_noun_suggestion;

/* Now, or the end of the as-of day where that is another one. */
static enum civ_status decide_now(const struct civ_clock *clock, struct civ_record *record, int column)
{
	int64_t last = ((int64_t)clock->asof + 1) * CIV_DAY_SECONDS - 1;
	char text[CIV_TIME_SIZE];

	civ_time_format(clock->now < last ? clock->now : last, text);
	return civ_record_put(record, column, text);
}

/* Without a time of its own a decision was made by the answer that tells of it; one that is set without an answer, now.
 * The time goes when the decision does. A bundle brings them as they were. */
static enum civ_status check(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	const struct civ_value *decision = &record->values[civ_noun_column(&civ_noun_suggestion, "decision")];
	const struct civ_value *answered = &record->values[civ_noun_column(&civ_noun_suggestion, "answered_at")];
	int column = civ_noun_column(&civ_noun_suggestion, "decided_at");

	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	if (civ_value_is(decision, "pending")) {
		if (!record->given[column])
			civ_record_clear(record, column);
		return CIV_OK;
	}
	if (record->values[column].kind != CIV_NULL)
		return CIV_OK;
	if (answered->kind != CIV_NULL) {
		record->values[column] = *answered;
		return CIV_OK;
	}
	return old == NULL ? CIV_OK : decide_now(civ_records_clock(civ_writer_records(writer)), record, column);
}

const struct civ_hook civ_suggestion_hook = {.noun = &civ_noun_suggestion, .before_store = check};
