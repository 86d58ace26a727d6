/* A table for the eye: the first rows decide how wide the columns are, later ones stream. */
#include <stdlib.h>

#include "civplan/date.h"
#include "lib/csv/format.h"

enum { HELD_ROWS = 1000, HELD_BYTES = 4 << 20, GAP = 2 };
/* What a text is cut to: a short one not at all, unless the line does not fit otherwise. */
enum { USUAL_WIDTH = 10, LEAST_WIDTH = 4 };
static const char cut_mark[] = "…";

struct cell {
	size_t len;
	size_t width;
};

/* A code point that would act on the terminal instead of standing in it. */
static bool is_control(unsigned long code)
{
	return code < ' ' || (code >= 0x7F && code < 0xA0);
}

static void add_control(struct civ_buf *text, unsigned long code)
{
	switch (code) {
	case '\n':
		civ_buf_adds(text, "\\n");
		break;
	case '\r':
		civ_buf_adds(text, "\\r");
		break;
	case '\t':
		civ_buf_adds(text, "\\t");
		break;
	default:
		civ_buf_addf(text, "\\x%02lx", code);
	}
}

/* Valid UTF-8 with its controls spelt out. */
static void add_visible(struct civ_buf *text, struct civ_span cell)
{
	for (size_t i = 0, used; i < cell.len; i += used) {
		unsigned long code = civ_utf8_decode(cell.text + i, cell.len - i, &used);

		if (is_control(code))
			add_control(text, code);
		else
			civ_buf_add(text, cell.text + i, used);
	}
}

void civ_add_visible(struct civ_buf *text, struct civ_span cell)
{
	size_t bad;

	while (!civ_utf8_valid(cell.text, cell.len, &bad)) {
		add_visible(text, (struct civ_span){cell.text, bad});
		civ_buf_addf(text, "\\x%02x", (unsigned)(unsigned char)cell.text[bad]);
		cell.text += bad + 1;
		cell.len -= bad + 1;
	}
	add_visible(text, cell);
}

static void add_cell(struct civ_table *table, struct civ_span cell)
{
	size_t start = table->text.len;
	struct cell added;

	civ_add_visible(&table->text, cell);
	if (table->text.failed)
		return;
	added.len = table->text.len - start;
	added.width = added.len == 0 ? 0 : civ_text_width(table->text.data + start, added.len);
	civ_buf_add(&table->cells, &added, sizeof added);
}

/* The waiting cells; malloc'ed memory suits any type. */
static const struct cell *cells_of(const struct civ_table *table)
{
	return (const struct cell *)(const void *)table->cells.data;
}

/* What is cut would be another: a number, a date, a time. */
static bool is_whole(const struct civ_layout *layout, size_t i, struct civ_span cell)
{
	return civ_time_is_iso(cell.text, cell.len) ||
	       (civ_cell_is_number(layout->headings[i].type) && civ_is_json_number(cell));
}

/* How narrow each column may become: so that no text is cut to less than TEXT columns, and a heading to hardly any. */
static void find_least(const struct civ_table *table, const struct civ_layout *layout, size_t text, size_t *least)
{
	const struct cell *cells = cells_of(table);
	const char *at = table->text.data;

	for (size_t i = 0; i < layout->count; i++)
		least[i] = LEAST_WIDTH < table->widths[i] ? LEAST_WIDTH : table->widths[i];
	for (size_t i = 0; i < table->rows * layout->count; at += cells[i++].len) {
		size_t column = i % layout->count, width = cells[i].width;

		if (i < layout->count && !layout->no_header)
			continue;
		if (width > text && !is_whole(layout, column, (struct civ_span){at, cells[i].len}))
			width = text;
		if (width > least[column])
			least[column] = width;
	}
}

/* The widest columns give way first, until the line fits or nothing can. True if it fits. */
static bool fit_widths(const struct civ_layout *layout, size_t *widths, const size_t *least)
{
	size_t total = GAP * (layout->count - 1);

	for (size_t i = 0; i < layout->count; i++)
		total += widths[i];
	for (; total > layout->fit; total--) {
		size_t widest = layout->count;

		for (size_t i = 0; i < layout->count; i++)
			if (widths[i] > least[i] && (widest == layout->count || widths[i] > widths[widest]))
				widest = i;
		if (widest == layout->count)
			return false;
		widths[widest]--;
	}
	return true;
}

static void decide_widths(struct civ_table *table, struct civ_sink *sink, const struct civ_layout *layout)
{
	const struct cell *cells = cells_of(table);

	/* Behind them how narrow they may become. */
	table->widths = calloc(2 * layout->count, sizeof *table->widths);
	if (table->widths == NULL) {
		civ_sink_no_memory(sink);
		return;
	}
	for (size_t i = 0; i < table->rows * layout->count; i++) {
		size_t *width = &table->widths[i % layout->count];

		*width = cells[i].width > *width ? cells[i].width : *width;
	}
	if (layout->fit > 0) {
		find_least(table, layout, USUAL_WIDTH, table->widths + layout->count);
		if (fit_widths(layout, table->widths, table->widths + layout->count))
			return;
		find_least(table, layout, LEAST_WIDTH, table->widths + layout->count);
		(void)fit_widths(layout, table->widths, table->widths + layout->count);
	}
}

static void fill(struct civ_sink *sink, char c, size_t count)
{
	while (count-- > 0)
		civ_sink_putc(sink, c);
}

/* Whether the cell gives way to the width of its column. */
static bool is_cut(const struct civ_table *table, const struct civ_layout *layout, size_t i, const struct cell *cell,
                   const char *text)
{
	return layout->fit > 0 && cell->width > table->widths[i] &&
	       !is_whole(layout, i, (struct civ_span){text, cell->len});
}

/* The cell's text, cut to WIDTH; how many columns it takes. A column that seemed to be empty has none. */
static size_t put_cut(struct civ_sink *sink, const struct cell *cell, const char *text, size_t width)
{
	size_t taken, len = civ_text_cut(text, cell->len, width > 0 ? width - 1 : 0, &taken);

	if (width == 0)
		return 0;
	civ_sink_put(sink, text, len);
	civ_sink_put(sink, cut_mark, sizeof cut_mark - 1);
	return taken + 1;
}

/* Numbers stand on the right; no blanks at the end of a line. */
static void write_line(const struct civ_table *table, struct civ_sink *sink, const struct civ_layout *layout,
                       const struct cell *cells, const char *text)
{
	size_t owed = 0;

	for (size_t i = 0; i < layout->count; i++) {
		size_t width = table->widths[i], room = width > cells[i].width ? width - cells[i].width : 0;
		bool right = civ_cell_is_number(layout->headings[i].type);

		owed += right ? room : 0;
		if (cells[i].len > 0) {
			fill(sink, ' ', owed);
			owed = 0;
		}
		if (is_cut(table, layout, i, &cells[i], text))
			room = width - put_cut(sink, &cells[i], text, width);
		else
			civ_sink_put(sink, text, cells[i].len);
		text += cells[i].len;
		owed += (right ? 0 : room) + GAP;
	}
	civ_sink_putc(sink, '\n');
}

static void write_rule(const struct civ_table *table, struct civ_sink *sink, const struct civ_layout *layout)
{
	for (size_t i = 0; i < layout->count; i++) {
		fill(sink, ' ', i > 0 ? GAP : 0);
		fill(sink, '-', table->widths[i]);
	}
	civ_sink_putc(sink, '\n');
}

/* Write what waits. The heading is the first line that ever waited, if there is one. */
static void release(struct civ_table *table, struct civ_sink *sink, const struct civ_layout *layout)
{
	bool first = table->widths == NULL;
	const char *text = civ_buf_str(&table->text);

	if (text == NULL || table->cells.failed)
		civ_sink_no_memory(sink);
	else if (first)
		decide_widths(table, sink, layout);
	if (sink->status != CIV_OK)
		return;
	for (size_t row = 0; row < table->rows; row++) {
		const struct cell *cells = cells_of(table) + row * layout->count;

		write_line(table, sink, layout, cells, text);
		for (size_t i = 0; i < layout->count; i++)
			text += cells[i].len;
		if (first && row == 0 && !layout->no_header)
			write_rule(table, sink, layout);
	}
	civ_buf_clear(&table->text);
	civ_buf_clear(&table->cells);
	table->rows = 0;
}

void civ_write_table_header(struct civ_table *table, const struct civ_layout *layout)
{
	for (size_t i = 0; i < layout->count; i++)
		add_cell(table, layout->headings[i].text);
	table->rows++;
}

void civ_write_table_row(struct civ_table *table, struct civ_sink *sink, const struct civ_layout *layout,
                         const struct civ_row *row)
{
	for (size_t i = 0; i < layout->count; i++)
		add_cell(table, civ_row_span(row, i));
	table->rows++;
	if (table->widths != NULL || table->rows >= HELD_ROWS + (layout->no_header ? 0u : 1u) ||
	    table->text.len > HELD_BYTES)
		release(table, sink, layout);
}

void civ_write_table_end(struct civ_table *table, struct civ_sink *sink, const struct civ_layout *layout)
{
	if (table->rows > 0)
		release(table, sink, layout);
}

void civ_table_free(struct civ_table *table)
{
	civ_buf_free(&table->text);
	civ_buf_free(&table->cells);
	free(table->widths);
	table->widths = NULL;
}
