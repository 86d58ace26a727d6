#include "civplan/decimal.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* [+-]digits[.digits] with a digit somewhere; *POINT: offset of the point or LEN. */
static bool is_decimal(const char *text, size_t len, size_t *point)
{
	size_t i = len > 0 && (text[0] == '+' || text[0] == '-') ? 1 : 0;
	size_t digits = 0;

	*point = len;
	for (; i < len; i++) {
		if (is_digit(text[i]))
			digits++;
		else if (text[i] == '.' && *point == len)
			*point = i;
		else
			return false;
	}
	return digits > 0;
}

/* Powers of ten and integers of up to 15 digits are exact in a double, so that dividing them rounds only once. */
static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

static bool short_decimal(const char *text, size_t len, size_t point, double *value)
{
	int64_t digits = 0;

	/* 16 digits only without a point: then there is nothing to divide. */
	if (len > 16)
		return false;
	for (size_t i = 0; i < len; i++)
		if (is_digit(text[i]))
			digits = digits * 10 + (text[i] - '0');
	*value = (double)digits / powers[point == len ? 0 : len - point - 1];
	if (text[0] == '-')
		*value = -*value;
	return true;
}

bool civ_real_parse(const char *text, size_t len, double *value)
{
	size_t point;
	char *copy;

	if (!is_decimal(text, len, &point))
		return false;
	if (short_decimal(text, len, point, value))
		return true;
	copy = strndup(text, len);
	if (copy == NULL)
		return false;
	*value = strtod(copy, NULL);
	free(copy);
	return isfinite(*value);
}

bool civ_int_parse(const char *text, size_t len, int64_t *value)
{
	size_t i = len > 0 && (text[0] == '+' || text[0] == '-') ? 1 : 0;
	bool minus = i == 1 && text[0] == '-';
	int64_t sum = 0;

	if (i == len)
		return false;
	for (; i < len; i++) {
		int digit = text[i] - '0';

		if (!is_digit(text[i]) || __builtin_mul_overflow(sum, 10, &sum) ||
		    __builtin_sub_overflow(sum, digit, &sum))
			return false;
	}
	/* Summed below zero, where the range is one wider. */
	if (!minus && sum == INT64_MIN)
		return false;
	*value = minus ? sum : -sum;
	return true;
}

/* 2E+16 counts, 12E+3 does not: a spreadsheet writes one digit in front of the point. */
bool civ_number_is_cut(const char *text, size_t len)
{
	size_t i = len > 0 && (text[0] == '+' || text[0] == '-') ? 1 : 0;
	size_t start = i;

	/* Nearly every cell of a file is asked: most have no plus sign. */
	if (len < 4 || memchr(text + 1, '+', len - 1) == NULL)
		return false;
	while (i < len && text[i] != 'E' && text[i] != 'e')
		i++;
	if (start == i || !is_digit(text[start]) || (i - start > 1 && text[start + 1] != '.'))
		return false;
	for (size_t d = start + 2; d < i; d++)
		if (!is_digit(text[d]))
			return false;
	if (len - i < 3 || text[i + 1] != '+')
		return false;
	for (i += 2; i < len; i++)
		if (!is_digit(text[i]))
			return false;
	return true;
}

/* Sign and 0.DIGITS times 10 to the power POINT; no zero at the end of the digits, none at all for 0. */
struct decimal {
	bool minus;
	int point;
	int count;
	char digits[24];
};

static void drop_zeros(struct decimal *decimal)
{
	while (decimal->count > 0 && decimal->digits[decimal->count - 1] == '0')
		decimal->count--;
}

/* Most numbers have few decimals: VALUE times a power of ten is then an integer that divides back to it. */
static bool from_short(double value, struct decimal *decimal)
{
	enum { DECIMALS = 6 };
	char digits[24];

	if (value >= 1e9)
		return false;
	for (int decimals = 0; decimals <= DECIMALS; decimals++) {
		int64_t scaled = llround(value * powers[decimals]);
		int count = 0;

		if ((double)scaled / powers[decimals] != value)
			continue;
		for (; scaled > 0; scaled /= 10)
			digits[count++] = (char)('0' + scaled % 10);
		for (int i = 0; i < count; i++)
			decimal->digits[i] = digits[count - 1 - i];
		decimal->count = count;
		decimal->point = count - decimals;
		return true;
	}
	return false;
}

/* 15 digits always survive the way through a double, 17 always suffice; the numbers next to zero have fewer. */
enum { SURVIVE = 15, SUFFICE = 17 };

static void from_long(double value, struct decimal *decimal)
{
	char scientific[40];

	for (int count = value < DBL_MIN ? 1 : SURVIVE; count <= SUFFICE; count++) {
		(void)snprintf(scientific, sizeof scientific, "%.*e", count - 1, value);
		if (strtod(scientific, NULL) == value)
			break;
	}
	decimal->count = 0;
	for (const char *at = scientific; *at != 'e'; at++)
		if (is_digit(*at))
			decimal->digits[decimal->count++] = *at;
	decimal->point = (int)strtol(strchr(scientific, 'e') + 1, NULL, 10) + 1;
}

/* The next decimal of KEEP digits up. */
static void cut_up(struct decimal *decimal, int keep)
{
	while (keep > 0 && decimal->digits[keep - 1] == '9')
		keep--;
	if (keep == 0) {
		decimal->digits[keep++] = '1';
		decimal->point++;
	} else {
		decimal->digits[keep - 1]++;
	}
	decimal->count = keep;
}

/* Half up, on the digits: they are what the reader sees. */
static void round_to(struct decimal *decimal, int places)
{
	int keep = decimal->point + places;

	if (keep >= decimal->count)
		return;
	if (keep >= 0 && decimal->digits[keep] >= '5')
		cut_up(decimal, keep);
	else
		decimal->count = keep > 0 ? keep : 0;
	drop_zeros(decimal);
}

static char *put_zeros(char *text, int count)
{
	for (int i = 0; i < count; i++)
		*text++ = '0';
	return text;
}

static char *put_digits(char *text, const char *digits, int count)
{
	for (int i = 0; i < count; i++)
		*text++ = digits[i];
	return text;
}

static void put_decimal(const struct decimal *decimal, char text[CIV_REAL_SIZE])
{
	int whole = decimal->point < decimal->count ? decimal->point : decimal->count;

	if (decimal->minus && decimal->count > 0)
		*text++ = '-';
	if (decimal->count == 0 || whole <= 0) {
		*text++ = '0';
		whole = 0;
	} else {
		text = put_digits(text, decimal->digits, whole);
		text = put_zeros(text, decimal->point - whole);
	}
	if (whole < decimal->count) {
		*text++ = '.';
		text = put_zeros(text, -decimal->point);
		text = put_digits(text, decimal->digits + whole, decimal->count - whole);
	}
	*text = '\0';
}

/* Doubles lie closer below a power of two than above it: where the nearest decimal of 16 digits, below,
 * reads back to another double, the next one up may still read back to this. */
static void shorten_power(double value, struct decimal *decimal)
{
	struct decimal up = *decimal;
	char text[CIV_REAL_SIZE];
	int exponent;

	if (decimal->count < SUFFICE || frexp(value, &exponent) != 0.5)
		return;
	cut_up(&up, SUFFICE - 1);
	put_decimal(&up, text);
	if (strtod(text, NULL) == value)
		*decimal = up;
}

static void shortest(double value, struct decimal *decimal)
{
	decimal->minus = false;
	if (!from_short(fabs(value), decimal)) {
		from_long(fabs(value), decimal);
		shorten_power(fabs(value), decimal);
	}
	decimal->minus = value < 0;
	drop_zeros(decimal);
}

void civ_real_format(double value, char text[CIV_REAL_SIZE])
{
	struct decimal decimal;

	if (!isfinite(value)) {
		text[0] = '\0';
		return;
	}
	shortest(value, &decimal);
	put_decimal(&decimal, text);
}

void civ_real_format_rounded(double value, int digits, char text[CIV_REAL_SIZE])
{
	struct decimal decimal;

	if (!isfinite(value)) {
		text[0] = '\0';
		return;
	}
	shortest(value, &decimal);
	round_to(&decimal, digits);
	put_decimal(&decimal, text);
}

double civ_real_round(double value, int digits)
{
	char text[CIV_REAL_SIZE];

	if (!isfinite(value))
		return value;
	civ_real_format_rounded(value, digits, text);
	return strtod(text, NULL);
}

/* The digits of PART as a number; none at all is 0. */
static bool part_parse(const char *part, size_t len, int64_t *value)
{
	*value = 0;
	return len == 0 || civ_int_parse(part, len, value);
}

bool civ_money_parse(const char *text, size_t len, int64_t *fen)
{
	size_t start = len > 0 && (text[0] == '+' || text[0] == '-') ? 1 : 0;
	size_t point, decimals;
	int64_t yuan, rest;

	if (!is_decimal(text, len, &point))
		return false;
	decimals = point < len ? len - point - 1 : 0;
	if (decimals > 2 || !part_parse(text + start, point - start, &yuan) ||
	    !part_parse(text + len - decimals, decimals, &rest))
		return false;
	if (decimals == 1)
		rest *= 10;
	if (__builtin_mul_overflow(yuan, 100, &yuan) || __builtin_add_overflow(yuan, rest, &yuan))
		return false;
	*fen = text[0] == '-' ? -yuan : yuan;
	return true;
}

/* 1200, 0.5, -3.05: without zeros at the end, like all numbers. */
void civ_money_format(int64_t fen, char text[CIV_INT_SIZE])
{
	uint64_t amount = fen < 0 ? -(uint64_t)fen : (uint64_t)fen;
	unsigned rest = (unsigned)(amount % 100);
	int len = snprintf(text, CIV_INT_SIZE, "%s%" PRIu64, fen < 0 ? "-" : "", amount / 100);

	if (len < 0 || rest == 0)
		return;
	text += len;
	*text++ = '.';
	*text++ = (char)('0' + rest / 10);
	if (rest % 10 != 0)
		*text++ = (char)('0' + rest % 10);
	*text = '\0';
}

double civ_percent(double part, double whole)
{
	return whole > 0 ? 100 * part / whole : NAN;
}
