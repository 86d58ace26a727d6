/* practice-sheet: a practice as one page to hand on. */
#include <string.h>

#include "civplan/command.h"
#include "civplan/lists.h"
#include "civplan/practice.h"
#include "civplan/say.h"

extern const struct civ_noun civ_noun_practice;

struct options {
	bool text;
	const char *lang, *output;
};

static const struct civ_option options[] = {
	CIV_OPTION("output", WRITE, "FILE", output,
	           "write the page to FILE, all or nothing (default standard output)", .letter = 'o'),
	CIV_OPTION("lang", CHOICE, "LANG", lang, "en or zh (default: your language)", .choices = civ_words_language),
	CIV_FLAG("text", text, "as plain text instead of HTML"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"practice-list --columns=code --no-header | xargs -I CODE practice-sheet --text CODE",
	 "what all practices have brought, to read"},
	{NULL, NULL},
};

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	bool user_zh = context->language == CIV_LANGUAGE_ZH,
	     zh = given->lang == NULL ? user_zh : strcmp(given->lang, "zh") == 0;
	int64_t id;
	enum civ_status status = civ_key_find(context->records, &civ_noun_practice, context->operands[0], NULL, &id);

	if (status != CIV_OK)
		return status;
	civ_say_in(zh);
	status = civ_practice_page(context->records, id, given->text, context->page);
	civ_say_in(user_zh);
	return status == CIV_OK ? civ_context_page_to(context, given->output) : status;
}

const struct civ_command civ_command_practice_sheet = {
	.name = "practice-sheet",
	.summary = "a practice as one page to hand on: what is done, what it cost, figures before and after",
	.operands = "PRACTICE",
	.operands_min = 1,
	.operands_max = 1,
	.subject = CIV_SUBJECT_WORK,
	.needs = CIV_NEED_READ | CIV_NEED_ASOF,
	CIV_OPTIONS,
	.examples = examples,
	.run = run,
};
