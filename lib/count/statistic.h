/* Means and medians of counts by days. */
#ifndef CIVPLAN_COUNT_STATISTIC_H
#define CIVPLAN_COUNT_STATISTIC_H

#include "lib/count/cell.h"

/* How many there are, and their days in all. */
int64_t civ_spread_count(const struct civ_spread *spread);
int64_t civ_spread_days(const struct civ_spread *spread);
/* The day by which half are closed, EVENTS by days and CENSORED still open since so many; false when that is not
 * reached. */
bool civ_kaplan_meier_median(const struct civ_spread *events, const struct civ_spread *censored, int64_t *days);

#endif
