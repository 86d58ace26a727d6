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

static const char span_sql[] = "SELECT min(date), max(date) FROM holiday";
static const char days_sql[] = "SELECT date, kind = 'work' FROM holiday";

static bool column_day(sqlite3_stmt *row, int column, int32_t *day)
{
	const char *text = (const char *)sqlite3_column_text(row, column);

	return text != NULL && civ_date_parse(text, strlen(text), day);
}

static enum civ_status make_room(struct civ_calendar *calendar, struct civ_store *store)
{
	sqlite3_stmt *span = NULL;
	enum civ_status status = civ_store_prepare(store, span_sql, &span);
	int32_t last;
	bool row = false;

	if (status == CIV_OK)
		status = civ_store_step(store, span, &row);
	if (status == CIV_OK && row && column_day(span, 0, &calendar->first) && column_day(span, 1, &last))
		calendar->count = last - calendar->first + 1;
	sqlite3_finalize(span);
	calendar->kinds = calloc((size_t)calendar->count + 1, 1);
	calendar->off = calloc(YEARS, sizeof *calendar->off);
	if (status == CIV_OK && (calendar->kinds == NULL || calendar->off == NULL))
		status = civ_no_memory(civ_store_messages(store));
	return status;
}

static int year_of(int32_t day)
{
	int year, month, dayofmonth;

	civ_date_to_ymd(day, &year, &month, &dayofmonth);
	return year;
}

static enum civ_status load(struct civ_calendar *calendar, struct civ_store *store)
{
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_store_prepare(store, days_sql, &rows);
	bool row;

	while (status == CIV_OK && (status = civ_store_step(store, rows, &row)) == CIV_OK && row) {
		bool worked = sqlite3_column_int(rows, 1) != 0;
		int32_t day;

		if (!column_day(rows, 0, &day))
			continue;
		calendar->kinds[day - calendar->first] = worked ? WORKED : OFF;
		if (!worked)
			calendar->off[year_of(day)]++;
	}
	sqlite3_finalize(rows);
	return status;
}

enum civ_status civ_calendar_open(struct civ_store *store, struct civ_calendar **calendar)
{
	struct civ_calendar *made = calloc(1, sizeof *made);
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(civ_store_messages(store));
	status = make_room(made, store);
	if (status == CIV_OK)
		status = load(made, store);
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
	int first = year_of(from < to ? from : to), last = year_of(from < to ? to : from);

	for (int year = first; year <= last; year++)
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

int32_t civ_calendar_next(const struct civ_calendar *calendar, int32_t day)
{
	while (!civ_calendar_is_workday(calendar, day))
		day++;
	return day;
}
