/* A map laid on the header of a file. */
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/feed.h"
#include "lib/csv/map.h"

struct civ_mapping {
	const struct civ_map *map;
	unsigned count;
	struct civ_span *names, *headings;
	unsigned *fields;
	const struct civ_zone *zone;
	unsigned **sources;      /* by field: columns of the file; NULL: a constant */
	size_t *source_counts;
	struct civ_span *cells, *emptied;
	struct civ_arena *lasting; /* all of the above */
	struct civ_arena *row;     /* joined and reformatted texts of the row at hand */
	const struct civ_feed *feed;
	enum civ_unit *units;      /* by field: what it is counted in */
	const struct civ_map_cell *each; /* of a wide sheet the cell at hand */
};

/* The cell of a wide sheet has no place of its own: it is set with each. */
static enum civ_status bind_field(struct civ_mapping *mapping, unsigned i, const struct civ_header *file,
                                  struct civ_messages *messages)
{
	const struct civ_map_field *field = &mapping->map->fields[i];
	enum civ_status status = CIV_OK;
	size_t parts = 0;

	mapping->names[i] = (struct civ_span){field->name, strlen(field->name)};
	/* What stands in one column after another is called by its field. */
	mapping->headings[i] = field->columns != NULL && strcmp(field->columns[0], CIV_MAP_EACH) == 0
	                               ? mapping->names[i]
	                               : field->heading;
	if (field->columns == NULL)
		return CIV_OK;
	while (field->columns[parts] != NULL)
		parts++;
	mapping->source_counts[i] = parts;
	mapping->sources[i] = civ_arena_alloc(mapping->lasting, parts * sizeof(unsigned));
	if (mapping->sources[i] == NULL)
		return civ_no_memory(messages);
	for (size_t p = 0; p < parts; p++)
		if (strcmp(field->columns[p], CIV_MAP_EACH) != 0)
			status = civ_worse(status, civ_map_place(mapping->map, file,
			                                         (struct civ_map_want){field->columns[p], field->name},
			                                         messages, &mapping->sources[i][p]));
	mapping->fields[i] = mapping->sources[i][0] + 1;
	return status;
}

enum civ_status civ_mapping_make(const struct civ_map *map, const struct civ_header *file, const struct civ_feed *feed,
                                 struct civ_messages *messages, struct civ_mapping **mapping)
{
	struct civ_mapping *made = calloc(1, sizeof *made);
	enum civ_status status = CIV_OK;

	if (made == NULL)
		return civ_no_memory(messages);
	made->map = map;
	made->feed = feed;
	made->count = (unsigned)map->count;
	made->lasting = civ_arena_new();
	made->row = civ_arena_new();
	if (made->lasting != NULL) {
		made->names = civ_arena_alloc(made->lasting, (map->count + 1) * sizeof *made->names);
		made->headings = civ_arena_alloc(made->lasting, (map->count + 1) * sizeof *made->headings);
		made->fields = civ_arena_alloc(made->lasting, (map->count + 1) * sizeof *made->fields);
		made->sources = civ_arena_alloc(made->lasting, (map->count + 1) * sizeof(unsigned *));
		made->source_counts = civ_arena_alloc(made->lasting, (map->count + 1) * sizeof *made->source_counts);
		made->cells = civ_arena_alloc(made->lasting, (map->count + 1) * sizeof *made->cells);
		made->emptied = civ_arena_alloc(made->lasting, (map->count + 1) * sizeof *made->emptied);
		made->units = civ_arena_alloc(made->lasting, (map->count + 1) * sizeof *made->units);
	}
	if (made->row == NULL || made->lasting == NULL || made->names == NULL || made->headings == NULL ||
	    made->fields == NULL || made->sources == NULL || made->source_counts == NULL || made->cells == NULL ||
	    made->emptied == NULL || made->units == NULL)
		status = civ_no_memory(messages);
	for (unsigned i = 0; i < made->count && status <= CIV_REFUSED && status != CIV_SYSTEM; i++)
		status = civ_worse(status, bind_field(made, i, file, messages));
	if (status != CIV_OK) {
		civ_mapping_free(made);
		return status;
	}
	*mapping = made;
	return CIV_OK;
}

void civ_mapping_free(struct civ_mapping *mapping)
{
	if (mapping == NULL)
		return;
	civ_arena_free(mapping->lasting);
	civ_arena_free(mapping->row);
	free(mapping);
}

unsigned civ_mapping_count(const struct civ_mapping *mapping)
{
	return mapping->count;
}

const struct civ_span *civ_mapping_names(const struct civ_mapping *mapping)
{
	return mapping->names;
}

const struct civ_span *civ_mapping_headings(const struct civ_mapping *mapping)
{
	return mapping->headings;
}

void civ_mapping_use_zone(struct civ_mapping *mapping, const struct civ_zone *zone)
{
	mapping->zone = zone;
}

void civ_mapping_use_units(struct civ_mapping *mapping, civ_unit_of *unit_of, const void *data)
{
	for (unsigned i = 0; i < mapping->count; i++)
		mapping->units[i] = unit_of(data, mapping->names[i]);
}

void civ_mapping_use_cell(struct civ_mapping *mapping, size_t which, unsigned column)
{
	mapping->each = &mapping->map->cells[which];
	for (unsigned i = 0; i < mapping->count; i++)
		for (size_t p = 0; p < mapping->source_counts[i]; p++)
			if (strcmp(mapping->map->fields[i].columns[p], CIV_MAP_EACH) == 0) {
				mapping->sources[i][p] = column;
				mapping->fields[i] = mapping->sources[i][0] + 1;
			}
}

bool civ_mapping_uses(const struct civ_mapping *mapping, unsigned column)
{
	for (unsigned i = 0; i < mapping->count; i++)
		for (size_t p = 0; p < mapping->source_counts[i]; p++)
			if (mapping->sources[i][p] == column)
				return true;
	return false;
}

const struct civ_span *civ_mapping_emptied(const struct civ_mapping *mapping)
{
	return mapping->emptied;
}

bool civ_mapping_empties_cell(const struct civ_mapping *mapping)
{
	for (size_t i = 0; mapping->each != NULL && i < mapping->map->count; i++) {
		char *const *columns = mapping->map->fields[i].columns;

		if (columns != NULL && strcmp(columns[0], CIV_MAP_EACH) == 0 && mapping->emptied[i].len > 0)
			return true;
	}
	return false;
}

const unsigned *civ_mapping_fields(const struct civ_mapping *mapping)
{
	return mapping->fields;
}

/* Several columns become one text, with the field's joint, or a blank, between what is not empty. */
static bool join(struct civ_mapping *mapping, unsigned i, const struct civ_span *cells, struct civ_span *joined)
{
	const char *joint = mapping->map->fields[i].joint == NULL ? " " : mapping->map->fields[i].joint;
	size_t room = 0, len = 0;
	char *text;

	for (size_t p = 0; p < mapping->source_counts[i]; p++)
		room += cells[mapping->sources[i][p]].len + strlen(joint);
	text = civ_arena_alloc(mapping->row, room);
	if (text == NULL)
		return false;
	for (size_t p = 0; p < mapping->source_counts[i]; p++) {
		struct civ_span part = civ_text_trim(cells[mapping->sources[i][p]]);

		if (part.len == 0)
			continue;
		for (const char *at = joint; len > 0 && *at != '\0'; at++)
			text[len++] = *at;
		memcpy(text + len, part.text, part.len);
		len += part.len;
	}
	*joined = (struct civ_span){text, len};
	return true;
}

static bool translate(const struct civ_map_field *field, struct civ_arena *arena, struct civ_span *text)
{
	struct civ_span key = civ_text_trim(field->translations == NULL ? *text : civ_text_folded(*text, arena));
	const char *to = NULL;
	int64_t address;

	if (field->translations != NULL && civ_hash_get(field->translations, key, &address))
		to = (const char *)(intptr_t)address;
	else if (field->other != NULL && key.len > 0)
		to = field->other;
	if (to == NULL)
		return false;
	*text = (struct civ_span){to, strlen(to)};
	return true;
}

/* The part of a point that FORMAT asks for. */
static bool take_part(const char *format, struct civ_span trimmed, struct civ_span *text)
{
	struct civ_span parts[2];
	bool longitude = strcmp(format, CIV_FORMAT_LONGITUDE) == 0;

	if ((!longitude && strcmp(format, CIV_FORMAT_LATITUDE) != 0) || !civ_point_read(trimmed, parts))
		return false;
	*text = parts[longitude ? 1 : 0];
	return true;
}

/* A number in the unit that FORMAT names, or in the one that stands behind it, as a number of the field's own. */
static bool take_number(struct civ_mapping *mapping, unsigned i, const char *format, struct civ_span trimmed,
                        struct civ_span *text)
{
	enum civ_unit unit = civ_unit_named(format, strlen(format)), own = mapping->units[i];
	size_t len = trimmed.len;
	enum civ_unit behind = unit == CIV_UNIT_NONE ? CIV_UNIT_NONE : civ_unit_at_end(trimmed.text, &len);
	struct civ_buf number = {0};
	bool good = unit != CIV_UNIT_NONE && !civ_number_is_cut(trimmed.text, len) &&
	            civ_number_plain(trimmed.text, len, false, &number) == CIV_NUMBER_GOOD;

	if (own == CIV_UNIT_NONE)
		own = civ_unit_is_money(unit) ? CIV_UNIT_YUAN : unit;
	good = good && civ_unit_change(behind == CIV_UNIT_NONE ? unit : behind, own, &number) && !number.failed;
	if (good) {
		text->len = number.len;
		text->text = civ_arena_copy(mapping->row, number.data, number.len);
	}
	civ_buf_free(&number);
	return good;
}

static bool take_time(struct civ_mapping *mapping, const char *format, struct civ_span trimmed, struct civ_span *text)
{
	char iso[CIV_TIME_SIZE];
	int64_t seconds;
	bool has_time;

	if (!civ_time_match(trimmed, format, mapping->zone, &seconds, &has_time))
		return false;
	if (has_time)
		civ_time_format(seconds, iso);
	else
		civ_date_format(civ_time_day(seconds), iso);
	text->len = strlen(iso);
	text->text = civ_arena_copy(mapping->row, iso, text->len);
	return true;
}

static enum civ_status reformat(struct civ_mapping *mapping, unsigned i, struct civ_span *text,
                                const struct civ_position *at, struct civ_messages *messages)
{
	const struct civ_map_field *field = &mapping->map->fields[i];
	struct civ_span trimmed = civ_text_trim(civ_text_folded(*text, mapping->row));
	struct civ_span shown = mapping->headings[i];
	struct civ_position where = *at;

	if (trimmed.len == 0)
		return CIV_OK;
	for (char **format = field->formats; *format != NULL; format++)
		if (take_part(*format, trimmed, text) || take_number(mapping, i, *format, trimmed, text) ||
		    take_time(mapping, *format, trimmed, text))
			return text->text == NULL ? civ_no_memory(messages) : CIV_OK;
	where.field = mapping->fields[i];
	return civ_error(messages, CIV_REFUSED, &where, "%.*s: '%.*s' does not match %s%s", (int)shown.len, shown.text,
	                 (int)trimmed.len, trimmed.text, field->formats[0],
	                 field->formats[1] == NULL ? "" : " or another format of the map");
}

/* A cell that the file has no value for, and the map no other. */
static enum civ_status check_cells(const struct civ_mapping *mapping, unsigned i, const struct civ_csv_row *row,
                                   struct civ_messages *messages)
{
	enum civ_status status = CIV_OK;

	for (size_t p = 0; p < mapping->source_counts[i]; p++)
		status = civ_worse(status, civ_feed_check(mapping->feed, row, mapping->sources[i][p], messages));
	return status;
}

/* The text that the map takes for the field, before it is translated. */
static bool take_text(struct civ_mapping *mapping, unsigned i, const struct civ_span *cells, struct civ_span *text)
{
	*text = (struct civ_span){"", 0};
	if (mapping->source_counts[i] > 1)
		return join(mapping, i, cells, text);
	if (mapping->source_counts[i] == 1)
		*text = cells[mapping->sources[i][0]];
	else if (mapping->each != NULL && strcmp(mapping->map->fields[i].name, mapping->map->each) == 0)
		*text = (struct civ_span){mapping->each->code, strlen(mapping->each->code)};
	return true;
}

enum civ_status civ_mapping_row(struct civ_mapping *mapping, const struct civ_csv_row *row,
                                const struct civ_position *at, struct civ_messages *messages,
                                const struct civ_span **mapped)
{
	enum civ_status status = CIV_OK;

	civ_arena_clear(mapping->row);
	for (unsigned i = 0; i < mapping->count; i++) {
		const struct civ_map_field *field = &mapping->map->fields[i];
		struct civ_span text, came;

		if (!take_text(mapping, i, row->cells, &text))
			return civ_no_memory(messages);
		came = civ_text_trim(text);
		if (!translate(field, mapping->row, &text)) {
			status = civ_worse(status, check_cells(mapping, i, row, messages));
			if (field->formats != NULL)
				status = civ_worse(status, reformat(mapping, i, &text, at, messages));
		}
		mapping->emptied[i] = text.len == 0 ? came : (struct civ_span){"", 0};
		mapping->cells[i] = text;
	}
	*mapped = mapping->cells;
	return status;
}
