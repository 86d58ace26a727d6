/* Rows kept in memory. */
#include <math.h>
#include <string.h>

#include "civplan/decimal.h"
#include "lib/csv/format.h"

/* Twice the room each time; what was outgrown stays in the arena until the report is done with. */
static bool make_room(struct civ_rows *rows)
{
	size_t room = rows->room == 0 ? 64 : rows->room * 2;
	const char **cells;

	if (rows->count < rows->room)
		return true;
	cells = civ_arena_alloc(rows->arena, room * rows->width * sizeof(const char *));
	if (cells == NULL)
		return false;
	if (rows->count > 0)
		memcpy(cells, rows->cells, rows->count * rows->width * sizeof(const char *));
	rows->cells = cells;
	rows->room = room;
	return true;
}

bool civ_rows_keep(struct civ_rows *rows, const struct civ_row *row)
{
	if (!make_room(rows))
		return false;
	for (size_t i = 0; i < rows->width; i++) {
		struct civ_span cell = civ_row_span(row, i);
		const char *kept = civ_arena_copy(rows->arena, cell.text, cell.len);

		if (kept == NULL)
			return false;
		rows->cells[rows->count * rows->width + i] = kept;
	}
	rows->count++;
	return true;
}

/* ROWS->width when there is no such column. */
static size_t place_of(const struct civ_rows *rows, const char *column)
{
	size_t i = 0;

	while (i < rows->width && strcmp(rows->columns[i].name, column) != 0)
		i++;
	return i;
}

const char *civ_rows_cell(const struct civ_rows *rows, size_t row, const char *column)
{
	size_t place = place_of(rows, column);

	return place == rows->width ? "" : rows->cells[row * rows->width + place];
}

const struct civ_word *civ_rows_words(const struct civ_rows *rows, const char *column)
{
	size_t place = place_of(rows, column);

	return place == rows->width ? NULL : rows->columns[place].kind.words;
}

double civ_rows_number(const struct civ_rows *rows, size_t row, const char *column)
{
	const char *text = civ_rows_cell(rows, row, column);
	double value;

	return civ_real_parse(text, strlen(text), &value) ? value : NAN;
}
