/* issue-overdue: what is late, on whom it waits, and how pressing it is. */
#include <string.h>

#include "civplan/command.h"
#include "civplan/ledger.h"
#include "civplan/lists.h"

struct options {
	struct civ_int_option within, unless_noticed;
	const char *unit, *check_level, *by;
};

static const struct civ_option options[] = {
	CIV_OPTION("within", INT, "DAYS", within,
	           "also what is due in the next DAYS days (default: the plan's remind_days)",
	           .min = "0", .max = "36500"),
	CIV_OPTION("unit", TEXT, "A,B", unit, "only these units and those below them"),
	CIV_OPTION("check-level", CHOICE, "LEVEL", check_level,
	           "with --check: flag from this level on (default urge)", .choices = civ_words_level),
	CIV_OPTION("unless-noticed", INT, "DAYS", unless_noticed,
	           "leave out what had a notice in the last DAYS days", .min = "1", .max = "36500"),
	CIV_OPTION("by", CHOICE, "GROUP", by, "a digest: how many for each unit, and how late",
	           .choices = civ_words_by_unit),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"issue-overdue --asof=2026-06-30 --columns=id,unit,limit,due,days_late,level",
	 "what is late or due soon, worst first"},
	{"issue-overdue --asof=2026-06-30 --check --check-level=notice >late.csv || cat late.csv",
	 "for cron: silent unless something is long late"},
	{"issue-overdue --asof=2026-06-30 --unless-noticed=7 | notice-add --asof=2026-06-30",
	 "remind each unit, and remember that it was done"},
	{"issue-overdue --asof=2026-06-30 --by=unit", "a digest for the weekly meeting"},
	{NULL, NULL},
};

static enum civ_ledger_level level_named(const char *name)
{
	return name == NULL ? CIV_LEVEL_URGE
	                    : (enum civ_ledger_level)(CIV_LEVEL_REMIND + civ_word_place(civ_words_level, name));
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	const struct civ_out_column *columns = given->by == NULL ? civ_overdue_columns : civ_overdue_digest_columns;
	const struct civ_overdue_options overdue = {
		.unit = given->unit,
		.within = given->within.given ? given->within.value : -1,
		.unless_noticed = given->unless_noticed.given ? given->unless_noticed.value : -1,
		.least = context->check ? level_named(given->check_level) : CIV_LEVEL_REMIND,
	};
	uint64_t late = 0;
	enum civ_status status;

	if (given->check_level != NULL && !context->check)
		return civ_error(context->messages, CIV_USAGE, NULL, "--check-level goes with --check");
	status = civ_context_out(context, columns, civ_out_column_count(columns));
	if (status == CIV_OK)
		status = given->by == NULL ? civ_ledger_overdue(context->records, &overdue, context->out, &late)
		                           : civ_ledger_overdue_digest(context->records, &overdue, context->out, &late);
	if (status == CIV_OK && context->check && civ_out_rows(context->out) > 0)
		status = CIV_FLAGGED;
	return status;
}

static const struct civ_columns_when other_columns[] = {
	{"--by", civ_overdue_digest_columns},
	{NULL, NULL},
};

const struct civ_command civ_command_issue_overdue = {
	.name = "issue-overdue",
	.summary = "flag what is late: on whom it waits, which limit, how pressing",
	.subject = CIV_SUBJECT_ISSUES,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF | CIV_NEED_CHECK,
	CIV_OPTIONS,
	.usual_columns = civ_overdue_columns,
	.other_columns = other_columns,
	.examples = examples,
	.run = run,
};
