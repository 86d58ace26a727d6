/* survey-tally: what a survey or vote says. */
#include "civplan/command.h"
#include "civplan/tally.h"

struct options {
	const char *survey, *question, *by, *weight, *margins, *against, *contrast;
	bool uncapped, measures;
};

static const struct civ_option options[] = {
	CIV_OPTION("survey", TEXT, "CODE", survey, "the survey or vote"),
	CIV_OPTION("question", TEXT, "A,B", question, "only these questions"),
	CIV_OPTION("by", TEXT, "A,B", by,
                   "a row for each stratum of this dimension, for each mode or area; several are crossed"),
	CIV_OPTION("weight", CHOICE, "WAY", weight,
                   "how respondents count (default design, with --margins poststratify or rake)",
                   .choices = civ_words_tally_weight),
	CIV_OPTION("margins", TEXT, "A,B", margins,
                   "dimensions whose populations the weights are fitted to (default: all that have strata)"),
	CIV_FLAG("uncapped", uncapped, "let raking adjust a weight by more than 5 times the mean"),
	CIV_OPTION("against", TEXT, "SURVEY", against, "compare with the same questions of another round"),
	CIV_OPTION("contrast", TEXT, "DIMENSION:A,B", contrast,
                   "compare the group A with the group B, on the rows of A"),
	CIV_FLAG("measures", measures, "print measures for measure-add, of the questions that name an indicator"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"survey-tally --survey=V1 --by=age --weight=poststratify --margins=age",
         "a vote by age, each age with the weight that it has in the population"},
	{"survey-tally --survey=PS2 --against=PS1 --columns=question,choice,n,share,against,change,change_p",
         "what changed since the round before, and whether that may be chance"},
	{"survey-tally --survey=PS2 --measures | measure-add --on-conflict=update", "count the results as measures"},
	{NULL, NULL},
};

static struct civ_tally_options asked(const struct civ_context *context)
{
	const struct options *given = context->options;

	return (struct civ_tally_options){
		.survey = given->survey,
		.questions = given->question,
		.by = given->by,
		.weight = given->weight,
		.margins = given->margins,
		.uncapped = given->uncapped,
		.against = given->against,
		.contrast = given->contrast,
		.flagged_only = context->check,
	};
}

static enum civ_status run(struct civ_context *context)
{
	const struct civ_tally_options tally = asked(context);
	enum civ_status status = civ_tally_print(context->records, &tally, context->out);

	return status == CIV_OK && context->check && civ_out_rows(context->out) > 0 ? CIV_FLAGGED : status;
}

static enum civ_status measure(struct civ_context *context)
{
	const struct civ_tally_options tally = asked(context);

	return civ_tally_measures(context->records, &tally, context->out);
}

#define NAMED .name = "survey-tally", .subject = CIV_SUBJECT_PEOPLE, CIV_OPTIONS

static const struct civ_command tallying = {NAMED,
                                            .needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF | CIV_NEED_CHECK,
                                            .columns = civ_tally_columns, .run = run};
static const struct civ_command measuring = {NAMED, .needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
                                             .columns = civ_tally_measure_columns, .run = measure};

static const struct civ_command *choose(const void *given_options)
{
	const struct options *given = given_options;

	return given->measures ? &measuring : &tallying;
}

static const struct civ_columns_when other_columns[] = {
	{"--measures", civ_tally_measure_columns},
	{NULL, NULL},
};

const struct civ_command civ_command_survey_tally = {
	NAMED,
	.summary = "tally a survey or vote: shares and means with their errors, by group, beside another round",
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF | CIV_NEED_CHECK,
	.usual_columns = civ_tally_columns,
	.other_columns = other_columns,
	.examples = examples,
	.choose = choose,
};
