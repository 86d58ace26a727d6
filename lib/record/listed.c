#include "civplan/listed.h"

#include "civplan/say.h"
#include "lib/record/private.h"

/* "no task has 'x' there": CIV_REFUSED, with the value that may be meant. */
static enum civ_status unlisted(struct civ_records *records, const struct civ_noun *noun, struct civ_span text,
                                const struct civ_reading *reading, sqlite3_stmt *values)
{
	const char *called = civ_say(noun->name);
	struct civ_near near = {.text = text};
	enum civ_status status = CIV_OK;

	while (civ_store_next(civ_records_store(records), values, &status)) {
		struct civ_span value = civ_value_column(values, 0).string;
		const char *known = civ_arena_copy(reading->arena, value.text, value.len);

		if (known == NULL)
			return civ_no_memory(reading->messages);
		civ_near_offer(&near, known);
	}
	if (status != CIV_OK)
		return status;
	if (near.known != NULL)
		return civ_error(reading->messages, CIV_REFUSED, reading->at,
		                 "no %s has '%.*s' there; did you mean '%s'?", called, (int)text.len, text.text,
		                 near.known);
	return civ_error(reading->messages, CIV_REFUSED, reading->at, "no %s has '%.*s' there", called, (int)text.len,
	                 text.text);
}

enum civ_status civ_records_listed(struct civ_records *records, const struct civ_noun *noun,
                                   const struct civ_column *column, struct civ_span text,
                                   const struct civ_reading *reading)
{
	struct civ_store *store = civ_records_store(records);
	const struct civ_value value = {.kind = CIV_STRING, .string = text};
	struct civ_buf sql = {0};
	sqlite3_stmt *find, *values;
	bool found;
	enum civ_status status;

	civ_buf_addf(&sql, "SELECT 1 FROM \"%s\" WHERE \"%s\" = ?1 LIMIT 1", noun->name, column->name);
	status = civ_records_statement_of(records, &sql, &find);
	if (status == CIV_OK)
		status = civ_value_bind(store, find, 1, &value);
	found = civ_store_next(store, find, &status);
	if (found)
		sqlite3_reset(find);
	if (status != CIV_OK || found)
		return status;
	civ_buf_addf(&sql, "SELECT DISTINCT \"%s\" FROM \"%s\" WHERE \"%s\" IS NOT NULL ORDER BY 1", column->name,
	             noun->name, column->name);
	status = civ_records_statement_of(records, &sql, &values);
	return status == CIV_OK ? unlisted(records, noun, text, reading, values) : status;
}
