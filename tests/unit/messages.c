#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/messages.h"

Suite *messages_suite(void);

static struct civ_messages *messages;

static void setup(void)
{
	messages = civ_messages_new();
	ck_assert_ptr_nonnull(messages);
}

static void teardown(void)
{
	civ_messages_free(messages);
}

static void expect(enum civ_severity severity, const char *line)
{
	enum civ_severity found;
	const char *text;

	ck_assert(civ_messages_next(messages, &found, &text));
	ck_assert_str_eq(text, line);
	ck_assert_int_eq(found, severity);
}

static void expect_end(void)
{
	enum civ_severity severity;
	const char *text;

	ck_assert(!civ_messages_next(messages, &severity, &text));
}

START_TEST(says_where)
{
	struct civ_position at = {.file = "feed.csv", .line = 17, .field = 5};

	ck_assert_int_eq(civ_error(messages, CIV_REFUSED, &at, "due: '%s' is not a date", "2025-02-30"), CIV_REFUSED);
	at.field = 0;
	(void)civ_error(messages, CIV_REFUSED, &at, "the row has %d cells", 3);
	at.line = 0;
	(void)civ_error(messages, CIV_REFUSED, &at, "is empty");
	at.field = 5;
	(void)civ_error(messages, CIV_REFUSED, &at, "a field needs its line");
	at = (struct civ_position){.file = "--due"};
	(void)civ_error(messages, CIV_USAGE, &at, "'明天' is not a date");
	at = (struct civ_position){.line = 17, .field = 5};
	(void)civ_error(messages, CIV_REFUSED, &at, "no file");
	(void)civ_error(messages, CIV_REFUSED, NULL, "no position");
	ck_assert_uint_eq(civ_messages_errors(messages), 7);
	expect(CIV_SEVERITY_ERROR, "feed.csv:17:5: due: '2025-02-30' is not a date");
	expect(CIV_SEVERITY_ERROR, "feed.csv:17: the row has 3 cells");
	expect(CIV_SEVERITY_ERROR, "feed.csv: is empty");
	expect(CIV_SEVERITY_ERROR, "feed.csv: a field needs its line");
	expect(CIV_SEVERITY_ERROR, "--due: '明天' is not a date");
	expect(CIV_SEVERITY_ERROR, "no file");
	expect(CIV_SEVERITY_ERROR, "no position");
	expect_end();
}
END_TEST

START_TEST(copies_the_position)
{
	char *file = strdup("街道.csv");
	struct civ_position at = {.file = file, .line = UINT64_MAX, .field = 2};

	civ_note(messages, &at, "read");
	memset(file, 'x', strlen(file));
	free(file);
	at.line = 1;
	expect(CIV_SEVERITY_NOTE, "街道.csv:18446744073709551615:2: read");
	expect_end();
}
END_TEST

START_TEST(keeps_the_order_of_all_kinds)
{
	struct civ_position at = {.file = "-", .line = 2};

	civ_note(messages, NULL, "stored 5 rows");
	civ_warn(messages, &at, "no unit");
	(void)civ_error(messages, CIV_REFUSED, NULL, "broken");
	civ_warn(messages, NULL, "late");
	ck_assert_uint_eq(civ_messages_errors(messages), 1);
	expect(CIV_SEVERITY_NOTE, "stored 5 rows");
	expect(CIV_SEVERITY_WARNING, "-:2: warning: no unit");
	expect(CIV_SEVERITY_ERROR, "broken");
	expect(CIV_SEVERITY_WARNING, "warning: late");
	expect_end();
}
END_TEST

static void add_errors(struct civ_messages *to, int count)
{
	for (int i = 0; i < count; i++)
		(void)civ_error(to, CIV_REFUSED, NULL, "row");
}

START_TEST(counts_what_it_does_not_keep)
{
	add_errors(messages, CIV_MESSAGES_KEPT + 31);
	for (int i = 0; i < CIV_MESSAGES_KEPT + 1; i++)
		civ_warn(messages, NULL, "look");
	ck_assert_uint_eq(civ_messages_errors(messages), CIV_MESSAGES_KEPT + 31);
	for (int i = 0; i < CIV_MESSAGES_KEPT; i++)
		expect(CIV_SEVERITY_ERROR, "row");
	for (int i = 0; i < CIV_MESSAGES_KEPT; i++)
		expect(CIV_SEVERITY_WARNING, "warning: look");
	expect(CIV_SEVERITY_ERROR, "... and 31 more errors");
	expect(CIV_SEVERITY_WARNING, "... and 1 more warning");
	expect_end();
	ck_assert_uint_eq(civ_messages_errors(messages), 0);
	add_errors(messages, 1);
	expect(CIV_SEVERITY_ERROR, "row");
	expect_end();
}
END_TEST

START_TEST(says_nothing_of_more_when_all_are_kept)
{
	add_errors(messages, CIV_MESSAGES_KEPT);
	for (int i = 0; i < CIV_MESSAGES_KEPT; i++)
		expect(CIV_SEVERITY_ERROR, "row");
	expect_end();
}
END_TEST

START_TEST(always_says_why_a_run_ended)
{
	struct civ_messages *run = civ_messages_new();

	add_errors(run, CIV_MESSAGES_KEPT + 2);
	(void)civ_error(run, CIV_SYSTEM, NULL, "the disk is full");
	add_errors(messages, CIV_MESSAGES_KEPT);
	civ_messages_move(messages, run);
	ck_assert_uint_eq(civ_messages_errors(messages), 2 * CIV_MESSAGES_KEPT + 3);
	for (int i = 0; i < CIV_MESSAGES_KEPT; i++)
		expect(CIV_SEVERITY_ERROR, "row");
	expect(CIV_SEVERITY_ERROR, "the disk is full");
	expect(CIV_SEVERITY_ERROR, "... and 22 more errors");
	expect_end();
	civ_messages_free(run);
}
END_TEST

START_TEST(moves_and_empties)
{
	struct civ_messages *row = civ_messages_new();
	struct civ_position at = {.file = "-", .line = 3, .field = 1};

	(void)civ_error(messages, CIV_REFUSED, NULL, "first");
	(void)civ_error(row, CIV_REFUSED, &at, "second");
	civ_warn(row, &at, "third");
	civ_messages_move(messages, row);
	ck_assert_uint_eq(civ_messages_errors(row), 0);
	civ_messages_move(messages, row);
	(void)civ_error(row, CIV_REFUSED, &at, "fourth");
	civ_messages_move(messages, row);
	civ_messages_free(row);
	ck_assert_uint_eq(civ_messages_errors(messages), 3);
	expect(CIV_SEVERITY_ERROR, "first");
	expect(CIV_SEVERITY_ERROR, "-:3:1: second");
	expect(CIV_SEVERITY_WARNING, "-:3:1: warning: third");
	expect(CIV_SEVERITY_ERROR, "-:3:1: fourth");
	expect_end();
}
END_TEST

START_TEST(joins_the_reason)
{
	struct civ_position at = {.file = "-", .line = 3, .field = 1};

	ck_assert_str_eq(civ_messages_reason(messages), "");
	(void)civ_error(messages, CIV_REFUSED, &at, "due: '%s' is not a date", "明天");
	civ_warn(messages, &at, "not a reason");
	(void)civ_error(messages, CIV_REFUSED, &at, "unit: is required");
	ck_assert_str_eq(civ_messages_reason(messages), "due: '明天' is not a date; unit: is required");
	ck_assert_uint_eq(civ_messages_errors(messages), 0);
	ck_assert_str_eq(civ_messages_reason(messages), "");
	expect_end();
}
END_TEST

START_TEST(says_out_of_memory_once)
{
	add_errors(messages, 1);
	ck_assert_int_eq(civ_no_memory(messages), CIV_SYSTEM);
	ck_assert_int_eq(civ_no_memory(messages), CIV_SYSTEM);
	ck_assert_uint_eq(civ_messages_errors(messages), 2);
	expect(CIV_SEVERITY_ERROR, "row");
	expect(CIV_SEVERITY_ERROR, "out of memory");
	expect_end();
	(void)civ_no_memory(messages);
	ck_assert_str_eq(civ_messages_reason(messages), "out of memory");
	expect_end();
}
END_TEST

/* A cell may hold what clears the reader's screen. */
START_TEST(spells_out_control_characters)
{
	struct civ_position at = {.file = "a\nb.csv", .line = 1};

	(void)civ_error(messages, CIV_REFUSED, &at, "'%s' \t\r\x7f", "\x1b[2J\n\xc2\x9b" "2J市\xc2\xa0");
	expect(CIV_SEVERITY_ERROR, "a\\nb.csv:1: '\\x1b[2J\\n\\u009b2J市\xc2\xa0' \\t\\r\\x7f");
	(void)civ_error(messages, CIV_REFUSED, &at, "cut \xc2");
	ck_assert_str_eq(civ_messages_reason(messages), "cut \xc2");
}
END_TEST

START_TEST(tells_the_worse_result)
{
	ck_assert_int_eq(civ_worse(CIV_OK, CIV_OK), CIV_OK);
	ck_assert_int_eq(civ_worse(CIV_OK, CIV_FLAGGED), CIV_FLAGGED);
	ck_assert_int_eq(civ_worse(CIV_FLAGGED, CIV_OK), CIV_FLAGGED);
	ck_assert_int_eq(civ_worse(CIV_FLAGGED, CIV_SYSTEM), CIV_SYSTEM);
	ck_assert_int_eq(civ_worse(CIV_REFUSED, CIV_FLAGGED), CIV_REFUSED);
	ck_assert_int_eq(civ_worse(CIV_REFUSED, CIV_SYSTEM), CIV_REFUSED);
	ck_assert_int_eq(civ_worse(CIV_OK, CIV_BUSY), CIV_BUSY);
}
END_TEST

START_TEST(cells_are_called_as_spreadsheets_call_them)
{
	static const struct {
		uint64_t line;
		unsigned field;
		const char *name;
	} cells[] = {
		{17, 3, "C17"},
		{1, 1, "A1"},
		{2, 26, "Z2"},
		{2, 27, "AA2"},
		{2, 702, "ZZ2"},
		{2, 703, "AAA2"},
		{9, 0, "9"},
		{1048576, 16384, "XFD1048576"},
		{UINT64_MAX, UINT32_MAX, "MWLQKWU18446744073709551615"},
	};
	struct civ_position at = {.file = "feed.xlsx", .sheet = "Sheet1", .line = 17, .field = 3};
	enum civ_severity severity;
	const char *text;

	for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
		char name[CIV_CELL_NAME_SIZE];

		civ_cell_name(cells[i].line, cells[i].field, name);
		ck_assert_str_eq(name, cells[i].name);
	}
	civ_error(messages, CIV_REFUSED, &at, "bad");
	at.field = 0;
	civ_error(messages, CIV_REFUSED, &at, "bad");
	at.line = 0;
	civ_error(messages, CIV_REFUSED, &at, "bad");
	ck_assert(civ_messages_next(messages, &severity, &text));
	ck_assert_str_eq(text, "feed.xlsx:Sheet1:C17: bad");
	ck_assert(civ_messages_next(messages, &severity, &text));
	ck_assert_str_eq(text, "feed.xlsx:Sheet1:17: bad");
	ck_assert(civ_messages_next(messages, &severity, &text));
	ck_assert_str_eq(text, "feed.xlsx:Sheet1: bad");
}
END_TEST

Suite *messages_suite(void)
{
	Suite *suite = suite_create("messages");
	TCase *tc = tcase_create("messages");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, says_where);
	tcase_add_test(tc, copies_the_position);
	tcase_add_test(tc, keeps_the_order_of_all_kinds);
	tcase_add_test(tc, counts_what_it_does_not_keep);
	tcase_add_test(tc, says_nothing_of_more_when_all_are_kept);
	tcase_add_test(tc, always_says_why_a_run_ended);
	tcase_add_test(tc, moves_and_empties);
	tcase_add_test(tc, joins_the_reason);
	tcase_add_test(tc, says_out_of_memory_once);
	tcase_add_test(tc, spells_out_control_characters);
	tcase_add_test(tc, cells_are_called_as_spreadsheets_call_them);
	tcase_add_test(tc, tells_the_worse_result);
	suite_add_tcase(suite, tc);
	return suite;
}
