/* The headings of a file, and whether a row stands under them. */
#include <string.h>

#include "civplan/say.h"
#include "lib/csv/heads.h"

bool civ_csv_row_is_blank(const struct civ_csv_row *row)
{
	for (unsigned i = 0; i < row->count; i++)
		if (civ_text_trim(row->cells[i]).len > 0)
			return false;
	return true;
}

bool civ_heads_is_note(const struct civ_heads *heads, unsigned cell)
{
	return heads->line_count > 0 && cell < heads->width && heads->names[cell].len > 0 &&
	       heads->names[cell].text[0] == '#';
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

enum civ_status civ_heads_add(const struct civ_csv_row *row, struct civ_arena *arena, struct civ_messages *messages,
                              struct civ_heads *heads)
{
	struct civ_span *cells = civ_arena_alloc(arena, (row->count + 1) * sizeof *cells);
	struct civ_span *raw = civ_arena_alloc(arena, (row->count + 1) * sizeof *raw);

	if (cells == NULL || raw == NULL)
		return civ_no_memory(messages);
	for (unsigned i = 0; i < row->count; i++) {
		raw[i] = (struct civ_span){civ_arena_copy(arena, row->raw[i].text, row->raw[i].len), row->raw[i].len};
		if (raw[i].text == NULL || !take_name(row->cells[i], arena, &cells[i]))
			return civ_no_memory(messages);
	}
	heads->lines[heads->line_count++] =
		(struct civ_csv_row){.line = row->line, .count = row->count, .cells = cells, .raw = raw};
	if (row->count > heads->width)
		heads->width = row->count;
	return CIV_OK;
}

static struct civ_span own_heading(const struct civ_heads *heads, unsigned line, unsigned cell)
{
	return cell < heads->lines[line].count ? heads->lines[line].cells[cell] : (struct civ_span){"", 0};
}

static bool has_below(const struct civ_heads *heads, unsigned line, unsigned cell)
{
	while (++line < heads->line_count)
		if (own_heading(heads, line, cell).len > 0)
			return true;
	return false;
}

static bool same(struct civ_span a, struct civ_span b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.text, b.text, a.len) == 0);
}

/* Headings by cell, a line after another: an empty one is that of the cell before it when both have something below,
 * and the same above. */
static void spread(const struct civ_heads *heads, struct civ_span *spread)
{
	for (unsigned line = 0; line < heads->line_count; line++)
		for (unsigned i = 0; i < heads->width; i++) {
			struct civ_span *at = &spread[line * heads->width + i];
			bool alike = i > 0 && has_below(heads, line, i) && has_below(heads, line, i - 1);

			for (unsigned above = 0; above < line && alike; above++)
				alike = same(spread[above * heads->width + i], spread[above * heads->width + i - 1]);
			*at = own_heading(heads, line, i);
			if (at->len == 0 && alike)
				*at = at[-1];
		}
}

/* The headings above each other as one name. */
static bool join(const struct civ_heads *heads, const struct civ_span *spread, unsigned cell, struct civ_arena *arena)
{
	struct civ_buf name = {0};
	struct civ_span before = {"", 0};

	for (unsigned line = 0; line < heads->line_count; line++) {
		struct civ_span part = spread[line * heads->width + cell];

		if (part.len == 0 || same(part, before))
			continue;
		civ_buf_adds(&name, name.len > 0 ? CIV_HEADS_BELOW : "");
		civ_buf_add(&name, part.text, part.len);
		before = part;
	}
	heads->names[cell] = (struct civ_span){
		civ_buf_str(&name) == NULL ? NULL : civ_arena_copy(arena, civ_buf_str(&name), name.len), name.len};
	civ_buf_free(&name);
	return heads->names[cell].text != NULL;
}

static bool make_room(struct civ_heads *heads, struct civ_arena *arena)
{
	size_t room = (size_t)heads->width + 1;

	heads->names = civ_arena_alloc(arena, room * sizeof *heads->names);
	heads->kept_names = civ_arena_alloc(arena, room * sizeof *heads->kept_names);
	heads->kept = civ_arena_alloc(arena, room * sizeof *heads->kept);
	heads->fields = civ_arena_alloc(arena, room * sizeof *heads->fields);
	return heads->names != NULL && heads->kept_names != NULL && heads->kept != NULL && heads->fields != NULL;
}

static void keep_named(struct civ_heads *heads)
{
	for (unsigned i = 0; i < heads->width; i++) {
		if (heads->names[i].len == 0 || civ_heads_is_note(heads, i))
			continue;
		heads->kept_names[heads->count] = heads->names[i];
		heads->fields[heads->count] = i + 1;
		heads->kept[heads->count++] = i;
	}
}

enum civ_status civ_heads_name(struct civ_arena *arena, struct civ_messages *messages, struct civ_heads *heads)
{
	size_t room = ((size_t)heads->width + 1) * heads->line_count;
	struct civ_span *headings = civ_arena_alloc(arena, room * sizeof *headings);

	if (headings == NULL || !make_room(heads, arena))
		return civ_no_memory(messages);
	spread(heads, headings);
	for (unsigned i = 0; i < heads->width; i++)
		if (!join(heads, headings, i, arena))
			return civ_no_memory(messages);
	keep_named(heads);
	return CIV_OK;
}

enum civ_status civ_heads_number(const struct civ_csv_row *row, struct civ_arena *arena, struct civ_messages *messages,
                                 struct civ_heads *heads)
{
	heads->width = row->count;
	if (!make_room(heads, arena))
		return civ_no_memory(messages);
	for (unsigned i = 0; i < row->count; i++)
		if (!number_name(i + 1, arena, &heads->names[i]))
			return civ_no_memory(messages);
	keep_named(heads);
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
