/* Texts in the form in which they are compared: what nobody sees left out, width and composition made one. */
#include <stdint.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/text.h"

struct civ_span civ_text_visible(struct civ_span text, struct civ_arena *arena)
{
	size_t at = 0, len, used;
	char *copy;

	while (at < text.len && civ_invisible_at(text.text + at, text.len - at) == 0)
		at++;
	if (at == text.len)
		return text;
	copy = civ_arena_copy(arena, text.text, text.len);
	if (copy == NULL)
		return (struct civ_span){NULL, 0};
	for (len = at; at < text.len; at += used) {
		used = civ_invisible_at(text.text + at, text.len - at);
		if (used > 0)
			continue;
		copy[len++] = text.text[at];
		used = 1;
	}
	copy[len] = '\0';
	return (struct civ_span){copy, len};
}

/* What letters become with a combining mark behind them, one for one. */
static const struct {
	uint32_t mark;
	const char *plain, *composed;
} marks[] = {
	{0x0300, "AEIOUaeiouÜüNn", "ÀÈÌÒÙàèìòùǛǜǸǹ"},
	{0x0301, "AEIOUYaeiouyCcLlNnRrSsZzÜüMm", "ÁÉÍÓÚÝáéíóúýĆćĹĺŃńŔŕŚśŹźǗǘḾḿ"},
	{0x0302, "AEIOUaeiouCcGgHhJjSsWwYy", "ÂÊÎÔÛâêîôûĈĉĜĝĤĥĴĵŜŝŴŵŶŷ"},
	{0x0303, "ANOanoIiUu", "ÃÑÕãñõĨĩŨũ"},
	{0x0304, "AaEeIiOoUuÜü", "ĀāĒēĪīŌōŪūǕǖ"},
	{0x0306, "AaEeGgIiOoUu", "ĂăĔĕĞğĬĭŎŏŬŭ"},
	{0x0307, "CcEeGgIZz", "ĊċĖėĠġİŻż"},
	{0x0308, "AEIOUaeiouyY", "ÄËÏÖÜäëïöüÿŸ"},
	{0x030A, "AaUu", "ÅåŮů"},
	{0x030B, "OoUu", "ŐőŰű"},
	{0x030C, "CcDdEeLlNnRrSsTtZzAaIiOoUuÜü", "ČčĎďĚěĽľŇňŘřŠšŤťŽžǍǎǏǐǑǒǓǔǙǚ"},
	{0x0327, "CcGgKkLlNnRrSsTt", "ÇçĢģĶķĻļŅņŖŗŞşŢţ"},
	{0x0328, "AaEeIiUu", "ĄąĘęĮįŲų"},
};

/* Ideographs that GB18030 has a second time for the sake of other standards, and the usual ones. */
static const char doubles[] = "\uF92C\uF979\uF995\uF9E7\uF9F1\uFA0C\uFA0D\uFA18\uFA20";
static const char singles[] = "\u90CE\u51C9\u79CA\u88CF\u96A3\u5140\u55C0\u793C\u8612";

/* The character of TO that stands where CODE stands in FROM; 0 when it does not. */
static uint32_t counterpart(const char *from, const char *to, uint32_t code)
{
	size_t used, other;

	for (; *from != '\0'; from += used, to += other) {
		uint32_t there = (uint32_t)civ_utf8_decode(to, strlen(to), &other);

		if (civ_utf8_decode(from, strlen(from), &used) == code)
			return there;
	}
	return 0;
}

static uint32_t compose(uint32_t letter, uint32_t mark)
{
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (marks[i].mark == mark)
			return counterpart(marks[i].plain, marks[i].composed, letter);
	return 0;
}

static bool is_mark(uint32_t code)
{
	return code >= 0x0300 && code <= 0x036F;
}

static uint32_t narrow(uint32_t code)
{
	uint32_t single;

	if (code >= 0xFF01 && code <= 0xFF5E)
		return code - 0xFF01 + '!';
	if (code == 0x3000)
		return ' ';
	single = code >= 0xF900 && code <= 0xFAFF ? counterpart(doubles, singles, code) : 0;
	return single == 0 ? code : single;
}

size_t civ_utf8_encode(unsigned long code, char *to)
{
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (char)(0xC0 | code >> 6);
		to[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		to[0] = (char)(0xE0 | code >> 12);
		to[1] = (char)(0x80 | (code >> 6 & 0x3F));
		to[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | code >> 18);
	to[1] = (char)(0x80 | (code >> 12 & 0x3F));
	to[2] = (char)(0x80 | (code >> 6 & 0x3F));
	to[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

size_t civ_text_fold(struct civ_span text, char *to)
{
	size_t len = 0, last = 0, used;
	uint32_t before = 0;

	for (size_t at = 0; at < text.len; at += used) {
		uint32_t code = (uint32_t)civ_utf8_decode(text.text + at, text.len - at, &used), one;

		/* Of a damaged file: what is no character stays the byte that it is. */
		if (used == 1 && code >= 0x80) {
			to[len++] = text.text[at];
			last = len;
			before = 0;
			continue;
		}
		if (civ_is_invisible(code))
			continue;
		code = narrow(code);
		one = is_mark(code) ? compose(before, code) : 0;
		if (one != 0) {
			len = last;
			code = one;
		}
		last = len;
		len += civ_utf8_encode(code, to + len);
		before = code;
	}
	return len;
}

/* The bytes with which begins whatever folding may change: C2 AD, marks (CC, CD), D8 9C, E1 to E3, EF. */
static bool may_fold(unsigned char first)
{
	return first == 0xC2 || first == 0xCC || first == 0xCD || first == 0xD8 || (first >= 0xE1 && first <= 0xE3) ||
	       first == 0xEF;
}

bool civ_text_is_folded(struct civ_span text)
{
	size_t used;

	for (size_t at = 0; at < text.len; at += used) {
		uint32_t code;

		/* Nearly every cell of a file is asked, and most are plain ASCII. */
		used = civ_ascii_word(text.text + at, text.len - at);
		if (used > 0)
			continue;
		used = 1;
		if (!may_fold((unsigned char)text.text[at]))
			continue;
		code = (uint32_t)civ_utf8_decode(text.text + at, text.len - at, &used);
		if (is_mark(code) || civ_is_invisible(code) || narrow(code) != code)
			return false;
	}
	return true;
}

struct civ_span civ_text_folded(struct civ_span text, struct civ_arena *arena)
{
	char *copy;
	size_t len;

	if (civ_text_is_folded(text))
		return text;
	copy = civ_arena_alloc(arena, text.len + 1);
	if (copy == NULL)
		return (struct civ_span){NULL, 0};
	len = civ_text_fold(text, copy);
	return (struct civ_span){copy, len};
}
