/* The tasks as they stood at the end of a day. */
#include "lib/progress/work.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/lists.h"
#include "lib/noun/task.h"
#include "lib/progress/stop.h"

static const char tasks_sql[] =
	"SELECT t.id, t.code, t.title, t.programme, f.code, t.category, u.id, u.code, p.id, p.code, t.area_id,"
	"  a.code, t.start, " CIV_TASK_THEN("t", "due") ", CASE t.recurring WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END,"
	"  t.quantity, t.quantity_unit, t.reached,"
	"  t.weight, " CIV_TASK_UNFUNDED("t") ", " CIV_TASK_THEN("t", "blocker") ", " CIV_TASK_STATUS("t") ","
	"  CASE WHEN t.finished < :end THEN t.finished END, t.after,"
	"  EXISTS (SELECT 1 FROM progress x WHERE x.task_id = t.id), z.code, t.term, t.\"groups\", t.beneficiaries,"
	"  t.scene"
	" FROM task t LEFT JOIN phase f ON f.id = t.phase_id LEFT JOIN unit u ON u.id = t.unit_id"
	" LEFT JOIN person p ON p.id = t.person_id"
	" LEFT JOIN task a ON a.id = t.parent_id"
	" LEFT JOIN area z ON z.id = t.area_id"
	" ORDER BY t.code";
static const char progress_sql[] =
	"SELECT date, reached, reworked FROM progress WHERE task_id = :task AND date < :end ORDER BY date";
static const char stops_sql[] =
	"SELECT \"start\", \"end\", cause FROM stop WHERE task_id = :task AND \"start\" < :end ORDER BY \"start\"";

enum {
	ID,
	CODE,
	TITLE,
	PROGRAMME,
	PHASE,
	CATEGORY,
	UNIT,
	UNIT_CODE,
	PERSON,
	PERSON_CODE,
	AREA,
	PARENT,
	START,
	DUE,
	RECURRING,
	QUANTITY,
	QUANTITY_UNIT,
	REACHED,
	WEIGHT,
	UNFUNDED,
	BLOCKER,
	STATUS,
	FINISHED,
	AFTER,
	REPORTED,
	AREA_CODE,
	TERM,
	GROUPS,
	BENEFICIARIES,
	SCENE
};

/* What can only be looked up when all tasks are there. */
struct unresolved {
	const char *parent, *after;
};

static bool day_of(sqlite3_stmt *row, int column, int32_t *day)
{
	const char *text = (const char *)sqlite3_column_text(row, column);

	return text != NULL && civ_date_parse(text, strlen(text), day);
}

static const char *text_of(struct civ_work *work, sqlite3_stmt *row, int column)
{
	struct civ_span text = civ_value_column(row, column).string;

	return civ_arena_copy(work->arena, text.len == 0 ? "" : text.text, text.len);
}

static enum civ_task_status status_of(sqlite3_stmt *row)
{
	int place = civ_word_place(civ_words_task_status, (const char *)sqlite3_column_text(row, STATUS));

	return place < 0 ? CIV_TASK_PLANNED : (enum civ_task_status)place;
}

/* What is done without a date was done when it was due. */
static void settle_status(struct civ_task *task, sqlite3_stmt *row)
{
	task->status = status_of(row);
	if (task->status == CIV_TASK_DONE && !day_of(row, FINISHED, &task->finished))
		task->finished = task->due;
}

static enum civ_status take_texts(struct civ_work *work, struct civ_task *task, sqlite3_stmt *row,
                                  struct unresolved *unresolved)
{
	const struct {
		const char **text;
		int column;
	} texts[] = {
		{&task->code, CODE},
		{&task->title, TITLE},
		{&task->programme, PROGRAMME},
		{&task->phase, PHASE},
		{&task->category, CATEGORY},
		{&task->unit_code, UNIT_CODE},
		{&task->person_code, PERSON_CODE},
		{&task->area_code, AREA_CODE},
		{&task->recurring, RECURRING},
		{&task->quantity_unit, QUANTITY_UNIT},
		{&task->blocker, BLOCKER},
		{&task->term, TERM},
		{&task->groups, GROUPS},
		{&task->scene, SCENE},
		{&unresolved->parent, PARENT},
		{&unresolved->after, AFTER},
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		*texts[i].text = text_of(work, row, texts[i].column);
		if (*texts[i].text == NULL)
			return civ_no_memory(work->messages);
	}
	return CIV_OK;
}

static enum civ_status take_task(struct civ_work *work, struct civ_task *task, sqlite3_stmt *row,
                                 struct unresolved *unresolved)
{
	*task = (struct civ_task){
		.id = sqlite3_column_int64(row, ID),
		.unfunded = sqlite3_column_int(row, UNFUNDED) != 0,
		.unit = sqlite3_column_int64(row, UNIT),
		.person = sqlite3_column_int64(row, PERSON),
		.area = sqlite3_column_int64(row, AREA),
		.parent = CIV_NO_PLACE,
		.leaf = true,
		.beneficiaries = sqlite3_column_int64(row, BENEFICIARIES),
		.has_quantity = sqlite3_column_double(row, QUANTITY) > 0,
		.quantity = sqlite3_column_double(row, QUANTITY),
		/* Reports tell how it was; only without any is it told by what stands in the task. */
		.reached = sqlite3_column_int(row, REPORTED) != 0 ? 0 : sqlite3_column_double(row, REACHED),
		.reworked = NAN,
		.weight = sqlite3_column_type(row, WEIGHT) == SQLITE_NULL ? 1 : sqlite3_column_double(row, WEIGHT),
	};
	task->has_start = day_of(row, START, &task->start);
	if (!day_of(row, DUE, &task->due))
		return civ_error(work->messages, CIV_SYSTEM, NULL, "a task's due date is damaged");
	settle_status(task, row);
	task->stands = task->status == CIV_TASK_BLOCKED || task->status == CIV_TASK_STOPPED;
	return take_texts(work, task, row, unresolved);
}

static enum civ_status read_tasks(struct civ_work *work, const char *end, struct civ_buf *tasks,
                                  struct civ_buf *unresolved)
{
	struct civ_store *store = civ_records_store(work->records);
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_records_functions(work->records, tasks_sql);

	if (status == CIV_OK)
		status = civ_records_statement(work->records, tasks_sql, &rows);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":end", end);
	while (civ_store_next(store, rows, &status)) {
		struct unresolved one;
		struct civ_task task;

		status = take_task(work, &task, rows, &one);
		if (status != CIV_OK || task.status == CIV_TASK_CANCELLED)
			continue;
		civ_buf_add(tasks, &task, sizeof task);
		civ_buf_add(unresolved, &one, sizeof one);
		if (tasks->failed || unresolved->failed ||
		    !civ_hash_put(work->places, (struct civ_span){task.code, strlen(task.code)},
		                  (int64_t)(tasks->len / sizeof task) - 1))
			status = civ_no_memory(work->messages);
	}
	return status;
}

static int place_of(const struct civ_work *work, const char *code, size_t len)
{
	int64_t place;

	return len > 0 && civ_hash_get(work->places, (struct civ_span){code, len}, &place) ? (int)place : CIV_NO_PLACE;
}

/* A task that is cancelled holds nobody up. */
static enum civ_status resolve(struct civ_work *work, struct civ_task *task, const struct unresolved *unresolved)
{
	const char *after = unresolved->after;
	int *places = civ_arena_alloc(work->arena, (strlen(after) + 1) * sizeof *places);

	if (places == NULL)
		return civ_no_memory(work->messages);
	task->parent = place_of(work, unresolved->parent, strlen(unresolved->parent));
	while (*after != '\0') {
		size_t len = strcspn(after, ";");
		int place = place_of(work, after, len);

		if (place >= 0)
			places[task->after_count++] = place;
		after += after[len] == ';' ? len + 1 : len;
	}
	task->after = places;
	return CIV_OK;
}

/* A whole is no leaf. Entering refuses a task that is a part of itself, by whatever way; a file may hold one all the
 * same, and who goes up from part to whole would not come to an end. Such a one stands alone. */
static void link_wholes(struct civ_work *work)
{
	for (size_t i = 0; i < work->count; i++) {
		size_t steps = 0;

		for (int at = (int)i; at >= 0 && steps <= work->count; at = work->tasks[at].parent)
			steps++;
		if (steps > work->count)
			work->tasks[i].parent = CIV_NO_PLACE;
		else if (work->tasks[i].parent >= 0)
			work->tasks[work->tasks[i].parent].leaf = false;
	}
}

static enum civ_status read_progress(struct civ_work *work, struct civ_task *task, const char *end)
{
	struct civ_store *store = civ_records_store(work->records);
	struct civ_buf figures = {0};
	struct civ_figure *kept;
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(work->records, progress_sql, &rows);

	if (status == CIV_OK)
		status = civ_bind_int(store, rows, ":task", task->id);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":end", end);
	while (civ_store_next(store, rows, &status)) {
		struct civ_figure figure = {.value = sqlite3_column_double(rows, 1)};

		if (day_of(rows, 0, &figure.day))
			civ_buf_add(&figures, &figure, sizeof figure);
		task->reached = figure.value;
		if (sqlite3_column_type(rows, 2) != SQLITE_NULL)
			task->reworked = sqlite3_column_double(rows, 2);
	}
	kept = civ_arena_alloc(work->arena, figures.len + 1);
	if (kept == NULL || figures.failed)
		status = civ_worse(status, civ_no_memory(work->messages));
	else if (figures.len > 0)
		memcpy(kept, figures.data, figures.len);
	task->progress = (struct civ_series){kept, figures.len / sizeof *kept};
	civ_buf_free(&figures);
	return status;
}

/* Both the first day of a stop and its last one count, up to the as-of day. */
static enum civ_status count_stops(struct civ_work *work, struct civ_task *task, const char *end)
{
	struct civ_store *store = civ_records_store(work->records);
	int32_t first, last, longest = 0;
	bool lasts;
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(work->records, stops_sql, &rows);

	task->stop_cause = "";
	if (status == CIV_OK)
		status = civ_bind_int(store, rows, ":task", task->id);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":end", end);
	while (civ_store_next(store, rows, &status)) {
		if (!day_of(rows, 0, &first))
			continue;
		lasts = !day_of(rows, 1, &last) || last > work->asof;
		last = lasts ? work->asof : last;
		task->stands = task->stands || (lasts && task->status != CIV_TASK_DONE);
		task->days_stopped += last - first + 1;
		if (lasts || last - first >= longest) {
			longest = last - first;
			task->stop_cause = text_of(work, rows, 2);
		}
	}
	if (task->stop_cause == NULL)
		return civ_no_memory(work->messages);
	if (civ_stop_is_unexplained(task->stop_cause))
		task->stop_cause = "";
	return status;
}

double civ_task_completion(bool done, double reached, double quantity)
{
	if (done)
		return 1;
	return quantity > 0 ? fmin(reached / quantity, 1) : 0;
}

static enum civ_status load(struct civ_work *work, const char *end, struct civ_buf *unresolved)
{
	struct civ_buf tasks = {0};
	enum civ_status status = read_tasks(work, end, &tasks, unresolved);

	work->count = tasks.len / sizeof *work->tasks;
	work->tasks = (struct civ_task *)(void *)civ_buf_take(&tasks);
	if (work->tasks == NULL)
		status = civ_worse(status, civ_no_memory(work->messages));
	for (size_t i = 0; i < work->count && status == CIV_OK; i++) {
		status = resolve(work, &work->tasks[i], (const struct unresolved *)(const void *)unresolved->data + i);
		if (status == CIV_OK)
			status = read_progress(work, &work->tasks[i], end);
		if (status == CIV_OK)
			status = count_stops(work, &work->tasks[i], end);
		work->tasks[i].completion = civ_task_completion(work->tasks[i].status == CIV_TASK_DONE,
		                                                work->tasks[i].reached, work->tasks[i].quantity);
	}
	if (status == CIV_OK)
		link_wholes(work);
	return status;
}

enum civ_status civ_work_open(struct civ_work *work, struct civ_records *records)
{
	struct civ_buf unresolved = {0};
	char end[CIV_DATE_SIZE];
	enum civ_status status;

	*work = (struct civ_work){.records = records,
	                          .messages = civ_records_messages(records),
	                          .asof = civ_records_clock(records)->asof};
	work->arena = civ_arena_new();
	work->places = civ_hash_new();
	if (work->arena == NULL || work->places == NULL)
		return civ_no_memory(work->messages);
	civ_date_format(work->asof + 1, end);
	status = civ_calendar_open(civ_records_store(records), &work->calendar);
	if (status == CIV_OK)
		status = load(work, end, &unresolved);
	civ_buf_free(&unresolved);
	return status;
}

void civ_work_close(struct civ_work *work)
{
	civ_arena_free(work->arena);
	civ_hash_free(work->places);
	civ_calendar_close(work->calendar);
	free(work->tasks);
}

void civ_task_put(const struct civ_task *task, struct civ_out *out)
{
	civ_out_string(out, task->code);
	civ_out_string(out, task->title);
	civ_out_string(out, task->unit_code);
	civ_out_string(out, civ_words_task_status[task->status].code);
	civ_out_day(out, task->has_start, task->start);
	civ_out_day(out, true, task->due);
}

bool civ_task_is_late(const struct civ_work *work, const struct civ_task *task)
{
	return task->due <= work->asof &&
	       (task->status == CIV_TASK_DONE ? task->finished > task->due : task->due < work->asof);
}
