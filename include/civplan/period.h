/* Periods as people name them: 2026-05, 2026-Q2, 2026, last-month, today-7. */
#ifndef CIVPLAN_PERIOD_H
#define CIVPLAN_PERIOD_H

#include <stdbool.h>
#include <stdint.h>

#include "civplan/text.h"

/* Both are part of it. */
struct civ_days {
	int32_t first, last;
};

/* The days that TEXT names: a date (civ_date_parse), a month (2026-05, 2026年5月), a quarter (2026-Q2), a year
 * (2026, 2026年), or as seen from TODAY: today, yesterday, tomorrow, the week (from Monday on), month, quarter or
 * year with this-, last- or next- before it, today-7, today+7; in Chinese 今天, 昨天, 明天, 本周, 上周,
 * 下周, 本月, 上月, 下月, 本季度, 上季度, 下季度, 今年, 去年, 明年; and as offices have it
 * behind a year, 2026年 or 今年: 二季度, 第2季度, 前三季度, 上半年, 5月份, 1-5月. False for
 * anything else, and for what lies outside the years 1 to 9999. */
bool civ_period_parse(struct civ_span text, int32_t today, struct civ_days *days);

/* The I-th word that names a period, in English; NULL behind the last. */
const char *civ_period_word(size_t i);

/* The MONTHS months from the one on that is COUNT months after January of the year 0. */
bool civ_period_months(int64_t count, int months, struct civ_days *days);

#endif
