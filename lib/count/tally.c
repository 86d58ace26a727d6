/* Counting lives into monthly cells while rows are stored, and merging the cells into the table at the end. */
#include <stdlib.h>
#include <string.h>

#include "lib/count/tally.h"

const char civ_tally_schema[] =
	"-- A month of one unit, area, category, channel or person: figures for reports, kept by the programs.\n"
	"-- Packed (see lib/count/cell.h); plan-check counts it again and compares.\n"
	"CREATE TABLE issue_month (\n"
	"\tdimension INTEGER NOT NULL, -- 0 unit, 1 area, 2 category, 3 channel, 4 person\n"
	"\tref INTEGER NOT NULL,       -- id of the unit, area, ...; 0: none\n"
	"\tmonth INTEGER NOT NULL,     -- since January 1970\n"
	"\tdays BLOB NOT NULL,\n"
	"\tclosed BLOB NOT NULL,\n"
	"\tstarted BLOB NOT NULL,\n"
	"\ttopics BLOB NOT NULL,\n"
	"\tPRIMARY KEY (dimension, ref, month)\n"
	") STRICT, WITHOUT ROWID;\n"
	"-- The last closing at a place and of a category, for as long as it is watched.\n"
	"CREATE TABLE issue_watch (\n"
	"\tplace INTEGER PRIMARY KEY, -- hash of category, area and place\n"
	"\tissue_id INTEGER NOT NULL,\n"
	"\tclosed INTEGER NOT NULL    -- days since 1970-01-01\n"
	") STRICT;\n"
	"-- What the summary was counted with.\n"
	"CREATE TABLE issue_summary (\n"
	"\tid INTEGER PRIMARY KEY CHECK (id = 1),\n"
	"\twatch_days INTEGER NOT NULL\n"
	") STRICT;\n";

enum { MOST_CELLS = 6144 }; /* about 15 MiB; then they are merged on the way */

struct slot {
	struct civ_cell *cell; /* NULL: free */
	int64_t ref;
	int32_t month;
	int dimension;
	bool seen; /* civ_tally_find gave it */
};

struct civ_tally {
	struct civ_records *records;
	int64_t watch_days;
	struct slot *slots;
	size_t size, used; /* size is a power of two */
};

static enum civ_status read_watch_days(struct civ_tally *tally)
{
	static const char sql[] = "SELECT watch_days FROM issue_summary UNION ALL SELECT watch_days FROM plan LIMIT 1";
	struct civ_store *store = civ_records_store(tally->records);
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status = civ_records_statement(tally->records, sql, &row);

	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	tally->watch_days = 90;
	if (status == CIV_OK && found) {
		status = civ_row_days(store, row, 0, &tally->watch_days);
		sqlite3_reset(row);
	}
	return status;
}

enum civ_status civ_tally_open(struct civ_records *records, struct civ_tally **tally)
{
	struct civ_tally *made = calloc(1, sizeof *made);
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(civ_records_messages(records));
	made->records = records;
	made->size = 64;
	made->slots = calloc(made->size, sizeof *made->slots);
	status = made->slots == NULL ? civ_no_memory(civ_records_messages(records)) : read_watch_days(made);
	if (status != CIV_OK) {
		civ_tally_close(made);
		return status;
	}
	*tally = made;
	return CIV_OK;
}

static void drop_cells(struct civ_tally *tally)
{
	for (size_t i = 0; tally->slots != NULL && i < tally->size; i++) {
		if (tally->slots[i].cell == NULL)
			continue;
		civ_cell_free(tally->slots[i].cell);
		free(tally->slots[i].cell);
		tally->slots[i].cell = NULL;
	}
	tally->used = 0;
}

void civ_tally_close(struct civ_tally *tally)
{
	if (tally == NULL)
		return;
	drop_cells(tally);
	free(tally->slots);
	free(tally);
}

int64_t civ_tally_watch_days(const struct civ_tally *tally)
{
	return tally->watch_days;
}

static struct slot *slot_of(struct slot *slots, size_t size, int dimension, int64_t ref, int32_t month)
{
	uint64_t code = ((uint64_t)ref * CIV_DIMENSIONS + (uint64_t)dimension) * 4096 + (uint64_t)(uint32_t)month;
	size_t i = (size_t)((code * 11400714819323198485u) >> 20) & (size - 1);

	while (slots[i].cell != NULL &&
	       (slots[i].ref != ref || slots[i].month != month || slots[i].dimension != dimension))
		i = (i + 1) & (size - 1);
	return &slots[i];
}

static bool grow(struct civ_tally *tally)
{
	size_t size = tally->size * 2;
	struct slot *slots = calloc(size, sizeof *slots);

	if (slots == NULL)
		return false;
	for (size_t i = 0; i < tally->size; i++) {
		const struct slot *old = &tally->slots[i];

		if (old->cell != NULL)
			*slot_of(slots, size, old->dimension, old->ref, old->month) = *old;
	}
	free(tally->slots);
	tally->slots = slots;
	tally->size = size;
	return true;
}

static struct civ_cell *cell_of(struct civ_tally *tally, int dimension, int64_t ref, int32_t month)
{
	struct slot *slot = slot_of(tally->slots, tally->size, dimension, ref, month);

	if (slot->cell != NULL)
		return slot->cell;
	if (tally->used * 4 >= tally->size * 3) {
		if (!grow(tally))
			return NULL;
		slot = slot_of(tally->slots, tally->size, dimension, ref, month);
	}
	*slot = (struct slot){calloc(1, sizeof *slot->cell), ref, month, dimension, false};
	tally->used += slot->cell == NULL ? 0 : 1;
	return slot->cell;
}

/* A life's marks by month, worked out once for all dimensions. */
struct marked {
	int32_t months[CIV_MARKS];
	int days[CIV_MARKS]; /* of the month; -1: it does not fall anywhere */
	int32_t started_month, cycle;
};

static void mark_all(const struct civ_tally *tally, const struct civ_life *life, struct marked *marked)
{
	int32_t days[CIV_MARKS], last = CIV_NO_DAY, month = 0, first = 0;

	civ_life_marks(life, tally->watch_days, days);
	for (int mark = 0; mark < CIV_MARKS; mark++) {
		marked->days[mark] = -1;
		if (days[mark] == CIV_NO_DAY)
			continue;
		if (days[mark] != last) {
			month = civ_month_of(days[mark]);
			first = civ_month_first(month);
			last = days[mark];
		}
		marked->months[mark] = month;
		marked->days[mark] = days[mark] - first;
	}
	marked->cycle = civ_life_cycle(life);
	marked->started_month = marked->cycle < 0 ? 0 : civ_month_of(life->started);
}

static bool count_marks(struct civ_tally *tally, const struct marked *marked, int dimension, int64_t ref, int sign)
{
	struct civ_cell *cell = NULL;
	int32_t month = 0;

	for (int mark = 0; mark < CIV_MARKS; mark++) {
		if (marked->days[mark] < 0)
			continue;
		if (cell == NULL || marked->months[mark] != month) {
			month = marked->months[mark];
			cell = cell_of(tally, dimension, ref, month);
		}
		if (cell == NULL)
			return false;
		cell->counts[marked->days[mark]][mark] += sign;
	}
	return true;
}

static bool count_cycle(struct civ_tally *tally, const struct marked *marked, int dimension, int64_t ref, int sign)
{
	struct civ_cell *closed, *started;

	if (marked->cycle < 0)
		return true;
	closed = cell_of(tally, dimension, ref, marked->months[CIV_MARK_CLOSED]);
	if (closed == NULL || !civ_spread_add(&closed->closed, marked->cycle, sign))
		return false;
	started = cell_of(tally, dimension, ref, marked->started_month);
	return started != NULL && civ_spread_add(&started->started, marked->cycle, sign);
}

static bool count_topic(struct civ_tally *tally, const struct civ_life *life, const struct marked *marked, int sign)
{
	struct civ_cell *cell;

	if (marked->days[CIV_MARK_REPORTED] < 0)
		return true;
	cell = cell_of(tally, CIV_BY_AREA, life->refs[CIV_BY_AREA], marked->months[CIV_MARK_REPORTED]);
	return cell != NULL && civ_cell_add_topic(cell, life->refs[CIV_BY_CATEGORY], sign, life->merged ? 0 : sign);
}

enum civ_status civ_tally_life(struct civ_tally *tally, const struct civ_life *life, int sign)
{
	struct marked marked;
	bool good;

	mark_all(tally, life, &marked);
	good = count_topic(tally, life, &marked, sign);
	for (int dimension = 0; dimension < CIV_DIMENSIONS && good; dimension++)
		good = count_marks(tally, &marked, dimension, life->refs[dimension], sign) &&
		       count_cycle(tally, &marked, dimension, life->refs[dimension], sign);
	return good ? CIV_OK : CIV_SYSTEM;
}

/* ---- merging ---- */

static const char read_sql[] =
	"SELECT days, closed, started, topics FROM issue_month WHERE dimension = ?1 AND ref = ?2 AND month = ?3";
static const char write_sql[] =
	"INSERT OR REPLACE INTO issue_month (dimension, ref, month, days, closed, started, topics)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
static const char meta_sql[] = "INSERT OR IGNORE INTO issue_summary (id, watch_days) VALUES (1, ?1)";

static enum civ_status bind_key(struct civ_store *store, sqlite3_stmt *statement, const struct slot *slot)
{
	if (sqlite3_bind_int(statement, 1, slot->dimension) != SQLITE_OK ||
	    sqlite3_bind_int64(statement, 2, slot->ref) != SQLITE_OK ||
	    sqlite3_bind_int(statement, 3, slot->month) != SQLITE_OK)
		return civ_store_fail(store, "bind a month");
	return CIV_OK;
}

static struct civ_span blob(sqlite3_stmt *row, int column)
{
	return (struct civ_span){sqlite3_column_blob(row, column), (size_t)sqlite3_column_bytes(row, column)};
}

bool civ_cell_of_row(struct civ_cell *cell, sqlite3_stmt *row, int first)
{
	struct civ_span days = blob(row, first), closed = blob(row, first + 1), started = blob(row, first + 2),
			topics = blob(row, first + 3);

	return civ_cell_unpack_days(cell, (const unsigned char *)days.text, days.len) &&
	       civ_spread_unpack(&cell->closed, (const unsigned char *)closed.text, closed.len) &&
	       civ_spread_unpack(&cell->started, (const unsigned char *)started.text, started.len) &&
	       civ_cell_unpack_topics(cell, (const unsigned char *)topics.text, topics.len);
}

static enum civ_status add_stored(struct civ_tally *tally, const struct slot *slot)
{
	struct civ_store *store = civ_records_store(tally->records);
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(tally->records, read_sql, &row);

	if (status == CIV_OK)
		status = bind_key(store, row, slot);
	if (!civ_store_next(store, row, &status))
		return status;
	if (!civ_cell_of_row(slot->cell, row, 0))
		status = civ_error(civ_records_messages(tally->records), CIV_SYSTEM, NULL,
		                   "the summary of issues is damaged: run plan-check --rebuild-summaries");
	sqlite3_reset(row);
	return status;
}

static enum civ_status write_slot(struct civ_tally *tally, const struct slot *slot)
{
	struct civ_store *store = civ_records_store(tally->records);
	struct civ_buf parts[4] = {{0}};
	sqlite3_stmt *write;
	enum civ_status status = civ_records_statement(tally->records, write_sql, &write);

	civ_cell_pack(slot->cell, &parts[0], &parts[1], &parts[2], &parts[3]);
	if (status == CIV_OK)
		status = bind_key(store, write, slot);
	for (int i = 0; i < 4 && status == CIV_OK; i++) {
		if (parts[i].failed)
			status = civ_no_memory(civ_records_messages(tally->records));
		else if (sqlite3_bind_blob64(write, 4 + i, parts[i].len == 0 ? "" : parts[i].data, parts[i].len,
		                             SQLITE_TRANSIENT) != SQLITE_OK)
			status = civ_store_fail(store, "bind a month");
	}
	if (status == CIV_OK)
		status = civ_store_do(store, write);
	for (int i = 0; i < 4; i++)
		civ_buf_free(&parts[i]);
	return status;
}

static int by_key(const void *left, const void *right)
{
	const struct slot *a = left, *b = right;

	if (a->dimension != b->dimension)
		return a->dimension < b->dimension ? -1 : 1;
	if (a->ref != b->ref)
		return a->ref < b->ref ? -1 : 1;
	return a->month < b->month ? -1 : a->month > b->month;
}

/* The used slots at the front, in order; they can no longer be looked up. */
static void sort_slots(struct civ_tally *tally)
{
	size_t count = 0;

	for (size_t i = 0; i < tally->size; i++)
		if (tally->slots[i].cell != NULL) {
			struct slot slot = tally->slots[i];

			tally->slots[i].cell = NULL;
			tally->slots[count++] = slot;
		}
	if (count > 0)
		qsort(tally->slots, count, sizeof *tally->slots, by_key);
}

enum civ_status civ_tally_flush(struct civ_tally *tally)
{
	struct civ_store *store = civ_records_store(tally->records);
	sqlite3_stmt *meta;
	enum civ_status status;

	if (tally->used == 0)
		return CIV_OK;
	status = civ_records_statement(tally->records, meta_sql, &meta);
	if (status == CIV_OK && sqlite3_bind_int64(meta, 1, tally->watch_days) != SQLITE_OK)
		status = civ_store_fail(store, "bind the watch window");
	if (status == CIV_OK)
		status = civ_store_do(store, meta);
	sort_slots(tally);
	for (size_t i = 0; i < tally->used && status == CIV_OK; i++) {
		status = add_stored(tally, &tally->slots[i]);
		if (status == CIV_OK)
			status = write_slot(tally, &tally->slots[i]);
	}
	drop_cells(tally);
	return status;
}

enum civ_status civ_tally_ready(struct civ_tally *tally)
{
	return tally->used > MOST_CELLS ? civ_tally_flush(tally) : CIV_OK;
}

struct civ_cell *civ_tally_find(struct civ_tally *tally, int dimension, int64_t ref, int32_t month)
{
	struct slot *slot = slot_of(tally->slots, tally->size, dimension, ref, month);

	slot->seen = slot->cell != NULL;
	return slot->cell;
}

enum civ_status civ_tally_each(struct civ_tally *tally,
                               enum civ_status (*take)(void *data, int dimension, int64_t ref, int32_t month,
                                                       struct civ_cell *cell),
                               void *data)
{
	enum civ_status status = CIV_OK;

	sort_slots(tally);
	for (size_t i = 0; i < tally->used && status == CIV_OK; i++)
		if (!tally->slots[i].seen)
			status = take(data, tally->slots[i].dimension, tally->slots[i].ref, tally->slots[i].month,
			              tally->slots[i].cell);
	drop_cells(tally);
	return status;
}
