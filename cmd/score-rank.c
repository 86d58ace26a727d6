/* score-rank: areas by their score. */
#include "cmd/score.h"

struct options {
	struct score_choice score;
};

static const struct civ_option options[] = {
	SCORE_OPTIONS(struct options, score),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"score-calc --asof=2025-12-31 --area=all | score-rank", "rank what score-calc printed"},
	{"score-rank --area=all --asof=2025-12-31", "the same, without rows in between"},
	{NULL, NULL},
};

static enum civ_status run_rows(struct civ_context *context)
{
	return civ_score_rank_rows(context->input, context->messages, context->out);
}

static enum civ_status run_database(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_score_options score;
	enum civ_status status;

	if (context->operand_count > 0)
		return civ_error(
			context->messages, CIV_USAGE, NULL,
			"rows of a FILE are ranked as they are: options that say what is scored do not go with it");
	status = score_options_open(context, &given->score, &score);
	if (score.area == NULL)
		score.area = "all";
	if (status == CIV_OK)
		status = civ_score_rank(context->records, &score, context->out);
	civ_input_close(score.measures);
	return status;
}

#define NAMED \
	.name = "score-rank", .subject = CIV_SUBJECT_STANDARD, \
	CIV_OPTIONS, \
	.operands = "[FILE...]", .columns = civ_score_rank_columns

static const struct civ_command reading = {NAMED, .needs = CIV_NEED_ROWS_IN | CIV_NEED_ROWS_OUT, .run = run_rows};
static const struct civ_command scoring = {NAMED, .needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
                                           .run = run_database};

static const struct civ_command *choose(const void *given_options)
{
	const struct options *given = given_options;

	return score_is_chosen(&given->score) ? &scoring : &reading;
}

const struct civ_command civ_command_score_rank = {
	NAMED,
	.summary = "rank areas by their score, with where each is weakest",
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_IN | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	.examples = examples,
	.choose = choose,
};
