/* issue-history: everything that happened to issues. */
#include "civplan/command.h"
#include "civplan/ledger.h"

extern const struct civ_noun civ_noun_issue;

struct options {
	struct civ_date_option from, to;
};

static const struct civ_option options[] = {
	CIV_OPTION("from", FIRST_DAY, "DATE", from, "only what happened on or after this day"),
	CIV_OPTION("to", LAST_DAY, "DATE", to, "only what happened on or before this day"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"issue-history 1", "the life of the first issue"},
	{"issue-history --from=2026-06-01 --to=2026-06-30 --columns=issue,at,to,by", "what was done in June"},
	{NULL, NULL},
};

static enum civ_status of_keys(struct civ_context *context, const char *from, const char *to)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < context->operand_count && status == CIV_OK; i++) {
		int64_t id;

		status = civ_key_find(context->records, &civ_noun_issue, context->operands[i], NULL, &id);
		if (status == CIV_OK)
			status = civ_ledger_history(context->records, id, from, to, context->out);
	}
	return status;
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_period period;
	enum civ_status status = civ_context_period(context, &given->from, &given->to, &period);

	if (status != CIV_OK)
		return status;
	if (context->operand_count > 0)
		return of_keys(context, period.from, period.to);
	return civ_ledger_history(context->records, 0, period.from, period.to, context->out);
}

const struct civ_command civ_command_issue_history = {
	.name = "issue-history",
	.summary = "show everything that happened to issues: who, when, from where to where, and why",
	.operands = "[ISSUE...]",
	.operands_are = CIV_OPERANDS_KEYS,
	.subject = CIV_SUBJECT_ISSUES,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	.noun = &civ_noun_issue,
	CIV_OPTIONS,
	.columns = civ_ledger_history_columns,
	.examples = examples,
	.run = run,
};
