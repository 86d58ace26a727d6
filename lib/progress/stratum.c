/* The report on tasks by stratum: areas in which all the tasks are done, old communities against others; and the areas
 * in which there are none. */
#include <math.h>
#include <stdlib.h>

#include "civplan/count.h"
#include "civplan/decimal.h"
#include "lib/progress/task-report.h"

const struct civ_out_column civ_task_stratum_columns[] = {
	{"stratum", "Stratum", CIV_KIND_TEXT,
	 "old: areas marked as old communities; other: those marked as not; empty: not stated"},
	{"n_areas", "Areas", CIV_KIND_NUMBER, "areas of the kind"},
	{"n_covered", "Covered", CIV_KIND_NUMBER,
	 "of these, with tasks, there or in areas below, all of which are done"},
	{"coverage", "Covered (%)", CIV_KIND_NUMBER, "n_covered in percent of n_areas"},
	{"low", "from", CIV_KIND_NUMBER, "lower end of its Wilson 95 % interval"},
	{"high", "to", CIV_KIND_NUMBER, "upper end"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

const struct civ_out_column civ_task_missing_columns[] = {
	{"area", NULL, {CIV_CELL_TEXT, NULL, true, "area.code"}, "in which, and below which, there is no such task"},
	{"name", NULL, {CIV_CELL_TEXT, NULL, true, "area.name"}, "what it is called"},
	{"old", NULL, {CIV_CELL_BOOL, civ_words_bool, true, "area.old"},
	 "whether it is an old community; empty: not stated"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

static const char areas_sql[] =
	"SELECT id, kind = :kind, CASE old WHEN 1 THEN 1 WHEN 0 THEN 2 ELSE 0 END, ifnull(parent_id, 0),"
	" row_number() OVER (ORDER BY code)"
	" FROM area"
	" ORDER BY id";
static const char missing_sql[] = "SELECT code, name FROM area WHERE id = ?1";

enum stratum { UNSTATED, OLD, OTHER };

struct place {
	int64_t id, parent, rank; /* RANK: by code */
	bool counts;
	enum stratum stratum;
	int64_t tasks, done; /* chosen ones, there or in an area below */
};

static enum civ_status load_places(struct civ_task_reporting *report, struct civ_buf *places)
{
	struct civ_store *store = civ_records_store(report->work.records);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(report->work.records, areas_sql, &rows);

	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":kind",
		                       report->options->kind == NULL ? "community" : report->options->kind);
	while (civ_store_next(store, rows, &status)) {
		const struct place place = {sqlite3_column_int64(rows, 0),
		                            sqlite3_column_int64(rows, 3),
		                            sqlite3_column_int64(rows, 4),
		                            sqlite3_column_int(rows, 1) != 0,
		                            (enum stratum)sqlite3_column_int(rows, 2),
		                            0,
		                            0};

		civ_buf_add(places, &place, sizeof place);
	}
	return places->failed ? civ_no_memory(report->work.messages) : status;
}

static int by_id(const void *left, const void *right)
{
	const struct place *a = left, *b = right;

	return a->id < b->id ? -1 : a->id > b->id;
}

/* One piece of work that is done does not make up for another that is not. */
static bool is_covered(const struct place *place)
{
	return place->tasks > 0 && place->done == place->tasks;
}

static void count_tasks(const struct civ_task_reporting *report, struct place *places, size_t count)
{
	for (size_t i = 0; i < report->count; i++) {
		const struct civ_task *task = &report->work.tasks[report->set[i]];
		struct place wanted = {.id = task->area};

		/* No chain of areas is longer than there are areas, unless the file is damaged. */
		for (size_t steps = 0; wanted.id != 0 && steps < count; steps++) {
			struct place *place = bsearch(&wanted, places, count, sizeof *places, by_id);

			if (place == NULL)
				break;
			place->tasks++;
			place->done += task->status == CIV_TASK_DONE;
			wanted.id = place->parent;
		}
	}
}

static enum civ_status write_stratum(struct civ_task_reporting *report, const char *name, int64_t n, int64_t covered)
{
	struct civ_out *out = report->out;
	double low = NAN, high = NAN;

	if (n > 0)
		civ_wilson(covered, n, &low, &high);
	civ_out_string(out, name);
	civ_out_int(out, n);
	civ_out_int(out, covered);
	civ_out_rounded(out, civ_percent((double)covered, (double)n), CIV_REPORT_DIGITS);
	civ_out_rounded(out, low, CIV_REPORT_DIGITS);
	civ_out_rounded(out, high, CIV_REPORT_DIGITS);
	return civ_out_row(out);
}

enum civ_status civ_report_strata(struct civ_task_reporting *report)
{
	static const struct civ_word strata[] = {
		CIV_CHOICE("", "", ""),
		CIV_CHOICE("old", "Old communities", "老旧小区"),
		CIV_CHOICE("other", "Other communities", "其他小区"),
	};
	static const enum stratum shown[] = {OLD, OTHER, UNSTATED};
	struct civ_buf buf = {0};
	enum civ_status status = load_places(report, &buf);
	struct place *places = (struct place *)(void *)buf.data;
	size_t count = buf.len / sizeof *places;

	if (status == CIV_OK)
		count_tasks(report, places, count);
	for (size_t s = 0; s < 3 && status == CIV_OK; s++) {
		int64_t n = 0, covered = 0;

		for (size_t i = 0; i < count; i++)
			if (places[i].counts && places[i].stratum == shown[s]) {
				n++;
				covered += is_covered(&places[i]);
			}
		if (n > 0 || shown[s] != UNSTATED)
			status = write_stratum(report, civ_records_word(report->work.records, &strata[shown[s]]), n,
			                       covered);
	}
	civ_buf_free(&buf);
	return status;
}

static enum civ_status write_missing(struct civ_task_reporting *report, const struct place *place)
{
	struct civ_out *out = report->out;
	sqlite3_stmt *row;
	enum civ_status status = civ_row_first(report->work.records, missing_sql, CIV_NUMBERS(place->id), &row);

	if (row == NULL)
		return status;
	civ_print_cells(out, row, 0, 2);
	sqlite3_reset(row);
	if (place->stratum == UNSTATED)
		civ_out_null(out);
	else
		civ_out_bool(out, place->stratum == OLD);
	return civ_out_row(out);
}

static int by_rank(const void *left, const void *right)
{
	const struct place *a = left, *b = right;

	return a->rank < b->rank ? -1 : a->rank > b->rank;
}

enum civ_status civ_report_missing(struct civ_task_reporting *report)
{
	struct civ_buf buf = {0};
	enum civ_status status = load_places(report, &buf);
	struct place *places = (struct place *)(void *)buf.data;
	size_t count = buf.len / sizeof *places;

	if (status == CIV_OK)
		count_tasks(report, places, count);
	if (count > 0)
		qsort(places, count, sizeof *places, by_rank);
	for (size_t i = 0; i < count && status == CIV_OK; i++)
		if (places[i].counts && places[i].tasks == 0 && (!report->options->old || places[i].stratum == OLD))
			status = write_missing(report, &places[i]);
	civ_buf_free(&buf);
	return status;
}
