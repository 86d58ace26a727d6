/* One milestone judged as of a day: pure, so that it can be tested without a database. */
#ifndef CIVPLAN_MILESTONE_JUDGE_H
#define CIVPLAN_MILESTONE_JUDGE_H

#include "civplan/milestone.h"
#include "civplan/scale.h"

/* A term with its figures. */
struct civ_term_data {
	const struct civ_term *term;
	const struct civ_series *left;
	const struct civ_series *right; /* NULL: the term's number */
	const struct civ_scale *scale;  /* of the left metric, which its forecast is kept to; NULL: none is known */
	const struct civ_scale *other;  /* of the right one */
};

struct civ_term_result {
	const struct civ_figure *figure; /* of the left metric that was judged; NULL: none */
	const struct civ_figure *other;  /* of the right metric */
	bool missing_right;
	bool has_forecast;
	double forecast;                 /* of the left metric on the due date */
	bool has_short;                  /* its figure is a rate of counted cases that fails the term: */
	double cases_short;              /* so many more cases (fewer, where the rate must be low) would have met it */
	double cases_per_point;          /* so many cases are a percentage point */
};

struct civ_judgement {
	enum civ_milestone_status status;
	int32_t met_on;                  /* MET_LATE: the first day on which it held */
	struct civ_term_result *results; /* by term; room given by the caller */
};

/* What is expected on DAY of figures of this scale (NULL: any), by civ_series_forecast, kept to what is possible. */
bool civ_forecast_kept(const struct civ_series *series, const struct civ_scale *scale, int32_t asof, int32_t day,
                       double *value);

/* By figures. DATA has COUNT terms, at least one. */
void civ_judge_criterion(const struct civ_term_data *data, size_t count, int32_t due, int32_t asof,
                         struct civ_judgement *judgement);
/* By `finished` alone: FINISHED_GIVEN and not after the as-of day. */
void civ_judge_finished(bool finished_given, int32_t finished, int32_t due, int32_t asof,
                        struct civ_judgement *judgement);

#endif
