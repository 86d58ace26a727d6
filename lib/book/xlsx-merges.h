/* The merged ranges of a sheet of an .xlsx. */
#ifndef CIV_BOOK_XLSX_MERGES_H
#define CIV_BOOK_XLSX_MERGES_H

#include "lib/book/merges.h"
#include "lib/book/xlsx-parts.h"

/* Those of the sheet in PART, sorted, into MERGES, which were none. */
enum civ_status civ_merges_read(struct civ_parts *parts, const char *part, struct civ_merges *merges);

#endif
