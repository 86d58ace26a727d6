#include "lib/milestone/judge.h"

#include <math.h>

enum answer { HOLDS, FAILS, UNKNOWN };

static enum answer answer_at(const struct civ_term_data *data, int32_t day, struct civ_term_result *result)
{
	double right = data->term->number;

	result->figure = civ_series_at(data->left, day);
	result->other = NULL;
	result->missing_right = false;
	if (data->right != NULL) {
		result->other = civ_series_at(data->right, day);
		result->missing_right = result->other == NULL;
		right = result->other == NULL ? 0 : result->other->value;
	}
	if (result->figure == NULL || result->missing_right)
		return UNKNOWN;
	return civ_term_holds(data->term, result->figure->value, right) ? HOLDS : FAILS;
}

/* All terms: a failing one decides, then a missing one. */
static enum answer all_at(const struct civ_term_data *data, size_t count, int32_t day, struct civ_term_result *results)
{
	enum answer all = HOLDS;

	for (size_t i = 0; i < count; i++) {
		enum answer one = answer_at(&data[i], day, &results[i]);

		if (one == FAILS || (one == UNKNOWN && all == HOLDS))
			all = one;
	}
	return all;
}

/* The next day after DAY, up to ASOF, that brings a figure; false when none does. */
static bool next_figure(const struct civ_term_data *data, size_t count, int32_t day, int32_t asof, int32_t *next)
{
	bool found = false;

	for (size_t i = 0; i < count; i++) {
		const struct civ_series *both[] = {data[i].left, data[i].right};

		for (size_t s = 0; s < 2; s++)
			for (size_t f = 0; both[s] != NULL && f < both[s]->count; f++) {
				int32_t d = both[s]->figures[f].day;

				if (d > day && d <= asof && (!found || d < *next)) {
					*next = d;
					found = true;
				}
			}
	}
	return found;
}

static void judge_due(const struct civ_term_data *data, size_t count, int32_t due, int32_t asof,
                      struct civ_judgement *judgement)
{
	enum answer answer = all_at(data, count, due, judgement->results);
	int32_t day = due;

	judgement->status = answer == HOLDS ? CIV_MILESTONE_MET
	                    : answer == FAILS ? CIV_MILESTONE_MISSED : CIV_MILESTONE_NO_DATA;
	if (answer == HOLDS)
		return;
	/* A later figure may make it good, or be the first there is. */
	while (next_figure(data, count, day, asof, &day)) {
		answer = all_at(data, count, day, judgement->results);
		if (answer == HOLDS) {
			judgement->status = CIV_MILESTONE_MET_LATE;
			judgement->met_on = day;
			return;
		}
		if (answer == FAILS)
			judgement->status = CIV_MILESTONE_MISSED;
	}
	/* What was judged stays what is shown: the figures at the due date, where there are any. */
	if (all_at(data, count, due, judgement->results) == UNKNOWN)
		(void)all_at(data, count, asof, judgement->results);
}

/* ---- by how many cases ---- */

/* The whole cases that lead to or past BOUND from FIGURE, in the direction that the comparison asks for. */
static double cases_to(enum civ_comparison comparison, double bound, double numerator)
{
	double more = bound - numerator, slack = 1e-9 * fmax(fabs(bound), 1);

	switch (comparison) {
	case CIV_GE:
		return ceil(more - slack);
	case CIV_GT:
		return floor(more + slack) + 1;
	case CIV_LE:
		return ceil(-more - slack);
	case CIV_LT:
		return floor(-more + slack) + 1;
	case CIV_EQ:
		break;
	}
	return ceil(fabs(more) - slack);
}

/* A rate of counted cases that fails its term; a mean is none. */
static void count_short(const struct civ_term_data *data, struct civ_term_result *result)
{
	const struct civ_figure *figure = result->figure;
	double right = data->right == NULL ? data->term->number : result->other == NULL ? NAN : result->other->value;

	if (data->scale == NULL || data->scale->factor < 100 || figure == NULL || figure->denominator <= 0 ||
	    isnan(right) || civ_term_holds(data->term, figure->value, right) ||
	    !civ_scale_agrees(figure->value, data->scale->factor * figure->numerator / figure->denominator))
		return;
	result->has_short = true;
	result->cases_short = cases_to(data->term->comparison, right / data->scale->factor * figure->denominator,
	                               figure->numerator);
	result->cases_per_point = figure->denominator / 100;
}

/* ---- forecasts ---- */

static double least_of(const struct civ_series *series)
{
	double least = INFINITY;

	for (size_t i = 0; i < series->count; i++)
		least = fmin(least, series->figures[i].value);
	return least;
}

bool civ_forecast_kept(const struct civ_series *series, const struct civ_scale *scale, int32_t asof, int32_t day,
                       double *value)
{
	if (!civ_series_forecast(series, asof, day, value))
		return false;
	if (scale != NULL)
		*value = civ_scale_keep(scale, least_of(series), *value);
	return true;
}

/* Not yet due and not yet met: each term by its own forecast. */
static enum answer foresee(const struct civ_term_data *data, int32_t due, int32_t asof, struct civ_term_result *result)
{
	double right = data->term->number;

	result->has_forecast = civ_forecast_kept(data->left, data->scale, asof, due, &result->forecast);
	if (!result->has_forecast)
		return UNKNOWN;
	if (data->right != NULL && !civ_forecast_kept(data->right, data->other, asof, due, &right)) {
		if (result->other == NULL)
			return UNKNOWN;
		right = result->other->value;
	}
	return civ_term_holds(data->term, result->forecast, right) ? HOLDS : FAILS;
}

static void judge_early(const struct civ_term_data *data, size_t count, int32_t due, int32_t asof,
                        struct civ_judgement *judgement)
{
	enum answer all = HOLDS;

	if (all_at(data, count, asof, judgement->results) == HOLDS) {
		judgement->status = CIV_MILESTONE_MET;
		return;
	}
	for (size_t i = 0; i < count; i++) {
		enum answer one = foresee(&data[i], due, asof, &judgement->results[i]);

		if (one == FAILS || (one == UNKNOWN && all == HOLDS))
			all = one;
	}
	judgement->status = all == HOLDS ? CIV_MILESTONE_ON_TRACK
	                    : all == FAILS ? CIV_MILESTONE_AT_RISK : CIV_MILESTONE_PENDING;
}

void civ_judge_criterion(const struct civ_term_data *data, size_t count, int32_t due, int32_t asof,
                         struct civ_judgement *judgement)
{
	for (size_t i = 0; i < count; i++)
		judgement->results[i] = (struct civ_term_result){0};
	/* As of means the end of that day: on the due day itself the figures of that day are in. */
	if (asof >= due)
		judge_due(data, count, due, asof, judgement);
	else
		judge_early(data, count, due, asof, judgement);
	for (size_t i = 0; i < count; i++)
		count_short(&data[i], &judgement->results[i]);
}

void civ_judge_finished(bool finished_given, int32_t finished, int32_t due, int32_t asof,
                        struct civ_judgement *judgement)
{
	if (finished_given && finished <= asof) {
		judgement->status = finished <= due ? CIV_MILESTONE_MET : CIV_MILESTONE_MET_LATE;
		judgement->met_on = finished;
	} else {
		judgement->status = asof > due ? CIV_MILESTONE_OVERDUE : CIV_MILESTONE_PENDING;
	}
}
