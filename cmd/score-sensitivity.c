/* score-sensitivity: how far the ranks depend on the weights. */
#include "cmd/score.h"

struct options {
	struct score_choice score;
	struct civ_real_option vary;
	struct civ_int_option draws, seed;
};

static const struct civ_option options[] = {
	SCORE_OPTIONS(struct options, score),
	CIV_OPTION("vary", REAL, "PERCENT", vary,
	           "draw each weight from within so many percent of itself (default 10)", .min = "0", .max = "100"),
	CIV_OPTION("draws", INT, "N", draws,
	           "so many draws of all weights (default 1000)", .min = "1", .max = "100000"),
	CIV_OPTION("seed", INT, "N", seed, "start of the random numbers: the same for the same seed (default 1)",
	           .min = "0", .max = "4294967295"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"score-sensitivity --asof=2025-12-31 --vary=20", "ranks of all areas when weights are up to a fifth off"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	const struct civ_sensitivity_options draws = {
		.percent = given->vary.given ? given->vary.value : 10,
		.draws = given->draws.given ? given->draws.value : 1000,
		.seed = given->seed.given ? given->seed.value : 1,
	};
	struct civ_score_options score;
	enum civ_status status = score_options_open(context, &given->score, &score);

	if (score.area == NULL)
		score.area = "all";
	if (status == CIV_OK)
		status = civ_score_sensitivity(context->records, &score, &draws, context->out);
	civ_input_close(score.measures);
	return status;
}

const struct civ_command civ_command_score_sensitivity = {
	.name = "score-sensitivity",
	.summary = "how far the ranks of areas depend on the weights",
	.subject = CIV_SUBJECT_STANDARD,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	CIV_OPTIONS,
	.columns = civ_sensitivity_columns,
	.examples = examples,
	.run = run,
};
