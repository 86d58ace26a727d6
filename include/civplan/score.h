/* Scores: what a standard gives for the measures, indicator by indicator and up its tree.
 *
 * An indicator is scored from 0 to 100 by its rule; a node is the mean of what is below it, weighted and of the kind
 * that it names. Everywhere, for leaves and nodes alike, points = weight x score / 100, each out of its own weight:
 * possible = weight, lost = possible - points, rate = points / possible. Sums of the points below a node differ from its
 * own where something is missing (and reweighted), or where the mean is not arithmetic.
 *
 * With dimensions the result part is the tree with only its result leaves, the process part likewise; the combined score
 * is share x process + (1 - share) x result. Nothing is rounded inside but where a published rule says so. */
#ifndef CIVPLAN_SCORE_H
#define CIVPLAN_SCORE_H

#include <stdbool.h>
#include <stdint.h>

#include "civplan/record.h"

struct civ_score_options {
	const char *standard;       /* its code or name; NULL: the one in force on the as-of day */
	const char *area;           /* its code, name or alias; NULL: the whole city; "all": every area with a measure */
	const char *method;         /* only measures of this method; NULL: all */
	int64_t level;              /* rows down to this level: 0 the totals, 1 the top indicators; negative: all */
	struct civ_input *measures; /* rows of the noun measure instead of the stored ones, or NULL; a row without a date
	                               is of the as-of day */
};

/* Columns of the report, ended by {NULL}. */
extern const struct civ_out_column civ_score_columns[];

/* Write the scores as of the records' clock: for each area the totals (`*`, and with dimensions `*result` and
 * `*process`), then the tree, parents before children, in the order of codes.
 * CIV_USAGE: several standards are in force (the message names them). CIV_REFUSED: none is, or an unknown standard or
 * area, a process share under the plan's floor, an indicator that cannot be scored, a bad row of measures. */
enum civ_status civ_score_report(struct civ_records *records, const struct civ_score_options *options, struct civ_out *out);

/* Refuses a standard whose process share is under the plan's floor. */
extern const struct civ_hook civ_score_hook;

#endif
