/* What rows that are added say beside their values: how columns turn out that the program works out itself, and which
 * number an entry has in the listing that it comes from. */
#include <string.h>

#include "civplan/decimal.h"
#include "lib/record/writer.h"

bool civ_record_claims(const struct civ_record *record)
{
	for (int i = 0; record->noun->columns[i].name != NULL; i++)
		if (record->said[i].kind != CIV_NULL)
			return true;
	return false;
}

/* What a column starts with says nothing. */
static bool is_claim(const struct civ_writer *writer, const struct civ_record *record, int column)
{
	return civ_column_is_kept(&writer->noun->columns[column]) && record->values[column].kind != CIV_NULL &&
	       !civ_value_same(&record->values[column], &writer->fallbacks[column]);
}

/* The column of the numbers by which entries reverse each other; -1: they do not. */
static int number_column(const struct civ_noun *noun)
{
	int column = civ_noun_reverses(noun) < 0 ? -1 : civ_noun_code_column(noun);

	return column >= 0 && noun->columns[column].type == CIV_ID ? column : -1;
}

bool civ_writer_claims(const struct civ_writer *writer, const struct civ_record *record)
{
	int number = number_column(writer->noun);

	if (number >= 0 && record->values[number].kind != CIV_NULL)
		return true;
	for (int i = 0; writer->noun->columns[i].name != NULL; i++)
		if (is_claim(writer, record, i))
			return true;
	return false;
}

static struct civ_span span_of(const int64_t *number)
{
	return (struct civ_span){(const char *)number, sizeof *number};
}

static enum civ_status take_number(const struct civ_writer *writer, struct civ_record *record)
{
	int column = number_column(writer->noun);
	int64_t id;

	if (column < 0 || record->values[column].kind == CIV_NULL)
		return CIV_OK;
	record->number = record->values[column].integer;
	if (writer->numbers != NULL && civ_hash_get(writer->numbers, span_of(&record->number), &id))
		return civ_record_error(record, column, "%lld stands twice in the input", (long long)record->number);
	return CIV_OK;
}

enum civ_status civ_writer_set_aside(struct civ_writer *writer, struct civ_record *record)
{
	enum civ_status status;

	if (writer->options.restore)
		return CIV_OK;
	status = take_number(writer, record);
	for (int i = 0; writer->noun->columns[i].name != NULL; i++) {
		const struct civ_column *c = &writer->noun->columns[i];

		if (is_claim(writer, record, i))
			record->said[i] = record->values[i];
		/* An id is given by the program; only a bundle brings its own. */
		if ((c->flags & CIV_KEPT) != 0 || c->type == CIV_ID)
			record->values[i] = (struct civ_value){.kind = CIV_NULL};
	}
	return status;
}

/* What the record says of COLUMN, and what has come of it. */
static enum civ_status see_claim(struct civ_writer *writer, const struct civ_record *record, int column,
                                 const struct civ_value *is)
{
	struct civ_buf text = {0};
	enum civ_status status;

	if (civ_value_same(&record->said[column], is))
		return CIV_OK;
	if (civ_noun_reverses(writer->noun) >= 0 && civ_noun_column(writer->noun, "reversed") == column) {
		const char *yes = civ_code_told(civ_words_bool, "yes");

		return civ_records_wait(writer->records,
		                        &(struct civ_waiting){writer->noun, column, record->id, {yes, strlen(yes)},
		                                              civ_record_at(record, column)});
	}
	status = civ_value_told(writer->records, &writer->noun->columns[column], is, &text);
	if (status == CIV_OK && text.failed)
		status = civ_no_memory(record->messages);
	if (status == CIV_OK)
		status = civ_record_error(record, column, "the program makes it '%s': leave it empty",
		                          text.len == 0 ? "" : civ_buf_str(&text));
	civ_buf_free(&text);
	return status;
}

enum civ_status civ_writer_see_claims(struct civ_writer *writer, const struct civ_record *record)
{
	sqlite3_stmt *row;
	enum civ_status status = civ_select_row(writer->records, writer->noun, record->id, &row);

	if (status != CIV_OK)
		return status;
	for (int i = 0; writer->noun->columns[i].name != NULL; i++) {
		const struct civ_value is = civ_value_column(row, i);

		if (record->said[i].kind != CIV_NULL)
			status = civ_worse(status, see_claim(writer, record, i, &is));
	}
	sqlite3_reset(row);
	return status;
}

enum civ_status civ_writer_number(struct civ_writer *writer, const struct civ_record *record, int64_t id)
{
	if (record->number == 0)
		return CIV_OK;
	if (writer->numbers == NULL)
		writer->numbers = civ_hash_new();
	if (writer->numbers == NULL || !civ_hash_put(writer->numbers, span_of(&record->number), id))
		return civ_no_memory(civ_records_messages(writer->records));
	return CIV_OK;
}

enum civ_status civ_writer_numbered(const struct civ_writer *writer, const struct civ_record *record, int64_t *id)
{
	int column = civ_noun_reverses(writer->noun);
	struct civ_span text = record->reverses;
	int64_t number;

	if (civ_int_parse(text.text, text.len, &number) && writer->numbers != NULL &&
	    civ_hash_get(writer->numbers, span_of(&number), id))
		return CIV_OK;
	return civ_record_error(record, column,
	                        "'%.*s' is the number of none above it in the input, which has numbers of its own",
	                        (int)text.len, text.text);
}

void civ_writer_forget_numbers(struct civ_writer *writer)
{
	civ_hash_free(writer->numbers);
	writer->numbers = NULL;
}
