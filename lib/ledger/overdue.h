/* What is late or about to be, gathered. */
#ifndef CIVPLAN_LEDGER_OVERDUE_H
#define CIVPLAN_LEDGER_OVERDUE_H

#include "lib/ledger/private.h"

struct civ_late {
	int64_t id, unit, person; /* whose part is late; 0: nobody's */
	struct civ_due due;
	int32_t last_urged; /* 0: never */
	int64_t days, workdays;
	const char *stage, *limit, *waits_on;
	enum civ_ledger_level level;
};

struct civ_late_list {
	struct civ_records *records;
	const struct civ_overdue_options *options;
	struct civ_watch_settings settings;
	struct civ_deadlines *deadlines;
	int64_t minute; /* the one that is asked for, since 1970: what was due before it is late */
	char end_day[CIV_DATE_SIZE];
	int32_t asof;
	struct civ_late *list;
	size_t count, room;
};

/* Worst first; closed in any case. */
enum civ_status civ_late_open(struct civ_records *records, const struct civ_overdue_options *options,
                              struct civ_late_list *overdue);
void civ_late_close(struct civ_late_list *overdue);
/* How many are late, not only near. */
uint64_t civ_late_count(const struct civ_late_list *overdue);
/* For qsort. */
int civ_late_worse_first(const void *left, const void *right);

#endif
