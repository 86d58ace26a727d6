/* Numbers in expressions and criteria, as offices write them: 1.2, １２, 8亿, 500 万元, 80%. */
#include "civplan/decimal.h"
#include "lib/derive/scan.h"

/* Digits and points, made plain. */
static void take_digits(struct civ_scanner *p, struct civ_buf *plain)
{
	unsigned long c;
	size_t used;

	while (c = civ_scan_look(p, p->at, &used), civ_scan_is_digit(c) || c == '.') {
		civ_buf_addc(plain, (char)c);
		p->at += used;
	}
}

/* A word behind a number can be nothing but its unit: 8 亿元 is so many yuan. */
static bool take_unit(struct civ_scanner *p, struct civ_buf *plain)
{
	size_t before = p->at, len;
	enum civ_unit unit;
	struct civ_span word;

	civ_scan_blanks(p);
	word = civ_scan_word(p, false);
	len = word.len;
	unit = civ_unit_at_end(word.text, &len);
	if (len == 0 && civ_unit_is_money(unit))
		return civ_unit_change(unit, CIV_UNIT_YUAN, plain);
	p->at = before;
	return false;
}

static bool take_percent(struct civ_scanner *p)
{
	size_t before = p->at;

	if (civ_scan_take(p, '%'))
		return true;
	p->at = before;
	return false;
}

bool civ_constant_begin(struct civ_span text, size_t *used, struct civ_constant *constant)
{
	struct civ_scanner p = {.text = text};
	struct civ_buf plain = {0};
	double number;
	bool minus, good;

	*constant = (struct civ_constant){.number = 0};
	civ_scan_blanks(&p);
	minus = civ_scan_take(&p, '-');
	if (!minus)
		(void)civ_scan_take(&p, '+');
	civ_scan_blanks(&p);
	take_digits(&p, &plain);
	good = plain.len > 0 && civ_real_parse(plain.data, plain.len, &number);
	if (good) {
		constant->counted = take_unit(&p, &plain);
		constant->percent = take_percent(&p);
		good = !plain.failed && civ_real_parse(plain.data, plain.len, &constant->number);
	}
	civ_buf_free(&plain);
	if (minus)
		constant->number = -constant->number;
	*used = p.at;
	return good;
}

bool civ_constant_parse(struct civ_span text, struct civ_constant *constant)
{
	size_t used;

	text = civ_text_trim(text);
	return civ_constant_begin(text, &used, constant) && used == text.len;
}
