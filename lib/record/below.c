/* What is below a row of a tree. */
#include "civplan/record.h"

static enum civ_status select_below(struct civ_records *records, const char *noun, sqlite3_stmt **rows)
{
	struct civ_buf sql = {0};
	enum civ_status status;

	civ_buf_addf(&sql,
	             "WITH RECURSIVE " CIV_BELOW_FROM("%s") CIV_AMONG("id", ":ids") CIV_BELOW_REST("%s")
	             " SELECT id FROM %s_below",
	             noun, noun, noun, noun, noun);
	status = civ_records_statement_of(records, &sql, rows);
	return status;
}

enum civ_status civ_records_below(struct civ_records *records, const struct civ_noun *noun, const char *ids,
                                  struct civ_hash **below)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *rows;
	enum civ_status status = select_below(records, noun->name, &rows);

	*below = civ_hash_new();
	if (*below == NULL)
		return civ_no_memory(civ_records_messages(records));
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":ids", ids);
	while (civ_store_next(store, rows, &status)) {
		int64_t key = sqlite3_column_int64(rows, 0);

		if (!civ_hash_put(*below, (struct civ_span){(const char *)&key, sizeof key}, 1))
			status = civ_no_memory(civ_records_messages(records));
	}
	if (status == CIV_OK)
		return CIV_OK;
	civ_hash_free(*below);
	*below = NULL;
	return status;
}

bool civ_is_below(const struct civ_hash *below, int64_t id)
{
	int64_t found;

	return below == NULL ||
	       civ_hash_get(below, (struct civ_span){(const char *)&id, sizeof id}, &found);
}
