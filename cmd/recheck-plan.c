/* recheck-plan: which closed issues are to be looked at again. */
#include "civplan/command.h"
#include "civplan/ledger.h"
#include "civplan/lists.h"

struct options {
	struct civ_date_option from;
	struct civ_int_option within, sample, seed;
	const char *by;
};

#define AT(member) offsetof(struct options, member)

static const struct civ_option options[] = {
	{"from", 0, CIV_OPTION_DATE, "DATE", AT(from), NULL, NULL, NULL,
	 "re-checks that fell due from this day on (default: the plan's watch_days back); of a sample, closings"},
	{"within", 0, CIV_OPTION_INT, "DAYS", AT(within), NULL, "0", "3650",
	 "also those that fall due in the next DAYS days"},
	{"sample", 0, CIV_OPTION_INT, "N", AT(sample), NULL, "1", NULL,
	 "draw N of the issues closed in the period instead"},
	{"seed", 0, CIV_OPTION_INT, "S", AT(seed), NULL, "0", NULL, "draw the same ones again (default 1)"},
	{"by", 0, CIV_OPTION_CHOICE, "GROUP", AT(by), civ_words_by_area, NULL, NULL, "draw N from each"},
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"recheck-plan --asof=2026-06-30", "what should have been looked at again by now"},
	{"recheck-plan --asof=2026-06-30 --sample=5 --by=area --seed=7",
	 "five from each area, the same five for the same seed"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	const struct civ_recheck_plan_options plan = {
		.has_from = given->from.given,
		.from = given->from.day,
		.within = given->within.value,
		.sample = given->sample.value,
		.seed = given->seed.given ? given->seed.value : 1,
		.by_area = given->by != NULL,
	};

	if (!given->sample.given && (given->seed.given || given->by != NULL))
		return civ_error(context->messages, CIV_USAGE, NULL, "--seed and --by go with --sample");
	return civ_ledger_recheck_plan(context->records, &plan, context->out);
}

const struct civ_command civ_command_recheck_plan = {
	.name = "recheck-plan",
	.summary = "list closed issues that are due for a re-check, or draw a sample",
	.subject = CIV_SUBJECT_ISSUES,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	.options = options,
	.options_size = sizeof(struct options),
	.columns = civ_recheck_plan_columns,
	.examples = examples,
	.run = run,
};
