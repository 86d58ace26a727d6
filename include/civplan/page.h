/* The leaders' page, the monthly bulletin and the weekly list as one HTML file each, without network or script.
 *
 * Every number on them is one that a program prints: the tables are made of the rows of its report, and the program is
 * named beside them. */
#ifndef CIVPLAN_PAGE_H
#define CIVPLAN_PAGE_H

#include "civplan/record.h"

enum civ_page_kind { CIV_PAGE_BOARD, CIV_PAGE_WEEK, CIV_PAGE_MONTH };

struct civ_page_options {
	enum civ_page_kind kind;
	bool zh, large;
	bool text;          /* the leaders' page as plain text, for a voice to read */
	bool is_public;     /* the leaders' page without decisions, people, commands, places smaller than a street */
	int32_t from, to;   /* of the week or month */
	const char *since;  /* folder of the reports as they were for the last page (targets.csv, milestones.csv); NULL:
	                       figures are compared with the end of the month before */
};

/* Append the leaders' page to HTML. */
enum civ_status civ_page_front(struct civ_records *records, const struct civ_page_options *options,
                               struct civ_buf *html);
/* Append a bulletin or list to HTML. */
enum civ_status civ_page_make(struct civ_records *records, const struct civ_page_options *options,
                              struct civ_buf *html);

#endif
