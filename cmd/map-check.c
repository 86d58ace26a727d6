/* map-check: whether a map covers a file. */
#include <string.h>

#include "civplan/command.h"
#include "civplan/ledger.h"
#include "civplan/say.h"

extern const struct civ_noun civ_noun_issue;

struct options {
	const char *noun, *encoding, *sheet;
};

static const struct civ_option options[] = {
	CIV_OPTION("noun", TEXT, "NOUN", noun, "what the rows are to become (default issue)"),
	CIV_OPTION("encoding", TEXT, "NAME", encoding, "encoding of the file (default: as the map says)"),
	CIV_OPTION("sheet", TEXT, "NAME|N", sheet,
	           "sheet of a workbook, by name or number (default: as the map says)"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"issue-list >feed.csv && map-draft feed.csv >feed.map && map-check feed.map feed.csv",
	 "what of a file would load, and what would not"},
	{NULL, NULL},
};

/* Issues have a program of their own to be entered by. */
static enum civ_status find_noun(struct civ_context *context, const char *name, const struct civ_noun **noun)
{
	const struct civ_position at = {.file = "--noun"};
	struct civ_near near = {.text = {name, name == NULL ? 0 : strlen(name)}};

	*noun = name == NULL ? &civ_noun_issue : civ_noun_find(name);
	if (*noun == &civ_noun_issue || (*noun != NULL && ((*noun)->flags & CIV_NO_ADD) == 0))
		return CIV_OK;
	civ_near_offer(&near, civ_noun_issue.name);
	for (size_t i = 0; civ_nouns[i] != NULL; i++)
		if ((civ_nouns[i]->flags & CIV_NO_ADD) == 0)
			civ_near_offer(&near, civ_nouns[i]->name);
	return near.known == NULL
	               ? civ_error(context->messages, CIV_USAGE, &at, "'%s' is nothing that rows are added to", name)
	               : civ_error(context->messages, CIV_USAGE, &at,
	                           "'%s' is nothing that rows are added to; did you mean '%s'?", name, near.known);
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	const struct civ_input_options reading = {.map = context->operands[0],
	                                          .encoding = given->encoding,
	                                          .sheet = given->sheet};
	const struct civ_coverage_options asked = {.flagged_only = context->check};
	const struct civ_noun *noun;
	struct civ_input *input = NULL;
	enum civ_status status = find_noun(context, given->noun, &noun);

	/* What is stored to see whether it can be is taken back. */
	context->dry_run = true;
	if (status == CIV_OK)
		status = civ_input_open(&context->operands[1], 1, &reading, context->messages, &input);
	if (status == CIV_OK)
		status = civ_ledger_coverage(context->records, noun, input, &asked, context->out);
	civ_input_close(input);
	return status == CIV_FLAGGED && !context->check ? CIV_OK : status;
}

const struct civ_command civ_command_map_check = {
	.name = "map-check",
	.summary = "whether a map covers a file: rows that would load, values without a code, cells that would be lost",
	.operands = "MAP FILE",
	.operands_are = CIV_OPERANDS_READ,
	.operands_min = 2,
	.operands_max = 2,
	.subject = CIV_SUBJECT_ISSUES,
	.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_OUT | CIV_NEED_CHECK,
	CIV_OPTIONS,
	.columns = civ_coverage_columns,
	.examples = examples,
	.run = run,
};
