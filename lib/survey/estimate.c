/* Means, totals and what they differ by. */
#include <math.h>
#include <stdlib.h>

#include "civplan/count.h"
#include "lib/survey/residual.h"

struct civ_survey {
	struct civ_form form;
	struct civ_residual residual;
	bool fitted;           /* to margins: `residual` is there */
	const double *weights; /* NULL: 1 */
	bool has_inverse;      /* the weights may be inverse chances */
	double population;     /* of the design; NAN: not known */
	double weight;         /* of all */
	uint32_t *who;         /* of the variable in hand */
	double *values;
	size_t count;
};

static double weight_of(const struct civ_survey *survey, size_t i)
{
	return survey->weights == NULL ? 1 : survey->weights[i];
}

/* ---- getting ready ---- */

static enum civ_status look_at_weights(struct civ_survey *survey, struct civ_survey_problem *problem)
{
	const struct civ_survey_design *design = survey->form.design;

	survey->has_inverse = true;
	for (size_t i = 0; i < design->size; i++) {
		double weight = weight_of(survey, i);

		if (!isfinite(weight) || weight < 0) {
			*problem = (struct civ_survey_problem){CIV_SURVEY_BAD_WEIGHT, .which = i};
			return CIV_REFUSED;
		}
		survey->weight += weight;
		if (weight > 0 && weight < 1 && !survey->fitted)
			survey->has_inverse = false;
	}
	return CIV_OK;
}

static double design_population(const struct civ_survey_design *design)
{
	double sum = 0;

	if (design->population == NULL || design->clusters != NULL)
		return NAN;
	for (size_t h = 0; h < design->stratum_count; h++)
		sum += design->population[h];
	return sum;
}

enum civ_status civ_survey_open(const struct civ_survey_design *design, const struct civ_survey_fit *fit,
                                const double *weights, struct civ_survey **survey, struct civ_survey_problem *problem)
{
	struct civ_survey *s = *survey = calloc(1, sizeof *s);
	enum civ_status status;

	*problem = (struct civ_survey_problem){.fault = CIV_SURVEY_FINE};
	if (s == NULL)
		return CIV_SYSTEM;
	s->weights = weights == NULL ? design->weights : weights;
	s->fitted = weights != NULL;
	s->population = design_population(design);
	s->who = calloc(design->size + 1, sizeof *s->who);
	s->values = calloc(design->size + 1, sizeof *s->values);
	status = s->who == NULL || s->values == NULL ? CIV_SYSTEM : civ_form_open(&s->form, design, problem);
	if (status == CIV_OK)
		status = look_at_weights(s, problem);
	if (status == CIV_OK && s->fitted)
		status = civ_residual_open(&s->residual, &s->form, fit, weights);
	if (status != CIV_OK) {
		civ_survey_close(s);
		*survey = NULL;
	}
	return status;
}

void civ_survey_close(struct civ_survey *survey)
{
	if (survey == NULL)
		return;
	civ_residual_close(&survey->residual);
	civ_form_close(&survey->form);
	free(survey->who);
	free(survey->values);
	free(survey);
}

/* ---- one variable ---- */

static size_t member(const struct civ_survey_group *group, size_t k)
{
	return group->members == NULL ? k : group->members[k];
}

/* The member K of GROUP, if he counts: he has a value and a weight. */
static bool counts(const struct civ_survey *survey, const struct civ_survey_group *group, const double *values,
                   size_t k)
{
	size_t i = member(group, k);

	return weight_of(survey, i) > 0 && !isnan(values[i]);
}

/* n, weight, mean and total, and the sum of w (y - mean)^2. */
static double describe(const struct civ_survey *survey, const struct civ_survey_group *group, const double *values,
                       struct civ_survey_estimate *estimate)
{
	double squares = 0;

	*estimate = (struct civ_survey_estimate){.mean = NAN, .se = NAN, .deff = NAN};
	for (size_t k = 0; k < group->count; k++) {
		size_t i = member(group, k);

		if (!counts(survey, group, values, k))
			continue;
		estimate->n++;
		estimate->weight += weight_of(survey, i);
		estimate->total += weight_of(survey, i) * values[i];
	}
	if (estimate->n == 0)
		return 0;
	estimate->mean = estimate->total / estimate->weight;
	for (size_t k = 0; k < group->count; k++)
		if (counts(survey, group, values, k)) {
			double away = values[member(group, k)] - estimate->mean;

			squares += weight_of(survey, member(group, k)) * away * away;
		}
	return squares;
}

/* Add w (y - CENTRE) FACTOR of the members that count to the variable in hand. */
static void add_variable(struct civ_survey *survey, const struct civ_survey_group *group, const double *values,
                         double centre, double factor)
{
	for (size_t k = 0; k < group->count; k++) {
		size_t i = member(group, k);

		if (!counts(survey, group, values, k))
			continue;
		survey->who[survey->count] = (uint32_t)i;
		survey->values[survey->count++] = weight_of(survey, i) * (values[i] - centre) * factor;
	}
}

/* Of the sum of the variable in hand, which is empty then. */
static double variance(struct civ_survey *survey)
{
	struct civ_form_variable variable = {survey->who, survey->values, survey->count};
	double all, saved = 0;

	civ_form_gather(&survey->form, &variable);
	all = civ_form_variance(&survey->form, &variable);
	if (survey->fitted)
		saved = civ_residual_saved(&survey->residual, &survey->form, &variable);
	survey->count = 0;
	/* What the margins tell wholly has no error left; the difference of two equal sums is not quite 0. */
	return all - saved > 1e-12 * all ? all - saved : 0;
}

/* The part of the population that is not in a simple sample like this one. */
static double simple_factor(const struct civ_survey *survey, const struct civ_survey_estimate *estimate)
{
	double n = (double)estimate->n, population = estimate->weight;

	if (!survey->has_inverse || population <= n)
		population = survey->population * estimate->weight / survey->weight;
	return population > n ? 1 - n / population : 1;
}

void civ_survey_estimate(struct civ_survey *survey, const struct civ_survey_group *group, const double *values,
                         struct civ_survey_estimate *estimate)
{
	double squares = describe(survey, group, values, estimate), n = (double)estimate->n, simple, v;

	if (estimate->n == 0)
		return;
	add_variable(survey, group, values, 0, 1);
	estimate->total_se = sqrt(variance(survey));
	if (estimate->n < 2)
		return;
	add_variable(survey, group, values, estimate->mean, 1 / estimate->weight);
	v = variance(survey);
	estimate->se = sqrt(v);
	simple = squares / estimate->weight / (n - 1) * simple_factor(survey, estimate);
	if (simple > 0)
		estimate->deff = v / simple;
}

void civ_survey_contrast(struct civ_survey *survey, const struct civ_survey_group *a, const struct civ_survey_group *b,
                         const double *values, double change[2])
{
	struct civ_survey_estimate of_a, of_b;

	(void)describe(survey, a, values, &of_a);
	(void)describe(survey, b, values, &of_b);
	change[0] = of_a.mean - of_b.mean;
	change[1] = NAN;
	if (of_a.n < 2 || of_b.n < 2)
		return;
	add_variable(survey, a, values, of_a.mean, 1 / of_a.weight);
	add_variable(survey, b, values, of_b.mean, -1 / of_b.weight);
	change[1] = sqrt(variance(survey));
}

/* ---- what follows from an error ---- */

double civ_survey_p(double change, double se)
{
	if (isnan(se))
		return NAN;
	if (se > 0)
		return erfc(fabs(change) / se / sqrt(2));
	return change == 0 ? 1 : 0;
}

double civ_survey_margin(double se)
{
	return 1.96 * se;
}

void civ_survey_share_bounds(const struct civ_survey_estimate *estimate, double *low, double *high)
{
	double n = (double)estimate->n;

	if (estimate->deff > 0)
		n /= estimate->deff;
	*low = *high = 100 * estimate->mean;
	/* Where margins tell the share wholly, there is nothing to be uncertain of. */
	if (estimate->n > 0 && estimate->deff != 0)
		civ_wilson_of(estimate->mean, n, low, high);
}
