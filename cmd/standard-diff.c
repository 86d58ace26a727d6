/* standard-diff: what changed from one standard to another. */
#include "civplan/command.h"
#include "civplan/standard.h"

static const struct civ_example examples[] = {
	{"standard-diff CIVCITY PLAN --columns=change,code,tasks,milestones | head -n 5",
	 "what changed, and who is touched by it"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	return civ_standard_diff(context->records, context->operands[0], context->operands[1], context->out);
}

const struct civ_command civ_command_standard_diff = {
	.name = "standard-diff",
	.summary = "what changed from one standard to another, and which tasks and milestones are touched",
	.operands = "OLD NEW",
	.operands_min = 2,
	.operands_max = 2,
	.subject = CIV_SUBJECT_STANDARD,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT,
	.columns = civ_standard_diff_columns,
	.examples = examples,
	.run = run,
};
