/* plan-page: the leaders' page, the monthly bulletin and the weekly list as one HTML file. */
#include "civplan/lists.h"
#include "civplan/page.h"
#include "civplan/say.h"
#include "cmd/period.h"

struct options {
	bool large, week, text, is_public;
	const char *month, *lang, *output, *since;
};

static const struct civ_option options[] = {
	CIV_OPTION("output", WRITE, "FILE", output,
	           "write the page to FILE, all or nothing (default standard output)", .letter = 'o'),
	CIV_OPTION("month", TEXT, "YYYY-MM", month, "the bulletin of that month instead"),
	CIV_FLAG("week", week, "the list for the week from the as-of day on instead"),
	CIV_OPTION("lang", CHOICE, "LANG", lang, "en or zh (default: your language)", .choices = civ_words_language),
	CIV_FLAG("large", large, "large print"),
	CIV_FLAG("text", text, "the leaders' page as plain text, for a voice to read"),
	CIV_FLAG("public", is_public,
	         "the leaders' page without decisions, people, commands, and places smaller than a street"),
	CIV_OPTION("since", READ, "DIR", since,
	           "tell what got worse since the reports in DIR (targets.csv, milestones.csv), as the nightly run"
	           " leaves them (default: since the end of the month before)"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"plan-page --asof=2025-12-31 -o board.html", "the leaders' page"},
	{"plan-page --asof=2025-12-31 --text | head -n 4", "the same to be read aloud"},
	{"plan-page --asof=2025-12-31 --public -o open.html", "what everybody may see of it"},
	{"plan-page --month=2026-05 --asof=2026-06-03 --lang=zh -o may.html", "the bulletin of May in Chinese"},
	{"plan-page --week --asof=2025-06-16 --large -o week.html", "Monday's list in large print"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_page_options page = {
		.zh = given->lang == NULL ? context->language == CIV_LANGUAGE_ZH : strcmp(given->lang, "zh") == 0,
		.large = given->large,
		.since = given->since,
		.text = given->text,
		.is_public = given->is_public,
		.from = context->clock.asof,
		.to = context->clock.asof + 7,
	};
	enum civ_status status = CIV_OK;

	if (given->week && given->month != NULL)
		return civ_error(context->messages, CIV_USAGE, NULL, "--week and --month exclude each other");
	if ((given->week || given->month != NULL) && (given->since != NULL || given->text || given->is_public))
		return civ_error(context->messages, CIV_USAGE, NULL, "--%s goes with the leaders' page alone",
		                 given->since != NULL ? "since" : given->text ? "text" : "public");
	if (given->week)
		page.kind = CIV_PAGE_WEEK;
	if (given->month != NULL) {
		page.kind = CIV_PAGE_MONTH;
		status = period_parse(context, given->month, 1, &page.from, &page.to);
	}
	/* What programs say about the plan stands on the page, in its language. */
	if (status == CIV_OK) {
		civ_say_in(page.zh);
		status = page.kind == CIV_PAGE_BOARD ? civ_page_front(context->records, &page, context->page)
		                                     : civ_page_make(context->records, &page, context->page);
		civ_say_in(context->language == CIV_LANGUAGE_ZH);
	}
	return status == CIV_OK ? civ_context_page_to(context, given->output) : status;
}

const struct civ_command civ_command_plan_page = {
	.name = "plan-page",
	.summary = "the leaders' page, the monthly bulletin and the weekly list as one HTML file",
	.subject = CIV_SUBJECT_PLAN,
	.needs = CIV_NEED_READ | CIV_NEED_ASOF,
	CIV_OPTIONS,
	.examples = examples,
	.run = run,
};
