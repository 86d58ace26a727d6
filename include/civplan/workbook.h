/* Workbooks of one sheet for people to fill in, and of several to read; they want the header of libxlsxwriter when the
 * programs are built, and the library when one is written. */
#ifndef CIVPLAN_WORKBOOK_H
#define CIVPLAN_WORKBOOK_H

#include "civplan/output.h"

/* What a column of a workbook is for. */
enum civ_workbook_use { CIV_WORKBOOK_READ, CIV_WORKBOOK_TEXT, CIV_WORKBOOK_DATE, CIV_WORKBOOK_CHOICE };

struct civ_workbook_column {
	const char *heading, *help;     /* HELP is shown beside a cell that is to be filled in; NULL: nothing */
	enum civ_workbook_use use;      /* READ: it cannot be changed */
	const struct civ_word *words;   /* a code of it is written as its word; of CHOICE: offered in a drop-down list,
	                                   and other text is taken too; NULL: the cells are no choices */
	unsigned width;                 /* in characters */
};

/* See that workbooks can be written, before other work is done. CIV_USAGE, told: the programs were built without
 * libxlsxwriter; CIV_SYSTEM, told: it is not installed here. */
enum civ_status civ_workbook_ready(struct civ_messages *messages);
/* Write ROWS, a column of COLUMNS for each of theirs, to the file PATH, all or nothing. Cells are text, never formulas.
 * CIV_SYSTEM: it cannot be written, or the same as civ_workbook_ready. */
enum civ_status civ_workbook_write(const char *path, const char *sheet, const struct civ_rows *rows,
                                   const struct civ_workbook_column *columns, struct civ_messages *messages);

/* A workbook of several sheets, in the file PATH, all or nothing. It is closed in any case, WORKBOOK may be NULL then.
 * Statuses as of civ_workbook_write. */
enum civ_status civ_workbook_open(const char *path, struct civ_messages *messages, struct civ_workbook **workbook);
enum civ_status civ_workbook_close(struct civ_workbook *workbook, bool keep);
/* Add a sheet with ROWS, called TITLE, headings and choices in the reader's language; where there is one of that name
 * already, a number behind it tells them apart. */
enum civ_status civ_workbook_add(struct civ_workbook *workbook, const char *title, const struct civ_rows *rows,
                                 struct civ_messages *messages);

#endif
