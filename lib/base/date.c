#include "civplan/date.h"

#include <string.h>

#include "civplan/text.h"

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days from 1970-01-01, counting years from March (Hinnant, "chrono-compatible low-level date algorithms"). */
bool civ_date_from_ymd(int year, int month, int dayofmonth, int32_t *day)
{
	int y, era, of_era, of_year;

	if (year < 1 || year > 9999 || month < 1 || month > 12 || dayofmonth < 1 || dayofmonth > days_in(year, month))
		return false;
	y = month <= 2 ? year - 1 : year;
	era = y / 400;
	of_era = y - era * 400;
	of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayofmonth - 1;
	*day = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
	return true;
}

void civ_date_to_ymd(int32_t day, int *year, int *month, int *dayofmonth)
{
	int z = day + 719468;
	int era = z / 146097;
	int of_era = z - era * 146097;
	int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * y + y / 4 - y / 100);
	int m = (5 * of_year + 2) / 153;

	*dayofmonth = of_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = y + era * 400 + (*month <= 2 ? 1 : 0);
}

int civ_date_weekday(int32_t day)
{
	/* 1970-01-01 was a Thursday. */
	return (int)(((day + 3) % 7 + 7) % 7);
}

int32_t civ_time_day(int64_t seconds)
{
	int64_t day = seconds / CIV_DAY_SECONDS;

	return (int32_t)(seconds % CIV_DAY_SECONDS < 0 ? day - 1 : day);
}

int64_t civ_minute_of(int64_t seconds)
{
	int64_t minute = seconds / 60;

	return seconds % 60 < 0 ? minute - 1 : minute;
}

struct scan {
	const char *at, *end;
};

/* LEAST to MOST digits, no digit following. */
static bool number(struct scan *scan, int least, int most, int *value)
{
	int count = 0;

	*value = 0;
	while (scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9' && count <= most) {
		*value = *value * 10 + (*scan->at++ - '0');
		count++;
	}
	return count >= least && count <= most;
}

static bool literal(struct scan *scan, const char *text)
{
	size_t len = strlen(text);

	if ((size_t)(scan->end - scan->at) < len || memcmp(scan->at, text, len) != 0)
		return false;
	scan->at += len;
	return true;
}

static void blanks(struct scan *scan)
{
	while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\t'))
		scan->at++;
}

static bool scan_date(struct scan *scan, int32_t *day)
{
	static const char *const signs[] = {"-", "/", "."};
	const char *first = "年", *second = "月", *last = "日";
	int year, month, dayofmonth;

	if (!number(scan, 4, 4, &year))
		return false;
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (scan->at < scan->end && *scan->at == signs[i][0]) {
			first = second = signs[i];
			last = "";
		}
	return literal(scan, first) && number(scan, 1, 2, &month) && literal(scan, second) &&
	       number(scan, 1, 2, &dayofmonth) && literal(scan, last) &&
	       civ_date_from_ymd(year, month, dayofmonth, day);
}

/* A fraction of a second, which is cut off. */
static bool scan_fraction(struct scan *scan)
{
	int ignored;

	return !literal(scan, ".") || number(scan, 1, 9, &ignored);
}

/* What stands behind the hour: MM[:SS[.fraction]] or 时[5分[7秒]]. */
static bool scan_minutes(struct scan *scan, int *minute, int *second)
{
	*minute = *second = 0;
	if (literal(scan, ":"))
		return number(scan, 2, 2, minute) &&
		       (!literal(scan, ":") || (number(scan, 2, 2, second) && scan_fraction(scan)));
	if (!literal(scan, "时"))
		return false;
	if (scan->at == scan->end)
		return true;
	if (!number(scan, 1, 2, minute) || !literal(scan, "分"))
		return false;
	return scan->at == scan->end || (number(scan, 1, 2, second) && literal(scan, "秒"));
}

static bool scan_time(struct scan *scan, int *seconds)
{
	int hour, minute, second;

	if (!number(scan, 1, 2, &hour) || !scan_minutes(scan, &minute, &second))
		return false;
	*seconds = hour * 3600 + minute * 60 + second;
	return hour <= 23 && minute <= 59 && second <= 59;
}

/* The number that COUNT digits spell; -1 when one is no digit. */
static int digits(const char *text, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

static bool below(int value, int bound)
{
	return value >= 0 && value < bound;
}

bool civ_time_is_iso(const char *text, size_t len)
{
	int32_t day;

	if ((len != CIV_DATE_SIZE - 1 && len != CIV_TIME_SIZE - 1) || text[4] != '-' || text[7] != '-' ||
	    !civ_date_from_ymd(digits(text, 4), digits(text + 5, 2), digits(text + 8, 2), &day))
		return false;
	return len == CIV_DATE_SIZE - 1 || (text[10] == ' ' && text[13] == ':' && text[16] == ':' &&
	                                    below(digits(text + 11, 2), 24) && below(digits(text + 14, 2), 60) &&
	                                    below(digits(text + 17, 2), 60));
}

enum { LONGEST = 96 }; /* bytes of a date in full-width digits with room to spare */

/* TEXT in narrow digits, in ROOM if it is wide; what is longer than a date can be stays as it is. */
static struct scan narrowed(const char *text, size_t len, char room[LONGEST])
{
	struct civ_span span = {text, len};

	if (len <= LONGEST && !civ_text_is_folded(span)) {
		len = civ_text_fold(span, room);
		text = room;
	}
	return (struct scan){text, text + len};
}

bool civ_date_parse(const char *text, size_t len, int32_t *day)
{
	char room[LONGEST];
	struct scan scan;

	if (len == CIV_DATE_SIZE - 1 && text[4] == '-' && text[7] == '-')
		return civ_date_from_ymd(digits(text, 4), digits(text + 5, 2), digits(text + 8, 2), day);
	if (len == 0)
		return false;
	scan = narrowed(text, len, room);
	return scan_date(&scan, day) && scan.at == scan.end;
}

bool civ_date_stored(const char *text, int32_t *day)
{
	return text != NULL && strnlen(text, CIV_DATE_SIZE - 1) == CIV_DATE_SIZE - 1 &&
	       civ_date_parse(text, CIV_DATE_SIZE - 1, day);
}

bool civ_time_parse(const char *text, size_t len, int64_t *seconds)
{
	char room[LONGEST];
	struct scan scan;
	int32_t day;
	int of_day = 0;

	if (len == 0)
		return false;
	scan = narrowed(text, len, room);
	if (!scan_date(&scan, &day))
		return false;
	if (scan.at < scan.end) {
		if (!literal(&scan, "T"))
			blanks(&scan);
		if (!scan_time(&scan, &of_day) || scan.at != scan.end)
			return false;
	}
	*seconds = (int64_t)day * CIV_DAY_SECONDS + of_day;
	return true;
}

bool civ_clock_parse(const char *text, size_t len, int *minute)
{
	struct scan scan = {text, text + len};
	int seconds;

	if (!scan_time(&scan, &seconds) || scan.at != scan.end)
		return false;
	*minute = seconds / 60;
	return true;
}

bool civ_date_clock(const char *text, size_t len, int *minute)
{
	int64_t seconds;

	if (!civ_time_parse(text, len, &seconds))
		return false;
	*minute = (int)(civ_minute_of(seconds) - (int64_t)civ_time_day(seconds) * CIV_DAY_MINUTES);
	return *minute != 0;
}

static char *put_number(char *to, int value, int digits)
{
	for (int i = digits - 1; i >= 0; i--) {
		to[i] = (char)('0' + value % 10);
		value /= 10;
	}
	return to + digits;
}

void civ_date_format(int32_t day, char text[CIV_DATE_SIZE])
{
	int year, month, dayofmonth;

	civ_date_to_ymd(day < CIV_FIRST_DAY  ? CIV_FIRST_DAY
	                : day > CIV_LAST_DAY ? CIV_LAST_DAY
	                                     : day,
	                &year, &month, &dayofmonth);
	text = put_number(text, year, 4);
	*text++ = '-';
	text = put_number(text, month, 2);
	*text++ = '-';
	text = put_number(text, dayofmonth, 2);
	*text = '\0';
}

void civ_clock_format(int minute, char text[CIV_CLOCK_SIZE])
{
	text = put_number(text, minute / 60, 2);
	*text++ = ':';
	text = put_number(text, minute % 60, 2);
	*text = '\0';
}

void civ_time_format(int64_t seconds, char text[CIV_TIME_SIZE])
{
	int32_t day = civ_time_day(seconds);
	int of_day = (int)(seconds - (int64_t)day * CIV_DAY_SECONDS);

	civ_date_format(day, text);
	text += CIV_DATE_SIZE - 1;
	*text++ = ' ';
	text = put_number(text, of_day / 3600, 2);
	*text++ = ':';
	text = put_number(text, of_day / 60 % 60, 2);
	*text++ = ':';
	text = put_number(text, of_day % 60, 2);
	*text = '\0';
}
