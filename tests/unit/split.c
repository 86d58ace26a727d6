/* Splits of a cost: they add up to exactly 100, or not. */
#include "lib/risk/split.h"

#include <check.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static struct civ_split read(const char *text, struct civ_buf *plain)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_split split;

	ck_assert_ptr_nonnull(arena);
	civ_split_read((struct civ_span){text, strlen(text)}, arena, &split, plain);
	civ_arena_free(arena);
	return split;
}

static const struct {
	const char *text;
	enum civ_split_fault fault;
	int64_t sum; /* billionths */
	const char *plain;
} splits[] = {
	{"a:100", CIV_SPLIT_GOOD, CIV_SPLIT_WHOLE, "a:100"},
	{"a:0;b:100", CIV_SPLIT_GOOD, CIV_SPLIT_WHOLE, "a:0;b:100"},
	{" a : 10% ；b：90％；", CIV_SPLIT_GOOD, CIV_SPLIT_WHOLE, "a:10;b:90"},
	{"a:99", CIV_SPLIT_GOOD, CIV_SPLIT_WHOLE - CIV_SPLIT_ONE, "a:99"},
	{"a:0.000000001", CIV_SPLIT_GOOD, 1, "a:0.000000001"},
	{"9:30:40;b:60", CIV_SPLIT_GOOD, CIV_SPLIT_WHOLE, "9:30:40;b:60"}, /* a party may have a colon in it */
	{"", CIV_SPLIT_GOOD, 0, NULL},
	{"a", CIV_SPLIT_SHAPE, 0, NULL},
	{":1", CIV_SPLIT_SHAPE, 0, NULL},
	{"a:", CIV_SPLIT_SHAPE, 0, NULL},
	{"a:b", CIV_SPLIT_NUMBER, 0, NULL},
	{"a:-1", CIV_SPLIT_NUMBER, 0, NULL},
	{"a:100.000000001", CIV_SPLIT_NUMBER, 0, NULL},
	{"a:0.0000000001", CIV_SPLIT_NUMBER, 0, NULL},
	{"a:18446744073709551716", CIV_SPLIT_NUMBER, 0, NULL},
	{"a:50;A:50", CIV_SPLIT_TWICE, 0, NULL},
	{"a:50;b:20;a :30", CIV_SPLIT_TWICE, 0, NULL},
};

START_TEST(texts)
{
	struct civ_buf plain = {0};
	struct civ_split split = read(splits[_i].text, &plain);

	ck_assert_int_eq(split.fault, splits[_i].fault);
	ck_assert_int_eq(split.sum, splits[_i].sum);
	if (splits[_i].plain != NULL)
		ck_assert_str_eq(civ_buf_str(&plain), splits[_i].plain);
	civ_buf_free(&plain);
}
END_TEST

/* Cut at random into parts of billionths, and with one of these less. */
START_TEST(parts_of_a_whole)
{
	unsigned seed = 1;

	for (int run = 0; run < 1000; run++) {
		int64_t left = CIV_SPLIT_WHOLE, parts = 1 + (int64_t)(rand_r(&seed) % 20);
		struct civ_buf text = {0}, less = {0};

		for (int64_t i = 0; i < parts; i++) {
			int64_t share = i == parts - 1 ? left : (int64_t)rand_r(&seed) % (left + 1);
			char number[CIV_SPLIT_SIZE];

			civ_split_format(share, number);
			civ_buf_addf(&text, "p%" PRId64 ":%s;", i, number);
			civ_split_format(share - (share > 0 && left == share), number);
			civ_buf_addf(&less, "p%" PRId64 ":%s;", i, number);
			left -= share;
		}
		ck_assert_int_eq(read(civ_buf_str(&text), NULL).sum, CIV_SPLIT_WHOLE);
		ck_assert_int_eq(read(civ_buf_str(&less), NULL).sum, CIV_SPLIT_WHOLE - 1);
		civ_buf_free(&text);
		civ_buf_free(&less);
	}
}
END_TEST

Suite *split_suite(void)
{
	Suite *suite = suite_create("split");
	TCase *tests = tcase_create("split");

	tcase_add_loop_test(tests, texts, 0, sizeof splits / sizeof splits[0]);
	tcase_add_test(tests, parts_of_a_whole);
	suite_add_tcase(suite, tests);
	return suite;
}
