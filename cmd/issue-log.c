/* issue-log: enter issues, one by options or many from a channel's export. */
#include <string.h>

#include "civplan/command.h"
#include "civplan/ledger.h"

extern const struct civ_noun civ_noun_issue;

struct options {
	bool only_channel;
};

static const struct civ_option options[] = {
	CIV_FLAG("only-channel", only_channel,
	         "rows of another channel than that of --channel are bad rows; those that name none are of it"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"issue-log --category=stalls --reported-at='2026-06-01 08:30' --place='人民路12号'"
	 " --description='占道经营' -p",
	 "one issue, as it was stored"},
	{"printf 'external_id,reported_at,category\\n77,2026-06-02 09:00,parking\\n' | issue-log --channel=C01 -p"
	 " --columns=id,channel,due -",
	 "rows of one channel, and when they are due"},
	{NULL, NULL},
};

/* A channel names the map of its exports; --map wins. */
static enum civ_status use_channel_map(struct civ_context *context)
{
	const char *path = NULL;
	enum civ_status status = CIV_OK;

	if (context->input == NULL || context->mapped)
		return CIV_OK;
	for (size_t i = 0; i < context->setting_count && status == CIV_OK; i++)
		if (strcmp(context->settings[i].column->name, "channel") == 0)
			status = civ_ledger_channel_map(context->records, context->settings[i].value, context->database,
			                                context->arena, &path);
	if (status == CIV_OK && path != NULL)
		status = civ_context_reads(context, path);
	return status == CIV_OK && path != NULL ? civ_input_use_map(context->input, path) : status;
}

/* The column of the option --channel; NULL when it is not given. */
static const struct civ_column *channel_option(const struct civ_context *context)
{
	for (size_t i = 0; i < context->setting_count; i++)
		if (strcmp(context->settings[i].column->name, "channel") == 0)
			return context->settings[i].column;
	return NULL;
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	enum civ_status status = use_channel_map(context);

	context->write.hold = given->only_channel ? channel_option(context) : NULL;
	if (given->only_channel && context->write.hold == NULL)
		return civ_error(context->messages, CIV_USAGE, NULL, "--only-channel goes with --channel");
	return status == CIV_OK ? civ_run_add(context) : status;
}

const struct civ_command civ_command_issue_log = {
	.name = "issue-log",
	.summary = "enter complaints and findings, one by options or many from a file",
	.operands = "[FILE...]",
	.subject = CIV_SUBJECT_ISSUES,
	.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_IN | CIV_NEED_CONFLICT | CIV_NEED_REJECTS | CIV_NEED_PRINT |
                 CIV_NEED_PERSONAL,
	.noun = &civ_noun_issue,
	.noun_options = CIV_COLUMNS_ADD,
	CIV_OPTIONS,
	.examples = examples,
	.run = run,
};
