/* Estimates from surveys: weights, strata, clusters, second stages, finite populations, and weights fitted to margins.
 *
 * Over arrays alone: it knows neither a database nor what the questions are about. Its cost is linear in the number of
 * respondents whom an estimate is about, not in the size of the sample. A respondent is a number from 0 on, and so is a
 * stratum, a cluster and a group of a margin. NAN stands for what is not known.
 *
 * Variances are those of Taylor linearisation (Saerndal, Swensson and Wretman 1992, chapter 5; Lumley 2010): for a mean
 * z = (y - mean) / sum of w, for a total z = y, 0 outside the group that is asked about, and
 *
 *     V = sum over strata of (1 - n/N) n/(n-1) sum over units of (t - mean t)^2
 *       + sum over clusters of (n/N) (1 - m/M) m/(m-1) sum over their members of (w z - mean w z)^2
 *
 * where units are clusters, else respondents, and t is the sum of w z over a unit. Where weights were fitted to
 * margins, the residuals of z on the margins' indicators, fitted with the design weights, stand in place of z (Deville
 * and Saerndal 1992). The figures are those of R's package survey. */
#ifndef CIVPLAN_SURVEY_H
#define CIVPLAN_SURVEY_H

#include <stddef.h>
#include <stdint.h>

#include "civplan/messages.h"

/* No stratum, group of a margin ...: nobody knows. */
#define CIV_SURVEY_NONE UINT32_MAX

/* How the sample was drawn. */
struct civ_survey_design {
	size_t size;              /* respondents */
	const double *weights;    /* design weights: the inverse of each one's chance; NULL: 1 */
	const uint32_t *strata;   /* of each respondent; NULL: all are of stratum 0 */
	size_t stratum_count;     /* at least 1 */
	const double *population; /* of each stratum: its members, or its clusters where there are clusters; NAN:
	                           * without end; NULL: all are */
	const uint32_t *clusters; /* of each respondent, each within one stratum; NULL: none */
	size_t cluster_count;
	const double *members; /* of each cluster in the population, for a second stage; NAN, or NULL: there is none */
};

/* What is known of the population: how many are in each group of a dimension. */
struct civ_survey_margin {
	const uint32_t *groups; /* of each respondent; CIV_SURVEY_NONE: not known */
	size_t group_count;
	const double *population;
};

/* What a survey cannot be reckoned with. */
enum civ_survey_fault {
	CIV_SURVEY_FINE,
	CIV_SURVEY_BAD_WEIGHT,     /* respondent WHICH: negative, or no number */
	CIV_SURVEY_SPLIT_CLUSTER,  /* cluster WHICH lies in two strata */
	CIV_SURVEY_LONELY,         /* stratum WHICH has FOUND units, and at least 2 are needed */
	CIV_SURVEY_OVER,           /* stratum WHICH has FOUND units in the sample, of EXPECTED in the population */
	CIV_SURVEY_LONELY_CLUSTER, /* cluster WHICH has one member in the sample, of EXPECTED */
	CIV_SURVEY_OVER_CLUSTER,   /* cluster WHICH has FOUND members in the sample, of EXPECTED */
	CIV_SURVEY_NO_POPULATION, /* nothing, or 0, is known of GROUP of margin WHICH, of which there are respondents */
	CIV_SURVEY_NOBODY,   /* GROUP of margin WHICH is EXPECTED strong, and no respondent with a weight is of it */
	CIV_SURVEY_APART,    /* the same, but there are some: each of them is of no group of another margin */
	CIV_SURVEY_TOTALS,   /* the groups of margin WHICH add up to FOUND, those of the first to EXPECTED */
	CIV_SURVEY_DIVERGES, /* GROUP of margin WHICH is still FOUND instead of EXPECTED after all rounds */
};

struct civ_survey_problem {
	enum civ_survey_fault fault;
	size_t which, group;
	double expected, found;
};

/* ---- weights ---- */

/* The cap that is usual: no adjustment over so many times the mean one. */
#define CIV_SURVEY_CAP 5

/* Margins to be met, COUNT of them, and the most that an adjustment may be, in means; INFINITY: no bound. */
struct civ_survey_fit {
	const struct civ_survey_margin *margins;
	size_t count;
	double cap;
};

/* Fit the design weights to margins, into WEIGHTS (one a respondent): w = d N / (sum of d in the group), margin by
 * margin, until all are met to 1e-6 of each population, at most 50 rounds (iterative proportional fitting, Deming and
 * Stephan 1940). After each round an adjustment w/d over cap times the mean one (sum of w / sum of d) is cut to that.
 * One margin without a cap is post-stratification. Who is in no group of a margin gets 0.
 * CIV_REFUSED, with PROBLEM: NO_POPULATION, NOBODY, TOTALS, DIVERGES, BAD_WEIGHT. CIV_SYSTEM: memory is out. */
enum civ_status civ_survey_weigh(const struct civ_survey_design *design, const struct civ_survey_fit *fit,
                                 double *weights, struct civ_survey_problem *problem);

/* ---- estimates ---- */

struct civ_survey;

/* Get ready to estimate. WEIGHTS are those that civ_survey_weigh fitted to FIT; both NULL: the design's own. All arrays
 * must outlive *SURVEY. CIV_REFUSED, with PROBLEM: a fault of the design. CIV_SYSTEM: memory is out. */
enum civ_status civ_survey_open(const struct civ_survey_design *design, const struct civ_survey_fit *fit,
                                const double *weights, struct civ_survey **survey, struct civ_survey_problem *problem);
/* NULL is allowed. */
void civ_survey_close(struct civ_survey *survey);

/* Respondents, each once. */
struct civ_survey_group {
	const uint32_t *members; /* NULL: the first COUNT of all */
	size_t count;
};

struct civ_survey_estimate {
	size_t n;        /* who has a value, and a weight above 0; of 0 all else is NAN, but the total and its error */
	double weight;   /* the sum of their weights */
	double mean, se; /* se: NAN from fewer than 2 */
	double deff;     /* V over that of a simple sample of the same size without replacement, S^2 (1 - n/N)/n, with
	                  * N = weight. Weights that cannot be inverse chances (one below 1, or a sum that is not above
	                  * n) tell of no N: then it is the share of the design's population, else without end. NAN:
	                  * all say the same */
	double total, total_se;
};

/* The mean and the total of VALUES (one a respondent; NAN: no answer, as if outside) among GROUP. */
void civ_survey_estimate(struct civ_survey *survey, const struct civ_survey_group *group, const double *values,
                         struct civ_survey_estimate *estimate);

/* The mean in A less that in B, two groups of one survey without a common member, and its error with their covariance;
 * NAN where one of them has no answer, the error also where one has a single answer. */
void civ_survey_contrast(struct civ_survey *survey, const struct civ_survey_group *a, const struct civ_survey_group *b,
                         const double *values, double change[2]);

/* The two-sided p of a change under the normal law; NAN without an error, 1 where both are 0. */
double civ_survey_p(double change, double se);

/* Half the 95 % interval of a mean: 1.96 se. */
double civ_survey_margin(double se);

/* The 95 % interval of a share, in percent: Wilson's with n/deff answers (Kish 1965). */
void civ_survey_share_bounds(const struct civ_survey_estimate *estimate, double *low, double *high);

#endif
