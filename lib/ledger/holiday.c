/* New holidays: provisional due dates become final. */
#include "lib/ledger/private.h"

static enum civ_status settle_one(struct civ_writer *issues, int64_t id, int64_t start, int64_t category,
                                  struct civ_ledger_state *state)
{
	struct civ_record *record = civ_writer_record(issues);
	const struct civ_issue_columns *c = &state->columns;
	enum civ_status status;

	civ_record_put_int(record, c->category, category);
	status = civ_deadlines_apply(state->deadlines, record, c, start);
	/* Still unknown: leave it as it is. */
	if (status != CIV_OK || record->values[c->due_provisional].kind != CIV_NULL ||
	    record->values[c->due].kind == CIV_NULL)
		return status;
	record->given[c->due] = true;
	record->given[c->due_time] = true;
	record->given[c->due_provisional] = true;
	return civ_writer_set_id(issues, record, id);
}

static enum civ_status settle(struct civ_writer *issues, struct civ_records *records)
{
	static const char sql[] =
		"SELECT id, ifnull(reopened_at, reported_at), category_id"
		" FROM issue WHERE due_provisional = 1";
	struct civ_store *store = civ_records_store(records);
	struct civ_ledger_state *state;
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_ledger_state(issues, &state);

	if (status == CIV_OK)
		status = civ_records_statement(records, sql, &rows);
	while (civ_store_next(store, rows, &status)) {
		struct civ_span text = civ_value_column(rows, 1).string;
		int64_t seconds;

		if (civ_time_parse(text.text, text.len, &seconds))
			status = settle_one(issues, sqlite3_column_int64(rows, 0), seconds,
			                    sqlite3_column_int64(rows, 2), state);
	}
	return status;
}

static enum civ_status after_holidays(struct civ_writer *writer)
{
	static const struct civ_write_options options = {.move = true};
	struct civ_records *records = civ_writer_records(writer);
	struct civ_writer *issues = NULL;
	enum civ_status status;

	if (civ_writer_options(writer)->restore || civ_records_deferring(records))
		return CIV_OK;
	status = civ_writer_open(records, &civ_noun_issue, &options, &issues);
	if (status == CIV_OK)
		status = settle(issues, records);
	civ_writer_close(issues);
	return status;
}

const struct civ_hook civ_ledger_holiday_hook = {.noun = &civ_noun_holiday, .after_run = after_holidays};
