/* plan-check: is the database sound, and what in the plan contradicts itself, is missing, or looks made? */
#include <string.h>

#include "civplan/check.h"
#include "civplan/command.h"
#include "civplan/count.h"
#include "civplan/lists.h"
#include "civplan/schema.h"

struct options {
	bool rebuild, list;
	const char *rules, *severity;
};

static const struct civ_option options[] = {
	CIV_OPTION("rule", TEXT, "NAME,...", rules,
	           "only these checks: names as listed, file and summary; or rules of the plan such as L01"),
	CIV_OPTION("severity", CHOICE, "LEVEL", severity,
	           "only what is at least so severe", .choices = civ_words_severity),
	CIV_FLAG("list", list, "list the checks instead"),
	CIV_FLAG("rebuild-summaries", rebuild, "count the summaries anew and store them"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"plan-check --asof=2026-06-30 --severity=warning", "what somebody should look at; the exit status is 1"},
	{"plan-check --rule=target_conflict,goal_before_milestone,target_no_gain", "where the plan contradicts itself"},
	{"plan-check --rule=file,summary", "is the database sound?"},
	{"plan-check --rebuild-summaries", "count the summaries of issues again"},
	{NULL, NULL},
};

static const char *const own_checks[] = {"file", "summary", NULL};

static enum civ_status summary_differs(void *data, const char *subject, const char *stored, const char *counted)
{
	const struct civ_finding finding = {subject, stored, counted, "plan-check --rebuild-summaries"};
	struct civ_context *context = data;

	return civ_check_write(context->out, "summary", CIV_CHECK_ERROR, &finding);
}

static struct civ_check_options chosen(const struct options *given)
{
	struct civ_check_options check = {.rules = given->rules};

	if (given->severity != NULL)
		check.least = (enum civ_check_severity)civ_word_place(civ_words_severity, given->severity);
	return check;
}

static enum civ_status check_database(struct civ_context *context, const struct civ_check_options *check)
{
	enum civ_status status = civ_check_file(context->records, civ_hooks, check, context->out);

	if (status == CIV_OK && civ_check_wanted(check, "summary", NULL, CIV_CHECK_ERROR))
		status = civ_summary_compare(context->records, summary_differs, context);
	return status;
}

static enum civ_status run_check(struct civ_context *context)
{
	const struct civ_check_options check = chosen(context->options);
	enum civ_status status = civ_check_names(&check, own_checks, context->messages);

	if (status == CIV_OK)
		status = check_database(context, &check);
	if (status == CIV_OK)
		status = civ_check_plan(context->records, &check, context->out);
	return status == CIV_OK && civ_out_rows(context->out) > 0 ? CIV_FLAGGED : status;
}

static enum civ_status run_rebuild(struct civ_context *context)
{
	static const struct civ_check_options all = {.rules = NULL};
	const struct options *given = context->options;
	enum civ_status status;

	if (given->rules != NULL || given->severity != NULL || given->list)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "--rebuild-summaries looks at the database alone: other options do not go with it");
	status = check_database(context, &all);
	if (status != CIV_OK || civ_out_rows(context->out) == 0)
		return status;
	status = civ_schema_rebuild(context->records);
	civ_history_keep(context->store);
	return status == CIV_OK ? CIV_FLAGGED : status;
}

static enum civ_status run_list(struct civ_context *context)
{
	const struct options *given = context->options;

	if (given->rules != NULL || given->severity != NULL)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "--list names all checks: other options do not go with it");
	return civ_check_list(context->out);
}

#define NAMED .name = "plan-check", .subject = CIV_SUBJECT_PLAN, CIV_OPTIONS

/* Looking at every page takes a while: nobody who writes has to wait for it. */
static const struct civ_command checking = {NAMED, .needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
                                            .columns = civ_check_columns, .run = run_check};
static const struct civ_command rebuilding = {
	NAMED, .needs = CIV_NEED_WRITE | CIV_NEED_ROWS_OUT, .columns = civ_check_columns, .run = run_rebuild};
static const struct civ_command listing = {NAMED, .needs = CIV_NEED_ROWS_OUT, .columns = civ_check_list_columns,
                                           .run = run_list};

static const struct civ_command *choose(const void *given_options)
{
	const struct options *given = given_options;

	if (given->rebuild)
		return &rebuilding;
	return given->list ? &listing : &checking;
}

const struct civ_command civ_command_plan_check = {
	NAMED,
	.summary =
		"check that the database is sound, and what in the plan contradicts itself, is missing or looks made",
	.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	.usual_columns = civ_check_columns,
	.examples = examples,
	.choose = choose,
};
