/* task-path: what waits for what, and what must not be late. */
#include "civplan/command.h"
#include "civplan/milestone.h"
#include "civplan/progress.h"

struct options {
	bool critical;
};

static const struct civ_option options[] = {
	CIV_FLAG("critical", critical, "only critical tasks"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"task-path --asof=2025-03-31 --critical --columns=code,unit,due,expected_finish,slack,holds_up",
	 "what must be hurried"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_task_deadline *deadlines;
	size_t count;
	enum civ_status status = civ_milestone_deadlines(context->records, context->arena, &deadlines, &count);

	return status == CIV_OK ? civ_task_path(context->records, deadlines, count, given->critical, context->out)
	                        : status;
}

const struct civ_command civ_command_task_path = {
	.name = "task-path",
	.summary = "what waits for what: when tasks will end, and how much slack they have",
	.subject = CIV_SUBJECT_WORK,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	CIV_OPTIONS,
	.columns = civ_task_path_columns,
	.examples = examples,
	.run = run,
};
