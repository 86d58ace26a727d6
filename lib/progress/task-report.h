/* What the parts of the report on tasks share. */
#ifndef CIVPLAN_PROGRESS_REPORT_H
#define CIVPLAN_PROGRESS_REPORT_H

#include "lib/progress/work.h"

enum { CIV_REPORT_DIGITS = 2 }; /* of percentages and quantities */

struct civ_task_reporting {
	struct civ_work work;
	const struct civ_task_report_options *options;
	struct civ_out *out;
	int *set;     /* places of the leaves wanted */
	size_t count;
};

/* Why TASK is late: its obstacle, or why it stood still longest; else the units that were to help and have no part in
 * it; that nobody named anything is a cause too. Of one that is not late what stands in its way now, "" nothing. */
enum civ_status civ_report_cause(struct civ_task_reporting *report, const struct civ_task *task, const char **cause);

/* The figures of the COUNT leaves whose places are in SET, which end the row. */
enum civ_status civ_report_set(struct civ_task_reporting *report, const int *set, size_t count);
/* By what the tasks have in common, and by what is counted. */
enum civ_status civ_report_groups(struct civ_task_reporting *report);
enum civ_status civ_report_outputs(struct civ_task_reporting *report);
/* By stratum, and by cause of rework. */
enum civ_status civ_report_strata(struct civ_task_reporting *report);
enum civ_status civ_report_rework(struct civ_task_reporting *report);
/* The areas in which there is none of the tasks. */
enum civ_status civ_report_missing(struct civ_task_reporting *report);

#endif
