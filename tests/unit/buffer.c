#include <check.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"

Suite *buffer_suite(void);

START_TEST(starts_empty)
{
	struct civ_buf buf = {0};
	char *text;

	ck_assert_str_eq(civ_buf_str(&buf), "");
	text = civ_buf_take(&buf);
	ck_assert_str_eq(text, "");
	free(text);
	civ_buf_free(&buf);
}
END_TEST

START_TEST(grows_and_keeps_every_byte)
{
	struct civ_buf buf = {0};

	for (int i = 0; i < 10000; i++)
		civ_buf_adds(&buf, "街道");
	civ_buf_addc(&buf, '!');
	ck_assert_uint_eq(buf.len, 60001);
	for (size_t i = 0; i < 60000; i += 6)
		ck_assert_mem_eq(buf.data + i, "街道", 6);
	ck_assert_int_eq(buf.data[60000], '!');
	ck_assert_int_eq(buf.data[60001], '\0');
	civ_buf_free(&buf);
	ck_assert_ptr_null(buf.data);
}
END_TEST

/* The NUL has its place at every length, also where the memory is just full. */
START_TEST(ends_with_nul_at_every_length)
{
	struct civ_buf buf = {0};

	for (size_t len = 0; len < 300; len++) {
		ck_assert_uint_eq(strlen(civ_buf_str(&buf)), len);
		civ_buf_addc(&buf, 'x');
		ck_assert_uint_lt(buf.len, buf.cap);
	}
	civ_buf_free(&buf);
}
END_TEST

START_TEST(keeps_nul_bytes)
{
	struct civ_buf buf = {0};

	civ_buf_add(&buf, "a\0b", 3);
	civ_buf_add(&buf, NULL, 0);
	ck_assert_uint_eq(buf.len, 3);
	ck_assert_mem_eq(buf.data, "a\0b", 4);
	civ_buf_free(&buf);
}
END_TEST

START_TEST(formats_any_length)
{
	struct civ_buf buf = {0};
	char long_text[1001];

	memset(long_text, 'y', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	civ_buf_addf(&buf, "%d:", 7);
	civ_buf_addf(&buf, "%s.", long_text);
	ck_assert_uint_eq(buf.len, 1003);
	ck_assert_mem_eq(buf.data, "7:yyy", 5);
	ck_assert_str_eq(buf.data + 1000, "yy.");
	civ_buf_free(&buf);
}
END_TEST

START_TEST(remembers_a_failure_until_cleared)
{
	struct civ_buf buf = {0};

	civ_buf_adds(&buf, "first");
	civ_buf_add(&buf, "x", SIZE_MAX - 2);
	civ_buf_adds(&buf, "later");
	ck_assert(buf.failed);
	ck_assert_ptr_null(civ_buf_str(&buf));
	civ_buf_clear(&buf);
	ck_assert_str_eq(civ_buf_str(&buf), "");
	civ_buf_adds(&buf, "again");
	ck_assert_str_eq(civ_buf_str(&buf), "again");
	civ_buf_add(&buf, "x", SIZE_MAX - 2);
	ck_assert_ptr_null(civ_buf_take(&buf));
	ck_assert_ptr_null(buf.data);
	ck_assert(!buf.failed);
}
END_TEST

START_TEST(hands_over_and_starts_anew)
{
	struct civ_buf buf = {0};
	char *text;

	civ_buf_adds(&buf, "one");
	text = civ_buf_take(&buf);
	civ_buf_adds(&buf, "two");
	ck_assert_str_eq(text, "one");
	ck_assert_str_eq(civ_buf_str(&buf), "two");
	free(text);
	civ_buf_free(&buf);
}
END_TEST

START_TEST(arena_gives_aligned_zeroes)
{
	struct civ_arena *arena = civ_arena_new();

	for (int round = 0; round < 2; round++) {
		for (size_t len = 0; len < 2000; len += 7) {
			unsigned char *bytes = civ_arena_alloc(arena, len);

			ck_assert_ptr_nonnull(bytes);
			ck_assert_uint_eq((uintptr_t)bytes % alignof(max_align_t), 0);
			for (size_t i = 0; i < len; i++)
				ck_assert_uint_eq(bytes[i], 0);
			memset(bytes, 0xEE, len);
		}
		civ_arena_clear(arena);
	}
	civ_arena_free(arena);
}
END_TEST

START_TEST(arena_copies_stay_apart)
{
	enum { COPIES = 20000 };
	struct civ_arena *arena = civ_arena_new();
	char **copies = calloc(COPIES, sizeof *copies);
	char text[32];

	for (int i = 0; i < COPIES; i++) {
		int len = snprintf(text, sizeof text, "任务%d", i);

		copies[i] = civ_arena_copy(arena, text, (size_t)len);
	}
	for (int i = 0; i < COPIES; i++) {
		snprintf(text, sizeof text, "任务%d", i);
		ck_assert_str_eq(copies[i], text);
	}
	ck_assert_str_eq(civ_arena_copy(arena, NULL, 0), "");
	ck_assert_str_eq(civ_arena_copy(arena, "cut here", 3), "cut");
	free(copies);
	civ_arena_free(arena);
}
END_TEST

START_TEST(arena_reuses_its_memory)
{
	struct civ_arena *arena = civ_arena_new();
	char *first = civ_arena_alloc(arena, 100);
	char *large = civ_arena_alloc(arena, 1000000);

	ck_assert_ptr_nonnull(large);
	for (int round = 0; round < 1000; round++) {
		civ_arena_clear(arena);
		ck_assert_ptr_eq(civ_arena_alloc(arena, 100), first);
		ck_assert_ptr_eq(civ_arena_alloc(arena, 1000000), large);
	}
	civ_arena_free(arena);
	civ_arena_free(NULL);
}
END_TEST

START_TEST(arena_refuses_what_cannot_be)
{
	struct civ_arena *arena = civ_arena_new();

	ck_assert_ptr_null(civ_arena_alloc(arena, SIZE_MAX));
	ck_assert_ptr_null(civ_arena_alloc(arena, SIZE_MAX / 2));
	ck_assert_ptr_null(civ_arena_copy(arena, "x", SIZE_MAX));
	ck_assert_str_eq(civ_arena_copy(arena, "still", 5), "still");
	civ_arena_free(arena);
}
END_TEST

START_TEST(an_array_grows_and_keeps_its_elements)
{
	struct pair { int64_t key; char name; } *pairs = NULL;
	size_t count = 0, room = 0;

	for (int i = 0; i < 1000; i++) {
		ck_assert(CIV_GROW(pairs, count, room));
		ck_assert_uint_gt(room, count);
		pairs[count++] = (struct pair){i, (char)('a' + i % 26)};
	}
	ck_assert_uint_lt(room, 2 * count);
	for (int i = 0; i < 1000; i++) {
		ck_assert_int_eq(pairs[i].key, i);
		ck_assert_int_eq(pairs[i].name, 'a' + i % 26);
	}
	free(pairs);
}
END_TEST

START_TEST(an_array_that_cannot_grow_stays)
{
	int64_t one = 1, *list = &one;
	size_t room = SIZE_MAX / 8;

	ck_assert(!CIV_GROW(list, room, room));
	ck_assert_ptr_eq(list, &one);
	ck_assert_uint_eq(room, SIZE_MAX / 8);
}
END_TEST

Suite *buffer_suite(void)
{
	Suite *suite = suite_create("buffer");
	TCase *array = tcase_create("array");
	TCase *buf = tcase_create("buffer");
	TCase *arena = tcase_create("arena");

	tcase_add_test(buf, starts_empty);
	tcase_add_test(buf, grows_and_keeps_every_byte);
	tcase_add_test(buf, ends_with_nul_at_every_length);
	tcase_add_test(buf, keeps_nul_bytes);
	tcase_add_test(buf, formats_any_length);
	tcase_add_test(buf, remembers_a_failure_until_cleared);
	tcase_add_test(buf, hands_over_and_starts_anew);
	suite_add_tcase(suite, buf);
	tcase_add_test(arena, arena_gives_aligned_zeroes);
	tcase_add_test(arena, arena_copies_stay_apart);
	tcase_add_test(arena, arena_reuses_its_memory);
	tcase_add_test(arena, arena_refuses_what_cannot_be);
	suite_add_tcase(suite, arena);
	tcase_add_test(array, an_array_grows_and_keeps_its_elements);
	tcase_add_test(array, an_array_that_cannot_grow_stays);
	suite_add_tcase(suite, array);
	return suite;
}
