/* Where the columns that a map names stand in a file. */
#include <string.h>

#include "civplan/decimal.h"
#include "lib/csv/map.h"

/* The column called NAME, from FROM on; the file's count: none. */
static unsigned column_of(const struct civ_header *file, unsigned from, struct civ_span name)
{
	unsigned i = from;

	while (i < file->count &&
	       (file->names[i].len != name.len || memcmp(file->names[i].text, name.text, name.len) != 0))
		i++;
	return i;
}

/* "NAME#2" is the second column that is called NAME; the file's count: it is no such name, or there are not so many. */
static unsigned numbered_column(const struct civ_header *file, const char *name)
{
	const char *mark = strrchr(name, CIV_MAP_TWIN);
	struct civ_span bare = {name, mark == NULL ? 0 : (size_t)(mark - name)};
	int64_t number = 0;
	unsigned column;

	if (mark == NULL || !civ_int_parse(mark + 1, strlen(mark + 1), &number) || number < 1)
		return file->count;
	column = column_of(file, 0, bare);
	while (--number > 0 && column < file->count)
		column = column_of(file, column + 1, bare);
	return column;
}

enum civ_status civ_map_place(const struct civ_map *map, const struct civ_header *file, struct civ_map_want want,
                              struct civ_messages *messages, unsigned *place)
{
	const char *column = want.column, *wanted = want.wanted_for;
	struct civ_span name = {column, strlen(column)};

	*place = column_of(file, 0, name);
	if (*place == file->count)
		*place = numbered_column(file, column);
	if (*place == file->count)
		return civ_error(messages, CIV_REFUSED, &file->at, "no column '%s', which the map %s wants for %s",
		                 column, map->path, wanted);
	if (column_of(file, *place + 1, name) < file->count)
		return civ_error(messages, CIV_REFUSED, &file->at,
		                 "column '%s', which the map %s wants for %s, stands twice: name one as '%s%c1' or "
		                 "'%s%c2'",
		                 column, map->path, wanted, column, CIV_MAP_TWIN, column, CIV_MAP_TWIN);
	return CIV_OK;
}
