/* The views, as the noun tables describe them. */
#include <string.h>

#include "civplan/query.h"
#include "civplan/say.h"

const struct civ_out_column civ_query_schema_columns[] = {
	{"view", "View", CIV_KIND_TEXT, "to be named behind FROM"},
	{"column", "Column", CIV_KIND_TEXT, "of the view"},
	{"type", "Type", CIV_KIND_TEXT, "of its values"},
	{"unit", "Unit", CIV_KIND_TEXT, "of measure"},
	{"values", "Values", CIV_KIND_TEXT, "those that it can have, joined with ;"},
	{"meaning", "Meaning", CIV_KIND_TEXT, "what it holds"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

static const char *const type_names[] = {
	[CIV_ID] = CIV_WORD("number"),
	[CIV_CODE] = CIV_WORD("text"),
	[CIV_TEXT] = CIV_WORD("text"),
	[CIV_INT] = CIV_WORD("whole number"),
	[CIV_REAL] = CIV_WORD("number"),
	[CIV_PERCENT] = CIV_WORD("percent"),
	[CIV_MONEY] = CIV_WORD("fen"),
	[CIV_DATE] = CIV_WORD("date"),
	[CIV_TIME] = CIV_WORD("time"),
	[CIV_ENUM] = CIV_WORD("text"),
	[CIV_BOOL] = CIV_WORD("1 or 0"),
	[CIV_REF] = CIV_WORD("code"),
	[CIV_REFS] = CIV_WORD("codes with ;"),
	[CIV_CODEREF] = CIV_WORD("code"),
	[CIV_CLOCK] = CIV_WORD("time of day"),
};

/* COLUMN NULL: the number of the row. */
static enum civ_status write_column(struct civ_out *out, const struct civ_noun *noun, const char *name,
                                    const char *type, const struct civ_column *column)
{
	struct civ_buf values = {0};
	enum civ_status status;

	for (const struct civ_word *choice = column == NULL ? NULL : column->choices;
	     choice != NULL && choice->code != NULL; choice++)
		civ_buf_addf(&values, "%s%s", values.len == 0 ? "" : ";", choice->code);
	civ_out_string(out, noun->view);
	civ_out_string(out, name);
	civ_out_said(out, type);
	civ_out_said(out, column == NULL ? NULL : column->measure_unit);
	civ_out_text(out, values.data, values.len);
	civ_out_said(out, column == NULL ? CIV_WORD("number of the row, which references name") : column->help);
	status = civ_out_row(out);
	civ_buf_free(&values);
	return status;
}

/* A reference stands in a view as the id, the code, and the name where it has one. */
static enum civ_status write_reference(struct civ_out *out, const struct civ_noun *noun,
                                       const struct civ_column *column)
{
	struct civ_buf name = {0};
	bool has_name = false;
	enum civ_status status = CIV_OK;

	for (const struct civ_column *c = column->ref->columns; c->name != NULL; c++)
		has_name = has_name || strcmp(c->name, "name") == 0;
	civ_buf_addf(&name, "%s_id", column->name);
	if (civ_buf_str(&name) != NULL)
		status = write_column(out, noun, civ_buf_str(&name), "number", column);
	civ_buf_clear(&name);
	civ_buf_addf(&name, "%s_name", column->name);
	if (status == CIV_OK && civ_noun_code_column(column->ref) >= 0)
		status = write_column(out, noun, column->name, "code", column);
	if (status == CIV_OK && has_name && civ_buf_str(&name) != NULL)
		status = write_column(out, noun, civ_buf_str(&name), "text", column);
	civ_buf_free(&name);
	return status;
}

enum civ_status civ_query_schema(struct civ_out *out)
{
	enum civ_status status = CIV_OK;

	for (const struct civ_noun *const *noun = civ_nouns; *noun != NULL; noun++) {
		bool numbered = false;

		for (const struct civ_column *c = (*noun)->columns; c->name != NULL; c++)
			numbered = numbered || c->type == CIV_ID;
		if (!numbered)
			status = write_column(out, *noun, "id", "number", NULL);
		for (const struct civ_column *c = (*noun)->columns; c->name != NULL && status == CIV_OK; c++) {
			if ((c->flags & CIV_PERSONAL) != 0)
				continue;
			status = c->type == CIV_REF ? write_reference(out, *noun, c)
			                            : write_column(out, *noun, c->name, type_names[c->type], c);
		}
	}
	return status;
}
