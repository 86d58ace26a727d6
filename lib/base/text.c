#include "civplan/text.h"

#include <locale.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

size_t civ_ascii_word(const char *text, size_t len)
{
	uint64_t word;

	if (len < sizeof word)
		return 0;
	memcpy(&word, text, sizeof word);
	return (word & 0x8080808080808080u) == 0 ? sizeof word : 0;
}

/* Length of the well-formed sequence at TEXT, 0 when there is none (Unicode 15, table 3-7). */
static size_t sequence(const unsigned char *t, size_t len)
{
	unsigned char low = 0x80, high = 0xBF;
	size_t need;

	if (t[0] < 0x80)
		return 1;
	if (t[0] >= 0xC2 && t[0] <= 0xDF)
		need = 2;
	else if (t[0] >= 0xE0 && t[0] <= 0xEF)
		need = 3;
	else if (t[0] >= 0xF0 && t[0] <= 0xF4)
		need = 4;
	else
		return 0;
	if (t[0] == 0xE0)
		low = 0xA0;
	else if (t[0] == 0xED)
		high = 0x9F;
	else if (t[0] == 0xF0)
		low = 0x90;
	else if (t[0] == 0xF4)
		high = 0x8F;
	if (len < need || t[1] < low || t[1] > high)
		return 0;
	for (size_t i = 2; i < need; i++)
		if ((t[i] & 0xC0) != 0x80)
			return 0;
	return need;
}

bool civ_utf8_valid(const char *text, size_t len, size_t *bad)
{
	size_t i = 0;

	while (i < len) {
		size_t used = civ_ascii_word(text + i, len - i);

		if (used == 0)
			used = sequence((const unsigned char *)text + i, len - i);
		if (used == 0) {
			if (bad != NULL)
				*bad = i;
			return false;
		}
		i += used;
	}
	return true;
}

unsigned long civ_utf8_decode(const char *text, size_t len, size_t *used)
{
	const unsigned char *t = (const unsigned char *)text;
	unsigned long code;

	*used = sequence(t, len);
	if (*used <= 1) {
		*used = 1;
		return t[0];
	}
	code = t[0] & (0xFFu >> (*used + 1));
	for (size_t i = 1; i < *used; i++)
		code = code << 6 | (t[i] & 0x3Fu);
	return code;
}

bool civ_is_invisible(unsigned long code)
{
	return code == 0xAD || code == 0x61C || code == 0x180E || (code >= 0x200B && code <= 0x200F) ||
	       (code >= 0x202A && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF;
}

size_t civ_invisible_at(const char *text, size_t len)
{
	unsigned char first = len < 2 ? 0 : (unsigned char)text[0];
	size_t used;

	/* The bytes with which they begin: ASCII and nearly all ideographs need no look. */
	if (first != 0xC2 && first != 0xD8 && first != 0xE1 && first != 0xE2 && first != 0xEF)
		return 0;
	return civ_is_invisible(civ_utf8_decode(text, len, &used)) ? used : 0;
}

/* Opening the locale reads a file, so that it is done once; it never changes afterwards. */
static locale_t utf8;
static pthread_once_t utf8_once = PTHREAD_ONCE_INIT;

static void open_utf8(void)
{
	utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

/* Columns of a code point on a machine without C.UTF-8: from the radicals on, all of the plan's text is wide. */
static int plain_columns(unsigned long code)
{
	if (code < ' ' || (code >= 0x7F && code < 0xA0))
		return 0;
	return code >= 0x2E80 ? 2 : 1;
}

static size_t wide_width(const char *text, size_t len)
{
	locale_t before = (locale_t)0;
	size_t width = 0;

	(void)pthread_once(&utf8_once, open_utf8);
	if (utf8 != (locale_t)0)
		before = uselocale(utf8);
	for (size_t i = 0, used; i < len; i += used) {
		unsigned long code = civ_utf8_decode(text + i, len - i, &used);
		int columns = utf8 == (locale_t)0 ? plain_columns(code) : wcwidth((wchar_t)code);

		width += columns > 0 ? (size_t)columns : 0;
	}
	if (utf8 != (locale_t)0)
		(void)uselocale(before);
	return width;
}

size_t civ_text_width(const char *text, size_t len)
{
	size_t width = 0;

	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)text[i] >= 0x80)
			return width + wide_width(text + i, len - i);
		width += (unsigned char)text[i] >= ' ' && text[i] != 0x7F ? 1 : 0;
	}
	return width;
}

/* Bytes of the blank at the start of TEXT, 0 when it starts with something else. */
static size_t blank_at(const char *text, size_t len)
{
	if (*text == ' ' || *text == '\t' || *text == '\r' || *text == '\n')
		return 1;
	if (len >= 2 && memcmp(text, "\xC2\xA0", 2) == 0)
		return 2;
	if (len >= 3 && memcmp(text, "\xE3\x80\x80", 3) == 0)
		return 3;
	return 0;
}

static size_t blank_before(const char *text, size_t len)
{
	if (blank_at(text + len - 1, 1) == 1)
		return 1;
	if (len >= 2 && blank_at(text + len - 2, 2) == 2)
		return 2;
	if (len >= 3 && blank_at(text + len - 3, 3) == 3)
		return 3;
	return 0;
}

struct civ_span civ_text_trim(struct civ_span span)
{
	size_t used;

	while (span.len > 0 && (used = blank_at(span.text, span.len)) > 0)
		span = (struct civ_span){span.text + used, span.len - used};
	while (span.len > 0 && (used = blank_before(span.text, span.len)) > 0)
		span.len -= used;
	return span;
}

void civ_text_copy(char *to, const char *from, size_t size)
{
	size_t len = strlen(from);

	if (len >= size)
		len = size - 1;
	memcpy(to, from, len);
	to[len] = '\0';
}

static char lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool is_word_byte(char c)
{
	bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;

	return letter || (c >= '0' && c <= '9') || c == '_';
}

bool civ_text_is_codes(struct civ_span text)
{
	bool begins = true;

	for (size_t i = 0; i < text.len; i++) {
		if (strchr(" ,:\t\n", text.text[i]) != NULL || (begins && text.text[i] == ';'))
			return false;
		begins = text.text[i] == ';';
	}
	return !begins;
}

bool civ_text_has_word(const char *text, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = strcasestr(text, word); at != NULL; at = strcasestr(at + 1, word))
		if ((at == text || !is_word_byte(at[-1])) && !is_word_byte(at[len]))
			return true;
	return false;
}

bool civ_text_next_word(const char **rest, struct civ_span *word)
{
	const char *at = *rest;

	while (*at != '\0' && !is_word_byte(*at))
		at++;
	*word = (struct civ_span){at, 0};
	while (is_word_byte(at[word->len]))
		word->len++;
	*rest = at + word->len;
	return word->len > 0;
}

bool civ_text_same(struct civ_span a, struct civ_span b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (lower(a.text[i]) != lower(b.text[i]))
			return false;
	return true;
}
