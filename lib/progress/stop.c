/* Stops: how the status of a task opens and closes them, what is refused, and what older databases kept instead. */
#include "lib/progress/stop.h"

#include <string.h>

#include "civplan/date.h"
#include "civplan/moment.h"
#include "civplan/progress.h"
#include "civplan/say.h"

extern const struct civ_noun civ_noun_stop, civ_noun_task;

/* The schema version that made stops records: a file of an older one kept them as changes of status. */
enum { FIRST_WITH_STOPS = 4 };

/* Later than any day of a stop: one without a last day goes on. */
#define NEVER "'9999-12-31'"

static int place(const char *column)
{
	return civ_noun_column(&civ_noun_stop, column);
}

static enum civ_status put(struct civ_record *record, const char *column, const char *text)
{
	size_t len = strlen(text);
	const char *copy = civ_arena_copy(record->arena, text, len);

	record->given[place(column)] = true;
	record->values[place(column)] = (struct civ_value){.kind = CIV_STRING, .string = {copy, len}};
	return copy == NULL ? civ_no_memory(record->messages) : CIV_OK;
}

enum civ_status civ_stop_writer(struct civ_records *records, struct civ_writer **stops)
{
	static const struct civ_write_options options = {.on_conflict = CIV_CONFLICT_ERROR};

	return civ_writer_open(records, &civ_noun_stop, &options, stops);
}

/* ---- what is refused ---- */

static const char other_sql[] =
	"SELECT \"start\", \"end\""
	" FROM stop"
	" WHERE task_id = :task"
	"  AND id <> :id"
	"  AND \"start\" <= ifnull(:end, " NEVER ")"
	"  AND ifnull(\"end\", " NEVER ") >= :start"
	" ORDER BY \"start\" LIMIT 1";

static enum civ_status bind_value(struct civ_store *store, sqlite3_stmt *statement, const char *name,
                                  const struct civ_value *value)
{
	return civ_value_bind(store, statement, sqlite3_bind_parameter_index(statement, name), value);
}

/* A run of days, as values of a stop; ID is its own, 0: it is not stored. */
struct days {
	int64_t task, id;
	const struct civ_value *start, *end;
};

/* A day is counted once: the stops of one task do not overlap. The message is about COLUMN of RECORD. */
static enum civ_status refuse_overlap(struct civ_records *records, const struct days *days,
                                      const struct civ_record *record, int column)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(records, other_sql, &row);

	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":task", days->task);
	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":id", days->id);
	if (status == CIV_OK)
		status = bind_value(store, row, ":start", days->start);
	if (status == CIV_OK)
		status = bind_value(store, row, ":end", days->end);
	if (!civ_store_next(store, row, &status))
		return status;
	if (sqlite3_column_type(row, 1) == SQLITE_NULL)
		status = civ_record_error(record, column, "task '%s' is stopped since %.10s already: a day counts once",
		                          civ_records_code(records, &civ_noun_task, days->task),
		                          (const char *)sqlite3_column_text(row, 0));
	else
		status = civ_record_error(
			record, column, "task '%s' is stopped from %.10s to %.10s already: a day counts once",
			civ_records_code(records, &civ_noun_task, days->task),
			(const char *)sqlite3_column_text(row, 0), (const char *)sqlite3_column_text(row, 1));
	sqlite3_reset(row);
	return status;
}

/* A bundle brings them as they were; plan-check tells of them. */
static enum civ_status check_days(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	const struct civ_value *values = record->values;
	const struct days days = {values[place("task")].integer, record->id, &values[place("start")],
	                          &values[place("end")]};

	(void)old;
	return civ_writer_options(writer)->restore
	               ? CIV_OK
	               : refuse_overlap(civ_writer_records(writer), &days, record, place("start"));
}

/* ---- the status of a task opens and closes them ---- */

/* The open stop of a task, or the one that ended on the day itself. */
static const char open_sql[] =
	"SELECT id, \"start\", \"end\" IS NULL"
	" FROM stop"
	" WHERE task_id = :task AND ifnull(\"end\", " NEVER ") IN (" NEVER ", :day)"
	" ORDER BY \"end\" IS NULL DESC LIMIT 1";
static const char stands_sql[] = "SELECT :status IN " CIV_TASK_STANDS;

struct found_stop {
	int64_t id; /* 0: there is none */
	bool open;
	int32_t start;
};

static enum civ_status find_stop(struct civ_records *records, int64_t task, const char *day, struct found_stop *stop)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(records, open_sql, &row);

	*stop = (struct found_stop){0};
	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":task", task);
	if (status == CIV_OK)
		status = civ_bind_text(store, row, ":day", day);
	if (civ_store_next(store, row, &status)) {
		struct civ_span start = civ_value_column(row, 1).string;

		*stop = (struct found_stop){.id = sqlite3_column_int64(row, 0),
		                            .open = sqlite3_column_int(row, 2) != 0};
		(void)civ_date_parse(start.text, start.len, &stop->start);
		sqlite3_reset(row);
	}
	return status;
}

static enum civ_status stands(struct civ_records *records, const struct civ_value *task, bool *result)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(records, stands_sql, &row);

	if (status == CIV_OK)
		status = bind_value(store, row, ":status", &task[civ_noun_column(&civ_noun_task, "status")]);
	if (status == CIV_OK)
		status = civ_store_step(store, row, result);
	if (status == CIV_OK) {
		*result = sqlite3_column_int(row, 0) != 0;
		sqlite3_reset(row);
	}
	return status;
}

/* The cause of a stop that a status began while no obstacle was named, in the language of who entered it. */
static const char no_cause[] = CIV_WORD("no cause named");

bool civ_stop_is_unexplained(const char *cause)
{
	return strcmp(cause, no_cause) == 0 || strcmp(cause, civ_say(no_cause)) == 0;
}

/* What is known to stand in the way, else that nobody said. */
static enum civ_status put_cause(struct civ_record *stop, const struct civ_value *blocker)
{
	if (blocker->kind != CIV_STRING)
		return put(stop, "cause", civ_say(no_cause));
	stop->given[place("cause")] = true;
	stop->values[place("cause")] = *blocker;
	return CIV_OK;
}

static enum civ_status begin_stop(struct civ_writer *stops, struct civ_record *stop, const struct civ_record *task,
                                  const char *day)
{
	enum civ_status status = put(stop, "start", day);

	stop->given[place("task")] = true;
	stop->values[place("task")] = (struct civ_value){.kind = CIV_INTEGER, .integer = task->id};
	if (status == CIV_OK)
		status = put_cause(stop, &task->values[civ_noun_column(&civ_noun_task, "blocker")]);
	return status == CIV_OK ? civ_writer_add(stops, stop) : status;
}

/* A task that was finished before the as-of day stood still no longer than that. */
static enum civ_status end_stop(struct civ_writer *stops, struct civ_record *stop, const struct civ_record *task,
                                const struct found_stop *found, int32_t asof)
{
	struct civ_span finished = task->values[civ_noun_column(&civ_noun_task, "finished")].string;
	char end[CIV_DATE_SIZE];
	int32_t day;
	enum civ_status status;

	if (finished.text == NULL || !civ_date_parse(finished.text, finished.len, &day) || day < found->start ||
	    day > asof)
		day = asof;
	civ_date_format(day, end);
	status = put(stop, "end", end);
	return status == CIV_OK ? civ_writer_set_id(stops, stop, found->id) : status;
}

/* What a change of a task's status does to its stops. */
enum step { NOTHING, BEGIN, GO_ON, END };

static enum civ_status find_step(struct civ_records *records, const struct civ_record *task,
                                 const struct civ_value *old, enum step *step, struct found_stop *found)
{
	bool stood = false, still = false;
	char day[CIV_DATE_SIZE];
	enum civ_status status = stands(records, task->values, &still);

	*step = NOTHING;
	if (status == CIV_OK && old != NULL)
		status = stands(records, old, &stood);
	if (status != CIV_OK || stood == still)
		return status;
	civ_date_format(civ_records_clock(records)->asof, day);
	status = find_stop(records, task->id, day, found);
	if (still && !found->open)
		*step = found->id == 0 ? BEGIN : GO_ON;
	else if (!still && found->open)
		*step = END;
	return status;
}

enum civ_status civ_stop_check(struct civ_records *records, const struct civ_record *task, const struct civ_value *old)
{
	static const struct civ_value no_end = {.kind = CIV_NULL};
	int column = civ_noun_column(&civ_noun_task, "status");
	const struct civ_position at = civ_record_at(task, column);
	const struct civ_reading reading = civ_record_reading(task, &at);
	int32_t asof = civ_records_clock(records)->asof;
	char day[CIV_DATE_SIZE], since[CIV_DATE_SIZE];
	const struct civ_value today = {.kind = CIV_STRING, .string = {day, CIV_DATE_SIZE - 1}};
	const struct days days = {task->id, 0, &today, &no_end};
	struct found_stop found;
	enum step step;
	enum civ_status status = find_step(records, task, old, &step, &found);

	civ_date_format(asof, day);
	if (status == CIV_OK && step != NOTHING)
		status = civ_moment_check(records, &civ_noun_stop.columns[place("start")], &today, &reading);
	if (status == CIV_OK && step == BEGIN)
		status = refuse_overlap(records, &days, task, column);
	if (status == CIV_OK && step == END && asof < found.start) {
		civ_date_format(found.start, since);
		status = civ_record_error(
			task, column, "it stands still since %s and cannot go on as of %s, before that", since, day);
	}
	return status;
}

enum civ_status civ_stop_follow(struct civ_writer *stops, const struct civ_record *task, const struct civ_value *old)
{
	struct civ_records *records = civ_writer_records(stops);
	struct civ_record *stop = civ_writer_record(stops);
	int32_t asof = civ_records_clock(records)->asof;
	char day[CIV_DATE_SIZE];
	struct found_stop found;
	enum step step;
	enum civ_status status = find_step(records, task, old, &step, &found);

	civ_date_format(asof, day);
	stop->at = task->at;
	if (status == CIV_OK && step == BEGIN)
		status = begin_stop(stops, stop, task, day);
	else if (status == CIV_OK && step == END)
		status = end_stop(stops, stop, task, &found, asof);
	else if (status == CIV_OK && step == GO_ON) {
		stop->given[place("end")] = true;
		status = civ_writer_set_id(stops, stop, found.id);
	}
	civ_messages_move(task->messages, stop->messages);
	return status;
}

/* ---- what older databases kept instead ---- */

/* Before there were stops, days were counted from the day on which a status was entered to that on which the next one
 * was. Spans that touch are one. A row whose number an earlier task had begins after that one was removed. */
static const char converted_sql[] =
	"WITH past AS ("
	"  SELECT c.id, c.row_id, c.old IN " CIV_TASK_STANDS " AS stood, c.new IN " CIV_TASK_STANDS " AS stands,"
	"   date(r.at) AS day"
	"  FROM change c JOIN run r ON r.id = c.run"
	"  WHERE c.table_name = 'task'"
	"   AND c.column_name = 'status'"
	"   AND NOT EXISTS ("
	"    SELECT 1"
	"    FROM change x"
	"    WHERE x.table_name = 'task' AND x.row_id = c.row_id AND x.action = 'remove' AND x.id >= c.id"
	"   )"
	" ),"
	" point AS ("
	"  SELECT t.id AS task, 0 AS number,"
	"   ("
	"    SELECT date(max(r.at))"
	"    FROM run_range g JOIN run r ON r.id = g.run"
	"    WHERE g.table_name = 'task' AND t.id BETWEEN g.first_id AND g.last_id"
	"   ) AS day,"
	"   ifnull("
	"    (SELECT p.stood FROM past p WHERE p.row_id = t.id ORDER BY p.id LIMIT 1), t.status IN " CIV_TASK_STANDS
	"   ) AS stands"
	"  FROM task t"
	"  UNION ALL"
	"  SELECT p.row_id, p.id, p.day, p.stands"
	"  FROM past p JOIN task t ON t.id = p.row_id"
	" ),"
	" span AS ("
	"  SELECT task, day AS start, max(lead(day) OVER (PARTITION BY task ORDER BY number), day) AS \"end\","
	"   lead(day) OVER (PARTITION BY task ORDER BY number) IS NULL AS last, stands"
	"  FROM point"
	" ),"
	" stood AS ("
	"  SELECT task, start, CASE WHEN last THEN " NEVER " ELSE \"end\" END AS \"end\""
	"  FROM span"
	"  WHERE stands AND start IS NOT NULL"
	" ),"
	" island AS ("
	"  SELECT *,"
	"   ifnull("
	"    start > max(\"end\") OVER ("
	"     PARTITION BY task"
	"     ORDER BY start, \"end\" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"
	"    ),"
	"    1"
	"   ) AS apart"
	"  FROM stood"
	" ),"
	" numbered AS ("
	"  SELECT *, sum(apart) OVER (PARTITION BY task ORDER BY start, \"end\" ROWS UNBOUNDED PRECEDING) AS number"
	"  FROM island"
	" )"
	" SELECT n.task, min(n.start), nullif(max(n.\"end\"), " NEVER "), t.blocker"
	" FROM numbered n JOIN task t ON t.id = n.task"
	" GROUP BY n.task, n.number"
	" ORDER BY n.task, n.number";

static enum civ_status convert_one(struct civ_writer *stops, sqlite3_stmt *row)
{
	struct civ_record *stop = civ_writer_record(stops);
	const char *end = (const char *)sqlite3_column_text(row, 2);
	const struct civ_value blocker = civ_value_column(row, 3);
	enum civ_status status = put(stop, "start", (const char *)sqlite3_column_text(row, 1));

	stop->given[place("task")] = true;
	stop->values[place("task")] = civ_value_column(row, 0);
	if (status == CIV_OK && end != NULL)
		status = put(stop, "end", end);
	if (status == CIV_OK)
		status = put_cause(stop, &blocker);
	if (status == CIV_OK)
		status = civ_writer_add(stops, stop);
	civ_messages_move(civ_records_messages(civ_writer_records(stops)), stop->messages);
	return status;
}

static enum civ_status convert(struct civ_records *records, int from)
{
	struct civ_store *store = civ_records_store(records);
	struct civ_writer *stops = NULL;
	sqlite3_stmt *rows = NULL;
	enum civ_status status;

	if (from >= FIRST_WITH_STOPS)
		return CIV_OK;
	status = civ_stop_writer(records, &stops);
	if (status == CIV_OK)
		status = civ_records_statement(records, converted_sql, &rows);
	while (civ_store_next(store, rows, &status))
		status = convert_one(stops, rows);
	if (status == CIV_OK)
		status = civ_writer_finish(stops);
	civ_writer_close(stops);
	return status;
}

const struct civ_hook civ_stop_hook = {.noun = &civ_noun_stop, .before_store = check_days, .convert = convert};
