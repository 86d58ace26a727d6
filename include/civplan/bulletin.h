/* Official notices (通报) of a month or a quarter, and the list of a week, as one HTML file each that word processors
 * open too. In the language that civ_say speaks.
 *
 * Every number is one that a report prints; of a period that was published the ranking has the figures as they were
 * published, and the others are as of the same day. */
#ifndef CIVPLAN_BULLETIN_H
#define CIVPLAN_BULLETIN_H

#include "civplan/rhythm.h"
#include "civplan/sheets.h"

struct civ_bulletin_options {
	enum civ_rhythm report;
	int32_t from, to;   /* the period, inclusive; the week's begins on the as-of day */
	const char *office; /* that issues it; NULL: the office of the plan's city */
	const char *number; /* of the paper: all of it, or the running number of the year; NULL: left open */
	const char *to_whom, *copies; /* NULL: the units that are ranked, and the leading bodies; "": nobody */
	struct civ_page_sheets *sheets; /* get the rows of its reports; NULL: nobody wants them */
};

/* Append the paper to HTML. */
enum civ_status civ_bulletin_make(struct civ_records *records, const struct civ_bulletin_options *options,
                                  struct civ_buf *html);

#endif
