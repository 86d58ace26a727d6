/* score-calc: the scores of a standard. */
#include <string.h>

#include "civplan/command.h"
#include "civplan/score.h"

struct options {
	const char *standard, *area, *measures, *method;
	struct civ_int_option level;
};

static const char *const methods[] = {"data", "self", "inspection", "third_party", "survey", NULL};

static const struct civ_option options[] = {
	{.name = "standard", .type = CIV_OPTION_TEXT, .arg = "STANDARD", .offset = offsetof(struct options, standard),
	 .help = "the standard to score by; the one in force by default"},
	{.name = "area", .type = CIV_OPTION_TEXT, .arg = "AREA", .offset = offsetof(struct options, area),
	 .help = "score this area, or with all every area that has a measure; the whole city by default"},
	{.name = "measures", .type = CIV_OPTION_TEXT, .arg = "FILE", .offset = offsetof(struct options, measures),
	 .help = "score the measures in FILE (- for standard input) instead of the stored ones"},
	{.name = "method", .type = CIV_OPTION_CHOICE, .arg = "METHOD", .offset = offsetof(struct options, method),
	 .choices = methods, .help = "only measures of this method"},
	{.name = "level", .type = CIV_OPTION_INT, .arg = "N", .offset = offsetof(struct options, level), .min = "0", .max = "1000",
	 .help = "rows down to level N: 0 the totals, 1 the top indicators"},
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"score-calc --asof=2025-12-31 --level=1", "the totals and the top indicators at the end of 2025"},
	{"score-calc --asof=2025-12-31 --area=all --level=0", "the totals of every area"},
	{"measure-list --method=survey | score-calc --measures=- --asof=2025-12-31 --level=0", "what the surveys alone would give"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_score_options score = {
		.standard = given->standard,
		.area = given->area,
		.method = given->method,
		.level = given->level.given ? given->level.value : -1,
	};
	char *path = NULL;
	enum civ_status status = CIV_OK;

	if (given->measures != NULL) {
		const struct civ_input_options input = {.encoding = NULL};

		path = civ_arena_copy(context->arena, given->measures, strlen(given->measures));
		status = path == NULL ? civ_no_memory(context->messages)
		                      : civ_input_open(&path, 1, &input, context->messages, &score.measures);
	}
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
	.options = options,
	.options_size = sizeof(struct options),
	.columns = civ_score_columns,
	.examples = examples,
	.run = run,
};
