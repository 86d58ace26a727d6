/* The library that writes workbooks, as both who write some use it: loaded by the run, which needs its header when the
 * programs are built. What a workbook looks like in any case is here, too. */
#ifndef LIB_CSV_XLSX_H
#define LIB_CSV_XLSX_H

#include "civplan/workbook.h"

#ifdef CIV_XLSX

#include <xlsxwriter.h>

#include "civplan/library.h"
#include "lib/csv/sink.h"

/* What is called of the library. */
#define CIV_XLSX_CALLS(X) \
	X(workbook_new_opt) X(workbook_set_properties) X(workbook_add_worksheet) X(workbook_add_format) \
	X(workbook_close) X(lxw_workbook_free) \
	X(format_set_text_wrap) X(format_set_align) X(format_set_border) X(format_set_bold) X(format_set_unlocked) \
	X(format_set_bg_color) X(format_set_num_format) \
	X(worksheet_data_validation_range) X(worksheet_set_column) X(worksheet_write_string) X(worksheet_write_blank) \
	X(worksheet_write_number) X(worksheet_freeze_panes) X(worksheet_protect) X(worksheet_set_landscape) \
	X(worksheet_set_paper) X(worksheet_fit_to_pages) X(worksheet_repeat_rows) X(worksheet_autofilter) \
	X(worksheet_ignore_errors) X(lxw_strerror)

struct civ_xlsx_calls { CIV_XLSX_CALLS(CIV_LIBRARY_MEMBER) };

/* A workbook that is being made; starts as {0}. */
struct civ_xlsx {
	struct civ_xlsx_calls call;
	void *handle;
	lxw_workbook *workbook;
	struct civ_messages *messages;
	int file; /* that it goes into, which has no name */
};

/* Load the library and begin a workbook. STREAMED: rows come in their order and leave the memory. CIV_SYSTEM, told;
 * civ_xlsx_close ends it in any case. */
enum civ_status civ_xlsx_open(struct civ_xlsx *xlsx, bool streamed, struct civ_messages *messages);
/* A format whose cells stand at the top of their rows; NUMBER as a spreadsheet has it, NULL: none. */
lxw_format *civ_xlsx_format(const struct civ_xlsx *xlsx, const char *number);
/* The first row stays and is printed on each page, ROWS below it can be filtered by each of COLUMNS; A4, as wide as the
 * columns are. */
void civ_xlsx_arrange(const struct civ_xlsx *xlsx, lxw_worksheet *sheet, lxw_row_t rows, size_t columns);
/* Tell an error of the library about SINK, once. CIV_SYSTEM. */
enum civ_status civ_xlsx_failed(const struct civ_xlsx *xlsx, struct civ_sink *sink, lxw_error error);
/* Finish the workbook and put its bytes into SINK; a NULL SINK: drop it. CIV_SYSTEM, told. */
enum civ_status civ_xlsx_close(struct civ_xlsx *xlsx, struct civ_sink *sink);

struct civ_workbook {
	struct civ_xlsx xlsx;
	struct civ_sink sink;
};

#endif

/* See that workbooks can be written at all. CIV_USAGE, told: the programs were built without the library. */
enum civ_status civ_xlsx_built(struct civ_messages *messages);

#endif
