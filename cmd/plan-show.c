/* plan-show: the plan's own row. */
#include "civplan/command.h"

extern const struct civ_noun civ_noun_plan;

static const struct civ_example examples[] = {
	{"plan-show --columns=name,start,end", "what the plan is called, and when it runs"},
	{.line = NULL},
};

const struct civ_command civ_command_plan_show = {
	.name = "plan-show",
	.summary = "show the plan's name, term and settings",
	.subject = CIV_SUBJECT_PLAN,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_PERSONAL,
	.noun = &civ_noun_plan,
	.examples = examples,
	.run = civ_run_list,
};
