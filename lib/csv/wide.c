/* Wide sheets: a column a year, a month, a source; each cell of these becomes a row. */
#include <stdlib.h>
#include <string.h>

#include "lib/csv/map.h"

struct civ_wide {
	const struct civ_map *map;
	unsigned *columns;        /* by cell of the map */
	size_t next;              /* cell of the row at hand that is looked at next */
	struct civ_csv_row row;   /* at hand, its cells copied */
	struct civ_span *cells, *raw, *own, *own_raw;
	unsigned room;
};

static enum civ_status bind(struct civ_wide *wide, const struct civ_header *file, struct civ_messages *messages)
{
	const struct civ_map *map = wide->map;
	enum civ_status status = CIV_OK;

	wide->columns = calloc(map->cell_count + 1, sizeof *wide->columns);
	if (wide->columns == NULL)
		return civ_no_memory(messages);
	for (size_t i = 0; i < map->cell_count; i++)
		status = civ_worse(status, civ_map_place(map, file,
		                                         (struct civ_map_want){map->cells[i].heading, CIV_MAP_EACH},
		                                         messages, &wide->columns[i]));
	wide->next = map->cell_count;
	return status;
}

enum civ_status civ_wide_make(const struct civ_map *map, const struct civ_header *file, struct civ_messages *messages,
                              struct civ_wide **wide)
{
	struct civ_wide *made;
	enum civ_status status;

	*wide = NULL;
	if (map->each == NULL)
		return CIV_OK;
	made = calloc(1, sizeof *made);
	if (made == NULL)
		return civ_no_memory(messages);
	made->map = map;
	status = bind(made, file, messages);
	if (status != CIV_OK) {
		civ_wide_free(made);
		return status;
	}
	*wide = made;
	return CIV_OK;
}

void civ_wide_free(struct civ_wide *wide)
{
	if (wide == NULL)
		return;
	free(wide->columns);
	free(wide->cells);
	free(wide);
}

enum civ_status civ_wide_take(struct civ_wide *wide, const struct civ_csv_row *row, struct civ_messages *messages)
{
	if (row->count > wide->room) {
		struct civ_span *grown = realloc(wide->cells, 4 * (size_t)row->count * sizeof *grown);

		if (grown == NULL)
			return civ_no_memory(messages);
		wide->cells = grown;
		wide->room = row->count;
	}
	/* One room: the cells and raw cells that are given, and those that came. */
	wide->raw = wide->cells + wide->room;
	wide->own = wide->raw + wide->room;
	wide->own_raw = wide->own + wide->room;
	if (row->count > 0) {
		memcpy(wide->own, row->cells, row->count * sizeof *wide->own);
		memcpy(wide->own_raw, row->raw, row->count * sizeof *wide->own_raw);
		memcpy(wide->cells, row->cells, row->count * sizeof *wide->cells);
		memcpy(wide->raw, row->raw, row->count * sizeof *wide->raw);
	}
	for (size_t i = 0; i < wide->map->cell_count; i++)
		if (wide->columns[i] < row->count)
			wide->cells[wide->columns[i]] = wide->raw[wide->columns[i]] = (struct civ_span){"", 0};
	wide->row = *row;
	wide->row.cells = wide->cells;
	wide->row.raw = wide->raw;
	wide->next = 0;
	return CIV_OK;
}

void civ_wide_next(struct civ_wide *wide, const struct civ_csv_row **narrow, size_t *which)
{
	*narrow = NULL;
	if (wide->next > 0 && wide->next <= wide->map->cell_count && wide->columns[wide->next - 1] < wide->row.count)
		wide->cells[wide->columns[wide->next - 1]] = wide->raw[wide->columns[wide->next - 1]] =
			(struct civ_span){"", 0};
	while (wide->next < wide->map->cell_count && *narrow == NULL) {
		unsigned column = wide->columns[wide->next++];

		if (column >= wide->row.count || civ_text_trim(wide->own[column]).len == 0)
			continue;
		wide->cells[column] = wide->own[column];
		wide->raw[column] = wide->own_raw[column];
		*narrow = &wide->row;
		*which = wide->next - 1;
	}
}

unsigned civ_wide_column(const struct civ_wide *wide, size_t which)
{
	return wide->columns[which];
}

bool civ_wide_uses(const struct civ_wide *wide, unsigned column)
{
	for (size_t i = 0; i < wide->map->cell_count; i++)
		if (wide->columns[i] == column)
			return true;
	return false;
}
