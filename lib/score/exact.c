/* Decimals kept as integers, for published rules that round. */
#include "lib/score/exact.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"

static bool shift(struct civ_exact *exact, int scale)
{
	for (; exact->scale < scale; exact->scale++)
		if (__builtin_mul_overflow(exact->units, 10, &exact->units))
			return false;
	return true;
}

static bool align(struct civ_exact *a, struct civ_exact *b)
{
	return shift(a, b->scale) && shift(b, a->scale);
}

bool civ_exact_from(double value, struct civ_exact *exact)
{
	char text[CIV_REAL_SIZE];
	char *point;
	size_t len;

	civ_real_format(value, text);
	len = strlen(text);
	point = strchr(text, '.');
	exact->scale = point == NULL ? 0 : (int)(len - (size_t)(point - text) - 1);
	if (point != NULL) {
		memmove(point, point + 1, (size_t)exact->scale + 1);
		len--;
	}
	return civ_int_parse(text, len, &exact->units);
}

double civ_exact_to(struct civ_exact exact)
{
	double power = 1;

	for (int i = 0; i < exact.scale; i++)
		power *= 10;
	return (double)exact.units / power;
}

bool civ_exact_subtract(struct civ_exact a, struct civ_exact b, struct civ_exact *difference)
{
	if (!align(&a, &b))
		return false;
	difference->scale = a.scale;
	return !__builtin_sub_overflow(a.units, b.units, &difference->units);
}

bool civ_exact_multiply(struct civ_exact a, struct civ_exact b, struct civ_exact *product)
{
	product->scale = a.scale + b.scale;
	return !__builtin_mul_overflow(a.units, b.units, &product->units);
}

bool civ_exact_divide(struct civ_exact a, struct civ_exact b, int scale, struct civ_exact *quotient)
{
	int64_t rest;
	bool minus = (a.units < 0) != (b.units < 0);

	if (!align(&a, &b))
		return false;
	/* Both have the same scale now: the quotient of the units is that of the numbers. */
	a.scale = 0;
	if (!shift(&a, scale) || a.units == INT64_MIN || b.units == INT64_MIN)
		return false;
	a.units = llabs(a.units);
	b.units = llabs(b.units);
	quotient->units = a.units / b.units;
	quotient->scale = scale;
	rest = a.units % b.units;
	if (rest >= b.units - rest)
		quotient->units++;
	if (minus)
		quotient->units = -quotient->units;
	return true;
}

bool civ_exact_round(struct civ_exact a, int scale, struct civ_exact *rounded)
{
	return civ_exact_divide(a, (struct civ_exact){1, 0}, scale, rounded);
}
