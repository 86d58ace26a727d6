/* plan-month: the monthly bulletin. */
#include <math.h>

#include "cmd/period.h"
#include "cmd/rhythm.h"

struct options {
	struct rhythm_choice rhythm;
	const char *month;
	struct civ_int_option least;
	struct civ_real_option slow;
};

static const struct civ_option options[] = {
	CIV_OPTION("month", TEXT, "YYYY-MM", month, "the month (default: the last whole one by the as-of day)"),
	CIV_OPTION("min", INT, "N", least, "show units with fewer than N issues due, but do not rank them (default 5)",
	           .min = "0", .max = "1000000"),
	CIV_OPTION("slow", REAL, "PERCENT", slow,
	           "name units slow below this rate (default: those below the plan's slow_floor, or whose interval lies"
	           " below the whole city's rate)", .min = "0", .max = "100"),
	RHYTHM_OPTIONS(struct options, rhythm),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"plan-month --month=2026-05 --asof=2026-06-03", "the bulletin of May as it stood on 3 June"},
	{"plan-month --month=2026-05 --asof=2026-06-03 --slow=90 --freeze >may.csv", "published, with a line of 90 %"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_rhythm_options month = {
		.report = CIV_RHYTHM_MONTH,
		.asof = context->clock.asof,
		.least = given->least.given ? given->least.value : CIV_MONTH_LEAST,
		.slow = given->slow.given ? given->slow.value : NAN,
	};
	enum civ_status status = period_parse(context, given->month, 1, &month.from, &month.to);

	if (status == CIV_OK)
		status = civ_rhythm_floor(context->records, &month.floor);
	return status == CIV_OK ? rhythm_run(context, &given->rhythm, &month) : status;
}

static enum civ_status run_compare(struct civ_context *context)
{
	const struct options *given = context->options;

	return rhythm_compare(context, &given->rhythm, CIV_RHYTHM_MONTH,
	                      given->month != NULL || given->least.given || given->slow.given);
}

RHYTHM_COMMANDS("plan-month", civ_board_month_columns)

const struct civ_command civ_command_plan_month = {
	RHYTHM_NAMED("plan-month"),
	.summary = "the monthly bulletin: units ranked, and named when they are slow",
	.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	.usual_columns = civ_board_month_columns,
	.other_columns = other_columns,
	.examples = examples,
	.choose = choose,
};
