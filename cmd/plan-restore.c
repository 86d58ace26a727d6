/* plan-restore: put a backup in the place of the database. */
#include <stdlib.h>

#include "civplan/command.h"

struct options {
	const char *db;
	struct civ_real_option wait;
};

/* The database need not be one any more, so that the frame does not open it. */
static const struct civ_option options[] = {
	CIV_OPTION("db", TEXT, "FILE", db, "the database (default $CIVPLAN_DB, else civplan.db)"),
	CIV_OPTION("wait", REAL, "SECONDS", wait,
	           "how long to wait for programs that use it (default 30)", .min = "0", .max = "86400"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"plan-backup monday.db && plan-restore --db=copy.db monday.db", "a backup as a database of its own"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	const char *path = civ_database_path(given->db);
	char *kept;
	enum civ_status status = civ_store_restore(
		context->operands[0], path, given->wait.given ? given->wait.value : 30, context->messages, &kept);

	if (status == CIV_OK && kept != NULL)
		civ_note(context->messages, NULL, "%s is the backup now; what it was is %s", path, kept);
	free(kept);
	return status;
}

const struct civ_command civ_command_plan_restore = {
	.name = "plan-restore",
	.summary = "put a backup in the place of the database",
	.operands = "BACKUP",
	.operands_are = CIV_OPERANDS_READ,
	.operands_min = 1,
	.operands_max = 1,
	.subject = CIV_SUBJECT_PLAN,
	CIV_OPTIONS,
	.examples = examples,
	.run = run,
};
