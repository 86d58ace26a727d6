/* A practice as one page, for others to take over. */
#ifndef CIVPLAN_PRACTICE_H
#define CIVPLAN_PRACTICE_H

#include <stdbool.h>

#include "civplan/record.h"

/* Append the page of the practice ID as of the records' day to PAGE, in the language that civ_say speaks: who does it
 * and since when, its indicator's figures before and after, what is done, where it works, what it cost, and the rule
 * that it became. TEXT: as plain text, else as one HTML file. The figures are those of the whole city: before is the
 * last one up to the first day; after is the last one since, up to the last day or the as-of day, or, where there is
 * none, the first one after the last day. Without a figure before no gain is stated. */
enum civ_status civ_practice_page(struct civ_records *records, int64_t id, bool text, struct civ_buf *page);

#endif
