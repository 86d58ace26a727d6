/* score-calc: the scores of a standard. */
#include "cmd/score.h"

struct options {
	struct score_choice score;
	struct civ_int_option level;
	const char *against;
};

static const struct civ_option options[] = {
	SCORE_OPTIONS(struct options, score),
	CIV_OPTION("against", CHOICE, "METHOD", against,
	           "score the measures of this method too, and print by how much the first are above",
	           .choices = civ_words_method),
	CIV_OPTION("level", INT, "N", level,
	           "rows down to level N: 0 the totals, 1 the top indicators", .min = "0", .max = "1000"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"score-calc --asof=2025-12-31 --level=1", "the totals and the top indicators at the end of 2025"},
	{"score-calc --asof=2025-12-31 --area=all --level=0", "the totals of every area"},
	{"score-calc --asof=2025-12-31 --method=self --against=third_party --columns=indicator,score,against,gap",
	 "where the units find themselves better than others find them"},
	{"measure-list --method=survey | score-calc --measures=- --asof=2025-12-31 --level=0",
	 "what the surveys alone would give"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_score_options score;
	enum civ_status status = score_options_open(context, &given->score, &score);

	score.against = given->against;
	if (given->level.given)
		score.level = given->level.value;
	if (status == CIV_OK)
		status = civ_context_out(context, civ_score_columns, civ_score_column_count(&score));
	if (status == CIV_OK)
		status = civ_score_report(context->records, &score, context->out);
	civ_input_close(score.measures);
	return status;
}

const struct civ_command civ_command_score_calc = {
	.name = "score-calc",
	.summary = "score the measures by a standard",
	.subject = CIV_SUBJECT_STANDARD,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	CIV_OPTIONS,
	.usual_columns = civ_score_columns,
	.examples = examples,
	.run = run,
};
