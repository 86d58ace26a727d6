/* Workbooks by libxlsxwriter: what is given is locked, what is to be filled in is open, with dates checked and lists to
 * choose from. */
#include "civplan/workbook.h"

#ifdef CIV_XLSX

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "civplan/library.h"
#include "civplan/say.h"
#include "lib/csv/sink.h"

/* What is called of the library. */
#define CALLS(X) \
	X(workbook_new) X(workbook_add_worksheet) X(workbook_add_format) X(workbook_close) \
	X(format_set_text_wrap) X(format_set_align) X(format_set_border) X(format_set_bold) X(format_set_unlocked) \
	X(format_set_bg_color) X(format_set_num_format) \
	X(worksheet_data_validation_range) X(worksheet_set_column) X(worksheet_write_string) X(worksheet_write_blank) \
	X(worksheet_freeze_panes) X(worksheet_protect) X(worksheet_set_landscape) X(worksheet_set_paper) \
	X(worksheet_fit_to_pages) X(worksheet_repeat_rows) X(worksheet_autofilter) \
	X(lxw_strerror)

struct xlsx { CALLS(CIV_LIBRARY_MEMBER) };
static const char *const names[] = {CALLS(CIV_LIBRARY_NAME) NULL};

static const struct civ_library library = {
	.file = "libxlsxwriter.so." LXW_SOVERSION,
	.package = "libxlsxwriter" LXW_SOVERSION,
	.names = names,
};

struct book {
	struct xlsx xlsx;
	lxw_workbook *workbook;
	lxw_worksheet *sheet;
	lxw_format *heading, *given, *open, *day;
};

enum { MOST_CHOICES = 16, PAPER_A4 = 9 };

static void make_formats(struct book *book)
{
	lxw_format **const formats[] = {&book->heading, &book->given, &book->open, &book->day};

	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
		*formats[i] = book->xlsx.workbook_add_format(book->workbook);
		book->xlsx.format_set_text_wrap(*formats[i]);
		book->xlsx.format_set_align(*formats[i], LXW_ALIGN_VERTICAL_TOP);
		book->xlsx.format_set_border(*formats[i], LXW_BORDER_HAIR);
	}
	book->xlsx.format_set_bold(book->heading);
	book->xlsx.format_set_unlocked(book->open);
	book->xlsx.format_set_unlocked(book->day);
	book->xlsx.format_set_bg_color(book->open, 0xFFF8E1);
	book->xlsx.format_set_bg_color(book->day, 0xFFF8E1);
	/* What is typed as a day is written back as one, year first, when the sheet is saved as CSV. */
	book->xlsx.format_set_num_format(book->day, "yyyy-mm-dd");
	book->xlsx.format_set_num_format(book->given, "@");
	book->xlsx.format_set_num_format(book->open, "@");
}

/* Lists offer, they do not forbid; a day must be one. */
static lxw_error offer(const struct book *book, const struct civ_workbook_column *column, lxw_col_t place,
                       lxw_row_t last)
{
	const char *list[MOST_CHOICES + 1] = {NULL};
	lxw_data_validation validation = {.ignore_blank = LXW_VALIDATION_ON, .input_message = (char *)column->help};

	if (column->use == CIV_WORKBOOK_DATE) {
		validation.validate = LXW_VALIDATION_TYPE_DATE;
		validation.criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN;
		validation.minimum_datetime = (lxw_datetime){.year = 2000, .month = 1, .day = 1};
		validation.error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
	} else if (column->use == CIV_WORKBOOK_CHOICE) {
		for (size_t i = 0; i < MOST_CHOICES && column->words[i].code != NULL; i++)
			list[i] = civ_word_said(&column->words[i], civ_say_is_chinese());
		validation.validate = LXW_VALIDATION_TYPE_LIST;
		validation.value_list = (char **)(void *)list;
		validation.show_error = LXW_VALIDATION_OFF;
	} else {
		return LXW_NO_ERROR;
	}
	return book->xlsx.worksheet_data_validation_range(book->sheet, 1, place, last, place, &validation);
}

static lxw_error fill(const struct book *book, const struct civ_rows *rows, const struct civ_workbook_column *columns)
{
	lxw_row_t last = rows->count == 0 ? 1 : (lxw_row_t)rows->count;
	lxw_error error = LXW_NO_ERROR;

	for (lxw_col_t c = 0; c < rows->width && error == LXW_NO_ERROR; c++) {
		error = book->xlsx.worksheet_set_column(book->sheet, c, c, columns[c].width, NULL);
		if (error == LXW_NO_ERROR)
			error = book->xlsx.worksheet_write_string(book->sheet, 0, c, columns[c].heading, book->heading);
		if (error == LXW_NO_ERROR)
			error = offer(book, &columns[c], c, last);
	}
	for (size_t r = 0; r < rows->count; r++)
		for (lxw_col_t c = 0; c < rows->width && error == LXW_NO_ERROR; c++) {
			const lxw_row_t row = (lxw_row_t)r + 1;
			const char *code = rows->cells[r * rows->width + c];
			int place = civ_word_place(columns[c].words, code);
			const char *cell =
				place < 0 ? code : civ_word_said(&columns[c].words[place], civ_say_is_chinese());
			lxw_format *format = columns[c].use == CIV_WORKBOOK_READ   ? book->given
			                     : columns[c].use == CIV_WORKBOOK_DATE ? book->day
			                                                           : book->open;

			error = *cell == '\0'
			                ? book->xlsx.worksheet_write_blank(book->sheet, row, c, format)
			                : book->xlsx.worksheet_write_string(book->sheet, row, c, cell, format);
		}
	return error;
}

static void arrange(const struct book *book, const struct civ_rows *rows)
{
	lxw_protection allowed = {
		.format_columns = LXW_TRUE, .format_rows = LXW_TRUE, .sort = LXW_TRUE, .autofilter = LXW_TRUE};

	book->xlsx.worksheet_freeze_panes(book->sheet, 1, 1);
	book->xlsx.worksheet_protect(book->sheet, NULL, &allowed);
	book->xlsx.worksheet_set_landscape(book->sheet);
	book->xlsx.worksheet_set_paper(book->sheet, PAPER_A4);
	book->xlsx.worksheet_fit_to_pages(book->sheet, 1, 0);
	book->xlsx.worksheet_repeat_rows(book->sheet, 0, 0);
	if (rows->count > 0)
		(void)book->xlsx.worksheet_autofilter(book->sheet, 0, 0, (lxw_row_t)rows->count,
		                                      (lxw_col_t)(rows->width - 1));
}

enum civ_status civ_workbook_ready(struct civ_messages *messages)
{
	struct xlsx xlsx;
	void *handle;
	enum civ_status status = civ_library_load(&library, &xlsx, messages, &handle);

	civ_library_close(handle);
	return status;
}

static lxw_error make_book(struct book *book, const char *path, const char *sheet, const struct civ_rows *rows,
                           const struct civ_workbook_column *columns)
{
	lxw_error error = LXW_ERROR_MEMORY_MALLOC_FAILED, closing;

	book->workbook = book->xlsx.workbook_new(path);
	if (book->workbook == NULL)
		return error;
	book->sheet = book->xlsx.workbook_add_worksheet(book->workbook, sheet);
	if (book->sheet != NULL) {
		make_formats(book);
		error = fill(book, rows, columns);
		arrange(book, rows);
	}
	closing = book->xlsx.workbook_close(book->workbook);
	return error == LXW_NO_ERROR ? closing : error;
}

/* Into the file that was made aside, which nobody else has: the library opens files by their names. */
static enum civ_status write_book(const struct civ_sink *sink, const char *sheet, const struct civ_rows *rows,
                                  const struct civ_workbook_column *columns)
{
	struct book book;
	void *handle;
	enum civ_status status = civ_library_load(&library, &book.xlsx, sink->messages, &handle);
	lxw_error error;

	if (status != CIV_OK)
		return status;
	error = make_book(&book, sink->aside == NULL ? sink->name : sink->aside, sheet, rows, columns);
	if (error != LXW_NO_ERROR) {
		bool system = error == LXW_ERROR_CREATING_XLSX_FILE || error == LXW_ERROR_CREATING_TMPFILE;

		status = civ_error(sink->messages, CIV_SYSTEM, NULL, "cannot write %s: %s", sink->name,
		                   system ? strerror(errno) : book.xlsx.lxw_strerror(error));
	}
	civ_library_close(handle);
	return status;
}

enum civ_status civ_workbook_write(const char *path, const char *sheet, const struct civ_rows *rows,
                                   const struct civ_workbook_column *columns, struct civ_messages *messages)
{
	struct civ_sink *sink = malloc(sizeof *sink);
	enum civ_status status = sink == NULL ? civ_no_memory(messages) : civ_sink_open(sink, path, messages);

	if (status == CIV_OK) {
		status = write_book(sink, sheet, rows, columns);
		status = civ_worse(status, civ_sink_close(sink, status == CIV_OK));
	}
	free(sink);
	return status;
}

#else

enum civ_status civ_workbook_ready(struct civ_messages *messages)
{
	return civ_error(messages, CIV_USAGE, NULL, "--xlsx: these programs were built without libxlsxwriter");
}

enum civ_status civ_workbook_write(const char *path, const char *sheet, const struct civ_rows *rows,
                                   const struct civ_workbook_column *columns, struct civ_messages *messages)
{
	(void)path;
	(void)sheet;
	(void)rows;
	(void)columns;
	return civ_workbook_ready(messages);
}

#endif
