/* Numbers as text: decimals with a point, no exponent, no thousands separator. */
#ifndef CIVPLAN_DECIMAL_H
#define CIVPLAN_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "civplan/buffer.h"
#include "civplan/text.h"

/* Room for any double without exponent, sign and NUL included. */
enum { CIV_REAL_SIZE = 352, CIV_INT_SIZE = 24 };

/* All of TEXT is [+-]digits[.digits] with a digit on at least one side of the point; no
 * blanks, no exponent, no separators, finite. */
bool civ_real_parse(const char *text, size_t len, double *value);
/* From here on, and from its negative on down, not every whole number has a double of its own: what is entered is
 * smaller. */
#define CIV_REAL_TOO_LARGE 9007199254740992.0
/* All of TEXT is [+-]digits and fits. */
bool civ_int_parse(const char *text, size_t len, int64_t *value);
/* A number as a spreadsheet cuts it: 2.02E+16, 2E+16. */
bool civ_number_is_cut(const char *text, size_t len);

/* What civ_number_plain made of a text. */
enum civ_number {
	CIV_NUMBER_GOOD,
	CIV_NUMBER_NONE,    /* is no number */
	CIV_NUMBER_UNCLEAR, /* may be two: 1.234,5 and 1,23, where commas and points part thousands or decimals */
	CIV_NUMBER_PERCENT, /* has a percent sign, and must not */
};

/* A number as offices write it: 1,234.5 with commas between threes, 98.5% when PERCENT, 9.2e-06, a minus as typesetting
 * has it; folded text. PLAIN, cleared first, gets it as civ_real_parse reads it, digit for digit. */
enum civ_number civ_number_plain(const char *text, size_t len, bool percent, struct civ_buf *plain);

/* The units in which offices write numbers. Money is counted in yuan here. */
enum civ_unit { CIV_UNIT_NONE, CIV_UNIT_YUAN, CIV_UNIT_WAN, CIV_UNIT_YI, CIV_UNIT_HOUR, CIV_UNIT_DAY };

/* 元 or yuan, 万元, 亿元, 小时 or hours, 天 or days; NONE for anything else. */
enum civ_unit civ_unit_named(const char *text, size_t len);
bool civ_unit_is_money(enum civ_unit unit);
/* The unit at the end of TEXT, folded: 元, 万, 万元, 亿, 亿元, 小时, 天; *LEN becomes the length of what
 * stands before it. */
enum civ_unit civ_unit_at_end(const char *text, size_t *len);
/* NUMBER, a plain decimal, becomes as many of TO as it was of FROM, exactly; without one of both it stays as it is.
 * False: the two do not measure the same, or no decimal says it (5 hours in days). */
bool civ_unit_change(enum civ_unit from, enum civ_unit to, struct civ_buf *number);

/* A value of this unit is so many times numerator over denominator: 100 for % and without a unit, 1000 for per mille,
 * what is named behind "per" (per 10,000 people), else 1. */
double civ_unit_factor(struct civ_span unit);
/* True for a unit that is itself so many of one: 万元, 亿元, 万人. */
bool civ_unit_counts_many(struct civ_span unit);
/* %, in whatever way it is written. */
bool civ_unit_is_percent(struct civ_span unit);

/* The shortest decimal that reads back to the same double; "-0" is "0"; "" for what is no
 * finite number. */
void civ_real_format(double value, char text[CIV_REAL_SIZE]);
/* With at most DIGITS (0 to 9) decimals, rounded half up on the decimal value (away from
 * zero), trailing zeros dropped. */
void civ_real_format_rounded(double value, int digits, char text[CIV_REAL_SIZE]);
/* VALUE rounded half up (away from zero) to DIGITS decimals; the shortest decimal of VALUE
 * decides what is a half, so 2.675 gives 2.68. */
double civ_real_round(double value, int digits);

/* 100 x PART / WHOLE, NAN for nothing out of nothing. */
double civ_percent(double part, double whole);

/* Money: decimal yuan outside, integer fen inside; at most two decimals, written without zeros
 * at the end (12.5). */
bool civ_money_parse(const char *text, size_t len, int64_t *fen);
void civ_money_format(int64_t fen, char text[CIV_INT_SIZE]);

#endif
