/* Extensions: what a granted one does to its issue. */
#include <string.h>

#include "lib/ledger/private.h"

extern const struct civ_noun civ_noun_extension;

static int place(const char *column)
{
	return civ_noun_column(&civ_noun_extension, column);
}

static enum civ_status put_login(struct civ_record *record, int column, const char *login)
{
	return record->values[column].kind == CIV_NULL ? civ_record_put(record, column, login) : CIV_OK;
}

static enum civ_status select_issue(struct civ_records *records, const char *sql, int64_t issue, sqlite3_stmt **rows)
{
	enum civ_status status = civ_records_statement(records, sql, rows);

	if (status == CIV_OK && sqlite3_bind_int64(*rows, 1, issue) != SQLITE_OK)
		status = civ_store_fail(civ_records_store(records), "bind an issue");
	return status;
}

/* Decided on a day on which the cycle began: the date alone is after its beginning. */
static enum civ_status settle_decision(struct civ_records *records, struct civ_record *record, int at)
{
	static const char sql[] =
		"SELECT ifnull(reopened_at, ifnull(first_reported_at, reported_at)) FROM issue WHERE id = ?1";
	struct civ_value began;
	sqlite3_stmt *row;
	enum civ_status status = select_issue(records, sql, record->values[place("issue")].integer, &row);

	if (!civ_store_next(civ_records_store(records), row, &status))
		return status;
	began = civ_value_column(row, 0);
	if (began.kind == CIV_STRING && record->values[at].string.len == began.string.len &&
	    memcmp(began.string.text, record->values[at].string.text, CIV_DATE_SIZE - 1) == 0 &&
	    memcmp(began.string.text, record->values[at].string.text, began.string.len) > 0)
		status = civ_record_put(record, at, began.string.text);
	sqlite3_reset(row);
	return status;
}

/* Who asked and who decided, and when, unless it is said. */
static enum civ_status before_store(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	struct civ_records *records = civ_writer_records(writer);
	int decision = place("decision"), by = place("decided_by"), at = place("decided_at");
	char now[CIV_TIME_SIZE];
	enum civ_status status = CIV_OK;

	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	if (old == NULL)
		status = put_login(record, place("by"), civ_records_user(records));
	if (status != CIV_OK)
		return status;
	if (civ_value_is(&record->values[decision], "pending")) {
		civ_record_clear(record, by);
		civ_record_clear(record, at);
		return CIV_OK;
	}
	civ_time_format(civ_records_clock(records)->now, now);
	if (record->values[at].kind == CIV_NULL)
		status = civ_record_put(record, at, now);
	else if (record->days[at])
		status = settle_decision(records, record, at);
	return status == CIV_OK ? put_login(record, by, civ_records_user(records)) : status;
}

/* A limit as text that sorts, "YYYY-MM-DD HH:MM", and whether its time of day is one that was given. */
struct limit {
	char text[CIV_DATE_SIZE + CIV_CLOCK_SIZE];
	bool timed;
};

/* The statement's columns from FIRST on: the limit, and whether it has a time. */
static void read_limit(sqlite3_stmt *row, int first, struct limit *limit)
{
	const char *text = (const char *)sqlite3_column_text(row, first);

	limit->text[0] = '\0';
	if (text != NULL)
		civ_text_copy(limit->text, text, sizeof limit->text);
	limit->timed = sqlite3_column_int(row, first + 1) != 0;
}

/* The limit that granted extensions give: of the cycle at hand, each granted while the limit before it had not passed.
 */
static const char granted_sql[] =
	"SELECT " CIV_LIMIT_TEXT("x.due", "x.due_time") ", x.due_time IS NOT NULL, " CIV_MINUTE_OF("x.decided_at")
	" FROM extension x JOIN issue i ON i.id = x.issue_id"
	" WHERE x.issue_id = ?1 AND x.decision = 'granted' AND x.decided_at >= ifnull(i.reopened_at, '')"
	" ORDER BY x.decided_at, x.id";

/* LIMIT starts as the issue's own. *LATE: the last one granted came too late to count. */
static enum civ_status follow_granted(struct civ_records *records, int64_t issue, struct limit *limit, bool *late)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *rows;
	enum civ_status status = select_issue(records, granted_sql, issue, &rows);

	*late = false;
	while (civ_store_next(store, rows, &status)) {
		const char *decided = (const char *)sqlite3_column_text(rows, 2);
		struct limit asked;

		read_limit(rows, 0, &asked);
		*late = decided != NULL && strcmp(decided, limit->text) > 0;
		if (!*late && strcmp(asked.text, limit->text) > 0)
			*limit = asked;
	}
	return status;
}

/* The issue's own limit, "" without one, and whether it is open. */
static enum civ_status look_at_issue(struct civ_records *records, int64_t issue, struct limit *limit, bool *open)
{
	static const char sql[] =
		"SELECT " CIV_LIMIT_TEXT("due", "due_time") ", due_time IS NOT NULL, " CIV_ISSUE_OPEN_ROW
		" FROM issue"
		" WHERE id = ?1";
	sqlite3_stmt *row;
	enum civ_status status = select_issue(records, sql, issue, &row);

	limit->text[0] = '\0';
	*open = false;
	if (!civ_store_next(civ_records_store(records), row, &status))
		return status;
	read_limit(row, 0, limit);
	*open = sqlite3_column_int(row, 2) != 0;
	sqlite3_reset(row);
	return CIV_OK;
}

/* Extend ISSUE to LIMIT; NULL: it is not extended. */
static enum civ_status give_limit(struct civ_writer *issues, int64_t issue, struct limit *limit)
{
	struct civ_record *record = civ_writer_record(issues);
	int day = civ_noun_column(&civ_noun_issue, "extended_due"),
	    time = civ_noun_column(&civ_noun_issue, "extended_due_time");
	enum civ_status status;

	status = civ_record_give(record, time, limit != NULL && limit->timed ? limit->text + CIV_DATE_SIZE : NULL);
	if (limit != NULL)
		limit->text[CIV_DATE_SIZE - 1] = '\0';
	status = civ_worse(status, civ_record_give(record, day, limit == NULL ? NULL : limit->text));
	if (status == CIV_OK)
		status = civ_writer_set_id(issues, record, issue);
	civ_messages_move(civ_records_messages(civ_writer_records(issues)), record->messages);
	return status;
}

static enum civ_status set_limit(struct civ_records *records, int64_t issue, struct limit *limit)
{
	static const struct civ_write_options moving = {.move = true};
	struct civ_writer *issues = NULL;
	enum civ_status status = civ_writer_open(records, &civ_noun_issue, &moving, &issues);

	if (status != CIV_OK)
		return status;
	status = give_limit(issues, issue, limit);
	if (status == CIV_OK)
		status = civ_writer_finish(issues);
	civ_writer_close(issues);
	return status;
}

/* As a reader writes it. */
static int shown(const struct limit *limit)
{
	return limit->timed ? CIV_DATE_SIZE + CIV_CLOCK_SIZE - 1 : CIV_DATE_SIZE - 1;
}

static enum civ_status check_request(const struct civ_record *record, const struct limit *due, bool open)
{
	const struct civ_value *asked = &record->values[place("due")], *time = &record->values[place("due_time")];
	struct civ_buf text = {0};
	bool later;

	if (!open)
		return civ_record_error(record, place("issue"),
		                        "the issue is closed or dismissed: it needs no more time");
	if (due->text[0] == '\0')
		return civ_record_error(record, place("issue"), "the issue has no due date that could be extended");
	civ_buf_addf(&text, "%.*s %.*s", (int)asked->string.len, asked->string.text,
	             time->kind == CIV_NULL ? 5 : (int)time->string.len,
	             time->kind == CIV_NULL ? "23:59" : time->string.text);
	if (text.failed)
		return civ_no_memory(record->messages);
	later = strcmp(civ_buf_str(&text), due->text) > 0;
	civ_buf_free(&text);
	return later ? CIV_OK
	             : civ_record_error(record, place("due"), "not after the issue's due date, %.*s", shown(due),
	                                due->text);
}

static enum civ_status after_store(struct civ_writer *writer, const struct civ_record *record,
                                   const struct civ_value *old)
{
	struct civ_records *records = civ_writer_records(writer);
	int64_t issue = record->values[place("issue")].integer;
	struct limit due, limit;
	bool open, late;
	enum civ_status status;

	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	status = look_at_issue(records, issue, &due, &open);
	if (status == CIV_OK && old == NULL)
		status = check_request(record, &due, open);
	if (status != CIV_OK || !open)
		return status;
	limit = due;
	status = follow_granted(records, issue, &limit, &late);
	if (status != CIV_OK)
		return status;
	if (late && civ_value_is(&record->values[place("decision")], "granted")) {
		struct civ_position at = civ_record_at(record, -1);

		civ_warn(record->messages, &at,
		         "issue %lld was due on %.*s: an extension granted after that does not count", (long long)issue,
		         shown(&limit), limit.text);
	}
	return set_limit(records, issue, strcmp(limit.text, due.text) > 0 ? &limit : NULL);
}

enum civ_status civ_extensions_settle(struct civ_writer *issues, int64_t issue)
{
	struct civ_records *records = civ_writer_records(issues);
	struct limit due, limit;
	sqlite3_stmt *rows;
	bool open, late;
	enum civ_status status = look_at_issue(records, issue, &due, &open);

	if (status != CIV_OK || !open)
		return status;
	status = select_issue(records, granted_sql, issue, &rows);
	if (!civ_store_next(civ_records_store(records), rows, &status))
		return status;
	sqlite3_reset(rows);
	limit = due;
	status = follow_granted(records, issue, &limit, &late);
	return status == CIV_OK ? give_limit(issues, issue, strcmp(limit.text, due.text) > 0 ? &limit : NULL) : status;
}

const struct civ_hook civ_ledger_extension_hook = {
	.noun = &civ_noun_extension,
	.before_store = before_store,
	.after_store = after_store,
};
