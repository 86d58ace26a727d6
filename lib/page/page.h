/* What the sections of a page share. */
#ifndef CIVPLAN_PAGE_PAGE_H
#define CIVPLAN_PAGE_PAGE_H

#include "civplan/page.h"
#include "civplan/report.h"
#include "lib/page/markup.h"

struct civ_page {
	struct civ_records *records;
	struct civ_messages *messages;
	const struct civ_page_options *options;
	struct civ_buf *html;
	struct civ_arena *arena;
	int32_t asof;
	char day[11];
	enum civ_status status; /* the first failure of a read whose caller only draws */
};

/* The style sheets lib/page/NAME.css, as they stand in a page: of the leaders' page, and of bulletins and lists. */
extern const char civ_style_board[], civ_style_bulletin[];

/* The words of the reader's language. */
const char *civ_page_say(const struct civ_page *page, const char *en, const char *zh);

/* A section with its heading, and the program that its numbers are from. */
void civ_page_open(struct civ_page *page, const char *id, const char *heading, const char *command);
/* Another program that numbers are from. */
void civ_page_from(struct civ_page *page, const char *command);
void civ_page_close(struct civ_page *page);
void civ_page_text(struct civ_page *page, const char *text);
void civ_page_note(struct civ_page *page, const char *text); /* a paragraph */

/* A number as a program prints it: with more than two decimals it is shown rounded, and stands whole in the value of
 * its element. */
void civ_page_number(struct civ_page *page, const char *text);
/* The name of the unit, area or category (COLUMN) with that code, or the code. */
const char *civ_page_name(struct civ_page *page, const char *column, const char *code);
/* How a status is shown, and how bad it is: the worse, the higher; 0 for what is no status. */
enum civ_tone civ_page_tone(const char *status);
int civ_page_badness(const char *status);
void civ_page_status(struct civ_page *page, const char *status);
/* A cell in the language of the page: the word of a choice, anything else as it is. */
const char *civ_page_word(const struct civ_page *page, const struct civ_rows *rows, size_t row, const char *column);
/* The status of a row; of an open task that is late, overdue. */
const char *civ_page_status_of(const struct civ_rows *rows, size_t row);
/* A column of a table on the page: of rows, or with a spark line (COLUMN NULL). */
struct civ_page_column {
	const char *column, *en, *zh;
	bool number;
};

/* A table of some of the rows of a report. */
struct civ_page_table {
	const struct civ_page_column *columns; /* ended by one without an `en` */
	size_t first, end;                     /* the rows from FIRST to before END */
	bool folded;                           /* behind a line that opens it, but in print */
	/* Draws the cell of a row in a column of spark lines; may be NULL. */
	void (*spark)(struct civ_page *page, const struct civ_rows *rows, size_t row);
};

void civ_page_table(struct civ_page *page, const struct civ_rows *rows, const struct civ_page_table *table);

/* A page for OPTIONS; to be ended whatever comes of it. END returns STATUS or, if worse, what failed while it was
 * drawn. */
enum civ_status civ_page_begin(struct civ_page *page, struct civ_records *records,
                               const struct civ_page_options *options, struct civ_buf *html);
enum civ_status civ_page_end(struct civ_page *page, enum civ_status status);

/* The page is not to be had: what draws goes on without what it could not read, and the page says so at its end. */
void civ_page_fail(struct civ_page *page, enum civ_status status);

/* Run REPORT, a function that writes to a writer with DATA, into ROWS, of which the caller has set columns and width.
 */
enum civ_status civ_page_rows(struct civ_page *page, struct civ_rows *rows,
                              enum civ_status (*report)(struct civ_page *page, struct civ_out *out, const void *data),
                              const void *data);
/* All columns of a report, for civ_page_rows. */
struct civ_rows civ_page_all_of(const struct civ_out_column *columns);

/* ---- sections ---- */

struct civ_page_section {
	enum civ_page_kind kind; /* of the page that it stands on */
	unsigned place;          /* on it: those with a smaller one stand above */
	enum civ_status (*put)(struct civ_page *page);
};
/* All of them, ended by NULL (made of the folders at build time). */
extern const struct civ_page_section *const civ_page_sections[];

#endif
