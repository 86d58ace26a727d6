/* What a value is, of numerator over denominator, by its unit. */
#include <string.h>

#include "civplan/decimal.h"

bool civ_unit_is_percent(struct civ_span unit)
{
	static const char *const names[] = {"%", "％", "percent", "per cent"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (civ_text_same(unit, (struct civ_span){names[i], strlen(names[i])}))
			return true;
	return false;
}

static bool holds(struct civ_span text, const char *part)
{
	size_t len = strlen(part);

	for (size_t i = 0; i + len <= text.len; i++)
		if (civ_text_same((struct civ_span){text.text + i, len}, (struct civ_span){part, len}))
			return true;
	return false;
}

bool civ_unit_counts_many(struct civ_span unit)
{
	return holds(unit, "万") || holds(unit, "亿");
}

double civ_unit_factor(struct civ_span unit)
{
	/* The longer ones first: each holds the one behind it. */
	static const struct {
		const char *part;
		double factor;
	} rates[] = {
		{"‰", 1e3},          {"per mille", 1e3}, {"per 100,000", 1e5}, {"per 100000", 1e5},
		{"每十万", 1e5},
		{"per 10,000", 1e4}, {"per 10000", 1e4}, {"每万", 1e4},        {"per 1,000", 1e3},  {"per 1000", 1e3},
		{"每千", 1e3},       {"per 100", 1e2},   {"每百", 1e2},
	};

	unit = civ_text_trim(unit);
	if (unit.len == 0 || civ_unit_is_percent(unit))
		return 100;
	for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++)
		if (holds(unit, rates[i].part))
			return rates[i].factor;
	return 1;
}
