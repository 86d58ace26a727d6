#include "lib/count/life.h"

#include <string.h>

#include "civplan/lists.h"

static const char *const dimension_columns[CIV_DIMENSIONS] = {"unit", "area", "category", "channel", "person"};

void civ_life_columns_find(const struct civ_noun *noun, struct civ_life_columns *columns)
{
	static const char *const starts[] = {"started_at", "reopened_at", "first_reported_at", "reported_at"};
	const struct {
		const char *name;
		int *place;
	} all[] = {
		{"reported_at", &columns->reported},
		{"due", &columns->due},
		{"extended_due", &columns->extended},
		{"due_time", &columns->due_time},
		{"extended_due_time", &columns->extended_time},
		{"rectified_at", &columns->rectified},
		{"accepted_at", &columns->accepted},
		{"closed_at", &columns->closed},
		{"dismissed_at", &columns->dismissed},
		{"came_back_at", &columns->came_back},
		{"merged_into", &columns->merged},
		{"cycle", &columns->cycle},
	};

	for (int i = 0; i < CIV_DIMENSIONS; i++)
		columns->refs[i] = civ_noun_column(noun, dimension_columns[i]);
	for (int i = 0; i < 4; i++)
		columns->starts[i] = civ_noun_column(noun, starts[i]);
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		*all[i].place = civ_noun_column(noun, all[i].name);
}

static int32_t day_in(const struct civ_value *values, int column)
{
	const struct civ_value *value = column < 0 ? NULL : &values[column];
	int32_t day;

	if (value == NULL || value->kind != CIV_STRING || value->string.len < CIV_DATE_SIZE - 1 ||
	    !civ_date_stored(value->string.text, &day))
		return CIV_NO_DAY;
	return day;
}

static struct civ_span text_in(const struct civ_value *values, int column)
{
	const struct civ_value *value = column < 0 ? NULL : &values[column];

	return value == NULL || value->kind != CIV_STRING ? (struct civ_span){NULL, 0} : value->string;
}

/* Whether TIME, on DAY, lies behind the limit. */
static bool is_late(const struct civ_life *life, int32_t day, struct civ_span time)
{
	int32_t limit = civ_life_limit(life);
	int64_t seconds;

	if (limit == CIV_NO_DAY || day == CIV_NO_DAY || day != limit)
		return limit != CIV_NO_DAY && day != CIV_NO_DAY && day > limit;
	return life->limit_minute != CIV_DAY_END && civ_time_parse(time.text, time.len, &seconds) &&
	       civ_minute_of(seconds) > (int64_t)limit * CIV_DAY_MINUTES + life->limit_minute;
}

/* CLOCK is the time of day of the limit that counts, TIMES when it was rectified, accepted, dismissed. */
static void judge(struct civ_life *life, struct civ_span clock, const struct civ_span times[3])
{
	life->limit_minute = CIV_DAY_END;
	if (clock.len > 0 && !civ_clock_parse(clock.text, clock.len, &life->limit_minute))
		life->limit_minute = CIV_DAY_END;
	life->rectified_late = is_late(life, life->rectified, times[0]);
	life->accepted_late = is_late(life, life->accepted, times[1]);
	life->dismissed_late = is_late(life, life->dismissed, times[2]);
}

void civ_life_of(const struct civ_life_columns *columns, const struct civ_value *values, struct civ_life *life)
{
	struct civ_span times[3];

	/* Lives are compared byte by byte. */
	memset(life, 0, sizeof *life);
	life->first = columns->reported >= 0;
	for (int i = 0; i < CIV_DIMENSIONS; i++) {
		const struct civ_value *ref = &values[columns->refs[i]];

		life->refs[i] = ref->kind == CIV_INTEGER ? ref->integer : 0;
	}
	life->merged = columns->merged >= 0 && values[columns->merged].kind == CIV_INTEGER;
	life->reported = day_in(values, columns->reported);
	life->started = CIV_NO_DAY;
	for (int i = 0; i < 4 && life->started == CIV_NO_DAY; i++)
		life->started = day_in(values, columns->starts[i]);
	life->due = day_in(values, columns->due);
	life->extended = day_in(values, columns->extended);
	life->rectified = day_in(values, columns->rectified);
	life->accepted = day_in(values, columns->accepted);
	life->closed = day_in(values, columns->closed);
	life->dismissed = day_in(values, columns->dismissed);
	life->came_back = day_in(values, columns->came_back);
	times[0] = text_in(values, columns->rectified);
	times[1] = text_in(values, columns->accepted);
	times[2] = text_in(values, columns->dismissed);
	judge(life, text_in(values, life->extended == CIV_NO_DAY ? columns->due_time : columns->extended_time), times);
}

static int32_t day_of_row(sqlite3_stmt *row, int column)
{
	const char *text = (const char *)sqlite3_column_text(row, column);
	int32_t day;

	return civ_date_stored(text, &day) ? day : CIV_NO_DAY;
}

static struct civ_span text_of_row(sqlite3_stmt *row, int column)
{
	const char *text = (const char *)sqlite3_column_text(row, column);

	return (struct civ_span){text, text == NULL ? 0 : strlen(text)};
}

void civ_life_of_row(sqlite3_stmt *row, int first, struct civ_life *life)
{
	int32_t *const days[] = {&life->reported, &life->started, &life->due,    &life->extended, &life->rectified,
	                         &life->accepted, &life->closed,  &life->dismissed, &life->came_back};
	enum { DUE = CIV_DIMENSIONS + 4, EXTENDED, RECTIFIED, ACCEPTED, CLOSED, DISMISSED, BACK, LEVEL };
	struct civ_span times[3] = {text_of_row(row, first + RECTIFIED), text_of_row(row, first + ACCEPTED),
	                            text_of_row(row, first + DISMISSED)};
	struct civ_span limit;

	memset(life, 0, sizeof *life);
	for (int i = 0; i < CIV_DIMENSIONS; i++)
		life->refs[i] = sqlite3_column_int64(row, first + i);
	life->first = sqlite3_column_int(row, first + CIV_DIMENSIONS) != 0;
	life->merged = sqlite3_column_int(row, first + CIV_DIMENSIONS + 1) != 0;
	for (int i = 0; i < (int)(sizeof days / sizeof days[0]); i++)
		*days[i] = day_of_row(row, first + CIV_DIMENSIONS + 2 + i);
	life->refs[CIV_BY_LEVEL] =
		civ_word_place(civ_words_solved_level, (const char *)sqlite3_column_text(row, first + LEVEL)) + 1;
	limit = text_of_row(row, first + (life->extended == CIV_NO_DAY ? DUE : EXTENDED));
	judge(life,
	      limit.len < CIV_DATE_SIZE ? (struct civ_span){NULL, 0}
	                                : (struct civ_span){limit.text + CIV_DATE_SIZE, limit.len - CIV_DATE_SIZE},
	      times);
}

void civ_life_take_part(struct civ_life *life, const char *rectified)
{
	const struct civ_span time = {rectified, rectified == NULL ? 0 : strlen(rectified)};
	int32_t day;

	/* A part without a time of its own was done with the whole. */
	if (civ_date_stored(rectified, &day)) {
		life->rectified = day;
		life->rectified_late = is_late(life, day, time);
	}
	life->accepted = life->rectified;
	life->accepted_late = life->rectified_late;
}

int32_t civ_life_limit(const struct civ_life *life)
{
	return life->extended != CIV_NO_DAY ? life->extended : life->due;
}

/* What was dismissed in time is owed by nobody; what was dismissed later was late. */
static bool is_due(const struct civ_life *life, int32_t limit)
{
	return limit != CIV_NO_DAY && !life->merged && (life->dismissed == CIV_NO_DAY || life->dismissed_late);
}

bool civ_life_came_back(bool past, int32_t closed, int32_t came_back, int64_t watch_days)
{
	/* What came back before the closing came back from an earlier one, that was taken back. */
	if (closed == CIV_NO_DAY || came_back == CIV_NO_DAY || came_back < closed)
		return false;
	return past || came_back - closed <= watch_days;
}

void civ_life_marks(const struct civ_life *life, int64_t watch_days, int32_t days[CIV_MARKS])
{
	int32_t limit = civ_life_limit(life);
	bool due = is_due(life, limit), done = due && life->accepted != CIV_NO_DAY;
	bool open = life->closed == CIV_NO_DAY && life->dismissed == CIV_NO_DAY && !life->merged;
	bool back = civ_life_came_back(!life->first, life->closed, life->came_back, watch_days);

	days[CIV_MARK_REPORTED] = life->first ? life->reported : CIV_NO_DAY;
	days[CIV_MARK_DUE] = due ? limit : CIV_NO_DAY;
	days[CIV_MARK_DONE] = done ? limit : CIV_NO_DAY;
	days[CIV_MARK_IN_TIME] = done && life->rectified != CIV_NO_DAY && !life->rectified_late ? limit : CIV_NO_DAY;
	days[CIV_MARK_ACCEPTED_IN_TIME] = done && !life->accepted_late ? limit : CIV_NO_DAY;
	days[CIV_MARK_EXTENDED] = due && life->extended != CIV_NO_DAY ? limit : CIV_NO_DAY;
	days[CIV_MARK_DISMISSED] = life->dismissed;
	days[CIV_MARK_CLOSED] = life->closed;
	days[CIV_MARK_BACK] = back ? life->closed : CIV_NO_DAY;
	days[CIV_MARK_OPEN] = open ? life->reported : CIV_NO_DAY;
	days[CIV_MARK_RUNNING] = open ? life->started : CIV_NO_DAY;
	days[CIV_MARK_OWED] = open && due && life->accepted == CIV_NO_DAY ? limit : CIV_NO_DAY;
	days[CIV_MARK_UNRECTIFIED] = open && due && life->rectified == CIV_NO_DAY ? limit : CIV_NO_DAY;
}

int32_t civ_life_cycle(const struct civ_life *life)
{
	return life->closed == CIV_NO_DAY || life->started == CIV_NO_DAY ? -1 : life->closed - life->started;
}

int32_t civ_month_of(int32_t day)
{
	int year, month, dayofmonth;

	civ_date_to_ymd(day, &year, &month, &dayofmonth);
	return (year - 1970) * 12 + month - 1;
}

int32_t civ_month_first(int32_t month)
{
	int year = 1970 + (month >= 0 ? month / 12 : (month - 11) / 12);
	int32_t day = 0;

	(void)civ_date_from_ymd(year, month - (year - 1970) * 12 + 1, 1, &day);
	return day;
}
