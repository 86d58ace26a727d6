/* The score of one indicator from its value. */
#include "civplan/lists.h"
#include "civplan/say.h"
#include "lib/score/rule.h"

#include <math.h>
#include <string.h>

#include "civplan/decimal.h"
#include "lib/score/exact.h"

bool civ_score_rule_find(struct civ_span name, enum civ_score_rule_kind *kind)
{
	const struct civ_word *word = civ_word_of(civ_words_scoring, name);

	*kind = word == NULL ? CIV_RULE_NONE : (enum civ_score_rule_kind)(word - civ_words_scoring);
	return word != NULL;
}

bool civ_score_rule_is_relative(enum civ_score_rule_kind kind)
{
	return kind == CIV_RULE_MINMAX || kind == CIV_RULE_ZSCORE || kind == CIV_RULE_RANK;
}

/* ---- bands ---- */

static bool parse_number(struct civ_span text, double *value)
{
	text = civ_text_trim(text);
	return civ_real_parse(text.text, text.len, value);
}

static bool parse_band(struct civ_span text, struct civ_score_band *band)
{
	const char *colon = text.len == 0 ? NULL : memchr(text.text, ':', text.len);
	size_t left;

	if (colon == NULL)
		return false;
	left = (size_t)(colon - text.text);
	return parse_number((struct civ_span){text.text, left}, &band->from) &&
	       parse_number((struct civ_span){colon + 1, text.len - left - 1}, &band->score) && band->score >= 0 &&
	       band->score <= 100;
}

const struct civ_score_band *civ_score_bands_parse(struct civ_span text, struct civ_arena *arena, size_t *count,
                                                   bool *failed)
{
	struct civ_score_band *bands = civ_arena_alloc(arena, (text.len / 2 + 1) * sizeof *bands);

	*count = 0;
	*failed = bands == NULL;
	while (bands != NULL) {
		const char *end = text.len == 0 ? NULL : memchr(text.text, ';', text.len);
		size_t len = end == NULL ? text.len : (size_t)(end - text.text);

		if (!parse_band((struct civ_span){text.text, len}, &bands[*count]) ||
		    (*count > 0 && bands[*count].from <= bands[*count - 1].from))
			return NULL;
		(*count)++;
		if (end == NULL)
			break;
		text = (struct civ_span){end + 1, text.len - len - 1};
	}
	return bands;
}

/* ---- what a rule needs ---- */

static const char *slope_lacks(const struct civ_score_rule *rule)
{
	if (isnan(rule->hi) || isnan(rule->step) || rule->step < 0)
		return CIV_WORD("needs hi and a step of at least 0");
	if (!(rule->weight > 0))
		return CIV_WORD("needs a weight above 0: step and floor are points of it");
	if (!isnan(rule->floor) && (rule->floor < 0 || rule->floor > rule->weight))
		return CIV_WORD("needs a floor from 0 to the weight");
	return rule->round > 9 ? CIV_WORD("needs a round of at most 9 decimals") : NULL;
}

static const char *line_lacks(const struct civ_score_rule *rule)
{
	if (rule->kind == CIV_RULE_GOALPOSTS) {
		if (!(rule->lo < rule->hi))
			return CIV_WORD("needs lo and hi, lo being less");
		return rule->log_scale && rule->lo <= 0 ? CIV_WORD("needs a lo above 0 for its logarithm") : NULL;
	}
	if (rule->direction == CIV_DIRECTION_UP ? rule->lo < rule->hi : rule->hi < rule->lo)
		return NULL;
	return rule->direction == CIV_DIRECTION_UP
	               ? CIV_WORD("needs lo, the base, and hi, the target; direction up wants hi above lo")
	               : CIV_WORD("needs lo, the base, and hi, the target; direction down wants hi below lo");
}

const char *civ_score_rule_lacks(const struct civ_score_rule *rule)
{
	if (rule->kind == CIV_RULE_NONE)
		return NULL;
	if (rule->direction == CIV_DIRECTION_NONE)
		return CIV_WORD("needs a direction");
	if (rule->log_scale && rule->kind != CIV_RULE_GOALPOSTS)
		return CIV_WORD("has no log scale: only goalposts has one");
	if (rule->round >= 0 && rule->kind != CIV_RULE_SLOPE)
		return CIV_WORD("is not rounded: only slope is");
	switch (rule->kind) {
	case CIV_RULE_GOALPOSTS:
	case CIV_RULE_TARGET:
		return line_lacks(rule);
	case CIV_RULE_SLOPE:
		return slope_lacks(rule);
	case CIV_RULE_BANDS:
		return rule->band_count == 0
		               ? "needs bands such as 0:0;60:60;80:100, bounds rising, scores from 0 to 100"
		               : NULL;
	case CIV_RULE_PASS:
		return isnan(rule->hi) ? "needs hi" : NULL;
	case CIV_RULE_NONE:
	case CIV_RULE_MINMAX:
	case CIV_RULE_ZSCORE:
	case CIV_RULE_RANK:
		break;
	}
	return NULL;
}

/* ---- scores from one value ---- */

static double clip(double value, double least, double most)
{
	return value < least ? least : value > most ? most : value;
}

/* A derived figure of 95 may come as 94.99999999999999. */
static bool reaches(double value, double bound)
{
	return value >= bound || bound - value <= 1e-9 * fmax(fabs(value), fabs(bound));
}

static double goalposts(const struct civ_score_rule *rule, double value)
{
	double x = clip(value, rule->lo, rule->hi), lo = rule->lo, hi = rule->hi;
	double score;

	if (rule->log_scale) {
		x = log(x);
		lo = log(lo);
		hi = log(hi);
	}
	score = 100 * (x - lo) / (hi - lo);
	return rule->direction == CIV_DIRECTION_DOWN ? 100 - score : score;
}

static double bands(const struct civ_score_rule *rule, double value)
{
	size_t i = rule->band_count;

	while (i > 0 && !reaches(value, rule->bands[i - 1].from))
		i--;
	if (i > 0)
		return rule->bands[i - 1].score;
	return rule->direction == CIV_DIRECTION_DOWN ? rule->bands[0].score : 0;
}

/* What is shown is what is scored: a numerator and denominator that give another value do not count. */
static bool has_ratio(const struct civ_score_rule *rule, const struct civ_score_measured *measured)
{
	return rule->percent && !isnan(measured->numerator) && !isnan(measured->denominator) &&
	       measured->denominator != 0 &&
	       civ_scale_agrees(measured->value, 100 * measured->numerator / measured->denominator);
}

static double slope(const struct civ_score_rule *rule, double value)
{
	double missing = rule->direction == CIV_DIRECTION_DOWN ? value - rule->hi : rule->hi - value;
	double floor = isnan(rule->floor) ? 0 : rule->floor;

	return fmax(rule->weight - rule->step * fmax(missing, 0), floor);
}

static bool rounded_rate(const struct civ_score_rule *rule, const struct civ_score_measured *measured,
                         struct civ_exact *rate)
{
	struct civ_exact numerator, denominator;

	if (!has_ratio(rule, measured))
		return civ_exact_from(civ_real_round(measured->value, rule->round), rate);
	return civ_exact_from(measured->numerator, &numerator) && civ_exact_from(measured->denominator, &denominator) &&
	       civ_exact_multiply(numerator, (struct civ_exact){100, 0}, &numerator) &&
	       civ_exact_divide(numerator, denominator, rule->round, rate);
}

static bool rounded_slope(const struct civ_score_rule *rule, const struct civ_score_measured *measured, double *points)
{
	bool down = rule->direction == CIV_DIRECTION_DOWN;
	struct civ_exact rate, hi, step, exact;

	if (!rounded_rate(rule, measured, &rate) || !civ_exact_from(rule->hi, &hi) ||
	    !civ_exact_from(rule->step, &step) || !civ_exact_subtract(down ? rate : hi, down ? hi : rate, &exact))
		return false;
	*points = rule->weight;
	if (exact.units <= 0)
		return true;
	if (!civ_exact_multiply(exact, step, &step) || !civ_exact_from(rule->weight, &exact) ||
	    !civ_exact_subtract(exact, step, &exact) || !civ_exact_round(exact, rule->round, &exact))
		return false;
	*points = fmax(civ_exact_to(exact), isnan(rule->floor) ? 0 : rule->floor);
	return true;
}

bool civ_score_by_rule(const struct civ_score_rule *rule, const struct civ_score_measured *measured, double *score)
{
	double value = measured->value;

	switch (rule->kind) {
	case CIV_RULE_GOALPOSTS:
		*score = goalposts(rule, value);
		return true;
	case CIV_RULE_TARGET:
		*score = clip(100 * (value - rule->lo) / (rule->hi - rule->lo), 0, 100);
		return true;
	case CIV_RULE_SLOPE:
		if (rule->round < 0)
			*score = slope(rule, value);
		else if (!rounded_slope(rule, measured, score))
			return false;
		*score = 100 * *score / rule->weight;
		return true;
	case CIV_RULE_BANDS:
		*score = bands(rule, value);
		return true;
	case CIV_RULE_PASS:
		*score = rule->direction == CIV_DIRECTION_DOWN ? 100 * reaches(rule->hi, value)
		                                               : 100 * reaches(value, rule->hi);
		return true;
	case CIV_RULE_NONE:
	case CIV_RULE_MINMAX:
	case CIV_RULE_ZSCORE:
	case CIV_RULE_RANK:
		break;
	}
	return false;
}
