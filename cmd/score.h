/* What the programs about scores have in common: which standard, which areas, which measures. */
#ifndef CIVPLAN_CMD_SCORE_H
#define CIVPLAN_CMD_SCORE_H

#include <string.h>

#include "civplan/command.h"
#include "civplan/lists.h"
#include "civplan/score.h"

struct score_choice {
	const char *standard, *area, *measures, *method, *scope;
};

/* Rows of the option table; CHOSEN is the struct score_choice inside the options struct S. */
#define SCORE_STORED_OPTIONS(S, CHOSEN) \
	CIV_OPTION_OF(S, "standard", TEXT, "STANDARD", CHOSEN.standard, \
	              "the standard to score by; the one in force by default"), \
	CIV_OPTION_OF(S, "area", TEXT, "A,B", CHOSEN.area, \
	              "score these areas, or with all every area that has a measure; the whole city by default"), \
	CIV_OPTION_OF(S, "method", CHOICE, "METHOD", CHOSEN.method, "only measures of this method", \
	              .choices = civ_words_method), \
	CIV_OPTION_OF(S, "scope", CHOICE, "SCOPE", CHOSEN.scope, \
	              "only indicators of the nation's standard, or only the city's own", .choices = civ_words_scope)

/* The same for a program that scores measures as they are read, too. */
#define SCORE_OPTIONS(S, CHOSEN) \
	SCORE_STORED_OPTIONS(S, CHOSEN), \
	CIV_OPTION_OF(S, "measures", READ, "FILE", CHOSEN.measures, \
	              "score the measures in FILE (- for standard input) instead of the stored ones")

static inline bool score_is_chosen(const struct score_choice *choice)
{
	return choice->standard != NULL || choice->area != NULL || choice->measures != NULL || choice->method != NULL ||
	       choice->scope != NULL;
}

/* The options as the library wants them. The file of measures is open until civ_input_close. */
static inline enum civ_status score_options_open(struct civ_context *context, const struct score_choice *choice,
                                                 struct civ_score_options *options)
{
	const struct civ_input_options input = {.encoding = NULL};
	char *path;

	*options = (struct civ_score_options){
		.standard = choice->standard,
		.area = choice->area,
		.method = choice->method,
		.scope = choice->scope,
		.asof = context->clock.asof,
		.level = -1,
	};
	if (choice->measures == NULL)
		return CIV_OK;
	path = civ_arena_copy(context->arena, choice->measures, strlen(choice->measures));
	return path == NULL ? civ_no_memory(context->messages)
	                    : civ_input_open(&path, 1, &input, context->messages, &options->measures);
}

#endif
