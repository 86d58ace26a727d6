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
	RIGHT_BLACK = 0x3011
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
	if (c < WIDE_FIRST || c > WIDE_LAST)
		return c;
	/* A wide letter is a letter of a name as it stands. */
	return strchr("()+-*/,;=[]. ", (int)narrow) != NULL ? narrow : c;
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

static bool ends_value(unsigned long c)
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
	while (c = civ_scan_look(p, p->at, &used), !ends_value(c))
		p->at += used;
	argument->value = civ_text_trim((struct civ_span){p->text.text + argument->at, p->at - argument->at});
	argument->len = argument->value.len;
	return argument->len > 0 || civ_scan_mistake(p, argument->at, CIV_WORD("a value is expected here")) != NULL;
}

/* ---- codes written ---- */

size_t civ_character_of(struct civ_span text, size_t at)
{
	size_t character = 1;

	/* Bytes within a character of UTF-8 begin with 10. */
	for (size_t i = 0; i < at && i < text.len; i++)
		character += ((unsigned char)text.text[i] & 0xC0) != 0x80 ? 1 : 0;
	return character;
}

bool civ_expression_is_name(struct civ_span text)
{
	struct civ_mistake mistake;
	struct civ_scanner p = {.text = text, .mistake = &mistake};
	struct civ_span word = civ_scan_word(&p, false);
	bool digits = true;

	for (size_t i = 0; i < word.len; i++)
		digits = digits && civ_scan_is_digit((unsigned char)word.text[i]);
	return text.len > 0 && word.len == text.len && !digits;
}

static bool is_word(struct civ_span span, const char *word)
{
	return span.len == strlen(word) && memcmp(span.text, word, span.len) == 0;
}

static void put_bracketed(struct civ_span code, struct civ_buf *text)
{
	civ_buf_addc(text, '[');
	for (size_t i = 0; i < code.len; i++) {
		civ_buf_addc(text, code.text[i]);
		if (code.text[i] == ']')
			civ_buf_addc(text, ']');
	}
	civ_buf_addc(text, ']');
}

void civ_expression_put_code(struct civ_span code, struct civ_buf *text)
{
	if (civ_expression_is_name(code) && !is_word(code, "population") && !is_word(code, "elderly"))
		civ_buf_add(text, code.text, code.len);
	else
		put_bracketed(code, text);
}

void civ_expression_put_value(struct civ_span value, struct civ_buf *text)
{
	struct civ_mistake mistake;
	struct civ_scanner p = {.text = value, .mistake = &mistake};

	for (size_t used; p.at < value.len; p.at += used)
		if (ends_value(civ_scan_look(&p, p.at, &used))) {
			put_bracketed(value, text);
			return;
		}
	civ_buf_add(text, value.text, value.len);
}
