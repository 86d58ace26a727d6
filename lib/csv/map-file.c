/* The rows of a map that describe the file: how it is written, which rows are read, what its columns stand for. */
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/say.h"
#include "lib/csv/map.h"

enum { MOST_LINES = 1000000 };

static bool is(struct civ_span span, const char *text)
{
	return span.len == strlen(text) && memcmp(span.text, text, span.len) == 0;
}

/* What a row says, and where. */
struct told {
	struct civ_map *map;
	const struct civ_map_line *line;
	const struct civ_position *at;
	struct civ_messages *messages;
};

static enum civ_status keep(const struct told *told, struct civ_span text, const char **kept)
{
	*kept = civ_arena_copy(told->map->arena, text.text, text.len);
	return *kept == NULL ? civ_no_memory(told->messages) : CIV_OK;
}

/* Rows of one kind want a column of the file, or a field. */
static enum civ_status want_column(const struct told *told)
{
	if (told->line->column.len > 0)
		return CIV_OK;
	return civ_error(told->messages, CIV_REFUSED, told->at, "%.*s: its column is empty", (int)told->line->field.len,
	                 told->line->field.text);
}

static enum civ_status want_text(const struct told *told)
{
	if (told->line->to.len > 0)
		return CIV_OK;
	return civ_error(told->messages, CIV_REFUSED, told->at, "%.*s: there is nothing under to",
	                 (int)told->line->field.len, told->line->field.text);
}

static enum civ_status set_lines(const struct told *told, unsigned *value)
{
	const struct civ_map_line *line = told->line;
	int64_t number;

	if (!civ_int_parse(line->to.text, line->to.len, &number) || number < 0 || number > MOST_LINES)
		return civ_error(told->messages, CIV_REFUSED, told->at, "%.*s: '%.*s' is no number of lines",
		                 (int)line->field.len, line->field.text, (int)line->to.len, line->to.text);
	*value = (unsigned)number;
	return CIV_OK;
}

static enum civ_status set_skip(const struct told *told)
{
	return set_lines(told, &told->map->options.skip);
}

static enum civ_status set_ignore_last(const struct told *told)
{
	return set_lines(told, &told->map->options.ignore_last);
}

static enum civ_status set_delimiter(const struct told *told)
{
	struct civ_span to = told->line->to;

	if (is(to, "tab") || is(to, "\\t"))
		told->map->options.delimiter = '\t';
	else if (to.len == 1 && to.text[0] != '"' && to.text[0] != '\n' && to.text[0] != '\r')
		told->map->options.delimiter = to.text[0];
	else
		return civ_error(told->messages, CIV_REFUSED, told->at,
		                 "@delimiter: '%.*s' is not one character (or tab)", (int)to.len, to.text);
	return CIV_OK;
}

static enum civ_status set_header(const struct told *told)
{
	struct civ_span to = told->line->to;
	struct civ_map_options *options = &told->map->options;
	int64_t lines = 1;

	if (!is(to, "no") && !is(to, "yes") &&
	    (!civ_int_parse(to.text, to.len, &lines) || lines < 1 || lines > CIV_HEADING_LINES))
		return civ_error(told->messages, CIV_REFUSED, told->at,
		                 "@header: '%.*s' is neither yes nor no, nor from 1 to %d lines of headings",
		                 (int)to.len, to.text, CIV_HEADING_LINES);
	options->heading_lines = is(to, "no") ? 0 : (unsigned)lines;
	return CIV_OK;
}

static enum civ_status set_encoding(const struct told *told)
{
	return keep(told, told->line->to, &told->map->options.encoding);
}

static enum civ_status set_sheet(const struct told *told)
{
	enum civ_status status = want_text(told);

	return status == CIV_OK ? keep(told, told->line->to, &told->map->options.sheet) : status;
}

static enum civ_status add_fill(const struct told *told)
{
	struct civ_map *map = told->map;
	enum civ_status status = want_column(told);

	if (status == CIV_OK && !CIV_GROW(map->fills, map->fill_count, map->fill_room))
		status = civ_no_memory(told->messages);
	if (status == CIV_OK)
		status = keep(told, told->line->column, &map->fills[map->fill_count]);
	map->fill_count += status == CIV_OK ? 1 : 0;
	return status;
}

static enum civ_status add_joint(const struct told *told)
{
	struct civ_map *map = told->map;
	enum civ_status status = want_column(told);

	if (status == CIV_OK && !CIV_GROW(map->joints, map->joint_count, map->joint_room))
		status = civ_no_memory(told->messages);
	if (status == CIV_OK)
		status = keep(told, told->line->column, &map->joints[map->joint_count].field);
	if (status == CIV_OK)
		status = keep(told, told->line->to, &map->joints[map->joint_count].text);
	map->joint_count += status == CIV_OK ? 1 : 0;
	return status;
}

static enum civ_status add_stop(const struct told *told)
{
	struct civ_map *map = told->map;
	struct civ_span text = civ_map_bare(told->line->to, map->arena);
	enum civ_status status = want_text(told);

	if (status == CIV_OK && (text.text == NULL || !CIV_GROW(map->stops, map->stop_count, map->stop_room)))
		status = civ_no_memory(told->messages);
	if (status == CIV_OK)
		map->stops[map->stop_count++] = text;
	return status;
}

/* Rows for one column are one list. */
static enum civ_status part_of(const struct told *told, struct civ_map_part **part)
{
	struct civ_map *map = told->map;
	const char *column;
	enum civ_status status;

	for (size_t i = 0; i < map->part_count; i++)
		if (is(told->line->column, map->parts[i].column)) {
			*part = &map->parts[i];
			return CIV_OK;
		}
	status = keep(told, told->line->column, &column);
	if (status != CIV_OK)
		return status;
	if (!CIV_GROW(map->parts, map->part_count, map->part_room))
		return civ_no_memory(told->messages);
	*part = &map->parts[map->part_count++];
	**part = (struct civ_map_part){.column = column};
	return CIV_OK;
}

static enum civ_status add_part(const struct told *told)
{
	struct civ_span rest = told->line->to, value;
	struct civ_map_part *part = NULL;
	enum civ_status status = want_column(told);

	if (status == CIV_OK)
		status = want_text(told);
	if (status == CIV_OK)
		status = part_of(told, &part);
	while (status == CIV_OK && civ_list_next(&rest, &value)) {
		const char *kept;

		status = keep(told, value, &kept);
		if (status == CIV_OK && !CIV_GROW(part->values, part->count, part->room))
			status = civ_no_memory(told->messages);
		if (status == CIV_OK) {
			part->values[part->count] =
				civ_text_folded((struct civ_span){kept, value.len}, told->map->arena);
			if (part->values[part->count++].text == NULL)
				status = civ_no_memory(told->messages);
		}
	}
	return status;
}

/* HEADING=CODE; a heading alone is its own code. */
static enum civ_status add_cell(const struct told *told, struct civ_span text)
{
	struct civ_map *map = told->map;
	const char *sign = memrchr(text.text, '=', text.len);
	size_t before = sign == NULL ? text.len : (size_t)(sign - text.text);
	struct civ_span heading = civ_text_trim((struct civ_span){text.text, before});
	struct civ_span code = sign == NULL ? heading
	                                    : civ_text_trim((struct civ_span){sign + 1, text.len - before - 1});
	struct civ_map_cell *cell;
	enum civ_status status;

	if (heading.len == 0 || code.len == 0)
		return civ_error(told->messages, CIV_REFUSED, told->at, "@each: '%.*s' is not HEADING=CODE",
		                 (int)text.len, text.text);
	if (!CIV_GROW(map->cells, map->cell_count, map->cell_room))
		return civ_no_memory(told->messages);
	cell = &map->cells[map->cell_count];
	status = keep(told, heading, &cell->heading);
	if (status == CIV_OK)
		status = keep(told, code, &cell->code);
	map->cell_count += status == CIV_OK ? 1 : 0;
	return status;
}

static enum civ_status add_each(const struct told *told)
{
	struct civ_map *map = told->map;
	struct civ_span rest = told->line->to;
	enum civ_status status = want_column(told);

	if (status == CIV_OK)
		status = want_text(told);
	if (status == CIV_OK && map->each != NULL && !is(told->line->column, map->each))
		return civ_error(told->messages, CIV_REFUSED, told->at,
		                 "@each: the cells of a row give one field, and that is %s already", map->each);
	if (status == CIV_OK && map->each == NULL)
		status = keep(told, told->line->column, &map->each);
	while (rest.len > 0 && status == CIV_OK) {
		const char *end = memchr(rest.text, ';', rest.len);
		size_t len = end == NULL ? rest.len : (size_t)(end - rest.text), used = end == NULL ? len : len + 1;
		struct civ_span cell = civ_text_trim((struct civ_span){rest.text, len});

		status = cell.len == 0 ? CIV_OK : add_cell(told, cell);
		rest = (struct civ_span){rest.text + used, rest.len - used};
	}
	return status;
}

static const struct {
	const char *name;
	enum civ_status (*take)(const struct told *told);
} rows[] = {
	{"@encoding", set_encoding}, {"@delimiter", set_delimiter}, {"@sheet", set_sheet},
	{"@skip", set_skip},         {"@header", set_header},       {"@fill", add_fill},
	{"@only", add_part},         {"@each", add_each},           {"@stop", add_stop},
	{"@ignore_last", set_ignore_last}, {"@join", add_joint},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

enum civ_status civ_map_describe(struct civ_map *map, const struct civ_map_line *line, const struct civ_position *at,
                                 struct civ_messages *messages)
{
	const struct told told = {map, line, at, messages};
	struct civ_buf all = {0};
	enum civ_status status;

	for (size_t i = 0; i < ROWS; i++)
		if (is(line->field, rows[i].name))
			return rows[i].take(&told);
	for (size_t i = 0; i < ROWS; i++)
		civ_buf_addf(&all, "%s%s", i == 0 ? "" : ", ", rows[i].name);
	status = civ_buf_str(&all) == NULL ? civ_no_memory(messages)
	                                   : civ_error(messages, CIV_REFUSED, at, "no %.*s; there are %s",
	                                               (int)line->field.len, line->field.text, civ_buf_str(&all));
	civ_buf_free(&all);
	return status;
}

struct civ_span civ_map_bare(struct civ_span text, struct civ_arena *arena)
{
	struct civ_span folded = civ_text_folded(text, arena);
	char *bare = folded.text == NULL && text.len > 0 ? NULL : civ_arena_alloc(arena, folded.len + 1);
	size_t len = 0;

	for (size_t i = 0; bare != NULL && i < folded.len;) {
		size_t used;
		struct civ_span one;

		(void)civ_utf8_decode(folded.text + i, folded.len - i, &used);
		one = civ_text_trim((struct civ_span){folded.text + i, used});
		for (size_t b = 0; b < one.len; b++)
			bare[len++] = one.text[b];
		i += used;
	}
	return (struct civ_span){bare, len};
}
