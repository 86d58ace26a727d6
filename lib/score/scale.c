/* The scale of an indicator's values: pure. */
#include "civplan/scale.h"

#include <math.h>
#include <string.h>

#include "civplan/decimal.h"

static bool holds(struct civ_span text, const char *part)
{
	size_t len = strlen(part);

	for (size_t i = 0; i + len <= text.len; i++)
		if (civ_text_same((struct civ_span){text.text + i, len}, (struct civ_span){part, len}))
			return true;
	return false;
}

bool civ_scale_is_points(struct civ_span unit)
{
	unit = civ_text_trim(unit);
	return holds(unit, "percentage point") || holds(unit, "百分点");
}

struct civ_scale civ_scale_of(const struct civ_scale_traits *traits)
{
	struct civ_span unit = civ_text_trim(traits->unit);
	struct civ_scale scale = {.factor = civ_unit_factor(unit),
	                          .has_unit = unit.len > 0,
	                          .min = traits->min,
	                          .max = traits->max,
	                          .is_change = traits->has_base || civ_scale_is_points(unit)};
	bool runs_to_100 = (traits->lo == 0 && traits->hi == 100) || (traits->lo == 100 && traits->hi == 0);

	if (!scale.is_change && (scale.has_unit ? civ_unit_is_percent(unit) : runs_to_100)) {
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
