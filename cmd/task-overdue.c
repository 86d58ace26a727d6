/* task-overdue: tasks that are due soon or late. */
#include <string.h>

#include "civplan/command.h"
#include "civplan/lists.h"
#include "civplan/progress.h"

struct options {
	struct civ_int_option within, unless_noticed;
	const char *unit, *check_level, *by;
};

#define AT(member) offsetof(struct options, member)

static const struct civ_option options[] = {
	{"within", 0, CIV_OPTION_INT, "DAYS", AT(within), NULL, "0", "36500",
	 "also what is due in the next DAYS days (default: the plan's remind_days)"},
	{"unit", 0, CIV_OPTION_TEXT, "UNIT", AT(unit), NULL, NULL, NULL, "only this unit and those below it"},
	{"check-level", 0, CIV_OPTION_CHOICE, "LEVEL", AT(check_level), civ_words_level, NULL, NULL,
	 "with --check: flag from this level on (default urge)"},
	{"unless-noticed", 0, CIV_OPTION_INT, "DAYS", AT(unless_noticed), NULL, "1", "36500",
	 "leave out what had a notice in the last DAYS days"},
	{"by", 0, CIV_OPTION_CHOICE, "GROUP", AT(by), civ_words_by_unit, NULL, NULL, "a digest: one row for each unit"},
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"task-overdue --asof=2024-07-15 --columns=code,unit,due,days_late,level",
	 "what is late or due soon, worst first"},
	{"task-overdue --asof=2024-07-15 --check --check-level=notice >late.csv || cat late.csv",
	 "for cron: silent unless something is long late"},
	{"task-overdue --asof=2024-07-15 --unless-noticed=7 | notice-add --asof=2024-07-15",
	 "remind each unit, and remember that it was done"},
	{NULL, NULL},
};

static enum civ_task_level level_named(const char *name)
{
	return name == NULL ? CIV_TASK_URGE
	                    : (enum civ_task_level)(CIV_TASK_REMIND + civ_word_place(civ_words_level, name));
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	const struct civ_out_column *columns = given->by == NULL ? civ_task_overdue_columns : civ_task_digest_columns;
	const struct civ_task_overdue_options overdue = {
		.unit = given->unit,
		.within = given->within.given ? given->within.value : -1,
		.unless_noticed = given->unless_noticed.given ? given->unless_noticed.value : -1,
		.least = context->check ? level_named(given->check_level) : CIV_TASK_REMIND,
		.digest = given->by != NULL,
	};
	enum civ_status status;

	if (given->check_level != NULL && !context->check)
		return civ_error(context->messages, CIV_USAGE, NULL, "--check-level goes with --check");
	status = civ_context_out(context, columns, civ_out_column_count(columns));
	if (status == CIV_OK)
		status = civ_task_overdue(context->records, &overdue, context->out);
	return status == CIV_OK && context->check && civ_out_rows(context->out) > 0 ? CIV_FLAGGED : status;
}

static const struct civ_columns_when other_columns[] = {
	{"--by", civ_task_digest_columns},
	{NULL, NULL},
};

const struct civ_command civ_command_task_overdue = {
	.name = "task-overdue",
	.summary = "flag tasks that are due soon or late",
	.subject = CIV_SUBJECT_WORK,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF | CIV_NEED_CHECK,
	.options = options,
	.options_size = sizeof(struct options),
	.usual_columns = civ_task_overdue_columns,
	.other_columns = other_columns,
	.examples = examples,
	.run = run,
};
