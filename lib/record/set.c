/* Changing a record: the given columns, with old and new values in the history. */
#include <string.h>

#include "lib/record/sql.h"
#include "lib/record/writer.h"

enum civ_status civ_writer_load(struct civ_writer *writer, struct civ_record *record, int64_t id)
{
	sqlite3_stmt *row;
	enum civ_status status = civ_select_row(writer->records, writer->noun, id, &row);

	for (int i = 0; writer->noun->columns[i].name != NULL && status == CIV_OK; i++) {
		struct civ_value *old = &writer->old[i];

		*old = civ_value_column(row, i);
		if (old->kind == CIV_STRING) {
			old->string.text = civ_arena_copy(record->arena, old->string.text, old->string.len);
			if (old->string.text == NULL)
				status = civ_no_memory(civ_records_messages(writer->records));
		}
	}
	if (status == CIV_OK)
		sqlite3_reset(row);
	return status;
}

/* Another day without a time is meant to its end: the time of the day before does not go with it. */
static void drop_clocks(struct civ_writer *writer, struct civ_record *record)
{
	for (int i = 0; writer->noun->columns[i].name != NULL; i++) {
		const struct civ_column *c = &writer->noun->columns[i];
		int clock = c->clock == NULL ? -1 : civ_noun_column(writer->noun, c->clock);

		if (clock < 0 || !record->given[i] || record->given[clock] ||
		    civ_value_same(&record->values[i], &writer->old[i]))
			continue;
		record->given[clock] = true;
		record->values[clock] = (struct civ_value){.kind = CIV_NULL};
	}
}

/* A column that the input does not have keeps its value; a state column may only come along unchanged. */
static enum civ_status merge(struct civ_writer *writer, struct civ_record *record)
{
	enum civ_status status = CIV_OK;

	drop_clocks(writer, record);
	for (int i = 0; writer->noun->columns[i].name != NULL; i++) {
		const struct civ_column *c = &writer->noun->columns[i];
		struct civ_value *value = &record->values[i];

		if (!record->given[i])
			*value = writer->old[i];
		else if (c->type == CIV_REAL || c->type == CIV_PERCENT)
			value->kind = value->kind == CIV_INTEGER ? CIV_DOUBLE : value->kind;
		if (!record->given[i] || record->late[i].len > 0 || civ_value_same(value, &writer->old[i]))
			continue;
		if ((c->flags & CIV_STATE) != 0 && !writer->options.move)
			status = civ_worse(status,
			                   civ_record_error(record, i, "is moved by its own programs only, not set"));
		else if (!civ_column_settable(writer->noun, c) && !writer->options.move)
			status = civ_worse(status, civ_record_error(record, i, "is part of an entry, which stays as it "
			                                                       "is: only its note is set"));
		else if (value->kind == CIV_NULL && civ_column_required(c) && (c->flags & CIV_COMPUTED) == 0)
			status = civ_worse(status, civ_record_error(record, i, "is required: it cannot be cleared"));
	}
	return status;
}

static bool changed(const struct civ_writer *writer, const struct civ_record *record, int column)
{
	return civ_sql_is_given(&writer->noun->columns[column]) &&
	       !civ_value_same(&record->values[column], &writer->old[column]);
}

/* Is it a change of the noun's own table? */
static bool changed_there(const struct civ_writer *writer, const struct civ_record *record, int column)
{
	return changed(writer, record, column) && civ_sql_is_there(&writer->noun->columns[column]);
}

/* A row number that is not known yet; a reference kept as text has its value already. */
static bool is_late(const struct civ_record *record, int column)
{
	return record->late[column].len > 0 && record->noun->columns[column].type == CIV_REF;
}

static bool any_change(const struct civ_writer *writer, const struct civ_record *record)
{
	for (int i = 0; writer->noun->columns[i].name != NULL; i++)
		if (changed(writer, record, i) || is_late(record, i))
			return true;
	return false;
}

/* UPDATE of just the changed columns, so that only their indexes are touched. */
static enum civ_status update_statement(struct civ_writer *writer, const struct civ_record *record,
                                        sqlite3_stmt **update)
{
	struct civ_buf sql = {0};
	int parameter = 1;
	enum civ_status status;

	civ_buf_addf(&sql, "UPDATE \"%s\" SET ", writer->noun->name);
	for (int i = 0; writer->noun->columns[i].name != NULL; i++) {
		if (!changed_there(writer, record, i))
			continue;
		civ_buf_adds(&sql, parameter == 1 ? "" : ", ");
		civ_sql_column(&sql, &writer->noun->columns[i]);
		civ_buf_addf(&sql, " = ?%d", ++parameter);
	}
	civ_buf_adds(&sql, " WHERE id = ?1");
	status = civ_records_statement_of(writer->records, &sql, update);
	return status;
}

static enum civ_status update(struct civ_writer *writer, const struct civ_record *record)
{
	struct civ_store *store = civ_records_store(writer->records);
	struct civ_value id = {.kind = CIV_INTEGER, .integer = record->id};
	sqlite3_stmt *statement;
	int parameter = 1;
	enum civ_status status = update_statement(writer, record, &statement);

	if (status == CIV_OK)
		status = civ_value_bind(store, statement, 1, &id);
	for (int i = 0; writer->noun->columns[i].name != NULL && status == CIV_OK; i++)
		if (changed_there(writer, record, i))
			status = civ_value_bind(store, statement, ++parameter, &record->values[i]);
	return status == CIV_OK ? civ_writer_step(writer, record, statement) : status;
}

/* Personal values leave only the trace that they changed. */
static enum civ_status history_text(struct civ_writer *writer, int column, const struct civ_value *value,
                                    struct civ_buf *buf, const char **text)
{
	const struct civ_column *c = &writer->noun->columns[column];
	enum civ_status status;

	*text = NULL;
	if (value->kind == CIV_NULL)
		return CIV_OK;
	if ((c->flags & CIV_PERSONAL) != 0) {
		*text = "...";
		return CIV_OK;
	}
	status = civ_value_text(writer->records, c, value, buf);
	*text = civ_buf_str(buf);
	return *text == NULL ? civ_no_memory(civ_records_messages(writer->records)) : status;
}

/* What COLUMN held and holds, into the history as part of CHANGE. */
static enum civ_status record_change(struct civ_writer *writer, struct civ_change *change, int column,
                                     const struct civ_value *old, const struct civ_value *new)
{
	struct civ_buf before = {0}, after = {0};
	enum civ_status status = history_text(writer, column, old, &before, &change->old);

	change->column = writer->noun->columns[column].name;
	if (status == CIV_OK)
		status = history_text(writer, column, new, &after, &change->new_);
	if (status == CIV_OK)
		status = civ_history_change(civ_records_store(writer->records), change);
	civ_buf_free(&before);
	civ_buf_free(&after);
	return status;
}

static enum civ_status record_changes(struct civ_writer *writer, const struct civ_record *record, const char *key)
{
	struct civ_change change = {.table = writer->noun->name, .id = record->id, .key = key, .action = "set"};
	enum civ_status status = CIV_OK;

	for (int i = 0; writer->noun->columns[i].name != NULL && status == CIV_OK; i++) {
		/* A late reference goes on record by the text that names it. */
		const struct civ_value late = {.kind = CIV_STRING, .string = record->late[i]};

		if (is_late(record, i))
			status = record_change(writer, &change, i, &writer->old[i], &late);
		else if (changed(writer, record, i))
			status = record_change(writer, &change, i, &writer->old[i], &record->values[i]);
	}
	return status;
}

/* Did the row's code change? */
static bool renamed(const struct civ_writer *writer, const struct civ_record *record)
{
	int code = civ_noun_code_column(writer->noun);

	return code >= 0 && writer->noun->columns[code].type == CIV_CODE && changed(writer, record, code);
}

static enum civ_status put_changes(struct civ_writer *writer, struct civ_record *record)
{
	int code = civ_noun_code_column(writer->noun);
	struct civ_buf key = {0};
	bool stored = false;
	enum civ_status status = civ_key_text(writer->records, writer->noun, record->id, &key);

	for (int i = 0; writer->noun->columns[i].name != NULL; i++)
		stored = stored || changed_there(writer, record, i);
	if (status == CIV_OK && civ_buf_str(&key) == NULL)
		status = civ_no_memory(civ_records_messages(writer->records));
	if (status == CIV_OK && stored)
		status = update(writer, record);
	if (status == CIV_OK)
		status = record_changes(writer, record, civ_buf_str(&key));
	if (status == CIV_OK && renamed(writer, record))
		status = civ_rename_follow(writer->records, writer->noun, record->id, writer->old[code].string,
		                           record->values[code].string);
	civ_buf_free(&key);
	return status;
}

/* The dictionaries follow when nothing refuses the changes any more. */
static enum civ_status store_changes(struct civ_writer *writer, struct civ_record *record)
{
	enum civ_status status = civ_writer_try(writer, record, writer->old, put_changes);

	if (status == CIV_OK && renamed(writer, record))
		civ_records_forget(writer->records, writer->noun,
		                   writer->old[civ_noun_code_column(writer->noun)].string);
	if (status == CIV_OK)
		status = civ_records_learn(writer->records, writer->noun, record->id, record->values);
	if (status == CIV_OK)
		status = civ_writer_wait(writer, record, true);
	return status == CIV_OK ? civ_writer_tally(writer, record->id, writer->old, record->values) : status;
}

enum civ_status civ_writer_set_id(struct civ_writer *writer, struct civ_record *record, int64_t id)
{
	enum civ_status status = civ_writer_load(writer, record, id);

	record->id = id;
	if (status == CIV_OK)
		status = civ_record_scoped(writer, record, writer->old);
	if (status == CIV_OK)
		status = merge(writer, record);
	if (status == CIV_OK)
		status = civ_writer_settle(writer, record, writer->old);
	if (status == CIV_OK && (writer->options.move || any_change(writer, record)) && writer->hook != NULL &&
	    writer->hook->before_store != NULL)
		status = writer->hook->before_store(writer, record, writer->old);
	if (status == CIV_OK && any_change(writer, record))
		status = civ_writer_check(writer, record, writer->old);
	if (status != CIV_OK)
		return status;
	if (!any_change(writer, record)) {
		writer->counts.unchanged++;
		return civ_writer_touch(writer, id);
	}
	status = store_changes(writer, record);
	if (status == CIV_OK)
		status = civ_writer_touch(writer, id);
	if (status == CIV_OK)
		writer->counts.updated++;
	return status;
}

enum civ_status civ_writer_set(struct civ_writer *writer, struct civ_record *record)
{
	int64_t id = 1;
	enum civ_status status = CIV_OK;

	/* The key's own references; those of the row are seen to with what is stored. */
	if (status == CIV_OK)
		status = civ_record_scoped(writer, record, NULL);
	if (status == CIV_OK && (writer->noun->flags & CIV_SINGLE) == 0)
		status = civ_select_key(writer->records, writer->noun, record->values, &id);
	if (status == CIV_OK && id == 0)
		status = civ_record_missing(writer, record);
	return status == CIV_OK ? civ_writer_set_id(writer, record, id) : status;
}

enum civ_status civ_writer_remove(struct civ_writer *writer, int64_t id, const struct civ_position *at)
{
	static const struct civ_value nothing = {.kind = CIV_NULL};
	struct civ_store *store = civ_records_store(writer->records);
	struct civ_record *record = civ_writer_record(writer);
	int code = civ_noun_code_column(writer->noun);
	struct civ_change change = {.table = writer->noun->name, .id = id, .action = "remove"};
	struct civ_buf key = {0}, sql = {0};
	sqlite3_stmt *remove;
	enum civ_status status = civ_references_check(writer->records, writer->noun, id, at);

	if (status == CIV_OK)
		status = civ_writer_load(writer, record, id);
	if (status == CIV_OK)
		status = civ_key_text(writer->records, writer->noun, id, &key);
	change.key = civ_buf_str(&key);
	for (int i = 0; writer->noun->columns[i].name != NULL && status == CIV_OK; i++)
		if (writer->old[i].kind != CIV_NULL && civ_sql_is_given(&writer->noun->columns[i]))
			status = record_change(writer, &change, i, &writer->old[i], &nothing);
	civ_buf_addf(&sql, "DELETE FROM \"%s\" WHERE id = ?1", writer->noun->name);
	if (status == CIV_OK)
		status = civ_records_statement_of(writer->records, &sql, &remove);
	if (status == CIV_OK && sqlite3_bind_int64(remove, 1, id) != SQLITE_OK)
		status = civ_store_fail(store, "bind an id");
	if (status == CIV_OK)
		status = civ_store_do(store, remove);
	if (status == CIV_OK) {
		if (code >= 0 && writer->old[code].kind == CIV_STRING)
			civ_records_forget(writer->records, writer->noun, writer->old[code].string);
		writer->counts.removed++;
		status = civ_writer_tally(writer, id, writer->old, NULL);
	}
	civ_buf_free(&key);
	civ_buf_free(&sql);
	return status;
}
