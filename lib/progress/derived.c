/* Measures that the tasks give. */
#include "civplan/date.h"
#include "civplan/derive.h"
#include "lib/progress/work.h"

enum { COMPLETION, DELAY };

static struct civ_derived_part part_of(const struct civ_work *work, const struct civ_task *task, size_t which)
{
	bool due = task->due <= work->asof;

	if (which == COMPLETION)
		return (struct civ_derived_part){task->area, task->weight * task->completion, task->weight};
	return (struct civ_derived_part){task->area, civ_task_is_late(work, task) ? 1 : 0, due ? 1 : 0};
}

static enum civ_status of_tasks(struct civ_records *records, const struct civ_derived *derived, const char *from,
                                enum civ_status (*take)(void *data, const struct civ_derived_part *part), void *data)
{
	struct civ_work work;
	int32_t first = INT32_MIN;
	enum civ_status status = civ_work_open(&work, records);

	if (from != NULL)
		(void)civ_date_stored(from, &first);
	for (size_t i = 0; i < work.count && status == CIV_OK; i++) {
		const struct civ_task *task = &work.tasks[i];
		const struct civ_derived_part part = part_of(&work, task, derived->numerator_at);

		if (task->leaf && task->due >= first)
			status = take(data, &part);
	}
	civ_work_close(&work);
	return status;
}

const struct civ_derived civ_task_derived[] = {
	{.name = "task_completion",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "weight of what is done: all of a task that is done, else reached / quantity of its weight",
	 .denominator = "weight of the tasks that are due from the first day of the period on, cancelled ones left out",
	 .count = of_tasks,
	 .numerator_at = COMPLETION},
	{.name = "delay_rate",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "of these, done after the due date or not done",
	 .denominator = "tasks due in the period",
	 .count = of_tasks,
	 .numerator_at = DELAY},
	{.name = NULL},
};
