/* Questions within questions: figures that are counted while others are. */
#ifndef CIVPLAN_NESTED_H
#define CIVPLAN_NESTED_H

#include "civplan/record.h"

/* Records of the same store as of the end of another DAY, to be closed before RECORDS are, whose language, messages and
 * SQL functions they share: statements of both may be under way at once. */
enum civ_status civ_records_on(struct civ_records *records, int32_t day, struct civ_records **then);

/* Something that is being counted. */
struct civ_under_way {
	const void *what;
	struct civ_under_way *before; /* of the engine */
};

/* False: it is being counted already, in RECORDS or in those that they share with; asking once more would not end. Else
 * ENTRY is borrowed until civ_records_leave, in the reverse order. */
bool civ_records_enter(struct civ_records *records, struct civ_under_way *entry);
void civ_records_leave(struct civ_records *records, const struct civ_under_way *entry);

/* The answer that was kept under KEY, in RECORDS or in those that they share with; NULL: there is none, or something
 * was written since. */
const struct civ_rows *civ_records_kept(struct civ_records *records, const char *key);
/* Keep the answer ROWS, which lies in ARENA, under KEY: both belong to the records that all share from now on, also
 * when this fails. Answers from before something was written are let go: borrow none across this. */
enum civ_status civ_records_keep(struct civ_records *records, const char *key, struct civ_arena *arena,
                                 const struct civ_rows *rows);

#endif
