/* Bytes at any place of a source: memory, files, and what is spooled. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "civplan/source.h"

Suite *source_suite(void);

static void look(struct civ_source *source)
{
	char bytes[8];
	uint64_t size;
	size_t got;

	ck_assert_int_eq(civ_source_size(source, &size), CIV_OK);
	ck_assert_uint_eq(size, 10);
	ck_assert_int_eq(civ_source_read_at(source, 7, bytes, 8, &got), CIV_OK);
	ck_assert_mem_eq(bytes, "789", got);
	ck_assert_uint_eq(got, 3);
	ck_assert_int_eq(civ_source_read_at(source, 10, bytes, 8, &got), CIV_OK);
	ck_assert_uint_eq(got, 0);
	ck_assert_int_eq(civ_source_read_at(source, UINT64_MAX, bytes, 8, &got), CIV_OK);
	ck_assert_uint_eq(got, 0);
	ck_assert_int_eq(civ_source_read(source, bytes, 2, &got), CIV_OK);
	ck_assert_mem_eq(bytes, "01", 2);
}

START_TEST(memory_is_read_at_any_place)
{
	struct civ_messages *messages = civ_messages_new();
	struct civ_source *source;

	ck_assert_int_eq(civ_source_memory("feed", "0123456789", 10, messages, &source), CIV_OK);
	look(source);
	civ_source_close(source);
	civ_messages_free(messages);
}
END_TEST

/* Standard input that is a file may stand behind its start: what was read before it is none of the source's. */
START_TEST(file_is_read_from_where_it_stood)
{
	struct civ_messages *messages = civ_messages_new();
	struct civ_source *source;
	int fd = civ_temporary_open();

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, "ab0123456789", 12), 12);
	ck_assert_int_eq(lseek(fd, 2, SEEK_SET), 2);
	ck_assert_int_eq(dup2(fd, STDIN_FILENO), STDIN_FILENO);
	ck_assert_int_eq(civ_source_open("-", messages, &source), CIV_OK);
	look(source);
	civ_source_close(source);
	close(fd);
	civ_messages_free(messages);
}
END_TEST

Suite *source_suite(void)
{
	Suite *suite = suite_create("source");
	TCase *tests = tcase_create("source");

	tcase_add_test(tests, memory_is_read_at_any_place);
	tcase_add_test(tests, file_is_read_from_where_it_stood);
	suite_add_tcase(suite, tests);
	return suite;
}
