/* What the parts of pages know of the workbook that is made beside one. */
#ifndef LIB_PAGE_SHEETS_H
#define LIB_PAGE_SHEETS_H

#include "civplan/output.h"
#include "civplan/sheets.h"

/* Add a sheet with the ROWS of a report, which stay until the page is made; nothing when SHEETS is NULL, there are no
 * rows, or the same ones were added. TITLE is said; NULL: as the report's sheet is called. CIV_SYSTEM, told. */
enum civ_status civ_page_sheet(struct civ_page_sheets *sheets, const char *title, const struct civ_rows *rows);

#endif
