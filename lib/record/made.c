/* Rows kept as SQLite gave them, and the virtual table through which other statements read them. */
#include "civplan/made.h"

#include <stdlib.h>

#include "lib/record/records.h"

/* Columns that the virtual table has, c0 and so on, before the hidden one that takes the rows. */
enum { MOST = 40 };

/* Rows that SQLite is to reckon with, which reads a statement before they are there: so many that it looks them up. */
enum { MANY = 10000 };

/* What the hidden column tells rows by. */
static const char kind[] = "civ_made";

struct civ_made {
	size_t width, count, room;
	sqlite3_value **values; /* row by row */
};

void civ_made_free(struct civ_made *made)
{
	if (made == NULL)
		return;
	for (size_t i = 0; i < made->count; i++)
		sqlite3_value_free(made->values[i]);
	free(made->values);
	free(made);
}

static enum civ_status add_row(struct civ_records *records, struct civ_made *made, sqlite3_stmt *statement)
{
	for (size_t i = 0; i < made->width; i++) {
		sqlite3_value *value;

		if (!CIV_GROW(made->values, made->count, made->room))
			return civ_no_memory(civ_records_messages(records));
		value = sqlite3_value_dup(sqlite3_column_value(statement, (int)i));
		if (value == NULL)
			return civ_no_memory(civ_records_messages(records));
		made->values[made->count++] = value;
	}
	return CIV_OK;
}

enum civ_status civ_made_rows(struct civ_records *records, sqlite3_stmt *statement, struct civ_made **made)
{
	struct civ_made *rows = calloc(1, sizeof *rows);
	enum civ_status status = CIV_OK;

	*made = NULL;
	if (rows == NULL)
		return civ_no_memory(civ_records_messages(records));
	rows->width = (size_t)sqlite3_column_count(statement);
	while (status == CIV_OK && civ_store_next(civ_records_store(records), statement, &status))
		status = add_row(records, rows, statement);
	sqlite3_reset(statement);
	if (status == CIV_OK)
		*made = rows;
	else
		civ_made_free(rows);
	return status;
}

enum civ_status civ_made_bind(struct civ_records *records, const struct civ_made *made, sqlite3_stmt *statement)
{
	int place = sqlite3_bind_parameter_index(statement, ":made");

	/* The rows outlive the binding: SQLite is not to free them. */
	if (sqlite3_bind_pointer(statement, place, (void *)(uintptr_t)made, kind, NULL) == SQLITE_OK)
		return CIV_OK;
	return civ_store_fail(civ_records_store(records), "bind a parameter");
}

/* ---- the virtual table ---- */

struct cursor {
	sqlite3_vtab_cursor base;
	const struct civ_made *made; /* NULL: no rows are given */
	size_t at;                   /* the first value of the row at hand */
};

static int connect(sqlite3 *db, void *data, int count, const char *const *arguments, sqlite3_vtab **table, char **error)
{
	struct civ_buf sql = {0};
	int code = SQLITE_NOMEM;

	(void)data;
	(void)count;
	(void)arguments;
	(void)error;
	civ_buf_adds(&sql, "CREATE TABLE x (");
	for (int i = 0; i < MOST; i++)
		civ_buf_addf(&sql, "c%d, ", i);
	civ_buf_adds(&sql, "made HIDDEN)");
	if (civ_buf_str(&sql) != NULL)
		code = sqlite3_declare_vtab(db, civ_buf_str(&sql));
	civ_buf_free(&sql);
	if (code == SQLITE_OK)
		code = sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
	if (code != SQLITE_OK)
		return code;
	*table = sqlite3_malloc(sizeof **table);
	if (*table == NULL)
		return SQLITE_NOMEM;
	**table = (sqlite3_vtab){.pModule = NULL};
	return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *table)
{
	sqlite3_free(table);
	return SQLITE_OK;
}

/* The rows are given with the table's name, as an argument. */
static int best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
	(void)table;
	for (int i = 0; i < info->nConstraint; i++) {
		if (info->aConstraint[i].iColumn != MOST || info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
			continue;
		if (!info->aConstraint[i].usable)
			return SQLITE_CONSTRAINT;
		info->aConstraintUsage[i].argvIndex = 1;
		info->aConstraintUsage[i].omit = 1;
	}
	info->estimatedRows = MANY;
	info->estimatedCost = MANY;
	return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
	struct cursor *opened = sqlite3_malloc(sizeof *opened);

	(void)table;
	if (opened == NULL)
		return SQLITE_NOMEM;
	*opened = (struct cursor){.made = NULL};
	*cursor = &opened->base;
	return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
	sqlite3_free(cursor);
	return SQLITE_OK;
}

static int filter(sqlite3_vtab_cursor *base, int number, const char *text, int count, sqlite3_value **values)
{
	struct cursor *cursor = (struct cursor *)base;

	(void)number;
	(void)text;
	cursor->made = count == 1 ? sqlite3_value_pointer(values[0], kind) : NULL;
	cursor->at = 0;
	return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor *base)
{
	struct cursor *cursor = (struct cursor *)base;

	cursor->at += cursor->made->width;
	return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor *base)
{
	const struct cursor *cursor = (const struct cursor *)base;

	return cursor->made == NULL || cursor->at >= cursor->made->count;
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *context, int i)
{
	const struct cursor *cursor = (const struct cursor *)base;

	if ((size_t)i < cursor->made->width)
		sqlite3_result_value(context, cursor->made->values[cursor->at + (size_t)i]);
	return SQLITE_OK;
}

static int row_number(sqlite3_vtab_cursor *base, sqlite3_int64 *id)
{
	*id = (sqlite3_int64)((const struct cursor *)base)->at;
	return SQLITE_OK;
}

/* Without xCreate the table is there by its module's name, and in no schema. */
static const sqlite3_module module = {
	.xConnect = connect,
	.xBestIndex = best_index,
	.xDisconnect = disconnect,
	.xOpen = open_cursor,
	.xClose = close_cursor,
	.xFilter = filter,
	.xNext = next,
	.xEof = at_end,
	.xColumn = column,
	.xRowid = row_number,
};

static enum civ_status register_table(struct civ_records *records)
{
	struct civ_records *lender = civ_lender_of(records);

	if (lender->has_made)
		return CIV_OK;
	if (sqlite3_create_module(civ_store_db(records->store), kind, &module, NULL) != SQLITE_OK)
		return civ_store_fail(records->store, "read rows that were made");
	lender->has_made = true;
	return CIV_OK;
}

enum civ_status civ_made_table(struct civ_records *records, const char *name, sqlite3_stmt *statement,
                               struct civ_buf *sql)
{
	int count = sqlite3_column_count(statement);

	if (count > MOST)
		return civ_error(civ_records_messages(records), CIV_SYSTEM, NULL, "%s has more columns than %d", name,
		                 MOST);
	civ_buf_addf(sql, "%s AS MATERIALIZED (SELECT ", name);
	for (int i = 0; i < count; i++)
		civ_buf_addf(sql, "%sc%d AS \"%s\"", i == 0 ? "" : ", ", i, sqlite3_column_name(statement, i));
	civ_buf_addf(sql, " FROM %s(:made))", kind);
	return register_table(records);
}
