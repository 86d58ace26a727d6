/* Weights that meet what is known of the population. */
#include <math.h>
#include <stdlib.h>

#include "civplan/survey.h"

enum { ROUNDS = 50 };

/* The margins count as met up to here; while there are rounds left it goes on to the second. */
static const double met = 1e-6, exact = 1e-13;

struct fitting {
	const struct civ_survey_design *design;
	const struct civ_survey_fit *fit;
	double *weights;
	double *sums; /* of the groups of one margin */
	double limit; /* of w/d */
	struct civ_survey_problem *problem;
};

static double design_weight(const struct civ_survey_design *design, size_t i)
{
	return design->weights == NULL ? 1 : design->weights[i];
}

static enum civ_status refuse(const struct fitting *f, struct civ_survey_problem problem)
{
	*f->problem = problem;
	return CIV_REFUSED;
}

static enum civ_status begin(struct fitting *f)
{
	for (size_t i = 0; i < f->design->size; i++) {
		double weight = design_weight(f->design, i);

		if (!isfinite(weight) || weight < 0)
			return refuse(f, (struct civ_survey_problem){CIV_SURVEY_BAD_WEIGHT, .which = i});
		f->weights[i] = weight;
	}
	return CIV_OK;
}

static void sum_groups(struct fitting *f, const struct civ_survey_margin *margin)
{
	for (size_t g = 0; g < margin->group_count; g++)
		f->sums[g] = 0;
	for (size_t i = 0; i < f->design->size; i++)
		if (margin->groups[i] != CIV_SURVEY_NONE)
			f->sums[margin->groups[i]] += f->weights[i];
}

/* Somebody is of each group, whatever is known of him otherwise: a margin that nobody is of must not speak for the
 * others. */
static enum civ_status check_groups(struct fitting *f)
{
	for (size_t m = 0; m < f->fit->count; m++) {
		const struct civ_survey_margin *margin = &f->fit->margins[m];

		sum_groups(f, margin);
		for (size_t g = 0; g < margin->group_count; g++)
			if (margin->population[g] > 0 && f->sums[g] <= 0)
				return refuse(f, (struct civ_survey_problem){CIV_SURVEY_NOBODY, m, g,
				                                             .expected = margin->population[g]});
	}
	return CIV_OK;
}

/* Leave out whoever is of no group of some margin. */
static void leave_out(struct fitting *f)
{
	f->limit = 0;
	for (size_t i = 0; i < f->design->size; i++) {
		for (size_t m = 0; m < f->fit->count; m++)
			if (f->fit->margins[m].groups[i] == CIV_SURVEY_NONE)
				f->weights[i] = 0;
		f->limit += f->weights[i];
	}
}

/* Each group of margin WHICH has a population and somebody who stands for it; *TOTAL is that of all of them. */
static enum civ_status check_margin(struct fitting *f, size_t which, double *total)
{
	const struct civ_survey_margin *margin = &f->fit->margins[which];

	*total = 0;
	sum_groups(f, margin);
	for (size_t g = 0; g < margin->group_count; g++) {
		double population = margin->population[g];
		struct civ_survey_problem problem = {.which = which, .group = g, .expected = population};

		problem.fault = population > 0 ? CIV_SURVEY_APART : CIV_SURVEY_NO_POPULATION;
		if ((population > 0) != (f->sums[g] > 0))
			return refuse(f, problem);
		*total += population > 0 ? population : 0;
	}
	return CIV_OK;
}

static enum civ_status check_margins(struct fitting *f)
{
	double first = 0;

	for (size_t m = 0; m < f->fit->count; m++) {
		double total;
		enum civ_status status = check_margin(f, m, &total);

		if (status != CIV_OK)
			return status;
		if (m == 0)
			first = total;
		if (fabs(total - first) > met * first)
			return refuse(f, (struct civ_survey_problem){CIV_SURVEY_TOTALS, .which = m, .expected = first,
			                                             .found = total});
	}
	f->limit = f->fit->cap * first / f->limit;
	return CIV_OK;
}

static void meet(struct fitting *f, const struct civ_survey_margin *margin)
{
	sum_groups(f, margin);
	for (size_t g = 0; g < margin->group_count; g++)
		f->sums[g] = f->sums[g] > 0 ? margin->population[g] / f->sums[g] : 0;
	for (size_t i = 0; i < f->design->size; i++)
		if (margin->groups[i] != CIV_SURVEY_NONE)
			f->weights[i] *= f->sums[margin->groups[i]];
}

static void cut(struct fitting *f)
{
	if (!isfinite(f->limit))
		return;
	for (size_t i = 0; i < f->design->size; i++)
		f->weights[i] = fmin(f->weights[i], f->limit * design_weight(f->design, i));
}

/* How far the group that is the furthest from its population is, and which it is. */
static double furthest(struct fitting *f, struct civ_survey_problem *problem)
{
	double most = -1;

	for (size_t m = 0; m < f->fit->count; m++) {
		const struct civ_survey_margin *margin = &f->fit->margins[m];

		sum_groups(f, margin);
		for (size_t g = 0; g < margin->group_count; g++) {
			double population = margin->population[g], away = fabs(f->sums[g] / population - 1);

			if (population > 0 && away > most) {
				most = away;
				*problem = (struct civ_survey_problem){CIV_SURVEY_DIVERGES, m, g, population,
				                                       f->sums[g]};
			}
		}
	}
	return most;
}

static enum civ_status rounds(struct fitting *f)
{
	struct civ_survey_problem problem = {0};
	double away = INFINITY;

	for (int round = 0; round < ROUNDS && away > exact; round++) {
		for (size_t m = 0; m < f->fit->count; m++)
			meet(f, &f->fit->margins[m]);
		cut(f);
		away = furthest(f, &problem);
	}
	return away > met ? refuse(f, problem) : CIV_OK;
}

enum civ_status civ_survey_weigh(const struct civ_survey_design *design, const struct civ_survey_fit *fit,
                                 double *weights, struct civ_survey_problem *problem)
{
	struct fitting f = {.design = design, .fit = fit, .weights = weights, .problem = problem};
	size_t most = 1;
	enum civ_status status;

	*problem = (struct civ_survey_problem){.fault = CIV_SURVEY_FINE};
	for (size_t m = 0; m < fit->count; m++)
		if (fit->margins[m].group_count > most)
			most = fit->margins[m].group_count;
	f.sums = calloc(most, sizeof *f.sums);
	if (f.sums == NULL)
		return CIV_SYSTEM;
	status = begin(&f);
	if (status == CIV_OK)
		status = check_groups(&f);
	if (status == CIV_OK) {
		leave_out(&f);
		status = check_margins(&f);
	}
	if (status == CIV_OK)
		status = rounds(&f);
	free(f.sums);
	return status;
}
