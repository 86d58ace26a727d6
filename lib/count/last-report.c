/* When each channel was heard of last. */
#include "civplan/date.h"
#include "lib/count/cell.h"

static const char sql[] =
	"SELECT ref, month, days FROM issue_month WHERE dimension = :dimension AND month <= :month"
	" ORDER BY ref, month DESC";

static int32_t last_day(const struct civ_cell *cell, int32_t first, int32_t asof)
{
	for (int day = CIV_MONTH_DAYS - 1; day >= 0; day--)
		if (first + day <= asof && cell->counts[day][CIV_MARK_REPORTED] > 0)
			return first + day;
	return CIV_NO_DAY;
}

/* Suggestions are few enough to be looked at one by one. */
static const char suggestions_sql[] =
	"SELECT s.channel_id, substr(max(s.reported_at), 1, 10)"
	" FROM suggestion s"
	" WHERE s.channel_id IS NOT NULL AND s.reported_at < :end"
	" GROUP BY s.channel_id";

static enum civ_status last_suggestions(struct civ_records *records,
                                        enum civ_status (*take)(void *data, int64_t channel, int32_t day), void *data)
{
	struct civ_store *store = civ_records_store(records);
	char end[CIV_DATE_SIZE];
	sqlite3_stmt *rows;
	int32_t day;
	enum civ_status status = civ_records_statement(records, suggestions_sql, &rows);

	civ_date_format(civ_records_clock(records)->asof + 1, end);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":end", end);
	while (civ_store_next(store, rows, &status))
		if (civ_date_stored((const char *)sqlite3_column_text(rows, 1), &day))
			status = take(data, sqlite3_column_int64(rows, 0), day);
	return status;
}

static enum civ_status last_issues(struct civ_records *records,
                                   enum civ_status (*take)(void *data, int64_t channel, int32_t day), void *data)
{
	struct civ_store *store = civ_records_store(records);
	int32_t asof = civ_records_clock(records)->asof;
	int64_t told = -1;
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(records, sql, &rows);

	if (status == CIV_OK)
		status = civ_bind_int(store, rows, ":dimension", CIV_BY_CHANNEL);
	if (status == CIV_OK)
		status = civ_bind_int(store, rows, ":month", civ_month_of(asof));
	while (civ_store_next(store, rows, &status)) {
		int64_t channel = sqlite3_column_int64(rows, 0);
		struct civ_cell cell = {.topics = NULL};
		int32_t day = CIV_NO_DAY;

		if (channel == told)
			continue;
		if (!civ_cell_unpack_days(&cell, sqlite3_column_blob(rows, 2), (size_t)sqlite3_column_bytes(rows, 2)))
			status = civ_error(civ_records_messages(records), CIV_SYSTEM, NULL,
			                   "the summary of issues is damaged: run plan-check --rebuild-summaries");
		else
			day = last_day(&cell, civ_month_first(sqlite3_column_int(rows, 1)), asof);
		civ_cell_free(&cell);
		if (status == CIV_OK && day != CIV_NO_DAY) {
			told = channel;
			status = take(data, channel, day);
		}
	}
	return status;
}

enum civ_status civ_last_reports(struct civ_records *records,
                                 enum civ_status (*take)(void *data, int64_t channel, int32_t day), void *data)
{
	enum civ_status status = last_issues(records, take, data);

	return status == CIV_OK ? last_suggestions(records, take, data) : status;
}
