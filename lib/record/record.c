/* One record: its values from text, and where they stand. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/say.h"
#include "lib/record/private.h"
#include "lib/record/writer.h"

struct civ_position civ_record_at(const struct civ_record *record, int column)
{
	struct civ_position at = record->at;

	if (column >= 0 && record->settings[column] != NULL)
		return (struct civ_position){.file = record->settings[column]};
	if (column >= 0)
		at.field = record->fields[column];
	return at;
}

struct civ_reading civ_record_reading(const struct civ_record *record, const struct civ_position *at)
{
	return (struct civ_reading){at, record->arena, record->messages};
}

/* The column as messages name it: as the file does, where the value comes from one. */
static const struct civ_column *shown_column(const struct civ_record *record, int column)
{
	if (record->shown == NULL || record->shown[column] == NULL || record->settings[column] != NULL)
		return &record->noun->columns[column];
	return record->shown[column];
}

enum civ_status civ_record_error(const struct civ_record *record, int column, const char *format, ...)
{
	struct civ_position at = civ_record_at(record, column);
	bool option = column >= 0 && record->settings[column] != NULL;
	struct civ_buf text = {0};
	va_list arguments;
	char *why = NULL;
	enum civ_status status;

	va_start(arguments, format);
	int len = vasprintf(&why, civ_say(format), arguments);
	va_end(arguments);
	if (len < 0)
		return civ_no_memory(record->messages);
	if (column >= 0 && !option)
		civ_buf_addf(&text, "%s: ", shown_column(record, column)->name);
	civ_buf_adds(&text, why);
	free(why);
	status = civ_buf_str(&text) == NULL ? civ_no_memory(record->messages)
	                                    : civ_error(record->messages, CIV_REFUSED, &at, "%s", civ_buf_str(&text));
	civ_buf_free(&text);
	return status;
}

/* A reference that may be resolved when the run ends: the row it names may stand further down. */
static bool may_wait(struct civ_writer *writer, const struct civ_column *column)
{
	return column->ref == writer->noun || civ_records_deferring(writer->records);
}

static enum civ_status parse_id_reference(struct civ_writer *writer, struct civ_record *record, int column,
                                          struct civ_value *value)
{
	const struct civ_column *c = shown_column(record, column);
	struct civ_position at = civ_record_at(record, column);
	const struct civ_reading reading = civ_record_reading(record, &at);
	struct civ_span text = value->string;
	int64_t id, number;
	enum civ_status status;

	*value = (struct civ_value){.kind = CIV_NULL};
	/* One that is named by its unique key, or on the command line, is one that is here. */
	if (column == civ_noun_reverses(record->noun) && record->settings[column] == NULL &&
	    civ_int_parse(text.text, text.len, &number))
		record->reverses = text;
	/* Its scope may stand further on in the row: see civ_record_scoped. */
	if (c->scope != NULL) {
		record->late[column] = text;
		return CIV_OK;
	}
	status = civ_reference_find(writer->records, c, text, &reading, &id);
	if (status != CIV_OK)
		return status;
	if (id != 0)
		*value = (struct civ_value){.kind = CIV_INTEGER, .integer = id};
	else if (may_wait(writer, c))
		record->late[column] = text;
	else
		return civ_reference_unknown(writer->records, c, text, &reading);
	return CIV_OK;
}

static enum civ_status parse_code_reference(struct civ_writer *writer, struct civ_record *record, int column,
                                            struct civ_value *value)
{
	const struct civ_column *c = shown_column(record, column);
	struct civ_position at = civ_record_at(record, column);
	const struct civ_reading reading = civ_record_reading(record, &at);

	if (may_wait(writer, c)) {
		record->late[column] = value->string;
		return CIV_OK;
	}
	return civ_reference_text(writer->records, c, value->string, &reading, &value->string);
}

/* A cell in the form in which its date or time is read; its text is NULL when memory is out. */
static struct civ_span folded_cell(const struct civ_record *record, struct civ_span text)
{
	struct civ_span folded = civ_text_folded(civ_cell_clean(text), record->arena);

	return folded.text == NULL ? folded : civ_cell_clean(folded);
}

/* Whether the cell is stored as it came, as nearly all are: then it is a day alone or a day and its time by its type.
 */
static bool is_as_stored(const struct civ_value *value, struct civ_span text)
{
	return value->kind == CIV_STRING && value->string.len == text.len &&
	       memcmp(value->string.text, text.text, text.len) == 0;
}

/* Whether a text that is a time names the day alone. */
static bool is_day(const struct civ_record *record, struct civ_span text)
{
	int32_t day;

	text = folded_cell(record, text);
	return text.text != NULL && civ_date_parse(text.text, text.len, &day);
}

/* A date may bring its time of day. */
static enum civ_status take_clock(struct civ_record *record, int column, struct civ_span text)
{
	int other = civ_noun_column(record->noun, record->noun->columns[column].clock);
	struct civ_value *value = &record->values[other];
	char clock[CIV_CLOCK_SIZE];
	int minute;

	text = folded_cell(record, text);
	if (text.text == NULL)
		return civ_no_memory(record->messages);
	if (!civ_date_clock(text.text, text.len, &minute))
		return CIV_OK;
	civ_clock_format(minute, clock);
	if (value->kind == CIV_STRING && memcmp(value->string.text, clock, CIV_CLOCK_SIZE - 1) != 0)
		return civ_record_error(record, column, "'%.*s', but %s is %.*s", (int)text.len, text.text,
		                        record->noun->columns[other].name, (int)value->string.len, value->string.text);
	record->given[other] = true;
	value->kind = CIV_STRING;
	value->string.text = civ_arena_copy(record->arena, clock, CIV_CLOCK_SIZE - 1);
	value->string.len = CIV_CLOCK_SIZE - 1;
	return value->string.text == NULL ? civ_no_memory(record->messages) : CIV_OK;
}

/* The time of day of a date that brought one already: the same, or none. */
static enum civ_status same_clock(struct civ_record *record, int column, const struct civ_value *before)
{
	struct civ_value *value = &record->values[column];

	if (value->kind == CIV_NULL)
		*value = *before;
	if (civ_value_same(value, before))
		return CIV_OK;
	return civ_record_error(record, column, "'%.*s', but the date says %.*s", (int)value->string.len,
	                        value->string.text, (int)before->string.len, before->string.text);
}

static enum civ_status parse_text(struct civ_writer *writer, struct civ_record *record, int column,
                                  struct civ_span text)
{
	const struct civ_column *c;
	struct civ_value *value = &record->values[column];
	struct civ_position at;
	struct civ_reading reading;
	enum civ_status status;

	record->given[column] = true;
	record->late[column] = (struct civ_span){NULL, 0};
	record->days[column] = false;
	if (text.len == 0) {
		*value = (struct civ_value){.kind = CIV_NULL};
		return CIV_OK;
	}
	c = shown_column(record, column);
	at = civ_record_at(record, column);
	reading = civ_record_reading(record, &at);
	status = civ_value_parse(c, text, &reading, value);
	if (status != CIV_OK || value->kind == CIV_NULL)
		return status;
	record->days[column] = c->type == CIV_TIME && !is_as_stored(value, text) && is_day(record, text);
	if (c->clock != NULL)
		return is_as_stored(value, text) ? CIV_OK : take_clock(record, column, text);
	if (c->type == CIV_REF)
		return parse_id_reference(writer, record, column, value);
	if (c->type == CIV_REFS || c->type == CIV_CODEREF)
		return parse_code_reference(writer, record, column, value);
	return CIV_OK;
}

enum civ_status civ_record_parse(struct civ_writer *writer, struct civ_record *record, int column, struct civ_span text)
{
	struct civ_value before;
	enum civ_status status;

	if (record->noun->columns[column].type != CIV_CLOCK || !record->given[column] ||
	    record->values[column].kind != CIV_STRING)
		return parse_text(writer, record, column, text);
	before = record->values[column];
	status = parse_text(writer, record, column, text);
	return status == CIV_OK ? same_clock(record, column, &before) : status;
}

static enum civ_status setting_name(struct civ_record *record, int column)
{
	size_t len = strlen(record->noun->columns[column].name);
	char *name = civ_arena_alloc(record->arena, len + 3);

	if (name == NULL)
		return civ_no_memory(record->messages);
	memcpy(name, "--", 2);
	for (size_t i = 0; i < len; i++) {
		char c = record->noun->columns[column].name[i];

		name[i + 2] = c == '_' ? '-' : c;
	}
	record->settings[column] = name;
	return CIV_OK;
}

/* The row's own value of COLUMN must be the one that TEXT, of the command line, stands for. */
static enum civ_status check_held(struct civ_writer *writer, struct civ_record *record, int column,
                                  struct civ_span text)
{
	struct civ_value own = record->values[column];
	enum civ_status status = civ_record_parse(writer, record, column, text);

	if (status != CIV_OK || civ_value_same(&own, &record->values[column]))
		return status;
	return civ_record_error(record, column, "another one than --%s=%.*s, which holds for every row",
	                        record->noun->columns[column].name, (int)text.len, text.text);
}

enum civ_status civ_record_settings(struct civ_writer *writer, struct civ_record *record,
                                    const struct civ_setting *settings, size_t count)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < count; i++) {
		int column = (int)(settings[i].column - record->noun->columns);
		struct civ_span text = {settings[i].value, strlen(settings[i].value)};

		/* A time of day that came with its date is compared, not passed over. */
		bool brought = settings[i].column->type == CIV_CLOCK && record->fields[column] == 0;

		if (record->given[column] && !brought && settings[i].column != writer->options.hold)
			continue;
		if (record->given[column] && !brought && record->values[column].kind != CIV_NULL) {
			status = civ_worse(status, check_held(writer, record, column, text));
			continue;
		}
		if (setting_name(record, column) != CIV_OK)
			return CIV_SYSTEM;
		if (!civ_utf8_valid(text.text, text.len, NULL))
			status = civ_worse(status, civ_record_error(record, column, "the value is not valid UTF-8"));
		else
			status = civ_worse(status, civ_record_parse(writer, record, column, text));
	}
	return status;
}
