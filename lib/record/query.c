/* The SELECT of a list while it is put together: its conditions and the values that are bound in them. */
#include <stdlib.h>

#include "civplan/buffer.h"
#include "lib/record/query.h"

enum civ_status civ_query_init(struct civ_query *query, struct civ_records *records, const struct civ_noun *noun)
{
	*query = (struct civ_query){.records = records, .noun = noun};
	query->arena = civ_arena_new();
	return query->arena == NULL ? civ_no_memory(civ_records_messages(records)) : CIV_OK;
}

void civ_query_free(struct civ_query *query)
{
	civ_buf_free(&query->where);
	free(query->values);
	civ_arena_free(query->arena);
}

enum civ_status civ_query_may_use(const struct civ_query *query, const struct civ_column *column,
                                  const struct civ_position *at)
{
	if (query->personal || (column->flags & CIV_PERSONAL) == 0)
		return CIV_OK;
	return civ_error(civ_records_messages(query->records), CIV_USAGE, at,
	                 "%s is personal: which rows hold what is told with --personal only", column->name);
}

void civ_query_and(struct civ_query *query)
{
	civ_buf_adds(&query->where, query->where.len == 0 ? " WHERE " : " AND ");
}

enum civ_status civ_query_keep(struct civ_query *query, const struct civ_value *value)
{
	if (!CIV_GROW(query->values, query->count, query->room))
		return civ_no_memory(civ_records_messages(query->records));
	query->values[query->count++] = *value;
	return CIV_OK;
}

enum civ_status civ_query_value(struct civ_query *query, const struct civ_value *value)
{
	enum civ_status status = civ_query_keep(query, value);

	civ_buf_addf(&query->where, "?%zu", query->count);
	return status;
}

enum civ_status civ_query_bind(const struct civ_query *query, sqlite3_stmt *statement)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < query->count && status == CIV_OK; i++)
		status = civ_value_bind(civ_records_store(query->records), statement, (int)i + 1, &query->values[i]);
	return status;
}
