/* Reading workbooks: the rows of one sheet of an .xlsx (.xlsm, .xltx) or .xls, told apart by content.
 *
 * Cells are given as a person reads them where that is exact:
 *   numbers      the shortest decimal of their 15 digits, without exponent or separators; whole numbers of 16 digits
 * and more have lost digits, and stand with an exponent (3.10105199001012E+17), so that nobody takes them for ids:
 * civ_number_is_cut percentages  98.5%, all digits of the value dates        2026-05-12 or 2026-05-12 17:05[:30],
 * whatever the order in which the format shows them; 2026-05 or 2026 when it shows no day or no month, 17:05 when it
 * shows no date, 36:30 when it shows hours that were spent codes        what a format of zeros makes of whole numbers:
 * 00042, GZ00042 booleans     TRUE, FALSE text         as it is: rich text joined, readings above it left out Formulas
 * are their stored values. Hidden rows and columns are read, for what a filter hides is data all the same. */
#ifndef CIVPLAN_BOOK_H
#define CIVPLAN_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "civplan/messages.h"
#include "civplan/source.h"
#include "civplan/text.h"

enum { CIV_BOOK_HEAD = 8 }; /* bytes that civ_book_is wants to see */

/* True if a file that begins with these bytes, CIV_BOOK_HEAD of them or the whole file, is a zip archive or one of
 * Microsoft's compound files: no text, and a workbook if anything. civ_book_open says what it is that cannot be read.
 */
bool civ_book_is(const void *head, size_t len);

struct civ_book_options {
	const char *sheet; /* its name, or else its number among the sheets that are shown, from 1; NULL: the first that
	                      is shown and holds something */
	bool merges;       /* mark what merged ranges cover; costs another pass over the sheet */
};

struct civ_book;

/* The sheet of the workbook SOURCE, which stays the caller's and must outlive it. Told:
 *   CIV_REFUSED  no workbook that can be read (damaged, protected by a password, another kind of file, one whose
 * contents are out of proportion to its size), or no such sheet CIV_USAGE    the programs were built without what reads
 * it CIV_SYSTEM   the file cannot be read, a library is not installed, memory is out */
enum civ_status civ_book_open(struct civ_source *source, const struct civ_book_options *options,
                              struct civ_messages *messages, struct civ_book **book);
/* BOOK may be NULL. */
void civ_book_close(struct civ_book *book);
/* The name of the sheet at hand. */
const char *civ_book_sheet(const struct civ_book *book);

/* What is to be known of a cell beside its text: bits. */
enum civ_book_mark {
	CIV_BOOK_ERROR = 1,   /* the value is an error, which the text shows: #N/A */
	CIV_BOOK_FORMULA = 2, /* a formula that was never calculated: no text */
	CIV_BOOK_NO_DAY = 4,  /* a number shown as a date that is none, which the text is: 60 (1900-02-29), -1 */
	CIV_BOOK_BELOW = 8,   /* covered by a merged range that began in a row above */
	CIV_BOOK_BESIDE = 16, /* covered by a merged range that began in a column before */
};
enum { CIV_BOOK_FAULTS = CIV_BOOK_ERROR | CIV_BOOK_FORMULA | CIV_BOOK_NO_DAY };

struct civ_book_row {
	uint64_t row;                 /* number in the sheet, from 1 */
	unsigned count;               /* cells up to the last that holds or covers something */
	const struct civ_span *cells; /* UTF-8, valid; empty cells have len 0 */
	const unsigned char *marks;   /* of each cell: civ_book_mark */
};

/* The next row that holds something; *ROW is NULL at the end, and valid until the next call. CIV_REFUSED with its
 * position: the file is damaged here, or a cell is over CIV_CELL_MAX; reading must stop then. */
enum civ_status civ_book_next(struct civ_book *book, const struct civ_book_row **row);

/* Where column COLUMN (from 1; 0: none) of row ROW stands. Valid as long as the book. */
struct civ_position civ_book_position(const struct civ_book *book, uint64_t row, unsigned column);

/* To be called for a cell that is used: CIV_REFUSED, told with its position, if it is one of CIV_BOOK_FAULTS. */
enum civ_status civ_book_check(const struct civ_book *book, const struct civ_book_row *row, unsigned column,
                               struct civ_messages *messages);

#endif
