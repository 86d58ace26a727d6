/* What is late, or about to be: on whom it waits, and how pressing it is. */
#include <stdlib.h>
#include <string.h>

#include "lib/ledger/overdue.h"

const struct civ_out_column civ_overdue_columns[] = {
	{"id", "Number", CIV_KIND_NUMBER, "number of the issue"},
	{"channel", "Channel", CIV_KIND_TEXT, "channel by which it came"},
	{"external_id", "External number", CIV_KIND_TEXT, "its number there"},
	{"category", "Category", CIV_KIND_TEXT, "what it is about"},
	{"area", "Area", CIV_KIND_TEXT, "where it is"},
	{"place", "Place", CIV_KIND_TEXT, "address or spot"},
	{"unit", "Unit", CIV_KIND_TEXT, "unit in the lead"},
	{"person", "Person", CIV_KIND_TEXT, "who answers for it there"},
	{"phone", "Phone", CIV_KIND_TEXT, "that person's telephone number"},
	{"stage", "Stage", CIV_KIND_TEXT, "how far it has come"},
	{"waits_on", "Waits on", CIV_KIND_TEXT, "unit, office or citizen"},
	{"limit", "Limit", CIV_KIND_TEXT, "which limit it is: receive, rectify, accept, or review of a deferred issue"},
	{"reported_at", "Reported", CIV_KIND_TEXT, "when it was reported"},
	{"due", "Due", CIV_KIND_TEXT, "last day of that limit"},
	{"days_late", "Days late", CIV_KIND_NUMBER, "calendar days after that day; below 0: days left"},
	{"workdays_late", "Working days late", CIV_KIND_NUMBER, "working days after that day; below 0: working days left"},
	{"level", "Level", CIV_KIND_TEXT, "remind: due soon; urge: late; notice: late by the plan's notice_days or more working days"},
	{"urged", "Times urged", CIV_KIND_NUMBER, "notices given about it in this cycle"},
	{"last_urged", "Last urged", CIV_KIND_TEXT, "day of the last of them"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

#define UNITS "unit_below(id) AS (SELECT id FROM unit WHERE id = :unit UNION SELECT u.id FROM unit_below b JOIN unit u ON u.parent_id = b.id)"
#define OF_UNIT " AND (:unit IS NULL OR l.unit_id IN (SELECT id FROM unit_below))"
#define NOTICES "(SELECT max(n.date) FROM notice n WHERE n.issue_id = l.issue_id AND n.date < :end)"

/* The words of the index on open issues, so that the history behind it is not read. */
static const char open_sql[] =
	"WITH RECURSIVE " UNITS ", l AS (SELECT id AS issue_id, category_id, unit_id, assigned_at, rectified_at, review_at, stage,"
	" ifnull(extended_due, due) AS last_day FROM issue WHERE stage NOT IN ('closed', 'dismissed'))"
	" SELECT issue_id, stage, category_id, last_day, assigned_at, rectified_at, review_at, " NOTICES ", unit_id FROM l WHERE 1" OF_UNIT;
static const char row_sql[] =
	"SELECT i.id, h.code, i.external_id, c.code, a.code, i.place, u.code, p.code, p.phone, i.reported_at,"
	" (SELECT count(*) FROM notice n WHERE n.issue_id = i.id AND n.date < :end AND n.date >= date(ifnull(i.reopened_at, i.reported_at)))"
	" FROM issue i JOIN category c ON c.id = i.category_id LEFT JOIN channel h ON h.id = i.channel_id LEFT JOIN area a ON a.id = i.area_id"
	" LEFT JOIN unit u ON u.id = i.unit_id LEFT JOIN person p ON p.id = i.person_id WHERE i.id = :id";

static const char *const level_names[] = {"", "remind", "urge", "notice"};

/* The fixed word for a stage, so that nothing is copied for each row. */
static const char *stage_word(const char *stage)
{
	static const char *const words[] = {"reported", "assigned", "received", "rectified", "accepted", "deferred"};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(words[i], stage) == 0)
			return words[i];
	return "";
}

static bool day_in(sqlite3_stmt *row, int column, int32_t *day)
{
	const char *text = (const char *)sqlite3_column_text(row, column);

	return civ_date_stored(text, day);
}

/* One limit of an issue; the worse of it and what LATE holds stays. */
static enum civ_status weigh(struct civ_late_list *overdue, int32_t due, const char *limit, const char *waits_on, struct civ_late *late)
{
	int64_t days = overdue->asof - due, workdays;
	int64_t within = overdue->options->within >= 0 ? overdue->options->within : overdue->settings.remind_days;
	enum civ_ledger_level level = CIV_LEVEL_URGE;
	enum civ_status status;

	if (-days > within)
		return CIV_OK;
	status = civ_deadlines_workdays(overdue->deadlines, due, overdue->asof, &workdays);
	if (days <= 0)
		level = CIV_LEVEL_REMIND;
	else if (workdays >= overdue->settings.notice_days)
		level = CIV_LEVEL_NOTICE;
	/* That it is not rectified is what counts, once that is late. */
	if (late->level >= CIV_LEVEL_URGE && strcmp(late->limit, "rectify") == 0)
		return status;
	if (late->level != CIV_LEVEL_NONE && late->days >= days)
		return status;
	late->due = due;
	late->days = days;
	late->workdays = workdays;
	late->limit = limit;
	late->waits_on = waits_on;
	late->level = level;
	return status;
}

static enum civ_status weigh_receiving(struct civ_late_list *overdue, const struct civ_topic *topic, sqlite3_stmt *row, struct civ_late *late)
{
	const char *text = (const char *)sqlite3_column_text(row, 4);
	int64_t assigned, limit;

	if (topic->receive_hours < 0 || text == NULL || !civ_time_parse(text, strlen(text), &assigned))
		return CIV_OK;
	limit = assigned + topic->receive_hours * 3600;
	/* Hours are met to the second, not to the end of their day. */
	if (limit < overdue->end && civ_time_day(limit) == overdue->asof)
		limit -= CIV_DAY_SECONDS;
	return weigh(overdue, civ_time_day(limit), "receive", "unit", late);
}

static enum civ_status weigh_accepting(struct civ_late_list *overdue, struct civ_topic topic, sqlite3_stmt *row, struct civ_late *late)
{
	int32_t rectified, due;
	bool provisional;
	enum civ_status status;

	if (topic.accept_days < 0 || !day_in(row, 5, &rectified))
		return CIV_OK;
	topic.days = topic.accept_days;
	status = civ_deadlines_due(overdue->deadlines, &topic, rectified, &due, &provisional);
	return status == CIV_OK ? weigh(overdue, due, "accept", "citizen", late) : status;
}

static enum civ_status weigh_all(struct civ_late_list *overdue, sqlite3_stmt *row, struct civ_late *late)
{
	struct civ_topic topic;
	bool assigned = strcmp(late->stage, "assigned") == 0;
	bool with_unit = assigned || strcmp(late->stage, "received") == 0;
	int32_t due;
	enum civ_status status = civ_deadlines_topic(overdue->deadlines, sqlite3_column_int64(row, 2), &topic);

	if (status == CIV_OK && (with_unit || strcmp(late->stage, "reported") == 0) && day_in(row, 3, &due))
		status = weigh(overdue, due, "rectify", with_unit ? "unit" : "office", late);
	if (status == CIV_OK && assigned)
		status = weigh_receiving(overdue, &topic, row, late);
	if (status == CIV_OK && strcmp(late->stage, "rectified") == 0)
		status = weigh_accepting(overdue, topic, row, late);
	if (status == CIV_OK && strcmp(late->stage, "deferred") == 0 && day_in(row, 6, &due))
		status = weigh(overdue, due, "review", "office", late);
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
	if (overdue->count == overdue->room) {
		size_t room = overdue->room == 0 ? 256 : overdue->room * 2;
		struct civ_late *grown = realloc(overdue->list, room * sizeof *grown);

		if (grown == NULL)
			return civ_no_memory(civ_records_messages(overdue->records));
		overdue->list = grown;
		overdue->room = room;
	}
	overdue->list[overdue->count++] = *late;
	return CIV_OK;
}

static enum civ_status find_unit(struct civ_late_list *overdue, sqlite3_stmt *rows)
{
	struct civ_store *store = civ_records_store(overdue->records);
	int64_t id;
	enum civ_status status;

	if (overdue->options->unit == NULL)
		return CIV_OK;
	status = civ_ledger_unit_option(overdue->records, overdue->options->unit, &id);
	return status == CIV_OK ? civ_bind_int(store, rows, ":unit", id) : status;
}

static enum civ_status collect(struct civ_late_list *overdue)
{
	struct civ_store *store = civ_records_store(overdue->records);
	sqlite3_stmt *rows;
	bool more;
	enum civ_status status = civ_records_then(overdue->records, &civ_noun_issue, open_sql, &rows);

	if (status == CIV_OK)
		status = find_unit(overdue, rows);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":end", overdue->end_day);
	while (status == CIV_OK && (status = civ_store_step(store, rows, &more)) == CIV_OK && more) {
		struct civ_late late = {.id = sqlite3_column_int64(rows, 0), .unit = sqlite3_column_int64(rows, 8)};

		late.stage = stage_word((const char *)sqlite3_column_text(rows, 1));
		if (!day_in(rows, 7, &late.last_urged))
			late.last_urged = 0;
		status = weigh_all(overdue, rows, &late);
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
	return a->id < b->id ? -1 : a->id > b->id;
}

enum civ_status civ_late_open(struct civ_records *records, const struct civ_overdue_options *options, struct civ_late_list *overdue)
{
	const struct civ_clock *clock = civ_records_clock(records);
	enum civ_status status;

	*overdue = (struct civ_late_list){.records = records, .options = options, .asof = clock->asof};
	overdue->end = (int64_t)(clock->asof + 1) * CIV_DAY_SECONDS;
	if (clock->asof == civ_time_day(clock->now))
		overdue->end = clock->now;
	civ_date_format(clock->asof + 1, overdue->end_day);
	status = civ_ledger_settings(records, &overdue->settings);
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

static void print_day(struct civ_out *out, int32_t day)
{
	char date[CIV_DATE_SIZE];

	if (day == 0) {
		civ_out_null(out);
		return;
	}
	civ_date_format(day, date);
	civ_out_string(out, date);
}

static enum civ_status print_late(struct civ_late_list *overdue, const struct civ_late *late, struct civ_out *out)
{
	struct civ_store *store = civ_records_store(overdue->records);
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status = civ_records_then(overdue->records, &civ_noun_issue, row_sql, &row);

	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":id", late->id);
	if (status == CIV_OK)
		status = civ_bind_text(store, row, ":end", overdue->end_day);
	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	if (status != CIV_OK || !found)
		return status;
	civ_print_cells(out, row, 0, 9);
	civ_out_string(out, late->stage);
	civ_out_string(out, late->waits_on);
	civ_out_string(out, late->limit);
	civ_print_cells(out, row, 9, 1);
	print_day(out, late->due);
	civ_out_int(out, late->days);
	civ_out_int(out, late->workdays);
	civ_out_string(out, level_names[late->level]);
	civ_print_cells(out, row, 10, 1);
	print_day(out, late->last_urged);
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

enum civ_status civ_ledger_overdue(struct civ_records *records, const struct civ_overdue_options *options, struct civ_out *out,
                                   uint64_t *late)
{
	struct civ_late_list overdue;
	enum civ_status status = civ_late_open(records, options, &overdue);

	for (size_t i = 0; i < overdue.count && status == CIV_OK; i++)
		status = print_late(&overdue, &overdue.list[i], out);
	*late = civ_late_count(&overdue);
	civ_late_close(&overdue);
	return status;
}
