/* The report on tasks by what they have in common. */
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "lib/progress/task-report.h"

/* A task under one of its keys; MEASURE counts with --by=quantity alone. */
struct keyed {
	const char *key, *measure;
	int place;
};

static enum civ_status find_month(const struct civ_work *work, const struct civ_task *task, const char **month)
{
	char day[CIV_DATE_SIZE];

	civ_date_format(task->due, day);
	*month = civ_arena_copy(work->arena, day, strlen("YYYY-MM"));
	return *month == NULL ? civ_no_memory(work->messages) : CIV_OK;
}

static enum civ_status find_key(struct civ_task_reporting *report, const struct civ_task *task, const char **key)
{
	const struct {
		const char *by, *key;
	} keys[] = {
		{"unit", task->unit_code}, {"programme", task->programme}, {"quantity", task->programme},
		{"phase", task->phase}, {"category", task->category}, {"term", task->term},
		{"recurring", task->recurring}, {"scene", task->scene}, {"area", task->area_code},
	};
	const char *by = report->options->by;

	if (strcmp(by, "month") == 0)
		return find_month(&report->work, task, key);
	if (strcmp(by, "cause") == 0)
		return civ_report_cause(report, task, key);
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (strcmp(by, keys[i].by) == 0)
			*key = keys[i].key;
	return CIV_OK;
}

/* One that is for several groups of people stands in each; for none, under no key. */
static enum civ_status add_people(struct civ_task_reporting *report, int place, struct civ_buf *list)
{
	const char *codes = report->work.tasks[place].groups;

	do {
		size_t len = strcspn(codes, ";");
		const struct keyed keyed = {.key = civ_arena_copy(report->work.arena, codes, len),
		                            .measure = "",
		                            .place = place};

		if (keyed.key == NULL)
			return civ_no_memory(report->work.messages);
		civ_buf_add(list, &keyed, sizeof keyed);
		codes += codes[len] == ';' ? len + 1 : len;
	} while (*codes != '\0');
	return list->failed ? civ_no_memory(report->work.messages) : CIV_OK;
}

static enum civ_status add_task(struct civ_task_reporting *report, int place, struct civ_buf *list)
{
	const struct civ_task *task = &report->work.tasks[place];
	struct keyed keyed = {.key = "", .measure = "", .place = place};
	enum civ_status status;

	if (strcmp(report->options->by, "group") == 0)
		return add_people(report, place, list);
	if (strcmp(report->options->by, "quantity") == 0) {
		if (!task->has_quantity)
			return CIV_OK;
		keyed.measure = task->quantity_unit;
	}
	status = find_key(report, task, &keyed.key);
	civ_buf_add(list, &keyed, sizeof keyed);
	return list->failed ? civ_no_memory(report->work.messages) : status;
}

/* By key, the empty one last. */
static int by_key(const void *left, const void *right)
{
	const struct keyed *a = left, *b = right;
	int order = strcmp(a->key, b->key);

	if (order != 0 && (a->key[0] == '\0' || b->key[0] == '\0'))
		return a->key[0] == '\0' ? 1 : -1;
	order = order != 0 ? order : strcmp(a->measure, b->measure);
	return order != 0 ? order : a->place - b->place;
}

static bool same_group(const struct keyed *a, const struct keyed *b)
{
	return strcmp(a->key, b->key) == 0 && strcmp(a->measure, b->measure) == 0;
}

/* Write the group of KEY: the COUNT tasks whose places are in SET. */
typedef enum civ_status group_writer(struct civ_task_reporting *report, const struct keyed *key, const int *set,
                                     size_t count);

static enum civ_status each_group(struct civ_task_reporting *report, group_writer *write)
{
	struct civ_buf list = {0};
	struct keyed *keyed;
	size_t count, first = 0;
	int *set = NULL;
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < report->count && status == CIV_OK; i++)
		status = add_task(report, report->set[i], &list);
	keyed = (struct keyed *)(void *)list.data;
	count = status == CIV_OK ? list.len / sizeof *keyed : 0;
	if (count > 0) {
		qsort(keyed, count, sizeof *keyed, by_key);
		set = calloc(count, sizeof *set);
		status = set == NULL ? civ_no_memory(report->work.messages) : CIV_OK;
	}
	for (size_t i = 0; set != NULL && i < count; i++)
		set[i] = keyed[i].place;
	for (size_t i = 1; i <= count && status == CIV_OK; i++) {
		if (i < count && same_group(&keyed[i], &keyed[first]))
			continue;
		status = write(report, &keyed[first], set + first, i - first);
		first = i;
	}
	free(set);
	civ_buf_free(&list);
	return status;
}

static enum civ_status write_figures(struct civ_task_reporting *report, const struct keyed *key, const int *set,
                                     size_t count)
{
	civ_out_string(report->out, key->key);
	return civ_report_set(report, set, count);
}

enum civ_status civ_report_groups(struct civ_task_reporting *report)
{
	return each_group(report, write_figures);
}

/* ---- what is counted ---- */

static enum civ_status write_output(struct civ_task_reporting *report, const struct keyed *key, const int *set,
                                    size_t count)
{
	struct civ_out *out = report->out;
	double quantity = 0, reached = 0;
	int64_t people = 0;

	for (size_t i = 0; i < count; i++) {
		const struct civ_task *task = &report->work.tasks[set[i]];

		quantity += task->quantity;
		reached += task->reached;
		people += task->beneficiaries;
	}
	civ_out_string(out, key->key);
	civ_out_string(out, key->measure);
	civ_out_int(out, (int64_t)count);
	civ_out_rounded(out, quantity, CIV_REPORT_DIGITS);
	civ_out_rounded(out, reached, CIV_REPORT_DIGITS);
	civ_out_rounded(out, civ_percent(reached, quantity), CIV_REPORT_DIGITS);
	if (people > 0)
		civ_out_int(out, people);
	else
		civ_out_null(out);
	return civ_out_row(out);
}

enum civ_status civ_report_outputs(struct civ_task_reporting *report)
{
	return each_group(report, write_output);
}
