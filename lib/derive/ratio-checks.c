/* Checks of what expressions make of targets. */
#include "civplan/check.h"

#include <math.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/derive.h"
#include "civplan/say.h"
#include "lib/noun/standard.h"

/* An indicator with a formula and bounds, in the latest standard in force. */
static const char formulas_sql[] =
	"SELECT i.code, i.formula, i.\"min\", i.\"max\", ifnull(i.measure_unit, i.name)"
	" FROM indicator i JOIN standard s ON s.id = i.standard_id"
	" WHERE i.formula IS NOT NULL AND (i.\"min\" IS NOT NULL OR i.\"max\" IS NOT NULL)"
	" AND " CIV_STANDARD_IN_FORCE("s")
	" ORDER BY i.code, s.effective DESC, s.code";
static const char formula_sql[] =
	"SELECT i.formula"
	" FROM indicator i JOIN standard s ON s.id = i.standard_id"
	" WHERE i.code = ?1 AND i.formula IS NOT NULL"
	" ORDER BY s.effective DESC, s.code"
	" LIMIT 1";
/* Of several in force the one that is due last. */
static const char target_sql[] =
	"SELECT code, value FROM target WHERE indicator = ?1 AND in_force = 1 AND area_id IS NULL"
	" ORDER BY due DESC NULLS LAST, code LIMIT 1";
static const char population_sql[] = "SELECT population FROM plan WHERE population IS NOT NULL";

enum { DEEPEST = 20 }; /* formulas within formulas */

struct reckoning {
	struct civ_records *records;
	struct civ_arena *arena;
	struct civ_buf targets; /* codes of those that were taken, joined with / */
	size_t count;
	size_t depth;
	enum civ_status status;
};

static double reckon(struct reckoning *reckoning, const struct civ_expression *expression);

/* The first row for NAME (NULL: the statement names nothing), to be reset; NULL when there is none. */
static sqlite3_stmt *first_row(struct reckoning *reckoning, const char *sql, const struct civ_span *name)
{
	struct civ_store *store = civ_records_store(reckoning->records);
	sqlite3_stmt *row;

	reckoning->status = civ_records_statement(reckoning->records, sql, &row);
	if (reckoning->status == CIV_OK && name != NULL) {
		const struct civ_value text = {.kind = CIV_STRING, .string = *name};

		reckoning->status = civ_value_bind(store, row, 1, &text);
	}
	return civ_store_next(store, row, &reckoning->status) ? row : NULL;
}

static void note_target(struct reckoning *reckoning, const char *code)
{
	civ_buf_addf(&reckoning->targets, "%s%s", reckoning->count++ == 0 ? "" : "/", code);
}

/* Without a target, what its own formula makes of those that there are. */
static double by_formula(struct reckoning *reckoning, struct civ_span code)
{
	sqlite3_stmt *row = reckoning->depth >= DEEPEST ? NULL : first_row(reckoning, formula_sql, &code);
	const struct civ_expression *expression;
	struct civ_mistake mistake;
	struct civ_span text;
	const char *copy;
	double value = NAN;

	if (row == NULL)
		return NAN;
	text = civ_value_column(row, 0).string;
	copy = civ_arena_copy(reckoning->arena, text.text, text.len);
	sqlite3_reset(row);
	if (copy == NULL) {
		reckoning->status = civ_no_memory(civ_records_messages(reckoning->records));
		return NAN;
	}
	expression = civ_expression_parse((struct civ_span){copy, text.len}, reckoning->arena, &mistake);
	reckoning->depth++;
	if (expression != NULL)
		value = reckon(reckoning, expression);
	reckoning->depth--;
	return value;
}

static double of_indicator(struct reckoning *reckoning, struct civ_span code)
{
	sqlite3_stmt *row = first_row(reckoning, target_sql, &code);
	double value;

	if (reckoning->status != CIV_OK)
		return NAN;
	if (row == NULL)
		return by_formula(reckoning, code);
	note_target(reckoning, civ_row_text(row, 0));
	value = sqlite3_column_double(row, 1);
	sqlite3_reset(row);
	return value;
}

/* What is counted has no target; but a city has residents. */
static double of_name(struct reckoning *reckoning, struct civ_span name)
{
	static const char population[] = "population";
	sqlite3_stmt *row;
	double value;

	if (!civ_name_is_counted(name))
		return of_indicator(reckoning, name);
	if (name.len != sizeof population - 1 || memcmp(name.text, population, name.len) != 0)
		return NAN;
	row = first_row(reckoning, population_sql, NULL);
	if (row == NULL)
		return NAN;
	value = sqlite3_column_double(row, 0);
	sqlite3_reset(row);
	return value;
}

/* NAN: something in it has no target. */
static double reckon(struct reckoning *reckoning, const struct civ_expression *expression)
{
	double left, right;

	switch (expression->kind) {
	case CIV_EXPRESSION_NUMBER:
		return expression->number;
	case CIV_EXPRESSION_NAME:
		return of_name(reckoning, expression->name);
	case CIV_EXPRESSION_INDICATOR:
		return of_indicator(reckoning, expression->name);
	case CIV_EXPRESSION_FIGURE:
	case CIV_EXPRESSION_CALL:
		return NAN;
	case CIV_EXPRESSION_NEGATIVE:
		return -reckon(reckoning, expression->left);
	case CIV_EXPRESSION_SUM:
	case CIV_EXPRESSION_DIFFERENCE:
	case CIV_EXPRESSION_PRODUCT:
	case CIV_EXPRESSION_QUOTIENT:
		break;
	}
	left = reckon(reckoning, expression->left);
	right = reckon(reckoning, expression->right);
	if (expression->kind == CIV_EXPRESSION_SUM)
		return left + right;
	if (expression->kind == CIV_EXPRESSION_DIFFERENCE)
		return left - right;
	if (expression->kind == CIV_EXPRESSION_PRODUCT)
		return left * right;
	return right != 0 ? left / right : NAN;
}

struct teller {
	enum civ_status (*take)(void *data, const struct civ_finding *finding);
	void *data;
};

/* What the targets come to, VALUE, against the bounds in ROW. */
static enum civ_status tell(struct reckoning *reckoning, const struct teller *teller, sqlite3_stmt *row, double value)
{
	struct civ_records *records = reckoning->records;
	bool under = sqlite3_column_type(row, 2) != SQLITE_NULL && value < sqlite3_column_double(row, 2);
	bool over = sqlite3_column_type(row, 3) != SQLITE_NULL && value > sqlite3_column_double(row, 3);
	struct civ_buf found = {0}, wanted = {0};
	char is[CIV_REAL_SIZE], bound[CIV_REAL_SIZE];
	enum civ_status status = CIV_OK;

	if (!under && !over)
		return CIV_OK;
	civ_real_format_rounded(value, 2, is);
	civ_real_format(sqlite3_column_double(row, under ? 2 : 3), bound);
	civ_buf_addf(&found, "%s %s", is, civ_row_text(row, 4));
	civ_buf_addf(&wanted, civ_records_say(records, under ? CIV_WORD("at least %s") : CIV_WORD("at most %s")),
	             bound);
	if (found.failed || wanted.failed || civ_buf_str(&reckoning->targets) == NULL) {
		status = civ_no_memory(civ_records_messages(records));
	} else {
		const struct civ_finding finding = {
			civ_buf_str(&reckoning->targets), civ_buf_str(&found), civ_buf_str(&wanted),
			civ_records_say(records, reckoning->count == 2 ? CIV_WORD("the two targets hardly fit together")
		                                                       : CIV_WORD("such targets are hardly meant"))};

		status = teller->take(teller->data, &finding);
	}
	civ_buf_free(&found);
	civ_buf_free(&wanted);
	return status;
}

static enum civ_status check_formula(struct civ_records *records, const struct teller *teller, sqlite3_stmt *row)
{
	struct civ_span text = civ_value_column(row, 1).string;
	struct reckoning reckoning = {.records = records, .arena = civ_arena_new(), .status = CIV_OK};
	const struct civ_expression *expression;
	struct civ_mistake mistake;
	double value = NAN;
	enum civ_status status;

	if (reckoning.arena == NULL)
		return civ_no_memory(civ_records_messages(records));
	expression = civ_expression_parse(text, reckoning.arena, &mistake);
	if (expression != NULL)
		value = reckon(&reckoning, expression);
	status = reckoning.status;
	if (status == CIV_OK && !isnan(value) && reckoning.targets.len > 0)
		status = tell(&reckoning, teller, row, value);
	civ_buf_free(&reckoning.targets);
	civ_arena_free(reckoning.arena);
	return status;
}

/* The indicator's measures would be refused outside its bounds: so are targets that lead there. */
static enum civ_status find_ratios(struct civ_records *records, const struct civ_check *check,
                                   enum civ_status (*take)(void *data, const struct civ_finding *finding), void *data)
{
	const struct teller teller = {take, data};
	struct civ_store *store = civ_records_store(records);
	char asof[CIV_DATE_SIZE];
	struct civ_buf before = {0};
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(records, formulas_sql, &rows);

	(void)check;
	civ_date_format(civ_records_clock(records)->asof, asof);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":asof", asof);
	while (civ_store_next(store, rows, &status)) {
		/* Only in its latest standard. */
		bool again = before.len > 0 && strcmp(civ_buf_str(&before), civ_row_text(rows, 0)) == 0;

		civ_buf_clear(&before);
		civ_buf_adds(&before, civ_row_text(rows, 0));
		if (before.failed)
			status = civ_no_memory(civ_records_messages(records));
		else if (!again)
			status = check_formula(records, &teller, rows);
	}
	civ_buf_free(&before);
	return status;
}

static const struct civ_check checks[] = {
	{.name = "target_ratio",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "what a formula makes of the targets in force is outside its indicator's bounds",
	 .find = find_ratios},
	{.name = NULL},
};

const struct civ_check_table civ_derive_ratio_checks = {.place = 12, .checks = checks};
