/* What is true of a suggestion when it is stored: the time of its decision, and what goes with the decision; and
 * numbers of people in its texts, which are published, are told. */
#include <string.h>

#include "civplan/date.h"
#include "civplan/person-number.h"
#include "civplan/record.h"

extern const struct civ_noun civ_noun_suggestion;

static const struct civ_value *value_of(const struct civ_value *values, const char *column)
{
	return &values[civ_noun_column(&civ_noun_suggestion, column)];
}

/* Now, or the end of the as-of day where that is another one; not before it was made. */
static enum civ_status decide_now(const struct civ_clock *clock, struct civ_record *record, int column)
{
	const struct civ_value *made = value_of(record->values, "reported_at");
	int64_t last = ((int64_t)clock->asof + 1) * CIV_DAY_SECONDS - 1;
	char text[CIV_TIME_SIZE];

	civ_time_format(clock->now < last ? clock->now : last, text);
	if (made->kind == CIV_STRING && made->string.len == strlen(text) &&
	    memcmp(made->string.text, text, made->string.len) > 0) {
		record->values[column] = *made;
		return CIV_OK;
	}
	return civ_record_put(record, column, text);
}

static void clear_unless_given(struct civ_record *record, const char *name)
{
	int column = civ_noun_column(&civ_noun_suggestion, name);

	if (!record->given[column])
		civ_record_clear(record, column);
}

/* The time goes when the decision does, and so does what was told of it; that it is not to be published stays. */
static void take_back(struct civ_record *record, const struct civ_value *old)
{
	const struct civ_value *published = value_of(record->values, "published");

	clear_unless_given(record, "decided_at");
	if (old == NULL || civ_value_is(value_of(old, "decision"), "pending"))
		return;
	clear_unless_given(record, "answered_at");
	if (published->kind == CIV_INTEGER && published->integer == 1)
		clear_unless_given(record, "published");
}

/* Without a time of its own a decision was made by the answer that tells of it; without an answer, as it is entered. Of
 * one that comes in a file with its suggestion nobody knows. */
static enum civ_status follow_decision(struct civ_writer *writer, struct civ_record *record,
                                       const struct civ_value *old)
{
	const struct civ_value *answered = value_of(record->values, "answered_at");
	int column = civ_noun_column(&civ_noun_suggestion, "decided_at");

	if (civ_value_is(value_of(record->values, "decision"), "pending")) {
		take_back(record, old);
		return CIV_OK;
	}
	if (record->values[column].kind != CIV_NULL)
		return CIV_OK;
	if (answered->kind != CIV_NULL) {
		record->values[column] = *answered;
		return CIV_OK;
	}
	return old == NULL && record->at.line != 0
	               ? CIV_OK
	               : decide_now(civ_records_clock(civ_writer_records(writer)), record, column);
}

static void tell_number(struct civ_writer *writer, const struct civ_record *record, const struct civ_value *old,
                        const char *name)
{
	const struct civ_value *text = value_of(record->values, name);
	const struct civ_position at = civ_record_at(record, civ_noun_column(&civ_noun_suggestion, name));
	struct civ_span rest, number;

	if (text->kind != CIV_STRING || (old != NULL && civ_value_same(text, value_of(old, name))))
		return;
	rest = text->string;
	if (civ_person_number_next(&rest, &number))
		civ_warn(civ_records_messages(civ_writer_records(writer)), &at,
		         "the number of a mobile telephone or identity card stands in it: it is masked where the text"
		         " is published");
}

/* A bundle brings all as it was. */
static enum civ_status check(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	tell_number(writer, record, old, "description");
	tell_number(writer, record, old, "reason");
	return follow_decision(writer, record, old);
}

const struct civ_hook civ_suggestion_hook = {.noun = &civ_noun_suggestion, .before_store = check};
