/* dataset-check: a department's file against the items of its data set. */
#include "civplan/command.h"
#include "civplan/dataset.h"

extern const struct civ_noun civ_noun_dataset;

static const struct civ_example examples[] = {
	{"dataset-add --code=RK --name=Residents --unit=U14 --secrecy=internal &&"
	 " item-add --dataset=RK --name=age --type=int --max=120 &&"
	 " printf 'age\\n67\\n670\\n' | dataset-check RK --rejects=bad.csv",
	 "what is wrong with a file, and in which rows"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	struct civ_dataset_check_options options = {.flagged_only = context->check, .rejects = context->rejects};
	enum civ_status status = civ_records_named(context->records, &civ_noun_dataset, NULL, context->operands[0],
	                                           &options.dataset);

	if (status == CIV_OK)
		status = civ_dataset_check(context->records, &options, context->input, context->out);
	/* Rows that were set aside are told of, with --check or without. */
	if (status == CIV_FLAGGED && !context->check && context->rejects == NULL)
		return CIV_OK;
	return status;
}

const struct civ_command civ_command_dataset_check = {
	.name = "dataset-check",
	.summary = "look at a department's file against the items of its data set",
	.operands = "DATASET [FILE]",
	.operands_are = CIV_OPERANDS_KEY_FILE,
	.operands_min = 1,
	.operands_max = 2,
	.subject = CIV_SUBJECT_PEOPLE,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_IN | CIV_NEED_ROWS_OUT | CIV_NEED_CHECK | CIV_NEED_REJECTS |
	         CIV_NEED_ASOF,
	.columns = civ_dataset_check_columns,
	.examples = examples,
	.run = run,
};
