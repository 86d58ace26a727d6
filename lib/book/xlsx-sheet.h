/* The rows of one sheet of an .xlsx, as its part goes by. */
#ifndef CIV_BOOK_SHEET_H
#define CIV_BOOK_SHEET_H

#include "civplan/book.h"
#include "lib/book/xlsx-package.h"
#include "lib/book/xlsx-strings.h"
#include "lib/book/xlsx-styles.h"

/* What the sheets of a workbook share. */
struct civ_shared {
	struct civ_parts *parts;
	struct civ_package package;
	struct civ_styles *styles;
	struct civ_texts texts;
	bool has_texts; /* they are read when the first cell needs them */
};

struct civ_rows_of_sheet;

/* Those of SHEET, which has cells; MERGES: mark what is merged. Both others must outlive it. */
enum civ_status civ_sheet_open(struct civ_shared *shared, const struct civ_sheet *sheet, bool merges,
                               struct civ_rows_of_sheet **rows);
/* ROWS may be NULL. */
void civ_sheet_close(struct civ_rows_of_sheet *rows);
/* As civ_book_next. */
enum civ_status civ_sheet_next(struct civ_rows_of_sheet *rows, const struct civ_book_row **row);

#endif
