/* Outputs of a run: the command's rows, the rows of --print, the page, the rejects. */
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "civplan/say.h"
#include "lib/cli/cli.h"

static enum civ_format format_of(const char *name)
{
	if (name == NULL)
		return CIV_FORMAT_AUTO;
	if (strcmp(name, "csv") == 0)
		return CIV_FORMAT_CSV;
	if (strcmp(name, "tsv") == 0)
		return CIV_FORMAT_TSV;
	if (strcmp(name, "xlsx") == 0)
		return CIV_FORMAT_XLSX;
	return strcmp(name, "json") == 0 ? CIV_FORMAT_JSON : CIV_FORMAT_TABLE;
}

static bool writes_workbook(const struct civ_context *context)
{
	return format_of(((const struct civ_frame *)context)->parsed.common.format) == CIV_FORMAT_XLSX;
}

/* What the sheet of a workbook is called; NULL where memory is out. */
static const char *title_of(const struct civ_frame *frame)
{
	struct civ_buf title = {0};
	const char *text;

	civ_command_title(frame->program, &title);
	text = civ_buf_str(&title);
	if (text != NULL)
		text = civ_arena_copy(frame->arena, text, title.len);
	civ_buf_free(&title);
	return text;
}

/* The records' name for a code, for those who read names. */
static const char *name_of(void *data, const char *of, struct civ_span code)
{
	const struct civ_frame *frame = data;
	const struct civ_column *column;
	const struct civ_noun *noun = civ_report_noun(of, &column);

	return noun == NULL || frame->context.records == NULL
	               ? NULL
	               : civ_records_name(frame->context.records, noun, code);
}

static struct civ_out_options options_of(struct civ_frame *frame, const char *path)
{
	const struct civ_common *common = &frame->parsed.common;

	return (struct civ_out_options){
		.format = format_of(common->format),
		.columns = common->columns,
		.wide = common->wide,
		.no_header = common->no_header,
		.labels = civ_rows_have_headings(&frame->context) ||
		          (path == NULL && civ_rows_are_in_words(&frame->context)),
		.name = name_of,
		.name_data = frame,
		.excel = common->excel,
		.is_private = common->personal,
		.title = writes_workbook(&frame->context) ? title_of(frame) : NULL,
		.path = path,
	};
}

/* The columns with the headings of the nouns that they are of. */
static enum civ_status headed(struct civ_frame *frame, const struct civ_out_column **columns, size_t count)
{
	struct civ_out_column *made = civ_arena_alloc(frame->arena, (count + 1) * sizeof *made);
	bool zh = frame->context.language == CIV_LANGUAGE_ZH;

	if (made == NULL)
		return civ_no_memory(frame->messages);
	for (size_t i = 0; i < count; i++) {
		const struct civ_column *of;

		made[i] = (*columns)[i];
		(void)civ_report_noun(made[i].kind.of, &of);
		if (of != NULL && made[i].label == NULL)
			made[i].label = civ_column_label(of, zh);
	}
	*columns = made;
	return CIV_OK;
}

static enum civ_status open_with(struct civ_frame *frame, const struct civ_out_options *options,
                                 const struct civ_out_column *columns, size_t count, struct civ_out **out)
{
	enum civ_status status = options->labels ? headed(frame, &columns, count) : CIV_OK;

	return status == CIV_OK ? civ_out_open(options, columns, count, frame->messages, out) : status;
}

/* The rows that the program is about. */
static enum civ_status open_rows(struct civ_frame *frame, const struct civ_out_column *columns, size_t count,
                                 struct civ_out **out)
{
	struct civ_out_options options = options_of(frame, frame->parsed.common.output);

	options.limit = (uint64_t)frame->parsed.common.limit.value;
	return open_with(frame, &options, columns, count, out);
}

enum civ_status civ_context_out(struct civ_context *context, const struct civ_out_column *columns, size_t count)
{
	struct civ_frame *frame = (struct civ_frame *)context;
	enum civ_status status = open_rows(frame, columns, count, &context->out);

	if (status == CIV_OK && context->check)
		civ_out_quiet_when_empty(context->out);
	return status;
}

bool civ_context_rows_are_plain(const struct civ_context *context)
{
	const struct civ_common *common = &((const struct civ_frame *)context)->parsed.common;

	return common->output == NULL && common->format == NULL && common->columns == NULL && !common->limit.given &&
	       !common->wide && !common->no_header && !common->excel;
}

bool civ_context_prints_to_terminal(const struct civ_context *context)
{
	return civ_context_rows_are_plain(context) && !((const struct civ_frame *)context)->parsed.common.labels &&
	       isatty(STDOUT_FILENO) == 1;
}

bool civ_rows_are_in_words(const struct civ_context *context)
{
	const struct civ_common *common = &((const struct civ_frame *)context)->parsed.common;

	return common->labels ||
	       (context->language == CIV_LANGUAGE_ZH && common->output == NULL &&
	        (common->format == NULL || strcmp(common->format, "table") == 0) && !common->excel &&
	        isatty(STDOUT_FILENO) == 1);
}

bool civ_rows_have_headings(const struct civ_context *context)
{
	return ((const struct civ_frame *)context)->parsed.common.labels || writes_workbook(context);
}

enum civ_status civ_context_page_to(struct civ_context *context, const char *path)
{
	enum civ_status status;

	if (path == NULL || strcmp(path, "-") == 0)
		return CIV_OK;
	status = context->page->failed
	                 ? civ_no_memory(context->messages)
	                 : civ_file_write(path, context->page->data, context->page->len, context->messages);
	civ_buf_clear(context->page);
	return status;
}

enum civ_status civ_context_file(struct civ_context *context, const char *path, const struct civ_out_column *columns,
                                 size_t count, struct civ_out **out)
{
	const struct civ_out_options options = options_of((struct civ_frame *)context, path);

	return open_with((struct civ_frame *)context, &options, columns, count, out);
}

enum civ_status civ_context_sheet(struct civ_context *context, const char *path, const struct civ_out_column *columns,
                                  size_t count, struct civ_out **out)
{
	struct civ_out_options options = options_of((struct civ_frame *)context, path);

	if (options.format == CIV_FORMAT_XLSX)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "--format=xlsx: workbooks to be filled in are written with --xlsx");
	options.guarded = true;
	return open_with((struct civ_frame *)context, &options, columns, count, out);
}

/* Rows of the noun, for a list and for --print. */
static enum civ_status noun_columns(struct civ_frame *frame, const struct civ_out_column **columns)
{
	return civ_list_columns(frame->command->noun, &frame->context.list, frame->arena, frame->messages, columns);
}

enum civ_status civ_outputs_open(struct civ_frame *frame)
{
	const struct civ_command *command = frame->command;
	const struct civ_out_column *columns = command->columns;
	bool lists = command->run == civ_run_list;
	enum civ_status status = CIV_OK;

	if (frame->parsed.common.print) {
		status = noun_columns(frame, &columns);
		return status == CIV_OK ? open_rows(frame, columns, civ_out_column_count(columns), &frame->print)
		                        : status;
	}
	if ((frame->needs & CIV_NEED_ROWS_OUT) == 0 || (columns == NULL && !lists))
		return CIV_OK;
	if (columns == NULL)
		status = noun_columns(frame, &columns);
	return status == CIV_OK ? civ_context_out(&frame->context, columns, civ_out_column_count(columns)) : status;
}

/* The touched rows, as they stand after the commit. Without a database, nothing was touched: only a header comes. */
static enum civ_status print_touched(struct civ_frame *frame)
{
	const struct civ_list_options options = {
		.personal = frame->context.list.personal,
		.labels = frame->context.list.labels,
		.language = frame->context.list.language,
		.touched = true,
	};

	if (frame->context.store == NULL)
		return CIV_OK;
	return civ_list(frame->context.records, frame->command->noun, &options, frame->print);
}

/* Only what was written to its end shows whether the reader is still there. */
static enum civ_status close_rows(struct civ_out *out, bool keep, bool *lost)
{
	enum civ_status status = keep ? civ_out_finish(out) : CIV_OK;

	*lost = *lost || civ_out_lost(out);
	return civ_worse(status, civ_out_close(out, keep && status == CIV_OK));
}

static bool is_good(enum civ_status status)
{
	return status == CIV_OK || status == CIV_FLAGGED;
}

enum civ_status civ_outputs_place(struct civ_frame *frame, enum civ_status status)
{
	if (!is_good(status) || frame->context.rejects == NULL)
		return status;
	return civ_worse(status, civ_rejects_place(frame->context.rejects));
}

void civ_outputs_tell_stored(struct civ_frame *frame, enum civ_status status)
{
	if (!frame->stored || is_good(status))
		return;
	(void)civ_error(frame->messages, CIV_SYSTEM, NULL,
	                frame->output_failed ? civ_say_count("stored %" PRIu64 " row, output lost",
	                                                     "stored %" PRIu64 " rows, output lost", frame->stored_rows)
	                                     : civ_say_count("stored %" PRIu64 " row all the same",
	                                                     "stored %" PRIu64 " rows all the same",
	                                                     frame->stored_rows),
	                frame->stored_rows);
}

static void tell_rejects(struct civ_frame *frame, uint64_t count)
{
	const char *path = frame->parsed.common.rejects;
	struct civ_buf text = {0};

	/* Two numbers, each with a sentence of its own. */
	if (!frame->context.dry_run && (frame->needs & CIV_NEED_WRITE) != 0) {
		civ_buf_addf(&text,
		             civ_say_count("stored %" PRIu64 " row", "stored %" PRIu64 " rows", frame->stored_rows),
		             frame->stored_rows);
		civ_buf_adds(&text, civ_say(CIV_WORD("; ")));
	}
	if (frame->context.dry_run)
		civ_buf_addf(&text,
		             civ_say_count("%" PRIu64 " row would be rejected; without --rejects the reasons are told",
		                           "%" PRIu64 " rows would be rejected; without --rejects the reasons are told",
		                           count),
		             count);
	else
		civ_buf_addf(&text,
		             civ_say_count("%" PRIu64 " row rejected: see %s",
		                           "%" PRIu64 " rows rejected: see %s", count),
		             count, path);
	if (civ_buf_str(&text) == NULL)
		(void)civ_no_memory(frame->messages);
	else
		(void)civ_error(frame->messages, CIV_FLAGGED, NULL, "%s", civ_buf_str(&text));
	civ_buf_free(&text);
}

static enum civ_status close_rejects(struct civ_frame *frame, enum civ_status status)
{
	struct civ_rejects *rejects = frame->context.rejects;
	uint64_t count;

	if (rejects == NULL)
		return status;
	count = civ_rejects_count(rejects);
	/* Once rows are stored, what was rejected of them stays, whatever else fails. */
	status = civ_worse(status, civ_rejects_close(rejects, frame->stored || is_good(status)));
	if (is_good(status) && count > 0)
		tell_rejects(frame, count);
	return status;
}

/* A run that stopped because its reader went away has done what was wanted of it. */
static enum civ_status forgive(struct civ_frame *frame, enum civ_status status, bool lost)
{
	bool only_lost = lost && status == CIV_SYSTEM && civ_messages_errors(frame->messages) == 0;

	return only_lost && !frame->stored ? CIV_OK : status;
}

enum civ_status civ_outputs_close(struct civ_frame *frame, enum civ_status status)
{
	struct civ_context *context = &frame->context;
	bool lost = false;
	enum civ_status output = CIV_OK;

	if (frame->print != NULL) {
		if (is_good(status))
			output = print_touched(frame);
		output = civ_worse(output, close_rows(frame->print, is_good(status) && output == CIV_OK, &lost));
	}
	if (context->out != NULL)
		output = civ_worse(output, close_rows(context->out, is_good(status), &lost));
	if (is_good(status) && output == CIV_OK && frame->page.len + (frame->page.failed ? 1 : 0) > 0)
		output = civ_print(&frame->page, frame->messages);
	status = close_rejects(frame, status);
	context->rejects = NULL;
	frame->output_failed = lost || output != CIV_OK;
	if (frame->stored && frame->output_failed)
		return civ_worse(status, CIV_SYSTEM);
	return forgive(frame, civ_worse(status, output), lost);
}
