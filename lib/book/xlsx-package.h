/* What an .xlsx consists of: its sheets, and where its texts and formats stand. */
#ifndef CIV_BOOK_PACKAGE_H
#define CIV_BOOK_PACKAGE_H

#include "lib/book/xlsx-parts.h"

struct civ_sheet {
	char *name, *part; /* PART: NULL when it is none of cells, as a chart */
	bool hidden;
};

struct civ_package {
	struct civ_sheet *sheets;
	size_t count, room;
	char *strings, *styles; /* parts; NULL: it has none */
	bool date1904;
};

/* CIV_REFUSED, told: it is no workbook, or one of another kind. Free with civ_package_free in any case. */
enum civ_status civ_package_read(struct civ_parts *parts, struct civ_package *package);
void civ_package_free(struct civ_package *package);

#endif
