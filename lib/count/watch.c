/* The same place again: a new report of a category at a place where one was closed within the watch window.
 *
 * The last closing of each place and category is kept in the table issue_watch for as long as it is watched. A few
 * issues are looked up there; many are not: then the table is read once into memory. Places are compared by a hash of
 * their keys (place.h), and by the keys when a return is written down. */
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/same-place.h"
#include "lib/count/life.h"
#include "lib/count/watch.h"

enum { FEW = 100, FIRST_SIZE = 1024 };

/* Small, for there may be a million of them. */
struct closing {
	uint64_t place; /* 0: free */
	uint32_t issue;
	unsigned day : 31;   /* days before 1970 are not watched */
	unsigned is_new : 1; /* the table does not have it so */
};

struct comeback {
	int64_t now, before;
};

struct civ_watch {
	struct civ_records *records;
	struct civ_places *places;
	struct civ_buf key; /* of the place at hand */
	int64_t days;
	uint64_t seen;
	int32_t latest; /* day of the last report or closing that was seen */
	bool loaded;
	struct closing *closings; /* those of this run; all of them once loaded */
	size_t size, used;
	struct comeback *comebacks;
	size_t count, room;
};

enum civ_status civ_watch_open(struct civ_records *records, int64_t watch_days, struct civ_watch **watch)
{
	struct civ_watch *made = calloc(1, sizeof *made);
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(civ_records_messages(records));
	made->records = records;
	made->days = watch_days;
	made->latest = CIV_NO_DAY;
	made->size = FIRST_SIZE;
	made->closings = calloc(made->size, sizeof *made->closings);
	status = made->closings == NULL ? civ_no_memory(civ_records_messages(records))
	                                : civ_places_open(records, &made->places);
	if (status != CIV_OK) {
		civ_watch_close(made);
		return status;
	}
	*watch = made;
	return CIV_OK;
}

void civ_watch_close(struct civ_watch *watch)
{
	if (watch == NULL)
		return;
	civ_places_close(watch->places);
	civ_buf_free(&watch->key);
	free(watch->closings);
	free(watch->comebacks);
	free(watch);
}

/* 63 bits, so that it is a positive number in the table; never 0. */
static uint64_t hash_place(int64_t category, int64_t area, const struct civ_buf *key)
{
	uint64_t code = 14695981039346656037u;

	code = (code ^ (uint64_t)category) * 1099511628211u;
	code = (code ^ (uint64_t)area) * 1099511628211u;
	for (size_t i = 0; i < key->len; i++)
		code = (code ^ (unsigned char)key->data[i]) * 1099511628211u;
	code ^= code >> 29;
	return (code >> 1) | 1;
}

static struct closing *closing_of(struct closing *closings, size_t size, uint64_t place)
{
	size_t i = (size_t)(place * 11400714819323198485u >> 24) & (size - 1);

	while (closings[i].place != 0 && closings[i].place != place)
		i = (i + 1) & (size - 1);
	return &closings[i];
}

static bool is_watched(const struct civ_watch *watch, const struct closing *closing)
{
	return closing->place != 0 &&
	       (watch->latest == CIV_NO_DAY || watch->latest - (int32_t)closing->day <= watch->days);
}

/* Make room: what is no longer watched goes first. */
static enum civ_status make_room(struct civ_watch *watch)
{
	size_t live = 0, size = watch->size, kept = 0;
	struct closing *closings;

	for (size_t i = 0; i < watch->size; i++)
		live += is_watched(watch, &watch->closings[i]) ? 1 : 0;
	while (live * 3 >= size * 2)
		size *= 2;
	closings = malloc((live + 1) * sizeof *closings);
	if (closings == NULL)
		return CIV_SYSTEM;
	for (size_t i = 0; i < watch->size; i++)
		if (is_watched(watch, &watch->closings[i]))
			closings[kept++] = watch->closings[i];
	if (size > watch->size) {
		struct closing *grown = realloc(watch->closings, size * sizeof *grown);

		if (grown == NULL) {
			free(closings);
			return CIV_SYSTEM;
		}
		watch->closings = grown;
		watch->size = size;
	}
	memset(watch->closings, 0, size * sizeof *watch->closings);
	for (size_t i = 0; i < kept; i++)
		*closing_of(watch->closings, size, closings[i].place) = closings[i];
	free(closings);
	watch->used = live;
	return CIV_OK;
}

static enum civ_status keep(struct civ_watch *watch, uint64_t place, int64_t issue, int32_t day, bool is_new)
{
	struct closing *closing;
	enum civ_status status = CIV_OK;

	if (issue > UINT32_MAX || day < 0)
		return CIV_OK;
	if (watch->used * 4 >= watch->size * 3)
		status = make_room(watch);
	if (status != CIV_OK)
		return status;
	closing = closing_of(watch->closings, watch->size, place);
	if (closing->place != 0 && day < (int32_t)closing->day)
		return CIV_OK;
	watch->used += closing->place == 0 ? 1 : 0;
	*closing = (struct closing){place, (uint32_t)issue, (unsigned)day & INT32_MAX, is_new};
	return CIV_OK;
}

/* All that is watched, into memory. */
static enum civ_status load(struct civ_watch *watch)
{
	struct civ_store *store = civ_records_store(watch->records);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(watch->records,
	                                               "SELECT place, issue_id, closed FROM issue_watch", &rows);

	watch->loaded = true;
	while (civ_store_next(store, rows, &status)) {
		uint64_t place = (uint64_t)sqlite3_column_int64(rows, 0);

		/* What this run has seen of the place is newer. */
		if (closing_of(watch->closings, watch->size, place)->place == 0)
			status = keep(watch, place, sqlite3_column_int64(rows, 1), sqlite3_column_int(rows, 2), false);
	}
	return status;
}

enum civ_status civ_watch_ready(struct civ_watch *watch, bool many)
{
	return (many || watch->seen > FEW) && !watch->loaded ? load(watch) : CIV_OK;
}

static enum civ_status look_up(struct civ_watch *watch, uint64_t place, struct closing *closing)
{
	struct civ_store *store = civ_records_store(watch->records);
	sqlite3_stmt *row;
	enum civ_status status;

	*closing = *closing_of(watch->closings, watch->size, place);
	if (closing->place != 0 || watch->loaded)
		return CIV_OK;
	status = civ_records_statement(watch->records, "SELECT issue_id, closed FROM issue_watch WHERE place = ?1",
	                               &row);
	if (status == CIV_OK && sqlite3_bind_int64(row, 1, (sqlite3_int64)place) != SQLITE_OK)
		status = civ_store_fail(store, "bind a place");
	if (civ_store_next(store, row, &status)) {
		*closing = (struct closing){place, (uint32_t)sqlite3_column_int64(row, 0),
		                            (unsigned)sqlite3_column_int(row, 1) & INT32_MAX, false};
		sqlite3_reset(row);
	}
	return status;
}

static enum civ_status note_comeback(struct civ_watch *watch, int64_t now, int64_t before)
{
	if (!CIV_GROW(watch->comebacks, watch->count, watch->room))
		return CIV_SYSTEM;
	watch->comebacks[watch->count++] = (struct comeback){now, before};
	return CIV_OK;
}

enum civ_status civ_watch_see(struct civ_watch *watch, const struct civ_sighting *seen)
{
	struct closing closing = {0};
	uint64_t code;
	enum civ_status status = CIV_OK;

	civ_place_key(watch->places, seen->area, seen->place, &watch->key);
	if (watch->key.failed)
		return CIV_SYSTEM;
	if (watch->key.len == 0)
		return CIV_OK;
	code = hash_place(seen->category, seen->area, &watch->key);
	watch->seen++;
	if (seen->reported > watch->latest)
		watch->latest = seen->reported;
	if (seen->find)
		status = look_up(watch, code, &closing);
	if (status == CIV_OK && closing.place != 0 && closing.issue != seen->id &&
	    seen->reported >= (int32_t)closing.day && seen->reported - (int32_t)closing.day <= watch->days)
		status = note_comeback(watch, seen->id, closing.issue);
	if (status == CIV_OK && seen->closed != CIV_NO_DAY)
		status = keep(watch, code, seen->id, seen->closed, true);
	return status;
}

/* ---- the end of the run ---- */

static int by_place(const void *left, const void *right)
{
	const struct closing *a = left, *b = right;

	return a->place < b->place ? -1 : a->place > b->place;
}

static enum civ_status bind_closing(struct civ_store *store, sqlite3_stmt *statement, const struct closing *closing)
{
	if (sqlite3_bind_int64(statement, 1, (sqlite3_int64)closing->place) != SQLITE_OK ||
	    sqlite3_bind_int64(statement, 2, closing->issue) != SQLITE_OK ||
	    sqlite3_bind_int(statement, 3, (int)closing->day) != SQLITE_OK)
		return civ_store_fail(store, "bind a place");
	return CIV_OK;
}

/* Each closing that the table does not hold as it is; in the order of the table. */
static enum civ_status write_closings(struct civ_watch *watch)
{
	/* Where the table was read, what is in memory is right; else a later closing that it holds stays. */
	static const char whole[] = "INSERT OR REPLACE INTO issue_watch (place, issue_id, closed) VALUES (?1, ?2, ?3)";
	static const char single[] =
		"INSERT INTO issue_watch (place, issue_id, closed) VALUES (?1, ?2, ?3) ON CONFLICT (place) DO UPDATE"
		" SET issue_id = excluded.issue_id, closed = excluded.closed"
		" WHERE closed <= excluded.closed";
	struct civ_store *store = civ_records_store(watch->records);
	sqlite3_stmt *write;
	enum civ_status status = civ_records_statement(watch->records, watch->loaded ? whole : single, &write);
	size_t count = 0;

	for (size_t i = 0; i < watch->size; i++)
		if (watch->closings[i].is_new && is_watched(watch, &watch->closings[i]))
			watch->closings[count++] = watch->closings[i];
	if (count > 0)
		qsort(watch->closings, count, sizeof *watch->closings, by_place);
	for (size_t i = 0; i < count && status == CIV_OK; i++) {
		status = bind_closing(store, write, &watch->closings[i]);
		if (status == CIV_OK)
			status = civ_store_do(store, write);
	}
	memset(watch->closings, 0, watch->size * sizeof *watch->closings);
	watch->used = 0;
	return status;
}

static enum civ_status forget_old(struct civ_watch *watch)
{
	struct civ_store *store = civ_records_store(watch->records);
	sqlite3_stmt *forget;
	enum civ_status status;

	/* Only where the table was read anyway. */
	if (!watch->loaded || watch->latest == CIV_NO_DAY)
		return CIV_OK;
	status = civ_records_statement(watch->records, "DELETE FROM issue_watch WHERE closed < ?1", &forget);
	if (status == CIV_OK && sqlite3_bind_int64(forget, 1, watch->latest - watch->days) != SQLITE_OK)
		status = civ_store_fail(store, "bind a day");
	return status == CIV_OK ? civ_store_do(store, forget) : status;
}

static const char same_sql[] =
	"SELECT n.reported_at, o.came_back_at IS NULL FROM issue n JOIN issue o ON o.id = ?2"
	" AND o.category_id = n.category_id"
	" AND o.area_id IS n.area_id AND place_key(o.area_id, o.place) = place_key(n.area_id, n.place)"
	" AND o.closed_at <= n.reported_at WHERE n.id = ?1 AND n.again_of_id IS NULL"
	" AND " CIV_ISSUE_OWN("n");

static enum civ_status set_column(struct civ_writer *issues, int64_t id, const char *column, const char *text,
                                  int64_t number)
{
	struct civ_record *record = civ_writer_record(issues);
	int place = civ_noun_column(&civ_noun_issue, column);
	enum civ_status status = CIV_OK;

	record->given[place] = true;
	if (text != NULL)
		status = civ_record_put(record, place, text);
	else
		civ_record_put_int(record, place, number);
	if (status == CIV_OK)
		status = civ_writer_set_id(issues, record, id);
	civ_messages_move(civ_records_messages(civ_writer_records(issues)), record->messages);
	return status;
}

static enum civ_status mark(struct civ_watch *watch, struct civ_writer *issues, const struct comeback *comeback)
{
	char at[CIV_TIME_SIZE];
	sqlite3_stmt *row;
	bool first;
	enum civ_status status = civ_row_first(watch->records, same_sql, CIV_NUMBERS(comeback->now, comeback->before),
	                                       &row);

	if (status != CIV_OK || row == NULL)
		return status;
	civ_text_copy(at, (const char *)sqlite3_column_text(row, 0), sizeof at);
	first = sqlite3_column_int(row, 1) != 0;
	sqlite3_reset(row);
	status = set_column(issues, comeback->now, "again_of", NULL, comeback->before);
	if (status == CIV_OK && first)
		status = set_column(issues, comeback->before, "came_back_at", at, 0);
	return status;
}

static enum civ_status mark_all(struct civ_watch *watch)
{
	static const struct civ_write_options moving = {.move = true};
	struct civ_writer *issues = NULL;
	enum civ_status status;

	if (watch->count == 0)
		return CIV_OK;
	status = civ_records_functions(watch->records, "place_key");
	if (status == CIV_OK)
		status = civ_writer_open(watch->records, &civ_noun_issue, &moving, &issues);
	for (size_t i = 0; i < watch->count && status == CIV_OK; i++)
		status = mark(watch, issues, &watch->comebacks[i]);
	watch->count = 0;
	if (status == CIV_OK)
		status = civ_writer_finish(issues);
	civ_writer_close(issues);
	return status;
}

enum civ_status civ_watch_finish(struct civ_watch *watch)
{
	enum civ_status status = watch->used > 0 ? write_closings(watch) : CIV_OK;

	if (status == CIV_OK)
		status = forget_old(watch);
	return status == CIV_OK ? mark_all(watch) : status;
}
