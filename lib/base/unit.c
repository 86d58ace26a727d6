/* Units of numbers as offices write them: 1200万元 are so many yuan. In decimal arithmetic, digit by digit. */
#include <string.h>

#include "civplan/decimal.h"

enum { HOURS_A_DAY = 24, WAN_ZEROS = 4, YI_ZEROS = 8 };

static const struct {
	const char *text;
	enum civ_unit unit;
} names[] = {
	{"元", CIV_UNIT_YUAN}, {"yuan", CIV_UNIT_YUAN},   {"万元", CIV_UNIT_WAN}, {"亿元", CIV_UNIT_YI},
	{"小时", CIV_UNIT_HOUR}, {"hours", CIV_UNIT_HOUR}, {"天", CIV_UNIT_DAY},   {"days", CIV_UNIT_DAY},
};

/* The longer one first where one is the end of another. */
static const struct {
	const char *text;
	enum civ_unit unit;
} ends[] = {
	{"万元", CIV_UNIT_WAN}, {"亿元", CIV_UNIT_YI}, {"元", CIV_UNIT_YUAN}, {"万", CIV_UNIT_WAN},
	{"亿", CIV_UNIT_YI},    {"小时", CIV_UNIT_HOUR}, {"天", CIV_UNIT_DAY},
};

enum civ_unit civ_unit_named(const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strlen(names[i].text) == len && memcmp(names[i].text, text, len) == 0)
			return names[i].unit;
	return CIV_UNIT_NONE;
}

enum civ_unit civ_unit_at_end(const char *text, size_t *len)
{
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		size_t end = strlen(ends[i].text);

		if (*len < end || memcmp(text + *len - end, ends[i].text, end) != 0)
			continue;
		*len -= end;
		while (*len > 0 && text[*len - 1] == ' ')
			--*len;
		return ends[i].unit;
	}
	return CIV_UNIT_NONE;
}

/* The decimal with its point COUNT places to the right, or to the left where COUNT is negative. */
static void move_point(struct civ_buf *number, long count)
{
	struct civ_buf moved = {0};

	civ_buf_addf(&moved, "%.*se%ld", (int)number->len, number->data, count);
	if (moved.failed || civ_number_plain(moved.data, moved.len, false, number) != CIV_NUMBER_GOOD)
		number->failed = true;
	civ_buf_free(&moved);
}

/* NUMBER times FACTOR, a small one: as on paper, from the last digit on. */
static void multiply(struct civ_buf *number, unsigned factor)
{
	struct civ_buf result = {0};
	size_t first = number->len > 0 && (number->data[0] == '-' || number->data[0] == '+') ? 1 : 0;
	unsigned carry = 0;

	for (size_t i = number->len; i-- > first;) {
		if (number->data[i] == '.')
			continue;
		carry += (unsigned)(number->data[i] - '0') * factor;
		number->data[i] = (char)('0' + carry % 10);
		carry /= 10;
	}
	civ_buf_add(&result, number->data, first);
	if (carry > 0)
		civ_buf_addf(&result, "%u", carry);
	civ_buf_add(&result, number->data + first, number->len - first);
	civ_buf_clear(number);
	civ_buf_add(number, result.data, result.len);
	number->failed = number->failed || result.failed;
	civ_buf_free(&result);
}

/* NUMBER divided by 3; false when it does not go. */
static bool divide_by_three(struct civ_buf *number)
{
	unsigned rest = 0;

	for (size_t i = 0; i < number->len; i++) {
		if (number->data[i] < '0' || number->data[i] > '9')
			continue;
		rest = rest * 10 + (unsigned)(number->data[i] - '0');
		number->data[i] = (char)('0' + rest / 3);
		rest %= 3;
	}
	return rest == 0;
}

static int zeros_of(enum civ_unit unit)
{
	return unit == CIV_UNIT_YI ? YI_ZEROS : unit == CIV_UNIT_WAN ? WAN_ZEROS : 0;
}

bool civ_unit_is_money(enum civ_unit unit)
{
	return unit == CIV_UNIT_YUAN || unit == CIV_UNIT_WAN || unit == CIV_UNIT_YI;
}

/* No zero in front of the digits, none at the end behind a point. */
static void drop_zeros(struct civ_buf *number)
{
	size_t first = number->data[0] == '-' || number->data[0] == '+' ? 1 : 0, zeros = 0;

	if (memchr(number->data, '.', number->len) != NULL) {
		while (number->data[number->len - 1] == '0')
			number->len--;
		number->len -= number->data[number->len - 1] == '.' ? 1 : 0;
	}
	while (first + zeros + 1 < number->len && number->data[first + zeros] == '0' &&
	       number->data[first + zeros + 1] != '.')
		zeros++;
	memmove(number->data + first, number->data + first + zeros, number->len - first - zeros);
	number->len -= zeros;
	number->data[number->len] = '\0';
}

static bool change(enum civ_unit from, enum civ_unit to, struct civ_buf *number)
{
	if (civ_unit_is_money(from)) {
		move_point(number, zeros_of(from) - zeros_of(to));
		return true;
	}
	if (from == CIV_UNIT_DAY) {
		multiply(number, HOURS_A_DAY);
		return true;
	}
	/* One of 24 is a third of 125 thousandths. */
	multiply(number, 125);
	move_point(number, -3);
	return divide_by_three(number);
}

bool civ_unit_change(enum civ_unit from, enum civ_unit to, struct civ_buf *number)
{
	bool good;

	if (from == to || from == CIV_UNIT_NONE || to == CIV_UNIT_NONE)
		return true;
	good = civ_unit_is_money(from) == civ_unit_is_money(to) && change(from, to, number);
	if (good && !number->failed)
		drop_zeros(number);
	return good;
}
