#include "civplan/series.h"

const struct civ_figure *civ_series_at(const struct civ_series *series, int32_t day)
{
	const struct civ_figure *found = NULL;

	for (size_t i = 0; i < series->count && series->figures[i].day <= day; i++)
		found = &series->figures[i];
	return found;
}

static size_t count_until(const struct civ_series *series, int32_t day)
{
	size_t count = 0;

	while (count < series->count && series->figures[count].day <= day)
		count++;
	return count;
}

bool civ_series_forecast(const struct civ_series *series, int32_t asof, int32_t day, double *value)
{
	size_t end = count_until(series, asof);
	size_t start = end > CIV_FORECAST_MOST ? end - CIV_FORECAST_MOST : 0;
	double n = (double)(end - start), mean_x = 0, mean_y = 0, sxy = 0, sxx = 0;

	if (end - start < CIV_FORECAST_LEAST)
		return false;
	for (size_t i = start; i < end; i++) {
		mean_x += (double)series->figures[i].day / n;
		mean_y += series->figures[i].value / n;
	}
	for (size_t i = start; i < end; i++) {
		double dx = (double)series->figures[i].day - mean_x;

		sxy += dx * (series->figures[i].value - mean_y);
		sxx += dx * dx;
	}
	/* Days differ, so that sxx is not 0. */
	*value = mean_y + sxy / sxx * ((double)day - mean_x);
	return true;
}
