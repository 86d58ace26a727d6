/* The scale of an indicator's values: how one comes from what was counted, and what is possible at all. */
#ifndef CIVPLAN_SCALE_H
#define CIVPLAN_SCALE_H

#include "civplan/record.h"

/* What an indicator says of its values; NAN: it does not. */
struct civ_scale_traits {
	struct civ_span unit; /* measure_unit; empty: none */
	double lo, hi;        /* of its rule */
	double min, max;      /* its own bounds */
	bool has_base;        /* change_of names an indicator */
};

struct civ_scale {
	double factor;   /* value = factor x numerator / denominator: 100 of a percentage, 1 of a mean */
	bool has_unit;   /* without one a plain quotient is believed, too */
	double min, max; /* of its values; NAN: no bound */
	bool is_change;  /* a change from a base: it may be below 0 */
};

/* What was measured; NAN: not given. */
struct civ_score_measured {
	double value;
	double numerator, denominator;
};

enum civ_scale_verdict {
	CIV_SCALE_FITS,
	CIV_SCALE_OVER_NOTHING, /* the denominator is 0 */
	CIV_SCALE_HALF,      /* a numerator without a denominator, or this without that; a count is its own numerator */
	CIV_SCALE_DISAGREES, /* numerator and denominator do not give the value, rounded to the digits that it has */
	CIV_SCALE_UNDER,
	CIV_SCALE_OVER,
};

/* The unit of a difference between percentages: its values are changes, whatever else is said. */
bool civ_scale_is_points(struct civ_span unit);
/* Its own bounds; without them 0 to 100 (and whatever its rule asks for) for a unit of %, and without a unit where the
 * rule's own scale is 0 to 100. */
struct civ_scale civ_scale_of(const struct civ_scale_traits *traits);
/* Factor x numerator / denominator, rounded to 6 decimals as measure-derive prints it; NAN when one of them is not
 * given. */
double civ_scale_value(const struct civ_scale *scale, const struct civ_score_measured *measured);
/* True if VALUE is EXACT rounded to as many decimals as VALUE has: 70.59 is 100 x 12 / 17. */
bool civ_scale_agrees(double value, double exact);
/* Whether a figure can be one of this scale; the first thing that is wrong with it. */
enum civ_scale_verdict civ_scale_judge(const struct civ_scale *scale, const struct civ_score_measured *measured);

/* VALUE, expected of an indicator of this scale, kept to what is possible: its bounds, and not below 0 where it is no
 * change and LEAST, the least that was ever measured, is not. */
double civ_scale_keep(const struct civ_scale *scale, double least, double value);

/* The scales of indicators, each read once. */
struct civ_scales;

/* RECORDS is borrowed until civ_scales_close (NULL allowed). */
enum civ_status civ_scales_open(struct civ_records *records, struct civ_scales **scales);
void civ_scales_close(struct civ_scales *scales);
struct civ_records *civ_scales_records(const struct civ_scales *scales);
/* The scale of an indicator code; of several standards the one that took effect last decides. A code that no standard
 * has is of any scale. */
enum civ_status civ_scales_find(struct civ_scales *scales, struct civ_span code, struct civ_scale *scale);

/* From which day on figures of CODE in AREA (0: the whole city) count: of an indicator that is a change, the day after
 * the first measure of what it is a change of, and none (*DAY is INT32_MAX) without such a measure; of any other every
 * day (INT32_MIN). */
enum civ_status civ_scale_counts_from(struct civ_records *records, struct civ_span code, int64_t area, int32_t *day);

/* Make a measure whole: the value from numerator and denominator where it is empty, and refuse one that they do not
 * give or that the indicator cannot have (CIV_REFUSED, said of the record). A value that agrees but is coarser than a
 * hundredth of a per cent gives way to the exact one, so that nothing is reached by rounding; *ROUNDED says so. */
enum civ_status civ_measure_settle(struct civ_scales *scales, struct civ_record *record, bool *rounded);

/* Does that for every measure that is stored. A change of the value alone clears numerator and denominator. */
extern const struct civ_hook civ_measure_hook;
/* Refuses a benchmark that its indicator cannot have. */
extern const struct civ_hook civ_benchmark_hook;

#endif
