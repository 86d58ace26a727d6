/* The leaders' page as one HTML file, without network or script.
 *
 * Every number on it is one that a program prints: the tables are made of the rows of its report, and the program is
 * named beside them. */
#ifndef CIVPLAN_PAGE_H
#define CIVPLAN_PAGE_H

#include "civplan/record.h"

struct civ_page_options {
	bool zh, large;
	bool text;          /* the leaders' page as plain text, for a voice to read */
	bool is_public;     /* the leaders' page without decisions, people, commands, places smaller than a street */
	const char *since;  /* folder of the reports as they were for the last page (targets.csv, milestones.csv); NULL:
	                       figures are compared with the end of the month before */
};

/* Append the leaders' page to HTML. */
enum civ_status civ_page_front(struct civ_records *records, const struct civ_page_options *options,
                               struct civ_buf *html);

#endif
