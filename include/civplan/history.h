/* What was changed, when and by whom, read back from the tables run, run_range and change. */
#ifndef CIVPLAN_HISTORY_H
#define CIVPLAN_HISTORY_H

#include <stdbool.h>
#include <stdint.h>

#include "civplan/messages.h"
#include "civplan/output.h"
#include "civplan/record.h"

/* Which changes. */
struct civ_history_query {
	int64_t run;      /* of this run only; 0: all */
	const char *since;/* of runs from this time on, "YYYY-MM-DD HH:MM:SS"; NULL: all */
	const struct civ_noun *noun; /* of its rows only; NULL: all */
	const char *key;  /* of the row that has, or had, this key; needs noun; NULL: all */
	int64_t limit;    /* the latest N lines only; 0: all */
};

/* The columns of civ_history_runs and civ_history_changes, each ended by one without a name. */
extern const struct civ_out_column civ_history_run_columns[];
extern const struct civ_out_column civ_history_change_columns[];

/* One line for each run, the oldest first; with a LIMIT above 0 only the latest so many. */
enum civ_status civ_history_runs(struct civ_records *records, int64_t limit, struct civ_out *out);
/* One line for each value that was changed or removed, and one for the rows that a run added to a table: its action is
 * "add", and "new" is how many they were. The oldest first. */
enum civ_status civ_history_changes(struct civ_records *records, const struct civ_history_query *query,
                                    struct civ_out *out);

#endif
