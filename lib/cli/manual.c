/* Manual pages: the prose of man/PAGE.man in the middle of what the tables say. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "civplan/say.h"
#include "civplan/version.h"
#include "lib/cli/roff.h"

static enum civ_status find_page(struct civ_page *page)
{
	size_t count = 0;

	while (page->all[count] != NULL)
		count++;
	page->commands = civ_arena_alloc(page->arena, (count + 1) * sizeof *page->commands);
	if (page->commands == NULL)
		return civ_no_memory(page->messages);
	for (size_t i = 0; i < count; i++)
		if (strcmp(civ_document_page(page->all[i]), page->name) == 0)
			page->commands[page->count++] = page->all[i];
	if (page->count != 1 || civ_command_is_generic(page->commands[0]))
		page->noun = civ_noun_find(page->name);
	if (page->count == 0 && page->noun == NULL)
		return civ_error(page->messages, CIV_USAGE, NULL, "no program and no noun is called '%s'", page->name);
	return CIV_OK;
}

/* Section 7 holds what is no single program. */
static bool is_overview(const struct civ_page *page)
{
	return page->count == 1 && page->noun == NULL && strcmp(page->name, "civplan") == 0;
}

static void title(const struct civ_page *page, struct civ_buf *out)
{
	civ_buf_adds(out, ".TH ");
	for (const char *c = page->name; *c != '\0'; c++)
		civ_buf_addc(out, (char)(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c));
	civ_buf_addf(out, " %c %s \"civplan %s\" civplan\n", is_overview(page) ? '7' : '1', CIV_RELEASED, CIV_VERSION);
	civ_roff_heading(out, "SH", CIV_WORD("NAME"));
	for (size_t i = 0; i < page->count; i++) {
		civ_buf_adds(out, i == 0 ? "" : ", ");
		civ_roff_literal(out, page->commands[i]->name);
	}
	if (page->count == 0)
		civ_roff_literal(out, page->name);
	civ_buf_adds(out, " \\- ");
	if (page->noun != NULL)
		civ_roff_literal(out, civ_say(page->noun->summary));
	else
		civ_command_summary(page->commands[0], out);
	civ_buf_addc(out, '\n');
}

static void synopsis(const struct civ_page *page, struct civ_buf *out)
{
	if (page->count == 0)
		return;
	civ_roff_heading(out, "SH", CIV_WORD("SYNOPSIS"));
	for (size_t i = 0; i < page->count; i++) {
		const struct civ_command *command = page->commands[i];

		civ_buf_addf(out, "%s\\fB", i == 0 ? "" : ".br\n");
		civ_roff_literal(out, command->name);
		civ_buf_addf(out, "\\fR [\\fI%s\\fR...]", civ_say(CIV_WORD("OPTION")));
		if (command->operands != NULL) {
			civ_buf_adds(out, " \\fI");
			civ_roff_literal(out, command->operands);
			civ_buf_adds(out, "\\fR");
		}
		civ_buf_addc(out, '\n');
	}
}

static enum civ_status add_prose(const struct civ_page *page, const char *path, struct civ_buf *out)
{
	enum civ_status status = CIV_OK;
	char bytes[4096];
	size_t got;
	FILE *file;

	if (path == NULL) {
		civ_roff_heading(out, "SH", CIV_WORD("DESCRIPTION"));
		civ_roff_sentence(out, page->noun != NULL ? page->noun->summary : page->commands[0]->summary);
		return CIV_OK;
	}
	file = fopen(path, "re");
	if (file == NULL)
		return civ_error(page->messages, CIV_SYSTEM, NULL, "cannot open %s: %s", path, strerror(errno));
	while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
		civ_buf_add(out, bytes, got);
	if (ferror(file) != 0)
		status = civ_error(page->messages, CIV_SYSTEM, NULL, "cannot read %s: %s", path, strerror(errno));
	fclose(file);
	if (out->len > 0 && out->data[out->len - 1] != '\n')
		civ_buf_addc(out, '\n');
	return status;
}

static void glossary(const struct civ_page *page, struct civ_buf *out)
{
	const struct civ_glossary *words = page->count == 1 ? page->commands[0]->glossary : NULL;
	struct civ_buf text = {0};
	const char *word;

	if (words == NULL)
		return;
	civ_roff_heading(out, "SS", words->heading);
	for (size_t i = 0; (word = words->term(i, &text)) != NULL; i++) {
		civ_buf_addf(out, ".TP\n.B %s\n", word);
		civ_roff_sentence(out, civ_buf_str(&text) == NULL ? "" : civ_buf_str(&text));
		civ_buf_clear(&text);
	}
	out->failed = out->failed || text.failed;
	civ_buf_free(&text);
}

static void list_columns(const struct civ_out_column *column, struct civ_buf *out)
{
	for (; column->name != NULL; column++) {
		civ_buf_adds(out, ".TP\n\\fB");
		civ_roff_literal(out, column->name);
		civ_buf_adds(out, "\\fR\n");
		civ_roff_sentence(out, column->help == NULL ? column->name : column->help);
	}
}

static void printed_columns(const struct civ_page *page, struct civ_buf *out)
{
	const struct civ_out_column *column = page->count == 1 ? page->commands[0]->columns : NULL;
	const struct civ_columns_when *other = page->count == 1 ? page->commands[0]->other_columns : NULL;

	if (column == NULL && page->count == 1)
		column = page->commands[0]->usual_columns;

	if (column == NULL && other == NULL)
		return;
	civ_roff_heading(out, "SH", CIV_WORD("COLUMNS"));
	if (column != NULL)
		list_columns(column, out);
	for (; other != NULL && other->when != NULL; other++) {
		civ_buf_addf(out, ".SS \"%s ", civ_say(CIV_WORD("With")));
		civ_roff_literal(out, civ_say(other->when));
		civ_buf_adds(out, "\"\n");
		list_columns(other->columns, out);
	}
}

static void list_programs(const struct civ_page *page, struct civ_buf *out)
{
	struct civ_buf list = {0};

	civ_overview_programs(page->all, &list);
	civ_roff_heading(out, "SH", CIV_WORD("PROGRAMS"));
	civ_buf_adds(out, ".EX\n");
	for (const char *line = list.failed ? "" : civ_buf_str(&list); *line != '\0';) {
		size_t len = strcspn(line, "\n");
		char *copy = civ_arena_copy(page->arena, line, len);

		if (copy != NULL)
			civ_roff_text(out, copy);
		out->failed = out->failed || copy == NULL;
		line += len + (line[len] == '\n' ? 1 : 0);
	}
	civ_buf_adds(out, ".EE\n");
	out->failed = out->failed || list.failed;
	civ_buf_free(&list);
}

static void exit_status(struct civ_buf *out)
{
	civ_roff_heading(out, "SH", CIV_WORD("EXIT STATUS"));
	for (const struct civ_exit_code *e = civ_exit_codes; e->code != NULL; e++) {
		civ_buf_addf(out, ".TP\n.B %s\n", e->code);
		civ_roff_sentence(out, e->meaning);
	}
}

static void surrounding(struct civ_buf *out, const char *name, const char *meaning)
{
	civ_buf_addf(out, ".TP\n.B %s\n", name);
	civ_roff_sentence(out, meaning);
}

static void surroundings(struct civ_buf *out)
{
	civ_roff_heading(out, "SH", CIV_WORD("ENVIRONMENT"));
	surrounding(out, "CIVPLAN_DB", CIV_WORD("The database, unless --db names one"));
	surrounding(out, "CIVPLAN_ASOF", CIV_WORD("The day that answers depend on, unless --asof names one"));
	surrounding(out, "CIVPLAN_USER", CIV_WORD("Who works, for the history; else the login name"));
	surrounding(
		out, "\"LC_ALL, LC_MESSAGES, LANG\"",
		CIV_WORD(
			"The language of messages, of help and of tables on a terminal, and of headings and choices "
			"with --labels: Chinese if it begins with zh"));
	civ_roff_heading(out, "SH", CIV_WORD("FILES"));
	surrounding(out, "civplan.db", CIV_WORD("The database, if neither option nor environment names another"));
}

static void examples(const struct civ_page *page, struct civ_buf *out)
{
	bool headed = false;

	for (size_t i = 0; i < page->count; i++)
		for (const struct civ_example *e = page->commands[i]->examples; e != NULL && e->line != NULL; e++) {
			if (!headed)
				civ_roff_heading(out, "SH", CIV_WORD("EXAMPLES"));
			headed = true;
			civ_buf_adds(out, ".TP\n");
			civ_roff_sentence(out, e->what);
			civ_buf_adds(out, "\\fB");
			civ_roff_literal(out, e->line);
			civ_buf_adds(out, "\\fR\n");
		}
}

/* The pages of the programs that work on the same kind of record. */
static void see_also(const struct civ_page *page, struct civ_buf *out)
{
	const struct civ_noun *noun = page->noun != NULL ? page->noun
	                              : page->count > 0  ? page->commands[0]->noun
	                                                 : NULL;
	const char *last = page->name;

	civ_roff_heading(out, "SH", CIV_WORD("SEE ALSO"));
	for (size_t i = 0; noun != NULL && page->all[i] != NULL; i++) {
		const char *other = civ_document_page(page->all[i]);

		if (page->all[i]->noun != noun || strcmp(other, page->name) == 0 || strcmp(other, last) == 0)
			continue;
		civ_buf_adds(out, ".BR ");
		civ_roff_literal(out, other);
		civ_buf_adds(out, " (1),\n");
		last = other;
	}
	civ_buf_adds(out, is_overview(page) ? ".BR sqlite3 (1)\n" : ".BR civplan (7)\n");
}

enum civ_status civ_document_manual(const struct civ_command *const *commands, const char *name, const char *prose,
                                    struct civ_messages *messages, struct civ_buf *out)
{
	struct civ_page page = {.name = name, .all = commands, .messages = messages, .arena = civ_arena_new()};
	enum civ_status status = page.arena == NULL ? civ_no_memory(messages) : find_page(&page);

	if (status == CIV_OK) {
		title(&page, out);
		synopsis(&page, out);
		status = add_prose(&page, prose, out);
		glossary(&page, out);
	}
	if (status == CIV_OK && page.noun != NULL)
		civ_manual_columns(&page, out);
	else if (status == CIV_OK)
		printed_columns(&page, out);
	if (status == CIV_OK)
		status = civ_manual_options(&page, out);
	if (status == CIV_OK) {
		if (is_overview(&page))
			list_programs(&page, out);
		exit_status(out);
		surroundings(out);
		examples(&page, out);
		see_also(&page, out);
	}
	civ_arena_free(page.arena);
	return status == CIV_OK && out->failed ? civ_no_memory(messages) : status;
}
