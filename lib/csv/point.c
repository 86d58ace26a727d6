/* A place in one cell: both its coordinates. */
#include <math.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/input.h"

static bool is_apart(char c)
{
	return c == ' ' || c == '\t' || c == ',' || c == ';' || c == '\n' || c == '\r';
}

/* The number at the start of *TEXT, which moves behind it. */
static bool take_number(struct civ_span *text, struct civ_span *number, double *value)
{
	size_t len = 0;

	while (len < text->len && !is_apart(text->text[len]))
		len++;
	*number = (struct civ_span){text->text, len};
	text->text += len;
	text->len -= len;
	return civ_real_parse(number->text, number->len, value);
}

bool civ_point_read(struct civ_span text, struct civ_span parts[2])
{
	static const struct civ_span word = {"POINT", 5};
	const char *open = text.len == 0 ? NULL : memrchr(text.text, '(', text.len);
	bool longitude_first = text.len > word.len && civ_text_same((struct civ_span){text.text, word.len}, word);
	double values[2];

	/* An address may stand before the coordinates. */
	if (open != NULL) {
		if (text.text[text.len - 1] != ')')
			return false;
		text = civ_text_trim((struct civ_span){open + 1, (size_t)(text.text + text.len - open) - 2});
	}
	else if (memchr(text.text, ',', text.len) == NULL) {
		return false;
	}
	if (!take_number(&text, &parts[0], &values[0]) || text.len == 0)
		return false;
	while (text.len > 0 && is_apart(*text.text))
		text = (struct civ_span){text.text + 1, text.len - 1};
	if (!take_number(&text, &parts[1], &values[1]) || text.len > 0)
		return false;
	/* No latitude is over 90: the pair tells itself how it is ordered, where anything can. */
	if (longitude_first || fabs(values[0]) > 90) {
		struct civ_span first = parts[0];

		parts[0] = parts[1];
		parts[1] = first;
		return fabs(values[1]) <= 90 && fabs(values[0]) <= 180;
	}
	return fabs(values[0]) <= 90 && fabs(values[1]) <= 180;
}
