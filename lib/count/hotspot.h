/* Where much more is reported than usual: what is counted of each area and category, and what was to be expected. */
#ifndef CIVPLAN_COUNT_HOTSPOT_H
#define CIVPLAN_COUNT_HOTSPOT_H

#include "civplan/hash.h"
#include "lib/count/cell.h"

enum { CIV_HOTSPOT_BEFORE = 12, CIV_HOTSPOT_PERIODS = CIV_HOTSPOT_BEFORE + 1 };

struct civ_spot {
	int64_t area, category;
	int64_t reports, issues[CIV_HOTSPOT_PERIODS]; /* the last one is the period looked at */
	double expected, z, p, adjusted;
	bool tested;
};

struct civ_hotspots {
	struct civ_records *records;
	const struct civ_hotspot_options *options;
	int32_t first_month, months; /* of the earliest period; months in a period */
	int32_t known_from;          /* month of the first report in the ledger */
	struct civ_hash *places;
	struct civ_spot *spots;
	size_t count, room;
	struct civ_hash *population;
	int64_t residents;
};

/* Sums by area, by category and of all, so that each spot need not add them up. */
struct civ_hotspot_totals {
	struct civ_hash *areas, *categories;
	int64_t all;
};

/* ---- hotspot-count.c ---- */

/* What was counted, by the summary; closed in any case. */
enum civ_status civ_hotspots_open(struct civ_records *records, const struct civ_hotspot_options *options,
                                  struct civ_hotspots *h);
void civ_hotspots_close(struct civ_hotspots *h);
/* The spot of the area and category, made if it is not there; NULL when memory is out. */
struct civ_spot *civ_hotspot_of(struct civ_hotspots *h, int64_t area, int64_t category);
/* Whether a category, or one above it, has an indicator that exists or a task. */
enum civ_status civ_hotspot_covered(struct civ_hotspots *h, int64_t category, bool *covered);

/* ---- hotspot-expect.c ---- */

/* What was to be expected of each spot, and how likely what was counted is; adjusted for looking at all of them. */
enum civ_status civ_hotspots_judge(struct civ_hotspots *h, struct civ_hotspot_totals *totals);
/* The number kept for ID, 0 without one. */
int64_t civ_hotspot_total(const struct civ_hash *hash, int64_t id);
/* Issues more from one period to the next, over those that the ledger knows: least squares. */
double civ_hotspot_slope(const struct civ_hotspots *h, const struct civ_spot *spot);

/* ---- hotspot-next.c ---- */

/* What the next period brings: expected, and 95 % of the time from LOW to HIGH. */
struct civ_hotspot_next {
	double mean;
	int64_t low, high;
};

/* From the N periods that the ledger knows, the one looked at included, x = 0 .. n-1 with counts y: least squares give
 * level and slope b, damped: mean = max(0, y' + b ((n-1)/2 + 1/2)), y' the mean count, which is the line's value at the
 * last period and half a step of it on. The interval is of a count with that mean and the variance
 * D (mean + y' (1/n + ((n-1)/2 + 1/2)^2 / Sxx)), D = max(1, sum (y - line)^2 / (y' (n-2))) for counts that scatter more
 * than Poisson's do, the bracket for what is not known of the line: quantiles 2.5 % and 97.5 % of the negative binomial
 * distribution with these moments (of Poisson's where the variance is not above the mean). False: n is below 3. */
bool civ_hotspot_forecast(const struct civ_hotspots *h, const struct civ_spot *spot, struct civ_hotspot_next *next);

#endif
