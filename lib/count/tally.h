/* Lives counted into monthly cells while rows are stored. */
#ifndef CIVPLAN_COUNT_TALLY_H
#define CIVPLAN_COUNT_TALLY_H

#include "lib/count/cell.h"

struct civ_tally;

enum civ_status civ_tally_open(struct civ_records *records, struct civ_tally **tally);
void civ_tally_close(struct civ_tally *tally);
/* Merge what was counted when it has become much. */
enum civ_status civ_tally_ready(struct civ_tally *tally);
/* Count a life, or with SIGN -1 take it back. In memory alone; CIV_SYSTEM when it is out. */
enum civ_status civ_tally_life(struct civ_tally *tally, const struct civ_life *life, int sign);
/* Merge what was counted into the table. */
enum civ_status civ_tally_flush(struct civ_tally *tally);
/* The watch window that came_back is counted by. */
int64_t civ_tally_watch_days(const struct civ_tally *tally);
/* The cell counted for that month, NULL when nothing was. */
struct civ_cell *civ_tally_find(struct civ_tally *tally, int dimension, int64_t ref, int32_t month);
/* Each cell that civ_tally_find has not given, in the order of dimension, id and month; the tally is empty then. */
enum civ_status civ_tally_each(struct civ_tally *tally,
                               enum civ_status (*take)(void *data, int dimension, int64_t ref, int32_t month,
                                                       struct civ_cell *cell),
                               void *data);

#endif
