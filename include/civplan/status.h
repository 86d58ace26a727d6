/* How the campaign stands, on one screen. */
#ifndef CIVPLAN_STATUS_H
#define CIVPLAN_STATUS_H

#include "civplan/record.h"

/* What a line is about, in the order in which they come. */
enum civ_status_part {
	CIV_STATUS_DATABASE,
	CIV_STATUS_CHANNELS,
	CIV_STATUS_ISSUES,
	CIV_STATUS_TASKS,
	CIV_STATUS_SCORE,
	CIV_STATUS_MILESTONES,
	CIV_STATUS_ASSESSMENTS,
	CIV_STATUS_RISKS,
	CIV_STATUS_PARTS
};

struct civ_status_options {
	int64_t max_age; /* seconds since the last run of a program that stored something: more is flagged; negative:
	                    none is */
	bool flagged_only;
};

extern const struct civ_out_column civ_status_columns[];

/* Write the lines: what is late, what is due in a week, the score, the next milestones and assessments, what risks
 * there are. CIV_FLAGGED when one is flagged that a monitor watches: the age of the last run, and channels that have
 * been silent for longer than their silent_days. */
enum civ_status civ_status_write(struct civ_records *records, const struct civ_status_options *options,
                                 struct civ_out *out);

#endif
