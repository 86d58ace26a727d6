/* Periods as they are named: 2026-05, 2026-Q2. */
#ifndef CIVPLAN_CMD_PERIOD_H
#define CIVPLAN_CMD_PERIOD_H

#include <string.h>

#include "civplan/command.h"
#include "civplan/date.h"
#include "civplan/period.h"
#include "civplan/say.h"

/* The period of MONTHS months that TEXT names (a month, or with 3 a quarter), or with NULL the last whole one by the
 * as-of day. */
static inline enum civ_status period_parse(struct civ_context *context, const char *text, int months, int32_t *from,
                                           int32_t *to)
{
	const struct civ_position at = {.file = months == 1 ? "--month" : "--quarter"};
	struct civ_days days, whole;
	int year, month, dayofmonth, count;
	/* The as-of day may be the last of its period. */
	int32_t day = context->clock.asof + 1;
	bool good = text == NULL ||
	            civ_period_parse((struct civ_span){text, strlen(text)}, context->clock.asof, &days);

	civ_date_to_ymd(text == NULL || !good ? day : days.first, &year, &month, &dayofmonth);
	count = (year * 12 + month - 1) / months * months - (text == NULL ? months : 0);
	if (good)
		good = civ_period_months(count, months, &whole);
	if (!good || (text != NULL && (whole.first != days.first || whole.last != days.last)))
		return civ_error(
			context->messages, CIV_USAGE, &at, "'%s' is not a %s", text == NULL ? "" : text,
			civ_say(months == 1 ? CIV_WORD("month (YYYY-MM)") : CIV_WORD("quarter (YYYY-Q1 to Q4)")));
	*from = whole.first;
	*to = whole.last;
	return text == NULL ? CIV_OK : civ_context_begun(context, months == 1 ? "month" : "quarter", text, whole.first);
}

#endif
