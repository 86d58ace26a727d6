/* The SELECT of a list while it is put together: SQL from the noun tables, values bound. */
#ifndef CIVPLAN_RECORD_QUERY_H
#define CIVPLAN_RECORD_QUERY_H

#include "lib/record/private.h"

struct civ_query {
	struct civ_records *records;
	const struct civ_noun *noun;
	struct civ_buf where;       /* conditions joined with AND */
	struct civ_value *values;   /* bound to ?1, ?2, ... */
	size_t count, room;
	struct civ_arena *arena;    /* texts of the values */
	bool personal;              /* conditions and order may be of personal columns */
	bool stored;                /* of the rows as they are, whatever the day */
};

enum civ_status civ_query_init(struct civ_query *query, struct civ_records *records, const struct civ_noun *noun);
void civ_query_free(struct civ_query *query);
/* Whether a condition or the order may be of this column; AT is the option. CIV_USAGE, told: it is personal. */
enum civ_status civ_query_may_use(const struct civ_query *query, const struct civ_column *column,
                                  const struct civ_position *at);
/* Start the next condition. */
void civ_query_and(struct civ_query *query);
/* Keep the value for the parameter ?COUNT. */
enum civ_status civ_query_keep(struct civ_query *query, const struct civ_value *value);
/* Keep the value and write its parameter, "?3", into the conditions. */
enum civ_status civ_query_value(struct civ_query *query, const struct civ_value *value);
enum civ_status civ_query_bind(const struct civ_query *query, sqlite3_stmt *statement);

/* A day as a value whose text the query keeps. */
enum civ_status civ_query_day(struct civ_query *query, int32_t day, struct civ_value *value);

/* "FROM noun t", appended to SQL: the rows as they are, or where something happened after the end of the as-of day, as
 * they were then. The first of the query's values. */
enum civ_status civ_query_from(struct civ_query *query, struct civ_buf *sql);

/* The condition of --COLUMN=TEXT: "A,B", "FROM..TO", "" for empty. */
enum civ_status civ_filter_column(struct civ_query *query, const struct civ_setting *filter);
/* The condition of a noun's own filter. */
enum civ_status civ_filter_noun(struct civ_query *query, const struct civ_filter *filter, const char *argument);
/* Only the rows that the KEY operands name. */
enum civ_status civ_filter_keys(struct civ_query *query, char *const *keys, size_t count);

#endif
