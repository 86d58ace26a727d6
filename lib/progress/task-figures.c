/* The report on tasks: its columns in each of its forms, and the figures of a group of tasks. */
#include <math.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/lists.h"
#include "lib/progress/task-report.h"

#define GROUP_OF(kind) {"group", "Group", kind, "what the tasks have in common; empty: it is not stated"}
#define GROUP(of) GROUP_OF(CIV_SHOWN_OF(of))
#define GROUP_WORD(words) GROUP_OF(CIV_SHOWN_CHOICE(words))
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
	{"n_unfunded", "Without money", CIV_KIND_NUMBER, \
	 "open tasks for which no source of money and no budget line is named"}, \
	{"share", "Share (%)", CIV_KIND_NUMBER, \
	 "n in percent of all tasks that the report is of; by group one with several counts in each"}, \
	{"beneficiaries", "People served", CIV_KIND_NUMBER, \
	 "whom the tasks are to serve, as they state it, added up; empty: none of them does"}

const struct civ_out_column civ_task_group_column[] = {GROUP(NULL), {NULL, NULL, CIV_KIND_TEXT, NULL}};
static const struct civ_out_column grouped_columns[] = {GROUP(NULL), FIGURES, {NULL, NULL, CIV_KIND_TEXT, NULL}};
static const struct civ_out_column unit_columns[] = {GROUP("unit"), FIGURES, {NULL, NULL, CIV_KIND_TEXT, NULL}};
static const struct civ_out_column phase_columns[] = {GROUP("phase"), FIGURES, {NULL, NULL, CIV_KIND_TEXT, NULL}};
static const struct civ_out_column area_columns[] = {GROUP("area"), FIGURES, {NULL, NULL, CIV_KIND_TEXT, NULL}};
static const struct civ_out_column term_columns[] = {
	GROUP_WORD(civ_words_term), FIGURES, {NULL, NULL, CIV_KIND_TEXT, NULL}};
static const struct civ_out_column recurring_columns[] = {
	GROUP_WORD(civ_words_bool), FIGURES, {NULL, NULL, CIV_KIND_TEXT, NULL}};
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

const struct civ_out_column civ_task_output_columns[] = {
	{"programme", NULL, CIV_KIND_OF("task.programme"), "programme of the tasks; empty: they name none"},
	{"quantity_unit", NULL, CIV_KIND_OF("task.quantity_unit"), "what they count: different units have no sum"},
	{"n", "Tasks", CIV_KIND_NUMBER, "tasks of the programme that count this"},
	{"quantity", "Quantity", CIV_KIND_NUMBER, "how much there is to be done in all"},
	{"reached", "Reached", CIV_KIND_NUMBER, "how much of it is done"},
	{"completion", "Done (%)", CIV_KIND_NUMBER, "reached in percent of quantity"},
	{"beneficiaries", "People served", CIV_KIND_NUMBER,
	 "whom the tasks are to serve, as they state it, added up; empty: none of them does"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

const struct civ_out_column *civ_task_report_columns_of(const char *by)
{
	static const struct {
		const char *by;
		const struct civ_out_column *columns;
	} forms[] = {
		{"task", civ_task_each_columns}, {"rework", civ_task_rework_columns},
		{"quantity", civ_task_output_columns}, {"stratum", civ_task_stratum_columns},
		{"unit", unit_columns}, {"phase", phase_columns}, {"area", area_columns}, {"term", term_columns},
		{"recurring", recurring_columns},
	};

	if (by == NULL)
		return civ_task_report_columns;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		if (strcmp(by, forms[i].by) == 0)
			return forms[i].columns;
	return grouped_columns;
}

/* ---- figures ---- */

enum { SPI_DIGITS = 4 };

struct counts {
	int64_t due, done, late, stopped, days_stopped, unfunded;
	double reworked, reached;
	int64_t people;
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
	counts->people += task->beneficiaries;
	counts->unfunded += !done && task->unfunded;
	if (!isnan(task->reworked)) {
		counts->mixed = counts->mixed ||
		                (counts->measure != NULL && strcmp(counts->measure, task->quantity_unit) != 0);
		counts->measure = task->quantity_unit;
		counts->reworked += task->reworked;
		counts->reached += task->reached;
	}
}

enum civ_status civ_report_set(struct civ_task_reporting *report, const int *set, size_t count)
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
	civ_out_rounded(out, civ_percent((double)count, (double)report->count), CIV_REPORT_DIGITS);
	if (counts.people > 0)
		civ_out_int(out, counts.people);
	else
		civ_out_null(out);
	return civ_out_row(out);
}
