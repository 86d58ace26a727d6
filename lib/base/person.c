#include "civplan/person.h"

#include <ctype.h>

/* Digits that belong together, without what parts them. */
struct digits {
	char text[24]; /* more than any of the numbers has */
	size_t count;  /* of all digits, those that have no room too */
};

static void add(struct digits *digits, char c)
{
	if (digits->count < sizeof digits->text)
		digits->text[digits->count] = c;
	digits->count++;
}

static int two(const char *text)
{
	return (text[0] - '0') * 10 + (text[1] - '0');
}

static bool is_mobile(const char *text, size_t count)
{
	if (count == 13 && text[0] == '8' && text[1] == '6') {
		text += 2;
		count -= 2;
	}
	return count == 11 && text[0] == '1' && text[1] >= '3';
}

/* Six digits of the place, and the day of birth: 110101 19900101. */
static bool is_card(const char *text, size_t count)
{
	int century, month, day;

	if (count != 18 || text[0] == '0')
		return false;
	century = two(text + 6);
	month = two(text + 10);
	day = two(text + 12);
	return century >= 18 && century <= 20 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static bool is_personal(const struct digits *digits)
{
	return digits->count <= sizeof digits->text &&
	       (is_mobile(digits->text, digits->count) || is_card(digits->text, digits->count));
}

static bool is_digit(struct civ_span text, size_t at)
{
	return at < text.len && isdigit((unsigned char)text.text[at]);
}

/* The end of the number that begins at AT: of its unbroken digits, or when PARTED of all that single blanks or hyphens
 * part. */
static size_t read_from(struct civ_span text, size_t at, bool parted, struct digits *digits)
{
	digits->count = 0;
	while (is_digit(text, at) ||
	       (parted && at < text.len && (text.text[at] == ' ' || text.text[at] == '-') && is_digit(text, at + 1))) {
		if (is_digit(text, at))
			add(digits, text.text[at]);
		at++;
	}
	if (digits->count == 17 && at < text.len && (text.text[at] == 'X' || text.text[at] == 'x')) {
		add(digits, '0');
		at++;
	}
	return at;
}

struct civ_span civ_person_number(struct civ_span text)
{
	for (size_t at = 0; at < text.len; at++) {
		struct digits digits;

		if (!is_digit(text, at) || (at > 0 && is_digit(text, at - 1)))
			continue;
		for (int parted = 0; parted < 2; parted++) {
			size_t end = read_from(text, at, parted != 0, &digits);

			if (is_personal(&digits))
				return (struct civ_span){text.text + at, end - at};
		}
	}
	return (struct civ_span){text.text, 0};
}
