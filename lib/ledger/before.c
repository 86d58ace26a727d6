#include "lib/ledger/before.h"

#include <string.h>


static void add_escaped(struct civ_buf *buf, struct civ_span text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (strchr(";=\\", text.text[i]) != NULL)
			civ_buf_addc(buf, '\\');
		if (text.text[i] == '\n')
			civ_buf_adds(buf, "\\n");
		else
			civ_buf_addc(buf, text.text[i]);
	}
}

static void add_name(struct civ_buf *before, const char *unit, const char *column)
{
	if (before->len == 0)
		civ_buf_addc(before, ';');
	if (unit != NULL) {
		add_escaped(before, (struct civ_span){unit, strlen(unit)});
		civ_buf_addc(before, '.');
	}
	civ_buf_adds(before, column == NULL ? "" : column);
	civ_buf_addc(before, '=');
}

void civ_before_add_text(struct civ_buf *before, const char *unit, const char *column, const char *value)
{
	add_name(before, unit, column);
	if (value != NULL)
		add_escaped(before, (struct civ_span){value, strlen(value)});
	civ_buf_addc(before, ';');
}

void civ_before_add(struct civ_buf *before, struct civ_records *records, const char *unit,
                    const struct civ_record *record, const struct civ_value *old)
{
	if (old == NULL) {
		civ_before_add_text(before, unit, NULL, NULL);
		return;
	}
	for (int i = 0; record->noun->columns[i].name != NULL; i++) {
		const struct civ_column *c = &record->noun->columns[i];
		struct civ_buf value = {0};

		if (!record->given[i] && civ_value_same(&old[i], &record->values[i]))
			continue;
		if (old[i].kind != CIV_NULL && c->type == CIV_REF)
			civ_buf_adds(&value, civ_records_code(records, c->ref, old[i].integer));
		else if (old[i].kind != CIV_NULL)
			civ_value_format(c, &old[i], &value);
		before->failed = before->failed || value.failed;
		civ_before_add_text(before, unit, c->name, civ_buf_str(&value));
		civ_buf_free(&value);
	}
}

/* ---- reading ---- */

/* The text up to STOP, unescaped, into BUF; *TEXT is moved behind STOP. The last unescaped "." in it, as a place in
 * BUF, 0 without one. */
static size_t take(const char **text, char stop, struct civ_buf *buf)
{
	size_t dot = 0;

	for (; **text != '\0' && **text != stop; (*text)++) {
		if (**text == '\\' && (*text)[1] != '\0') {
			(*text)++;
			civ_buf_addc(buf, **text == 'n' ? '\n' : **text);
			continue;
		}
		civ_buf_addc(buf, **text);
		if (**text == '.')
			dot = buf->len;
	}
	*text += **text == '\0' ? 0 : 1;
	return dot;
}

enum civ_status civ_before_next(const char **text, struct civ_arena *arena, struct civ_before_entry *entry, bool *found)
{
	struct civ_buf name = {0}, value = {0};
	size_t dot;

	*text += **text == ';' ? 1 : 0;
	*found = **text != '\0';
	if (!*found)
		return CIV_OK;
	dot = take(text, '=', &name);
	(void)take(text, ';', &value);
	/* The separator that was taken is the first of the entry behind it. */
	*entry = (struct civ_before_entry){NULL, NULL, NULL};
	if (civ_buf_str(&name) != NULL && civ_buf_str(&value) != NULL) {
		if (dot > 0)
			entry->unit = civ_arena_copy(arena, name.data, dot - 1);
		entry->column = civ_arena_copy(arena, civ_buf_str(&name) + dot, name.len - dot);
		entry->value = civ_arena_copy(arena, civ_buf_str(&value), value.len);
	}
	civ_buf_free(&name);
	civ_buf_free(&value);
	return entry->column == NULL || entry->value == NULL || (dot > 0 && entry->unit == NULL) ? CIV_SYSTEM : CIV_OK;
}

/* ---- moves of older releases ---- */

/* The run of the event, where it moved the issue just once. */
static const char run_sql[] =
	"SELECT g.run"
	" FROM event e"
	" JOIN run_range g ON g.table_name = 'event' AND e.id BETWEEN g.first_id AND g.last_id"
	" WHERE e.id = ?1"
	"  AND NOT EXISTS ("
	"   SELECT 1"
	"   FROM event o"
	"   WHERE o.issue_id = e.issue_id AND o.id <> e.id AND o.id BETWEEN g.first_id AND g.last_id"
	"  )";
/* ?1 event, ?2 run: a unit's code, or nothing for the issue; column, value before; the parts that the run added come
 * without a column. */
static const char changes_sql[] =
	"SELECT NULL, c.column_name, c.old, c.id"
	" FROM event e JOIN change c ON c.table_name = 'issue' AND c.row_id = e.issue_id AND c.run = ?2"
	" WHERE e.id = ?1"
	" UNION ALL"
	" SELECT u.code, c.column_name, c.old, c.id"
	" FROM event e JOIN dispatch d ON d.issue_id = e.issue_id JOIN unit u ON u.id = d.unit_id"
	" JOIN change c ON c.table_name = 'dispatch' AND c.row_id = d.id AND c.run = ?2"
	" WHERE e.id = ?1"
	" UNION ALL"
	" SELECT u.code, NULL, NULL, 0"
	" FROM event e JOIN run_range g ON g.run = ?2 AND g.table_name = 'dispatch'"
	" JOIN dispatch d ON d.issue_id = e.issue_id AND d.id BETWEEN g.first_id AND g.last_id"
	" JOIN unit u ON u.id = d.unit_id"
	" WHERE e.id = ?1"
	" ORDER BY 4";

static enum civ_status bind_both(struct civ_records *records, const char *sql, int64_t event, int64_t run,
                                 sqlite3_stmt **rows)
{
	enum civ_status status = civ_records_statement(records, sql, rows);

	if (status == CIV_OK && (sqlite3_bind_int64(*rows, 1, event) != SQLITE_OK ||
	                         (run != 0 && sqlite3_bind_int64(*rows, 2, run) != SQLITE_OK)))
		status = civ_store_fail(civ_records_store(records), "bind an event");
	return status;
}

static enum civ_status of_history(struct civ_records *records, int64_t event, struct civ_buf *before)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *rows;
	int64_t run = 0;
	enum civ_status status = bind_both(records, run_sql, event, 0, &rows);

	if (civ_store_next(store, rows, &status)) {
		run = sqlite3_column_int64(rows, 0);
		sqlite3_reset(rows);
	}
	if (status == CIV_OK && run != 0)
		status = bind_both(records, changes_sql, event, run, &rows);
	while (run != 0 && civ_store_next(store, rows, &status))
		civ_before_add_text(before, (const char *)sqlite3_column_text(rows, 0),
		                    (const char *)sqlite3_column_text(rows, 1),
		                    (const char *)sqlite3_column_text(rows, 2));
	return status;
}

enum civ_status civ_before_of_event(struct civ_records *records, int64_t event, struct civ_arena *arena,
                                    const char **text)
{
	struct civ_store *store = civ_records_store(records);
	struct civ_buf before = {0};
	sqlite3_stmt *row;
	enum civ_status status = bind_both(records, "SELECT ifnull(before, '') FROM event WHERE id = ?1", event, 0,
	                                   &row);

	*text = NULL;
	if (civ_store_next(store, row, &status)) {
		civ_buf_adds(&before, (const char *)sqlite3_column_text(row, 0));
		sqlite3_reset(row);
		if (before.len == 0)
			status = of_history(records, event, &before);
	}
	if (status == CIV_OK &&
	    (before.failed || (before.len > 0 && (*text = civ_arena_copy(arena, before.data, before.len)) == NULL)))
		status = civ_no_memory(civ_records_messages(records));
	civ_buf_free(&before);
	return status;
}
