/* plan-quarter: the quarterly assessment. */
#include "civplan/decimal.h"
#include "cmd/period.h"
#include "cmd/rhythm.h"

struct options {
	struct rhythm_choice rhythm;
	const char *quarter, *weights;
	struct civ_int_option least;
};

static const struct civ_option options[] = {
	CIV_OPTION("quarter", TEXT, "YYYY-Qn", quarter, "the quarter (default: the last whole one by the as-of day)"),
	CIV_OPTION("weights", TEXT, "TASKS,ISSUES,SCORE", weights, "of the three parts (default 40,40,20)"),
	CIV_OPTION("min", INT, "N", least,
	           "show units with fewer than N tasks, issues and indicators, but do not rank them (default 1)",
	           .min = "0", .max = "1000000"),
	RHYTHM_OPTIONS(struct options, rhythm),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"plan-quarter --quarter=2025-Q2 --asof=2025-07-05", "tasks, issues and score of each unit"},
	{"plan-quarter --quarter=2025-Q2 --asof=2025-07-05 --weights=50,50,0", "without the score"},
	{NULL, NULL},
};

static enum civ_status parse_weights(struct civ_context *context, const char *text, double weights[CIV_RHYTHM_PARTS])
{
	const struct civ_position at = {.file = "--weights"};
	double sum = 0;
	int part = 0;

	while (text != NULL && part < CIV_RHYTHM_PARTS) {
		size_t len = strcspn(text, ",");

		if (!civ_real_parse(text, len, &weights[part]) || weights[part] < 0)
			break;
		sum += weights[part++];
		text = text[len] == ',' ? text + len + 1 : NULL;
	}
	if (part == CIV_RHYTHM_PARTS && text == NULL && sum > 0)
		return CIV_OK;
	return civ_error(context->messages, CIV_USAGE, &at, "wants three weights of at least 0, such as 40,40,20");
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_rhythm_options quarter = {
		.report = CIV_RHYTHM_QUARTER,
		.asof = context->clock.asof,
		.least = given->least.given ? given->least.value : CIV_QUARTER_LEAST,
		.weights = CIV_QUARTER_WEIGHTS,
	};
	enum civ_status status = period_parse(context, given->quarter, 3, &quarter.from, &quarter.to);

	if (status == CIV_OK && given->weights != NULL)
		status = parse_weights(context, given->weights, quarter.weights);
	return status == CIV_OK ? rhythm_run(context, &given->rhythm, &quarter) : status;
}

static enum civ_status run_compare(struct civ_context *context)
{
	const struct options *given = context->options;

	return rhythm_compare(context, &given->rhythm, CIV_RHYTHM_QUARTER,
	                      given->quarter != NULL || given->weights != NULL || given->least.given);
}

RHYTHM_COMMANDS("plan-quarter", civ_board_quarter_columns)

const struct civ_command civ_command_plan_quarter = {
	RHYTHM_NAMED("plan-quarter"),
	.summary = "the quarterly assessment: tasks, issues and score of each unit",
	.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	.usual_columns = civ_board_quarter_columns,
	.other_columns = other_columns,
	.examples = examples,
	.choose = choose,
};
