/* Workbooks by libxlsxwriter: what is given is locked, what is to be filled in is open, with dates checked and lists to
 * choose from. */
#include "civplan/workbook.h"

#include "lib/csv/xlsx.h"

#ifdef CIV_XLSX

#include <stdlib.h>

#include "civplan/say.h"

struct book {
	struct civ_xlsx xlsx;
	lxw_worksheet *sheet;
	lxw_format *heading, *given, *open, *day;
};

enum { MOST_CHOICES = 16 };

/* What is typed as a day is written back as one, year first, when the sheet is saved as CSV. */
static void make_formats(struct book *book)
{
	lxw_format **const formats[] = {&book->heading, &book->given, &book->open, &book->day};
	static const char *const numbers[] = {NULL, "@", "@", "yyyy-mm-dd"};
	const struct civ_xlsx_calls *call = &book->xlsx.call;

	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
		*formats[i] = civ_xlsx_format(&book->xlsx, numbers[i]);
		call->format_set_text_wrap(*formats[i]);
		call->format_set_border(*formats[i], LXW_BORDER_HAIR);
	}
	call->format_set_bold(book->heading);
	call->format_set_unlocked(book->open);
	call->format_set_unlocked(book->day);
	call->format_set_bg_color(book->open, 0xFFF8E1);
	call->format_set_bg_color(book->day, 0xFFF8E1);
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
	return book->xlsx.call.worksheet_data_validation_range(book->sheet, 1, place, last, place, &validation);
}

static lxw_error fill(const struct book *book, const struct civ_rows *rows, const struct civ_workbook_column *columns)
{
	const struct civ_xlsx_calls *call = &book->xlsx.call;
	lxw_row_t last = rows->count == 0 ? 1 : (lxw_row_t)rows->count;
	lxw_error error = LXW_NO_ERROR;

	for (lxw_col_t c = 0; c < rows->width && error == LXW_NO_ERROR; c++) {
		error = call->worksheet_set_column(book->sheet, c, c, columns[c].width, NULL);
		if (error == LXW_NO_ERROR)
			error = call->worksheet_write_string(book->sheet, 0, c, columns[c].heading, book->heading);
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
			                ? call->worksheet_write_blank(book->sheet, row, c, format)
			                : call->worksheet_write_string(book->sheet, row, c, cell, format);
		}
	return error;
}

static void arrange(const struct book *book, const struct civ_rows *rows)
{
	lxw_protection allowed = {
		.format_columns = LXW_TRUE, .format_rows = LXW_TRUE, .sort = LXW_TRUE, .autofilter = LXW_TRUE};

	civ_xlsx_arrange(&book->xlsx, book->sheet, (lxw_row_t)rows->count, rows->width);
	book->xlsx.call.worksheet_freeze_panes(book->sheet, 1, 1);
	book->xlsx.call.worksheet_protect(book->sheet, NULL, &allowed);
}

static enum civ_status write_book(struct civ_sink *sink, const char *sheet, const struct civ_rows *rows,
                                  const struct civ_workbook_column *columns)
{
	struct book book = {.sheet = NULL};
	enum civ_status status = civ_xlsx_open(&book.xlsx, false, sink->messages);
	lxw_error error = LXW_ERROR_MEMORY_MALLOC_FAILED;

	if (status == CIV_OK)
		book.sheet = book.xlsx.call.workbook_add_worksheet(book.xlsx.workbook, sheet);
	if (book.sheet != NULL) {
		make_formats(&book);
		error = fill(&book, rows, columns);
		arrange(&book, rows);
	}
	if (status == CIV_OK && error != LXW_NO_ERROR)
		status = civ_xlsx_failed(&book.xlsx, sink, error);
	return civ_worse(status, civ_xlsx_close(&book.xlsx, status == CIV_OK ? sink : NULL));
}

enum civ_status civ_workbook_write(const char *path, const char *sheet, const struct civ_rows *rows,
                                   const struct civ_workbook_column *columns, struct civ_messages *messages)
{
	struct civ_sink *sink = malloc(sizeof *sink);
	enum civ_status status = sink == NULL ? civ_no_memory(messages) : civ_sink_open(sink, path, messages);

	if (sink != NULL && status == CIV_OK) {
		status = write_book(sink, sheet, rows, columns);
		status = civ_worse(status, civ_sink_close(sink, status == CIV_OK));
	}
	free(sink);
	return status;
}

#else

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

enum civ_status civ_workbook_add(struct civ_workbook *workbook, const char *title, const struct civ_rows *rows,
                                 struct civ_messages *messages)
{
	const struct civ_out_options options = {
		.format = CIV_FORMAT_XLSX, .labels = true, .title = title, .workbook = workbook};
	struct civ_out *out;
	enum civ_status status = civ_out_open(&options, rows->columns, rows->width, messages, &out);

	for (size_t i = 0; i < rows->count * rows->width && status == CIV_OK; i++) {
		civ_out_string(out, rows->cells[i]);
		if ((i + 1) % rows->width == 0)
			status = civ_out_row(out);
	}
	return out == NULL ? status : civ_worse(status, civ_out_close(out, status == CIV_OK));
}

enum civ_status civ_workbook_ready(struct civ_messages *messages)
{
	return civ_xlsx_built(messages);
}
