/* Earned value and earned schedule of a set of tasks. */
#include <math.h>

#include "lib/progress/work.h"

static double planned_by(const struct civ_work *work, const int *set, size_t count, int32_t day)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += work->tasks[set[i]].weight * civ_task_planned(work, &work->tasks[set[i]], day);
	return sum;
}

/* From the first day of work to the last, and the day on which all was done, if it is. */
static void find_span(const struct civ_work *work, const int *set, size_t count, int32_t *first, int32_t *last,
                      bool *done, int32_t *finished)
{
	*done = true;
	for (size_t i = 0; i < count; i++) {
		const struct civ_task *task = &work->tasks[set[i]];
		int32_t start = task->has_start ? task->start : task->due;

		*first = i == 0 || start < *first ? start : *first;
		*last = i == 0 || task->due > *last ? task->due : *last;
		*done = *done && task->status == CIV_TASK_DONE;
		*finished = i == 0 || task->finished > *finished ? task->finished : *finished;
	}
}

/* The working days from FIRST by which as much was planned as EARNED, and a part of the next one. What is planned never
 * falls. */
static double earned_schedule(const struct civ_work *work, const int *set, size_t count, double earned, int32_t first,
                              int32_t last)
{
	int32_t low = first - 1, high = last;
	double at_low, at_high;
	int64_t days;

	if (earned >= planned_by(work, set, count, last) - 1e-9)
		return (double)civ_calendar_count(work->calendar, first - 1, last);
	while (high - low > 1) {
		int32_t middle = low + (high - low) / 2;

		if (planned_by(work, set, count, middle) <= earned + 1e-12)
			low = middle;
		else
			high = middle;
	}
	at_low = low < first ? 0 : planned_by(work, set, count, low);
	at_high = planned_by(work, set, count, high);
	days = civ_calendar_count(work->calendar, first - 1, low);
	return (double)days + (at_high > at_low ? (earned - at_low) / (at_high - at_low) : 0);
}

void civ_earned_of(const struct civ_work *work, const int *set, size_t count, struct civ_earned *earned)
{
	int32_t first = 0, last = 0, finished = 0, until;
	bool done;
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
	find_span(work, set, count, &first, &last, &done, &finished);
	/* Time stops with the last piece of work, so that what was late stays late. */
	until = done ? finished : work->asof;
	actual = civ_calendar_count(work->calendar, first - 1, until);
	if (actual > 0)
		earned->spi_t = earned_schedule(work, set, count, earned->earned, first, last) / (double)actual;
}
