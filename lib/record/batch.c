/* A batch of rows, column by column, and the virtual table through which SQLite reads it. */
#include <stdlib.h>
#include <string.h>

#include "lib/record/bulk.h"
#include "lib/record/sql.h"

enum { TEXT_MOST = 1 << 20 }; /* bytes of text that fill a batch */

/* A value, packed: there are many. */
struct cell {
	union {
		int64_t integer;
		double real;
		const char *text;
	} as;
	uint32_t len;
	uint8_t kind; /* of civ_value_kind */
};

struct civ_batch {
	const struct civ_noun *noun;
	size_t width;
	struct cell **columns; /* by column: its cells, NULL until a row has a value in it */
	bool *used;            /* in this batch */
	struct civ_position *at;
	size_t count, bytes;
	size_t start, reached;
	struct civ_arena *arena;
};

struct civ_batch *civ_batch_new(const struct civ_noun *noun)
{
	struct civ_batch *batch = calloc(1, sizeof *batch);

	if (batch == NULL)
		return NULL;
	batch->noun = noun;
	batch->width = civ_noun_width(noun);
	batch->columns = calloc(batch->width, sizeof(struct cell *));
	batch->used = calloc(batch->width, sizeof *batch->used);
	batch->at = calloc(CIV_BATCH_ROWS, sizeof *batch->at);
	batch->arena = civ_arena_new();
	if (batch->columns == NULL || batch->used == NULL || batch->at == NULL || batch->arena == NULL) {
		civ_batch_free(batch);
		return NULL;
	}
	return batch;
}

void civ_batch_free(struct civ_batch *batch)
{
	if (batch == NULL)
		return;
	for (size_t i = 0; batch->columns != NULL && i < batch->width; i++)
		free(batch->columns[i]);
	free(batch->columns);
	free(batch->used);
	free(batch->at);
	civ_arena_free(batch->arena);
	free(batch);
}

void civ_batch_clear(struct civ_batch *batch)
{
	for (size_t i = 0; i < batch->width; i++)
		if (batch->used[i])
			memset(batch->columns[i], 0, CIV_BATCH_ROWS * sizeof(struct cell));
	memset(batch->used, 0, batch->width * sizeof *batch->used);
	batch->count = batch->bytes = batch->start = batch->reached = 0;
	civ_arena_clear(batch->arena);
}

struct civ_arena *civ_batch_arena(struct civ_batch *batch)
{
	return batch->arena;
}

static struct cell pack(const struct civ_value *value)
{
	struct cell cell = {.kind = (uint8_t)value->kind};

	switch (value->kind) {
	case CIV_INTEGER:
		cell.as.integer = value->integer;
		break;
	case CIV_DOUBLE:
		cell.as.real = value->real;
		break;
	case CIV_STRING:
		cell.as.text = value->string.text;
		cell.len = (uint32_t)value->string.len;
		break;
	case CIV_NULL:
		break;
	}
	return cell;
}

bool civ_batch_add(struct civ_batch *batch, const struct civ_record *record)
{
	for (size_t i = 0; i < batch->width; i++) {
		const struct civ_value *value = &record->values[i];

		if (value->kind == CIV_NULL || batch->noun->columns[i].computed != NULL)
			continue;
		if (batch->columns[i] == NULL) {
			batch->columns[i] = calloc(CIV_BATCH_ROWS, sizeof(struct cell));
			if (batch->columns[i] == NULL)
				return false;
		}
		batch->used[i] = true;
		batch->columns[i][batch->count] = pack(value);
		if (value->kind == CIV_STRING)
			batch->bytes += value->string.len;
	}
	batch->at[batch->count++] = record->at;
	return true;
}

size_t civ_batch_count(const struct civ_batch *batch)
{
	return batch->count;
}

bool civ_batch_is_full(const struct civ_batch *batch)
{
	return batch->count == CIV_BATCH_ROWS || batch->bytes >= TEXT_MOST;
}

void civ_batch_values(const struct civ_batch *batch, size_t row, struct civ_value *values)
{
	for (size_t i = 0; i < batch->width; i++) {
		const struct cell *cell = batch->used[i] ? &batch->columns[i][row] : NULL;

		values[i] = (struct civ_value){.kind = CIV_NULL};
		if (cell == NULL || cell->kind == CIV_NULL)
			continue;
		values[i].kind = (enum civ_value_kind)cell->kind;
		if (cell->kind == CIV_STRING)
			values[i].string = (struct civ_span){cell->as.text, cell->len};
		else if (cell->kind == CIV_INTEGER)
			values[i].integer = cell->as.integer;
		else
			values[i].real = cell->as.real;
	}
}

struct civ_position civ_batch_at(const struct civ_batch *batch, size_t row)
{
	return batch->at[row];
}

void civ_batch_insert_sql(const struct civ_batch *batch, struct civ_buf *sql)
{
	const char *separator = "";

	/* What was inserted before a row that fails stays, so that SQLite need not remember how to undo it. */
	civ_buf_adds(sql, "INSERT OR FAIL INTO ");
	civ_sql_name(sql, batch->noun->name);
	civ_buf_adds(sql, " (");
	for (size_t i = 0; i < batch->width; i++) {
		if (!batch->used[i] || !civ_sql_is_stored(&batch->noun->columns[i]))
			continue;
		civ_buf_adds(sql, separator);
		civ_sql_column(sql, &batch->noun->columns[i]);
		separator = ", ";
	}
	separator = ") SELECT ";
	for (size_t i = 0; i < batch->width; i++) {
		if (!batch->used[i] || !civ_sql_is_stored(&batch->noun->columns[i]))
			continue;
		civ_buf_addf(sql, "%sc%zu", separator, i);
		separator = ", ";
	}
	civ_buf_addf(sql, " FROM civ_batch_%s", batch->noun->name);
}

void civ_batch_start(struct civ_batch *batch, size_t row)
{
	batch->start = row;
}

size_t civ_batch_reached(const struct civ_batch *batch)
{
	return batch->reached;
}

/* ---- the virtual table ---- */

struct table {
	sqlite3_vtab base;
	struct civ_batch *const *current;
};

struct cursor {
	sqlite3_vtab_cursor base;
	struct civ_batch *batch;
	size_t row;
};

static int connect(sqlite3 *db, void *data, int count, const char *const *arguments, sqlite3_vtab **table, char **error)
{
	struct civ_batch *const *current = data;
	struct table *made = sqlite3_malloc(sizeof *made);
	struct civ_buf sql = {0};
	int code = SQLITE_NOMEM;

	(void)count;
	(void)arguments;
	(void)error;
	civ_buf_adds(&sql, "CREATE TABLE x (c0");
	for (size_t i = 1; i < (*current)->width; i++)
		civ_buf_addf(&sql, ", c%zu", i);
	civ_buf_addc(&sql, ')');
	if (made != NULL && !sql.failed)
		code = sqlite3_declare_vtab(db, civ_buf_str(&sql));
	civ_buf_free(&sql);
	if (code != SQLITE_OK) {
		sqlite3_free(made);
		return code;
	}
	*made = (struct table){.current = current};
	*table = &made->base;
	return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *table)
{
	sqlite3_free(table);
	return SQLITE_OK;
}

static int best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
	(void)table;
	info->estimatedCost = CIV_BATCH_ROWS;
	return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
	struct cursor *made = sqlite3_malloc(sizeof *made);

	if (made == NULL)
		return SQLITE_NOMEM;
	*made = (struct cursor){.batch = *((struct table *)table)->current};
	*cursor = &made->base;
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
	(void)count;
	(void)values;
	cursor->row = cursor->batch->start;
	cursor->batch->reached = cursor->row;
	return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor *base)
{
	struct cursor *cursor = (struct cursor *)base;

	cursor->batch->reached = ++cursor->row;
	return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor *base)
{
	const struct cursor *cursor = (const struct cursor *)base;

	return cursor->row >= cursor->batch->count;
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *context, int i)
{
	const struct cursor *cursor = (const struct cursor *)base;
	const struct cell *cell = &cursor->batch->columns[i][cursor->row];

	if (cell->kind == CIV_STRING)
		sqlite3_result_text(context, cell->as.text, (int)cell->len, SQLITE_STATIC);
	else if (cell->kind == CIV_INTEGER)
		sqlite3_result_int64(context, cell->as.integer);
	else if (cell->kind == CIV_DOUBLE)
		sqlite3_result_double(context, cell->as.real);
	return SQLITE_OK;
}

static int row_number(sqlite3_vtab_cursor *base, sqlite3_int64 *id)
{
	*id = (sqlite3_int64)((const struct cursor *)base)->row;
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

enum civ_status civ_batch_register(struct civ_store *store, struct civ_batch *const *current)
{
	struct civ_buf name = {0};
	int code = SQLITE_NOMEM;

	/* One for each noun: several may be loaded at once. */
	civ_buf_addf(&name, "civ_batch_%s", (*current)->noun->name);
	if (!name.failed)
		code = sqlite3_create_module(civ_store_db(store), name.data, &module, (void *)current);
	civ_buf_free(&name);
	return code == SQLITE_OK ? CIV_OK : civ_store_fail(store, "prepare a bulk load");
}
