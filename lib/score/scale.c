/* The scale of an indicator's values: pure. */
#include "civplan/scale.h"

#include <math.h>
#include <string.h>

#include "civplan/decimal.h"

static bool is_percent(struct civ_span unit)
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

double civ_scale_factor(struct civ_span unit)
{
	/* The longer ones first: each holds the one behind it. */
	static const struct {
		const char *part;
		double factor;
	} rates[] = {
		{"‰", 1e3},           {"per mille", 1e3},  {"per 100,000", 1e5}, {"per 100000", 1e5}, {"每十万", 1e5},
		{"per 10,000", 1e4},  {"per 10000", 1e4},  {"每万", 1e4},        {"per 1,000", 1e3},  {"per 1000", 1e3},
		{"每千", 1e3},        {"per 100", 1e2},    {"每百", 1e2},
	};

	unit = civ_text_trim(unit);
	if (unit.len == 0 || is_percent(unit))
		return 100;
	for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++)
		if (holds(unit, rates[i].part))
			return rates[i].factor;
	return 1;
}

bool civ_scale_is_points(struct civ_span unit)
{
	unit = civ_text_trim(unit);
	return holds(unit, "percentage point") || holds(unit, "百分点");
}

struct civ_scale civ_scale_of(const struct civ_scale_traits *traits)
{
	struct civ_span unit = civ_text_trim(traits->unit);
	struct civ_scale scale = {.factor = civ_scale_factor(unit),
	                          .has_unit = unit.len > 0,
	                          .min = traits->min,
	                          .max = traits->max,
	                          .is_change = traits->has_base || civ_scale_is_points(unit)};
	bool runs_to_100 = (traits->lo == 0 && traits->hi == 100) || (traits->lo == 100 && traits->hi == 0);

	if (!scale.is_change && (scale.has_unit ? is_percent(unit) : runs_to_100)) {
		/* What its rule asks for is possible, be it a plan fulfilled to 120 %. fmin and fmax pass over what is
		 * not given. */
		if (isnan(scale.min))
			scale.min = fmin(fmin(0, scale.max), fmin(traits->lo, traits->hi));
		if (isnan(scale.max))
			scale.max = fmax(fmax(100, scale.min), fmax(traits->lo, traits->hi));
	}
	return scale;
}

static double exact(double factor, const struct civ_score_measured *measured)
{
	return factor * measured->numerator / measured->denominator;
}

/* Six decimals are kept of what is not smaller than a thousandth. */
static double round_small(double value)
{
	return fabs(value) < 1e-3 ? value : civ_real_round(value, 6);
}

double civ_scale_value(const struct civ_scale *scale, const struct civ_score_measured *measured)
{
	return round_small(exact(scale->factor, measured));
}

bool civ_scale_agrees(double value, double exact_value)
{
	char text[CIV_REAL_SIZE];
	const char *point;
	double half = 0.5;

	civ_real_format(value, text);
	point = strchr(text, '.');
	for (size_t i = point == NULL ? 0 : strlen(point + 1); i > 0; i--)
		half /= 10;
	return fabs(value - exact_value) <= half * (1 + 1e-9) + 1e-12 * fabs(exact_value);
}

/* A count has a numerator and nothing that it is out of: the value itself. */
static bool is_half(const struct civ_score_measured *measured)
{
	if (isnan(measured->numerator) == isnan(measured->denominator))
		return false;
	return isnan(measured->numerator) || !civ_scale_agrees(measured->value, measured->numerator);
}

enum civ_scale_verdict civ_scale_judge(const struct civ_scale *scale, const struct civ_score_measured *measured)
{
	if (measured->denominator == 0)
		return CIV_SCALE_OVER_NOTHING;
	if (is_half(measured))
		return CIV_SCALE_HALF;
	if (!isnan(measured->numerator) && !isnan(measured->denominator) &&
	    !civ_scale_agrees(measured->value, exact(scale->factor, measured)) &&
	    (scale->has_unit || !civ_scale_agrees(measured->value, exact(1, measured))))
		return CIV_SCALE_DISAGREES;
	if (measured->value < scale->min)
		return CIV_SCALE_UNDER;
	return measured->value > scale->max ? CIV_SCALE_OVER : CIV_SCALE_FITS;
}

double civ_scale_keep(const struct civ_scale *scale, double least, double value)
{
	double min = isnan(scale->min) && !scale->is_change && least >= 0 ? 0 : scale->min;

	if (value < min)
		return min;
	return value > scale->max ? scale->max : value;
}
