/* Rows of a file that is more than a table: totals below, parts that are not meant, cells that mean the one above. */
#include <stdlib.h>
#include <string.h>

#include "lib/csv/map.h"

/* What stands in a cell for the one above it. */
static const char *const same_as_above[] = {"同上", "同前", "〃", "″", "\"", "''", "ditto"};

/* A column whose empty cells are as the last that was not. */
struct fill {
	unsigned column;
	struct civ_buf cell, raw;
};

struct civ_sieve {
	const struct civ_map *map;
	struct civ_messages *messages;
	struct fill *fills;
	unsigned *parts;         /* columns */
	struct civ_arena *arena; /* folded texts of the row at hand */
	uint64_t passed;
	/* The row at hand, filled. */
	struct civ_csv_row row;
	struct civ_span *cells, *raw;
	unsigned room;
};

static enum civ_status bind(struct civ_sieve *sieve, const struct civ_header *file)
{
	const struct civ_map *map = sieve->map;
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < map->fill_count; i++)
		status = civ_worse(status, civ_map_place(map, file, (struct civ_map_want){map->fills[i], "@fill"},
		                                         sieve->messages, &sieve->fills[i].column));
	for (size_t i = 0; i < map->part_count; i++)
		status = civ_worse(status, civ_map_place(map, file,
		                                         (struct civ_map_want){map->parts[i].column, "@only"},
		                                         sieve->messages, &sieve->parts[i]));
	return status;
}

enum civ_status civ_sieve_make(const struct civ_map *map, const struct civ_header *file, struct civ_messages *messages,
                               struct civ_sieve **sieve)
{
	struct civ_sieve *made;
	enum civ_status status;

	*sieve = NULL;
	if (map->fill_count + map->part_count + map->stop_count == 0)
		return CIV_OK;
	made = calloc(1, sizeof *made);
	if (made == NULL)
		return civ_no_memory(messages);
	made->map = map;
	made->messages = messages;
	made->arena = civ_arena_new();
	made->fills = calloc(map->fill_count + 1, sizeof *made->fills);
	made->parts = calloc(map->part_count + 1, sizeof *made->parts);
	status = made->arena == NULL || made->fills == NULL || made->parts == NULL ? civ_no_memory(messages)
	                                                                           : bind(made, file);
	if (status != CIV_OK) {
		civ_sieve_free(made);
		return status;
	}
	*sieve = made;
	return CIV_OK;
}

void civ_sieve_free(struct civ_sieve *sieve)
{
	if (sieve == NULL)
		return;
	for (size_t i = 0; sieve->fills != NULL && i < sieve->map->fill_count; i++) {
		civ_buf_free(&sieve->fills[i].cell);
		civ_buf_free(&sieve->fills[i].raw);
	}
	free(sieve->fills);
	free(sieve->parts);
	civ_arena_free(sieve->arena);
	free(sieve->cells);
	free(sieve->raw);
	free(sieve);
}

/* Totals begin here: the first cell with something in it begins with one of the map's texts. */
static enum civ_status look_for_end(const struct civ_sieve *sieve, const struct civ_csv_row *row, bool *end)
{
	struct civ_span first = {"", 0};

	*end = false;
	if (sieve->map->stop_count == 0)
		return CIV_OK;

	for (unsigned i = 0; i < row->count && first.len == 0; i++)
		first = civ_text_trim(row->cells[i]);
	first = civ_map_bare(first, sieve->arena);
	if (first.text == NULL)
		return civ_no_memory(sieve->messages);
	for (size_t i = 0; i < sieve->map->stop_count && !*end; i++) {
		struct civ_span stop = sieve->map->stops[i];

		*end = first.len >= stop.len && memcmp(first.text, stop.text, stop.len) == 0;
	}
	return CIV_OK;
}

static bool make_room(struct civ_sieve *sieve, unsigned count)
{
	struct civ_span *cells, *raw;

	if (count <= sieve->room)
		return true;
	cells = realloc(sieve->cells, count * sizeof *cells);
	if (cells != NULL)
		sieve->cells = cells;
	raw = realloc(sieve->raw, count * sizeof *raw);
	if (raw != NULL)
		sieve->raw = raw;
	if (cells == NULL || raw == NULL)
		return false;
	sieve->room = count;
	return true;
}

static bool is_as_above(struct civ_span cell)
{
	cell = civ_text_trim(cell);
	for (size_t i = 0; i < sizeof same_as_above / sizeof same_as_above[0] && cell.len > 0; i++)
		if (civ_text_same(cell, (struct civ_span){same_as_above[i], strlen(same_as_above[i])}))
			return true;
	return cell.len == 0;
}

static bool keep(struct civ_buf *kept, struct civ_span cell)
{
	civ_buf_clear(kept);
	civ_buf_add(kept, cell.text, cell.len);
	return !kept->failed;
}

/* Where nothing stood above, the cell stays as it is. */
static bool fill(struct fill *fill, struct civ_span *cell, struct civ_span *raw)
{
	if (!is_as_above(*cell))
		return keep(&fill->cell, *cell) && keep(&fill->raw, *raw);
	if (fill->cell.len > 0) {
		*cell = (struct civ_span){fill->cell.data, fill->cell.len};
		*raw = (struct civ_span){fill->raw.data, fill->raw.len};
	}
	return true;
}

static bool fill_row(struct civ_sieve *sieve, const struct civ_csv_row *row)
{
	if (!make_room(sieve, row->count))
		return false;
	memcpy(sieve->cells, row->cells, row->count * sizeof *sieve->cells);
	memcpy(sieve->raw, row->raw, row->count * sizeof *sieve->raw);
	sieve->row = *row;
	sieve->row.cells = sieve->cells;
	sieve->row.raw = sieve->raw;
	for (size_t i = 0; i < sieve->map->fill_count; i++) {
		unsigned column = sieve->fills[i].column;

		if (column < row->count && !fill(&sieve->fills[i], &sieve->cells[column], &sieve->raw[column]))
			return false;
	}
	return true;
}

static bool is_one_of(const struct civ_map_part *part, struct civ_span cell)
{
	for (size_t i = 0; i < part->count; i++)
		if (civ_text_same(part->values[i], cell))
			return true;
	return false;
}

static enum civ_status look_for_parts(const struct civ_sieve *sieve, const struct civ_csv_row *row, bool *meant)
{
	*meant = true;
	for (size_t i = 0; i < sieve->map->part_count && *meant; i++) {
		struct civ_span cell = {"", 0};

		if (sieve->parts[i] < row->count)
			cell = civ_text_folded(row->cells[sieve->parts[i]], sieve->arena);
		if (cell.text == NULL)
			return civ_no_memory(sieve->messages);
		*meant = is_one_of(&sieve->map->parts[i], civ_text_trim(cell));
	}
	return CIV_OK;
}

enum civ_status civ_sieve_row(struct civ_sieve *sieve, const struct civ_csv_row *row, const struct civ_csv_row **taken,
                              bool *end)
{
	enum civ_status status;
	bool meant = false;

	*taken = NULL;
	civ_arena_clear(sieve->arena);
	status = look_for_end(sieve, row, end);
	if (status != CIV_OK || *end)
		return status;
	if (sieve->map->fill_count > 0) {
		if (!fill_row(sieve, row))
			return civ_no_memory(sieve->messages);
		row = &sieve->row;
	}
	status = look_for_parts(sieve, row, &meant);
	if (status == CIV_OK && meant)
		*taken = row;
	else if (status == CIV_OK)
		sieve->passed++;
	return status;
}

uint64_t civ_sieve_passed(const struct civ_sieve *sieve)
{
	return sieve->passed;
}

bool civ_sieve_uses(const struct civ_sieve *sieve, unsigned column)
{
	for (size_t i = 0; i < sieve->map->part_count; i++)
		if (sieve->parts[i] == column)
			return true;
	return false;
}
