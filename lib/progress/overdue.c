/* Open tasks that are due soon or late. */
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/lists.h"
#include "lib/progress/work.h"

extern const struct civ_noun civ_noun_unit;

const struct civ_out_column civ_task_overdue_columns[] = {
	{"code", "Code", CIV_KIND_TEXT, "of the task"},
	{"title", "Title", CIV_KIND_TEXT, "what is to be done"},
	{"area", "Area", CIV_KIND_TEXT, "code of the area"},
	{"unit", "Unit", CIV_KIND_TEXT, "code of the unit that answers for it"},
	{"person", "Person", CIV_KIND_TEXT, "code of the person who does"},
	{"phone", "Phone", CIV_KIND_TEXT, "of that person"},
	{"status", "Status", CIV_KIND_CHOICE(civ_words_task_status), "as it stood"},
	{"due", "Due", CIV_KIND_TEXT, "last day on which it is in time"},
	{"days_late", "Days late", CIV_KIND_NUMBER, "calendar days since due; below 0: days left"},
	{"workdays_late", "Working days late", CIV_KIND_NUMBER, "the same in working days"},
	{"level", "Level", CIV_KIND_CHOICE(civ_words_level),
	 "remind (near), urge (late) or notice (late by the plan's notice_days or more working days)"},
	{"completion", "Done (%)", CIV_KIND_NUMBER, "how much of it is done"},
	{"blocker", "Obstacle", CIV_KIND_TEXT, "what stands in its way"},
	{"urged", "Urged", CIV_KIND_NUMBER, "times that the unit was spoken to about it"},
	{"last_urged", "Last", CIV_KIND_TEXT, "when it was last"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

const struct civ_out_column civ_task_digest_columns[] = {
	{"unit", "Unit", CIV_KIND_TEXT, "code of the unit"},
	{"name", "Name", CIV_KIND_TEXT, "what it is called"},
	{"n_remind", "Due soon", CIV_KIND_NUMBER, "tasks that are due soon"},
	{"n_urge", "Late", CIV_KIND_NUMBER, "tasks that are late, but not yet by the plan's notice_days"},
	{"n_notice", "Long late", CIV_KIND_NUMBER, "tasks late by the plan's notice_days or more working days"},
	{"days_late_max", "Most days late", CIV_KIND_NUMBER, "calendar days of the latest one; below 0: days left"},
	{"tasks", "Tasks", CIV_KIND_TEXT, "their codes, worst first, joined with ;"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

static const char row_sql[] =
	"SELECT a.code, p.phone, (SELECT count(*) FROM notice n WHERE n.task_id = t.id AND n.date < :end),"
	" (SELECT max(n.date) FROM notice n WHERE n.task_id = t.id AND n.date < :end), u.name FROM task t LEFT"
	" JOIN area a ON a.id = t.area_id"
	" LEFT JOIN person p ON p.id = t.person_id LEFT JOIN unit u ON u.id = t.unit_id WHERE t.id = :task";
static const char settings_sql[] = "SELECT remind_days, notice_days FROM plan";
static const char units_sql[] =
	"WITH RECURSIVE " CIV_BELOW("unit") " SELECT 1 FROM unit_below WHERE id = :id";

struct late {
	int place;
	int64_t unit;
	int64_t days, workdays;
	enum civ_task_level level;
};

struct overdue {
	struct civ_work work;
	const struct civ_task_overdue_options *options;
	int64_t remind_days, notice_days, unit;
	char end[CIV_DATE_SIZE];
	struct late *list;
	size_t count;
};

static enum civ_status load_settings(struct overdue *overdue)
{
	struct civ_records *records = overdue->work.records;
	const char *unit = overdue->options->unit;
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status = civ_records_statement(records, settings_sql, &row);

	if (status == CIV_OK)
		status = civ_store_step(civ_records_store(records), row, &found);
	if (status == CIV_OK && found) {
		status = civ_row_days(civ_records_store(records), row, 0, &overdue->remind_days);
		if (status == CIV_OK)
			status = civ_row_days(civ_records_store(records), row, 1, &overdue->notice_days);
		sqlite3_reset(row);
	}
	if (overdue->options->within >= 0)
		overdue->remind_days = overdue->options->within;
	if (status != CIV_OK || unit == NULL)
		return status;
	return civ_records_named(records, &civ_noun_unit, "--unit", unit, &overdue->unit);
}

static enum civ_status is_of_unit(struct overdue *overdue, int64_t unit, bool *wanted)
{
	struct civ_store *store = civ_records_store(overdue->work.records);
	sqlite3_stmt *row;
	enum civ_status status;

	*wanted = true;
	if (overdue->unit == 0)
		return CIV_OK;
	status = civ_records_statement(overdue->work.records, units_sql, &row);
	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":unit", overdue->unit);
	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":id", unit);
	if (status == CIV_OK)
		status = civ_store_step(store, row, wanted);
	if (status == CIV_OK && *wanted)
		sqlite3_reset(row);
	return status;
}

static enum civ_status find_row(struct overdue *overdue, const struct late *late, sqlite3_stmt **row)
{
	struct civ_store *store = civ_records_store(overdue->work.records);
	bool found;
	enum civ_status status = civ_records_statement(overdue->work.records, row_sql, row);

	if (status == CIV_OK)
		status = civ_bind_int(store, *row, ":task", overdue->work.tasks[late->place].id);
	if (status == CIV_OK)
		status = civ_bind_text(store, *row, ":end", overdue->end);
	return status == CIV_OK ? civ_store_step(store, *row, &found) : status;
}

static enum civ_status was_noticed(struct overdue *overdue, const struct late *late, bool *noticed)
{
	struct civ_span last;
	sqlite3_stmt *row;
	int32_t day;
	enum civ_status status = CIV_OK;

	*noticed = false;
	if (overdue->options->unless_noticed < 0)
		return CIV_OK;
	status = find_row(overdue, late, &row);
	if (status != CIV_OK)
		return status;
	last = civ_value_column(row, 3).string;
	*noticed = civ_date_parse(last.text, last.len, &day) &&
	           overdue->work.asof - day < overdue->options->unless_noticed;
	sqlite3_reset(row);
	return CIV_OK;
}

static enum civ_status weigh(struct overdue *overdue, int place)
{
	const struct civ_task *task = &overdue->work.tasks[place];
	struct late late = {.place = place, .unit = task->unit, .days = overdue->work.asof - task->due};
	bool wanted, noticed;
	enum civ_status status;

	if (!task->leaf || task->status == CIV_TASK_DONE || -late.days > overdue->remind_days)
		return CIV_OK;
	late.workdays = civ_work_days(&overdue->work, task->due, overdue->work.asof);
	late.level = late.days <= 0                          ? CIV_TASK_REMIND
	             : late.workdays >= overdue->notice_days ? CIV_TASK_NOTICE
	                                                     : CIV_TASK_URGE;
	if (late.level < overdue->options->least)
		return CIV_OK;
	status = is_of_unit(overdue, task->unit, &wanted);
	if (status == CIV_OK && wanted)
		status = was_noticed(overdue, &late, &noticed);
	if (status == CIV_OK && wanted && !noticed)
		overdue->list[overdue->count++] = late;
	return status;
}

static int worse_first(const void *left, const void *right)
{
	const struct late *a = left, *b = right;

	if (a->level != b->level)
		return a->level > b->level ? -1 : 1;
	if (a->days != b->days)
		return a->days > b->days ? -1 : 1;
	return a->place - b->place;
}

static int by_unit(const void *left, const void *right)
{
	const struct late *a = left, *b = right;

	return a->unit != b->unit ? (a->unit < b->unit ? -1 : 1) : worse_first(left, right);
}

static enum civ_status write_late(struct overdue *overdue, const struct late *late, struct civ_out *out)
{
	const struct civ_task *task = &overdue->work.tasks[late->place];
	char due[CIV_DATE_SIZE];
	sqlite3_stmt *row;
	enum civ_status status = find_row(overdue, late, &row);

	if (status != CIV_OK)
		return status;
	civ_date_format(task->due, due);
	civ_out_string(out, task->code);
	civ_out_string(out, task->title);
	civ_print_cells(out, row, 0, 1);
	civ_out_string(out, task->unit_code);
	civ_out_string(out, task->person_code);
	civ_print_cells(out, row, 1, 1);
	civ_out_string(out, civ_words_task_status[task->status].code);
	civ_out_string(out, due);
	civ_out_int(out, late->days);
	civ_out_int(out, late->workdays);
	civ_out_string(out, civ_words_level[late->level - CIV_TASK_REMIND].code);
	civ_out_rounded(out, 100 * task->completion, 2);
	civ_out_string(out, task->blocker);
	civ_print_cells(out, row, 2, 2);
	sqlite3_reset(row);
	return civ_out_row(out);
}

/* ---- a row for each unit ---- */

static enum civ_status write_digest(struct overdue *overdue, const struct late *list, size_t count, struct civ_out *out)
{
	int64_t levels[CIV_TASK_NOTICE + 1] = {0}, most = list[0].days;
	struct civ_buf codes = {0};
	sqlite3_stmt *row;
	enum civ_status status = find_row(overdue, list, &row);

	if (status != CIV_OK)
		return status;
	for (size_t i = 0; i < count; i++) {
		levels[list[i].level]++;
		most = list[i].days > most ? list[i].days : most;
		civ_buf_addf(&codes, "%s%s", i == 0 ? "" : ";", overdue->work.tasks[list[i].place].code);
	}
	civ_out_string(out, overdue->work.tasks[list[0].place].unit_code);
	civ_print_cells(out, row, 4, 1);
	sqlite3_reset(row);
	for (int level = CIV_TASK_REMIND; level <= CIV_TASK_NOTICE; level++)
		civ_out_int(out, levels[level]);
	civ_out_int(out, most);
	civ_out_text(out, codes.data, codes.len);
	status = codes.failed ? civ_no_memory(overdue->work.messages) : civ_out_row(out);
	civ_buf_free(&codes);
	return status;
}

static enum civ_status write_digests(struct overdue *overdue, struct civ_out *out)
{
	size_t first = 0;
	enum civ_status status = CIV_OK;

	qsort(overdue->list, overdue->count, sizeof *overdue->list, by_unit);
	for (size_t i = 1; i <= overdue->count && status == CIV_OK; i++)
		if (i == overdue->count || overdue->list[i].unit != overdue->list[first].unit) {
			status = write_digest(overdue, overdue->list + first, i - first, out);
			first = i;
		}
	return status;
}

static enum civ_status collect(struct overdue *overdue)
{
	enum civ_status status = load_settings(overdue);

	overdue->list = calloc(overdue->work.count + 1, sizeof *overdue->list);
	if (overdue->list == NULL)
		return civ_no_memory(overdue->work.messages);
	for (size_t i = 0; i < overdue->work.count && status == CIV_OK; i++)
		status = weigh(overdue, (int)i);
	return status;
}

enum civ_status civ_task_overdue(struct civ_records *records, const struct civ_task_overdue_options *options,
                                 struct civ_out *out)
{
	struct overdue overdue = {.options = options};
	enum civ_status status = civ_work_open(&overdue.work, records);

	civ_date_format(civ_records_clock(records)->asof + 1, overdue.end);
	if (status == CIV_OK)
		status = collect(&overdue);
	if (status == CIV_OK && options->digest)
		status = write_digests(&overdue, out);
	if (status == CIV_OK && !options->digest) {
		qsort(overdue.list, overdue.count, sizeof *overdue.list, worse_first);
		for (size_t i = 0; i < overdue.count && status == CIV_OK; i++)
			status = write_late(&overdue, &overdue.list[i], out);
	}
	free(overdue.list);
	civ_work_close(&overdue.work);
	return status;
}
