/* plan-set: change the plan's own row. */
#include "civplan/command.h"

extern const struct civ_noun civ_noun_plan;

static const struct civ_example examples[] = {
	{"plan-set --watch-days=60 --print --columns=name,watch_days", "watch closed issues for 60 days"},
	{.line = NULL},
};

const struct civ_command civ_command_plan_set = {
	.name = "plan-set",
	.summary = "change the plan's name, term and settings",
	.operands = "[FILE...]",
	.operands_are = CIV_OPERANDS_CHANGE,
	.subject = CIV_SUBJECT_PLAN,
	.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_IN | CIV_NEED_REJECTS | CIV_NEED_PRINT | CIV_NEED_PERSONAL,
	.noun = &civ_noun_plan,
	.noun_options = CIV_COLUMNS_SET,
	.examples = examples,
	.run = civ_run_set,
};
