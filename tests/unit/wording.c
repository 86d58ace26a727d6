/* Figures as they stand in sentences of both languages. */
#include "civplan/wording.h"

#include <check.h>
#include <limits.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "civplan/date.h"
#include "civplan/say.h"

/* The catalogue of the build stands beside this program. */
static void open_catalogue(void)
{
	static const char locales[] = "/share/locale";
	char path[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", path, sizeof path - sizeof locales);

	ck_assert_int_gt(len, 0);
	path[len] = '\0';
	memcpy(strrchr(path, '/'), locales, sizeof locales);
	civ_say_open(false, path);
}

static int32_t day_of(const char *text)
{
	int32_t day = 0;

	ck_assert(civ_date_parse(text, strlen(text), &day));
	return day;
}

/* What was appended is TEXT; the buffer is empty again. */
static void expect(struct civ_buf *got, const char *text)
{
	ck_assert_str_eq(civ_buf_str(got), text);
	civ_buf_clear(got);
}

START_TEST(numbers)
{
	struct civ_buf text = {0};

	civ_wording_number(&text, 999, 0);
	expect(&text, "999");
	civ_wording_number(&text, 1000, 0);
	expect(&text, "1,000");
	civ_wording_number(&text, 1234567.5, 1);
	expect(&text, "1,234,567.5");
	civ_wording_number(&text, -1742.25, 1);
	expect(&text, "−1,742.3");
	civ_wording_number(&text, 86.20, 2);
	expect(&text, "86.2");
	civ_wording_number(&text, NAN, 2);
	expect(&text, "");
	civ_wording_fixed(&text, 98, 1);
	expect(&text, "98.0");
	civ_wording_fixed(&text, 88.6, 2);
	expect(&text, "88.60");
	civ_wording_percent(&text, 100);
	expect(&text, "100.0%");
	civ_wording_percent(&text, NAN);
	expect(&text, "");
	civ_buf_free(&text);
}
END_TEST

static const struct {
	double value, goal;
	const char *en, *zh;
} gaps[] = {
	{86.2, 90, "3.8 points short", "低3.8个百分点"},
	{74.6, 70, "4.6 points over", "高4.6个百分点"},
	/* As printed: 86.3 of 90. */
	{86.25, 90, "3.7 points short", "低3.7个百分点"},
	{90, 90, "", ""},
	{NAN, 90, "", ""},
};

START_TEST(gaps_to_a_goal)
{
	struct civ_buf text = {0};

	open_catalogue();
	civ_say_in(false);
	civ_wording_gap(&text, gaps[_i].value, gaps[_i].goal);
	expect(&text, gaps[_i].en);
	civ_say_in(true);
	civ_wording_gap(&text, gaps[_i].value, gaps[_i].goal);
	expect(&text, gaps[_i].zh);
	civ_buf_free(&text);
}
END_TEST

static const struct {
	int64_t fen;
	const char *en, *zh;
} sums[] = {
	{0, "0 yuan", "0元"},
	{850050, "8,500.5 yuan", "8,500.5元"},
	{1000000, "0.01 million yuan", "1万元"},
	{4200000000, "42 million yuan", "4,200万元"},
	{999949000000, "9.999 billion yuan", "99.99亿元"},
	{999960000, "10 million yuan", "1,000万元"},
	/* 99.996 million are 100.00 million, 9,999.6 of ten thousand are 10,000. */
	{9999600000, "0.100 billion yuan", "1.00亿元"},
	{886000000000, "8.860 billion yuan", "88.60亿元"},
	{-4200000000, "−42 million yuan", "−4,200万元"},
};

START_TEST(sums_of_money)
{
	struct civ_buf text = {0};

	open_catalogue();
	civ_say_in(false);
	civ_wording_money(&text, sums[_i].fen);
	expect(&text, sums[_i].en);
	civ_say_in(true);
	civ_wording_money(&text, sums[_i].fen);
	expect(&text, sums[_i].zh);
	civ_buf_free(&text);
}
END_TEST

static const struct {
	double value;
	const char *unit;
	bool dropped;
	const char *en, *zh;
} measured[] = {
	{98, "%", false, "98.0%", "98.0%"},
	{98, "%", true, "98%", "98%"},
	{1362, "lifts", false, "1,362 lifts", "1,362 lifts"},
	{362, "部", true, "362部", "362部"},
	{1.234, "", false, "1.23", "1.23"},
	{12, "10,000 people", false, "12 × 10,000 people", "12 × 10,000 people"},
	/* Nobody reads 3,967.5 times 100 million. */
	{3967.5, "100 million yuan", false, "396.750 billion yuan", "3,967.50亿元"},
};

START_TEST(measures)
{
	struct civ_buf text = {0};

	open_catalogue();
	civ_say_in(false);
	civ_wording_measured(&text, measured[_i].value, measured[_i].unit, measured[_i].dropped);
	expect(&text, measured[_i].en);
	civ_say_in(true);
	civ_wording_measured(&text, measured[_i].value, measured[_i].unit, measured[_i].dropped);
	expect(&text, measured[_i].zh);
	civ_buf_free(&text);
}
END_TEST

START_TEST(days_in_english)
{
	struct civ_buf text = {0};
	int32_t day = day_of("2026-06-30");

	open_catalogue();
	civ_say_in(false);
	civ_wording_date(&text, day);
	expect(&text, "30 June 2026");
	civ_wording_day(&text, day, day_of("2026-01-01"));
	expect(&text, "30 June");
	civ_wording_day(&text, day, day_of("2027-01-01"));
	expect(&text, "30 June 2026");
	civ_wording_month(&text, day);
	expect(&text, "June 2026");
	civ_wording_quarter(&text, day);
	expect(&text, "the second quarter of 2026");
	civ_wording_late(&text, 1);
	expect(&text, "1 day late");
	civ_wording_late(&text, 1181);
	expect(&text, "1,181 days late");
	civ_wording_left(&text, 1);
	expect(&text, "1 day left");
	civ_wording_left(&text, 92);
	expect(&text, "92 days left");
	civ_wording_waited(&text, 1);
	expect(&text, "waiting for 1 day");
	civ_wording_points(&text, 2);
	expect(&text, "2.0 points");
	civ_wording_numeral(&text, 11);
	expect(&text, "11");
	civ_buf_free(&text);
}
END_TEST

START_TEST(days_in_chinese)
{
	struct civ_buf text = {0};
	int32_t day = day_of("2026-06-30");

	open_catalogue();
	civ_say_in(true);
	civ_wording_date(&text, day);
	expect(&text, "2026年6月30日");
	civ_wording_day(&text, day, day_of("2026-01-01"));
	expect(&text, "6月30日");
	civ_wording_day(&text, day, day_of("2025-12-31"));
	expect(&text, "2026年6月30日");
	civ_wording_month(&text, day);
	expect(&text, "2026年6月");
	civ_wording_quarter(&text, day);
	expect(&text, "2026年二季度");
	civ_wording_late(&text, 181);
	expect(&text, "晚181天");
	civ_wording_left(&text, 92);
	expect(&text, "还有92天");
	civ_wording_waited(&text, 32);
	expect(&text, "已等32天");
	civ_wording_points(&text, 3.8);
	expect(&text, "3.8个百分点");
	civ_buf_free(&text);
}
END_TEST

START_TEST(numerals)
{
	static const struct {
		unsigned number;
		const char *zh;
	} some[] = {{1, "一"}, {10, "十"}, {11, "十一"}, {20, "二十"}, {35, "三十五"}, {99, "九十九"}};
	struct civ_buf text = {0};

	open_catalogue();
	civ_say_in(true);
	for (size_t i = 0; i < sizeof some / sizeof some[0]; i++) {
		civ_wording_numeral(&text, some[i].number);
		expect(&text, some[i].zh);
	}
	civ_buf_free(&text);
}
END_TEST

START_TEST(lists_of_names)
{
	static const char *const names[] = {"A", "B", "C"},
				 *const en[] = {"", "A", "A and B", "A, B and C"},
				 *const zh[] = {"", "A", "A和B", "A、B和C"};
	struct civ_buf text = {0};

	open_catalogue();
	for (size_t count = 0; count <= 3; count++) {
		civ_say_in(false);
		civ_wording_names(&text, names, count);
		expect(&text, en[count]);
		civ_say_in(true);
		civ_wording_names(&text, names, count);
		expect(&text, zh[count]);
	}
	civ_buf_free(&text);
}
END_TEST

START_TEST(who_is_named)
{
	static const int64_t one[] = {37, 25, 11}, half[] = {5, 3, 2}, two[] = {36, 25, 22, 11};
	static const int64_t none[] = {3, 3, 3, 2, 2}, nothing[] = {0, 0};

	ck_assert_uint_eq(civ_wording_named(one, 3), 1);
	ck_assert_uint_eq(civ_wording_named(half, 3), 1);
	ck_assert_uint_eq(civ_wording_named(two, 4), 2);
	ck_assert_uint_eq(civ_wording_named(none, 5), 0);
	ck_assert_uint_eq(civ_wording_named(nothing, 2), 0);
	ck_assert_uint_eq(civ_wording_named(NULL, 0), 0);
}
END_TEST

Suite *wording_suite(void)
{
	Suite *suite = suite_create("wording");
	TCase *tests = tcase_create("wording");

	tcase_add_test(tests, numbers);
	tcase_add_loop_test(tests, gaps_to_a_goal, 0, sizeof gaps / sizeof gaps[0]);
	tcase_add_loop_test(tests, sums_of_money, 0, sizeof sums / sizeof sums[0]);
	tcase_add_loop_test(tests, measures, 0, sizeof measured / sizeof measured[0]);
	tcase_add_test(tests, days_in_english);
	tcase_add_test(tests, days_in_chinese);
	tcase_add_test(tests, numerals);
	tcase_add_test(tests, lists_of_names);
	tcase_add_test(tests, who_is_named);
	suite_add_tcase(suite, tests);
	return suite;
}
