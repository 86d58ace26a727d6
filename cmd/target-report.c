/* target-report: every target with the figure that stands against it. */
#include "civplan/command.h"
#include "civplan/milestone.h"

struct options {
	const char *indicator, *area, *unit;
	struct civ_int_option within;
	bool in_force;
};

#define AT(member) offsetof(struct options, member)

static const struct civ_option options[] = {
	{"indicator", 0, CIV_OPTION_TEXT, "INDICATOR", AT(indicator), NULL, NULL, NULL,
	 "only targets of this indicator"},
	{"area", 0, CIV_OPTION_TEXT, "AREA", AT(area), NULL, NULL, NULL, "only targets of this area"},
	{"unit", 0, CIV_OPTION_TEXT, "UNIT", AT(unit), NULL, NULL, NULL,
	 "only targets of indicators that this unit, or one below it, answers for"},
	{"within", 0, CIV_OPTION_INT, "DAYS", AT(within), NULL, "0", "36500",
	 "only targets due in the DAYS days from the as-of day on"},
	{"in-force", 0, CIV_OPTION_FLAG, NULL, AT(in_force), NULL, NULL, NULL,
	 "leave out those that are kept beside the one that counts"},
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"target-report --asof=2026-06-30 --in-force --columns=code,indicator,target,actual,gap,status",
	 "where the plan stands"},
	{"target-report --asof=2026-06-30 --indicator=citizen_satisfaction",
	 "what the plan says of one thing in several places"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	const struct civ_target_options report = {
		.indicator = given->indicator,
		.area = given->area,
		.unit = given->unit,
		.within = given->within.given ? given->within.value : -1,
		.in_force = given->in_force || context->check,
		.flagged_only = context->check,
	};
	enum civ_status status = civ_target_report(context->records, &report, context->out);

	return status == CIV_FLAGGED && !context->check ? CIV_OK : status;
}

const struct civ_command civ_command_target_report = {
	.name = "target-report",
	.summary = "set every target against its figure: gap, gain since the start, forecast",
	.subject = CIV_SUBJECT_STANDARD,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF | CIV_NEED_CHECK,
	.options = options,
	.options_size = sizeof(struct options),
	.columns = civ_target_columns,
	.examples = examples,
	.run = run,
};
