/* plan-week: the weekly list, unit by unit. */
#include <string.h>

#include "cmd/rhythm.h"

extern const struct civ_noun civ_noun_unit;

struct options {
	struct rhythm_choice rhythm;
	struct civ_int_option days;
	const char *unit;
};

static const struct civ_option options[] = {
	CIV_OPTION("days", INT, "DAYS", days,
	           "what is due in the next DAYS days (default 7)", .min = "0", .max = "366"),
	CIV_OPTION("unit", TEXT, "A,B", unit, "only these units and those below them"),
	RHYTHM_OPTIONS(struct options, rhythm),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"plan-week --asof=2025-06-16", "for Monday's dispatch: late, due and blocked, unit by unit"},
	{"plan-week --asof=2025-06-16 --freeze >week.csv && plan-week --compare=1",
	 "publish it, and see later what has changed in it"},
	{NULL, NULL},
};

/* What is published is the list of one unit, or of all. */
static enum civ_status choose_several(struct civ_context *context, const struct options *given,
                                      struct civ_rhythm_options *week)
{
	const struct civ_asked asked = {"--unit", given->unit, context->arena};

	if (given->rhythm.freeze)
		return civ_error(context->messages, CIV_USAGE, NULL, "--freeze keeps the list of one unit, or of all");
	return civ_records_all_named(context->records, &civ_noun_unit, &asked, &week->units);
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_rhythm_options week = {
		.report = CIV_RHYTHM_WEEK, .from = context->clock.asof, .asof = context->clock.asof};
	enum civ_status status = CIV_OK;

	week.to = week.from + (given->days.given ? (int32_t)given->days.value : 7);
	if (given->unit != NULL && strchr(given->unit, ',') != NULL)
		status = choose_several(context, given, &week);
	else if (given->unit != NULL)
		status = civ_records_named(context->records, &civ_noun_unit, "--unit", given->unit, &week.unit);
	return status == CIV_OK ? rhythm_run(context, &given->rhythm, &week) : status;
}

static enum civ_status run_compare(struct civ_context *context)
{
	const struct options *given = context->options;

	return rhythm_compare(context, &given->rhythm, CIV_RHYTHM_WEEK, given->days.given || given->unit != NULL);
}

RHYTHM_COMMANDS("plan-week", civ_board_week_columns)

const struct civ_command civ_command_plan_week = {
	RHYTHM_NAMED("plan-week"),
	.summary = "the weekly list: what is late, due and blocked, unit by unit",
	.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	.usual_columns = civ_board_week_columns,
	.other_columns = other_columns,
	.examples = examples,
	.choose = choose,
};
