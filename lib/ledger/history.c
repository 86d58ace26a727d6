/* Everything that happened to an issue, in order. */
#include <string.h>

#include "civplan/lists.h"
#include "lib/ledger/private.h"

static const struct civ_word happenings[] = {
	CIV_CHOICE("report", "Report", "受理"),
	CIV_CHOICE("move", "Move", "流转"),
	CIV_CHOICE("undone", "Move taken back", "已撤回"),
	CIV_CHOICE("undo", "Taking back", "撤回"),
	CIV_CHOICE("correction", "Correction", "更正时间"),
	CIV_CHOICE("extension", "Extension", "延期"),
	CIV_CHOICE("notice", "Notice", "督办"),
	CIV_CHOICE("recheck", "Re-check", "复查"),
	CIV_CHOICE("merge", "Merging", "合并"),
	{.code = NULL},
};

const struct civ_out_column civ_ledger_history_columns[] = {
	{"issue", "Issue", CIV_SHOWN_NUMBER, "number of the issue"},
	{"cycle", "Cycle", CIV_KIND_NUMBER, "its cycle"},
	{"at", "At", CIV_SHOWN_MOMENT, "when it happened"},
	{"what", "What", CIV_SHOWN_CHOICE(happenings),
	 "report, move, undone (a move that was taken back), undo, correction, extension, notice, recheck or merge"},
	{"from", "From", CIV_SHOWN_CHOICE(civ_words_event_stage),
	 "stage that it left; of an extension the day until which more time was asked; of a correction the time until "
	 "then"},
	{"to", "To", CIV_SHOWN_CHOICE(civ_words_outcome),
	 "stage that it came to; of others the decision, kind, result or time from then on"},
	{"by", "By", CIV_SHOWN_TEXT, "who did it"},
	{"note", "Note", CIV_SHOWN_TEXT, "why"},
	{"evidence", "Evidence", CIV_KIND_TEXT, "where photographs and papers are kept"},
	{"waits_on", "Waits on", CIV_KIND_CHOICE(civ_words_waits_on),
	 "who had to act from then on: unit, office or citizen"},
	{"days", "Days", CIV_SHOWN_NUMBER, "days in that stage, until the next move or the as-of day; two decimals"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* A history that came with its issue has no events, only its times. */
#define LOADED(stage, time) \
	{"id", "SELECT id, cycle, " time ", 0, 'move', NULL, '" stage "', NULL, say('as loaded'), NULL FROM issue i" \
	" WHERE " CIV_LEDGER_LOADED("i", stage, time)}

/* What can happen; each has the number in ID. */
static const struct {
	const char *id, *sql;
} sources[] = {
	{"id",
	 "SELECT id AS issue, 1 AS cycle, reported_at AS at, 0 AS turn, 'report' AS what, NULL AS was, 'reported' AS"
	 " now, NULL AS by,"
	 " (SELECT h.name FROM channel h WHERE h.id = i.channel_id) AS note, evidence FROM issue i WHERE 1"},
	{"issue_id", "SELECT issue_id, cycle, at, id, CASE WHEN " CIV_EVENT_STANDS(
			     "i") " THEN 'move' ELSE 'undone' END, from_stage, to_stage, by, note,"
                                  " evidence FROM event i WHERE 1"},
	{"issue_id", "SELECT issue_id, (SELECT e.cycle FROM event e WHERE e.id = i.event_id), at, 0, kind,"
                     " CASE WHEN kind = 'correction' THEN was ELSE (SELECT e.to_stage FROM event e"
                     " WHERE e.id = i.event_id) END,"
                     " CASE WHEN kind = 'correction' THEN becomes ELSE (SELECT e.from_stage FROM event e"
                     " WHERE e.id = i.event_id) END,"
                     " by, note, NULL FROM amendment i WHERE 1"},
	LOADED("assigned", "assigned_at"),
	LOADED("received", "received_at"),
	LOADED("rectified", "rectified_at"),
	LOADED("accepted", "accepted_at"),
	LOADED("closed", "closed_at"),
	LOADED("dismissed", "dismissed_at"),
	{"issue_id", "SELECT issue_id, NULL, requested, 0, 'extension', due,"
                     " CASE WHEN decided_at >= :end THEN 'pending' ELSE decision END, by, reason, NULL"
                     " FROM extension i WHERE 1"},
	{"issue_id", "SELECT issue_id, NULL, date, 0, 'notice', NULL, kind, by, text, NULL FROM notice i"
	" WHERE i.issue_id IS NOT NULL"},
	{"issue_id",
	 "SELECT issue_id, cycle, date, 0, 'recheck', NULL, result, (SELECT p.code FROM person p"
	 " WHERE p.id = i.checked_by_id),"
	 " condition, NULL FROM recheck i WHERE 1"},
	{"merged_into_id",
	 "SELECT merged_into_id, NULL, dismissed_at, 0, 'merge', NULL, NULL, NULL,"
	 " say('issue %s is another report of it', id), NULL"
	 " FROM issue i WHERE merged_into_id IS NOT NULL"},
};

static enum civ_status prepare(struct civ_records *records, int64_t id, sqlite3_stmt **rows)
{
	struct civ_buf sql = {0};
	enum civ_status status;

	civ_buf_adds(&sql, "WITH happened AS (");
	for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
		civ_buf_addf(&sql, "%s%s", i == 0 ? "" : " UNION ALL ", sources[i].sql);
		if (id != 0)
			civ_buf_addf(&sql, " AND i.%s = :id", sources[i].id);
	}
	civ_buf_adds(
		&sql,
		") SELECT issue, cycle, at, what, was, now, by, note, evidence, lead(at) OVER (PARTITION BY issue,"
		" what IN ('report', 'move')"
		" ORDER BY at, turn), ifnull(was, '') = now AND what = 'move', what = 'report'"
		" AND EXISTS (SELECT 1 FROM issue i"
		" WHERE i.id = issue AND " CIV_LEDGER_UNIT_FROM_REPORT(
			"i") ") FROM happened WHERE at <"
			     " :end AND at >= ifnull(:from, '')"
			     " AND (:to IS NULL OR at < date(:to, '+1 day')) ORDER BY issue, at, turn");
	status = civ_records_statement_of(records, &sql, rows);
	return status;
}

static void print_days(struct civ_out *out, sqlite3_stmt *row, int64_t end)
{
	const char *at = (const char *)sqlite3_column_text(row, 2), *next = (const char *)sqlite3_column_text(row, 9);
	int64_t from, until = end;

	if (!civ_time_parse(at, strlen(at), &from) || (next != NULL && !civ_time_parse(next, strlen(next), &until)) ||
	    until < from)
		civ_out_null(out);
	else
		civ_out_rounded(out, (double)(until - from) / CIV_DAY_SECONDS, 2);
}

static enum civ_status print(struct civ_out *out, sqlite3_stmt *row, int64_t end)
{
	const char *what = (const char *)sqlite3_column_text(row, 3), *now = (const char *)sqlite3_column_text(row, 5);
	bool moves = strcmp(what, "move") == 0 || strcmp(what, "report") == 0;
	const char *waits = moves && now != NULL ? civ_ledger_waits_on(now) : NULL;

	if (sqlite3_column_int(row, 11) != 0)
		waits = "unit";

	civ_print_cells(out, row, 0, 9);
	civ_out_string(out, waits);
	if (waits != NULL)
		print_days(out, row, end);
	else
		civ_out_null(out);
	return civ_out_row(out);
}

enum civ_status civ_ledger_history(struct civ_records *records, int64_t id, const char *from, const char *to,
                                   struct civ_out *out)
{
	const struct civ_clock *clock = civ_records_clock(records);
	struct civ_store *store = civ_records_store(records);
	int64_t end = clock->asof == civ_time_day(clock->now) ? clock->now
	                                                      : (int64_t)(clock->asof + 1) * CIV_DAY_SECONDS;
	char end_day[CIV_DATE_SIZE];
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_records_say_in_sql(records);

	if (status == CIV_OK)
		status = prepare(records, id, &rows);
	civ_date_format(clock->asof + 1, end_day);
	if (status == CIV_OK)
		status = civ_bind_int(store, rows, ":id", id);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":end", end_day);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":from", from);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":to", to);
	while (civ_store_next(store, rows, &status))
		status = print(out, rows, end);
	return status;
}
