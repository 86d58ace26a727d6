/* What is late, or about to be: on whom it waits, and how pressing it is. */
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/lists.h"
#include "lib/ledger/overdue.h"

const struct civ_out_column civ_overdue_columns[] = {
	{"id", NULL, {CIV_CELL_NUMBER, NULL, true, "issue.id"}, "number of the issue"},
	{"channel", NULL, CIV_KIND_OF("issue.channel"), "channel by which it came"},
	{"external_id", NULL, CIV_KIND_OF("issue.external_id"), "its number there"},
	{"category", NULL, CIV_SHOWN_OF("issue.category"), "what it is about"},
	{"area", NULL, CIV_KIND_OF("issue.area"), "where it is"},
	{"place", NULL, CIV_SHOWN_OF("issue.place"), "address or spot"},
	{"unit", NULL, CIV_SHOWN_OF("issue.unit"),
	 "unit whose part is late: in the lead, or a co-unit that has not done its own; each has a row"},
	{"person", NULL, CIV_KIND_OF("issue.person"), "who answers for it there"},
	{"phone", NULL, CIV_KIND_OF("person.phone"), "that person's telephone number"},
	{"stage", NULL, {CIV_CELL_TEXT, civ_words_stage, false, "issue.stage"}, "how far it has come"},
	{"waits_on", "Waits on", CIV_KIND_CHOICE(civ_words_waits_on), "unit, office or citizen"},
	{"limit", "Limit", CIV_SHOWN_CHOICE(civ_words_limit),
	 "which limit it is: receive, rectify, accept, or review of a deferred issue"},
	{"reported_at", NULL, {CIV_CELL_MOMENT, NULL, false, "issue.reported_at"}, "when it was reported"},
	{"due", NULL, {CIV_CELL_MOMENT, NULL, true, "issue.due"}, "last day of that limit"},
	{"days_late", "Days late", CIV_SHOWN_NUMBER,
	 "calendar days after that day; 1 on the day itself, once its time has passed; below 0: days left"},
	{"workdays_late", "Working days late", CIV_KIND_NUMBER,
	 "working days after that day, or that day itself once its time has passed; below 0: working days left"},
	{"level", "Level", CIV_SHOWN_CHOICE(civ_words_level),
	 "remind: due soon; urge: late; notice: late by the plan's notice_days or more working days"},
	{"urged", "Times urged", CIV_KIND_NUMBER, "notices given about it in this cycle"},
	{"last_urged", "Last urged", CIV_KIND_MOMENT, "day of the last of them"},
	{"due_time", NULL, CIV_KIND_OF("issue.due_time"),
	 "time of day on the last day until which it is in time; empty: its end"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* What was said of it in this cycle, to this unit or to nobody in particular: what another unit with a part was told
 * does not count. */
#define NOTICES(what, t) \
	"(SELECT " what " FROM notice n WHERE n.issue_id = " t ".issue_id AND n.date < :end" \
	" AND NOT EXISTS (SELECT 1 FROM " CIV_PARTS_AT("d", t) \
	" AND d.unit_id = n.unit_id AND d.unit_id IS NOT " t ".unit_id))"

#define ROWS \
	" SELECT issue_id, part_stage, category_id, last, assigned_at, rectified_at, review_at," \
	" " NOTICES("max(n.date)", "open_part") ", unit_id, person_id, stage" \
	" FROM open_part" \
	" WHERE " CIV_ISSUE_OPEN_ROW " AND (:unit IS NULL OR unit_id IN (SELECT id FROM unit_below))"

static const char open_sql[] =
	"WITH RECURSIVE " CIV_BELOW("unit") ", " CIV_LEDGER_OPEN_NOW ", " CIV_LEDGER_OPEN_PARTS ROWS;

static const char row_sql[] =
	"WITH late AS (SELECT id AS issue_id, cycle, nullif(:unit, 0) AS unit_id FROM issue WHERE id = :id)"
	" SELECT i.id, h.code, i.external_id, c.code, a.code, i.place, u.code, p.code, p.phone, i.reported_at,"
	" (SELECT count(*) FROM notice n WHERE n.issue_id = i.id AND n.date < :end"
	" AND n.date >= date(ifnull(i.reopened_at, i.reported_at)) AND NOT EXISTS"
	" (SELECT 1 FROM " CIV_PARTS_AT("d", "late") " AND d.unit_id = n.unit_id"
	" AND d.unit_id IS NOT late.unit_id))"
	" FROM late JOIN issue i ON i.id = late.issue_id JOIN category c ON c.id = i.category_id LEFT JOIN channel h"
	" ON h.id = i.channel_id"
	" LEFT JOIN area a ON a.id = i.area_id LEFT JOIN unit u ON u.id = late.unit_id LEFT JOIN person p"
	" ON p.id = :person";

enum { MOST_HOURS = 1000000 }; /* a century; more is no limit */

/* The fixed word for a stage, so that nothing is copied for each row. */
static const char *stage_word(const char *stage)
{
	int place = civ_word_place(civ_words_stage, stage);

	return place < 0 ? "" : civ_words_stage[place].code;
}

static bool day_in(sqlite3_stmt *row, int column, int32_t *day)
{
	const char *text = (const char *)sqlite3_column_text(row, column);

	return civ_date_stored(text, day);
}

/* How late DUE is, in days; on its own day 1, once its time has passed. */
static enum civ_status measure(struct civ_late_list *overdue, const struct civ_due *due, int64_t *days,
                               int64_t *workdays)
{
	bool late = (int64_t)due->day * CIV_DAY_MINUTES + due->minute < overdue->minute;
	bool today = late && due->day == overdue->asof;

	*days = today ? 1 : overdue->asof - due->day;
	return civ_deadlines_workdays(overdue->deadlines, today ? due->day - 1 : due->day, overdue->asof, workdays);
}

/* One limit of an issue; the worse of it and what LATE holds stays. */
static enum civ_status weigh(struct civ_late_list *overdue, const struct civ_due *due, const char *limit,
                             const char *waits_on, struct civ_late *late)
{
	int64_t days, workdays;
	int64_t within = overdue->options->within >= 0 ? overdue->options->within : overdue->settings.remind_days;
	enum civ_ledger_level level = CIV_LEVEL_URGE;
	enum civ_status status;

	if ((int64_t)due->day - overdue->asof > within)
		return CIV_OK;
	status = measure(overdue, due, &days, &workdays);
	if (status != CIV_OK)
		return status;
	if (days <= 0)
		level = CIV_LEVEL_REMIND;
	else if (workdays >= overdue->settings.notice_days)
		level = CIV_LEVEL_NOTICE;
	/* That it is not rectified is what counts, once that is late. */
	if (late->level >= CIV_LEVEL_URGE && strcmp(late->limit, "rectify") == 0)
		return status;
	if (late->level != CIV_LEVEL_NONE && late->days >= days)
		return status;
	late->due = *due;
	late->days = days;
	late->workdays = workdays;
	late->limit = limit;
	late->waits_on = waits_on;
	late->level = level;
	return status;
}

static enum civ_status weigh_receiving(struct civ_late_list *overdue, const struct civ_topic *topic, sqlite3_stmt *row,
                                       struct civ_late *late)
{
	const char *text = (const char *)sqlite3_column_text(row, 4);
	struct civ_due due = {0};
	int64_t assigned, minute;

	if (topic->receive_hours < 0 || topic->receive_hours > MOST_HOURS || text == NULL ||
	    !civ_time_parse(text, strlen(text), &assigned))
		return CIV_OK;
	minute = civ_minute_of(assigned) + topic->receive_hours * 60;
	due.day = civ_time_day(minute * 60);
	due.minute = (int)(minute - (int64_t)due.day * CIV_DAY_MINUTES);
	return weigh(overdue, &due, "receive", "unit", late);
}

static enum civ_status weigh_accepting(struct civ_late_list *overdue, struct civ_topic topic, sqlite3_stmt *row,
                                       struct civ_late *late)
{
	struct civ_due due;
	int32_t rectified;
	enum civ_status status;

	if (topic.accept_days < 0 || !day_in(row, 5, &rectified))
		return CIV_OK;
	topic.days = topic.accept_days;
	topic.hours = 0;
	status = civ_deadlines_due(overdue->deadlines, &topic, (int64_t)rectified * CIV_DAY_SECONDS, &due);
	return status == CIV_OK ? weigh(overdue, &due, "accept", "citizen", late) : status;
}

static enum civ_status weigh_all(struct civ_late_list *overdue, sqlite3_stmt *row, const char *part_stage,
                                 struct civ_late *late)
{
	struct civ_topic topic;
	bool assigned = strcmp(part_stage, "assigned") == 0;
	bool with_unit = assigned || strcmp(part_stage, "received") == 0;
	struct civ_due due;
	enum civ_status status = civ_deadlines_topic(overdue->deadlines, sqlite3_column_int64(row, 2), &topic);

	if (status == CIV_OK && (with_unit || strcmp(late->stage, "reported") == 0) &&
	    civ_due_stored((const char *)sqlite3_column_text(row, 3), &due))
		status = weigh(overdue, &due, "rectify", with_unit ? "unit" : "office", late);
	if (status == CIV_OK && assigned)
		status = weigh_receiving(overdue, &topic, row, late);
	if (status == CIV_OK && strcmp(late->stage, "rectified") == 0)
		status = weigh_accepting(overdue, topic, row, late);
	if (status == CIV_OK && strcmp(late->stage, "deferred") == 0 &&
	    civ_due_stored((const char *)sqlite3_column_text(row, 6), &due))
		status = weigh(overdue, &due, "review", "office", late);
	return status;
}

static bool was_noticed(const struct civ_late_list *overdue, const struct civ_late *late)
{
	return overdue->options->unless_noticed >= 0 && late->last_urged != 0 &&
	       overdue->asof - late->last_urged < overdue->options->unless_noticed;
}

static enum civ_status keep(struct civ_late_list *overdue, const struct civ_late *late)
{
	if (late->level == CIV_LEVEL_NONE || late->level < overdue->options->least || was_noticed(overdue, late))
		return CIV_OK;
	if (!CIV_GROW(overdue->list, overdue->count, overdue->room))
		return civ_no_memory(civ_records_messages(overdue->records));
	overdue->list[overdue->count++] = *late;
	return CIV_OK;
}

static enum civ_status collect(struct civ_late_list *overdue)
{
	struct civ_store *store = civ_records_store(overdue->records);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_then(overdue->records, &civ_noun_issue, open_sql, &rows);

	if (status == CIV_OK)
		status = civ_bind_named(overdue->records, rows, ":unit", &civ_noun_unit, overdue->options->unit);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":end", overdue->end_day);
	while (civ_store_next(store, rows, &status)) {
		struct civ_late late = {.id = sqlite3_column_int64(rows, 0), .unit = sqlite3_column_int64(rows, 8),
		                        .person = sqlite3_column_int64(rows, 9)};

		late.stage = stage_word((const char *)sqlite3_column_text(rows, 10));
		if (!day_in(rows, 7, &late.last_urged))
			late.last_urged = 0;
		status = weigh_all(overdue, rows, stage_word((const char *)sqlite3_column_text(rows, 1)), &late);
		if (status == CIV_OK)
			status = keep(overdue, &late);
	}
	return status;
}

int civ_late_worse_first(const void *left, const void *right)
{
	const struct civ_late *a = left, *b = right;

	if (a->level != b->level)
		return a->level > b->level ? -1 : 1;
	if (a->days != b->days)
		return a->days > b->days ? -1 : 1;
	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return a->unit < b->unit ? -1 : a->unit > b->unit;
}

enum civ_status civ_late_open(struct civ_records *records, const struct civ_overdue_options *options,
                              struct civ_late_list *overdue)
{
	const struct civ_clock *clock = civ_records_clock(records);
	enum civ_status status;

	*overdue = (struct civ_late_list){.records = records, .options = options, .asof = clock->asof};
	overdue->minute = civ_clock_minute(clock);
	civ_date_format(clock->asof + 1, overdue->end_day);
	status = civ_watch_settings(records, &overdue->settings);
	if (status == CIV_OK)
		status = civ_deadlines_open(records, &overdue->deadlines);
	if (status == CIV_OK)
		status = collect(overdue);
	if (status == CIV_OK && overdue->count > 0)
		qsort(overdue->list, overdue->count, sizeof *overdue->list, civ_late_worse_first);
	return status;
}

void civ_late_close(struct civ_late_list *overdue)
{
	civ_deadlines_close(overdue->deadlines);
	free(overdue->list);
}

static enum civ_status print_late(struct civ_late_list *overdue, const struct civ_late *late, struct civ_out *out)
{
	struct civ_store *store = civ_records_store(overdue->records);
	char day[CIV_DATE_SIZE], clock[CIV_CLOCK_SIZE];
	sqlite3_stmt *row;
	enum civ_status status = civ_records_then(overdue->records, &civ_noun_issue, row_sql, &row);

	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":id", late->id);
	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":unit", late->unit);
	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":person", late->person);
	if (status == CIV_OK)
		status = civ_bind_text(store, row, ":end", overdue->end_day);
	if (!civ_store_next(store, row, &status))
		return status;
	civ_print_cells(out, row, 0, 9);
	civ_out_string(out, late->stage);
	civ_out_string(out, late->waits_on);
	civ_out_string(out, late->limit);
	civ_print_cells(out, row, 9, 1);
	civ_out_day(out, late->due.day != 0, late->due.day);
	civ_out_int(out, late->days);
	civ_out_int(out, late->workdays);
	civ_out_string(out, civ_words_level[late->level - CIV_LEVEL_REMIND].code);
	civ_print_cells(out, row, 10, 1);
	civ_out_day(out, late->last_urged != 0, late->last_urged);
	civ_due_format(&late->due, day, clock);
	civ_out_string(out, clock[0] == '\0' ? NULL : clock);
	sqlite3_reset(row);
	return civ_out_row(out);
}

uint64_t civ_late_count(const struct civ_late_list *overdue)
{
	uint64_t late = 0;

	for (size_t i = 0; i < overdue->count; i++)
		late += overdue->list[i].level >= CIV_LEVEL_URGE ? 1 : 0;
	return late;
}

enum civ_status civ_ledger_overdue(struct civ_records *records, const struct civ_overdue_options *options,
                                   struct civ_out *out, uint64_t *late)
{
	struct civ_late_list overdue;
	enum civ_status status = civ_late_open(records, options, &overdue);

	for (size_t i = 0; i < overdue.count && status == CIV_OK; i++)
		status = print_late(&overdue, &overdue.list[i], out);
	*late = civ_late_count(&overdue);
	civ_late_close(&overdue);
	return status;
}
