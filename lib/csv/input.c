/* Files in turn as rows with named fields, through a map if there is one. */
#include <stdlib.h>
#include <string.h>

#include "lib/csv/private.h"

struct civ_input {
	struct civ_messages *messages;
	struct civ_source **sources;
	size_t count, at;            /* at: the file at hand */
	char *encoding;              /* NULL: not given */
	struct civ_map *map;
	struct civ_csv *csv;         /* of the file at hand */
	struct civ_mapping *mapping;
	struct civ_header *headers;  /* one for each file, so that its address tells the file */
	unsigned width;              /* cells of the file's header */
	struct civ_span *names;      /* without a map: the header's, # left out */
	unsigned *fields, *kept;     /* kept: places in the file's row */
	struct civ_span *cells;
	struct civ_arena *arena;     /* of the file's header */
	struct civ_csv_row raw_header, raw_row;
	struct civ_input_row row;
	bool has_header;
	uint64_t rows;
};

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

enum civ_status civ_input_open(char *const *paths, size_t count, const struct civ_input_options *options,
                               struct civ_messages *messages, struct civ_input **input)
{
	struct civ_input *made = calloc(1, sizeof *made);
	enum civ_status status = CIV_OK;

	if (made == NULL)
		return civ_no_memory(messages);
	made->messages = messages;
	made->arena = civ_arena_new();
	if (made->arena == NULL)
		status = civ_no_memory(messages);
	if (status == CIV_OK && options->encoding != NULL) {
		made->encoding = strdup(options->encoding);
		status = made->encoding == NULL ? civ_no_memory(messages) : CIV_OK;
	}
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

enum civ_status civ_input_use_map(struct civ_input *input, const char *path)
{
	return civ_map_load(path, input->messages, &input->map);
}

static void close_file(struct civ_input *input)
{
	civ_mapping_free(input->mapping);
	input->mapping = NULL;
	civ_csv_close(input->csv);
	input->csv = NULL;
	input->has_header = false;
	free(input->cells);
	input->cells = NULL;
}

void civ_input_close(struct civ_input *input)
{
	if (input == NULL)
		return;
	close_file(input);
	for (size_t i = 0; i < input->count; i++)
		civ_source_close(input->sources[i]);
	free(input->sources);
	free(input->headers);
	free(input->encoding);
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

static enum civ_status keep_header(struct civ_input *input, const struct civ_csv_row *row)
{
	struct civ_span *raw = civ_arena_alloc(input->arena, (row->count + 1) * sizeof *raw);

	input->names = civ_arena_alloc(input->arena, (row->count + 1) * sizeof *input->names);
	input->fields = civ_arena_alloc(input->arena, (row->count + 1) * sizeof *input->fields);
	input->kept = civ_arena_alloc(input->arena, (row->count + 1) * sizeof *input->kept);
	input->cells = calloc(row->count + 1, sizeof *input->cells);
	if (raw == NULL || input->names == NULL || input->fields == NULL || input->kept == NULL || input->cells == NULL)
		return civ_no_memory(input->messages);
	for (unsigned i = 0; i < row->count; i++) {
		struct civ_span name = civ_text_visible(row->cells[i], input->arena);

		if (name.text == NULL && row->cells[i].len > 0)
			return civ_no_memory(input->messages);
		name = civ_text_trim(name);
		raw[i] = (struct civ_span){civ_arena_copy(input->arena, row->raw[i].text, row->raw[i].len), row->raw[i].len};
		input->names[i] = (struct civ_span){civ_arena_copy(input->arena, name.text, name.len), name.len};
		if (raw[i].text == NULL || input->names[i].text == NULL)
			return civ_no_memory(input->messages);
	}
	input->raw_header = (struct civ_csv_row){row->line, row->count, NULL, raw};
	input->width = row->count;
	return CIV_OK;
}

static bool is_note(struct civ_span name)
{
	return name.len > 0 && name.text[0] == '#';
}

static enum civ_status check_repeats(struct civ_input *input, const struct civ_position *at)
{
	enum civ_status status = CIV_OK;

	for (unsigned i = 0; i < input->width; i++)
		for (unsigned j = 0; j < i && !is_note(input->names[i]); j++) {
			struct civ_position where = *at;

			if (input->names[i].len == 0 || input->names[i].len != input->names[j].len ||
			    memcmp(input->names[i].text, input->names[j].text, input->names[i].len) != 0)
				continue;
			where.field = i + 1;
			status = civ_error(input->messages, CIV_REFUSED, &where, "column '%.*s' stands twice", (int)input->names[i].len,
			                   input->names[i].text);
		}
	return status;
}

/* Without a map the header is the file's, but for columns whose name begins with #. */
static void plain_header(struct civ_input *input)
{
	struct civ_header *header = &input->headers[input->at];
	unsigned count = 0;

	for (unsigned i = 0; i < input->width; i++) {
		if (is_note(input->names[i]))
			continue;
		input->names[count] = input->names[i];
		input->fields[count] = i + 1;
		input->kept[count++] = i;
	}
	header->count = count;
	header->names = input->names;
	header->fields = input->fields;
}

static enum civ_status read_header(struct civ_input *input, const struct civ_csv_row *row)
{
	struct civ_position at = {civ_source_name(input->sources[input->at]), row->line, 0};
	struct civ_header *header = &input->headers[input->at];
	enum civ_status status = keep_header(input, row);

	header->at = at;
	if (status == CIV_OK)
		status = check_repeats(input, &at);
	if (status != CIV_OK)
		return status;
	input->has_header = true;
	if (input->map == NULL) {
		plain_header(input);
		return CIV_OK;
	}
	status = civ_mapping_make(input->map, input->names, input->width, &at, input->messages, &input->mapping);
	if (status == CIV_OK) {
		header->count = civ_mapping_count(input->mapping);
		header->names = civ_mapping_names(input->mapping);
		header->fields = civ_mapping_fields(input->mapping);
	}
	return status;
}

static enum civ_status open_file(struct civ_input *input)
{
	const struct civ_map_options *described = input->map == NULL ? NULL : civ_map_described(input->map);
	struct civ_csv_options options = {.encoding = input->encoding};
	const struct civ_csv_row *row;
	enum civ_status status;

	if (described != NULL) {
		options.delimiter = described->delimiter;
		options.skip = described->skip;
		options.ignore_last = described->ignore_last;
		if (options.encoding == NULL)
			options.encoding = described->encoding;
	}
	civ_arena_clear(input->arena);
	status = civ_csv_open(input->sources[input->at], &options, input->messages, &input->csv);
	if (status == CIV_OK)
		status = civ_csv_next(input->csv, &row);
	return status == CIV_OK && row != NULL ? read_header(input, row) : status;
}

/* The next file that has a header is at hand, or none is left. */
static enum civ_status ready(struct civ_input *input)
{
	enum civ_status status = CIV_OK;

	while (status == CIV_OK && !input->has_header && input->at < input->count) {
		status = open_file(input);
		if (status == CIV_OK && !input->has_header) {
			close_file(input);
			input->at++;
		}
	}
	return status;
}

enum civ_status civ_input_peek(struct civ_input *input, const struct civ_header **header)
{
	enum civ_status status = ready(input);

	*header = status == CIV_OK && input->has_header ? &input->headers[input->at] : NULL;
	return status;
}

static enum civ_status take_row(struct civ_input *input, struct civ_messages *row_messages, const struct civ_csv_row *row)
{
	const struct civ_header *header = &input->headers[input->at];
	enum civ_status status = CIV_OK;

	input->rows++;
	input->raw_row = *row;
	input->row = (struct civ_input_row){
		.at = {civ_source_name(input->sources[input->at]), row->line, 0},
		.header = header,
		.cells = input->cells,
		.fields = header->fields,
	};
	if (row->count != input->width)
		return civ_error(row_messages, CIV_REFUSED, &input->row.at, "%u cell%s where the header has %u", row->count,
		                 row->count == 1 ? "" : "s", input->width);
	if (input->mapping != NULL)
		return civ_mapping_row(input->mapping, row->cells, &input->row.at, row_messages, &input->row.cells);
	for (unsigned i = 0; i < header->count; i++)
		input->cells[i] = row->cells[input->kept[i]];
	return status;
}

enum civ_status civ_input_next(struct civ_input *input, struct civ_messages *row_messages, const struct civ_input_row **row)
{
	const struct civ_csv_row *raw = NULL;
	enum civ_status status = CIV_OK;

	*row = NULL;
	while ((status = ready(input)) == CIV_OK && input->has_header) {
		status = civ_csv_next(input->csv, &raw);
		if (status != CIV_OK)
			return status;
		if (raw != NULL) {
			*row = &input->row;
			return take_row(input, row_messages, raw);
		}
		/* The last file stays open for the rejects; the end is asked for only once more. */
		if (input->at + 1 == input->count)
			return CIV_OK;
		close_file(input);
		input->at++;
	}
	return status;
}

int civ_header_field(const struct civ_header *header, const char *name)
{
	for (unsigned i = 0; i < header->count; i++)
		if (civ_text_same(header->names[i], (struct civ_span){name, strlen(name)}))
			return (int)i;
	return -1;
}

uint64_t civ_input_rows(const struct civ_input *input)
{
	return input->rows;
}

struct civ_csv *civ_input_csv(struct civ_input *input)
{
	return input->csv;
}

size_t civ_input_file(const struct civ_input *input)
{
	return input->at;
}

const struct civ_csv_row *civ_input_raw_header(struct civ_input *input)
{
	return &input->raw_header;
}

const struct civ_csv_row *civ_input_raw_row(struct civ_input *input)
{
	return &input->raw_row;
}
