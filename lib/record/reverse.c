/* Entries that take others back: what they take over, and what is refused. */
#include <string.h>

#include "civplan/date.h"
#include "civplan/say.h"
#include "lib/record/writer.h"

bool civ_record_reverses(const struct civ_record *record)
{
	int column = civ_noun_reverses(record->noun);

	return column >= 0 && (record->values[column].kind != CIV_NULL || record->late[column].len > 0);
}

/* The entry that the record names. It is older, so that it is there before it. */
static enum civ_status find_reversed(struct civ_writer *writer, struct civ_record *record, int column, int64_t *id)
{
	const struct civ_column *c = &record->noun->columns[column];
	struct civ_value *value = &record->values[column];
	struct civ_position at = civ_record_at(record, column);
	const struct civ_reading reading = civ_record_reading(record, &at);
	enum civ_status status = CIV_OK;

	/* In a listing of another ledger its number may be that of any entry here. */
	if (record->number != 0 && record->reverses.len > 0) {
		*value = (struct civ_value){.kind = CIV_INTEGER};
		status = civ_writer_numbered(writer, record, &value->integer);
	} else if (record->late[column].len > 0) {
		*value = (struct civ_value){.kind = CIV_INTEGER};
		status = civ_reference_find(writer->records, c, record->late[column], &reading, &value->integer);
		if (status == CIV_OK && value->integer == 0)
			status = civ_reference_unknown(writer->records, c, record->late[column], &reading);
	}
	if (status != CIV_OK)
		return status;
	record->late[column] = (struct civ_span){NULL, 0};
	*id = value->integer;
	return CIV_OK;
}

static enum civ_status refuse_state(const struct civ_writer *writer, const struct civ_record *record, int column,
                                    int64_t id)
{
	const char *name = civ_say(record->noun->name);
	int mark = civ_noun_column(record->noun, "reversed");

	if (writer->old[column].kind != CIV_NULL)
		return civ_record_error(record, column, "%s %lld takes back another entry: enter anew what was right",
		                        name, (long long)id);
	if (writer->old[mark].integer != 0)
		return civ_record_error(record, column, "%s %lld is reversed already", name, (long long)id);
	return CIV_OK;
}

static bool is_in_unique_index(const struct civ_noun *noun, const char *column)
{
	for (const struct civ_index *index = noun->indexes; index != NULL && index->name != NULL; index++)
		if (index->unique && civ_text_has_word(index->columns, column))
			return true;
	return false;
}

static void negate(struct civ_value *value)
{
	value->integer = -value->integer;
	value->real = -value->real;
}

/* What is given in COLUMN, and what the other entry has there. */
static enum civ_status compare(struct civ_writer *writer, const struct civ_record *record, int column)
{
	const struct civ_column *c = &record->noun->columns[column];
	struct civ_value *value = &record->values[column], taken = writer->old[column];
	struct civ_buf text = {0};
	enum civ_status status;

	if ((c->flags & CIV_HAPPENED) != 0 && value->string.len > 0 && taken.kind == CIV_STRING &&
	    strncmp(value->string.text, taken.string.text, value->string.len) < 0)
		return civ_record_error(record, column, "is before %.10s, the day of the entry that it reverses",
		                        taken.string.text);
	if ((c->flags & CIV_HAPPENED) != 0 || c->type == CIV_TEXT || is_in_unique_index(record->noun, c->name) ||
	    civ_value_same(value, &taken))
		return CIV_OK;
	status = civ_value_told(writer->records, c, &taken, &text);
	if (status == CIV_OK && text.failed)
		status = civ_no_memory(record->messages);
	if (status == CIV_OK)
		status = civ_record_error(record, column, "is '%s' in the entry that it reverses: leave it empty",
		                          text.len == 0 ? "" : civ_buf_str(&text));
	civ_buf_free(&text);
	return status;
}

/* A number may be given as it stands in the other entry, or with the sign that it has here. */
static enum civ_status take_signed(struct civ_writer *writer, struct civ_record *record, int column)
{
	struct civ_value *value = &record->values[column], *taken = &writer->old[column];

	negate(taken);
	if (value->kind == CIV_NULL) {
		*value = *taken;
		return CIV_OK;
	}
	if (!civ_value_same(value, taken)) {
		negate(value);
		if (!civ_value_same(value, taken)) {
			negate(taken);
			return compare(writer, record, column);
		}
	}
	return CIV_OK;
}

/* A reference that waits is to no row that there is: the entry taken back does not have it, and it is refused when the
 * run ends. */
static enum civ_status take(struct civ_writer *writer, struct civ_record *record, int column)
{
	const struct civ_column *c = &record->noun->columns[column];
	struct civ_value *value = &record->values[column];
	char day[CIV_DATE_SIZE];

	if ((c->flags & CIV_OWN) != 0 || civ_column_is_kept(c) || record->late[column].len > 0)
		return CIV_OK;
	if ((c->flags & CIV_SIGNED) != 0)
		return take_signed(writer, record, column);
	if (value->kind != CIV_NULL)
		return compare(writer, record, column);
	*value = writer->old[column];
	if (c->type != CIV_DATE || (c->flags & CIV_HAPPENED) == 0)
		return CIV_OK;
	civ_date_format(civ_records_clock(writer->records)->asof, day);
	if (civ_record_put(record, column, day) != CIV_OK)
		return CIV_SYSTEM;
	return compare(writer, record, column);
}

enum civ_status civ_writer_reverse(struct civ_writer *writer, struct civ_record *record)
{
	int column = civ_noun_reverses(record->noun);
	int mark = column < 0 ? -1 : civ_noun_column(record->noun, "reversed");
	int64_t id = 0;
	enum civ_status status;

	if (column < 0)
		return CIV_OK;
	civ_record_put_int(record, mark, 0);
	if (!civ_record_reverses(record))
		return CIV_OK;
	status = find_reversed(writer, record, column, &id);
	if (status == CIV_OK)
		status = civ_writer_load(writer, record, id);
	if (status == CIV_OK)
		status = refuse_state(writer, record, column, id);
	for (int i = 0; record->noun->columns[i].name != NULL && status == CIV_OK; i++)
		if (i != column && i != mark && record->noun->columns[i].type != CIV_ID)
			status = take(writer, record, i);
	return status;
}

enum civ_status civ_writer_mark_reversed(struct civ_writer *writer, const struct civ_record *record)
{
	struct civ_buf sql = {0};
	sqlite3_stmt *mark;
	enum civ_status status;

	if (!civ_record_reverses(record))
		return CIV_OK;
	civ_buf_addf(&sql, "UPDATE \"%s\" SET reversed = 1 WHERE id = ?1", record->noun->name);
	status = civ_records_statement_of(writer->records, &sql, &mark);
	if (status == CIV_OK)
		status = civ_value_bind(civ_records_store(writer->records), mark, 1,
		                        &record->values[civ_noun_reverses(record->noun)]);
	return status == CIV_OK ? civ_store_do(civ_records_store(writer->records), mark) : status;
}
