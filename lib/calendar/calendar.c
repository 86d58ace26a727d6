#include "civplan/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"

enum kind { BY_WEEK, OFF, WORKED };

enum { SATURDAY = 5, YEARS = 10000 };

struct civ_calendar {
	int32_t first;       /* day of kinds[0] */
	int32_t count;       /* 0: nothing is listed */
	unsigned char *kinds;
	uint16_t *off;       /* days listed as off, by year */
};

static const char days_sql[] = "SELECT date, kind = 'work' FROM holiday";

/* The day in the statement's first column. A file that other hands wrote may hold what is no date. */
static enum civ_status column_day(struct civ_store *store, sqlite3_stmt *row, int32_t *day)
{
	const char *text = (const char *)sqlite3_column_text(row, 0);

	if (text != NULL && civ_date_parse(text, strlen(text), day))
		return CIV_OK;
	return civ_error(civ_store_messages(store), CIV_SYSTEM, NULL, "%s is damaged: a holiday has the date '%s'",
	                 civ_store_path(store), text == NULL ? "" : text);
}

/* From the first day that is listed to the last. */
static enum civ_status find_span(struct civ_store *store, sqlite3_stmt *rows, struct civ_calendar *calendar)
{
	int32_t day, last = 0;
	bool any = false;
	enum civ_status status = CIV_OK;

	while (civ_store_next(store, rows, &status)) {
		status = column_day(store, rows, &day);
		if (status != CIV_OK)
			break;
		calendar->first = !any || day < calendar->first ? day : calendar->first;
		last = !any || day > last ? day : last;
		any = true;
	}
	calendar->count = any ? last - calendar->first + 1 : 0;
	return status;
}

static int year_of(int32_t day)
{
	int year, month, dayofmonth;

	civ_date_to_ymd(day < CIV_FIRST_DAY  ? CIV_FIRST_DAY
	                : day > CIV_LAST_DAY ? CIV_LAST_DAY
	                                     : day,
	                &year, &month, &dayofmonth);
	return year;
}

static enum civ_status fill(struct civ_store *store, sqlite3_stmt *rows, struct civ_calendar *calendar)
{
	enum civ_status status = CIV_OK;

	while (civ_store_next(store, rows, &status)) {
		bool worked = sqlite3_column_int(rows, 1) != 0;
		int32_t day;

		status = column_day(store, rows, &day);
		if (status != CIV_OK)
			break;
		/* The list may have grown since its span was found. */
		if (day < calendar->first || day - calendar->first >= calendar->count)
			continue;
		calendar->kinds[day - calendar->first] = worked ? WORKED : OFF;
		if (!worked)
			calendar->off[year_of(day)]++;
	}
	return status;
}

static enum civ_status load(struct civ_store *store, struct civ_calendar *calendar)
{
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_store_prepare(store, days_sql, &rows);

	if (status == CIV_OK)
		status = find_span(store, rows, calendar);
	if (status != CIV_OK)
		goto done;
	calendar->kinds = calloc((size_t)calendar->count + 1, 1);
	calendar->off = calloc(YEARS, sizeof *calendar->off);
	if (calendar->kinds == NULL || calendar->off == NULL)
		status = civ_no_memory(civ_store_messages(store));
	else
		status = fill(store, rows, calendar);
done:
	sqlite3_finalize(rows);
	return status;
}

enum civ_status civ_calendar_open(struct civ_store *store, struct civ_calendar **calendar)
{
	struct civ_calendar *made = calloc(1, sizeof *made);
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(civ_store_messages(store));
	status = load(store, made);
	if (status != CIV_OK) {
		civ_calendar_close(made);
		return status;
	}
	*calendar = made;
	return CIV_OK;
}

void civ_calendar_close(struct civ_calendar *calendar)
{
	if (calendar == NULL)
		return;
	free(calendar->kinds);
	free(calendar->off);
	free(calendar);
}

bool civ_calendar_knows(const struct civ_calendar *calendar, int32_t from, int32_t to)
{
	int first = year_of(from < to ? from + 1 : to), last = year_of(from < to ? to : from - 1);

	for (int year = first; from != to && year <= last; year++)
		if (calendar->off[year] < CIV_CALENDAR_LEAST)
			return false;
	return true;
}

bool civ_calendar_is_workday(const struct civ_calendar *calendar, int32_t day)
{
	int32_t place = day - calendar->first;

	if (place >= 0 && place < calendar->count && calendar->kinds[place] != BY_WEEK)
		return calendar->kinds[place] == WORKED;
	return civ_date_weekday(day) < SATURDAY;
}

int32_t civ_calendar_add(const struct civ_calendar *calendar, int32_t day, int64_t n)
{
	int32_t step = n < 0 ? -1 : 1;

	for (int64_t left = n < 0 ? -n : n; left > 0 && day > CIV_FIRST_DAY && day < CIV_LAST_DAY;) {
		day += step;
		left -= civ_calendar_is_workday(calendar, day) ? 1 : 0;
	}
	return day;
}

int64_t civ_calendar_count(const struct civ_calendar *calendar, int32_t from, int32_t to)
{
	int64_t count = 0;

	for (int32_t day = from + 1; day <= to; day++)
		count += civ_calendar_is_workday(calendar, day) ? 1 : 0;
	return count;
}

int64_t civ_calendar_between(const struct civ_calendar *calendar, int32_t from, int32_t to)
{
	return from <= to ? civ_calendar_count(calendar, from, to) : -civ_calendar_count(calendar, to, from);
}

int32_t civ_calendar_next(const struct civ_calendar *calendar, int32_t day)
{
	while (!civ_calendar_is_workday(calendar, day))
		day++;
	return day;
}
