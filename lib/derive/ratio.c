#include "lib/derive/ratio.h"

#include "lib/derive/names.h"

/* What no name stands in. */
static bool is_constant(const struct civ_expression *e, double *value)
{
	double left, right;

	if (e->kind == CIV_EXPRESSION_NUMBER) {
		*value = e->number;
		return true;
	}
	if (e->left == NULL || !is_constant(e->left, &left))
		return false;
	if (e->kind == CIV_EXPRESSION_NEGATIVE) {
		*value = -left;
		return true;
	}
	if (!is_constant(e->right, &right))
		return false;
	*value = e->kind == CIV_EXPRESSION_SUM          ? left + right
	         : e->kind == CIV_EXPRESSION_DIFFERENCE ? left - right
	         : e->kind == CIV_EXPRESSION_PRODUCT    ? left * right
	                                                : left / right;
	return true;
}

/* Take numbers that it is multiplied with, or divided by, out of it. */
static const struct civ_expression *take_factor(const struct civ_expression *e, double *factor)
{
	double value;

	for (;;) {
		if (e->kind == CIV_EXPRESSION_NEGATIVE) {
			*factor = -*factor;
			e = e->left;
		} else if (e->kind == CIV_EXPRESSION_PRODUCT && is_constant(e->left, &value)) {
			*factor *= value;
			e = e->right;
		} else if (e->kind == CIV_EXPRESSION_PRODUCT && is_constant(e->right, &value)) {
			*factor *= value;
			e = e->left;
		} else if (e->kind == CIV_EXPRESSION_QUOTIENT && is_constant(e->right, &value) && value != 0) {
			*factor /= value;
			e = e->left;
		} else {
			return e;
		}
	}
}

/* A name whose figures of areas add up to that of all of them. *MEASURED: an indicator is among them. */
static bool is_amount(const struct civ_expression *e, bool *measured)
{
	const struct civ_derived *derived;

	if (civ_names_indicator(e)) {
		*measured = true;
		return true;
	}
	if (e->kind == CIV_EXPRESSION_CALL)
		return e->call == CIV_CALL_COUNT || e->call == CIV_CALL_SUM;
	if (e->kind != CIV_EXPRESSION_NAME)
		return false;
	derived = civ_derived_find(e->name);
	return civ_name_is_of_area(e->name) || (derived != NULL && derived->kind == CIV_DERIVED_COUNT);
}

/* Amounts added, subtracted and multiplied with numbers. */
static bool is_sum(const struct civ_expression *e, bool *measured)
{
	double factor = 1;

	e = take_factor(e, &factor);
	if (e->kind == CIV_EXPRESSION_SUM || e->kind == CIV_EXPRESSION_DIFFERENCE)
		return is_sum(e->left, measured) && is_sum(e->right, measured);
	return is_amount(e, measured);
}

bool civ_ratio_find(const struct civ_expression *e, struct civ_ratio *ratio)
{
	double value, below = 1;
	bool measured = false;

	*ratio = (struct civ_ratio){.factor = 1};
	e = take_factor(e, &ratio->factor);
	if (e->kind != CIV_EXPRESSION_QUOTIENT || is_constant(e->left, &value) || is_constant(e->right, &value))
		return false;
	ratio->top = take_factor(e->left, &ratio->factor);
	ratio->bottom = take_factor(e->right, &below);
	if (below == 0)
		return false;
	ratio->factor /= below;
	ratio->summed = is_sum(ratio->top, &measured) && is_sum(ratio->bottom, &measured) && measured;
	return true;
}
