/* plan-check: is the database sound, and is what is kept in it twice the same? */
#include "civplan/command.h"
#include "civplan/ledger.h"

struct options {
	bool rebuild;
};

static const struct civ_option options[] = {
	{.name = "rebuild-summaries", .type = CIV_OPTION_FLAG, .offset = offsetof(struct options, rebuild),
	 .help = "count the summaries anew and store them"},
	{.name = NULL},
};

static const struct civ_out_column columns[] = {
	{"rule", "Rule", CIV_KIND_TEXT, "what is checked"},
	{"severity", "Severity", CIV_KIND_TEXT, "error: figures are wrong until it is mended"},
	{"subject", "Subject", CIV_KIND_TEXT, "what it is about"},
	{"found", "Found", CIV_KIND_TEXT, "what the database holds"},
	{"wanted", "Wanted", CIV_KIND_TEXT, "what it should hold"},
	{"note", "Note", CIV_KIND_TEXT, "how to mend it"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

static const struct civ_example examples[] = {
	{"plan-check", "silent when everything is sound, but for the header"},
	{"plan-check --rebuild-summaries", "count the summaries of issues again"},
	{NULL, NULL},
};

static enum civ_status print(struct civ_context *context, const char *rule, const char *subject, const char *found, const char *wanted,
                             const char *note)
{
	civ_out_string(context->out, rule);
	civ_out_string(context->out, "error");
	civ_out_string(context->out, subject);
	civ_out_string(context->out, found);
	civ_out_string(context->out, wanted);
	civ_out_string(context->out, note);
	return civ_out_row(context->out);
}

static enum civ_status summary_differs(void *data, const char *subject, const char *stored, const char *counted)
{
	return print(data, "summary", subject, stored, counted, "plan-check --rebuild-summaries");
}

static enum civ_status file_damaged(void *data, const char *what)
{
	return print(data, "file", what, NULL, NULL, "plan-restore brings back a backup");
}

static enum civ_status check(struct civ_context *context)
{
	enum civ_status status = civ_store_check(context->store, file_damaged, context);

	return status == CIV_OK ? civ_ledger_compare(context->records, summary_differs, context) : status;
}

static enum civ_status run_check(struct civ_context *context)
{
	enum civ_status status = check(context);

	return status == CIV_OK && civ_out_rows(context->out) > 0 ? CIV_FLAGGED : status;
}

static enum civ_status run_rebuild(struct civ_context *context)
{
	enum civ_status status = check(context);

	if (status != CIV_OK || civ_out_rows(context->out) == 0)
		return status;
	status = civ_schema_rebuild(context->records);
	civ_history_keep(context->store);
	return status == CIV_OK ? CIV_FLAGGED : status;
}

#define NAMED .name = "plan-check", .subject = CIV_SUBJECT_PLAN, .options = options, .options_size = sizeof(struct options), .columns = columns

/* Looking at every page takes a while: nobody who writes has to wait for it. */
static const struct civ_command checking = {NAMED, .needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT, .run = run_check};
static const struct civ_command rebuilding = {NAMED, .needs = CIV_NEED_WRITE | CIV_NEED_ROWS_OUT, .run = run_rebuild};

static const struct civ_command *choose(const void *given_options)
{
	const struct options *given = given_options;

	return given->rebuild ? &rebuilding : &checking;
}

const struct civ_command civ_command_plan_check = {
	NAMED,
	.summary = "check that the database is sound and its summaries are right",
	.needs = CIV_NEED_WRITE | CIV_NEED_ROWS_OUT,
	.examples = examples,
	.choose = choose,
};
