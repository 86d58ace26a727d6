/* plan-query: questions in SQL, read only. */
#include <stdlib.h>
#include <string.h>

#include "civplan/command.h"
#include "civplan/query.h"
#include "civplan/report.h"

struct options {
	bool list, schema;
	const char *file, *folder;
};

static const struct civ_option options[] = {
	CIV_OPTION("file", READ, "FILE", file,
	           "read the query from FILE (- for standard input); all operands are parameters then", .letter = 'f'),
	CIV_OPTION("folder", READ, "DIR", folder,
	           "look for named queries, NAME.sql, in DIR too (default $CIVPLAN_QUERIES)"),
	CIV_FLAG("list", list, "list the named queries instead"),
	CIV_FLAG("schema", schema, "list the views and what their columns hold instead"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"plan-query 'SELECT unit, count(*) AS n FROM tasks GROUP BY unit ORDER BY n DESC' --format=table",
	 "any question"},
	{"plan-query unit-load --asof=2026-06-30", "a named one"},
	{"plan-query 'SELECT code, title FROM tasks WHERE unit = :unit AND due < :asof' :unit=U12 --asof=2026-06-30",
	 "with parameters"},
	{"plan-query --schema | grep ^issues,", "what there is to ask about"},
	{NULL, NULL},
};

static const char *folder_of(const struct options *given)
{
	const char *folder = given->folder;

	if (folder == NULL)
		folder = getenv("CIVPLAN_QUERIES");
	return folder == NULL || *folder == '\0' ? NULL : folder;
}

static enum civ_status list_reports(struct civ_out *out)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; status == CIV_OK && civ_reports[i] != NULL; i++) {
		civ_out_string(out, civ_reports[i]->name);
		civ_out_said(out, civ_reports[i]->summary);
		civ_out_string(out, "civplan");
		status = civ_out_row(out);
	}
	return status;
}

static enum civ_status run_list(struct civ_context *context)
{
	const struct options *given = context->options;
	enum civ_status status;

	if (context->operand_count > 0 || given->file != NULL)
		return civ_error(context->messages, CIV_USAGE, NULL, "--list and --schema ask for no query");
	if (given->schema && (given->list || given->folder != NULL))
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "--schema is about the views: --list and --folder do not go with it");
	if (!given->list)
		return civ_query_schema(context->out);
	status = civ_query_list(folder_of(given), context->messages, context->out);
	return status == CIV_OK ? list_reports(context->out) : status;
}

/* The operands behind the name are its options. */
static enum civ_status run_report(struct civ_context *context, const struct civ_report *report)
{
	struct civ_report_value *values =
		civ_arena_alloc(context->arena, context->operand_count * sizeof *values);
	const struct civ_report_request request = {
		.report = report, .values = values, .count = context->operand_count - 1};
	const struct civ_out_column *columns;
	enum civ_status status;

	if (values == NULL)
		return civ_no_memory(context->messages);
	for (size_t i = 1; i < context->operand_count; i++) {
		const char *name = context->operands[i][0] == ':' ? context->operands[i] + 1 : context->operands[i];
		const char *equals = strchr(name, '=');

		if (equals == NULL || equals == name)
			return civ_error(context->messages, CIV_USAGE, NULL,
			                 "'%s' is not a parameter: write :name=value", name);
		values[i - 1].name = civ_arena_copy(context->arena, name, (size_t)(equals - name));
		values[i - 1].text = equals + 1;
		if (values[i - 1].name == NULL)
			return civ_no_memory(context->messages);
	}
	status = civ_report_columns(&request, context->arena, context->messages, &columns);
	if (status == CIV_OK)
		status = civ_context_out(context, columns, civ_out_column_count(columns));
	if (status == CIV_OK)
		status = civ_report_run(&request, context->records, context->out);
	return status == CIV_FLAGGED ? CIV_OK : status;
}

/* The text of the query, and how many operands it took. */
static enum civ_status find_sql(struct civ_context *context, const struct options *given, const char **sql,
                                size_t *used)
{
	*used = given->file == NULL ? 1 : 0;
	if (given->file != NULL)
		return civ_query_read(given->file, context->arena, context->messages, sql);
	if (context->operand_count == 0)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "what is the query? give SQL, a name (--list), or --file");
	*sql = context->operands[0];
	return civ_query_is_name(*sql) ? civ_query_find(*sql, folder_of(given), context->arena, context->messages, sql)
	                               : CIV_OK;
}

static enum civ_status run(struct civ_context *context)
{
	const struct civ_out_column *columns;
	struct civ_query_run *query = NULL;
	const struct options *given = context->options;
	const struct civ_report *report = given->file == NULL && context->operand_count > 0
	                                          ? civ_report_find(context->operands[0])
	                                          : NULL;
	const char *sql = NULL;
	size_t used, count;
	enum civ_status status;

	if (report != NULL)
		return run_report(context, report);
	status = find_sql(context, given, &sql, &used);
	if (status == CIV_OK)
		status = civ_query_open(context->records,
		                        &(struct civ_query_asked){
						.sql = sql,
						.parameters = context->operands + used,
						.parameter_count = context->operand_count - used,
						.personal = context->list.personal,
					},
		                        context->arena, &query);
	if (status == CIV_OK) {
		columns = civ_query_columns(query, &count);
		status = civ_context_out(context, columns, count);
	}
	if (status == CIV_OK)
		status = civ_query_write(query, context->out);
	civ_query_close(query);
	return status;
}

#define NAMED \
	.name = "plan-query", .subject = CIV_SUBJECT_PLAN, \
	CIV_OPTIONS, \
	.operands = "SQL|NAME [:PARAMETER=VALUE...]"

static const struct civ_command asking = {
	NAMED, .needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF | CIV_NEED_PERSONAL, .run = run};
static const struct civ_command listing = {NAMED, .needs = CIV_NEED_ROWS_OUT, .columns = civ_query_list_columns,
                                           .run = run_list};
static const struct civ_command describing = {NAMED, .needs = CIV_NEED_ROWS_OUT, .columns = civ_query_schema_columns,
                                              .run = run_list};

static const struct civ_command *choose(const void *given_options)
{
	const struct options *given = given_options;

	if (given->list)
		return &listing;
	return given->schema ? &describing : &asking;
}

static const struct civ_columns_when other_columns[] = {
	{"--list", civ_query_list_columns},
	{"--schema", civ_query_schema_columns},
	{NULL, NULL},
};

const struct civ_command civ_command_plan_query = {
	NAMED,
	.summary = "ask in SQL, read only; named queries; what the views hold",
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF | CIV_NEED_PERSONAL,
	.other_columns = other_columns,
	.examples = examples,
	.choose = choose,
};
