/* plan-history: who changed what, and when. */

#include <string.h>

#include "civplan/command.h"
#include "civplan/date.h"
#include "civplan/history.h"

struct options {
	bool changes;
	const char *noun, *key;
	struct civ_int_option run, limit;
	struct civ_time_option since;
};

static const struct civ_option options[] = {
	CIV_FLAG("changes", changes, "print the changes, not the runs"),
	CIV_OPTION("noun", TEXT, "NOUN", noun, "changes of this kind of record (task, unit, ...)"),
	CIV_OPTION("key", TEXT, "KEY", key, "changes of the record that has, or had, this key; with --noun"),
	CIV_OPTION("run", INT, "N", run, "changes of this run", .min = "1"),
	CIV_OPTION("since", TIME, "TIME", since, "changes from this day or time on"),
	CIV_OPTION("limit", INT, "N", limit, "only the last N lines", .min = "1"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"plan-history --limit=5", "the latest five runs"},
	{"plan-history --since=2024-03-01 --columns=at,who,noun,key,column,old,new", "every change since 1 March 2024"},
	{.line = NULL},
};

static enum civ_status unknown_noun(struct civ_context *context, const char *name)
{
	const struct civ_position at = {.file = "--noun"};
	struct civ_near near = {.text = {name, strlen(name)}};

	for (size_t i = 0; civ_nouns[i] != NULL; i++)
		civ_near_offer(&near, civ_nouns[i]->name);
	if (near.known != NULL)
		return civ_error(context->messages, CIV_USAGE, &at, "'%s' is no kind of record; did you mean '%s'?",
		                 name, near.known);
	return civ_error(context->messages, CIV_USAGE, &at, "'%s' is no kind of record", name);
}

static enum civ_status find_noun(struct civ_context *context, const struct options *given, const struct civ_noun **noun)
{
	*noun = NULL;
	if (given->noun != NULL && (*noun = civ_noun_find(given->noun)) == NULL)
		return unknown_noun(context, given->noun);
	if (given->key != NULL && *noun == NULL)
		return civ_error(context->messages, CIV_USAGE, NULL, "--key: needs --noun");
	return CIV_OK;
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	bool changes = given->changes || given->noun != NULL || given->key != NULL || given->run.given ||
	               given->since.given;
	const struct civ_out_column *columns = changes ? civ_history_change_columns : civ_history_run_columns;
	struct civ_history_query query = {.run = given->run.value, .key = given->key, .limit = given->limit.value};
	char since[CIV_TIME_SIZE];
	enum civ_status status = find_noun(context, given, &query.noun);

	if (given->since.given) {
		civ_time_format(given->since.seconds, since);
		query.since = since;
	}
	if (status == CIV_OK)
		status = civ_context_out(context, columns, civ_out_column_count(columns));
	if (status != CIV_OK)
		return status;
	return changes ? civ_history_changes(context->records, &query, context->out)
	               : civ_history_runs(context->records, query.limit, context->out);
}

const struct civ_command civ_command_plan_history = {
	.name = "plan-history",
	.summary = "show who changed what, and when",
	.subject = CIV_SUBJECT_PLAN,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT,
	CIV_OPTIONS,
	.examples = examples,
	.run = run,
};
