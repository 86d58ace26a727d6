#include "lib/survey/residual.h"

#include <stdlib.h>
#include <string.h>

/* The columns in which respondent I has 1, one a margin; false: he is in no group of one of them. */
static bool columns_of(const struct civ_residual *residual, size_t i, uint32_t *columns)
{
	uint32_t first = 0;

	for (size_t m = 0; m < residual->fit->count; m++) {
		const struct civ_survey_margin *margin = &residual->fit->margins[m];

		if (margin->groups[i] == CIV_SURVEY_NONE)
			return false;
		columns[m] = first + margin->groups[i];
		first += (uint32_t)margin->group_count;
	}
	return true;
}

static double design_weight(const struct civ_residual *residual, size_t i)
{
	return residual->design->weights == NULL ? 1 : residual->design->weights[i];
}

/* ---- the generalised inverse ---- */

/* One step of Goodnight's sweep (The American Statistician 33, 1979) on a square matrix. */
static void sweep(double *a, size_t size, size_t k)
{
	double pivot = a[k * size + k];

	for (size_t j = 0; j < size; j++)
		a[k * size + j] /= pivot;
	for (size_t i = 0; i < size; i++) {
		double factor = a[i * size + k];

		if (i == k || factor == 0)
			continue;
		for (size_t j = 0; j < size; j++)
			a[i * size + j] -= factor * a[k * size + j];
		a[i * size + k] = -factor / pivot;
	}
	a[k * size + k] = 1 / pivot;
}

/* A column that those before it add up to is left out: its row and column become 0. */
static enum civ_status invert(double *a, size_t size)
{
	double *diagonal = calloc(size + 1, sizeof *diagonal);

	if (diagonal == NULL)
		return CIV_SYSTEM;
	for (size_t k = 0; k < size; k++)
		diagonal[k] = a[k * size + k];
	for (size_t k = 0; k < size; k++) {
		if (a[k * size + k] > 1e-9 * diagonal[k])
			sweep(a, size, k);
		else
			diagonal[k] = -1;
	}
	for (size_t k = 0; k < size; k++)
		for (size_t j = 0; j < size && diagonal[k] < 0; j++)
			a[k * size + j] = a[j * size + k] = 0;
	free(diagonal);
	return CIV_OK;
}

static enum civ_status open_inverse(struct civ_residual *residual, uint32_t *columns)
{
	size_t size = residual->columns;

	for (size_t i = 0; i < residual->design->size; i++) {
		if (!columns_of(residual, i, columns))
			continue;
		for (size_t a = 0; a < residual->fit->count; a++)
			for (size_t b = 0; b < residual->fit->count; b++)
				residual->inverse[columns[a] * size + columns[b]] += design_weight(residual, i);
	}
	return invert(residual->inverse, size);
}

/* ---- sums of w x by unit ---- */

/* Members of each unit one behind the other; starts of the units, and one more for the end. */
static void order_by_unit(const struct civ_form *form, size_t *starts, uint32_t *members)
{
	size_t n = form->design->size;

	for (size_t i = 0; i < n; i++)
		starts[civ_form_unit(form, i) + 1]++;
	for (size_t unit = 0; unit < form->unit_count; unit++)
		starts[unit + 1] += starts[unit];
	for (size_t i = n; i-- > 0;)
		members[--starts[civ_form_unit(form, i) + 1]] = (uint32_t)i;
	/* Each start stands one place too far, and is its unit's first member by now. */
	memmove(starts, starts + 1, form->unit_count * sizeof *starts);
	starts[form->unit_count] = n;
}

/* MEMBERS, COUNT of them, into the lists at FILLED; where they end. */
static size_t sum_unit(struct civ_residual *residual, const uint32_t *members, size_t count, size_t filled)
{
	size_t first = filled;
	double *sums = residual->products;
	uint32_t *columns = &residual->places[filled];

	for (size_t k = 0; k < count; k++) {
		if (!columns_of(residual, members[k], columns))
			continue;
		for (size_t m = 0; m < residual->fit->count; m++)
			sums[columns[m]] += residual->weights[members[k]];
		columns += residual->fit->count;
	}
	/* Columns that came up twice are kept once: their sums are taken out with the first. */
	for (const uint32_t *column = &residual->places[first]; column < columns; column++) {
		if (sums[*column] == 0)
			continue;
		residual->sums[filled] = sums[*column];
		sums[*column] = 0;
		residual->places[filled++] = *column;
	}
	return filled;
}

static enum civ_status open_sums(struct civ_residual *residual, const struct civ_form *form)
{
	size_t *starts = calloc(form->unit_count + 2, sizeof *starts), filled = 0;
	uint32_t *members = calloc(form->design->size + 1, sizeof *members);
	enum civ_status status = CIV_SYSTEM;

	if (starts == NULL || members == NULL)
		goto done;
	order_by_unit(form, starts, members);
	for (size_t unit = 0; unit < form->unit_count; unit++) {
		residual->starts[unit] = filled;
		filled = sum_unit(residual, &members[starts[unit]], starts[unit + 1] - starts[unit], filled);
	}
	residual->starts[form->unit_count] = filled;
	status = CIV_OK;
done:
	free(members);
	free(starts);
	return status;
}

/* ---- C(x,x) ---- */

/* FACTOR times x x', of an x that is 0 but for COUNT columns. */
struct outer {
	const uint32_t *places;
	const double *values;
	size_t count;
};

static void add_outer(struct civ_residual *residual, const struct outer *x, double factor)
{
	for (size_t a = 0; a < x->count; a++)
		for (size_t b = 0; b < x->count; b++)
			residual->covariance[x->places[a] * residual->columns + x->places[b]] += factor * x->values[a] *
			                                                                         x->values[b];
}

static struct outer unit_sums(const struct civ_residual *residual, size_t unit)
{
	size_t start = residual->starts[unit];

	return (struct outer){&residual->places[start], &residual->sums[start], residual->starts[unit + 1] - start};
}

static void between_units(struct civ_residual *residual, const struct civ_form *form)
{
	size_t size = residual->columns;

	for (size_t unit = 0; unit < form->unit_count; unit++) {
		uint32_t h = civ_form_stratum(form, unit);
		struct outer x = unit_sums(residual, unit);

		add_outer(residual, &x, form->stratum_factor[h]);
		for (size_t k = 0; k < x.count; k++)
			residual->strata[h * size + x.places[k]] += x.values[k];
	}
	for (size_t h = 0; h < form->design->stratum_count; h++) {
		const double *sums = &residual->strata[h * size];
		double factor = form->stratum_units[h] > 0 ? form->stratum_factor[h] / form->stratum_units[h] : 0;

		for (size_t a = 0; a < size; a++)
			for (size_t b = 0; b < size && sums[a] != 0; b++)
				residual->covariance[a * size + b] -= factor * sums[a] * sums[b];
	}
}

static void within_clusters(struct civ_residual *residual, const struct civ_form *form, uint32_t *columns)
{
	if (form->cluster_members == NULL)
		return;
	for (size_t i = 0; i < form->design->size; i++) {
		double w = residual->weights[i], factor = form->cluster_factor[form->design->clusters[i]];

		if (!columns_of(residual, i, columns))
			continue;
		for (size_t a = 0; a < residual->fit->count; a++)
			for (size_t b = 0; b < residual->fit->count; b++)
				residual->covariance[columns[a] * residual->columns + columns[b]] += factor * w * w;
	}
	for (size_t c = 0; c < form->unit_count; c++) {
		struct outer x = unit_sums(residual, c);

		if (x.count > 0)
			add_outer(residual, &x, -form->cluster_factor[c] / form->cluster_members[c]);
	}
}

/* ---- the whole ---- */

static bool allocate(struct civ_residual *residual, const struct civ_form *form)
{
	size_t size = residual->columns, most = form->design->size * residual->fit->count + residual->fit->count;

	residual->inverse = calloc(size * size + 1, sizeof *residual->inverse);
	residual->covariance = calloc(size * size + 1, sizeof *residual->covariance);
	residual->strata = calloc(form->design->stratum_count * size + 1, sizeof *residual->strata);
	residual->starts = calloc(form->unit_count + 1, sizeof *residual->starts);
	residual->places = calloc(most + 1, sizeof *residual->places);
	residual->sums = calloc(most + 1, sizeof *residual->sums);
	residual->fitted = calloc(size + 1, sizeof *residual->fitted);
	residual->products = calloc(size + 1, sizeof *residual->products);
	residual->mixed = calloc(size + 1, sizeof *residual->mixed);
	return residual->inverse != NULL && residual->covariance != NULL && residual->strata != NULL &&
	       residual->starts != NULL && residual->places != NULL && residual->sums != NULL &&
	       residual->fitted != NULL && residual->products != NULL && residual->mixed != NULL;
}

enum civ_status civ_residual_open(struct civ_residual *residual, struct civ_form *form,
                                  const struct civ_survey_fit *fit, const double *weights)
{
	uint32_t *columns = calloc(fit->count + 1, sizeof *columns);
	enum civ_status status = CIV_SYSTEM;

	*residual = (struct civ_residual){.design = form->design, .fit = fit, .weights = weights};
	for (size_t m = 0; m < fit->count; m++)
		residual->columns += fit->margins[m].group_count;
	if (columns != NULL && allocate(residual, form))
		status = open_inverse(residual, columns);
	if (status == CIV_OK)
		status = open_sums(residual, form);
	if (status == CIV_OK) {
		between_units(residual, form);
		within_clusters(residual, form, columns);
	}
	free(columns);
	return status;
}

void civ_residual_close(struct civ_residual *residual)
{
	free(residual->inverse);
	free(residual->covariance);
	free(residual->strata);
	free(residual->starts);
	free(residual->places);
	free(residual->sums);
	free(residual->fitted);
	free(residual->products);
	free(residual->mixed);
}

/* ---- of one variable ---- */

/* products: sum d x z, of the z that VALUES are w times; mixed: what the second stage has of C(z,x). */
static void by_respondent(struct civ_residual *residual, const struct civ_form *form,
                          const struct civ_form_variable *variable)
{
	for (size_t k = 0; k < variable->count; k++) {
		uint32_t i = variable->who[k], first = 0;
		double w = residual->weights[i], factor = 0;

		if (form->cluster_members != NULL)
			factor = form->cluster_factor[form->design->clusters[i]];
		for (size_t m = 0; m < residual->fit->count; m++) {
			const struct civ_survey_margin *margin = &residual->fit->margins[m];
			uint32_t column = first + margin->groups[i];

			residual->products[column] += variable->values[k] * design_weight(residual, i) / w;
			residual->mixed[column] += factor * variable->values[k] * w;
			first += (uint32_t)margin->group_count;
		}
	}
}

static void by_unit(struct civ_residual *residual, const struct civ_form *form)
{
	size_t size = residual->columns;

	for (size_t t = 0; t < form->touched_count; t++) {
		uint32_t unit = form->touched[t];
		struct outer x = unit_sums(residual, unit);
		double factor = form->stratum_factor[civ_form_stratum(form, unit)];

		if (form->cluster_members != NULL)
			factor -= form->cluster_factor[unit] / form->cluster_members[unit];
		for (size_t k = 0; k < x.count; k++)
			residual->mixed[x.places[k]] += factor * civ_form_sum(form, t) * x.values[k];
	}
	for (size_t h = 0; h < form->design->stratum_count; h++) {
		double factor = form->stratum_factor[h] * form->stratum_means[h];

		for (size_t k = 0; k < size && factor != 0; k++)
			residual->mixed[k] -= factor * residual->strata[h * size + k];
	}
}

static double product(const double *a, const double *b, size_t size)
{
	double sum = 0;

	for (size_t k = 0; k < size; k++)
		sum += a[k] * b[k];
	return sum;
}

/* b = inverse times products, the inverse being symmetric: a small group is in few columns. */
static void fit_variable(struct civ_residual *residual)
{
	size_t size = residual->columns;

	memset(residual->fitted, 0, size * sizeof *residual->fitted);
	for (size_t j = 0; j < size; j++)
		for (size_t k = 0; k < size && residual->products[j] != 0; k++)
			residual->fitted[k] += residual->inverse[j * size + k] * residual->products[j];
}

double civ_residual_saved(struct civ_residual *residual, const struct civ_form *form,
                          const struct civ_form_variable *variable)
{
	size_t size = residual->columns;
	double saved = 0;

	memset(residual->products, 0, size * sizeof *residual->products);
	memset(residual->mixed, 0, size * sizeof *residual->mixed);
	by_respondent(residual, form, variable);
	by_unit(residual, form);
	fit_variable(residual);
	for (size_t k = 0; k < size; k++)
		if (residual->fitted[k] != 0)
			saved += residual->fitted[k] *
			         (2 * residual->mixed[k] -
			          product(&residual->covariance[k * size], residual->fitted, size));
	return saved;
}
