/* Working days over a small calendar: the National Day of 2024 and the turn of 2022 to 2023. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/calendar.h"
#include "civplan/date.h"
#include "civplan/record.h"
#include "civplan/schema.h"

Suite *calendar_suite(void);

static struct civ_messages *messages;
static struct civ_store *store;
static struct civ_calendar *calendar;
static char dir[] = "/tmp/civplan-calendar-XXXXXX";

static const char days[] =
	"INSERT INTO holiday (date, kind) VALUES ('2024-10-01','off'),('2024-10-02','off'),('2024-10-03','off'),"
	"('2024-10-04','off'),('2024-10-05','off'),('2024-10-06','off'),('2024-10-07','off'),('2024-09-29','work'),"
	"('2024-10-12','work'),('2022-01-01','off'),('2022-01-02','off'),('2022-01-03','off'),('2022-05-01','off'),"
	"('2022-05-02','off'),('2022-05-03','off'),('2022-12-31','off'),('2023-01-01','off'),('2023-01-02','off'),"
	"('2023-05-01','off'),('2023-05-02','off'),('2023-05-03','off'),('2023-06-22','off'),('2023-06-23','off'),"
	"('2025-01-01','off')";

static void open_calendar(void)
{
	struct civ_buf path = {0};

	strcpy(strrchr(dir, '-') + 1, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	messages = civ_messages_new();
	civ_buf_addf(&path, "%s/plan.db", dir);
	ck_assert_int_eq(civ_store_open(civ_buf_str(&path),
	                                &(struct civ_store_options){CIV_STORE_CREATE, CIV_SCHEMA_VERSION, 1}, messages,
	                                &store),
	                 CIV_OK);
	ck_assert_int_eq(civ_store_begin(store), CIV_OK);
	ck_assert_int_eq(civ_schema_create(store, NULL), CIV_OK);
	ck_assert_int_eq(civ_store_exec(store, days), CIV_OK);
	ck_assert_int_eq(civ_calendar_open(store, &calendar), CIV_OK);
	civ_buf_free(&path);
}

static void close_calendar(void)
{
	struct civ_buf remove = {0};

	civ_calendar_close(calendar);
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
	civ_messages_free(messages);
	civ_buf_addf(&remove, "rm -rf %s", dir);
	ck_assert_int_eq(system(civ_buf_str(&remove)), 0);
	civ_buf_free(&remove);
}

static int32_t day(const char *text)
{
	int32_t value = 0;

	ck_assert(civ_date_parse(text, strlen(text), &value));
	return value;
}

static const struct {
	const char *from;
	int n;
	const char *to;
} sums[] = {
	{"2024-09-30", 5, "2024-10-12"}, /* a worked Saturday */
	{"2022-12-30", 1, "2023-01-03"},
	{"2024-10-12", -5, "2024-09-30"},
	{"2024-10-03", 0, "2024-10-03"},
	{"2024-09-27", 1, "2024-09-29"}, /* a worked Sunday */
};

START_TEST(adds_working_days)
{
	ck_assert_int_eq(civ_calendar_add(calendar, day(sums[_i].from), sums[_i].n), day(sums[_i].to));
}
END_TEST

START_TEST(counts_the_days_behind_the_first)
{
	ck_assert_int_eq(civ_calendar_count(calendar, day("2024-09-30"), day("2024-10-12")), 5);
	ck_assert_int_eq(civ_calendar_count(calendar, day("2024-10-12"), day("2024-09-30")), 0);
	ck_assert_int_eq(civ_calendar_count(calendar, day("2024-10-01"), day("2024-10-01")), 0);
}
END_TEST

START_TEST(moves_a_rest_day_on)
{
	ck_assert_int_eq(civ_calendar_next(calendar, day("2024-10-01")), day("2024-10-08"));
	ck_assert_int_eq(civ_calendar_next(calendar, day("2024-10-12")), day("2024-10-12"));
}
END_TEST

START_TEST(knows_what_it_does_not_know)
{
	ck_assert(civ_calendar_knows(calendar, day("2024-01-01"), day("2024-12-31")));
	ck_assert(civ_calendar_knows(calendar, day("2023-03-01"), day("2022-03-01")));
	/* 2025 lists a single day off: not enough to be a calendar. */
	ck_assert(!civ_calendar_knows(calendar, day("2024-12-30"), day("2025-01-02")));
	ck_assert(!civ_calendar_knows(calendar, day("2019-01-01"), day("2019-01-02")));
}
END_TEST

START_TEST(asks_only_for_years_that_are_counted)
{
	/* 2021 and 2025 are not known; the day from which is counted does not count itself. */
	ck_assert(civ_calendar_knows(calendar, day("2021-12-31"), day("2022-01-31")));
	ck_assert(!civ_calendar_knows(calendar, day("2021-12-30"), day("2022-01-31")));
	ck_assert(civ_calendar_knows(calendar, day("2025-01-01"), day("2024-12-02")));
	ck_assert(!civ_calendar_knows(calendar, day("2025-01-02"), day("2024-12-02")));
	ck_assert(civ_calendar_knows(calendar, day("2021-06-01"), day("2021-06-01")));
}
END_TEST

/* A holiday of the year 0 passes SQLite's idea of a date, and lies outside of every span. */
START_TEST(refuses_a_date_that_is_none)
{
	struct civ_calendar *bad = NULL;

	ck_assert_int_eq(
		civ_store_exec(store,
	                       "INSERT INTO holiday (date, kind) VALUES ('0000-01-01','off'),('9999-12-31','off')"),
		CIV_OK);
	ck_assert_int_eq(civ_calendar_open(store, &bad), CIV_SYSTEM);
	ck_assert_ptr_null(bad);
}
END_TEST

Suite *calendar_suite(void)
{
	Suite *suite = suite_create("calendar");
	TCase *tc = tcase_create("calendar");

	tcase_add_checked_fixture(tc, open_calendar, close_calendar);
	tcase_add_loop_test(tc, adds_working_days, 0, (int)(sizeof sums / sizeof sums[0]));
	tcase_add_test(tc, counts_the_days_behind_the_first);
	tcase_add_test(tc, moves_a_rest_day_on);
	tcase_add_test(tc, knows_what_it_does_not_know);
	tcase_add_test(tc, asks_only_for_years_that_are_counted);
	tcase_add_test(tc, refuses_a_date_that_is_none);
	suite_add_tcase(suite, tc);
	return suite;
}
