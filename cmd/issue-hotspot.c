/* issue-hotspot: where much more is reported than usual, and what nothing covers. */
#include <string.h>

#include "civplan/command.h"
#include "civplan/count.h"
#include "civplan/period.h"
#include "civplan/word.h"

struct options {
	const char *month, *expected;
	bool quarter, all, uncovered;
	struct civ_int_option min;
	struct civ_real_option alpha;
};

static const struct civ_word expectations[] = {
	CIV_CHOICE("own", "Its own past", "自身"),
	CIV_CHOICE("population", "Population", "常住人口"),
	{.code = NULL},
};

static const struct civ_option options[] = {
	CIV_OPTION("month", TEXT, "YYYY-MM", month, "the month, or the quarter with it (default: the last whole one)"),
	CIV_FLAG("quarter", quarter, "look at quarters, not months"),
	CIV_OPTION("expected", CHOICE, "BY", expected,
	           "what to expect: the area's own last 12 periods (default), or by its population",
	           .choices = expectations),
	CIV_OPTION("min", INT, "N", min, "least number of issues (default 5)", .min = "1"),
	CIV_OPTION("alpha", REAL, "P", alpha,
	           "adjusted p up to which a spot is hot (default 0.05)", .min = "0", .max = "1"),
	CIV_FLAG("all", all, "all spots, hot or not"),
	CIV_FLAG("uncovered", uncovered, "instead: categories that no indicator and no task is about"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"issue-hotspot --month=2026-05", "what stood out in May"},
	{"issue-hotspot --month=2026-05 --uncovered --min=1", "what people complain of, and nobody is measured by"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	const struct civ_out_column *columns = given->uncovered ? civ_uncovered_columns : civ_hotspot_columns;
	const struct civ_position at = {.file = "--month"};
	struct civ_hotspot_options hotspots = {
		.quarter = given->quarter,
		.by_population = given->expected != NULL && strcmp(given->expected, "population") == 0,
		.least = given->min.given ? given->min.value : 5,
		.alpha = given->alpha.given ? given->alpha.value : 0.05,
		.all = given->all,
		.has_month = given->month != NULL,
	};
	struct civ_days days;
	enum civ_status status = CIV_OK;

	if (given->month != NULL) {
		const struct civ_span text = {given->month, strlen(given->month)};

		if (!civ_period_parse(text, context->clock.asof, &days) || days.first == days.last)
			status = civ_error(context->messages, CIV_USAGE, &at, "'%s' is no month (YYYY-MM)",
			                   given->month);
		else
			status = civ_context_begun(context, "month", given->month, days.first);
		hotspots.day = days.first;
	}
	if (status == CIV_OK)
		status = civ_context_out(context, columns, civ_out_column_count(columns));
	if (status != CIV_OK)
		return status;
	return given->uncovered ? civ_uncovered_print(context->records, &hotspots, context->out)
	                        : civ_hotspots_print(context->records, &hotspots, context->out);
}

static const struct civ_columns_when other_columns[] = {
	{"--uncovered", civ_uncovered_columns},
	{NULL, NULL},
};

const struct civ_command civ_command_issue_hotspot = {
	.name = "issue-hotspot",
	.summary = "find areas and categories with far more issues than usual",
	.subject = CIV_SUBJECT_ISSUES,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	CIV_OPTIONS,
	.usual_columns = civ_hotspot_columns,
	.other_columns = other_columns,
	.examples = examples,
	.run = run,
};
