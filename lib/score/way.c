/* The way from a value to all points. */
#include <math.h>

#include "lib/score/rule.h"

/* Below the bound of the band behind it a value is in the best band; the one behind begins where it ends. */
static bool bands_way(const struct civ_score_rule *rule, double value, double *best, double *step)
{
	size_t top = 0, at = 0, next;

	for (size_t i = 0; i < rule->band_count; i++) {
		if (rule->bands[i].score > rule->bands[top].score)
			top = i;
		if (value >= rule->bands[i].from)
			at = i;
	}
	*best = value;
	if (at == top && (value >= rule->bands[top].from || rule->direction == CIV_DIRECTION_DOWN))
		return false;
	*best = value < rule->bands[top].from ? rule->bands[top].from : rule->bands[top + 1].from;
	next = value < rule->bands[top].from ? (value < rule->bands[0].from ? 0 : at + 1) : at;
	*step = fabs(rule->bands[next].from - value);
	return true;
}

bool civ_score_way(const struct civ_score_rule *rule, double value, double *best, double *step)
{
	bool down = rule->direction == CIV_DIRECTION_DOWN;

	*best = rule->hi;
	switch (rule->kind) {
	case CIV_RULE_GOALPOSTS:
		*best = down ? rule->lo : rule->hi;
		*step = (rule->hi - rule->lo) / 10;
		return true;
	case CIV_RULE_TARGET:
		*step = fabs(rule->hi - rule->lo) / 10;
		return true;
	case CIV_RULE_SLOPE:
		*step = rule->step > 0 ? (rule->weight - (isnan(rule->floor) ? 0 : rule->floor)) / rule->step / 10 : 0;
		return true;
	case CIV_RULE_PASS:
		*step = fabs(rule->hi - value);
		return true;
	case CIV_RULE_BANDS:
		return bands_way(rule, value, best, step);
	case CIV_RULE_NONE:
	case CIV_RULE_MINMAX:
	case CIV_RULE_ZSCORE:
	case CIV_RULE_RANK:
		break;
	}
	return false;
}
