/* Numbers as offices write them, made plain. */
#include <string.h>

#include "civplan/decimal.h"

enum { THOUSAND = 3, MOST_EXPONENT = 400 };

/* The parts of a number: sign, digits with commas and points, exponent, percent sign. */
struct parts {
	bool minus, percent;
	const char *body;
	size_t len;
	long exponent;
	bool has_exponent;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool take_sign(const char **text, size_t *len)
{
	static const char minus[] = "\u2212"; /* as typesetting has it */
	bool negative = *len > 0 && **text == '-';
	size_t used = *len > 0 && (**text == '-' || **text == '+') ? 1 : 0;

	if (*len >= sizeof minus - 1 && memcmp(*text, minus, sizeof minus - 1) == 0) {
		negative = true;
		used = sizeof minus - 1;
	}
	*text += used;
	*len -= used;
	return negative;
}

/* Cut e+05 off the end. */
static bool take_exponent(struct parts *parts)
{
	size_t e = 0, i;
	bool minus;

	while (e < parts->len && parts->body[e] != 'e' && parts->body[e] != 'E')
		e++;
	if (e == parts->len)
		return true;
	i = e + 1;
	minus = i < parts->len && parts->body[i] == '-';
	if (i < parts->len && (parts->body[i] == '-' || parts->body[i] == '+'))
		i++;
	if (i == parts->len)
		return false;
	for (; i < parts->len && parts->exponent <= MOST_EXPONENT; i++) {
		if (!is_digit(parts->body[i]))
			return false;
		parts->exponent = parts->exponent * 10 + (parts->body[i] - '0');
	}
	parts->exponent = minus ? -parts->exponent : parts->exponent;
	parts->has_exponent = true;
	parts->len = e;
	return parts->exponent <= MOST_EXPONENT && parts->exponent >= -MOST_EXPONENT;
}

static bool split(const char *text, size_t len, struct parts *parts)
{
	*parts = (struct parts){.minus = take_sign(&text, &len)};
	parts->body = text;
	parts->len = len;
	if (len > 0 && text[len - 1] == '%') {
		parts->percent = true;
		parts->len--;
	}
	if (!take_exponent(parts))
		return false;
	for (size_t i = 0; i < parts->len; i++)
		if (!is_digit(parts->body[i]) && parts->body[i] != ',' && parts->body[i] != '.')
			return false;
	return memchr(parts->body, ',', parts->len) != parts->body;
}

static size_t count_of(const struct parts *parts, char c)
{
	size_t count = 0;

	for (size_t i = 0; i < parts->len; i++)
		count += parts->body[i] == c ? 1 : 0;
	return count;
}

/* 1,234,567.8: one to three digits that do not start with 0, then threes; no comma behind the point. */
static bool has_thousands(const struct parts *parts)
{
	const char *point = memchr(parts->body, '.', parts->len);
	size_t whole = point == NULL ? parts->len : (size_t)(point - parts->body), i = 0;

	if (parts->has_exponent || memchr(parts->body + whole, ',', parts->len - whole) != NULL)
		return false;
	while (i < whole && is_digit(parts->body[i]))
		i++;
	if (i == 0 || i > THOUSAND || parts->body[0] == '0')
		return false;
	for (; i < whole; i += THOUSAND + 1) {
		if (parts->body[i] != ',' || whole - i <= THOUSAND)
			return false;
		for (size_t d = 1; d <= THOUSAND; d++)
			if (!is_digit(parts->body[i + d]))
				return false;
	}
	return true;
}

/* The digits with the point moved by the exponent; commas left out. */
static void put_plain(const struct parts *parts, struct civ_buf *plain)
{
	const char *point = memchr(parts->body, '.', parts->len);
	long before = 0, written = 0;

	for (const char *c = parts->body; c < parts->body + parts->len && c != point; c++)
		before += is_digit(*c) ? 1 : 0;
	before += parts->exponent;
	civ_buf_adds(plain, parts->minus ? "-" : "");
	if (before <= 0)
		civ_buf_adds(plain, "0.");
	for (long zeros = before; zeros < 0; zeros++)
		civ_buf_addc(plain, '0');
	for (size_t i = 0; i < parts->len; i++) {
		if (!is_digit(parts->body[i]))
			continue;
		if (written++ == before && before > 0)
			civ_buf_addc(plain, '.');
		civ_buf_addc(plain, parts->body[i]);
	}
	for (; written < before; written++)
		civ_buf_addc(plain, '0');
}

enum civ_number civ_number_plain(const char *text, size_t len, bool percent, struct civ_buf *plain)
{
	struct parts parts;
	size_t commas, points;

	civ_buf_clear(plain);
	if (!split(text, len, &parts) || parts.len == 0)
		return CIV_NUMBER_NONE;
	commas = count_of(&parts, ',');
	points = count_of(&parts, '.');
	if (commas + points == parts.len)
		return CIV_NUMBER_NONE;
	if (points > 1 || (commas > 0 && !has_thousands(&parts)))
		return CIV_NUMBER_UNCLEAR;
	if (parts.percent && !percent)
		return CIV_NUMBER_PERCENT;
	put_plain(&parts, plain);
	return CIV_NUMBER_GOOD;
}
