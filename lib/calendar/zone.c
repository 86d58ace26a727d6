/* The plan's time zone is one that this machine knows: with another no program could tell the time. Its working hours
 * are hours. */
#include <string.h>

#include "civplan/calendar.h"
#include "civplan/date.h"

extern const struct civ_noun civ_noun_plan;

static enum civ_status check_zone(struct civ_record *record, const struct civ_value *old)
{
	int column = civ_noun_column(&civ_noun_plan, "timezone");
	const struct civ_value *value = &record->values[column];
	struct civ_messages *ignored;
	bool known = true;
	int64_t now;

	if (value->kind != CIV_STRING || (old != NULL && civ_value_same(value, &old[column])))
		return CIV_OK;
	ignored = civ_messages_new();
	char *zone = civ_arena_copy(record->arena, value->string.text, value->string.len);
	if (ignored == NULL || zone == NULL) {
		civ_messages_free(ignored);
		return civ_no_memory(record->messages);
	}
	known = civ_time_now(zone, ignored, &now) == CIV_OK;
	civ_messages_free(ignored);
	return known ? CIV_OK : civ_record_error(record, column, "this machine does not know the time zone '%s'", zone);
}

static enum civ_status check_hours(struct civ_record *record)
{
	int column = civ_noun_column(&civ_noun_plan, "work_hours");
	const struct civ_value *value = &record->values[column];
	struct civ_work_hours hours;

	if (value->kind != CIV_STRING || civ_work_hours_parse(value->string.text, value->string.len, &hours))
		return CIV_OK;
	return civ_record_error(record, column,
	                        "'%.*s' are no hours of a day in order, such as 08:30-12:00;14:00-17:30",
	                        (int)value->string.len, value->string.text);
}

static enum civ_status check_plan(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	enum civ_status status = check_zone(record, old);

	(void)writer;
	return civ_worse(status, check_hours(record));
}

const struct civ_hook civ_calendar_plan_hook = {.noun = &civ_noun_plan, .before_store = check_plan};
