/* The report on tasks by cause of rework. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "lib/progress/task-report.h"

const struct civ_out_column civ_task_rework_columns[] = {
	{"cause", "Cause", CIV_KIND_TEXT,
	 "why work was done over, as the reports of progress say; empty: not stated; *: all together"},
	{"quantity_unit", "Counted in", CIV_KIND_TEXT, "what it is counted in: different units have no sum"},
	{"n", "Tasks", CIV_KIND_NUMBER, "tasks with rework for this cause; of *: tasks for which it was reported"},
	{"reworked", "Reworked", CIV_KIND_NUMBER, "how much was done over again for this cause"},
	{"reached", "Reached", CIV_KIND_NUMBER,
	 "how much is reached in all, of the tasks counted in that unit for which rework was reported"},
	{"rework_rate", "Rework (%)", CIV_KIND_NUMBER, "reworked in percent of reached; the causes add up to *"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* Totals since the start, so that what one report has more than the one before is what its cause brought about; a
 * report that corrects the total downwards takes from its own cause. */
static const char reports_sql[] =
	"SELECT reworked, ifnull(cause, '') FROM progress WHERE task_id = :task AND date < :end"
	" AND reworked IS NOT NULL ORDER BY date";

/* What one task has of one cause, or a task's figures under "*". */
struct share {
	const char *measure, *cause;
	int place;
	double reworked, reached;
};

struct rework {
	struct civ_task_reporting *report;
	struct civ_buf shares;
	char end[CIV_DATE_SIZE];
};

static enum civ_status add_share(struct rework *rework, const struct share *share)
{
	civ_buf_add(&rework->shares, share, sizeof *share);
	return rework->shares.failed ? civ_no_memory(rework->report->work.messages) : CIV_OK;
}

static enum civ_status add_task(struct rework *rework, int place)
{
	struct civ_work *work = &rework->report->work;
	struct civ_store *store = civ_records_store(work->records);
	const struct civ_task *task = &work->tasks[place];
	struct share share = {.measure = task->quantity_unit, .place = place};
	const struct share all = {task->quantity_unit, "*", place, task->reworked, task->reached};
	double before = 0;
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(work->records, reports_sql, &rows);

	if (status == CIV_OK)
		status = civ_bind_int(store, rows, ":task", task->id);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":end", rework->end);
	while (civ_store_next(store, rows, &status)) {
		const struct civ_span cause = civ_value_column(rows, 1).string;

		share.reworked = sqlite3_column_double(rows, 0) - before;
		before += share.reworked;
		share.cause = civ_arena_copy(work->arena, cause.text, cause.len);
		if (share.cause == NULL)
			status = civ_no_memory(work->messages);
		else if (share.reworked < 0 || share.reworked > 0)
			status = add_share(rework, &share);
	}
	return status == CIV_OK ? add_share(rework, &all) : status;
}

/* By unit of measure, then by cause: one that is not stated behind the others, all together last. */
static int in_order(const void *left, const void *right)
{
	const struct share *a = left, *b = right;
	int order = strcmp(a->measure, b->measure), behind;

	if (order != 0)
		return order;
	behind = (strcmp(a->cause, "*") == 0) - (strcmp(b->cause, "*") == 0);
	if (behind != 0)
		return behind;
	behind = (a->cause[0] == '\0') - (b->cause[0] == '\0');
	order = behind != 0 ? behind : strcmp(a->cause, b->cause);
	return order != 0 ? order : a->place - b->place;
}

static bool same_group(const struct share *a, const struct share *b)
{
	return strcmp(a->measure, b->measure) == 0 && strcmp(a->cause, b->cause) == 0;
}

static double reached_in(const struct share *shares, size_t count, const char *measure)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		if (strcmp(shares[i].cause, "*") == 0 && strcmp(shares[i].measure, measure) == 0)
			sum += shares[i].reached;
	return sum;
}

static enum civ_status write_group(struct rework *rework, const struct share *first, const struct share *end)
{
	const struct share *shares = (const struct share *)(const void *)rework->shares.data;
	double reached = reached_in(shares, rework->shares.len / sizeof *shares, first->measure), reworked = 0;
	struct civ_out *out = rework->report->out;
	int64_t tasks = 0;

	for (const struct share *share = first; share < end; share++) {
		reworked += share->reworked;
		tasks += share == first || share->place != share[-1].place;
	}
	civ_out_string(out, first->cause);
	civ_out_string(out, first->measure);
	civ_out_int(out, tasks);
	civ_out_rounded(out, reworked, CIV_REPORT_DIGITS);
	civ_out_rounded(out, reached, CIV_REPORT_DIGITS);
	civ_out_rounded(out, civ_percent(reworked, reached), CIV_REPORT_DIGITS);
	return civ_out_row(out);
}

static enum civ_status write_groups(struct rework *rework)
{
	struct share *shares = (struct share *)(void *)rework->shares.data;
	size_t count = rework->shares.len / sizeof *shares, first = 0;
	enum civ_status status = CIV_OK;

	if (count > 0)
		qsort(shares, count, sizeof *shares, in_order);
	for (size_t i = 1; i <= count && status == CIV_OK; i++)
		if (i == count || !same_group(&shares[i], &shares[first])) {
			status = write_group(rework, shares + first, shares + i);
			first = i;
		}
	return status;
}

enum civ_status civ_report_rework(struct civ_task_reporting *report)
{
	struct rework rework = {.report = report};
	enum civ_status status = CIV_OK;

	civ_date_format(report->work.asof + 1, rework.end);
	for (size_t i = 0; i < report->count && status == CIV_OK; i++)
		if (!isnan(report->work.tasks[report->set[i]].reworked))
			status = add_task(&rework, report->set[i]);
	if (status == CIV_OK)
		status = write_groups(&rework);
	civ_buf_free(&rework.shares);
	return status;
}
