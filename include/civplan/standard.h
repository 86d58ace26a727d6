/* Standards as dated versions: what changed from one to the next, and how one becomes the next. */
#ifndef CIVPLAN_STANDARD_H
#define CIVPLAN_STANDARD_H

#include "civplan/record.h"

/* ---- two versions ---- */

extern const struct civ_out_column civ_standard_diff_columns[];

/* What changed from the standard OLD to NEW (codes or names): indicators added and dropped, weights, every other
 * column, with the tasks and milestones that depend on the indicator. Standards' own columns come first, as indicator
 * "". In the order of codes. CIV_REFUSED: an unknown standard. */
enum civ_status civ_standard_diff(struct civ_records *records, const char *old, const char *new_, struct civ_out *out);

struct civ_standard_copy {
	const char *from, *code, *name;
	int32_t effective;
	bool retire; /* FROM is no longer in force from that day on */
};

/* Copy a standard with all its indicators. CIV_REFUSED: an unknown standard, or one of that code is there. */
enum civ_status civ_standard_copy(struct civ_records *records, const struct civ_standard_copy *copy,
                                  const struct civ_write_options *options, struct civ_write_counts *counts);

#endif
