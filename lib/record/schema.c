/* The database's schema, generated from the noun tables: nothing here names a column of a noun. */
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/schema.h"
#include "lib/record/schema.h"
#include "lib/record/sql.h"

static const char *sql_type(enum civ_type type)
{
	switch (type) {
	case CIV_ID:
	case CIV_INT:
	case CIV_MONEY:
	case CIV_BOOL:
	case CIV_REF:
		return "INTEGER";
	case CIV_REAL:
	case CIV_PERCENT:
		return "REAL";
	case CIV_CODE:
	case CIV_TEXT:
	case CIV_DATE:
	case CIV_TIME:
	case CIV_CLOCK:
	case CIV_ENUM:
	case CIV_REFS:
	case CIV_CODEREF:
		break;
	}
	return "TEXT";
}

static bool is_number(enum civ_type type)
{
	return type == CIV_INT || type == CIV_REAL || type == CIV_PERCENT;
}

static void add_choices(struct civ_buf *sql, const struct civ_column *column)
{
	civ_buf_adds(sql, " CHECK (");
	civ_sql_column(sql, column);
	civ_buf_adds(sql, " IN (");
	for (const struct civ_word *choice = column->choices; choice->code != NULL; choice++) {
		civ_buf_adds(sql, choice == column->choices ? "" : ",");
		civ_sql_literal(sql, choice->code);
	}
	civ_buf_adds(sql, "))");
}

/* TEXT, a value of the column as the noun's table writes it, as it is stored. */
static void add_constant(struct civ_buf *sql, const struct civ_column *column, const char *text)
{
	int64_t fen;

	if (column->type == CIV_BOOL)
		civ_buf_adds(sql, strcmp(text, "yes") == 0 ? "1" : "0");
	else if (column->type == CIV_MONEY && civ_money_parse(text, strlen(text), &fen))
		civ_buf_addf(sql, "%lld", (long long)fen);
	else if (is_number(column->type))
		civ_buf_adds(sql, text);
	else
		civ_sql_literal(sql, text);
}

static void add_bound(struct civ_buf *sql, const struct civ_column *column, const char *operator, const char *bound)
{
	if (bound == NULL)
		return;
	civ_buf_adds(sql, " CHECK (");
	civ_sql_column(sql, column);
	civ_buf_adds(sql, operator);
	add_constant(sql, column, bound);
	civ_buf_addc(sql, ')');
}

static void add_shape(struct civ_buf *sql, const struct civ_column *column)
{
	struct civ_buf name = {0};

	civ_sql_column(&name, column);
	const char *n = civ_buf_str(&name);
	switch (column->type) {
	case CIV_CODE:
		civ_buf_addf(sql, " CHECK (%s <> '' AND %s NOT GLOB '*[ ;:,]*')", n, n);
		break;
	case CIV_BOOL:
		civ_buf_addf(sql, " CHECK (%s IN (0,1))", n);
		break;
	case CIV_ENUM:
		add_choices(sql, column);
		break;
	case CIV_REF:
		civ_buf_addf(sql, " REFERENCES \"%s\"", column->ref->name);
		break;
	case CIV_PERCENT:
		if (column->min == NULL && column->max == NULL)
			civ_buf_addf(sql, " CHECK (%s BETWEEN 0 AND 100)", n);
		break;
	/* Dates are read by every program before they are stored, and what other hands write plan-check finds: a CHECK
	 * here would only be one more thing for each start to read. */
	case CIV_DATE:
	case CIV_TIME:
	case CIV_CLOCK:
	case CIV_ID:
	case CIV_TEXT:
	case CIV_INT:
	case CIV_REAL:
	case CIV_MONEY:
	case CIV_REFS:
	case CIV_CODEREF:
		break;
	}
	sql->failed = sql->failed || name.failed;
	civ_buf_free(&name);
}

static void add_default(struct civ_buf *sql, const struct civ_column *column)
{
	/* The day of the run is no constant. */
	if (column->fallback == NULL || column->type == CIV_DATE)
		return;
	civ_buf_adds(sql, " DEFAULT ");
	add_constant(sql, column, column->fallback);
}

static void add_column(struct civ_buf *sql, const struct civ_column *column)
{
	civ_sql_column(sql, column);
	civ_buf_addc(sql, ' ');
	civ_buf_adds(sql, sql_type(column->type));
	if (column->computed != NULL) {
		civ_buf_addf(sql, " GENERATED ALWAYS AS (%s) VIRTUAL", column->computed);
		return;
	}
	if (civ_column_required(column))
		civ_buf_adds(sql, " NOT NULL");
	add_default(sql, column);
	add_shape(sql, column);
	add_bound(sql, column, " >= ", column->min);
	add_bound(sql, column, " <= ", column->max);
}

static void add_table(struct civ_buf *sql, const struct civ_noun *noun)
{
	civ_buf_adds(sql, "CREATE TABLE ");
	civ_sql_name(sql, noun->name);
	civ_buf_adds(sql, " (\n\t\"id\" INTEGER PRIMARY KEY");
	if ((noun->flags & CIV_SINGLE) != 0)
		civ_buf_adds(sql, " CHECK (\"id\" = 1)");
	for (const struct civ_column *c = noun->columns; c->name != NULL; c++) {
		if (!civ_sql_is_there(c))
			continue;
		civ_buf_adds(sql, ",\n\t");
		add_column(sql, c);
	}
	for (const struct civ_rule *rule = noun->rules; rule != NULL && rule->name != NULL; rule++) {
		civ_buf_adds(sql, ",\n\tCONSTRAINT ");
		civ_sql_name(sql, rule->name);
		civ_buf_addf(sql, " CHECK (%s)", rule->sql);
	}
	civ_buf_adds(sql, "\n) STRICT;\n");
}

static bool has_stored_key(const struct civ_noun *noun)
{
	for (const struct civ_column *c = noun->columns; c->name != NULL; c++)
		if (civ_sql_is_key(c) && civ_sql_is_stored(c))
			return true;
	return false;
}

static void add_key_index(struct civ_buf *sql, const struct civ_noun *noun)
{
	if (has_stored_key(noun)) {
		civ_buf_addf(sql, "CREATE UNIQUE INDEX \"%s_key\" ON \"%s\" (", noun->name, noun->name);
		civ_sql_key(sql, noun);
		civ_buf_adds(sql, ");\n");
	}
}

static void add_indexes(struct civ_buf *sql, const struct civ_noun *noun)
{
	for (const struct civ_index *index = noun->indexes; index != NULL && index->name != NULL; index++) {
		civ_buf_addf(sql, "CREATE %sINDEX \"%s\" ON \"%s\" (%s)", index->unique ? "UNIQUE " : "",
		             index->name, noun->name, index->columns);
		if (index->where != NULL)
			civ_buf_addf(sql, " WHERE %s", index->where);
		civ_buf_adds(sql, ";\n");
	}
}

/* A reference shows as code and, where the other noun has one, name. */
static void add_view_reference(struct civ_buf *shown, struct civ_buf *joins, const struct civ_column *column,
                               int number)
{
	int code = civ_noun_code_column(column->ref);
	int name = civ_noun_column(column->ref, "name");

	if (column->elsewhere != NULL)
		civ_buf_addf(shown, ",\n\tr%d.\"id\" AS \"%s_id\"", number, column->name);
	/* One by number is shown already: no join. */
	if (code < 0 || column->ref->columns[code].type == CIV_ID) {
		civ_buf_addf(shown, ",\n\tt.\"%s_id\" AS \"%s\"", column->name, column->name);
		return;
	}
	civ_buf_addf(shown, ",\n\tr%d.\"%s\" AS \"%s\"", number, column->ref->columns[code].name, column->name);
	if (name >= 0)
		civ_buf_addf(shown, ", r%d.\"name\" AS \"%s_name\"", number, column->name);
	civ_buf_addf(joins, "\n\tLEFT JOIN \"%s\" r%d ON r%d.\"id\" = ", column->ref->name, number, number);
	civ_sql_value(joins, column);
}

/* The columns of the table that anybody may see. */
static void add_view_columns(struct civ_buf *sql, const struct civ_noun *noun)
{
	/* Each name would cost every start of every program as much as a column of the table. */
	if (!civ_noun_is_personal(noun)) {
		civ_buf_adds(sql, "t.*");
		return;
	}
	civ_buf_adds(sql, "t.\"id\"");
	for (const struct civ_column *c = noun->columns; c->name != NULL; c++)
		if (civ_sql_is_there(c) && (c->flags & CIV_PERSONAL) == 0) {
			civ_buf_adds(sql, ",\n\tt.");
			civ_sql_column(sql, c);
		}
}

static void add_view(struct civ_buf *sql, const struct civ_noun *noun)
{
	struct civ_buf joins = {0};
	int number = 0;

	civ_buf_addf(sql, "CREATE VIEW \"%s\" AS SELECT ", noun->view);
	add_view_columns(sql, noun);
	for (const struct civ_column *c = noun->columns; c->name != NULL; c++)
		if (c->type == CIV_REF && (c->flags & CIV_PERSONAL) == 0)
			add_view_reference(sql, &joins, c, ++number);
		else if (c->elsewhere != NULL)
			civ_buf_addf(sql, ",\n\t%s AS \"%s\"", c->elsewhere, c->name);
	civ_buf_addf(sql, "\nFROM \"%s\" t", noun->name);
	civ_buf_add(sql, joins.data, joins.len);
	civ_buf_adds(sql, ";\n");
	sql->failed = sql->failed || joins.failed;
	civ_buf_free(&joins);
}

void civ_schema_sql(const struct civ_noun *const *nouns, const struct civ_hook *const *hooks, struct civ_buf *sql)
{
	civ_buf_adds(sql, civ_history_schema);
	for (size_t i = 0; nouns[i] != NULL; i++) {
		add_table(sql, nouns[i]);
		add_key_index(sql, nouns[i]);
		add_indexes(sql, nouns[i]);
		add_view(sql, nouns[i]);
	}
	civ_schema_kept_sql(hooks, sql);
}

void civ_schema_kept_sql(const struct civ_hook *const *hooks, struct civ_buf *sql)
{
	for (size_t i = 0; hooks != NULL && hooks[i] != NULL; i++)
		if (hooks[i]->schema != NULL)
			civ_buf_adds(sql, hooks[i]->schema);
}

enum civ_status civ_schema_create(struct civ_store *store, const struct civ_hook *const *hooks)
{
	struct civ_buf sql = {0};
	enum civ_status status;

	civ_schema_sql(civ_nouns, hooks, &sql);
	status = sql.failed ? civ_no_memory(civ_store_messages(store)) : civ_store_exec(store, civ_buf_str(&sql));
	if (status == CIV_OK)
		status = civ_store_stamp(store, CIV_SCHEMA_VERSION);
	civ_buf_free(&sql);
	return status;
}
