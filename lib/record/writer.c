/* Storing records: add, set, remove, with their history. */
#include "lib/record/writer.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/say.h"

static const char touched_table[] = "CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY)";

bool civ_record_make(struct civ_record *record, const struct civ_noun *noun)
{
	size_t width = civ_noun_width(noun);

	record->noun = noun;
	record->values = calloc(width, sizeof *record->values);
	record->given = calloc(width, sizeof *record->given);
	record->fields = calloc(width, sizeof *record->fields);
	record->settings = calloc(width, sizeof(const char *));
	record->days = calloc(width, sizeof *record->days);
	record->late = calloc(width, sizeof *record->late);
	record->said = calloc(width, sizeof *record->said);
	record->arena = civ_arena_new();
	record->messages = civ_messages_new();
	return record->values != NULL && record->given != NULL && record->fields != NULL && record->settings != NULL &&
	       record->days != NULL && record->late != NULL && record->said != NULL && record->arena != NULL &&
	       record->messages != NULL;
}

void civ_record_free(struct civ_record *record)
{
	free(record->values);
	free(record->given);
	free(record->fields);
	free(record->settings);
	free(record->days);
	free(record->late);
	free(record->said);
	civ_arena_free(record->arena);
	civ_messages_free(record->messages);
}

static enum civ_status put_today(struct civ_writer *writer, struct civ_value *value)
{
	char date[CIV_DATE_SIZE];
	const char *copy;

	civ_date_format(civ_records_clock(writer->records)->asof, date);
	copy = civ_arena_copy(writer->arena, date, sizeof date - 1);
	*value = (struct civ_value){.kind = CIV_STRING, .string = {copy, sizeof date - 1}};
	return copy == NULL ? civ_no_memory(civ_records_messages(writer->records)) : CIV_OK;
}

static enum civ_status parse_fallbacks(struct civ_writer *writer)
{
	const struct civ_reading reading = {NULL, writer->arena, civ_records_messages(writer->records)};
	enum civ_status status = CIV_OK;

	for (int i = 0; writer->noun->columns[i].name != NULL && status == CIV_OK; i++) {
		const struct civ_column *c = &writer->noun->columns[i];

		if (c->fallback != NULL && c->type == CIV_DATE)
			status = put_today(writer, &writer->fallbacks[i]);
		else if (c->fallback != NULL)
			status = civ_value_parse(c, (struct civ_span){c->fallback, strlen(c->fallback)}, &reading,
			                         &writer->fallbacks[i]);
	}
	return status;
}

static enum civ_status parse_update_list(struct civ_writer *writer)
{
	const char *name = writer->options.update;

	while (name != NULL && *name != '\0') {
		size_t len = strcspn(name, ",");
		int column = -1;

		for (int i = 0; writer->noun->columns[i].name != NULL; i++)
			if (strlen(writer->noun->columns[i].name) == len &&
			    strncmp(writer->noun->columns[i].name, name, len) == 0)
				column = i;
		if (column < 0)
			return civ_error(civ_records_messages(writer->records), CIV_USAGE, NULL,
			                 "--update: no column '%.*s' in %s", (int)len, name,
			                 civ_say(writer->noun->name));
		writer->updates[column] = true;
		name += name[len] == ',' ? len + 1 : len;
	}
	return CIV_OK;
}

enum civ_status civ_writer_open(struct civ_records *records, const struct civ_noun *noun,
                                const struct civ_write_options *options, struct civ_writer **writer)
{
	struct civ_writer *made = calloc(1, sizeof *made);
	size_t width = civ_noun_width(noun);
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(civ_records_messages(records));
	made->records = records;
	made->noun = noun;
	made->options = *options;
	made->hook = civ_records_hook(records, noun);
	made->arena = civ_arena_new();
	made->old = calloc(width, sizeof *made->old);
	made->fallbacks = calloc(width, sizeof *made->fallbacks);
	made->updates = calloc(width, sizeof *made->updates);
	if (!civ_record_make(&made->record, noun) || made->arena == NULL || made->old == NULL ||
	    made->fallbacks == NULL || made->updates == NULL)
		status = civ_no_memory(civ_records_messages(records));
	else
		status = parse_fallbacks(made);
	if (status == CIV_OK)
		status = parse_update_list(made);
	if (status == CIV_OK && (noun->flags & CIV_SINGLE) == 0)
		status = civ_rules_open(noun, civ_records_messages(records), &made->rules);
	if (status == CIV_OK && options->keep_touched)
		status = civ_store_exec(civ_records_store(records), touched_table);
	if (status != CIV_OK) {
		civ_writer_close(made);
		return status;
	}
	*writer = made;
	return CIV_OK;
}

void civ_writer_close(struct civ_writer *writer)
{
	if (writer == NULL)
		return;
	if (writer->hook != NULL && writer->hook->release != NULL)
		writer->hook->release(writer->state);
	sqlite3_finalize(writer->insert);
	civ_hash_free(writer->numbers);
	civ_rules_close(writer->rules);
	civ_record_free(&writer->record);
	civ_arena_free(writer->arena);
	civ_givings_free(&writer->givings);
	free(writer->old);
	free(writer->fallbacks);
	free(writer->updates);
	free(writer);
}

struct civ_records *civ_writer_records(struct civ_writer *writer)
{
	return writer->records;
}

const struct civ_noun *civ_writer_noun(const struct civ_writer *writer)
{
	return writer->noun;
}

const struct civ_write_options *civ_writer_options(const struct civ_writer *writer)
{
	return &writer->options;
}

const struct civ_write_counts *civ_writer_counts(const struct civ_writer *writer)
{
	return &writer->counts;
}

void **civ_writer_state(struct civ_writer *writer)
{
	return &writer->state;
}

struct civ_record *civ_writer_record(struct civ_writer *writer)
{
	struct civ_record *record = &writer->record;
	size_t width = civ_noun_width(writer->noun);

	/* One record serves all rows. In a lent arena the texts of rows that are still to be stored stand too. */
	if (!writer->lent)
		civ_arena_clear(record->arena);
	memset(record->values, 0, width * sizeof *record->values);
	memset(record->given, 0, width * sizeof *record->given);
	memset(record->fields, 0, width * sizeof *record->fields);
	memset(record->settings, 0, width * sizeof(const char *));
	memset(record->days, 0, width * sizeof *record->days);
	memset(record->late, 0, width * sizeof *record->late);
	memset(record->said, 0, width * sizeof *record->said);
	record->number = 0;
	record->reverses = (struct civ_span){NULL, 0};
	record->shown = NULL;
	record->id = 0;
	record->at = (struct civ_position){0};
	return record;
}

enum civ_status civ_writer_touch(struct civ_writer *writer, int64_t id)
{
	struct civ_store *store = civ_records_store(writer->records);
	sqlite3_stmt *touch;
	enum civ_status status;

	if (!writer->options.keep_touched)
		return CIV_OK;
	status = civ_records_statement(writer->records, "INSERT OR IGNORE INTO temp.touched (id) VALUES (?1)", &touch);
	if (status == CIV_OK && sqlite3_bind_int64(touch, 1, id) != SQLITE_OK)
		status = civ_store_fail(store, "bind an id");
	return status == CIV_OK ? civ_store_do(store, touch) : status;
}

enum civ_status civ_writer_touch_range(struct civ_writer *writer, int64_t first, int64_t last)
{
	struct civ_store *store = civ_records_store(writer->records);
	struct civ_buf sql = {0};
	sqlite3_stmt *touch;
	enum civ_status status = CIV_OK;

	if (!writer->options.keep_touched)
		return CIV_OK;
	civ_buf_addf(&sql, "INSERT OR IGNORE INTO temp.touched (id) SELECT id FROM \"%s\" WHERE id BETWEEN ?1 AND ?2",
	             writer->noun->name);
	status = civ_records_statement_of(writer->records, &sql, &touch);
	if (status == CIV_OK &&
	    (sqlite3_bind_int64(touch, 1, first) != SQLITE_OK || sqlite3_bind_int64(touch, 2, last) != SQLITE_OK))
		status = civ_store_fail(store, "bind an id");
	return status == CIV_OK ? civ_store_do(store, touch) : status;
}

enum civ_status civ_writer_settle(const struct civ_writer *writer, struct civ_record *record,
                                  const struct civ_value *old)
{
	enum civ_status status = civ_writer_moments(writer, record, old);

	if (status == CIV_OK && writer->rules != NULL && !writer->options.restore)
		civ_rules_settle(writer->rules, record);
	return status;
}

enum civ_status civ_writer_check(const struct civ_writer *writer, const struct civ_record *record,
                                 const struct civ_value *old)
{
	/* Once more, for a hook may have filled in a day. */
	enum civ_status status = civ_writer_moments(writer, record, old);

	/* A bundle is taken as it is. */
	if (status == CIV_OK && !writer->options.restore)
		status = civ_grammars_check(record, old);
	return status != CIV_OK || writer->rules == NULL ? status : civ_rules_check(writer->rules, record);
}

void civ_writer_lend_arena(struct civ_writer *writer, struct civ_arena *arena)
{
	writer->lent = arena != NULL;
	if (arena != NULL)
		writer->record.arena = arena;
}

enum civ_status civ_writer_ready(struct civ_writer *writer, bool many)
{
	return writer->hook == NULL || writer->hook->ready == NULL ? CIV_OK : writer->hook->ready(writer, many);
}

enum civ_status civ_writer_tally(struct civ_writer *writer, int64_t id, const struct civ_value *old,
                                 const struct civ_value *now)
{
	enum civ_status status = civ_writer_ready(writer, false);

	if (status != CIV_OK || writer->hook == NULL || writer->hook->tally == NULL)
		return status;
	/* A tally tells nobody why it failed, as it may run beside the thread whose messages these are: it can lack
	 * nothing but memory. */
	status = writer->hook->tally(writer, id, old, now);
	return status == CIV_OK ? CIV_OK : civ_no_memory(civ_records_messages(writer->records));
}

enum civ_status civ_writer_try(struct civ_writer *writer, struct civ_record *record, const struct civ_value *old,
                               enum civ_status (*put)(struct civ_writer *writer, struct civ_record *record))
{
	struct civ_store *store = civ_records_store(writer->records);
	struct civ_history_mark mark = civ_history_mark(store);
	enum civ_status status;

	bool hooked = writer->hook != NULL && writer->hook->after_store != NULL, claims = civ_record_claims(record);

	/* Only what comes after the row can refuse it when it is stored: without that a savepoint a row is saved. */
	if (!hooked && !claims)
		return put(writer, record);
	status = civ_store_exec(store, "SAVEPOINT record");
	if (status != CIV_OK)
		return status;
	status = put(writer, record);
	if (status == CIV_OK && hooked)
		status = writer->hook->after_store(writer, record, old);
	if (status == CIV_OK && claims)
		status = civ_writer_see_claims(writer, record);
	if (status == CIV_OK)
		return civ_store_exec(store, "RELEASE record");
	civ_history_back(store, &mark);
	return civ_worse(status, civ_store_exec(store, "ROLLBACK TO record; RELEASE record"));
}

/* References of the stored row that are to be resolved, or looked at for cycles, when the run ends. */
enum civ_status civ_writer_wait(struct civ_writer *writer, const struct civ_record *record, bool changed)
{
	enum civ_status status = CIV_OK;

	for (int i = 0; writer->noun->columns[i].name != NULL && status == CIV_OK; i++) {
		const struct civ_column *c = &writer->noun->columns[i];
		bool own = c->ref == writer->noun && record->given[i] && changed && record->values[i].kind != CIV_NULL;

		bool names = civ_grammar_of(c) != NULL && record->values[i].kind == CIV_STRING &&
		             !writer->options.restore &&
		             (!changed || !civ_value_same(&record->values[i], &writer->old[i]));

		if (record->late[i].len > 0 || own || names)
			status = civ_records_wait(writer->records,
			                          &(struct civ_waiting){writer->noun, i, record->id,
			                                                names ? record->values[i].string
			                                                      : record->late[i],
			                                                civ_record_at(record, i)});
	}
	return status;
}

enum civ_status civ_writer_finish(struct civ_writer *writer)
{
	enum civ_status status = CIV_OK;

	/* In a bundle the row that is referred to may be one of a noun that is loaded later. */
	if (!civ_records_deferring(writer->records))
		status = civ_records_resolve(writer->records);
	if (status == CIV_OK && writer->hook != NULL && writer->hook->after_run != NULL)
		status = writer->hook->after_run(writer);
	return status;
}

enum civ_status civ_writer_step(struct civ_writer *writer, const struct civ_record *record, sqlite3_stmt *statement)
{
	struct civ_store *store = civ_records_store(writer->records);
	int result = sqlite3_step(statement);
	enum civ_status status = CIV_OK;

	/* The connection gives extended codes; the low byte is the family. */
	if ((result & 0xff) == SQLITE_CONSTRAINT)
		status = civ_constraint_error(store, record);
	else if (result != SQLITE_DONE)
		status = civ_store_fail(store, "store a record");
	sqlite3_reset(statement);
	return status;
}
