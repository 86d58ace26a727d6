/* What expressions count of facilities: count, sum, coverage. */
#include <math.h>

#include "civplan/lists.h"
#include "lib/derive/evaluator.h"
#include "lib/noun/facility.h"

extern const struct civ_noun civ_noun_facility;

/* What of a kind stands in each area, on its own: how many are in use, and their quantity. A kind that was entered with
 * none in use is known all the same. */
static const char kind_sql[] = "SELECT f.area_id, count(CASE WHEN " CIV_FACILITY_IN_USE("f") " THEN 1 END),"
			       " sum(CASE WHEN " CIV_FACILITY_IN_USE("f") " THEN f.quantity ELSE 0 END)"
			       " FROM facility f"
			       " WHERE f.kind = :kind"
			       " GROUP BY f.area_id";

/* By area, of the facilities of KIND how many there are (numerator) and their quantity (denominator), those of the
 * areas below it included; borrowed. */
static enum civ_status tally_kind(struct civ_evaluator *ev, struct civ_span kind, const struct civ_tally **tallies)
{
	struct civ_store *store = civ_records_store(ev->records);
	const struct civ_value text = {.kind = CIV_STRING, .string = kind};
	bool made;
	struct civ_tally *tally = civ_evaluator_tally(ev, "facilities", kind, &made);
	sqlite3_stmt *rows;
	enum civ_status status = tally == NULL ? civ_no_memory(civ_records_messages(ev->records)) : CIV_OK;

	*tallies = tally;
	if (status != CIV_OK || !made)
		return status;
	status = civ_records_then(ev->records, &civ_noun_facility, kind_sql, &rows);
	if (status == CIV_OK)
		status = civ_value_bind(store, rows, sqlite3_bind_parameter_index(rows, ":kind"), &text);
	while (civ_store_next(store, rows, &status)) {
		const struct civ_derived_part part = {sqlite3_column_int64(rows, 0), sqlite3_column_double(rows, 1),
		                                      sqlite3_column_double(rows, 2)};

		civ_evaluator_spread(ev, &part, tally);
	}
	if (ev->city != 0)
		tally[ev->city] = tally[0];
	return status;
}

/* The area at PLACE is of that KIND, or lies in one. */
static bool lies_in(const struct civ_evaluator *ev, size_t place, int kind)
{
	for (size_t steps = 0; steps < ev->count && place != 0; steps++) {
		if (ev->areas[place].kind == kind)
			return true;
		place = ev->areas[place].parent;
	}
	return false;
}

static int area_kind(const struct civ_evaluator *ev, const struct civ_argument *argument)
{
	const char *code = civ_arena_copy(ev->arena, argument->value.text, argument->value.len);

	return civ_word_place(civ_words_area_kind, code);
}

/* Of those in areas of a kind the topmost such areas below PLACE, and PLACE itself, tell. */
static double count_within(const struct civ_evaluator *ev, const struct civ_tally *tally, size_t place, int kind)
{
	double n = 0;

	if (lies_in(ev, place, kind))
		return tally[place].numerator;
	for (size_t i = 1; i < ev->count; i++) {
		size_t at = ev->areas[i].parent;

		if (ev->areas[i].kind != kind || lies_in(ev, at, kind))
			continue;
		for (size_t steps = 0; steps < ev->count && at != 0 && at != place; steps++)
			at = ev->areas[at].parent;
		if (at == place)
			n += tally[i].numerator;
	}
	return n;
}

static struct civ_span list_of(const struct civ_expression *call)
{
	const struct civ_argument *last = &call->arguments[call->count - 1];
	struct civ_span whole = {call->arguments[0].value.text, 0};

	whole.len = (size_t)(last->value.text + last->value.len - whole.text);
	return whole;
}

/* By area, how many areas of the kind are there (denominator), and in how many of these each kind of facility is
 * (numerator). Nothing is touched while nothing of these kinds was entered. */
static enum civ_status tally_coverage(struct civ_evaluator *ev, const struct civ_expression *call,
                                      const struct civ_tally **tallies)
{
	bool made, *has, known = false, old = call->arguments[call->count - 1].place == 2;
	struct civ_tally *tally = civ_evaluator_tally(ev, "coverage", list_of(call), &made);
	size_t kinds = 0;
	int areas;

	*tallies = tally;
	if (tally == NULL || !made)
		return tally == NULL ? civ_no_memory(civ_records_messages(ev->records)) : CIV_OK;
	has = civ_arena_alloc(ev->arena, ev->count * sizeof *has);
	if (has == NULL)
		return civ_no_memory(civ_records_messages(ev->records));
	for (size_t i = 0; i < ev->count; i++)
		has[i] = true;
	for (; call->arguments[kinds].place == 0; kinds++) {
		const struct civ_tally *of_kind;
		enum civ_status status = tally_kind(ev, call->arguments[kinds].value, &of_kind);

		if (status != CIV_OK)
			return status;
		known = known || of_kind[0].touched;
		for (size_t i = 1; i < ev->count; i++)
			has[i] = has[i] && of_kind[i].numerator > 0;
	}
	areas = area_kind(ev, &call->arguments[kinds]);
	for (size_t i = 1; i < ev->count && known; i++) {
		const struct civ_derived_part part = {ev->areas[i].id, has[i] ? 1 : 0, 1};

		if (ev->areas[i].kind == areas && (!old || ev->areas[i].old))
			civ_evaluator_spread(ev, &part, tally);
	}
	if (ev->city != 0)
		tally[ev->city] = tally[0];
	return CIV_OK;
}

enum civ_status civ_evaluator_facilities(struct civ_evaluator *ev, const struct civ_expression *call, size_t place,
                                         struct civ_figure_value *value)
{
	const struct civ_tally *tally;
	enum civ_status status;

	if (call->call == CIV_CALL_COVERAGE) {
		status = tally_coverage(ev, call, &tally);
		if (status == CIV_OK && tally[place].denominator > 0)
			*value = (struct civ_figure_value){100 * tally[place].numerator / tally[place].denominator,
			                                   tally[place].numerator, tally[place].denominator};
		return status;
	}
	status = tally_kind(ev, call->arguments[0].value, &tally);
	if (status != CIV_OK || !tally[0].touched)
		return status;
	if (call->call == CIV_CALL_SUM)
		value->value = tally[place].denominator;
	else if (call->count == 1)
		value->value = tally[place].numerator;
	else
		value->value = count_within(ev, tally, place, area_kind(ev, &call->arguments[1]));
	return CIV_OK;
}
