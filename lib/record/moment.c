/* Dates and times against the clock of the run: what happened is past, and no year is far from the plan. */
#include <stdio.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/moment.h"
#include "civplan/say.h"
#include "lib/record/records.h"
#include "lib/record/writer.h"

/* Years before the plan's start and after its end that are taken for a slip of the pen. */
enum { FAR = 20, OLD = 100 };

static enum civ_status plan_days(struct civ_records *records, int32_t *first, int32_t *last)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *plan;
	int32_t day;
	enum civ_status status = civ_records_statement(records, "SELECT \"start\", \"end\" FROM plan", &plan);

	if (!civ_store_next(store, plan, &status))
		return status;
	for (int i = 0; i < 2; i++) {
		struct civ_value value = civ_value_column(plan, i);

		if (value.kind != CIV_STRING || !civ_date_parse(value.string.text, value.string.len, &day))
			continue;
		*first = day < *first ? day : *first;
		*last = day > *last ? day : *last;
	}
	sqlite3_reset(plan);
	return CIV_OK;
}

static int year_of(int32_t day)
{
	int year, month, dayofmonth;

	civ_date_to_ymd(day, &year, &month, &dayofmonth);
	return year;
}

/* Four digits, so that years compare as text. */
static void put_year(char text[5], int year)
{
	char date[CIV_DATE_SIZE];
	int32_t day;

	if (!civ_date_from_ymd(year, 1, 1, &day))
		day = year < 1 ? CIV_FIRST_DAY : CIV_LAST_DAY;
	civ_date_format(day, date);
	civ_text_copy(text, date, 5);
}

enum civ_status civ_moments_find(struct civ_records *records, struct civ_moments *moments)
{
	const struct civ_clock *clock = civ_records_clock(records);
	int32_t first = civ_time_day(clock->now), last = first;
	enum civ_status status = plan_days(records, &first, &last);

	civ_time_format(clock->now, moments->now);
	put_year(moments->first, year_of(first) - FAR);
	put_year(moments->last, year_of(last) + FAR);
	put_year(moments->oldest, year_of(first) - OLD);
	return status;
}

static bool is_old(const struct civ_column *column)
{
	return (column->flags & CIV_OLD) != 0;
}

static const char *first_year(const struct civ_column *column, const struct civ_moments *moments)
{
	return is_old(column) ? moments->oldest : moments->first;
}

/* Why the moment TEXT, an ISO date or time, cannot be; NULL when it can. ROOM is for the sentence. */
static const char *objection(const struct civ_column *column, struct civ_span text, const struct civ_moments *moments,
                             char *room, size_t size)
{
	if ((column->flags & CIV_HAPPENED) != 0 && memcmp(text.text, moments->now, text.len) > 0)
		return column->type == CIV_DATE ? CIV_WORD("is later than today") : CIV_WORD("is later than now");
	if (memcmp(text.text, first_year(column, moments), 4) < 0)
		snprintf(room, size,
		         civ_say(is_old(column) ? CIV_WORD("is before %s: more than 100 years before the plan")
		                                : CIV_WORD("is before %s: more than 20 years before the plan")),
		         first_year(column, moments));
	else if (memcmp(text.text, moments->last, 4) > 0)
		snprintf(room, size, civ_say(CIV_WORD("is after %s: more than 20 years after the plan")),
		         moments->last);
	else
		return NULL;
	return room;
}

static bool is_moment(const struct civ_column *column, const struct civ_value *value)
{
	if (value->kind != CIV_STRING || (column->type != CIV_DATE && column->type != CIV_TIME))
		return false;
	return value->string.len == (column->type == CIV_DATE ? CIV_DATE_SIZE : CIV_TIME_SIZE) - 1;
}

/* Neither later than now nor far off: nearly every one, whatever its column. */
static bool is_at_hand(struct civ_span text, const struct civ_moments *moments)
{
	return memcmp(text.text, moments->first, 4) >= 0 && memcmp(text.text, moments->now, text.len) <= 0;
}

enum civ_status civ_moment_check(struct civ_records *records, const struct civ_column *column,
                                 const struct civ_value *value, const struct civ_reading *reading)
{
	const struct civ_moments *moments;
	const char *why;
	char room[128];
	enum civ_status status;

	if (!is_moment(column, value))
		return CIV_OK;
	status = civ_records_moments(records, &moments);
	if (status != CIV_OK || is_at_hand(value->string, moments))
		return status;
	why = objection(column, value->string, moments, room, sizeof room);
	return why == NULL ? CIV_OK : civ_value_error(column, value->string, reading, why);
}

enum civ_status civ_writer_moments(const struct civ_writer *writer, const struct civ_record *record,
                                   const struct civ_value *old)
{
	enum civ_status status = CIV_OK;

	/* A bundle is restored as it was, and the plan's own days are what the others are measured by. */
	if (writer->options.restore || (writer->noun->flags & CIV_SINGLE) != 0)
		return CIV_OK;
	for (int i = 0; writer->noun->columns[i].name != NULL; i++) {
		const struct civ_value *value = &record->values[i];
		struct civ_position at;
		struct civ_reading reading;

		/* What stood there before is plan-check's to find: other columns of the row can still be set. */
		if (!is_moment(&writer->noun->columns[i], value) || (old != NULL && civ_value_same(value, &old[i])))
			continue;
		at = civ_record_at(record, i);
		reading = civ_record_reading(record, &at);
		status = civ_worse(status,
		                   civ_moment_check(writer->records, &writer->noun->columns[i], value, &reading));
	}
	return status;
}

/* ---- what is stored ---- */

/* What is looked for, and who is told of it. */
struct search {
	struct civ_records *records;
	enum civ_moment_fault fault;
	enum civ_status (*take)(void *data, const struct civ_moment_finding *finding);
	void *data;
};

static bool is_looked_at(const struct civ_column *column, enum civ_moment_fault fault)
{
	if (fault == CIV_MOMENT_NONE && column->type == CIV_CLOCK)
		return true;
	return (column->type == CIV_DATE || column->type == CIV_TIME) &&
	       (fault != CIV_MOMENT_LATER || (column->flags & CIV_HAPPENED) != 0);
}

/* What is true of a value that is at fault. */
static void fault_sql(const struct civ_column *column, enum civ_moment_fault fault, struct civ_buf *sql)
{
	const char *name = column->name;

	if (fault == CIV_MOMENT_LATER)
		civ_buf_addf(sql, "\"%s\" > substr(:now, 1, %d)", name,
		             column->type == CIV_DATE ? CIV_DATE_SIZE - 1 : CIV_TIME_SIZE - 1);
	else if (fault == CIV_MOMENT_FAR)
		civ_buf_addf(sql, "substr(\"%s\", 1, 4) NOT BETWEEN %s AND :last", name,
		             is_old(column) ? ":oldest" : ":first");
	else if (column->type == CIV_CLOCK)
		civ_buf_addf(sql, "\"%s\" IS NOT strftime('%%H:%%M', \"%s\")", name, name);
	else
		civ_buf_addf(sql, "\"%s\" IS NOT %s(\"%s\", '+0 days')", name,
		             column->type == CIV_DATE ? "date" : "datetime", name);
}

/* Of each such column how many rows, the worst value, and the first row. */
static void search_sql(const struct civ_noun *noun, enum civ_moment_fault fault, struct civ_buf *sql)
{
	const char *separator = "SELECT ";

	for (const struct civ_column *c = noun->columns; c->name != NULL; c++) {
		struct civ_buf wrong = {0};

		if (!is_looked_at(c, fault))
			continue;
		fault_sql(c, fault, &wrong);
		sql->failed = sql->failed || civ_buf_str(&wrong) == NULL;
		if (!wrong.failed)
			civ_buf_addf(
				sql,
				"%sifnull(sum(%s), 0), max(CASE WHEN %s THEN \"%s\" END), min(CASE WHEN %s THEN id"
				" END)",
				separator, civ_buf_str(&wrong), civ_buf_str(&wrong), c->name, civ_buf_str(&wrong));
		separator = ", ";
		civ_buf_free(&wrong);
	}
	if (sql->len > 0)
		civ_buf_addf(sql, " FROM \"%s\"", noun->name);
}

/* A noun need not have days of both kinds. */
static enum civ_status bind_year(struct civ_store *store, sqlite3_stmt *search, const char *name, const char *year)
{
	return sqlite3_bind_parameter_index(search, name) == 0 ? CIV_OK : civ_bind_text(store, search, name, year);
}

static enum civ_status bind_moments(struct civ_records *records, sqlite3_stmt *search, enum civ_moment_fault fault)
{
	struct civ_store *store = civ_records_store(records);
	const struct civ_moments *moments;
	enum civ_status status = civ_records_moments(records, &moments);

	if (status == CIV_OK && fault == CIV_MOMENT_LATER)
		return civ_bind_text(store, search, ":now", moments->now);
	if (status != CIV_OK || fault == CIV_MOMENT_NONE)
		return status;
	status = bind_year(store, search, ":first", moments->first);
	if (status == CIV_OK)
		status = bind_year(store, search, ":oldest", moments->oldest);
	return status == CIV_OK ? bind_year(store, search, ":last", moments->last) : status;
}

/* The results of the statement, three for each column. */
static enum civ_status tell_found(const struct search *search, const struct civ_noun *noun, sqlite3_stmt *row)
{
	enum civ_status status = CIV_OK;
	int at = 0;

	for (const struct civ_column *c = noun->columns; c->name != NULL && status == CIV_OK; c++) {
		struct civ_moment_finding finding = {.noun = noun, .column = c};
		struct civ_buf key = {0};

		if (!is_looked_at(c, search->fault))
			continue;
		finding.rows = sqlite3_column_int64(row, at);
		finding.worst = (const char *)sqlite3_column_text(row, at + 1);
		if (finding.rows > 0) {
			status = civ_key_text(search->records, noun, sqlite3_column_int64(row, at + 2), &key);
			finding.key = civ_buf_str(&key);
			if (status == CIV_OK)
				status = finding.key == NULL ? civ_no_memory(civ_records_messages(search->records))
				                             : search->take(search->data, &finding);
		}
		civ_buf_free(&key);
		at += 3;
	}
	return status;
}

static enum civ_status search_noun(const struct search *search, const struct civ_noun *noun)
{
	struct civ_store *store = civ_records_store(search->records);
	struct civ_buf sql = {0};
	sqlite3_stmt *row = NULL;
	bool found = false;
	enum civ_status status = CIV_OK;

	search_sql(noun, search->fault, &sql);
	if (sql.len > 0 || sql.failed)
		status = civ_buf_str(&sql) == NULL ? civ_no_memory(civ_records_messages(search->records))
		                                   : civ_store_prepare(store, civ_buf_str(&sql), &row);
	if (row != NULL && status == CIV_OK)
		status = bind_moments(search->records, row, search->fault);
	if (row != NULL && status == CIV_OK)
		status = civ_store_step(store, row, &found);
	if (found)
		status = tell_found(search, noun, row);
	sqlite3_finalize(row);
	civ_buf_free(&sql);
	return status;
}

enum civ_status civ_moments_stored(struct civ_records *records, enum civ_moment_fault fault,
                                   enum civ_status (*take)(void *data, const struct civ_moment_finding *finding),
                                   void *data)
{
	const struct search search = {records, fault, take, data};
	enum civ_status status = CIV_OK;

	for (size_t i = 0; civ_nouns[i] != NULL && status == CIV_OK; i++)
		if (fault == CIV_MOMENT_NONE || (civ_nouns[i]->flags & CIV_SINGLE) == 0)
			status = search_noun(&search, civ_nouns[i]);
	return status;
}

enum civ_status civ_records_moments(struct civ_records *records, const struct civ_moments **moments)
{
	enum civ_status status = records->moments_found ? CIV_OK : civ_moments_find(records, &records->moments);

	records->moments_found = status == CIV_OK;
	*moments = &records->moments;
	return status;
}
