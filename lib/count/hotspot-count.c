/* What was reported by area, category and period, from the monthly summary. */
#include <stdlib.h>

#include "civplan/buffer.h"
#include "lib/count/hotspot.h"

static int32_t period_of(const struct civ_hotspots *h, int32_t month)
{
	return month < h->first_month ? -1 : (month - h->first_month) / h->months;
}

struct civ_spot *civ_hotspot_of(struct civ_hotspots *h, int64_t area, int64_t category)
{
	const int64_t key[2] = {area, category};
	const struct civ_span span = {(const char *)key, sizeof key};
	int64_t place;

	if (civ_hash_get(h->places, span, &place))
		return &h->spots[place];
	if (!CIV_GROW(h->spots, h->count, h->room))
		return NULL;
	if (!civ_hash_put(h->places, span, (int64_t)h->count))
		return NULL;
	h->spots[h->count] = (struct civ_spot){.area = area, .category = category};
	return &h->spots[h->count++];
}

/* ---- counts from the summary ---- */

static bool add_topics(struct civ_hotspots *h, int64_t area, int32_t period, const struct civ_cell *cell)
{
	for (size_t i = 0; i < cell->topic_count; i++) {
		struct civ_spot *spot = civ_hotspot_of(h, area, cell->topics[i].category);

		if (spot == NULL)
			return false;
		spot->issues[period] += cell->topics[i].issues;
		if (period == CIV_HOTSPOT_BEFORE)
			spot->reports += cell->topics[i].reports;
	}
	return true;
}

/* Of a past day from the issues: what was merged later was distinct then. */
static enum civ_status count_past(struct civ_hotspots *h)
{
	static const char sql[] =
		"SELECT ifnull(area_id, 0), category_id, substr(reported_at, 1, 4) * 12 + substr(reported_at, 6, 2) -"
		" 1, count(*),"
		" sum(" CIV_ISSUE_OWN("issue") ") FROM issue GROUP BY 1, 2, 3";
	struct civ_store *store = civ_records_store(h->records);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_then(h->records, &civ_noun_issue, sql, &rows);

	while (civ_store_next(store, rows, &status)) {
		int32_t month = sqlite3_column_int(rows, 2) - 1970 * 12, period = period_of(h, month);
		struct civ_spot *spot;

		h->known_from = month < h->known_from ? month : h->known_from;
		if (period < 0 || period >= CIV_HOTSPOT_PERIODS)
			continue;
		spot = civ_hotspot_of(h, sqlite3_column_int64(rows, 0), sqlite3_column_int64(rows, 1));
		if (spot == NULL)
			return civ_no_memory(civ_records_messages(h->records));
		spot->issues[period] += sqlite3_column_int64(rows, 4);
		if (period == CIV_HOTSPOT_BEFORE)
			spot->reports += sqlite3_column_int64(rows, 3);
	}
	return status;
}

/* Else from the summary, which knows the months alone. */
static enum civ_status count_now(struct civ_hotspots *h)
{
	static const char sql[] = "SELECT ref, month, topics FROM issue_month WHERE dimension = 1";
	struct civ_store *store = civ_records_store(h->records);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(h->records, sql, &rows);

	while (civ_store_next(store, rows, &status)) {
		int32_t month = sqlite3_column_int(rows, 1), period = period_of(h, month);
		struct civ_cell cell = {.topics = NULL};
		bool good;

		if (sqlite3_column_bytes(rows, 2) > 0 && month < h->known_from)
			h->known_from = month;
		if (period < 0 || period >= CIV_HOTSPOT_PERIODS)
			continue;
		good = civ_cell_unpack_topics(&cell, sqlite3_column_blob(rows, 2),
		                              (size_t)sqlite3_column_bytes(rows, 2));
		if (!good)
			status = civ_error(civ_records_messages(h->records), CIV_SYSTEM, NULL,
			                   "the summary of issues is damaged: run plan-check --rebuild-summaries");
		else if (!add_topics(h, sqlite3_column_int64(rows, 0), period, &cell))
			status = civ_no_memory(civ_records_messages(h->records));
		civ_cell_free(&cell);
	}
	return status;
}

static enum civ_status count(struct civ_hotspots *h)
{
	bool past;
	enum civ_status status = civ_issues_ask_past(h->records, &past);

	if (status != CIV_OK)
		return status;
	return past ? count_past(h) : count_now(h);
}

/* The task names it by code or name. */
static const char covered_sql[] =
	"WITH RECURSIVE up(id, depth) AS (SELECT :id, 0 UNION ALL SELECT c.parent_id, depth + 1 FROM up"
	" JOIN category c ON c.id = up.id"
	" WHERE c.parent_id IS NOT NULL AND depth < 100)"
	" SELECT EXISTS (SELECT 1 FROM up JOIN category c ON c.id = up.id JOIN indicator n ON n.code = c.indicator)"
	" OR EXISTS (SELECT 1 FROM up JOIN category c ON c.id = up.id JOIN task t ON t.category IN (c.code, c.name)"
	" AND " CIV_TASK_KEPT("t") ")";

enum civ_status civ_hotspot_covered(struct civ_hotspots *h, int64_t category, bool *covered)
{
	struct civ_store *store = civ_records_store(h->records);
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(h->records, covered_sql, &row);

	*covered = false;
	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":id", category);
	if (civ_store_next(store, row, &status)) {
		*covered = sqlite3_column_int(row, 0) != 0;
		sqlite3_reset(row);
	}
	return status;
}

void civ_hotspots_close(struct civ_hotspots *h)
{
	free(h->spots);
	civ_hash_free(h->places);
	civ_hash_free(h->population);
}

enum civ_status civ_hotspots_open(struct civ_records *records, const struct civ_hotspot_options *options,
                                  struct civ_hotspots *h)
{
	int32_t month = civ_month_of(civ_records_clock(records)->asof + 1) - 1;

	*h = (struct civ_hotspots){
		.records = records, .options = options, .months = options->quarter ? 3 : 1, .known_from = INT32_MAX};
	if (options->has_month)
		month = civ_month_of(options->day);
	else if (options->quarter)
		month -= (month + 1) % 3 == 0 ? 0 : month % 3 + 1;
	if (options->quarter)
		month = month / 3 * 3;
	h->first_month = month - CIV_HOTSPOT_BEFORE * h->months;
	h->places = civ_hash_new();
	h->population = civ_hash_new();
	if (h->places == NULL || h->population == NULL)
		return civ_no_memory(civ_records_messages(records));
	return count(h);
}
