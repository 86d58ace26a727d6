/* Scales of values: what a numerator and denominator give, and what is possible. */
#include <check.h>
#include <math.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/scale.h"

Suite *scale_suite(void);

static struct civ_scale scale(const char *unit, double lo, double hi, double min, double max)
{
	const struct civ_scale_traits traits = {
		.unit = {unit, strlen(unit)}, .lo = lo, .hi = hi, .min = min, .max = max};

	return civ_scale_of(&traits);
}

static enum civ_scale_verdict judge(struct civ_scale of, double value, double numerator, double denominator)
{
	const struct civ_score_measured measured = {value, numerator, denominator};

	return civ_scale_judge(&of, &measured);
}

START_TEST(units_tell_the_factor)
{
	static const struct {
		const char *unit;
		double factor;
	} known[] = {{"", 100},
	             {"%", 100},
	             {"％", 100},
	             {"days", 1},
	             {"‰", 1000},
	             {"per 1,000 passers", 1000},
	             {"acts per 10000", 1e4},
	             {"每十万人", 1e5},
	             {"每万人", 1e4},
	             {"万人", 1},
	             {"percentage points", 1}};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		ck_assert_double_eq(civ_unit_factor((struct civ_span){known[i].unit, strlen(known[i].unit)}),
		                    known[i].factor);
}
END_TEST

START_TEST(agreement_is_to_the_digits_given)
{
	double exact = 1200.0 / 17;

	ck_assert(civ_scale_agrees(70.59, exact));
	ck_assert(civ_scale_agrees(70.6, exact));
	ck_assert(civ_scale_agrees(71, exact));
	ck_assert(civ_scale_agrees(70.588235, exact));
	ck_assert(!civ_scale_agrees(70.58, exact));
	ck_assert(!civ_scale_agrees(70.5, exact));
	ck_assert(!civ_scale_agrees(70, exact));
	ck_assert(civ_scale_agrees(2.5, 2.5));
	ck_assert(civ_scale_agrees(1e9, 1e9));
	ck_assert(!civ_scale_agrees(90, 25));
}
END_TEST

START_TEST(values_are_judged)
{
	struct civ_scale percent = scale("%", NAN, NAN, NAN, NAN), days = scale("days", NAN, NAN, NAN, NAN),
			 bare = scale("", NAN, NAN, NAN, NAN);

	ck_assert_int_eq(judge(percent, 90, 3, 12), CIV_SCALE_DISAGREES);
	ck_assert_int_eq(judge(percent, 25, 3, 12), CIV_SCALE_FITS);
	ck_assert_int_eq(judge(percent, 25, 3, 0), CIV_SCALE_OVER_NOTHING);
	ck_assert_int_eq(judge(percent, 985, NAN, NAN), CIV_SCALE_OVER);
	ck_assert_int_eq(judge(percent, -0.1, NAN, NAN), CIV_SCALE_UNDER);
	ck_assert_int_eq(judge(percent, 125, 15, 12), CIV_SCALE_OVER);
	ck_assert_int_eq(judge(days, 985, NAN, 3), CIV_SCALE_HALF);
	ck_assert_int_eq(judge(days, 5, 15, 3), CIV_SCALE_FITS);
	ck_assert_int_eq(judge(days, 500, 15, 3), CIV_SCALE_DISAGREES);
	ck_assert_int_eq(judge(bare, 5, 15, 3), CIV_SCALE_FITS);
	ck_assert_int_eq(judge(bare, 500, 15, 3), CIV_SCALE_FITS);
	ck_assert_int_eq(judge(scale("", 0, 100, NAN, NAN), 985, NAN, NAN), CIV_SCALE_OVER);
	ck_assert_int_eq(judge(scale("", 0, 50, NAN, NAN), 985, NAN, NAN), CIV_SCALE_FITS);
	ck_assert_int_eq(judge(scale("%", NAN, NAN, -100, 1000), -5, NAN, NAN), CIV_SCALE_FITS);
	ck_assert_int_eq(judge(scale("%", NAN, NAN, NAN, -5), -50, NAN, NAN), CIV_SCALE_UNDER);
	ck_assert_int_eq(judge(scale("%", 0, 120, NAN, NAN), 115, NAN, NAN), CIV_SCALE_FITS);
	ck_assert_int_eq(judge(scale("%", 0, 120, NAN, NAN), 121, NAN, NAN), CIV_SCALE_OVER);
}
END_TEST

START_TEST(expectations_stay_possible)
{
	struct civ_scale percent = scale("%", NAN, NAN, NAN, NAN), days = scale("days", NAN, NAN, NAN, NAN),
			 points = scale("百分点", NAN, NAN, NAN, NAN);

	ck_assert_double_eq(civ_scale_keep(&percent, 80, 126), 100);
	ck_assert_double_eq(civ_scale_keep(&percent, 80, -3), 0);
	ck_assert_double_eq(civ_scale_keep(&days, 3, -1.36), 0);
	ck_assert_double_eq(civ_scale_keep(&days, -2, -1.36), -1.36);
	ck_assert_double_eq(civ_scale_keep(&points, 3, -1.36), -1.36);
	ck_assert_double_eq(civ_scale_keep(&days, 3, 400), 400);
}
END_TEST

Suite *scale_suite(void)
{
	Suite *suite = suite_create("scale");
	TCase *cases = tcase_create("scale");

	tcase_add_test(cases, units_tell_the_factor);
	tcase_add_test(cases, agreement_is_to_the_digits_given);
	tcase_add_test(cases, values_are_judged);
	tcase_add_test(cases, expectations_stay_possible);
	suite_add_tcase(suite, cases);
	return suite;
}
