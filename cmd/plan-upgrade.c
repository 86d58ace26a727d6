/* plan-upgrade: bring a database of an earlier release to this one's schema. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/command.h"
#include "civplan/place.h"
#include "civplan/schema.h"

/* The backup, and a log that grows to twice the size of what is copied. */
enum { ROOM_FACTOR = 3 };

struct options {
	const char *backup;
};

static const struct civ_option options[] = {
	CIV_OPTION("backup", WRITE, "FILE", backup,
	           "where the database is copied first (default: its name with .vN behind it, or .vN.2 and so on)"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"plan-upgrade", "nothing to do on a database that is up to date"},
	{NULL, NULL},
};

static enum civ_status back_up(struct civ_context *context, const char *path, int version)
{
	char *name = NULL, suffix[16];
	struct civ_store *before = NULL;
	enum civ_status status;

	/* SQLite copies nothing from a connection that is writing; what another one reads is what was there before. */
	status = civ_store_open(context->database, &(struct civ_store_options){CIV_STORE_READ, CIV_ANY_VERSION, 0},
	                        context->messages, &before);
	if (status != CIV_OK)
		return status;
	snprintf(suffix, sizeof suffix, ".v%d", version);
	/* An upgrade that was cut off after its backup has left one: it is kept, the next gets another name. */
	name = path == NULL ? civ_name_untaken(context->database, suffix) : strdup(path);
	status = name == NULL ? civ_no_memory(context->messages) : civ_store_backup(before, name, false);
	if (status == CIV_OK)
		civ_note(context->messages, NULL, "backed up to %s", name);
	free(name);
	return civ_worse(status, civ_store_close(before));
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	int version = civ_store_version(context->store);
	bool current;
	enum civ_status status;

	if (version > CIV_SCHEMA_VERSION)
		return civ_error(context->messages, CIV_SYSTEM, NULL,
		                 "%s has schema version %d, newer than this program's %d", context->database, version,
		                 CIV_SCHEMA_VERSION);
	status = civ_schema_is_current(context->store, civ_hooks, &current);
	if (status == CIV_OK && version == CIV_SCHEMA_VERSION && current) {
		civ_note(context->messages, NULL, "%s is up to date (schema version %d)", context->database, version);
		return CIV_OK;
	}
	if (status == CIV_OK)
		status = civ_store_has_room(context->store, ROOM_FACTOR);
	if (status == CIV_OK)
		status = back_up(context, given->backup, version);
	if (status == CIV_OK)
		status = civ_schema_upgrade(context->records, civ_nouns, version);
	if (status == CIV_OK)
		civ_history_keep(context->store);
	return status;
}

const struct civ_command civ_command_plan_upgrade = {
	.name = "plan-upgrade",
	.summary = "bring a database of an earlier release up to date, backed up first",
	.subject = CIV_SUBJECT_PLAN,
	.needs = CIV_NEED_WRITE | CIV_NEED_ANY_VERSION,
	CIV_OPTIONS,
	.examples = examples,
	.run = run,
};
