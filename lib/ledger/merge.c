/* Merging reports of one and the same thing, and taking them apart again. */
#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/output.h"
#include "civplan/say.h"
#include "lib/ledger/private.h"

struct civ_merger {
	struct civ_records *records;
	struct civ_writer *issues, *events;
	struct civ_issue_columns columns;
	char now[CIV_TIME_SIZE];
};

enum civ_status civ_merger_open(struct civ_records *records, struct civ_merger **merger)
{
	static const struct civ_write_options moving = {.move = true}, plain = {.on_conflict = CIV_CONFLICT_ERROR};
	struct civ_merger *made = calloc(1, sizeof *made);
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(civ_records_messages(records));
	made->records = records;
	civ_issue_columns_find(&made->columns);
	civ_time_format(civ_records_clock(records)->now, made->now);
	status = civ_writer_open(records, &civ_noun_issue, &moving, &made->issues);
	if (status == CIV_OK)
		status = civ_writer_open(records, &civ_noun_event, &plain, &made->events);
	if (status != CIV_OK) {
		civ_merger_close(made);
		return status;
	}
	*merger = made;
	return CIV_OK;
}

void civ_merger_close(struct civ_merger *merger)
{
	if (merger == NULL)
		return;
	civ_writer_close(merger->issues);
	civ_writer_close(merger->events);
	free(merger);
}

enum civ_status civ_merger_finish(struct civ_merger *merger)
{
	enum civ_status status = civ_writer_finish(merger->issues);

	return status == CIV_OK ? civ_writer_finish(merger->events) : status;
}

const struct civ_write_counts *civ_merger_counts(const struct civ_merger *merger)
{
	return civ_writer_counts(merger->issues);
}

/* ---- what is stored ---- */

struct report {
	int64_t id, merged_into, reports, cycle;
	char stage[16], first[CIV_TIME_SIZE], reported[CIV_TIME_SIZE];
	bool found;
};

static enum civ_status read_report(struct civ_merger *merger, int64_t id, struct report *report)
{
	static const char sql[] = "SELECT ifnull(merged_into_id, 0), reports, cycle, stage, ifnull(first_reported_at, reported_at), reported_at"
	                          " FROM issue WHERE id = ?1";
	struct civ_store *store = civ_records_store(merger->records);
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(merger->records, sql, &row);

	*report = (struct report){.id = id};
	if (status == CIV_OK && sqlite3_bind_int64(row, 1, id) != SQLITE_OK)
		status = civ_store_fail(store, "bind an issue");
	if (status == CIV_OK)
		status = civ_store_step(store, row, &report->found);
	if (status != CIV_OK || !report->found)
		return status;
	report->merged_into = sqlite3_column_int64(row, 0);
	report->reports = sqlite3_column_int64(row, 1);
	report->cycle = sqlite3_column_int64(row, 2);
	civ_text_copy(report->stage, (const char *)sqlite3_column_text(row, 3), sizeof report->stage);
	civ_text_copy(report->first, (const char *)sqlite3_column_text(row, 4), sizeof report->first);
	civ_text_copy(report->reported, (const char *)sqlite3_column_text(row, 5), sizeof report->reported);
	sqlite3_reset(row);
	return CIV_OK;
}

/* The issue that a merged one has become part of, over several steps. */
static enum civ_status read_root(struct civ_merger *merger, int64_t id, struct report *root)
{
	enum civ_status status = read_report(merger, id, root);

	while (status == CIV_OK && root->merged_into != 0)
		status = read_report(merger, root->merged_into, root);
	return status;
}

static enum civ_status set_record(struct civ_merger *merger, struct civ_record *record, int64_t id, struct civ_messages *messages)
{
	enum civ_status status = civ_writer_set_id(merger->issues, record, id);

	civ_messages_move(messages, record->messages);
	return status;
}

static enum civ_status write_event(struct civ_merger *merger, const struct report *report, const char *from, const char *to, const char *note,
                                   struct civ_messages *messages)
{
	const struct {
		const char *column, *text;
	} texts[] = {{"at", merger->now}, {"from_stage", from}, {"to_stage", to}, {"by", civ_records_user(merger->records)}, {"note", note}};
	struct civ_record *event = civ_writer_record(merger->events);
	enum civ_status status = CIV_OK;

	civ_record_put_int(event, civ_noun_column(&civ_noun_event, "issue"), report->id);
	civ_record_put_int(event, civ_noun_column(&civ_noun_event, "cycle"), report->cycle);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0] && status == CIV_OK; i++)
		status = civ_record_put(event, civ_noun_column(&civ_noun_event, texts[i].column), texts[i].text);
	if (status == CIV_OK)
		status = civ_writer_add(merger->events, event);
	civ_messages_move(messages, event->messages);
	return status;
}

/* ---- merging ---- */

static bool is_before_work(const char *stage)
{
	return strcmp(stage, "reported") == 0 || strcmp(stage, "assigned") == 0 || strcmp(stage, "received") == 0;
}

static enum civ_status refuse(const struct report *report, const struct civ_position *at, struct civ_messages *messages, const char *why)
{
	return civ_error(messages, CIV_REFUSED, at, "issue %lld %s", (long long)report->id, civ_say(why));
}

static enum civ_status check(const struct report *later, const struct report *root, const struct civ_position *at, struct civ_messages *messages)
{
	if (!later->found)
		return refuse(later, at, messages, "is not in the ledger");
	if (!root->found)
		return refuse(root, at, messages, "is not in the ledger");
	if (later->merged_into != 0)
		return refuse(later, at, messages, "is merged into another already; --undo takes it apart");
	if (later->id == root->id)
		return refuse(later, at, messages, "would be merged into itself");
	if (!is_before_work(later->stage))
		return civ_error(messages, CIV_REFUSED, at, "issue %lld is %s: only a reported, assigned or received one is merged into another",
		                 (long long)later->id, civ_choice_word(later->stage));
	if (strcmp(root->stage, "dismissed") == 0)
		return refuse(root, at, messages, "is dismissed: nothing is merged into it");
	return CIV_OK;
}

static enum civ_status end_report(struct civ_merger *merger, const struct report *later, const struct report *root, struct civ_messages *messages)
{
	struct civ_record *record = civ_writer_record(merger->issues);
	const struct civ_issue_columns *c = &merger->columns;
	/* A report dated after the clock is dismissed at its own time. */
	const char *at = strcmp(merger->now, later->reported) < 0 ? later->reported : merger->now;
	enum civ_status status = civ_record_give(record, c->stage, "dismissed");

	status = civ_worse(status, civ_record_give(record, c->dismiss_reason, "duplicate"));
	status = civ_worse(status, civ_record_give(record, c->dismissed_at, at));
	civ_record_give_int(record, c->merged_into, root->id);
	return status == CIV_OK ? set_record(merger, record, later->id, messages) : status;
}

/* FIRST NULL: its own report is the earliest. */
static enum civ_status set_reports(struct civ_merger *merger, const struct report *root, int64_t reports, const char *first,
                                   struct civ_messages *messages)
{
	struct civ_record *record = civ_writer_record(merger->issues);
	enum civ_status status;

	civ_record_give_int(record, merger->columns.reports, reports);
	status = civ_record_give(record, merger->columns.first_reported_at, first != NULL && strcmp(first, root->reported) < 0 ? first : NULL);
	return status == CIV_OK ? set_record(merger, record, root->id, messages) : status;
}

enum civ_status civ_merger_merge(struct civ_merger *merger, int64_t later_id, int64_t earlier_id, const struct civ_position *at,
                                 struct civ_messages *messages)
{
	struct report later, root;
	struct civ_buf note = {0};
	enum civ_status status = read_report(merger, later_id, &later);

	if (status == CIV_OK)
		status = read_root(merger, earlier_id, &root);
	if (status == CIV_OK)
		status = check(&later, &root, at, messages);
	if (status != CIV_OK)
		return status;
	status = end_report(merger, &later, &root, messages);
	if (status == CIV_OK)
		status = set_reports(merger, &root, root.reports + later.reports, strcmp(later.first, root.first) < 0 ? later.first : root.first, messages);
	civ_buf_addf(&note, "merged into issue %lld", (long long)root.id);
	if (status == CIV_OK)
		status = note.failed ? civ_no_memory(messages)
		                     : write_event(merger, &later, later.stage, "dismissed", civ_buf_str(&note), messages);
	civ_buf_free(&note);
	return status;
}

/* ---- taking apart ---- */

/* The stage that the merging found it in. */
static enum civ_status stage_before(struct civ_merger *merger, int64_t id, char stage[16])
{
	static const char sql[] = "SELECT from_stage FROM event WHERE issue_id = ?1 AND to_stage = 'dismissed' ORDER BY id DESC LIMIT 1";
	struct civ_store *store = civ_records_store(merger->records);
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status = civ_records_statement(merger->records, sql, &row);

	civ_text_copy(stage, "reported", 16);
	if (status == CIV_OK && sqlite3_bind_int64(row, 1, id) != SQLITE_OK)
		status = civ_store_fail(store, "bind an issue");
	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	if (status == CIV_OK && found) {
		civ_text_copy(stage, (const char *)sqlite3_column_text(row, 0), 16);
		sqlite3_reset(row);
	}
	return status;
}

/* The earliest report of those that are still merged into ROOT, or its own. */
static enum civ_status earliest_left(struct civ_merger *merger, const struct report *root, char first[CIV_TIME_SIZE])
{
	static const char sql[] = "SELECT min(ifnull(first_reported_at, reported_at)) FROM issue WHERE merged_into_id = ?1 OR id = ?2";
	struct civ_store *store = civ_records_store(merger->records);
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status = civ_records_statement(merger->records, sql, &row);

	civ_text_copy(first, root->reported, CIV_TIME_SIZE);
	if (status == CIV_OK && (sqlite3_bind_int64(row, 1, root->id) != SQLITE_OK || sqlite3_bind_int64(row, 2, 0) != SQLITE_OK))
		status = civ_store_fail(store, "bind an issue");
	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	if (status == CIV_OK && found) {
		const char *text = (const char *)sqlite3_column_text(row, 0);

		if (text != NULL && strcmp(text, first) < 0)
			civ_text_copy(first, text, CIV_TIME_SIZE);
		sqlite3_reset(row);
	}
	return status;
}

static enum civ_status revive(struct civ_merger *merger, const struct report *later, const char *stage, struct civ_messages *messages)
{
	struct civ_record *record = civ_writer_record(merger->issues);
	const struct civ_issue_columns *c = &merger->columns;
	enum civ_status status = civ_record_give(record, c->stage, stage);

	status = civ_worse(status, civ_record_give(record, c->dismiss_reason, NULL));
	status = civ_worse(status, civ_record_give(record, c->dismissed_at, NULL));
	status = civ_worse(status, civ_record_give(record, c->merged_into, NULL));
	return status == CIV_OK ? set_record(merger, record, later->id, messages) : status;
}

static enum civ_status undo_one(struct civ_merger *merger, const struct report *later, struct civ_messages *messages)
{
	char stage[16], first[CIV_TIME_SIZE];
	struct civ_buf note = {0};
	struct report root;
	enum civ_status status = stage_before(merger, later->id, stage);

	if (status == CIV_OK)
		status = read_root(merger, later->merged_into, &root);
	if (status == CIV_OK)
		status = revive(merger, later, stage, messages);
	if (status == CIV_OK)
		status = earliest_left(merger, &root, first);
	if (status == CIV_OK)
		status = set_reports(merger, &root, root.reports > later->reports ? root.reports - later->reports : 1, first, messages);
	civ_buf_addf(&note, "taken apart from issue %lld", (long long)root.id);
	if (status == CIV_OK)
		status = note.failed ? civ_no_memory(messages) : write_event(merger, later, "dismissed", stage, civ_buf_str(&note), messages);
	civ_buf_free(&note);
	return status;
}

/* One of the reports that are merged into ID; 0 when none is. */
static enum civ_status next_part(struct civ_merger *merger, int64_t id, int64_t *part)
{
	struct civ_store *store = civ_records_store(merger->records);
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status = civ_records_statement(merger->records, "SELECT min(id) FROM issue WHERE merged_into_id = ?1", &row);

	if (status == CIV_OK && sqlite3_bind_int64(row, 1, id) != SQLITE_OK)
		status = civ_store_fail(store, "bind an issue");
	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	*part = status == CIV_OK && found ? sqlite3_column_int64(row, 0) : 0;
	if (status == CIV_OK && found)
		sqlite3_reset(row);
	return status;
}

enum civ_status civ_merger_undo(struct civ_merger *merger, int64_t id, struct civ_messages *messages)
{
	struct report report;
	int64_t part;
	enum civ_status status = read_report(merger, id, &report);

	if (status == CIV_OK && report.merged_into != 0)
		return undo_one(merger, &report, messages);
	if (status == CIV_OK)
		status = next_part(merger, id, &part);
	if (status == CIV_OK && part == 0)
		return civ_error(messages, CIV_REFUSED, NULL, "issue %lld is not merged into another, and none is merged into it", (long long)id);
	while (status == CIV_OK && part != 0) {
		status = read_report(merger, part, &report);
		if (status == CIV_OK)
			status = undo_one(merger, &report, messages);
		if (status == CIV_OK)
			status = next_part(merger, id, &part);
	}
	return status;
}

/* ---- rows ---- */

static enum civ_status find_issue(struct civ_merger *merger, const struct civ_input_row *row, const char *name, struct civ_messages *messages,
                                  int64_t *id)
{
	struct civ_messages *before;
	int field = civ_header_field(row->header, name);
	struct civ_span cell;
	char *key;
	enum civ_status status;

	if (field < 0)
		return civ_error(messages, CIV_REFUSED, &row->header->at, "no column '%s'", name);
	cell = civ_cell_clean(row->cells[field]);
	key = strndup(cell.len == 0 ? "" : cell.text, cell.len);
	if (key == NULL)
		return civ_no_memory(messages);
	before = civ_records_report_to(merger->records, messages);
	status = civ_key_find(merger->records, &civ_noun_issue, key, &row->at, id);
	(void)civ_records_report_to(merger->records, before);
	free(key);
	return status;
}

static enum civ_status merge_row(void *data, const struct civ_input_row *row, struct civ_messages *messages)
{
	struct civ_merger *merger = data;
	int64_t later, earlier;
	enum civ_status status = find_issue(merger, row, "issue", messages, &later);

	if (status == CIV_OK)
		status = find_issue(merger, row, "duplicate_of", messages, &earlier);
	return status == CIV_OK ? civ_merger_merge(merger, later, earlier, &row->at, messages) : status;
}

enum civ_status civ_merger_rows(struct civ_merger *merger, struct civ_input *input, struct civ_rejects *rejects)
{
	return civ_each_row(merger->records, input, rejects, merge_row, merger);
}
