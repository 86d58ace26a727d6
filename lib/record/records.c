/* The working set of a run: dictionaries, statements kept, references that wait. */
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/say.h"
#include "lib/record/private.h"

struct civ_records {
	struct civ_store *store;
	struct civ_messages *messages;
	const struct civ_hook *const *hooks;
	struct civ_clock clock;
	struct civ_dictionary **dictionaries; /* by place in civ_nouns */
	size_t nouns;
	struct civ_hash *statement_places;    /* SQL -> place in statements */
	sqlite3_stmt **statements;
	size_t statement_count, statement_room;
	struct civ_waiting *waiting;
	size_t waiting_count, waiting_room;
	struct civ_arena *arena;              /* texts and file names of what waits */
	struct civ_moments moments;
	struct civ_hash *refused;             /* of rows that were refused: noun and code; NULL: none was */
	void **function_states;               /* by place in civ_functions; NULL: none is defined */
	bool *functions_defined;
	bool moments_found, defer, speaking;
	void (*tell)(void *data, uint64_t rows); /* of progress; may be NULL */
	void *tell_data;
};

enum civ_status civ_records_open(struct civ_store *store, const struct civ_hook *const *hooks,
                                 const struct civ_clock *clock, struct civ_messages *messages,
                                 struct civ_records **records)
{
	struct civ_records *made = calloc(1, sizeof *made);

	if (made == NULL)
		return civ_no_memory(messages);
	*made = (struct civ_records){.store = store, .messages = messages, .hooks = hooks, .clock = *clock};
	while (civ_nouns[made->nouns] != NULL)
		made->nouns++;
	made->dictionaries = calloc(made->nouns + 1, sizeof(struct civ_dictionary *));
	made->statement_places = civ_hash_new();
	made->arena = civ_arena_new();
	if (made->dictionaries == NULL || made->statement_places == NULL || made->arena == NULL) {
		civ_records_close(made);
		return civ_no_memory(messages);
	}
	*records = made;
	return CIV_OK;
}

void civ_records_close(struct civ_records *records)
{
	if (records == NULL)
		return;
	civ_functions_close(records->function_states, records->functions_defined);
	for (size_t i = 0; records->dictionaries != NULL && i < records->nouns; i++)
		civ_dictionary_free(records->dictionaries[i]);
	for (size_t i = 0; i < records->statement_count; i++)
		sqlite3_finalize(records->statements[i]);
	free(records->dictionaries);
	free(records->statements);
	free(records->waiting);
	civ_hash_free(records->statement_places);
	civ_hash_free(records->refused);
	civ_arena_free(records->arena);
	free(records);
}

struct civ_store *civ_records_store(struct civ_records *records)
{
	return records->store;
}

struct civ_messages *civ_records_messages(struct civ_records *records)
{
	return records->messages;
}

struct civ_messages *civ_records_report_to(struct civ_records *records, struct civ_messages *queue)
{
	struct civ_messages *before = records->messages;

	records->messages = queue;
	return before;
}

void civ_records_speak(struct civ_records *records, bool speak)
{
	records->speaking = speak;
}

bool civ_records_speaking(const struct civ_records *records)
{
	return records->speaking;
}

const char *civ_records_say(const struct civ_records *records, const char *text)
{
	const char *said = records->speaking ? civ_say(text) : text;
	size_t context;

	if (said != text || text == NULL)
		return said;
	context = strcspn(text, "| ");
	return text[context] == '|' ? text + context + 1 : text;
}

const char *civ_records_word(const struct civ_records *records, const struct civ_word *word)
{
	return records->speaking ? civ_word_told(word) : word->code;
}

int64_t civ_clock_minute(const struct civ_clock *clock)
{
	if (clock->asof == civ_time_day(clock->now))
		return civ_minute_of(clock->now);
	return (int64_t)clock->asof * CIV_DAY_MINUTES + CIV_DAY_MINUTES - 1;
}

const struct civ_clock *civ_records_clock(const struct civ_records *records)
{
	return &records->clock;
}

enum civ_status civ_records_moments(struct civ_records *records, const struct civ_moments **moments)
{
	enum civ_status status = records->moments_found ? CIV_OK : civ_moments_find(records, &records->moments);

	records->moments_found = status == CIV_OK;
	*moments = &records->moments;
	return status;
}

enum { TELL_EVERY = 1024 };

void civ_records_tell(struct civ_records *records, void (*tell)(void *data, uint64_t rows), void *data)
{
	records->tell = tell;
	records->tell_data = data;
}

void civ_records_progress(const struct civ_records *records, uint64_t rows)
{
	if (records->tell != NULL && rows % TELL_EVERY == 0)
		records->tell(records->tell_data, rows);
}

const char *civ_records_user(const struct civ_records *records)
{
	return records->clock.user == NULL ? "unknown" : records->clock.user;
}

void civ_records_defer(struct civ_records *records)
{
	records->defer = true;
}

bool civ_records_deferring(const struct civ_records *records)
{
	return records->defer;
}

const struct civ_hook *const *civ_records_hooks(const struct civ_records *records)
{
	return records->hooks;
}

const struct civ_hook *civ_records_hook(const struct civ_records *records, const struct civ_noun *noun)
{
	for (size_t i = 0; records->hooks != NULL && records->hooks[i] != NULL; i++)
		if (records->hooks[i]->noun == noun)
			return records->hooks[i];
	return NULL;
}

static enum civ_status keep_statement(struct civ_records *records, struct civ_span sql, sqlite3_stmt *statement)
{
	if (records->statement_count == records->statement_room) {
		size_t room = records->statement_room == 0 ? 16 : records->statement_room * 2;
		sqlite3_stmt **statements = realloc(records->statements, room * sizeof(sqlite3_stmt *));

		if (statements == NULL) {
			sqlite3_finalize(statement);
			return civ_no_memory(records->messages);
		}
		records->statements = statements;
		records->statement_room = room;
	}
	records->statements[records->statement_count] = statement;
	if (!civ_hash_put(records->statement_places, sql, (int64_t)records->statement_count++))
		return civ_no_memory(records->messages);
	return CIV_OK;
}

enum civ_status civ_records_statement(struct civ_records *records, const char *sql, sqlite3_stmt **statement)
{
	struct civ_span key = {sql, strlen(sql)};
	enum civ_status status;
	int64_t place;

	if (civ_hash_get(records->statement_places, key, &place)) {
		*statement = records->statements[place];
		sqlite3_reset(*statement);
		sqlite3_clear_bindings(*statement);
		return CIV_OK;
	}
	status = civ_store_prepare(records->store, sql, statement);
	return status == CIV_OK ? keep_statement(records, key, *statement) : status;
}

enum civ_status civ_records_functions(struct civ_records *records, const char *sql)
{
	return civ_functions_define(records, records->store, sql, &records->function_states,
	                            &records->functions_defined);
}

static size_t place_of(const struct civ_records *records, const struct civ_noun *noun)
{
	size_t place = 0;

	while (place < records->nouns && civ_nouns[place] != noun)
		place++;
	return place;
}

enum civ_status civ_records_dictionary(struct civ_records *records, const struct civ_noun *noun,
                                       struct civ_dictionary **dictionary)
{
	struct civ_dictionary **place = &records->dictionaries[place_of(records, noun)];
	enum civ_status status = CIV_OK;

	if (*place == NULL)
		status = civ_dictionary_open(records, noun, place);
	*dictionary = *place;
	return status;
}

static struct civ_span text_of(const struct civ_noun *noun, const struct civ_value *values, unsigned flag)
{
	for (int i = 0; noun->columns[i].name != NULL; i++)
		if ((noun->columns[i].flags & flag) != 0 && values[i].kind == CIV_STRING)
			return values[i].string;
	return (struct civ_span){NULL, 0};
}

enum civ_status civ_records_learn(struct civ_records *records, const struct civ_noun *noun, int64_t id,
                                  const struct civ_value *values)
{
	struct civ_dictionary *dictionary = records->dictionaries[place_of(records, noun)];
	int code = civ_noun_code_column(noun);

	if (dictionary == NULL || code < 0 || values[code].kind != CIV_STRING)
		return CIV_OK;
	if (!civ_dictionary_put(dictionary, id, values[code].string, text_of(noun, values, CIV_NAME),
	                        text_of(noun, values, CIV_ALIASES)))
		return civ_no_memory(records->messages);
	return CIV_OK;
}

void civ_records_forget(struct civ_records *records, const struct civ_noun *noun, struct civ_span code)
{
	struct civ_dictionary *dictionary = records->dictionaries[place_of(records, noun)];

	if (dictionary != NULL)
		civ_dictionary_drop(dictionary, code);
}

enum civ_status civ_records_find(struct civ_records *records, const struct civ_noun *noun, struct civ_span text,
                                 const struct civ_position *at, int64_t *id)
{
	struct civ_dictionary *dictionary;
	enum civ_status status;
	int code = civ_noun_code_column(noun);

	*id = 0;
	if (code >= 0 && noun->columns[code].type == CIV_ID) {
		char *key = strndup(text.text, text.len);

		status = key == NULL ? civ_no_memory(records->messages) : civ_key_find(records, noun, key, at, id);
		free(key);
		return status;
	}
	status = civ_records_dictionary(records, noun, &dictionary);
	if (status != CIV_OK)
		return status;
	*id = civ_dictionary_find(dictionary, text);
	if (*id == CIV_AMBIGUOUS) {
		*id = 0;
		return civ_error(records->messages, CIV_REFUSED, at, "several %s are called '%.*s': use the code",
		                 civ_say(noun->view), (int)text.len, text.text);
	}
	return CIV_OK;
}

const char *civ_records_code(struct civ_records *records, const struct civ_noun *noun, int64_t id)
{
	struct civ_dictionary *dictionary;
	const char *text = NULL;

	if (civ_records_dictionary(records, noun, &dictionary) == CIV_OK)
		text = civ_dictionary_text(dictionary, id);
	return text == NULL ? "" : text;
}

static bool copy_waiting(struct civ_records *records, struct civ_waiting *waiting)
{
	if (waiting->text.len > 0) {
		waiting->text.text = civ_arena_copy(records->arena, waiting->text.text, waiting->text.len);
		if (waiting->text.text == NULL)
			return false;
	}
	if (waiting->at.file != NULL) {
		waiting->at.file = civ_arena_copy(records->arena, waiting->at.file, strlen(waiting->at.file));
		return waiting->at.file != NULL;
	}
	return true;
}

enum civ_status civ_records_wait(struct civ_records *records, const struct civ_waiting *waiting)
{
	struct civ_waiting kept = *waiting;

	if (records->waiting_count == records->waiting_room) {
		size_t room = records->waiting_room == 0 ? 64 : records->waiting_room * 2;
		struct civ_waiting *more = realloc(records->waiting, room * sizeof *more);

		if (more == NULL)
			return civ_no_memory(records->messages);
		records->waiting = more;
		records->waiting_room = room;
	}
	if (!copy_waiting(records, &kept))
		return civ_no_memory(records->messages);
	records->waiting[records->waiting_count++] = kept;
	return CIV_OK;
}

/* How the code of a row is kept among those refused. */
static bool refused_key(const struct civ_noun *noun, struct civ_span code, struct civ_buf *key)
{
	civ_buf_clear(key);
	civ_buf_addf(key, "%s ", noun->name);
	civ_buf_add(key, code.text, code.len);
	return !key->failed;
}

enum civ_status civ_records_refused(struct civ_records *records, const struct civ_record *record)
{
	int code = civ_noun_code_column(record->noun);
	struct civ_buf key = {0};
	bool good;

	if (code < 0 || record->values[code].kind != CIV_STRING)
		return CIV_OK;
	if (records->refused == NULL)
		records->refused = civ_hash_new();
	good = records->refused != NULL && refused_key(record->noun, record->values[code].string, &key) &&
	       civ_hash_put(records->refused, (struct civ_span){key.data, key.len}, 1);
	civ_buf_free(&key);
	return good ? CIV_OK : civ_no_memory(records->messages);
}

/* True if a code that W refers to is that of a refused row. */
static bool refers_to_refused(const struct civ_records *records, const struct civ_waiting *w)
{
	struct civ_span text = w->text;
	struct civ_buf key = {0};
	bool found = false;
	int64_t one;

	while (records->refused != NULL && text.len > 0 && !found) {
		const char *end = w->noun->columns[w->column].type == CIV_REFS ? memchr(text.text, ';', text.len)
		                                                               : NULL;
		size_t len = end == NULL ? text.len : (size_t)(end - text.text), used = end == NULL ? len : len + 1;

		found = refused_key(w->noun->columns[w->column].ref, civ_text_trim((struct civ_span){text.text, len}),
		                    &key) &&
		        civ_hash_get(records->refused, (struct civ_span){key.data, key.len}, &one);
		text = (struct civ_span){text.text + used, text.len - used};
	}
	civ_buf_free(&key);
	return found;
}

/* Rows that refer to refused ones, without a word for each: the first of them, and how many. */
struct orphans {
	const struct civ_waiting *first;
	size_t count;
};

static enum civ_status resolve_one(struct civ_records *records, const struct civ_waiting *w, struct orphans *orphans)
{
	struct civ_messages *aside, *before;
	enum civ_status status;

	if (!refers_to_refused(records, w))
		return civ_reference_resolve(records, w);
	/* A row of that code may be there all the same: the refused one stood there twice. */
	aside = civ_messages_new();
	if (aside == NULL)
		return civ_no_memory(records->messages);
	before = civ_records_report_to(records, aside);
	status = civ_reference_resolve(records, w);
	(void)civ_records_report_to(records, before);
	if (status != CIV_REFUSED)
		civ_messages_move(before, aside);
	else if (orphans->count++ == 0)
		orphans->first = w;
	civ_messages_free(aside);
	return status;
}

static void tell_orphans(struct civ_records *records, const struct orphans *orphans)
{
	const struct civ_waiting *w = orphans->first;

	if (orphans->count == 1)
		(void)civ_error(records->messages, CIV_REFUSED, &w->at, "%s: '%.*s' is in a row that is refused",
		                w->noun->columns[w->column].name, (int)w->text.len, w->text.text);
	else if (orphans->count > 1)
		(void)civ_error(records->messages, CIV_REFUSED, &w->at,
		                "%s: '%.*s' is in a row that is refused; %zu rows refer to such",
		                w->noun->columns[w->column].name, (int)w->text.len, w->text.text, orphans->count);
}

enum civ_status civ_records_resolve(struct civ_records *records)
{
	struct orphans orphans = {NULL, 0};
	enum civ_status status = CIV_OK;

	/* First every reference, then the cycles, which only the whole shows. */
	for (size_t i = 0; i < records->waiting_count && status <= CIV_REFUSED; i++)
		if (records->waiting[i].text.len > 0)
			status = civ_worse(status, resolve_one(records, &records->waiting[i], &orphans));
	tell_orphans(records, &orphans);
	for (size_t i = 0; i < records->waiting_count && status == CIV_OK; i++) {
		const struct civ_waiting *w = &records->waiting[i];

		if (w->noun->columns[w->column].ref == w->noun)
			status = civ_worse(status, civ_reference_cycle(records, w));
	}
	records->waiting_count = 0;
	return status;
}
