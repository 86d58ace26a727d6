#include "lib/derive/scan.h"

#include <string.h>

#include "civplan/say.h"

/* ---- characters ---- */

enum {
	WIDE_FIRST = 0xFF01,
	WIDE_LAST = 0xFF5E,
	WIDE_SHIFT = 0xFEE0,
	WIDE_BLANK = 0x3000,
	NBSP = 0xA0,
	TIMES = 0xD7,
	OVER = 0xF7,
	MINUS = 0x2212,
	LEFT_BLACK = 0x3010,
	RIGHT_BLACK = 0x3011,
	UNEQUAL = 0x2260,
	AT_MOST = 0x2264,
	AT_MOST_OVER = 0x2266,
	AT_LEAST_OVER = 0x2267
};

/* The plain sign that a wide or typeset one stands for; letters and all else stay. */
static unsigned long plain_sign(unsigned long c)
{
	unsigned long narrow = c - WIDE_SHIFT;

	if (c == WIDE_BLANK || c == NBSP)
		return ' ';
	if (c == TIMES)
		return '*';
	if (c == OVER)
		return '/';
	if (c == MINUS)
		return '-';
	if (c == LEFT_BLACK)
		return '[';
	if (c == RIGHT_BLACK)
		return ']';
	/* No expression goes on with a comparison. */
	if (c == UNEQUAL || (c >= AT_MOST && c <= AT_LEAST_OVER))
		return c == AT_MOST || c == AT_MOST_OVER ? '<' : c == UNEQUAL ? '=' : '>';
	if (c < WIDE_FIRST || c > WIDE_LAST)
		return c;
	/* A wide letter is a letter of a name as it stands. */
	return civ_scan_is_digit(narrow) || strchr("()+-*/,;=[]. <>%", (int)narrow) != NULL ? narrow : c;
}

unsigned long civ_scan_look(const struct civ_scanner *p, size_t at, size_t *used)
{
	unsigned char first;

	*used = 0;
	if (at >= p->text.len)
		return 0;
	first = (unsigned char)p->text.text[at];
	*used = 1;
	if (first < 0x80)
		return first == 0 ? 1 : first;
	for (size_t n = 2; n <= 4 && n <= p->text.len - at; n++)
		if (civ_utf8_valid(p->text.text + at, n, NULL))
			return plain_sign(civ_utf8_decode(p->text.text + at, n, used));
	return first;
}

unsigned long civ_scan_next(const struct civ_scanner *p)
{
	size_t used;

	return civ_scan_look(p, p->at, &used);
}

static bool is_blank(unsigned long c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool civ_scan_is_digit(unsigned long c)
{
	return c >= '0' && c <= '9';
}

bool civ_scan_is_letter(unsigned long c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
}

void civ_scan_blanks(struct civ_scanner *p)
{
	size_t used;

	while (is_blank(civ_scan_look(p, p->at, &used)))
		p->at += used;
}

bool civ_scan_take(struct civ_scanner *p, unsigned long sign)
{
	size_t used;

	civ_scan_blanks(p);
	if (civ_scan_look(p, p->at, &used) != sign)
		return false;
	p->at += used;
	return true;
}

struct civ_span civ_scan_word(struct civ_scanner *p, bool hyphens)
{
	size_t from = p->at, used;
	unsigned long c;

	while ((c = civ_scan_look(p, p->at, &used)),
	       civ_scan_is_letter(c) || civ_scan_is_digit(c) || (hyphens && c == '-' && p->at > from))
		p->at += used;
	return (struct civ_span){p->text.text + from, p->at - from};
}

void *civ_scan_mistake(struct civ_scanner *p, size_t at, const char *why)
{
	if (p->mistake->why == NULL)
		*p->mistake = (struct civ_mistake){at, why};
	return NULL;
}

/* ---- values ---- */

bool civ_scan_bracketed(struct civ_scanner *p, struct civ_span *value)
{
	size_t opened = p->at, used, len = 0;
	unsigned long c;
	char *copy = civ_arena_copy(p->arena, p->text.text + p->at, p->text.len - p->at);

	if (copy == NULL)
		return false;
	(void)civ_scan_take(p, '[');
	while ((c = civ_scan_look(p, p->at, &used)) != 0) {
		p->at += used;
		if (c == ']') {
			size_t more;

			if (civ_scan_look(p, p->at, &more) != ']') {
				*value = civ_text_trim((struct civ_span){copy, len});
				return value->len > 0 ||
				       civ_scan_mistake(p, opened + 1,
				                        CIV_WORD("a code is expected between [ and ]")) != NULL;
			}
			p->at += more;
			copy[len++] = ']';
			continue;
		}
		memmove(copy + len, p->text.text + p->at - used, used);
		len += used;
	}
	return civ_scan_mistake(p, opened, CIV_WORD("this [ is not closed: ] is expected")) != NULL;
}

bool civ_scan_ends_value(unsigned long c)
{
	return c == 0 || c == ',' || c == ';' || c == ')' || c == '(' || c == '[' || c == ']';
}

bool civ_scan_value(struct civ_scanner *p, struct civ_argument *argument)
{
	size_t used;
	unsigned long c;

	civ_scan_blanks(p);
	argument->at = p->at;
	if (civ_scan_next(p) == '[') {
		if (!civ_scan_bracketed(p, &argument->value))
			return false;
		argument->len = p->at - argument->at;
		return true;
	}
	while (c = civ_scan_look(p, p->at, &used), !civ_scan_ends_value(c))
		p->at += used;
	argument->value = civ_text_trim((struct civ_span){p->text.text + argument->at, p->at - argument->at});
	argument->len = argument->value.len;
	return argument->len > 0 || civ_scan_mistake(p, argument->at, CIV_WORD("a value is expected here")) != NULL;
}
