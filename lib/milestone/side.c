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

/* ---- units ---- */

static enum civ_status unit_of_code(struct civ_records *records, struct civ_span code, struct civ_arena *arena,
                                    struct civ_span *unit)
{
	const struct civ_value text = {.kind = CIV_STRING, .string = code};
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(
		records, "SELECT max(measure_unit) FROM indicator WHERE code = ?1 AND measure_unit IS NOT NULL", &row);

	if (status == CIV_OK)
		status = civ_value_bind(store, row, 1, &text);
	if (!civ_store_next(store, row, &status))
		return status;
	*unit = civ_value_column(row, 0).string;
	if (unit->len > 0)
		unit->text = civ_arena_copy(arena, unit->text, unit->len);
	sqlite3_reset(row);
	return unit->len > 0 && unit->text == NULL ? civ_no_memory(civ_records_messages(records)) : CIV_OK;
}

static bool is_called(struct civ_span span, const char *text)
{
	return span.len == strlen(text) && memcmp(span.text, text, span.len) == 0;
}

struct naming {
	const struct civ_expression *figure;
	const char *unit;
};

static enum civ_status find_figure(void *data, const struct civ_figure_known *known)
{
	struct naming *naming = data;

	if (is_called(naming->figure->name, known->report) && is_called(naming->figure->column, known->column))
		naming->unit = known->unit;
	return CIV_OK;
}

/* NULL: nothing tells. */
static enum civ_status unit_of_expression(const struct civ_expression *e, const char **unit)
{
	struct naming naming = {e, NULL};
	enum civ_status status = CIV_OK;

	for (size_t s = 0; civ_derived_tables[s] != NULL && e->kind == CIV_EXPRESSION_NAME; s++)
		for (const struct civ_derived *d = civ_derived_tables[s]; d->name != NULL; d++)
			if (is_called(e->name, d->name))
				naming.unit = d->unit;
	for (size_t i = 0; civ_figure_sources[i] != NULL && e->kind == CIV_EXPRESSION_FIGURE && status == CIV_OK; i++)
		status = civ_figure_sources[i]->each(find_figure, &naming);
	*unit = naming.unit;
	return status;
}

enum civ_status civ_side_unit(struct civ_records *records, const struct civ_side *side, struct civ_arena *arena,
                              struct civ_span *unit, bool *known)
{
	const char *text = NULL;
	enum civ_status status;

	*unit = (struct civ_span){NULL, 0};
	*known = true;
	if (side->code.len > 0)
		return unit_of_code(records, side->code, arena, unit);
	status = unit_of_expression(side->expression, &text);
	if (status != CIV_OK)
		return civ_no_memory(civ_records_messages(records));
	*known = text != NULL;
	if (text == NULL)
		return CIV_OK;
	unit->len = strlen(text);
	unit->text = civ_arena_copy(arena, text, unit->len);
	return unit->text == NULL ? civ_no_memory(civ_records_messages(records)) : CIV_OK;
}
