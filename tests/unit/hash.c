#include <check.h>
#include <stdio.h>
#include <string.h>

#include "civplan/hash.h"

Suite *hash_suite(void);

static struct civ_span span(const char *text)
{
	return (struct civ_span){text, strlen(text)};
}

START_TEST(keeps_many_keys_apart)
{
	struct civ_hash *hash = civ_hash_new();
	char key[32];
	int64_t value;

	for (int i = 0; i < 10000; i++) {
		snprintf(key, sizeof key, "单位%d", i);
		ck_assert(civ_hash_put(hash, span(key), i));
	}
	for (int i = 0; i < 10000; i++) {
		snprintf(key, sizeof key, "单位%d", i);
		ck_assert(civ_hash_get(hash, span(key), &value));
		ck_assert_int_eq(value, i);
	}
	ck_assert(!civ_hash_get(hash, span("单位10000"), &value));
	civ_hash_free(hash);
}
END_TEST

START_TEST(replaces_and_takes_the_empty_key)
{
	struct civ_hash *hash = civ_hash_new();
	int64_t value;

	ck_assert(!civ_hash_get(hash, span(""), &value));
	ck_assert(civ_hash_put(hash, span(""), 1));
	ck_assert(civ_hash_put(hash, span(""), 2));
	ck_assert(civ_hash_get(hash, span(""), &value));
	ck_assert_int_eq(value, 2);
	civ_hash_free(hash);
}
END_TEST

Suite *hash_suite(void)
{
	Suite *suite = suite_create("hash");
	TCase *tc = tcase_create("hash");

	tcase_add_test(tc, keeps_many_keys_apart);
	tcase_add_test(tc, replaces_and_takes_the_empty_key);
	suite_add_tcase(suite, tc);
	return suite;
}
