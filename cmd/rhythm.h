/* What plan-week, plan-month and plan-quarter have in common: a report, frozen, or compared with what was published. */
#ifndef CIVPLAN_CMD_RHYTHM_H
#define CIVPLAN_CMD_RHYTHM_H

#include "civplan/command.h"
#include "civplan/rhythm.h"

struct rhythm_choice {
	bool freeze;
	struct civ_int_option compare;
};

/* Rows of the option table; CHOSEN is the struct rhythm_choice inside the options struct S. */
#define RHYTHM_OPTIONS(S, CHOSEN) \
	CIV_OPTION_OF(S, "freeze", FLAG, NULL, CHOSEN.freeze, \
	              "keep what is printed, with a number, as it was published"), \
	CIV_OPTION_OF(S, "compare", INT, "NO", CHOSEN.compare, \
	              "print instead what is different today from publication NO, and the runs that changed it; the" \
	              " exit status is 1 then", .min = "1", .max = "9223372036854775807")

/* OPTIONS are those of the report that was asked for. */
static inline enum civ_status rhythm_run(struct civ_context *context, const struct rhythm_choice *choice,
                                         const struct civ_rhythm_options *options)
{
	int64_t number = 0;
	enum civ_status status;

	if (!choice->freeze)
		return civ_rhythm_write(context->records, options, context->out);
	status = civ_rhythm_freeze(context->records, options, context->out, &number, &context->counts);
	if (status == CIV_OK && !context->dry_run)
		civ_note(context->messages, NULL, "published as number %lld", (long long)number);
	return status;
}

static inline enum civ_status rhythm_compare(struct civ_context *context, const struct rhythm_choice *choice,
                                             enum civ_rhythm report, bool others)
{
	if (choice->freeze || others)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "--compare makes the report as it was published: other options do not go with it");
	return civ_rhythm_compare(context->records, report, choice->compare.value, context->out);
}

/* The three commands of one program NAME, with its options and the functions run and run_compare, what it prints with
 * other options, and its choose function. A report reads; to freeze it writes; to compare it prints other columns. */
#define RHYTHM_COMMANDS(NAME, COLUMNS) \
	static const struct civ_command reading = { \
		RHYTHM_NAMED(NAME), .needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF, \
		.columns = COLUMNS, .run = run}; \
	static const struct civ_command freezing = { \
		RHYTHM_NAMED(NAME), .needs = CIV_NEED_WRITE | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF, \
		.columns = COLUMNS, .run = run}; \
	static const struct civ_command comparing = { \
		RHYTHM_NAMED(NAME), .needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_CLOCK, \
		.columns = civ_rhythm_compare_columns, .run = run_compare}; \
	static const struct civ_columns_when other_columns[] = { \
		{"--compare", civ_rhythm_compare_columns}, {NULL, NULL}}; \
	static const struct civ_command *choose(const void *given_options) \
	{ \
		const struct options *given = given_options; \
\
		if (given->rhythm.compare.given) \
			return &comparing; \
		return given->rhythm.freeze ? &freezing : &reading; \
	}
#define RHYTHM_NAMED(NAME) .name = NAME, .subject = CIV_SUBJECT_PLAN, CIV_OPTIONS

#endif
