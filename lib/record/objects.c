/* The objects of a database, read from sqlite_master. */
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/say.h"
#include "lib/record/schema.h"

/* Whoever writes sqlite_master himself may give a trigger a name like those of SQLite's own tables, a type in other
 * letters, and, where no text stands beside it for SQLite to compare, any type at all. */
static const char all_sql[] =
	"SELECT lower(type), name, tbl_name, sql FROM sqlite_master"
	" WHERE sql <> '' AND lower(type) IN ('table', 'index', 'view', 'trigger')"
	" AND NOT (lower(type) = 'table' AND (name = 'sqlite_sequence' OR name GLOB 'sqlite_stat[1-4]'))";

static bool keep_text(struct civ_objects *objects, sqlite3_stmt *row, int column, const char **text)
{
	const unsigned char *stored = sqlite3_column_text(row, column);

	*text = civ_arena_copy(objects->arena, stored == NULL ? "" : (const char *)stored,
	                       (size_t)sqlite3_column_bytes(row, column));
	return *text != NULL;
}

static int take_object(struct civ_objects *objects, sqlite3_stmt *row)
{
	struct civ_object object;

	if (!CIV_GROW(objects->items, objects->count, objects->room))
		return SQLITE_NOMEM;
	if (!keep_text(objects, row, 0, &object.type) || !keep_text(objects, row, 1, &object.name) ||
	    !keep_text(objects, row, 2, &object.table) || !keep_text(objects, row, 3, &object.sql))
		return SQLITE_NOMEM;
	objects->items[objects->count++] = object;
	return SQLITE_OK;
}

/* An SQLite code. */
static int read_all(sqlite3 *db, struct civ_objects *objects)
{
	sqlite3_stmt *rows = NULL;
	int code, step = SQLITE_ROW;

	*objects = (struct civ_objects){.arena = civ_arena_new()};
	if (objects->arena == NULL)
		return SQLITE_NOMEM;
	code = sqlite3_prepare_v2(db, all_sql, -1, &rows, NULL);
	while (code == SQLITE_OK && (step = sqlite3_step(rows)) == SQLITE_ROW)
		code = take_object(objects, rows);
	if (code == SQLITE_OK && step != SQLITE_DONE)
		code = step;
	sqlite3_finalize(rows);
	return code;
}

enum civ_status civ_objects_read(struct civ_store *store, struct civ_objects *objects)
{
	switch (read_all(civ_store_db(store), objects)) {
	case SQLITE_OK:
		return CIV_OK;
	case SQLITE_NOMEM:
		return civ_no_memory(civ_store_messages(store));
	default:
		return civ_store_fail(store, CIV_WORD("read the database"));
	}
}

enum civ_status civ_objects_make(const char *sql, struct civ_messages *messages, struct civ_objects *objects)
{
	sqlite3 *db = NULL;
	enum civ_status status = CIV_OK;
	int code = sqlite3_open(":memory:", &db);

	if (code == SQLITE_OK)
		code = sqlite3_exec(db, sql, NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = read_all(db, objects);
	if (code == SQLITE_NOMEM)
		status = civ_no_memory(messages);
	else if (code != SQLITE_OK)
		status = civ_error(messages, CIV_SYSTEM, NULL, "cannot make the schema: %s", sqlite3_errmsg(db));
	sqlite3_close(db);
	return status;
}

void civ_objects_free(struct civ_objects *objects)
{
	free(objects->items);
	civ_arena_free(objects->arena);
	*objects = (struct civ_objects){0};
}

const struct civ_object *civ_objects_find(const struct civ_objects *objects, const char *type, const char *name)
{
	for (size_t i = 0; i < objects->count; i++)
		if (strcmp(objects->items[i].type, type) == 0 && sqlite3_stricmp(objects->items[i].name, name) == 0)
			return &objects->items[i];
	return NULL;
}

bool civ_object_is_extra(const struct civ_objects *ours, const struct civ_object *held)
{
	return (strcmp(held->type, "index") == 0 || strcmp(held->type, "trigger") == 0) &&
	       civ_objects_find(ours, held->type, held->name) == NULL &&
	       (civ_objects_find(ours, "table", held->table) != NULL ||
	        civ_objects_find(ours, "view", held->table) != NULL);
}

const struct civ_object *civ_objects_differ(const struct civ_objects *ours, const struct civ_objects *held)
{
	for (size_t i = 0; i < ours->count; i++) {
		const struct civ_object *wanted = &ours->items[i];
		const struct civ_object *found = civ_objects_find(held, wanted->type, wanted->name);

		if (found == NULL || strcmp(found->sql, wanted->sql) != 0)
			return wanted;
	}
	for (size_t i = 0; i < held->count; i++)
		if (civ_object_is_extra(ours, &held->items[i]))
			return &held->items[i];
	return NULL;
}
