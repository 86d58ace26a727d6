/* What the formats share: the columns chosen, the cells of a row, and where they go. */
#ifndef LIB_CSV_FORMAT_H
#define LIB_CSV_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "civplan/buffer.h"
#include "civplan/output.h"
#include "civplan/text.h"
#include "lib/csv/sink.h"

struct civ_heading {
	struct civ_span text;
	enum civ_cell_type type;
};

/* The columns to print, in their order. */
struct civ_layout {
	struct civ_heading *headings;
	size_t count;
	bool no_header;
	bool excel;
	bool guarded; /* for a person's spreadsheet: a ' before what it would run or change */
	size_t fit;   /* columns of the terminal into which a table is cut; 0: it is as wide as its cells */
};

struct civ_cell {
	size_t at; /* in the text of the row */
	size_t len;
	bool is_bool;
};

/* As many cells as the layout has columns. */
struct civ_row {
	const char *text;
	const struct civ_cell *cells;
};

static inline struct civ_span civ_row_span(const struct civ_row *row, size_t i)
{
	return (struct civ_span){row->text == NULL ? "" : row->text + row->cells[i].at, row->cells[i].len};
}

/* What is printed of the columns. */
struct civ_choice {
	const struct civ_out_column *columns;
	size_t count;
	const char *names; /* as in civ_out_options */
	bool terminal;     /* without them, what is marked as shown */
	size_t *chosen;    /* places of those printed, in their order; the caller's, with room for all */
	size_t chosen_count;
};

/* Fill CHOSEN. CIV_USAGE, told: a name is unknown, or given twice, or of some of them only it is said whether they are
 * added or taken away. */
enum civ_status civ_columns_choose(struct civ_choice *choice, struct civ_messages *messages);

/* Columns of the terminal on standard output: as it says itself, else $COLUMNS, else 80. */
size_t civ_terminal_width(void);

/* JSON and workbooks must be valid UTF-8, and what stands in a database need not be: for each byte that is none. */
#define CIV_REPLACEMENT "\xEF\xBF\xBD"

static inline bool civ_cell_is_number(enum civ_cell_type type)
{
	return type == CIV_CELL_NUMBER || type == CIV_CELL_MONEY;
}

/* True if TEXT is a number as JSON writes it. */
bool civ_is_json_number(struct civ_span text);

/* Whether a ' goes before the cell of column I; a column of numbers may hold something else in a later row. */
static inline bool civ_needs_guard(const struct civ_layout *layout, size_t i, struct civ_span cell)
{
	return layout->guarded && civ_excel_guards(cell.text, cell.len) &&
	       (!civ_cell_is_number(layout->headings[i].type) || !civ_is_json_number(cell));
}

/* End of a line of CSV and TSV. */
static inline void civ_end_line(struct civ_sink *sink, const struct civ_layout *layout)
{
	if (layout->excel)
		civ_sink_putc(sink, '\r');
	civ_sink_putc(sink, '\n');
}

/* Whether WORD holds the byte C in any of its eight places. */
static inline bool civ_word_has(uint64_t word, char c)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);

	word ^= ones * (unsigned char)c;
	return ((word - ones) & ~word & (ones << 7)) != 0;
}

static inline bool civ_is_one_of(char c, const char four[4])
{
	return c == four[0] || c == four[1] || c == four[2] || c == four[3];
}

/* Whether TEXT holds one of FOUR bytes: most cells do not, and can be copied whole. */
static inline bool civ_has_one_of(const char *text, size_t len, const char four[4])
{
	size_t i = 0;

	for (uint64_t word; len - i >= sizeof word; i += sizeof word) {
		memcpy(&word, text + i, sizeof word);
		if (civ_word_has(word, four[0]) || civ_word_has(word, four[1]) || civ_word_has(word, four[2]) ||
		    civ_word_has(word, four[3]))
			return true;
	}
	for (; i < len; i++)
		if (civ_is_one_of(text[i], four))
			return true;
	return false;
}

void civ_write_csv_header(struct civ_sink *sink, const struct civ_layout *layout);
void civ_write_csv_row(struct civ_sink *sink, const struct civ_layout *layout, const struct civ_row *row);

void civ_write_tsv_header(struct civ_sink *sink, const struct civ_layout *layout);
void civ_write_tsv_row(struct civ_sink *sink, const struct civ_layout *layout, const struct civ_row *row);

void civ_write_json_row(struct civ_sink *sink, const struct civ_layout *layout, const struct civ_row *row);

/* A workbook that is being written. */
struct civ_xlsx_out;

/* Make ready, in the workbook of OPTIONS or one of its own. CIV_USAGE, told: the programs were built without workbooks;
 * CIV_SYSTEM, told. *OUT is to be freed in any case. */
enum civ_status civ_xlsx_out_open(const struct civ_layout *layout, const struct civ_out_options *options,
                                  struct civ_messages *messages, struct civ_xlsx_out **out);
void civ_write_xlsx_header(struct civ_xlsx_out *out, struct civ_sink *sink, const struct civ_layout *layout);
void civ_write_xlsx_row(struct civ_xlsx_out *out, struct civ_sink *sink, const struct civ_layout *layout,
                        const struct civ_row *row);
/* End the sheet, and put a workbook of its own into the sink, once; nothing where none was begun. */
void civ_write_xlsx_end(struct civ_xlsx_out *out, struct civ_sink *sink, const struct civ_layout *layout);
void civ_xlsx_out_free(struct civ_xlsx_out *out);

/* Keep the row; false when memory is out. */
bool civ_rows_keep(struct civ_rows *rows, const struct civ_row *row);

/* Lines that wait until the widths are known: the header, if there is one, and the first 1000 rows. Starts as {0}. */
struct civ_table {
	struct civ_buf text;  /* of the waiting cells, as they will be printed */
	struct civ_buf cells; /* how long and wide they are */
	size_t *widths;       /* of the columns; NULL: not decided yet */
	size_t rows;          /* waiting */
};

void civ_write_table_header(struct civ_table *table, const struct civ_layout *layout);
void civ_write_table_row(struct civ_table *table, struct civ_sink *sink, const struct civ_layout *layout,
                         const struct civ_row *row);
/* Write what waits. */
void civ_write_table_end(struct civ_table *table, struct civ_sink *sink, const struct civ_layout *layout);
void civ_table_free(struct civ_table *table);

#endif
