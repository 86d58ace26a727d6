/* Budget lines: a line and the one that it is a part of are of one side and year. */
#include <stdlib.h>
#include <string.h>

#include "civplan/record.h"
#include "civplan/say.h"
#include "lib/noun/fund.h"

extern const struct civ_noun civ_noun_fund;

/* Lines whose parents were not there yet when they were stored: int64_t. */
struct waiting {
	struct civ_buf ids;
};

static int place(const char *column)
{
	return civ_noun_column(&civ_noun_fund, column);
}

/* ---- before a line is stored ---- */

static const char side_sql[] = "SELECT " CIV_FUND_SIDE_OF("?1");
static const char year_sql[] = "SELECT year FROM fund WHERE id = ?1";

/* A side that is given must be that of the kind. */
static enum civ_status check_side(struct civ_records *records, const struct civ_record *record)
{
	const struct civ_value *given = &record->values[place("side")];
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *row;
	enum civ_status status;

	if (!record->given[place("side")] || given->kind == CIV_NULL)
		return CIV_OK;
	status = civ_records_statement(records, side_sql, &row);
	if (status == CIV_OK)
		status = civ_value_bind(store, row, 1, &record->values[place("kind")]);
	if (!civ_store_next(store, row, &status))
		return status;
	if (!civ_value_is(given, civ_row_text(row, 0)))
		status = civ_record_error(record, place("side"), "the kind is of the side %s",
		                          civ_code_told(civ_words_side, civ_row_text(row, 0)));
	sqlite3_reset(row);
	return status;
}

/* A part is of the year of its parent. */
static enum civ_status take_year(struct civ_records *records, struct civ_record *record)
{
	const struct civ_value *parent = &record->values[place("parent")];
	struct civ_value *year = &record->values[place("year")];
	sqlite3_stmt *row = NULL;
	enum civ_status status;

	if (year->kind != CIV_NULL || parent->kind == CIV_NULL)
		return CIV_OK;
	status = civ_row_first(records, year_sql, CIV_NUMBERS(parent->integer), &row);
	if (status != CIV_OK || row == NULL)
		return status;
	if (sqlite3_column_type(row, 0) != SQLITE_NULL)
		civ_record_give_int(record, place("year"), sqlite3_column_int64(row, 0));
	sqlite3_reset(row);
	return CIV_OK;
}

/* A bundle brings lines as they were; plan-check tells of them. */
static enum civ_status before_store(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	struct civ_records *records = civ_writer_records(writer);
	enum civ_status status;

	(void)old;
	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	status = check_side(records, record);
	return status == CIV_OK ? take_year(records, record) : status;
}

/* ---- after it was stored ---- */

static const char parent_sql[] = "SELECT p.code, c.code"
				 " FROM fund c JOIN fund p ON p.id = c.parent_id"
				 " WHERE c.id = ?1 AND " CIV_FUND_APART("c", "p");
static const char child_sql[] = "SELECT c.code"
				" FROM fund p JOIN fund c ON c.parent_id = p.id"
				" WHERE p.id = ?1 AND " CIV_FUND_APART("c", "p") " ORDER BY c.code LIMIT 1";

static enum civ_status check_parent(struct civ_records *records, const struct civ_record *record)
{
	sqlite3_stmt *row = NULL;
	enum civ_status status = civ_row_first(records, parent_sql, CIV_NUMBERS(record->id), &row);

	if (status != CIV_OK || row == NULL)
		return status;
	status = civ_record_error(record, place("parent"), "'%s' is of another side or year", civ_row_text(row, 0));
	sqlite3_reset(row);
	return status;
}

static enum civ_status check_children(struct civ_records *records, const struct civ_record *record)
{
	sqlite3_stmt *row = NULL;
	enum civ_status status = civ_row_first(records, child_sql, CIV_NUMBERS(record->id), &row);

	if (status != CIV_OK || row == NULL)
		return status;
	status = civ_record_error(record, -1, "its part '%s' is of another side or year", civ_row_text(row, 0));
	sqlite3_reset(row);
	return status;
}

static const char entry_sql[] = "SELECT w.id"
				" FROM flow w JOIN fund f ON f.id = ?1"
				" WHERE (w.source_id = f.id AND f.side <> 'source')"
				"  OR (w.use_id = f.id AND f.side <> 'use')"
				" ORDER BY w.id LIMIT 1";

/* What is entered of a line stays of its side. */
static enum civ_status check_entries(struct civ_records *records, const struct civ_record *record)
{
	sqlite3_stmt *row = NULL;
	enum civ_status status = civ_row_first(records, entry_sql, CIV_NUMBERS(record->id), &row);

	if (status != CIV_OK || row == NULL)
		return status;
	status = civ_record_error(record, place("kind"),
	                          "is of the other side than entry %lld of money, which names it",
	                          (long long)sqlite3_column_int64(row, 0));
	sqlite3_reset(row);
	return status;
}

static enum civ_status wait_for_parent(struct civ_writer *writer, const struct civ_record *record)
{
	void **state = civ_writer_state(writer);
	struct waiting *waiting = *state;

	if (waiting == NULL)
		waiting = *state = calloc(1, sizeof *waiting);
	if (waiting != NULL)
		civ_buf_add(&waiting->ids, (const char *)&record->id, sizeof record->id);
	return waiting == NULL || waiting->ids.failed ? civ_no_memory(record->messages) : CIV_OK;
}

static enum civ_status after_store(struct civ_writer *writer, const struct civ_record *record,
                                   const struct civ_value *old)
{
	struct civ_records *records = civ_writer_records(writer);
	enum civ_status status;

	if (civ_writer_options(writer)->restore)
		return CIV_OK;
	if (record->late[place("parent")].len > 0)
		return wait_for_parent(writer, record);
	if (record->values[place("percent")].kind != CIV_NULL && record->values[place("parent")].kind == CIV_NULL)
		return civ_record_error(record, place("percent"),
		                        "is of the line above, and there is none: parent is empty");
	status = check_parent(records, record);
	if (status == CIV_OK && old != NULL)
		status = check_children(records, record);
	if (status == CIV_OK && old != NULL && !civ_value_same(&record->values[place("kind")], &old[place("kind")]))
		status = check_entries(records, record);
	return status;
}

/* Those whose parents came further down. */
static enum civ_status after_run(struct civ_writer *writer)
{
	struct civ_records *records = civ_writer_records(writer);
	const struct waiting *waiting = *civ_writer_state(writer);
	enum civ_status status = CIV_OK;

	if (waiting == NULL || civ_records_deferring(records))
		return CIV_OK;
	for (size_t at = 0; at < waiting->ids.len && status == CIV_OK; at += sizeof(int64_t)) {
		int64_t id;
		sqlite3_stmt *row = NULL;

		memcpy(&id, waiting->ids.data + at, sizeof id);
		status = civ_row_first(records, parent_sql, CIV_NUMBERS(id), &row);
		if (status != CIV_OK || row == NULL)
			continue;
		status = civ_error(civ_records_messages(records), CIV_REFUSED, NULL,
		                   "%s '%s': its parent '%s' is of another side or year", civ_say("fund"),
		                   civ_row_text(row, 1), civ_row_text(row, 0));
		sqlite3_reset(row);
	}
	return status;
}

static void release(void *state)
{
	struct waiting *waiting = state;

	if (waiting != NULL)
		civ_buf_free(&waiting->ids);
	free(waiting);
}

const struct civ_hook civ_fund_hook = {
	.noun = &civ_noun_fund,
	.before_store = before_store,
	.after_store = after_store,
	.after_run = after_run,
	.release = release,
};
