/* Estimates from surveys: against R, and against what must hold of any survey. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "civplan/survey.h"
#include "tests/unit/survey-r.h"

Suite *survey_suite(void);

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Equal to 6 significant digits, as R prints more. */
static void check_near(double found, double expected)
{
	if (isnan(expected))
		ck_assert(isnan(found));
	else
		ck_assert_double_eq_tol(found, expected, fabs(expected) * 1e-7 + 1e-9);
}

/* R's order: n, mean, se, deff, total, its se. */
enum { N, MEAN, SE, DEFF, TOTAL, TOTAL_SE };

/* A survey with what it is estimated from. */
struct sample {
	struct civ_survey_design design;
	struct civ_survey_margin margins[2];
	size_t margin_count;
	double weights[256];
	struct civ_survey_fit fit;
	struct civ_survey *survey;
};

static void open_sample(struct sample *sample)
{
	struct civ_survey_problem problem;
	bool fitted = sample->margin_count > 0;

	sample->fit = (struct civ_survey_fit){sample->margins, sample->margin_count, INFINITY};
	ck_assert_uint_le(sample->design.size, COUNT(sample->weights));
	if (fitted)
		ck_assert_int_eq(civ_survey_weigh(&sample->design, &sample->fit, sample->weights, &problem), CIV_OK);
	ck_assert_int_eq(civ_survey_open(&sample->design, fitted ? &sample->fit : NULL, fitted ? sample->weights : NULL,
	                                 &sample->survey, &problem),
	                 CIV_OK);
}

/* Those whose GROUPS are WANTED (or are not, of ~WANTED); MEMBERS has room for all. */
static struct civ_survey_group those(const uint32_t *groups, size_t size, int wanted, uint32_t *members)
{
	struct civ_survey_group group = {members, 0};

	for (size_t i = 0; i < size; i++)
		if (wanted >= 0 ? groups[i] == (uint32_t)wanted : groups[i] != (uint32_t)~wanted)
			members[group.count++] = (uint32_t)i;
	return group;
}

/* GROUPS NULL: all. */
static struct civ_survey_estimate estimate(struct sample *sample, const double *values, const uint32_t *groups,
                                           int wanted)
{
	uint32_t members[256];
	struct civ_survey_group all = {NULL, sample->design.size};
	struct civ_survey_group group = groups == NULL ? all : those(groups, all.count, wanted, members);
	struct civ_survey_estimate found;

	civ_survey_estimate(sample->survey, &group, values, &found);
	return found;
}

static void check_r(const struct civ_survey_estimate *found, const double *r)
{
	check_near((double)found->n, r[N]);
	check_near(found->mean, r[MEAN]);
	check_near(found->se, r[SE]);
	check_near(found->deff, r[DEFF]);
	check_near(found->total, r[TOTAL]);
	check_near(found->total_se, r[TOTAL_SE]);
}

static void check_contrast(struct sample *sample, const double *values, const uint32_t *groups, const int pair[2],
                           const double *r)
{
	uint32_t members[2][256];
	struct civ_survey_group a = those(groups, sample->design.size, pair[0], members[0]),
				b = those(groups, sample->design.size, pair[1], members[1]);
	double change[2];

	civ_survey_contrast(sample->survey, &a, &b, values, change);
	check_near(change[0], r[0]);
	check_near(change[1], r[1]);
}

/* ---- the designs ---- */

static const double schools[] = {6194}, districts[] = {757}, areas[] = {50};

static struct sample simple(const double *population)
{
	return (struct sample){
		.design = {
			.size = COUNT(srs_api), .weights = srs_weight, .stratum_count = 1, .population = population}};
}

static struct sample stratified(const double *population)
{
	return (struct sample){.design = {.size = COUNT(strat_api),
	                                  .weights = strat_weight,
	                                  .strata = strat_type,
	                                  .stratum_count = 3,
	                                  .population = population}};
}

static struct sample clustered(void)
{
	return (struct sample){.design = {.size = COUNT(one_api),
	                                  .weights = one_weight,
	                                  .stratum_count = 1,
	                                  .population = districts,
	                                  .clusters = one_cluster,
	                                  .cluster_count = 15}};
}

static struct sample two_stage(void)
{
	return (struct sample){.design = {.size = COUNT(two_api),
	                                  .weights = two_weight,
	                                  .stratum_count = 1,
	                                  .population = districts,
	                                  .clusters = two_cluster,
	                                  .cluster_count = COUNT(two_members),
	                                  .members = two_members}};
}

static void by_type(struct sample *sample, const uint32_t *groups)
{
	sample->margins[sample->margin_count++] = (struct civ_survey_margin){groups, COUNT(pop_type), pop_type};
}

static void by_wide(struct sample *sample, const uint32_t *groups)
{
	sample->margins[sample->margin_count++] = (struct civ_survey_margin){groups, COUNT(pop_wide), pop_wide};
}

START_TEST(simple_samples_are_as_in_r)
{
	struct sample sample = simple(schools), endless = simple(NULL);
	double high[COUNT(srs_api)], low, top;
	struct civ_survey_estimate found;

	open_sample(&sample);
	found = estimate(&sample, srs_api, NULL, 0);
	check_r(&found, r_simple);
	for (size_t i = 0; i < COUNT(high); i++)
		high[i] = srs_type[i] == 1;
	found = estimate(&sample, high, NULL, 0);
	check_r(&found, r_simple_share);
	/* Wilson's of 25 in 200, as the design effect is 1. */
	civ_survey_share_bounds(&found, &low, &top);
	check_near(low, r_wilson[0]);
	check_near(top, r_wilson[1]);
	found = estimate(&sample, srs_api, srs_wide, 0);
	check_r(&found, r_simple_domain);
	open_sample(&endless);
	found = estimate(&endless, srs_api, NULL, 0);
	check_r(&found, r_simple_endless);
	civ_survey_close(sample.survey);
	civ_survey_close(endless.survey);
}
END_TEST

START_TEST(stratified_samples_are_as_in_r)
{
	struct sample sample = stratified(strat_population), endless = stratified(NULL), post = stratified(NULL),
		      raked = stratified(strat_population);
	struct civ_survey_estimate found;

	open_sample(&sample);
	found = estimate(&sample, strat_enroll, NULL, 0);
	check_r(&found, r_strata);
	found = estimate(&sample, strat_api, strat_wide, 0);
	check_r(&found, r_strata_domain);
	check_contrast(&sample, strat_api, strat_wide, (const int[]){1, 0}, r_strata_contrast);
	open_sample(&endless);
	found = estimate(&endless, strat_api, NULL, 0);
	check_r(&found, r_strata_endless);
	by_wide(&post, strat_wide);
	open_sample(&post);
	found = estimate(&post, strat_api, NULL, 0);
	check_r(&found, r_strata_post);
	/* The strata are a margin themselves here: their indicators add up to what the others do. */
	by_type(&raked, strat_type);
	by_wide(&raked, strat_wide);
	open_sample(&raked);
	found = estimate(&raked, strat_api, NULL, 0);
	check_r(&found, r_strata_raked);
	civ_survey_close(sample.survey);
	civ_survey_close(endless.survey);
	civ_survey_close(post.survey);
	civ_survey_close(raked.survey);
}
END_TEST

START_TEST(clusters_are_as_in_r)
{
	struct sample sample = clustered(), post = clustered(), raked = clustered();
	struct civ_survey_estimate found;

	open_sample(&sample);
	found = estimate(&sample, one_api, NULL, 0);
	check_r(&found, r_clusters);
	found = estimate(&sample, one_enroll, one_type, 0);
	check_r(&found, r_clusters_domain);
	check_contrast(&sample, one_api, one_type, (const int[]){0, 1}, r_clusters_contrast);
	by_type(&post, one_type);
	open_sample(&post);
	found = estimate(&post, one_api, NULL, 0);
	check_r(&found, r_post);
	found = estimate(&post, one_enroll, one_wide, 1);
	check_r(&found, r_post_domain);
	check_contrast(&post, one_api, one_type, (const int[]){0, 2}, r_post_contrast);
	by_type(&raked, one_type);
	by_wide(&raked, one_wide);
	open_sample(&raked);
	found = estimate(&raked, one_api, NULL, 0);
	check_r(&found, r_raked);
	found = estimate(&raked, one_enroll, one_type, 0);
	check_r(&found, r_raked_domain);
	check_contrast(&raked, one_api, one_type, (const int[]){1, 2}, r_raked_contrast);
	civ_survey_close(sample.survey);
	civ_survey_close(post.survey);
	civ_survey_close(raked.survey);
}
END_TEST

START_TEST(second_stages_are_as_in_r)
{
	struct sample sample = two_stage(), post = two_stage(), raked = two_stage();
	struct sample mu = {.design = {.size = COUNT(mu_value),
	                               .weights = mu_weight,
	                               .stratum_count = 1,
	                               .population = areas,
	                               .clusters = mu_cluster,
	                               .cluster_count = 5,
	                               .members = mu_members}};
	struct civ_survey_estimate found;

	open_sample(&sample);
	found = estimate(&sample, two_api, NULL, 0);
	check_r(&found, r_stages);
	found = estimate(&sample, two_enroll, NULL, 0);
	check_r(&found, r_stages_missing);
	found = estimate(&sample, two_api, two_type, 0);
	check_r(&found, r_stages_domain);
	by_type(&post, two_type);
	open_sample(&post);
	found = estimate(&post, two_enroll, NULL, 0);
	check_r(&found, r_stages_post);
	by_type(&raked, two_type);
	by_wide(&raked, two_wide);
	open_sample(&raked);
	found = estimate(&raked, two_api, two_type, ~1);
	check_r(&found, r_stages_raked);
	open_sample(&mu);
	found = estimate(&mu, mu_value, NULL, 0);
	check_r(&found, r_mu);
	civ_survey_close(sample.survey);
	civ_survey_close(post.survey);
	civ_survey_close(raked.survey);
	civ_survey_close(mu.survey);
}
END_TEST

/* Weights of 1 tell nothing of a population, and R divides by 0 for its deff. */
START_TEST(weights_of_one_have_no_population)
{
	struct sample sample = {.design = {.size = COUNT(scd_arrests),
	                                   .strata = scd_stratum,
	                                   .stratum_count = 3,
	                                   .clusters = scd_cluster,
	                                   .cluster_count = 6}};
	static const double half[] = {0, 1, 0, 1}, ten[] = {10};
	struct sample plain = {.design = {.size = 4, .stratum_count = 1, .population = ten}};
	struct civ_survey_estimate found;

	open_sample(&sample);
	found = estimate(&sample, scd_arrests, NULL, 0);
	check_near(found.mean, r_scd[MEAN]);
	check_near(found.se, r_scd[SE]);
	check_near(found.total_se, r_scd[TOTAL_SE]);
	ck_assert(isfinite(found.deff));
	open_sample(&plain);
	found = estimate(&plain, half, NULL, 0);
	check_near(found.se, sqrt(1 / 3.0 / 4 * (1 - 4 / 10.0)));
	check_near(found.deff, 1);
	civ_survey_close(sample.survey);
	civ_survey_close(plain.survey);
}
END_TEST

START_TEST(changes_have_a_p)
{
	check_near(civ_survey_p(1.96, 1), 0.04999579);
	check_near(civ_survey_p(-14, 2.5), 2.14386e-8);
	check_near(civ_survey_p(0, 0), 1);
	check_near(civ_survey_p(1, 0), 0);
	ck_assert(isnan(civ_survey_p(1, NAN)));
	/* Half of 1,000 asked: 3.10 points. */
	check_near(civ_survey_margin(100 * sqrt(0.25 / 1000)), 3.0990321);
}
END_TEST

START_TEST(one_answer_has_no_error)
{
	static const double values[] = {1, NAN, NAN, 0}, nothing[] = {NAN, NAN, NAN, NAN}, same[] = {1, 1, 1, 1};
	struct sample sample = {.design = {.size = 4, .stratum_count = 1}};
	struct civ_survey_estimate found;
	double low, high;

	open_sample(&sample);
	found = estimate(&sample, values, (const uint32_t[]){0, 0, 1, 1}, 0);
	ck_assert_uint_eq(found.n, 1);
	check_near(found.mean, 1);
	ck_assert(isnan(found.se) && isnan(found.deff));
	found = estimate(&sample, nothing, NULL, 0);
	ck_assert_uint_eq(found.n, 0);
	ck_assert(isnan(found.mean) && isnan(found.se));
	check_near(found.total, 0);
	/* All of 4: nothing scatters, and Wilson's interval still is that of 4. */
	found = estimate(&sample, same, NULL, 0);
	check_near(found.se, 0);
	ck_assert(isnan(found.deff));
	civ_survey_share_bounds(&found, &low, &high);
	check_near(low, 100 / (1 + 3.8414588207 / 4));
	check_near(high, 100);
	civ_survey_close(sample.survey);
}
END_TEST

/* ---- what is refused ---- */

static enum civ_survey_fault open_fault(const struct civ_survey_design *design, size_t which)
{
	struct civ_survey_problem problem;
	struct civ_survey *survey;

	ck_assert_int_eq(civ_survey_open(design, NULL, NULL, &survey, &problem), CIV_REFUSED);
	ck_assert_ptr_null(survey);
	ck_assert_uint_eq(problem.which, which);
	return problem.fault;
}

START_TEST(bad_designs_are_refused)
{
	static const uint32_t strata[] = {0, 0, 1, 2, 2}, clusters[] = {0, 1, 2, 3, 0}, pairs[] = {0, 0, 1, 1, 2},
			      own[] = {0, 1, 2, 3, 4};
	static const double few[] = {9, 0, 1}, four[] = {4}, members[] = {2, 2, 3}, least[] = {1, 2, 1},
			    bad[] = {1, 1, 1, -1, 1};
	struct civ_survey_design design = {.size = 5, .strata = strata, .stratum_count = 3};

	ck_assert_int_eq(open_fault(&design, 1), CIV_SURVEY_LONELY);
	design.population = few;
	ck_assert_int_eq(open_fault(&design, 1), CIV_SURVEY_OVER);
	design.clusters = clusters;
	design.cluster_count = 4;
	ck_assert_int_eq(open_fault(&design, 0), CIV_SURVEY_SPLIT_CLUSTER);
	design = (struct civ_survey_design){
		.size = 5, .stratum_count = 1, .population = four, .clusters = own, .cluster_count = 5};
	ck_assert_int_eq(open_fault(&design, 0), CIV_SURVEY_OVER);
	design.clusters = pairs;
	design.cluster_count = 3;
	design.members = members;
	ck_assert_int_eq(open_fault(&design, 2), CIV_SURVEY_LONELY_CLUSTER);
	design.members = least;
	ck_assert_int_eq(open_fault(&design, 0), CIV_SURVEY_OVER_CLUSTER);
	design = (struct civ_survey_design){.size = 5, .stratum_count = 1, .weights = bad};
	ck_assert_int_eq(open_fault(&design, 3), CIV_SURVEY_BAD_WEIGHT);
}
END_TEST

static struct civ_survey_problem weigh_problem(const struct civ_survey_margin *margins, double cap)
{
	const struct civ_survey_design design = {.size = 4, .stratum_count = 1};
	const struct civ_survey_fit fit = {margins, 2, cap};
	struct civ_survey_problem problem;
	double weights[4];

	if (civ_survey_weigh(&design, &fit, weights, &problem) == CIV_OK)
		ck_assert_int_eq(problem.fault, CIV_SURVEY_FINE);
	return problem;
}

START_TEST(margins_that_cannot_be_met_are_named)
{
	static const uint32_t sides[] = {0, 0, 1, 1}, ends[] = {0, 1, 1, 0}, same[] = {0, 0, 1, 1},
			      none[] = {CIV_SURVEY_NONE, CIV_SURVEY_NONE, CIV_SURVEY_NONE, CIV_SURVEY_NONE},
			      half[] = {0, 1, CIV_SURVEY_NONE, CIV_SURVEY_NONE};
	static const double even[] = {50, 50}, odd[] = {97, 3}, short_by_one[] = {49, 50}, three[] = {40, 50, 10},
			    unknown[] = {NAN, 100};
	struct civ_survey_margin margins[2] = {{sides, 2, even}, {ends, 2, even}};
	struct civ_survey_problem problem;

	ck_assert_int_eq(weigh_problem(margins, CIV_SURVEY_CAP).fault, CIV_SURVEY_FINE);
	margins[1].population = short_by_one;
	problem = weigh_problem(margins, CIV_SURVEY_CAP);
	ck_assert_int_eq(problem.fault, CIV_SURVEY_TOTALS);
	ck_assert_uint_eq(problem.which, 1);
	check_near(problem.found, 99);
	margins[1] = (struct civ_survey_margin){ends, 3, three};
	problem = weigh_problem(margins, CIV_SURVEY_CAP);
	ck_assert_int_eq(problem.fault, CIV_SURVEY_NOBODY);
	ck_assert_uint_eq(problem.which, 1);
	ck_assert_uint_eq(problem.group, 2);
	/* Nobody is of the second margin: its groups are at fault, not those of the first. */
	margins[1] = (struct civ_survey_margin){none, 2, even};
	problem = weigh_problem(margins, CIV_SURVEY_CAP);
	ck_assert_int_eq(problem.fault, CIV_SURVEY_NOBODY);
	ck_assert_uint_eq(problem.which, 1);
	/* Those of a group of the first are of none of the second. */
	margins[1] = (struct civ_survey_margin){half, 2, even};
	problem = weigh_problem(margins, CIV_SURVEY_CAP);
	ck_assert_int_eq(problem.fault, CIV_SURVEY_APART);
	ck_assert_uint_eq(problem.which, 0);
	ck_assert_uint_eq(problem.group, 1);
	margins[1] = (struct civ_survey_margin){ends, 2, unknown};
	ck_assert_int_eq(weigh_problem(margins, CIV_SURVEY_CAP).fault, CIV_SURVEY_NO_POPULATION);
	/* Two margins that part the same people otherwise: the first is spoilt by the second each time. */
	margins[1] = (struct civ_survey_margin){same, 2, odd};
	problem = weigh_problem(margins, INFINITY);
	ck_assert_int_eq(problem.fault, CIV_SURVEY_DIVERGES);
	ck_assert_uint_eq(problem.which, 0);
	/* 97 of 100 by two of four: 1.94 times the mean; a cap below leaves them short. */
	margins[0] = (struct civ_survey_margin){sides, 2, odd};
	margins[1] = (struct civ_survey_margin){ends, 2, even};
	ck_assert_int_eq(weigh_problem(margins, 1.95).fault, CIV_SURVEY_FINE);
	problem = weigh_problem(margins, 1.9);
	ck_assert_int_eq(problem.fault, CIV_SURVEY_DIVERGES);
	ck_assert_uint_eq(problem.which, 0);
}
END_TEST

/* ---- random surveys ---- */

enum { SURVEYS = 10000, MOST = 60, DIMENSIONS = 3, GROUPS = 5, CHOICES = 4 };

static uint64_t random_state;

static uint32_t draw(uint32_t below)
{
	random_state = random_state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((random_state >> 33) % below);
}

struct random_survey {
	struct civ_survey_design design;
	double weights[MOST], fitted[MOST];
	uint32_t groups[DIMENSIONS][MOST], choices[MOST];
	double population[DIMENSIONS][GROUPS];
	struct civ_survey_margin margins[DIMENSIONS];
	struct civ_survey_fit fit;
};

static void draw_survey(struct random_survey *s)
{
	size_t dimensions = 1 + draw(DIMENSIONS);

	s->design = (struct civ_survey_design){.size = 8 + draw(MOST - 7), .weights = s->weights, .stratum_count = 1};
	s->fit = (struct civ_survey_fit){s->margins, dimensions, draw(2) == 0 ? CIV_SURVEY_CAP : INFINITY};
	for (size_t i = 0; i < s->design.size; i++) {
		s->weights[i] = 0.5 + draw(100);
		s->choices[i] = draw(CHOICES + 1);
	}
	for (size_t d = 0; d < dimensions; d++) {
		uint32_t groups = 2 + draw(GROUPS - 1);
		double total = 0;

		s->margins[d] = (struct civ_survey_margin){s->groups[d], groups, s->population[d]};
		for (size_t i = 0; i < s->design.size; i++)
			s->groups[d][i] = draw(groups);
		for (uint32_t g = 0; g < groups; g++)
			total += s->population[d][g] = 1 + draw(1000);
		for (uint32_t g = 0; g < groups; g++)
			s->population[d][g] *= 10000 / total;
	}
}

static void check_populations(const struct random_survey *s)
{
	for (size_t d = 0; d < s->fit.count; d++)
		for (size_t g = 0; g < s->margins[d].group_count; g++) {
			double sum = 0;

			for (size_t i = 0; i < s->design.size; i++)
				sum += s->groups[d][i] == g ? s->fitted[i] : 0;
			ck_assert_double_eq_tol(sum / s->population[d][g], 1, 2e-6);
		}
}

static void check_shares(const struct random_survey *s)
{
	struct civ_survey_group all = {NULL, s->design.size};
	struct civ_survey_problem problem;
	struct civ_survey *survey;
	double sum = 0, total = 0, values[MOST];

	ck_assert_int_eq(civ_survey_open(&s->design, &s->fit, s->fitted, &survey, &problem), CIV_OK);
	for (uint32_t c = 0; c < CHOICES; c++) {
		struct civ_survey_estimate found;

		for (size_t i = 0; i < s->design.size; i++)
			values[i] = s->choices[i] == CHOICES ? NAN : s->choices[i] == c;
		civ_survey_estimate(survey, &all, values, &found);
		if (found.n == 0)
			continue;
		ck_assert(found.mean >= 0 && found.mean <= 1);
		ck_assert(isnan(found.se) || (found.se >= 0 && found.se < 1));
		sum += 100 * found.mean;
		total += found.total / found.weight;
	}
	if (sum > 0) {
		ck_assert_double_eq_tol(sum, 100, 1e-9);
		ck_assert_double_eq_tol(total, 1, 1e-9);
	}
	civ_survey_close(survey);
}

START_TEST(random_surveys_add_up)
{
	size_t met = 0, nobody = 0, diverged = 0;

	random_state = 20260630;
	for (size_t k = 0; k < SURVEYS; k++) {
		struct random_survey s;
		struct civ_survey_problem problem;

		draw_survey(&s);
		if (civ_survey_weigh(&s.design, &s.fit, s.fitted, &problem) == CIV_OK) {
			met++;
			check_populations(&s);
			check_shares(&s);
			continue;
		}
		ck_assert(problem.fault == CIV_SURVEY_NOBODY || problem.fault == CIV_SURVEY_DIVERGES);
		nobody += problem.fault == CIV_SURVEY_NOBODY;
		diverged += problem.fault == CIV_SURVEY_DIVERGES;
		ck_assert_uint_lt(problem.which, s.fit.count);
		ck_assert_uint_lt(problem.group, s.margins[problem.which].group_count);
		if (problem.fault == CIV_SURVEY_DIVERGES)
			ck_assert(fabs(problem.found / problem.expected - 1) > 1e-6);
	}
	/* Each of them is seen, or the test shows nothing. */
	ck_assert_uint_gt(met, SURVEYS / 2);
	ck_assert_uint_gt(nobody, 10);
	ck_assert_uint_gt(diverged, 10);
}
END_TEST

Suite *survey_suite(void)
{
	Suite *suite = suite_create("survey");
	TCase *r = tcase_create("as in R"), *rules = tcase_create("rules");

	tcase_add_test(r, simple_samples_are_as_in_r);
	tcase_add_test(r, stratified_samples_are_as_in_r);
	tcase_add_test(r, clusters_are_as_in_r);
	tcase_add_test(r, second_stages_are_as_in_r);
	suite_add_tcase(suite, r);
	tcase_add_test(rules, weights_of_one_have_no_population);
	tcase_add_test(rules, changes_have_a_p);
	tcase_add_test(rules, one_answer_has_no_error);
	tcase_add_test(rules, bad_designs_are_refused);
	tcase_add_test(rules, margins_that_cannot_be_met_are_named);
	tcase_add_test(rules, random_surveys_add_up);
	suite_add_tcase(suite, rules);
	return suite;
}
