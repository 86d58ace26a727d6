/* Scores that compare the subjects of a run with each other. */
#include <math.h>

#include "lib/score/rule.h"

static void find_range(const double *values, size_t count, double *least, double *most)
{
	*least = values[0];
	*most = values[0];
	for (size_t i = 1; i < count; i++) {
		*least = fmin(*least, values[i]);
		*most = fmax(*most, values[i]);
	}
}

static void score_by_range(const double *values, size_t count, double least, double most, double *scores)
{
	for (size_t i = 0; i < count; i++)
		scores[i] = 100 * (values[i] - least) / (most - least);
}

static void score_by_deviation(const double *values, size_t count, double *scores)
{
	double mean = 0, squares = 0, deviation;

	for (size_t i = 0; i < count; i++)
		mean += values[i] / (double)count;
	for (size_t i = 0; i < count; i++)
		squares += (values[i] - mean) * (values[i] - mean);
	deviation = sqrt(squares / (double)count);
	for (size_t i = 0; i < count; i++)
		scores[i] = fmin(fmax(50 + 10 * (values[i] - mean) / deviation, 0), 100);
}

/* Counting for each value those that are better shares ranks as wanted; subjects are areas, not millions. */
static void score_by_rank(const double *values, size_t count, bool down, double *scores)
{
	for (size_t i = 0; i < count; i++) {
		size_t better = 0;

		for (size_t j = 0; j < count; j++)
			better += down ? values[j] < values[i] : values[j] > values[i];
		scores[i] = 100 * (double)(count - 1 - better) / (double)(count - 1);
	}
}

bool civ_score_by_comparison(const struct civ_score_rule *rule, const double *values, size_t count, double *scores)
{
	bool down = rule->direction == CIV_DIRECTION_DOWN;
	double least, most;

	if (count < 2)
		return false;
	find_range(values, count, &least, &most);
	if (least == most)
		return false;
	if (rule->kind == CIV_RULE_RANK) {
		score_by_rank(values, count, down, scores);
		return true;
	}
	if (rule->kind == CIV_RULE_MINMAX)
		score_by_range(values, count, least, most, scores);
	else
		score_by_deviation(values, count, scores);
	for (size_t i = 0; down && i < count; i++)
		scores[i] = 100 - scores[i];
	return true;
}
