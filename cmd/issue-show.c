/* issue-show: the life of one issue. */
#include "civplan/command.h"
#include "civplan/ledger.h"

extern const struct civ_noun civ_noun_issue;

static const struct civ_example examples[] = {
	{"issue-show 1", "what became of the first issue, and why it was due when it was"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	int64_t id;
	enum civ_status status = civ_key_find(context->records, &civ_noun_issue, context->operands[0], NULL, &id);

	return status == CIV_OK ? civ_ledger_show(context->records, id, context->out) : status;
}

const struct civ_command civ_command_issue_show = {
	.name = "issue-show",
	.summary = "show the life of one issue: stages, days, why this due date",
	.operands = "ISSUE",
	.operands_min = 1,
	.operands_max = 1,
	.subject = CIV_SUBJECT_ISSUES,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	.columns = civ_ledger_show_columns,
	.examples = examples,
	.run = run,
};
