/* The rows of one sheet of an .xls. */
#ifndef CIV_BOOK_XLS_SHEET_H
#define CIV_BOOK_XLS_SHEET_H

#include "lib/book/merges.h"
#include "lib/book/row.h"
#include "lib/book/styles.h"
#include "lib/book/texts.h"
#include "lib/book/xls-record.h"

/* What the sheets of a workbook share. */
struct civ_xls_shared {
	struct civ_stream *stream;
	struct civ_styles *styles;
	struct civ_texts texts;
	bool date1904;
};

struct civ_xls_sheet {
	struct civ_xls_shared *shared;
	struct civ_biff records;
	struct civ_assembly assembly;
	struct civ_merges merges;
	bool marks_merges;
	bool begun; /* the row at hand has a cell */
	bool held;  /* the record at hand is the first of the next row */
	bool ended;
	uint64_t row;    /* from 1 */
	unsigned column; /* of the last cell in it */
};

/* The sheet whose records begin at AT. Statuses as of civ_stream_open. Ends with civ_xls_sheet_close in any case. */
enum civ_status civ_xls_sheet_open(struct civ_xls_shared *shared, uint64_t at, bool merges,
                                   struct civ_xls_sheet *sheet);
void civ_xls_sheet_close(struct civ_xls_sheet *sheet);
/* The next row that holds something; *ROW is NULL at the end. */
enum civ_status civ_xls_sheet_next(struct civ_xls_sheet *sheet, const struct civ_book_row **row);

#endif
