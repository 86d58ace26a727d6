#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "lib/milestone/judge.h"

Suite *milestone_suite(void);

static int32_t day(const char *text)
{
	int32_t value = 0;

	ck_assert(civ_date_parse(text, strlen(text), &value));
	return value;
}

static bool parse(const char *text, struct civ_arena *arena, struct civ_criterion *criterion, const char **why)
{
	return civ_criterion_parse((struct civ_span){text, strlen(text)}, arena, criterion, why);
}

START_TEST(parses_terms)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_criterion criterion;
	const char *why;

	ck_assert(parse("rectification_rate >= 95 and slow_units_notified=slow_units_found", arena, &criterion, &why));
	ck_assert_uint_eq(criterion.count, 2);
	ck_assert_int_eq(criterion.terms[0].comparison, CIV_GE);
	ck_assert_double_eq(criterion.terms[0].number, 95);
	ck_assert_uint_eq(criterion.terms[0].other.len, 0);
	ck_assert_int_eq(criterion.terms[1].comparison, CIV_EQ);
	ck_assert_uint_eq(criterion.terms[1].other.len, strlen("slow_units_found"));
	civ_arena_free(arena);
}
END_TEST

static void check_side(struct civ_span side, const char *expected)
{
	ck_assert_uint_eq(side.len, strlen(expected));
	ck_assert_int_eq(memcmp(side.text, expected, side.len), 0);
}

START_TEST(parses_expressions)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_criterion criterion;
	const char *why;

	ck_assert(parse("fund.arrived(kind=budget, year=2024) >= 0.4 * fund.planned and [a=b]<I-1 and a/b = -3 and"
	                " (x + y) / 2 > 100 * z",
	                arena, &criterion, &why));
	ck_assert_uint_eq(criterion.count, 4);
	check_side(criterion.terms[0].metric, "fund.arrived(kind=budget, year=2024)");
	check_side(criterion.terms[0].other, "0.4 * fund.planned");
	check_side(criterion.terms[1].metric, "[a=b]");
	ck_assert_int_eq(criterion.terms[1].comparison, CIV_LT);
	check_side(criterion.terms[1].other, "I-1");
	check_side(criterion.terms[2].metric, "a/b");
	ck_assert_double_eq(criterion.terms[2].number, -3);
	check_side(criterion.terms[3].metric, "(x + y) / 2");
	check_side(criterion.terms[3].other, "100 * z");
	civ_arena_free(arena);
}
END_TEST

static const struct {
	const char *text;
	enum civ_comparison comparison;
	double number;
} written[] = {
	{"x ≥ 2亿", CIV_GE, 200000000},
	{"x≥２.５", CIV_GE, 2.5},
	{"x ＞＝ 80％", CIV_GE, 80},
	{"x≤ 8 亿元", CIV_LE, 800000000},
	{"x＜1.1万", CIV_LT, 11000},
	{"x　＞　３０", CIV_GT, 30},
	{"x ＝ -500万元", CIV_EQ, -5000000},
	{"x/2≦80%", CIV_LE, 80},
	{"x <= 80 % and y > 1", CIV_LE, 80},
};

START_TEST(reads_numbers_of_offices)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_criterion criterion;
	const char *why;

	ck_assert_msg(parse(written[_i].text, arena, &criterion, &why), "%s: %s", written[_i].text, why);
	ck_assert_int_eq(criterion.terms[0].comparison, written[_i].comparison);
	ck_assert_double_eq(criterion.terms[0].number, written[_i].number);
	ck_assert_uint_eq(criterion.terms[0].other.len, 0);
	civ_arena_free(arena);
}
END_TEST

/* Whatever stands there: it is a criterion whose sides stand in the text, or something is told of it. */
START_TEST(survives_anything)
{
	static const char *const bits[] = {"a", "I-1", "12", "and", " ", ">=", "<", "=", "(", ")", "[", "]", "+", "*",
	                                   "/", "f.x(", "y=1", ",", "（", "甲", "\xff", "≥", "＜", "≠", "亿",
	                                   "%", "８", "　"};
	size_t good = 0;

	srand(7);
	for (int round = 0; round < 20000; round++) {
		struct civ_arena *arena = civ_arena_new();
		struct civ_criterion criterion = {.count = 0};
		struct civ_buf text = {0};
		const char *why;

		for (int n = rand() % 10; n >= 0; n--)
			civ_buf_adds(&text, bits[(size_t)rand() % (sizeof bits / sizeof bits[0])]);
		if (!parse(text.data, arena, &criterion, &why))
			ck_assert_ptr_nonnull(why);
		else
			good++;
		for (size_t i = 0; i < criterion.count && why == NULL; i++) {
			struct civ_span side = criterion.terms[i].metric;

			ck_assert(side.text >= text.data && side.text + side.len <= text.data + text.len);
		}
		civ_buf_free(&text);
		civ_arena_free(arena);
	}
	ck_assert_uint_gt(good, 100);
}
END_TEST

static const struct {
	const char *text, *why;
} bad[] = {
	{"", "expected an indicator code"},
	{"road_km", "expected one of >= > = <= < behind 'road_km'"},
	{"road_km >=", "expected a number or an indicator code at the end"},
	{"120 <= road_km", "expected an indicator code, not a number, on the left"},
	{"road_km >= 120 or roads >= 30", "expected the word and between two terms"},
	{"road_km >= 120 and", "expected an indicator code"},
	{"road_km == 120", "expected a number or an indicator code at the end"},
	{"road_km ≠ 120", "character 9: a criterion asks for one of >= > = <= <"},
	{"路网<>3", "character 3: a criterion asks for one of >= > = <= <"},
	{"2亿 <= road_km", "expected an indicator code, not a number, on the left"},
	{"road_km >= 2 * 5%", "character 16: a percentage may mean two numbers here: write 0.05 or 5 instead of 5%"},
	{"road_km / >= 120", "character 11: a number, a name or ( is expected here"},
	{"road_km >= 2 * (3", "character 16: this ( is not closed: ) is expected"},
	{"100 * road_km", "expected one of >= > = <= < behind '100 * road_km'"},
};

START_TEST(says_what_it_expected)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_criterion criterion;
	const char *why;

	ck_assert(!parse(bad[_i].text, arena, &criterion, &why));
	ck_assert_str_eq(why, bad[_i].why);
	civ_arena_free(arena);
}
END_TEST

/* What is made of one term `x >= 90`. */
struct judged {
	struct civ_judgement judgement;
	struct civ_term_result result;
};

/* COUNT figures of a quarter each, from FIRST on by STEP more. */
static struct judged judge(double first, double step, size_t count, const char *due, const char *asof)
{
	static const char *const days[] = {"2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31"};
	struct civ_figure figures[4];
	struct civ_series series = {figures, count};
	struct civ_term term = {.metric = {"x", 1}, .comparison = CIV_GE, .number = 90};
	struct civ_term_data data = {.term = &term, .left = &series};
	struct judged judged = {.result = {.figure = NULL}};

	for (size_t i = 0; i < count; i++)
		figures[i] = (struct civ_figure){.day = day(days[i]), .value = first + step * (double)i};
	judged.judgement.results = &judged.result;
	civ_judge_criterion(&data, 1, day(due), day(asof), &judged.judgement);
	/* Both end with this function. */
	judged.judgement.results = NULL;
	judged.result.figure = NULL;
	return judged;
}

START_TEST(judges_figures)
{
	struct judged j;

	j = judge(95, 0, 2, "2025-06-30", "2025-06-30");
	ck_assert_int_eq(j.judgement.status, CIV_MILESTONE_MET);
	j = judge(80, 0, 2, "2025-06-30", "2025-06-30");
	ck_assert_int_eq(j.judgement.status, CIV_MILESTONE_MISSED);
	j = judge(80, 5, 4, "2025-06-30", "2025-12-31");
	ck_assert_int_eq(j.judgement.status, CIV_MILESTONE_MET_LATE);
	ck_assert_int_eq(j.judgement.met_on, day("2025-09-30"));
	j = judge(95, 0, 0, "2025-06-30", "2025-07-01");
	ck_assert_int_eq(j.judgement.status, CIV_MILESTONE_NO_DATA);
	j = judge(80, 0, 4, "2025-01-01", "2025-12-31");
	ck_assert_int_eq(j.judgement.status, CIV_MILESTONE_MISSED);
	j = judge(80, 5, 4, "2025-06-30", "2025-09-29");
	ck_assert_int_eq(j.judgement.status, CIV_MILESTONE_MISSED);
}
END_TEST

START_TEST(looks_ahead)
{
	struct judged j;

	j = judge(70, 1, 3, "2025-12-31", "2025-10-01");
	ck_assert_int_eq(j.judgement.status, CIV_MILESTONE_AT_RISK);
	ck_assert(j.result.has_forecast);
	ck_assert_double_eq_tol(j.result.forecast, 73, 0.1);
	j = judge(70, 8, 3, "2025-12-31", "2025-10-01");
	ck_assert_int_eq(j.judgement.status, CIV_MILESTONE_ON_TRACK);
	j = judge(70, 8, 2, "2025-12-31", "2025-10-01");
	ck_assert_int_eq(j.judgement.status, CIV_MILESTONE_PENDING);
	ck_assert(!j.result.has_forecast);
	j = judge(92, 0, 1, "2025-12-31", "2025-10-01");
	ck_assert_int_eq(j.judgement.status, CIV_MILESTONE_MET);
}
END_TEST

START_TEST(judges_by_finished_alone)
{
	struct civ_judgement j = {0};

	civ_judge_finished(true, day("2025-06-30"), day("2025-06-30"), day("2025-07-01"), &j);
	ck_assert_int_eq(j.status, CIV_MILESTONE_MET);
	civ_judge_finished(true, day("2025-07-02"), day("2025-06-30"), day("2025-07-03"), &j);
	ck_assert_int_eq(j.status, CIV_MILESTONE_MET_LATE);
	civ_judge_finished(true, day("2025-07-02"), day("2025-06-30"), day("2025-07-01"), &j);
	ck_assert_int_eq(j.status, CIV_MILESTONE_OVERDUE);
	civ_judge_finished(false, 0, day("2025-06-30"), day("2025-06-30"), &j);
	ck_assert_int_eq(j.status, CIV_MILESTONE_PENDING);
}
END_TEST

START_TEST(equality_forgives_rounding_only)
{
	struct civ_term term = {.comparison = CIV_EQ};

	ck_assert(civ_term_holds(&term, 0.1 + 0.2, 0.3));
	ck_assert(!civ_term_holds(&term, 0.3001, 0.3));
	term.comparison = CIV_GT;
	ck_assert(!civ_term_holds(&term, 0.1 + 0.2, 0.3));
	term.comparison = CIV_GE;
	ck_assert(civ_term_holds(&term, 0.3, 0.1 + 0.2));
}
END_TEST

Suite *milestone_suite(void)
{
	Suite *suite = suite_create("milestone");
	TCase *tc = tcase_create("milestone");

	tcase_add_test(tc, parses_terms);
	tcase_add_test(tc, parses_expressions);
	tcase_add_loop_test(tc, reads_numbers_of_offices, 0, sizeof written / sizeof written[0]);
	tcase_add_test(tc, survives_anything);
	tcase_add_loop_test(tc, says_what_it_expected, 0, (int)(sizeof bad / sizeof bad[0]));
	tcase_add_test(tc, judges_figures);
	tcase_add_test(tc, looks_ahead);
	tcase_add_test(tc, judges_by_finished_alone);
	tcase_add_test(tc, equality_forgives_rounding_only);
	suite_add_tcase(suite, tc);
	return suite;
}
