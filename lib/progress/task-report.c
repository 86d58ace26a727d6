/* The report on tasks: which ones, and one by one. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/lists.h"
#include "lib/progress/task-report.h"

extern const struct civ_noun civ_noun_unit;

enum { PACE_DIGITS = 4 };

/* ---- which tasks ---- */

static enum civ_status find_task(const struct civ_task_reporting *report, int *place)
{
	const struct civ_position at = {.file = "--task"};
	const char *code = report->options->task;
	int64_t found;

	*place = CIV_NO_PLACE;
	if (code == NULL)
		return CIV_OK;
	if (!civ_hash_get(report->work.places, (struct civ_span){code, strlen(code)}, &found))
		return civ_error(report->work.messages, CIV_REFUSED, &at, "no task '%s'", code);
	*place = (int)found;
	return CIV_OK;
}

static bool is_part_of(const struct civ_work *work, int place, int whole)
{
	while (place >= 0 && place != whole)
		place = work->tasks[place].parent;
	return place == whole;
}

static bool is_of_category(const struct civ_task_reporting *report, const struct civ_task *task)
{
	return report->options->category == NULL || strcmp(report->options->category, task->category) == 0;
}

static enum civ_status find_category(const struct civ_task_reporting *report)
{
	const struct civ_position at = {.file = "--category"};

	for (size_t i = 0; i < report->work.count; i++)
		if (is_of_category(report, &report->work.tasks[i]))
			return CIV_OK;
	return report->options->category == NULL ? CIV_OK
	                                         : civ_error(report->work.messages, CIV_REFUSED, &at,
	                                                     "no task is of the field '%s'", report->options->category);
}

static enum civ_status choose(struct civ_task_reporting *report)
{
	struct civ_work *work = &report->work;
	struct civ_hash *units = NULL;
	int whole = CIV_NO_PLACE;
	const struct civ_asked asked = {"--unit", report->options->unit, work->arena};
	const char *ids;
	enum civ_status status = find_task(report, &whole);

	if (status == CIV_OK)
		status = find_category(report);
	if (status == CIV_OK && asked.text != NULL) {
		status = civ_records_all_named(work->records, &civ_noun_unit, &asked, &ids);
		if (status == CIV_OK)
			status = civ_records_below(work->records, &civ_noun_unit, ids, &units);
	}
	for (size_t i = 0; i < work->count && status == CIV_OK; i++)
		if (work->tasks[i].leaf && is_of_category(report, &work->tasks[i]) &&
		    (whole < 0 || is_part_of(work, (int)i, whole)) && civ_is_below(units, work->tasks[i].unit))
			report->set[report->count++] = (int)i;
	civ_hash_free(units);
	return status;
}

/* ---- one by one ---- */

static double rate(double amount, double months)
{
	return months > 0 ? amount / months : NAN;
}

/* Quantities a month, only of what is counted; a task without a start has no planned pace. */
static void put_paces(struct civ_out *out, const struct civ_work *work, const struct civ_task *task)
{
	double left = task->quantity - task->reached, forecast = NAN;
	bool timed = task->has_quantity && task->has_start;

	civ_out_rounded(out, timed ? rate(task->quantity, civ_months(task->start, task->due)) : NAN, PACE_DIGITS);
	civ_out_rounded(out, timed ? rate(task->reached, civ_months(task->start, work->asof)) : NAN, PACE_DIGITS);
	if (task->has_quantity && left > 0 && task->status != CIV_TASK_DONE) {
		int32_t from = task->has_start && task->start > work->asof ? task->start : work->asof + 1;

		civ_out_rounded(out, rate(left, civ_months(from, task->due)), PACE_DIGITS);
	} else {
		civ_out_null(out);
	}
	if (task->due <= work->asof || left <= 0 ||
	    !civ_series_forecast(&task->progress, work->asof, task->due, &forecast))
		forecast = NAN;
	civ_out_rounded(out, forecast, CIV_REPORT_DIGITS);
}

static enum civ_status write_task(struct civ_task_reporting *report, const struct civ_task *task)
{
	const struct civ_work *work = &report->work;
	struct civ_out *out = report->out;
	const char *cause = "";
	enum civ_status status;

	civ_task_put(task, out);
	if (civ_task_is_late(work, task))
		civ_out_int(out, (task->status == CIV_TASK_DONE ? task->finished : work->asof) - task->due);
	else
		civ_out_null(out);
	civ_out_rounded(out, task->has_quantity ? task->quantity : NAN, PACE_DIGITS);
	civ_out_string(out, task->quantity_unit);
	civ_out_rounded(out, task->progress.count > 0 || task->reached > 0 ? task->reached : NAN, PACE_DIGITS);
	civ_out_rounded(out, 100 * civ_task_planned(work, task, work->asof), CIV_REPORT_DIGITS);
	civ_out_rounded(out, 100 * task->completion, CIV_REPORT_DIGITS);
	put_paces(out, work, task);
	civ_out_rounded(out, isnan(task->reworked) ? NAN : civ_percent(task->reworked, task->reached),
	               CIV_REPORT_DIGITS);
	civ_out_int(out, task->days_stopped);
	civ_out_string(out, task->blocker);
	status = civ_report_cause(report, task, &cause);
	civ_out_string(out, cause);
	return status == CIV_OK ? civ_out_row(out) : status;
}

static enum civ_status write_each(struct civ_task_reporting *report)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < report->count && status == CIV_OK; i++)
		status = write_task(report, &report->work.tasks[report->set[i]]);
	return status;
}

/* ---- all of it ---- */

static enum civ_status write_report(struct civ_task_reporting *report)
{
	const char *by = report->options->by;

	if (report->options->missing)
		return civ_report_missing(report);
	if (by == NULL)
		return civ_report_set(report, report->set, report->count);
	if (strcmp(by, "task") == 0)
		return write_each(report);
	if (strcmp(by, "rework") == 0)
		return civ_report_rework(report);
	if (strcmp(by, "quantity") == 0)
		return civ_report_outputs(report);
	return strcmp(by, "stratum") == 0 ? civ_report_strata(report) : civ_report_groups(report);
}

enum civ_status civ_task_report(struct civ_records *records, const struct civ_task_report_options *options,
                                struct civ_out *out)
{
	struct civ_task_reporting report = {.options = options, .out = out};
	enum civ_status status = civ_work_open(&report.work, records);

	report.set = calloc(report.work.count + 1, sizeof *report.set);
	if (report.set == NULL)
		status = civ_worse(status, civ_no_memory(civ_records_messages(records)));
	if (status == CIV_OK)
		status = choose(&report);
	if (status == CIV_OK)
		status = write_report(&report);
	free(report.set);
	civ_work_close(&report.work);
	return status;
}
