/* Codes that the program gives to records which are added without one. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/given.h"
#include "civplan/say.h"
#include "lib/record/writer.h"

enum { MOST_DIGITS = 15 };

bool civ_column_is_given(const struct civ_column *column)
{
	return column->letter != NULL || column->within != NULL;
}

void civ_givings_free(struct civ_givings *givings)
{
	for (size_t i = 0; i < givings->count; i++)
		civ_buf_free(&givings->list[i].numbers);
	free(givings->list);
	*givings = (struct civ_givings){NULL, 0, 0};
}

/* What codes of the record begin with; nothing where its row of the other noun is missing. */
static void put_prefix(struct civ_writer *writer, const struct civ_record *record, const struct civ_column *column,
                       struct civ_buf *prefix)
{
	int year, month, day;

	if (column->within != NULL) {
		int within = civ_noun_column(writer->noun, column->within);
		const struct civ_value *row = &record->values[within];

		if (row->kind == CIV_INTEGER)
			civ_buf_addf(prefix, "%s-",
			             civ_records_code(writer->records, writer->noun->columns[within].ref,
			                              row->integer));
		return;
	}
	civ_date_to_ymd(civ_records_clock(writer->records)->asof, &year, &month, &day);
	civ_buf_addf(prefix, "%s%04d-", column->letter, year);
}

/* Those that begin so, the last ones first: rows of one session stand together. NULL when memory is out. */
static struct civ_giving *giving_of(struct civ_writer *writer, struct civ_span prefix)
{
	struct civ_givings *givings = &writer->givings;
	struct civ_giving *made;

	for (size_t i = givings->count; i > 0; i--)
		if (civ_text_same(givings->list[i - 1].prefix, prefix))
			return &givings->list[i - 1];
	if (!CIV_GROW(givings->list, givings->count, givings->room))
		return NULL;
	made = &givings->list[givings->count];
	*made = (struct civ_giving){.prefix = {civ_arena_copy(writer->arena, prefix.text, prefix.len), prefix.len}};
	if (made->prefix.text == NULL)
		return NULL;
	givings->count++;
	return made;
}

/* The number of a code of the form; 0: it is of another. */
static int64_t number_of(const struct civ_giving *giving, struct civ_span code)
{
	size_t len = giving->prefix.len;
	int64_t number;

	if (code.len <= len || code.len > len + MOST_DIGITS || memcmp(code.text, giving->prefix.text, len) != 0)
		return 0;
	for (size_t i = len; i < code.len; i++)
		if (code.text[i] < '0' || code.text[i] > '9')
			return 0;
	return civ_int_parse(code.text + len, code.len - len, &number) ? number : 0;
}

/* Codes that there are, and those that there were: of what was removed, and what was called otherwise. */
static enum civ_status read_codes(struct civ_writer *writer, struct civ_giving *giving, const char *column)
{
	struct civ_store *store = civ_records_store(writer->records);
	struct civ_buf sql = {0};
	sqlite3_stmt *codes;
	enum civ_status status;

	civ_buf_addf(&sql,
	             "SELECT \"%s\" FROM \"%s\" WHERE \"%s\" >= ?1 AND \"%s\" < ?1 || ':'"
	             " UNION ALL SELECT old FROM change"
	             " WHERE table_name = ?2 AND column_name = ?3 AND old >= ?1 AND old < ?1 || ':'",
	             column, writer->noun->name, column, column);
	status = civ_records_statement_of(writer->records, &sql, &codes);
	if (status == CIV_OK &&
	    (sqlite3_bind_text(codes, 1, giving->prefix.text, (int)giving->prefix.len, SQLITE_STATIC) != SQLITE_OK ||
	     sqlite3_bind_text(codes, 2, writer->noun->name, -1, SQLITE_STATIC) != SQLITE_OK ||
	     sqlite3_bind_text(codes, 3, column, -1, SQLITE_STATIC) != SQLITE_OK))
		status = civ_store_fail(store, "look for codes");
	while (status == CIV_OK && civ_store_next(store, codes, &status)) {
		struct civ_value code = civ_value_column(codes, 0);
		int64_t number = code.kind == CIV_STRING ? number_of(giving, code.string) : 0;

		giving->highest = number > giving->highest ? number : giving->highest;
	}
	giving->known = status == CIV_OK;
	return status;
}

static void add_code(const struct civ_writer *writer, const struct civ_giving *giving, int64_t number,
                     struct civ_buf *code)
{
	bool within = writer->noun->columns[civ_noun_code_column(writer->noun)].within != NULL;

	civ_buf_addf(code, "%.*s%0*" PRId64, (int)giving->prefix.len, giving->prefix.text, within ? 1 : 3, number);
}

static enum civ_status give(struct civ_writer *writer, struct civ_giving *giving, struct civ_record *record, int column)
{
	struct civ_buf code = {0};
	const char *kept;
	enum civ_status status =
		giving->known ? CIV_OK : read_codes(writer, giving, writer->noun->columns[column].name);

	if (status != CIV_OK)
		return status;
	giving->highest++;
	add_code(writer, giving, giving->highest, &code);
	civ_buf_add(&giving->numbers, &giving->highest, sizeof giving->highest);
	kept = civ_buf_str(&code) == NULL ? NULL : civ_arena_copy(record->arena, code.data, code.len);
	if (kept == NULL || giving->numbers.failed)
		status = civ_no_memory(civ_records_messages(writer->records));
	else
		record->values[column] = (struct civ_value){.kind = CIV_STRING, .string = {kept, code.len}};
	civ_buf_free(&code);
	return status;
}

static int compare(const void *a, const void *b)
{
	int64_t one, other;

	memcpy(&one, a, sizeof one);
	memcpy(&other, b, sizeof other);
	return one < other ? -1 : one > other;
}

/* A code that came with its record: the next one given is beyond it. */
static enum civ_status meet(struct civ_giving *giving, struct civ_record *record, int column)
{
	const struct civ_value *code = &record->values[column];
	int64_t number = number_of(giving, code->string);

	if (number > giving->highest)
		giving->highest = number;
	else if (number > 0 && giving->numbers.len > 0 &&
	         bsearch(&number, giving->numbers.data, giving->numbers.len / sizeof number, sizeof number, compare) !=
	                 NULL)
		return civ_record_error(record, column,
		                        "'%.*s' was given to a record before it, which has no code: put records with "
		                        "codes first",
		                        (int)code->string.len, code->string.text);
	return CIV_OK;
}

static int64_t number_at(const struct civ_giving *giving, size_t place)
{
	int64_t number;

	memcpy(&number, giving->numbers.data + place * sizeof number, sizeof number);
	return number;
}

uint64_t civ_writer_given(const struct civ_writer *writer, struct civ_buf *first, struct civ_buf *last)
{
	const struct civ_giving *latest = NULL;
	uint64_t all = 0;

	for (size_t i = 0; i < writer->givings.count; i++) {
		const struct civ_giving *giving = &writer->givings.list[i];
		size_t count = giving->numbers.len / sizeof(int64_t);

		if (count > 0 && latest == NULL)
			add_code(writer, giving, number_at(giving, 0), first);
		latest = count > 0 ? giving : latest;
		all += count;
	}
	if (latest != NULL)
		add_code(writer, latest, number_at(latest, latest->numbers.len / sizeof(int64_t) - 1), last);
	return all;
}

enum civ_status civ_writer_give(struct civ_writer *writer, struct civ_record *record, int column)
{
	struct civ_buf prefix = {0};
	struct civ_giving *giving = NULL;
	enum civ_status status = CIV_OK;

	put_prefix(writer, record, &writer->noun->columns[column], &prefix);
	if (prefix.len > 0 && !prefix.failed)
		giving = giving_of(writer, (struct civ_span){prefix.data, prefix.len});
	if (prefix.failed || (prefix.len > 0 && giving == NULL))
		status = civ_no_memory(civ_records_messages(writer->records));
	else if (giving != NULL)
		status = record->values[column].kind == CIV_STRING ? meet(giving, record, column)
		                                                   : give(writer, giving, record, column);
	civ_buf_free(&prefix);
	return status;
}
