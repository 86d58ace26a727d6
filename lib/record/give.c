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

static enum civ_status make_prefix(struct civ_writer *writer, const char *letter)
{
	struct civ_giving *giving = &writer->giving;
	struct civ_buf prefix = {0};
	int year, month, day;

	civ_date_to_ymd(civ_records_clock(writer->records)->asof, &year, &month, &day);
	civ_buf_addf(&prefix, "%s%04d-", letter, year);
	giving->prefix.len = prefix.len;
	giving->prefix.text = civ_buf_str(&prefix) == NULL
	                              ? NULL
	                              : civ_arena_copy(writer->arena, prefix.data, prefix.len);
	civ_buf_free(&prefix);
	return giving->prefix.text == NULL ? civ_no_memory(civ_records_messages(writer->records)) : CIV_OK;
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
static enum civ_status read_codes(struct civ_writer *writer, const char *column)
{
	struct civ_store *store = civ_records_store(writer->records);
	struct civ_giving *giving = &writer->giving;
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

static void add_code(const struct civ_giving *giving, int64_t number, struct civ_buf *code)
{
	civ_buf_addf(code, "%.*s%03" PRId64, (int)giving->prefix.len, giving->prefix.text, number);
}

static enum civ_status give(struct civ_writer *writer, struct civ_record *record, int column)
{
	struct civ_giving *giving = &writer->giving;
	struct civ_buf code = {0};
	const char *kept;
	enum civ_status status = giving->known ? CIV_OK : read_codes(writer, writer->noun->columns[column].name);

	if (status != CIV_OK)
		return status;
	giving->highest++;
	add_code(giving, giving->highest, &code);
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
static enum civ_status meet(struct civ_writer *writer, struct civ_record *record, int column)
{
	struct civ_giving *giving = &writer->giving;
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

uint64_t civ_writer_given(const struct civ_writer *writer, struct civ_buf *first, struct civ_buf *last)
{
	const struct civ_giving *giving = &writer->giving;
	size_t count = giving->numbers.len / sizeof(int64_t);
	int64_t number;

	if (count == 0)
		return 0;
	memcpy(&number, giving->numbers.data, sizeof number);
	add_code(giving, number, first);
	memcpy(&number, giving->numbers.data + (count - 1) * sizeof number, sizeof number);
	add_code(giving, number, last);
	return count;
}

enum civ_status civ_writer_give(struct civ_writer *writer, struct civ_record *record, int column)
{
	enum civ_status status = CIV_OK;

	if (writer->giving.prefix.text == NULL)
		status = make_prefix(writer, writer->noun->columns[column].letter);
	if (status != CIV_OK)
		return status;
	return record->values[column].kind == CIV_STRING ? meet(writer, record, column)
	                                                 : give(writer, record, column);
}
