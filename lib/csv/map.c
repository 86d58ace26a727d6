/* Map files: where the fields of somebody else's export come from. */
#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/feed.h"
#include "civplan/say.h"
#include "lib/csv/map.h"

static bool is(struct civ_span span, const char *text)
{
	return span.len == strlen(text) && memcmp(span.text, text, span.len) == 0;
}

static struct civ_map_field *field_named(struct civ_map *map, struct civ_span name)
{
	struct civ_map_field *grown;

	for (size_t i = 0; i < map->count; i++)
		if (is(name, map->fields[i].name))
			return &map->fields[i];
	grown = realloc(map->fields, (map->count + 1) * sizeof *grown);
	if (grown == NULL)
		return NULL;
	map->fields = grown;
	grown = &map->fields[map->count];
	*grown = (struct civ_map_field){.name = civ_arena_copy(map->arena, name.text, name.len)};
	if (grown->name == NULL)
		return NULL;
	map->count++;
	return grown;
}

/* TEXT split at SEPARATOR into copies, ended by NULL. */
static char **split(struct civ_arena *arena, struct civ_span text, char separator)
{
	size_t count = 1;
	char **list;

	for (size_t i = 0; i < text.len; i++)
		count += text.text[i] == separator ? 1 : 0;
	list = civ_arena_alloc(arena, (count + 1) * sizeof(char *));
	for (size_t i = 0; list != NULL && i < count; i++) {
		const char *end = memchr(text.text, separator, text.len);
		size_t len = end == NULL ? text.len : (size_t)(end - text.text);
		struct civ_span part = civ_text_trim((struct civ_span){text.text, len});

		list[i] = civ_arena_copy(arena, part.text, part.len);
		if (list[i] == NULL)
			return NULL;
		if (end != NULL)
			text = (struct civ_span){end + 1, text.len - len - 1};
	}
	return list;
}

static bool add_translation(struct civ_map *map, struct civ_map_field *field, struct civ_span from, struct civ_span to)
{
	char *copy = civ_arena_copy(map->arena, to.text, to.len);

	if (copy == NULL)
		return false;
	if (is(from, "*")) {
		field->other = copy;
		return true;
	}
	if (field->translations == NULL)
		field->translations = civ_hash_new();
	from = civ_text_folded(from, map->arena);
	if (field->translations == NULL || from.text == NULL)
		return false;
	field->translation_count++;
	return civ_hash_put(field->translations, from, (int64_t)(intptr_t)copy);
}

/* Each format is one that works, or it is refused here. */
static enum civ_status set_formats(struct civ_map *map, struct civ_map_field *field, const struct civ_map_line *line,
                                   const struct civ_position *at, struct civ_messages *messages)
{
	field->formats = split(map->arena, line->format, '|');
	if (field->formats == NULL)
		return civ_no_memory(messages);
	for (char **format = field->formats; *format != NULL; format++) {
		const char *fault;

		if (strcmp(*format, CIV_FORMAT_LATITUDE) == 0 || strcmp(*format, CIV_FORMAT_LONGITUDE) == 0 ||
		    civ_unit_named(*format, strlen(*format)) != CIV_UNIT_NONE)
			continue;
		fault = civ_pattern_fault(*format);
		if (fault != NULL)
			return civ_error(messages, CIV_REFUSED, at, "format: '%s' %s", *format, civ_say(fault));
		map->needs_zone = map->needs_zone || civ_pattern_has_zone(*format);
	}
	return CIV_OK;
}

static enum civ_status add_line(struct civ_map *map, const struct civ_map_line *line, const struct civ_position *at,
                                struct civ_messages *messages)
{
	enum civ_status status;
	struct civ_map_field *field;
	bool good = true;

	if (line->field.len == 0)
		return civ_error(messages, CIV_REFUSED, at, "a map row without a field");
	if (line->field.text[0] == '#')
		return CIV_OK;
	if (line->field.text[0] == '@')
		return civ_map_describe(map, line, at, messages);
	field = field_named(map, line->field);
	if (field == NULL)
		return civ_no_memory(messages);
	if (line->column.len > 0) {
		if (field->columns != NULL)
			return civ_error(messages, CIV_REFUSED, at,
			                 "field '%s' has a second column row; join columns with +", field->name);
		field->columns = split(map->arena, line->column, '+');
		field->heading = (struct civ_span){civ_arena_copy(map->arena, line->column.text, line->column.len),
		                                   line->column.len};
		good = field->columns != NULL && field->heading.text != NULL;
	}
	if (good && line->format.len > 0) {
		status = set_formats(map, field, line, at, messages);
		if (status != CIV_OK)
			return status;
	}
	/* A row that only has `to` stands for the empty cell, or is a constant when nothing else gives the field. */
	if (good && (line->from.len > 0 || line->column.len == 0))
		good = add_translation(map, field, line->from, line->to);
	return good ? CIV_OK : civ_no_memory(messages);
}

/* A wide sheet has a field for what its headings say, and one for what its cells do. */
static enum civ_status check_each(const struct civ_map *map, struct civ_messages *messages)
{
	const struct civ_position at = {.file = map->path};
	bool taken = false;

	for (size_t i = 0; i < map->count; i++)
		for (char **column = map->fields[i].columns; column != NULL && *column != NULL; column++)
			taken = taken || strcmp(*column, CIV_MAP_EACH) == 0;
	if (taken == (map->each != NULL))
		return CIV_OK;
	if (taken)
		return civ_error(messages, CIV_REFUSED, &at,
		                 "a field has the column @each, and no row @each names the columns that it stands for");
	return civ_error(messages, CIV_REFUSED, &at,
	                 "@each: no field takes the cells; give one the column @each, such as value,@each,,,");
}

/* The field that cells have a code for is one of the map's. */
static enum civ_status name_each(struct civ_map *map, struct civ_messages *messages)
{
	const struct civ_position at = {.file = map->path};
	struct civ_map_field *field;

	if (map->each == NULL)
		return CIV_OK;
	field = field_named(map, (struct civ_span){map->each, strlen(map->each)});
	if (field == NULL)
		return civ_no_memory(messages);
	if (field->columns == NULL)
		return CIV_OK;
	return civ_error(messages, CIV_REFUSED, &at, "field '%s' has a column, and its value by @each", field->name);
}

/* What @join says, to the fields: only where several columns make one is there anything to join. */
static enum civ_status give_joints(struct civ_map *map, struct civ_messages *messages)
{
	const struct civ_position at = {.file = map->path};

	for (size_t i = 0; i < map->joint_count; i++) {
		const char *name = map->joints[i].field;
		struct civ_map_field *field = field_named(map, (struct civ_span){name, strlen(name)});

		if (field == NULL)
			return civ_no_memory(messages);
		if (field->columns == NULL || field->columns[0] == NULL || field->columns[1] == NULL)
			return civ_error(messages, CIV_REFUSED, &at, "@join: field '%s' is not made of several columns",
			                 name);
		field->joint = map->joints[i].text;
	}
	return CIV_OK;
}

static const char *const heads[] = {"field", "column", "format", "from", "to"};

enum { HEADS = sizeof heads / sizeof heads[0] };

static enum civ_status bind_heads(const struct civ_csv_row *row, const struct civ_position *at,
                                  struct civ_messages *messages, unsigned places[HEADS])
{
	for (size_t h = 0; h < HEADS; h++) {
		places[h] = row->count;
		for (unsigned i = 0; i < row->count; i++)
			if (is(civ_text_trim(row->cells[i]), heads[h]))
				places[h] = i;
	}
	if (places[0] == row->count)
		return civ_error(messages, CIV_REFUSED, at, "is no map: its columns are field,column,format,from,to");
	return CIV_OK;
}

/* A cell without what nobody sees, whatever has been pasted into it; nothing beyond the row, or when memory is out. */
static struct civ_span cell_of(struct civ_map *map, const struct civ_csv_row *row, unsigned place)
{
	struct civ_span cell = {"", 0};

	if (place < row->count)
		cell = civ_text_trim(civ_text_visible(row->cells[place], map->arena));
	return cell.len == 0 ? (struct civ_span){"", 0} : cell;
}

static enum civ_status read_lines(struct civ_map *map, struct civ_feed *feed, struct civ_messages *messages)
{
	const struct civ_csv_row *row;
	unsigned places[HEADS] = {0};
	bool first = true;
	enum civ_status status;

	while ((status = civ_feed_next(feed, &row)) == CIV_OK && row != NULL) {
		struct civ_position at = civ_feed_position(feed, row->line, 0);
		struct civ_span cell[HEADS];

		if (civ_csv_row_is_blank(row))
			continue;
		if (first) {
			status = bind_heads(row, &at, messages, places);
			first = false;
		} else {
			for (size_t h = 0; h < HEADS; h++)
				cell[h] = cell_of(map, row, places[h]);
			status = add_line(map, &(struct civ_map_line){cell[0], cell[1], cell[2], cell[3], cell[4]}, &at,
			                  messages);
		}
		if (status != CIV_OK)
			return status;
	}
	return status;
}

enum civ_status civ_map_load(const char *path, struct civ_messages *messages, struct civ_map **map)
{
	static const struct civ_feed_options plain = {.encoding = NULL};
	struct civ_map *made = calloc(1, sizeof *made);
	struct civ_source *source = NULL;
	struct civ_feed *feed = NULL;
	enum civ_status status = CIV_OK;

	if (made == NULL)
		return civ_no_memory(messages);
	made->options.heading_lines = 1;
	made->arena = civ_arena_new();
	if (made->arena != NULL)
		made->path = civ_arena_copy(made->arena, path, strlen(path));
	if (made->path == NULL)
		status = civ_no_memory(messages);
	if (status == CIV_OK)
		status = civ_source_open(path, messages, &source);
	if (status == CIV_OK)
		status = civ_feed_open(source, &plain, messages, &feed);
	if (status == CIV_OK)
		status = read_lines(made, feed, messages);
	if (status == CIV_OK)
		status = check_each(made, messages);
	if (status == CIV_OK)
		status = give_joints(made, messages);
	if (status == CIV_OK)
		status = name_each(made, messages);
	civ_feed_close(feed);
	civ_source_close(source);
	if (status != CIV_OK) {
		civ_map_free(made);
		return status;
	}
	*map = made;
	return CIV_OK;
}

void civ_map_free(struct civ_map *map)
{
	if (map == NULL)
		return;
	for (size_t i = 0; i < map->count; i++)
		civ_hash_free(map->fields[i].translations);
	for (size_t i = 0; i < map->part_count; i++)
		free(map->parts[i].values);
	free(map->fields);
	free(map->fills);
	free(map->joints);
	free(map->stops);
	free(map->parts);
	free(map->cells);
	civ_arena_free(map->arena);
	free(map);
}

const struct civ_map_options *civ_map_described(const struct civ_map *map)
{
	return &map->options;
}

bool civ_map_needs_zone(const struct civ_map *map)
{
	return map->needs_zone;
}
