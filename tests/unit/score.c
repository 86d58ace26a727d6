#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "civplan/schema.h"
#include "lib/score/exact.h"
#include "lib/score/model.h"
#include "lib/score/sql.h"

Suite *score_suite(void);

/* ---- one indicator ---- */

static struct civ_score_rule rule(enum civ_score_rule_kind kind, enum civ_score_direction direction, double lo,
                                  double hi)
{
	return (struct civ_score_rule){.kind = kind,
	                               .direction = direction,
	                               .weight = 10,
	                               .lo = lo,
	                               .hi = hi,
	                               .step = NAN,
	                               .floor = NAN,
	                               .round = -1,
	                               .percent = true};
}

static double score(const struct civ_score_rule *r, double value)
{
	const struct civ_score_measured measured = {value, NAN, NAN};
	double result = -1;

	ck_assert_ptr_null(civ_score_rule_lacks(r));
	ck_assert(civ_score_by_rule(r, &measured, &result));
	return result;
}

#define SCORES(r, value, expected) ck_assert_double_eq_tol(score(&(r), value), expected, 1e-9)

START_TEST(goalposts_clip_and_turn)
{
	struct civ_score_rule r = rule(CIV_RULE_GOALPOSTS, CIV_DIRECTION_UP, 20, 70);

	SCORES(r, 20, 0);
	SCORES(r, 45, 50);
	SCORES(r, 70, 100);
	SCORES(r, 71, 100);
	SCORES(r, -5, 0);
	r.direction = CIV_DIRECTION_DOWN;
	SCORES(r, 30, 80);
	SCORES(r, 90, 0);
}
END_TEST

START_TEST(goalposts_take_logarithms)
{
	struct civ_score_rule r = rule(CIV_RULE_GOALPOSTS, CIV_DIRECTION_UP, 100, 10000);

	r.log_scale = true;
	SCORES(r, 1000, 50);
	SCORES(r, 0, 0);
	SCORES(r, 20000, 100);
	r.lo = 0;
	ck_assert_ptr_nonnull(civ_score_rule_lacks(&r));
}
END_TEST

START_TEST(target_runs_both_ways)
{
	struct civ_score_rule r = rule(CIV_RULE_TARGET, CIV_DIRECTION_UP, 35, 100);

	SCORES(r, 67.5, 50);
	SCORES(r, 30, 0);
	SCORES(r, 130, 100);
	r = rule(CIV_RULE_TARGET, CIV_DIRECTION_DOWN, 15, 5);
	SCORES(r, 15, 0);
	SCORES(r, 7.5, 75);
	SCORES(r, 2, 100);
}
END_TEST

START_TEST(bands_take_the_last_bound_reached)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_score_rule r = rule(CIV_RULE_BANDS, CIV_DIRECTION_UP, NAN, NAN);
	const char *text = "0:0; 60:60;80:100";
	bool failed;

	r.bands = civ_score_bands_parse((struct civ_span){text, strlen(text)}, arena, &r.band_count, &failed);
	ck_assert_uint_eq(r.band_count, 3);
	SCORES(r, 59.99, 0);
	SCORES(r, 60, 60);
	SCORES(r, 80 - 1e-13, 100);
	SCORES(r, -1, 0);
	r.direction = CIV_DIRECTION_DOWN;
	text = "2:100;5:40";
	r.bands = civ_score_bands_parse((struct civ_span){text, strlen(text)}, arena, &r.band_count, &failed);
	SCORES(r, 1, 100);
	SCORES(r, 6, 40);
	civ_arena_free(arena);
}
END_TEST

static const char *const bad_bands[] = {"",      "60",   "0:0;", "0:0;60:60;60:80", "80:1;60:2",
                                        "0:101", "0:-1", "a:1",  "0:0:1",           "零:0"};

START_TEST(refuses_bad_bands)
{
	struct civ_arena *arena = civ_arena_new();
	size_t count;
	bool failed;

	ck_assert_ptr_null(
		civ_score_bands_parse((struct civ_span){bad_bands[_i], strlen(bad_bands[_i])}, arena, &count, &failed));
	ck_assert(!failed);
	civ_arena_free(arena);
}
END_TEST

START_TEST(pass_is_all_or_nothing)
{
	struct civ_score_rule r = rule(CIV_RULE_PASS, CIV_DIRECTION_UP, NAN, 95);

	SCORES(r, 95, 100);
	SCORES(r, 94.99999999999999, 100);
	SCORES(r, 94.99, 0);
	r.direction = CIV_DIRECTION_DOWN;
	r.hi = 0;
	SCORES(r, 0, 100);
	SCORES(r, 1, 0);
}
END_TEST

static struct civ_score_rule slope(double weight, double hi, double step, double floor, int round)
{
	struct civ_score_rule r = rule(CIV_RULE_SLOPE, CIV_DIRECTION_UP, NAN, hi);

	r.weight = weight;
	r.step = step;
	r.floor = floor;
	r.round = round;
	return r;
}

static double points(const struct civ_score_rule *r, double value, double numerator, double denominator)
{
	const struct civ_score_measured measured = {value, numerator, denominator};
	double result = -1;

	ck_assert_ptr_null(civ_score_rule_lacks(r));
	ck_assert(civ_score_by_rule(r, &measured, &result));
	return result * r->weight / 100;
}

/* Figures as a city published them: the rate is rounded first, then the points. */
START_TEST(slope_meets_the_published_points)
{
	struct civ_score_rule solved = slope(25, 95, 0.5, 12.5, 2), satisfied = slope(21, 96, 1, 0, 2);

	ck_assert_double_eq_tol(points(&solved, 70.59, NAN, NAN), 12.80, 1e-12);
	ck_assert_double_eq_tol(points(&solved, 70.588, 12, 17), 12.80, 1e-12);
	ck_assert_double_eq_tol(points(&solved, 66.67, NAN, NAN), 12.5, 1e-12);
	ck_assert_double_eq_tol(points(&solved, 95, NAN, NAN), 25, 1e-12);
	ck_assert_double_eq_tol(points(&solved, 99, NAN, NAN), 25, 1e-12);
	ck_assert_double_eq_tol(points(&satisfied, 66.67, 2, 3), 0, 1e-12);
	solved.weight = 25.123;
	ck_assert_double_eq_tol(points(&solved, 95, NAN, NAN), 25.123, 1e-12);
	ck_assert_double_eq_tol(points(&satisfied, 83.33, 5, 6), 8.33, 1e-12);
}
END_TEST

START_TEST(slope_without_round_keeps_all_digits)
{
	struct civ_score_rule r = slope(25, 95, 0.5, 12.5, -1);

	/* The value that is shown is the one that is scored. */
	ck_assert_double_eq_tol(points(&r, 70.5, 12, 17), 25 - 0.5 * (95 - 70.5), 1e-12);
	ck_assert_double_eq_tol(points(&r, 0, NAN, NAN), 12.5, 1e-12);
	r.floor = NAN;
	ck_assert_double_eq_tol(points(&r, 0, NAN, NAN), 0, 1e-12);
	/* Not measured in percent: the value counts. */
	r.percent = false;
	ck_assert_double_eq_tol(points(&r, 90, 12, 17), 22.5, 1e-12);
	r.percent = true;
	ck_assert_double_eq_tol(points(&r, 90, 0, 0), 22.5, 1e-12);
}
END_TEST

START_TEST(slope_down_stays_under)
{
	struct civ_score_rule r = slope(10, 3, 2, 1, 1);

	r.direction = CIV_DIRECTION_DOWN;
	ck_assert_double_eq_tol(points(&r, 3, NAN, NAN), 10, 1e-12);
	ck_assert_double_eq_tol(points(&r, 4.25, NAN, NAN), 7.4, 1e-12);
	ck_assert_double_eq_tol(points(&r, 90, NAN, NAN), 1, 1e-12);
}
END_TEST

START_TEST(slope_says_when_digits_are_too_many)
{
	struct civ_score_rule r = slope(25, 95, 0.123456789123, 0, 9);
	const struct civ_score_measured measured = {70.123456789, NAN, NAN};
	double result;

	ck_assert(!civ_score_by_rule(&r, &measured, &result));
}
END_TEST

START_TEST(exact_rounds_half_up)
{
	struct civ_exact a, b, q;

	ck_assert(civ_exact_from(2.675, &a) && civ_exact_round(a, 2, &q));
	ck_assert_int_eq(q.units, 268);
	ck_assert(civ_exact_from(-2.675, &a) && civ_exact_round(a, 2, &q));
	ck_assert_int_eq(q.units, -268);
	ck_assert(civ_exact_from(2.6749, &a) && civ_exact_round(a, 2, &q));
	ck_assert_int_eq(q.units, 267);
	ck_assert(civ_exact_from(1, &a) && civ_exact_from(0.3, &b) && civ_exact_divide(a, b, 3, &q));
	ck_assert_int_eq(q.units, 3333);
	ck_assert(civ_exact_from(12.5, &a));
	ck_assert_double_eq(civ_exact_to(a), 12.5);
	ck_assert(!civ_exact_from(1e300, &a));
}
END_TEST

START_TEST(rules_say_what_they_lack)
{
	struct civ_score_rule r = rule(CIV_RULE_GOALPOSTS, CIV_DIRECTION_UP, 5, 5);

	ck_assert_str_eq(civ_score_rule_lacks(&r), "needs lo and hi, lo being less");
	r.lo = NAN;
	ck_assert_str_eq(civ_score_rule_lacks(&r), "needs lo and hi, lo being less");
	r = rule(CIV_RULE_TARGET, CIV_DIRECTION_DOWN, 5, 15);
	ck_assert_ptr_nonnull(civ_score_rule_lacks(&r));
	r = rule(CIV_RULE_TARGET, CIV_DIRECTION_UP, NAN, 15);
	ck_assert_ptr_nonnull(civ_score_rule_lacks(&r));
	r = rule(CIV_RULE_PASS, CIV_DIRECTION_NONE, NAN, 15);
	ck_assert_str_eq(civ_score_rule_lacks(&r), "needs a direction");
	r = slope(0, 95, 1, 0, -1);
	ck_assert_ptr_nonnull(civ_score_rule_lacks(&r));
	r = slope(10, 95, 1, 11, -1);
	ck_assert_str_eq(civ_score_rule_lacks(&r), "needs a floor from 0 to the weight");
	r = rule(CIV_RULE_PASS, CIV_DIRECTION_UP, NAN, 15);
	r.round = 2;
	ck_assert_str_eq(civ_score_rule_lacks(&r), "is not rounded: only slope is");
	r.kind = CIV_RULE_NONE;
	ck_assert_ptr_null(civ_score_rule_lacks(&r));
}
END_TEST

START_TEST(comparisons_rank_the_subjects)
{
	static const double values[] = {50, 80, 80, 90};
	struct civ_score_rule r = rule(CIV_RULE_MINMAX, CIV_DIRECTION_UP, NAN, NAN);
	double scores[4];

	ck_assert(civ_score_by_comparison(&r, values, 4, scores));
	ck_assert_double_eq_tol(scores[1], 75, 1e-9);
	r.direction = CIV_DIRECTION_DOWN;
	ck_assert(civ_score_by_comparison(&r, values, 4, scores));
	ck_assert_double_eq_tol(scores[0], 100, 1e-9);
	r = rule(CIV_RULE_RANK, CIV_DIRECTION_UP, NAN, NAN);
	ck_assert(civ_score_by_comparison(&r, values, 4, scores));
	ck_assert_double_eq_tol(scores[3], 100, 1e-9);
	ck_assert_double_eq_tol(scores[1], 200.0 / 3, 1e-9);
	ck_assert_double_eq_tol(scores[2], 200.0 / 3, 1e-9);
	ck_assert_double_eq_tol(scores[0], 0, 1e-9);
	r.direction = CIV_DIRECTION_DOWN;
	ck_assert(civ_score_by_comparison(&r, values, 4, scores));
	ck_assert_double_eq_tol(scores[0], 100, 1e-9);
	r.direction = CIV_DIRECTION_UP;
	r.kind = CIV_RULE_ZSCORE;
	ck_assert(civ_score_by_comparison(&r, values, 4, scores));
	/* mean 75, deviation 15 */
	ck_assert_double_eq_tol(scores[3], 60, 1e-9);
	ck_assert(!civ_score_by_comparison(&r, values + 1, 2, scores));
	ck_assert(!civ_score_by_comparison(&r, values, 1, scores));
}
END_TEST

/* ---- the tree ---- */

enum { MOST = 8 };

struct sample {
	struct civ_score_node nodes[MOST];
	struct civ_score scores[MOST], part[MOST], totals[CIV_PARTS];
	struct civ_score_sum sums[MOST + 1];
	struct civ_score_tree tree;
	struct civ_score_error error;
};

static int add(struct sample *s, int parent, double weight, enum civ_score_part dimension)
{
	size_t i = s->tree.count++;

	s->nodes[i] = (struct civ_score_node){.parent = parent, .leaf = true, .weight = weight, .dimension = dimension};
	s->scores[i].status = CIV_SCORE_MISSING;
	if (parent >= 0)
		s->nodes[parent].leaf = false;
	return (int)i;
}

static int add_scored(struct sample *s, int parent, double weight, enum civ_score_part dimension, double value)
{
	int i = add(s, parent, weight, dimension);

	s->scores[i] = (struct civ_score){.status = CIV_SCORE_SCORED, .value = value};
	return i;
}

static bool evaluate(struct sample *s)
{
	const struct civ_score_room room = {s->sums, s->part};

	s->tree.nodes = s->nodes;
	civ_score_tree_prepare(&s->tree);
	return civ_score_tree_evaluate(&s->tree, s->scores, &room, s->totals, &s->error);
}

START_TEST(means_follow_the_weights)
{
	struct sample s = {.tree.count = 0};
	int a = add(&s, -1, 60, CIV_PART_ALL), b;

	add_scored(&s, a, 1, CIV_PART_ALL, 50);
	add_scored(&s, a, 3, CIV_PART_ALL, 90);
	b = add_scored(&s, -1, 40, CIV_PART_ALL, 30);
	ck_assert(evaluate(&s));
	ck_assert(!s.tree.has_parts);
	ck_assert_double_eq_tol(s.scores[a].value, 80, 1e-12);
	ck_assert_double_eq_tol(s.totals[CIV_PART_ALL].value, 60, 1e-12);
	ck_assert_double_eq_tol(s.tree.weight[CIV_PART_ALL], 100, 1e-12);
	ck_assert_int_eq(s.scores[b].status, CIV_SCORE_SCORED);
	s.nodes[a].aggregate = CIV_GEOMETRIC;
	ck_assert(evaluate(&s));
	ck_assert_double_eq_tol(s.scores[a].value, pow(50 * 90.0 * 90 * 90, 0.25), 1e-9);
	s.nodes[a].aggregate = CIV_HARMONIC;
	ck_assert(evaluate(&s));
	ck_assert_double_eq_tol(s.scores[a].value, 4 / (1.0 / 50 + 3.0 / 90), 1e-9);
}
END_TEST

START_TEST(means_of_positive_scores_refuse_zero)
{
	struct sample s = {.tree.count = 0};
	int a = add(&s, -1, 1, CIV_PART_ALL), zero = add_scored(&s, a, 1, CIV_PART_ALL, 0);

	s.nodes[a].aggregate = CIV_GEOMETRIC;
	ck_assert(!evaluate(&s));
	ck_assert_int_eq(s.error.fault, CIV_FAULT_NOT_POSITIVE);
	ck_assert_int_eq(s.error.node, a);
	ck_assert_int_eq(s.error.child, zero);
	s.nodes[a].aggregate = CIV_HARMONIC;
	ck_assert(!evaluate(&s));
}
END_TEST

START_TEST(missing_scores_are_reweighted_down_to_the_coverage)
{
	struct sample s = {.tree.count = 0};
	int a = add(&s, -1, 10, CIV_PART_ALL), gone;

	add_scored(&s, a, 66, CIV_PART_ALL, 40);
	gone = add(&s, a, 34, CIV_PART_ALL);
	ck_assert(evaluate(&s));
	ck_assert_double_eq_tol(s.scores[a].value, 40, 1e-12);
	s.nodes[gone].weight = 35;
	ck_assert(evaluate(&s));
	ck_assert_int_eq(s.scores[a].status, CIV_SCORE_MISSING);
	ck_assert_int_eq(s.totals[CIV_PART_ALL].status, CIV_SCORE_MISSING);
	/* What is not applicable is reweighted however much it is. */
	s.scores[gone].status = CIV_SCORE_NA;
	ck_assert(evaluate(&s));
	ck_assert_double_eq_tol(s.scores[a].value, 40, 1e-12);
}
END_TEST

START_TEST(missing_scores_may_count_as_zero_or_be_refused)
{
	struct sample s = {.tree.count = 0};
	int a = add(&s, -1, 10, CIV_PART_ALL), gone;

	add_scored(&s, a, 30, CIV_PART_ALL, 40);
	gone = add(&s, a, 10, CIV_PART_ALL);
	s.nodes[a].missing = CIV_MISSING_ZERO;
	ck_assert(evaluate(&s));
	ck_assert_double_eq_tol(s.scores[a].value, 30, 1e-12);
	ck_assert(s.scores[gone].zero);
	s.nodes[a].missing = CIV_MISSING_FAIL;
	ck_assert(!evaluate(&s));
	ck_assert_int_eq(s.error.fault, CIV_FAULT_MISSING);
	ck_assert_int_eq(s.error.child, gone);
	s.nodes[gone].weight = 0;
	ck_assert(evaluate(&s));
	ck_assert_double_eq_tol(s.scores[a].value, 40, 1e-12);
}
END_TEST

START_TEST(nothing_that_counts_is_not_applicable)
{
	struct sample s = {.tree.count = 0};
	int a = add(&s, -1, 10, CIV_PART_ALL);

	s.scores[add(&s, a, 30, CIV_PART_ALL)].status = CIV_SCORE_NA;
	add_scored(&s, a, 0, CIV_PART_ALL, 40);
	ck_assert(evaluate(&s));
	ck_assert_int_eq(s.scores[a].status, CIV_SCORE_NA);
	ck_assert_int_eq(s.totals[CIV_PART_ALL].status, CIV_SCORE_NA);
}
END_TEST

START_TEST(combines_result_and_process)
{
	struct sample s = {.tree.count = 0};
	int process;

	add_scored(&s, -1, 60, CIV_PART_RESULT, 98);
	process = add_scored(&s, -1, 40, CIV_PART_PROCESS, 50);
	s.tree.process_share = 0.4;
	ck_assert(evaluate(&s));
	ck_assert_double_eq_tol(s.totals[CIV_PART_RESULT].value, 98, 1e-12);
	ck_assert_double_eq_tol(s.totals[CIV_PART_PROCESS].value, 50, 1e-12);
	ck_assert_double_eq_tol(s.totals[CIV_PART_ALL].value, 78.8, 1e-12);
	s.scores[process].status = CIV_SCORE_MISSING;
	ck_assert(evaluate(&s));
	ck_assert_int_eq(s.totals[CIV_PART_ALL].status, CIV_SCORE_MISSING);
	ck_assert_int_eq(s.totals[CIV_PART_RESULT].status, CIV_SCORE_SCORED);
}
END_TEST

/* Whatever its weight, and before any mean that takes no 0; a missing score is none. */
START_TEST(a_veto_takes_all_totals)
{
	struct sample s = {.tree.count = 0};
	int law = add(&s, -1, 60, CIV_PART_RESULT), veto;

	add_scored(&s, law, 60, CIV_PART_RESULT, 98);
	add_scored(&s, -1, 40, CIV_PART_PROCESS, 50);
	veto = add_scored(&s, law, 1, CIV_PART_RESULT, 0.5);
	s.tree.process_share = 0.4;
	s.nodes[veto].veto = true;
	ck_assert(evaluate(&s));
	ck_assert_int_eq(s.totals[CIV_PART_ALL].status, CIV_SCORE_SCORED);
	s.nodes[veto].weight = 0;
	s.scores[veto].value = 0;
	ck_assert(evaluate(&s));
	for (int part = 0; part < CIV_PARTS; part++)
		ck_assert_int_eq(s.totals[part].status, CIV_SCORE_VETOED);
	ck_assert_int_eq(civ_score_vetoed_by(&s.tree, s.scores), veto);
	s.nodes[veto].weight = 1;
	s.nodes[law].aggregate = CIV_GEOMETRIC;
	ck_assert(evaluate(&s));
	ck_assert_int_eq(s.totals[CIV_PART_ALL].status, CIV_SCORE_VETOED);
	s.scores[veto].status = CIV_SCORE_MISSING;
	ck_assert(evaluate(&s));
	ck_assert_int_eq(s.totals[CIV_PART_ALL].status, CIV_SCORE_SCORED);
	ck_assert_int_eq(civ_score_vetoed_by(&s.tree, s.scores), -1);
}
END_TEST

/* A node of both dimensions: each part takes its share of the node's weight. */
START_TEST(splits_a_node_by_dimension)
{
	struct sample s = {.tree.count = 0};
	int mixed = add(&s, -1, 20, CIV_PART_ALL), pure;

	add_scored(&s, mixed, 3, CIV_PART_RESULT, 100);
	add_scored(&s, mixed, 1, CIV_PART_PROCESS, 40);
	pure = add(&s, -1, 30, CIV_PART_PROCESS);
	add_scored(&s, pure, 5, CIV_PART_ALL, 80);
	add_scored(&s, -1, 15, CIV_PART_ALL, 60);
	s.tree.process_share = 0.5;
	ck_assert(evaluate(&s));
	ck_assert_double_eq_tol(s.tree.weight[CIV_PART_RESULT], 30, 1e-12);
	ck_assert_double_eq_tol(s.tree.weight[CIV_PART_PROCESS], 35, 1e-12);
	/* result: 15 of 100, 15 of 60 (said nothing: result); process: 5 of 40, 30 of 80 */
	ck_assert_double_eq_tol(s.totals[CIV_PART_RESULT].value, 80, 1e-12);
	ck_assert_double_eq_tol(s.totals[CIV_PART_PROCESS].value, (5 * 40 + 30 * 80) / 35.0, 1e-12);
	ck_assert_double_eq_tol(s.scores[mixed].value, 85, 1e-12);
	ck_assert_int_eq(s.nodes[pure + 1].dimension, CIV_PART_PROCESS);
}
END_TEST

START_TEST(orders_parents_before_children)
{
	struct civ_score_indicator indicators[5] = {
		{.code = "a"}, {.code = "b"}, {.code = "c"}, {.code = "d"}, {.code = "e"}};
	struct civ_score_node nodes[5] = {{.weight = 1}, {.weight = 2}, {.weight = 3}, {.weight = 4}, {.weight = 5}};
	const int parents[] = {3, -1, 3, 1, -1}, circle[] = {2, -1, 0, 2, -1};
	int lost;

	ck_assert(civ_score_order(indicators, nodes, 5, circle, &lost));
	ck_assert_int_eq(lost, 0);
	ck_assert(civ_score_order(indicators, nodes, 5, parents, &lost));
	ck_assert_int_eq(lost, -1);
	ck_assert_str_eq(indicators[0].code, "b");
	ck_assert_str_eq(indicators[1].code, "d");
	ck_assert_str_eq(indicators[2].code, "a");
	ck_assert_str_eq(indicators[3].code, "c");
	ck_assert_str_eq(indicators[4].code, "e");
	ck_assert_int_eq(indicators[3].level, 3);
	ck_assert_int_eq(nodes[3].parent, 1);
	ck_assert_double_eq(nodes[1].weight, 4);
	ck_assert(nodes[2].leaf && nodes[4].leaf && !nodes[1].leaf);
}
END_TEST

static struct civ_score_figure figure(int32_t day, const char *method, double value)
{
	return (struct civ_score_figure){.day = day,
	                                 .method = &civ_words_method[civ_word_place(civ_words_method, method)],
	                                 .measured = {value, NAN, NAN}};
}

START_TEST(the_latest_measure_counts_then_the_method)
{
	struct civ_score_figure held = {.given = false}, offered = figure(10, "data", 1);

	ck_assert(civ_score_figure_offer(&held, &offered));
	offered = figure(10, "self", 2);
	ck_assert(civ_score_figure_offer(&held, &offered));
	ck_assert_double_eq(held.measured.value, 1);
	offered = figure(10, "survey", 3);
	ck_assert(civ_score_figure_offer(&held, &offered));
	offered = figure(10, "third_party", 4);
	ck_assert(civ_score_figure_offer(&held, &offered));
	offered = figure(10, "inspection", 5);
	ck_assert(civ_score_figure_offer(&held, &offered));
	ck_assert_double_eq(held.measured.value, 4);
	ck_assert(!civ_score_figure_offer(&held, &held));
	offered = figure(11, "self", 6);
	ck_assert(civ_score_figure_offer(&held, &offered));
	ck_assert_double_eq(held.measured.value, 6);
}
END_TEST

/* ---- with a database ---- */

static struct civ_messages *messages;
static struct civ_store *store;
static char folder[64];

/* A plan whose floor is 40 %, in a transaction that is never committed, so that closing takes the file away again. */
static void open_plan(void)
{
	char file[80];

	snprintf(folder, sizeof folder, "/tmp/civplan-score-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(file, sizeof file, "%s/plan.db", folder);
	messages = civ_messages_new();
	ck_assert_int_eq(civ_store_open(file, &(struct civ_store_options){CIV_STORE_CREATE, CIV_SCHEMA_VERSION, 1},
	                                messages, &store),
	                 CIV_OK);
	ck_assert_int_eq(civ_store_begin(store), CIV_OK);
	ck_assert_int_eq(civ_schema_create(store, NULL), CIV_OK);
	ck_assert_int_eq(civ_store_exec(store, "INSERT OR REPLACE INTO plan (id, name, start, \"end\", process_floor)"
	                                       " VALUES (1, 'plan', '2024-01-01', '2027-12-31', 40)"), CIV_OK);
}

static void close_plan(void)
{
	ck_assert_int_eq(civ_store_close(store), CIV_OK);
	civ_messages_free(messages);
	ck_assert_int_eq(rmdir(folder), 0);
}

START_TEST(statements_fit_the_schema)
{
	sqlite3_stmt *statement;

	for (size_t i = 0; civ_score_statements[i] != NULL; i++)
		ck_assert_int_eq(civ_store_prepare(store, civ_score_statements[i], &statement), CIV_OK);
}
END_TEST

extern const struct civ_noun civ_noun_standard;

static enum civ_status store_standard(struct civ_writer *writer, const char *code, const char *share)
{
	const char *const cells[] = {code, "name", "2024-01-01", share};
	static const char *const columns[] = {"code", "name", "effective", "process_share"};
	struct civ_record *record = civ_writer_record(writer);

	for (size_t i = 0; i < 4; i++)
		ck_assert_int_eq(civ_record_parse(writer, record, civ_noun_column(&civ_noun_standard, columns[i]),
		                                  (struct civ_span){cells[i], strlen(cells[i])}), CIV_OK);
	return civ_writer_add(writer, record);
}

START_TEST(a_share_under_the_floor_is_not_stored)
{
	static const struct civ_hook *const hooks[] = {&civ_score_hook, NULL};
	const struct civ_write_options options = {.on_conflict = CIV_CONFLICT_ERROR};
	const struct civ_clock clock = {0};
	struct civ_records *records;
	struct civ_writer *writer;

	ck_assert_int_eq(civ_records_open(store, hooks, &clock, messages, &records), CIV_OK);
	ck_assert_int_eq(civ_writer_open(records, &civ_noun_standard, &options, &writer), CIV_OK);
	ck_assert_int_eq(store_standard(writer, "A", "39.9"), CIV_REFUSED);
	ck_assert_str_eq(civ_messages_reason(civ_writer_record(writer)->messages),
	                 "process_share: is below the plan's floor of 40 %");
	ck_assert_int_eq(store_standard(writer, "B", "40"), CIV_OK);
	ck_assert_int_eq(store_standard(writer, "C", ""), CIV_OK);
	civ_writer_close(writer);
	civ_records_close(records);
}
END_TEST

Suite *score_suite(void)
{
	Suite *suite = suite_create("score");
	TCase *rules = tcase_create("rules"), *trees = tcase_create("trees"), *stored = tcase_create("stored");

	tcase_add_test(rules, goalposts_clip_and_turn);
	tcase_add_test(rules, goalposts_take_logarithms);
	tcase_add_test(rules, target_runs_both_ways);
	tcase_add_test(rules, bands_take_the_last_bound_reached);
	tcase_add_loop_test(rules, refuses_bad_bands, 0, sizeof bad_bands / sizeof bad_bands[0]);
	tcase_add_test(rules, pass_is_all_or_nothing);
	tcase_add_test(rules, slope_meets_the_published_points);
	tcase_add_test(rules, slope_without_round_keeps_all_digits);
	tcase_add_test(rules, slope_down_stays_under);
	tcase_add_test(rules, slope_says_when_digits_are_too_many);
	tcase_add_test(rules, exact_rounds_half_up);
	tcase_add_test(rules, rules_say_what_they_lack);
	tcase_add_test(rules, comparisons_rank_the_subjects);
	suite_add_tcase(suite, rules);
	tcase_add_test(trees, means_follow_the_weights);
	tcase_add_test(trees, means_of_positive_scores_refuse_zero);
	tcase_add_test(trees, missing_scores_are_reweighted_down_to_the_coverage);
	tcase_add_test(trees, missing_scores_may_count_as_zero_or_be_refused);
	tcase_add_test(trees, nothing_that_counts_is_not_applicable);
	tcase_add_test(trees, combines_result_and_process);
	tcase_add_test(trees, a_veto_takes_all_totals);
	tcase_add_test(trees, splits_a_node_by_dimension);
	tcase_add_test(trees, orders_parents_before_children);
	tcase_add_test(trees, the_latest_measure_counts_then_the_method);
	suite_add_tcase(suite, trees);
	tcase_add_checked_fixture(stored, open_plan, close_plan);
	tcase_add_test(stored, statements_fit_the_schema);
	tcase_add_test(stored, a_share_under_the_floor_is_not_stored);
	suite_add_tcase(suite, stored);
	return suite;
}
