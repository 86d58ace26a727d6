/* References that wait for the end of the run: the rows that they name may stand further down. */
#include <string.h>

#include "civplan/buffer.h"
#include "lib/record/records.h"

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

	if (!CIV_GROW(records->waiting, records->waiting_count, records->waiting_room))
		return civ_no_memory(records->messages);
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
	const struct civ_column *column = &w->noun->columns[w->column];
	struct civ_span rest = w->text, code;
	struct civ_buf key = {0};
	bool found = false;
	int64_t one;

	while (records->refused != NULL && column->ref != NULL && !found && civ_list_next(&rest, &code))
		found = refused_key(column->ref, code, &key) &&
		        civ_hash_get(records->refused, (struct civ_span){key.data, key.len}, &one);
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

	const struct civ_grammar *grammar = civ_grammar_of(&w->noun->columns[w->column]);

	if (grammar != NULL)
		return grammar->resolve(records,
		                        &(struct civ_phrase){w->noun, &w->noun->columns[w->column], w->id, w->text,
		                                             &w->at});
	if (w->noun->columns[w->column].type == CIV_BOOL)
		return civ_reversed_check(records, w);
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
