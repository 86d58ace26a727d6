/* The columns of a noun in its manual page. */
#include "civplan/say.h"
#include "lib/cli/roff.h"

#include <string.h>

static const char *type_name(enum civ_type type)
{
	switch (type) {
	case CIV_ID:
		return CIV_WORD("number given by the program");
	case CIV_CODE:
		return CIV_WORD("code");
	case CIV_TEXT:
		return CIV_WORD("text");
	case CIV_INT:
		return CIV_WORD("whole number");
	case CIV_REAL:
		return CIV_WORD("number");
	case CIV_PERCENT:
		return CIV_WORD("percentage");
	case CIV_MONEY:
		return CIV_WORD("yuan");
	case CIV_DATE:
		return CIV_WORD("date");
	case CIV_TIME:
		return CIV_WORD("time");
	case CIV_CLOCK:
		return CIV_WORD("time of day");
	case CIV_ENUM:
		return CIV_WORD("choice");
	case CIV_BOOL:
		return CIV_WORD("yes or no");
	case CIV_REF:
	case CIV_CODEREF:
		return CIV_WORD("reference");
	case CIV_REFS:
		return CIV_WORD("references joined with ;");
	}
	return "";
}

static void column_item(const struct civ_column *column, struct civ_buf *out)
{
	struct civ_buf values = {0};

	civ_buf_adds(out, ".TP\n\\fB");
	civ_roff_literal(out, column->name);
	civ_buf_adds(out, "\\fR (");
	civ_roff_literal(out, civ_say(type_name(column->type)));
	civ_column_values(column, &values);
	if (values.len > 0) {
		civ_buf_adds(out, "; ");
		civ_roff_literal(out, civ_buf_str(&values));
	}
	civ_buf_adds(out, ")\n");
	civ_roff_sentence(out, column->help == NULL ? civ_column_label(column, false) : column->help);
	if (column->label_zh != NULL) {
		civ_buf_adds(out, civ_say(CIV_WORD("Heading: ")));
		civ_roff_literal(out, civ_column_label(column, false));
		civ_buf_addf(out, ", %s%s\n", column->label_zh, civ_say("."));
	}
	out->failed = out->failed || values.failed;
	civ_buf_free(&values);
}

static void choice_labels(const struct civ_column *column, struct civ_buf *out)
{
	if (column->choices == NULL)
		return;
	civ_buf_adds(out, civ_say(column->type == CIV_ENUM ? CIV_WORD("Choices in Chinese: ")
	                                                   : CIV_WORD("Known codes in Chinese: ")));
	for (const struct civ_word *c = column->choices; c->code != NULL; c++)
		civ_buf_addf(out, "%s%s", c == column->choices ? "" : ", ", c->zh);
	civ_buf_addf(out, "%s\n", civ_say("."));
}

static void rules(const struct civ_noun *noun, struct civ_buf *out)
{
	const struct civ_rule *rule = noun->rules;

	if (rule == NULL || rule->name == NULL)
		return;
	civ_roff_heading(out, "SS", CIV_WORD("Rules"));
	civ_buf_addf(out, "%s\n", civ_say(CIV_WORD("A row that breaks one of these is refused:")));
	for (; rule->name != NULL; rule++) {
		civ_buf_adds(out, ".IP \\(bu 2\n");
		if (rule->column != NULL) {
			civ_roff_literal(out, rule->column);
			civ_buf_adds(out, ": ");
		}
		civ_roff_text(out, civ_say(rule->message));
	}
}

static void shown_columns(const struct civ_noun *noun, struct civ_buf *out)
{
	struct civ_buf names = {0};

	for (const struct civ_column *c = noun->columns; c->name != NULL; c++)
		if ((c->flags & CIV_SHOWN) != 0)
			civ_buf_addf(&names, "%s%s", names.len == 0 ? "" : civ_say(CIV_WORD(", ")), c->name);
	if (names.len > 0 && civ_buf_str(&names) != NULL)
		civ_buf_addf(out, civ_say(CIV_WORD("On a terminal a list shows these, unless --wide or --columns says "
		                                   "otherwise: %s.\n")),
		             civ_buf_str(&names));
	out->failed = out->failed || names.failed;
	civ_buf_free(&names);
}

void civ_manual_columns(const struct civ_page *page, struct civ_buf *out)
{
	struct civ_buf key = {0};

	civ_roff_heading(out, "SH", "COLUMNS");
	civ_key_form(page->noun, &key);
	if (key.len > 0) {
		civ_buf_addf(out, "%s\\fI%s\\fR%s\n", civ_say(CIV_WORD("A row is named by its key, as operand ")),
		             civ_buf_str(&key), civ_say("."));
	}
	out->failed = out->failed || key.failed;
	civ_buf_free(&key);
	shown_columns(page->noun, out);
	for (const struct civ_column *c = page->noun->columns; c->name != NULL; c++) {
		column_item(c, out);
		choice_labels(c, out);
	}
	for (const struct civ_column *c = page->noun->told; c != NULL && c->name != NULL; c++)
		column_item(c, out);
	rules(page->noun, out);
}
