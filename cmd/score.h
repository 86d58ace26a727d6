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

/* Rows of the option table; CHOICE is the struct score_choice inside the options struct S. */
#define SCORE_STORED_OPTIONS(S, CHOICE) \
	{.name = "standard", .type = CIV_OPTION_TEXT, .arg = "STANDARD", .offset = offsetof(S, CHOICE.standard), \
	 .help = "the standard to score by; the one in force by default"}, \
	{.name = "area", .type = CIV_OPTION_TEXT, .arg = "AREA", .offset = offsetof(S, CHOICE.area), \
	 .help = "score this area, or with all every area that has a measure; the whole city by default"}, \
	{.name = "method", .type = CIV_OPTION_CHOICE, .arg = "METHOD", .offset = offsetof(S, CHOICE.method), \
	 .choices = civ_words_method, .help = "only measures of this method"}, \
	{.name = "scope", .type = CIV_OPTION_CHOICE, .arg = "SCOPE", .offset = offsetof(S, CHOICE.scope), \
	 .choices = civ_words_scope, .help = "only indicators of the nation's standard, or only the city's own"}

/* The same for a program that scores measures as they are read, too. */
#define SCORE_OPTIONS(S, CHOICE) \
	SCORE_STORED_OPTIONS(S, CHOICE), \
	{.name = "measures", .type = CIV_OPTION_READ, .arg = "FILE", .offset = offsetof(S, CHOICE.measures), \
	 .help = "score the measures in FILE (- for standard input) instead of the stored ones"}

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
