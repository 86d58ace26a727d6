/* What expressions are made of: areas, entries, measures and formulas, each read once. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/lists.h"
#include "lib/derive/evaluator.h"
#include "lib/derive/names.h"
#include "lib/noun/measure.h"
#include "lib/noun/standard.h"

struct civ_span civ_evaluator_key(const int64_t *id)
{
	return (struct civ_span){(const char *)id, sizeof *id};
}

/* ---- areas ---- */

/* The one area of kind city that is part of nothing is the whole city; of two such areas neither is. Of the whole city
 * the plan says how many live there, else its area. */
static const char areas_sql[] =
	"SELECT id, ifnull(parent_id, 0), kind, population, elderly,"
	"  id = (SELECT max(id) FROM area WHERE kind = 'city' AND parent_id IS NULL HAVING count(*) = 1),"
	"  ifnull(old, 0)"
	" FROM area"
	" ORDER BY code";

static double real_of(sqlite3_stmt *row, int column)
{
	return sqlite3_column_type(row, column) == SQLITE_NULL ? NAN : sqlite3_column_double(row, column);
}

static enum civ_status load_areas(struct civ_evaluator *ev)
{
	struct civ_messages *messages = civ_records_messages(ev->records);
	struct civ_store *store = civ_records_store(ev->records);
	size_t room = 1;
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(ev->records, areas_sql, &rows);

	while (civ_store_next(store, rows, &status)) {
		struct civ_area_place *area;

		if (!CIV_GROW(ev->areas, ev->count, room))
			return civ_no_memory(messages);
		area = &ev->areas[ev->count];
		*area = (struct civ_area_place){
			.id = sqlite3_column_int64(rows, 0),
			.parent = (size_t)sqlite3_column_int64(rows, 1), /* an id so far */
			.kind = civ_word_place(civ_words_area_kind, (const char *)sqlite3_column_text(rows, 2)),
			.population = real_of(rows, 3),
			.elderly = real_of(rows, 4),
			.whole = sqlite3_column_int(rows, 5) != 0,
			.old = sqlite3_column_int(rows, 6) != 0};
		if (area->whole)
			ev->city = ev->count;
		if (!civ_hash_put(ev->places, civ_evaluator_key(&area->id), (int64_t)ev->count++))
			return civ_no_memory(messages);
	}
	for (size_t i = 1; i < ev->count; i++) {
		int64_t id = (int64_t)ev->areas[i].parent, place;

		ev->areas[i].parent = civ_hash_get(ev->places, civ_evaluator_key(&id), &place) ? (size_t)place : 0;
	}
	return status;
}

static enum civ_status load_city(struct civ_evaluator *ev)
{
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(ev->records, "SELECT population FROM plan", &row);

	ev->areas[0] = (struct civ_area_place){.population = NAN, .elderly = NAN, .kind = -1};
	if (ev->city != 0) {
		ev->areas[0].population = ev->areas[ev->city].population;
		ev->areas[0].elderly = ev->areas[ev->city].elderly;
	}
	if (civ_store_next(civ_records_store(ev->records), row, &status)) {
		if (sqlite3_column_type(row, 0) != SQLITE_NULL)
			ev->areas[0].population = sqlite3_column_double(row, 0);
		sqlite3_reset(row);
	}
	return status;
}

enum civ_status civ_evaluator_open(struct civ_evaluator *ev, struct civ_records *records, const char *from)
{
	enum civ_status status;

	*ev = (struct civ_evaluator){.records = records, .from = from, .count = 1};
	civ_date_format(civ_records_clock(records)->asof, ev->asof);
	ev->arena = civ_arena_new();
	ev->places = civ_hash_new();
	ev->tallied = civ_hash_new();
	ev->formulas = civ_hash_new();
	ev->areas = calloc(1, sizeof *ev->areas);
	if (ev->arena == NULL || ev->places == NULL || ev->tallied == NULL || ev->formulas == NULL || ev->areas == NULL)
		return civ_no_memory(civ_records_messages(records));
	status = load_areas(ev);
	return status == CIV_OK ? load_city(ev) : status;
}

void civ_evaluator_close(struct civ_evaluator *ev)
{
	civ_arena_free(ev->arena);
	civ_hash_free(ev->places);
	civ_hash_free(ev->tallied);
	civ_hash_free(ev->formulas);
	free(ev->areas);
	free(ev->tallies);
	free(ev->expressions);
}

/* ---- tallies ---- */

struct civ_tally *civ_evaluator_tally(struct civ_evaluator *ev, const char *kind, struct civ_span name, bool *made)
{
	struct civ_buf key = {0};
	struct civ_tally *tally = NULL;
	int64_t place;

	*made = false;
	civ_buf_addf(&key, "%s %.*s", kind, (int)name.len, name.text);
	if (!key.failed && civ_hash_get(ev->tallied, (struct civ_span){key.data, key.len}, &place)) {
		tally = ev->tallies[place];
	} else if (!key.failed && CIV_GROW(ev->tallies, ev->tally_count, ev->tally_room)) {
		tally = civ_arena_alloc(ev->arena, ev->count * sizeof *tally);
		*made = tally != NULL &&
		        civ_hash_put(ev->tallied, (struct civ_span){key.data, key.len}, (int64_t)ev->tally_count);
		if (*made)
			ev->tallies[ev->tally_count++] = tally;
		else
			tally = NULL;
	}
	civ_buf_free(&key);
	return tally;
}

struct taking {
	struct civ_evaluator *ev;
	struct civ_tally *tally;
};

static void add(struct civ_tally *tally, const struct civ_derived_part *part)
{
	tally->numerator += part->numerator;
	tally->denominator += part->denominator;
	tally->touched = true;
}

/* What happens in an area happens in all those that it is part of. */
void civ_evaluator_spread(const struct civ_evaluator *ev, const struct civ_derived_part *part, struct civ_tally *tally)
{
	int64_t place;
	size_t at;

	add(&tally[0], part);
	if (!civ_hash_get(ev->places, civ_evaluator_key(&part->area), &place))
		return;
	at = (size_t)place;
	/* No chain of areas is longer than there are areas, unless the file is damaged. */
	for (size_t steps = 0; steps < ev->count && at != 0; steps++) {
		add(&tally[at], part);
		at = ev->areas[at].parent;
	}
}

static enum civ_status take_part(void *data, const struct civ_derived_part *part)
{
	struct taking *taking = data;

	civ_evaluator_spread(taking->ev, part, taking->tally);
	return CIV_OK;
}

enum civ_status civ_evaluator_entry(struct civ_evaluator *ev, const struct civ_derived *derived,
                                    const struct civ_tally **tallies)
{
	bool made;
	struct taking taking = {
		ev, civ_evaluator_tally(ev, "entry", (struct civ_span){derived->name, strlen(derived->name)}, &made)};
	enum civ_status status = taking.tally == NULL ? civ_no_memory(civ_records_messages(ev->records)) : CIV_OK;

	*tallies = taking.tally;
	if (status != CIV_OK || !made)
		return status;
	status = (derived->count != NULL ? derived->count : civ_derive_sql)(ev->records, derived, ev->from, take_part,
	                                                                    &taking);
	/* What happened in no area happened in the city all the same: it has one figure. */
	if (ev->city != 0)
		taking.tally[ev->city] = taking.tally[0];
	return status;
}

double civ_tally_value(const struct civ_derived *derived, const struct civ_tally *tally)
{
	if (derived->kind == CIV_DERIVED_COUNT)
		return tally->numerator;
	if (tally->denominator <= 0)
		return NAN;
	return (derived->kind == CIV_DERIVED_PERCENT ? 100 : 1) * tally->numerator / tally->denominator;
}

enum civ_status civ_derive_sql(struct civ_records *records, const struct civ_derived *derived, const char *from,
                               enum civ_status (*take)(void *data, const struct civ_derived_part *part), void *data)
{
	struct civ_store *store = civ_records_store(records);
	char asof[CIV_DATE_SIZE], end[CIV_DATE_SIZE];
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_records_functions(records, derived->sql);

	if (status == CIV_OK && derived->then != NULL)
		status = civ_records_then_all(records, derived->then, derived->sql, &rows);
	else if (status == CIV_OK)
		status = civ_records_statement(records, derived->sql, &rows);
	civ_date_format(civ_records_clock(records)->asof, asof);
	civ_date_format(civ_records_clock(records)->asof + 1, end);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":from", from);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":asof", asof);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":end", end);
	while (civ_store_next(store, rows, &status)) {
		const struct civ_derived_part part = {sqlite3_column_int64(rows, 0), sqlite3_column_double(rows, 1),
		                                      sqlite3_column_double(rows, 2)};

		status = take(data, &part);
	}
	return status;
}

/* ---- measures ---- */

/* The last one of each area comes last, and of a day the method that counts most. */
static const char measures_sql[] = "SELECT ifnull(area_id, 0), value"
				   " FROM measure"
				   " WHERE indicator = :code AND date <= :asof AND (:from IS NULL OR date >= :from)"
				   " ORDER BY date, " CIV_METHOD_RANK("method");

static enum civ_status bind_code(struct civ_evaluator *ev, sqlite3_stmt *statement, struct civ_span code)
{
	struct civ_store *store = civ_records_store(ev->records);
	const struct civ_value text = {.kind = CIV_STRING, .string = code};
	enum civ_status status = civ_value_bind(store, statement, sqlite3_bind_parameter_index(statement, ":code"),
	                                        &text);

	return status == CIV_OK ? civ_bind_text(store, statement, ":asof", ev->asof) : status;
}

enum civ_status civ_evaluator_measures(struct civ_evaluator *ev, struct civ_span code, const struct civ_tally **tallies)
{
	struct civ_store *store = civ_records_store(ev->records);
	bool made;
	struct civ_tally *tally = civ_evaluator_tally(ev, "indicator", code, &made);
	sqlite3_stmt *rows;
	enum civ_status status = tally == NULL ? civ_no_memory(civ_records_messages(ev->records)) : CIV_OK;

	*tallies = tally;
	if (status != CIV_OK || !made)
		return status;
	status = civ_records_statement(ev->records, measures_sql, &rows);
	if (status == CIV_OK)
		status = bind_code(ev, rows, code);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":from", ev->from);
	while (civ_store_next(store, rows, &status)) {
		int64_t id = sqlite3_column_int64(rows, 0), place = 0;

		if (id != 0 && !civ_hash_get(ev->places, civ_evaluator_key(&id), &place))
			continue;
		tally[place].value = sqlite3_column_double(rows, 1);
		tally[place].touched = true;
	}
	/* The city and the area that is the whole of it are one. */
	if (ev->city != 0 && !tally[0].touched)
		tally[0] = tally[ev->city];
	else if (ev->city != 0)
		tally[ev->city] = tally[0];
	return status;
}

/* ---- formulas ---- */

static const char formula_sql[] = "SELECT i.formula"
				  " FROM indicator i JOIN standard s ON s.id = i.standard_id"
				  " WHERE i.code = :code AND i.formula IS NOT NULL"
				  "  AND " CIV_STANDARD_IN_FORCE("s")
				  " ORDER BY s.effective DESC, i.id"
				  " LIMIT 1";

static enum civ_status read_formula(struct civ_evaluator *ev, sqlite3_stmt *row, int64_t *place)
{
	struct civ_span text = civ_value_column(row, 0).string;
	struct civ_mistake mistake;
	const struct civ_expression *e;

	text.text = civ_arena_copy(ev->arena, text.text, text.len);
	if (text.text == NULL || !CIV_GROW(ev->expressions, ev->expression_count, ev->expression_room))
		return civ_no_memory(civ_records_messages(ev->records));
	e = civ_expression_parse(text, ev->arena, &mistake);
	/* One that was damaged since it was stored counts nothing. */
	if (e == NULL)
		return mistake.why == NULL ? civ_no_memory(civ_records_messages(ev->records)) : CIV_OK;
	*place = (int64_t)ev->expression_count;
	ev->expressions[ev->expression_count++] = e;
	return CIV_OK;
}

enum civ_status civ_evaluator_meaning(struct civ_evaluator *ev, const char *text,
                                      const struct civ_expression **expression)
{
	const struct civ_span span = {text, strlen(text)};
	struct civ_mistake mistake = {0, NULL};

	*expression = civ_expression_parse(span, ev->arena, &mistake);
	return *expression == NULL && mistake.why == NULL ? civ_no_memory(civ_records_messages(ev->records)) : CIV_OK;
}

enum civ_status civ_evaluator_formula(struct civ_evaluator *ev, struct civ_span code,
                                      const struct civ_expression **expression)
{
	int64_t place = -1;
	sqlite3_stmt *row;
	enum civ_status status = CIV_OK;

	if (!civ_hash_get(ev->formulas, code, &place)) {
		status = civ_records_statement(ev->records, formula_sql, &row);
		if (status == CIV_OK)
			status = bind_code(ev, row, code);
		if (civ_store_next(civ_records_store(ev->records), row, &status)) {
			status = read_formula(ev, row, &place);
			sqlite3_reset(row);
		}
		if (status == CIV_OK && !civ_hash_put(ev->formulas, code, place))
			status = civ_no_memory(civ_records_messages(ev->records));
	}
	*expression = place < 0 ? NULL : ev->expressions[place];
	return status;
}
