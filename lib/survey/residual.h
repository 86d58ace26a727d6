/* What fitting weights to margins takes off a variance. */
#ifndef CIVPLAN_SURVEY_RESIDUAL_H
#define CIVPLAN_SURVEY_RESIDUAL_H

#include "lib/survey/form.h"

/* The indicators x of the margins' groups, COLUMNS of them. With r = z - x'b, b fitted with the design weights, the
 * variance of the sum of w r is C(z,z) - 2 b'C(z,x) + b'C(x,x) b, C being the covariance of two totals under the
 * design. What does not depend on z is reckoned once. */
struct civ_residual {
	size_t columns;
	const struct civ_survey_design *design;
	const struct civ_survey_fit *fit;
	const double *weights;
	double *inverse;    /* of sum d x x', columns x columns: a generalised one, for the groups of each margin add up
	                     * to the same */
	double *covariance; /* C(x,x) */
	double *strata;     /* sums of w x by stratum: strata x columns */
	size_t *starts;     /* of each unit in the next two: those of its sums of w x that are not 0 */
	uint32_t *places;
	double *sums;
	double *fitted, *products, *mixed; /* scratch: columns each */
};

enum civ_status civ_residual_open(struct civ_residual *residual, struct civ_form *form,
                                  const struct civ_survey_fit *fit, const double *weights);
void civ_residual_close(struct civ_residual *residual);

/* By how much the variance of VARIABLE, gathered in FORM, is less with residuals in its place; it may be negative. */
double civ_residual_saved(struct civ_residual *residual, const struct civ_form *form,
                          const struct civ_form_variable *variable);

#endif
