#include "civplan/person-number.h"

enum { MOBILE = 11, CARD = 18, LETTER_X = 10 };

/* The digit at AT, or LETTER_X, also a wide one, and its bytes in *USED; -1: something else stands there. */
static int sign_at(struct civ_span text, size_t at, size_t *used)
{
	unsigned long code;

	if (at >= text.len)
		return -1;
	code = civ_utf8_decode(text.text + at, text.len - at, used);
	if (code >= 0xFF01 && code <= 0xFF5E)
		code -= 0xFF01 - '!';
	if (code >= '0' && code <= '9')
		return (int)(code - '0');
	return code == 'X' || code == 'x' ? LETTER_X : -1;
}

static bool is_digit_at(struct civ_span text, size_t at, size_t *used)
{
	int sign = sign_at(text, at, used);

	return sign >= 0 && sign < LETTER_X;
}

static bool fits_mobile(int place, int sign)
{
	return sign < LETTER_X && (place != 0 || sign == 1) && (place != 1 || sign >= 3);
}

/* Six digits of the place, eight of the birth, three of a count, and the check. */
static bool fits_card(int place, int sign)
{
	switch (place) {
	case 0:
		return sign >= 1 && sign < LETTER_X;
	case 6:
		return sign == 1 || sign == 2;
	case 7:
		return sign == 8 || sign == 9 || sign == 0;
	case 10:
		return sign <= 1;
	case 12:
		return sign <= 3;
	default:
		return sign < LETTER_X || place == CARD - 1;
	}
}

/* Where the COUNT signs from AT on end; AT itself: they are none of the kind, or there are more. */
static size_t end_of(struct civ_span text, size_t at, int count)
{
	size_t end = at, used = 0;

	for (int i = 0; i < count; i++) {
		int sign;

		if (count == MOBILE && (i == 3 || i == 7) && end < text.len &&
		    (text.text[end] == '-' || text.text[end] == ' '))
			end++;
		sign = sign_at(text, end, &used);
		if (sign < 0 || !(count == MOBILE ? fits_mobile(i, sign) : fits_card(i, sign)))
			return at;
		end += used;
	}
	return is_digit_at(text, end, &used) ? at : end;
}

/* Behind 86, and a blank or a hyphen; AT: it does not stand there. */
static size_t behind_country(struct civ_span text, size_t at)
{
	size_t first = 0, second = 0, end;

	if (sign_at(text, at, &first) != 8 || sign_at(text, at + first, &second) != 6)
		return at;
	end = at + first + second;
	return end < text.len && (text.text[end] == '-' || text.text[end] == ' ') ? end + 1 : end;
}

/* The number that begins at AT, where digits begin. */
static size_t number_at(struct civ_span text, size_t at)
{
	size_t end = end_of(text, at, CARD), behind;

	if (end == at)
		end = end_of(text, at, MOBILE);
	if (end != at)
		return end;
	behind = behind_country(text, at);
	end = end_of(text, behind, MOBILE);
	return end == behind ? at : end;
}

static size_t behind_digits(struct civ_span text, size_t at)
{
	size_t used = 0;

	while (is_digit_at(text, at, &used))
		at += used;
	return at;
}

bool civ_person_number_next(struct civ_span *rest, struct civ_span *number)
{
	const struct civ_span text = *rest;
	size_t at = 0, used = 0;

	while (at < text.len) {
		size_t end = at;

		if (!is_digit_at(text, at, &used)) {
			(void)civ_utf8_decode(text.text + at, text.len - at, &used);
			at += used;
			continue;
		}
		end = number_at(text, at);
		if (end != at) {
			*number = (struct civ_span){text.text + at, end - at};
			*rest = (struct civ_span){text.text + end, text.len - end};
			return true;
		}
		at = behind_digits(text, at);
	}
	*rest = (struct civ_span){text.text + text.len, 0};
	return false;
}

void civ_person_number_mask(struct civ_span text, struct civ_buf *masked)
{
	struct civ_span rest = text, number;

	while (civ_person_number_next(&rest, &number)) {
		civ_buf_add(masked, text.text, (size_t)(number.text - text.text));
		civ_buf_adds(masked, "***");
		text = rest;
	}
	civ_buf_add(masked, text.text, text.len);
}
