/* issue-mismatch: where the complaints are, and where the resources go. */
#include "civplan/command.h"
#include "civplan/ledger.h"

struct options {
	struct civ_date_option from, to;
};

#define AT(member) offsetof(struct options, member)

static const struct civ_option options[] = {
	{"from", 0, CIV_OPTION_DATE, "DATE", AT(from), NULL, NULL, NULL, "first day of the reports that count"},
	{"to", 0, CIV_OPTION_DATE, "DATE", AT(to), NULL, NULL, NULL, "last day of them"},
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"printf 'category,amount\\nwall_stains,50000000\\nstalls,2000000\\n' | issue-mismatch --from=2026-01-01", "money against complaints"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_period period;
	enum civ_status status = civ_context_period(context, &given->from, &given->to, &period);

	return status == CIV_OK ? civ_ledger_mismatch(context->records, context->input, period.from, period.to, context->out) : status;
}

const struct civ_command civ_command_issue_mismatch = {
	.name = "issue-mismatch",
	.summary = "compare the share of complaints with the share of resources, and rank the gap",
	.operands = "[FILE...]",
	.subject = CIV_SUBJECT_ISSUES,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_IN | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	.options = options,
	.options_size = sizeof(struct options),
	.columns = civ_mismatch_columns,
	.examples = examples,
	.run = run,
};
