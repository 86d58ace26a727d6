/* Checks of formulas: a bundle is taken as it is, and what a formula named may be gone. */
#include "civplan/check.h"
#include "civplan/derive.h"
#include "civplan/say.h"

/* What is wrong with the formula of the row at hand, as the finding has it; nothing is when WHY stays empty. */
static enum civ_status look_at(struct civ_records *records, struct civ_span text, struct civ_buf *why)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_mistake mistake = {0, NULL};
	enum civ_status status = arena == NULL ? civ_no_memory(civ_records_messages(records)) : CIV_OK;
	struct civ_written written = {.text = text};

	if (status == CIV_OK)
		written.expression = civ_expression_parse(text, arena, &mistake);
	if (written.expression != NULL)
		status = civ_expression_check(records, &written, why);
	else if (mistake.why != NULL)
		civ_mistake_put(text, &mistake, why);
	civ_arena_free(arena);
	return status == CIV_REFUSED ? CIV_OK : status;
}

static enum civ_status find_formulas(struct civ_records *records, const struct civ_check *check,
                                     enum civ_status (*take)(void *data, const struct civ_finding *finding), void *data)
{
	static const char sql[] = "SELECT s.code || ':' || i.code, i.formula"
				  " FROM indicator i JOIN standard s ON s.id = i.standard_id"
				  " WHERE i.formula IS NOT NULL"
				  " ORDER BY s.code, i.code";
	struct civ_buf why = {0};
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(records, sql, &rows);

	(void)check;
	while (civ_store_next(civ_records_store(records), rows, &status)) {
		civ_buf_clear(&why);
		status = look_at(records, civ_value_column(rows, 1).string, &why);
		if (status == CIV_OK && why.len > 0) {
			const struct civ_finding finding = {
				civ_row_text(rows, 0), civ_row_text(rows, 1),
				civ_records_say(records, CIV_WORD("a formula over what is there")), civ_buf_str(&why)};

			status = take(data, &finding);
		}
	}
	civ_buf_free(&why);
	return status;
}

static const struct civ_check checks[] = {
	{.name = "indicator_formula",
         .severity = CIV_CHECK_ERROR,
         .summary = "the formula of an indicator cannot be read, or names what is not there",
         .find = find_formulas},
	{.name = NULL},
};

const struct civ_check_table civ_derive_checks = {.place = 24, .checks = checks};
