#include "lib/record/bulk.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* A cache that holds the inner pages of the indexes, and the leaves that rows in the order of time come to. Nothing is
 * deleted that would have to be wiped. */
static const char load_pragmas[] =
	"PRAGMA ignore_check_constraints=ON; PRAGMA cache_size=-61440; PRAGMA secure_delete=OFF";
static const char usual_pragmas[] =
	"PRAGMA ignore_check_constraints=OFF; PRAGMA cache_size=-16384; PRAGMA secure_delete=ON";

enum turn { RESTING, INSERTING, INSERTED, LEAVING };

/* A batch, and the raw rows that go with it when rejects are kept. */
struct load {
	struct civ_batch *batch;
	struct civ_buf raw;
	size_t *raw_ends;
};

struct civ_bulk {
	struct civ_writer *writer;
	struct civ_rejects *rejects;
	struct load loads[2];
	unsigned filling;
	struct civ_arena *own_arena;   /* of the writer's record, given back at the end */
	struct civ_record refused_row; /* a row that is refused after it was taken */
	bool refused;
	/* The other thread's, and its orders. */
	pthread_t thread;
	bool started;
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	enum turn turn;
	struct civ_batch *inserting;
	sqlite3_stmt *insert;
	/* What it did with the batch. */
	enum civ_status status;
	struct civ_messages *messages;
	size_t *failed;
	size_t failed_count;
	int64_t last_id;
	struct civ_value *values;
};

static bool has_code(const struct civ_noun *noun)
{
	int code = civ_noun_code_column(noun);

	return code >= 0 && noun->columns[code].type == CIV_CODE;
}

/* A later row may name one by its code, which is not stored yet; an id is not known before it is given. */
static bool refers_to_itself(const struct civ_noun *noun)
{
	for (const struct civ_column *c = noun->columns; c->name != NULL; c++)
		if (c->ref == noun)
			return true;
	return false;
}

bool civ_bulk_fits(const struct civ_writer *writer)
{
	if (writer->options.on_conflict != CIV_CONFLICT_ERROR || writer->options.restore || writer->options.move ||
	    (writer->noun->flags & CIV_SINGLE) != 0 || civ_records_deferring(writer->records) ||
	    sqlite3_threadsafe() == 0)
		return false;
	/* What is named in a text is asked of the database. */
	for (const struct civ_column *c = writer->noun->columns; c->name != NULL; c++)
		if (civ_grammar_of(c) != NULL)
			return false;
	if (has_code(writer->noun) && refers_to_itself(writer->noun))
		return false;
	return writer->hook == NULL || (writer->hook->after_store == NULL && !writer->hook->compares);
}

/* ---- the inserting thread ---- */

/* The ids of the stored rows are in sequence, from FIRST on. */
static enum civ_status tally_rows(struct civ_bulk *bulk, const struct civ_batch *batch)
{
	int64_t first = bulk->last_id - (int64_t)(civ_batch_count(batch) - bulk->failed_count) + 1;
	const struct civ_hook *hook = bulk->writer->hook;
	size_t failed = 0;
	enum civ_status status = CIV_OK;

	if (hook == NULL || hook->tally == NULL)
		return CIV_OK;
	for (size_t row = 0; row < civ_batch_count(batch) && status == CIV_OK; row++) {
		if (failed < bulk->failed_count && bulk->failed[failed] == row) {
			failed++;
			continue;
		}
		civ_batch_values(batch, row, bulk->values);
		status = hook->tally(bulk->writer, first++, NULL, bulk->values);
	}
	return status == CIV_OK ? CIV_OK : civ_no_memory(bulk->messages);
}

/* The rows up to the next one that fails, or all. */
static int insert_some(struct civ_bulk *bulk, sqlite3 *db)
{
	int code;

	/* The error is read before another thread can use the connection. */
	sqlite3_mutex_enter(sqlite3_db_mutex(db));
	code = sqlite3_step(bulk->insert);
	if (code != SQLITE_DONE && (code & 0xff) != SQLITE_CONSTRAINT)
		bulk->status = civ_store_fail_to(civ_records_store(bulk->writer->records), bulk->messages,
		                                 "store records");
	bulk->last_id = sqlite3_last_insert_rowid(db);
	sqlite3_reset(bulk->insert);
	sqlite3_mutex_leave(sqlite3_db_mutex(db));
	return code;
}

static void insert_batch(struct civ_bulk *bulk)
{
	sqlite3 *db = civ_store_db(civ_records_store(bulk->writer->records));

	bulk->failed_count = 0;
	bulk->status = CIV_OK;
	civ_batch_start(bulk->inserting, 0);
	while ((insert_some(bulk, db) & 0xff) == SQLITE_CONSTRAINT) {
		size_t row = civ_batch_reached(bulk->inserting);

		bulk->failed[bulk->failed_count++] = row;
		civ_batch_start(bulk->inserting, row + 1);
	}
	if (bulk->status == CIV_OK)
		bulk->status = tally_rows(bulk, bulk->inserting);
}

static void *work(void *data)
{
	struct civ_bulk *bulk = data;

	pthread_mutex_lock(&bulk->mutex);
	while (bulk->turn != LEAVING) {
		if (bulk->turn == INSERTING) {
			pthread_mutex_unlock(&bulk->mutex);
			insert_batch(bulk);
			pthread_mutex_lock(&bulk->mutex);
			bulk->turn = INSERTED;
			pthread_cond_broadcast(&bulk->changed);
		} else {
			pthread_cond_wait(&bulk->changed, &bulk->mutex);
		}
	}
	pthread_mutex_unlock(&bulk->mutex);
	return NULL;
}

static void say(struct civ_bulk *bulk, enum turn turn)
{
	pthread_mutex_lock(&bulk->mutex);
	bulk->turn = turn;
	pthread_cond_broadcast(&bulk->changed);
	pthread_mutex_unlock(&bulk->mutex);
}

/* True if a batch was on its way and is stored now. */
static bool await(struct civ_bulk *bulk)
{
	bool inserted;

	pthread_mutex_lock(&bulk->mutex);
	while (bulk->turn == INSERTING)
		pthread_cond_wait(&bulk->changed, &bulk->mutex);
	inserted = bulk->turn == INSERTED;
	bulk->turn = RESTING;
	pthread_mutex_unlock(&bulk->mutex);
	return inserted;
}

/* ---- the reading thread ---- */

static bool make_load(struct load *load, const struct civ_noun *noun, bool raw)
{
	load->batch = civ_batch_new(noun);
	load->raw_ends = raw ? calloc(CIV_BATCH_ROWS, sizeof *load->raw_ends) : NULL;
	return load->batch != NULL && (!raw || load->raw_ends != NULL);
}

static bool make_rows(struct civ_bulk *bulk)
{
	const struct civ_noun *noun = bulk->writer->noun;

	bulk->messages = civ_messages_new();
	bulk->failed = calloc(CIV_BATCH_ROWS, sizeof *bulk->failed);
	bulk->values = calloc(civ_noun_width(noun), sizeof *bulk->values);
	return bulk->messages != NULL && bulk->failed != NULL && bulk->values != NULL &&
	       make_load(&bulk->loads[0], noun, bulk->rejects != NULL) &&
	       make_load(&bulk->loads[1], noun, bulk->rejects != NULL) && civ_record_make(&bulk->refused_row, noun);
}

/* References and rules are checked here; SQLite would do it all again. */
static enum civ_status trust(struct civ_bulk *bulk, bool trusted)
{
	struct civ_store *store = civ_records_store(bulk->writer->records);

	if (sqlite3_db_config(civ_store_db(store), SQLITE_DBCONFIG_ENABLE_FKEY, trusted ? 0 : 1, NULL) != SQLITE_OK)
		return civ_store_fail(store, "set up a bulk load");
	return civ_store_exec(store, trusted ? load_pragmas : usual_pragmas);
}

enum civ_status civ_bulk_open(struct civ_writer *writer, struct civ_rejects *rejects, struct civ_bulk **bulk)
{
	struct civ_messages *messages = civ_records_messages(writer->records);
	struct civ_bulk *made = calloc(1, sizeof *made);
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(messages);
	made->writer = writer;
	made->rejects = rejects;
	pthread_mutex_init(&made->mutex, NULL);
	pthread_cond_init(&made->changed, NULL);
	made->own_arena = writer->record.arena;
	status = make_rows(made) ? CIV_OK : civ_no_memory(messages);
	made->inserting = made->loads[0].batch;
	if (status == CIV_OK)
		status = trust(made, true);
	if (status == CIV_OK)
		status = civ_batch_register(civ_records_store(writer->records), &made->inserting);
	if (status == CIV_OK && pthread_create(&made->thread, NULL, work, made) != 0)
		status = civ_error(messages, CIV_SYSTEM, NULL, "cannot start a thread");
	made->started = status == CIV_OK;
	if (status != CIV_OK)
		return civ_worse(status, civ_bulk_close(made));
	civ_writer_lend_arena(writer, civ_batch_arena(made->loads[0].batch));
	*bulk = made;
	return CIV_OK;
}

enum civ_status civ_bulk_close(struct civ_bulk *bulk)
{
	enum civ_status status;

	if (bulk == NULL)
		return CIV_OK;
	if (bulk->started) {
		(void)await(bulk);
		say(bulk, LEAVING);
		pthread_join(bulk->thread, NULL);
	}
	status = trust(bulk, false);
	civ_writer_lend_arena(bulk->writer, NULL);
	bulk->writer->record.arena = bulk->own_arena;
	for (int i = 0; i < 2; i++) {
		civ_batch_free(bulk->loads[i].batch);
		civ_buf_free(&bulk->loads[i].raw);
		free(bulk->loads[i].raw_ends);
	}
	civ_record_free(&bulk->refused_row);
	civ_messages_free(bulk->messages);
	free(bulk->failed);
	free(bulk->values);
	pthread_mutex_destroy(&bulk->mutex);
	pthread_cond_destroy(&bulk->changed);
	free(bulk);
	return status;
}

/* A row whose key is there already: say so, with the row's position. */
static enum civ_status refuse_row(struct civ_bulk *bulk, const struct load *load, size_t row)
{
	struct civ_record *record = &bulk->refused_row;
	struct civ_messages *messages = civ_records_messages(bulk->writer->records);
	size_t start = row == 0 || load->raw_ends == NULL ? 0 : load->raw_ends[row - 1];
	enum civ_status status;

	civ_batch_values(load->batch, row, record->values);
	record->at = civ_batch_at(load->batch, row);
	status = civ_record_twice(bulk->writer, record);
	if (status != CIV_REFUSED)
		return status;
	if (bulk->rejects != NULL)
		return civ_rejects_add_kept(bulk->rejects, load->raw.data + start, load->raw_ends[row] - start,
		                            record->messages);
	civ_messages_move(messages, record->messages);
	bulk->refused = true;
	return CIV_OK;
}

/* What became of the batch that the other thread had. */
static enum civ_status collect(struct civ_bulk *bulk)
{
	struct civ_writer *writer = bulk->writer;
	struct load *load = &bulk->loads[1 - bulk->filling];
	size_t count = civ_batch_count(load->batch);
	uint64_t added = count - bulk->failed_count;
	int64_t first = bulk->last_id - (int64_t)added + 1;
	enum civ_status status = bulk->status;

	civ_messages_move(civ_records_messages(writer->records), bulk->messages);
	if (status != CIV_OK)
		return status;
	writer->counts.added += added;
	if (added > 0) {
		civ_history_added_range(civ_records_store(writer->records), writer->noun->name, first, bulk->last_id);
		status = civ_writer_touch_range(writer, first, bulk->last_id);
	}
	for (size_t i = 0; i < bulk->failed_count && status == CIV_OK; i++)
		status = refuse_row(bulk, load, bulk->failed[i]);
	return status;
}

static enum civ_status prepare(struct civ_bulk *bulk, const struct civ_batch *batch)
{
	struct civ_records *records = bulk->writer->records;
	struct civ_buf sql = {0};
	enum civ_status status;

	civ_batch_insert_sql(batch, &sql);
	status = civ_records_statement_of(records, &sql, &bulk->insert);
	return status;
}

/* Hand the filled batch over, when the one before it is stored, and take the other to fill. */
static enum civ_status hand_over(struct civ_bulk *bulk)
{
	struct load *load = &bulk->loads[bulk->filling];
	struct load *other = &bulk->loads[1 - bulk->filling];
	enum civ_status status = await(bulk) ? collect(bulk) : CIV_OK;

	if (status == CIV_OK && civ_batch_count(load->batch) > 0) {
		status = prepare(bulk, load->batch);
		if (status == CIV_OK)
			status = civ_writer_ready(bulk->writer, true);
		if (status != CIV_OK)
			return status;
		bulk->inserting = load->batch;
		say(bulk, INSERTING);
		bulk->filling = 1 - bulk->filling;
		civ_batch_clear(other->batch);
		civ_buf_clear(&other->raw);
		civ_writer_lend_arena(bulk->writer, civ_batch_arena(other->batch));
	}
	return status;
}

enum civ_status civ_bulk_flush(struct civ_bulk *bulk)
{
	enum civ_status status = hand_over(bulk);

	return status == CIV_OK && await(bulk) ? collect(bulk) : status;
}

bool civ_bulk_refused(const struct civ_bulk *bulk)
{
	return bulk->refused;
}

/* A reference to a row that is not there yet waits for the end of the run, by the row's own id. */
static bool refers_late(const struct civ_record *record)
{
	for (int i = 0; record->noun->columns[i].name != NULL; i++)
		if (record->late[i].len > 0)
			return true;
	return false;
}

enum civ_status civ_bulk_add(struct civ_bulk *bulk)
{
	struct civ_writer *writer = bulk->writer;
	struct load *load = &bulk->loads[bulk->filling];
	struct civ_record *record = &writer->record;
	enum civ_status status;

	status = civ_record_scoped(writer, record, NULL);
	if (status != CIV_OK)
		return status;
	/* What a reversing entry takes over may be on its way; what is said of a row is compared with it as stored. */
	if (refers_late(record) || civ_record_reverses(record) || civ_writer_claims(writer, record)) {
		status = civ_bulk_flush(bulk);
		return status == CIV_OK ? civ_writer_add(writer, record) : status;
	}
	status = civ_writer_prepare(writer, record);
	if (status != CIV_OK)
		return status;
	if (bulk->rejects != NULL) {
		status = civ_rejects_keep(bulk->rejects, &load->raw);
		load->raw_ends[civ_batch_count(load->batch)] = load->raw.len;
	}
	if (status == CIV_OK && !civ_batch_add(load->batch, record))
		status = civ_no_memory(civ_records_messages(writer->records));
	return status == CIV_OK && civ_batch_is_full(load->batch) ? hand_over(bulk) : status;
}
