/* The rows of a batch of CSV, their cells in UTF-8. */
#include <stdlib.h>
#include <string.h>

#include "civplan/say.h"
#include "lib/csv/reader.h"

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
	struct civ_position at = {.file = civ_source_name(csv->source), .line = csv->row.line, .field = field + 1};

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

static enum civ_status serve(struct civ_csv *csv, const struct civ_csv_record *record, bool decoded)
{
	if (!room_for(csv, record->count))
		return civ_no_memory(csv->messages);
	csv->row = (struct civ_csv_row){
		.line = record->line, .count = record->count, .cells = csv->cells, .raw = csv->raw};
	for (unsigned i = 0; i < record->count; i++) {
		const struct civ_csv_place *place = &csv->places[record->first + i];

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
		status = civ_csv_fill(csv);
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
