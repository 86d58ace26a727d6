/* The headings of a file, and whether a row stands under them. */
#include <string.h>

#include "civplan/say.h"
#include "lib/csv/heads.h"

static bool is_note(struct civ_span name)
{
	return name.len > 0 && name.text[0] == '#';
}

bool civ_csv_row_is_blank(const struct civ_csv_row *row)
{
	for (unsigned i = 0; i < row->count; i++)
		if (civ_text_trim(row->cells[i]).len > 0)
			return false;
	return true;
}

static bool make_room(struct civ_heads *heads, unsigned width, struct civ_arena *arena)
{
	heads->width = width;
	heads->names = civ_arena_alloc(arena, (width + 1) * sizeof *heads->names);
	heads->kept_names = civ_arena_alloc(arena, (width + 1) * sizeof *heads->kept_names);
	heads->kept = civ_arena_alloc(arena, (width + 1) * sizeof *heads->kept);
	heads->fields = civ_arena_alloc(arena, (width + 1) * sizeof *heads->fields);
	return heads->names != NULL && heads->kept_names != NULL && heads->kept != NULL && heads->fields != NULL;
}

/* A copy of the heading as it is compared: trimmed, without what nobody sees. */
static bool take_name(struct civ_span cell, struct civ_arena *arena, struct civ_span *name)
{
	*name = civ_text_visible(cell, arena);
	if (name->text == NULL && cell.len > 0)
		return false;
	*name = civ_text_trim(*name);
	name->text = civ_arena_copy(arena, name->len == 0 ? "" : name->text, name->len);
	return name->text != NULL;
}

static bool number_name(unsigned field, struct civ_arena *arena, struct civ_span *name)
{
	struct civ_buf text = {0};

	civ_buf_addf(&text, "%u", field);
	*name = (struct civ_span){text.failed ? NULL : civ_arena_copy(arena, text.data, text.len), text.len};
	civ_buf_free(&text);
	return name->text != NULL;
}

static bool keep_raw(struct civ_heads *heads, const struct civ_csv_row *row, struct civ_arena *arena)
{
	struct civ_span *raw = civ_arena_alloc(arena, (row->count + 1) * sizeof *raw);

	for (unsigned i = 0; raw != NULL && i < row->count; i++) {
		raw[i] = (struct civ_span){civ_arena_copy(arena, row->raw[i].text, row->raw[i].len), row->raw[i].len};
		if (raw[i].text == NULL)
			return false;
	}
	heads->raw = (struct civ_csv_row){row->line, row->count, NULL, raw};
	return raw != NULL;
}

enum civ_status civ_heads_read(const struct civ_csv_row *row, bool numbered, struct civ_arena *arena,
                               struct civ_messages *messages, struct civ_heads *heads)
{
	*heads = (struct civ_heads){.width = 0};
	if (!make_room(heads, row->count, arena) || (!numbered && !keep_raw(heads, row, arena)))
		return civ_no_memory(messages);
	for (unsigned i = 0; i < row->count; i++) {
		if (numbered ? !number_name(i + 1, arena, &heads->names[i])
		             : !take_name(row->cells[i], arena, &heads->names[i]))
			return civ_no_memory(messages);
		if (heads->names[i].len == 0 || is_note(heads->names[i]))
			continue;
		heads->kept_names[heads->count] = heads->names[i];
		heads->fields[heads->count] = i + 1;
		heads->kept[heads->count++] = i;
	}
	return CIV_OK;
}

enum civ_status civ_heads_check_delimiter(const struct civ_heads *heads, const struct civ_position *at,
                                          struct civ_messages *messages)
{
	struct civ_span only = heads->width == 1 ? heads->names[0] : (struct civ_span){"", 0};

	if (memchr(only.text, '\t', only.len) != NULL)
		return civ_error(
			messages, CIV_REFUSED, at,
			"the cells of this file are parted by tabs: a map with @delimiter reads it (see map-draft)");
	if (memchr(only.text, ';', only.len) != NULL)
		return civ_error(
			messages, CIV_REFUSED, at,
			"the cells of this file are parted by semicolons: a map with @delimiter reads it (see "
			"map-draft)");
	return CIV_OK;
}

/* The first cell from FROM on that holds something, under no heading; the row's count: none. */
static unsigned nameless_cell(const struct civ_heads *heads, const struct civ_csv_row *row)
{
	unsigned i = 0;

	while (i < row->count &&
	       ((i < heads->width && heads->names[i].len > 0) || civ_text_trim(row->cells[i]).len == 0))
		i++;
	return i;
}

enum civ_status civ_heads_check_row(const struct civ_heads *heads, const struct civ_csv_row *row,
                                    const struct civ_position *at, struct civ_messages *messages)
{
	struct civ_position where = *at;
	unsigned nameless, needed = heads->width;

	/* Nearly all rows: as wide as the headings, which all have names. */
	if (row->count == heads->width && heads->count == heads->width)
		return CIV_OK;
	while (needed > 0 && heads->names[needed - 1].len == 0)
		needed--;
	nameless = nameless_cell(heads, row);
	if (row->count < needed || (nameless < row->count && nameless >= heads->width))
		return civ_error(messages, CIV_REFUSED, at, civ_say_count("%u cell where the header has %u",
		                               "%u cells where the header has %u", row->count),
		                 row->count, heads->width);
	if (nameless == row->count)
		return CIV_OK;
	where.field = nameless + 1;
	return civ_error(messages, CIV_REFUSED, &where, "the value '%.*s' stands under no heading",
	                 (int)civ_text_trim(row->cells[nameless]).len, civ_text_trim(row->cells[nameless]).text);
}
