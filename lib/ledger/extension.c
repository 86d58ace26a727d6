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
	static const char sql[] = "SELECT ifnull(reopened_at, ifnull(first_reported_at, reported_at)) FROM issue WHERE id = ?1";
	struct civ_value began;
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status = select_issue(records, sql, record->values[place("issue")].integer, &row);

	if (status == CIV_OK)
		status = civ_store_step(civ_records_store(records), row, &found);
	if (status != CIV_OK || !found)
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

/* The limit that granted extensions give: of the cycle at hand, each granted while the limit before it had not passed. */
static const char granted_sql[] =
	"SELECT x.due, date(x.decided_at) FROM extension x JOIN issue i ON i.id = x.issue_id WHERE x.issue_id = ?1"
	" AND x.decision = 'granted' AND x.decided_at >= ifnull(i.reopened_at, '') ORDER BY x.decided_at, x.id";

/* LIMIT starts as the issue's due date. *LATE: the last one granted came too late to count. */
static enum civ_status follow_granted(struct civ_records *records, int64_t issue, char limit[CIV_DATE_SIZE], bool *late)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *rows;
	bool more;
	enum civ_status status = select_issue(records, granted_sql, issue, &rows);

	*late = false;
	while (status == CIV_OK && (status = civ_store_step(store, rows, &more)) == CIV_OK && more) {
		const char *due = (const char *)sqlite3_column_text(rows, 0), *decided = (const char *)sqlite3_column_text(rows, 1);

		*late = strcmp(decided, limit) > 0;
		if (!*late && strcmp(due, limit) > 0)
			memcpy(limit, due, CIV_DATE_SIZE);
	}
	return status;
}

/* The issue's due date and whether it is open; its text is copied. */
static enum civ_status look_at_issue(struct civ_records *records, int64_t issue, char due[CIV_DATE_SIZE], bool *open)
{
	static const char sql[] = "SELECT ifnull(due, ''), stage NOT IN ('closed', 'dismissed') FROM issue WHERE id = ?1";
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status = select_issue(records, sql, issue, &row);

	due[0] = '\0';
	*open = false;
	if (status == CIV_OK)
		status = civ_store_step(civ_records_store(records), row, &found);
	if (status != CIV_OK || !found)
		return status;
	civ_text_copy(due, (const char *)sqlite3_column_text(row, 0), CIV_DATE_SIZE);
	*open = sqlite3_column_int(row, 1) != 0;
	sqlite3_reset(row);
	return CIV_OK;
}

static enum civ_status give_limit(struct civ_writer *issues, int64_t issue, const char *limit)
{
	struct civ_record *record = civ_writer_record(issues);
	enum civ_status status = civ_record_give(record, civ_noun_column(&civ_noun_issue, "extended_due"), limit);

	if (status == CIV_OK)
		status = civ_writer_set_id(issues, record, issue);
	civ_messages_move(civ_records_messages(civ_writer_records(issues)), record->messages);
	return status;
}

static enum civ_status set_limit(struct civ_records *records, int64_t issue, const char *limit)
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

static enum civ_status check_request(const struct civ_record *record, const char *due, bool open)
{
	const struct civ_value *asked = &record->values[place("due")];

	if (!open)
		return civ_record_error(record, place("issue"), "the issue is closed or dismissed: it needs no more time");
	if (due[0] == '\0')
		return civ_record_error(record, place("issue"), "the issue has no due date that could be extended");
	if (asked->string.len == strlen(due) && memcmp(asked->string.text, due, asked->string.len) <= 0)
		return civ_record_error(record, place("due"), "not after the issue's due date, %s", due);
	return CIV_OK;
}

static enum civ_status after_store(struct civ_writer *writer, const struct civ_record *record, const struct civ_value *old)
{
	struct civ_records *records = civ_writer_records(writer);
	int64_t issue = record->values[place("issue")].integer;
	char due[CIV_DATE_SIZE], limit[CIV_DATE_SIZE];
	bool open, late;
	enum civ_status status;

	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	status = look_at_issue(records, issue, due, &open);
	if (status == CIV_OK && old == NULL)
		status = check_request(record, due, open);
	if (status != CIV_OK || !open)
		return status;
	memcpy(limit, due, sizeof limit);
	status = follow_granted(records, issue, limit, &late);
	if (status != CIV_OK)
		return status;
	if (late && civ_value_is(&record->values[place("decision")], "granted")) {
		struct civ_position at = civ_record_at(record, -1);

		civ_warn(record->messages, &at, "issue %lld was due on %s: an extension granted after that day does not count",
		         (long long)issue, limit);
	}
	return set_limit(records, issue, strcmp(limit, due) > 0 ? limit : NULL);
}

enum civ_status civ_extensions_settle(struct civ_writer *issues, int64_t issue)
{
	struct civ_records *records = civ_writer_records(issues);
	char due[CIV_DATE_SIZE], limit[CIV_DATE_SIZE];
	sqlite3_stmt *rows;
	bool open, late, any = false;
	enum civ_status status = look_at_issue(records, issue, due, &open);

	if (status != CIV_OK || !open)
		return status;
	status = select_issue(records, granted_sql, issue, &rows);
	if (status == CIV_OK)
		status = civ_store_step(civ_records_store(records), rows, &any);
	if (status != CIV_OK || !any)
		return status;
	sqlite3_reset(rows);
	memcpy(limit, due, sizeof limit);
	status = follow_granted(records, issue, limit, &late);
	return status == CIV_OK ? give_limit(issues, issue, strcmp(limit, due) > 0 ? limit : NULL) : status;
}

const struct civ_hook civ_ledger_extension_hook = {
	.noun = &civ_noun_extension,
	.before_store = before_store,
	.after_store = after_store,
};
