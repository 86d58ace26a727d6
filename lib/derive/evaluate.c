/* What an expression comes to in an area, and in the whole city. */
#include "lib/derive/evaluate.h"

#include <math.h>
#include <stdlib.h>

#include "civplan/lists.h"
#include "civplan/nested.h"
#include "lib/derive/evaluator.h"
#include "lib/derive/names.h"
#include "lib/derive/ratio.h"

extern const struct civ_noun civ_noun_area;

static const struct civ_figure_value nothing = {NAN, NAN, NAN};

static struct civ_figure_value only(double value)
{
	return (struct civ_figure_value){value, NAN, NAN};
}

/* ---- names ---- */

static enum civ_status of_entry(struct civ_evaluator *ev, const struct civ_derived *derived, size_t place,
                                struct civ_figure_value *value)
{
	const struct civ_tally *tally;
	enum civ_status status = civ_evaluator_entry(ev, derived, &tally);

	/* The city's count may be none; of an area that nothing is known of nothing is said. */
	if (status == CIV_OK && (place == 0 || ev->areas[place].whole || tally[place].touched))
		*value = (struct civ_figure_value){civ_tally_value(derived, &tally[place]), tally[place].numerator,
		                                   derived->kind == CIV_DERIVED_COUNT ? NAN : tally[place].denominator};
	return status;
}

/* What its formula gives, else its last measure. */
static enum civ_status of_indicator(struct civ_evaluator *ev, struct civ_span code, size_t place,
                                    struct civ_figure_value *value)
{
	const struct civ_expression *formula;
	const struct civ_tally *tally;
	struct civ_counted counted = {nothing, 0, 0};
	bool by_area = true;
	enum civ_status status = civ_evaluator_formula(ev, code, &formula);

	if (status == CIV_OK && formula != NULL && ev->depth < CIV_FORMULAS_DEEP) {
		ev->depth++;
		status = civ_evaluate(ev, formula, place, &counted, &by_area);
		ev->depth--;
	}
	/* Of the whole city a formula tells that says nothing of areas, too. */
	if (status != CIV_OK || ((by_area || place == 0 || ev->areas[place].whole) && !isnan(counted.figure.value))) {
		*value = counted.figure;
		return status;
	}
	status = civ_evaluator_measures(ev, code, &tally);
	if (status == CIV_OK && tally[place].touched)
		*value = only(tally[place].value);
	return status;
}

/* An entry that is another name of a figure. */
static enum civ_status of_meaning(struct civ_evaluator *ev, const struct civ_derived *derived, size_t place,
                                  struct civ_figure_value *value, bool *by_area)
{
	const struct civ_expression *e;
	struct civ_counted counted = {nothing, 0, 0};
	bool areas = true;
	enum civ_status status = civ_evaluator_meaning(ev, derived->expression, &e);

	if (status == CIV_OK && e != NULL)
		status = civ_evaluate(ev, e, place, &counted, &areas);
	*by_area = *by_area && areas;
	*value = counted.figure;
	return status;
}

static enum civ_status of_name(struct civ_evaluator *ev, const struct civ_expression *e, size_t place,
                               struct civ_figure_value *value, bool *by_area)
{
	const struct civ_derived *derived = civ_derived_find(e->name);

	if (civ_span_is(e->name, "population")) {
		*value = only(ev->areas[place].population);
		return CIV_OK;
	}
	if (civ_span_is(e->name, "elderly")) {
		*value = only(ev->areas[place].elderly);
		return CIV_OK;
	}
	if (derived != NULL && derived->expression != NULL)
		return of_meaning(ev, derived, place, value, by_area);
	if (derived != NULL)
		return of_entry(ev, derived, place, value);
	return civ_derived_is_awaited(e->name) ? CIV_OK : of_indicator(ev, e->name, place, value);
}

static enum civ_status of_figure(struct civ_evaluator *ev, const struct civ_expression *figure, size_t place,
                                 struct civ_figure_value *value, bool *by_area)
{
	bool whole = place == 0 || ev->areas[place].whole;
	const struct civ_figure_ask ask = {
		figure, whole ? NULL : civ_records_code(ev->records, &civ_noun_area, ev->areas[place].id), ev->from};
	enum civ_status status = CIV_OK;

	for (size_t i = 0; civ_figure_sources[i] != NULL && status == CIV_OK && isnan(value->value); i++) {
		bool areas = true;

		status = civ_figure_sources[i]->value(ev->records, &ask, value, &areas);
		*by_area = *by_area && areas;
	}
	return status;
}

/* The place of the area with that code; 0: there is none. */
static enum civ_status find_area(struct civ_evaluator *ev, struct civ_span code, size_t *place)
{
	int64_t id = 0;
	enum civ_status status = civ_records_find(ev->records, &civ_noun_area, code, NULL, &id);

	*place = 0;
	for (size_t i = 1; i < ev->count && id != 0; i++)
		if (ev->areas[i].id == id)
			*place = i;
	return status;
}

static enum civ_status of_share(struct civ_evaluator *ev, const struct civ_expression *call,
                                struct civ_figure_value *value)
{
	struct civ_figure_value part = nothing, whole = nothing;
	size_t place;
	enum civ_status status = find_area(ev, call->arguments[1].value, &place);

	if (status == CIV_OK && place != 0)
		status = of_indicator(ev, call->arguments[0].value, place, &part);
	if (status == CIV_OK)
		status = of_indicator(ev, call->arguments[0].value, 0, &whole);
	if (status == CIV_OK && whole.value > 0)
		*value = (struct civ_figure_value){100 * part.value / whole.value, part.value, whole.value};
	return status;
}

/* ---- an area ---- */

static double joined(enum civ_expression_kind kind, double left, double right)
{
	switch (kind) {
	case CIV_EXPRESSION_SUM:
		return left + right;
	case CIV_EXPRESSION_DIFFERENCE:
		return left - right;
	case CIV_EXPRESSION_PRODUCT:
		return left * right;
	default:
		return right == 0 ? NAN : left / right;
	}
}

static enum civ_status in_area(struct civ_evaluator *ev, const struct civ_expression *e, size_t place,
                               struct civ_figure_value *value, bool *by_area)
{
	struct civ_figure_value left = nothing, right = nothing;
	enum civ_status status;

	*value = nothing;
	switch (e->kind) {
	case CIV_EXPRESSION_NUMBER:
		*value = only(e->number);
		return CIV_OK;
	case CIV_EXPRESSION_NAME:
		return of_name(ev, e, place, value, by_area);
	case CIV_EXPRESSION_INDICATOR:
		return of_indicator(ev, e->name, place, value);
	case CIV_EXPRESSION_FIGURE:
		return of_figure(ev, e, place, value, by_area);
	case CIV_EXPRESSION_CALL:
		if (e->call != CIV_CALL_SHARE)
			return civ_evaluator_facilities(ev, e, place, value);
		/* What it is a share of is the city's. */
		*by_area = false;
		return of_share(ev, e, value);
	case CIV_EXPRESSION_NEGATIVE:
		status = in_area(ev, e->left, place, &left, by_area);
		*value = only(-left.value);
		return status;
	default:
		status = in_area(ev, e->left, place, &left, by_area);
		if (status == CIV_OK)
			status = in_area(ev, e->right, place, &right, by_area);
		*value = only(joined(e->kind, left.value, right.value));
		return status;
	}
}

/* ---- ratios ---- */

/* What is above and below the line; NAN: not known. */
struct parts {
	double top, bottom;
};

static enum civ_status parts_of(struct civ_evaluator *ev, const struct civ_ratio *ratio, size_t place,
                                struct parts *parts, bool *by_area)
{
	struct civ_figure_value top, bottom = nothing;
	enum civ_status status = in_area(ev, ratio->top, place, &top, by_area);

	if (status == CIV_OK)
		status = in_area(ev, ratio->bottom, place, &bottom, by_area);
	*parts = (struct parts){top.value, bottom.value};
	return status;
}

static bool is_known(const struct parts *parts)
{
	return !isnan(parts->top) && !isnan(parts->bottom);
}

static struct civ_figure_value ratio_of(const struct civ_ratio *ratio, const struct parts *parts)
{
	if (!is_known(parts) || parts->bottom == 0)
		return nothing;
	return (struct civ_figure_value){ratio->factor * parts->top / parts->bottom, parts->top, parts->bottom};
}

/* True if an area above PLACE, short of the whole city, is IN the set. */
static bool is_below(const struct civ_evaluator *ev, const bool *in, size_t place)
{
	size_t at = ev->areas[place].parent;

	for (size_t steps = 0; steps < ev->count && at != 0 && !ev->areas[at].whole; steps++) {
		if (in[at])
			return true;
		at = ev->areas[at].parent;
	}
	return false;
}

enum { KINDS = 32 }; /* more than civ_words_area_kind has */

/* How many areas the sum is of, and how many there are of their kinds. */
static void count_areas(const struct civ_evaluator *ev, const bool *in, struct civ_counted *counted)
{
	bool kinds[KINDS] = {false};

	for (size_t i = 1; i < ev->count; i++)
		if (in[i] && !is_below(ev, in, i) && ev->areas[i].kind >= 0 && ev->areas[i].kind < KINDS) {
			kinds[ev->areas[i].kind] = true;
			counted->summed++;
		}
	counted->of = counted->summed;
	for (size_t i = 1; i < ev->count; i++)
		if (!in[i] && !ev->areas[i].whole && ev->areas[i].kind >= 0 && ev->areas[i].kind < KINDS &&
		    kinds[ev->areas[i].kind] && !is_below(ev, in, i))
			counted->of++;
}

/* Sums over the topmost areas that both parts are known of. */
static enum civ_status sum_areas(struct civ_evaluator *ev, const struct civ_ratio *ratio, struct civ_counted *counted)
{
	bool *in = civ_arena_alloc(ev->arena, ev->count * sizeof *in), by_area = true;
	struct parts *parts = civ_arena_alloc(ev->arena, ev->count * sizeof *parts), sums = {0, 0};
	enum civ_status status = CIV_OK;

	if (in == NULL || parts == NULL)
		return civ_no_memory(civ_records_messages(ev->records));
	for (size_t i = 1; i < ev->count && status == CIV_OK; i++) {
		if (ev->areas[i].whole)
			continue;
		status = parts_of(ev, ratio, i, &parts[i], &by_area);
		in[i] = is_known(&parts[i]);
	}
	for (size_t i = 1; i < ev->count; i++)
		if (in[i] && !is_below(ev, in, i)) {
			sums.top += parts[i].top;
			sums.bottom += parts[i].bottom;
		}
	count_areas(ev, in, counted);
	counted->figure = counted->summed == 0 ? nothing : ratio_of(ratio, &sums);
	return status;
}

/* A ratio of sums where every area of a kind has its parts; else of the city's own parts; else of what there is. */
static enum civ_status ratio_of_city(struct civ_evaluator *ev, const struct civ_ratio *ratio,
                                     struct civ_counted *counted, bool *by_area)
{
	struct parts own;
	enum civ_status status = CIV_OK;

	if (ratio->summed)
		status = sum_areas(ev, ratio, counted);
	if (status != CIV_OK || (counted->summed > 0 && counted->summed == counted->of))
		return status;
	status = parts_of(ev, ratio, 0, &own, by_area);
	if (counted->summed == 0 || is_known(&own))
		*counted = (struct civ_counted){ratio_of(ratio, &own), 0, 0};
	return status;
}

enum civ_status civ_evaluate(struct civ_evaluator *ev, const struct civ_expression *e, size_t place,
                             struct civ_counted *counted, bool *by_area)
{
	struct civ_ratio ratio;
	struct parts parts;
	enum civ_status status;

	*counted = (struct civ_counted){nothing, 0, 0};
	*by_area = true;
	if (!civ_ratio_find(e, &ratio))
		return in_area(ev, e, place, &counted->figure, by_area);
	if (place == 0 || ev->areas[place].whole)
		return ratio_of_city(ev, &ratio, counted, by_area);
	status = parts_of(ev, &ratio, place, &parts, by_area);
	counted->figure = ratio_of(&ratio, &parts);
	return status;
}

/* ---- for others ---- */

enum civ_status civ_expression_value(struct civ_records *records, const struct civ_expression *expression, int32_t day,
                                     struct civ_figure_value *value)
{
	struct civ_records *then = NULL;
	struct civ_evaluator ev = {.records = NULL};
	struct civ_counted counted = {nothing, 0, 0};
	bool by_area = true;
	enum civ_status status = civ_records_on(records, day, &then);

	if (status == CIV_OK)
		status = civ_evaluator_open(&ev, then, NULL);
	if (status == CIV_OK)
		status = civ_evaluate(&ev, expression, 0, &counted, &by_area);
	*value = counted.figure;
	civ_evaluator_close(&ev);
	civ_records_close(then);
	return status;
}
