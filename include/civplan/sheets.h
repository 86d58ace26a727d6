/* A workbook beside a page: the rows of each report that its figures are from, a sheet each, in the page's language. */
#ifndef CIVPLAN_SHEETS_H
#define CIVPLAN_SHEETS_H

#include "civplan/messages.h"

struct civ_page_sheets;

/* For the options of one page, into the file PATH, all or nothing. SHEETS is to be closed in any case, may be NULL.
 * CIV_USAGE, told: the programs were built without workbooks. CIV_SYSTEM. */
enum civ_status civ_page_sheets_open(const char *path, struct civ_messages *messages, struct civ_page_sheets **sheets);
enum civ_status civ_page_sheets_close(struct civ_page_sheets *sheets, bool keep);

#endif
