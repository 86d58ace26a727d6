/* Periods as they are named: 2026-05, 2026-Q2. */
#ifndef CIVPLAN_CMD_PERIOD_H
#define CIVPLAN_CMD_PERIOD_H

#include <stdio.h>
#include <string.h>

#include "civplan/command.h"
#include "civplan/date.h"
#include "civplan/say.h"

/* The first day of the month COUNT months since year 0. */
static inline int32_t period_first(int count)
{
	int32_t day = 0;

	(void)civ_date_from_ymd(count / 12, count % 12 + 1, 1, &day);
	return day;
}

enum { LAST_MONTH = 9999 * 12 + 11 };

/* The period of MONTHS months that TEXT names (a month, or with 3 a quarter), or with NULL the last whole one by the
 * as-of day. */
static inline enum civ_status period_parse(struct civ_context *context, const char *text, int months, int32_t *from,
                                           int32_t *to)
{
	const struct civ_position at = {.file = months == 1 ? "--month" : "--quarter"};
	int year, month, dayofmonth, count;
	char rest;

	if (text == NULL) {
		/* The as-of day may be the last of its period. */
		civ_date_to_ymd(context->clock.asof + 1, &year, &month, &dayofmonth);
		count = (year * 12 + month - 1) / months * months - months;
	} else if (months == 1 && strlen(text) == 7 && sscanf(text, "%4d-%2d%c", &year, &month, &rest) == 2 &&
	           month >= 1 && month <= 12 && year > 0) {
		count = year * 12 + month - 1;
	} else if (months == 3 && strlen(text) == 7 && sscanf(text, "%4d-Q%1d%c", &year, &month, &rest) == 2 &&
	           month >= 1 && month <= 4 && year > 0) {
		count = year * 12 + 3 * (month - 1);
	} else {
		return civ_error(
			context->messages, CIV_USAGE, &at, "'%s' is not a %s", text,
			civ_say(months == 1 ? CIV_WORD("month (YYYY-MM)") : CIV_WORD("quarter (YYYY-Q1 to Q4)")));
	}
	*from = period_first(count);
	*to = count + months > LAST_MONTH ? CIV_LAST_DAY : period_first(count + months) - 1;
	return CIV_OK;
}

#endif
