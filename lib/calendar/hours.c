/* The hours of a working day, and counting in them. */
#include <string.h>

#include "civplan/calendar.h"
#include "civplan/date.h"

enum { SPAN = sizeof "08:30-12:00" - 1, CLOCK = sizeof "08:30" - 1 };

static bool scan_clock(const char *text, bool is_end, int *minute)
{
	if (is_end && memcmp(text, "24:00", CLOCK) == 0) {
		*minute = CIV_DAY_MINUTES;
		return true;
	}
	return civ_clock_parse(text, CLOCK, minute);
}

/* "08:30-12:00", behind the minute AFTER. */
static bool scan_span(const char *text, int after, int *from, int *to)
{
	return text[CLOCK] == '-' && scan_clock(text, false, from) && scan_clock(text + CLOCK + 1, true, to) &&
	       *from >= after && *to > *from;
}

bool civ_work_hours_parse(const char *text, size_t len, struct civ_work_hours *hours)
{
	int minute = 0, from, to;

	hours->count = 0;
	for (;; text += SPAN + 1, len -= SPAN + 1) {
		if (len < SPAN || (len > SPAN && text[SPAN] != ';') || !scan_span(text, minute, &from, &to))
			return false;
		while (minute < from)
			hours->before[minute++] = (uint16_t)hours->count;
		while (minute < to) {
			hours->before[minute++] = (uint16_t)hours->count;
			hours->ends[hours->count++] = (uint16_t)minute;
		}
		if (len == SPAN)
			break;
	}
	while (minute < CIV_DAY_MINUTES)
		hours->before[minute++] = (uint16_t)hours->count;
	return true;
}

enum civ_status civ_work_hours_load(struct civ_store *store, struct civ_work_hours *hours)
{
	sqlite3_stmt *row = NULL;
	bool found = false;
	enum civ_status status = civ_store_prepare(store, "SELECT work_hours FROM plan", &row);

	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	if (status == CIV_OK) {
		const char *text = found ? (const char *)sqlite3_column_text(row, 0) : NULL;

		if (text == NULL || !civ_work_hours_parse(text, strlen(text), hours))
			status = civ_error(civ_store_messages(store), CIV_SYSTEM, NULL,
			                   "%s is damaged: the plan has the working hours '%s'", civ_store_path(store),
			                   text == NULL ? "" : text);
	}
	sqlite3_finalize(row);
	return status;
}

int64_t civ_calendar_add_minutes(const struct civ_calendar *calendar, const struct civ_work_hours *hours,
                                 int64_t minute, int64_t n)
{
	int32_t day = civ_time_day(minute * 60);
	int first = hours->before[minute - (int64_t)day * CIV_DAY_MINUTES];

	for (int64_t left = n; left > 0 && day < CIV_LAST_DAY; day++, first = 0) {
		if (!civ_calendar_is_workday(calendar, day))
			continue;
		if (left <= hours->count - first)
			return (int64_t)day * CIV_DAY_MINUTES + hours->ends[first + left - 1];
		left -= hours->count - first;
	}
	return n <= 0 ? minute : (int64_t)CIV_LAST_DAY * CIV_DAY_MINUTES + CIV_DAY_MINUTES - 1;
}
