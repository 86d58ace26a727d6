/* What the ledger's figures are made of: intervals, medians, packed months, likeness of texts. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/command.h"
#include "civplan/schema.h"
#include "lib/count/cell.h"
#include "lib/count/rates.h"
#include "lib/count/statistic.h"
#include "lib/ledger/similar.h"

Suite *ledger_suite(void);

static void expect_wilson(int64_t k, int64_t n, double low, double high)
{
	double a, b;

	civ_wilson(k, n, &a, &b);
	ck_assert_double_eq_tol(a, low, 0.005);
	ck_assert_double_eq_tol(b, high, 0.005);
}

START_TEST(wilson_as_published)
{
	expect_wilson(81, 263, 25.53, 36.62);
	expect_wilson(15, 148, 6.24, 16.05);
	expect_wilson(0, 20, 0, 16.11);
	expect_wilson(1, 29, 0.61, 17.18);
	expect_wilson(20, 20, 83.89, 100);
}
END_TEST

/* Counted with sixty digits: one less the sum of e^-m m^i / i! below k. */
static const struct {
	int64_t k;
	double mean, p;
} tails[] = {
	{12, 5, 0.00545309191301},
	{0, 5, 1},
	{1, 0, 0},
	{0, 0, 1},
	{3, 1, 0.0803013970714},
	{5, 5, 0.559506714934},
	{100, 100, 0.513298798279},
	{200, 100, 9.34315007299e-19},
	{1000, 900, 0.000549902265712},
	{1, 1e-9, 1e-9},
	{2000, 2000, 0.502973548444},
};

START_TEST(poisson_is_exact_for_every_mean)
{
	double p = civ_poisson_tail(tails[_i].k, tails[_i].mean);

	ck_assert_msg(fabs(p - tails[_i].p) <= 1e-9 * tails[_i].p, "P(X >= %d; %g) = %.12g, not %.12g",
	              (int)tails[_i].k, tails[_i].mean, p, tails[_i].p);
}
END_TEST

/* poisson.test(k)$conf.int of R. */
static const struct {
	int64_t k;
	double low, high;
} intervals[] = {
	{0, 0, 3.688879454},
	{1, 0.02531780798, 5.57164339094},
	{5, 1.62348639, 11.66833208},
	{12, 6.200575109, 20.961585048},
	{20, 12.21651959, 30.88837790},
	{140, 117.7705712, 165.2054904},
	{100000, 99381.15266, 100621.74474},
};

START_TEST(intervals_of_counts)
{
	double low, high;

	civ_poisson_interval(intervals[_i].k, &low, &high);
	ck_assert_double_eq_tol(low, intervals[_i].low, 1e-9 * (1 + intervals[_i].low));
	ck_assert_double_eq_tol(high, intervals[_i].high, 1e-9 * (1 + intervals[_i].high));
}
END_TEST

/* poisson.test(c(k, base))$conf.int of R. */
static const struct {
	int64_t k, base;
	double low, high;
} ratios[] = {
	{4, 10, 0.09157116054, 1.38683568760},
	{5, 0, 0.9163558573, INFINITY},
	{0, 10, 0, 2 * 0.2230627748},
	{20, 140, 0.1693216539 / 2, 0.4583107060 / 2},
	{3, 1, 0.1720573056 * 7 / 5, 112.4943487677 * 7 / 5},
	{100000, 200000, 0.4962140130, 0.5038124776},
};

START_TEST(ratios_of_counts)
{
	double low, high;

	civ_poisson_ratio(ratios[_i].k, ratios[_i].base, &low, &high);
	ck_assert_double_eq_tol(low, ratios[_i].low, 1e-8 * (1 + ratios[_i].low));
	if (isinf(ratios[_i].high))
		ck_assert_double_infinite(high);
	else
		ck_assert_double_eq_tol(high, ratios[_i].high, 1e-8 * (1 + ratios[_i].high));
}
END_TEST

/* Poisson: qpois of R; negative binomial with r = 10: qnbinom(p, 10, 0.5). */
static const struct {
	double mean, variance, part;
	int64_t quantile;
} quantiles[] = {
	{10, 10, 0.025, 4}, {10, 10, 0.975, 17}, {10, 20, 0.025, 3},      {10, 20, 0.975, 20},
	{10, 5, 0.975, 17}, {0, 4, 0.975, 0},    {1e5, 1e5, 0.975, 100620}, {0.1, 0.1, 0.975, 1},
};

START_TEST(quantiles_of_counts)
{
	ck_assert_int_eq(civ_count_quantile(quantiles[_i].mean, quantiles[_i].variance, quantiles[_i].part),
	                 quantiles[_i].quantile);
}
END_TEST

START_TEST(kaplan_meier_counts_the_open_ones)
{
	struct civ_spread closed = {NULL, 0}, open = {NULL, 0};
	int64_t days = -1;

	ck_assert(!civ_kaplan_meier_median(&closed, &open, &days));
	/* Freireich's leukaemia trial, the treated group: 9 of 21 relapsed, 12 were censored; the median is 23 weeks.
	 */
	static const int events[] = {6, 6, 6, 7, 10, 13, 16, 22, 23},
			 censored[] = {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35};
	for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
		ck_assert(civ_spread_add(&closed, events[i], 1));
	for (size_t i = 0; i < sizeof censored / sizeof censored[0]; i++)
		ck_assert(civ_spread_add(&open, censored[i], 1));
	ck_assert(civ_kaplan_meier_median(&closed, &open, &days));
	ck_assert_int_eq(days, 23);
	civ_spread_free(&closed);
	civ_spread_free(&open);
}
END_TEST

static void fill_randomly(struct civ_cell *cell)
{
	for (int i = 0; i < 40; i++)
		cell->counts[rand() % CIV_MONTH_DAYS][rand() % CIV_MARKS] += rand() % 3000;
	for (int i = 0; i < 10; i++) {
		ck_assert(civ_spread_add(&cell->closed, rand() % 500, rand() % 200));
		ck_assert(civ_spread_add(&cell->started, rand() % 50, 1 + rand() % 200));
		ck_assert(civ_cell_add_topic(cell, 1 + rand() % 7, 5, rand() % 5));
	}
}

static const unsigned char *bytes_of(const struct civ_buf *buf)
{
	return (const unsigned char *)(buf->data == NULL ? "" : buf->data);
}

START_TEST(a_packed_month_is_the_month)
{
	for (int round = 0; round < 200; round++) {
		struct civ_cell cell = {.topics = NULL}, again = {.topics = NULL};
		struct civ_buf parts[4] = {{0}}, repacked[4] = {{0}};

		fill_randomly(&cell);
		civ_cell_pack(&cell, &parts[0], &parts[1], &parts[2], &parts[3]);
		ck_assert(civ_cell_unpack_days(&again, bytes_of(&parts[0]), parts[0].len));
		ck_assert(civ_spread_unpack(&again.closed, bytes_of(&parts[1]), parts[1].len));
		ck_assert(civ_spread_unpack(&again.started, bytes_of(&parts[2]), parts[2].len));
		ck_assert(civ_cell_unpack_topics(&again, bytes_of(&parts[3]), parts[3].len));
		ck_assert_mem_eq(cell.counts, again.counts, sizeof cell.counts);
		civ_cell_pack(&again, &repacked[0], &repacked[1], &repacked[2], &repacked[3]);
		for (int i = 0; i < 4; i++) {
			ck_assert_uint_eq(parts[i].len, repacked[i].len);
			ck_assert(memcmp(bytes_of(&parts[i]), bytes_of(&repacked[i]), parts[i].len) == 0);
			/* Cut short, it is damaged, and nothing is read beyond its end. */
			if (i == 0 && parts[i].len > 4)
				ck_assert(!civ_cell_unpack_days(&again, bytes_of(&parts[i]), parts[i].len - 1));
			civ_buf_free(&parts[i]);
			civ_buf_free(&repacked[i]);
		}
		civ_cell_free(&cell);
		civ_cell_free(&again);
	}
}
END_TEST

START_TEST(months_are_counted_from_1970)
{
	int32_t day;

	for (int year = 1968; year <= 2030; year++)
		for (int month = 1; month <= 12; month++) {
			ck_assert(civ_date_from_ymd(year, month, 1, &day));
			ck_assert_int_eq(civ_month_of(day), (year - 1970) * 12 + month - 1);
			ck_assert_int_eq(civ_month_of(day + 27), civ_month_of(day));
			ck_assert_int_eq(civ_month_of(day - 1), civ_month_of(day) - 1);
			ck_assert_int_eq(civ_month_first(civ_month_of(day)), day);
		}
}
END_TEST

static struct civ_span span(const char *text)
{
	return (struct civ_span){text, strlen(text)};
}

/* The overlap of two places, every bigram weighing the same. */
static double overlap(const char *a, const char *b, bool *agree, bool *differ)
{
	struct civ_rarity *rarity = civ_rarity_new();
	struct civ_shape one, other;
	double result;

	ck_assert(civ_shape_make(span(a), &one) && civ_shape_make(span(b), &other));
	civ_rarity_weigh(rarity, &one);
	civ_rarity_weigh(rarity, &other);
	result = civ_shape_overlap(rarity, &one, &other);
	*agree = civ_shape_numbers_agree(&one, &other);
	*differ = civ_shape_numbers_differ(&one, &other);
	civ_shape_free(&one);
	civ_shape_free(&other);
	civ_rarity_free(rarity);
	return result;
}

START_TEST(places_are_one_however_they_are_spelt)
{
	static const char *const same[][2] = {
		{"人民路12号", "人民路１２号"},
		{"人民路12号", "人民路十二号"},
		{"人民路 12 号", "人民路12号。"},
		{"人民路103号", "人民路一百零三号"},
		{"人民路20号", "人民路二十号"},
		{"Main St. 5", "MAIN ST 5"},
		{"街道人民路12号门前", "人民路12号"}, {"第２０２室", "第二〇二室"},
	};
	bool agree, differ;

	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
		ck_assert_msg(overlap(same[i][0], same[i][1], &agree, &differ) > 0.99, "%s %s", same[i][0], same[i][1]);
		ck_assert_msg(agree && !differ, "%s %s", same[i][0], same[i][1]);
	}
	ck_assert(overlap("人民路12号", "人民路86号", &agree, &differ) < 0.8);
	ck_assert(differ && !agree);
	ck_assert(overlap("人民公园", "中山广场", &agree, &differ) < 0.01);
	ck_assert(!differ && !agree);
	ck_assert(overlap("", "中山广场", &agree, &differ) < 0);
}
END_TEST

/* ---- to the minute ---- */

static const char due_at_noon[] =
	"INSERT INTO plan (id) VALUES (1); INSERT INTO unit (id, code, name, kind) VALUES (1, 'U', 'U', 'office');"
	"INSERT INTO category (id, code, name) VALUES (1, 'c', 'c');"
	"INSERT INTO issue (id, reported_at, category_id, unit_id, stage, assigned_at, due, due_time) VALUES"
	" (1, '2026-03-02 09:00:00', 1, 1, 'assigned', '2026-03-02 10:00:00', '2026-03-05', '12:00'),"
	" (2, '2026-03-02 09:00:00', 1, 1, 'assigned', '2026-03-02 10:00:00', '2026-03-05', NULL)";

/* What is late of these two at TIME, the clock of the run, as of the day ASOF: in the list, in the summary and by the
 * issues. */
static void expect_late(struct civ_store *store, struct civ_messages *messages, const char *time, const char *asof,
                        int64_t late)
{
	struct civ_rates_options options = {.group_count = 0};
	struct civ_clock clock = {.user = NULL};
	struct civ_arena *arena = civ_arena_new();
	struct civ_issue_figures *figures;
	struct civ_ledger_late all;
	struct civ_records *records;
	size_t count;

	ck_assert(civ_time_parse(time, strlen(time), &clock.now) && civ_date_parse(asof, strlen(asof), &clock.asof));
	ck_assert_int_eq(civ_records_open(store, NULL, &clock, messages, &records), CIV_OK);
	ck_assert_int_eq(civ_ledger_late_in_all(records, 0, &all), CIV_OK);
	ck_assert_int_eq(all.late, late);
	for (int scan = 0; scan < 2; scan++) {
		options.scan = scan != 0;
		ck_assert_int_eq(civ_issue_figures(records, &options, arena, &figures, &count), CIV_OK);
		ck_assert_uint_eq(count, 1);
		ck_assert_int_eq(figures[0].overdue, late);
	}
	civ_records_close(records);
	civ_arena_free(arena);
}

START_TEST(the_minute_decides_today)
{
	char dir[] = "/tmp/civplan-ledger-XXXXXX";
	struct civ_messages *messages = civ_messages_new();
	struct civ_clock clock = {.user = NULL};
	struct civ_buf text = {0};
	struct civ_records *records;
	struct civ_store *store;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	civ_buf_addf(&text, "%s/plan.db", dir);
	ck_assert_int_eq(civ_store_open(civ_buf_str(&text),
	                                &(struct civ_store_options){CIV_STORE_CREATE, CIV_SCHEMA_VERSION, 1}, messages,
	                                &store),
	                 CIV_OK);
	ck_assert_int_eq(civ_store_begin(store), CIV_OK);
	ck_assert_int_eq(civ_schema_create(store, civ_hooks), CIV_OK);
	ck_assert_int_eq(civ_store_exec(store, due_at_noon), CIV_OK);
	ck_assert_int_eq(civ_records_open(store, NULL, &clock, messages, &records), CIV_OK);
	ck_assert_int_eq(civ_summary_rebuild(records), CIV_OK);
	civ_records_close(records);
	expect_late(store, messages, "2026-03-05 12:00:59", "2026-03-05", 0);
	expect_late(store, messages, "2026-03-05 12:01:00", "2026-03-05", 1);
	expect_late(store, messages, "2026-03-05 23:59:59", "2026-03-05", 1);
	expect_late(store, messages, "2026-03-06 00:00:00", "2026-03-06", 2);
	/* Another day stands at its end. */
	expect_late(store, messages, "2026-03-06 08:00:00", "2026-03-05", 1);
	expect_late(store, messages, "2026-03-05 08:00:00", "2026-03-04", 0);
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
	civ_messages_free(messages);
	civ_buf_clear(&text);
	civ_buf_addf(&text, "rm -rf %s", dir);
	ck_assert_int_eq(system(civ_buf_str(&text)), 0);
	civ_buf_free(&text);
}
END_TEST

Suite *ledger_suite(void)
{
	Suite *suite = suite_create("ledger");
	TCase *tests = tcase_create("figures");

	tcase_add_test(tests, wilson_as_published);
	tcase_add_loop_test(tests, poisson_is_exact_for_every_mean, 0, sizeof tails / sizeof tails[0]);
	tcase_add_loop_test(tests, intervals_of_counts, 0, sizeof intervals / sizeof intervals[0]);
	tcase_add_loop_test(tests, ratios_of_counts, 0, sizeof ratios / sizeof ratios[0]);
	tcase_add_loop_test(tests, quantiles_of_counts, 0, sizeof quantiles / sizeof quantiles[0]);
	tcase_add_test(tests, kaplan_meier_counts_the_open_ones);
	tcase_add_test(tests, a_packed_month_is_the_month);
	tcase_add_test(tests, months_are_counted_from_1970);
	tcase_add_test(tests, places_are_one_however_they_are_spelt);
	tcase_add_test(tests, the_minute_decides_today);
	suite_add_tcase(suite, tests);
	return suite;
}
