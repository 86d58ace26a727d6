/* issue-rates: how much was put right, in time, how quickly, and what came back. */
#include "civplan/command.h"
#include "civplan/count.h"
#include "civplan/lists.h"

extern const struct civ_noun civ_noun_area;

struct options {
	const char *by, *depth, *area;
	struct civ_date_option from, to;
	bool scan;
};

static const struct civ_word depths[] = {CIV_WORD_DISTRICT, CIV_WORD_STREET, {.code = NULL}};

static const struct civ_option options[] = {
	CIV_OPTION("by", TEXT, "A,B", by,
	           "groups: unit, area, category, channel, person, solved_level, day, week, month, quarter, year"),
	CIV_OPTION("depth", CHOICE, "KIND", depth,
	           "take areas together by the one of this kind above them", .choices = depths),
	CIV_OPTION("area", TEXT, "A,B", area, "only issues in these areas and those below them"),
	CIV_OPTION("from", FIRST_DAY, "DATE", from, "first day of the period"),
	CIV_OPTION("to", LAST_DAY, "DATE", to, "last day of the period"),
	CIV_FLAG("scan", scan, "read the issues themselves, not the summary of them: slow, and the same figures"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"issue-rates --asof=2026-06-30", "one row for everything"},
	{"issue-rates --by=unit,month --from=2026-01-01 --to=2026-06-30 --asof=2026-06-30",
	 "each unit, month by month"},
	{"issue-rates --by=solved_level --asof=2026-06-30 --columns=solved_level,n_closed,closed_share",
	 "how much is solved low"},
	{"issue-rates --by=area --depth=street --asof=2026-06-30"
	 " --columns=area,n_due,on_time_rate,on_time_low,on_time_high",
	 "streets, with how sure the figure is"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_rates_options rates = {
		.depth = given->depth,
		.has_from = given->from.given,
		.from = given->from.day,
		.has_to = given->to.given,
		.to = given->to.day,
		.scan = given->scan,
	};
	const struct civ_out_column *columns;
	size_t count;
	enum civ_status status = civ_rates_parse(given->by, context->messages, &rates);

	if (status == CIV_OK && given->area != NULL)
		status = civ_records_all_named(context->records, &civ_noun_area,
		                               &(struct civ_asked){"--area", given->area, context->arena},
		                               &rates.areas);
	if (status == CIV_OK)
		status = civ_context_period(context, &given->from, &given->to, NULL);
	if (status == CIV_OK)
		status = civ_rates_all_columns(&rates, context->arena, context->messages, &columns, &count);
	if (status == CIV_OK)
		status = civ_context_out(context, columns, count);
	return status == CIV_OK ? civ_count_rates(context->records, &rates, context->out) : status;
}

const struct civ_command civ_command_issue_rates = {
	.name = "issue-rates",
	.summary =
		"rectified, in time, how quickly, and what came back: by unit, area, category, channel, person, level "
		"and period",
	.subject = CIV_SUBJECT_ISSUES,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	CIV_OPTIONS,
	.usual_columns = civ_rates_columns,
	.examples = examples,
	.run = run,
};
