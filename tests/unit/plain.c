/* Questions and choices as other hands write them. */
#include <check.h>
#include <string.h>

#include "lib/poll/plain.h"

Suite *plain_suite(void);

static const struct {
	const char *text, *plain;
	const char *unnumbered; /* NULL: nothing stands before it */
	size_t place;
} texts[] = {
	{"  １．  哪里 最需要？ ", "1.哪里最需要?", "哪里最需要?", 0},
	{"1、满意", "1、满意", "满意", 0},
	{"(2) Good", "(2)good", "good", 0},
	{"【3】一般", "【3】一般", "一般", 0},
	{"第4题 您住在哪里", "第4题您住在哪里", "您住在哪里", 0},
	{"Q12. Where", "q12.where", "where", 0},
	{"Q2 满意吗", "q2满意吗", "满意吗", 0},
	{"Ｂ．广场", "b.广场", "广场", 0},
	{"b", "b", NULL, 2},
	{"Ｃ", "c", NULL, 3},
	{"12", "12", NULL, 12},
	{"0", "0", NULL, 0},
	{"-1", "-1", NULL, 0},
	{"3次以上", "3次以上", NULL, 0},
	{"1.", "1.", NULL, 0},
	{"Q7", "q7", NULL, 0},
	{"其他〖再看看〗", "其他", NULL, 0},
	{"〖x〗", "〖x〗", NULL, 0},
	{"", "", NULL, 0},
};

START_TEST(a_text_is_compared_in_its_plain_form)
{
	struct civ_buf plain = {0};
	struct civ_span rest;
	const char *unnumbered = texts[_i].unnumbered == NULL ? texts[_i].plain : texts[_i].unnumbered;

	civ_plain_make((struct civ_span){texts[_i].text, strlen(texts[_i].text)}, &plain);
	ck_assert_str_eq(civ_buf_str(&plain), texts[_i].plain);
	rest = civ_plain_unnumbered((struct civ_span){plain.data, plain.len});
	ck_assert_uint_eq(rest.len, strlen(unnumbered));
	ck_assert(rest.len == 0 || memcmp(rest.text, unnumbered, rest.len) == 0);
	ck_assert_uint_eq(civ_plain_place((struct civ_span){plain.data, plain.len}), texts[_i].place);
	civ_buf_free(&plain);
}
END_TEST

START_TEST(what_a_site_writes_for_nothing_is_nothing)
{
	static const char *const nothing[] = {"", "  ", "(跳过)", "（空）"};
	static const char *const something[] = {"0", "跳过", "-"};

	for (size_t i = 0; i < sizeof nothing / sizeof nothing[0]; i++)
		ck_assert(civ_plain_is_nothing((struct civ_span){nothing[i], strlen(nothing[i])}));
	for (size_t i = 0; i < sizeof something / sizeof something[0]; i++)
		ck_assert(!civ_plain_is_nothing((struct civ_span){something[i], strlen(something[i])}));
}
END_TEST

Suite *plain_suite(void)
{
	Suite *suite = suite_create("plain");
	TCase *tests = tcase_create("texts");

	tcase_add_loop_test(tests, a_text_is_compared_in_its_plain_form, 0, sizeof texts / sizeof texts[0]);
	tcase_add_test(tests, what_a_site_writes_for_nothing_is_nothing);
	suite_add_tcase(suite, tests);
	return suite;
}
