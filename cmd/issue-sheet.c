/* issue-sheet: sheets for units that have only a spreadsheet, out and back. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "civplan/command.h"
#include "civplan/folder.h"
#include "civplan/ledger.h"
#include "civplan/lists.h"
#include "civplan/say.h"

extern const struct civ_noun civ_noun_unit;

struct options {
	const char *by, *out, *unit, *extensions;
	bool read, xlsx;
};

static const struct civ_option options[] = {
	CIV_OPTION("by", CHOICE, "GROUP", by, "a sheet for each unit (the default)", .choices = civ_words_by_unit),
	CIV_OPTION("out", WRITE, "DIR", out,
	           "write the sheets into this new folder, each named by its unit's code, with a MANIFEST"),
	CIV_FLAG("xlsx", xlsx, "workbooks instead, with days checked and lists to choose from (needs libxlsxwriter)"),
	CIV_OPTION("unit", TEXT, "A,B", unit, "only for these units and those below them"),
	CIV_FLAG("read", read, "read sheets that came back, and print the moves for issue-move"),
	CIV_OPTION("extensions", WRITE, "FILE", extensions,
	           "with --read: write the extensions asked for, for extension-add"),
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"issue-sheet --by=unit --out=sheets --labels --excel", "a sheet for each unit, as a spreadsheet likes it"},
	{"issue-sheet --out=sheets && issue-sheet --read sheets/*.csv | issue-move --rejects=again.csv -",
	 "what came back is entered; what cannot be goes back"},
	{NULL, NULL},
};

/* ---- out ---- */

static enum civ_status sheet_columns(struct civ_context *context, const struct civ_out_column **columns, size_t *count)
{
	struct civ_out_column *made;

	*count = 0;
	while (civ_sheet_columns[*count].name != NULL)
		++*count;
	made = civ_arena_alloc(context->arena, (*count + 1) * sizeof *made);
	if (made == NULL)
		return civ_no_memory(context->messages);
	for (size_t i = 0; i < *count; i++) {
		const struct civ_sheet_column *c = &civ_sheet_columns[i];

		made[i] = (struct civ_out_column){
			c->name, context->language == CIV_LANGUAGE_ZH ? c->label_zh : c->label,
			CIV_KIND_CHOICE(c->words), c->help};
	}
	*columns = made;
	return CIV_OK;
}

struct sheet {
	struct civ_context *context;
	struct civ_folder *folder;
	const char *path;
	int64_t unit;
	const struct civ_out_column *columns;
	size_t count;
	uint64_t rows; /* written */
};

static enum civ_status write_csv(struct sheet *sheet)
{
	struct civ_context *context = sheet->context;
	struct civ_out *out = NULL;
	enum civ_status status = civ_context_sheet(context, sheet->path, sheet->columns, sheet->count, &out);

	if (status == CIV_OK)
		status = civ_sheet_write(context->records, sheet->unit, context->list.labels, out);
	if (out != NULL) {
		sheet->rows = civ_out_rows(out);
		status = civ_worse(status, civ_out_close(out, status == CIV_OK));
	}
	return status;
}

static enum civ_status write_workbook(struct sheet *sheet)
{
	struct civ_context *context = sheet->context;
	bool zh = context->language == CIV_LANGUAGE_ZH;
	struct civ_workbook_column *columns = civ_arena_alloc(context->arena, sheet->count * sizeof *columns);
	struct civ_rows rows = {.columns = sheet->columns, .width = sheet->count, .arena = context->arena};
	struct civ_out *out = NULL;
	enum civ_status status;

	if (columns == NULL)
		return civ_no_memory(context->messages);
	for (size_t i = 0; i < sheet->count; i++) {
		const struct civ_sheet_column *c = &civ_sheet_columns[i];

		columns[i] = (struct civ_workbook_column){.heading = zh ? c->label_zh : c->label,
		                                          .help = civ_say(c->help),
		                                          .use = c->use,
		                                          .words = c->words,
		                                          .width = c->width};
	}
	status = civ_out_open_rows(&rows, context->messages, &out);
	if (status == CIV_OK)
		status = civ_sheet_write(context->records, sheet->unit, context->list.labels, out);
	if (out != NULL)
		status = civ_worse(status, civ_out_close(out, true));
	sheet->rows = rows.count;
	return status == CIV_OK
	               ? civ_workbook_write(sheet->path, zh ? "问题清单" : "issues", &rows, columns,
	                                    context->messages)
	               : status;
}

/* A code may hold any other character, but never leads out of the folder; nor do two codes that differ only there
 * share a sheet. */
static enum civ_status name_sheet(const struct sheet *sheet, const char *ending, struct civ_buf *name, char **path)
{
	const char *code = civ_records_code(sheet->context->records, &civ_noun_unit, sheet->unit);

	for (const char *c = code; *c != '\0'; c++)
		civ_buf_addc(name, *c == '/' || (c == code && *c == '.') ? '_' : *c);
	for (bool taken = true; taken;) {
		struct civ_buf whole = {0};

		civ_buf_addf(&whole, "%s%s", civ_buf_str(name) == NULL ? "" : civ_buf_str(name), ending);
		*path = civ_buf_str(&whole) == NULL ? NULL : civ_folder_file(sheet->folder, civ_buf_str(&whole));
		taken = *path != NULL && access(*path, F_OK) == 0;
		if (taken)
			civ_buf_addc(name, '_');
		if (taken)
			free(*path);
		civ_buf_free(&whole);
	}
	civ_buf_adds(name, ending);
	return *path == NULL || name->failed ? civ_no_memory(sheet->context->messages) : CIV_OK;
}

static enum civ_status write_sheet(struct sheet *sheet)
{
	const struct options *given = sheet->context->options;
	struct civ_buf name = {0};
	char *path = NULL;
	enum civ_status status = name_sheet(sheet, given->xlsx ? ".xlsx" : ".csv", &name, &path);

	sheet->path = path;
	if (status == CIV_OK)
		status = given->xlsx ? write_workbook(sheet) : write_csv(sheet);
	if (status == CIV_OK)
		status = civ_folder_add(sheet->folder, civ_buf_str(&name), sheet->rows);
	free(path);
	civ_buf_free(&name);
	return status;
}

static enum civ_status write_sheets(struct civ_context *context, const int64_t *units, size_t unit_count)
{
	const struct options *given = context->options;
	struct sheet sheet = {.context = context};
	enum civ_status status = sheet_columns(context, &sheet.columns, &sheet.count);

	if (status == CIV_OK)
		status = civ_folder_open(given->out, context->messages, &sheet.folder);
	for (size_t i = 0; i < unit_count && status == CIV_OK; i++) {
		sheet.unit = units[i];
		status = write_sheet(&sheet);
	}
	return civ_worse(status, civ_folder_close(sheet.folder, status == CIV_OK));
}

static enum civ_status run_write(struct civ_context *context)
{
	const struct options *given = context->options;
	const int64_t *units;
	size_t unit_count;
	enum civ_status status = CIV_OK;

	if (given->out == NULL)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "--out=DIR says where the sheets go (or --read reads those that came back)");
	if (given->extensions != NULL)
		return civ_error(context->messages, CIV_USAGE, NULL, "--extensions goes with --read");
	if (given->xlsx && !civ_context_rows_are_plain(context))
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "--xlsx: what says how rows are written does not go with it");
	if (given->xlsx)
		status = civ_workbook_ready(context->messages);
	if (status == CIV_OK)
		status = civ_sheet_units(context->records, given->unit, context->arena, &units, &unit_count);
	if (status == CIV_OK)
		status = write_sheets(context, units, unit_count);
	if (status == CIV_OK && unit_count == 0)
		civ_note(context->messages, NULL, "no unit has an issue to work on: no sheet was written");
	return status;
}

/* ---- back ---- */

static enum civ_status run_read(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_out *extensions = NULL;
	enum civ_status status = CIV_OK;

	if (given->out != NULL || given->by != NULL || given->unit != NULL || given->xlsx)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "--out, --by, --unit and --xlsx do not go with --read");
	if (given->extensions != NULL)
		status = civ_context_file(context, given->extensions, civ_sheet_extension_columns,
		                          civ_out_column_count(civ_sheet_extension_columns), &extensions);
	if (status == CIV_OK)
		status = civ_sheet_read(context->records, context->input, context->rejects, context->out, extensions);
	if (extensions != NULL)
		status = civ_worse(status, civ_out_close(extensions, status == CIV_OK || status == CIV_FLAGGED));
	return status;
}

#define NAMED .name = "issue-sheet", .subject = CIV_SUBJECT_ISSUES, CIV_OPTIONS

static const struct civ_command writing = {NAMED, .needs = CIV_NEED_READ | CIV_NEED_CLOCK | CIV_NEED_ROWS_OUT,
                                           .run = run_write};
static const struct civ_command reading = {
	NAMED, .needs = CIV_NEED_READ | CIV_NEED_CLOCK | CIV_NEED_ROWS_IN | CIV_NEED_REJECTS | CIV_NEED_ROWS_OUT,
	.operands = "[FILE...]", .columns = civ_sheet_move_columns, .run = run_read};

static const struct civ_command *choose(const void *given_options)
{
	const struct options *given = given_options;

	return given->read ? &reading : &writing;
}

const struct civ_command civ_command_issue_sheet = {
	NAMED,
	.summary = "write a sheet of open issues for each unit, and read what comes back",
	.operands = "[FILE...]",
	.needs = CIV_NEED_READ | CIV_NEED_CLOCK | CIV_NEED_ROWS_IN | CIV_NEED_REJECTS | CIV_NEED_ROWS_OUT,
	.usual_columns = civ_sheet_move_columns,
	.examples = examples,
	.choose = choose,
};
