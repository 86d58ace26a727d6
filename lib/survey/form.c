#include "lib/survey/form.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

uint32_t civ_form_unit(const struct civ_form *form, size_t respondent)
{
	return form->design->clusters == NULL ? (uint32_t)respondent : form->design->clusters[respondent];
}

static uint32_t stratum_of(const struct civ_survey_design *design, size_t respondent)
{
	return design->strata == NULL ? 0 : design->strata[respondent];
}

uint32_t civ_form_stratum(const struct civ_form *form, size_t unit)
{
	return form->unit_stratum == NULL ? stratum_of(form->design, unit) : form->unit_stratum[unit];
}

/* ---- the design ---- */

static enum civ_status refuse(struct civ_survey_problem *problem, enum civ_survey_fault fault, size_t which)
{
	problem->fault = fault;
	problem->which = which;
	return CIV_REFUSED;
}

static enum civ_status place_clusters(struct civ_form *form, struct civ_survey_problem *problem)
{
	const struct civ_survey_design *design = form->design;

	if (design->clusters == NULL)
		return CIV_OK;
	for (size_t c = 0; c < design->cluster_count; c++)
		form->unit_stratum[c] = CIV_SURVEY_NONE;
	for (size_t i = 0; i < design->size; i++) {
		uint32_t *stratum = &form->unit_stratum[design->clusters[i]];

		if (*stratum == CIV_SURVEY_NONE)
			*stratum = stratum_of(design, i);
		if (*stratum != stratum_of(design, i))
			return refuse(problem, CIV_SURVEY_SPLIT_CLUSTER, design->clusters[i]);
		if (form->cluster_members != NULL)
			form->cluster_members[design->clusters[i]]++;
	}
	return CIV_OK;
}

/* How much of a population of so many is not in a sample of so many. */
static double left(double sampled, double population)
{
	return isnan(population) ? 1 : 1 - sampled / population;
}

static enum civ_status count_strata(struct civ_form *form, struct civ_survey_problem *problem)
{
	const struct civ_survey_design *design = form->design;

	for (size_t unit = 0; unit < form->unit_count; unit++)
		form->stratum_units[civ_form_stratum(form, unit)]++;
	for (size_t h = 0; h < design->stratum_count; h++) {
		double n = form->stratum_units[h],
		       population = design->population == NULL ? NAN : design->population[h];

		problem->found = n;
		problem->expected = population;
		if (n > population)
			return refuse(problem, CIV_SURVEY_OVER, h);
		if (n < 2 && !(population <= 0))
			return refuse(problem, CIV_SURVEY_LONELY, h);
		form->stratum_factor[h] = n < 2 ? 0 : left(n, population) * n / (n - 1);
	}
	return CIV_OK;
}

static enum civ_status count_clusters(struct civ_form *form, struct civ_survey_problem *problem)
{
	const struct civ_survey_design *design = form->design;

	if (form->cluster_members == NULL)
		return CIV_OK;
	for (size_t c = 0; c < design->cluster_count; c++) {
		double n = form->cluster_members[c], population = design->members[c];
		uint32_t h = form->unit_stratum[c];
		double clusters = design->population == NULL ? NAN : design->population[h];

		problem->found = n;
		problem->expected = population;
		if (n > population)
			return refuse(problem, CIV_SURVEY_OVER_CLUSTER, c);
		if (n < 2 && population > n)
			return refuse(problem, CIV_SURVEY_LONELY_CLUSTER, c);
		form->cluster_factor[c] = isnan(population) || isnan(clusters) || n < 2
		                                  ? 0
		                                  : form->stratum_units[h] / clusters * left(n, population) * n /
		                                            (n - 1);
	}
	return CIV_OK;
}

/* *SOUGHT of COUNT zeros; false when memory is out. */
#define ZEROS(sought, count) ((*(sought) = calloc((count) + 1, sizeof **(sought))) != NULL)

static bool allocate(struct civ_form *form)
{
	const struct civ_survey_design *design = form->design;
	size_t strata = design->stratum_count, clusters = design->cluster_count;

	form->unit_count = design->clusters == NULL ? design->size : clusters;
	if (!ZEROS(&form->stratum_units, strata) || !ZEROS(&form->stratum_factor, strata) ||
	    !ZEROS(&form->stratum_means, strata) || !ZEROS(&form->stratum_squares, strata) ||
	    !ZEROS(&form->stratum_seen, strata))
		return false;
	if (design->clusters == NULL)
		return true;
	if (!ZEROS(&form->unit_stratum, clusters) || !ZEROS(&form->unit_sums, clusters) ||
	    !ZEROS(&form->unit_seen, clusters) || !ZEROS(&form->order, clusters))
		return false;
	return design->members == NULL ||
	       (ZEROS(&form->cluster_members, clusters) && ZEROS(&form->cluster_factor, clusters) &&
	        ZEROS(&form->cluster_seen, clusters));
}

enum civ_status civ_form_open(struct civ_form *form, const struct civ_survey_design *design,
                              struct civ_survey_problem *problem)
{
	enum civ_status status;

	*form = (struct civ_form){.design = design};
	if (!allocate(form))
		return CIV_SYSTEM;
	status = place_clusters(form, problem);
	if (status == CIV_OK)
		status = count_strata(form, problem);
	if (status == CIV_OK)
		status = count_clusters(form, problem);
	return status;
}

void civ_form_close(struct civ_form *form)
{
	free(form->unit_stratum);
	free(form->stratum_units);
	free(form->stratum_factor);
	free(form->cluster_members);
	free(form->cluster_factor);
	free(form->unit_sums);
	free(form->unit_seen);
	free(form->order);
	free(form->stratum_means);
	free(form->stratum_squares);
	free(form->stratum_seen);
	free(form->cluster_seen);
}

/* ---- a variable ---- */

double civ_form_sum(const struct civ_form *form, size_t t)
{
	return form->sums == NULL ? form->unit_sums[form->touched[t]] : form->sums[t];
}

static void gather_clusters(struct civ_form *form, const struct civ_form_variable *variable)
{
	for (size_t t = 0; t < form->touched_count; t++)
		form->unit_seen[form->touched[t]] = false;
	form->touched = form->order;
	form->touched_count = 0;
	for (size_t k = 0; k < variable->count; k++) {
		uint32_t unit = form->design->clusters[variable->who[k]];

		if (!form->unit_seen[unit]) {
			form->unit_seen[unit] = true;
			form->unit_sums[unit] = 0;
			form->order[form->touched_count++] = unit;
		}
		form->unit_sums[unit] += variable->values[k];
	}
}

void civ_form_gather(struct civ_form *form, const struct civ_form_variable *variable)
{
	size_t strata = form->design->stratum_count;

	if (form->design->clusters != NULL) {
		gather_clusters(form, variable);
	} else {
		form->touched = variable->who;
		form->sums = variable->values;
		form->touched_count = variable->count;
	}
	memset(form->stratum_means, 0, strata * sizeof *form->stratum_means);
	for (size_t t = 0; t < form->touched_count; t++)
		form->stratum_means[civ_form_stratum(form, form->touched[t])] += civ_form_sum(form, t);
	for (size_t h = 0; h < strata; h++)
		form->stratum_means[h] /= fmax(form->stratum_units[h], 1);
}

/* Squares are taken around the mean; the units that the variable is 0 in are each the mean itself away from it. */
static double first_stage(struct civ_form *form)
{
	size_t strata = form->design->stratum_count;
	double variance = 0;

	memset(form->stratum_squares, 0, strata * sizeof *form->stratum_squares);
	memset(form->stratum_seen, 0, strata * sizeof *form->stratum_seen);
	for (size_t t = 0; t < form->touched_count; t++) {
		uint32_t h = civ_form_stratum(form, form->touched[t]);
		double away = civ_form_sum(form, t) - form->stratum_means[h];

		form->stratum_squares[h] += away * away;
		form->stratum_seen[h]++;
	}
	for (size_t h = 0; h < strata; h++) {
		double mean = form->stratum_means[h], others = form->stratum_units[h] - form->stratum_seen[h];

		variance += form->stratum_factor[h] * (form->stratum_squares[h] + others * mean * mean);
	}
	return variance;
}

static double second_stage(struct civ_form *form, const struct civ_form_variable *variable)
{
	double variance = 0;

	if (form->cluster_members == NULL)
		return 0;
	for (size_t t = 0; t < form->touched_count; t++)
		form->cluster_seen[form->touched[t]] = 0;
	for (size_t k = 0; k < variable->count; k++) {
		uint32_t c = form->design->clusters[variable->who[k]];
		double away = variable->values[k] - form->unit_sums[c] / form->cluster_members[c];

		variance += form->cluster_factor[c] * away * away;
		form->cluster_seen[c]++;
	}
	for (size_t t = 0; t < form->touched_count; t++) {
		uint32_t c = form->touched[t];
		double mean = form->unit_sums[c] / form->cluster_members[c];

		variance += form->cluster_factor[c] * (form->cluster_members[c] - form->cluster_seen[c]) * mean * mean;
	}
	return variance;
}

double civ_form_variance(struct civ_form *form, const struct civ_form_variable *variable)
{
	return first_stage(form) + second_stage(form, variable);
}
