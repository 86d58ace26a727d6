/* standard-copy: a new version of a standard, made from an old one. */
#include "civplan/command.h"
#include "civplan/standard.h"

struct options {
	const char *name;
	struct civ_date_option effective;
	bool retire;
};

static const struct civ_option options[] = {
	CIV_OPTION("name", TEXT, "NAME", name, "what the new one is called (required)"),
	CIV_OPTION("effective", DATE, "DATE", effective, "first day on which it is in force (required)"),
	CIV_FLAG("retire", retire, "the old one is no longer in force from that day on"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"standard-copy CIVCITY CIVCITY2027 --name='Assessment, 2027 edition' --effective=2027-01-01 --retire",
	 "the next edition, to be changed with indicator-set"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	const struct civ_standard_copy copy = {
		.from = context->operands[0],
		.code = context->operands[1],
		.name = given->name,
		.effective = given->effective.day,
		.retire = given->retire,
	};

	if (given->name == NULL || !given->effective.given)
		return civ_error(context->messages, CIV_USAGE, NULL, "--name and --effective are required");
	return civ_standard_copy(context->records, &copy, &context->write, &context->counts);
}

const struct civ_command civ_command_standard_copy = {
	.name = "standard-copy",
	.summary = "make a new version of a standard from an old one",
	.operands = "OLD NEW",
	.operands_min = 2,
	.operands_max = 2,
	.subject = CIV_SUBJECT_STANDARD,
	.needs = CIV_NEED_WRITE,
	CIV_OPTIONS,
	.examples = examples,
	.run = run,
};
