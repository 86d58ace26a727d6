#include "lib/milestone/judge.h"

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

/* Not yet due and not yet met: each term by its own forecast. */
static enum answer foresee(const struct civ_term_data *data, int32_t due, int32_t asof, struct civ_term_result *result)
{
	double right = data->term->number;

	result->has_forecast = civ_series_forecast(data->left, asof, due, &result->forecast);
	if (!result->has_forecast)
		return UNKNOWN;
	if (data->right != NULL && !civ_series_forecast(data->right, asof, due, &right)) {
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
}

void civ_judge_finished(bool finished_given, int32_t finished, int32_t due, int32_t asof, struct civ_judgement *judgement)
{
	if (finished_given && finished <= asof) {
		judgement->status = finished <= due ? CIV_MILESTONE_MET : CIV_MILESTONE_MET_LATE;
		judgement->met_on = finished;
	} else {
		judgement->status = asof > due ? CIV_MILESTONE_OVERDUE : CIV_MILESTONE_PENDING;
	}
}
