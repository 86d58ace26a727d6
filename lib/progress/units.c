/* Tasks for the weekly list and the assessment of units. */
#include <string.h>

#include "lib/progress/work.h"

static struct civ_task_unit *unit_of(struct civ_task_units *units, int64_t unit)
{
	for (size_t i = 0; i < units->count; i++)
		if (units->ones[i].unit == unit)
			return &units->ones[i];
	units->ones[units->count] = (struct civ_task_unit){.unit = unit};
	return &units->ones[units->count++];
}

static void count_task(const struct civ_work *work, const struct civ_task *task, struct civ_task_unit *unit)
{
	bool done = task->status == CIV_TASK_DONE, due = task->due <= work->asof;

	unit->n++;
	unit->due += due;
	unit->done += done;
	unit->late += civ_task_is_late(work, task);
	unit->blocked += task->stands;
	unit->weight += task->weight;
	unit->planned += task->weight * civ_task_planned(work, task, work->asof);
	unit->earned += task->weight * task->completion;
}

static void count_carried(const struct civ_task *task, struct civ_task_unit *unit)
{
	unit->carried++;
	unit->carried_weight += task->weight;
	unit->carried_earned += task->weight * task->completion;
}

enum civ_status civ_task_by_unit(struct civ_records *records, int32_t from, int32_t to, struct civ_arena *arena,
                                 struct civ_task_units *units)
{
	struct civ_work work;
	enum civ_status status = civ_work_open(&work, records);

	units->count = 0;
	units->ones = civ_arena_alloc(arena, (work.count + 1) * sizeof *units->ones);
	if (units->ones == NULL)
		status = civ_worse(status, civ_no_memory(civ_records_messages(records)));
	for (size_t i = 0; i < work.count && status == CIV_OK; i++) {
		const struct civ_task *task = &work.tasks[i];

		if (task->leaf && task->due >= from && task->due <= to)
			count_task(&work, task, unit_of(units, task->unit));
		else if (task->leaf && task->due < from && task->status != CIV_TASK_DONE &&
		         civ_task_is_late(&work, task))
			count_carried(task, unit_of(units, task->unit));
	}
	civ_work_close(&work);
	return status;
}

static const char *copy(struct civ_arena *arena, const char *text)
{
	return civ_arena_copy(arena, text, strlen(text));
}

enum civ_status civ_task_open_ones(struct civ_records *records, struct civ_arena *arena,
                                   struct civ_task_concern **tasks, size_t *count)
{
	struct civ_work work;
	enum civ_status status = civ_work_open(&work, records);

	*count = 0;
	*tasks = civ_arena_alloc(arena, (work.count + 1) * sizeof **tasks);
	if (*tasks == NULL)
		status = civ_worse(status, civ_no_memory(civ_records_messages(records)));
	for (size_t i = 0; i < work.count && status == CIV_OK; i++) {
		const struct civ_task *task = &work.tasks[i];
		const char *blocker = task->blocker[0] == '\0' && task->stands ? task->stop_cause : task->blocker;
		struct civ_task_concern concern = {task->id,
		                                   task->unit,
		                                   task->person,
		                                   copy(arena, task->code),
		                                   copy(arena, task->title),
		                                   copy(arena, blocker),
		                                   task->due,
		                                   task->status == CIV_TASK_BLOCKED,
		                                   task->stands && task->status != CIV_TASK_BLOCKED};

		if (!task->leaf || task->status == CIV_TASK_DONE)
			continue;
		if (concern.code == NULL || concern.title == NULL || concern.blocker == NULL)
			status = civ_no_memory(work.messages);
		(*tasks)[(*count)++] = concern;
	}
	civ_work_close(&work);
	return status;
}
