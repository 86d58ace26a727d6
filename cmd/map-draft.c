/* map-draft: propose a map for a file of complaints that nobody has described. */
#include "civplan/command.h"
#include "civplan/ledger.h"

extern const struct civ_noun civ_noun_channel;

struct options {
	const char *channel, *nouns, *sheet;
};

static const struct civ_option options[] = {
	CIV_OPTION("channel", TEXT, "CODE", channel, "the channel that all rows come by"),
	CIV_OPTION("nouns", WRITE, "DIR", nouns,
	           "write the categories, areas and units that the plan lacks into this new folder, ready to be added"),
	CIV_OPTION("sheet", TEXT, "NAME|N", sheet,
	           "sheet of a workbook, by name or number (default: the first with something in it)"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"issue-list >feed.csv && map-draft --channel=C01 feed.csv", "what the columns of a file seem to be"},
	{"issue-list >feed.csv && map-draft --nouns=new feed.csv",
	 "and the records that the plan lacks, for category-add"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	const struct civ_draft_options draft = {
		.channel = given->channel, .nouns = given->nouns, .sheet = given->sheet};
	int64_t channel;
	enum civ_status status = CIV_OK;

	if (given->channel != NULL)
		status = civ_records_named(context->records, &civ_noun_channel, "--channel", given->channel, &channel);
	if (status != CIV_OK)
		return status;
	return civ_ledger_draft(context->records, context->operands[0], &draft, context->out);
}

const struct civ_command civ_command_map_draft = {
	.name = "map-draft",
	.summary = "propose a map for a file: fields, dates, encoding, and values without a code",
	.operands = "FILE",
	.operands_are = CIV_OPERANDS_READ,
	.operands_min = 1,
	.operands_max = 1,
	.subject = CIV_SUBJECT_ISSUES,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT,
	CIV_OPTIONS,
	.columns = civ_draft_columns,
	.examples = examples,
	.run = run,
};
