/* Codes within their scopes, kept in memory once many of them are asked for: a long file of answers names each of its
 * respondents many times. */
#include <stdlib.h>

#include "lib/record/records.h"

/* So many are asked of the database before all of a noun are read. */
enum { FEW = 100 };

struct civ_scopes {
	int scope, code;        /* columns of the noun */
	struct civ_hash *ids;   /* bytes of the scope's id, then the code -> id; NULL: asked of the database so far */
	struct civ_buf key;     /* that is looked for */
	unsigned asked;
};

static struct civ_span key_of(struct civ_scopes *scopes, int64_t scope, struct civ_span code)
{
	civ_buf_clear(&scopes->key);
	civ_buf_add(&scopes->key, &scope, sizeof scope);
	civ_buf_add(&scopes->key, code.text, code.len);
	return (struct civ_span){scopes->key.data, scopes->key.len};
}

static bool put(struct civ_scopes *scopes, int64_t scope, struct civ_span code, int64_t id)
{
	struct civ_span key = key_of(scopes, scope, code);

	return !scopes->key.failed && civ_hash_put(scopes->ids, key, id);
}

static enum civ_status load(struct civ_records *records, const struct civ_noun *noun, struct civ_scopes *scopes)
{
	struct civ_store *store = records->store;
	struct civ_buf sql = {0};
	sqlite3_stmt *row = NULL;
	enum civ_status status;

	scopes->ids = civ_hash_new();
	if (scopes->ids == NULL)
		return civ_no_memory(records->messages);
	civ_buf_addf(&sql, "SELECT id, ifnull(\"%s_id\", 0), \"%s\" FROM \"%s\"", noun->columns[scopes->scope].name,
	             noun->columns[scopes->code].name, noun->name);
	status = civ_records_statement_of(records, &sql, &row);
	while (civ_store_next(store, row, &status))
		if (!put(scopes, sqlite3_column_int64(row, 1), civ_value_column(row, 2).string,
		         sqlite3_column_int64(row, 0)))
			status = civ_no_memory(records->messages);
	return status;
}

enum civ_status civ_scopes_find(struct civ_records *records, const struct civ_column *column,
                                const struct civ_scoped *sought, int64_t *id, bool *known)
{
	struct civ_scopes **place = &records->scopes[civ_records_place(records, column->ref)];
	enum civ_status status = CIV_OK;

	*known = false;
	if (*place == NULL)
		*place = calloc(1, sizeof **place);
	if (*place == NULL)
		return civ_no_memory(records->messages);
	(*place)->scope = civ_noun_column(column->ref, column->scope);
	(*place)->code = civ_noun_code_column(column->ref);
	if ((*place)->ids == NULL && (*place)->asked++ < FEW)
		return CIV_OK;
	if ((*place)->ids == NULL)
		status = load(records, column->ref, *place);
	*known = status == CIV_OK;
	if (*known && !civ_hash_get((*place)->ids, key_of(*place, sought->scope, sought->code), id))
		*id = 0;
	return (*place)->key.failed ? civ_no_memory(records->messages) : status;
}

enum civ_status civ_scopes_learn(struct civ_records *records, const struct civ_noun *noun, int64_t id,
                                 const struct civ_value *values)
{
	struct civ_scopes *scopes = records->scopes[civ_records_place(records, noun)];

	if (scopes == NULL || scopes->ids == NULL || values[scopes->code].kind != CIV_STRING)
		return CIV_OK;
	return put(scopes, values[scopes->scope].integer, values[scopes->code].string, id)
	               ? CIV_OK
	               : civ_no_memory(records->messages);
}

void civ_scopes_forget(struct civ_records *records, const struct civ_noun *noun)
{
	struct civ_scopes *scopes = records->scopes[civ_records_place(records, noun)];

	if (scopes == NULL)
		return;
	civ_hash_free(scopes->ids);
	scopes->ids = NULL;
}

void civ_scopes_free(struct civ_scopes **scopes, size_t count)
{
	for (size_t i = 0; scopes != NULL && i < count; i++) {
		if (scopes[i] == NULL)
			continue;
		civ_hash_free(scopes[i]->ids);
		civ_buf_free(&scopes[i]->key);
		free(scopes[i]);
	}
	free(scopes);
}
