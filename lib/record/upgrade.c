/* A file is brought to the schema of a new database: whatever differs is made anew.
 *
 * Nothing that the file says of itself is run as SQL: what is made is made from our own texts, and what others put on
 * our tables is dropped by its name, with a word for each. */
#include <string.h>

#include "civplan/say.h"
#include "civplan/schema.h"
#include "lib/record/private.h"
#include "lib/record/schema.h"
#include "lib/record/sql.h"

#define NEW_NAME "civplan new "

struct upgrade {
	struct civ_records *records;
	struct civ_store *store;
	struct civ_messages *messages;
	const struct civ_noun *const *nouns;
	struct civ_objects wanted;
	struct civ_objects held; /* by the file as it was */
	struct civ_objects kept; /* tables that domains fill themselves */
	struct civ_buf sql;      /* of the statement at hand */
};

/* Run what stands in upgrade->sql, and empty it. */
static enum civ_status run(struct upgrade *upgrade)
{
	const char *sql = civ_buf_str(&upgrade->sql);
	enum civ_status status = sql == NULL ? civ_no_memory(upgrade->messages) : civ_store_exec(upgrade->store, sql);

	civ_buf_clear(&upgrade->sql);
	return status;
}

/* Prepare it, and empty it. */
static enum civ_status prepare(struct upgrade *upgrade, sqlite3_stmt **statement)
{
	const char *sql = civ_buf_str(&upgrade->sql);
	enum civ_status status = sql == NULL ? civ_no_memory(upgrade->messages)
	                                     : civ_store_prepare(upgrade->store, sql, statement);

	civ_buf_clear(&upgrade->sql);
	return status;
}

static enum civ_status drop(struct upgrade *upgrade, const struct civ_object *object)
{
	civ_buf_addf(&upgrade->sql, "DROP %s ", object->type);
	civ_sql_name(&upgrade->sql, object->name);
	return run(upgrade);
}

static bool differs(const struct civ_object *wanted, const struct civ_object *held)
{
	return wanted == NULL || strcmp(wanted->sql, held->sql) != 0;
}

/* ---- what others put on our tables ---- */

static enum civ_status drop_extra(struct upgrade *upgrade, const struct civ_object *object)
{
	if (strcmp(object->type, "index") == 0)
		civ_warn(upgrade->messages, NULL, "the index %s of %s is not one of this release and was dropped: %s",
		         object->name, object->table, object->sql);
	else
		civ_warn(upgrade->messages, NULL, "the trigger %s of %s is not civplan's and was dropped: %s",
		         object->name, object->table, object->sql);
	return drop(upgrade, object);
}

/* True if the table is one of an earlier release, whose rows move to a noun's own. */
static bool is_former(const struct upgrade *upgrade, const char *table)
{
	for (size_t i = 0; upgrade->nouns[i] != NULL; i++)
		if (upgrade->nouns[i]->former != NULL && sqlite3_stricmp(upgrade->nouns[i]->former, table) == 0)
			return true;
	return false;
}

/* Indexes and triggers of ours that differ, and those of others on what is or was ours; then views that differ. An
 * index of a former table may be of the release that had it. */
static enum civ_status drop_differing(struct upgrade *upgrade)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < upgrade->held.count && status == CIV_OK; i++) {
		const struct civ_object *held = &upgrade->held.items[i];
		const struct civ_object *wanted = civ_objects_find(&upgrade->wanted, held->type, held->name);

		if (strcmp(held->type, "table") == 0 || strcmp(held->type, "view") == 0)
			continue;
		if (wanted != NULL && differs(wanted, held))
			status = drop(upgrade, held);
		else if (civ_object_is_extra(&upgrade->wanted, held) ||
		         (strcmp(held->type, "trigger") == 0 && is_former(upgrade, held->table)))
			status = drop_extra(upgrade, held);
	}
	for (size_t i = 0; i < upgrade->held.count && status == CIV_OK; i++) {
		const struct civ_object *held = &upgrade->held.items[i];
		const struct civ_object *wanted = civ_objects_find(&upgrade->wanted, "view", held->name);

		if (strcmp(held->type, "view") == 0 && wanted != NULL && differs(wanted, held))
			status = drop(upgrade, held);
	}
	return status;
}

/* ---- tables ---- */

/* The columns of OLD, as rows, with whether the new table stores them too, and whether it wants a value in them. */
static enum civ_status old_columns(struct upgrade *upgrade, const char *table, sqlite3_stmt **columns)
{
	civ_buf_adds(&upgrade->sql, "SELECT o.name, n.name IS NOT NULL AND n.hidden = 0, n.\"notnull\""
	                            " FROM pragma_table_xinfo(");
	civ_sql_literal(&upgrade->sql, table);
	civ_buf_adds(&upgrade->sql, ") o LEFT JOIN pragma_table_xinfo(");
	civ_buf_adds(&upgrade->sql, "'" NEW_NAME "' || ");
	civ_sql_literal(&upgrade->sql, table);
	civ_buf_adds(&upgrade->sql, ") n ON n.name = o.name COLLATE nocase ORDER BY o.cid");
	return prepare(upgrade, columns);
}

/* A column that is only computed holds nothing that could be lost. */
static enum civ_status warn_of_column(struct upgrade *upgrade, const char *table, const char *column)
{
	sqlite3_stmt *count = NULL;
	enum civ_status status;

	civ_buf_adds(&upgrade->sql, "SELECT count(");
	civ_sql_name(&upgrade->sql, column);
	civ_buf_adds(&upgrade->sql, ") FROM ");
	civ_sql_name(&upgrade->sql, table);
	status = prepare(upgrade, &count);
	if (civ_store_next(upgrade->store, count, &status))
		civ_warn(upgrade->messages, NULL,
		         "the column %s of %s is not one of this release and was left out; the backup has its"
		         " %lld values",
		         column, table, (long long)sqlite3_column_int64(count, 0));
	sqlite3_finalize(count);
	return status;
}

/* The names of the columns that both tables have, joined with commas. */
static enum civ_status common_columns(struct upgrade *upgrade, const char *table, struct civ_buf *names)
{
	sqlite3_stmt *columns = NULL;
	enum civ_status status = old_columns(upgrade, table, &columns);

	while (civ_store_next(upgrade->store, columns, &status)) {
		const char *name = civ_row_text(columns, 0);

		if (sqlite3_column_int(columns, 1) != 0) {
			civ_buf_adds(names, names->len == 0 ? "" : ", ");
			civ_sql_name(names, name);
		} else if (sqlite3_column_type(columns, 2) == SQLITE_NULL) {
			status = warn_of_column(upgrade, table, name);
		}
	}
	sqlite3_finalize(columns);
	return status == CIV_OK && names->failed ? civ_no_memory(upgrade->messages) : status;
}

static const struct civ_noun *noun_of(const struct upgrade *upgrade, const char *table)
{
	for (size_t i = 0; upgrade->nouns[i] != NULL; i++)
		if (strcmp(upgrade->nouns[i]->name, table) == 0)
			return upgrade->nouns[i];
	return NULL;
}

/* Rows of the old table with nothing in COLUMN, by the code that the noun has, else by number. */
static enum civ_status tell_empty(struct upgrade *upgrade, const char *table, const char *column)
{
	const struct civ_noun *noun = noun_of(upgrade, table);
	int code = noun == NULL ? -1 : civ_noun_code_column(noun);
	sqlite3_stmt *rows = NULL;
	enum civ_status status;

	civ_buf_adds(&upgrade->sql, "SELECT ");
	civ_sql_name(&upgrade->sql, code < 0 ? "id" : noun->columns[code].name);
	civ_buf_adds(&upgrade->sql, " FROM ");
	civ_sql_name(&upgrade->sql, table);
	civ_buf_adds(&upgrade->sql, " WHERE ");
	civ_sql_name(&upgrade->sql, column);
	civ_buf_addf(&upgrade->sql, " IS NULL LIMIT %d", CIV_ROWS_TOLD);
	status = prepare(upgrade, &rows);
	while (civ_store_next(upgrade->store, rows, &status))
		(void)civ_error(upgrade->messages, CIV_REFUSED, NULL,
		                "%s '%s' has nothing in %s, where this release wants a value", civ_say(table),
		                civ_row_text(rows, 0), column);
	sqlite3_finalize(rows);
	return status;
}

/* Why SQLite refused to copy the rows. */
static enum civ_status tell_refusal(struct upgrade *upgrade, const char *table)
{
	size_t before = civ_messages_errors(upgrade->messages);
	sqlite3_stmt *columns = NULL;
	enum civ_status status;

	if (sqlite3_extended_errcode(civ_store_db(upgrade->store)) != SQLITE_CONSTRAINT_NOTNULL)
		return civ_store_fail(upgrade->store, "copy the rows of a table");
	status = old_columns(upgrade, table, &columns);
	while (civ_store_next(upgrade->store, columns, &status))
		if (sqlite3_column_int(columns, 1) != 0 && sqlite3_column_int(columns, 2) != 0)
			status = tell_empty(upgrade, table, civ_row_text(columns, 0));
	sqlite3_finalize(columns);
	if (status == CIV_OK && civ_messages_errors(upgrade->messages) == before)
		return civ_error(upgrade->messages, CIV_SYSTEM, NULL,
		                 "%s has a column without which no row can be, and the file has nothing for it", table);
	return status == CIV_OK ? CIV_REFUSED : status;
}

/* In the order of the ids, in which the old table stands too. CHECKs are seen to when all rows are there, with their
 * keys (civ_schema_see_rules). */
static enum civ_status copy_rows(struct upgrade *upgrade, const char *table)
{
	struct civ_buf names = {0};
	enum civ_status status = common_columns(upgrade, table, &names);

	if (status == CIV_OK && names.len > 0) {
		civ_buf_adds(&upgrade->sql, "INSERT INTO ");
		civ_buf_addf(&upgrade->sql, "\"" NEW_NAME "%s\" (%s) SELECT %s FROM \"%s\" ORDER BY 1", table,
		             civ_buf_str(&names), civ_buf_str(&names), table);
		if (upgrade->sql.failed)
			status = civ_no_memory(upgrade->messages);
		else if (sqlite3_exec(civ_store_db(upgrade->store), civ_buf_str(&upgrade->sql), NULL, NULL, NULL) !=
		         SQLITE_OK)
			status = CIV_FLAGGED;
		civ_buf_clear(&upgrade->sql);
		if (status == CIV_FLAGGED)
			status = tell_refusal(upgrade, table);
	}
	civ_buf_free(&names);
	return status;
}

/* The new table under another name, which takes that of the old one when it has the rows. */
static enum civ_status rebuild_table(struct upgrade *upgrade, const struct civ_object *wanted)
{
	size_t head = strlen("CREATE TABLE \"");
	enum civ_status status;

	civ_buf_addf(&upgrade->sql, "CREATE TABLE \"" NEW_NAME "%s", wanted->sql + head);
	status = run(upgrade);
	if (status == CIV_OK)
		status = copy_rows(upgrade, wanted->name);
	if (status != CIV_OK)
		return status;
	civ_buf_addf(&upgrade->sql, "DROP TABLE \"%s\"; ALTER TABLE \"" NEW_NAME "%s\" RENAME TO \"%s\"", wanted->name,
	             wanted->name, wanted->name);
	return run(upgrade);
}

static enum civ_status make(struct upgrade *upgrade, const struct civ_object *wanted)
{
	civ_buf_adds(&upgrade->sql, wanted->sql);
	return run(upgrade);
}

static enum civ_status make_tables(struct upgrade *upgrade)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < upgrade->wanted.count && status == CIV_OK; i++) {
		const struct civ_object *wanted = &upgrade->wanted.items[i];
		const struct civ_object *held = civ_objects_find(&upgrade->held, "table", wanted->name);

		if (strcmp(wanted->type, "table") != 0 || (held != NULL && !differs(wanted, held)))
			continue;
		if (held != NULL && civ_objects_find(&upgrade->kept, "table", wanted->name) == NULL) {
			status = rebuild_table(upgrade, wanted);
			continue;
		}
		if (held != NULL)
			status = drop(upgrade, held);
		if (status == CIV_OK)
			status = make(upgrade, wanted);
	}
	return status;
}

/* The indexes and views that the file lacks by now. */
static enum civ_status make_rest(struct upgrade *upgrade)
{
	struct civ_objects now;
	enum civ_status status = civ_objects_read(upgrade->store, &now);

	for (size_t i = 0; i < upgrade->wanted.count && status == CIV_OK; i++)
		if (civ_objects_find(&now, upgrade->wanted.items[i].type, upgrade->wanted.items[i].name) == NULL)
			status = make(upgrade, &upgrade->wanted.items[i]);
	civ_objects_free(&now);
	return status;
}

/* ---- in the end ---- */

static enum civ_status found_dangling(void *data, const char *what)
{
	struct upgrade *upgrade = data;

	return civ_error(upgrade->messages, CIV_REFUSED, NULL, "%s", what);
}

/* Views of others may show what is no longer there. */
static enum civ_status see_views(struct upgrade *upgrade, const struct civ_objects *now)
{
	for (size_t i = 0; i < now->count; i++) {
		const struct civ_object *view = &now->items[i];
		sqlite3_stmt *statement = NULL;

		if (strcmp(view->type, "view") != 0 || civ_objects_find(&upgrade->wanted, "view", view->name) != NULL)
			continue;
		civ_buf_adds(&upgrade->sql, "SELECT * FROM ");
		civ_sql_name(&upgrade->sql, view->name);
		if (civ_buf_str(&upgrade->sql) == NULL)
			return civ_no_memory(upgrade->messages);
		if (sqlite3_prepare_v2(civ_store_db(upgrade->store), civ_buf_str(&upgrade->sql), -1, &statement,
		                       NULL) == SQLITE_ERROR)
			civ_warn(upgrade->messages, NULL,
			         "the view %s, which is not civplan's, cannot be read any more: %s", view->name,
			         sqlite3_errmsg(civ_store_db(upgrade->store)));
		sqlite3_finalize(statement);
		civ_buf_clear(&upgrade->sql);
	}
	return CIV_OK;
}

/* All is as in a new database now, or the upgrade is at fault. */
static enum civ_status see_all(struct upgrade *upgrade)
{
	struct civ_objects now;
	enum civ_status status = civ_objects_read(upgrade->store, &now);
	const struct civ_object *differing = status == CIV_OK ? civ_objects_differ(&upgrade->wanted, &now) : NULL;

	if (differing != NULL)
		status = civ_error(upgrade->messages, CIV_SYSTEM, NULL,
		                   "%s %s is not as in a new database after the upgrade; nothing was changed",
		                   differing->type, differing->name);
	if (status == CIV_OK)
		status = see_views(upgrade, &now);
	civ_objects_free(&now);
	return status;
}

static enum civ_status convert(struct civ_records *records, int from)
{
	const struct civ_hook *const *hooks = civ_records_hooks(records);
	enum civ_status status = CIV_OK;

	for (; hooks != NULL && *hooks != NULL && status == CIV_OK; hooks++)
		if ((*hooks)->convert != NULL)
			status = (*hooks)->convert(records, from);
	return status;
}

enum civ_status civ_schema_rebuild(struct civ_records *records)
{
	const struct civ_hook *const *hooks = civ_records_hooks(records);
	enum civ_status status = CIV_OK;

	for (; hooks != NULL && *hooks != NULL && status == CIV_OK; hooks++)
		if ((*hooks)->rebuild != NULL)
			status = (*hooks)->rebuild(records);
	return status;
}

static enum civ_status find_out(struct upgrade *upgrade)
{
	const struct civ_hook *const *hooks = civ_records_hooks(upgrade->records);
	enum civ_status status = civ_objects_wanted(upgrade->nouns, hooks, upgrade->messages, &upgrade->wanted);

	if (status == CIV_OK)
		status = civ_objects_read(upgrade->store, &upgrade->held);
	/* What nobody could fill anew is copied as nouns' rows are. */
	for (size_t i = 0; hooks != NULL && hooks[i] != NULL; i++)
		if (hooks[i]->schema != NULL && hooks[i]->rebuild != NULL)
			civ_buf_adds(&upgrade->sql, hooks[i]->schema);
	if (status == CIV_OK)
		status = upgrade->sql.failed
		                 ? civ_no_memory(upgrade->messages)
		                 : civ_objects_make(civ_buf_str(&upgrade->sql), upgrade->messages, &upgrade->kept);
	civ_buf_clear(&upgrade->sql);
	return status;
}

static enum civ_status change_schema(struct upgrade *upgrade)
{
	enum civ_status status = civ_store_exec(upgrade->store, "PRAGMA ignore_check_constraints=ON");

	if (status == CIV_OK)
		status = drop_differing(upgrade);
	if (status == CIV_OK)
		status = make_tables(upgrade);
	if (status == CIV_OK)
		status = civ_store_exec(upgrade->store, "PRAGMA ignore_check_constraints=OFF");
	if (status == CIV_OK)
		status = make_rest(upgrade);
	return status == CIV_OK ? civ_store_stamp(upgrade->store, CIV_SCHEMA_VERSION) : status;
}

enum civ_status civ_schema_upgrade(struct civ_records *records, const struct civ_noun *const *nouns, int from)
{
	struct upgrade upgrade = {.records = records,
	                          .store = civ_records_store(records),
	                          .messages = civ_records_messages(records),
	                          .nouns = nouns};
	enum civ_status status = find_out(&upgrade);

	if (status == CIV_OK)
		status = change_schema(&upgrade);
	if (status == CIV_OK)
		status = convert(records, from);
	if (status == CIV_OK)
		status = civ_schema_rebuild(records);
	if (status == CIV_OK)
		status = civ_schema_see_rules(records, nouns, &upgrade.wanted, &upgrade.held);
	if (status == CIV_OK)
		status = civ_store_check_references(upgrade.store, true, found_dangling, &upgrade);
	if (status == CIV_OK)
		status = see_all(&upgrade);
	civ_objects_free(&upgrade.wanted);
	civ_objects_free(&upgrade.held);
	civ_objects_free(&upgrade.kept);
	civ_buf_free(&upgrade.sql);
	return status;
}
