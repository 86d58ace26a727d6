/* What waits for what: expected days and slack by the critical path method, in working days.
 *
 * Forwards each task begins when it is planned to, or when all it waits for has ended, and takes as long as what is
 * left of it. Backwards it may end as late as lets everything behind it, and the milestones that it serves, still be in
 * time. A task with parts is as long as they are, and what waits for it waits for all of them. */
#include <math.h>
#include <stdlib.h>

#include "lib/progress/work.h"

struct network {
	struct civ_work *work;
	struct civ_path *paths;
	int *order;          /* places, each behind all that it waits for */
	size_t ordered;
	char *state;         /* 0 not seen, 1 being followed, 2 in the order, 3 calculated */
	int *trail;          /* those being followed */
	size_t depth;
	int *first_part, *next_part;
};

static int32_t later(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

/* ---- order ---- */

static enum civ_status visit(struct network *network, int place);

/* A part waits for what the whole waits for; the whole for its parts. */
static enum civ_status visit_before(struct network *network, int place)
{
	const struct civ_task *tasks = network->work->tasks;
	enum civ_status status = CIV_OK;

	for (int part = network->first_part[place]; part >= 0 && status == CIV_OK; part = network->next_part[part])
		status = visit(network, part);
	for (int at = place; at >= 0 && status == CIV_OK; at = tasks[at].parent)
		for (size_t i = 0; i < tasks[at].after_count && status == CIV_OK; i++)
			status = visit(network, tasks[at].after[i]);
	return status;
}

/* The tasks followed since PLACE wait for each other: what is planned for them must do. */
static enum civ_status warn_of_circle(const struct network *network, int place)
{
	const struct civ_work *work = network->work;
	struct civ_buf names = {0};
	size_t first = network->depth;

	while (network->trail[--first] != place)
		;
	for (size_t i = first; i < network->depth; i++)
		civ_buf_addf(&names, "%s%s", i == first ? "" : ", ", work->tasks[network->trail[i]].code);
	if (civ_buf_str(&names) == NULL)
		return civ_no_memory(work->messages);
	civ_warn(work->messages, NULL,
	         "tasks wait for each other in a circle, by after and parent; their order is left out of account: %s",
	         civ_buf_str(&names));
	civ_buf_free(&names);
	return CIV_OK;
}

/* Chains of tasks are short; a recursion follows them as a reader would. */
static enum civ_status visit(struct network *network, int place)
{
	enum civ_status status;

	if (network->state[place] > 1)
		return CIV_OK;
	if (network->state[place] == 1)
		return warn_of_circle(network, place);
	network->state[place] = 1;
	network->trail[network->depth++] = place;
	status = visit_before(network, place);
	network->depth--;
	network->state[place] = 2;
	network->order[network->ordered++] = place;
	return status;
}

/* ---- forwards ---- */

/* The last day on which something ends that the task waits for, and which task that is. */
static int32_t ready_on(const struct network *network, int place, int *driver)
{
	const struct civ_task *tasks = network->work->tasks;
	int32_t ready = INT32_MIN;

	*driver = CIV_NO_PLACE;
	for (int at = place; at >= 0; at = tasks[at].parent)
		for (size_t i = 0; i < tasks[at].after_count; i++) {
			int before = tasks[at].after[i];

			/* In a circle one of them comes before what it waits for: such a one keeps nothing up, and
			 * drivers end. */
			if (network->state[before] == 3 && network->paths[before].finish > ready) {
				ready = network->paths[before].finish;
				*driver = before;
			}
		}
	return ready;
}

static void expect_parts(struct network *network, int place)
{
	struct civ_path *path = &network->paths[place];
	int part = network->first_part[place];

	*path = network->paths[part];
	path->driver = network->state[part] == 3 ? part : CIV_NO_PLACE;
	for (; part >= 0; part = network->next_part[part]) {
		const struct civ_path *of_part = &network->paths[part];

		if (of_part->start < path->start)
			path->start = of_part->start;
		if (of_part->finish > path->finish) {
			path->finish = of_part->finish;
			path->driver = network->state[part] == 3 ? part : CIV_NO_PLACE;
		}
		path->duration = of_part->duration > path->duration ? of_part->duration : path->duration;
	}
}

/* What is left, from when it can go on. Of a task that runs and counts nothing all is taken to go by plan. */
static void expect(struct network *network, int place)
{
	const struct civ_work *work = network->work;
	const struct civ_task *task = &work->tasks[place];
	struct civ_path *path = &network->paths[place];
	int64_t all = task->has_start ? civ_calendar_count(work->calendar, task->start - 1, task->due) : 0;
	bool by_plan = task->status == CIV_TASK_RUNNING && !task->has_quantity;
	int32_t ready = ready_on(network, place, &path->driver), planned = task->has_start ? task->start : task->due;

	if (task->status == CIV_TASK_DONE) {
		*path = (struct civ_path){.start = planned < task->finished ? planned : task->finished,
		                          .finish = task->finished,
		                          .driver = CIV_NO_PLACE};
		return;
	}
	path->start = planned;
	if (ready >= planned)
		path->start = civ_calendar_add(work->calendar, ready, 1);
	else
		path->driver = CIV_NO_PLACE;
	path->duration = by_plan ? civ_work_days(work, later(work->asof, path->start - 1), task->due)
	                         : (int64_t)ceil((double)all * (1 - task->completion) - 1e-9);
	if (path->duration < 1)
		path->duration = 1;
	/* What is not done by the end of the as-of day can be done on the next one at the earliest. */
	path->finish = civ_calendar_add(work->calendar, later(path->start - 1, work->asof), path->duration);
	if (!task->has_start && ready < task->due && task->due > work->asof)
		path->finish = task->due;
}

/* What a task is worth until it is looked at: only one in a circle is asked before. */
static void plan(struct network *network, int place)
{
	const struct civ_task *task = &network->work->tasks[place];

	network->paths[place] = (struct civ_path){
		.start = task->has_start ? task->start : task->due, .finish = task->due, .driver = CIV_NO_PLACE};
}

/* ---- backwards ---- */

static void bound(struct civ_path *path, int32_t latest)
{
	if (!path->has_latest || latest < path->latest)
		path->latest = latest;
	path->has_latest = true;
}

/* What begins behind a task may begin as late as it needs to end in time. */
static void bound_before(struct network *network, int place, int32_t latest)
{
	const struct civ_task *tasks = network->work->tasks;

	for (int at = place; at >= 0; at = tasks[at].parent)
		for (size_t i = 0; i < tasks[at].after_count; i++)
			bound(&network->paths[tasks[at].after[i]], latest);
}

/* Tasks that nothing waits for have their own due date to meet, and that of the whole they are part of. */
static void look_back(struct network *network, int place)
{
	const struct civ_work *work = network->work;
	const struct civ_task *task = &work->tasks[place];
	struct civ_path *path = &network->paths[place];

	path->serves = path->has_latest;
	if (!path->has_latest)
		bound(path, task->due);
	/* The whole comes before its parts here: what waits for it, and its own day, hold for each of them. */
	if (task->parent >= 0) {
		path->serves = path->serves || network->paths[task->parent].serves;
		bound(path, network->paths[task->parent].latest);
	}
	path->slack = civ_work_days(network->work, path->finish, path->latest);
	if (task->status != CIV_TASK_DONE && task->leaf)
		bound_before(network, place, civ_calendar_add(work->calendar, path->latest + 1, -path->duration) - 1);
}

static void link_parts(struct network *network)
{
	const struct civ_work *work = network->work;

	for (size_t i = 0; i < work->count; i++)
		network->first_part[i] = network->next_part[i] = CIV_NO_PLACE;
	for (size_t i = work->count; i-- > 0;) {
		int parent = work->tasks[i].parent;

		if (parent < 0)
			continue;
		network->next_part[i] = network->first_part[parent];
		network->first_part[parent] = (int)i;
	}
}

static void set_deadlines(struct network *network, const struct civ_task_deadline *deadlines, size_t count)
{
	for (size_t d = 0; d < count; d++)
		for (size_t i = 0; i < network->work->count; i++)
			if (network->work->tasks[i].id == deadlines[d].task)
				bound(&network->paths[i], deadlines[d].day);
}

static enum civ_status calculate(struct network *network, const struct civ_task_deadline *deadlines, size_t count)
{
	size_t n = network->work->count;
	enum civ_status status = CIV_OK;

	link_parts(network);
	for (size_t i = 0; i < n && status == CIV_OK; i++)
		status = visit(network, (int)i);
	if (status != CIV_OK)
		return status;
	for (size_t i = 0; i < n; i++)
		plan(network, (int)i);
	for (size_t i = 0; i < n; i++) {
		int place = network->order[i];

		if (network->work->tasks[place].leaf)
			expect(network, place);
		else
			expect_parts(network, place);
		network->paths[place].has_latest = false;
		network->state[place] = 3;
	}
	set_deadlines(network, deadlines, count);
	for (size_t i = n; i-- > 0;)
		look_back(network, network->order[i]);
	return CIV_OK;
}

enum civ_status civ_network(struct civ_work *work, const struct civ_task_deadline *deadlines, size_t count,
                            struct civ_path *paths)
{
	struct network network = {.work = work, .paths = paths};
	size_t n = work->count + 1;
	enum civ_status status;

	network.order = calloc(n, sizeof *network.order);
	network.state = calloc(n, 1);
	network.trail = calloc(n, sizeof *network.trail);
	network.first_part = calloc(n, sizeof *network.first_part);
	network.next_part = calloc(n, sizeof *network.next_part);
	if (network.order == NULL || network.state == NULL || network.trail == NULL || network.first_part == NULL ||
	    network.next_part == NULL)
		status = civ_no_memory(work->messages);
	else
		status = calculate(&network, deadlines, count);
	free(network.order);
	free(network.state);
	free(network.trail);
	free(network.first_part);
	free(network.next_part);
	return status;
}
