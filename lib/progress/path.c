/* The critical path as rows, and as what is expected of each task. */
#include <stdlib.h>
#include <string.h>

#include "civplan/lists.h"
#include "lib/progress/work.h"

const struct civ_out_column civ_task_path_columns[] = {
	{"code", NULL, CIV_SHOWN_OF("task.code"), "of the task"},
	{"title", NULL, CIV_SHOWN_OF("task.title"), "what is to be done"},
	{"unit", NULL, CIV_SHOWN_OF("task.unit"), "code of the unit that answers for it"},
	{"status", NULL, {CIV_CELL_TEXT, civ_words_task_status, false, "task.status"}, "as it stands"},
	{"start", NULL, {CIV_CELL_MOMENT, NULL, false, "task.start"}, "as planned"},
	{"due", NULL, {CIV_CELL_MOMENT, NULL, true, "task.due"}, "as planned, moved by the modules that are on"},
	{"days_left", "Days left", CIV_KIND_NUMBER, "working days that what is not done yet will take"},
	{"expected_start", "Expected start", CIV_KIND_MOMENT,
	 "as planned, or the day after what it waits for has ended"},
	{"expected_finish", "Expected end", CIV_SHOWN_MOMENT,
	 "when what is left will be done; of one that is done the day it was"},
	{"days_late", "Days late", CIV_SHOWN_NUMBER, "working days from due to the expected end; below 0: early"},
	{"slack", "Slack", CIV_SHOWN_NUMBER,
	 "working days by which it may end later still without making a milestone or what waits for it late; below 0: "
	 "it will; empty: it is done"},
	{"critical", "Critical", CIV_KIND_BOOL,
	 "yes: it is not done, and will be late for something, or has no slack left before what it serves"},
	{"waits_for", "Waits for", CIV_SHOWN_TEXT,
	 "the task that keeps it from starting as planned, or the part that ends last"},
	{"holds_up", "Holds up", CIV_KIND_TEXT, "tasks that it keeps from starting as planned, joined with ;"},
	{"milestones", "Milestones", CIV_KIND_TEXT, "milestones that it is to bring about, joined with ;"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

struct listing {
	struct civ_work work;
	struct civ_path *paths;
	const struct civ_task_deadline *deadlines;
	size_t deadline_count;
};

static enum civ_status open_listing(struct listing *listing, struct civ_records *records,
                                    const struct civ_task_deadline *deadlines, size_t count)
{
	enum civ_status status = civ_work_open(&listing->work, records);

	if (status == CIV_OK)
		status = civ_work_extend(&listing->work);
	listing->deadlines = deadlines;
	listing->deadline_count = count;
	listing->paths = calloc(listing->work.count + 1, sizeof *listing->paths);
	if (listing->paths == NULL)
		status = civ_worse(status, civ_no_memory(civ_records_messages(records)));
	return status == CIV_OK ? civ_network(&listing->work, deadlines, count, listing->paths) : status;
}

static void close_listing(struct listing *listing)
{
	free(listing->paths);
	civ_work_close(&listing->work);
}

static void join(struct civ_buf *list, const char *text)
{
	civ_buf_addf(list, "%s%s", list->len == 0 ? "" : ";", text);
}

static void put_list(struct civ_out *out, struct civ_buf *list)
{
	civ_out_text(out, list->data, list->len);
	civ_buf_clear(list);
}

/* The tasks that it holds up, and the milestones that it is to bring about. */
static enum civ_status put_touched(const struct listing *listing, int place, struct civ_out *out)
{
	const struct civ_work *work = &listing->work;
	struct civ_buf list = {0};
	bool failed;

	for (size_t i = 0; i < work->count; i++)
		if (work->tasks[i].leaf && listing->paths[i].driver == place && work->tasks[i].status != CIV_TASK_DONE)
			join(&list, work->tasks[i].code);
	failed = list.failed;
	put_list(out, &list);
	for (size_t d = 0; d < listing->deadline_count; d++)
		if (listing->deadlines[d].task == work->tasks[place].id)
			join(&list, listing->deadlines[d].name);
	failed = failed || list.failed;
	put_list(out, &list);
	civ_buf_free(&list);
	return failed ? civ_no_memory(work->messages) : CIV_OK;
}

/* Slack alone says nothing of a task that serves no milestone and that nothing waits for: it can never be late for
 * anything. */
static bool is_critical(const struct civ_task *task, const struct civ_path *path)
{
	return task->status != CIV_TASK_DONE && (path->slack < 0 || (path->slack == 0 && path->serves));
}

static enum civ_status write_path(const struct listing *listing, int place, struct civ_out *out)
{
	const struct civ_task *task = &listing->work.tasks[place];
	const struct civ_path *path = &listing->paths[place];
	enum civ_status status;

	civ_task_put(task, out);
	civ_out_int(out, path->duration);
	civ_out_day(out, true, path->start);
	civ_out_day(out, true, path->finish);
	civ_out_int(out, civ_work_days(&listing->work, task->due, path->finish));
	if (task->status == CIV_TASK_DONE)
		civ_out_null(out);
	else
		civ_out_int(out, path->slack);
	civ_out_bool(out, is_critical(task, path));
	civ_out_string(out, path->driver < 0 ? NULL : listing->work.tasks[path->driver].code);
	status = put_touched(listing, place, out);
	return status == CIV_OK ? civ_out_row(out) : status;
}

struct rank {
	int place;
	bool done;
	int64_t slack;
	int32_t finish;
};

/* What is done comes last whatever its slack was; among equals the order of the plan stays. */
static int by_slack(const void *left, const void *right)
{
	const struct rank *a = left, *b = right;

	if (a->done != b->done)
		return a->done ? 1 : -1;
	if (a->slack != b->slack)
		return a->slack < b->slack ? -1 : 1;
	return a->finish != b->finish ? (a->finish < b->finish ? -1 : 1) : a->place - b->place;
}

static enum civ_status write_paths(const struct listing *listing, bool critical_only, struct civ_out *out)
{
	const struct civ_work *work = &listing->work;
	struct rank *ranks = calloc(work->count + 1, sizeof *ranks);
	enum civ_status status = CIV_OK;

	if (ranks == NULL)
		return civ_no_memory(work->messages);
	for (size_t i = 0; i < work->count; i++)
		ranks[i] = (struct rank){(int)i, work->tasks[i].status == CIV_TASK_DONE, listing->paths[i].slack,
		                         listing->paths[i].finish};
	qsort(ranks, work->count, sizeof *ranks, by_slack);
	for (size_t i = 0; i < work->count && status == CIV_OK; i++)
		if (!critical_only || is_critical(&work->tasks[ranks[i].place], &listing->paths[ranks[i].place]))
			status = write_path(listing, ranks[i].place, out);
	free(ranks);
	return status;
}

enum civ_status civ_task_path(struct civ_records *records, const struct civ_task_deadline *deadlines, size_t count,
                              bool critical_only, struct civ_out *out)
{
	struct listing listing;
	enum civ_status status = open_listing(&listing, records, deadlines, count);

	if (status == CIV_OK)
		status = write_paths(&listing, critical_only, out);
	close_listing(&listing);
	return status;
}

/* The end of the chain of tasks that each wait for the next. */
static const char *first_driver(const struct listing *listing, int place, struct civ_arena *arena)
{
	int driver = listing->paths[place].driver;

	if (driver < 0)
		return NULL;
	while (listing->paths[driver].driver >= 0)
		driver = listing->paths[driver].driver;
	return civ_arena_copy(arena, listing->work.tasks[driver].code, strlen(listing->work.tasks[driver].code));
}

enum civ_status civ_task_outlooks(struct civ_records *records, const struct civ_task_deadline *deadlines, size_t count,
                                  struct civ_arena *arena, struct civ_task_outlooks *outlooks)
{
	struct listing listing;
	enum civ_status status = open_listing(&listing, records, deadlines, count);

	outlooks->count = 0;
	outlooks->ones = civ_arena_alloc(arena, (listing.work.count + 1) * sizeof *outlooks->ones);
	if (outlooks->ones == NULL)
		status = civ_worse(status, civ_no_memory(civ_records_messages(records)));
	for (size_t i = 0; i < listing.work.count && status == CIV_OK; i++)
		outlooks->ones[outlooks->count++] = (struct civ_task_outlook){
			.task = listing.work.tasks[i].id,
			.finish = listing.paths[i].finish,
			.slack = listing.paths[i].slack,
			.driver = first_driver(&listing, (int)i, arena),
		};
	close_listing(&listing);
	return status;
}
