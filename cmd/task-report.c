/* task-report: how far the tasks are, against how far they should be. */
#include <string.h>

#include "civplan/command.h"
#include "civplan/lists.h"
#include "civplan/progress.h"

struct options {
	const char *by, *unit, *task, *category, *kind, *of;
	bool missing, old;
};

static const struct civ_word groups[] = {
	CIV_CHOICE("task", "Task", "任务"),
	CIV_WORD_UNIT,
	CIV_CHOICE("programme", "Programme", "所属工程"),
	CIV_CHOICE("phase", "Phase", "所属阶段"),
	CIV_CHOICE("category", "Field", "工作领域"),
	CIV_WORD_CAUSE,
	CIV_WORD_MONTH,
	CIV_CHOICE("term", "Term", "任务期限"),
	CIV_CHOICE("group", "For whom", "服务人群"),
	CIV_CHOICE("scene", "Scene", "应用场景"),
	CIV_CHOICE("recurring", "Recurring", "是否常态化"),
	CIV_WORD_AREA,
	CIV_CHOICE("quantity", "Quantity", "任务量"),
	CIV_CHOICE("stratum", "Stratum", "分层"),
	CIV_CHOICE("rework", "Rework", "返工"),
	{.code = NULL},
};

static const struct civ_option options[] = {
	CIV_OPTION("by", CHOICE, "GROUP", by,
	           "a row for each; month is of the due date, cause of the delay; quantity: what a programme counts; "
	           "stratum: old communities against others; rework: why work was done over", .choices = groups),
	CIV_OPTION("unit", TEXT, "A,B", unit, "only tasks of these units and those below them"),
	CIV_OPTION("task", TEXT, "TASK", task, "only this task and its parts"),
	CIV_OPTION("category", TEXT, "FIELD", category, "only tasks of this field of work"),
	CIV_OPTION("kind", CHOICE, "KIND", kind,
	           "with --by=stratum: the kind of areas that are counted (default community)",
	           .choices = civ_words_area_kind),
	CIV_FLAG("missing", missing, "instead: the areas of a kind that have no such task, there or below"),
	CIV_OPTION("of", CHOICE, "KIND", of, "with --missing: the kind of these areas (default community)",
	           .choices = civ_words_area_kind),
	CIV_FLAG("old", old, "with --missing: old communities alone"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"task-report --asof=2025-06-30 --by=unit --columns=group,n_due,n_late,delay_rate,completion,planned,spi",
	 "who is behind"},
	{"task-report --asof=2025-06-30 --by=task"
	 " --columns=code,quantity,reached,planned_pace,pace,needed_pace,forecast",
	 "the pace that is needed from here on"},
	{"task-report --asof=2025-06-30 --by=cause", "why tasks are late"},
	{"task-report --asof=2025-06-30 --by=quantity", "what each programme is to build, and how much is built"},
	{"task-report --category=infrastructure --missing --of=community --old",
	 "old communities with no task of that field: one community, one plan"},
	{"task-report --asof=2025-06-30 --by=rework", "how much was done over again, and why"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	const struct civ_out_column *columns =
		given->missing ? civ_task_missing_columns : civ_task_report_columns_of(given->by);
	const struct civ_task_report_options report = {
		.by = given->by,
		.unit = given->unit,
		.task = given->task,
		.category = given->category,
		.kind = given->missing ? given->of : given->kind,
		.missing = given->missing,
		.old = given->old,
	};
	enum civ_status status;

	if (given->kind != NULL && (given->by == NULL || strcmp(given->by, "stratum") != 0))
		return civ_error(context->messages, CIV_USAGE, NULL, "--kind goes with --by=stratum");
	if ((given->of != NULL || given->old) && !given->missing)
		return civ_error(context->messages, CIV_USAGE, NULL, "--of and --old go with --missing");
	if (given->missing && given->by != NULL)
		return civ_error(context->messages, CIV_USAGE, NULL, "--missing does not go with --by");
	status = civ_context_out(context, columns, civ_out_column_count(columns));
	return status == CIV_OK ? civ_task_report(context->records, &report, context->out) : status;
}

static const struct civ_columns_when other_columns[] = {
	{"--by=task", civ_task_each_columns},
	{"--by=stratum", civ_task_stratum_columns},
	{"--by=rework", civ_task_rework_columns},
	{"--by=quantity", civ_task_output_columns},
	{"--missing", civ_task_missing_columns},
	{"any other --by, in front of those without", civ_task_group_column},
	{NULL, NULL},
};

const struct civ_command civ_command_task_report = {
	.name = "task-report",
	.summary = "how far the tasks are against how far they should be: completion, pace, delays, rework, stops",
	.subject = CIV_SUBJECT_WORK,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	CIV_OPTIONS,
	.usual_columns = civ_task_report_columns,
	.other_columns = other_columns,
	.examples = examples,
	.run = run,
};
