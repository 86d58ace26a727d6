/* Deadlines: what a category's days come to, and who answers. */
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/hash.h"
#include "civplan/say.h"
#include "lib/ledger/private.h"

/* Of the nearest category upwards that has a VALUE. */
#define NEAREST(column, value) \
	"(SELECT " column " FROM up JOIN category c ON c.id = up.id WHERE " value \
	" IS NOT NULL ORDER BY depth LIMIT 1)"
#define LIMIT(column) NEAREST(column, "ifnull(c.days, c.hours)")

/* The nearest category upwards that says how much time there is, and the nearest whose indicator has a unit. */
static const char topic_sql[] =
	"WITH RECURSIVE up(id, depth) AS (VALUES (?1, 0) UNION ALL"
	" SELECT c.parent_id, depth + 1 FROM up JOIN category c ON c.id = up.id WHERE c.parent_id IS NOT NULL"
	" AND depth < 100)"
	" SELECT " LIMIT("c.days") ", " LIMIT("c.day_kind") ", " NEAREST("c.receive_hours", "c.receive_hours") ", "
	NEAREST("c.accept_days", "c.accept_days") ","
	" (SELECT CASE WHEN count(DISTINCT i.unit_id) = 1 THEN min(i.unit_id) END FROM indicator i WHERE i.code = "
	NEAREST("c.indicator", "c.indicator") "), " LIMIT("c.hours") ", " LIMIT("c.hour_kind = 'working'");

static const char area_sql[] =
	"WITH RECURSIVE up(id, depth) AS (VALUES (?1, 0) UNION ALL"
	" SELECT a.parent_id, depth + 1 FROM up JOIN area a ON a.id = up.id WHERE a.parent_id IS NOT NULL"
	" AND depth < 100)"
	" SELECT a.duty_unit_id FROM up JOIN area a ON a.id = up.id WHERE a.duty_unit_id IS NOT NULL ORDER BY depth"
	" LIMIT 1";

struct civ_deadlines {
	struct civ_records *records;
	struct civ_calendar *calendar; /* NULL until it is needed, as the next */
	struct civ_work_hours *hours;
	struct civ_hash *topic_places, *area_units;
	struct civ_topic *topics;
	size_t count, room;
};

enum civ_status civ_deadlines_open(struct civ_records *records, struct civ_deadlines **deadlines)
{
	struct civ_deadlines *made = calloc(1, sizeof *made);

	if (made == NULL)
		return civ_no_memory(civ_records_messages(records));
	made->records = records;
	made->topic_places = civ_hash_new();
	made->area_units = civ_hash_new();
	if (made->topic_places == NULL || made->area_units == NULL) {
		civ_deadlines_close(made);
		return civ_no_memory(civ_records_messages(records));
	}
	*deadlines = made;
	return CIV_OK;
}

void civ_deadlines_close(struct civ_deadlines *deadlines)
{
	if (deadlines == NULL)
		return;
	civ_calendar_close(deadlines->calendar);
	free(deadlines->hours);
	civ_hash_free(deadlines->topic_places);
	civ_hash_free(deadlines->area_units);
	free(deadlines->topics);
	free(deadlines);
}

static struct civ_span key_of(const int64_t *id)
{
	return (struct civ_span){(const char *)id, sizeof *id};
}

/* One row of SQL for ?1 = ID. */
static enum civ_status look_up(struct civ_deadlines *deadlines, const char *sql, int64_t id, sqlite3_stmt **row,
                               bool *found)
{
	struct civ_store *store = civ_records_store(deadlines->records);
	enum civ_status status = civ_records_statement(deadlines->records, sql, row);

	*found = false;
	if (status == CIV_OK && sqlite3_bind_int64(*row, 1, id) != SQLITE_OK)
		status = civ_store_fail(store, "bind an id");
	return status == CIV_OK ? civ_store_step(store, *row, found) : status;
}

static enum civ_day_kind kind_of(const char *text)
{
	if (text != NULL && strcmp(text, "calendar") == 0)
		return CIV_DAYS_CALENDAR;
	return text != NULL && strcmp(text, "calendar_moved") == 0 ? CIV_DAYS_MOVED : CIV_DAYS_WORKING;
}

static bool keep_topic(struct civ_deadlines *deadlines, int64_t category, const struct civ_topic *topic)
{
	if (!CIV_GROW(deadlines->topics, deadlines->count, deadlines->room))
		return false;
	deadlines->topics[deadlines->count] = *topic;
	return civ_hash_put(deadlines->topic_places, key_of(&category), (int64_t)deadlines->count++);
}

enum civ_status civ_deadlines_topic(struct civ_deadlines *deadlines, int64_t category, struct civ_topic *topic)
{
	sqlite3_stmt *row;
	int64_t place;
	bool found;
	enum civ_status status;

	if (civ_hash_get(deadlines->topic_places, key_of(&category), &place)) {
		*topic = deadlines->topics[place];
		return CIV_OK;
	}
	*topic = (struct civ_topic){0};
	status = look_up(deadlines, topic_sql, category, &row, &found);
	if (status != CIV_OK)
		return status;
	if (found) {
		topic->hours = sqlite3_column_int64(row, 5);
		topic->has_limit = topic->hours > 0 || sqlite3_column_type(row, 0) != SQLITE_NULL;
		topic->days = sqlite3_column_int64(row, 0);
		topic->working_hours = sqlite3_column_int(row, 6) != 0;
		topic->kind = kind_of((const char *)sqlite3_column_text(row, 1));
		topic->receive_hours = sqlite3_column_type(row, 2) == SQLITE_NULL ? -1 : sqlite3_column_int64(row, 2);
		topic->accept_days = sqlite3_column_type(row, 3) == SQLITE_NULL ? -1 : sqlite3_column_int64(row, 3);
		topic->unit = sqlite3_column_int64(row, 4);
		sqlite3_reset(row);
	}
	return keep_topic(deadlines, category, topic) ? CIV_OK
	                                              : civ_no_memory(civ_records_messages(deadlines->records));
}

enum civ_status civ_deadlines_area_unit(struct civ_deadlines *deadlines, int64_t area, int64_t *unit)
{
	sqlite3_stmt *row;
	bool found;
	enum civ_status status;

	if (civ_hash_get(deadlines->area_units, key_of(&area), unit))
		return CIV_OK;
	*unit = 0;
	status = look_up(deadlines, area_sql, area, &row, &found);
	if (status != CIV_OK)
		return status;
	if (found) {
		*unit = sqlite3_column_int64(row, 0);
		sqlite3_reset(row);
	}
	return civ_hash_put(deadlines->area_units, key_of(&area), *unit)
	               ? CIV_OK
	               : civ_no_memory(civ_records_messages(deadlines->records));
}

/* DAYS after START, and no further than can be written: the number comes from the file. */
static int32_t day_after(int32_t start, int64_t days)
{
	return days < CIV_LAST_DAY - (int64_t)start ? start + (int32_t)days : CIV_LAST_DAY;
}

static enum civ_status need_calendar(struct civ_deadlines *deadlines)
{
	if (deadlines->calendar != NULL)
		return CIV_OK;
	return civ_calendar_open(civ_records_store(deadlines->records), &deadlines->calendar);
}

static enum civ_status need_hours(struct civ_deadlines *deadlines)
{
	if (deadlines->hours != NULL)
		return CIV_OK;
	deadlines->hours = malloc(sizeof *deadlines->hours);
	if (deadlines->hours == NULL)
		return civ_no_memory(civ_records_messages(deadlines->records));
	return civ_work_hours_load(civ_records_store(deadlines->records), deadlines->hours);
}

static enum civ_status due_in_days(struct civ_deadlines *deadlines, const struct civ_topic *topic, int32_t start,
                                   struct civ_due *due)
{
	int32_t plain = day_after(start, topic->days);
	enum civ_status status;

	*due = (struct civ_due){.day = plain, .minute = CIV_DAY_END};
	if (topic->kind == CIV_DAYS_CALENDAR)
		return CIV_OK;
	status = need_calendar(deadlines);
	if (status != CIV_OK)
		return status;
	if (topic->kind == CIV_DAYS_WORKING)
		due->day = civ_calendar_add(deadlines->calendar, start, topic->days);
	else
		due->day = civ_calendar_next(deadlines->calendar, plain);
	/* Of calendar days only the last one, and those that it moves over, are looked at. */
	due->provisional = !civ_calendar_knows(deadlines->calendar, topic->kind == CIV_DAYS_WORKING ? start : plain - 1,
	                                       due->day);
	return CIV_OK;
}

enum { MOST_HOURS = 24 * (CIV_LAST_DAY - CIV_FIRST_DAY) };

static enum civ_status due_in_hours(struct civ_deadlines *deadlines, const struct civ_topic *topic, int64_t start,
                                    struct civ_due *due)
{
	int64_t minutes = (topic->hours < MOST_HOURS ? topic->hours : MOST_HOURS) * 60;
	int64_t from = civ_minute_of(start), end = from + minutes;
	enum civ_status status = CIV_OK;

	if (topic->working_hours)
		status = need_calendar(deadlines);
	if (status == CIV_OK && topic->working_hours)
		status = need_hours(deadlines);
	if (status != CIV_OK)
		return status;
	if (topic->working_hours)
		end = civ_calendar_add_minutes(deadlines->calendar, deadlines->hours, from, minutes);
	*due = (struct civ_due){.day = civ_time_day(end * 60)};
	due->minute = (int)(end - (int64_t)due->day * CIV_DAY_MINUTES);
	/* The day of the start counts too. */
	due->provisional = topic->working_hours &&
	                   !civ_calendar_knows(deadlines->calendar, civ_time_day(start) - 1, due->day);
	return CIV_OK;
}

enum civ_status civ_deadlines_due(struct civ_deadlines *deadlines, const struct civ_topic *topic, int64_t start,
                                  struct civ_due *due)
{
	return topic->hours > 0 ? due_in_hours(deadlines, topic, start, due)
	                        : due_in_days(deadlines, topic, civ_time_day(start), due);
}

enum civ_status civ_deadlines_workdays(struct civ_deadlines *deadlines, int32_t due, int32_t day, int64_t *days)
{
	enum civ_status status = need_calendar(deadlines);

	if (status == CIV_OK)
		*days = civ_calendar_between(deadlines->calendar, due, day);
	return status;
}

bool civ_due_stored(const char *text, struct civ_due *due)
{
	*due = (struct civ_due){.minute = CIV_DAY_END};
	if (!civ_date_stored(text, &due->day))
		return false;
	text += CIV_DATE_SIZE - 1;
	return *text == '\0' || (*text == ' ' && civ_clock_parse(text + 1, strlen(text + 1), &due->minute));
}

void civ_due_format(const struct civ_due *due, char day[CIV_DATE_SIZE], char clock[CIV_CLOCK_SIZE])
{
	civ_date_format(due->day, day);
	clock[0] = '\0';
	if (due->minute != CIV_DAY_END)
		civ_clock_format(due->minute, clock);
}

bool civ_due_is(const struct civ_due *due, const struct civ_value *date, const struct civ_value *time)
{
	char day[CIV_DATE_SIZE], clock[CIV_CLOCK_SIZE];

	civ_due_format(due, day, clock);
	return civ_value_is(date, day) && (clock[0] == '\0' ? time->kind == CIV_NULL : civ_value_is(time, clock));
}

enum civ_status civ_deadlines_apply(struct civ_deadlines *deadlines, struct civ_record *record,
                                    const struct civ_issue_columns *columns, int64_t start)
{
	char day[CIV_DATE_SIZE], clock[CIV_CLOCK_SIZE];
	struct civ_topic topic;
	struct civ_due due;
	enum civ_status status = civ_deadlines_topic(deadlines, record->values[columns->category].integer, &topic);

	if (status != CIV_OK || !topic.has_limit)
		return status;
	status = civ_deadlines_due(deadlines, &topic, start, &due);
	if (status != CIV_OK)
		return status;
	if (due.provisional)
		civ_record_put_int(record, columns->due_provisional, 1);
	else
		civ_record_clear(record, columns->due_provisional);
	civ_due_format(&due, day, clock);
	civ_record_clear(record, columns->due_time);
	if (clock[0] != '\0')
		status = civ_record_put(record, columns->due_time, clock);
	return civ_worse(status, civ_record_put(record, columns->due, day));
}

/* ---- in words ---- */

static const char *sentence(const struct civ_records *records, const struct civ_topic *topic, int64_t rest)
{
	if (topic->hours > 0 && topic->working_hours)
		return civ_records_say_count(records, "%s: %lld working hour after %.16s",
		                             "%s: %lld working hours after %.16s", topic->hours);
	if (topic->hours > 0)
		return civ_records_say_count(records, "%s: %lld hour after %.16s", "%s: %lld hours after %.16s",
		                             topic->hours);
	if (topic->kind == CIV_DAYS_WORKING)
		return civ_records_say_count(records,
		                             "%s: %lld working day after %.10s; %lld rest days passed over",
		                             "%s: %lld working days after %.10s; %lld rest days passed over",
		                             topic->days);
	if (topic->kind == CIV_DAYS_CALENDAR)
		return civ_records_say_count(records, "%s: %lld calendar day after %.10s",
		                             "%s: %lld calendar days after %.10s", topic->days);
	if (rest > 0)
		return civ_records_say_count(records,
		                             "%s: %lld calendar day, moved off a rest day after %.10s; moved by %lld",
		                             "%s: %lld calendar days, moved off a rest day after %.10s; moved by %lld",
		                             topic->days);
	return civ_records_say_count(records, "%s: %lld calendar day, moved off a rest day after %.10s",
	                             "%s: %lld calendar days, moved off a rest day after %.10s", topic->days);
}

enum civ_status civ_deadlines_explain(struct civ_deadlines *deadlines, const struct civ_due_question *question,
                                      struct civ_buf *why)
{
	const struct civ_records *records = deadlines->records;
	const char *due_time = question->due_time == NULL ? "" : question->due_time;
	struct civ_topic topic;
	char day[CIV_DATE_SIZE] = "", clock[CIV_CLOCK_SIZE] = "";
	struct civ_due due = {0};
	int64_t start, rest = 0;
	bool is_by_rule;
	enum civ_status status = civ_deadlines_topic(deadlines, question->category, &topic);

	if (status == CIV_OK && topic.has_limit && civ_time_parse(question->start, strlen(question->start), &start)) {
		status = civ_deadlines_due(deadlines, &topic, start, &due);
		civ_due_format(&due, day, clock);
		rest = (int64_t)due.day - civ_time_day(start) - topic.days;
	}
	if (status != CIV_OK)
		return status;
	is_by_rule = strcmp(day, question->due) == 0 && strcmp(clock, due_time) == 0;
	if (!is_by_rule)
		civ_buf_adds(why, civ_records_say(records, CIV_WORD("set by hand, or loaded with the issue")));
	else
		civ_buf_addf(why, sentence(records, &topic, rest), question->name,
		             (long long)(topic.hours > 0 ? topic.hours : topic.days), question->start, (long long)rest);
	if (is_by_rule && question->provisional)
		civ_buf_adds(why, civ_records_say(records, CIV_WORD("; provisional, the calendar is not known")));
	return why->failed ? civ_no_memory(civ_records_messages(deadlines->records)) : CIV_OK;
}
