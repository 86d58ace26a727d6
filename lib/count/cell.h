/* A month of one unit, area, category, channel or person: what the summary keeps of its issues.
 *
 * Each cell counts the marks of civ_life by day, how many days the issues closed in the month took, and how many those
 * took, as far as they are closed, that started in it; that of an area also what was reported there by category. In
 * memory a cell holds differences, which may be negative; in the table issue_month it is packed: days     bit mask of
 * the days that have a count (4 bytes), for each a mask of its marks (2 bytes) and a varint for each mark closed,
 * started   pairs of varints: days more than in the pair before, issues topics   triples: category, reports, issues
 * (reports that were not merged into another) so that a month of a busy unit takes a few hundred bytes, and no figure
 * is lost. */
#ifndef CIVPLAN_COUNT_CELL_H
#define CIVPLAN_COUNT_CELL_H

#include "civplan/buffer.h"
#include "lib/count/life.h"

enum { CIV_MONTH_DAYS = 31 };

/* So many issues took so many days. */
struct civ_spread {
	int32_t *counts; /* by days */
	size_t size;
};

void civ_spread_free(struct civ_spread *spread);
/* False when memory is out. */
bool civ_spread_add(struct civ_spread *spread, int32_t days, int32_t count);

struct civ_topic_count {
	int64_t category;
	int32_t reports, issues;
};

struct civ_cell {
	int32_t counts[CIV_MONTH_DAYS][CIV_MARKS]; /* by day of the month, from 0 */
	struct civ_spread closed, started;
	struct civ_topic_count *topics;
	size_t topic_count, topic_room;
};

void civ_cell_free(struct civ_cell *cell);
bool civ_cell_add_topic(struct civ_cell *cell, int64_t category, int32_t reports, int32_t issues);
/* Pack the cell; what is not above 0 is left out. */
void civ_cell_pack(const struct civ_cell *cell, struct civ_buf *days, struct civ_buf *closed, struct civ_buf *started,
                   struct civ_buf *topics);
/* Add the row of issue_month whose days, closed, started and topics stand from column FIRST on. */
bool civ_cell_of_row(struct civ_cell *cell, sqlite3_stmt *row, int first);
/* Add what is packed to the cell. False when memory is out or the bytes are damaged. */
bool civ_cell_unpack_days(struct civ_cell *cell, const unsigned char *bytes, size_t len);
bool civ_spread_unpack(struct civ_spread *spread, const unsigned char *bytes, size_t len);
bool civ_cell_unpack_topics(struct civ_cell *cell, const unsigned char *bytes, size_t len);

#endif
