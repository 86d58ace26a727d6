/* Figures over time, and what they lead to expect. */
#ifndef CIVPLAN_SERIES_H
#define CIVPLAN_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct civ_figure {
	int32_t day;
	double value;
	double numerator, denominator; /* what it was made of; a denominator of 0: not known */
};

/* Figures in order of days, one a day. */
struct civ_series {
	const struct civ_figure *figures;
	size_t count;
};

/* The last figure on or before DAY; NULL when there is none. */
const struct civ_figure *civ_series_at(const struct civ_series *series, int32_t day);

enum { CIV_FORECAST_LEAST = 3, CIV_FORECAST_MOST = 6 };

/* The value expected on DAY: least squares over the last figures up to ASOF (at least 3, at most 6). False when there
 * are fewer than 3. */
bool civ_series_forecast(const struct civ_series *series, int32_t asof, int32_t day, double *value);

#endif
