/* TSV: one row a line, whatever the cells hold. */
#include "lib/csv/format.h"

static const char special[4] = {'\t', '\n', '\r', '\\'};
static const char letters[4] = {'t', 'n', 'r', '\\'};

static void write_escaped(struct civ_sink *sink, char c)
{
	const char *at = memchr(special, c, sizeof special);

	if (at == NULL) {
		civ_sink_putc(sink, c);
		return;
	}
	civ_sink_putc(sink, '\\');
	civ_sink_putc(sink, letters[at - special]);
}

static void write_cell(struct civ_sink *sink, struct civ_span cell)
{
	if (!civ_has_one_of(cell.text, cell.len, special)) {
		civ_sink_put(sink, cell.text, cell.len);
		return;
	}
	for (size_t i = 0; i < cell.len; i++)
		write_escaped(sink, cell.text[i]);
}

void civ_write_tsv_header(struct civ_sink *sink, const struct civ_layout *layout)
{
	for (size_t i = 0; i < layout->count; i++) {
		if (i > 0)
			civ_sink_putc(sink, '\t');
		write_cell(sink, layout->headings[i].text);
	}
	civ_end_line(sink, layout);
}

void civ_write_tsv_row(struct civ_sink *sink, const struct civ_layout *layout, const struct civ_row *row)
{
	for (size_t i = 0; i < layout->count; i++) {
		struct civ_span cell = civ_row_span(row, i);

		if (i > 0)
			civ_sink_putc(sink, '\t');
		if (civ_needs_guard(layout, i, cell))
			civ_sink_putc(sink, '\'');
		write_cell(sink, cell);
	}
	civ_end_line(sink, layout);
}
