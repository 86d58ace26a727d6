/* CSV records by libcsv, a chunk at a time: cells are copied into a batch that is used again, and rows are served from
 * it (lib/csv/reader-rows.c), so that memory follows the chunk and not the file. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/say.h"
#include "lib/csv/reader.h"

enum { CHUNK = 1 << 16 };

static int no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static size_t open_count(const struct civ_csv *csv)
{
	return csv->place_count - csv->open_first;
}

static void break_at(struct civ_csv *csv, uint64_t line, size_t field, const char *why)
{
	if (csv->broken)
		return;
	csv->broken = true;
	csv->where = (struct civ_position){
		.file = civ_source_name(csv->source), .line = line, .field = (unsigned)field};
	csv->why = why;
}

/* The line of the record being read, or the one at hand between records. */
static uint64_t record_line(const struct civ_csv *csv)
{
	return open_count(csv) > 0 ? csv->open_line : csv->line;
}

/* Line ends inside a cell: LF, CR, or CR and LF as one. */
static uint64_t count_newlines(const char *text, size_t len)
{
	uint64_t count = 0;

	if (memchr(text, '\n', len) == NULL && memchr(text, '\r', len) == NULL)
		return 0;
	for (size_t i = 0; i < len; i++)
		if (text[i] == '\n' ? i == 0 || text[i - 1] != '\r' : text[i] == '\r')
			count++;
	return count;
}

static void take_cell(void *bytes, size_t len, void *data)
{
	struct civ_csv *csv = data;

	if (!CIV_GROW(csv->places, csv->place_count, csv->place_room)) {
		csv->out_of_memory = true;
		return;
	}
	if (open_count(csv) == 0) {
		csv->open_line = csv->line;
		csv->newlines = 0;
	}
	if (len > CIV_CELL_MAX)
		break_at(csv, csv->open_line + csv->newlines, open_count(csv) + 1,
		         "a cell over 1 MiB: a quote before it may not be closed");
	csv->places[csv->place_count++] = (struct civ_csv_place){csv->text.len, len};
	civ_buf_add(&csv->text, bytes == NULL ? "" : bytes, len);
	if (len > 0)
		csv->newlines += count_newlines(bytes, len);
	csv->after_cr = false;
}

static void take_end(int terminator, void *data)
{
	struct civ_csv *csv = data;
	size_t count = open_count(csv);

	if (count == 0 && terminator == '\n' && csv->after_cr) {
		csv->after_cr = false;
		return;
	}
	csv->after_cr = terminator == '\r';
	if (count == 0) {
		csv->line++;
		return;
	}
	csv->line = csv->open_line + csv->newlines + 1;
	if (!CIV_GROW(csv->records, csv->record_count, csv->record_room)) {
		csv->out_of_memory = true;
		return;
	}
	csv->records[csv->record_count++] = (struct civ_csv_record){csv->open_line, csv->open_first, (unsigned)count};
	csv->open_first = csv->place_count;
}

enum civ_status civ_csv_open(struct civ_source *source, const struct civ_csv_options *options,
                             struct civ_messages *messages, struct civ_csv **csv)
{
	struct civ_csv *made = calloc(1, sizeof *made);
	enum civ_status status;

	if (made == NULL)
		return civ_no_memory(messages);
	*made = (struct civ_csv){.source = source, .messages = messages, .options = *options, .line = 1,
	                         .to_skip = options->skip};
	made->chunk = malloc(CHUNK);
	made->parser_open = csv_init(&made->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_EMPTY_IS_NULL |
	                                                CSV_REPALL_NL) == 0;
	if (made->chunk == NULL || !made->parser_open) {
		civ_csv_close(made);
		return civ_no_memory(messages);
	}
	csv_set_space_func(&made->parser, no_space);
	/* A long cell grows by this; by libcsv's own 128 bytes it would be copied thousands of times. */
	csv_set_blk_size(&made->parser, CHUNK);
	if (options->delimiter != 0)
		csv_set_delim(&made->parser, (unsigned char)options->delimiter);
	status = civ_encoding_open(source, options->encoding, messages, &made->encoding);
	if (status == CIV_OK && made->encoding.bom > 0) {
		size_t got;

		status = civ_source_read(source, made->chunk, made->encoding.bom, &got);
	}
	if (status != CIV_OK) {
		civ_csv_close(made);
		return status;
	}
	*csv = made;
	return CIV_OK;
}

void civ_csv_close(struct civ_csv *csv)
{
	if (csv == NULL)
		return;
	if (csv->parser_open)
		csv_free(&csv->parser);
	civ_encoding_close(&csv->encoding);
	free(csv->chunk);
	civ_buf_free(&csv->decoded);
	civ_buf_free(&csv->carried);
	civ_buf_free(&csv->text);
	civ_buf_free(&csv->skipped);
	civ_buf_free(&csv->converted);
	free(csv->places);
	free(csv->records);
	free(csv->cells);
	free(csv->raw);
	free(csv);
}

/* Drop the rows that were served; what is left moves to the front. */
static void compact(struct civ_csv *csv)
{
	size_t first_place = csv->next < csv->record_count ? csv->records[csv->next].first : csv->open_first;
	size_t first_byte = first_place < csv->place_count ? csv->places[first_place].at : csv->text.len;

	if (first_byte > 0 && csv->text.data != NULL)
		memmove(csv->text.data, csv->text.data + first_byte, csv->text.len - first_byte);
	csv->text.len -= first_byte;
	for (size_t i = first_place; i < csv->place_count; i++)
		csv->places[i - first_place] = (struct civ_csv_place){csv->places[i].at - first_byte,
		                                                      csv->places[i].len};
	csv->place_count -= first_place;
	csv->open_first -= first_place;
	for (size_t i = csv->next; i < csv->record_count; i++) {
		csv->records[i - csv->next] = csv->records[i];
		csv->records[i - csv->next].first -= first_place;
	}
	csv->record_count -= csv->next;
	csv->next = 0;
}

/* Pass over title lines at the start of BYTES; returns how many bytes they took. */
static size_t skip_titles(struct civ_csv *csv, const char *bytes, size_t len)
{
	size_t at = 0;

	while (at < len && (csv->to_skip > 0 || csv->skip_cr)) {
		char c = bytes[at];

		if (csv->skip_cr) {
			csv->skip_cr = false;
			if (c == '\n') {
				at++;
				continue;
			}
			if (csv->to_skip == 0)
				break;
		}
		at++;
		if (c == '\n' || c == '\r') {
			csv->to_skip--;
			csv->line++;
			csv->skip_cr = c == '\r';
		}
	}
	civ_buf_add(&csv->skipped, bytes, at);
	return at;
}

static void parse(struct civ_csv *csv, const char *bytes, size_t len)
{
	const char *nul = memchr(bytes, '\0', len);
	size_t good = nul == NULL ? len : (size_t)(nul - bytes);

	if (csv_parse(&csv->parser, bytes, good, take_cell, take_end, csv) != good) {
		if (csv_error(&csv->parser) == CSV_EPARSE)
			break_at(csv, record_line(csv), open_count(csv) + 1,
			         csv->parser.quoted ? CIV_WORD("text behind a closing quote")
			                            : CIV_WORD("a quote inside a cell that does not start with one"));
		else
			csv->out_of_memory = true;
		return;
	}
	if (nul != NULL)
		break_at(csv, record_line(csv), open_count(csv) + 1, "a NUL byte");
	else if (csv->parser.entry_pos > CIV_CELL_MAX)
		break_at(csv, record_line(csv) + (open_count(csv) > 0 ? csv->newlines : 0), open_count(csv) + 1,
		         "a cell over 1 MiB: its quote may not be closed");
}

/* UTF-16 becomes UTF-8 before libcsv sees it. */
static enum civ_status decode(struct civ_csv *csv, size_t got)
{
	char out[4096];
	char *in;
	size_t left;

	civ_buf_clear(&csv->decoded);
	civ_buf_add(&csv->carried, csv->chunk, got);
	if (csv->carried.failed)
		return civ_no_memory(csv->messages);
	in = csv->carried.data;
	left = csv->carried.len;
	while (left > 0) {
		char *to = out;
		size_t room = sizeof out;
		size_t result = iconv(csv->encoding.converter, &in, &left, &to, &room);

		civ_buf_add(&csv->decoded, out, sizeof out - room);
		if (result == (size_t)-1 && errno == EINVAL)
			break;
		if (result == (size_t)-1 && errno == EILSEQ) {
			break_at(csv, record_line(csv), open_count(csv) + 1, "not valid UTF-16");
			break;
		}
	}
	memmove(csv->carried.data, in, left);
	csv->carried.len = left;
	return csv->decoded.failed ? civ_no_memory(csv->messages) : CIV_OK;
}

static void finish(struct civ_csv *csv)
{
	csv->end = true;
	/* After a break the parser would give out the broken row. */
	if (csv->broken)
		return;
	if (csv->carried.len > 0)
		break_at(csv, record_line(csv), open_count(csv) + 1, "not valid UTF-16: it ends inside a character");
	else if (csv_fini(&csv->parser, take_cell, take_end, csv) != 0)
		break_at(csv, record_line(csv) + (open_count(csv) > 0 ? csv->newlines : 0), open_count(csv) + 1,
		         "unterminated quote: it opened here");
}

enum civ_status civ_csv_fill(struct civ_csv *csv)
{
	const char *bytes = csv->chunk;
	size_t got, skipped;
	enum civ_status status;

	compact(csv);
	status = civ_source_read(csv->source, csv->chunk, CHUNK, &got);
	if (status != CIV_OK)
		return status;
	if (got == 0) {
		finish(csv);
		goto done;
	}
	if (csv->encoding.kind == CIV_BY_STREAM) {
		status = decode(csv, got);
		bytes = csv->decoded.data;
		got = csv->decoded.len;
	}
	if (status == CIV_OK && got > 0) {
		skipped = skip_titles(csv, bytes, got);
		parse(csv, bytes + skipped, got - skipped);
	}
done:
	if (csv->out_of_memory || csv->text.failed || csv->skipped.failed)
		return civ_no_memory(csv->messages);
	return status;
}
