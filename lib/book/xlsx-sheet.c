#include "lib/book/xlsx-sheet.h"

#include <stdlib.h>
#include <string.h>

#include "civplan/say.h"
#include "lib/book/row.h"
#include "lib/book/xlsx-merges.h"
#include "lib/book/xlsx-xml.h"

/* Texts of a row may not take more: a text that is shared by all its cells is written once and read thousands of times.
 */
enum { ROW_MAX = 16 << 20 };

enum cell_type { NUMBER, SHARED, INLINE, TEXT, BOOLEAN, ERROR, MOMENT };

struct civ_rows_of_sheet {
	struct civ_shared *shared;
	const struct civ_sheet *sheet;
	struct civ_xml *xml;
	struct civ_assembly making;
	struct civ_merges merges;
	bool marks_merges;
	bool in_rows, in_row, in_cell, in_value;
	bool ready;      /* the row at hand is to be given */
	uint64_t row;    /* number of the last, from 1 */
	unsigned column; /* of the last cell in it */
	enum cell_type type;
	uint64_t style;
	bool has_formula, has_value;
	struct civ_text text; /* of the cell: its value, or the text in it */
};

static struct civ_messages *messages_of(const struct civ_rows_of_sheet *rows)
{
	return civ_parts_messages(rows->shared->parts);
}

static struct civ_position position(const struct civ_rows_of_sheet *rows)
{
	struct civ_position at = civ_parts_position(rows->shared->parts);

	at.sheet = rows->sheet->name;
	at.line = rows->row;
	at.field = rows->in_cell ? rows->column : 0;
	return at;
}

static void refuse(struct civ_rows_of_sheet *rows, struct civ_xml *xml, const char *why)
{
	struct civ_position at = position(rows);

	civ_xml_stop(xml, civ_error(messages_of(rows), CIV_REFUSED, &at, "%s", civ_say(why)));
}

/* Rows and cells without a name follow the one before. */
static void start_row(struct civ_rows_of_sheet *rows, struct civ_xml *xml, const char **attributes)
{
	const char *number = civ_xml_attribute(attributes, "r");
	uint64_t row = rows->row + 1;

	if ((number != NULL && !civ_xml_count(number, &row)) || row <= rows->row || row > CIV_ROWS_MAX) {
		refuse(rows, xml, CIV_WORD("the workbook is damaged: its rows do not follow each other"));
		return;
	}
	rows->row = row;
	rows->column = 0;
	rows->in_row = true;
	civ_assembly_start(&rows->making, row);
}

static enum cell_type type_of(const char *type)
{
	static const struct {
		const char *name;
		enum cell_type type;
	} types[] = {{"n", NUMBER},  {"s", SHARED}, {"inlineStr", INLINE}, {"str", TEXT},
	             {"b", BOOLEAN}, {"e", ERROR},  {"d", MOMENT}};

	for (size_t i = 0; type != NULL && i < sizeof types / sizeof types[0]; i++)
		if (strcmp(types[i].name, type) == 0)
			return types[i].type;
	return NUMBER;
}

static void start_cell(struct civ_rows_of_sheet *rows, struct civ_xml *xml, const char **attributes)
{
	const char *name = civ_xml_attribute(attributes, "r"), *style = civ_xml_attribute(attributes, "s");
	unsigned column = rows->column + 1;
	uint64_t row = rows->row, format = 0;

	rows->in_cell = true;
	if ((name != NULL && !civ_cell_read(name, &row, &column)) || row != rows->row || column <= rows->column ||
	    column > CIV_COLUMNS_MAX) {
		refuse(rows, xml, CIV_WORD("the workbook is damaged: the cells of this row do not follow each other"));
		return;
	}
	if (style != NULL && !civ_xml_count(style, &format)) {
		civ_xml_damaged(xml);
		return;
	}
	rows->column = column;
	rows->type = type_of(civ_xml_attribute(attributes, "t"));
	rows->style = format;
	rows->has_formula = rows->has_value = false;
	rows->text.open = false;
	rows->text.aside = 0;
	civ_buf_clear(&rows->text.text);
}

static void start(void *data, struct civ_xml *xml, const char *name, const char **attributes)
{
	struct civ_rows_of_sheet *rows = data;

	if (rows->in_cell) {
		if (strcmp(name, "v") == 0)
			rows->in_value = rows->text.open = rows->has_value = true;
		else if (strcmp(name, "f") == 0)
			rows->has_formula = true;
		else if (rows->type == INLINE)
			civ_text_start(&rows->text, name);
	} else if (rows->in_row) {
		if (strcmp(name, "c") == 0)
			start_cell(rows, xml, attributes);
	} else if (rows->in_rows) {
		if (strcmp(name, "row") == 0)
			start_row(rows, xml, attributes);
	} else if (strcmp(name, "sheetData") == 0) {
		rows->in_rows = true;
	}
}

static enum civ_status put_shared(struct civ_rows_of_sheet *rows, struct civ_buf *out)
{
	struct civ_shared *shared = rows->shared;
	struct civ_position at = position(rows);
	const char *value = civ_buf_str(&rows->text.text);
	uint64_t index = 0;
	bool is_index;
	enum civ_status status = CIV_OK;

	if (value == NULL)
		return civ_no_memory(messages_of(rows));
	is_index = civ_xml_count(value, &index);
	if (!shared->has_texts && shared->package.strings != NULL)
		status = civ_strings_read(shared->parts, shared->package.strings, &shared->texts);
	shared->has_texts = true;
	if (status != CIV_OK)
		return status;
	if (!is_index || index >= shared->texts.count)
		return civ_error(messages_of(rows), CIV_REFUSED, &at,
		                 "the workbook is damaged: the text of this cell is not in it");
	return civ_texts_get(&shared->texts, index, out);
}

static enum civ_status put_value(struct civ_rows_of_sheet *rows, struct civ_buf *out, unsigned *marks)
{
	const struct civ_format *format = civ_styles_format(rows->shared->styles, rows->style);
	struct civ_buf *text = &rows->text.text;
	struct civ_span span = {text->data, text->len};

	switch (rows->type) {
	case SHARED:
		return put_shared(rows, out);
	case INLINE:
	case TEXT:
		civ_text_unescape(text);
		civ_buf_add(out, text->data, text->len);
		return CIV_OK;
	case BOOLEAN:
		civ_buf_adds(out, civ_xml_is_true(civ_buf_str(text)) ? "TRUE" : "FALSE");
		return CIV_OK;
	case ERROR:
		*marks = CIV_BOOK_ERROR;
		civ_buf_add(out, text->data, text->len);
		return CIV_OK;
	case MOMENT:
		*marks = civ_format_moment(format, span, out);
		return CIV_OK;
	default:
		*marks = civ_format_number(format, span, rows->shared->package.date1904, out);
		return CIV_OK;
	}
}

/* A formula whose value is the empty text has one all the same, and only says so by its type. */
static bool is_empty(const struct civ_rows_of_sheet *rows)
{
	return rows->text.text.len == 0 && rows->type != INLINE && rows->type != TEXT;
}

static enum civ_status end_cell(struct civ_rows_of_sheet *rows)
{
	struct civ_buf *out = &rows->making.text;
	struct civ_position at = position(rows);
	unsigned marks = 0;
	enum civ_status status = CIV_OK;

	if (is_empty(rows) && !rows->has_formula)
		return CIV_OK;
	if (rows->text.text.failed || !civ_assembly_cell(&rows->making, rows->column))
		return civ_no_memory(messages_of(rows));
	if (rows->has_formula && (is_empty(rows) || !rows->has_value))
		marks = CIV_BOOK_FORMULA;
	else
		status = put_value(rows, out, &marks);
	civ_assembly_end(&rows->making, marks);
	if (status == CIV_OK && out->failed)
		return civ_no_memory(messages_of(rows));
	if (status == CIV_OK && out->len > ROW_MAX)
		return civ_error(messages_of(rows), CIV_REFUSED, &at, "the row is over %d MiB", ROW_MAX >> 20);
	return status;
}

static enum civ_status end_row(struct civ_rows_of_sheet *rows, struct civ_xml *xml)
{
	struct civ_position at = position(rows);
	enum civ_status status = CIV_OK;

	if (!rows->making.holds)
		return CIV_OK;
	if (rows->marks_merges)
		status = civ_merges_mark(&rows->merges, &rows->making);
	if (status == CIV_SYSTEM)
		return civ_no_memory(messages_of(rows));
	if (status == CIV_REFUSED)
		return civ_error(messages_of(rows), CIV_REFUSED, &at,
		                 "the workbook is damaged: merged cells lie over each other");
	rows->ready = true;
	civ_xml_pause(xml);
	return CIV_OK;
}

static void end(void *data, struct civ_xml *xml, const char *name)
{
	struct civ_rows_of_sheet *rows = data;
	enum civ_status status = CIV_OK;

	if (rows->in_cell && strcmp(name, "c") == 0) {
		status = end_cell(rows);
		rows->in_cell = false;
	} else if (rows->in_cell && rows->in_value && strcmp(name, "v") == 0) {
		rows->in_value = rows->text.open = false;
	} else if (rows->in_cell && rows->type == INLINE) {
		civ_text_end(&rows->text, name);
	} else if (rows->in_row && !rows->in_cell && strcmp(name, "row") == 0) {
		rows->in_row = false;
		status = end_row(rows, xml);
	} else if (rows->in_rows && strcmp(name, "sheetData") == 0) {
		rows->in_rows = rows->in_row = rows->in_cell = false;
	}
	if (status != CIV_OK)
		civ_xml_stop(xml, status);
}

static void text(void *data, struct civ_xml *xml, const char *bytes, size_t len)
{
	struct civ_rows_of_sheet *rows = data;

	if (rows->in_cell && !civ_text_add(&rows->text, bytes, len))
		refuse(rows, xml, CIV_WORD("a cell over 1 MiB"));
}

enum civ_status civ_sheet_open(struct civ_shared *shared, const struct civ_sheet *sheet, bool merges,
                               struct civ_rows_of_sheet **rows)
{
	static const struct civ_xml_use use = {start, end, text};
	struct civ_rows_of_sheet *made = calloc(1, sizeof *made);
	enum civ_status status = CIV_OK;

	*rows = NULL;
	if (made == NULL)
		return civ_no_memory(civ_parts_messages(shared->parts));
	made->shared = shared;
	made->sheet = sheet;
	made->marks_merges = merges;
	if (merges)
		status = civ_merges_read(shared->parts, sheet->part, &made->merges);
	if (status == CIV_OK)
		status = civ_xml_open(shared->parts, sheet->part, &use, made, &made->xml);
	if (status != CIV_OK) {
		civ_sheet_close(made);
		return status;
	}
	*rows = made;
	return CIV_OK;
}

void civ_sheet_close(struct civ_rows_of_sheet *rows)
{
	if (rows == NULL)
		return;
	civ_xml_close(rows->xml);
	civ_assembly_free(&rows->making);
	civ_merges_free(&rows->merges);
	civ_buf_free(&rows->text.text);
	free(rows);
}

enum civ_status civ_sheet_next(struct civ_rows_of_sheet *rows, const struct civ_book_row **row)
{
	bool ended = false;
	enum civ_status status = CIV_OK;

	*row = NULL;
	rows->ready = false;
	while (status == CIV_OK && !rows->ready && !ended)
		status = civ_xml_step(rows->xml, &ended);
	if (status != CIV_OK || !rows->ready)
		return status;
	*row = civ_assembly_row(&rows->making);
	return *row == NULL ? civ_no_memory(messages_of(rows)) : CIV_OK;
}
