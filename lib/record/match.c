/* Conditions of a list that are no equality: a part of a text, before and after. */
#include "lib/record/query.h"
#include "lib/record/sql.h"

static const char holds[] = "has_part(";

/* "has_part(x.name, ?3)" */
static void part_of(struct civ_query *query, const char *row, const char *column)
{
	civ_buf_addf(&query->where, "%s%s.\"%s\", ?%zu)", holds, row, column, query->count);
}

static void part_of_value(struct civ_query *query, const struct civ_column *column)
{
	civ_buf_adds(&query->where, holds);
	civ_sql_value(&query->where, column);
	civ_buf_addf(&query->where, ", ?%zu)", query->count);
}

/* Any column of the noun ROW that names it has the part. */
static void named_so(struct civ_query *query, const struct civ_noun *noun, const char *row)
{
	const unsigned naming = CIV_NAME | CIV_ALIASES;
	const char *separator = "";

	for (const struct civ_column *c = noun->columns; c->name != NULL; c++)
		if ((c->flags & naming) != 0 || c == &noun->columns[civ_noun_code_column(noun)]) {
			civ_buf_adds(&query->where, separator);
			part_of(query, row, c->name);
			separator = " OR ";
		}
}

/* Rows that the reference names: those that are called so and, in a tree, all below them. */
static void reference(struct civ_query *query, const struct civ_column *column)
{
	const struct civ_noun *ref = column->ref;
	bool tree = column->type == CIV_REF && (ref->flags & CIV_TREE) != 0;

	civ_sql_value(&query->where, column);
	if (tree)
		civ_buf_addf(&query->where, " IN (WITH RECURSIVE " CIV_BELOW_FROM("%s"), ref->name, ref->name);
	else
		civ_buf_addf(&query->where, " IN (SELECT x.\"%s\" FROM \"%s\" x WHERE ",
		             column->type == CIV_REF ? "id" : ref->columns[civ_noun_code_column(ref)].name, ref->name);
	named_so(query, ref, tree ? ref->name : "x");
	if (tree)
		civ_buf_addf(&query->where, CIV_BELOW_REST("%s") " SELECT id FROM %s_below", ref->name, ref->name,
		             ref->name);
	civ_buf_addc(&query->where, ')');
}

enum civ_status civ_match_part(struct civ_query *query, const struct civ_column *column, struct civ_span text,
                               const struct civ_position *at)
{
	const struct civ_value value = {.kind = CIV_STRING, .string = text};
	bool by_name = (column->type == CIV_REF || column->type == CIV_CODEREF) &&
	               civ_noun_code_column(column->ref) >= 0 &&
	               column->ref->columns[civ_noun_code_column(column->ref)].type == CIV_CODE;
	enum civ_status status;

	if (!by_name && column->type != CIV_TEXT && column->type != CIV_CODE && column->type != CIV_REFS)
		return civ_error(civ_records_messages(query->records), CIV_USAGE, at,
		                 "~= looks for a part of a text, which this is not");
	if (text.len == 0)
		return civ_error(civ_records_messages(query->records), CIV_USAGE, at, "the value is empty");
	status = civ_records_functions(query->records, holds);
	if (status == CIV_OK)
		status = civ_query_keep(query, &value);
	if (status != CIV_OK)
		return status;
	if (by_name)
		reference(query, column);
	else
		part_of_value(query, column);
	return CIV_OK;
}

enum civ_status civ_match_order(struct civ_query *query, const struct civ_setting *filter, struct civ_span text,
                                const struct civ_position *at)
{
	static const struct {
		const char *sql;
		bool last; /* moment of a period from which it counts */
	} operators[] = {
		[CIV_MATCH_BEFORE] = {" < ", false},
		[CIV_MATCH_UP_TO] = {" <= ", true},
		[CIV_MATCH_AFTER] = {" > ", true},
		[CIV_MATCH_FROM] = {" >= ", false},
	};
	const struct civ_edge edge = {operators[filter->match].last, at};
	struct civ_value value;
	enum civ_status status;

	if (!civ_column_has_order(filter->column))
		return civ_error(civ_records_messages(query->records), CIV_USAGE, at,
		                 "< and > compare numbers, dates and times, which this is not");
	status = civ_query_edge(query, filter->column, text, &edge, &value);
	return status == CIV_OK ? civ_query_bound(query, filter->column, operators[filter->match].sql, &value)
	                        : status;
}
