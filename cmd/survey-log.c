/* survey-log: enter the sheets of a survey, a row a respondent, as questionnaire sites export them. */
#include "civplan/command.h"
#include "civplan/poll.h"

extern const struct civ_noun civ_noun_respondent;

static const struct civ_example examples[] = {
	{"survey-add --code=B1 --name=Benches --start=2026-06-01 --mode=mixed --kind=vote &&"
	 " question-add --survey=B1 --code=Q1 --text='Where?' --kind=choice --choices='Park;Square' &&"
	 " printf 'number,age,1. Where?\\n1,70,Park\\n2,81,B\\n' | survey-log --survey=B1 --mode=paper -",
	 "sheets of paper of a vote"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct civ_poll_log asked = {
		.input = context->input,
		.rejects = context->rejects,
		.settings = context->settings,
		.setting_count = context->setting_count,
		.write = &context->write,
	};

	if (context->input == NULL)
		return civ_error(context->messages, CIV_USAGE, NULL, "no FILE (or -) of sheets is named");
	return civ_poll_log(context->records, &asked, &context->counts);
}

const struct civ_command civ_command_survey_log = {
	.name = "survey-log",
	.summary = "enter the sheets of a survey or vote, a row a respondent",
	.operands = "FILE...",
	.subject = CIV_SUBJECT_PEOPLE,
	.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_IN | CIV_NEED_CONFLICT | CIV_NEED_REJECTS | CIV_NEED_PRINT,
	.noun = &civ_noun_respondent,
	.noun_options = CIV_COLUMNS_ADD,
	.examples = examples,
	.run = run,
};
