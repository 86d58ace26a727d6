/* The working set of a run: what all of the engine asks of it. */
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/date.h"
#include "civplan/say.h"
#include "lib/record/records.h"

size_t civ_records_place(const struct civ_records *records, const struct civ_noun *noun)
{
	size_t place = 0;

	while (place < records->nouns && civ_nouns[place] != noun)
		place++;
	return place;
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

const char *civ_records_say_count(const struct civ_records *records, const char *one, const char *many, int64_t n)
{
	if (records->speaking)
		return civ_say_count(one, many, (unsigned long long)n);
	return n == 1 ? one : many;
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
	if (!CIV_GROW(records->statements, records->statement_count, records->statement_room)) {
		sqlite3_finalize(statement);
		return civ_no_memory(records->messages);
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

enum civ_status civ_records_statement_of(struct civ_records *records, struct civ_buf *sql, sqlite3_stmt **statement)
{
	const char *text = civ_buf_str(sql);
	enum civ_status status = text == NULL ? civ_no_memory(records->messages)
	                                      : civ_records_statement(records, text, statement);

	civ_buf_free(sql);
	return status;
}
