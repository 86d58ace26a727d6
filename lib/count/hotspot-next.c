/* What an area and category will bring in the next period. */
#include <math.h>

#include "lib/count/hotspot.h"

/* Least squares over the periods that the ledger knows. */
struct line {
	double n, mean, slope, sxx, residuals;
};

static bool is_known(const struct civ_hotspots *h, int period)
{
	return h->first_month + period * h->months >= h->known_from;
}

static void fit(const struct civ_hotspots *h, const struct civ_spot *spot, struct line *line)
{
	double middle, at = 0;

	*line = (struct line){.slope = civ_hotspot_slope(h, spot)};
	for (int period = 0; period < CIV_HOTSPOT_PERIODS; period++)
		if (is_known(h, period)) {
			line->n++;
			line->mean += (double)spot->issues[period];
		}
	line->mean /= line->n;
	middle = (line->n - 1) / 2;
	for (int period = 0; period < CIV_HOTSPOT_PERIODS; period++)
		if (is_known(h, period)) {
			double away = (double)spot->issues[period] - line->mean - line->slope * (at - middle);

			line->sxx += (at - middle) * (at - middle);
			line->residuals += away * away;
			at++;
		}
}

bool civ_hotspot_forecast(const struct civ_hotspots *h, const struct civ_spot *spot, struct civ_hotspot_next *next)
{
	struct line line;
	double ahead, scatter, variance;

	fit(h, spot, &line);
	if (line.n < 3)
		return false;
	ahead = (line.n - 1) / 2 + 0.5;
	next->mean = fmax(0, line.mean + line.slope * ahead);
	scatter = line.mean > 0 ? fmax(1, line.residuals / (line.mean * (line.n - 2))) : 1;
	variance = scatter * (next->mean + line.mean * (1 / line.n + ahead * ahead / line.sxx));
	next->low = civ_count_quantile(next->mean, variance, 0.025);
	next->high = civ_count_quantile(next->mean, variance, 0.975);
	return true;
}
