/* The rows of a file, of whatever kind it is: CSV, or a sheet of a workbook. Its first bytes tell, not its name. */
#ifndef CIVPLAN_FEED_H
#define CIVPLAN_FEED_H

#include "civplan/buffer.h"
#include "civplan/input.h"

struct civ_feed_options {
	const char *sheet;    /* of a workbook: name or number; NULL: the first that is shown and holds something */
	const char *encoding; /* of CSV, as the next in civ_csv_options */
	char delimiter;
	unsigned skip;        /* title lines; of a workbook the rows of the sheet, also those that hold nothing */
	unsigned ignore_last; /* total lines at the end; of a workbook rows that hold something */
};

struct civ_feed;

/* The rows of SOURCE, which stays the caller's and must outlive it; options are copied but for their texts, which must
 * outlive it too. Statuses of civ_csv_open and civ_book_open. */
enum civ_status civ_feed_open(struct civ_source *source, const struct civ_feed_options *options,
                              struct civ_messages *messages, struct civ_feed **feed);
/* NULL is allowed. */
void civ_feed_close(struct civ_feed *feed);

/* The next row, the header being the first; *ROW is NULL at the end, and valid until the next call. CIV_REFUSED, told
 * with its position: the file is broken here, and reading must stop. A row of a workbook is filled up to the widest
 * before it: empty cells at its end are not in the file. */
enum civ_status civ_feed_next(struct civ_feed *feed, const struct civ_csv_row **row);
/* True if it is a sheet of a workbook, which has neither encoding nor delimiter. */
bool civ_feed_is_book(const struct civ_feed *feed);
/* Where the line, and the field (from 1; 0: none), of the file stands. Valid as long as the feed and its source. */
struct civ_position civ_feed_position(const struct civ_feed *feed, uint64_t line, unsigned field);
/* Of a cell (from 0) of ROW that is used: CIV_REFUSED, told to MESSAGES with its position, where the file has no value
 * for it, such as a formula's error. */
enum civ_status civ_feed_check(const struct civ_feed *feed, const struct civ_csv_row *row, unsigned cell,
                               struct civ_messages *messages);

/* ---- what rows that are set aside need, so that the same map reads them again ---- */

/* The encoding of the raw cells, when it is not UTF-8; else NULL. */
const char *civ_feed_encoding(const struct civ_feed *feed);
/* That of the file, or the one that a map would want of it. */
char civ_feed_delimiter(const struct civ_feed *feed);
/* True where a copy begins with a byte order mark: the file did, or an encoding that was asked for is not that of its
 * cells. */
bool civ_feed_has_mark(const struct civ_feed *feed);
/* Append the title lines that were passed over, as many as were asked for. */
void civ_feed_titles(const struct civ_feed *feed, struct civ_buf *text);
/* The total rows at the end; complete once civ_feed_next gave NULL. */
size_t civ_feed_total_count(const struct civ_feed *feed);
/* One of them as raw cells, valid until the next call; NULL when memory is out. */
const struct civ_csv_row *civ_feed_total(struct civ_feed *feed, size_t i);

#endif
