/* A map laid on the header of a file. */
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "lib/csv/map.h"

struct civ_mapping {
	const struct civ_map *map;
	unsigned count;
	struct civ_span *names;
	unsigned *fields;
	unsigned **sources;      /* by field: columns of the file; NULL: a constant */
	size_t *source_counts;
	struct civ_span *cells;
	struct civ_arena *lasting; /* all of the above */
	struct civ_arena *row;     /* joined and reformatted texts of the row at hand */
};

static unsigned column_of(const struct civ_span *names, unsigned count, const char *name)
{
	unsigned i = 0;

	while (i < count && (names[i].len != strlen(name) || memcmp(names[i].text, name, names[i].len) != 0))
		i++;
	return i;
}

static enum civ_status bind_field(struct civ_mapping *mapping, unsigned i, const struct civ_span *names, unsigned count,
                                  const struct civ_position *at, struct civ_messages *messages)
{
	const struct civ_map_field *field = &mapping->map->fields[i];
	enum civ_status status = CIV_OK;
	size_t parts = 0;

	mapping->names[i] = (struct civ_span){field->name, strlen(field->name)};
	if (field->columns == NULL)
		return CIV_OK;
	while (field->columns[parts] != NULL)
		parts++;
	mapping->source_counts[i] = parts;
	mapping->sources[i] = civ_arena_alloc(mapping->lasting, parts * sizeof(unsigned));
	if (mapping->sources[i] == NULL)
		return civ_no_memory(messages);
	for (size_t p = 0; p < parts; p++) {
		mapping->sources[i][p] = column_of(names, count, field->columns[p]);
		if (mapping->sources[i][p] == count)
			status = civ_error(messages, CIV_REFUSED, at, "no column '%s', which the map %s wants for %s",
			                   field->columns[p], mapping->map->path, field->name);
	}
	mapping->fields[i] = mapping->sources[i][0] + 1;
	return status;
}

enum civ_status civ_mapping_make(const struct civ_map *map, const struct civ_span *names, unsigned count,
                                 const struct civ_position *at, struct civ_messages *messages, struct civ_mapping **mapping)
{
	struct civ_mapping *made = calloc(1, sizeof *made);
	enum civ_status status = CIV_OK;

	if (made == NULL)
		return civ_no_memory(messages);
	made->map = map;
	made->count = (unsigned)map->count;
	made->lasting = civ_arena_new();
	made->row = civ_arena_new();
	if (made->lasting != NULL) {
		made->names = civ_arena_alloc(made->lasting, (map->count + 1) * sizeof *made->names);
		made->fields = civ_arena_alloc(made->lasting, (map->count + 1) * sizeof *made->fields);
		made->sources = civ_arena_alloc(made->lasting, (map->count + 1) * sizeof(unsigned *));
		made->source_counts = civ_arena_alloc(made->lasting, (map->count + 1) * sizeof *made->source_counts);
		made->cells = civ_arena_alloc(made->lasting, (map->count + 1) * sizeof *made->cells);
	}
	if (made->row == NULL || made->lasting == NULL || made->names == NULL || made->fields == NULL ||
	    made->sources == NULL || made->source_counts == NULL || made->cells == NULL)
		status = civ_no_memory(messages);
	for (unsigned i = 0; i < made->count && status <= CIV_REFUSED && status != CIV_SYSTEM; i++)
		status = civ_worse(status, bind_field(made, i, names, count, at, messages));
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

const unsigned *civ_mapping_fields(const struct civ_mapping *mapping)
{
	return mapping->fields;
}

/* Several columns become one text with a blank between what is not empty. */
static bool join(struct civ_mapping *mapping, unsigned i, const struct civ_span *cells, struct civ_span *joined)
{
	size_t room = 0, len = 0;
	char *text;

	for (size_t p = 0; p < mapping->source_counts[i]; p++)
		room += cells[mapping->sources[i][p]].len + 1;
	text = civ_arena_alloc(mapping->row, room);
	if (text == NULL)
		return false;
	for (size_t p = 0; p < mapping->source_counts[i]; p++) {
		struct civ_span part = civ_text_trim(cells[mapping->sources[i][p]]);

		if (part.len == 0)
			continue;
		if (len > 0)
			text[len++] = ' ';
		memcpy(text + len, part.text, part.len);
		len += part.len;
	}
	*joined = (struct civ_span){text, len};
	return true;
}

static bool translate(const struct civ_map_field *field, struct civ_span *text)
{
	struct civ_span key = civ_text_trim(*text);
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

static enum civ_status reformat(struct civ_mapping *mapping, unsigned i, struct civ_span *text, const struct civ_position *at,
                                struct civ_messages *messages)
{
	const struct civ_map_field *field = &mapping->map->fields[i];
	struct civ_span trimmed = civ_text_trim(*text);
	struct civ_position where = *at;
	char iso[CIV_TIME_SIZE];
	int64_t seconds;
	bool has_time;

	if (trimmed.len == 0)
		return CIV_OK;
	for (char **format = field->formats; *format != NULL; format++) {
		if (!civ_time_match(trimmed.text, trimmed.len, *format, &seconds, &has_time))
			continue;
		if (has_time)
			civ_time_format(seconds, iso);
		else
			civ_date_format(civ_time_day(seconds), iso);
		text->len = strlen(iso);
		text->text = civ_arena_copy(mapping->row, iso, text->len);
		return text->text == NULL ? civ_no_memory(messages) : CIV_OK;
	}
	where.field = mapping->fields[i];
	return civ_error(messages, CIV_REFUSED, &where, "%s: '%.*s' does not match %s%s", field->name, (int)trimmed.len,
	                 trimmed.text, field->formats[0], field->formats[1] == NULL ? "" : " or another format of the map");
}

enum civ_status civ_mapping_row(struct civ_mapping *mapping, const struct civ_span *cells, const struct civ_position *at,
                                struct civ_messages *messages, const struct civ_span **mapped)
{
	enum civ_status status = CIV_OK;

	civ_arena_clear(mapping->row);
	for (unsigned i = 0; i < mapping->count; i++) {
		const struct civ_map_field *field = &mapping->map->fields[i];
		struct civ_span text = {"", 0};

		if (mapping->source_counts[i] == 1)
			text = cells[mapping->sources[i][0]];
		else if (mapping->source_counts[i] > 1 && !join(mapping, i, cells, &text))
			return civ_no_memory(messages);
		if (!translate(field, &text) && field->formats != NULL)
			status = civ_worse(status, reformat(mapping, i, &text, at, messages));
		mapping->cells[i] = text;
	}
	*mapped = mapping->cells;
	return status;
}
