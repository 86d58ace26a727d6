/* Merging reports of one and the same thing, and taking them apart again. */
#include <stdlib.h>
#include <string.h>

#include "civplan/lists.h"
#include "civplan/moment.h"
#include "civplan/say.h"
#include "lib/ledger/before.h"

struct civ_merger {
	struct civ_records *records;
	struct civ_writer *issues, *events, *amendments;
	struct civ_issue_columns columns;
	const char *common_at;         /* of rows that have no time of their own; NULL: none */
	struct civ_messages *messages; /* of the merging at hand */
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
	status = civ_writer_open(records, &civ_noun_issue, &moving, &made->issues);
	if (status == CIV_OK)
		status = civ_writer_open(records, &civ_noun_event, &plain, &made->events);
	if (status == CIV_OK)
		status = civ_writer_open(records, &civ_noun_amendment, &plain, &made->amendments);
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
	civ_writer_close(merger->amendments);
	free(merger);
}

enum civ_status civ_merger_finish(struct civ_merger *merger)
{
	enum civ_status status = civ_writer_finish(merger->issues);

	if (status == CIV_OK)
		status = civ_writer_finish(merger->events);
	return status == CIV_OK ? civ_writer_finish(merger->amendments) : status;
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
	static const char sql[] =
		"SELECT ifnull(merged_into_id, 0), reports, cycle, stage, ifnull(first_reported_at, reported_at),"
		"  reported_at"
		" FROM issue"
		" WHERE id = ?1";
	sqlite3_stmt *row;
	enum civ_status status = civ_row_first(merger->records, sql, CIV_NUMBERS(id), &row);

	*report = (struct report){.id = id, .found = row != NULL};
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

static enum civ_status set_record(struct civ_merger *merger, struct civ_record *record, int64_t id)
{
	enum civ_status status = civ_writer_set_id(merger->issues, record, id);

	civ_messages_move(merger->messages, record->messages);
	return status;
}

struct step {
	const char *from, *to, *at, *note, *before;
};

static enum civ_status write_event(struct civ_merger *merger, const struct report *report, const struct step *step)
{
	const struct {
		const char *column, *text;
	} texts[] = {{"at", step->at},       {"from_stage", step->from},
	             {"to_stage", step->to}, {"by", civ_records_user(merger->records)},
	             {"note", step->note},   {"before", step->before}};
	struct civ_record *event = civ_writer_record(merger->events);
	enum civ_status status = CIV_OK;

	civ_record_put_int(event, civ_noun_column(&civ_noun_event, "issue"), report->id);
	civ_record_put_int(event, civ_noun_column(&civ_noun_event, "cycle"), report->cycle);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0] && status == CIV_OK; i++)
		if (texts[i].text != NULL)
			status = civ_record_put(event, civ_noun_column(&civ_noun_event, texts[i].column),
			                        texts[i].text);
	if (status == CIV_OK)
		status = civ_writer_add(merger->events, event);
	civ_messages_move(merger->messages, event->messages);
	return status;
}

/* ---- merging ---- */

static bool is_before_work(const char *stage)
{
	return strcmp(stage, "reported") == 0 || strcmp(stage, "assigned") == 0 || strcmp(stage, "received") == 0;
}

static enum civ_status refuse(const struct report *report, const struct civ_position *at, struct civ_messages *messages,
                              const char *why)
{
	return civ_error(messages, CIV_REFUSED, at, "issue %lld %s", (long long)report->id, civ_say(why));
}

static enum civ_status check(const struct report *later, const struct report *root, const struct civ_position *at,
                             struct civ_messages *messages)
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
		return civ_error(messages, CIV_REFUSED, at,
		                 "issue %lld is %s: only a reported, assigned or received one is merged into another",
		                 (long long)later->id, civ_code_told(civ_words_stage, later->stage));
	if (strcmp(root->stage, "dismissed") == 0)
		return refuse(root, at, messages, "is dismissed: nothing is merged into it");
	return CIV_OK;
}

/* When they became one: WHEN, or the time of the later of the two reports; not before either, nor before the last step
 * of the one that ends. A date alone is the first moment of that day that is. */
static enum civ_status settle_time(const struct civ_merger *merger, const struct civ_merging *merging,
                                   const struct report *later, const struct report *root, char at[CIV_TIME_SIZE])
{
	struct civ_messages *messages = merger->messages;
	const struct civ_column *column = &civ_noun_event.columns[civ_noun_column(&civ_noun_event, "at")];
	const char *least = strcmp(later->reported, root->reported) > 0 ? later->reported : root->reported;
	const struct civ_reading reading = {merging->position, civ_arena_new(), messages};
	struct civ_value value = {.kind = CIV_NULL};
	struct civ_moved moved;
	enum civ_status status = reading.arena == NULL ? civ_no_memory(messages)
	                                               : civ_moved_find(merger->records, later->id, 0, &moved);

	if (status == CIV_OK && moved.found && strcmp(moved.at, least) > 0)
		least = moved.at;
	if (status == CIV_OK && merging->at != NULL)
		status = civ_value_parse(column, (struct civ_span){merging->at, strlen(merging->at)}, &reading, &value);
	if (status == CIV_OK)
		status = civ_moment_check(merger->records, column, &value, &reading);
	if (status == CIV_OK)
		civ_text_copy(at, value.kind == CIV_STRING ? value.string.text : least, CIV_TIME_SIZE);
	if (status == CIV_OK && strcmp(at, least) < 0) {
		int32_t day;
		struct civ_span given = civ_cell_clean((struct civ_span){merging->at, strlen(merging->at)});

		if (civ_date_parse(given.text, given.len, &day) && strncmp(at, least, CIV_DATE_SIZE - 1) == 0)
			civ_text_copy(at, least, CIV_TIME_SIZE);
		else
			status = civ_error(messages, CIV_REFUSED, merging->position,
			                   "issue %lld cannot be merged before %s", (long long)later->id, least);
	}
	civ_arena_free(reading.arena);
	return status;
}

static enum civ_status end_report(struct civ_merger *merger, const struct report *later, const struct report *root,
                                  const char *at)
{
	struct civ_record *record = civ_writer_record(merger->issues);
	const struct civ_issue_columns *c = &merger->columns;
	enum civ_status status = civ_record_give(record, c->stage, "dismissed");

	status = civ_worse(status, civ_record_give(record, c->dismiss_reason, "duplicate"));
	status = civ_worse(status, civ_record_give(record, c->dismissed_at, at));
	civ_record_give_int(record, c->merged_into, root->id);
	return status == CIV_OK ? set_record(merger, record, later->id) : status;
}

static enum civ_status tell_merged(struct civ_merger *merger, const struct report *later, const struct report *root,
                                   const char *at)
{
	struct civ_buf note = {0}, before = {0};
	struct step step = {.from = later->stage, .to = "dismissed", .at = at};
	enum civ_status status;

	civ_buf_addf(&note, civ_say(CIV_WORD("merged into issue %lld")), (long long)root->id);
	civ_before_add_text(&before, NULL, "stage", later->stage);
	civ_before_add_text(&before, NULL, "dismiss_reason", NULL);
	civ_before_add_text(&before, NULL, "dismissed_at", NULL);
	step.note = civ_buf_str(&note);
	step.before = civ_buf_str(&before);
	status = step.note == NULL || step.before == NULL ? civ_no_memory(merger->messages)
	                                                  : write_event(merger, later, &step);
	civ_buf_free(&note);
	civ_buf_free(&before);
	return status;
}

/* FIRST NULL: its own report is the earliest. */
static enum civ_status set_reports(struct civ_merger *merger, const struct report *root, int64_t reports,
                                   const char *first)
{
	struct civ_record *record = civ_writer_record(merger->issues);
	enum civ_status status;

	civ_record_give_int(record, merger->columns.reports, reports);
	status = civ_record_give(record, merger->columns.first_reported_at,
	                         first != NULL && strcmp(first, root->reported) < 0 ? first : NULL);
	return status == CIV_OK ? set_record(merger, record, root->id) : status;
}

enum civ_status civ_merger_merge(struct civ_merger *merger, const struct civ_merging *merging,
                                 struct civ_messages *messages)
{
	struct report later, root;
	char at[CIV_TIME_SIZE];
	enum civ_status status = read_report(merger, merging->later, &later);

	merger->messages = messages;
	if (status == CIV_OK)
		status = read_root(merger, merging->earlier, &root);
	if (status == CIV_OK)
		status = check(&later, &root, merging->position, messages);
	if (status == CIV_OK)
		status = settle_time(merger, merging, &later, &root, at);
	if (status != CIV_OK)
		return status;
	status = end_report(merger, &later, &root, at);
	if (status == CIV_OK)
		status = set_reports(merger, &root, root.reports + later.reports,
		                     strcmp(later.first, root.first) < 0 ? later.first : root.first);
	return status == CIV_OK ? tell_merged(merger, &later, &root, at) : status;
}

/* ---- taking apart ---- */

/* The earliest report of those that are still merged into ROOT, or its own. */
static enum civ_status earliest_left(struct civ_merger *merger, const struct report *root, char first[CIV_TIME_SIZE])
{
	static const char sql[] =
		"SELECT min(ifnull(first_reported_at, reported_at)) FROM issue WHERE merged_into_id = ?1";
	sqlite3_stmt *row;
	enum civ_status status = civ_row_first(merger->records, sql, CIV_NUMBERS(root->id), &row);

	civ_text_copy(first, root->reported, CIV_TIME_SIZE);
	if (row != NULL) {
		const char *text = (const char *)sqlite3_column_text(row, 0);

		if (text != NULL && strcmp(text, first) < 0)
			civ_text_copy(first, text, CIV_TIME_SIZE);
		sqlite3_reset(row);
	}
	return status;
}

static enum civ_status revive(struct civ_merger *merger, const struct report *later, const char *stage)
{
	struct civ_record *record = civ_writer_record(merger->issues);
	const struct civ_issue_columns *c = &merger->columns;
	enum civ_status status = civ_record_give(record, c->stage, stage);

	status = civ_worse(status, civ_record_give(record, c->dismiss_reason, NULL));
	status = civ_worse(status, civ_record_give(record, c->dismissed_at, NULL));
	status = civ_worse(status, civ_record_give(record, c->merged_into, NULL));
	return status == CIV_OK ? set_record(merger, record, later->id) : status;
}

/* The merging is taken back as a move is: its event stays, marked. One without an event was loaded so. */
static enum civ_status undo_one(struct civ_merger *merger, const struct report *later)
{
	struct civ_moved moved;
	char first[CIV_TIME_SIZE];
	struct civ_buf note = {0};
	struct report root = {0};
	enum civ_status status = civ_moved_find(merger->records, later->id, 0, &moved);
	bool known = status == CIV_OK && moved.found && strcmp(moved.to, "dismissed") == 0;

	if (status == CIV_OK)
		status = read_root(merger, later->merged_into, &root);
	if (status == CIV_OK)
		status = revive(merger, later, known ? moved.from : "reported");
	if (status == CIV_OK)
		status = earliest_left(merger, &root, first);
	if (status == CIV_OK)
		status = set_reports(merger, &root, root.reports > later->reports ? root.reports - later->reports : 1,
		                     first);
	civ_buf_addf(&note, civ_say(CIV_WORD("taken apart from issue %lld")), (long long)root.id);
	if (status == CIV_OK && known) {
		const struct civ_amendment apart = {.by = civ_records_user(merger->records),
		                                    .note = civ_buf_str(&note)};

		status = note.failed ? civ_no_memory(merger->messages)
		                     : civ_moved_amend(merger->events, merger->amendments, &moved, &apart);
	}
	civ_buf_free(&note);
	return status;
}

/* One of the reports that are merged into ID; 0 when none is. */
static enum civ_status next_part(struct civ_merger *merger, int64_t id, int64_t *part)
{
	sqlite3_stmt *row;
	enum civ_status status = civ_row_first(merger->records, "SELECT min(id) FROM issue WHERE merged_into_id = ?1",
	                                       CIV_NUMBERS(id), &row);

	*part = row != NULL ? sqlite3_column_int64(row, 0) : 0;
	sqlite3_reset(row);
	return status;
}

enum civ_status civ_merger_undo(struct civ_merger *merger, int64_t id, struct civ_messages *messages)
{
	struct report report;
	int64_t part;
	enum civ_status status = read_report(merger, id, &report);

	merger->messages = messages;
	if (status == CIV_OK && report.merged_into != 0)
		return undo_one(merger, &report);
	if (status == CIV_OK)
		status = next_part(merger, id, &part);
	if (status == CIV_OK && part == 0)
		return civ_error(messages, CIV_REFUSED, NULL,
		                 "issue %lld is not merged into another, and none is merged into it", (long long)id);
	while (status == CIV_OK && part != 0) {
		status = read_report(merger, part, &report);
		if (status == CIV_OK)
			status = undo_one(merger, &report);
		if (status == CIV_OK)
			status = next_part(merger, id, &part);
	}
	return status;
}

/* ---- rows ---- */

static enum civ_status find_issue(struct civ_merger *merger, const struct civ_input_row *row, const char *name,
                                  struct civ_messages *messages, int64_t *id)
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
	struct civ_merging merging = {.at = merger->common_at, .position = &row->at};
	int field = civ_header_field(row->header, "at");
	char *at = NULL;
	enum civ_status status = find_issue(merger, row, "issue", messages, &merging.later);

	if (status == CIV_OK)
		status = find_issue(merger, row, "duplicate_of", messages, &merging.earlier);
	if (status == CIV_OK && field >= 0 && civ_cell_clean(row->cells[field]).len > 0) {
		at = strndup(row->cells[field].text, row->cells[field].len);
		merging.at = at;
		status = at == NULL ? civ_no_memory(messages) : CIV_OK;
	}
	if (status == CIV_OK)
		status = civ_merger_merge(merger, &merging, messages);
	free(at);
	return status;
}

enum civ_status civ_merger_rows(struct civ_merger *merger, struct civ_input *input, struct civ_rejects *rejects,
                                const char *at)
{
	merger->common_at = at;
	return civ_each_row(merger->records, input, rejects, merge_row, merger);
}
