/* plan-page: the leaders' page, the notices of a month and a quarter, and the weekly list as one HTML file. */
#include "civplan/bulletin.h"
#include "civplan/lists.h"
#include "civplan/page.h"
#include "civplan/say.h"
#include "cmd/period.h"

struct options {
	bool large, week, text, is_public;
	const char *month, *quarter, *lang, *output, *since;
	const char *office, *number, *to, *cc, *xlsx;
};

static const struct civ_option options[] = {
	CIV_OPTION("output", WRITE, "FILE", output,
	           "write the page to FILE, all or nothing (default standard output)", .letter = 'o'),
	CIV_OPTION("xlsx", WRITE, "FILE", xlsx,
	           "write the reports behind it as a workbook instead"),
	CIV_OPTION("month", TEXT, "YYYY-MM", month, "the notice of that month instead"),
	CIV_OPTION("quarter", TEXT, "YYYY-Qn", quarter, "the notice of that quarter instead"),
	CIV_FLAG("week", week, "the list for the week from the as-of day on instead, on one page"),
	CIV_OPTION("lang", CHOICE, "LANG", lang, "en or zh (default: your language)", .choices = civ_words_language),
	CIV_FLAG("large", large, "large print, of the leaders' page"),
	CIV_FLAG("text", text, "the leaders' page as plain text, for a voice to read"),
	CIV_FLAG("public", is_public,
	         "the leaders' page without decisions, people, commands, and places smaller than a street"),
	CIV_OPTION("since", READ, "DIR", since,
	           "tell what got worse since the reports in DIR (targets.csv, milestones.csv), as the nightly run"
	           " leaves them (default: since the end of the month before)"),
	CIV_OPTION("office", TEXT, "NAME", office,
	           "the office that issues the notice (default: that of the leading group of the plan's city)"),
	CIV_OPTION("number", TEXT, "NUMBER", number,
	           "number of the notice: all of it, or its running number in the year (default: its place is left"
	           " open)"),
	CIV_OPTION("to", TEXT, "NAMES", to, "whom the notice is addressed to (default: the units that it ranks)"),
	CIV_OPTION("cc", TEXT, "NAMES", cc,
	           "who gets a copy of the notice (default: the leading bodies that answer to nobody; -: nobody)"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"plan-page --asof=2025-12-31 -o board.html", "the leaders' page"},
	{"plan-page --asof=2025-12-31 --text | head -n 4", "the same to be read aloud"},
	{"plan-page --asof=2025-12-31 --public -o open.html", "what everybody may see of it"},
	{"plan-page --month=2026-05 --asof=2026-06-03 --lang=zh --number=5 -o may.doc",
	 "the notice of May in Chinese, to be opened in a word processor"},
	{"plan-page --quarter=2026-Q1 --asof=2026-04-03 -o first.html", "the notice of the first quarter"},
	{"plan-page --week --asof=2025-06-16 -o week.html", "Monday's list"},
	{NULL, NULL},
};

/* What goes together. */
static enum civ_status check(struct civ_context *context, const struct options *given)
{
	bool month = given->month != NULL, quarter = given->quarter != NULL, notice = month || quarter;
	bool of_notice = given->office != NULL || given->number != NULL || given->to != NULL || given->cc != NULL;
	const char *of_page = given->since != NULL ? "since"
	                      : given->large       ? "large"
	                      : given->text        ? "text"
	                      : given->is_public   ? "public"
	                                           : NULL;

	if (given->week + month + quarter > 1)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "--week, --month and --quarter exclude each other");
	if ((given->week || notice) && of_page != NULL)
		return civ_error(context->messages, CIV_USAGE, NULL, "--%s goes with the leaders' page alone", of_page);
	if (of_notice && !notice)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "--office, --number, --to and --cc go with --month or --quarter");
	return CIV_OK;
}

static enum civ_status make_bulletin(struct civ_context *context, const struct options *given,
                                     struct civ_page_sheets *sheets)
{
	struct civ_bulletin_options bulletin = {
		.report = CIV_RHYTHM_WEEK,
		.from = context->clock.asof,
		.to = context->clock.asof + 7,
		.sheets = sheets,
		.office = given->office,
		.number = given->number,
		.to_whom = given->to,
		.copies = given->cc != NULL && strcmp(given->cc, "-") == 0 ? "" : given->cc,
	};
	enum civ_status status = CIV_OK;

	if (!given->week) {
		bulletin.report = given->month != NULL ? CIV_RHYTHM_MONTH : CIV_RHYTHM_QUARTER;
		status = given->month != NULL ? period_parse(context, given->month, 1, &bulletin.from, &bulletin.to)
		                              : period_parse(context, given->quarter, 3, &bulletin.from, &bulletin.to);
	}
	return status == CIV_OK ? civ_bulletin_make(context->records, &bulletin, context->page) : status;
}

static enum civ_status make(struct civ_context *context, const struct options *given, struct civ_page_sheets *sheets)
{
	const struct civ_page_options page = {
		.zh = given->lang == NULL ? context->language == CIV_LANGUAGE_ZH : strcmp(given->lang, "zh") == 0,
		.large = given->large,
		.since = given->since,
		.text = given->text,
		.is_public = given->is_public,
		.sheets = sheets,
	};
	enum civ_status status;

	/* What programs say about the plan stands on the page, in its language. */
	civ_say_in(page.zh);
	status = given->week || given->month != NULL || given->quarter != NULL
	                 ? make_bulletin(context, given, sheets)
	                 : civ_page_front(context->records, &page, context->page);
	civ_say_in(context->language == CIV_LANGUAGE_ZH);
	return status;
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_page_sheets *sheets = NULL;
	enum civ_status status = check(context, given);

	if (status == CIV_OK && given->xlsx != NULL && given->is_public)
		status = civ_error(context->messages, CIV_USAGE, NULL,
		                   "--xlsx does not go with --public: reports name places and people");
	if (status == CIV_OK && given->xlsx != NULL)
		status = civ_page_sheets_open(given->xlsx, context->messages, &sheets);
	if (status == CIV_OK)
		status = make(context, given, sheets);
	status = civ_worse(status, civ_page_sheets_close(sheets, status == CIV_OK));
	if (status == CIV_OK && given->xlsx != NULL && given->output == NULL)
		civ_buf_clear(context->page);
	return status == CIV_OK ? civ_context_page_to(context, given->output) : status;
}

const struct civ_command civ_command_plan_page = {
	.name = "plan-page",
	.summary = "the leaders' page, notices of a month or quarter and the weekly list as one HTML file",
	.subject = CIV_SUBJECT_PLAN,
	.needs = CIV_NEED_READ | CIV_NEED_ASOF,
	CIV_OPTIONS,
	.examples = examples,
	.run = run,
};
