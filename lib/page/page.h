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

/* The style sheet lib/page/board.css, as it stands in a page. */
extern const char civ_style_board[];

/* How bad a status is: the worse, the higher; 0 for what is no status. */
int civ_page_badness(const char *status);

/* A page for OPTIONS; to be ended whatever comes of it. END returns STATUS or, if worse, what failed while it was
 * drawn. */
enum civ_status civ_page_begin(struct civ_page *page, struct civ_records *records,
                               const struct civ_page_options *options, struct civ_buf *html);
enum civ_status civ_page_end(struct civ_page *page, enum civ_status status);

/* The page is not to be had: what draws goes on without what it could not read, and the page says so at its end. */
void civ_page_fail(struct civ_page *page, enum civ_status status);

/* All columns of a report, for rows that are kept. */
struct civ_rows civ_page_all_of(const struct civ_out_column *columns);

#endif
