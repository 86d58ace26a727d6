/* plan-status: how the campaign stands, on one screen. */
#include <stdlib.h>
#include <string.h>

#include "civplan/command.h"
#include "civplan/status.h"

struct options {
	const char *max_age;
};

static const struct civ_option options[] = {
	CIV_OPTION("max-age", TEXT, "AGE", max_age,
	           "alarm when nothing was stored for longer than AGE: 90m, 26h or 3d"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"plan-status", "one screen"},
	{"plan-status --check --max-age=26h || echo call somebody", "for a monitor: silent while data come in"},
	{"plan-status --asof=2026-06-30 | grep ,look,", "the same as rows in a pipe"},
	{NULL, NULL},
};

static enum civ_status parse_age(struct civ_context *context, const char *text, int64_t *seconds)
{
	const struct civ_position at = {.file = "--max-age"};
	char *end;
	long long number;

	*seconds = -1;
	if (text == NULL)
		return CIV_OK;
	number = strtoll(text, &end, 10);
	if (end == text || number < 0 || number > 1000000 || *end == '\0' || end[1] != '\0' ||
	    strchr("mhd", *end) == NULL)
		return civ_error(context->messages, CIV_USAGE, &at, "'%s' is not a time such as 90m, 26h or 3d", text);
	*seconds = number * (*end == 'm' ? 60 : *end == 'h' ? 3600 : 86400);
	return CIV_OK;
}

/* ---- the screen ---- */

static const char *colour_of(const char *flag)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	if ((no_color != NULL && *no_color != '\0') || (term != NULL && strcmp(term, "dumb") == 0))
		return NULL;
	return strcmp(flag, "alarm") == 0 ? "\x1b[1;31m" : strcmp(flag, "look") == 0 ? "\x1b[33m" : NULL;
}

static void pad(struct civ_buf *page, const char *text, size_t width)
{
	size_t has = civ_text_width(text, strlen(text));

	civ_buf_adds(page, text);
	for (; has < width; has++)
		civ_buf_addc(page, ' ');
}

/* Colour tells nothing that a mark does not: ! alarm, * look. */
static void put_line(struct civ_buf *page, const struct civ_rows *rows, size_t i, size_t item_width, size_t value_width)
{
	const char *flag = civ_rows_cell(rows, i, "flag"), *part = civ_rows_cell(rows, i, "part");
	int place = civ_word_place(civ_rows_words(rows, "part"), part);
	const char *colour = colour_of(flag);

	if (i == 0 || strcmp(part, civ_rows_cell(rows, i - 1, "part")) != 0)
		civ_buf_addf(page, "%s%s\n", i == 0 ? "" : "\n",
		             place < 0 ? part : civ_word_told(&civ_rows_words(rows, "part")[place]));
	civ_buf_adds(page, strcmp(flag, "alarm") == 0 ? "! " : strcmp(flag, "look") == 0 ? "* " : "  ");
	if (colour != NULL)
		civ_buf_adds(page, colour);
	pad(page, civ_rows_cell(rows, i, "item"), item_width + 2);
	pad(page, civ_rows_cell(rows, i, "value"), value_width + 2);
	civ_buf_adds(page, civ_rows_cell(rows, i, "note"));
	if (colour != NULL)
		civ_buf_adds(page, "\x1b[0m");
	civ_buf_addc(page, '\n');
}

/* Titles and codes are somebody's text: nothing in them acts on the terminal. */
static enum civ_status make_visible(struct civ_context *context, struct civ_rows *rows)
{
	struct civ_buf text = {0};
	bool good = true;

	for (size_t i = 0; i < rows->count * rows->width && good; i++) {
		civ_buf_clear(&text);
		civ_add_visible(&text, (struct civ_span){rows->cells[i], strlen(rows->cells[i])});
		rows->cells[i] = civ_arena_copy(context->arena, text.len == 0 ? "" : text.data, text.len);
		good = rows->cells[i] != NULL && !text.failed;
	}
	civ_buf_free(&text);
	return good ? CIV_OK : civ_no_memory(context->messages);
}

static size_t widest(const struct civ_rows *rows, const char *column)
{
	size_t most = 0;

	for (size_t i = 0; i < rows->count; i++) {
		const char *text = civ_rows_cell(rows, i, column);
		size_t width = civ_text_width(text, strlen(text));

		most = width > most ? width : most;
	}
	return most;
}

static enum civ_status run_screen(struct civ_context *context, const struct civ_status_options *status_options)
{
	struct civ_rows rows = {.columns = civ_status_columns,
	                        .width = civ_out_column_count(civ_status_columns),
	                        .arena = context->arena};
	struct civ_out *out = NULL;
	size_t item_width, value_width;
	enum civ_status status = civ_out_open_rows(&rows, context->messages, &out);

	if (status == CIV_OK)
		status = civ_status_write(context->records, status_options, out);
	if (out != NULL)
		status = civ_worse(status, civ_out_close(out, true));
	if (status == CIV_OK || status == CIV_FLAGGED)
		status = civ_worse(status, make_visible(context, &rows));
	item_width = widest(&rows, "item");
	value_width = widest(&rows, "value");
	for (size_t i = 0; i < rows.count && (status == CIV_OK || status == CIV_FLAGGED); i++)
		put_line(context->page, &rows, i, item_width, value_width);
	return status == CIV_FLAGGED ? CIV_OK : status;
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_status_options status_options = {.flagged_only = context->check};
	enum civ_status status = parse_age(context, given->max_age, &status_options.max_age);

	if (status != CIV_OK)
		return status;
	if (!context->check && civ_context_prints_to_terminal(context)) {
		civ_records_speak(context->records, true);
		return run_screen(context, &status_options);
	}
	status = civ_context_out(context, civ_status_columns, civ_out_column_count(civ_status_columns));
	if (status == CIV_OK)
		status = civ_status_write(context->records, &status_options, context->out);
	return status == CIV_FLAGGED && !context->check ? CIV_OK : status;
}

const struct civ_command civ_command_plan_status = {
	.name = "plan-status",
	.summary = "how the campaign stands: what is late, what is due, the score, the next milestones",
	.subject = CIV_SUBJECT_PLAN,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF | CIV_NEED_CHECK,
	CIV_OPTIONS,
	.usual_columns = civ_status_columns,
	.examples = examples,
	.run = run,
};
