/* What an older release took although it was still to come. */
#include "lib/count/private.h"

/* Every moment of an issue that is told by its own date. */
#define MOMENTS \
	"SELECT id AS issue_id, max(reported_at, ifnull(assigned_at, ''), ifnull(received_at, '')," \
	" ifnull(rectified_at, ''), ifnull(accepted_at, '')," \
	" ifnull(closed_at, ''), ifnull(dismissed_at, ''), ifnull(reopened_at, ''), ifnull(came_back_at, '')," \
	" ifnull(answered_at, '')," \
	" ifnull(callback_at, '')) AS at FROM issue" \
	" UNION ALL SELECT issue_id, at FROM event WHERE " CIV_EVENT_STANDS("event") \
	" UNION ALL SELECT issue_id, max(started_at, closed_at, came_back_at) FROM cycle" \
	" UNION ALL SELECT issue_id, decided_at FROM extension WHERE decided_at IS NOT NULL"

static enum civ_status run(struct civ_records *records, const char *sql, const char *now)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *statement;
	enum civ_status status = civ_records_statement(records, sql, &statement);

	if (status == CIV_OK)
		status = civ_bind_text(store, statement, ":now", now);
	return status == CIV_OK ? civ_store_do(store, statement) : status;
}

/* With every upgrade, and when a bundle was loaded: nobody else can enter such a moment. */
static enum civ_status rebuild(struct civ_records *records)
{
	char now[CIV_TIME_SIZE];
	enum civ_status status = run(records, "DELETE FROM issue_later", NULL);

	civ_time_format(civ_records_clock(records)->now, now);
	return status == CIV_OK
	               ? run(records,
	                     "INSERT INTO issue_later (issue_id, at) SELECT issue_id, max(at) FROM (" MOMENTS ")"
	                     " WHERE at > :now GROUP BY issue_id",
	                     now)
	               : status;
}

/* A day that has passed needs no look: what lay ahead when it was entered may lie behind by now. */
static enum civ_status is_told_later(struct civ_records *records, bool *later)
{
	struct civ_store *store = civ_records_store(records);
	char end[CIV_DATE_SIZE];
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status = civ_records_statement(
		records, "SELECT EXISTS (SELECT 1 FROM issue_later WHERE at >= :end)", &row);

	civ_date_format(civ_records_clock(records)->asof + 1, end);
	if (status == CIV_OK)
		status = civ_bind_text(store, row, ":end", end);
	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	*later = status == CIV_OK && found && sqlite3_column_int(row, 0) != 0;
	if (status == CIV_OK && found)
		sqlite3_reset(row);
	return status;
}

enum civ_status civ_issues_ask_past(struct civ_records *records, bool *past)
{
	const struct civ_clock *clock = civ_records_clock(records);

	*past = clock->asof < civ_time_day(clock->now);
	return *past ? CIV_OK : is_told_later(records, past);
}

const struct civ_hook civ_count_event_hook = {
	.noun = &civ_noun_event,
	.schema =
		"-- Issues with something still to come, which an older release took: then every day is counted as a "
		"past one is.\n"
		"CREATE TABLE issue_later (\n"
		"\tissue_id INTEGER PRIMARY KEY,\n"
		"\tat TEXT NOT NULL -- the latest moment\n"
		") STRICT;\n",
	.rebuild = rebuild,
	.later = civ_issues_ask_past,
};
