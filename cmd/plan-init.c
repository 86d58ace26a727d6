/* plan-init: a new database, empty, from a template or from an exported plan. */
#include <string.h>

#include "civplan/bundle.h"
#include "civplan/command.h"
#include "civplan/lists.h"

extern const struct civ_noun civ_noun_plan;

struct options {
	const char *template, *lang, *from;
	const char *name, *city, *start, *end, *population;
	bool without_manifest;
};

static const struct civ_option options[] = {
	CIV_OPTION("template", TEXT, "NAME", template, "plan to start from: empty (default) or civilised-city"),
	CIV_OPTION("lang", CHOICE, "LANG", lang,
	           "language of the template's names and titles, and of the plan's nightly page and mails; by default"
	           " the reader's", .choices = civ_words_language),
	CIV_OPTION("from", READ, "DIR", from, "folder written by plan-export"),
	CIV_FLAG("without-manifest", without_manifest,
	         "with --from: read the folder as it is, of an earlier release or changed on purpose"),
	CIV_OPTION("name", TEXT, "TEXT", name, "name of the plan"),
	CIV_OPTION("city", TEXT, "TEXT", city, "name of the city"),
	CIV_OPTION("start", TEXT, "DATE", start, "first day of the plan"),
	CIV_OPTION("end", TEXT, "DATE", end, "last day of the plan"),
	CIV_OPTION("population", TEXT, "N", population, "residents of the city"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"plan-init --db=new.db --template=civilised-city --city=Example",
	 "the four-phase plan with its standard, in a new database"},
	{"plan-init --db=zh.db --template=civilised-city --lang=zh", "the same in Chinese"},
	{NULL, NULL},
};

/* The columns of the plan row that were given as options. */
static size_t plan_settings(const struct options *given, const char *language, struct civ_setting *settings)
{
	const struct {
		const char *column, *value;
	} all[] = {
		{"name", given->name}, {"city", given->city}, {"start", given->start},
		{"end", given->end}, {"population", given->population}, {"language", language},
	};
	size_t count = 0;

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (all[i].value != NULL)
			settings[count++] = (struct civ_setting){
				.column = &civ_noun_plan.columns[civ_noun_column(&civ_noun_plan, all[i].column)],
				.value = all[i].value,
			};
	return count;
}

/* The plan row: made anew in an empty plan, changed in one that brought its own. LANGUAGE is NULL where it brings that
 * too. */
static enum civ_status store_plan(struct civ_context *context, const struct options *given, const char *language,
                                  bool set)
{
	struct civ_setting settings[6];
	const struct civ_writing asked = {
		.set = set, .settings = settings, .setting_count = plan_settings(given, language, settings)};
	struct civ_writer *writer = NULL;
	enum civ_status status;

	if (set && asked.setting_count == 0)
		return CIV_OK;
	status = civ_writer_open(context->records, &civ_noun_plan, &context->write, &writer);
	if (status == CIV_OK)
		status = civ_write_rows(writer, &asked);
	civ_writer_close(writer);
	return status;
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	bool zh = given->lang == NULL ? context->language == CIV_LANGUAGE_ZH : strcmp(given->lang, "zh") == 0;
	bool empty = given->template == NULL || strcmp(given->template, "empty") == 0;
	enum civ_status status;

	if (given->from != NULL && given->template != NULL)
		return civ_error(context->messages, CIV_USAGE, NULL, "--from and --template do not go together");
	if (given->without_manifest && given->from == NULL)
		return civ_error(context->messages, CIV_USAGE, NULL, "--without-manifest goes with --from");
	if (given->from != NULL)
		status = civ_bundle_load(context->records, given->from, given->without_manifest);
	else if (!empty)
		status = civ_bundle_template(context->records, given->template, zh);
	else
		return store_plan(context, given, zh ? "zh" : "en", false);
	if (status != CIV_OK)
		return status;
	return store_plan(context, given, given->from != NULL && given->lang == NULL ? NULL : zh ? "zh" : "en", true);
}

const struct civ_command civ_command_plan_init = {
	.name = "plan-init",
	.summary = "make a new database: empty, from a template or from an exported plan",
	.subject = CIV_SUBJECT_PLAN,
	.needs = CIV_NEED_CREATE,
	CIV_OPTIONS,
	.examples = examples,
	.run = run,
};
