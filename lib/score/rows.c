/* Measures of an input, scored instead of the stored ones. */
#include <math.h>
#include <string.h>

#include "lib/score/model.h"

extern const struct civ_noun civ_noun_measure;

/* The columns that a score is made of. */
enum { INDICATOR, AREA, DATE, METHOD, VALUE, NUMERATOR, DENOMINATOR, NEEDED };

struct reader {
	struct civ_score_model *model;
	struct civ_writer *writer;       /* parses a row; nothing is stored */
	struct civ_input *input;
	const struct civ_header *header; /* that the binding is for */
	int *binding;                    /* of each field its column of measure */
	struct civ_arena *arena;
	int columns[NEEDED];             /* places of the needed columns in measure */
	struct civ_scales *scales;
	bool failed;
	uint64_t later;                  /* rows after the as-of day */
};

static bool same(struct civ_span a, const char *b)
{
	return b != NULL && civ_text_same(a, (struct civ_span){b, strlen(b)});
}

/* By name, else by label in either language. */
static int column_named(struct civ_span name)
{
	const struct civ_column *columns = civ_noun_measure.columns;

	for (int i = 0; columns[i].name != NULL; i++)
		if (same(name, columns[i].name))
			return i;
	for (int i = 0; columns[i].name != NULL; i++)
		if (same(name, columns[i].label) || same(name, columns[i].label_zh))
			return i;
	return -1;
}

static enum civ_status bind_field(struct reader *reader, const struct civ_header *header, unsigned i)
{
	struct civ_messages *messages = reader->model->messages;
	struct civ_position at = header->at;
	int column = column_named(header->names[i]);

	at.field = header->fields[i];
	reader->binding[i] = column;
	if (column < 0)
		return civ_error(messages, CIV_REFUSED, &at, "measure has no column '%.*s'", (int)header->names[i].len,
		                 header->names[i].text);
	for (unsigned j = 0; j < i; j++)
		if (reader->binding[j] == column)
			return civ_error(messages, CIV_REFUSED, &at, "column '%s' stands twice",
			                 civ_noun_measure.columns[column].name);
	return CIV_OK;
}

static bool is_bound(const struct reader *reader, const struct civ_header *header, int column)
{
	for (unsigned i = 0; i < header->count; i++)
		if (reader->binding[i] == column)
			return true;
	return false;
}

static enum civ_status check_bound(struct reader *reader, const struct civ_header *header, int column)
{
	if (is_bound(reader, header, column))
		return CIV_OK;
	return civ_error(reader->model->messages, CIV_REFUSED, &header->at, "no column '%s', which measure needs",
	                 civ_noun_measure.columns[column].name);
}

static enum civ_status bind_header(struct reader *reader, const struct civ_header *header)
{
	enum civ_status status = CIV_OK;

	if (header == reader->header || header == NULL)
		return CIV_OK;
	reader->header = header;
	civ_arena_clear(reader->arena);
	reader->binding = civ_arena_alloc(reader->arena, (header->count + 1) * sizeof *reader->binding);
	if (reader->binding == NULL)
		return civ_no_memory(reader->model->messages);
	for (unsigned i = 0; i < header->count; i++)
		status = civ_worse(status, bind_field(reader, header, i));
	if (status != CIV_OK)
		return status;
	status = check_bound(reader, header, reader->columns[INDICATOR]);
	if (is_bound(reader, header, reader->columns[NUMERATOR]) &&
	    is_bound(reader, header, reader->columns[DENOMINATOR]))
		return status;
	return civ_worse(status, check_bound(reader, header, reader->columns[VALUE]));
}

static const struct civ_value *value_of(const struct reader *reader, const struct civ_record *record, int needed)
{
	return &record->values[reader->columns[needed]];
}

static enum civ_status require(const struct reader *reader, const struct civ_record *record, int needed)
{
	if (value_of(reader, record, needed)->kind != CIV_NULL)
		return CIV_OK;
	return civ_record_error(record, reader->columns[needed], "is required");
}

static double number_of(const struct reader *reader, const struct civ_record *record, int needed)
{
	const struct civ_value *value = value_of(reader, record, needed);

	return value->kind == CIV_DOUBLE ? value->real : NAN;
}

/* Without a date it is of the as-of day, without a method it is data. */
static bool make_figure(const struct reader *reader, const struct civ_record *record, struct civ_score_figure *figure)
{
	struct civ_span date = value_of(reader, record, DATE)->string;
	struct civ_span method = value_of(reader, record, METHOD)->string;

	*figure = (struct civ_score_figure){
		.day = reader->model->asof,
		.method = civ_word_of(civ_words_method, method.len == 0 ? (struct civ_span){"data", 4} : method),
		.measured = {number_of(reader, record, VALUE), number_of(reader, record, NUMERATOR),
		             number_of(reader, record, DENOMINATOR)},
	};
	return date.len == 0 || civ_date_parse(date.text, date.len, &figure->day);
}

static bool counts(struct reader *reader, const struct civ_score_figure *figure)
{
	if (figure->day > reader->model->asof) {
		reader->later++;
		return false;
	}
	return reader->model->method == NULL ||
	       strcmp(reader->model->method, figure->method->code) == 0;
}

static enum civ_status offer(struct reader *reader, const struct civ_record *record)
{
	struct civ_score_model *model = reader->model;
	struct civ_score_figure figure;
	struct civ_score_subject *subject;
	char day[CIV_DATE_SIZE];
	int64_t place;
	enum civ_status status;

	if (!make_figure(reader, record, &figure))
		return civ_record_error(record, reader->columns[DATE], "is not a date");
	if (!counts(reader, &figure) ||
	    !civ_hash_get(model->places, value_of(reader, record, INDICATOR)->string, &place))
		return CIV_OK;
	status = civ_score_subject_find(model, value_of(reader, record, AREA)->integer, &subject);
	if (status != CIV_OK || subject == NULL || civ_score_figure_offer(&subject->figures[place], &figure))
		return status;
	civ_date_format(figure.day, day);
	return civ_record_error(record, -1, "a measure of '%.*s' on %s by %s stands twice",
	                        (int)value_of(reader, record, INDICATOR)->string.len,
	                        value_of(reader, record, INDICATOR)->string.text, day,
	                        civ_word_told(figure.method));
}

static enum civ_status take_row(struct reader *reader, const struct civ_input_row *row, struct civ_record *record)
{
	bool rounded;
	enum civ_status status = CIV_OK;

	record->at = row->at;
	for (unsigned i = 0; i < row->header->count; i++) {
		record->fields[reader->binding[i]] = row->fields[i];
		status = civ_worse(status, civ_record_parse(reader->writer, record, reader->binding[i], row->cells[i]));
	}
	if (status == CIV_OK)
		status = require(reader, record, INDICATOR);
	if (status == CIV_OK)
		status = civ_measure_settle(reader->scales, record, &rounded);
	return status == CIV_OK ? offer(reader, record) : status;
}

/* A bad row is reported, and reading goes on to show the others. */
static enum civ_status one_row(struct reader *reader, bool *end)
{
	struct civ_record *record = civ_writer_record(reader->writer);
	const struct civ_input_row *row = NULL;
	enum civ_status status = civ_input_next(reader->input, record->messages, &row);

	*end = status == CIV_OK && row == NULL;
	if (row == NULL)
		return status;
	if (status == CIV_OK) {
		status = bind_header(reader, row->header);
		if (status != CIV_OK)
			return status;
		status = take_row(reader, row, record);
	}
	civ_messages_move(reader->model->messages, record->messages);
	reader->failed = reader->failed || status == CIV_REFUSED;
	return status == CIV_REFUSED ? CIV_OK : status;
}

static enum civ_status all_rows(struct reader *reader)
{
	const struct civ_header *header = NULL;
	char day[CIV_DATE_SIZE];
	bool end = false;
	enum civ_status status = civ_input_peek(reader->input, &header);

	if (status == CIV_OK)
		status = bind_header(reader, header);
	while (status == CIV_OK && !end)
		status = one_row(reader, &end);
	if (status != CIV_OK || reader->failed)
		return status == CIV_OK ? CIV_REFUSED : status;
	civ_date_format(reader->model->asof, day);
	if (reader->later > 0)
		civ_warn(reader->model->messages, NULL, "measures after %s are not counted: %llu", day,
		         (unsigned long long)reader->later);
	return CIV_OK;
}

enum civ_status civ_score_read_measures(struct civ_score_model *model, struct civ_input *input)
{
	static const char *const names[] = {"indicator", "area", "date", "method", "value", "numerator", "denominator"};
	const struct civ_write_options options = {.on_conflict = CIV_CONFLICT_ERROR};
	struct reader reader = {.model = model, .input = input};
	enum civ_status status;

	for (int i = 0; i < NEEDED; i++)
		reader.columns[i] = civ_noun_column(&civ_noun_measure, names[i]);
	reader.arena = civ_arena_new();
	if (reader.arena == NULL)
		return civ_no_memory(model->messages);
	status = civ_writer_open(model->records, &civ_noun_measure, &options, &reader.writer);
	if (status == CIV_OK)
		status = civ_scales_open(model->records, &reader.scales);
	if (status == CIV_OK)
		status = all_rows(&reader);
	civ_scales_close(reader.scales);
	civ_writer_close(reader.writer);
	civ_arena_free(reader.arena);
	return status;
}
