/* CSV: RFC 4180 with minimal quoting. */
#include "lib/csv/format.h"

/* The text with each quote twice. */
static void write_doubled(struct civ_sink *sink, struct civ_span cell)
{
	const char *quote;

	while (cell.len > 0 && (quote = memchr(cell.text, '"', cell.len)) != NULL) {
		size_t len = (size_t)(quote - cell.text) + 1;

		civ_sink_put(sink, cell.text, len);
		civ_sink_putc(sink, '"');
		cell.text += len;
		cell.len -= len;
	}
	civ_sink_put(sink, cell.text, cell.len);
}

static void write_cell(struct civ_sink *sink, struct civ_span cell, bool guard)
{
	bool quoted = civ_has_one_of(cell.text, cell.len, ",\"\r\n");

	if (quoted)
		civ_sink_putc(sink, '"');
	if (guard)
		civ_sink_putc(sink, '\'');
	if (!quoted) {
		civ_sink_put(sink, cell.text, cell.len);
		return;
	}
	write_doubled(sink, cell);
	civ_sink_putc(sink, '"');
}

void civ_write_csv_header(struct civ_sink *sink, const struct civ_layout *layout)
{
	for (size_t i = 0; i < layout->count; i++) {
		if (i > 0)
			civ_sink_putc(sink, ',');
		write_cell(sink, layout->headings[i].text, false);
	}
	civ_end_line(sink, layout);
}

void civ_write_csv_row(struct civ_sink *sink, const struct civ_layout *layout, const struct civ_row *row)
{
	/* A line with nothing on it would be passed over by whoever reads it. */
	if (layout->count == 1 && row->cells[0].len == 0)
		civ_sink_put(sink, "\"\"", 2);
	for (size_t i = 0; i < layout->count; i++) {
		struct civ_span cell = civ_row_span(row, i);

		if (i > 0)
			civ_sink_putc(sink, ',');
		write_cell(sink, cell, civ_needs_guard(layout, i, cell));
	}
	civ_end_line(sink, layout);
}
