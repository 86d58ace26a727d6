/* Scores: what a standard gives for the measures, indicator by indicator and up its tree.
 *
 * An indicator is scored from 0 to 100 by its rule; a node is the mean of what is below it, weighted and of the kind
 * that it names. Everywhere, for leaves and nodes alike, points = weight x score / 100, each out of its own weight:
 * possible = weight, lost = possible - points, rate = points / possible. Sums of the points below a node differ from
 * its own where something is missing (and reweighted), or where the mean is not arithmetic.
 *
 * With dimensions the result part is the tree with only its result leaves, the process part likewise; the combined
 * score is share x process + (1 - share) x result. Nothing is rounded inside but where a published rule says so. */
#ifndef CIVPLAN_SCORE_H
#define CIVPLAN_SCORE_H

#include <stdbool.h>
#include <stdint.h>

#include "civplan/record.h"

struct civ_score_options {
	const char *standard;       /* its code or name; NULL: the one in force on the as-of day */
	const char *area; /* codes, names or aliases, joined with commas; NULL: the whole city; "all": every area with a
	                     measure */
	const char *method;         /* only measures of this method; NULL: all */
	const char *scope; /* only leaves of this scope, national or local; NULL: all. A leaf without one is as the
	                      nearest node above it that has one, else national */
	const char *against;        /* of the report: the method whose scores stand beside; NULL: none */
	int32_t asof;
	int64_t level; /* of the report: rows down to this level: 0 the totals, 1 the top indicators; negative: all */
	struct civ_input *measures; /* rows of the noun measure instead of the stored ones, or NULL; a row without a
	                               date is of the as-of day */
};

/* Every function here that scores returns, beside what it says itself:
 * CIV_USAGE: several standards are in force (the message names them). CIV_REFUSED: none is, or an unknown standard or
 * area, a process share under the plan's floor, an indicator that cannot be scored, a bad row of measures, of one area
 * a node whose mean is undefined. CIV_FLAGGED: of all areas one has such a node, named by a warning; the others are
 * scored. */

/* Columns of the report, ended by {NULL}: the last two only with `against`. */
extern const struct civ_out_column civ_score_columns[], civ_score_plain_columns[]; /* the latter without these */
size_t civ_score_column_count(const struct civ_score_options *options);

/* Write the scores as of the day: for each area the totals (`*`, and with dimensions `*result` and
 * `*process`), then the tree, parents before children, in the order of codes. */
enum civ_status civ_score_report(struct civ_records *records, const struct civ_score_options *options,
                                 struct civ_out *out);

/* ---- ranking ---- */

extern const struct civ_out_column civ_score_rank_columns[];

/* Rank the areas by their combined score, unrounded; equal ones share the rank (1, 2, 2, 4), those without a score come
 * last and have none. The whole city is one of them only when it alone is scored. */
enum civ_status civ_score_rank(struct civ_records *records, const struct civ_score_options *options,
                               struct civ_out *out);
/* The same from rows of civ_score_columns (area, indicator and score at least). CIV_REFUSED: rows of two standards, a
 * bad row, no row at all. */
enum civ_status civ_score_rank_rows(struct civ_input *input, struct civ_messages *messages, struct civ_out *out);

struct civ_sensitivity_options {
	double percent; /* each weight is drawn from within so many percent of itself, evenly */
	int64_t draws;
	int64_t seed;   /* the same draws for the same seed */
};

extern const struct civ_out_column civ_sensitivity_columns[];

/* How far the ranks depend on the weights (OECD/JRC, Handbook on Constructing Composite Indicators, 2008, step 7): the
 * areas are ranked again for each draw of the weights. The process share stays as it is. */
enum civ_status civ_score_sensitivity(struct civ_records *records, const struct civ_score_options *options,
                                      const struct civ_sensitivity_options *draws, struct civ_out *out);

/* ---- losses ---- */

enum civ_score_by { CIV_SCORE_BY_INDICATOR, CIV_SCORE_BY_UNIT, CIV_SCORE_BY_CAUSE };

extern const struct civ_out_column civ_score_why_columns[];  /* by indicator */
extern const struct civ_out_column civ_score_loss_columns[]; /* by unit or cause */

/* Where the points go: each leaf with what the combined score would gain if it had all its points, and by one step on
 * its own scale; the largest gain first. Or the sums by responsible unit, or by cause. */
enum civ_status civ_score_why(struct civ_records *records, const struct civ_score_options *options,
                              enum civ_score_by by, struct civ_out *out);

extern const struct civ_out_column civ_score_source_columns[];

/* The measures behind the score of INDICATOR (a code of the standard, or `*`): those of each leaf at or below it up to
 * the as-of day, the one that counts marked, with the run that stored it. CIV_REFUSED: no such indicator, or measures
 * of an input. */
enum civ_status civ_score_sources(struct civ_records *records, const struct civ_score_options *options,
                                  const char *indicator, struct civ_out *out);

/* ---- over time ---- */

extern const struct civ_out_column civ_score_trend_columns[];

/* The scores as of each of COUNT days, in order, each by the standard in force on it unless one is named. */
enum civ_status civ_score_trend(struct civ_records *records, const struct civ_score_options *options,
                                const int32_t *days, size_t count, struct civ_out *out);

/* ---- balance ---- */

enum civ_balance_by {
	CIV_BALANCE_SCOPE,
	CIV_BALANCE_KIND,
	CIV_BALANCE_DIMENSION,
	CIV_BALANCE_THEME,
	CIV_BALANCE_TEST,
	CIV_BALANCE_UNIT,
	CIV_BALANCE_INDICATOR
};

/* How much of the way from base to target a target of the whole city has gone, in percent. */
struct civ_balance_way {
	const char *indicator;
	double way;
};

struct civ_balance_options {
	const char *standard; /* NULL: the one in force on the as-of day */
	enum civ_balance_by by;
	const char *from, *to;/* days of the reports that are counted, inclusive; NULL: no bound */
	const struct civ_balance_way *ways; /* of the targets in force */
	size_t way_count;
};

extern const struct civ_word civ_balance_groups[]; /* in the order of the enum */
extern const struct civ_out_column civ_balance_columns[];

/* The weight of each group of indicators in the combined score beside the complaints about what they measure. */
enum civ_status civ_score_balance(struct civ_records *records, const struct civ_balance_options *options,
                                  struct civ_out *out);

/* The points that each unit's indicators got and could have got, as of the day, for the whole city. */
struct civ_score_unit {
	int64_t unit;
	int64_t indicators;
	double points, possible;
};

/* *UNITS is allocated in ARENA. None in force, or several: *COUNT is 0. */
enum civ_status civ_score_by_unit(struct civ_records *records, int32_t asof, struct civ_arena *arena,
                                  struct civ_score_unit **units, size_t *count);

/* Refuses an indicator whose bands, step or formula cannot be used. */
extern const struct civ_hook civ_indicator_hook;
/* Refuses a standard whose process share is under the plan's floor. */
extern const struct civ_hook civ_score_hook;
/* Warns of a target that another one of its indicator and area contradicts: another value on the same day, or less
 * asked for later. */
extern const struct civ_hook civ_target_hook;

#endif
