#include <check.h>
#include <string.h>

#include "civplan/library.h"

Suite *library_suite(void);

/* Stand for what the header of a library says. */
int strverscmp(const char *a, const char *b);
long atol(const char *text);

#define CALLS(X) X(strverscmp) X(atol)

struct calls { CALLS(CIV_LIBRARY_MEMBER) };
static const char *const names[] = {CALLS(CIV_LIBRARY_NAME) NULL};

START_TEST(test_functions_are_those_of_the_table)
{
	const struct civ_library libc = {"libc.so.6", "libc6", names};
	struct civ_messages *messages = civ_messages_new();
	struct calls calls;
	void *handle;

	ck_assert_int_eq(civ_library_load(&libc, &calls, messages, &handle), CIV_OK);
	ck_assert_int_eq((int)calls.atol("42"), 42);
	ck_assert_int_lt(calls.strverscmp("a9", "a10"), 0);
	civ_library_close(handle);
	civ_messages_free(messages);
}
END_TEST

static void refused(const struct civ_library *library, const char *says)
{
	struct civ_messages *messages = civ_messages_new();
	enum civ_severity severity;
	const char *text;
	void *handle = messages, *calls[2];

	ck_assert_int_eq(civ_library_load(library, calls, messages, &handle), CIV_SYSTEM);
	ck_assert_ptr_null(handle);
	ck_assert(civ_messages_next(messages, &severity, &text));
	ck_assert_ptr_nonnull(strstr(text, says));
	civ_library_close(handle);
	civ_messages_free(messages);
}

START_TEST(test_missing_library_names_its_package)
{
	const struct civ_library none = {"libnone-of-ours.so.7", "libnone7", names};

	refused(&none, "install the package libnone7");
}
END_TEST

START_TEST(test_missing_function_is_told)
{
	static const char *const other[] = {"atol", "no_such_function", NULL};
	const struct civ_library libc = {"libc.so.6", "libc6", other};

	refused(&libc, "has no function no_such_function");
}
END_TEST

Suite *library_suite(void)
{
	Suite *suite = suite_create("library");
	TCase *all = tcase_create("load");

	tcase_add_test(all, test_functions_are_those_of_the_table);
	tcase_add_test(all, test_missing_library_names_its_package);
	tcase_add_test(all, test_missing_function_is_told);
	suite_add_tcase(suite, all);
	return suite;
}
