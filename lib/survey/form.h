/* The variance of a total as a form: of two variables it is their covariance under the design. */
#ifndef CIVPLAN_SURVEY_FORM_H
#define CIVPLAN_SURVEY_FORM_H

#include <stdbool.h>

#include "civplan/survey.h"

/* A design with its counts. A unit is a cluster, or a respondent where there are none. */
struct civ_form {
	const struct civ_survey_design *design;
	size_t unit_count;
	uint32_t *unit_stratum;  /* of each cluster; NULL without clusters */
	double *stratum_units;   /* n of each stratum */
	double *stratum_factor;  /* (1 - n/N) n/(n-1) */
	double *cluster_members; /* m of each cluster; NULL: no second stage */
	double *cluster_factor;  /* n/N (1 - m/M) m/(m-1) */
	/* Of the variable in hand. */
	double *unit_sums; /* of each cluster; NULL without clusters */
	bool *unit_seen;
	uint32_t *order;         /* room for `touched` with clusters */
	const uint32_t *touched; /* units that it is not 0 in, in order of appearance */
	const double *sums;      /* of these; NULL: they stand in unit_sums */
	size_t touched_count;
	double *stratum_means, *stratum_squares, *stratum_seen;
	double *cluster_seen;
};

/* A variable that is 0 but for some respondents, each named once. */
struct civ_form_variable {
	const uint32_t *who;
	const double *values; /* weights are in them */
	size_t count;
};

enum civ_status civ_form_open(struct civ_form *form, const struct civ_survey_design *design,
                              struct civ_survey_problem *problem);
void civ_form_close(struct civ_form *form);

uint32_t civ_form_unit(const struct civ_form *form, size_t respondent);
uint32_t civ_form_stratum(const struct civ_form *form, size_t unit);

/* Sum the variable by unit and stratum: touched and their sums, stratum_means (over all units of the stratum). The
 * variable is borrowed until the next one is. */
void civ_form_gather(struct civ_form *form, const struct civ_form_variable *variable);
/* Its sum in the unit that is the T-th of those touched. */
double civ_form_sum(const struct civ_form *form, size_t t);
/* Its variance, after civ_form_gather. */
double civ_form_variance(struct civ_form *form, const struct civ_form_variable *variable);

#endif
