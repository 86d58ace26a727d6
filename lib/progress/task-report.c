/* The report on tasks: by group, one by one, and by stratum. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/lists.h"
#include "lib/progress/task-report.h"

extern const struct civ_noun civ_noun_unit, civ_noun_area;

#define GROUP(of) {"group", "Group", CIV_SHOWN_OF(of), "what the tasks have in common; empty: it is not stated"}
#define FIGURES \
	{"n", "Tasks", CIV_SHOWN_NUMBER, "tasks with no parts of their own"}, \
	{"n_due", "Fallen due", CIV_SHOWN_NUMBER, "of these, due by the as-of day"}, \
	{"n_done", "Done", CIV_SHOWN_NUMBER, "done, due or not"}, \
	{"n_late", "Late", CIV_SHOWN_NUMBER, "of n_due, done after the due date or not done"}, \
	{"delay_rate", "Late (%)", CIV_SHOWN_NUMBER, "n_late in percent of n_due"}, \
	{"weight", "Weight", CIV_KIND_NUMBER, "of the tasks; one without a weight has 1"}, \
	{"planned", "Planned (%)", CIV_SHOWN_NUMBER, \
	 "of the weight, what should be done by the end of the as-of day, spread over working days"}, \
	{"completion", "Done (%)", CIV_SHOWN_NUMBER, \
	 "of the weight, what is done: all of a task that is done, else reached / quantity"}, \
	{"spi", "SPI", CIV_SHOWN_NUMBER, "completion / planned; empty: nothing was planned yet"}, \
	{"spi_t", "SPI(t)", CIV_KIND_NUMBER, \
	 "earned schedule / time passed, in working days: it stays below 1 when what was late is done"}, \
	{"rework_rate", "Rework (%)", CIV_KIND_NUMBER, \
	 "reworked in percent of reached, where both are reported;" \
	 " empty where they are counted in different units: see --by=rework"}, \
	{"n_stopped", "Stopped", CIV_KIND_NUMBER, "blocked or stopped now"}, \
	{"days_stopped", "Days stopped", CIV_KIND_NUMBER, \
	 "calendar days that tasks stood still, first and last days included, in all; stop-list lists them"}, \
	{"n_unfunded", "Without money", CIV_KIND_NUMBER, "open tasks for which no source of money is named"}

const struct civ_out_column civ_task_group_column[] = {GROUP(NULL), {NULL, NULL, CIV_KIND_TEXT, NULL}};
static const struct civ_out_column grouped_columns[] = {GROUP(NULL), FIGURES, {NULL, NULL, CIV_KIND_TEXT, NULL}};
static const struct civ_out_column unit_columns[] = {GROUP("unit"), FIGURES, {NULL, NULL, CIV_KIND_TEXT, NULL}};
static const struct civ_out_column phase_columns[] = {GROUP("phase"), FIGURES, {NULL, NULL, CIV_KIND_TEXT, NULL}};
const struct civ_out_column civ_task_report_columns[] = {FIGURES, {NULL, NULL, CIV_KIND_TEXT, NULL}};

const struct civ_out_column civ_task_each_columns[] = {
	{"code", NULL, CIV_SHOWN_OF("task.code"), "of the task"},
	{"title", NULL, CIV_SHOWN_OF("task.title"), "what is to be done"},
	{"unit", NULL, CIV_SHOWN_OF("task.unit"), "code of the unit that answers for it"},
	{"status", NULL, {CIV_CELL_TEXT, civ_words_task_status, true, "task.status"}, "as it stood"},
	{"start", NULL, {CIV_CELL_MOMENT, NULL, false, "task.start"}, "as planned"},
	{"due", NULL, {CIV_CELL_MOMENT, NULL, true, "task.due"}, "as planned"},
	{"days_late", "Days late", CIV_SHOWN_NUMBER,
	 "calendar days from due to the day it was done, or to the as-of day"},
	{"quantity", NULL, {CIV_CELL_NUMBER, NULL, false, "task.quantity"}, "how much is to be done"},
	{"quantity_unit", NULL, CIV_KIND_OF("task.quantity_unit"), "what it is counted in"},
	{"reached", NULL, {CIV_CELL_NUMBER, NULL, false, "task.reached"}, "how much is done"},
	{"planned", "Planned (%)", CIV_SHOWN_NUMBER, "what should be done by the end of the as-of day"},
	{"completion", "Done (%)", CIV_SHOWN_NUMBER, "what is done"},
	{"planned_pace", "Planned pace", CIV_KIND_NUMBER, "quantity a month, from start to due"},
	{"pace", "Pace", CIV_KIND_NUMBER, "reached a month, from start to the as-of day"},
	{"needed_pace", "Pace needed", CIV_KIND_NUMBER,
	 "what is left a month, from the day after to due; empty: no time is left, or nothing to do"},
	{"forecast", "Forecast", CIV_KIND_NUMBER,
	 "reached on the due date, by least squares over the last reports; empty: there are fewer than 3, the day is "
	 "past, or all is done"},
	{"rework_rate", "Rework (%)", CIV_KIND_NUMBER, "reworked in percent of reached"},
	{"days_stopped", "Days stopped", CIV_KIND_NUMBER,
	 "calendar days that it stood still, first and last days included; stop-list lists them"},
	{"blocker", NULL, CIV_KIND_OF("task.blocker"), "what stands in its way"},
	{"cause", "Cause", CIV_KIND_CHOICE(civ_words_task_status),
	 "of its delay: the obstacle, why it stood still, a co-unit that has no part in it, or that nobody named one"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

enum { SPI_DIGITS = 4, PACE_DIGITS = 4 };

const struct civ_out_column *civ_task_report_columns_of(const char *by)
{
	if (by == NULL)
		return civ_task_report_columns;
	if (strcmp(by, "task") == 0)
		return civ_task_each_columns;
	if (strcmp(by, "rework") == 0)
		return civ_task_rework_columns;
	if (strcmp(by, "stratum") == 0)
		return civ_task_stratum_columns;
	if (strcmp(by, "unit") == 0)
		return unit_columns;
	return strcmp(by, "phase") == 0 ? phase_columns : grouped_columns;
}

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

/* ---- figures ---- */

struct counts {
	int64_t due, done, late, stopped, days_stopped, unfunded;
	double reworked, reached;
	const char *measure; /* what these are counted in; NULL: nothing is reported yet */
	bool mixed;          /* not all in the same, so that they have no sum */
};

static void count_task(const struct civ_work *work, const struct civ_task *task, struct counts *counts)
{
	bool done = task->status == CIV_TASK_DONE;

	counts->due += task->due <= work->asof;
	counts->done += done;
	counts->late += civ_task_is_late(work, task);
	counts->stopped += task->stands;
	counts->days_stopped += task->days_stopped;
	counts->unfunded += !done && task->fund_source[0] == '\0';
	if (!isnan(task->reworked)) {
		counts->mixed = counts->mixed ||
		                (counts->measure != NULL && strcmp(counts->measure, task->quantity_unit) != 0);
		counts->measure = task->quantity_unit;
		counts->reworked += task->reworked;
		counts->reached += task->reached;
	}
}

static enum civ_status write_set(struct civ_task_reporting *report, const int *set, size_t count)
{
	struct civ_out *out = report->out;
	struct counts counts = {0};
	struct civ_earned earned;

	for (size_t i = 0; i < count; i++)
		count_task(&report->work, &report->work.tasks[set[i]], &counts);
	civ_earned_of(&report->work, set, count, &earned);
	civ_out_int(out, (int64_t)count);
	civ_out_int(out, counts.due);
	civ_out_int(out, counts.done);
	civ_out_int(out, counts.late);
	civ_out_rounded(out, civ_percent((double)counts.late, (double)counts.due), CIV_REPORT_DIGITS);
	civ_out_real(out, earned.weight);
	civ_out_rounded(out, civ_percent(earned.planned, earned.weight), CIV_REPORT_DIGITS);
	civ_out_rounded(out, civ_percent(earned.earned, earned.weight), CIV_REPORT_DIGITS);
	civ_out_rounded(out, earned.spi, SPI_DIGITS);
	civ_out_rounded(out, earned.spi_t, SPI_DIGITS);
	civ_out_rounded(out, counts.mixed ? NAN : civ_percent(counts.reworked, counts.reached),
	               CIV_REPORT_DIGITS);
	civ_out_int(out, counts.stopped);
	civ_out_int(out, counts.days_stopped);
	civ_out_int(out, counts.unfunded);
	return civ_out_row(out);
}

/* ---- by group ---- */

static enum civ_status find_month(const struct civ_work *work, const struct civ_task *task, const char **month)
{
	char day[CIV_DATE_SIZE];

	civ_date_format(task->due, day);
	*month = civ_arena_copy(work->arena, day, strlen("YYYY-MM"));
	return *month == NULL ? civ_no_memory(work->messages) : CIV_OK;
}

static enum civ_status find_key(struct civ_task_reporting *report, const struct civ_task *task, const char **key)
{
	const char *by = report->options->by;

	if (strcmp(by, "month") == 0)
		return find_month(&report->work, task, key);
	if (strcmp(by, "cause") == 0)
		return civ_report_cause(report, task, key);
	if (strcmp(by, "unit") == 0)
		*key = task->unit_code;
	else if (strcmp(by, "programme") == 0)
		*key = task->programme;
	else
		*key = strcmp(by, "phase") == 0 ? task->phase : task->category;
	return CIV_OK;
}

struct keyed {
	const char *key;
	int place;
};

/* By key, the empty one last. */
static int by_key(const void *left, const void *right)
{
	const struct keyed *a = left, *b = right;
	int order = strcmp(a->key, b->key);

	if (order != 0 && (a->key[0] == '\0' || b->key[0] == '\0'))
		return a->key[0] == '\0' ? 1 : -1;
	return order != 0 ? order : a->place - b->place;
}

static enum civ_status write_groups(struct civ_task_reporting *report)
{
	struct keyed *keyed = civ_arena_alloc(report->work.arena, (report->count + 1) * sizeof *keyed);
	size_t first = 0;
	enum civ_status status = CIV_OK;

	if (keyed == NULL)
		return civ_no_memory(report->work.messages);
	for (size_t i = 0; i < report->count && status == CIV_OK; i++) {
		keyed[i].place = report->set[i];
		status = find_key(report, &report->work.tasks[report->set[i]], &keyed[i].key);
	}
	if (status != CIV_OK)
		return status;
	qsort(keyed, report->count, sizeof *keyed, by_key);
	for (size_t i = 0; i < report->count; i++)
		report->set[i] = keyed[i].place;
	for (size_t i = 1; i <= report->count && status == CIV_OK; i++) {
		if (i < report->count && strcmp(keyed[i].key, keyed[first].key) == 0)
			continue;
		civ_out_string(report->out, keyed[first].key);
		status = write_set(report, report->set + first, i - first);
		first = i;
	}
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

	if (by == NULL)
		return write_set(report, report->set, report->count);
	if (strcmp(by, "task") == 0)
		return write_each(report);
	if (strcmp(by, "rework") == 0)
		return civ_report_rework(report);
	return strcmp(by, "stratum") == 0 ? civ_report_strata(report) : write_groups(report);
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
