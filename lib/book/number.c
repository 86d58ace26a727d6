/* What a person sees of the number in a cell. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/book.h"
#include "civplan/date.h"
#include "lib/book/format.h"

enum {
	DIGITS = 15,        /* that spreadsheets keep of a number */
	NUMBER_MAX = 64,    /* characters that a file may spend on one */
	DAY_1970 = 25569,   /* counted from 1900, as if that had been a leap year */
	DAYS_1904 = 1462,   /* from there to 1904 */
	FALSE_DAY = 60,     /* 1900-02-29 */
	LAST_DAY = 2958465, /* 9999-12-31 */
};

/* 0.DIGITS x 10^POINT, without zeros at its end. */
struct decimal {
	bool negative;
	char digits[DIGITS + 1];
	int count, point;
};

static void split(double value, struct decimal *decimal)
{
	char text[DIGITS + 16];

	(void)snprintf(text, sizeof text, "%.*e", DIGITS - 1, fabs(value));
	decimal->negative = value < 0;
	decimal->digits[0] = text[0];
	memcpy(decimal->digits + 1, text + 2, DIGITS - 1);
	decimal->count = DIGITS;
	while (decimal->count > 1 && decimal->digits[decimal->count - 1] == '0')
		decimal->count--;
	decimal->point = (int)strtol(text + DIGITS + 2, NULL, 10) + 1;
}

static void put_zeros(struct civ_buf *out, int count)
{
	while (count-- > 0)
		civ_buf_addc(out, '0');
}

static void put_decimal(struct civ_buf *out, const struct decimal *decimal)
{
	int whole = decimal->point < 0 ? 0 : decimal->point < decimal->count ? decimal->point : decimal->count;

	if (decimal->negative)
		civ_buf_addc(out, '-');
	if (decimal->point > DIGITS) {
		civ_buf_addc(out, decimal->digits[0]);
		if (decimal->count > 1)
			civ_buf_addc(out, '.');
		civ_buf_add(out, decimal->digits + 1, (size_t)decimal->count - 1);
		civ_buf_addf(out, "E+%d", decimal->point - 1);
		return;
	}
	if (whole == 0)
		civ_buf_addc(out, '0');
	civ_buf_add(out, decimal->digits, (size_t)whole);
	put_zeros(out, decimal->point - decimal->count);
	if (whole < decimal->count) {
		civ_buf_addc(out, '.');
		put_zeros(out, -decimal->point);
		civ_buf_add(out, decimal->digits + whole, (size_t)(decimal->count - whole));
	}
}

static void put_number(struct civ_buf *out, double value, int shift)
{
	struct decimal decimal;

	if (value == 0) {
		civ_buf_addc(out, '0');
		return;
	}
	split(value, &decimal);
	decimal.point += shift;
	put_decimal(out, &decimal);
}

static void put_code(struct civ_buf *out, const struct civ_format *format, double value)
{
	if (value != floor(value) || value < 0 || value >= 1e15) {
		put_number(out, value, 0);
		return;
	}
	civ_buf_adds(out, format->prefix == NULL ? "" : format->prefix);
	civ_buf_addf(out, "%0*.0f", (int)(format->digits < NUMBER_MAX ? format->digits : NUMBER_MAX), value);
}

static void put_clock(struct civ_buf *out, unsigned parts, int32_t second)
{
	civ_buf_addf(out, "%02d:%02d", second / 3600, second / 60 % 60);
	if ((parts & CIV_SHOWN_SECOND) != 0)
		civ_buf_addf(out, ":%02d", second % 60);
}

/* DAY since 1970 and SECOND of it. */
static void put_moment(struct civ_buf *out, unsigned parts, int32_t day, int32_t second)
{
	unsigned date = parts & (CIV_SHOWN_YEAR | CIV_SHOWN_MONTH | CIV_SHOWN_DAY);
	bool has_time = (parts & CIV_SHOWN_HOUR) != 0;
	char text[CIV_DATE_SIZE];

	if (date == 0) {
		put_clock(out, parts, second);
		return;
	}
	civ_date_format(day, text);
	if (!has_time && date == CIV_SHOWN_YEAR)
		text[strlen("YYYY")] = '\0';
	else if (!has_time && date == (CIV_SHOWN_YEAR | CIV_SHOWN_MONTH))
		text[strlen("YYYY-MM")] = '\0';
	civ_buf_adds(out, text);
	if (has_time) {
		civ_buf_addc(out, ' ');
		put_clock(out, parts, second);
	}
}

static unsigned no_day(struct civ_buf *out, double value)
{
	put_number(out, value, 0);
	return CIV_BOOK_NO_DAY;
}

/* Days and their parts to the nearest second: a part of a day is never exact. */
static unsigned put_serial(struct civ_buf *out, unsigned parts, double value, bool date1904)
{
	bool is_day = (parts & (CIV_SHOWN_YEAR | CIV_SHOWN_MONTH | CIV_SHOWN_DAY)) != 0;
	double whole = floor(value), second = round((value - whole) * CIV_DAY_SECONDS);

	if (value < 0 || value > LAST_DAY + 1)
		return no_day(out, value);
	if (second >= CIV_DAY_SECONDS) {
		whole++;
		second = 0;
	}
	if (date1904)
		whole += DAYS_1904;
	if (is_day && (whole < 1 || whole == FALSE_DAY || whole > LAST_DAY))
		return no_day(out, value);
	put_moment(out, parts, (int32_t)whole - DAY_1970 + (whole < FALSE_DAY ? 1 : 0), (int32_t)second);
	return 0;
}

static unsigned put_spent(struct civ_buf *out, unsigned parts, double value)
{
	double seconds = round(value * CIV_DAY_SECONDS);
	long long rest;

	if (seconds < 0 || seconds > 1e15)
		return no_day(out, value);
	rest = (long long)seconds;
	if ((parts & CIV_SHOWN_HOUR) != 0) {
		civ_buf_addf(out, "%lld", rest / 3600);
		rest %= 3600;
	}
	if ((parts & CIV_SHOWN_MINUTE) != 0) {
		civ_buf_addf(out, (parts & CIV_SHOWN_HOUR) != 0 ? ":%02lld" : "%lld", rest / 60);
		rest %= 60;
	}
	if ((parts & CIV_SHOWN_SECOND) != 0)
		civ_buf_addf(out, (parts & CIV_SHOWN_MINUTE) != 0 ? ":%02lld" : "%lld", rest);
	return 0;
}

/* Most cells hold a whole number, which is seen as it is written. */
static bool is_short_whole(struct civ_span number)
{
	if (number.len == 0 || number.len > DIGITS || (number.text[0] == '0' && number.len > 1))
		return false;
	for (size_t i = 0; i < number.len; i++)
		if (number.text[i] < '0' || number.text[i] > '9')
			return false;
	return true;
}

static bool read_number(struct civ_span number, double *value)
{
	char text[NUMBER_MAX + 1], *end;

	if (number.len == 0 || number.len > NUMBER_MAX)
		return false;
	memcpy(text, number.text, number.len);
	text[number.len] = '\0';
	if (strspn(text, "0123456789+-.eE") != number.len)
		return false;
	*value = strtod(text, &end);
	return *end == '\0' && isfinite(*value);
}

unsigned civ_format_number(const struct civ_format *format, struct civ_span number, bool date1904, struct civ_buf *out)
{
	double value;

	number = civ_text_trim(number);
	if (format->shown == CIV_SHOWN_NUMBER && is_short_whole(number)) {
		civ_buf_add(out, number.text, number.len);
		return 0;
	}
	if (!read_number(number, &value)) {
		civ_buf_add(out, number.text, number.len);
		return CIV_BOOK_ERROR;
	}
	switch (format->shown) {
	case CIV_SHOWN_PERCENT:
		put_number(out, value, 2);
		civ_buf_addc(out, '%');
		return 0;
	case CIV_SHOWN_MOMENT:
		return put_serial(out, format->parts, value, date1904);
	case CIV_SHOWN_SPENT:
		return put_spent(out, format->parts, value);
	case CIV_SHOWN_CODE:
		put_code(out, format, value);
		return 0;
	default:
		put_number(out, value, 0);
		return 0;
	}
}

unsigned civ_format_moment(const struct civ_format *format, struct civ_span text, struct civ_buf *out)
{
	unsigned parts = format->shown == CIV_SHOWN_MOMENT
	                         ? format->parts
	                         : CIV_SHOWN_YEAR | CIV_SHOWN_MONTH | CIV_SHOWN_DAY | CIV_SHOWN_HOUR | CIV_SHOWN_SECOND;
	int64_t seconds;
	int32_t day;

	text = civ_text_trim(text);
	if (text.len > 0 && text.text[text.len - 1] == 'Z')
		text.len--;
	if (!civ_time_parse(text.text, text.len, &seconds)) {
		civ_buf_add(out, text.text, text.len);
		return CIV_BOOK_NO_DAY;
	}
	day = civ_time_day(seconds);
	seconds -= (int64_t)day * CIV_DAY_SECONDS;
	if (format->shown != CIV_SHOWN_MOMENT && seconds == 0)
		parts &= ~(unsigned)(CIV_SHOWN_HOUR | CIV_SHOWN_SECOND);
	put_moment(out, parts, day, (int32_t)seconds);
	return 0;
}
