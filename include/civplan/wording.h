/* How figures stand in a sentence: numbers with their thousands parted, shares, money, days, names, in the language
 * that civ_say speaks. What programs read is civplan/decimal.h and civplan/date.h.
 *
 * Each appends to TEXT. What is NAN appends nothing: whoever writes the sentence leaves it out. */
#ifndef CIVPLAN_WORDING_H
#define CIVPLAN_WORDING_H

#include <stdbool.h>
#include <stdint.h>

#include "civplan/buffer.h"

/* ---- numbers ---- */

/* Rounded half up to at most DIGITS decimals, zeros at the end dropped: 1,742, 86.2, −3. */
void civ_wording_number(struct civ_buf *text, double value, int digits);
/* The same with all its DIGITS decimals: 98.0. */
void civ_wording_fixed(struct civ_buf *text, double value, int digits);
/* With one decimal: 98.0%. */
void civ_wording_percent(struct civ_buf *text, double percent);
/* Points of percent: 3.8个百分点, 3.8 points. */
void civ_wording_points(struct civ_buf *text, double points);
/* How far a percentage is from its goal, as the two are printed: 低3.8个百分点, 3.8 points short;
 * 高4.6个百分点, 4.6 points over. Nothing when they are printed the same. */
void civ_wording_gap(struct civ_buf *text, double value, double goal);
/* A sum of FEN: 88.60亿元, 4,200万元, 8,500元; 8.860 billion yuan, 42 million yuan, 8,500 yuan. */
void civ_wording_money(struct civ_buf *text, int64_t fen);
/* VALUE in the unit that its indicator has: 362部, 362 lifts, 98.0%, 396.750 billion yuan. The share is without a
 * decimal of zero where it is DROPPED, as goals are. */
void civ_wording_measured(struct civ_buf *text, double value, const char *measure_unit, bool dropped);
/* A heading's number, from 1 to 99: 十一; in English 11. */
void civ_wording_numeral(struct civ_buf *text, unsigned number);

/* ---- days ---- */

/* 2026年6月30日, 30 June 2026. */
void civ_wording_date(struct civ_buf *text, int32_t day);
/* The same without its year when that is the one of the day ASOF: 6月30日, 30 June. */
void civ_wording_day(struct civ_buf *text, int32_t day, int32_t asof);
/* The month or quarter in which a day lies, as it stands behind "in": 2026年6月, June 2026; 2026年二季度, the
 * second quarter of 2026. */
void civ_wording_month(struct civ_buf *text, int32_t day);
void civ_wording_quarter(struct civ_buf *text, int32_t day);
/* 晚181天, 181 days late. */
void civ_wording_late(struct civ_buf *text, int64_t days);
/* 还有92天, 92 days left. */
void civ_wording_left(struct civ_buf *text, int64_t days);
/* 已等32天, waiting for 32 days. */
void civ_wording_waited(struct civ_buf *text, int64_t days);

/* ---- names ---- */

/* A、B和C; A, B and C. */
void civ_wording_names(struct civ_buf *text, const char *const *names, size_t count);
/* Of who holds something, the most first, how many are worth a name: one who has half of it or more, else the first two
 * when they have, else none (it is spread over COUNT). */
size_t civ_wording_named(const int64_t *held, size_t count);

#endif
