/* Files in turn as rows with named fields, through a map if there is one. */
#include <stdlib.h>
#include <string.h>

#include "lib/csv/input.h"

static enum civ_status open_sources(struct civ_input *input, char *const *paths, size_t count)
{
	static char dash[] = "-";
	char *standard[] = {dash};
	enum civ_status status = CIV_OK;

	if (count == 0) {
		paths = standard;
		count = 1;
	}
	input->sources = calloc(count, sizeof(struct civ_source *));
	input->headers = calloc(count, sizeof *input->headers);
	if (input->sources == NULL || input->headers == NULL)
		return civ_no_memory(input->messages);
	while (input->count < count && status == CIV_OK) {
		status = civ_source_open(paths[input->count], input->messages, &input->sources[input->count]);
		if (status == CIV_OK)
			input->count++;
	}
	return status;
}

static enum civ_status keep(const char *text, struct civ_messages *messages, char **kept)
{
	if (text == NULL)
		return CIV_OK;
	*kept = strdup(text);
	return *kept == NULL ? civ_no_memory(messages) : CIV_OK;
}

enum civ_status civ_input_open(char *const *paths, size_t count, const struct civ_input_options *options,
                               struct civ_messages *messages, struct civ_input **input)
{
	struct civ_input *made = calloc(1, sizeof *made);
	enum civ_status status = CIV_OK;

	if (made == NULL)
		return civ_no_memory(messages);
	made->messages = messages;
	made->allow_empty = options->allow_empty;
	made->arena = civ_arena_new();
	if (made->arena == NULL)
		status = civ_no_memory(messages);
	if (status == CIV_OK)
		status = keep(options->encoding, messages, &made->encoding);
	if (status == CIV_OK)
		status = keep(options->sheet, messages, &made->sheet);
	if (status == CIV_OK && options->map != NULL)
		status = civ_map_load(options->map, messages, &made->map);
	if (status == CIV_OK)
		status = open_sources(made, paths, count);
	if (status != CIV_OK) {
		civ_input_close(made);
		return status;
	}
	*input = made;
	return CIV_OK;
}

enum civ_status civ_input_use_zone(struct civ_input *input, const char *zone)
{
	free(input->zone_name);
	input->zone_name = strdup(zone);
	return input->zone_name == NULL ? civ_no_memory(input->messages) : CIV_OK;
}

void civ_input_use_units(struct civ_input *input, civ_unit_of *unit_of, const void *data)
{
	input->unit_of = unit_of;
	input->unit_data = data;
}

enum civ_status civ_input_use_map(struct civ_input *input, const char *path)
{
	return civ_map_load(path, input->messages, &input->map);
}

void civ_input_close_file(struct civ_input *input)
{
	input->passed += input->sieve == NULL ? 0 : civ_sieve_passed(input->sieve);
	civ_sieve_free(input->sieve);
	input->sieve = NULL;
	civ_wide_free(input->wide);
	input->wide = NULL;
	civ_mapping_free(input->mapping);
	input->mapping = NULL;
	civ_feed_close(input->feed);
	input->feed = NULL;
	input->has_header = input->stopped = false;
	input->pending = NULL;
	free(input->cells);
	input->cells = NULL;
}

void civ_input_close(struct civ_input *input)
{
	if (input == NULL)
		return;
	civ_input_close_file(input);
	for (size_t i = 0; i < input->count; i++)
		civ_source_close(input->sources[i]);
	free(input->sources);
	free(input->headers);
	free(input->encoding);
	free(input->sheet);
	free(input->zone_name);
	civ_zone_close(input->zone);
	civ_map_free(input->map);
	civ_arena_free(input->arena);
	free(input);
}

bool civ_input_is_empty(const struct civ_input *input)
{
	for (size_t i = 0; i < input->count; i++)
		if (!civ_source_is_empty(input->sources[i]))
			return false;
	return true;
}

/* Without a map the header is the file's, but for columns without a name or with # before it. */
static void plain_header(struct civ_input *input)
{
	struct civ_header *header = &input->headers[input->at];

	header->count = input->heads.count;
	header->names = header->headings = input->heads.kept_names;
	header->fields = input->heads.fields;
}

static enum civ_status lay_map(struct civ_input *input, const struct civ_position *at)
{
	struct civ_header *header = &input->headers[input->at];
	const struct civ_header file = {.at = *at, .names = input->heads.names, .count = input->heads.width};
	enum civ_status status = civ_mapping_make(input->map, &file, input->feed, input->messages, &input->mapping);

	status = civ_worse(status, civ_sieve_make(input->map, &file, input->messages, &input->sieve));
	status = civ_worse(status, civ_wide_make(input->map, &file, input->messages, &input->wide));
	if (status == CIV_OK && civ_map_needs_zone(input->map) && input->zone == NULL)
		status = input->zone_name == NULL ? civ_error(input->messages, CIV_REFUSED, at,
		                                              "the map has %%z or %%s, and no time zone is known here")
		                                  : civ_zone_open(input->zone_name, input->messages, &input->zone);
	if (status != CIV_OK)
		return status;
	civ_mapping_use_zone(input->mapping, input->zone);
	if (input->unit_of != NULL)
		civ_mapping_use_units(input->mapping, input->unit_of, input->unit_data);
	if (input->wide != NULL)
		civ_mapping_use_cell(input->mapping, 0, civ_wide_column(input->wide, 0));
	header->count = civ_mapping_count(input->mapping);
	header->names = civ_mapping_names(input->mapping);
	header->headings = civ_mapping_headings(input->mapping);
	header->fields = civ_mapping_fields(input->mapping);
	return CIV_OK;
}

enum civ_status civ_input_next_filled(struct civ_input *input, const struct civ_csv_row **row)
{
	enum civ_status status;

	*row = input->pending;
	input->pending = NULL;
	if (*row != NULL)
		return CIV_OK;
	do
		status = civ_feed_next(input->feed, row);
	while (status == CIV_OK && *row != NULL && civ_csv_row_is_blank(*row));
	return status;
}

/* The headings, of which ROW is the first line; a file may end within them. */
static enum civ_status read_heads(struct civ_input *input, unsigned lines, const struct civ_csv_row *row)
{
	enum civ_status status = CIV_OK;

	while (status == CIV_OK && row != NULL && input->heads.line_count < lines) {
		status = civ_heads_add(row, input->arena, input->messages, &input->heads);
		if (status == CIV_OK && input->heads.line_count < lines)
			status = civ_input_next_filled(input, &row);
	}
	return status == CIV_OK ? civ_heads_name(input->arena, input->messages, &input->heads) : status;
}

static enum civ_status read_header(struct civ_input *input, const struct civ_csv_row *row)
{
	const struct civ_map_options *described = input->map == NULL ? NULL : civ_map_described(input->map);
	struct civ_position at = civ_feed_position(input->feed, row->line, 0);
	unsigned lines = described == NULL ? 1 : described->heading_lines;
	enum civ_status status = lines == 0
	                                 ? civ_heads_number(row, input->arena, input->messages, &input->heads)
	                                 : read_heads(input, lines, row);

	input->headers[input->at].at = at;
	input->cells = calloc(input->heads.width + 1, sizeof *input->cells);
	if (status == CIV_OK && input->cells == NULL)
		status = civ_no_memory(input->messages);
	if (status == CIV_OK && (described == NULL || described->delimiter == 0))
		status = civ_heads_check_delimiter(&input->heads, &at, input->messages);
	if (status != CIV_OK)
		return status;
	input->has_header = true;
	input->pending = lines == 0 ? row : NULL;
	if (input->map != NULL)
		return lay_map(input, &at);
	plain_header(input);
	return CIV_OK;
}

static enum civ_status refuse_empty(struct civ_input *input)
{
	struct civ_position at = {.file = civ_source_name(input->sources[input->at])};

	if (input->allow_empty)
		return CIV_OK;
	return civ_error(input->messages, CIV_REFUSED, &at, "is empty: it has not even a header");
}

static enum civ_status open_file(struct civ_input *input)
{
	const struct civ_map_options *described = input->map == NULL ? NULL : civ_map_described(input->map);
	struct civ_feed_options options = {.encoding = input->encoding, .sheet = input->sheet};
	const struct civ_csv_row *row = NULL;
	enum civ_status status;

	if (described != NULL) {
		options.delimiter = described->delimiter;
		options.skip = described->skip;
		options.ignore_last = described->ignore_last;
		if (options.encoding == NULL)
			options.encoding = described->encoding;
		if (options.sheet == NULL)
			options.sheet = described->sheet;
	}
	civ_arena_clear(input->arena);
	input->heads = (struct civ_heads){.line_count = 0};
	status = civ_feed_open(input->sources[input->at], &options, input->messages, &input->feed);
	if (status == CIV_OK)
		status = civ_input_next_filled(input, &row);
	if (status != CIV_OK)
		return status;
	return row == NULL ? refuse_empty(input) : read_header(input, row);
}

enum civ_status civ_input_ready(struct civ_input *input)
{
	enum civ_status status = CIV_OK;

	while (status == CIV_OK && !input->has_header && input->at < input->count) {
		status = open_file(input);
		if (status == CIV_OK && !input->has_header) {
			civ_input_close_file(input);
			input->at++;
		}
	}
	return status;
}

enum civ_status civ_input_peek(struct civ_input *input, const struct civ_header **header)
{
	enum civ_status status = civ_input_ready(input);

	*header = status == CIV_OK && input->has_header ? &input->headers[input->at] : NULL;
	return status;
}

uint64_t civ_input_rows(const struct civ_input *input)
{
	return input->rows;
}

struct civ_feed *civ_input_feed(struct civ_input *input)
{
	return input->feed;
}

size_t civ_input_file(const struct civ_input *input)
{
	return input->at;
}

const struct civ_heads *civ_input_heads(const struct civ_input *input)
{
	return &input->heads;
}

const struct civ_csv_row *civ_input_came(const struct civ_input *input)
{
	return &input->raw_row;
}

uint64_t civ_input_passed(const struct civ_input *input)
{
	return input->passed + (input->sieve == NULL ? 0 : civ_sieve_passed(input->sieve));
}

enum civ_status civ_input_rewind(struct civ_input *input)
{
	enum civ_status status = CIV_OK;

	civ_input_close_file(input);
	input->at = 0;
	input->rows = input->passed = 0;
	for (size_t i = 0; i < input->count && status == CIV_OK; i++)
		status = civ_source_rewind(input->sources[i]);
	return status;
}

const struct civ_span *civ_input_columns(const struct civ_input *input, unsigned *count)
{
	*count = input->heads.width;
	return input->heads.names;
}

bool civ_input_uses(const struct civ_input *input, unsigned column)
{
	if (civ_heads_is_note(&input->heads, column))
		return true;
	if (input->mapping == NULL)
		return input->heads.names[column].len > 0;
	return civ_mapping_uses(input->mapping, column) ||
	       (input->sieve != NULL && civ_sieve_uses(input->sieve, column)) ||
	       (input->wide != NULL && civ_wide_uses(input->wide, column));
}
