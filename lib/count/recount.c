/* The summary counted again from the issues: to fill it, and to see whether it is right. */
#include <string.h>

#include "lib/count/tally.h"
#include "lib/count/watch.h"

/* MERGE what becomes much on the way. */
static enum civ_status count_lives(struct civ_records *records, struct civ_tally *tally, bool merge)
{
	static const char sql[] = "WITH " CIV_ISSUE_LIVES " SELECT " CIV_LIFE_COLUMNS("life") " FROM life";
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(records, sql, &rows);

	while (civ_store_next(store, rows, &status)) {
		struct civ_life life;

		civ_life_of_row(rows, 0, &life);
		if (civ_tally_life(tally, &life, 1) != CIV_OK)
			status = civ_no_memory(civ_records_messages(records));
		else if (merge)
			status = civ_tally_ready(tally);
	}
	return status;
}

/* The closings that are still watched, the latest of each place. */
static enum civ_status watch_places(struct civ_records *records, int64_t watch_days)
{
	static const char sql[] = "SELECT id, category_id, ifnull(area_id, 0), place, reported_at, closed_at FROM issue"
				  " WHERE closed_at IS NOT NULL AND place IS NOT NULL"
				  " AND closed_at >= (SELECT date(max(reported_at), '-' || ?1 || ' days') FROM issue)";
	struct civ_store *store = civ_records_store(records);
	struct civ_watch *watch = NULL;
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_watch_open(records, watch_days, &watch);

	if (status == CIV_OK)
		status = civ_records_statement(records, sql, &rows);
	if (status == CIV_OK && sqlite3_bind_int64(rows, 1, watch_days) != SQLITE_OK)
		status = civ_store_fail(store, "bind the watch window");
	while (civ_store_next(store, rows, &status)) {
		struct civ_sighting seen = {.id = sqlite3_column_int64(rows, 0),
		                            .category = sqlite3_column_int64(rows, 1),
		                            .area = sqlite3_column_int64(rows, 2),
		                            .place = civ_value_column(rows, 3).string};

		if (civ_date_stored((const char *)sqlite3_column_text(rows, 4), &seen.reported) &&
		    civ_date_stored((const char *)sqlite3_column_text(rows, 5), &seen.closed))
			status = civ_watch_see(watch, &seen);
		if (status == CIV_SYSTEM)
			status = civ_no_memory(civ_records_messages(records));
	}
	if (status == CIV_OK)
		status = civ_watch_finish(watch);
	civ_watch_close(watch);
	return status;
}

enum civ_status civ_summary_rebuild(struct civ_records *records)
{
	static const char clear[] = "DELETE FROM issue_month; DELETE FROM issue_watch; DELETE FROM issue_summary";
	struct civ_tally *tally = NULL;
	enum civ_status status = civ_store_exec(civ_records_store(records), clear);

	if (status == CIV_OK)
		status = civ_tally_open(records, &tally);
	if (status == CIV_OK)
		status = count_lives(records, tally, true);
	if (status == CIV_OK)
		status = civ_tally_flush(tally);
	if (status == CIV_OK)
		status = watch_places(records, civ_tally_watch_days(tally));
	civ_tally_close(tally);
	return status;
}

/* ---- comparing ---- */

struct comparison {
	struct civ_records *records;
	enum civ_status (*found)(void *data, const char *subject, const char *stored, const char *counted);
	void *data;
};

static bool is_empty(const struct civ_buf parts[4])
{
	static const char nothing[4] = {0};

	return parts[0].len == 4 && memcmp(parts[0].data, nothing, 4) == 0 &&
	       parts[1].len + parts[2].len + parts[3].len == 0;
}

static bool same_blob(sqlite3_stmt *row, int column, const struct civ_buf *part)
{
	size_t len = (size_t)sqlite3_column_bytes(row, column);

	return len == part->len && (len == 0 || memcmp(sqlite3_column_blob(row, column), part->data, len) == 0);
}

static void total(const struct civ_cell *cell, struct civ_buf *text)
{
	static const char *const names[CIV_MARKS] = {
		"reported", "due",  "done",    "in time", "accepted in time", "extended", "dismissed", "closed",
		"back",     "open", "running", "owed",    "not rectified"};

	for (int mark = 0; mark < CIV_MARKS; mark++) {
		int64_t sum = 0;

		for (int day = 0; day < CIV_MONTH_DAYS; day++)
			sum += cell->counts[day][mark];
		if (sum != 0)
			civ_buf_addf(text, "%s%s %lld", text->len == 0 ? "" : ", ", names[mark], (long long)sum);
	}
}

/* A month as it is stored (ROW) and as it was counted now (CELL); NULL: not at all. */
struct month {
	int dimension;
	int64_t ref;
	int32_t month;
	sqlite3_stmt *row;
	const struct civ_cell *cell;
};

static enum civ_status tell(const struct comparison *comparison, const struct month *month)
{
	static const char *const names[CIV_DIMENSIONS] = {"unit", "area", "category", "channel", "person"};
	struct civ_buf subject = {0}, stored = {0}, wanted = {0};
	struct civ_cell cell = {0};
	char date[CIV_DATE_SIZE];
	enum civ_status status = CIV_OK;

	civ_date_format(civ_month_first(month->month), date);
	civ_buf_addf(&subject, "%s %lld in %.7s", names[month->dimension], (long long)month->ref, date);
	if (month->row == NULL)
		civ_buf_adds(&stored, "nothing");
	else if (civ_cell_of_row(&cell, month->row, 3))
		total(&cell, &stored);
	else
		civ_buf_adds(&stored, "damaged");
	if (month->cell == NULL)
		civ_buf_adds(&wanted, "nothing");
	else
		total(month->cell, &wanted);
	if (subject.failed || stored.failed || wanted.failed)
		status = civ_no_memory(civ_records_messages(comparison->records));
	else
		status = comparison->found(comparison->data, civ_buf_str(&subject), civ_buf_str(&stored),
		                           civ_buf_str(&wanted));
	civ_cell_free(&cell);
	civ_buf_free(&subject);
	civ_buf_free(&stored);
	civ_buf_free(&wanted);
	return status;
}

static enum civ_status compare_month(const struct comparison *comparison, const struct month *month)
{
	const struct civ_cell nothing = {.topics = NULL};
	struct civ_buf parts[4] = {{0}};
	enum civ_status status = CIV_OK;
	bool same;

	civ_cell_pack(month->cell == NULL ? &nothing : month->cell, &parts[0], &parts[1], &parts[2], &parts[3]);
	same = month->row != NULL || is_empty(parts);
	for (int i = 0; i < 4 && month->row != NULL; i++)
		same = same && same_blob(month->row, 3 + i, &parts[i]);
	if (!same)
		status = tell(comparison, month);
	for (int i = 0; i < 4; i++)
		civ_buf_free(&parts[i]);
	return status;
}

static enum civ_status missing_month(void *data, int dimension, int64_t ref, int32_t month, struct civ_cell *cell)
{
	return compare_month(data, &(struct month){dimension, ref, month, NULL, cell});
}

static enum civ_status compare_stored(struct comparison *comparison, struct civ_tally *tally)
{
	static const char sql[] = "SELECT dimension, ref, month, days, closed, started, topics FROM issue_month";
	struct civ_store *store = civ_records_store(comparison->records);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(comparison->records, sql, &rows);

	while (civ_store_next(store, rows, &status)) {
		struct month month = {.dimension = sqlite3_column_int(rows, 0),
		                      .ref = sqlite3_column_int64(rows, 1),
		                      .month = sqlite3_column_int(rows, 2),
		                      .row = rows};

		month.cell = civ_tally_find(tally, month.dimension, month.ref, month.month);
		status = compare_month(comparison, &month);
	}
	return status;
}

/* Counted with another window than the plan has now, the summary is right but of no use: every rate is read from the
 * issues. */
static enum civ_status compare_window(struct comparison *comparison)
{
	static const char sql[] =
		"SELECT s.watch_days, p.watch_days FROM issue_summary s, plan p WHERE s.watch_days <> p.watch_days";
	struct civ_store *store = civ_records_store(comparison->records);
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(comparison->records, sql, &row);

	if (!civ_store_next(store, row, &status))
		return status;
	status = comparison->found(comparison->data, "watch_days", (const char *)sqlite3_column_text(row, 0),
	                           (const char *)sqlite3_column_text(row, 1));
	sqlite3_reset(row);
	return status;
}

enum civ_status civ_summary_compare(struct civ_records *records,
                                    enum civ_status (*found)(void *data, const char *subject, const char *stored,
                                                             const char *counted),
                                    void *data)
{
	struct comparison comparison = {.records = records, .found = found, .data = data};
	struct civ_tally *tally = NULL;
	enum civ_status status = civ_tally_open(records, &tally);

	if (status == CIV_OK)
		status = count_lives(records, tally, false);
	if (status == CIV_OK)
		status = compare_window(&comparison);
	if (status == CIV_OK)
		status = compare_stored(&comparison, tally);
	if (status == CIV_OK)
		status = civ_tally_each(tally, missing_month, &comparison);
	civ_tally_close(tally);
	return status;
}
