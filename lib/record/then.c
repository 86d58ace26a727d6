/* The rows of a noun as they were at the end of a day, for its list. */
#include <string.h>

#include "civplan/date.h"
#include "civplan/text.h"
#include "lib/record/query.h"
#include "lib/record/sql.h"

static enum civ_status bind_end(struct civ_records *records, sqlite3_stmt *statement)
{
	char end[CIV_DATE_SIZE];

	civ_date_format(civ_records_clock(records)->asof + 1, end);
	return civ_bind_text(civ_records_store(records), statement, ":end", end);
}

/* Whether a row is dated later than the day: a look at all of them, where they are few. */
static enum civ_status is_dated_later(struct civ_records *records, const struct civ_noun *noun, bool *later)
{
	struct civ_buf sql = {0};
	sqlite3_stmt *row;
	enum civ_status status;

	civ_buf_addf(&sql, "SELECT 1 FROM \"%s\" WHERE 0", noun->name);
	for (const struct civ_column *c = noun->columns; c->name != NULL; c++)
		if ((c->flags & CIV_HAPPENED) != 0)
			civ_buf_addf(&sql, " OR \"%s\" >= :end", c->name);
	civ_buf_adds(&sql, " LIMIT 1");
	status = civ_records_statement_of(records, &sql, &row);
	if (status == CIV_OK)
		status = bind_end(records, row);
	if (status == CIV_OK)
		status = civ_store_step(civ_records_store(records), row, later);
	if (status == CIV_OK && *later)
		sqlite3_reset(row);
	return status;
}

/* Whether the rows as they are would tell of what came after the end of the day. */
static enum civ_status differs(struct civ_records *records, const struct civ_noun *noun, bool *past)
{
	const struct civ_clock *clock = civ_records_clock(records);
	const struct civ_hook *hook = civ_records_hook(records, noun);

	*past = noun->then_from != NULL && clock->asof < civ_time_day(clock->now);
	if (*past || noun->then_from == NULL)
		return CIV_OK;
	return hook == NULL || hook->later == NULL ? is_dated_later(records, noun, past) : hook->later(records, past);
}

/* TEXT with the parameter that stands for :end. */
static void put(struct civ_buf *sql, const char *text, const char *parameter)
{
	const char *end;

	while ((end = strstr(text, ":end")) != NULL) {
		civ_buf_add(sql, text, (size_t)(end - text));
		civ_buf_adds(sql, parameter);
		text = end + strlen(":end");
	}
	civ_buf_adds(sql, text);
}

static void put_column(struct civ_buf *sql, const struct civ_column *column, const char *parameter)
{
	struct civ_buf name = {0};

	civ_sql_column(&name, column);
	sql->failed = sql->failed || civ_buf_str(&name) == NULL;
	civ_buf_adds(sql, ", ");
	if (column->then != NULL)
		put(sql, column->then, parameter);
	else if (!sql->failed && (column->flags & CIV_HAPPENED) != 0)
		civ_buf_addf(sql, "CASE WHEN n.%s < %s THEN n.%s END", civ_buf_str(&name), parameter,
		             civ_buf_str(&name));
	else if (!sql->failed)
		civ_buf_addf(sql, "n.%s", civ_buf_str(&name));
	if (!sql->failed)
		civ_buf_addf(sql, " AS %s", civ_buf_str(&name));
	civ_buf_free(&name);
}

/* SELECT of the rows that there were, as they were; what is computed of them comes from these values. */
static void put_select(struct civ_buf *sql, const struct civ_noun *noun, const char *parameter)
{
	civ_buf_adds(sql, "SELECT *");
	for (const struct civ_column *c = noun->columns; c->name != NULL; c++)
		if (c->computed != NULL)
			civ_buf_addf(sql, ", %s AS \"%s\"", c->computed, c->name);
	civ_buf_adds(sql, " FROM (SELECT n.id");
	for (const struct civ_column *c = noun->columns; c->name != NULL; c++)
		if (civ_sql_is_stored(c))
			put_column(sql, c, parameter);
	civ_buf_adds(sql, " FROM ");
	put(sql, noun->then_from, parameter);
	civ_buf_addc(sql, ')');
}

/* What the columns ask of the history. */
static enum civ_status define_functions(struct civ_records *records, struct civ_buf *sql)
{
	const char *text = civ_buf_str(sql);

	return text == NULL ? civ_no_memory(civ_records_messages(records)) : civ_records_functions(records, text);
}

enum civ_status civ_query_from(struct civ_query *query, struct civ_buf *sql)
{
	struct civ_buf parameter = {0};
	struct civ_value end;
	bool past = false;
	enum civ_status status = query->stored ? CIV_OK : differs(query->records, query->noun, &past);

	if (status != CIV_OK || !past) {
		civ_buf_addf(sql, " FROM \"%s\" t", query->noun->name);
		return status;
	}
	status = civ_query_day(query, civ_records_clock(query->records)->asof + 1, &end);
	if (status == CIV_OK)
		status = civ_query_keep(query, &end);
	civ_buf_addf(&parameter, "?%zu", query->count);
	if (status == CIV_OK && civ_buf_str(&parameter) == NULL)
		status = civ_no_memory(civ_records_messages(query->records));
	if (status == CIV_OK) {
		civ_buf_adds(sql, " FROM (");
		put_select(sql, query->noun, civ_buf_str(&parameter));
		civ_buf_adds(sql, ") t");
		status = define_functions(query->records, sql);
	}
	civ_buf_free(&parameter);
	return status;
}

/* SQL with a table expression of the noun's name before it, which hides the table. It is not to be made whole where a
 * statement names it twice: one that asks for a single row by its id would make it each time. */
static void hide_table(struct civ_buf *made, const struct civ_noun *noun, const char *sql)
{
	static const char with[] = "WITH ", recursive[] = "WITH RECURSIVE ";
	bool has_recursive = strncmp(sql, recursive, sizeof recursive - 1) == 0,
	     has_with = strncmp(sql, with, sizeof with - 1) == 0;

	civ_buf_addf(made, "%s\"%s\" AS NOT MATERIALIZED (", has_recursive ? recursive : with, noun->name);
	put_select(made, noun, ":end");
	civ_buf_addf(made, ")%s%s", has_with ? ", " : " ",
	             sql + (has_recursive ? sizeof recursive - 1
	                    : has_with    ? sizeof with - 1
	                                  : 0));
}

/* MADE is SQL; where the noun's rows were other ones then, they are put before it. */
static enum civ_status hide_where_past(struct civ_records *records, const struct civ_noun *noun, struct civ_buf *made)
{
	struct civ_buf hidden = {0};
	bool past;
	enum civ_status status = differs(records, noun, &past);

	if (status != CIV_OK || !past)
		return status;
	if (civ_buf_str(made) != NULL)
		hide_table(&hidden, noun, civ_buf_str(made));
	hidden.failed = hidden.failed || made->failed;
	civ_buf_free(made);
	*made = hidden;
	return CIV_OK;
}

static enum civ_status take_statement(struct civ_records *records, struct civ_buf *sql, sqlite3_stmt **statement)
{
	enum civ_status status = define_functions(records, sql);

	if (status == CIV_OK)
		status = civ_records_statement(records, civ_buf_str(sql), statement);
	return status == CIV_OK ? bind_end(records, *statement) : status;
}

enum civ_status civ_records_then(struct civ_records *records, const struct civ_noun *noun, const char *sql,
                                 sqlite3_stmt **statement)
{
	struct civ_buf made = {0};
	enum civ_status status;

	civ_buf_adds(&made, sql);
	status = hide_where_past(records, noun, &made);
	if (status == CIV_OK)
		status = take_statement(records, &made, statement);
	civ_buf_free(&made);
	return status;
}

enum civ_status civ_records_then_all(struct civ_records *records, const char *nouns, const char *sql,
                                     sqlite3_stmt **statement)
{
	struct civ_buf made = {0};
	enum civ_status status = CIV_OK;

	civ_buf_adds(&made, sql);
	for (size_t i = 0; civ_nouns[i] != NULL && status == CIV_OK; i++)
		if (civ_text_has_word(nouns, civ_nouns[i]->name))
			status = hide_where_past(records, civ_nouns[i], &made);
	if (status == CIV_OK)
		status = take_statement(records, &made, statement);
	civ_buf_free(&made);
	return status;
}
