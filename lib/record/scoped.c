/* References whose code names a row only together with another column of the record: answer.question within
 * answer.survey. */
#include "lib/record/private.h"
#include "lib/record/sql.h"
#include "lib/record/writer.h"

enum civ_status civ_reference_scoped(struct civ_records *records, const struct civ_column *column,
                                     const struct civ_value *scope, struct civ_span code, int64_t *id)
{
	const struct civ_noun *noun = column->ref;
	const struct civ_value text = {.kind = CIV_STRING, .string = code};
	struct civ_store *store = civ_records_store(records);
	struct civ_buf sql = {0};
	sqlite3_stmt *find;
	bool found = false;
	enum civ_status status;

	*id = 0;
	civ_buf_addf(&sql, "SELECT id FROM \"%s\" WHERE \"%s_id\" IS ?1 AND \"%s\" = ?2", noun->name, column->scope,
	             noun->columns[civ_noun_code_column(noun)].name);
	status = civ_buf_str(&sql) == NULL ? civ_no_memory(civ_records_messages(records))
	                                   : civ_records_statement(records, civ_buf_str(&sql), &find);
	civ_buf_free(&sql);
	if (status == CIV_OK)
		status = civ_value_bind(store, find, 1, scope);
	if (status == CIV_OK)
		status = civ_value_bind(store, find, 2, &text);
	if (status == CIV_OK)
		status = civ_store_step(store, find, &found);
	if (found) {
		*id = sqlite3_column_int64(find, 0);
		sqlite3_reset(find);
	}
	return status;
}

/* The text that COLUMN was given, within the scope that the record has; what may stand further down goes on waiting. */
static enum civ_status resolve(struct civ_writer *writer, struct civ_record *record, int column, int scope)
{
	const struct civ_column *c = &record->noun->columns[column];
	struct civ_records *records = civ_writer_records(writer);
	struct civ_span text = record->late[column];
	int64_t id;
	enum civ_status status;

	if (record->late[scope].len > 0)
		return CIV_OK;
	status = civ_reference_scoped(records, c, &record->values[scope], text, &id);
	if (status != CIV_OK)
		return status;
	if (id != 0) {
		record->values[column] = (struct civ_value){.kind = CIV_INTEGER, .integer = id};
		record->late[column] = (struct civ_span){NULL, 0};
	} else if (c->ref != record->noun && !civ_records_deferring(records)) {
		status = civ_record_error(record, column, "no '%.*s' in the same %s", (int)text.len, text.text,
		                          c->scope);
	}
	return status;
}

/* A row that is set to another scope leaves behind what it refers to there. */
static enum civ_status see_scope(const struct civ_record *record, int column, int scope, const struct civ_value *old)
{
	if (record->given[column] || old[column].kind == CIV_NULL || record->late[scope].len > 0 ||
	    civ_value_same(&record->values[scope], &old[scope]))
		return CIV_OK;
	return civ_record_error(record, scope, "goes with %s, which is to be given too",
	                        record->noun->columns[column].name);
}

enum civ_status civ_record_scoped(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old)
{
	enum civ_status status = CIV_OK;

	for (int i = 0; record->noun->columns[i].name != NULL; i++) {
		const struct civ_column *c = &record->noun->columns[i];
		int scope = c->type == CIV_REF && c->scope != NULL ? civ_noun_column(record->noun, c->scope) : -1;

		if (scope < 0)
			continue;
		if (old != NULL && !record->given[scope])
			record->values[scope] = old[scope];
		/* Without its scope it is not found, which is told with what else is missing. */
		if (record->late[i].len > 0 && (old != NULL || record->given[scope]))
			status = civ_worse(status, resolve(writer, record, i, scope));
		else if (old != NULL)
			status = civ_worse(status, see_scope(record, i, scope, old));
	}
	return status;
}
