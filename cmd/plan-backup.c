/* plan-backup: a copy of the database while others use it. */
#include "civplan/command.h"

struct options {
	bool verify;
};

static const struct civ_option options[] = {
	CIV_FLAG("verify", verify, "open the copy and have SQLite check every page and reference of it"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"plan-backup --verify copy-of-today.db", "a copy of the database in use, checked"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;

	return civ_store_backup(context->store, context->operands[0], given->verify);
}

const struct civ_command civ_command_plan_backup = {
	.name = "plan-backup",
	.summary = "copy the database into a new file while others use it",
	.operands = "FILE",
	.operands_are = CIV_OPERANDS_WRITE,
	.operands_min = 1,
	.operands_max = 1,
	.subject = CIV_SUBJECT_PLAN,
	.needs = CIV_NEED_READ | CIV_NEED_ANY_VERSION,
	CIV_OPTIONS,
	.examples = examples,
	.run = run,
};
