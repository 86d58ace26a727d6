/* What is due on the as-of day, to the minute. */
#include "lib/count/rates.h"

bool civ_rates_count_today(struct civ_rates *rates, const struct civ_life *life, int32_t n)
{
	struct civ_rates_row *row;
	int32_t days[CIV_MARKS];

	if (!civ_is_below(rates->within, life->refs[CIV_BY_AREA]) || civ_life_limit(life) != rates->asof ||
	    (int64_t)rates->asof * CIV_DAY_MINUTES + life->limit_minute >= rates->minute)
		return true;
	civ_life_marks(life, rates->settings.watch_days, days);
	if (days[CIV_MARK_OWED] == CIV_NO_DAY || !civ_rates_within(rates, rates->asof))
		return true;
	row = civ_rates_row_of(rates, life->refs, rates->asof);
	if (row == NULL)
		return false;
	row->sums.due += civ_rates_is_running(rates, rates->asof) ? n : 0;
	row->sums.overdue += days[CIV_MARK_UNRECTIFIED] == CIV_NO_DAY ? 0 : n;
	return true;
}

/* The words of the index on open issues. */
static const char today_sql[] =
	"WITH life AS (SELECT *, id AS issue_id, ifnull(reopened_at, ifnull(first_reported_at, reported_at)) AS"
	" started_at, NULL AS ended_at"
	" FROM issue WHERE " CIV_ISSUE_OPEN_ROW " AND " CIV_ISSUE_DUE_DAY_ROW " = :asof"
	" AND ifnull(due_time, extended_due_time) IS NOT NULL)"
	" SELECT " CIV_LIFE_COLUMNS("life") " FROM life";

enum civ_status civ_rates_add_today(struct civ_rates *rates)
{
	struct civ_store *store = civ_records_store(rates->records);
	char asof[CIV_DATE_SIZE];
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(rates->records, today_sql, &rows);

	civ_date_format(rates->asof, asof);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":asof", asof);
	while (civ_store_next(store, rows, &status)) {
		struct civ_life life;

		civ_life_of_row(rows, 0, &life);
		if (!civ_rates_count_today(rates, &life, 1))
			status = civ_no_memory(civ_records_messages(rates->records));
	}
	return status;
}
