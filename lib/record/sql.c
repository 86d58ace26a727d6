#include "lib/record/sql.h"

#include <string.h>

static void quoted(struct civ_buf *sql, const char *text, char quote)
{
	civ_buf_addc(sql, quote);
	for (; *text != '\0'; text++) {
		if (*text == quote)
			civ_buf_addc(sql, quote);
		civ_buf_addc(sql, *text);
	}
	civ_buf_addc(sql, quote);
}

void civ_sql_name(struct civ_buf *sql, const char *name)
{
	quoted(sql, name, '"');
}

void civ_sql_literal(struct civ_buf *sql, const char *text)
{
	quoted(sql, text, '\'');
}

void civ_sql_column(struct civ_buf *sql, const struct civ_column *column)
{
	civ_buf_addc(sql, '"');
	civ_buf_adds(sql, column->name);
	civ_buf_adds(sql, column->type == CIV_REF ? "_id\"" : "\"");
}

void civ_sql_value(struct civ_buf *sql, const struct civ_column *column)
{
	if (column->elsewhere != NULL) {
		civ_buf_adds(sql, column->elsewhere);
		return;
	}
	civ_buf_adds(sql, "t.");
	civ_sql_column(sql, column);
}

void civ_sql_key(struct civ_buf *sql, const struct civ_noun *noun)
{
	const char *separator = "";

	for (const struct civ_column *c = noun->columns; c->name != NULL; c++) {
		if (!civ_sql_is_key(c))
			continue;
		civ_buf_adds(sql, separator);
		if (civ_column_required(c)) {
			civ_sql_column(sql, c);
		} else {
			civ_buf_adds(sql, "ifnull(");
			civ_sql_column(sql, c);
			civ_buf_adds(sql, ",0)");
		}
		separator = ", ";
	}
}

void civ_sql_key_match(struct civ_buf *sql, const struct civ_noun *noun, const struct civ_column *but)
{
	int parameter = 0;

	for (const struct civ_column *c = noun->columns; c->name != NULL; c++) {
		if ((c->flags & CIV_KEY) == 0 || c->elsewhere != NULL || c == but)
			continue;
		civ_buf_adds(sql, parameter == 0 ? "" : " AND ");
		if (civ_column_required(c) || c->type == CIV_ID) {
			civ_sql_column(sql, c);
			civ_buf_addf(sql, " = ?%d", ++parameter);
		} else {
			civ_buf_adds(sql, "ifnull(");
			civ_sql_column(sql, c);
			civ_buf_addf(sql, ",0) = ifnull(?%d,0)", ++parameter);
		}
	}
}

bool civ_sql_is_there(const struct civ_column *column)
{
	return column->type != CIV_ID && column->elsewhere == NULL;
}

bool civ_sql_is_key(const struct civ_column *column)
{
	return (column->flags & CIV_KEY) != 0 && civ_sql_is_there(column);
}

bool civ_sql_is_given(const struct civ_column *column)
{
	return civ_sql_is_stored(column) || column->elsewhere != NULL;
}

bool civ_sql_is_stored(const struct civ_column *column)
{
	return civ_sql_is_there(column) && column->computed == NULL;
}

void civ_sql_ranks(struct civ_buf *sql, const struct civ_word *words)
{
	for (const struct civ_word *word = words; word->code != NULL; word++) {
		civ_buf_adds(sql, " WHEN ");
		civ_sql_literal(sql, word->code);
		civ_buf_addf(sql, " THEN %d", word->rank);
	}
	civ_buf_adds(sql, " END");
}
