/* The parts that units have in an issue. */
#include <stdlib.h>
#include <string.h>

#include "lib/ledger/before.h"

struct civ_dispatches {
	struct civ_records *records;
	struct civ_writer *writer;
	int issue, cycle, unit, part, person, due, due_time, sent_at, received_at, returned_at, rectified_at, evidence,
		note;
};

static void find_columns(struct civ_dispatches *d)
{
	const struct {
		const char *name;
		int *place;
	} all[] = {
		{"issue", &d->issue},
		{"cycle", &d->cycle},
		{"unit", &d->unit},
		{"part", &d->part},
		{"person", &d->person},
		{"due", &d->due},
		{"due_time", &d->due_time},
		{"sent_at", &d->sent_at},
		{"received_at", &d->received_at},
		{"returned_at", &d->returned_at},
		{"rectified_at", &d->rectified_at},
		{"evidence", &d->evidence},
		{"note", &d->note},
	};

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		*all[i].place = civ_noun_column(&civ_noun_dispatch, all[i].name);
}

enum civ_status civ_dispatches_open(struct civ_records *records, struct civ_dispatches **dispatches)
{
	/* A move, so that the hook sees each part that is written, changed or not. */
	static const struct civ_write_options moving = {.move = true};
	struct civ_dispatches *made = calloc(1, sizeof *made);
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(civ_records_messages(records));
	made->records = records;
	find_columns(made);
	status = civ_writer_open(records, &civ_noun_dispatch, &moving, &made->writer);
	if (status != CIV_OK) {
		free(made);
		return status;
	}
	*dispatches = made;
	return CIV_OK;
}

void civ_dispatches_close(struct civ_dispatches *dispatches)
{
	if (dispatches == NULL)
		return;
	civ_writer_close(dispatches->writer);
	free(dispatches);
}

enum civ_status civ_dispatches_finish(struct civ_dispatches *dispatches)
{
	return civ_writer_finish(dispatches->writer);
}

enum civ_status civ_dispatch_look(struct civ_records *records, int64_t issue, int64_t cycle, int64_t unit,
                                  struct civ_dispatch_part *part)
{
	static const char sql[] =
		"SELECT max(unit_id = ?3), max(unit_id = ?3 AND part = 'co'),"
		"  count(*) FILTER (WHERE unit_id <> ?3 AND rectified_at IS NULL),"
		"  max(unit_id = ?3 AND received_at IS NOT NULL), max(unit_id = ?3 AND rectified_at IS NOT NULL),"
		"  count(*) FILTER (WHERE unit_id <> ?3),"
		"  max(CASE WHEN unit_id = ?3 THEN max(sent_at, ifnull(received_at, sent_at)) END),"
		"  max(CASE WHEN unit_id <> ?3 THEN rectified_at END)"
		" FROM dispatch"
		" WHERE issue_id = ?1 AND cycle = ?2 AND returned_at IS NULL";
	sqlite3_stmt *row;
	enum civ_status status = civ_row_first(records, sql, CIV_NUMBERS(issue, cycle, unit), &row);

	if (status != CIV_OK || row == NULL)
		return status;
	part->is_there = sqlite3_column_int(row, 0) != 0;
	part->is_co = sqlite3_column_int(row, 1) != 0;
	part->others_open = sqlite3_column_int64(row, 2);
	part->is_received = sqlite3_column_int(row, 3) != 0;
	part->is_done = sqlite3_column_int(row, 4) != 0;
	part->others = sqlite3_column_int64(row, 5);
	civ_text_copy(part->last, sqlite3_column_type(row, 6) == SQLITE_NULL ? "" : civ_row_text(row, 6),
	              sizeof part->last);
	civ_text_copy(part->others_done, sqlite3_column_type(row, 7) == SQLITE_NULL ? "" : civ_row_text(row, 7),
	              sizeof part->others_done);
	sqlite3_reset(row);
	return CIV_OK;
}

/* The id of the unit's part in this cycle, 0 when it has none yet. */
static enum civ_status find_part(struct civ_dispatches *d, int64_t issue, int64_t cycle, int64_t unit, int64_t *id)
{
	static const char sql[] = "SELECT id FROM dispatch WHERE issue_id = ?1 AND cycle = ?2 AND unit_id = ?3";
	sqlite3_stmt *row;
	enum civ_status status = civ_row_first(d->records, sql, CIV_NUMBERS(issue, cycle, unit), &row);

	*id = row != NULL ? sqlite3_column_int64(row, 0) : 0;
	sqlite3_reset(row);
	return status;
}

struct part {
	int64_t issue, cycle, unit;
	const char *kind; /* lead, co */
	const char *sent; /* for a part that is not there yet */
};

/* The record of a part with its key, ready for what changes; *ID is 0 for a new one. */
static enum civ_status start_part(struct civ_dispatches *d, const struct part *part, struct civ_record **record,
                                  int64_t *id)
{
	enum civ_status status = find_part(d, part->issue, part->cycle, part->unit, id);

	*record = civ_writer_record(d->writer);
	if (status != CIV_OK || *id != 0)
		return status;
	civ_record_give_int(*record, d->issue, part->issue);
	civ_record_give_int(*record, d->cycle, part->cycle);
	civ_record_give_int(*record, d->unit, part->unit);
	status = civ_record_give(*record, d->part, part->kind);
	return civ_worse(status, civ_record_give(*record, d->sent_at, part->sent));
}

static enum civ_status store_part(struct civ_dispatches *d, struct civ_record *record, int64_t id)
{
	enum civ_status status = id == 0 ? civ_writer_add(d->writer, record) : civ_writer_set_id(d->writer, record, id);

	civ_messages_move(civ_records_messages(d->records), record->messages);
	return status;
}

/* A part is given, or given anew: its clock starts. */
static enum civ_status send(struct civ_dispatches *d, const struct part *part, const struct civ_move_step *step)
{
	struct civ_record *record;
	int64_t id;
	enum civ_status status = start_part(d, part, &record, &id);

	status = civ_worse(status, civ_record_give(record, d->part, part->kind));
	status = civ_worse(status, civ_record_give(record, d->sent_at, step->at));
	status = civ_worse(status, civ_record_give(record, d->due, step->limit[0] == '\0' ? NULL : step->limit));
	status = civ_worse(status,
	                   civ_record_give(record, d->due_time, step->limit_time[0] == '\0' ? NULL : step->limit_time));
	status = civ_worse(status, civ_record_give(record, d->note, step->move->note));
	status = civ_worse(status, civ_record_give(record, d->received_at, NULL));
	status = civ_worse(status, civ_record_give(record, d->returned_at, NULL));
	status = civ_worse(status, civ_record_give(record, d->rectified_at, NULL));
	if (step->answers != 0 && part->unit == step->lead)
		civ_record_give_int(record, d->person, step->answers);
	return status == CIV_OK ? store_part(d, record, id) : status;
}

static enum civ_status send_all(struct civ_dispatches *d, int64_t issue, const struct civ_move_step *step)
{
	struct part part = {issue, step->cycle, step->lead, "lead", step->at};
	enum civ_status status = send(d, &part, step);

	part.kind = "co";
	for (size_t i = 0; i < step->co_count && status == CIV_OK; i++) {
		part.unit = step->co[i];
		if (part.unit != step->lead)
			status = send(d, &part, step);
	}
	return status;
}

/* The unit's own step: received, returned, rectified. */
static enum civ_status mark(struct civ_dispatches *d, int64_t issue, const struct civ_move_step *step, int column)
{
	struct part part = {issue, step->cycle, step->part_unit, "lead", step->sent[0] == '\0' ? step->at : step->sent};
	struct civ_record *record;
	int64_t id;
	enum civ_status status = start_part(d, &part, &record, &id);

	/* Who only has to say that the whole is rectified has done the own part before; who receives it after a
	 * deferral begins anew. */
	if (column != d->rectified_at || !step->part_done)
		status = civ_worse(status, civ_record_give(record, column, step->part_at));
	if (column == d->received_at && step->part_done)
		status = civ_worse(status, civ_record_give(record, d->rectified_at, NULL));
	if (step->move->note != NULL)
		status = civ_worse(status, civ_record_give(record, d->note, step->move->note));
	if (step->move->evidence != NULL)
		status = civ_worse(status, civ_record_give(record, d->evidence, step->move->evidence));
	return status == CIV_OK ? store_part(d, record, id) : status;
}

static enum civ_status write_parts(struct civ_dispatches *dispatches, int64_t issue, const struct civ_move_step *step)
{
	if (strcmp(step->to, "assigned") == 0)
		return send_all(dispatches, issue, step);
	if (step->part_unit == 0)
		return CIV_OK;
	if (strcmp(step->to, "received") == 0)
		return mark(dispatches, issue, step, dispatches->received_at);
	if (strcmp(step->to, "returned") == 0)
		return mark(dispatches, issue, step, dispatches->returned_at);
	if (strcmp(step->to, "rectified") == 0)
		return mark(dispatches, issue, step, dispatches->rectified_at);
	return CIV_OK;
}

/* While a move is written, what it changes is kept in the buffer that is the hook's state. */
enum civ_status civ_dispatches_write(struct civ_dispatches *dispatches, int64_t issue, struct civ_move_step *step)
{
	void **state = civ_writer_state(dispatches->writer);
	enum civ_status status;

	*state = &step->before;
	status = write_parts(dispatches, issue, step);
	*state = NULL;
	return status;
}

static enum civ_status keep_before(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	struct civ_buf *before = *civ_writer_state(writer);
	struct civ_records *records = civ_writer_records(writer);
	int unit = civ_noun_column(&civ_noun_dispatch, "unit");

	if (before != NULL)
		civ_before_add(before, records, civ_records_code(records, &civ_noun_unit, record->values[unit].integer),
		               record, old);
	return CIV_OK;
}

const struct civ_hook civ_ledger_dispatch_hook = {.noun = &civ_noun_dispatch,
                                                  .later = civ_issues_ask_past,
                                                  .before_store = keep_before};

/* ---- moves taken back or corrected ---- */

/* The id of the part that a unit's code names. */
static enum civ_status named_part(struct civ_dispatches *d, int64_t issue, int64_t cycle, const char *code, int64_t *id)
{
	int64_t unit;
	enum civ_status status = civ_records_named(d->records, &civ_noun_unit, NULL, code, &unit);

	return status == CIV_OK ? find_part(d, issue, cycle, unit, id) : status;
}

enum civ_status civ_dispatch_restore(struct civ_dispatches *dispatches, int64_t issue, int64_t cycle,
                                     const struct civ_before_entry *entry, const struct civ_position *at)
{
	int column = civ_noun_column(&civ_noun_dispatch, entry->column);
	struct civ_record *record;
	int64_t id;
	enum civ_status status = named_part(dispatches, issue, cycle, entry->unit, &id);

	if (status != CIV_OK || id == 0)
		return status;
	if (entry->column[0] == '\0')
		return civ_writer_remove(dispatches->writer, id, at);
	if (column < 0)
		return CIV_OK;
	record = civ_writer_record(dispatches->writer);
	status = civ_record_parse(dispatches->writer, record, column,
	                          (struct civ_span){entry->value, strlen(entry->value)});
	return status == CIV_OK ? store_part(dispatches, record, id) : status;
}

enum civ_status civ_dispatch_retime(struct civ_dispatches *dispatches, const struct civ_part_time *time)
{
	static const char sql[] =
		"SELECT CASE ?2"
		"  WHEN 'sent_at' THEN sent_at = ?3"
		"  WHEN 'received_at' THEN received_at = ?3"
		"  WHEN 'returned_at' THEN returned_at = ?3"
		"  ELSE rectified_at <= ?3"
		" END IS 1"
		" FROM dispatch"
		" WHERE id = ?1";
	struct civ_store *store = civ_records_store(dispatches->records);
	struct civ_record *record = civ_writer_record(dispatches->writer);
	sqlite3_stmt *row = NULL;
	bool found;
	int64_t id;
	enum civ_status status = named_part(dispatches, time->issue, time->cycle, time->unit, &id);

	if (status != CIV_OK || id == 0)
		return status;
	status = civ_records_statement(dispatches->records, sql, &row);
	if (status == CIV_OK && (sqlite3_bind_int64(row, 1, id) != SQLITE_OK ||
	                         sqlite3_bind_text(row, 2, time->column, -1, SQLITE_TRANSIENT) != SQLITE_OK ||
	                         sqlite3_bind_text(row, 3, time->was, -1, SQLITE_TRANSIENT) != SQLITE_OK))
		status = civ_store_fail(store, "bind a part");
	if (!civ_store_next(store, row, &status))
		return status;
	found = sqlite3_column_int(row, 0) != 0;
	sqlite3_reset(row);
	if (!found)
		return CIV_OK;
	status = civ_record_give(record, civ_noun_column(&civ_noun_dispatch, time->column), time->becomes);
	return status == CIV_OK ? store_part(dispatches, record, id) : status;
}

enum civ_status civ_dispatch_redue(struct civ_dispatches *dispatches, int64_t id, const struct civ_due_texts *due)
{
	struct civ_record *record = civ_writer_record(dispatches->writer);
	enum civ_status status = civ_record_give(record, dispatches->due, due->day[0] == '\0' ? NULL : due->day);

	status = civ_worse(status,
	                   civ_record_give(record, dispatches->due_time, due->clock[0] == '\0' ? NULL : due->clock));
	return status == CIV_OK ? store_part(dispatches, record, id) : status;
}
