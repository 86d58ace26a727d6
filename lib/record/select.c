/* Reading single rows: by id, by key; values as text. */
#include "civplan/say.h"
#include "lib/record/private.h"
#include "lib/record/sql.h"

static enum civ_status one_row(struct civ_records *records, struct civ_buf *sql, sqlite3_stmt **statement)
{
	const char *text = civ_buf_str(sql);

	return text == NULL ? civ_no_memory(civ_records_messages(records))
	                    : civ_records_statement(records, text, statement);
}

enum civ_status civ_select_row(struct civ_records *records, const struct civ_noun *noun, int64_t id, sqlite3_stmt **row)
{
	struct civ_store *store = civ_records_store(records);
	struct civ_buf sql = {0};
	enum civ_status status;
	bool found = false;

	civ_buf_adds(&sql, "SELECT ");
	for (const struct civ_column *c = noun->columns; c->name != NULL; c++) {
		civ_buf_adds(&sql, c == noun->columns ? "" : ", ");
		civ_sql_value(&sql, c);
	}
	civ_buf_addf(&sql, " FROM \"%s\" t WHERE t.\"id\" = ?1", noun->name);
	status = one_row(records, &sql, row);
	civ_buf_free(&sql);
	if (status == CIV_OK && sqlite3_bind_int64(*row, 1, id) != SQLITE_OK)
		status = civ_store_fail(store, "bind an id");
	if (status == CIV_OK)
		status = civ_store_step(store, *row, &found);
	if (status == CIV_OK && !found)
		status = civ_error(civ_records_messages(records), CIV_REFUSED, NULL, "no %s with the number %lld",
		                   civ_say(noun->name), (long long)id);
	return status;
}

/* The part of the key that may be left out where the others mean one row. */
static const struct civ_column *last_part(const struct civ_noun *noun)
{
	const struct civ_column *last = NULL;

	for (const struct civ_column *c = noun->columns; c->name != NULL; c++)
		if (civ_column_is_key_part(c))
			last = c;
	return last;
}

/* All of the key BUT one column. */
static enum civ_status bind_key(struct civ_store *store, const struct civ_noun *noun, const struct civ_value *values,
                                const struct civ_column *but, sqlite3_stmt *find)
{
	enum civ_status status = CIV_OK;
	int parameter = 0;

	for (int i = 0; noun->columns[i].name != NULL && status == CIV_OK; i++)
		if ((noun->columns[i].flags & CIV_KEY) != 0 && noun->columns[i].elsewhere == NULL &&
		    &noun->columns[i] != but)
			status = civ_value_bind(store, find, ++parameter, &values[i]);
	return status;
}

/* The other key names a row only when each of its parts has a value. */
static enum civ_status bind_other_key(struct civ_store *store, const struct civ_noun *noun,
                                      const struct civ_value *values, sqlite3_stmt *find, bool *complete)
{
	enum civ_status status = CIV_OK;

	*complete = noun->other_key != NULL;
	for (int i = 0; noun->other_key != NULL && noun->other_key[i] != NULL && status == CIV_OK; i++) {
		const struct civ_value *value = &values[civ_noun_column(noun, noun->other_key[i])];

		*complete = *complete && value->kind != CIV_NULL;
		status = civ_value_bind(store, find, i + 1, value);
	}
	return status;
}

static void other_key_match(struct civ_buf *sql, const struct civ_noun *noun)
{
	for (int i = 0; noun->other_key != NULL && noun->other_key[i] != NULL; i++) {
		civ_buf_adds(sql, i == 0 ? "" : " AND ");
		civ_sql_column(sql, &noun->columns[civ_noun_column(noun, noun->other_key[i])]);
		civ_buf_addf(sql, " = ?%d", i + 1);
	}
	if (civ_noun_reverses(noun) >= 0)
		civ_buf_adds(sql, " AND " CIV_ENTRY_LIVE);
}

/* The one row of a noun that has no more. */
static enum civ_status select_single(struct civ_records *records, const struct civ_noun *noun, int64_t *id)
{
	struct civ_buf sql = {0};
	sqlite3_stmt *find;
	enum civ_status status;

	civ_buf_addf(&sql, "SELECT id FROM \"%s\"", noun->name);
	status = one_row(records, &sql, &find);
	civ_buf_free(&sql);
	if (civ_store_next(civ_records_store(records), find, &status)) {
		*id = sqlite3_column_int64(find, 0);
		sqlite3_reset(find);
	}
	return status;
}

enum civ_status civ_select_key(struct civ_records *records, const struct civ_noun *noun, const struct civ_value *values,
                               int64_t *id)
{
	struct civ_store *store = civ_records_store(records);
	int code = civ_noun_code_column(noun);
	bool by_id = code >= 0 && noun->columns[code].type == CIV_ID;
	bool other = by_id && values[code].kind == CIV_NULL;
	struct civ_buf sql = {0};
	sqlite3_stmt *find;
	enum civ_status status;
	bool found = true;

	*id = 0;
	if (other && noun->other_key == NULL)
		return CIV_OK;
	if ((noun->flags & CIV_SINGLE) != 0)
		return select_single(records, noun, id);
	civ_buf_adds(&sql, "SELECT id FROM ");
	civ_sql_name(&sql, noun->name);
	civ_buf_adds(&sql, " WHERE ");
	if (other)
		other_key_match(&sql, noun);
	else
		civ_sql_key_match(&sql, noun, NULL);
	status = one_row(records, &sql, &find);
	civ_buf_free(&sql);
	if (status == CIV_OK)
		status = other ? bind_other_key(store, noun, values, find, &found)
		               : bind_key(store, noun, values, NULL, find);
	if (status != CIV_OK || !found)
		return status;
	status = civ_store_step(store, find, &found);
	if (status == CIV_OK && found) {
		*id = sqlite3_column_int64(find, 0);
		sqlite3_reset(find);
	}
	return status;
}

enum civ_status civ_select_front(struct civ_records *records, const struct civ_noun *noun,
                                 const struct civ_value *values, int64_t *id)
{
	struct civ_store *store = civ_records_store(records);
	const struct civ_column *last = last_part(noun);
	struct civ_buf sql = {0};
	sqlite3_stmt *find;
	enum civ_status status;

	*id = 0;
	civ_buf_addf(&sql, "SELECT CASE count(*) WHEN 0 THEN 0 WHEN 1 THEN min(id) ELSE %d END FROM \"%s\" WHERE ",
	             CIV_AMBIGUOUS, noun->name);
	civ_sql_key_match(&sql, noun, last);
	status = one_row(records, &sql, &find);
	civ_buf_free(&sql);
	if (status == CIV_OK)
		status = bind_key(store, noun, values, last, find);
	if (civ_store_next(store, find, &status)) {
		*id = sqlite3_column_int64(find, 0);
		sqlite3_reset(find);
	}
	return status;
}

enum civ_status civ_value_text(struct civ_records *records, const struct civ_column *column,
                               const struct civ_value *value, struct civ_buf *buf)
{
	int code;

	if (column->type != CIV_REF || value->kind != CIV_INTEGER) {
		civ_value_format(column, value, buf);
		return CIV_OK;
	}
	code = civ_noun_code_column(column->ref);
	if (code >= 0 && column->ref->columns[code].type == CIV_ID)
		civ_value_format(&column->ref->columns[code], value, buf);
	else
		civ_buf_adds(buf, civ_records_code(records, column->ref, value->integer));
	return CIV_OK;
}

enum civ_status civ_value_told(struct civ_records *records, const struct civ_column *column,
                               const struct civ_value *value, struct civ_buf *buf)
{
	const struct civ_word *words = column->type == CIV_BOOL ? civ_words_bool : column->choices;
	struct civ_buf code = {0};
	enum civ_status status;

	if (words == NULL)
		return civ_value_text(records, column, value, buf);
	status = civ_value_text(records, column, value, &code);
	if (status == CIV_OK && code.len > 0)
		civ_buf_adds(buf, civ_code_told(words, civ_buf_str(&code)));
	buf->failed = buf->failed || code.failed;
	civ_buf_free(&code);
	return status;
}

enum civ_status civ_reference_scoped(struct civ_records *records, const struct civ_column *column,
                                     const struct civ_value *scope, struct civ_span code, int64_t *id)
{
	const struct civ_noun *noun = column->ref;
	const struct civ_value text = {.kind = CIV_STRING, .string = code};
	struct civ_store *store = civ_records_store(records);
	struct civ_buf sql = {0};
	sqlite3_stmt *find;
	bool found = false, known = false;
	enum civ_status status = CIV_OK;

	*id = 0;
	if (scope->kind == CIV_INTEGER)
		status = civ_scopes_find(records, column, &(struct civ_scoped){scope->integer, code}, id, &known);
	if (status != CIV_OK || known)
		return status;
	civ_buf_addf(&sql, "SELECT id FROM \"%s\" WHERE \"%s_id\" IS ?1 AND \"%s\" = ?2", noun->name, column->scope,
	             noun->columns[civ_noun_code_column(noun)].name);
	status = civ_records_statement_of(records, &sql, &find);
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
