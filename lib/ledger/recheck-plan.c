/* Which closed issues are to be looked at again. */
#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"
#include "lib/ledger/private.h"

const struct civ_out_column civ_recheck_plan_columns[] = {
	{"issue", "Issue", CIV_KIND_NUMBER, "number of the closed issue"},
	{"category", "Category", CIV_KIND_TEXT, "what it is about"},
	{"area", "Area", CIV_KIND_TEXT, "where it is"},
	{"place", "Place", CIV_KIND_TEXT, "address or spot"},
	{"unit", "Unit", CIV_KIND_TEXT, "unit in the lead"},
	{"cycle", "Cycle", CIV_KIND_NUMBER, "its cycle: above 1 it came back before"},
	{"closed_at", "Closed", CIV_KIND_TEXT, "when it was closed"},
	{"due", "Due", CIV_KIND_TEXT, "day of the re-check; empty in a sample"},
	{"days", "Days after closing", CIV_KIND_NUMBER,
	 "days from the closing to that day, in a sample to the as-of day"},
	{"days_late", "Days late", CIV_KIND_NUMBER, "days since that day; below 0: days left; empty in a sample"},
	{"reason", "Reason", CIV_KIND_TEXT,
	 "plan: one of the plan's recheck_days; monthly: it came back before; sample"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* Of each closing the days after it of the last re-check, -1 for none. */
static const char closed_sql[] =
	"SELECT i.id, i.cycle, i.closed_at, ifnull(i.area_id, 0),"
	" ifnull((SELECT max(r.days) FROM recheck r WHERE r.issue_id = i.id AND r.cycle = i.cycle"
	" AND r.date <= :asof), -1) FROM issue i WHERE i.stage = 'closed' AND i.closed_at >= :first"
	" AND i.closed_at < :end";

enum { MONTH = 30 };

struct candidate {
	int64_t id, area;
	int32_t due, closed;
	uint64_t draw;
	bool monthly;
};

struct plan {
	struct civ_records *records;
	const struct civ_recheck_plan_options *options;
	int32_t asof, from;
	int32_t steps[CIV_RECHECK_STEPS]; /* of recheck_days, ascending */
	size_t step_count;
	struct candidate *list;
	size_t count, room;
};

static int ascending(const void *left, const void *right)
{
	const int32_t *a = left, *b = right;

	return *a < *b ? -1 : *a > *b;
}

/* The latest step that has fallen due by the day LAST and lies behind DONE; -1 for none. */
static int32_t step_due(const struct plan *plan, int32_t age, int32_t done, bool monthly)
{
	int32_t longest = plan->step_count == 0 ? 0 : plan->steps[plan->step_count - 1], found = -1;

	if (monthly) {
		int32_t step = (age < longest ? age : longest) / MONTH * MONTH;

		return step > done && step > 0 ? step : -1;
	}
	for (size_t i = 0; i < plan->step_count; i++)
		if (plan->steps[i] <= age && plan->steps[i] > done)
			found = plan->steps[i];
	return found;
}

/* The same number for the same seed and issue everywhere (splitmix64). */
static uint64_t draw(uint64_t seed, uint64_t id)
{
	uint64_t z = seed * 0x9E3779B97F4A7C15u + id;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

static enum civ_status keep(struct plan *plan, const struct candidate *candidate)
{
	if (plan->count == plan->room) {
		size_t room = plan->room == 0 ? 256 : plan->room * 2;
		struct candidate *grown = realloc(plan->list, room * sizeof *grown);

		if (grown == NULL)
			return civ_no_memory(civ_records_messages(plan->records));
		plan->list = grown;
		plan->room = room;
	}
	plan->list[plan->count++] = *candidate;
	return CIV_OK;
}

static enum civ_status consider(struct plan *plan, sqlite3_stmt *row)
{
	struct candidate candidate = {.id = sqlite3_column_int64(row, 0), .area = sqlite3_column_int64(row, 3)};
	int32_t done = sqlite3_column_int(row, 4), step;

	if (!civ_date_stored((const char *)sqlite3_column_text(row, 2), &candidate.closed))
		return CIV_OK;
	if (plan->options->sample > 0) {
		candidate.draw = draw((uint64_t)plan->options->seed, (uint64_t)candidate.id);
		return candidate.closed >= plan->from ? keep(plan, &candidate) : CIV_OK;
	}
	candidate.monthly = sqlite3_column_int64(row, 1) > 1;
	step = step_due(plan, plan->asof + (int32_t)plan->options->within - candidate.closed, done, candidate.monthly);
	candidate.due = candidate.closed + step;
	return step >= 0 && candidate.due >= plan->from ? keep(plan, &candidate) : CIV_OK;
}

static enum civ_status collect(struct plan *plan)
{
	struct civ_store *store = civ_records_store(plan->records);
	int32_t longest = plan->step_count == 0 ? 0 : plan->steps[plan->step_count - 1];
	char asof[CIV_DATE_SIZE], first[CIV_DATE_SIZE];
	sqlite3_stmt *rows;
	bool more;
	enum civ_status status = civ_records_then(plan->records, &civ_noun_issue, closed_sql, &rows);

	civ_date_format(plan->asof, asof);
	civ_date_format(plan->from - longest, first);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":asof", asof);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":first", first);
	while (status == CIV_OK && (status = civ_store_step(store, rows, &more)) == CIV_OK && more)
		status = consider(plan, rows);
	return status;
}

static int by_due(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

static int by_draw(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (a->draw != b->draw)
		return a->draw < b->draw ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

static int by_area(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (a->area != b->area)
		return a->area < b->area ? -1 : 1;
	return by_draw(left, right);
}

/* The first so many, of all or of each area. */
static void choose(struct plan *plan)
{
	size_t kept = 0;
	int64_t taken = 0;

	qsort(plan->list, plan->count, sizeof *plan->list, plan->options->by_area ? by_area : by_draw);
	for (size_t i = 0; i < plan->count; i++) {
		if (plan->options->by_area && (i == 0 || plan->list[i].area != plan->list[i - 1].area))
			taken = 0;
		if (taken++ < plan->options->sample)
			plan->list[kept++] = plan->list[i];
	}
	plan->count = kept;
}

static enum civ_status print(struct plan *plan, const struct candidate *candidate, struct civ_out *out)
{
	static const char sql[] =
		"SELECT i.id, c.code, a.code, i.place, u.code, i.cycle, i.closed_at FROM issue i JOIN category c"
		" ON c.id = i.category_id LEFT JOIN area a ON a.id = i.area_id LEFT JOIN unit u"
		" ON u.id = i.unit_id WHERE i.id = :id";
	struct civ_store *store = civ_records_store(plan->records);
	bool sample = plan->options->sample > 0, found = false;
	char due[CIV_DATE_SIZE];
	sqlite3_stmt *row;
	enum civ_status status = civ_records_then(plan->records, &civ_noun_issue, sql, &row);

	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":id", candidate->id);
	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	if (status != CIV_OK || !found)
		return status;
	civ_print_cells(out, row, 0, 7);
	sqlite3_reset(row);
	civ_date_format(candidate->due, due);
	civ_out_string(out, sample ? NULL : due);
	civ_out_int(out, (sample ? plan->asof : candidate->due) - candidate->closed);
	if (sample)
		civ_out_null(out);
	else
		civ_out_int(out, plan->asof - candidate->due);
	civ_out_string(out, sample ? "sample" : candidate->monthly ? "monthly" : "plan");
	return civ_out_row(out);
}

enum civ_status civ_ledger_recheck_plan(struct civ_records *records, const struct civ_recheck_plan_options *options,
                                        struct civ_out *out)
{
	struct plan plan = {.records = records, .options = options, .asof = civ_records_clock(records)->asof};
	struct civ_watch_settings settings;
	enum civ_status status = civ_watch_settings(records, &settings);

	if (status != CIV_OK)
		return status;
	plan.from = options->has_from ? options->from : plan.asof - (int32_t)settings.watch_days;
	plan.step_count = civ_recheck_steps(&settings, plan.steps);
	qsort(plan.steps, plan.step_count, sizeof *plan.steps, ascending);
	status = collect(&plan);
	if (status == CIV_OK && options->sample > 0 && plan.count > 0)
		choose(&plan);
	else if (status == CIV_OK && plan.count > 0)
		qsort(plan.list, plan.count, sizeof *plan.list, by_due);
	for (size_t i = 0; i < plan.count && status == CIV_OK; i++)
		status = print(&plan, &plan.list[i], out);
	free(plan.list);
	return status;
}
