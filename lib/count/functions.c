/* What statements may ask of re-checks and closings, and of counts. */
#include <stdlib.h>

#include "civplan/decimal.h"
#include "lib/count/life.h"
#include "lib/count/statistic.h"

enum { MONTH = 30 };

struct steps {
	int32_t days[CIV_RECHECK_STEPS]; /* of recheck_days, ascending */
	size_t count;
};

static int ascending(const void *left, const void *right)
{
	const int32_t *a = left, *b = right;

	return *a < *b ? -1 : *a > *b;
}

static enum civ_status open_steps(struct civ_records *records, void **state)
{
	struct civ_watch_settings settings;
	struct steps *steps = calloc(1, sizeof *steps);
	enum civ_status status = civ_watch_settings(records, &settings);

	*state = steps;
	if (steps == NULL)
		return civ_no_memory(civ_records_messages(records));
	if (status == CIV_OK)
		steps->count = civ_recheck_steps(&settings, steps->days);
	qsort(steps->days, steps->count, sizeof *steps->days, ascending);
	return status;
}

static int32_t last_step(const struct steps *steps)
{
	return steps->count == 0 ? 0 : steps->days[steps->count - 1];
}

static void recheck_last(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	(void)values;
	sqlite3_result_int(context, last_step(sqlite3_user_data(context)));
}

/* The latest step that has come by AGE and lies behind DONE; -1 for none. */
static int32_t step_due(const struct steps *steps, int32_t age, int32_t done, bool monthly)
{
	int32_t last = last_step(steps), found = -1;

	if (monthly) {
		int32_t step = (age < last ? age : last) / MONTH * MONTH;

		return step > done && step > 0 ? step : -1;
	}
	for (size_t i = 0; i < steps->count; i++)
		if (steps->days[i] <= age && steps->days[i] > done)
			found = steps->days[i];
	return found;
}

static void recheck_due(sqlite3_context *context, int count, sqlite3_value **values)
{
	int32_t closed, step, done = sqlite3_value_type(values[2]) == SQLITE_NULL ? -1 : sqlite3_value_int(values[2]);

	(void)count;
	if (!civ_date_stored((const char *)sqlite3_value_text(values[0]), &closed))
		return;
	step = step_due(sqlite3_user_data(context), sqlite3_value_int(values[1]) - closed, done,
	                sqlite3_value_int(values[3]) != 0);
	if (step >= 0)
		sqlite3_result_int(context, closed + step);
}

/* The same number for the same seed and issue everywhere (splitmix64), in the order of numbers without a sign. */
static void draw(sqlite3_context *context, int count, sqlite3_value **values)
{
	uint64_t z = (uint64_t)sqlite3_value_int64(values[0]) * 0x9E3779B97F4A7C15u +
	             (uint64_t)sqlite3_value_int64(values[1]);

	(void)count;
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	sqlite3_result_int64(context, (int64_t)((z ^ (z >> 31)) ^ (UINT64_C(1) << 63)));
}

static const struct civ_function list[] = {
	{"recheck_last", 0, false, recheck_last}, /* days after the closing of the last of the plan's re-checks */
	/* The day of the latest re-check that has come by a day, of a closing: its time, the day, days after it of the
	 * last one that was made (NULL: none was), whether it came back before and is looked at every month. */
	{"recheck_due", 4, false, recheck_due},
	{"draw", 2, false, draw},                 /* a number that a seed and a number give: to draw by */
	{.name = NULL},
};

const struct civ_functions civ_count_functions = {.list = list, .open = open_steps, .close = free};

/* ---- what wants nothing ---- */

static int32_t day_of_value(sqlite3_value *value)
{
	const char *text = (const char *)sqlite3_value_text(value);
	int32_t day;

	return text != NULL && civ_date_stored(text, &day) ? day : CIV_NO_DAY;
}

static void came_back_in_sql(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	sqlite3_result_int(context, civ_life_came_back(sqlite3_value_int(values[0]) != 0, day_of_value(values[1]),
	                                               day_of_value(values[2]), sqlite3_value_int64(values[3])));
}

static void wilson(sqlite3_context *context, sqlite3_value **values, bool upper)
{
	double low, high, n = sqlite3_value_double(values[1]);

	if (n <= 0)
		return;
	civ_wilson_of(sqlite3_value_double(values[0]) / n, n, &low, &high);
	sqlite3_result_double(context, upper ? high : low);
}

static void wilson_low(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	wilson(context, values, false);
}

static void wilson_high(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	wilson(context, values, true);
}

static void poisson(sqlite3_context *context, sqlite3_value **values, bool upper)
{
	int64_t k = sqlite3_value_int64(values[0]);
	double low, high;

	if (sqlite3_value_type(values[0]) == SQLITE_NULL || k < 0)
		return;
	civ_poisson_interval(k, &low, &high);
	sqlite3_result_double(context, upper ? high : low);
}

static void poisson_low(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	poisson(context, values, false);
}

static void poisson_high(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	poisson(context, values, true);
}

static void ratio(sqlite3_context *context, sqlite3_value **values, bool upper)
{
	int64_t k = sqlite3_value_int64(values[0]), base = sqlite3_value_int64(values[1]);
	double low, high;

	if (sqlite3_value_type(values[0]) == SQLITE_NULL || sqlite3_value_type(values[1]) == SQLITE_NULL ||
	    k < 0 || base <= 0)
		return;
	civ_poisson_ratio(k, base, &low, &high);
	sqlite3_result_double(context, upper ? high : low);
}

static void ratio_low(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	ratio(context, values, false);
}

static void ratio_high(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	ratio(context, values, true);
}

static void rounded(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	if (sqlite3_value_type(values[0]) != SQLITE_NULL)
		sqlite3_result_double(context, civ_real_round(sqlite3_value_double(values[0]),
		                                              sqlite3_value_int(values[1])));
}

static const struct civ_function plain[] = {
	/* Whether a closing came back, 1 or 0: of a past cycle, when it was closed and came back, watch_days (see
	 * civ_life_came_back). */
	{"came_back", 4, false, came_back_in_sql},
	{"wilson_low", 2, false, wilson_low}, /* of K, which may have a part of one, in N, in percent; NULL: N is 0 */
	{"wilson_high", 2, false, wilson_high},
	{"poisson_low", 1, false, poisson_low}, /* of the mean of which so many were counted; NULL for none */
	{"poisson_high", 1, false, poisson_high},
	/* Of the ratio of two such means, counted in equal times; NULL for a base of 0. */
	{"ratio_low", 2, false, ratio_low},
	{"ratio_high", 2, false, ratio_high},
	{"rounded", 2, false, rounded},       /* to so many decimals, as figures are printed */
	{.name = NULL},
};

const struct civ_functions civ_closing_functions = {.list = plain};
