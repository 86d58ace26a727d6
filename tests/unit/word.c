/* Lists of choices: what must hold of each, and the words of a cell. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/lists.h"
#include "civplan/milestone.h"
#include "civplan/noun.h"
#include "civplan/output.h"
#include "civplan/progress.h"
#include "civplan/report.h"

static struct civ_span span(const char *text)
{
	return (struct civ_span){text, strlen(text)};
}

/* Whatever is typed for it means this one and no other. */
static void check_word(const char *list, const struct civ_word *words, const struct civ_word *word)
{
	ck_assert_msg(word->en != NULL && word->en[0] != '\0', "%s: %s has no English", list, word->code);
	ck_assert_msg(word->zh != NULL && word->zh[0] != '\0', "%s: %s has no Chinese", list, word->code);
	ck_assert_msg(civ_word_meant(words, span(word->code)) == word, "%s: %s is ambiguous", list, word->code);
	ck_assert_msg(civ_word_meant(words, span(word->en)) == word, "%s: %s is ambiguous", list, word->en);
	ck_assert_msg(civ_word_meant(words, span(word->zh)) == word, "%s: %s is ambiguous", list, word->zh);
	for (const struct civ_word *other = words; other < word; other++)
		ck_assert_msg(word->rank == 0 || other->rank != word->rank, "%s: %s and %s have one rank", list,
		              other->code, word->code);
}

static void check_list(const char *list, const struct civ_word *words)
{
	ck_assert_msg(words != NULL && words->code != NULL, "%s: no choices", list);
	for (const struct civ_word *word = words; word->code != NULL; word++)
		check_word(list, words, word);
}

START_TEST(every_list_of_a_noun_is_whole)
{
	for (size_t n = 0; civ_nouns[n] != NULL; n++)
		for (const struct civ_column *column = civ_nouns[n]->columns; column->name != NULL; column++)
			if (column->type == CIV_ENUM || (column->type == CIV_CODE && column->choices != NULL))
				check_list(column->name, column->choices);
			else
				ck_assert_ptr_null(column->choices);
}
END_TEST

START_TEST(every_shared_list_is_whole)
{
	static const struct civ_word *const lists[] = {
		civ_words_event_stage, civ_words_move,  civ_words_level,         civ_words_limit,
		civ_words_waits_on,    civ_words_outcome, civ_words_milestone_status, civ_words_publication,
		civ_words_severity,    civ_words_by_area, civ_words_by_unit,     civ_words_bool,
	};

	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		check_list("a list", lists[i]);
}
END_TEST

static void check_columns(const struct civ_report *report, const struct civ_report_column *columns)
{
	for (const struct civ_report_column *c = columns; c->name != NULL || c->of != NULL || c->group; c++)
		if (c->of == NULL && c->type == CIV_ENUM)
			check_list(report->name, c->words);
}

START_TEST(every_list_of_a_report_is_whole)
{
	for (size_t i = 0; civ_reports[i] != NULL; i++)
		check_columns(civ_reports[i], civ_reports[i]->columns);
}
END_TEST

START_TEST(an_enum_is_in_the_order_of_its_list)
{
	ck_assert_str_eq(civ_words_task_status[CIV_TASK_PLANNED].code, "planned");
	ck_assert_str_eq(civ_words_task_status[CIV_TASK_CANCELLED].code, "cancelled");
	ck_assert_str_eq(civ_words_milestone_status[CIV_MILESTONE_MET].code, "met");
	ck_assert_str_eq(civ_words_milestone_status[CIV_MILESTONE_OVERDUE].code, "overdue");
	ck_assert_str_eq(civ_words_milestone_status[CIV_MILESTONE_NO_DATA].code, "no_data");
	ck_assert_int_eq(civ_word_place(civ_words_task_status, "stopped"), CIV_TASK_STOPPED);
	ck_assert_int_eq(civ_word_place(civ_words_task_status, "stop"), -1);
	ck_assert_int_eq(civ_word_place(civ_words_task_status, NULL), -1);
	ck_assert_int_eq(civ_word_place(NULL, "stopped"), -1);
}
END_TEST

START_TEST(a_word_is_meant_by_code_and_by_both_languages)
{
	const struct civ_word *word = &civ_words_method[civ_word_place(civ_words_method, "third_party")];

	ck_assert_ptr_eq(civ_word_meant(civ_words_method, span("third_party")), word);
	ck_assert_ptr_eq(civ_word_meant(civ_words_method, span("THIRD-PARTY")), word);
	ck_assert_ptr_eq(civ_word_meant(civ_words_method, span("Third party")), word);
	ck_assert_ptr_eq(civ_word_meant(civ_words_method, span("第三方测评")), word);
	ck_assert_ptr_null(civ_word_meant(civ_words_method, span("third")));
	ck_assert_ptr_null(civ_word_of(civ_words_method, span("Third party")));
}
END_TEST

static void check_inside(const struct civ_word word, const char *wanted)
{
	struct civ_buf text = {0};

	civ_word_add(&word, false, &text);
	ck_assert_str_eq(civ_buf_str(&text), wanted);
	civ_buf_free(&text);
}

START_TEST(within_a_sentence_a_word_begins_small)
{
	check_inside((struct civ_word)CIV_CHOICE("met_late", "Met late", "逾期达成"), "met late");
	check_inside((struct civ_word)CIV_CHOICE("ppp", "PPP", "社会资本"), "PPP");
	check_inside((struct civ_word)CIV_CHOICE("a", "A", "优"), "A");
	check_inside((struct civ_word)CIV_CHOICE("zscore", "Z-score", "标准分法"), "Z-score");
}
END_TEST

START_TEST(cells_are_said_where_headings_are)
{
	static const struct civ_out_column columns[] = {
		{"code", "Code", CIV_KIND_TEXT, "short name"},
		{"status", "Status", CIV_KIND_CHOICE(civ_words_milestone_status), "how it stands"},
		{NULL, NULL, CIV_KIND_TEXT, NULL},
	};
	static const char *const cells[] = {"met_late", "met_late;no_data", "met_late;late", "anything", ""};
	char path[] = "/tmp/civplan-words-XXXXXX";
	struct civ_out_options options = {.format = CIV_FORMAT_CSV, .labels = true, .path = path};
	struct civ_messages *messages = civ_messages_new();
	struct civ_out *out;
	char printed[200] = "";
	FILE *file;

	ck_assert_ptr_nonnull(mkdtemp(path));
	ck_assert_int_eq(remove(path), 0);
	ck_assert_int_eq(civ_out_open(&options, columns, 2, messages, &out), CIV_OK);
	for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
		civ_out_string(out, "met_late");
		civ_out_string(out, cells[i]);
		ck_assert_int_eq(civ_out_row(out), CIV_OK);
	}
	ck_assert_int_eq(civ_out_close(out, true), CIV_OK);
	file = fopen(path, "r");
	ck_assert_ptr_nonnull(file);
	ck_assert_uint_gt(fread(printed, 1, sizeof printed - 1, file), 0);
	fclose(file);
	remove(path);
	ck_assert_str_eq(printed, "Code,Status\nmet_late,Met late\nmet_late,Met late;No data\n"
	                          "met_late,met_late;late\nmet_late,anything\nmet_late,\n");
	civ_messages_free(messages);
}
END_TEST

Suite *word_suite(void);
Suite *word_suite(void)
{
	Suite *suite = suite_create("word");
	TCase *tests = tcase_create("word");

	tcase_add_test(tests, every_list_of_a_noun_is_whole);
	tcase_add_test(tests, every_shared_list_is_whole);
	tcase_add_test(tests, every_list_of_a_report_is_whole);
	tcase_add_test(tests, an_enum_is_in_the_order_of_its_list);
	tcase_add_test(tests, a_word_is_meant_by_code_and_by_both_languages);
	tcase_add_test(tests, within_a_sentence_a_word_begins_small);
	tcase_add_test(tests, cells_are_said_where_headings_are);
	suite_add_tcase(suite, tests);
	return suite;
}
