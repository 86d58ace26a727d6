/* Derived measures as rows of the noun measure. */
#include "civplan/derive.h"

#include <math.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/say.h"
#include "lib/derive/evaluate.h"
#include "lib/derive/names.h"
#include "lib/derive/ratio.h"
#include "lib/noun/standard.h"

extern const struct civ_noun civ_noun_area;

/* ---- what was asked for ---- */

/* Is NAME one of "a,b"? */
static bool is_among(const char *names, struct civ_span name)
{
	while (names != NULL && *names != '\0') {
		size_t len = strcspn(names, ",");

		if (name.len == len && memcmp(name.text, names, len) == 0)
			return true;
		names += names[len] == ',' ? len + 1 : len;
	}
	return false;
}

/* "--only: no derived measure 'rebound'; did you mean ...": CIV_USAGE. */
static enum civ_status unknown_name(struct civ_span name, struct civ_messages *messages)
{
	const struct civ_position at = {.file = "--only"};
	struct civ_near near = {.text = name};

	civ_derived_offer(&near);
	if (near.known != NULL)
		return civ_error(messages, CIV_USAGE, &at, "no derived measure '%.*s'; did you mean '%s'?",
		                 (int)name.len, name.text, near.known);
	return civ_error(messages, CIV_USAGE, &at, "no derived measure '%.*s': measure-derive --explain lists them",
	                 (int)name.len, name.text);
}

/* An indicator may be named, too. */
static enum civ_status check_name(struct civ_records *records, struct civ_span name)
{
	const struct civ_value text = {.kind = CIV_STRING, .string = name};
	sqlite3_stmt *find;
	bool found = civ_derived_find(name) != NULL;
	enum civ_status status = CIV_OK;

	if (found)
		return CIV_OK;
	status = civ_records_statement(
		records, "SELECT 1 FROM indicator WHERE code = ?1 AND formula IS NOT NULL LIMIT 1", &find);
	if (status == CIV_OK)
		status = civ_value_bind(civ_records_store(records), find, 1, &text);
	if (status == CIV_OK)
		status = civ_store_step(civ_records_store(records), find, &found);
	if (status != CIV_OK || !found)
		return status != CIV_OK ? status : unknown_name(name, civ_records_messages(records));
	sqlite3_reset(find);
	return CIV_OK;
}

static enum civ_status check_names(struct civ_records *records, const char *names)
{
	enum civ_status status = CIV_OK;

	while (names != NULL && *names != '\0' && status == CIV_OK) {
		size_t len = strcspn(names, ",");

		status = check_name(records, (struct civ_span){names, len});
		names += names[len] == ',' ? len + 1 : len;
	}
	return status;
}

/* ---- rows ---- */

struct derive {
	struct civ_records *records;
	const struct civ_derive_options *options;
	struct civ_out *out;
	struct civ_evaluator ev;
	struct civ_arena *arena; /* of the formula at hand */
};

/* An indicator with its formula. */
struct formula {
	const char *indicator, *text;
	struct civ_span unit;
	const struct civ_expression *expression;
	double min, max; /* what its values can be; NAN: no bound */
};

/* The period, the setting and over what it is a sum go with the figure. */
static enum civ_status make_note(struct derive *derive, const struct formula *formula,
                                 const struct civ_counted *counted, struct civ_buf *note)
{
	const struct civ_derived *derived = civ_derived_find((struct civ_span){formula->text, strlen(formula->text)});
	sqlite3_stmt *row;
	enum civ_status status = CIV_OK;

	civ_buf_clear(note);
	civ_buf_addf(note, "%s", formula->text);
	if (derive->options->from != NULL)
		civ_buf_addf(note, " from %s", derive->options->from);
	if (counted->summed > 0)
		civ_buf_addf(note, civ_records_say(derive->records, CIV_WORD("; sums of %zu of %zu areas")),
		             counted->summed, counted->of);
	if (derived != NULL && derived->note_sql != NULL) {
		status = civ_records_statement(derive->records, derived->note_sql, &row);
		if (civ_store_next(civ_records_store(derive->records), row, &status)) {
			civ_buf_addf(note, "; %s", (const char *)sqlite3_column_text(row, 0));
			sqlite3_reset(row);
		}
	}
	return note->failed ? civ_no_memory(civ_records_messages(derive->records)) : status;
}

/* Numerator and denominator where the value is one over the other, in the indicator's unit. */
static void put_parts(struct derive *derive, const struct formula *formula, const struct civ_figure_value *figure)
{
	struct civ_out *out = derive->out;
	double numerator = figure->numerator, denominator = figure->denominator;
	struct civ_ratio ratio;

	/* What the expression multiplies with that the unit does not is of the numerator. */
	if (civ_ratio_find(formula->expression, &ratio))
		numerator *= ratio.factor / civ_unit_factor(formula->unit);
	if (isnan(numerator))
		civ_out_null(out);
	else
		civ_out_real(out, numerator);
	if (isnan(denominator))
		civ_out_null(out);
	else
		civ_out_real(out, denominator);
}

static enum civ_status write_row(struct derive *derive, const struct formula *formula, size_t place,
                                 const struct civ_figure_value *figure, const char *note)
{
	struct civ_out *out = derive->out;
	int64_t area = derive->ev.areas[place].id;

	civ_out_string(out, formula->indicator);
	if (area == 0)
		civ_out_null(out);
	else
		civ_out_string(out, civ_records_code(derive->records, &civ_noun_area, area));
	civ_out_string(out, derive->ev.asof);
	civ_out_string(out, "data");
	civ_out_rounded(out, figure->value, 6);
	put_parts(derive, formula, figure);
	civ_out_string(out, "measure-derive");
	civ_out_string(out, note);
	return civ_out_row(out);
}

/* What is outside the indicator's bounds is no measure of it: it would be refused. */
static bool is_possible(const struct derive *derive, const struct formula *formula, double value)
{
	char text[CIV_REAL_SIZE];

	if (!(value < formula->min) && !(value > formula->max))
		return true;
	civ_real_format_rounded(value, 6, text);
	civ_warn(civ_records_messages(derive->records), NULL,
	         "'%s' comes to %s, outside its bounds (min, max): it is left out", formula->indicator, text);
	return false;
}

static enum civ_status one_area(struct derive *derive, const struct formula *formula, size_t place, bool *by_area)
{
	struct civ_counted counted;
	struct civ_buf note = {0};
	enum civ_status status = civ_evaluate(&derive->ev, formula->expression, place, &counted, by_area);

	/* What has no figure of areas has the city's. */
	if (status == CIV_OK && !isnan(counted.figure.value) &&
	    (*by_area || place == 0 || derive->ev.areas[place].whole) &&
	    is_possible(derive, formula, counted.figure.value)) {
		status = make_note(derive, formula, &counted, &note);
		if (status == CIV_OK)
			status = write_row(derive, formula, place, &counted.figure, civ_buf_str(&note));
	}
	civ_buf_free(&note);
	return status;
}

static enum civ_status one_formula(struct derive *derive, struct formula *formula)
{
	size_t first = derive->options->by_area ? 1 : 0, end = derive->options->by_area ? derive->ev.count : 1;
	struct civ_mistake mistake;
	struct civ_span text = {civ_arena_copy(derive->arena, formula->text, strlen(formula->text)),
	                        strlen(formula->text)};
	bool by_area = true;
	enum civ_status status = CIV_OK;

	if (text.text != NULL)
		formula->expression = civ_expression_parse(text, derive->arena, &mistake);
	if (text.text == NULL || (formula->expression == NULL && mistake.why == NULL))
		return civ_no_memory(civ_records_messages(derive->records));
	if (formula->expression == NULL) {
		struct civ_buf why = {0};

		civ_mistake_put(text, &mistake, &why);
		status = civ_error(civ_records_messages(derive->records), CIV_REFUSED, NULL,
		                   "the formula of indicator '%s' cannot be read: %s", formula->indicator,
		                   why.failed ? "" : civ_buf_str(&why));
		civ_buf_free(&why);
	}
	for (size_t i = first; i < end && status == CIV_OK; i++)
		status = one_area(derive, formula, i, &by_area);
	return status;
}

/* Standards that are in force. A code that two of them have is one indicator; where they disagree on its formula nobody
 * can say which is meant, and nothing is printed. */
#define IN_FORCE \
	"FROM indicator i JOIN standard s ON s.id = i.standard_id" \
	" WHERE i.formula IS NOT NULL AND " CIV_STANDARD_IN_FORCE("s") \
	" GROUP BY i.code"
static const char formulas_sql[] =
	"SELECT i.code, min(i.formula), min(i.measure_unit), max(i.\"min\"), min(i.\"max\") " IN_FORCE
	" ORDER BY i.code";
static const char conflicts_sql[] = "SELECT i.code " IN_FORCE " HAVING count(DISTINCT i.formula) > 1 ORDER BY i.code";

static enum civ_status statement(struct derive *derive, const char *sql, sqlite3_stmt **rows)
{
	enum civ_status status = civ_records_statement(derive->records, sql, rows);

	return status == CIV_OK ? civ_bind_text(civ_records_store(derive->records), *rows, ":asof", derive->ev.asof)
	                        : status;
}

static enum civ_status check_conflicts(struct derive *derive)
{
	struct civ_store *store = civ_records_store(derive->records);
	sqlite3_stmt *rows;
	bool failed = false;
	enum civ_status status = statement(derive, conflicts_sql, &rows);

	while (civ_store_next(store, rows, &status)) {
		(void)civ_error(civ_records_messages(derive->records), CIV_REFUSED, NULL,
		                "indicator '%s' has another formula in another standard in force",
		                (const char *)sqlite3_column_text(rows, 0));
		failed = true;
	}
	return status == CIV_OK && failed ? CIV_REFUSED : status;
}

/* What was asked for and nothing is derived by would be lost without a word. */
static void note_unused(const struct derive *derive, const struct civ_hash *used)
{
	int64_t found;

	for (const char *names = derive->options->only; names != NULL && *names != '\0';) {
		size_t len = strcspn(names, ",");

		if (!civ_hash_get(used, (struct civ_span){names, len}, &found))
			civ_note(civ_records_messages(derive->records), NULL,
			         "no indicator of a standard in force has the formula '%.*s'", (int)len, names);
		names += names[len] == ',' ? len + 1 : len;
	}
}

static enum civ_status take_formula(struct derive *derive, struct formula *formula, struct civ_hash *used)
{
	const struct civ_span text = {formula->text, strlen(formula->text)},
			      code = {formula->indicator, strlen(formula->indicator)};
	const char *only = derive->options->only;
	int64_t told;
	enum civ_status status = CIV_OK;

	if (only != NULL && !is_among(only, text) && !is_among(only, code))
		return CIV_OK;
	if (!civ_derived_is_awaited(text))
		status = one_formula(derive, formula);
	else if (!civ_hash_get(used, text, &told))
		civ_note(civ_records_messages(derive->records), NULL, "there are no data yet to derive '%s' from",
		         formula->text);
	civ_arena_clear(derive->arena);
	if (status == CIV_OK && (!civ_hash_put(used, text, 1) || !civ_hash_put(used, code, 1)))
		status = civ_no_memory(civ_records_messages(derive->records));
	return status;
}

static double real_of(sqlite3_stmt *row, int column)
{
	return sqlite3_column_type(row, column) == SQLITE_NULL ? NAN : sqlite3_column_double(row, column);
}

static enum civ_status all_formulas(struct derive *derive)
{
	struct civ_messages *messages = civ_records_messages(derive->records);
	struct civ_store *store = civ_records_store(derive->records);
	struct civ_hash *used = civ_hash_new();
	sqlite3_stmt *rows = NULL;
	enum civ_status status = used == NULL || derive->arena == NULL ? civ_no_memory(messages)
	                                                               : statement(derive, formulas_sql, &rows);

	while (civ_store_next(store, rows, &status)) {
		struct formula formula = {.indicator = (const char *)sqlite3_column_text(rows, 0),
		                          .text = (const char *)sqlite3_column_text(rows, 1),
		                          .unit = civ_value_column(rows, 2).string,
		                          .min = real_of(rows, 3),
		                          .max = real_of(rows, 4)};

		status = take_formula(derive, &formula, used);
	}
	if (status == CIV_OK)
		note_unused(derive, used);
	civ_hash_free(used);
	return status;
}

enum civ_status civ_derive(struct civ_records *records, const struct civ_derive_options *options, struct civ_out *out)
{
	struct derive derive = {.records = records, .options = options, .out = out, .arena = civ_arena_new()};
	enum civ_status status = check_names(records, options->only);

	if (status == CIV_OK)
		status = civ_evaluator_open(&derive.ev, records, options->from);
	if (status == CIV_OK)
		status = check_conflicts(&derive);
	if (status == CIV_OK)
		status = all_formulas(&derive);
	civ_evaluator_close(&derive.ev);
	civ_arena_free(derive.arena);
	return status;
}
