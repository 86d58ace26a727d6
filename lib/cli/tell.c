/* What a run says: its messages, the line of what was done, text on standard output. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "civplan/say.h"
#include "lib/cli/cli.h"

void civ_tell(const char *program, struct civ_messages *messages, bool quiet)
{
	enum civ_severity severity;
	const char *text;

	while (civ_messages_next(messages, &severity, &text))
		if (!quiet || severity != CIV_SEVERITY_NOTE)
			fprintf(stderr, "%s: %s\n", program, text);
}

static void add_part(struct civ_buf *line, const char *what, uint64_t count)
{
	if (count > 0)
		civ_buf_addf(line, ", %" PRIu64 " %s", count, civ_say(what));
}

static const char *what_was_done(bool removed, bool dry_run)
{
	if (dry_run)
		return removed ? CIV_WORD("would have removed") : CIV_WORD("would have stored");
	return removed ? CIV_WORD("removed") : CIV_WORD("stored");
}

static void add_stored(const struct civ_frame *frame, struct civ_buf *line)
{
	const struct civ_write_counts *counts = &frame->context.counts;
	const struct civ_noun *noun = frame->command->noun;
	uint64_t stored = counts->added + counts->updated;
	uint64_t count = counts->removed > 0 ? counts->removed : stored;

	civ_buf_addf(line, "%s %" PRIu64 " ", civ_say(what_was_done(counts->removed > 0, frame->context.dry_run)),
	             count);
	if (noun != NULL && frame->context.language == CIV_LANGUAGE_ZH) {
		civ_buf_adds(line, noun->label_zh);
		return;
	}
	if (count == 1 || noun == NULL) {
		civ_buf_adds(line, noun == NULL ? civ_say(CIV_WORD("rows")) : noun->name);
		return;
	}
	for (const char *c = noun->view; *c != '\0'; c++)
		civ_buf_addc(line, *c == '_' ? ' ' : *c);
}

void civ_summary(const struct civ_frame *frame)
{
	const struct civ_write_counts *counts = &frame->context.counts;
	struct civ_buf line = {0};

	add_stored(frame, &line);
	add_part(&line, CIV_WORD("unchanged"), counts->unchanged);
	add_part(&line, CIV_WORD("skipped"), counts->skipped);
	add_part(&line, CIV_WORD("rejected"), frame->rejected);
	if (civ_buf_str(&line) != NULL)
		fprintf(stderr, "%s: %s\n", frame->command->name, civ_buf_str(&line));
	civ_buf_free(&line);
}

static double since(const struct timespec *then)
{
	struct timespec now;

	if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
		return 0;
	return (double)(now.tv_sec - then->tv_sec) + (double)(now.tv_nsec - then->tv_nsec) / 1e9;
}

static void tell_progress(void *data, uint64_t rows)
{
	struct civ_frame *frame = data;

	if (since(&frame->told_at) < (frame->told ? 0.2 : 1))
		return;
	frame->told = true;
	(void)clock_gettime(CLOCK_MONOTONIC, &frame->told_at);
	fprintf(stderr, "\r%s: %" PRIu64 " %s ", frame->command->name, rows, civ_say(CIV_WORD("rows read")));
}

void civ_progress_start(struct civ_frame *frame)
{
	if (frame->context.quiet || frame->context.records == NULL || !isatty(STDERR_FILENO))
		return;
	(void)clock_gettime(CLOCK_MONOTONIC, &frame->told_at);
	civ_records_tell(frame->context.records, tell_progress, frame);
}

void civ_progress_end(struct civ_frame *frame)
{
	if (frame->told)
		fputs("\r\033[K", stderr);
	frame->told = false;
}

enum civ_status civ_print(struct civ_buf *text, struct civ_messages *messages)
{
	size_t done = 0;

	if (text->failed)
		return civ_no_memory(messages);
	while (done < text->len) {
		ssize_t wrote = write(STDOUT_FILENO, text->data + done, text->len - done);

		if (wrote >= 0)
			done += (size_t)wrote;
		else if (errno == EPIPE)
			return CIV_OK;
		else if (errno != EINTR)
			return civ_error(messages, CIV_SYSTEM, NULL, "cannot write standard output: %s",
			                 strerror(errno));
	}
	return CIV_OK;
}
