/* workday-calc: the working day N after a day, or the working days between two. */
#include <string.h>

#include "civplan/calendar.h"
#include "civplan/command.h"
#include "civplan/date.h"
#include "civplan/decimal.h"

enum { MOST_DAYS = 100000 };

struct options {
	bool back;
};

static const struct civ_option options[] = {
	CIV_FLAG("back", back, "count backwards: the working day N before DATE"),
	{.name = NULL},
};

static const struct civ_out_column columns[] = {
	{"from", "From", CIV_KIND_MOMENT, "the first date; it does not count itself"},
	{"days", "Days", CIV_KIND_NUMBER, "working days behind it, up to and with the second"},
	{"to", "To", CIV_KIND_MOMENT, "the second date"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

static const struct civ_example examples[] = {
	{"workday-calc 2026-02-13 5", "the fifth working day after the Friday before the Spring Festival"},
	{"workday-calc 2026-09-30 2026-10-31", "how many working days October 2026 has"},
	{"workday-calc 2026-02-27 5 --back", "the fifth working day before a date"},
	{NULL, NULL},
};

struct sum {
	int32_t from, to;
	int64_t days;
};

static enum civ_status calculate(struct civ_context *context, const struct civ_calendar *calendar, bool back,
                                 struct sum *sum)
{
	const char *first = context->operands[0], *second = context->operands[1];

	if (!civ_date_parse(first, strlen(first), &sum->from))
		return civ_error(context->messages, CIV_USAGE, NULL, "'%s' is not a date (YYYY-MM-DD)", first);
	if (civ_date_parse(second, strlen(second), &sum->to)) {
		if (back)
			return civ_error(context->messages, CIV_USAGE, NULL,
			                 "--back goes with a number of days, not with two dates");
		sum->days = civ_calendar_count(calendar, sum->from, sum->to);
		return CIV_OK;
	}
	if (!civ_int_parse(second, strlen(second), &sum->days) || sum->days < 0 || sum->days > MOST_DAYS)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "'%s' is neither a date nor a number of days from 0 to %d", second, MOST_DAYS);
	sum->to = civ_calendar_add(calendar, sum->from, back ? -sum->days : sum->days);
	return CIV_OK;
}

static enum civ_status print(struct civ_context *context, const struct sum *sum)
{
	char date[CIV_DATE_SIZE];

	civ_date_format(sum->from, date);
	civ_out_string(context->out, date);
	civ_out_int(context->out, sum->days);
	civ_date_format(sum->to, date);
	civ_out_string(context->out, date);
	return civ_out_row(context->out);
}

static enum civ_status run(struct civ_context *context)
{
	const struct options *given = context->options;
	struct civ_calendar *calendar = NULL;
	struct sum sum;
	enum civ_status status = civ_calendar_open(context->store, &calendar);

	if (status == CIV_OK)
		status = calculate(context, calendar, given->back, &sum);
	if (status == CIV_OK && !civ_calendar_knows(calendar, sum.from, sum.to)) {
		civ_warn(context->messages, NULL,
		         "the holidays of a year between the two are not known; add them with holiday-add");
		status = CIV_FLAGGED;
	} else if (status == CIV_OK) {
		status = print(context, &sum);
	}
	civ_calendar_close(calendar);
	return status;
}

const struct civ_command civ_command_workday_calc = {
	.name = "workday-calc",
	.summary = "count working days, holidays and make-up days considered",
	.operands = "DATE N|DATE",
	.operands_min = 2,
	.operands_max = 2,
	.subject = CIV_SUBJECT_CALENDAR,
	.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT,
	CIV_OPTIONS,
	.columns = columns,
	.examples = examples,
	.run = run,
};
