/* The leaders' page as one HTML file, without network or script.
 *
 * Every number on it is one that a program prints: the tables are made of the rows of its report, and the program is
 * named beside them. */
#ifndef CIVPLAN_PAGE_H
#define CIVPLAN_PAGE_H

#include "civplan/record.h"
#include "civplan/sheets.h"

struct civ_page_options {
	bool zh, large;
	bool text;          /* the leaders' page as plain text, for a voice to read */
	bool is_public;     /* the leaders' page without decisions, people, commands, places smaller than a street */
	const char *since;  /* folder of the reports as they were for the last page (targets.csv, milestones.csv); NULL:
	                       figures are compared with the end of the month before */
	struct civ_page_sheets *sheets; /* get the rows of its reports; NULL: nobody wants them */
};

/* Append the leaders' page to HTML. */
enum civ_status civ_page_front(struct civ_records *records, const struct civ_page_options *options,
                               struct civ_buf *html);

/* What waits to be decided on the as-of day, as the leaders' page has it, for what else tells of it. */
struct civ_page_decision {
	const char *what, *why; /* a verb first; with what happens if nothing is decided, "" nothing to add */
	const char *who, *asks; /* who decides, with the office; who asks for it, "" nobody in particular */
	int32_t since;
};

enum { CIV_PAGE_DECISIONS = 7 }; /* so many are shown */

/* All of them, the most urgent first, as plain text in the language that civ_say speaks, allocated in ARENA. */
enum civ_status civ_page_decisions(struct civ_records *records, struct civ_arena *arena,
                                   struct civ_page_decision **decisions, size_t *count);

#endif
