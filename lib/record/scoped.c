/* References whose code names a row only together with another column of the record: answer.question within
 * answer.survey. */
#include "civplan/say.h"
#include "lib/record/private.h"
#include "lib/record/writer.h"

/* The text that COLUMN was given, within the scope that the record has; what may stand further down goes on waiting. */
static enum civ_status resolve(struct civ_writer *writer, struct civ_record *record, int column, int scope)
{
	const struct civ_column *c = &record->noun->columns[column];
	struct civ_records *records = writer->records;
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
		                          civ_say(c->scope));
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
