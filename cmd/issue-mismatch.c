/* issue-mismatch: where the complaints are, and where the resources go. */
#include <string.h>

#include "civplan/command.h"
#include "civplan/count.h"
#include "civplan/lists.h"

extern const struct civ_noun civ_noun_area;

struct options {
	const char *by, *area;
	struct civ_date_option from, to;
};

static const struct civ_word ways[] = {
	CIV_WORD_AREA,
	CIV_WORD_CATEGORY,
	CIV_CHOICE("area,category", "Area and category", "区域和类别"),
	{.code = NULL},
};

static const struct civ_option options[] = {
	CIV_OPTION("by", CHOICE, "WAY", by,
	           "read no rows: print the shares of the complaints alone, by", .choices = ways),
	CIV_OPTION("area", TEXT, "A,B", area, "only issues in these areas and those below them"),
	CIV_OPTION("from", FIRST_DAY, "DATE", from, "first day of the reports that count"),
	CIV_OPTION("to", LAST_DAY, "DATE", to, "last day of them"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"printf 'category,amount\\nwall_stains,50000000\\nstalls,2000000\\n' | issue-mismatch --from=2026-01-01",
	 "money against complaints"},
	{"issue-mismatch --by=category --from=2026-01-01 --columns=rank,group,n_issues,complaint_share",
	 "what is complained of most"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_mismatch_options mismatch = {.shares = given->by != NULL};
	struct civ_period period;
	enum civ_status status = civ_context_period(context, &given->from, &given->to, &period);

	if (status == CIV_OK && given->area != NULL)
		status = civ_records_all_named(context->records, &civ_noun_area,
		                               &(struct civ_asked){"--area", given->area, context->arena},
		                               &mismatch.areas);
	if (status != CIV_OK)
		return status;
	mismatch.from = period.from;
	mismatch.to = period.to;
	mismatch.by_area = given->by != NULL && strncmp(given->by, "area", 4) == 0;
	mismatch.by_category = given->by != NULL && strstr(given->by, "category") != NULL;
	return civ_mismatch_print(context->records, &mismatch, context->input, context->out);
}

#define NAMED .name = "issue-mismatch", .subject = CIV_SUBJECT_ISSUES, CIV_OPTIONS

static const struct civ_command comparing = {
	NAMED, .operands = "[FILE...]", .needs = CIV_NEED_READ | CIV_NEED_ROWS_IN | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	.columns = civ_mismatch_columns, .run = run};
static const struct civ_command sharing = {
	NAMED, .needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF, .columns = civ_mismatch_columns, .run = run};

static const struct civ_command *choose(const void *given_options)
{
	const struct options *given = given_options;

	return given->by != NULL ? &sharing : &comparing;
}

const struct civ_command civ_command_issue_mismatch = {
	NAMED,
	.summary = "compare the share of complaints with the share of resources, and rank the gap",
	.operands = "[FILE...]",
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_IN | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF,
	.usual_columns = civ_mismatch_columns,
	.examples = examples,
	.choose = choose,
};
