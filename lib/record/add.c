/* Adding a record, and what on_conflict says when its key is there already. */
#include "lib/record/sql.h"
#include "lib/record/writer.h"

static enum civ_status complete(struct civ_writer *writer, struct civ_record *record)
{
	enum civ_status status = CIV_OK;

	for (int i = 0; writer->noun->columns[i].name != NULL; i++) {
		const struct civ_column *c = &writer->noun->columns[i];
		struct civ_value *value = &record->values[i];

		if (value->kind == CIV_NULL && record->late[i].len == 0)
			*value = writer->fallbacks[i];
		if (civ_column_is_given(c) && !writer->options.restore)
			status = civ_worse(status, civ_writer_give(writer, record, i));
		/* Without the row whose code it begins with that one is wanted first. */
		if (c->within != NULL && value->kind == CIV_NULL && !writer->options.restore)
			continue;
		if (value->kind == CIV_NULL && civ_column_required(c) && (c->flags & (CIV_STATE | CIV_COMPUTED)) == 0) {
			if (record->late[i].len > 0) {
				struct civ_position at = civ_record_at(record, i);
				const struct civ_reading reading = civ_record_reading(record, &at);

				status = civ_worse(
					status, civ_reference_unknown(writer->records, c, record->late[i], &reading));
			} else {
				status = civ_worse(status, civ_record_error(record, i, "is required"));
			}
		}
	}
	return status;
}

static enum civ_status insert_statement(struct civ_writer *writer, sqlite3_stmt **insert)
{
	struct civ_buf sql = {0}, marks = {0};
	int parameter = 1;
	enum civ_status status;

	civ_buf_addf(&sql, "INSERT INTO \"%s\" (\"id\"", writer->noun->name);
	civ_buf_adds(&marks, "?1");
	for (const struct civ_column *c = writer->noun->columns; c->name != NULL; c++) {
		if (!civ_sql_is_stored(c))
			continue;
		civ_buf_adds(&sql, ", ");
		civ_sql_column(&sql, c);
		civ_buf_addf(&marks, ", ?%d", ++parameter);
	}
	civ_buf_addf(&sql, ") VALUES (%s)", civ_buf_str(&marks));
	status = marks.failed || civ_buf_str(&sql) == NULL ? civ_no_memory(civ_records_messages(writer->records))
	                                                   : civ_store_prepare(civ_records_store(writer->records),
	                                                                       civ_buf_str(&sql), insert);
	civ_buf_free(&sql);
	civ_buf_free(&marks);
	return status;
}

static enum civ_status bind_record(struct civ_writer *writer, const struct civ_record *record)
{
	struct civ_store *store = civ_records_store(writer->records);
	int id_column = civ_noun_code_column(writer->noun);
	struct civ_value id = {.kind = CIV_NULL};
	int parameter = 1;
	enum civ_status status;

	if ((writer->noun->flags & CIV_SINGLE) != 0)
		id = (struct civ_value){.kind = CIV_INTEGER, .integer = 1};
	else if (id_column >= 0 && writer->noun->columns[id_column].type == CIV_ID)
		id = record->values[id_column];
	status = civ_value_bind(store, writer->insert, 1, &id);
	for (int i = 0; writer->noun->columns[i].name != NULL && status == CIV_OK; i++)
		if (civ_sql_is_stored(&writer->noun->columns[i]))
			status = civ_value_bind(store, writer->insert, ++parameter, &record->values[i]);
	return status;
}

static enum civ_status insert(struct civ_writer *writer, struct civ_record *record)
{
	struct civ_store *store = civ_records_store(writer->records);
	enum civ_status status = CIV_OK;

	if (writer->insert == NULL)
		status = insert_statement(writer, &writer->insert);
	if (status == CIV_OK)
		status = bind_record(writer, record);
	if (status == CIV_OK)
		status = civ_writer_step(writer, record, writer->insert);
	if (status != CIV_OK)
		return status;
	record->id = sqlite3_last_insert_rowid(civ_store_db(store));
	return civ_writer_mark_reversed(writer, record);
}

/* What is counted and known of a row when nothing refuses it any more. */
static enum civ_status insert_hooked(struct civ_writer *writer, struct civ_record *record)
{
	enum civ_status status = civ_writer_try(writer, record, NULL, insert);

	if (status != CIV_OK)
		return status;
	civ_history_added(civ_records_store(writer->records), writer->noun->name, record->id);
	status = civ_records_learn(writer->records, writer->noun, record->id, record->values);
	if (status == CIV_OK)
		status = civ_writer_number(writer, record, record->id);
	if (status == CIV_OK)
		status = civ_writer_wait(writer, record, false);
	if (status == CIV_OK)
		status = civ_writer_touch(writer, record->id);
	if (status != CIV_OK)
		return status;
	writer->counts.added++;
	return civ_writer_tally(writer, record->id, NULL, record->values);
}

/* The key is there: what the options say. State columns stay as they are; an entry whose row says anything else than
 * what is stored, but in its note, is refused. */
static enum civ_status meet_conflict(struct civ_writer *writer, struct civ_record *record, int64_t id)
{
	if (writer->options.on_conflict == CIV_CONFLICT_SKIP) {
		writer->counts.skipped++;
		return CIV_OK;
	}
	if (writer->options.on_conflict == CIV_CONFLICT_ERROR)
		return civ_record_exists(writer, record);
	for (int i = 0; writer->noun->columns[i].name != NULL; i++) {
		const struct civ_column *c = &writer->noun->columns[i];

		if ((c->flags & CIV_STATE) != 0 || c->type == CIV_ID ||
		    (writer->options.update != NULL && !writer->updates[i]))
			record->given[i] = false;
	}
	return civ_writer_set_id(writer, record, id);
}

static enum civ_status run_before(struct civ_writer *writer, struct civ_record *record)
{
	if (writer->hook == NULL || writer->hook->before_store == NULL)
		return CIV_OK;
	return writer->hook->before_store(writer, record, NULL);
}

enum civ_status civ_writer_prepare(struct civ_writer *writer, struct civ_record *record)
{
	enum civ_status status = civ_writer_set_aside(writer, record);

	if (status == CIV_OK)
		status = civ_writer_reverse(writer, record);
	if (status == CIV_OK)
		status = complete(writer, record);
	if (status == CIV_OK)
		status = civ_writer_settle(writer, record, NULL);
	if (status == CIV_OK)
		status = run_before(writer, record);
	return status == CIV_OK ? civ_writer_check(writer, record, NULL) : status;
}

enum civ_status civ_writer_add(struct civ_writer *writer, struct civ_record *record)
{
	enum civ_status status = civ_record_scoped(writer, record, NULL);
	int64_t id = 0;

	if (status == CIV_OK)
		status = civ_writer_set_aside(writer, record);
	if (status == CIV_OK)
		status = civ_writer_reverse(writer, record);
	if (status == CIV_OK)
		status = complete(writer, record);
	if (status != CIV_OK)
		return status;
	/* What takes another back has the keys of that one. */
	if (!civ_record_reverses(record))
		status = civ_select_key(writer->records, writer->noun, record->values, &id);
	if (status == CIV_OK && id != 0) {
		status = meet_conflict(writer, record, id);
		return status == CIV_OK ? civ_writer_number(writer, record, id) : status;
	}
	if (status == CIV_OK)
		status = civ_writer_settle(writer, record, NULL);
	if (status == CIV_OK)
		status = run_before(writer, record);
	if (status == CIV_OK)
		status = civ_writer_check(writer, record, NULL);
	return status == CIV_OK ? insert_hooked(writer, record) : status;
}
