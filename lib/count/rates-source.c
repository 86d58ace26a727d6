/* Where rates come from: the monthly summary, or the issues themselves. */
#include <string.h>

#include "lib/count/rates.h"

static bool is_time(enum civ_rates_group group)
{
	return group >= CIV_RATES_DAY;
}

/* The one column of the summary that is grouped by; without one by category, since every issue has one and they are
 * few, or by area, where one is asked for. */
static int dimension_of(const struct civ_rates *rates, size_t *count)
{
	int dimension = rates->options->areas == NULL ? CIV_BY_CATEGORY : CIV_BY_AREA;

	*count = 0;
	for (size_t i = 0; i < rates->options->group_count; i++)
		if (!is_time(rates->options->groups[i]) && rates->options->groups[i] != CIV_RATES_LEVEL) {
			dimension = (int)rates->options->groups[i];
			++*count;
		}
	return dimension;
}

static bool starts_month(int32_t day)
{
	return civ_month_first(civ_month_of(day)) == day;
}

bool civ_rates_can_sum_up(struct civ_rates *rates, enum civ_status *status)
{
	static const char sql[] = "SELECT watch_days FROM issue_summary";
	const struct civ_rates_options *options = rates->options;
	struct civ_store *store = civ_records_store(rates->records);
	sqlite3_stmt *row;
	bool found = false, same = false, past;
	size_t columns;
	int dimension = dimension_of(rates, &columns);

	*status = civ_issues_ask_past(rates->records, &past);
	if (*status != CIV_OK || past || options->scan || (options->areas != NULL && dimension != CIV_BY_AREA) ||
	    columns > 1 || civ_rates_has_group(rates, CIV_RATES_LEVEL) ||
	    civ_rates_has_group(rates, CIV_RATES_DAY) || civ_rates_has_group(rates, CIV_RATES_WEEK) ||
	    (options->has_from && !starts_month(options->from)) ||
	    (options->has_to && !starts_month(options->to + 1) && options->to < rates->asof))
		return false;
	*status = civ_records_statement(rates->records, sql, &row);
	if (*status == CIV_OK)
		*status = civ_store_step(store, row, &found);
	if (*status == CIV_OK && found) {
		same = sqlite3_column_int64(row, 0) == rates->settings.watch_days;
		sqlite3_reset(row);
	}
	return same;
}

/* ---- from the summary ---- */

static bool add_spread(struct civ_spread *to, const struct civ_spread *from)
{
	for (size_t days = 0; days < from->size; days++)
		if (from->counts[days] != 0 && !civ_spread_add(to, (int32_t)days, from->counts[days]))
			return false;
	return true;
}

static bool add_cell(struct civ_rates *rates, const int64_t refs[CIV_LIFE_KEYS], int32_t first,
                     const struct civ_cell *cell)
{
	/* Days of one month are in one group: days and weeks are never summed up. */
	struct civ_rates_row *row = civ_rates_row_of(rates, refs, first);

	if (row == NULL)
		return false;
	for (int day = 0; day < CIV_MONTH_DAYS; day++)
		for (int mark = 0; mark < CIV_MARKS; mark++) {
			int32_t n = cell->counts[day][mark];

			if (n == 0 || !civ_rates_within(rates, first + day))
				continue;
			civ_rates_count(rates, &row->sums, (enum civ_mark)mark, first + day, n);
			if (mark == CIV_MARK_RUNNING && !civ_rates_count_running(rates, &row->sums, first + day, n))
				return false;
		}
	return add_spread(&row->sums.closed, &cell->closed) && add_spread(&row->sums.started, &cell->started);
}

enum civ_status civ_rates_sum_up(struct civ_rates *rates)
{
	static const char sql[] =
		"SELECT ref, month, days, closed, started, topics FROM issue_month WHERE dimension = :dimension";
	const struct civ_rates_options *options = rates->options;
	struct civ_store *store = civ_records_store(rates->records);
	size_t columns;
	int dimension = dimension_of(rates, &columns);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(rates->records, sql, &rows);

	if (status == CIV_OK)
		status = civ_bind_int(store, rows, ":dimension", dimension);
	while (civ_store_next(store, rows, &status)) {
		int64_t refs[CIV_LIFE_KEYS] = {0};
		int32_t first = civ_month_first(sqlite3_column_int(rows, 1));
		struct civ_cell cell = {.topics = NULL};

		if ((options->has_from && first + CIV_MONTH_DAYS <= options->from) ||
		    (options->has_to && first > options->to))
			continue;
		refs[dimension] = sqlite3_column_int64(rows, 0);
		if (!civ_is_below(rates->within, refs[CIV_BY_AREA]))
			continue;
		if (!civ_cell_of_row(&cell, rows, 2))
			status = civ_error(civ_records_messages(rates->records), CIV_SYSTEM, NULL,
			                   "the summary of issues is damaged: run plan-check --rebuild-summaries");
		else if (!add_cell(rates, refs, first, &cell))
			status = civ_no_memory(civ_records_messages(rates->records));
		civ_cell_free(&cell);
	}
	return status == CIV_OK ? civ_rates_add_today(rates) : status;
}

/* ---- from the issues ---- */

/* As it was at the end of the day before :end. */
static const char then_sql[] =
	"WITH " CIV_ISSUE_LIVES " SELECT " CIV_LIFE_COLUMNS_AT("life") " FROM life WHERE ifnull(reported_at,"
	" started_at) < :end";
static const char now_sql[] =
	"WITH " CIV_ISSUE_LIVES " SELECT " CIV_LIFE_COLUMNS("life") " FROM life WHERE ifnull(reported_at,"
	" started_at) < :end";

static bool add_mark(struct civ_rates *rates, const struct civ_life *life, enum civ_mark mark, int32_t day)
{
	struct civ_rates_row *row;

	if (day == CIV_NO_DAY || !civ_rates_within(rates, day))
		return true;
	row = civ_rates_row_of(rates, life->refs, day);
	if (row == NULL)
		return false;
	civ_rates_count(rates, &row->sums, mark, day, 1);
	if (mark == CIV_MARK_RUNNING)
		return civ_rates_count_running(rates, &row->sums, day, 1);
	if (mark == CIV_MARK_CLOSED && civ_life_cycle(life) >= 0)
		return civ_spread_add(&row->sums.closed, civ_life_cycle(life), 1);
	return true;
}

static bool add_started(struct civ_rates *rates, const struct civ_life *life)
{
	struct civ_rates_row *row;

	if (civ_life_cycle(life) < 0 || !civ_rates_within(rates, life->started))
		return true;
	row = civ_rates_row_of(rates, life->refs, life->started);
	return row != NULL && civ_spread_add(&row->sums.started, civ_life_cycle(life), 1);
}

static bool add_life(struct civ_rates *rates, const struct civ_life *life, sqlite3_stmt *row)
{
	int32_t days[CIV_MARKS];
	bool good;

	(void)row;
	if (!civ_is_below(rates->within, life->refs[CIV_BY_AREA]))
		return true;
	civ_life_marks(life, rates->settings.watch_days, days);
	/* A cycle that began later: then only its report had been made. */
	if (life->started > rates->asof)
		return add_mark(rates, life, CIV_MARK_REPORTED, days[CIV_MARK_REPORTED]);
	good = add_started(rates, life);
	for (int mark = 0; mark < CIV_MARKS && good; mark++)
		good = add_mark(rates, life, (enum civ_mark)mark, days[mark]);
	return good && civ_rates_count_today(rates, life, 1);
}

enum civ_status civ_rates_scan(struct civ_rates *rates)
{
	const struct civ_rates_lives lives = {.now_sql = now_sql, .then_sql = then_sql, .take = add_life};

	return civ_rates_each_life(rates, &lives);
}
