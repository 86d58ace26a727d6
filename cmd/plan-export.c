/* plan-export: the whole plan as a folder of CSV files. */
#include "civplan/bundle.h"
#include "civplan/command.h"

static const struct civ_example examples[] = {
	{"plan-export bundle && plan-init --db=copy.db --from=bundle", "a copy of the plan, checked row by row"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	return civ_bundle_save(context->records, context->operands[0], context->list.personal);
}

const struct civ_command civ_command_plan_export = {
	.name = "plan-export",
	.summary = "write the whole plan as a folder of CSV files",
	.operands = "DIR",
	.operands_are = CIV_OPERANDS_WRITE,
	.operands_min = 1,
	.operands_max = 1,
	.subject = CIV_SUBJECT_PLAN,
	.needs = CIV_NEED_READ | CIV_NEED_PERSONAL,
	.examples = examples,
	.run = run,
};
