#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "civplan/digest.h"
#include "civplan/folder.h"
#include "civplan/place.h"

Suite *place_suite(void);

static char folder[] = "/tmp/place.XXXXXX";
static struct civ_messages *messages;

static void setup(void)
{
	strcpy(folder, "/tmp/place.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	messages = civ_messages_new();
	ck_assert_ptr_nonnull(messages);
}

static void teardown(void)
{
	struct civ_aside rest = {strdup(folder), open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)};

	civ_messages_free(messages);
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_int_ge(rest.fd, 0);
	civ_aside_drop(&rest);
}

static void put(const char *name, const char *text)
{
	FILE *file = fopen(name, "w");

	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(fputs(text, file), 0);
	ck_assert_int_eq(fclose(file), 0);
}

static void expect(const char *name, const char *text)
{
	char found[32] = "";
	FILE *file = fopen(name, "r");

	if (text == NULL) {
		ck_assert_ptr_null(file);
		return;
	}
	ck_assert_ptr_nonnull(file);
	(void)fread(found, 1, sizeof found - 1, file);
	ck_assert_int_eq(fclose(file), 0);
	ck_assert_str_eq(found, text);
}

START_TEST(what_is_there_is_not_replaced)
{
	put("a", "old");
	put("b", "new");
	ck_assert_int_eq(civ_place_new("b", "a"), EEXIST);
	expect("a", "old");
	ck_assert_int_eq(civ_place_new("b", "c"), 0);
	expect("c", "new");
	expect("b", NULL);
	ck_assert_int_eq(civ_place_new("b", "d"), ENOENT);
}
END_TEST

START_TEST(an_exchange_keeps_the_old_one)
{
	put("to", "old");
	put("from", "new");
	put("kept", "earlier");
	ck_assert_int_eq(civ_place_exchange("from", "to", "kept"), EEXIST);
	expect("to", "old");
	expect("from", "new");
	ck_assert_int_eq(civ_place_exchange("from", "to", "kept.2"), 0);
	expect("to", "new");
	expect("kept.2", "old");
	expect("kept", "earlier");
	expect("from", NULL);
	put("from", "newer");
	ck_assert_int_eq(civ_place_exchange("from", "none", "kept.3"), ENOENT);
	expect("from", "newer");
	expect("kept.3", NULL);
}
END_TEST

START_TEST(a_name_is_free_with_what_belongs_to_it)
{
	char *name;

	put("w.db.replaced", "");
	put("w.db.replaced.2-wal", "");
	ck_assert_int_eq(symlink("nowhere", "w.db.replaced.3"), 0);
	name = civ_name_untaken("w.db", ".replaced");
	ck_assert_str_eq(name, "w.db.replaced.4");
	free(name);
}
END_TEST

START_TEST(only_what_nobody_makes_is_left_over)
{
	struct civ_aside one, two;
	char *first;

	put("w.db.aside-abcdef", "of a killed run");
	put("w.db.aside-abcdef-wal", "its log");
	put("w.db.aside-abcdefg", "somebody's");
	put("v.db.aside-abcdef", "of another file");
	ck_assert_int_eq(civ_aside_file("w.db", messages, &one), CIV_OK);
	expect("w.db.aside-abcdef", NULL);
	expect("w.db.aside-abcdef-wal", NULL);
	expect("w.db.aside-abcdefg", "somebody's");
	expect("v.db.aside-abcdef", "of another file");
	ck_assert_int_eq(civ_aside_file("w.db", messages, &two), CIV_OK);
	first = strdup(one.path);
	expect(first, "");
	civ_aside_drop(&one);
	expect(first, NULL);
	civ_aside_drop(&one);
	civ_aside_drop(&two);
	free(first);
}
END_TEST

START_TEST(a_digest_is_that_of_the_bytes)
{
	char hex[CIV_DIGEST_SIZE];

	put("abc", "abc");
	ck_assert_int_eq(civ_digest_file("abc", true, hex), 0);
	/* FIPS 180-2, appendix B.1. */
	ck_assert_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	ck_assert_int_eq(civ_digest_file("none", false, hex), ENOENT);
	ck_assert_int_eq(civ_digest_file(".", false, hex), EISDIR);
}
END_TEST

START_TEST(a_folder_is_there_whole_or_not)
{
	struct civ_folder *made;
	char *path;

	ck_assert_int_eq(civ_folder_open("out", messages, &made), CIV_OK);
	path = civ_folder_file(made, "a,b.csv");
	put(path, "x\n1\n");
	ck_assert_int_eq(civ_folder_add(made, "a,b.csv", 1), CIV_OK);
	ck_assert_int_eq(access("out", F_OK), -1);
	ck_assert_int_eq(civ_folder_close(made, false), CIV_OK);
	ck_assert_int_eq(access("out", F_OK), -1);
	expect(path, NULL);
	free(path);

	ck_assert_int_eq(civ_folder_open("out", messages, &made), CIV_OK);
	path = civ_folder_file(made, "a,b.csv");
	put(path, "x\n1\n");
	free(path);
	ck_assert_int_eq(civ_folder_add(made, "a,b.csv", 1), CIV_OK);
	ck_assert_int_eq(mkdir("out", 0700), 0);
	put("out/mine", "mine");
	ck_assert_int_eq(civ_folder_close(made, true), CIV_REFUSED);
	expect("out/mine", "mine");
	expect("out/a,b.csv", NULL);
	ck_assert_int_eq(unlink("out/mine"), 0);

	ck_assert_int_eq(civ_folder_open("out/", messages, &made), CIV_OK);
	path = civ_folder_file(made, "a,b.csv");
	put(path, "x\n1\n");
	free(path);
	ck_assert_int_eq(civ_folder_add(made, "a,b.csv", 1), CIV_OK);
	ck_assert_int_eq(civ_folder_close(made, true), CIV_OK);
	ck_assert_int_eq(civ_folder_check("out", messages), CIV_OK);
	put("out/a,b.csv", "x\n2\n");
	ck_assert_int_eq(civ_folder_check("out", messages), CIV_REFUSED);
	ck_assert_int_eq(unlink("out/a,b.csv"), 0);
	ck_assert_int_eq(unlink("out/MANIFEST"), 0);
	ck_assert_int_eq(rmdir("out"), 0);
}
END_TEST

Suite *place_suite(void)
{
	Suite *suite = suite_create("place");
	TCase *tests = tcase_create("place");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, what_is_there_is_not_replaced);
	tcase_add_test(tests, an_exchange_keeps_the_old_one);
	tcase_add_test(tests, a_name_is_free_with_what_belongs_to_it);
	tcase_add_test(tests, only_what_nobody_makes_is_left_over);
	tcase_add_test(tests, a_digest_is_that_of_the_bytes);
	tcase_add_test(tests, a_folder_is_there_whole_or_not);
	suite_add_tcase(suite, tests);
	return suite;
}
