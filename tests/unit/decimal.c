#include <check.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"

static const struct {
	const char *number;
	enum civ_unit from, to;
	const char *changed; /* NULL: it does not go */
} units[] = {
	{"1200", CIV_UNIT_WAN, CIV_UNIT_YUAN, "12000000"},
	{"-0.05", CIV_UNIT_WAN, CIV_UNIT_YUAN, "-500"},
	{"12000000", CIV_UNIT_YUAN, CIV_UNIT_YI, "0.12"},
	{"0.1", CIV_UNIT_YI, CIV_UNIT_WAN, "1000"},
	{"9007199254740993", CIV_UNIT_YI, CIV_UNIT_YUAN, "900719925474099300000000"},
	{"0", CIV_UNIT_WAN, CIV_UNIT_YUAN, "0"},
	{"1.5", CIV_UNIT_DAY, CIV_UNIT_HOUR, "36"},
	{"99.99", CIV_UNIT_DAY, CIV_UNIT_HOUR, "2399.76"},
	{"48", CIV_UNIT_HOUR, CIV_UNIT_DAY, "2"},
	{"-3", CIV_UNIT_HOUR, CIV_UNIT_DAY, "-0.125"},
	{"5", CIV_UNIT_HOUR, CIV_UNIT_DAY, NULL},
	{"5", CIV_UNIT_HOUR, CIV_UNIT_YUAN, NULL},
	{"5.50", CIV_UNIT_NONE, CIV_UNIT_YUAN, "5.50"},
	{"5", CIV_UNIT_DAY, CIV_UNIT_NONE, "5"},
};

START_TEST(changes_units_exactly)
{
	struct civ_buf number = {0};

	civ_buf_adds(&number, units[_i].number);
	ck_assert(civ_unit_change(units[_i].from, units[_i].to, &number) == (units[_i].changed != NULL));
	if (units[_i].changed != NULL)
		ck_assert_str_eq(civ_buf_str(&number), units[_i].changed);
	civ_buf_free(&number);
}
END_TEST

START_TEST(knows_units)
{
	static const char sum[] = "1200 万元";
	size_t len = strlen(sum), other = 4;

	ck_assert_int_eq(civ_unit_at_end(sum, &len), CIV_UNIT_WAN);
	ck_assert_uint_eq(len, 4);
	ck_assert_int_eq(civ_unit_at_end("1200", &other), CIV_UNIT_NONE);
	ck_assert_uint_eq(other, 4);
	ck_assert_int_eq(civ_unit_named("亿元", strlen("亿元")), CIV_UNIT_YI);
	ck_assert_int_eq(civ_unit_named("hours", 5), CIV_UNIT_HOUR);
	ck_assert_int_eq(civ_unit_named("%H", 2), CIV_UNIT_NONE);
}
END_TEST

Suite *decimal_suite(void);

static void expect_real(const char *text, double expected)
{
	double value = -99;

	ck_assert_msg(civ_real_parse(text, strlen(text), &value), "'%s' is a number", text);
	ck_assert_msg(value == expected, "'%s' is %.17g, not %.17g", text, value, expected);
}

static void expect_no_real(const char *text)
{
	double value;

	ck_assert_msg(!civ_real_parse(text, strlen(text), &value), "'%s' is no number", text);
}

START_TEST(reads_decimals)
{
	expect_real("0", 0);
	expect_real("-0", 0);
	expect_real("007", 7);
	expect_real("+12.5", 12.5);
	expect_real("-12.5", -12.5);
	expect_real(".5", 0.5);
	expect_real("5.", 5);
	expect_real("-.5", -0.5);
	expect_real("0.1", 0.1);
	expect_real("121.473702", 121.473702);
	expect_real("999999999999999", 999999999999999.0);
	expect_real("0.00000000000001", 1e-14);
	expect_real("9007199254740993", 9007199254740992.0);
	expect_real("9999999999999999", 1e16);
	expect_real("9007199254740993.0000000000000001", 9007199254740994.0);
	expect_real("0.1000000000000000055511151231257827021181583404541015625", 0.1);
}
END_TEST

START_TEST(reads_as_exactly_as_the_library)
{
	char text[40];
	double value;
	int wrong = 0;

	for (unsigned i = 0; i < 20000; i++) {
		unsigned n = i * 2654435761u;

		snprintf(text, sizeof text, "%u.%0*u", n % 100000, (int)(i % 12) + 1, n / 7 % 10000);
		wrong += !civ_real_parse(text, strlen(text), &value) || value != strtod(text, NULL);
	}
	ck_assert_int_eq(wrong, 0);
}
END_TEST

START_TEST(reads_any_length)
{
	char *text = malloc(2000001);
	double value;

	memset(text, '0', 2000000);
	text[1000000] = '.';
	text[2000000] = '\0';
	text[999999] = '7';
	text[1000001] = '5';
	expect_real(text, 7.5);
	text[0] = '1';
	ck_assert(!civ_real_parse(text, 2000000, &value)); /* not finite */
	free(text);
	ck_assert(civ_real_parse("12.5rest", 4, &value) && value == 12.5);
	ck_assert(civ_real_parse("1234567890.12345678rest", 19, &value) && value == 1234567890.12345678);
}
END_TEST

START_TEST(refuses_other_numbers)
{
	static const char *const texts[] = {
		"",     "+",    "-",    ".",   "+.",   "1e5",      "1E5",   "0x10", "inf", "nan", "NAN",  " 1", "1 ",
		"1,000",
		"1,5",  "1..5", "1.2.3", "--1", "+-1", "1-",       "１２",  "1%",   "12元", "1_0", "1.5f", "\t1",
		"1.5e",
		"infinity",
	};
	double value;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		expect_no_real(texts[i]);
	ck_assert(!civ_real_parse(NULL, 0, &value));
	ck_assert(!civ_real_parse("1\0", 2, &value));
}
END_TEST

static void expect_int(const char *text, int64_t expected)
{
	int64_t value = -99;

	ck_assert_msg(civ_int_parse(text, strlen(text), &value), "'%s' is an integer", text);
	ck_assert_int_eq(value, expected);
}

START_TEST(reads_integers)
{
	static const char *const others[] = {"", "+", "-", "1.0", "1.", " 1", "1 ", "1e3", "0x1", "９", "--1",
	                                     "9223372036854775808", "-9223372036854775809", "99999999999999999999"};
	int64_t value;

	expect_int("0", 0);
	expect_int("-0", 0);
	expect_int("+7", 7);
	expect_int("007", 7);
	expect_int("9223372036854775807", INT64_MAX);
	expect_int("-9223372036854775808", INT64_MIN);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		ck_assert_msg(!civ_int_parse(others[i], strlen(others[i]), &value), "'%s' is no integer", others[i]);
}
END_TEST

static bool is_cut(const char *text)
{
	return civ_number_is_cut(text, strlen(text));
}

START_TEST(knows_cut_numbers)
{
	ck_assert(is_cut("2.02E+16") && is_cut("2E+16") && is_cut("1.23457E+11") && is_cut("-2.02E+16") &&
	          is_cut("2.02e+16"));
	ck_assert(!is_cut("") && !is_cut("E+16") && !is_cut("2") && !is_cut("2.02") && !is_cut("2E") && !is_cut("2E+"));
	ck_assert(!is_cut("2E16") && !is_cut("3E-05") && !is_cut("12E+3") && !is_cut("2.02E+1x") && !is_cut("A2E+16"));
	ck_assert(!is_cut("2xE+16") && !is_cut("2.0.2E+16") && !is_cut("202500012345678901"));
}
END_TEST

static void expect_format(double value, const char *expected)
{
	char text[CIV_REAL_SIZE];

	civ_real_format(value, text);
	ck_assert_str_eq(text, expected);
}

START_TEST(writes_the_shortest)
{
	expect_format(0, "0");
	expect_format(-0.0, "0");
	expect_format(1, "1");
	expect_format(-12.5, "-12.5");
	expect_format(0.1, "0.1");
	expect_format(0.1 + 0.2, "0.30000000000000004");
	expect_format(1.0 / 3, "0.3333333333333333");
	expect_format(100, "100");
	expect_format(121.473702, "121.473702");
	expect_format(0.000001, "0.000001");
	expect_format(1e-7, "0.0000001");
	expect_format(1e15, "1000000000000000");
	expect_format(1e22, "10000000000000000000000");
	expect_format(9007199254740992, "9007199254740992");
	expect_format(123456789012345680, "123456789012345680");
	expect_format(0x1p-24, "0.00000005960464477539063"); /* nearest of 16 digits, ...062, is another double */
	expect_format(999999999.999999, "999999999.999999");
	expect_format(NAN, "");
	expect_format(-INFINITY, "");
}
END_TEST

START_TEST(has_room_for_the_longest)
{
	char text[CIV_REAL_SIZE];
	double value;

	civ_real_format(-DBL_MAX, text);
	ck_assert_uint_eq(strlen(text), 310);
	ck_assert_mem_eq(text, "-179769313486231570000", 22);
	civ_real_format(-DBL_TRUE_MIN, text);
	ck_assert_uint_eq(strlen(text), 327);
	ck_assert_str_eq(text + 320, "0000005");
	ck_assert(civ_real_parse(text, strlen(text), &value) && value == -DBL_TRUE_MIN);
	civ_real_format(-DBL_MIN, text);
	ck_assert_uint_lt(strlen(text), CIV_REAL_SIZE);
	ck_assert(civ_real_parse(text, strlen(text), &value) && value == -DBL_MIN);
}
END_TEST

START_TEST(reads_back_to_the_same)
{
	char text[CIV_REAL_SIZE];
	uint64_t bits = 88172645463325252u;
	double value, again;
	int wrong = 0;

	for (int i = 0; i < 50000; i++) {
		bits ^= bits << 13;
		bits ^= bits >> 7;
		bits ^= bits << 17;
		memcpy(&value, &bits, sizeof value);
		if (!isfinite(value))
			continue;
		civ_real_format(value, text);
		wrong += !civ_real_parse(text, strlen(text), &again) || again != value;
	}
	ck_assert_int_eq(wrong, 0);
}
END_TEST

static void expect_rounded(double value, int digits, const char *expected)
{
	char text[CIV_REAL_SIZE];

	civ_real_format_rounded(value, digits, text);
	ck_assert_str_eq(text, expected);
	ck_assert(civ_real_round(value, digits) == strtod(expected, NULL));
}

START_TEST(rounds_half_up_on_the_text)
{
	expect_rounded(2.675, 2, "2.68"); /* the double is 2.67499... */
	expect_rounded(1.005, 2, "1.01");
	expect_rounded(-2.675, 2, "-2.68");
	expect_rounded(2.5, 0, "3");
	expect_rounded(0.5, 0, "1");
	expect_rounded(-0.5, 0, "-1");
	expect_rounded(0.49999999999999994, 0, "0");
	expect_rounded(0.05, 0, "0");
	expect_rounded(-0.004, 2, "0");
	expect_rounded(0.005, 2, "0.01");
	expect_rounded(0.0005, 2, "0");
	expect_rounded(9.995, 2, "10");
	expect_rounded(99.95, 1, "100");
	expect_rounded(0.999, 2, "1");
	expect_rounded(99.5, 0, "100");
	expect_rounded(1.5, 9, "1.5");
	expect_rounded(86.304, 2, "86.3");
	expect_rounded(1234567, 2, "1234567");
	expect_rounded(1e22, 0, "10000000000000000000000");
	expect_rounded(1.0 / 3, 9, "0.333333333");
	expect_rounded(2.0 / 3, 9, "0.666666667");
	expect_rounded(0, 2, "0");
}
END_TEST

START_TEST(leaves_what_is_no_number)
{
	char text[CIV_REAL_SIZE];

	civ_real_format_rounded(NAN, 2, text);
	ck_assert_str_eq(text, "");
	ck_assert(isnan(civ_real_round(NAN, 2)));
	ck_assert(isinf(civ_real_round(INFINITY, 2)));
}
END_TEST

static void expect_fen(const char *text, int64_t expected)
{
	int64_t fen = -99;

	ck_assert_msg(civ_money_parse(text, strlen(text), &fen), "'%s' is money", text);
	ck_assert_int_eq(fen, expected);
}

static void expect_yuan(int64_t fen, const char *expected)
{
	char text[CIV_INT_SIZE];

	civ_money_format(fen, text);
	ck_assert_str_eq(text, expected);
}

START_TEST(counts_money_in_fen)
{
	static const char *const others[] = {"", ".", "-", "1.234", "1.000", "1,000", "1e2", "￥1", "1元", "1. 5",
	"1.+5",
	                                     "92233720368547758.08", "99999999999999999999"};
	int64_t fen;

	expect_fen("0", 0);
	expect_fen("12.5", 1250);
	expect_fen("12.50", 1250);
	expect_fen("12.05", 1205);
	expect_fen("-0.01", -1);
	expect_fen("+3", 300);
	expect_fen(".5", 50);
	expect_fen("5.", 500);
	expect_fen("1.10", 110);
	expect_fen("92233720368547758.07", INT64_MAX);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		ck_assert_msg(!civ_money_parse(others[i], strlen(others[i]), &fen), "'%s' is no money", others[i]);
}
END_TEST

START_TEST(writes_yuan)
{
	expect_yuan(0, "0");
	expect_yuan(1250, "12.5");
	expect_yuan(1205, "12.05");
	expect_yuan(120000, "1200");
	expect_yuan(-1, "-0.01");
	expect_yuan(-50, "-0.5");
	expect_yuan(INT64_MAX, "92233720368547758.07");
	expect_yuan(INT64_MIN, "-92233720368547758.08");
}
END_TEST

static const struct {
	const char *text, *plain;
	enum civ_number is;
} office[] = {
	{"1,234", "1234", CIV_NUMBER_GOOD},
	{"1,234,567.80", "1234567.80", CIV_NUMBER_GOOD},
	{"-12,345", "-12345", CIV_NUMBER_GOOD},
	{"98.5%", "98.5", CIV_NUMBER_GOOD},
	{"9.2e-06", "0.0000092", CIV_NUMBER_GOOD},
	{"1e5", "100000", CIV_NUMBER_GOOD},
	{"1.5E+3", "1500", CIV_NUMBER_GOOD},
	{"12.345e1", "123.45", CIV_NUMBER_GOOD},
	{"\u22125", "-5", CIV_NUMBER_GOOD},
	{".5", "0.5", CIV_NUMBER_GOOD},
	{"1.234,5", "", CIV_NUMBER_UNCLEAR},
	{"1,23", "", CIV_NUMBER_UNCLEAR},
	{"0,123", "", CIV_NUMBER_UNCLEAR},
	{"1.234.567", "", CIV_NUMBER_UNCLEAR},
	{"1,2345", "", CIV_NUMBER_UNCLEAR},
	{"1,23,456", "", CIV_NUMBER_UNCLEAR},
	{"1234,567", "", CIV_NUMBER_UNCLEAR},
	{"1,234e3", "", CIV_NUMBER_UNCLEAR},
	{"1,234,", "", CIV_NUMBER_UNCLEAR},
	{",5", "", CIV_NUMBER_NONE},
	{"", "", CIV_NUMBER_NONE},
	{"abc", "", CIV_NUMBER_NONE},
	{"e5", "", CIV_NUMBER_NONE},
	{"1e", "", CIV_NUMBER_NONE},
	{"1e999", "", CIV_NUMBER_NONE},
	{"%", "", CIV_NUMBER_NONE},
	{"5%%", "", CIV_NUMBER_NONE},
	{"--5", "", CIV_NUMBER_NONE},
	{".", "", CIV_NUMBER_NONE},
};

START_TEST(reads_numbers_of_offices)
{
	struct civ_buf plain = {0};

	ck_assert_int_eq(civ_number_plain(office[_i].text, strlen(office[_i].text), true, &plain), office[_i].is);
	ck_assert_str_eq(civ_buf_str(&plain), office[_i].plain);
	ck_assert_int_eq(civ_number_plain("5%", 2, false, &plain), CIV_NUMBER_PERCENT);
	civ_buf_free(&plain);
}
END_TEST

Suite *decimal_suite(void)
{
	Suite *suite = suite_create("decimal");
	TCase *read = tcase_create("read");
	TCase *write = tcase_create("write");
	TCase *money = tcase_create("money");

	tcase_add_test(read, reads_decimals);
	tcase_add_test(read, reads_as_exactly_as_the_library);
	tcase_add_test(read, reads_any_length);
	tcase_add_test(read, refuses_other_numbers);
	tcase_add_test(read, reads_integers);
	tcase_add_test(read, knows_cut_numbers);
	tcase_add_loop_test(read, reads_numbers_of_offices, 0, sizeof office / sizeof office[0]);
	tcase_add_loop_test(read, changes_units_exactly, 0, sizeof units / sizeof units[0]);
	tcase_add_test(read, knows_units);
	suite_add_tcase(suite, read);
	tcase_add_test(write, writes_the_shortest);
	tcase_add_test(write, has_room_for_the_longest);
	tcase_add_test(write, reads_back_to_the_same);
	tcase_add_test(write, rounds_half_up_on_the_text);
	tcase_add_test(write, leaves_what_is_no_number);
	suite_add_tcase(suite, write);
	tcase_add_test(money, counts_money_in_fen);
	tcase_add_test(money, writes_yuan);
	suite_add_tcase(suite, money);
	return suite;
}
