/* The columns of a noun in its manual page. */
#include "lib/cli/roff.h"

#include <string.h>

static const char *type_name(enum civ_type type)
{
	switch (type) {
	case CIV_ID:
		return "number given by the program";
	case CIV_CODE:
		return "code";
	case CIV_TEXT:
		return "text";
	case CIV_INT:
		return "whole number";
	case CIV_REAL:
		return "number";
	case CIV_PERCENT:
		return "percentage";
	case CIV_MONEY:
		return "yuan";
	case CIV_DATE:
		return "date";
	case CIV_TIME:
		return "time";
	case CIV_ENUM:
		return "choice";
	case CIV_BOOL:
		return "yes or no";
	case CIV_REF:
	case CIV_CODEREF:
		return "reference";
	case CIV_REFS:
		return "references joined with ;";
	}
	return "";
}

static void column_item(const struct civ_column *column, struct civ_buf *out)
{
	struct civ_buf values = {0};

	civ_buf_adds(out, ".TP\n\\fB");
	civ_roff_literal(out, column->name);
	civ_buf_adds(out, "\\fR (");
	civ_roff_literal(out, type_name(column->type));
	civ_column_values(column, &values);
	if (values.len > 0) {
		civ_buf_adds(out, "; ");
		civ_roff_literal(out, civ_buf_str(&values));
	}
	civ_buf_adds(out, ")\n");
	civ_roff_sentence(out, column->help == NULL ? civ_column_label(column, false) : column->help);
	if (column->label_zh != NULL) {
		civ_buf_adds(out, "Heading: ");
		civ_roff_literal(out, civ_column_label(column, false));
		civ_buf_addf(out, ", %s.\n", column->label_zh);
	}
	out->failed = out->failed || values.failed;
	civ_buf_free(&values);
}

static void choice_labels(const struct civ_column *column, struct civ_buf *out)
{
	if (column->type != CIV_ENUM || column->choices[0].zh == NULL)
		return;
	civ_buf_adds(out, "Choices in Chinese: ");
	for (const struct civ_choice *c = column->choices; c->code != NULL; c++)
		civ_buf_addf(out, "%s%s", c == column->choices ? "" : ", ", c->zh == NULL ? c->code : c->zh);
	civ_buf_adds(out, ".\n");
}

static void rules(const struct civ_noun *noun, struct civ_buf *out)
{
	const struct civ_rule *rule = noun->rules;

	if (rule == NULL || rule->name == NULL)
		return;
	civ_buf_adds(out, ".SS Rules\nA row that breaks one of these is refused:\n");
	for (; rule->name != NULL; rule++) {
		civ_buf_adds(out, ".IP \\(bu 2\n");
		if (rule->column != NULL) {
			civ_roff_literal(out, rule->column);
			civ_buf_adds(out, ": ");
		}
		civ_roff_text(out, rule->message);
	}
}

void civ_manual_columns(const struct civ_page *page, struct civ_buf *out)
{
	struct civ_buf key = {0};

	civ_buf_adds(out, ".SH COLUMNS\n");
	civ_noun_key_form(page->noun, &key);
	if (key.len > 0) {
		civ_buf_adds(out, "A row is named by its key, as operand ");
		civ_buf_addf(out, "\\fI%s\\fR.\n", civ_buf_str(&key));
	}
	out->failed = out->failed || key.failed;
	civ_buf_free(&key);
	for (const struct civ_column *c = page->noun->columns; c->name != NULL; c++) {
		column_item(c, out);
		choice_labels(c, out);
	}
	rules(page->noun, out);
}
