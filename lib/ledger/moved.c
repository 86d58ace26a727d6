/* A move that is amended: found, marked, and the amendment entered. */
#include "lib/ledger/private.h"

enum civ_status civ_moved_find(struct civ_records *records, int64_t issue, int64_t event, struct civ_moved *moved)
{
	static const char sql[] =
		"SELECT e.id, e.cycle, e.at, e.from_stage, e.to_stage FROM event e WHERE e.issue_id = ?1"
		" AND (?2 = 0 OR e.id = ?2) AND " CIV_EVENT_STANDS("e") " ORDER BY e.id DESC LIMIT 1";
	sqlite3_stmt *row;
	enum civ_status status = civ_row_first(records, sql, CIV_NUMBERS(issue, event), &row);

	*moved = (struct civ_moved){.issue = issue};
	moved->found = row != NULL;
	if (status != CIV_OK || !moved->found)
		return status;
	moved->event = sqlite3_column_int64(row, 0);
	moved->cycle = sqlite3_column_int64(row, 1);
	civ_text_copy(moved->at, civ_row_text(row, 2), sizeof moved->at);
	civ_text_copy(moved->from, civ_row_text(row, 3), sizeof moved->from);
	civ_text_copy(moved->to, civ_row_text(row, 4), sizeof moved->to);
	sqlite3_reset(row);
	return CIV_OK;
}

static enum civ_status mark_event(struct civ_writer *events, const struct civ_moved *moved, const char *now,
                                  const char *at)
{
	struct civ_record *record = civ_writer_record(events);
	int column = civ_noun_column(&civ_noun_event, at == NULL ? "undone_at" : "at");
	enum civ_status status = civ_record_give(record, column, at == NULL ? now : at);

	if (status == CIV_OK)
		status = civ_writer_set_id(events, record, moved->event);
	civ_messages_move(civ_records_messages(civ_writer_records(events)), record->messages);
	return status;
}

enum civ_status civ_moved_amend(struct civ_writer *events, struct civ_writer *amendments, const struct civ_moved *moved,
                                const struct civ_amendment *amendment)
{
	struct civ_records *records = civ_writer_records(events);
	struct civ_record *record = civ_writer_record(amendments);
	char now[CIV_TIME_SIZE];
	const struct {
		const char *column, *text;
	} texts[] = {{"kind", amendment->at == NULL ? "undo" : "correction"},
	             {"at", now},
	             {"was", moved->at},
	             {"becomes", amendment->at},
	             {"by", amendment->by},
	             {"note", amendment->note}};
	enum civ_status status;

	civ_time_format(civ_records_clock(records)->now, now);
	status = mark_event(events, moved, now, amendment->at);
	civ_record_give_int(record, civ_noun_column(&civ_noun_amendment, "issue"), moved->issue);
	civ_record_give_int(record, civ_noun_column(&civ_noun_amendment, "event"), moved->event);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0] && status == CIV_OK; i++)
		status = civ_record_give(record, civ_noun_column(&civ_noun_amendment, texts[i].column), texts[i].text);
	if (status == CIV_OK)
		status = civ_writer_add(amendments, record);
	civ_messages_move(civ_records_messages(records), record->messages);
	return status;
}
