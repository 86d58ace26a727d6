#include <check.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/period.h"

Suite *period_suite(void);

/* "FIRST LAST" of what TEXT names as seen from TODAY. */
static const char *days(const char *text, const char *today)
{
	static char said[2 * CIV_DATE_SIZE];
	struct civ_days days;
	int32_t day;

	ck_assert(civ_date_parse(today, strlen(today), &day));
	if (!civ_period_parse((struct civ_span){text, strlen(text)}, day, &days))
		return "none";
	civ_date_format(days.first, said);
	said[CIV_DATE_SIZE - 1] = ' ';
	civ_date_format(days.last, said + CIV_DATE_SIZE);
	return said;
}

START_TEST(are_named_by_the_calendar)
{
	const char *today = "2026-06-30";

	ck_assert_str_eq(days("2026-05-03", today), "2026-05-03 2026-05-03");
	ck_assert_str_eq(days("2026/5/3", today), "2026-05-03 2026-05-03");
	ck_assert_str_eq(days("2026-05", today), "2026-05-01 2026-05-31");
	ck_assert_str_eq(days("2024-2", today), "2024-02-01 2024-02-29");
	ck_assert_str_eq(days("2026年5月", today), "2026-05-01 2026-05-31");
	ck_assert_str_eq(days("2026-Q4", today), "2026-10-01 2026-12-31");
	ck_assert_str_eq(days("2026", today), "2026-01-01 2026-12-31");
	ck_assert_str_eq(days("2026年", today), "2026-01-01 2026-12-31");
	ck_assert_str_eq(days("9999-12", today), "9999-12-01 9999-12-31");
	ck_assert_str_eq(days("0001", today), "0001-01-01 0001-12-31");
}
END_TEST

static const struct {
	const char *text, *days;
} offices[] = {
	{"2026年二季度", "2026-04-01 2026-06-30"},
	{"2026年第二季度", "2026-04-01 2026-06-30"},
	{"2026年第2季度", "2026-04-01 2026-06-30"},
	{"２０２６年２季度", "2026-04-01 2026-06-30"},
	{"2026年Q2", "2026-04-01 2026-06-30"},
	{"2026 年 第 四 季度", "2026-10-01 2026-12-31"},
	{"今年二季度", "2026-04-01 2026-06-30"},
	{"今年第1季度", "2026-01-01 2026-03-31"},
	{"去年四季度", "2025-10-01 2025-12-31"},
	{"本年度三季度", "2026-07-01 2026-09-30"},
	{"2026年度", "2026-01-01 2026-12-31"},
	{"上年度", "2025-01-01 2025-12-31"},
	{"2026年上半年", "2026-01-01 2026-06-30"},
	{"去年下半年", "2025-07-01 2025-12-31"},
	{"2026年前三季度", "2026-01-01 2026-09-30"},
	{"今年前3个季度", "2026-01-01 2026-09-30"},
	{"2026年5月份", "2026-05-01 2026-05-31"},
	{"2026年十二月", "2026-12-01 2026-12-31"},
	{"去年12月", "2025-12-01 2025-12-31"},
	{"明年1月份", "2027-01-01 2027-01-31"},
	{"2026年1-5月", "2026-01-01 2026-05-31"},
	{"今年1—5月份", "2026-01-01 2026-05-31"},
	{"2026年3至4月", "2026-03-01 2026-04-30"},
	{"上个月", "2026-05-01 2026-05-31"},
	{"下个季度", "2026-07-01 2026-09-30"},
	{"本季", "2026-04-01 2026-06-30"},
	{"2026年五季度", "none"},
	{"2026年0季度", "none"},
	{"2026年十三月", "none"},
	{"2026年5-3月", "none"},
	{"二季度", "none"},
	{"上半年", "none"},
	{"2026年第二", "none"},
	{"2026年第5月", "none"},
	{"2026年前0季度", "none"},
	{"2026二季度", "none"},
	{"2026年上半年度", "none"},
	{"今", "none"},
};

START_TEST(are_named_as_offices_do)
{
	ck_assert_str_eq(days(offices[_i].text, "2026-06-30"), offices[_i].days);
}
END_TEST

START_TEST(are_seen_from_the_day)
{
	ck_assert_str_eq(days("today", "2026-06-30"), "2026-06-30 2026-06-30");
	ck_assert_str_eq(days("today-7", "2026-06-30"), "2026-06-23 2026-06-23");
	ck_assert_str_eq(days("today+1", "2026-06-30"), "2026-07-01 2026-07-01");
	ck_assert_str_eq(days("yesterday", "2026-03-01"), "2026-02-28 2026-02-28");
	ck_assert_str_eq(days("this-week", "2026-06-28"), "2026-06-22 2026-06-28"); /* a Sunday */
	ck_assert_str_eq(days("this-week", "2026-06-29"), "2026-06-29 2026-07-05");
	ck_assert_str_eq(days("last-week", "2026-06-29"), "2026-06-22 2026-06-28");
	ck_assert_str_eq(days("last-month", "2026-01-31"), "2025-12-01 2025-12-31");
	ck_assert_str_eq(days("next-month", "2026-12-31"), "2027-01-01 2027-01-31");
	ck_assert_str_eq(days("this-quarter", "2026-06-30"), "2026-04-01 2026-06-30");
	ck_assert_str_eq(days("last-quarter", "2026-01-01"), "2025-10-01 2025-12-31");
	ck_assert_str_eq(days("last-year", "2026-06-30"), "2025-01-01 2025-12-31");
	ck_assert_str_eq(days("上季度", "2026-01-01"), "2025-10-01 2025-12-31");
	ck_assert_str_eq(days("今天-7", "2026-06-30"), "2026-06-23 2026-06-23");
}
END_TEST

START_TEST(are_not_guessed)
{
	static const char *const none[] = {"", "2026-", "2026-13", "2026-00", "2026-Q0", "2026-Q5", "2026-q1", "2026Q1",
	                                   "26", "02026", "0000", "2026年5", "2026-5月", "last", "this-day", "Today",
	                                   "today-", "today7", "today--7", "today+", "today-1.5", "2026-05-"};

	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		ck_assert_msg(strcmp(days(none[i], "2026-06-30"), "none") == 0, "'%s' is %s", none[i],
		              days(none[i], "2026-06-30"));
	/* Out of the calendar. */
	ck_assert_str_eq(days("yesterday", "0001-01-01"), "none");
	ck_assert_str_eq(days("next-year", "9999-06-01"), "none");
	ck_assert_str_eq(days("today+3000000", "9999-06-01"), "none");
	ck_assert_str_eq(days("today+9223372036854775807", "2026-06-30"), "none");
}
END_TEST

Suite *period_suite(void)
{
	Suite *suite = suite_create("period");
	TCase *tests = tcase_create("period");

	tcase_add_test(tests, are_named_by_the_calendar);
	tcase_add_loop_test(tests, are_named_as_offices_do, 0, sizeof offices / sizeof *offices);
	tcase_add_test(tests, are_seen_from_the_day);
	tcase_add_test(tests, are_not_guessed);
	suite_add_tcase(suite, tests);
	return suite;
}
