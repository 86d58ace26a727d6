/* The SQL generator's small parts: names from the noun tables, never from data. */
#ifndef CIVPLAN_RECORD_SQL_H
#define CIVPLAN_RECORD_SQL_H

#include "civplan/buffer.h"
#include "civplan/noun.h"

/* "name", as an identifier. */
void civ_sql_name(struct civ_buf *sql, const char *name);
/* 'text', as a literal of a noun table's own text. */
void civ_sql_literal(struct civ_buf *sql, const char *text);
/* The column as it stands in the table: "unit_id" for a reference, "due". */
void civ_sql_column(struct civ_buf *sql, const struct civ_column *column);
/* Its value in the row t: t."due", or the SQL of a column that other tables hold. */
void civ_sql_value(struct civ_buf *sql, const struct civ_column *column);
/* The columns that make a row's key in a unique index, but those that other tables hold: an optional part as
 * ifnull(x,0). */
void civ_sql_key(struct civ_buf *sql, const struct civ_noun *noun);
/* The key's columns BUT one (NULL: all) compared with parameters 1, 2, ...: "code" = ?1 AND "area_id" IS ?2. */
void civ_sql_key_match(struct civ_buf *sql, const struct civ_noun *noun, const struct civ_column *but);
/* True if the table has the column under its own name: all but CIV_ID, which is the rowid, and what others hold. */
bool civ_sql_is_there(const struct civ_column *column);
/* True if values are stored in it: it is there, and not computed. */
bool civ_sql_is_stored(const struct civ_column *column);
/* True if it tells a row from others in the table: part of the key, and there. */
bool civ_sql_is_key(const struct civ_column *column);
/* True if what is given for it is stored, there or by a hook elsewhere. */
bool civ_sql_is_given(const struct civ_column *column);
/* Behind CASE and a value: WHEN 'low' THEN 1 ... END, the rank of each word. */
void civ_sql_ranks(struct civ_buf *sql, const struct civ_word *words);

#endif
