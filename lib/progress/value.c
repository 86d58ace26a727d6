/* Earned value and earned schedule of a set of tasks. */
#include <math.h>

#include "lib/progress/work.h"

/* Of a set of tasks: from the first day of work to the last, and the day on which all was done, if it is. */
struct span {
	int32_t first, last, finished;
	bool done;
};

static double planned_by(const struct civ_work *work, const int *set, size_t count, int32_t day)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += work->tasks[set[i]].weight * civ_task_planned(work, &work->tasks[set[i]], day);
	return sum;
}

static struct span find_span(const struct civ_work *work, const int *set, size_t count)
{
	struct span span = {.done = true};

	for (size_t i = 0; i < count; i++) {
		const struct civ_task *task = &work->tasks[set[i]];
		int32_t start = task->has_start ? task->start : task->due;

		span.first = i == 0 || start < span.first ? start : span.first;
		span.last = i == 0 || task->due > span.last ? task->due : span.last;
		span.done = span.done && task->status == CIV_TASK_DONE;
		span.finished = i == 0 || task->finished > span.finished ? task->finished : span.finished;
	}
	return span;
}

/* The working days from the first by which as much was planned as EARNED, and a part of the next one. What is planned
 * never falls. */
static double earned_schedule(const struct civ_work *work, const int *set, size_t count, double earned,
                              const struct span *span)
{
	int32_t low = span->first - 1, high = span->last;
	double at_low, at_high;
	int64_t days;

	if (earned >= planned_by(work, set, count, span->last) - 1e-9)
		return (double)civ_calendar_count(work->calendar, span->first - 1, span->last);
	while (high - low > 1) {
		int32_t middle = low + (high - low) / 2;

		if (planned_by(work, set, count, middle) <= earned + 1e-12)
			low = middle;
		else
			high = middle;
	}
	at_low = low < span->first ? 0 : planned_by(work, set, count, low);
	at_high = planned_by(work, set, count, high);
	days = civ_calendar_count(work->calendar, span->first - 1, low);
	return (double)days + (at_high > at_low ? (earned - at_low) / (at_high - at_low) : 0);
}

void civ_earned_of(const struct civ_work *work, const int *set, size_t count, struct civ_earned *earned)
{
	struct span span;
	int32_t until;
	int64_t actual;

	*earned = (struct civ_earned){.spi = NAN, .spi_t = NAN};
	if (count == 0)
		return;
	for (size_t i = 0; i < count; i++) {
		const struct civ_task *task = &work->tasks[set[i]];

		earned->weight += task->weight;
		earned->earned += task->weight * task->completion;
	}
	earned->planned = planned_by(work, set, count, work->asof);
	if (earned->planned > 0)
		earned->spi = earned->earned / earned->planned;
	span = find_span(work, set, count);
	/* Time stops with the last piece of work, so that what was late stays late. */
	until = span.done ? span.finished : work->asof;
	actual = civ_calendar_count(work->calendar, span.first - 1, until);
	if (actual > 0)
		earned->spi_t = earned_schedule(work, set, count, earned->earned, &span) / (double)actual;
}
