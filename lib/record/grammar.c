/* Texts of columns that name records, as formulas and criteria do. */
#include <string.h>

#include "lib/record/private.h"
#include "lib/record/sql.h"

const struct civ_grammar *civ_grammar_of(const struct civ_column *column)
{
	for (size_t i = 0; column->grammar != NULL && civ_grammars[i] != NULL; i++)
		if (strcmp(civ_grammars[i]->name, column->grammar) == 0)
			return civ_grammars[i];
	return NULL;
}

enum civ_status civ_grammars_check(const struct civ_record *record, const struct civ_value *old)
{
	enum civ_status status = CIV_OK;

	for (int i = 0; record->noun->columns[i].name != NULL; i++) {
		const struct civ_grammar *grammar = civ_grammar_of(&record->noun->columns[i]);

		if (grammar != NULL && record->values[i].kind == CIV_STRING &&
		    (old == NULL || !civ_value_same(&record->values[i], &old[i])))
			status = civ_worse(status, grammar->check(record, i));
	}
	return status;
}

enum civ_status civ_phrase_error(struct civ_records *records, const struct civ_phrase *phrase, const char *why)
{
	struct civ_messages *messages = civ_records_messages(records);

	if (civ_position_is_option(phrase->at))
		return civ_error(messages, CIV_REFUSED, phrase->at, "%s", why);
	return civ_error(messages, CIV_REFUSED, phrase->at, "%s: %s", phrase->column->name, why);
}

/* ---- who names a row ---- */

/* The texts of a column that may name TARGET, one after the other. */
struct search {
	struct civ_records *records;
	const struct civ_noun *noun;
	const struct civ_column *column;
	const struct civ_grammar *grammar;
	const struct civ_mentioned *target;
	bool named;                 /* in the text at hand */
	struct civ_span text, code; /* of the text at hand; the target's new code */
	size_t copied;              /* bytes of the text that are in `made` */
	struct civ_buf made;
};

static bool is_same(struct civ_span a, struct civ_span b)
{
	return a.len == b.len && memcmp(a.text, b.text, a.len) == 0;
}

static bool is_target(const struct search *search, const struct civ_mention *mention)
{
	const struct civ_mentioned *target = search->target;

	if (mention->noun != target->noun || !is_same(mention->code, target->code))
		return false;
	return mention->key.len > 0 ? is_same(mention->key, target->key) : !target->shared;
}

static enum civ_status find_target(void *data, const struct civ_mention *mention)
{
	struct search *search = data;

	search->named = search->named || is_target(search, mention);
	return CIV_OK;
}

static enum civ_status replace_target(void *data, const struct civ_mention *mention)
{
	struct search *search = data;

	if (!is_target(search, mention) || mention->at < search->copied)
		return CIV_OK;
	search->named = true;
	civ_buf_add(&search->made, search->text.text + search->copied, mention->at - search->copied);
	search->grammar->write(mention, search->code, &search->made);
	search->copied = mention->at + mention->len;
	return CIV_OK;
}

/* Rows in which the code stands at all, whatever it means there; in brackets a ] of it stands twice. */
static enum civ_status begin(struct search *search, sqlite3_stmt **rows)
{
	const struct civ_value code = {.kind = CIV_STRING, .string = search->target->code};
	struct civ_buf sql = {0};
	enum civ_status status;

	civ_buf_addf(&sql, "SELECT id, \"%s\" FROM \"%s\" WHERE instr(replace(\"%s\", ']]', ']'), ?1) > 0",
	             search->column->name, search->noun->name, search->column->name);
	status = civ_records_statement_of(search->records, &sql, rows);
	return status == CIV_OK ? civ_value_bind(civ_records_store(search->records), *rows, 1, &code) : status;
}

enum civ_status civ_mentions_count(struct civ_records *records, const struct civ_noun *noun,
                                   const struct civ_column *column, const struct civ_mentioned *target,
                                   int64_t *count)
{
	struct search search = {records, noun, column, .grammar = civ_grammar_of(column), .target = target};
	sqlite3_stmt *rows = NULL;
	enum civ_status status = begin(&search, &rows);

	*count = 0;
	while (civ_store_next(civ_records_store(records), rows, &status)) {
		search.named = false;
		status = search.grammar->mentions(records, civ_value_column(rows, 1).string, find_target, &search);
		*count += search.named ? 1 : 0;
	}
	return status;
}

static enum civ_status store_text(struct search *search, int64_t id)
{
	struct civ_store *store = civ_records_store(search->records);
	const struct civ_value text = {.kind = CIV_STRING, .string = {search->made.data, search->made.len}};
	struct civ_buf sql = {0};
	sqlite3_stmt *update;
	enum civ_status status;

	civ_buf_addf(&sql, "UPDATE \"%s\" SET \"%s\" = ?1 WHERE id = ?2", search->noun->name, search->column->name);
	status = civ_records_statement_of(search->records, &sql, &update);
	if (status == CIV_OK)
		status = civ_value_bind(store, update, 1, &text);
	if (status == CIV_OK && sqlite3_bind_int64(update, 2, id) != SQLITE_OK)
		status = civ_store_fail(store, "bind an id");
	return status == CIV_OK ? civ_store_do(store, update) : status;
}

static enum civ_status rename_row(struct search *search, sqlite3_stmt *row)
{
	enum civ_status status;

	search->text = civ_value_column(row, 1).string;
	search->named = false;
	search->copied = 0;
	civ_buf_clear(&search->made);
	status = search->grammar->mentions(search->records, search->text, replace_target, search);
	if (status != CIV_OK || !search->named)
		return status;
	civ_buf_add(&search->made, search->text.text + search->copied, search->text.len - search->copied);
	return search->made.failed ? civ_no_memory(civ_records_messages(search->records))
	                           : store_text(search, sqlite3_column_int64(row, 0));
}

enum civ_status civ_mentions_rename(struct civ_records *records, const struct civ_noun *noun,
                                    const struct civ_column *column, const struct civ_mentioned *target,
                                    struct civ_span code)
{
	struct search search = {records,          noun,        column, .grammar = civ_grammar_of(column),
	                        .target = target, .code = code};
	sqlite3_stmt *rows = NULL;
	enum civ_status status = begin(&search, &rows);

	while (civ_store_next(civ_records_store(records), rows, &status))
		status = rename_row(&search, rows);
	/* A failure leaves it in the middle of its rows. */
	if (rows != NULL)
		sqlite3_reset(rows);
	civ_buf_free(&search.made);
	return status;
}
