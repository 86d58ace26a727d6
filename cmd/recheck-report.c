/* recheck-report: how much of what was put right has held. */
#include "civplan/command.h"
#include "civplan/count.h"
#include "civplan/lists.h"

struct options {
	const char *by;
	struct civ_date_option from, to;
};

static const struct civ_word groups[] = {
	CIV_WORD_UNIT,
	CIV_WORD_CATEGORY,
	CIV_WORD_AREA,
	CIV_CHOICE("condition", "Condition", "复查条件"),
	CIV_WORD_MONTH,
	CIV_CHOICE("age", "Age", "龄期"),
	CIV_CHOICE("place", "Place", "地点"),
	{.code = NULL},
};

static const struct civ_option options[] = {
	CIV_OPTION("by", CHOICE, "GROUP", by,
	           "a row for each; place: those that came back twice or more", .choices = groups),
	CIV_OPTION("from", DATE, "DATE", from,
	           "first day of the re-checks; by age, of the closings; by place, of the last return"),
	CIV_OPTION("to", DATE, "DATE", to, "last day of them"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"recheck-report --asof=2026-06-30", "how much has held"},
	{"recheck-report --asof=2026-06-30 --by=age", "for how long it holds"},
	{"recheck-report --asof=2026-06-30 --by=place", "places that keep coming back"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	const struct civ_out_column *columns = civ_recheck_report_columns_of(given->by);
	struct civ_period period;
	struct civ_recheck_report_options report = {.by = given->by};
	enum civ_status status = civ_context_period(context, &given->from, &given->to, &period);

	report.from = period.from;
	report.to = period.to;
	if (status == CIV_OK)
		status = civ_context_out(context, columns, civ_out_column_count(columns));
	return status == CIV_OK ? civ_recheck_report_print(context->records, &report, context->out) : status;
}

static const struct civ_columns_when other_columns[] = {
	{"--by=age", civ_recheck_age_columns},
	{"--by=place", civ_recheck_place_columns},
	{NULL, NULL},
};

const struct civ_command civ_command_recheck_report = {
	.name = "recheck-report",
	.summary =
		"tell how much of what was closed has held: by unit, category, area, condition, month, age and place",
	.subject = CIV_SUBJECT_ISSUES,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	.options = options,
	.options_size = sizeof(struct options),
	.usual_columns = civ_recheck_report_columns,
	.other_columns = other_columns,
	.examples = examples,
	.run = run,
};
