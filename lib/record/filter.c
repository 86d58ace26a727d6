/* Conditions of a list: columns, ranges, what is below a unit or area, the noun's own filters. */
#include <string.h>

#include "civplan/date.h"
#include "civplan/listed.h"
#include "civplan/period.h"
#include "lib/record/query.h"
#include "lib/record/sql.h"

static enum civ_status option_position(struct civ_query *query, const struct civ_column *column,
                                       struct civ_position *at)
{
	size_t len = strlen(column->name);
	char *name = civ_arena_alloc(query->arena, len + 3);

	if (name == NULL)
		return civ_no_memory(civ_records_messages(query->records));
	memcpy(name, "--", 2);
	for (size_t i = 0; i < len; i++)
		name[i + 2] = column->name[i] == '_' ? '-' : column->name[i];
	*at = (struct civ_position){.file = name};
	return CIV_OK;
}

static enum civ_status range(struct civ_query *query, const struct civ_column *column, struct civ_span low,
                             struct civ_span high, const struct civ_position *at)
{
	struct civ_value from, to;
	enum civ_status status = civ_query_edge(query, column, low, &(struct civ_edge){false, at}, &from);

	if (status == CIV_OK)
		status = civ_query_edge(query, column, high, &(struct civ_edge){true, at}, &to);
	if (status != CIV_OK)
		return status;
	civ_buf_addc(&query->where, '(');
	if (from.kind != CIV_NULL)
		status = civ_query_bound(query, column, " >= ", &from);
	if (from.kind != CIV_NULL && to.kind != CIV_NULL)
		civ_buf_adds(&query->where, " AND ");
	if (status == CIV_OK && to.kind != CIV_NULL)
		status = civ_query_bound(query, column, " <= ", &to);
	if (from.kind == CIV_NULL && to.kind == CIV_NULL)
		civ_buf_adds(&query->where, "1");
	civ_buf_addc(&query->where, ')');
	return status;
}

/* Within whatever scopes have a row of that code. */
static enum civ_status scoped_reference(struct civ_query *query, const struct civ_column *column,
                                        struct civ_span text, const struct civ_position *at)
{
	const struct civ_reading reading = civ_query_reading(query, at);
	const struct civ_noun *ref = column->ref;
	struct civ_value code;
	struct civ_dictionary *dictionary;
	enum civ_status status = civ_value_parse(column, text, &reading, &code);

	if (status == CIV_OK)
		status = civ_records_dictionary(query->records, ref, &dictionary);
	if (status == CIV_OK && civ_dictionary_code(dictionary, code.string) == 0)
		status = civ_reference_unknown(query->records, column, text, &reading);
	if (status != CIV_OK)
		return status;
	civ_sql_value(&query->where, column);
	civ_buf_addf(&query->where, " IN (SELECT x.id FROM \"%s\" x WHERE x.\"%s\" = ", ref->name,
	             ref->columns[civ_noun_code_column(ref)].name);
	status = civ_query_value(query, &code);
	civ_buf_addc(&query->where, ')');
	return status;
}

/* A reference: the row itself and, in a tree, everything below it. */
static enum civ_status reference(struct civ_query *query, const struct civ_column *column, struct civ_span text,
                                 const struct civ_position *at)
{
	const struct civ_reading reading = civ_query_reading(query, at);
	struct civ_value value = {.kind = CIV_INTEGER};
	const char *name = column->ref->name;
	enum civ_status status;

	if (column->scope != NULL)
		return scoped_reference(query, column, text, at);
	status = civ_records_find(query->records, column->ref, text, at, &value.integer);

	if (status == CIV_OK && value.integer == 0)
		status = civ_reference_unknown(query->records, column, text, &reading);
	if (status != CIV_OK)
		return status;
	if ((column->ref->flags & CIV_TREE) == 0)
		return civ_query_bound(query, column, " = ", &value);
	civ_sql_value(&query->where, column);
	civ_buf_addf(&query->where, " IN (WITH RECURSIVE " CIV_BELOW_FROM("%s") "id = ", name, name);
	status = civ_query_value(query, &value);
	civ_buf_addf(&query->where, CIV_BELOW_REST("%s") " SELECT id FROM %s_below)", name, name, name);
	return status;
}

static enum civ_status code_list(struct civ_query *query, const struct civ_column *column, struct civ_span text,
                                 const struct civ_position *at)
{
	const struct civ_reading reading = civ_query_reading(query, at);
	struct civ_value value = {.kind = CIV_STRING};
	enum civ_status status = civ_reference_text(query->records, column, text, &reading, &value.string);

	if (status != CIV_OK)
		return status;
	civ_buf_addf(&query->where, "instr(';' || t.\"%s\" || ';', ';' || ", column->name);
	status = civ_query_value(query, &value);
	civ_buf_adds(&query->where, " || ';') > 0");
	return status;
}

/* Who asks for something that does not exist has mistyped it: an empty list would say that all is well. */
static enum civ_status check_there(struct civ_query *query, const struct civ_column *column,
                                   const struct civ_position *at, struct civ_value *value)
{
	const struct civ_reading reading = civ_query_reading(query, at);
	struct civ_dictionary *dictionary;
	enum civ_status status;

	if (value->kind != CIV_STRING)
		return CIV_OK;
	if (column->type == CIV_CODEREF)
		return civ_reference_text(query->records, column, value->string, &reading, &value->string);
	if ((column->flags & CIV_LISTED) != 0)
		return civ_records_listed(query->records, query->noun, column, value->string, &reading);
	if (column->type != CIV_CODE || (column->flags & CIV_KEY) == 0)
		return CIV_OK;
	status = civ_records_dictionary(query->records, query->noun, &dictionary);
	if (status != CIV_OK || civ_dictionary_code(dictionary, value->string) != 0)
		return status;
	return civ_records_unknown(query->records, query->noun, value->string, at, reading.messages);
}

/* The same however it is written, as the noun's domain sees it. */
static enum civ_status alike(struct civ_query *query, const struct civ_column *column, const struct civ_value *value)
{
	const char *sql = column->alike, *argument;
	enum civ_status status = civ_records_functions(query->records, sql);

	civ_buf_addc(&query->where, '(');
	while (status == CIV_OK && (argument = strstr(sql, ":arg")) != NULL) {
		civ_buf_add(&query->where, sql, (size_t)(argument - sql));
		status = civ_query_value(query, value);
		sql = argument + strlen(":arg");
	}
	civ_buf_addf(&query->where, "%s)", sql);
	return status;
}

/* One alternative of the filter. */
static enum civ_status alternative(struct civ_query *query, const struct civ_column *column, struct civ_span text,
                                   const struct civ_position *at)
{
	struct civ_value value;
	const char *dots = civ_column_has_order(column) ? memmem(text.text, text.len, "..", 2) : NULL;
	struct civ_days days;
	enum civ_status status;

	if (dots != NULL)
		return range(query, column, (struct civ_span){text.text, (size_t)(dots - text.text)},
		             (struct civ_span){dots + 2, text.len - (size_t)(dots - text.text) - 2}, at);
	if (civ_query_period(query, column, text, &days) && (column->type == CIV_TIME || days.first < days.last))
		return range(query, column, text, text, at);
	if (column->type == CIV_REF)
		return reference(query, column, text, at);
	if (column->type == CIV_REFS)
		return code_list(query, column, text, at);
	status = civ_query_edge(query, column, text, &(struct civ_edge){false, at}, &value);
	if (status == CIV_OK)
		status = check_there(query, column, at, &value);
	if (status != CIV_OK)
		return status;
	if (column->alike != NULL && value.kind == CIV_STRING)
		return alike(query, column, &value);
	return civ_query_bound(query, column, value.kind == CIV_NULL ? " IS " : " = ", &value);
}

enum civ_status civ_filter_column(struct civ_query *query, const struct civ_setting *filter)
{
	const char *text = filter->value;
	struct civ_position at;
	enum civ_status status = option_position(query, filter->column, &at);
	const char *separator = "";

	if (status == CIV_OK)
		status = civ_query_may_use(query, filter->column, &at);
	if (status != CIV_OK)
		return status;
	if (!civ_utf8_valid(text, strlen(text), NULL))
		return civ_error(civ_records_messages(query->records), CIV_REFUSED, &at,
		                 "the value is not valid UTF-8");
	civ_query_and(query);
	civ_buf_addc(&query->where, '(');
	if (*text == '\0' && filter->match != CIV_MATCH_IS)
		status = civ_error(civ_records_messages(query->records), CIV_USAGE, &at, "the value is empty");
	if (*text == '\0') {
		civ_sql_value(&query->where, filter->column);
		civ_buf_adds(&query->where, " IS NULL");
	}
	while (*text != '\0' && status == CIV_OK) {
		size_t len = strcspn(text, ",");
		const struct civ_span part = civ_text_trim((struct civ_span){text, len});

		civ_buf_adds(&query->where, separator);
		if (filter->match == CIV_MATCH_IS)
			status = alternative(query, filter->column, part, &at);
		else if (filter->match == CIV_MATCH_HOLDS)
			status = civ_match_part(query, filter->column, part, &at);
		else
			status = civ_match_order(query, filter, part, &at);
		separator = " OR ";
		text += text[len] == ',' ? len + 1 : len;
	}
	civ_buf_addc(&query->where, ')');
	return status;
}

enum civ_status civ_query_day(struct civ_query *query, int32_t day, struct civ_value *value)
{
	char text[CIV_DATE_SIZE];
	const char *copy;

	civ_date_format(day, text);
	copy = civ_arena_copy(query->arena, text, sizeof text - 1);
	*value = (struct civ_value){.kind = CIV_STRING, .string = {copy, sizeof text - 1}};
	return copy == NULL ? civ_no_memory(civ_records_messages(query->records)) : CIV_OK;
}

static enum civ_status filter_argument(struct civ_query *query, const struct civ_filter *filter, const char *argument,
                                       struct civ_value *value)
{
	struct civ_position at = {.file = NULL};
	char *name = civ_arena_alloc(query->arena, strlen(filter->option) + 3);
	const struct civ_column number = {.name = filter->option, .type = CIV_INT, .min = "0"};

	if (name == NULL)
		return civ_no_memory(civ_records_messages(query->records));
	memcpy(name, "--", 2);
	memcpy(name + 2, filter->option, strlen(filter->option));
	at.file = name;
	return civ_query_parse(query, &number, (struct civ_span){argument, strlen(argument)}, &at, value);
}

/* A text of the query's own as a value. */
static enum civ_status text_value(struct civ_query *query, const char *text, size_t len, struct civ_value *value)
{
	*value = (struct civ_value){.kind = CIV_STRING, .string = {civ_arena_copy(query->arena, text, len), len}};
	return value->string.text == NULL ? civ_no_memory(civ_records_messages(query->records)) : CIV_OK;
}

enum civ_status civ_filter_noun(struct civ_query *query, const struct civ_filter *filter, const char *argument)
{
	const struct civ_clock *clock = civ_records_clock(query->records);
	struct civ_value values[3] = {{.kind = CIV_NULL}};
	static const char *const names[] = {":arg", ":asof", ":minute"};
	char moment[CIV_TIME_SIZE];
	const char *sql = filter->sql;
	enum civ_status status = CIV_OK;

	if (filter->arg != NULL)
		status = filter_argument(query, filter, argument, &values[0]);
	status = civ_worse(status, civ_query_day(query, clock->asof, &values[1]));
	civ_time_format(civ_clock_minute(clock) * 60, moment);
	status = civ_worse(status, text_value(query, moment, CIV_DATE_SIZE + CIV_CLOCK_SIZE - 1, &values[2]));
	civ_query_and(query);
	civ_buf_addc(&query->where, '(');
	while (*sql != '\0' && status == CIV_OK) {
		size_t len = strcspn(sql, ":"), name = 0;

		civ_buf_add(&query->where, sql, len);
		sql += len;
		while (name < 3 && strncmp(sql, names[name], strlen(names[name])) != 0)
			name++;
		if (name < 3) {
			status = civ_query_value(query, &values[name]);
			sql += strlen(names[name]);
		} else if (*sql == ':') {
			civ_buf_addc(&query->where, *sql++);
		}
	}
	civ_buf_addc(&query->where, ')');
	return status;
}

enum civ_status civ_filter_keys(struct civ_query *query, char *const *keys, size_t count)
{
	enum civ_status status = CIV_OK;

	if (count == 0)
		return CIV_OK;
	civ_query_and(query);
	civ_buf_adds(&query->where, "t.id IN (");
	for (size_t i = 0; i < count; i++) {
		struct civ_value id = {.kind = CIV_INTEGER};

		civ_buf_adds(&query->where, i == 0 ? "" : ", ");
		status = civ_worse(status, civ_key_find(query->records, query->noun, keys[i], NULL, &id.integer));
		status = civ_worse(status, civ_query_value(query, &id));
	}
	civ_buf_addc(&query->where, ')');
	return status;
}
