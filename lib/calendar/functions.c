/* What statements may ask of days: a day is its number in them, as civ_date_parse has it. */
#include <string.h>

#include "civplan/calendar.h"

static void day_of(sqlite3_context *context, int count, sqlite3_value **values)
{
	int32_t day;

	(void)count;
	if (civ_date_stored((const char *)sqlite3_value_text(values[0]), &day))
		sqlite3_result_int(context, day);
}

static void day_text(sqlite3_context *context, int count, sqlite3_value **values)
{
	char text[CIV_DATE_SIZE];

	(void)count;
	if (sqlite3_value_type(values[0]) == SQLITE_NULL)
		return;
	civ_date_format(sqlite3_value_int(values[0]), text);
	sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

static const struct civ_function list[] = {
	{"day_of", 1, false, day_of},     /* of a date or time as it is stored; NULL for none */
	{"day_text", 1, false, day_text}, /* YYYY-MM-DD */
	{.name = NULL},
};

const struct civ_functions civ_day_functions = {.list = list};

/* ---- what wants the calendar ---- */

static enum civ_status open_calendar(struct civ_records *records, void **state)
{
	struct civ_calendar *calendar = NULL;
	enum civ_status status = civ_calendar_open(civ_records_store(records), &calendar);

	*state = calendar;
	return status;
}

static void close_calendar(void *state)
{
	civ_calendar_close(state);
}

static void workdays(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct civ_calendar *calendar = sqlite3_user_data(context);
	int32_t from, to;

	(void)count;
	if (!civ_date_stored((const char *)sqlite3_value_text(values[0]), &from) ||
	    !civ_date_stored((const char *)sqlite3_value_text(values[1]), &to))
		return;
	sqlite3_result_int64(context, civ_calendar_between(calendar, from, to));
}

static const struct civ_function calendar_list[] = {
	{"workdays", 2, false, workdays}, /* in (FROM, TO]; below 0 when TO comes first; NULL where there is no day */
	{.name = NULL},
};

const struct civ_functions civ_calendar_functions = {
	.list = calendar_list, .open = open_calendar, .close = close_calendar};
