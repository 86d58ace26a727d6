/* score-why: where the points go, and the measures behind them. */
#include "civplan/lists.h"
#include "cmd/score.h"

struct options {
	struct score_choice score;
	const char *by, *rows;
};

/* In the order of enum civ_score_by. */
static const struct civ_word groups[] = {CIV_WORD_INDICATOR, CIV_WORD_UNIT, CIV_WORD_CAUSE, {.code = NULL}};

static const struct civ_option options[] = {
	SCORE_OPTIONS(struct options, score),
	CIV_OPTION("by", CHOICE, "GROUP", by,
	           "points lost by indicator (default), responsible unit or cause", .choices = groups),
	CIV_OPTION("rows", TEXT, "INDICATOR", rows,
	           "print instead the measures behind the score of INDICATOR, or of the node's indicators; * for all"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"score-why --asof=2025-12-31 --columns=indicator,value,best,gain,step_gain,cause", "what would gain most"},
	{"score-why --asof=2025-12-31 --by=unit", "who lost how much"},
	{"score-why --asof=2025-12-31 --rows=rectification_rate",
	 "the measures behind one score, and who entered them"},
	{NULL, NULL},
};

static enum civ_score_by by_named(const char *name)
{
	return name == NULL ? CIV_SCORE_BY_INDICATOR : (enum civ_score_by)civ_word_place(groups, name);
}

static const struct civ_out_column *columns_of(const struct options *given)
{
	if (given->rows != NULL)
		return civ_score_source_columns;
	return by_named(given->by) == CIV_SCORE_BY_INDICATOR ? civ_score_why_columns : civ_score_loss_columns;
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	const struct civ_out_column *columns = columns_of(given);
	struct civ_score_options score;
	enum civ_status status;

	if (given->rows != NULL && given->by != NULL)
		return civ_error(context->messages, CIV_USAGE, NULL, "--rows lists measures: --by does not go with it");
	status = score_options_open(context, &given->score, &score);
	if (status == CIV_OK)
		status = civ_context_out(context, columns, civ_out_column_count(columns));
	if (status == CIV_OK && given->rows != NULL)
		status = civ_score_sources(context->records, &score, given->rows, context->out);
	else if (status == CIV_OK)
		status = civ_score_why(context->records, &score, by_named(given->by), context->out);
	civ_input_close(score.measures);
	return status;
}

static const struct civ_columns_when other_columns[] = {
	{"--by=unit or cause", civ_score_loss_columns},
	{"--rows", civ_score_source_columns},
	{NULL, NULL},
};

const struct civ_command civ_command_score_why = {
	.name = "score-why",
	.summary = "where the points go: by indicator, unit and cause, and the measures behind them",
	.subject = CIV_SUBJECT_STANDARD,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	CIV_OPTIONS,
	.usual_columns = civ_score_why_columns,
	.other_columns = other_columns,
	.examples = examples,
	.run = run,
};
