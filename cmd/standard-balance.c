/* standard-balance: what a standard weighs, beside what people complain of. */
#include <math.h>
#include <string.h>

#include "civplan/command.h"
#include "civplan/report.h"
#include "civplan/score.h"

struct options {
	const char *standard, *by;
	struct civ_date_option from, to;
};

static const struct civ_option options[] = {
	CIV_OPTION("standard", TEXT, "STANDARD", standard, "the standard; the one in force by default"),
	CIV_OPTION("by", CHOICE, "GROUP", by,
	           "take indicators together by scope (default), kind, dimension, theme, tested_by or unit, or list"
	           " each",
	           .choices = civ_balance_groups),
	CIV_OPTION("from", FIRST_DAY, "DATE", from, "count issues reported from this day on"),
	CIV_OPTION("to", LAST_DAY, "DATE", to, "count issues reported up to this day"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"standard-balance --by=kind", "is more of the weight on buildings than on service and conduct?"},
	{"standard-balance --by=theme --columns=group,n,weight,progress,spread",
	 "do economic, social and environmental targets keep step?"},
	{"standard-balance --by=indicator --from=2026-01-01 --to=2026-06-30",
	 "weights against half a year's complaints"},
	{NULL, NULL},
};

static enum civ_balance_by by_named(const char *name)
{
	return name == NULL ? CIV_BALANCE_SCOPE : (enum civ_balance_by)civ_word_place(civ_balance_groups, name);
}

/* The way of each target in force that is of the whole city, as target-report tells it. */
static enum civ_status read_ways(struct civ_context *context, struct civ_balance_options *balance)
{
	static const struct civ_report_value in_force[] = {{"in-force", "1"}};
	const struct civ_report_request request = {civ_report_find("target-report"), in_force, 1, false};
	struct civ_balance_way *ways;
	struct civ_rows rows;
	enum civ_status status = civ_report_rows(&request, context->records, context->arena, &rows);

	if (status != CIV_OK)
		return status;
	ways = civ_arena_alloc(context->arena, (rows.count + 1) * sizeof *ways);
	if (ways == NULL)
		return civ_no_memory(context->messages);
	for (size_t i = 0; i < rows.count; i++) {
		const struct civ_balance_way way = {civ_rows_cell(&rows, i, "indicator"),
		                                    civ_rows_number(&rows, i, "way")};

		if (civ_rows_cell(&rows, i, "area")[0] == '\0' && !isnan(way.way))
			ways[balance->way_count++] = way;
	}
	balance->ways = ways;
	return CIV_OK;
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_balance_options balance = {.standard = given->standard, .by = by_named(given->by)};
	struct civ_period period;
	enum civ_status status = civ_context_period(context, &given->from, &given->to, &period);

	balance.from = period.from;
	balance.to = period.to;
	if (status == CIV_OK)
		status = read_ways(context, &balance);
	return status == CIV_OK ? civ_score_balance(context->records, &balance, context->out) : status;
}

const struct civ_command civ_command_standard_balance = {
	.name = "standard-balance",
	.summary = "what a standard weighs, beside what people complain of",
	.subject = CIV_SUBJECT_STANDARD,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	CIV_OPTIONS,
	.columns = civ_balance_columns,
	.examples = examples,
	.run = run,
};
