/* measure-derive: figures that the database holds, as measures of indicators. */
#include "civplan/command.h"
#include "civplan/date.h"
#include "civplan/derive.h"
#include "civplan/lists.h"

extern const struct civ_noun civ_noun_measure;

struct options {
	struct civ_date_option from;
	const char *by, *only;
	bool explain;
};

static const struct civ_option options[] = {
	CIV_OPTION("from", FIRST_DAY, "DATE", from, "count from this day on (default: everything up to the as-of day)"),
	CIV_OPTION("by", CHOICE, "GROUP", by,
	           "a row for each area, those below it included, instead of one for the whole city",
	           .choices = civ_words_by_area),
	CIV_OPTION("only", TEXT, "NAME,...", only, "only these derived measures, or these indicators"),
	CIV_FLAG("explain", explain,
	         "list the derived measures instead: what they count, and which indicators use them"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"measure-derive --asof=2026-06-30 | measure-add --on-conflict=update", "the nightly figures"},
	{"measure-derive --asof=2026-06-30 --from=2026-01-01 --by=area --only=rectification_rate",
	 "half a year, area by area"},
	{"measure-derive --explain", "what is counted, and out of what"},
	{NULL, NULL},
};

static enum civ_status derive(struct civ_context *context, const struct options *given)
{
	const struct civ_list_options list = {.personal = false};
	const struct civ_out_column *columns;
	char from[CIV_DATE_SIZE];
	const struct civ_derive_options derived = {
		.from = given->from.given ? from : NULL,
		.by_area = given->by != NULL,
		.only = given->only,
	};
	enum civ_status status = civ_list_columns(&civ_noun_measure, &list, context->arena, context->messages,
	                                          &columns);

	civ_date_format(given->from.day, from);
	if (status == CIV_OK && given->from.given && given->from.day > context->clock.asof)
		status = civ_error(context->messages, CIV_USAGE, NULL, "--from comes after the as-of day");
	if (status == CIV_OK)
		status = civ_context_out(context, columns, civ_out_column_count(columns));
	return status == CIV_OK ? civ_derive(context->records, &derived, context->out) : status;
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	enum civ_status status;

	if (!given->explain)
		return derive(context, given);
	if (given->from.given || given->by != NULL || given->only != NULL)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "--explain lists them all: other options do not go with it");
	status = civ_context_out(context, civ_derive_list_columns, civ_out_column_count(civ_derive_list_columns));
	return status == CIV_OK ? civ_derive_list(context->records, context->out) : status;
}

static const struct civ_columns_when other_columns[] = {
	{"--explain", civ_derive_list_columns},
	{NULL, NULL},
};

const struct civ_command civ_command_measure_derive = {
	.name = "measure-derive",
	.summary = "count measures from what the database holds",
	.subject = CIV_SUBJECT_STANDARD,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	CIV_OPTIONS,
	.other_columns = other_columns,
	.examples = examples,
	.run = run,
};
