#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "civplan/path.h"

Suite *path_suite(void);

static char dir[] = "/tmp/civplan-path-XXXXXX";

static void make(const char *name)
{
	FILE *file = fopen(name, "w");

	ck_assert_ptr_nonnull(file);
	ck_assert_int_eq(fclose(file), 0);
}

static void setup(void)
{
	memcpy(dir + strlen(dir) - 6, "XXXXXX", 6);
	ck_assert_ptr_nonnull(mkdtemp(dir));
	ck_assert_int_eq(chdir(dir), 0);
	ck_assert_int_eq(mkdir("sub", 0700), 0);
	make("a.db");
	make("other");
	ck_assert_int_eq(link("a.db", "hard"), 0);
	ck_assert_int_eq(symlink("../a.db", "sub/soft.db"), 0);
	ck_assert_int_eq(symlink("sub", "folder"), 0);
}

static void teardown(void)
{
	static const char *const names[] = {"a.db", "other", "hard", "sub/soft.db", "sub", "folder", "loop"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		(void)remove(names[i]);
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_int_eq(rmdir(dir), 0);
}

START_TEST(one_file_has_many_names)
{
	ck_assert(civ_path_same("a.db", "./sub/../a.db"));
	ck_assert(civ_path_same("a.db", "hard"));
	ck_assert(civ_path_same("a.db", "folder/soft.db"));
	ck_assert(!civ_path_same("a.db", "other"));
	ck_assert(!civ_path_same("a.db", "new"));
}
END_TEST

START_TEST(what_is_not_there_is_known_by_its_folder)
{
	ck_assert(civ_path_same("new", "./new"));
	ck_assert(civ_path_same("sub/new", "folder/new/"));
	ck_assert(!civ_path_same("new", "sub/new"));
	ck_assert(!civ_path_same("new", "newer"));
	ck_assert(civ_path_same("nowhere/new", "nowhere/new"));
	ck_assert(civ_path_is_in("folder/new", "sub"));
	ck_assert(!civ_path_is_in("new", "sub"));
}
END_TEST

START_TEST(a_database_is_four_files_wherever_a_link_leads)
{
	ck_assert(civ_path_is_database("hard", "a.db"));
	ck_assert(civ_path_is_database("a.db-wal", "sub/soft.db"));
	ck_assert(civ_path_is_database("folder/../a.db-journal", "a.db"));
	ck_assert(civ_path_is_database("sub/soft.db-shm", "sub/soft.db"));
	ck_assert(!civ_path_is_database("other", "a.db"));
	ck_assert(!civ_path_is_database("a.db-walrus", "a.db"));
}
END_TEST

START_TEST(links_of_ours_are_followed_and_an_endless_one_is_not)
{
	ck_assert(civ_path_is_trusted("folder/soft.db"));
	ck_assert(civ_path_is_trusted("new"));
	ck_assert_int_eq(symlink("./loop/x", "loop"), 0);
	ck_assert(!civ_path_is_trusted("loop"));
}
END_TEST

Suite *path_suite(void)
{
	Suite *suite = suite_create("path");
	TCase *tests = tcase_create("path");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, one_file_has_many_names);
	tcase_add_test(tests, what_is_not_there_is_known_by_its_folder);
	tcase_add_test(tests, a_database_is_four_files_wherever_a_link_leads);
	tcase_add_test(tests, links_of_ours_are_followed_and_an_endless_one_is_not);
	suite_add_tcase(suite, tests);
	return suite;
}
