#include "civplan/date.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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
	const char *first = "年", *second = "月", *last = "日";
	int year, month, dayofmonth;

	if (!number(scan, 4, 4, &year))
		return false;
	if (scan->at < scan->end && (*scan->at == '-' || *scan->at == '/')) {
		first = second = *scan->at == '-' ? "-" : "/";
		last = "";
	}
	return literal(scan, first) && number(scan, 1, 2, &month) && literal(scan, second) &&
	       number(scan, 1, 2, &dayofmonth) && literal(scan, last) && civ_date_from_ymd(year, month, dayofmonth, day);
}

/* What stands behind the hour: MM[:SS] or 5分[7秒]. */
static bool scan_minutes(struct scan *scan, int *minute, int *second)
{
	*second = 0;
	if (literal(scan, ":"))
		return number(scan, 2, 2, minute) && (!literal(scan, ":") || number(scan, 2, 2, second));
	if (!literal(scan, "时") || !number(scan, 1, 2, minute) || !literal(scan, "分"))
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

bool civ_date_parse(const char *text, size_t len, int32_t *day)
{
	struct scan scan = {text, text + len};

	if (len == CIV_DATE_SIZE - 1 && text[4] == '-' && text[7] == '-')
		return civ_date_from_ymd(digits(text, 4), digits(text + 5, 2), digits(text + 8, 2), day);
	return len > 0 && scan_date(&scan, day) && scan.at == scan.end;
}

bool civ_date_stored(const char *text, int32_t *day)
{
	return text != NULL && strnlen(text, CIV_DATE_SIZE - 1) == CIV_DATE_SIZE - 1 && civ_date_parse(text, CIV_DATE_SIZE - 1, day);
}

bool civ_time_parse(const char *text, size_t len, int64_t *seconds)
{
	struct scan scan = {text, text + len};
	int32_t day;
	int of_day = 0;

	if (len == 0 || !scan_date(&scan, &day))
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

/* Skip the flags, width and modifier of a conversion: "%-H", "%Ey". */
static const char *conversion(const char *at)
{
	at += strspn(at, "_-0^#+");
	at += strspn(at, "0123456789");
	return at + strspn(at, "EO");
}

/* True if the pattern has one of the conversions LETTERS. */
static bool pattern_has(const char *pattern, const char *letters)
{
	const char *at = pattern;

	while ((at = strchr(at, '%')) != NULL) {
		at = conversion(at + 1);
		if (*at == '\0')
			return false;
		if (strchr(letters, *at) != NULL)
			return true;
		at++;
	}
	return false;
}

/* All of TEXT, with the names of the C locale whatever the process uses. */
static bool match(const char *text, const char *pattern, struct tm *tm)
{
	locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	locale_t before;
	const char *end;

	if (plain == (locale_t)0)
		return false;
	before = uselocale(plain);
	end = strptime(text, pattern, tm);
	(void)uselocale(before);
	freelocale(plain);
	return end != NULL && *end == '\0';
}

bool civ_time_match(const char *text, size_t len, const char *pattern, int64_t *seconds, bool *has_time)
{
	/* A year, month or day that the pattern does not set stays impossible. */
	struct tm tm = {.tm_year = -1900, .tm_mon = 12, .tm_mday = 0};
	char *copy;
	int32_t day;
	bool good;

	/* Seconds since 1970 would be read in the zone of the process. */
	if (len == 0 || pattern_has(pattern, "s") || memchr(text, '\0', len) != NULL)
		return false;
	copy = strndup(text, len);
	good = copy != NULL && match(copy, pattern, &tm);
	free(copy);
	/* strptime knows leap seconds, the calendar of the plan does not. */
	if (!good || tm.tm_sec > 59 || !civ_date_from_ymd(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, &day))
		return false;
	*seconds = (int64_t)day * CIV_DAY_SECONDS + tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec;
	if (has_time != NULL)
		*has_time = pattern_has(pattern, "HIklMSpPrRTcX");
	return true;
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

	civ_date_to_ymd(day < CIV_FIRST_DAY ? CIV_FIRST_DAY : day > CIV_LAST_DAY ? CIV_LAST_DAY : day, &year, &month, &dayofmonth);
	text = put_number(text, year, 4);
	*text++ = '-';
	text = put_number(text, month, 2);
	*text++ = '-';
	text = put_number(text, dayofmonth, 2);
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

static bool is_zone_file(const char *path)
{
	static const char magic[] = {'T', 'Z', 'i', 'f'};
	char start[sizeof magic];
	FILE *file = fopen(path, "rbe");
	bool good;

	if (file == NULL)
		return false;
	good = fread(start, sizeof start, 1, file) == 1 && memcmp(start, magic, sizeof magic) == 0;
	(void)fclose(file);
	errno = 0;
	return good;
}

/* glibc takes a zone that it does not know for UTC, without a word. False with errno, 0: the file holds no zone. */
static bool zone_is_known(const char *zone)
{
	const char *folder = getenv("TZDIR");
	char *path = NULL;
	bool known;

	if (strcmp(zone, "UTC") == 0)
		return true;
	if (asprintf(&path, "%s/%s", folder == NULL || *folder == '\0' ? "/usr/share/zoneinfo" : folder, zone) < 0)
		return false;
	known = is_zone_file(path);
	free(path);
	return known;
}

static bool set_zone(const char *zone)
{
	bool good = (zone == NULL ? unsetenv("TZ") : setenv("TZ", zone, 1)) == 0;

	tzset();
	return good;
}

/* The C library converts for one zone at a time, that of the environment. */
static bool local_now(const char *zone, const char *before, struct tm *tm)
{
	time_t now = time(NULL);
	bool good = set_zone(zone) && localtime_r(&now, tm) != NULL;

	return set_zone(before) && good;
}

enum civ_status civ_time_now(const char *zone, struct civ_messages *messages, int64_t *seconds)
{
	const char *set = getenv("TZ");
	char *before = set == NULL ? NULL : strdup(set);
	enum civ_status status = CIV_OK;
	struct tm tm;
	int32_t day;
	bool known;
	int why;

	if (set != NULL && before == NULL)
		return civ_no_memory(messages);
	known = zone_is_known(zone);
	why = known ? 0 : errno;
	if (!known && why != 0 && why != ENOENT && why != ENOTDIR)
		status = civ_error(messages, CIV_SYSTEM, NULL, "cannot read the time zone '%s': %s", zone, strerror(why));
	else if (!known)
		status = civ_error(messages, CIV_SYSTEM, NULL,
		                   "this machine does not know the time zone '%s'; install tzdata", zone);
	else if (!local_now(zone, before, &tm) ||
	         !civ_date_from_ymd(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, &day))
		status = civ_error(messages, CIV_SYSTEM, NULL, "cannot tell the time in the zone '%s'", zone);
	else
		*seconds = (int64_t)day * CIV_DAY_SECONDS + tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec;
	free(before);
	return status;
}
