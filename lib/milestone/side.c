#include "lib/milestone/side.h"

#include <string.h>

#include "civplan/say.h"

enum civ_status civ_side_is_indicator(struct civ_records *records, struct civ_span code, bool *found)
{
	const struct civ_value text = {.kind = CIV_STRING, .string = code};
	sqlite3_stmt *find;
	enum civ_status status = civ_records_statement(records, "SELECT 1 FROM indicator WHERE code = ?1 LIMIT 1",
	                                               &find);

	*found = false;
	if (status == CIV_OK)
		status = civ_value_bind(civ_records_store(records), find, 1, &text);
	if (status == CIV_OK)
		status = civ_store_step(civ_records_store(records), find, found);
	if (status == CIV_OK && *found)
		sqlite3_reset(find);
	return status;
}

/* True if it can be nothing but a code: of an indicator that is there, or that is still to be entered. */
static bool is_code(const struct civ_expression *e)
{
	return e == NULL || e->kind == CIV_EXPRESSION_INDICATOR ||
	       (e->kind == CIV_EXPRESSION_NAME && !civ_name_is_counted(e->name));
}

enum civ_status civ_side_find(struct civ_records *records, struct civ_span text, struct civ_arena *arena,
                              struct civ_side *side)
{
	struct civ_mistake mistake;
	bool found;
	enum civ_status status = civ_side_is_indicator(records, text, &found);

	*side = (struct civ_side){.code = text};
	if (status != CIV_OK || found)
		return status;
	side->expression = civ_expression_parse(text, arena, &mistake);
	if (side->expression == NULL && mistake.why == NULL)
		return civ_no_memory(civ_records_messages(records));
	if (!is_code(side->expression)) {
		side->code = (struct civ_span){NULL, 0};
		return CIV_OK;
	}
	if (side->expression != NULL)
		side->code = side->expression->name;
	side->expression = NULL;
	return CIV_OK;
}

/* A word of letters, digits, signs and points alone may be a code with such in it; a figure of a report is none. */
static bool is_word(struct civ_span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (strchr(" \t\r\n([", text.text[i]) != NULL)
			return false;
	return true;
}

enum civ_status civ_side_check(struct civ_records *records, struct civ_span text, struct civ_span part,
                               struct civ_buf *why)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_side side;
	enum civ_status status = arena == NULL ? civ_no_memory(civ_records_messages(records))
	                                       : civ_side_find(records, part, arena, &side);
	bool word = is_word(part);

	if (status == CIV_OK && side.expression != NULL && (!word || side.expression->kind == CIV_EXPRESSION_FIGURE)) {
		const struct civ_written written = {text, side.expression, (size_t)(part.text - text.text)};

		status = civ_expression_check(records, &written, why);
	}
	civ_arena_free(arena);
	return status;
}
