/* Values of conditions: a text as one, and the ends of ranges and periods. */
#include <string.h>

#include "civplan/date.h"
#include "civplan/period.h"
#include "lib/record/query.h"
#include "lib/record/sql.h"

bool civ_column_is_ranked(const struct civ_column *column)
{
	bool ranked = column->type == CIV_ENUM;

	for (const struct civ_word *word = column->choices; ranked && word->code != NULL; word++)
		ranked = word->rank > 0;
	return ranked;
}

bool civ_column_has_order(const struct civ_column *column)
{
	switch (column->type) {
	case CIV_ID:
	case CIV_INT:
	case CIV_REAL:
	case CIV_PERCENT:
	case CIV_MONEY:
	case CIV_DATE:
	case CIV_TIME:
	case CIV_CLOCK:
		return true;
	default:
		return civ_column_is_ranked(column);
	}
}

struct civ_reading civ_query_reading(const struct civ_query *query, const struct civ_position *at)
{
	return (struct civ_reading){at, query->arena, civ_records_messages(query->records)};
}

enum civ_status civ_query_parse(struct civ_query *query, const struct civ_column *column, struct civ_span text,
                                const struct civ_position *at, struct civ_value *value)
{
	const struct civ_reading reading = civ_query_reading(query, at);

	return civ_value_parse(column, text, &reading, value);
}

/* The first or last moment of a period, as the column keeps it. */
static enum civ_status moment(struct civ_query *query, const struct civ_column *column, int32_t day, bool last,
                              struct civ_value *value)
{
	char iso[CIV_TIME_SIZE];
	size_t len;

	civ_time_format((int64_t)day * CIV_DAY_SECONDS + (last ? CIV_DAY_SECONDS - 1 : 0), iso);
	len = column->type == CIV_TIME ? CIV_TIME_SIZE - 1 : CIV_DATE_SIZE - 1;
	*value = (struct civ_value){.kind = CIV_STRING, .string = {civ_arena_copy(query->arena, iso, len), len}};
	return value->string.text == NULL ? civ_no_memory(civ_records_messages(query->records)) : CIV_OK;
}

bool civ_query_period(const struct civ_query *query, const struct civ_column *column, struct civ_span text,
                      struct civ_days *days)
{
	return (column->type == CIV_DATE || column->type == CIV_TIME) &&
	       civ_period_parse(text, civ_records_clock(query->records)->asof, days);
}

enum civ_status civ_query_edge(struct civ_query *query, const struct civ_column *column, struct civ_span text,
                               const struct civ_edge *edge, struct civ_value *value)
{
	struct civ_days days;

	if (civ_query_period(query, column, text, &days))
		return moment(query, column, edge->last ? days.last : days.first, edge->last, value);
	return civ_query_parse(query, column, text, edge->at, value);
}

enum civ_status civ_query_bound(struct civ_query *query, const struct civ_column *column, const char *operator,
                                const struct civ_value *value)
{
	bool by_rank = strpbrk(operator, "<>") != NULL && civ_column_is_ranked(column);
	enum civ_status status;

	civ_buf_adds(&query->where, by_rank ? "CASE " : "");
	civ_sql_value(&query->where, column);
	if (by_rank)
		civ_sql_ranks(&query->where, column->choices);
	civ_buf_addf(&query->where, "%s%s", operator, by_rank ? "CASE " : "");
	status = civ_query_value(query, value);
	if (by_rank)
		civ_sql_ranks(&query->where, column->choices);
	return status;
}
