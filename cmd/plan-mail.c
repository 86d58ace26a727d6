/* plan-mail: the office's mail of the day, or one mail a unit. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "civplan/lists.h"
#include "civplan/mail.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "civplan/command.h"

struct options {
	bool standing, mime;
	const char *lang, *output, *also, *attach, *to, *digest;
	struct civ_date_option since;
};

static const struct civ_option options[] = {
	CIV_OPTION("output", WRITE, "FILE", output,
                   "write the mail to FILE, all or nothing (default standard output); with --digest the folder for the"
                   " mails",
                   .letter = 'o'),
	CIV_OPTION("since", LAST_DAY, "DATE", since,
                   "the day with whose end the figures are compared (default the day before the as-of day)"),
	CIV_OPTION("digest", CHOICE, "WHAT", digest,
                   "unit: a mail for each unit with news of its own, as files of a folder, instead of the office's",
                   .choices = civ_words_by_unit),
	CIV_FLAG("standing", standing, "a mail also where nothing changed, while something is late or not met"),
	CIV_OPTION("also", READ, "FILE", also, "what else there is to see to, a line each, is told, too"),
	CIV_FLAG("mime", mime, "a message, as programs that send mail take it, instead of plain text"),
	CIV_OPTION("to", TEXT, "ADDRESSES", to, "with --mime: to these recipients, joined with commas"),
	CIV_OPTION("attach", READ, "FILE", attach, "with --to: the page that goes with it"),
	CIV_OPTION("lang", CHOICE, "LANG", lang, "en or zh (default: your language)", .choices = civ_words_language),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"plan-mail --asof=2026-06-30 --since=2026-06-15 --lang=zh", "what changed in half a month, in Chinese"},
	{"plan-mail --asof=2026-06-30 --digest=unit -o mails && head -n 2 mails/*", "one mail a unit"},
	{NULL, NULL},
};

/* ---- files ---- */

enum { CHUNK = 65536 };

static enum civ_status read_file(struct civ_context *context, const char *path, struct civ_buf *bytes)
{
	const struct civ_position at = {.file = path};
	FILE *file = fopen(path, "rb");
	char *chunk = malloc(CHUNK);
	size_t got = 1;
	enum civ_status status = CIV_OK;

	if (chunk == NULL)
		status = civ_no_memory(context->messages);
	else if (file == NULL)
		status = civ_error(context->messages, CIV_SYSTEM, &at, "cannot open: %s", strerror(errno));
	while (status == CIV_OK && got > 0) {
		got = fread(chunk, 1, CHUNK, file);
		civ_buf_add(bytes, chunk, got);
		if (ferror(file))
			status = civ_error(context->messages, CIV_SYSTEM, &at, "cannot read: %s", strerror(errno));
	}
	if (file != NULL && fclose(file) != 0 && status == CIV_OK)
		status = civ_error(context->messages, CIV_SYSTEM, &at, "cannot read: %s", strerror(errno));
	free(chunk);
	return status == CIV_OK && bytes->failed ? civ_no_memory(context->messages) : status;
}

/* ---- a mail as text, or as a message ---- */

/* The text begins with its headers, too. */
static void put_text(struct civ_mail *mail, const char *recipient, struct civ_buf *out)
{
	const char *subject = civ_buf_str(&mail->subject);

	if (recipient != NULL)
		civ_buf_addf(out, "To: %s\n", recipient);
	if (subject != NULL)
		civ_buf_addf(out, "Subject: %s\n\n", subject);
	out->failed = out->failed || subject == NULL || mail->text.failed;
	civ_buf_add(out, mail->text.data, mail->text.len);
}

static enum civ_status write_office(struct civ_context *context, const struct civ_mail_options *mail_options,
                                    const struct civ_mail_file *file)
{
	const struct options *given = context->options;
	struct civ_mail mail = {.subject = {0}};
	enum civ_status status = civ_mail_office(context->records, mail_options, &mail);

	if (status == CIV_OK && mail.subject.len > 0) {
		if (!given->mime)
			put_text(&mail, NULL, context->page);
		else
			civ_mail_message(&mail, given->to, file, context->page);
	}
	civ_mail_free(&mail);
	return status == CIV_OK ? civ_context_page_to(context, given->output) : status;
}

/* ---- mails of units ---- */

struct digests {
	struct civ_context *context;
	const char *folder;
	size_t written, without;
	struct civ_buf names; /* const char * in the run's arena: units that no mail can go to */
};

static enum civ_status note_unit(struct digests *digests, const struct civ_mail_unit *unit)
{
	const char *name = civ_arena_copy(digests->context->arena, unit->name, strlen(unit->name));

	civ_buf_add(&digests->names, &name, sizeof name);
	return name == NULL || digests->names.failed ? civ_no_memory(digests->context->messages) : CIV_OK;
}

static enum civ_status take_unit(void *data, struct civ_mail_unit *unit)
{
	struct digests *digests = data;
	struct civ_context *context = digests->context;
	const struct options *given = context->options;
	struct civ_buf path = {0}, text = {0};
	enum civ_status status;

	if (unit->address == NULL)
		return note_unit(digests, unit);
	if (!given->mime)
		put_text(&unit->mail, unit->address, &text);
	else
		civ_mail_message(&unit->mail, unit->address, NULL, &text);
	civ_buf_addf(&path, "%s/%04zu.%s", digests->folder, ++digests->written, given->mime ? "eml" : "txt");
	if (text.failed || civ_buf_str(&path) == NULL)
		status = civ_no_memory(context->messages);
	else
		status = civ_file_write(civ_buf_str(&path), text.data, text.len, context->messages);
	civ_buf_free(&path);
	civ_buf_free(&text);
	return status;
}

/* Units without an address are told of: the office knows whom to ask for one. */
static void tell_without(struct digests *digests)
{
	size_t count = digests->names.len / sizeof(const char *);
	struct civ_buf names = {0};

	if (count == 0)
		return;
	civ_wording_names(&names, (const char *const *)(const void *)digests->names.data, count);
	digests->context->page->failed = digests->context->page->failed || civ_buf_str(&names) == NULL;
	if (civ_buf_str(&names) != NULL)
		civ_buf_addf(digests->context->page,
		             civ_say_count("no mail could go to %s: neither the unit's contact nor anybody of it has an"
		                           " address\n",
		                           "no mail could go to %s: neither their contacts nor anybody of them has an"
		                           " address\n",
		                           count),
		             civ_buf_str(&names));
	civ_buf_free(&names);
}

static enum civ_status write_units(struct civ_context *context, const struct civ_mail_options *mail_options)
{
	const struct options *given = context->options;
	const struct civ_position at = {.file = given->output};
	struct digests digests = {.context = context, .folder = given->output};
	enum civ_status status;

	if (given->output == NULL)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "--digest needs --output=DIR, a folder for the mails");
	if (mkdir(given->output, 0750) != 0)
		return civ_error(context->messages, errno == EEXIST ? CIV_REFUSED : CIV_SYSTEM, &at,
		                 "cannot make the folder: %s", strerror(errno));
	status = civ_mail_units(context->records, mail_options, take_unit, &digests);
	if (status == CIV_OK)
		tell_without(&digests);
	civ_buf_free(&digests.names);
	return status;
}

/* ---- the command line ---- */

static enum civ_status check(struct civ_context *context, int32_t since)
{
	const struct options *given = context->options;
	const struct civ_position at_since = {.file = "--since"}, at_to = {.file = "--to"};

	if (since > context->clock.asof)
		return civ_error(context->messages, CIV_USAGE, &at_since, "it lies after the as-of day");
	if (given->digest != NULL && (given->also != NULL || given->standing || given->to != NULL))
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "--also, --standing and --to do not go with --digest");
	if (given->digest == NULL && given->mime != (given->to != NULL))
		return civ_error(context->messages, CIV_USAGE, NULL, "--mime and --to go together");
	if (given->attach != NULL && given->to == NULL)
		return civ_error(context->messages, CIV_USAGE, NULL, "--attach goes with --to");
	if (given->to != NULL && !civ_mail_recipients_are_good(given->to))
		return civ_error(context->messages, CIV_USAGE, &at_to, "'%s' is no list of addresses", given->to);
	return CIV_OK;
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_buf also = {0}, attached = {0}, name = {0};
	struct civ_mail_options mail_options = {
		.since = given->since.given ? given->since.day : context->clock.asof - 1,
		.standing = given->standing,
		.attached = given->attach != NULL,
	};
	char day[CIV_DATE_SIZE];
	struct civ_mail_file file = {.name = NULL};
	enum civ_status status = check(context, mail_options.since);

	if (status == CIV_OK && given->also != NULL)
		status = read_file(context, given->also, &also);
	if (status == CIV_OK && given->attach != NULL)
		status = read_file(context, given->attach, &attached);
	civ_date_format(context->clock.asof, day);
	civ_buf_addf(&name, "civplan-%s.html", day);
	mail_options.also = civ_buf_str(&also);
	file = (struct civ_mail_file){.name = civ_buf_str(&name), .bytes = attached.data, .len = attached.len};
	if (status == CIV_OK && (file.name == NULL || mail_options.also == NULL))
		status = civ_no_memory(context->messages);
	if (status == CIV_OK) {
		civ_say_in(given->lang == NULL ? context->language == CIV_LANGUAGE_ZH : strcmp(given->lang, "zh") == 0);
		status = given->digest != NULL
		                 ? write_units(context, &mail_options)
		                 : write_office(context, &mail_options, given->attach == NULL ? NULL : &file);
		civ_say_in(context->language == CIV_LANGUAGE_ZH);
	}
	civ_buf_free(&also);
	civ_buf_free(&attached);
	civ_buf_free(&name);
	return status;
}

const struct civ_command civ_command_plan_mail = {
	.name = "plan-mail",
	.summary = "a mail of what changed: for the office and whom it forwards it to, or one for each unit",
	.subject = CIV_SUBJECT_PLAN,
	.needs = CIV_NEED_READ | CIV_NEED_ASOF,
	CIV_OPTIONS,
	.examples = examples,
	.run = run,
};
