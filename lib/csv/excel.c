/* What a spreadsheet does to a text that it takes for a formula or a number. */
#include "civplan/output.h"

#include <string.h>

enum { SHOWN_DIGITS = 11 }; /* a longer number is shown with an exponent, and saved so */

struct digits {
	size_t count;
	size_t used; /* bytes, the point included */
	bool point;
	char last;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Digits with at most one point, as far as they go. */
static struct digits read_digits(const char *text, size_t len)
{
	struct digits digits = {0};

	for (; digits.used < len; digits.used++) {
		char c = text[digits.used];

		if (!is_digit(c) && (c != '.' || digits.point))
			break;
		digits.count += is_digit(c);
		digits.point = digits.point || c == '.';
		digits.last = c;
	}
	return digits;
}

static bool is_exponent(const char *text, size_t len)
{
	size_t start = len > 1 && (text[1] == '+' || text[1] == '-') ? 2 : 1;

	if (len <= start || (text[0] != 'E' && text[0] != 'e'))
		return false;
	for (size_t i = start; i < len; i++)
		if (!is_digit(text[i]))
			return false;
	return true;
}

/* TEXT is a number without a sign, and not written as a spreadsheet would write it. */
static bool is_changed_number(const char *text, size_t len)
{
	struct digits digits = read_digits(text, len);

	if (digits.count == 0)
		return false;
	if (digits.used < len)
		return is_exponent(text + digits.used, len - digits.used);
	return digits.count > SHOWN_DIGITS || (len > 1 && text[0] == '0' && is_digit(text[1])) ||
	       (digits.point && (digits.last == '0' || digits.last == '.'));
}

/* Under a Chinese or Japanese locale the full-width forms start a formula as well. */
static bool is_wide_sign(const char *text, size_t len)
{
	static const char *const signs[] = {"＝", "＋", "－", "＠"};

	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (len >= strlen(signs[i]) && memcmp(text, signs[i], strlen(signs[i])) == 0)
			return true;
	return false;
}

bool civ_excel_guards(const char *text, size_t len)
{
	if (len == 0)
		return false;
	switch (text[0]) {
	case '=':
	case '+':
	case '-':
	case '@':
	case '\t':
	case '\r':
	case '\n':
		return true;
	default:
		return is_wide_sign(text, len) || is_changed_number(text, len);
	}
}
