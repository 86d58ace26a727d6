/* milestone-report: what the figures say of every milestone. */
#include "civplan/command.h"
#include "civplan/milestone.h"

struct options {
	const char *phase, *unit;
	struct civ_int_option within;
};

static const struct civ_option options[] = {
	CIV_OPTION("phase", TEXT, "PHASE", phase, "only milestones of this phase and its parts"),
	CIV_OPTION("unit", TEXT, "A,B", unit, "only milestones of these units and of those below them"),
	CIV_OPTION("within", INT, "DAYS", within,
	           "only milestones due in the DAYS days from the as-of day on", .min = "0", .max = "36500"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"milestone-report --asof=2026-06-30 --columns=code,title,due,status", "every milestone at mid-2026"},
	{"milestone-report --asof=2026-06-30 --phase=P3 --format=table", "the third phase as a table"},
	{"milestone-report --asof=2026-06-30 --within=90", "what falls due in the next 90 days"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	const struct civ_milestone_options report = {
		.phase = given->phase,
		.unit = given->unit,
		.within = given->within.given ? given->within.value : -1,
		.flagged_only = context->check,
	};
	enum civ_status status = civ_milestone_report(context->records, &report, context->out);

	return status == CIV_FLAGGED && !context->check ? CIV_OK : status;
}

const struct civ_command civ_command_milestone_report = {
	.name = "milestone-report",
	.summary = "judge every milestone by its figures, with forecasts",
	.subject = CIV_SUBJECT_PLAN,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF | CIV_NEED_CHECK,
	CIV_OPTIONS,
	.columns = civ_milestone_columns,
	.examples = examples,
	.run = run,
};
