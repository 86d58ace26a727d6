/* CSV records by libcsv, a chunk at a time: cells are copied into a batch that is used again, and rows are
 * served from it, so that memory follows the chunk and not the file. */
#include <csv.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/say.h"
#include "lib/csv/private.h"

enum { CHUNK = 1 << 16 };

struct place {
	size_t at, len; /* in the batch's text */
};

struct record {
	uint64_t line;
	size_t first; /* of its places */
	unsigned count;
};

struct civ_csv {
	struct civ_source *source;
	struct civ_messages *messages;
	struct csv_parser parser;
	bool parser_open;
	struct civ_csv_options options;
	struct civ_encoding encoding;
	char *chunk;
	struct civ_buf decoded;      /* of UTF-16 */
	struct civ_buf carried;      /* bytes of UTF-16 cut by a chunk's end */
	/* The batch: complete records from `next` on, and the cells of the one being read. */
	struct civ_buf text;
	struct place *places;
	size_t place_count, place_room;
	struct record *records;
	size_t record_count, record_room, next;
	size_t open_first;           /* first place of the record being read */
	uint64_t line, open_line;    /* the line at hand; that on which the record being read starts */
	uint64_t newlines;           /* inside the cells of the record being read */
	bool after_cr, end, out_of_memory;
	/* A syntax error waits until the rows before it are served. */
	bool broken;
	struct civ_position where;
	const char *why;
	/* Title lines. */
	unsigned to_skip;
	bool skip_cr;
	struct civ_buf skipped;
	/* The row that is served. */
	struct civ_span *cells, *raw;
	size_t cell_room;
	struct civ_buf converted;
	struct civ_csv_row row;
};

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
	csv->where = (struct civ_position){civ_source_name(csv->source), line, (unsigned)field};
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

static bool grow(void **list, size_t *room, size_t size)
{
	size_t more = *room == 0 ? 256 : *room * 2;
	void *grown = realloc(*list, more * size);

	if (grown == NULL)
		return false;
	*list = grown;
	*room = more;
	return true;
}

static void take_cell(void *bytes, size_t len, void *data)
{
	struct civ_csv *csv = data;

	if (csv->place_count == csv->place_room &&
	    !grow((void **)&csv->places, &csv->place_room, sizeof *csv->places)) {
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
	csv->places[csv->place_count++] = (struct place){csv->text.len, len};
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
	if (csv->record_count == csv->record_room &&
	    !grow((void **)&csv->records, &csv->record_room, sizeof *csv->records)) {
		csv->out_of_memory = true;
		return;
	}
	csv->records[csv->record_count++] = (struct record){csv->open_line, csv->open_first, (unsigned)count};
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
		csv->places[i - first_place] = (struct place){csv->places[i].at - first_byte, csv->places[i].len};
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
			         csv->parser.quoted ? "text behind a closing quote"
			                            : "a quote inside a cell that does not start with one");
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

static enum civ_status fill(struct civ_csv *csv)
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

static bool room_for(struct civ_csv *csv, size_t count)
{
	size_t room = csv->cell_room;
	struct civ_span *cells, *raw;

	if (count <= room)
		return true;
	while (room < count)
		room = room == 0 ? 64 : room * 2;
	cells = realloc(csv->cells, room * sizeof *cells);
	if (cells != NULL)
		csv->cells = cells;
	raw = realloc(csv->raw, room * sizeof *raw);
	if (raw != NULL)
		csv->raw = raw;
	if (cells == NULL || raw == NULL)
		return false;
	csv->cell_room = room;
	return true;
}

static enum civ_status bad_cell(struct civ_csv *csv, unsigned field, unsigned char bad)
{
	struct civ_position at = {civ_source_name(csv->source), csv->row.line, field + 1};

	if (csv->encoding.guessed)
		return civ_error(csv->messages, CIV_REFUSED, &at, "valid neither as UTF-8 nor as GB18030 (byte 0x%02x)",
		                 bad);
	return civ_error(csv->messages, CIV_REFUSED, &at, "not valid %s (byte 0x%02x)",
	                 csv->encoding.kind == CIV_UTF8_LOOKED_AT ? "UTF-8" : csv->encoding.name, bad);
}

static enum civ_status check_utf8(struct civ_csv *csv)
{
	for (unsigned i = 0; i < csv->row.count; i++) {
		size_t wrong;

		if (!civ_utf8_valid(csv->cells[i].text, csv->cells[i].len, &wrong))
			return bad_cell(csv, i, (unsigned char)csv->cells[i].text[wrong]);
	}
	return CIV_OK;
}

/* Cells of the row in UTF-8; the buffer may move while it grows, so that the spans are set afterwards. */
static enum civ_status convert(struct civ_csv *csv)
{
	size_t at = 0;

	civ_buf_clear(&csv->converted);
	for (unsigned i = 0; i < csv->row.count; i++) {
		unsigned char bad;
		size_t start = csv->converted.len;

		if (!civ_encoding_cell(&csv->encoding, csv->raw[i], &csv->converted, &bad))
			return bad_cell(csv, i, bad);
		csv->cells[i].len = csv->converted.len - start;
	}
	if (csv->converted.failed)
		return civ_no_memory(csv->messages);
	for (unsigned i = 0; i < csv->row.count; i++) {
		csv->cells[i].text = csv->converted.data == NULL ? "" : csv->converted.data + at;
		at += csv->cells[i].len;
	}
	return CIV_OK;
}

static enum civ_status serve(struct civ_csv *csv, const struct record *record, bool decoded)
{
	if (!room_for(csv, record->count))
		return civ_no_memory(csv->messages);
	csv->row = (struct civ_csv_row){record->line, record->count, csv->cells, csv->raw};
	for (unsigned i = 0; i < record->count; i++) {
		const struct place *place = &csv->places[record->first + i];

		csv->raw[i] = (struct civ_span){csv->text.data == NULL ? "" : csv->text.data + place->at, place->len};
	}
	if (decoded && csv->encoding.kind == CIV_BY_CELL)
		return convert(csv);
	memcpy(csv->cells, csv->raw, record->count * sizeof *csv->cells);
	return decoded && csv->encoding.kind == CIV_UTF8_LOOKED_AT ? check_utf8(csv) : CIV_OK;
}

enum civ_status civ_csv_next(struct civ_csv *csv, const struct civ_csv_row **row)
{
	enum civ_status status = CIV_OK;

	*row = NULL;
	while (status == CIV_OK && !csv->end && !csv->broken &&
	       csv->record_count - csv->next <= csv->options.ignore_last)
		status = fill(csv);
	if (status != CIV_OK)
		return status;
	/* Of a broken file every complete row before the break is served. */
	if (csv->record_count - csv->next > (csv->broken ? 0 : csv->options.ignore_last)) {
		status = serve(csv, &csv->records[csv->next++], true);
		*row = status == CIV_OK ? &csv->row : NULL;
		return status;
	}
	civ_encoding_doubt(&csv->encoding, civ_source_name(csv->source), csv->messages);
	return csv->broken ? civ_error(csv->messages, CIV_REFUSED, &csv->where, "%s", civ_say(csv->why)) : CIV_OK;
}

struct civ_span civ_csv_skipped(const struct civ_csv *csv)
{
	return (struct civ_span){csv->skipped.data, csv->skipped.len};
}

size_t civ_csv_ignored_count(const struct civ_csv *csv)
{
	return csv->end ? csv->record_count - csv->next : 0;
}

const struct civ_csv_row *civ_csv_ignored(struct civ_csv *csv, size_t i)
{
	return serve(csv, &csv->records[csv->next + i], false) == CIV_OK ? &csv->row : NULL;
}

char civ_csv_delimiter(const struct civ_csv *csv)
{
	return csv->options.delimiter == 0 ? ',' : csv->options.delimiter;
}

const char *civ_csv_encoding(const struct civ_csv *csv)
{
	return csv->encoding.kind == CIV_BY_CELL ? csv->encoding.name : NULL;
}

bool civ_csv_has_bom(const struct civ_csv *csv)
{
	return csv->encoding.bom > 0;
}
