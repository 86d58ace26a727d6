/* plan-backup: a copy of the database while others use it. */
#include "civplan/command.h"

struct options {
	bool verify;
};

static const struct civ_option options[] = {
	{.name = "verify", .type = CIV_OPTION_FLAG, .offset = offsetof(struct options, verify),
	 .help = "open the copy and have SQLite check every page and reference of it"},
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"plan-backup --verify copy-of-today.db", "a copy of the database in use, checked"},
	{NULL, NULL},
};

struct copy {
	struct civ_context *context;
	const char *path;
};

static enum civ_status found_damage(void *data, const char *what)
{
	const struct copy *copy = data;

	return civ_error(copy->context->messages, CIV_SYSTEM, NULL, "%s: %s", copy->path, what);
}

static enum civ_status verify(struct civ_context *context, const char *path)
{
	struct copy found = {context, path};
	struct civ_store *copy = NULL;
	enum civ_status status = civ_store_open(path, CIV_STORE_READ, CIV_ANY_VERSION, 0, context->messages, &copy);

	if (status == CIV_OK)
		status = civ_store_check(copy, found_damage, &found);
	return civ_worse(status, civ_store_close(copy));
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	enum civ_status status = civ_store_backup(context->store, context->operands[0]);

	return status == CIV_OK && given->verify ? verify(context, context->operands[0]) : status;
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
	.options = options,
	.options_size = sizeof(struct options),
	.examples = examples,
	.run = run,
};
