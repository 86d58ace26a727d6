/* The common options, each once, with the needs that bring it. */
#include "lib/cli/cli.h"

#include <string.h>

#include "civplan/say.h"
#include "civplan/word.h"

#define DATABASE (CIV_NEED_READ | CIV_NEED_WRITE | CIV_NEED_CREATE)
#define ROWS (CIV_NEED_ROWS_OUT | CIV_NEED_PRINT)

static const struct civ_word formats[] = {
	CIV_CHOICE("csv", "CSV", "CSV"),
	CIV_CHOICE("tsv", "TSV", "TSV"),
	CIV_CHOICE("json", "JSON", "JSON"),
	CIV_CHOICE("table", "Table", "表格"),
	CIV_CHOICE("xlsx", "Workbook", "工作簿"),
	{.code = NULL},
};
static const struct civ_word conflicts[] = {
	CIV_CHOICE("error", "Error", "报错"),
	CIV_CHOICE("skip", "Skip", "跳过"),
	CIV_CHOICE("update", "Update", "更新"),
	{.code = NULL},
};

#define COMMON(NAME, TYPE, ARG, MEMBER, ...) CIV_OPTION_OF(struct civ_common, NAME, TYPE, ARG, MEMBER, __VA_ARGS__)

const struct civ_common_option civ_common_options[] = {
	{ROWS, COMMON("output", WRITE, "FILE", output, "write the rows to FILE, all or nothing", .letter = 'o')},
	{ROWS, COMMON("format", CHOICE, "FORMAT", format,
	              "form of the rows (without it a table on a terminal, else CSV)", .choices = formats)},
	{ROWS, COMMON("columns", TEXT, "A,B,C", columns,
	              "print these columns, in this order; +A,-B: A too, and not B")},
	{ROWS, COMMON("limit", INT, "N", limit, "print the first N rows only", .min = "1")},
	{ROWS, COMMON("wide", FLAG, NULL, wide, "on a terminal all columns too, and no cell cut")},
	{ROWS, COMMON("no-header", FLAG, NULL, no_header, "leave the header line out")},
	{ROWS, COMMON("labels", FLAG, NULL, labels,
	              "print names instead of codes, headings and choices in your language")},
	{ROWS, COMMON("excel", FLAG, NULL, excel, "make the CSV safe to open in a spreadsheet")},
	{CIV_NEED_PERSONAL, COMMON("personal", FLAG, NULL, personal, "print personal columns too")},
	{CIV_NEED_ROWS_IN, COMMON("map", READ, "FILE", map, "read rows of another layout through the map in FILE")},
	{CIV_NEED_ROWS_IN, COMMON("encoding", TEXT, "NAME", encoding,
	                          "encoding of the input (default: UTF-8 if it is valid, else GB18030)")},
	{CIV_NEED_ROWS_IN, COMMON("sheet", TEXT, "NAME|N", sheet,
	                          "sheet of a workbook, by name or number (default: the first with something in it)")},
	{CIV_NEED_ROWS_IN, COMMON("allow-empty", FLAG, NULL, allow_empty,
	                          "take a file without even a header for one without rows")},
	{CIV_NEED_REJECTS, COMMON("rejects", WRITE, "FILE", rejects,
	                          "go on with the good rows and put the bad ones in FILE")},
	{CIV_NEED_CONFLICT, COMMON("on-conflict", CHOICE, "WHAT", on_conflict,
	                           "what to do with a row whose key is there already (default error)",
	                           .choices = conflicts)},
	{CIV_NEED_CONFLICT, COMMON("update", TEXT, "A,B,C", update,
	                           "with --on-conflict=update change these columns only")},
	{CIV_NEED_PRINT, COMMON("print", FLAG, NULL, print,
	                        "print the rows as they are stored, once they are", .letter = 'p')},
	{CIV_NEED_WRITE, COMMON("dry-run", FLAG, NULL, dry_run, "check everything, store nothing", .letter = 'n')},
	{CIV_NEED_ASOF, COMMON("asof", LAST_DAY, "DATE", asof,
	                       "answer as of the end of this day (default $CIVPLAN_ASOF, else today)")},
	{CIV_NEED_CHECK, COMMON("check", FLAG, NULL, check, "print nothing when nothing is flagged, else exit 1")},
	{DATABASE, COMMON("db", TEXT, "FILE", db, "the database (default $CIVPLAN_DB, else civplan.db)")},
	{DATABASE, COMMON("wait", REAL, "SECONDS", wait,
	                  "how long to wait for a busy database (default 30)", .min = "0", .max = "86400")},
	{CIV_NEED_WRITE | CIV_NEED_CREATE | CIV_NEED_ROWS_IN,
	 COMMON("quiet", FLAG, NULL, quiet, "no summary and no notes", .letter = 'q')},
	{0, COMMON("help", FLAG, NULL, help, "show this text", .letter = 'h')},
	{0, COMMON("help-all", FLAG, NULL, help_all, "explain every option and column")},
	{0, COMMON("version", FLAG, NULL, version, "show the version", .letter = 'V')},
	{0, {.name = NULL}},
};

static bool knows_day(const struct civ_noun *noun)
{
	if (noun->then_from != NULL)
		return true;
	for (const struct civ_filter *f = noun->filters; f != NULL && f->option != NULL; f++)
		if (strstr(f->sql, ":asof") != NULL)
			return true;
	return false;
}

/* A date that is today's unless it is given. */
static bool has_today(const struct civ_noun *noun)
{
	for (const struct civ_column *c = noun->columns; c->name != NULL; c++)
		if (c->type == CIV_DATE && c->fallback != NULL)
			return true;
	return false;
}

unsigned civ_command_needs(const struct civ_command *command)
{
	unsigned needs = command->needs;

	if (command->noun == NULL)
		return needs;
	if (!civ_noun_is_personal(command->noun))
		needs &= ~(unsigned)CIV_NEED_PERSONAL;
	if (command->noun_options == CIV_COLUMNS_LIST && knows_day(command->noun))
		needs |= CIV_NEED_ASOF;
	if (command->noun_options == CIV_COLUMNS_ADD && has_today(command->noun))
		needs |= CIV_NEED_ASOF;
	if ((command->noun_options == CIV_COLUMNS_ADD || command->noun_options == CIV_COLUMNS_SET) &&
	    (command->noun->flags & CIV_DATED) != 0)
		needs |= CIV_NEED_ASOF;
	return needs;
}

bool civ_command_is_generic(const struct civ_command *command)
{
	return command->summary == NULL;
}

void civ_command_summary(const struct civ_command *command, struct civ_buf *out)
{
	const char *verb = CIV_WORD("remove %s");
	struct civ_buf rows = {0};

	if (command->summary != NULL) {
		civ_buf_adds(out, civ_say(command->summary));
		return;
	}
	if (command->run == civ_run_add)
		verb = CIV_WORD("add %s");
	else if (command->run == civ_run_list)
		verb = CIV_WORD("list %s");
	else if (command->run == civ_run_set)
		verb = CIV_WORD("change %s");
	for (const char *c = command->noun->view; *c != '\0'; c++)
		civ_buf_addc(&rows, *c == '_' ? ' ' : *c);
	civ_buf_addf(out, civ_say(verb),
	             civ_language_of_user() == CIV_LANGUAGE_ZH ? command->noun->label_zh
	             : rows.failed                             ? ""
	                                                       : civ_buf_str(&rows));
	out->failed = out->failed || rows.failed;
	civ_buf_free(&rows);
}

void civ_command_title(const struct civ_command *command, struct civ_buf *out)
{
	bool zh = civ_language_of_user() == CIV_LANGUAGE_ZH;
	static const char *const ends[] = {"，", "；", "：", "（", NULL};
	struct civ_buf line = {0};
	const char *text;

	if (civ_command_is_generic(command)) {
		civ_buf_adds(out, zh ? command->noun->label_zh : civ_say(command->noun->view));
		return;
	}
	if (!zh) {
		civ_buf_adds(out, command->name);
		return;
	}
	civ_command_summary(command, &line);
	text = civ_buf_str(&line);
	if (text != NULL) {
		size_t len = line.len;

		for (const char *const *end = ends; *end != NULL; end++) {
			const char *at = strstr(text, *end);

			if (at != NULL && (size_t)(at - text) < len)
				len = (size_t)(at - text);
		}
		civ_buf_add(out, text, len);
	}
	out->failed = out->failed || text == NULL;
	civ_buf_free(&line);
}

void civ_document_strings(void (*print)(const char *text, struct civ_buf *out), struct civ_buf *out)
{
	for (const struct civ_common_option *o = civ_common_options; o->option.name != NULL; o++)
		print(o->option.help, out);
}
