#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "civplan/date.h"

Suite *date_suite(void);

static void expect_date(const char *text, const char *iso)
{
	char found[CIV_DATE_SIZE];
	int32_t day;

	ck_assert_msg(civ_date_parse(text, strlen(text), &day), "'%s' is a date", text);
	civ_date_format(day, found);
	ck_assert_str_eq(found, iso);
}

static void expect_no_date(const char *text)
{
	int32_t day;

	ck_assert_msg(!civ_date_parse(text, strlen(text), &day), "'%s' is no date", text);
}

START_TEST(counts_days)
{
	int32_t day, again;
	int year, month, dayofmonth, wrong = 0;

	ck_assert(civ_date_from_ymd(1970, 1, 1, &day));
	ck_assert_int_eq(day, 0);
	ck_assert(civ_date_from_ymd(1, 1, 1, &day));
	ck_assert_int_eq(day, -719162);
	ck_assert(civ_date_from_ymd(9999, 12, 31, &day));
	ck_assert_int_eq(day, 2932896);
	/* Every day there and back, one after the other. */
	for (day = -719162; day <= 2932896; day++) {
		civ_date_to_ymd(day, &year, &month, &dayofmonth);
		wrong += !civ_date_from_ymd(year, month, dayofmonth, &again) || again != day;
	}
	ck_assert_int_eq(wrong, 0);
}
END_TEST

START_TEST(knows_the_calendar)
{
	int32_t day;

	ck_assert(civ_date_from_ymd(2000, 2, 29, &day) && civ_date_from_ymd(2024, 2, 29, &day));
	ck_assert(!civ_date_from_ymd(1900, 2, 29, &day) && !civ_date_from_ymd(2025, 2, 29, &day));
	ck_assert(!civ_date_from_ymd(2025, 4, 31, &day) && !civ_date_from_ymd(2025, 13, 1, &day));
	ck_assert(!civ_date_from_ymd(2025, 0, 1, &day) && !civ_date_from_ymd(2025, 1, 0, &day));
	ck_assert(!civ_date_from_ymd(0, 1, 1, &day) && !civ_date_from_ymd(10000, 1, 1, &day));
	ck_assert(!civ_date_from_ymd(2025, -1, 1, &day) && !civ_date_from_ymd(2025, 1, -1, &day));
}
END_TEST

START_TEST(names_weekdays)
{
	int32_t day;

	ck_assert_int_eq(civ_date_weekday(0), 3);
	ck_assert_int_eq(civ_date_weekday(-1), 2);
	ck_assert_int_eq(civ_date_weekday(-4), 6);
	ck_assert(civ_date_from_ymd(2025, 10, 1, &day));
	ck_assert_int_eq(civ_date_weekday(day), 2);
	ck_assert(civ_date_from_ymd(1, 1, 1, &day));
	ck_assert_int_eq(civ_date_weekday(day), 0);
}
END_TEST

START_TEST(reads_year_first_dates)
{
	expect_date("2025-03-05", "2025-03-05");
	expect_date("2025-3-5", "2025-03-05");
	expect_date("2025/3/5", "2025-03-05");
	expect_date("2025/03/05", "2025-03-05");
	expect_date("2025年3月5日", "2025-03-05");
	expect_date("2025.3.5", "2025-03-05");
	expect_date("２０２５－０３－０５", "2025-03-05");
	expect_date("２０２５年３月５日", "2025-03-05");
	expect_date("2025-03-05\u200B", "2025-03-05");
	expect_date("2025年03月05日", "2025-03-05");
	expect_date("2024-02-29", "2024-02-29");
	expect_date("0001-01-01", "0001-01-01");
	expect_date("9999-12-31", "9999-12-31");
}
END_TEST

START_TEST(refuses_what_is_no_date)
{
	static const char *const texts[] = {
		"",           "2025",        "2025-03",      "2025-02-30",   "2025-00-01",   "2025-01-00",
		"2025-13-01",
		"0000-01-01", "25-03-05",    "12025-03-05",  "02025-3-5",    "2025-003-05",  "2025-03-005",
		"2025-03/05",
		"2025/03-05", "2025.3-5",    "20250305",     "05/03/2025",   "2025-03-05 ",  " 2025-03-05",
		"2025-03-05x",
		"2025--3-5",  "2025-+3-5",   "2025- 3-5",    "2025年3月5",   "2025年3月5号", "2025年3-5",
		  "2025-3月5日",
		"2025年2月30日", "2025-03-", "-2025-03-05", "2025年", "2025-03-05T", "2025年3月5日9时5分",
	};
	int32_t day;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		expect_no_date(texts[i]);
	ck_assert(!civ_date_parse(NULL, 0, &day));
	ck_assert(!civ_date_parse("2025-03-05\0", 11, &day));
	ck_assert(civ_date_parse("2025-03-056", 10, &day));
}
END_TEST

static void expect_time(const char *text, const char *iso)
{
	char found[CIV_TIME_SIZE];
	int64_t seconds;

	ck_assert_msg(civ_time_parse(text, strlen(text), &seconds), "'%s' is a time", text);
	civ_time_format(seconds, found);
	ck_assert_str_eq(found, iso);
}

START_TEST(reads_times)
{
	expect_time("2025-03-05", "2025-03-05 00:00:00");
	expect_time("2025-03-05 09:05:07", "2025-03-05 09:05:07");
	expect_time("2025-03-05T09:05:07", "2025-03-05 09:05:07");
	expect_time("2025/3/5 9:05", "2025-03-05 09:05:00");
	expect_time("2025-03-05 \t 23:59:59", "2025-03-05 23:59:59");
	expect_time("2025年3月5日 9时5分", "2025-03-05 09:05:00");
	expect_time("2025年3月5日9时5分7秒", "2025-03-05 09:05:07");
	expect_time("2025年3月5日 9:05", "2025-03-05 09:05:00");
	expect_time("2025.3.5 17:05", "2025-03-05 17:05:00");
	expect_time("２０２５／３／５　９：０５", "2025-03-05 09:05:00");
	expect_time("2025年3月5日17时", "2025-03-05 17:00:00");
	expect_time("2018-12-18T09:05:07.000", "2018-12-18 09:05:07");
	expect_time("1969-12-31 23:59:59", "1969-12-31 23:59:59");
	expect_time("0001-01-01 00:00:01", "0001-01-01 00:00:01");
	expect_time("9999-12-31 23:59:59", "9999-12-31 23:59:59");
}
END_TEST

START_TEST(refuses_what_is_no_time)
{
	static const char *const texts[] = {
		"",
		"2025-03-05 ",
		"2025-03-05T",
		"2025-03-05 9",
		"2025-03-05 9:",
		"2025-03-05 9:5",
		"2025-03-05 9:05:",
		"2025-03-05 9:05:7",
		"2025-03-05 24:00:00", "2025-03-05 9时5",
		"2025-03-05 23:60",
		"2025-03-05 23:59:60",
		"2025-03-05 009:05",
		"2025-03-05T 09:05",
		"2025-03-05 T09:05",
		"2025-03-0509:05",
		"2025-03-05 09:05:07.", "2025-03-05 09:05.5",
		"2025-03-05 09:05Z",
		"2025-03-05 09:05 ",
		"2025-02-30 09:05",
		
		"2025-03-05 9时5",
		"2025-03-05 9时5分7",
		"2025-03-05 9时60分",
		"2025-03-05 9:05分",
		"09:05",
	};
	int64_t seconds;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		ck_assert_msg(!civ_time_parse(texts[i], strlen(texts[i]), &seconds), "'%s' is no time", texts[i]);
}
END_TEST

START_TEST(rounds_days_down)
{
	ck_assert_int_eq(civ_time_day(0), 0);
	ck_assert_int_eq(civ_time_day(86399), 0);
	ck_assert_int_eq(civ_time_day(86400), 1);
	ck_assert_int_eq(civ_time_day(-1), -1);
	ck_assert_int_eq(civ_time_day(-86400), -1);
	ck_assert_int_eq(civ_time_day(-86401), -2);
}
END_TEST

static void expect_match(const char *text, const char *pattern, const char *iso, bool timed)
{
	char found[CIV_TIME_SIZE];
	bool has_time = !timed;
	int64_t seconds;

	ck_assert_msg(civ_time_match((struct civ_span){text, strlen(text)}, pattern, NULL, &seconds, &has_time),
	              "'%s' is %s", text, pattern);
	civ_time_format(seconds, found);
	ck_assert_str_eq(found, iso);
	ck_assert_msg(has_time == timed, "%s has a time or not", pattern);
	ck_assert(civ_time_match((struct civ_span){text, strlen(text)}, pattern, NULL, &seconds, NULL));
}

static void expect_no_match(const char *text, const char *pattern)
{
	int64_t seconds;

	ck_assert_msg(!civ_time_match((struct civ_span){text, strlen(text)}, pattern, NULL, &seconds, NULL),
	              "'%s' is not %s", text, pattern);
}

START_TEST(matches_patterns)
{
	expect_match("05.03.2025", "%d.%m.%Y", "2025-03-05 00:00:00", false);
	expect_match("20250305", "%Y%m%d", "2025-03-05 00:00:00", false);
	expect_match("20250305090507", "%Y%m%d%H%M%S", "2025-03-05 09:05:07", true);
	expect_match("2025-03-05 12:00:01 AM", "%Y-%m-%d %I:%M:%S %p", "2025-03-05 00:00:01", true);
	expect_match("2025-03-05 12:30:00 PM", "%Y-%m-%d %I:%M:%S %p", "2025-03-05 12:30:00", true);
	expect_match("2025-03-05 PM 1:02:03", "%Y-%m-%d %p %I:%M:%S", "2025-03-05 13:02:03", true);
	expect_match("5 Mar 2025", "%d %b %Y", "2025-03-05 00:00:00", false);
	expect_match("收于2025年3月5日", "收于%Y年%m月%d日", "2025-03-05 00:00:00", false);
	expect_match("2025-064", "%Y-%j", "2025-03-05 00:00:00", false);
	expect_match("100%H 2025-03-05", "100%%H %F", "2025-03-05 00:00:00", false);
	expect_match("2025-03-05 09:05", "%F %R", "2025-03-05 09:05:00", true);
	expect_match("2025-03-05 09", "%F %OH", "2025-03-05 09:00:00", true);
	expect_match("2025-03-05 09", "%F %_2H", "2025-03-05 09:00:00", true);
	expect_match("2024-02-29", "%F", "2024-02-29 00:00:00", false);
	expect_match("Wed, 5 march 2025", "%a, %d %B %Y", "2025-03-05 00:00:00", false);
	expect_match("05/03/69", "%d/%m/%y", "1969-03-05 00:00:00", false);
	expect_match("05/03/68", "%d/%m/%y", "2068-03-05 00:00:00", false);
	expect_match("2025-03-05T09:05:07Z", "%FT%T%z", "2025-03-05 09:05:07", true);
	expect_match("2025-03-05 01:05:07 +08:00", "%F %T %z", "2025-03-04 17:05:07", true);
	expect_match("2025-03-05 01:05:07-0330", "%F %T%z", "2025-03-05 04:35:07", true);
	expect_match("1741136707", "%s", "2025-03-05 01:05:07", true);
	expect_match("-1", "%s", "1969-12-31 23:59:59", true);
}
END_TEST

START_TEST(refuses_what_does_not_match)
{
	expect_no_match("", "%Y-%m-%d");
	expect_no_match("", "");
	expect_no_match("2025-02-30", "%Y-%m-%d");
	expect_no_match("2025-02-29", "%F");
	expect_no_match("2025-366", "%Y-%j");
	expect_no_match("2025-03-05x", "%Y-%m-%d");
	expect_no_match("2025-03-05", "%Y-%m-%d %H:%M");
	expect_no_match("2025-03-05 24:00", "%F %R");
	expect_no_match("2025-03-05 09:05:60", "%F %T");
	expect_no_match("2025-03-05 13:00 PM", "%F %I:%M %p");
	expect_no_match("2025-03-05 1:00 下午", "%F %I:%M %p");
	expect_no_match("03-05", "%m-%d");
	expect_no_match("2025-05", "%Y-%d");
	expect_no_match("2025-03", "%Y-%m");
	expect_no_match("09:05", "%H:%M");
	expect_no_match("26-03-05", "%Y-%m-%d");
	expect_no_match("2025-03-05 01:30 PM", "%F %H:%M %p");
	expect_no_match("2025-03-05 01:30", "%F %I:%M");
	expect_no_match("Monday 2025-03-05", "%A %F");
	expect_no_match("2025-03-05 09:00 +15", "%F %R %z");
	expect_no_match("2025-03-05 CST", "%F %Z");
	expect_no_match("2025-03-05 %", "%F %");
}
END_TEST

static void expect_instant(struct civ_zone *zone, const char *text, const char *iso)
{
	char got[CIV_TIME_SIZE];
	int64_t seconds;

	ck_assert(civ_time_match((struct civ_span){text, strlen(text)}, "%FT%T%z", zone, &seconds, NULL));
	civ_time_format(seconds, got);
	ck_assert_str_eq(got, iso);
}

START_TEST(turns_instants_to_the_zone)
{
	struct civ_messages *messages = civ_messages_new();
	struct civ_zone *shanghai = NULL, *berlin = NULL, *none = NULL;

	ck_assert_int_eq(civ_zone_open("Asia/Shanghai", messages, &shanghai), CIV_OK);
	ck_assert_int_eq(civ_zone_open("Europe/Berlin", messages, &berlin), CIV_OK);
	ck_assert_int_eq(civ_zone_open("No/Where", messages, &none), CIV_SYSTEM);
	expect_instant(shanghai, "2026-05-31T20:00:00Z", "2026-06-01 04:00:00");
	expect_instant(shanghai, "2026-06-01T04:00:00+08:00", "2026-06-01 04:00:00");
	expect_instant(shanghai, "1988-07-01T00:00:00Z", "1988-07-01 09:00:00"); /* summer time of then */
	expect_instant(berlin, "2026-03-29T00:59:59Z", "2026-03-29 01:59:59");
	expect_instant(berlin, "2026-03-29T01:00:00Z", "2026-03-29 03:00:00");
	expect_instant(berlin, "2026-10-25T00:59:59Z", "2026-10-25 02:59:59");
	expect_instant(berlin, "2026-10-25T01:00:00Z", "2026-10-25 02:00:00");
	civ_zone_close(shanghai);
	civ_zone_close(berlin);
	civ_messages_free(messages);
}
END_TEST

static const struct {
	const char *pattern;
	bool good;
} faults[] = {
	{"%Y-%m-%d", true},    {"%d/%m/%y %H:%M", true},
	{"%F %I:%M %p", true}, {"%F %r", true},
	{"%s", true},          {"%F %T %z", true},
	{"%c", true},          {"%F %H:%M %p", false},
	{"%F %T %p", false},   {"%F %I:%M", false},
	{"%F %p", false},      {"%Y-%m", false},
	{"%H:%M", false},      {"%F %z", false},
	{"%F %Z", false},      {"%G-%V", false},
	{"%F %", false},       {"", false},
	{"%Y-%j", true},
};

START_TEST(finds_fault_with_patterns)
{
	ck_assert_msg((civ_pattern_fault(faults[_i].pattern) == NULL) == faults[_i].good, "%s", faults[_i].pattern);
}
END_TEST

START_TEST(matches_the_whole_cell)
{
	int64_t seconds;

	ck_assert(!civ_time_match((struct civ_span){"2025-03-05\0x", 12}, "%F", NULL, &seconds, NULL));
	ck_assert(!civ_time_match((struct civ_span){NULL, 0}, "%F", NULL, &seconds, NULL));
	ck_assert(civ_time_match((struct civ_span){"2025-03-05 trailing", 10}, "%F", NULL, &seconds, NULL));
	ck_assert_ptr_eq(uselocale((locale_t)0), LC_GLOBAL_LOCALE);
}
END_TEST

static int64_t now_in(const char *zone)
{
	struct civ_messages *messages = civ_messages_new();
	int64_t seconds = 0;

	ck_assert_int_eq(civ_time_now(zone, messages, &seconds), CIV_OK);
	ck_assert_uint_eq(civ_messages_errors(messages), 0);
	civ_messages_free(messages);
	return seconds;
}

static void expect_unknown(const char *zone)
{
	struct civ_messages *messages = civ_messages_new();
	int64_t seconds = 7;
	enum civ_severity severity;
	const char *text;
	char line[200];

	snprintf(line, sizeof line, "this machine does not know the time zone '%s'; install tzdata", zone);
	ck_assert_int_eq(civ_time_now(zone, messages, &seconds), CIV_SYSTEM);
	ck_assert(civ_messages_next(messages, &severity, &text));
	ck_assert_str_eq(text, line);
	ck_assert(!civ_messages_next(messages, &severity, &text));
	ck_assert_int_eq(seconds, 7);
	civ_messages_free(messages);
}

START_TEST(tells_the_time_in_a_zone)
{
	int64_t before, utc, shanghai;

	ck_assert_int_eq(setenv("TZ", "America/New_York", 1), 0);
	tzset();
	before = time(NULL);
	utc = now_in("UTC");
	ck_assert_int_ge(utc, before);
	ck_assert_int_le(utc, (int64_t)time(NULL));
	shanghai = now_in("Asia/Shanghai");
	ck_assert_int_ge(shanghai, utc + 8 * 3600);
	ck_assert_int_le(shanghai, (int64_t)time(NULL) + 8 * 3600);
}
END_TEST

START_TEST(gives_the_zone_of_the_process_back)
{
	time_t noon = 1741176000; /* 2025-03-05 12:00:00 UTC */
	struct tm tm;

	ck_assert_int_eq(setenv("TZ", "EST5", 1), 0);
	tzset();
	(void)now_in("Asia/Shanghai");
	ck_assert_str_eq(getenv("TZ"), "EST5");
	ck_assert_ptr_nonnull(localtime_r(&noon, &tm));
	ck_assert_int_eq(tm.tm_hour, 7);
	expect_unknown("Mars/Olympus");
	ck_assert_str_eq(getenv("TZ"), "EST5");
	ck_assert_int_eq(unsetenv("TZ"), 0);
	(void)now_in("Asia/Shanghai");
	ck_assert_ptr_null(getenv("TZ"));
}
END_TEST

START_TEST(never_takes_an_unknown_zone_for_utc)
{
	expect_unknown("");
	expect_unknown("Asia");
	expect_unknown("Asia/Shangai");
	expect_unknown("CST-8");
	expect_unknown("zone.tab");
	expect_unknown("../../../etc/passwd");
	ck_assert_int_eq(setenv("TZDIR", "/nonexistent", 1), 0);
	expect_unknown("Asia/Shanghai");
	(void)now_in("UTC");
	ck_assert_int_eq(setenv("TZDIR", "", 1), 0);
	(void)now_in("Asia/Shanghai");
}
END_TEST

Suite *date_suite(void)
{
	Suite *suite = suite_create("date");
	TCase *calendar = tcase_create("calendar");
	TCase *text = tcase_create("text");
	TCase *pattern = tcase_create("pattern");
	TCase *now = tcase_create("now");

	tcase_add_test(calendar, counts_days);
	tcase_add_test(calendar, knows_the_calendar);
	tcase_add_test(calendar, names_weekdays);
	tcase_add_test(calendar, rounds_days_down);
	suite_add_tcase(suite, calendar);
	tcase_add_test(text, reads_year_first_dates);
	tcase_add_test(text, refuses_what_is_no_date);
	tcase_add_test(text, reads_times);
	tcase_add_test(text, refuses_what_is_no_time);
	suite_add_tcase(suite, text);
	tcase_add_test(pattern, matches_patterns);
	tcase_add_test(pattern, refuses_what_does_not_match);
	tcase_add_test(pattern, matches_the_whole_cell);
	tcase_add_test(pattern, turns_instants_to_the_zone);
	tcase_add_loop_test(pattern, finds_fault_with_patterns, 0, sizeof faults / sizeof faults[0]);
	suite_add_tcase(suite, pattern);
	tcase_add_test(now, tells_the_time_in_a_zone);
	tcase_add_test(now, gives_the_zone_of_the_process_back);
	tcase_add_test(now, never_takes_an_unknown_zone_for_utc);
	suite_add_tcase(suite, now);
	return suite;
}
