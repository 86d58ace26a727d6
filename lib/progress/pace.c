/* How much should be done by a day. */
#include "civplan/date.h"
#include "lib/progress/work.h"

static int days_in(int year, int month)
{
	int32_t first = 0, next = 0;

	(void)civ_date_from_ymd(year, month, 1, &first);
	(void)civ_date_from_ymd(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1, &next);
	return next - first;
}

/* The months from the beginning of the calendar to the beginning of the day. */
static double months_to(int32_t day)
{
	int year, month, dayofmonth;

	civ_date_to_ymd(day, &year, &month, &dayofmonth);
	return year * 12 + month - 1 + (double)(dayofmonth - 1) / days_in(year, month);
}

double civ_months(int32_t from, int32_t to)
{
	return to < from ? 0 : months_to(to + 1) - months_to(from);
}

int64_t civ_work_days(const struct civ_work *work, int32_t from, int32_t to)
{
	return civ_calendar_between(work->calendar, from, to);
}

double civ_task_planned(const struct civ_work *work, const struct civ_task *task, int32_t day)
{
	int64_t all, passed;

	if (day >= task->due)
		return 1;
	if (!task->has_start || day < task->start)
		return 0;
	all = civ_calendar_count(work->calendar, task->start - 1, task->due);
	passed = civ_calendar_count(work->calendar, task->start - 1, day);
	return all <= 0 ? 0 : (double)passed / (double)all;
}
