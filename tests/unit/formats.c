/* What is seen of the numbers in the cells of workbooks: the number format decides. */
#include <check.h>
#include <string.h>

#include "civplan/book.h"
#include "lib/book/format.h"

Suite *formats_suite(void);

static const struct {
	const char *code, *number, *shown;
	unsigned marks;
} cases[] = {
	{"General", "0.30000000000000004", "0.3", 0},
	{"General", "-0", "0", 0},
	{"General", "1E-7", "0.0000001", 0},
	{"General", "-12.50", "-12.5", 0},
	{"General", "123456789012345", "123456789012345", 0},
	{"General", "999999999999999", "999999999999999", 0},
	{"General", "310105199001012345", "3.10105199001012E+17", 0},
	{"General", "1000000000000000", "1E+15", 0},
	{"General", "seven", "seven", CIV_BOOK_ERROR},
	{"General", "0x10", "0x10", CIV_BOOK_ERROR},
	{"General", "nan", "nan", CIV_BOOK_ERROR},
	{"General", "1e999", "1e999", CIV_BOOK_ERROR},
	{"G/通用格式", "46154", "46154", 0},
	{"[DBNum2][$-804]General", "46154", "46154", 0},
	{"#,##0.00_);[Red](#,##0.00)", "-1234.5", "-1234.5", 0},
	{"0.00E+00", "12000", "12000", 0},
	{"0.0,\"万\"", "12345", "12345", 0},
	{"0%", "0.98499999999999999", "98.5%", 0},
	{"0.00%", "1.1", "110%", 0},
	{"0.00\"%\"", "98.5", "98.5", 0},
	{"0\\%", "98.5", "98.5", 0},
	{"00000", "42", "00042", 0},
	{"\"GZ-\"0000", "42", "GZ-0042", 0},
	{"\\G\\Z0000", "42", "GZ0042", 0},
	{"00000", "4.5", "4.5", 0},
	{"0000\"号\"", "42", "42", 0},
	{"[$¥-804]00", "5", "5", 0},
	{"yyyy/m/d;@", "46154", "2026-05-12", 0},
	{"[$-804]yyyy\"年\"m\"月\"d\"日\";@", "46154.9", "2026-05-12", 0},
	{"yyyy\\-mm\\-dd\\ hh:mm:ss", "46154.712152777778", "2026-05-12 17:05:30", 0},
	{"m/d/yy h:mm AM/PM", "46154.712152777778", "2026-05-12 17:05", 0},
	{"上午/下午h\"时\"mm\"分\"", "0.5", "12:00", 0},
	{"yyyy-mm-dd hh:mm:ss", "46154.999999999", "2026-05-13 00:00:00", 0},
	{"yyyy\"年\"m\"月\"", "46143", "2026-05", 0},
	{"mmm-yy", "46143", "2026-05", 0},
	{"yyyy", "46143", "2026", 0},
	{"m\"月\"d\"日\"", "46154", "2026-05-12", 0},
	{"aaaa", "46154", "2026-05-12", 0},
	{"h:mm", "0.35416666666666669", "08:30", 0},
	{"mm:ss", "3.8194444444444443E-3", "00:05:30", 0},
	{"[h]:mm", "1.5208333333333333", "36:30", 0},
	{"[h]:mm:ss", "1.5208333333333333", "36:30:00", 0},
	{"[mm]:ss", "0.0625", "90:00", 0},
	{"[Blue]0.0", "1.5", "1.5", 0},
	{"[>=100]0;General", "99.5", "99.5", 0},
	{"yyyy-mm-dd", "1", "1900-01-01", 0},
	{"yyyy-mm-dd", "59", "1900-02-28", 0},
	{"yyyy-mm-dd", "60", "60", CIV_BOOK_NO_DAY},
	{"yyyy-mm-dd", "61", "1900-03-01", 0},
	{"yyyy-mm-dd", "0.5", "0.5", CIV_BOOK_NO_DAY},
	{"yyyy-mm-dd", "-1", "-1", CIV_BOOK_NO_DAY},
	{"yyyy-mm-dd", "2958465", "9999-12-31", 0},
	{"yyyy-mm-dd", "2958466", "2958466", CIV_BOOK_NO_DAY},
	{"[h]:mm", "-1", "-1", CIV_BOOK_NO_DAY},
	{"yyyy-mm-dd\"", "46154", "2026-05-12", 0},
	{"[$-804", "46154", "46154", 0},
	{"", "46154", "46154", 0},
};

static void shows(const char *code, const char *number, bool date1904, const char *shown, unsigned marks)
{
	const struct civ_span span = {number, strlen(number)};
	struct civ_format format;
	struct civ_buf out = {0};

	ck_assert(civ_format_read(code, &format));
	ck_assert_msg(civ_format_number(&format, span, date1904, &out) == marks, "marks of %s as %s", number, code);
	ck_assert_msg(strcmp(civ_buf_str(&out), shown) == 0, "%s as %s shows %s, not %s", number, code,
	              civ_buf_str(&out), shown);
	civ_buf_free(&out);
	civ_format_free(&format);
}

START_TEST(numbers_are_seen_as_their_format_says)
{
	shows(cases[_i].code, cases[_i].number, false, cases[_i].shown, cases[_i].marks);
}
END_TEST

START_TEST(days_of_1904_begin_four_years_later)
{
	shows("yyyy-mm-dd", "0", true, "1904-01-01", 0);
	shows("yyyy-mm-dd", "44692", true, "2026-05-12", 0);
	shows("h:mm", "0.5", true, "12:00", 0);
}
END_TEST

static void sees(const char *code, const char *text, const char *shown, unsigned marks)
{
	const struct civ_span span = {text, strlen(text)};
	struct civ_format format;
	struct civ_buf out = {0};

	ck_assert(civ_format_read(code, &format));
	ck_assert_uint_eq(civ_format_moment(&format, span, &out), marks);
	ck_assert_str_eq(civ_buf_str(&out), shown);
	civ_buf_free(&out);
	civ_format_free(&format);
}

START_TEST(moments_in_words_of_iso_are_seen_alike)
{
	sees("General", "2026-05-12T00:00:00", "2026-05-12", 0);
	sees("General", "2026-05-12T17:05:30Z", "2026-05-12 17:05:30", 0);
	sees("yyyy/m/d", "2026-05-12T17:05:30.000", "2026-05-12", 0);
	sees("yyyy/m/d", "12 May", "12 May", CIV_BOOK_NO_DAY);
}
END_TEST

/* The formats that files know by number, with what they show of noon of 2026-05-12. */
START_TEST(builtin_formats_are_those_of_chinese_offices)
{
	static const struct {
		unsigned id;
		const char *shown;
	} known[] = {
		{0, NULL},
		{2, NULL},
		{9, "4615450%"},
		{14, "2026-05-12"},
		{17, "2026-05"},
		{20, "12:00"},
		{22, "2026-05-12 12:00"},
		{27, "2026-05"},
		{31, "2026-05-12"},
		{33, "12:00:00"},
		{46, "1107708:00:00"},
		{49, NULL},
		{57, "2026-05"},
		{58, "2026-05-12"},
		{59, NULL},
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		const char *code = civ_format_builtin(known[i].id);

		ck_assert_msg((code == NULL) == (known[i].shown == NULL), "format %u", known[i].id);
		if (code != NULL)
			shows(code, "46154.5", false, known[i].shown, 0);
	}
}
END_TEST

Suite *formats_suite(void)
{
	Suite *suite = suite_create("formats");
	TCase *tests = tcase_create("formats");

	tcase_add_loop_test(tests, numbers_are_seen_as_their_format_says, 0, (int)(sizeof cases / sizeof cases[0]));
	tcase_add_test(tests, days_of_1904_begin_four_years_later);
	tcase_add_test(tests, moments_in_words_of_iso_are_seen_alike);
	tcase_add_test(tests, builtin_formats_are_those_of_chinese_offices);
	suite_add_tcase(suite, tests);
	return suite;
}
