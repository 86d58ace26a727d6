#include <math.h>
#include <stdint.h>

#include "tests/unit/rows.h"

Suite *output_suite(void);

static void assert_one(enum civ_format format, const char *text, const char *expected)
{
	write_one((struct civ_out_options){.format = format, .no_header = true}, text, strlen(text));
	assert_file(expected);
}

START_TEST(csv_is_quoted_as_little_as_can_be)
{
	struct civ_out *out = opened((struct civ_out_options){0});

	row(out, "A1", "文明城市", 2.5, true);
	row(out, "A,1", "said \"好\"", 0.1, false);
	row(out, " x ", "a;b\t'c'", -0.0, false);
	row(out, "two\nlines", "cr\rhere", 1e20, true);
	row(out, NULL, "", NAN, true);
	closed(out);
	assert_file("code,name,weight,met\n"
	            "A1,文明城市,2.5,yes\n"
	            "\"A,1\",\"said \"\"好\"\"\",0.1,no\n"
	            " x ,a;b\t'c',0,no\n"
	            "\"two\nlines\",\"cr\rhere\",100000000000000000000,yes\n"
	            ",,,yes\n");
}
END_TEST

START_TEST(csv_finds_a_comma_at_any_place)
{
	for (size_t len = 1; len < 40; len++)
		for (size_t at = 0; at < len; at++) {
			char text[41], expected[45];

			memset(text, 0xAC, len); /* a comma with the highest bit set is none */
			text[len] = '\0';
			snprintf(expected, sizeof expected, "%s\n", text);
			assert_one(CIV_FORMAT_CSV, text, expected);
			text[at] = ',';
			snprintf(expected, sizeof expected, "\"%s\"\n", text);
			assert_one(CIV_FORMAT_CSV, text, expected);
		}
}
END_TEST

START_TEST(a_single_empty_cell_is_seen)
{
	assert_one(CIV_FORMAT_CSV, "", "\"\"\n");
	assert_one(CIV_FORMAT_CSV, "\"", "\"\"\"\"\n");
	write_one((struct civ_out_options){.no_header = true}, "a\0b", 3);
	assert_file_len("a", 4);
}
END_TEST

START_TEST(numbers_are_plain)
{
	struct civ_out *out = opened((struct civ_out_options){.no_header = true});

	civ_out_int(out, INT64_MIN);
	civ_out_int(out, INT64_MAX);
	civ_out_int(out, 0);
	civ_out_int(out, -7);
	ck_assert_int_eq(civ_out_row(out), CIV_OK);
	civ_out_rounded(out, 2.675, 2);
	civ_out_rounded(out, 2.5, 0);
	civ_out_rounded(out, 12.3, 4);
	civ_out_rounded(out, (double)INFINITY, 2);
	ck_assert_int_eq(civ_out_row(out), CIV_OK);
	ck_assert_uint_eq(civ_out_rows(out), 2);
	closed(out);
	assert_file("-9223372036854775808,9223372036854775807,0,-7\n2.68,3,12.3,\n");
}
END_TEST

START_TEST(tsv_keeps_a_row_on_its_line)
{
	struct civ_out *out = opened((struct civ_out_options){.format = CIV_FORMAT_TSV});

	row(out, "a\tb", "一\n二\r三\\四,\"", 1, true);
	closed(out);
	assert_file("code\tname\tweight\tmet\na\\tb\t一\\n二\\r三\\\\四,\"\t1\tyes\n");
}
END_TEST

START_TEST(json_is_typed)
{
	struct civ_out *out = opened((struct civ_out_options){.format = CIV_FORMAT_JSON});

	row(out, "007", "引\"号\\\n\t\x01\x7F", 2.5, true);
	row(out, "", NULL, NAN, false);
	civ_out_int(out, 12);
	civ_out_null(out);
	civ_out_string(out, "-0.50");
	civ_out_null(out);
	ck_assert_int_eq(civ_out_row(out), CIV_OK);
	closed(out);
	assert_file("{\"code\":\"007\",\"name\":\"引\\\"号\\\\\\n\\t\\u0001\x7F\",\"weight\":2.5,\"met\":true}\n"
	            "{\"code\":null,\"name\":null,\"weight\":null,\"met\":false}\n"
	            "{\"code\":\"12\",\"name\":null,\"weight\":-0.50,\"met\":null}\n");
}
END_TEST

START_TEST(json_has_no_false_number)
{
	static const char *const strings[] = {"007", "-", ".5", "1.", "+1", "1e5", "1.2.3", "12 ", "NaN", "-01", "１"};

	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
		struct civ_out *out = opened((struct civ_out_options){.format = CIV_FORMAT_JSON, .columns = "weight"});
		char expected[64];

		civ_out_null(out);
		civ_out_null(out);
		civ_out_string(out, strings[i]);
		civ_out_null(out);
		ck_assert_int_eq(civ_out_row(out), CIV_OK);
		closed(out);
		snprintf(expected, sizeof expected, "{\"weight\":\"%s\"}\n", strings[i]);
		assert_file(expected);
	}
}
END_TEST

START_TEST(json_is_utf8_whatever_comes)
{
	assert_one(CIV_FORMAT_JSON, "a\xFF\xE6\x96", "{\"code\":\"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"}\n");
	assert_one(CIV_FORMAT_JSON, "\xE6\x96\x87\"\x80", "{\"code\":\"文\\\"\xEF\xBF\xBD\"}\n");
	write_one((struct civ_out_options){.format = CIV_FORMAT_JSON}, "a\0b", 3);
	assert_file("{\"code\":\"a\\u0000b\"}\n");
}
END_TEST

START_TEST(table_is_aligned)
{
	struct civ_out *out = opened((struct civ_out_options){.format = CIV_FORMAT_TABLE});

	row(out, "A1", "文明城市", 2.5, true);
	row(out, "A100", "a", 100, false);
	row(out, NULL, "e\xCC\x81", NAN, true);
	civ_out_string(out, "Z");
	for (int i = 1; i < COLUMNS; i++)
		civ_out_null(out);
	ck_assert_int_eq(civ_out_row(out), CIV_OK);
	closed(out);
	assert_file("code  name      weight  met\n"
	            "----  --------  ------  ---\n"
	            "A1    文明城市     2.5  yes\n"
	            "A100  a            100  no\n"
	            "      e\xCC\x81                 yes\n"
	            "Z\n");
}
END_TEST

START_TEST(table_shows_what_would_act)
{
	assert_one(CIV_FORMAT_TABLE, "一\n二\t\r\x1b[31m\x7F", "一\\n二\\t\\r\\x1b[31m\\x7f\n");
	assert_one(CIV_FORMAT_TABLE, "\xC2\x9B" "2J\xFF.", "\\x9b2J\\xff.\n");
	assert_one(CIV_FORMAT_TABLE, "", "\n");
}
END_TEST

/* ROWS short ones, then a wide one: does it count? */
static bool wide_row_counts(int rows, bool no_header)
{
	struct civ_out *out = opened((struct civ_out_options){
		.format = CIV_FORMAT_TABLE, .columns = "code,name", .no_header = no_header});
	struct civ_buf bytes = {0};
	bool counts;

	for (int i = 0; i < rows; i++)
		row(out, "a", "b", 1, true);
	row(out, "wide one", "b", 1, true);
	row(out, "a", "last", 1, true);
	closed(out);
	read_fd(open(path, O_RDONLY), &bytes);
	counts = strstr(civ_buf_str(&bytes), "\na         b\nwide one  b\na         last\n") != NULL;
	if (!counts)
		ck_assert_ptr_nonnull(strstr(civ_buf_str(&bytes), no_header ? "a  b\nwide one  b\na  last\n"
		                                                            : "a     b\nwide one  b\na     last\n"));
	civ_buf_free(&bytes);
	return counts;
}

START_TEST(table_widths_come_from_a_thousand_rows)
{
	ck_assert(wide_row_counts(999, false));
	ck_assert(!wide_row_counts(1000, false));
	ck_assert(wide_row_counts(999, true));
	ck_assert(!wide_row_counts(1000, true));
}
END_TEST

START_TEST(table_holds_no_more_than_memory_allows)
{
	struct civ_out *out = opened((struct civ_out_options){.format = CIV_FORMAT_TABLE, .columns = "code,name"});
	size_t len = 3 << 20;
	char *big = malloc(len + 1);
	struct civ_buf bytes = {0};

	ck_assert_ptr_nonnull(big);
	memset(big, 'x', len);
	big[len] = '\0';
	row(out, "a", big, 1, true);
	row(out, "a", big, 1, true);
	row(out, "too late", "b", 1, true);
	closed(out);
	read_fd(open(path, O_RDONLY), &bytes);
	ck_assert_uint_eq(bytes.len, strlen("code  name\n") + 3 * (strlen("code  \n") + len) + strlen("too late  b\n"));
	civ_buf_free(&bytes);
	free(big);
}
END_TEST

START_TEST(columns_are_chosen_and_named)
{
	struct civ_out *out = opened((struct civ_out_options){.columns = "met, code", .labels = true});

	ck_assert(civ_out_wants(out, 0));
	ck_assert(!civ_out_wants(out, 1));
	ck_assert(!civ_out_wants(out, 2));
	ck_assert(civ_out_wants(out, 3));
	ck_assert(!civ_out_wants(out, COLUMNS));
	row(out, "A", "unseen", 1, true);
	row(out, "B", "unseen", 1, false);
	closed(out);
	assert_file("达标,编号\nyes,A\nno,B\n");
	out = opened((struct civ_out_options){.columns = "weight", .labels = true});
	closed(out);
	assert_file("weight\n");
}
END_TEST

static void assert_usage(struct civ_out_options options, const char *message)
{
	struct civ_out *out;

	options.path = path;
	ck_assert_int_eq(civ_out_open(&options, columns, COLUMNS, messages, &out), CIV_USAGE);
	ck_assert_ptr_null(out);
	assert_message(message);
	ck_assert_int_ne(access(path, F_OK), 0);
}

START_TEST(a_wrong_choice_is_named)
{
	assert_usage((struct civ_out_options){.columns = "code,wieght"},
	             "--columns: no column 'wieght'; there are: code, name, weight, met");
	assert_usage((struct civ_out_options){.columns = "code,"},
	             "--columns: no column ''; there are: code, name, weight, met");
	assert_usage((struct civ_out_options){.columns = ""},
	             "--columns: no column ''; there are: code, name, weight, met");
	assert_usage((struct civ_out_options){.columns = "met,code,met"}, "--columns: column 'met' is named twice");
	assert_usage((struct civ_out_options){.excel = true, .format = CIV_FORMAT_JSON},
	             "--excel: a spreadsheet opens csv and tsv, not json");
	assert_usage((struct civ_out_options){.excel = true, .format = CIV_FORMAT_TABLE},
	             "--excel: a spreadsheet opens csv and tsv, not a table");
}
END_TEST

START_TEST(a_row_of_another_length_is_refused)
{
	struct civ_out *out = opened((struct civ_out_options){.no_header = true});

	civ_out_string(out, "short");
	ck_assert_int_eq(civ_out_row(out), CIV_SYSTEM);
	assert_message("a row of 1 cells for 4 columns");
	for (int i = 0; i < 5; i++)
		civ_out_string(out, "long");
	ck_assert_int_eq(civ_out_row(out), CIV_SYSTEM);
	assert_message("a row of 5 cells for 4 columns");
	row(out, "a", "b", 1, true);
	closed(out);
	assert_file("a,b,1,yes\n");
}
END_TEST

START_TEST(excel_runs_and_cuts_nothing)
{
	struct civ_out *out = opened((struct civ_out_options){.excel = true});

	row(out, "202501010000000123", "=1+1", -5, true);
	row(out, "007", "-1,\"a\"", 123456789012.0, true);
	row(out, "A1", "说明\n2", 1, false);
	closed(out);
	assert_file("\xEF\xBB\xBF" "code,name,weight,met\r\n"
	            "'202501010000000123,'=1+1,-5,yes\r\n"
	            "'007,\"'-1,\"\"a\"\"\",123456789012,yes\r\n"
	            "A1,\"说明\n2\",1,no\r\n");
	write_one((struct civ_out_options){.excel = true, .format = CIV_FORMAT_TSV}, "\t@", 2);
	assert_file("\xEF\xBB\xBF" "code\r\n'\\t@\r\n");
}
END_TEST

START_TEST(excel_guards_exactly_these)
{
	static const char *const guarded[] = {
		"=1", "+86", "-", "@x", "\tx", "\rx", "123456789012", "1234567.89012", "00", "007", "01.5", "1E5",
		"2e-3",
		"2.02E+16", "1.10", "85.0", "0123456789012", "12.", "5.E3", "\n=1", "＝1", "＋86", "－", "＠x",
	};
	static const char *const plain[] = {
		"", "a", "0", "1", "10", "0.5", ".5", "1.1", "12345678901", "1E", "E5", "1E+", "1E5x", "1.2.3",
		"1.2.30", "007a",
		"2025-03-05", "2025-03-05 09:00:00", " =1", "'=1", "１２３４５６７８９０１２", ".",
		"12 345678901234", "电=1",
	};

	for (size_t i = 0; i < sizeof guarded / sizeof *guarded; i++)
		ck_assert_msg(civ_excel_guards(guarded[i], strlen(guarded[i])), "%s", guarded[i]);
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		ck_assert_msg(!civ_excel_guards(plain[i], strlen(plain[i])), "%s", plain[i]);
	ck_assert(!civ_excel_guards("1E5", 2));
	ck_assert(!civ_excel_guards("007", 1));
}
END_TEST

START_TEST(no_row_is_still_a_header)
{
	closed(opened((struct civ_out_options){.format = CIV_FORMAT_CSV}));
	assert_file("code,name,weight,met\n");
	closed(opened((struct civ_out_options){.format = CIV_FORMAT_TABLE}));
	assert_file("code  name  weight  met\n----  ----  ------  ---\n");
	closed(opened((struct civ_out_options){.format = CIV_FORMAT_JSON}));
	assert_file("");
	closed(opened((struct civ_out_options){.format = CIV_FORMAT_TABLE, .no_header = true}));
	assert_file("");
}
END_TEST

START_TEST(quiet_when_empty_is_quite_empty)
{
	struct civ_out *out = opened((struct civ_out_options){.excel = true});

	civ_out_quiet_when_empty(out);
	closed(out);
	assert_file("");
	out = opened((struct civ_out_options){.format = CIV_FORMAT_TSV});
	civ_out_quiet_when_empty(out);
	row(out, "a", "b", 1, true);
	closed(out);
	assert_file("code\tname\tweight\tmet\na\tb\t1\tyes\n");
}
END_TEST

Suite *output_suite(void)
{
	Suite *suite = suite_create("output");
	TCase *tests = tcase_create("output");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, csv_is_quoted_as_little_as_can_be);
	tcase_add_test(tests, csv_finds_a_comma_at_any_place);
	tcase_add_test(tests, a_single_empty_cell_is_seen);
	tcase_add_test(tests, numbers_are_plain);
	tcase_add_test(tests, tsv_keeps_a_row_on_its_line);
	tcase_add_test(tests, json_is_typed);
	tcase_add_test(tests, json_has_no_false_number);
	tcase_add_test(tests, json_is_utf8_whatever_comes);
	tcase_add_test(tests, table_is_aligned);
	tcase_add_test(tests, table_shows_what_would_act);
	tcase_add_test(tests, table_widths_come_from_a_thousand_rows);
	tcase_add_test(tests, table_holds_no_more_than_memory_allows);
	tcase_add_test(tests, columns_are_chosen_and_named);
	tcase_add_test(tests, a_wrong_choice_is_named);
	tcase_add_test(tests, a_row_of_another_length_is_refused);
	tcase_add_test(tests, excel_runs_and_cuts_nothing);
	tcase_add_test(tests, excel_guards_exactly_these);
	tcase_add_test(tests, no_row_is_still_a_header);
	tcase_add_test(tests, quiet_when_empty_is_quite_empty);
	suite_add_tcase(suite, tests);
	return suite;
}
