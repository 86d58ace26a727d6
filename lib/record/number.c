/* Values that are numbers. */
#include <stdio.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/say.h"
#include "lib/record/private.h"

const char civ_value_cut[] = CIV_WORD("is a number that a spreadsheet cut; format the column as text");

enum { CUT_FROM = 12 }; /* digits */

/* Where a column says nothing else: yuan, of which some hundred times as much can be added up in fen, and what is
 * counted. No city comes near them. */
static const char least_yuan[] = "-100000000000000", most_yuan[] = "100000000000000";
static const char least_count[] = "-1000000000000", most_count[] = "1000000000000";

/* 98.5% is 98.5 where percentages stand, and where nothing says what is counted. */
static bool takes_percent(const struct civ_column *column)
{
	return column->type == CIV_PERCENT ||
	       (column->type == CIV_REAL && (column->measure_unit == NULL || strcmp(column->measure_unit, "%") == 0));
}

/* 1200万 where money stands: so many yuan, in PLAIN; *TEXT stays when there is no unit at its end, or no number before
 * it. */
static void leave_unit(const struct civ_column *column, struct civ_span *text, struct civ_buf *plain)
{
	size_t len = text->len;
	enum civ_unit unit = column->type == CIV_MONEY ? civ_unit_at_end(text->text, &len) : CIV_UNIT_NONE;

	if (unit == CIV_UNIT_NONE || civ_number_plain(text->text, len, false, plain) != CIV_NUMBER_GOOD ||
	    !civ_unit_change(unit, CIV_UNIT_YUAN, plain) || plain->failed)
		return;
	*text = (struct civ_span){plain->data, plain->len};
}

/* TEXT without SIGN before it. */
static void leave_sign(struct civ_span *text, const char *sign)
{
	size_t len = strlen(sign);

	if (text->len >= len && memcmp(text->text, sign, len) == 0)
		*text = (struct civ_span){text->text + len, text->len - len};
}

/* As accounts have it where money stands: a currency's sign before it, what is below zero in parentheses; *TEXT stays
 * when it is none of that. */
static void leave_accounting(const struct civ_column *column, struct civ_span *text, struct civ_buf *plain)
{
	struct civ_span inner = *text;
	struct civ_buf number = {0};
	bool below = inner.len > 2 && inner.text[0] == '(' && inner.text[inner.len - 1] == ')';

	if (column->type != CIV_MONEY)
		return;
	if (below)
		inner = (struct civ_span){inner.text + 1, inner.len - 2};
	leave_sign(&inner, "\u00a5");
	leave_sign(&inner, "\uffe5");
	if (inner.len == text->len || inner.len == 0 || inner.text[0] == '-' || inner.text[0] == '+' ||
	    civ_number_plain(inner.text, inner.len, false, &number) != CIV_NUMBER_GOOD) {
		plain->failed = plain->failed || number.failed;
		civ_buf_free(&number);
		return;
	}
	civ_buf_clear(plain);
	civ_buf_adds(plain, below ? "-" : "");
	civ_buf_add(plain, number.data, number.len);
	plain->failed = plain->failed || number.failed;
	civ_buf_free(&number);
	if (!plain->failed)
		*text = (struct civ_span){plain->data, plain->len};
}

/* The number that an office wrote, made plain; PLAIN is the caller's, empty for a text that is plain already or none.
 */
static enum civ_status make_plain(const struct civ_column *column, struct civ_span *text, struct civ_buf *plain,
                                  const struct civ_reading *reading)
{
	double number;

	if (!civ_real_parse(text->text, text->len, &number))
		leave_unit(column, text, plain);
	if (!civ_real_parse(text->text, text->len, &number))
		leave_accounting(column, text, plain);
	if (plain->failed)
		return civ_no_memory(reading->messages);
	if (civ_real_parse(text->text, text->len, &number))
		return CIV_OK;
	switch (civ_number_plain(text->text, text->len, takes_percent(column), plain)) {
	case CIV_NUMBER_UNCLEAR:
		return civ_value_error(column, *text, reading,
		                       "may mean two numbers: write 1234.5, with a point and no comma");
	case CIV_NUMBER_PERCENT:
		return civ_value_error(column, *text, reading, "has a percent sign, and is no percentage");
	case CIV_NUMBER_GOOD:
		break;
	case CIV_NUMBER_NONE:
		return CIV_OK;
	}
	if (plain->failed)
		return civ_no_memory(reading->messages);
	/* From eleven zeros on a spreadsheet shows the first digits only, of whatever number. */
	if (civ_number_is_cut(text->text, text->len) && plain->len >= CUT_FROM)
		return civ_value_error(column, *text, reading, civ_value_cut);
	*text = (struct civ_span){plain->data, plain->len};
	return CIV_OK;
}

static void find_bounds(const struct civ_column *column, const char **min, const char **max)
{
	bool none = column->min == NULL && column->max == NULL;

	*min = column->min;
	*max = column->max;
	if (column->type == CIV_PERCENT && none) {
		*min = "0";
		*max = "100";
	} else if (column->type == CIV_MONEY || column->type == CIV_INT) {
		bool money = column->type == CIV_MONEY;

		*min = *min == NULL ? money ? least_yuan : least_count : *min;
		*max = *max == NULL ? money ? most_yuan : most_count : *max;
	}
}

/* OVER the upper BOUND, or under the lower one. */
static enum civ_status beyond(const struct civ_column *column, struct civ_span text, const struct civ_reading *reading,
                              bool over, const char *bound)
{
	struct civ_buf why = {0};
	enum civ_status status;

	civ_buf_addf(&why, over ? civ_say(CIV_WORD("is over %s")) : civ_say(CIV_WORD("is under %s")), bound);
	status = civ_buf_str(&why) == NULL ? civ_no_memory(reading->messages)
	                                   : civ_value_error(column, text, reading, civ_buf_str(&why));
	civ_buf_free(&why);
	return status;
}

enum civ_status civ_bounds_check(const struct civ_column *column, double number, struct civ_span text,
                                 const struct civ_reading *reading)
{
	const char *min, *max;
	double bound;

	find_bounds(column, &min, &max);
	if (min != NULL && civ_real_parse(min, strlen(min), &bound) && number < bound)
		return beyond(column, text, reading, false, min);
	if (max != NULL && civ_real_parse(max, strlen(max), &bound) && number > bound)
		return beyond(column, text, reading, true, max);
	return CIV_OK;
}

/* To the fen, where a double is not exact any more. */
static enum civ_status check_money(const struct civ_column *column, int64_t fen, struct civ_span text,
                                   const struct civ_reading *reading)
{
	const char *min, *max;
	int64_t bound;

	find_bounds(column, &min, &max);
	if (civ_money_parse(min, strlen(min), &bound) && fen < bound)
		return beyond(column, text, reading, false, min);
	if (civ_money_parse(max, strlen(max), &bound) && fen > bound)
		return beyond(column, text, reading, true, max);
	return CIV_OK;
}

static bool is_too_large(double number)
{
	return number >= CIV_REAL_TOO_LARGE || number <= -CIV_REAL_TOO_LARGE;
}

/* A number that is far too large to be read is told so, not what it is not. */
static enum civ_status wrong_number(const struct civ_column *column, struct civ_span text,
                                    const struct civ_reading *reading, const char *why)
{
	double number;
	enum civ_status status = CIV_OK;

	if (civ_real_parse(text.text, text.len, &number) && is_too_large(number))
		status = civ_bounds_check(column, number, text, reading);
	return status == CIV_OK ? civ_value_error(column, text, reading, why) : status;
}

static enum civ_status parse_plain(const struct civ_column *column, struct civ_span text,
                                   const struct civ_reading *reading, struct civ_value *value)
{
	double number;

	if (column->type == CIV_INT) {
		value->kind = CIV_INTEGER;
		if (!civ_int_parse(text.text, text.len, &value->integer))
			return wrong_number(column, text, reading, CIV_WORD("is not a whole number"));
		number = (double)value->integer;
	} else if (column->type == CIV_MONEY) {
		value->kind = CIV_INTEGER;
		if (!civ_money_parse(text.text, text.len, &value->integer))
			return wrong_number(column, text, reading,
			                    CIV_WORD("is not an amount in yuan with at most two decimals"));
		return check_money(column, value->integer, text, reading);
	} else {
		value->kind = CIV_DOUBLE;
		if (!civ_real_parse(text.text, text.len, &value->real))
			return civ_value_error(column, text, reading, "is not a number");
		if (is_too_large(value->real))
			return civ_value_error(column, text, reading, "has more digits than can be kept");
		number = value->real;
	}
	return civ_bounds_check(column, number, text, reading);
}

enum civ_status civ_value_number(const struct civ_column *column, struct civ_span text,
                                 const struct civ_reading *reading, struct civ_value *value)
{
	struct civ_buf plain = {0};
	enum civ_status status = make_plain(column, &text, &plain, reading);

	if (status == CIV_OK)
		status = parse_plain(column, text, reading, value);
	civ_buf_free(&plain);
	return status;
}
