/* The common options, each once, with the needs that bring it. */
#include "lib/cli/cli.h"

#include <string.h>

#include "civplan/say.h"
#include "civplan/word.h"

#define AT(member) offsetof(struct civ_common, member)
#define DATABASE (CIV_NEED_READ | CIV_NEED_WRITE | CIV_NEED_CREATE)
#define ROWS (CIV_NEED_ROWS_OUT | CIV_NEED_PRINT)

static const struct civ_word formats[] = {
	CIV_CHOICE("csv", "CSV", "CSV"),
	CIV_CHOICE("tsv", "TSV", "TSV"),
	CIV_CHOICE("json", "JSON", "JSON"),
	CIV_CHOICE("table", "Table", "表格"),
	{.code = NULL},
};
static const struct civ_word conflicts[] = {
	CIV_CHOICE("error", "Error", "报错"),
	CIV_CHOICE("skip", "Skip", "跳过"),
	CIV_CHOICE("update", "Update", "更新"),
	{.code = NULL},
};

const struct civ_common_option civ_common_options[] = {
	{ROWS,
	 {"output", 'o', CIV_OPTION_WRITE, "FILE", AT(output), NULL, NULL, NULL,
          "write the rows to FILE, all or nothing"}},
	{ROWS,
	 {"format", 0, CIV_OPTION_CHOICE, "FORMAT", AT(format), formats, NULL, NULL,
          "form of the rows (without it a table on a terminal, else CSV)"}},
	{ROWS,
	 {"columns", 0, CIV_OPTION_TEXT, "A,B,C", AT(columns), NULL, NULL, NULL, "print these columns, in this order"}},
	{ROWS, {"no-header", 0, CIV_OPTION_FLAG, NULL, AT(no_header), NULL, NULL, NULL, "leave the header line out"}},
	{ROWS,
	 {"labels", 0, CIV_OPTION_FLAG, NULL, AT(labels), NULL, NULL, NULL,
          "print names instead of codes, headings and choices in your language"}},
	{ROWS,
	 {"excel", 0, CIV_OPTION_FLAG, NULL, AT(excel), NULL, NULL, NULL,
          "make the CSV safe to open in a spreadsheet"}},
	{CIV_NEED_PERSONAL,
	 {"personal", 0, CIV_OPTION_FLAG, NULL, AT(personal), NULL, NULL, NULL, "print personal columns too"}},
	{CIV_NEED_ROWS_IN,
	 {"map", 0, CIV_OPTION_READ, "FILE", AT(map), NULL, NULL, NULL,
          "read rows of another layout through the map in FILE"}},
	{CIV_NEED_ROWS_IN,
	 {"encoding", 0, CIV_OPTION_TEXT, "NAME", AT(encoding), NULL, NULL, NULL,
          "encoding of the input (default: UTF-8 if it is valid, else GB18030)"}},
	{CIV_NEED_ROWS_IN,
	 {"allow-empty", 0, CIV_OPTION_FLAG, NULL, AT(allow_empty), NULL, NULL, NULL,
          "take a file without even a header for one without rows"}},
	{CIV_NEED_REJECTS,
	 {"rejects", 0, CIV_OPTION_WRITE, "FILE", AT(rejects), NULL, NULL, NULL,
          "store the good rows and put the bad ones in FILE"}},
	{CIV_NEED_CONFLICT,
	 {"on-conflict", 0, CIV_OPTION_CHOICE, "WHAT", AT(on_conflict), conflicts, NULL, NULL,
          "what to do with a row whose key is there already (default error)"}},
	{CIV_NEED_CONFLICT,
	 {"update", 0, CIV_OPTION_TEXT, "A,B,C", AT(update), NULL, NULL, NULL,
          "with --on-conflict=update change these columns only"}},
	{CIV_NEED_PRINT,
	 {"print", 'p', CIV_OPTION_FLAG, NULL, AT(print), NULL, NULL, NULL,
          "print the rows as they are stored, once they are"}},
	{CIV_NEED_WRITE,
	 {"dry-run", 'n', CIV_OPTION_FLAG, NULL, AT(dry_run), NULL, NULL, NULL, "check everything, store nothing"}},
	{CIV_NEED_ASOF,
	 {"asof", 0, CIV_OPTION_DATE, "DATE", AT(asof), NULL, NULL, NULL,
          "answer as of the end of this day (default $CIVPLAN_ASOF, else today)"}},
	{CIV_NEED_CHECK,
	 {"check", 0, CIV_OPTION_FLAG, NULL, AT(check), NULL, NULL, NULL,
          "print nothing when nothing is flagged, else exit 1"}},
	{DATABASE,
	 {"db", 0, CIV_OPTION_TEXT, "FILE", AT(db), NULL, NULL, NULL,
          "the database (default $CIVPLAN_DB, else civplan.db)"}},
	{DATABASE,
	 {"wait", 0, CIV_OPTION_REAL, "SECONDS", AT(wait), NULL, "0", "86400",
          "how long to wait for a busy database (default 30)"}},
	{CIV_NEED_WRITE | CIV_NEED_CREATE | CIV_NEED_ROWS_IN,
	 {"quiet", 'q', CIV_OPTION_FLAG, NULL, AT(quiet), NULL, NULL, NULL, "no summary and no notes"}},
	{0, {"help", 'h', CIV_OPTION_FLAG, NULL, AT(help), NULL, NULL, NULL, "show this text"}},
	{0, {"help-all", 0, CIV_OPTION_FLAG, NULL, AT(help_all), NULL, NULL, NULL, "explain every option and column"}},
	{0, {"version", 'V', CIV_OPTION_FLAG, NULL, AT(version), NULL, NULL, NULL, "show the version"}},
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

void civ_document_strings(void (*print)(const char *text, struct civ_buf *out), struct civ_buf *out)
{
	for (const struct civ_common_option *o = civ_common_options; o->option.name != NULL; o++)
		print(o->option.help, out);
}
