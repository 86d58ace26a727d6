/* A workbook: headings that stay and filter, columns as wide as what is in them, numbers and days as such. */
#include "lib/csv/format.h"

#include "lib/csv/xlsx.h"

#ifdef CIV_XLSX

#include <stdlib.h>
#include <strings.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/say.h"

/* A sheet has 1,048,576 rows; a spreadsheet keeps 15 digits of a number; what is wider than a column is set in lines.
 * A sheet's name has 31 characters, with a number behind the title. */
enum { SHEET_ROWS = LXW_ROW_MAX, MOST_DIGITS = 15, LEAST_WIDTH = 6, MOST_WIDTH = 60, ROOM = 2, FILTER_ROOM = 4 };
enum { TITLE_CHARACTERS = 28, UNIX_DAY = 25569, CELL_CHARACTERS = 32767 };

struct civ_xlsx_out {
	struct civ_xlsx own, *xlsx; /* OWN: of a workbook of these rows alone */
	lxw_worksheet *sheet;
	lxw_format *heading, *text, *lines, *whole, *number, *money, *day, *moment;
	size_t *widths;       /* of the columns, in characters */
	struct civ_buf cell, title;
	lxw_row_t row;        /* the next one of the sheet */
};

static void make_formats(struct civ_xlsx_out *out)
{
	const struct civ_xlsx *xlsx = out->xlsx;

	out->heading = civ_xlsx_format(xlsx, NULL);
	xlsx->call.format_set_bold(out->heading);
	xlsx->call.format_set_bg_color(out->heading, 0xE8EDF3);
	out->text = civ_xlsx_format(xlsx, "@");
	/* Cells of the format @ that are longer than 255 characters show as ####. */
	out->lines = civ_xlsx_format(xlsx, NULL);
	xlsx->call.format_set_text_wrap(out->lines);
	out->whole = civ_xlsx_format(xlsx, "0");
	out->number = civ_xlsx_format(xlsx, NULL);
	out->money = civ_xlsx_format(xlsx, "#,##0.00");
	out->day = civ_xlsx_format(xlsx, "yyyy-mm-dd");
	out->moment = civ_xlsx_format(xlsx, "yyyy-mm-dd hh:mm:ss");
}

/* A name as spreadsheets take it, cut where they cut it. */
static void name_sheets(struct civ_buf *name, const char *title)
{
	size_t len = strlen(title), used;

	for (size_t at = 0, n = 0; at < len && n < TITLE_CHARACTERS; at += used, n++) {
		(void)civ_utf8_decode(title + at, len - at, &used);
		if (used == 1 && strchr("[]:*?/\\'", title[at]) != NULL)
			civ_buf_addc(name, ' ');
		else
			civ_buf_add(name, title + at, used);
	}
}

enum civ_status civ_xlsx_out_open(const struct civ_layout *layout, const struct civ_out_options *options,
                                  struct civ_messages *messages, struct civ_xlsx_out **out)
{
	struct civ_xlsx_out *made = calloc(1, sizeof *made);
	enum civ_status status = CIV_OK;

	*out = made;
	if (made == NULL)
		return civ_no_memory(messages);
	made->widths = calloc(layout->count + 1, sizeof *made->widths);
	name_sheets(&made->title, options->title == NULL ? "civplan" : options->title);
	made->xlsx = options->workbook == NULL ? &made->own : &options->workbook->xlsx;
	if (made->xlsx == &made->own)
		status = civ_xlsx_open(&made->own, true, messages);
	if (status == CIV_OK && (made->widths == NULL || civ_buf_str(&made->title) == NULL))
		status = civ_no_memory(messages);
	if (status == CIV_OK)
		make_formats(made);
	return status;
}

static void widen(struct civ_xlsx_out *out, size_t column, size_t width)
{
	if (width > out->widths[column])
		out->widths[column] = width;
}

/* XML must be valid UTF-8, and knows no NUL. */
static const char *valid(struct civ_buf *buf, struct civ_span text)
{
	civ_buf_clear(buf);
	for (size_t bad; text.len > 0 && !civ_utf8_valid(text.text, text.len, &bad);) {
		civ_buf_add(buf, text.text, bad);
		civ_buf_adds(buf, CIV_REPLACEMENT);
		text.text += bad + 1;
		text.len -= bad + 1;
	}
	civ_buf_add(buf, text.text, text.len);
	for (size_t i = 0; i < buf->len; i++)
		if (buf->data[i] == '\0')
			buf->data[i] = ' ';
	return civ_buf_str(buf);
}

static size_t digits_in(struct civ_span text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += text.text[i] >= '0' && text.text[i] <= '9' ? 1 : 0;
	return count;
}

/* Whether the cell keeps its value as a number. Of a fraction, digits beyond 15 come out of a calculation. */
static bool is_number(enum civ_cell_type type, struct civ_span text, double *value)
{
	bool fraction = type == CIV_CELL_NUMBER && memchr(text.text, '.', text.len) != NULL;

	return civ_cell_is_number(type) && civ_is_json_number(text) &&
	       (fraction || digits_in(text) <= MOST_DIGITS) && civ_real_parse(text.text, text.len, value);
}

/* Days before 1900-03-01 have other numbers in some spreadsheets. */
static bool is_moment(enum civ_cell_type type, struct civ_span text, double *value)
{
	int64_t seconds;

	if (type != CIV_CELL_MOMENT || !civ_time_is_iso(text.text, text.len) ||
	    !civ_time_parse(text.text, text.len, &seconds))
		return false;
	*value = (double)seconds / CIV_DAY_SECONDS + UNIX_DAY;
	return *value > 60;
}

static lxw_error write_text(struct civ_xlsx_out *out, size_t column, struct civ_span text)
{
	const char *cell = valid(&out->cell, text);
	size_t width = cell == NULL ? 0 : civ_text_width(cell, out->cell.len);
	bool lines = width > MOST_WIDTH || memchr(text.text, '\n', text.len) != NULL;

	if (cell == NULL)
		return LXW_ERROR_MEMORY_MALLOC_FAILED;
	widen(out, column, width + ROOM);
	return out->xlsx->call.worksheet_write_string(out->sheet, out->row, (lxw_col_t)column, cell,
	                                             lines ? out->lines : out->text);
}

static lxw_error write_cell(struct civ_xlsx_out *out, enum civ_cell_type type, size_t column, struct civ_span text)
{
	lxw_format *format = out->number;
	double value;

	if (text.len == 0)
		return LXW_NO_ERROR;
	if (is_number(type, text, &value)) {
		if (type == CIV_CELL_MONEY)
			format = out->money;
		else if (memchr(text.text, '.', text.len) == NULL)
			format = out->whole;
		/* Commas, and decimals of money. */
		widen(out, column, text.len + (type == CIV_CELL_MONEY ? text.len / 3 + 3 : 0) + ROOM);
	} else if (is_moment(type, text, &value)) {
		format = text.len == CIV_DATE_SIZE - 1 ? out->day : out->moment;
		widen(out, column, text.len + ROOM);
	} else {
		return write_text(out, column, text);
	}
	return out->xlsx->call.worksheet_write_number(out->sheet, out->row, (lxw_col_t)column, value, format);
}

static lxw_error write_heading(struct civ_xlsx_out *out, size_t column, struct civ_span text)
{
	const char *cell = valid(&out->cell, text);

	if (cell == NULL)
		return LXW_ERROR_MEMORY_MALLOC_FAILED;
	widen(out, column, civ_text_width(cell, out->cell.len) + FILTER_ROOM);
	return out->xlsx->call.worksheet_write_string(out->sheet, out->row, (lxw_col_t)column, cell, out->heading);
}

/* What is typed below the rows is taken as what stands in them. */
static lxw_format *column_format(const struct civ_xlsx_out *out, enum civ_cell_type type)
{
	if (type == CIV_CELL_MONEY)
		return out->money;
	if (type == CIV_CELL_NUMBER)
		return NULL;
	return type == CIV_CELL_MOMENT ? out->day : out->text;
}

static void end_sheet(struct civ_xlsx_out *out, const struct civ_layout *layout)
{
	for (size_t i = 0; i < layout->count; i++) {
		size_t width = out->widths[i] < LEAST_WIDTH ? LEAST_WIDTH : out->widths[i];

		width = width > MOST_WIDTH ? MOST_WIDTH : width;
		(void)out->xlsx->call.worksheet_set_column(out->sheet, (lxw_col_t)i, (lxw_col_t)i, (double)width,
		                                          column_format(out, layout->headings[i].type));
	}
	if (!layout->no_header)
		civ_xlsx_arrange(out->xlsx, out->sheet, out->row - 1, layout->count);
}

static bool is_taken(const struct civ_xlsx_out *out, const char *name)
{
	const lxw_worksheet *sheet;

	STAILQ_FOREACH(sheet, out->xlsx->workbook->worksheets, list_pointers)
		if (strcasecmp(sheet->name, name) == 0)
			return true;
	return false;
}

/* The title, or with a number behind it the first that no sheet has. */
static void free_name(const struct civ_xlsx_out *out, struct civ_buf *name)
{
	civ_buf_add(name, out->title.data, out->title.len);
	for (unsigned number = 2; civ_buf_str(name) != NULL && is_taken(out, civ_buf_str(name)); number++) {
		name->len = out->title.len;
		civ_buf_addf(name, " %u", number);
	}
}

/* A warning in each cell of digits that are a text would say nothing. */
static lxw_error begin_sheet(struct civ_xlsx_out *out, const struct civ_layout *layout)
{
	struct civ_buf name = {0};
	lxw_error error = LXW_ERROR_MEMORY_MALLOC_FAILED;

	free_name(out, &name);
	out->row = 0;
	out->sheet = civ_buf_str(&name) == NULL ? NULL
	                                        : out->xlsx->call.workbook_add_worksheet(out->xlsx->workbook,
	                                                                                 civ_buf_str(&name));
	civ_buf_free(&name);
	if (out->sheet == NULL)
		return error;
	error = out->xlsx->call.worksheet_ignore_errors(out->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
	if (layout->no_header)
		return error;
	out->xlsx->call.worksheet_freeze_panes(out->sheet, 1, 0);
	for (size_t i = 0; i < layout->count && error == LXW_NO_ERROR; i++)
		error = write_heading(out, i, layout->headings[i].text);
	out->row++;
	return error;
}

void civ_write_xlsx_header(struct civ_xlsx_out *out, struct civ_sink *sink, const struct civ_layout *layout)
{
	lxw_error error = begin_sheet(out, layout);

	if (error != LXW_NO_ERROR)
		(void)civ_xlsx_failed(out->xlsx, sink, error);
}

static void fail(struct civ_xlsx_out *out, struct civ_sink *sink, struct civ_span heading, lxw_error error)
{
	if (error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED && sink->status == CIV_OK)
		sink->status = civ_error(sink->messages, CIV_SYSTEM, NULL,
		                         "row %lu, %.*s: a cell of a workbook takes %d characters; write CSV",
		                         (unsigned long)out->row, (int)heading.len, heading.text,
		                         CELL_CHARACTERS);
	else
		(void)civ_xlsx_failed(out->xlsx, sink, error);
}

void civ_write_xlsx_row(struct civ_xlsx_out *out, struct civ_sink *sink, const struct civ_layout *layout,
                        const struct civ_row *row)
{
	lxw_error error = LXW_NO_ERROR;

	if (out->row == SHEET_ROWS) {
		end_sheet(out, layout);
		error = begin_sheet(out, layout);
	}
	if (error != LXW_NO_ERROR)
		(void)civ_xlsx_failed(out->xlsx, sink, error);
	for (size_t i = 0; i < layout->count && sink->status == CIV_OK; i++) {
		error = write_cell(out, layout->headings[i].type, i, civ_row_span(row, i));
		if (error != LXW_NO_ERROR)
			fail(out, sink, layout->headings[i].text, error);
	}
	out->row++;
}

void civ_write_xlsx_end(struct civ_xlsx_out *out, struct civ_sink *sink, const struct civ_layout *layout)
{
	if (out->sheet == NULL)
		return;
	end_sheet(out, layout);
	out->sheet = NULL;
	if (out->xlsx == &out->own)
		(void)civ_xlsx_close(&out->own, sink);
}

void civ_xlsx_out_free(struct civ_xlsx_out *out)
{
	if (out == NULL)
		return;
	(void)civ_xlsx_close(&out->own, NULL);
	civ_buf_free(&out->cell);
	civ_buf_free(&out->title);
	free(out->widths);
	free(out);
}

#else

enum civ_status civ_xlsx_out_open(const struct civ_layout *layout, const struct civ_out_options *options,
                                  struct civ_messages *messages, struct civ_xlsx_out **out)
{
	(void)layout;
	(void)options;
	*out = NULL;
	return civ_xlsx_built(messages);
}

/* None is ever open. */
void civ_write_xlsx_header(struct civ_xlsx_out *out, struct civ_sink *sink, const struct civ_layout *layout)
{
	(void)out;
	(void)sink;
	(void)layout;
}

void civ_write_xlsx_row(struct civ_xlsx_out *out, struct civ_sink *sink, const struct civ_layout *layout,
                        const struct civ_row *row)
{
	(void)out;
	(void)sink;
	(void)layout;
	(void)row;
}

void civ_write_xlsx_end(struct civ_xlsx_out *out, struct civ_sink *sink, const struct civ_layout *layout)
{
	(void)out;
	(void)sink;
	(void)layout;
}

void civ_xlsx_out_free(struct civ_xlsx_out *out)
{
	(void)out;
}

#endif
