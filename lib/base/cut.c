/* Where a text may be cut: between letters as a reader sees them. */
#include "civplan/text.h"

enum { JOINER = 0x200D };

static bool is_flag_half(unsigned long code)
{
	return code >= 0x1F1E6 && code <= 0x1F1FF;
}

static bool is_skin_tone(unsigned long code)
{
	return code >= 0x1F3FB && code <= 0x1F3FF;
}

/* Bytes of the letter at TEXT with the marks on it; what is joined to it, or is the other half of a flag, is a part of
 * it. */
static size_t letter_at(const char *text, size_t len)
{
	size_t used, next;
	unsigned long last = civ_utf8_decode(text, len, &used);
	bool half = is_flag_half(last);

	for (; used < len; used += next) {
		unsigned long code = civ_utf8_decode(text + used, len - used, &next);
		bool mark = code >= 0x80 && civ_text_width(text + used, next) == 0;

		if (!mark && last != JOINER && !is_skin_tone(code) && !(half && is_flag_half(code)))
			break;
		half = half && mark;
		last = code;
	}
	return used;
}

size_t civ_text_cut(const char *text, size_t len, size_t width, size_t *taken)
{
	size_t end = 0;

	*taken = 0;
	while (end < len) {
		size_t used = letter_at(text + end, len - end);
		size_t columns = civ_text_width(text + end, used);

		if (*taken + columns > width)
			break;
		*taken += columns;
		end += used;
	}
	return end;
}
