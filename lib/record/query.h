/* The SELECT of a list while it is put together: SQL from the noun tables, values bound. */
#ifndef CIVPLAN_RECORD_QUERY_H
#define CIVPLAN_RECORD_QUERY_H

#include "civplan/period.h"
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
	size_t day;                 /* number of the parameter that is the as-of day; 0: there is none yet */
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

/* TEXT as a value of the column. */
enum civ_status civ_query_parse(struct civ_query *query, const struct civ_column *column, struct civ_span text,
                                const struct civ_position *at, struct civ_value *value);
/* The end of a range that a value stands for: of a period its first or last moment. */
struct civ_edge {
	bool last;
	const struct civ_position *at; /* the option */
};

/* TEXT as such an end; NULL when it is empty. */
enum civ_status civ_query_edge(struct civ_query *query, const struct civ_column *column, struct civ_span text,
                               const struct civ_edge *edge, struct civ_value *value);
/* The days that TEXT names, of a column of dates or times. */
bool civ_query_period(const struct civ_query *query, const struct civ_column *column, struct civ_span text,
                      struct civ_days *days);
/* "t.column OPERATOR ?n", the value kept. */
enum civ_status civ_query_bound(struct civ_query *query, const struct civ_column *column, const char *operator,
                                const struct civ_value *value);
struct civ_reading civ_query_reading(const struct civ_query *query, const struct civ_position *at);
/* True if its choices are ordered: each of them has a rank. */
bool civ_column_is_ranked(const struct civ_column *column);
/* True if values of the column are numbers, dates or times, or ranked choices. */
bool civ_column_has_order(const struct civ_column *column);
/* --COLUMN~=TEXT: TEXT is a part of the value or, of a reference, of the code or name of what it names or of what
 * stands above that. CIV_USAGE, told: the column is no text. */
enum civ_status civ_match_part(struct civ_query *query, const struct civ_column *column, struct civ_span text,
                               const struct civ_position *at);
/* --COLUMN<TEXT and its like. CIV_USAGE, told: the column has no order. */
enum civ_status civ_match_order(struct civ_query *query, const struct civ_setting *filter, struct civ_span text,
                                const struct civ_position *at);

/* The condition of --COLUMN=TEXT: "A,B", "FROM..TO", "" for empty; of ~= any of "A,B"; of <, <=, > and >=. Days may be
 * periods (civ_period_parse) as seen from the as-of day. */
enum civ_status civ_filter_column(struct civ_query *query, const struct civ_setting *filter);
/* The condition of a noun's own filter. */
enum civ_status civ_filter_noun(struct civ_query *query, const struct civ_filter *filter, const char *argument);
/* Only the rows that the KEY operands name. */
enum civ_status civ_filter_keys(struct civ_query *query, char *const *keys, size_t count);

#endif
