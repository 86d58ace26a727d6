/* --help, from the tables. */
#include "lib/cli/cli.h"

#include <string.h>

#include "civplan/say.h"

enum { LEFT = 28, WIDTH = 80 };

const struct civ_exit_code civ_exit_codes[] = {
	{"0", CIV_WORD("done"), CIV_WORD("done")},
	{"1", CIV_WORD("flagged"), CIV_WORD("done, and something is flagged: a finding of --check, a rejected row")},
	{"2", CIV_WORD("usage"), CIV_WORD("the command line is wrong; nothing was done")},
	{"3", CIV_WORD("refused"), CIV_WORD("the input is refused; nothing was stored")},
	{"4", CIV_WORD("system"), CIV_WORD("the database, a file or the system failed")},
	{"5", CIV_WORD("busy"), CIV_WORD("the database is busy; nothing was stored; try again")},
	{NULL, NULL, NULL},
};

/* The next part of a list joined with "; ". */
static void part(struct civ_buf *out, size_t start)
{
	if (out->len > start)
		civ_buf_adds(out, "; ");
}

static void add_bounds(const struct civ_column *column, size_t start, struct civ_buf *out)
{
	bool percent = column->type == CIV_PERCENT && column->min == NULL && column->max == NULL;
	const char *min = percent ? "0" : column->min;
	const char *max = percent ? "100" : column->max;

	if (min == NULL && max == NULL)
		return;
	part(out, start);
	if (min != NULL && max != NULL)
		civ_buf_addf(out, civ_say(CIV_WORD("%s to %s")), min, max);
	else
		civ_buf_addf(out, civ_say(min != NULL ? CIV_WORD("at least %s") : CIV_WORD("at most %s")),
		             min != NULL ? min : max);
}

static bool says_more(const struct civ_word *word)
{
	return !civ_text_same((struct civ_span){word->code, strlen(word->code)},
	                      (struct civ_span){word->zh, strlen(word->zh)});
}

/* What is typed, and for a Chinese reader what it means. WORDS may be NULL. */
static void add_choices(const struct civ_word *words, struct civ_buf *out)
{
	for (const struct civ_word *word = words; word != NULL && word->code != NULL; word++) {
		civ_buf_addf(out, "%s%s", word == words ? "" : civ_say(CIV_WORD(", ")), word->code);
		if (civ_say_is_chinese() && says_more(word))
			civ_buf_addf(out, "（%s）", word->zh);
	}
}

void civ_column_values(const struct civ_column *column, struct civ_buf *out)
{
	size_t start = out->len;

	if ((column->flags & CIV_KEY) != 0)
		civ_buf_adds(out, civ_say(CIV_WORD("key")));
	if (civ_column_required(column) && (column->flags & (CIV_KEY | CIV_COMPUTED)) == 0)
		civ_buf_adds(out, civ_say(CIV_WORD("required")));
	if ((column->flags & CIV_STATE) != 0) {
		part(out, start);
		civ_buf_adds(out, civ_say(CIV_WORD("moved by its own programs")));
	}
	if ((column->flags & CIV_PERSONAL) != 0) {
		part(out, start);
		civ_buf_adds(out, civ_say(CIV_WORD("personal")));
	}
	if (column->type == CIV_ENUM) {
		part(out, start);
		civ_buf_adds(out, civ_say(CIV_WORD("one of ")));
		add_choices(column->choices, out);
	}
	if (column->type == CIV_CODE && column->choices != NULL) {
		part(out, start);
		civ_buf_adds(out, civ_say(CIV_WORD("known are ")));
		add_choices(column->choices, out);
	}
	if (column->ref != NULL) {
		part(out, start);
		civ_buf_addf(out, civ_say(column->type == CIV_REFS ? CIV_WORD("codes of %s") : CIV_WORD("code of %s")),
		             civ_say(column->ref->name));
	}
	add_bounds(column, start, out);
	if (column->measure_unit != NULL) {
		part(out, start);
		civ_buf_addf(out, civ_say(CIV_WORD("in %s")), civ_say(column->measure_unit));
	}
	if (column->letter != NULL) {
		part(out, start);
		civ_buf_addf(out, civ_say(CIV_WORD("empty: given by the program, as %s2026-001")), column->letter);
	}
	if (column->fallback != NULL) {
		part(out, start);
		civ_buf_addf(out, civ_say(CIV_WORD("default %s")), column->fallback);
	}
}

static void choice_help(const struct civ_option *option, struct civ_buf *out)
{
	civ_buf_adds(out, civ_say(option->help));
	civ_buf_adds(out, option->choices == NULL ? "" : civ_say(CIV_WORD(": ")));
	add_choices(option->choices, out);
	if (option->min != NULL && option->max != NULL && option->type != CIV_OPTION_REAL)
		civ_buf_addf(out, civ_say(CIV_WORD(" (%s to %s)")), option->min, option->max);
}

void civ_entry_help(const struct civ_command *command, const struct civ_entry *entry, struct civ_buf *out)
{
	struct civ_buf values = {0};

	if (entry->filter != NULL)
		civ_buf_adds(out, civ_say(entry->filter->help));
	else if (entry->option != NULL)
		choice_help(entry->option, out);
	if (entry->column == NULL)
		return;
	civ_buf_adds(out, entry->column->help == NULL ? entry->column->name : civ_say(entry->column->help));
	if (command->noun_options != CIV_COLUMNS_LIST)
		civ_column_values(entry->column, &values);
	if (values.len > 0)
		civ_buf_addf(out, " (%s)", civ_buf_str(&values));
	out->failed = out->failed || values.failed;
	civ_buf_free(&values);
}

/* TEXT in lines beside a left column of INDENT, which stands already. */
static void wrap(struct civ_buf *out, const char *text, size_t indent)
{
	size_t column = indent;

	while (*text != '\0') {
		size_t len = strcspn(text, " ");
		size_t width = civ_text_width(text, len);

		if (column > indent && column + 1 + width > WIDTH) {
			civ_buf_addf(out, "\n%*s", (int)indent, "");
			column = indent;
		} else if (column > indent) {
			civ_buf_addc(out, ' ');
			column++;
		}
		civ_buf_add(out, text, len);
		column += width;
		text += len + strspn(text + len, " ");
	}
	civ_buf_addc(out, '\n');
}

static void item(struct civ_buf *out, struct civ_buf *left, const char *text)
{
	size_t width = left->len == 0 ? 0 : civ_text_width(left->data, left->len);

	civ_buf_add(out, left->data, left->len);
	if (width + 2 > LEFT)
		civ_buf_addf(out, "\n%*s", LEFT, "");
	else
		civ_buf_addf(out, "%*s", LEFT - (int)width, "");
	wrap(out, text == NULL ? "" : text, LEFT);
	civ_buf_clear(left);
}

static void option_item(const struct civ_command *command, const struct civ_entry *entry, struct civ_buf *out)
{
	struct civ_buf left = {0}, text = {0};
	char letter = civ_entry_letter(entry);

	if (letter != 0)
		civ_buf_addf(&left, "  -%c, --%s", letter, entry->name);
	else
		civ_buf_addf(&left, "      --%s", entry->name);
	if (civ_entry_arg(entry) != NULL)
		civ_buf_addf(&left, "=%s", civ_entry_arg(entry));
	civ_entry_help(command, entry, &text);
	item(out, &left, civ_buf_str(&text));
	out->failed = out->failed || left.failed || text.failed;
	civ_buf_free(&left);
	civ_buf_free(&text);
}

static const char *heading(const struct civ_command *command, enum civ_origin origin)
{
	switch (origin) {
	case CIV_ORIGIN_OWN:
		return civ_say(CIV_WORD("Options of this program"));
	case CIV_ORIGIN_COLUMN:
		if (command->noun_options == CIV_COLUMNS_LIST)
			return civ_say(
				CIV_WORD("Filters by column (=A,B any of these, =FROM..TO a range, = no value, ~=PART "
				         "of a text, '>=N' and '<N' in quotes)"));
		return command->noun_options == CIV_COLUMNS_ADD
		               ? civ_say(CIV_WORD("Columns, as options or in the header of the input"))
		               : civ_say(CIV_WORD("New values (empty: none)"));
	case CIV_ORIGIN_FILTER:
		return civ_say(CIV_WORD("More filters"));
	case CIV_ORIGIN_COMMON:
		break;
	}
	return civ_say(CIV_WORD("Common options"));
}

/* Names alone: columns, and what all programs have, are many, and explained by --help-all and the manual. */
static void name_entries(const struct civ_command *command, const struct civ_entries *entries, size_t first,
                         struct civ_buf *out)
{
	enum civ_origin origin = entries->list[first].origin;
	struct civ_buf names = {0};

	for (size_t i = first; i < entries->count && entries->list[i].origin == origin; i++) {
		const struct civ_entry *entry = &entries->list[i];

		if (civ_entry_letter(entry) != 0)
			civ_buf_addf(&names, "-%c,", civ_entry_letter(entry));
		civ_buf_addf(&names, "--%s", entry->name);
		if (origin == CIV_ORIGIN_COMMON && civ_entry_arg(entry) != NULL)
			civ_buf_addf(&names, "=%s", civ_entry_arg(entry));
		/* A required column is told by a mark. */
		if (command->noun_options == CIV_COLUMNS_ADD && entry->column != NULL &&
		    civ_column_entered(entry->column))
			civ_buf_addc(&names, '*');
		civ_buf_addc(&names, ' ');
	}
	civ_buf_adds(out, "  ");
	wrap(out, names.len == 0 ? "" : civ_buf_str(&names), 2);
	out->failed = out->failed || names.failed;
	civ_buf_free(&names);
}

static void options_part(const struct civ_command *command, const struct civ_entries *entries, bool all,
                         struct civ_buf *out)
{
	for (size_t i = 0; i < entries->count; i++) {
		const struct civ_entry *entry = &entries->list[i];
		bool named = !all && (entry->origin == CIV_ORIGIN_COLUMN || entry->origin == CIV_ORIGIN_COMMON);
		bool begins = i == 0 || entry->origin != entries->list[i - 1].origin;

		if (begins) {
			civ_buf_addf(out, "\n%s", heading(command, entry->origin));
			civ_buf_adds(out, named && command->noun_options == CIV_COLUMNS_ADD &&
			                                  entry->origin == CIV_ORIGIN_COLUMN
			                          ? civ_say(CIV_WORD(" (* required)"))
			                          : "");
			civ_buf_addf(out, "%s\n", civ_say(CIV_WORD(":")));
		}
		if (named && begins)
			name_entries(command, entries, i, out);
		if (!named)
			option_item(command, entry, out);
	}
}

static void glossary_part(const struct civ_glossary *glossary, struct civ_buf *out)
{
	struct civ_buf left = {0}, text = {0};
	const char *word;

	if (glossary == NULL)
		return;
	civ_buf_addf(out, "\n%s:\n", civ_say(glossary->heading));
	for (size_t i = 0; (word = glossary->term(i, &text)) != NULL; i++) {
		civ_buf_addf(&left, "  %s", word);
		item(out, &left, civ_buf_str(&text));
		civ_buf_clear(&text);
	}
	out->failed = out->failed || left.failed || text.failed;
	civ_buf_free(&left);
	civ_buf_free(&text);
}

static void name_columns(const struct civ_out_column *columns, struct civ_buf *out)
{
	struct civ_buf names = {0};

	for (const struct civ_out_column *c = columns; c->name != NULL; c++)
		civ_buf_addf(&names, "%s%s ", c->name, c[1].name == NULL ? "" : ",");
	civ_buf_adds(out, "  ");
	wrap(out, civ_buf_str(&names) == NULL ? "" : civ_buf_str(&names), 2);
	out->failed = out->failed || names.failed;
	civ_buf_free(&names);
}

static void output_part(const struct civ_command *command, bool all, struct civ_buf *out)
{
	const struct civ_out_column *columns = command->columns == NULL ? command->usual_columns : command->columns;
	struct civ_buf left = {0};

	if (columns == NULL)
		return;
	civ_buf_addf(out, "\n%s\n", civ_say(CIV_WORD("Columns printed:")));
	if (!all)
		name_columns(columns, out);
	for (const struct civ_out_column *c = columns; all && c->name != NULL; c++) {
		civ_buf_addf(&left, "  %s", c->name);
		item(out, &left, civ_say(c->help));
	}
	out->failed = out->failed || left.failed;
	civ_buf_free(&left);
}

enum { SHORT_EXAMPLES = 2 };

static void examples_part(const struct civ_command *command, bool all, struct civ_buf *out)
{
	for (const struct civ_example *e = command->examples;
	     e != NULL && e->line != NULL && (all || e - command->examples < SHORT_EXAMPLES); e++)
		civ_buf_addf(out, "%s%s%s  %s\n      %s\n", e == command->examples ? "\n" : "",
		             e == command->examples ? civ_say(CIV_WORD("Examples:")) : "",
		             e == command->examples ? "\n" : "", civ_say(e->what), e->line);
}

const char *civ_document_page(const struct civ_command *command)
{
	return civ_command_is_generic(command) ? command->noun->name : command->name;
}

static void name_exit_codes(const struct civ_command *command, struct civ_buf *out)
{
	civ_buf_addf(out, "\n%s", civ_say(CIV_WORD("Exit status:")));
	for (const struct civ_exit_code *e = civ_exit_codes; e->code != NULL; e++)
		civ_buf_addf(out, civ_say(e == civ_exit_codes ? CIV_WORD(" %s %s") : CIV_WORD(", %s %s")), e->code,
		             civ_say(e->word));
	civ_buf_addf(out, civ_say(CIV_WORD(".\n%s --help-all and %s(%c) explain everything.\n")), command->name,
	             civ_document_page(command), strcmp(command->name, "civplan") == 0 ? '7' : '1');
}

static void ending(const struct civ_command *command, bool all, struct civ_buf *out)
{
	if (all)
		civ_buf_addf(out, "\n%s\n", civ_say(CIV_WORD("Exit status:")));
	for (const struct civ_exit_code *e = civ_exit_codes; all && e->code != NULL; e++)
		civ_buf_addf(out, "  %s  %s\n", e->code, civ_say(e->meaning));
	examples_part(command, all, out);
	if (!all)
		name_exit_codes(command, out);
}

void civ_help(const struct civ_command *command, const struct civ_entries *entries, bool all, struct civ_buf *out)
{
	struct civ_buf key = {0};

	civ_buf_addf(out, civ_say(CIV_WORD("usage: %s [OPTION...]%s%s\n")), command->name,
	             command->operands == NULL ? "" : " ", command->operands == NULL ? "" : command->operands);
	civ_command_summary(command, out);
	if (civ_command_is_generic(command))
		civ_buf_addf(out, civ_say(CIV_WORD(": %s")), civ_say(command->noun->summary));
	civ_buf_addc(out, '\n');
	if (command->noun != NULL &&
	    (command->operands_are == CIV_OPERANDS_KEYS || command->operands_are == CIV_OPERANDS_CHANGE)) {
		civ_key_form(command->noun, &key);
		civ_buf_addf(out, civ_say(CIV_WORD("KEY is %s.\n")),
		             key.len == 0 ? civ_say(CIV_WORD("not needed: there is one row")) : civ_buf_str(&key));
	}
	civ_buf_free(&key);
	options_part(command, entries, all, out);
	if (all)
		glossary_part(command->glossary, out);
	output_part(command, all, out);
	ending(command, all, out);
}
