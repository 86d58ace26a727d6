/* The one main(): parse, open, begin, run, commit or roll back, report. */
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "civplan/say.h"
#include "civplan/version.h"
#include "lib/cli/cli.h"

#define LOCALES "/share/locale"

/* A closed standard stream must not become the database's or a file's number. */
static void keep_standard_files(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
			(void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* Catalogues stand beside the programs, in the build as where they are installed: ../share/locale. */
static void open_words(void)
{
	char path[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", path, sizeof path - sizeof LOCALES);

	for (int up = 0; up < 2 && len > 0; up++)
		while (len > 0 && path[--len] != '/')
			;
	if (len > 0)
		memcpy(path + len, LOCALES, sizeof LOCALES);
	civ_say_open(civ_language_of_user() == CIV_LANGUAGE_ZH, len > 0 ? path : NULL);
}

static void set_up_process(void)
{
	keep_standard_files();
	/* Numbers and dates never depend on a locale; what is printed is UTF-8 in each, the system's own words too. */
	if (setlocale(LC_CTYPE, "") == NULL || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		(void)setlocale(LC_CTYPE, "C.UTF-8");
	open_words();
	/* A reader that goes away, or a limit of file sizes, makes a write fail, which is told; it does not kill the
	 * run after its commit. */
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGXFSZ, SIG_IGN);
}

static enum civ_conflict conflict_of(const char *name)
{
	if (name == NULL || strcmp(name, "error") == 0)
		return CIV_CONFLICT_ERROR;
	return strcmp(name, "skip") == 0 ? CIV_CONFLICT_SKIP : CIV_CONFLICT_UPDATE;
}

/* Everything that the run needs and that is known from the command line. */
static void fill_context(struct civ_frame *frame)
{
	const struct civ_parsed *parsed = &frame->parsed;
	const struct civ_common *common = &parsed->common;
	struct civ_context *context = &frame->context;
	bool lists = frame->command->noun_options == CIV_COLUMNS_LIST;

	context->options = parsed->own;
	context->operands = frame->use.keys;
	context->operand_count = frame->use.key_count;
	context->settings = parsed->settings;
	context->setting_count = parsed->setting_count;
	context->filters = parsed->filters;
	context->filter_args = parsed->filter_args;
	context->filter_count = parsed->filter_count;
	context->page = &frame->page;
	context->write.on_conflict = conflict_of(common->on_conflict);
	context->write.update = common->update;
	context->write.personal = common->personal;
	context->write.keep_touched = common->print;
	context->dry_run = common->dry_run;
	context->quiet = common->quiet;
	context->mapped = common->map != NULL;
	context->check = common->check;
	context->language = civ_language_of_user();
	context->list.filters = parsed->settings;
	context->list.filter_count = lists ? parsed->setting_count : 0;
	context->list.extra = parsed->filters;
	context->list.extra_args = parsed->filter_args;
	context->list.extra_count = parsed->filter_count;
	context->list.keys = frame->use.keys;
	context->list.key_count = frame->command->operands_are == CIV_OPERANDS_KEYS ? frame->use.key_count : 0;
	context->list.limit = common->limit.value;
	context->list.personal = common->personal;
	context->list.labels = civ_rows_are_in_words(context);
	context->list.language = context->language;
}

static bool reads_standard_input(const struct civ_operand_use *use)
{
	for (size_t i = 0; i < use->file_count; i++)
		if (strcmp(use->files[i], "-") == 0)
			return true;
	return use->file_count == 0;
}

/* All input is read to its end here, before any lock is taken. */
static enum civ_status open_input(struct civ_frame *frame)
{
	const struct civ_common *common = &frame->parsed.common;
	const struct civ_input_options options = {
		.encoding = common->encoding,
	                                          .sheet = common->sheet,
	                                          .map = common->map,
	                                          .allow_empty = common->allow_empty};
	struct civ_context *context = &frame->context;
	enum civ_status status;

	if (!frame->use.reads) {
		if (common->map != NULL || common->encoding != NULL || common->sheet != NULL ||
		    common->rejects != NULL || common->allow_empty)
			return civ_error(frame->messages, CIV_USAGE, NULL,
			                 "options for rows of a file are given, but no FILE (or -)");
		return CIV_OK;
	}
	if (reads_standard_input(&frame->use) && isatty(STDIN_FILENO) && !context->quiet) {
		civ_note(frame->messages, NULL, "reading rows from standard input");
		civ_tell(frame->command->name, frame->messages, false);
	}
	status = civ_input_open(frame->use.files, frame->use.file_count, &options, frame->messages, &context->input);
	if (status == CIV_OK && frame->command->noun != NULL)
		civ_input_use_units(context->input, civ_noun_unit_of, frame->command->noun);
	if (status == CIV_OK && common->rejects != NULL)
		status = civ_rejects_open(common->rejects, context->input, frame->messages, &context->rejects);
	if (context->rejects != NULL && context->dry_run)
		civ_rejects_only_count(context->rejects);
	return status;
}

/* Nothing to store is done already, whoever holds the lock. */
static bool nothing_to_do(const struct civ_frame *frame)
{
	return (frame->needs & CIV_NEED_WRITE) != 0 && frame->context.input != NULL &&
	       civ_input_is_empty(frame->context.input);
}

static enum civ_status work(struct civ_frame *frame)
{
	enum civ_status status = civ_session_open(frame);

	civ_progress_start(frame);
	if (status == CIV_OK)
		status = frame->command->run(&frame->context);
	/* Whatever the run made of it: where an error is told, not all is done, and nothing is stored. */
	if (status == CIV_OK && civ_messages_errors(frame->messages) > 0)
		status = CIV_SYSTEM;
	status = civ_outputs_place(frame, status);
	status = civ_session_end(frame, status);
	civ_progress_end(frame);
	return status;
}

static enum civ_status run(struct civ_frame *frame)
{
	struct civ_context *context = &frame->context;
	const struct civ_header *header;
	enum civ_status status = civ_operands_use(frame->command, &frame->parsed, frame->messages, &frame->use);

	if (status != CIV_OK)
		return status;
	fill_context(frame);
	status = civ_outputs_spare(frame);
	if (status != CIV_OK)
		return status;
	status = civ_outputs_open(frame);
	if (status == CIV_OK)
		status = open_input(frame);
	/* What is empty is refused here, unless it may be. */
	if (status == CIV_OK && nothing_to_do(frame))
		status = civ_input_peek(context->input, &header);
	else if (status == CIV_OK)
		status = work(frame);
	frame->summarise = (frame->needs & CIV_NEED_WRITE) != 0 && !context->quiet && isatty(STDERR_FILENO);
	frame->rejected = context->rejects == NULL ? 0 : civ_rejects_count(context->rejects);
	status = civ_outputs_close(frame, status);
	status = civ_worse(status, civ_session_close(frame));
	civ_input_close(context->input);
	return status;
}

static enum civ_status show_help(struct civ_frame *frame)
{
	struct civ_entries entries;
	enum civ_status status = civ_entries_make(frame->command, frame->arena, frame->messages, &entries);

	if (status != CIV_OK)
		return status;
	civ_help(frame->command, &entries, frame->parsed.common.help_all, &frame->page);
	return civ_print(&frame->page, frame->messages);
}

static enum civ_status show_version(struct civ_frame *frame)
{
	bool toolkit = strcmp(frame->command->name, "civplan") == 0;

	civ_buf_addf(&frame->page, "%s%s %s\n", frame->command->name, toolkit ? "" : " (civplan)", CIV_VERSION);
	return civ_print(&frame->page, frame->messages);
}

/* Options that all of the program knows, and the part that was asked for does not, would be lost without a word. */
static enum civ_status choose(struct civ_frame *frame)
{
	const struct civ_common *common = &frame->parsed.common;
	bool prints = common->output != NULL || common->format != NULL || common->columns != NULL ||
	              common->limit.given || common->wide || common->no_header || common->labels || common->excel;
	const struct civ_command *all = frame->command;

	if (all->choose == NULL && all->report == NULL)
		return CIV_OK;
	if (all->choose != NULL)
		frame->command = all->choose(frame->parsed.own);
	frame->context.command = frame->command;
	frame->needs = civ_report_needs(frame->command, frame->parsed.own, civ_command_needs(frame->command));
	if (prints && (frame->needs & (CIV_NEED_ROWS_OUT | CIV_NEED_PRINT)) == 0)
		return civ_error(frame->messages, CIV_USAGE, NULL,
		                 "options for printed rows are given, but none are printed");
	if (common->dry_run && (frame->needs & CIV_NEED_WRITE) == 0)
		return civ_error(frame->messages, CIV_USAGE, NULL, "--dry-run: nothing is stored anyway");
	if (common->asof.given && (frame->needs & CIV_NEED_ASOF) == 0)
		return civ_error(frame->messages, CIV_USAGE, NULL,
		                 "--asof does not go with these options: what is asked for does not depend on the day");
	return CIV_OK;
}

static enum civ_status parse_and_run(struct civ_frame *frame, int argc, char **argv)
{
	enum civ_status status = civ_command_full(frame->command, frame->arena, frame->messages, &frame->command);

	if (status != CIV_OK)
		return status;
	frame->program = frame->command;
	frame->context.command = frame->command;
	frame->needs = civ_command_needs(frame->command);
	status = civ_parse(frame->command, argc, argv, frame->messages, &frame->parsed);
	if (status != CIV_OK)
		return status;
	if (frame->parsed.common.help || frame->parsed.common.help_all)
		return show_help(frame);
	if (frame->parsed.common.version)
		return show_version(frame);
	status = choose(frame);
	return status == CIV_OK ? run(frame) : status;
}

/* Some file systems report a full disk only when the file is closed. */
static enum civ_status close_output(struct civ_messages *messages)
{
	if (close(STDOUT_FILENO) == 0 || errno == EBADF)
		return CIV_OK;
	return civ_error(messages, CIV_SYSTEM, NULL, "cannot write standard output: %s", strerror(errno));
}

int civ_main(const struct civ_command *command, int argc, char **argv)
{
	struct civ_frame frame = {.command = command};
	enum civ_status status = CIV_SYSTEM;

	set_up_process();
	frame.messages = civ_messages_new();
	frame.arena = civ_arena_new();
	if (frame.messages == NULL || frame.arena == NULL) {
		fprintf(stderr, "%s: out of memory\n", command->name);
		goto done;
	}
	frame.parsed.arena = frame.arena;
	frame.context.messages = frame.messages;
	frame.context.arena = frame.arena;
	status = parse_and_run(&frame, argc, argv);
	status = civ_worse(status, close_output(frame.messages));
	civ_outputs_tell_stored(&frame, status);
	civ_tell(command->name, frame.messages, frame.parsed.common.quiet);
	/* Who was not told everything must not take it for done. */
	if (civ_messages_lost(frame.messages))
		status = civ_worse(status, CIV_SYSTEM);
	if (frame.summarise && (status == CIV_OK || status == CIV_FLAGGED))
		civ_summary(&frame);
done:
	civ_buf_free(&frame.page);
	civ_arena_free(frame.arena);
	civ_messages_free(frame.messages);
	return (int)status;
}
