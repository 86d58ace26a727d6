/* The score of one indicator from its value: pure, so that it can be tested without a database. */
#ifndef CIVPLAN_SCORE_RULE_H
#define CIVPLAN_SCORE_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "civplan/buffer.h"
#include "civplan/scale.h"
#include "civplan/text.h"

/* In the order of civ_words_scoring. */
enum civ_score_rule_kind {
	CIV_RULE_GOALPOSTS, CIV_RULE_TARGET, CIV_RULE_SLOPE, CIV_RULE_BANDS, CIV_RULE_PASS,
	CIV_RULE_MINMAX, CIV_RULE_ZSCORE, CIV_RULE_RANK, CIV_RULE_NONE,
};

enum civ_score_direction { CIV_DIRECTION_NONE, CIV_DIRECTION_UP, CIV_DIRECTION_DOWN };

/* From this value on the score is SCORE. */
struct civ_score_band {
	double from, score;
};

struct civ_score_rule {
	enum civ_score_rule_kind kind;
	enum civ_score_direction direction;
	double weight;
	double lo, hi, step, floor; /* NAN: not given */
	bool log_scale;
	int round;                  /* decimals of a published rounding; negative: none */
	bool percent;               /* measured in percent: numerator / denominator x 100 is the value */
	const struct civ_score_band *bands;
	size_t band_count;
};

/* False when no rule has that name. */
bool civ_score_rule_find(struct civ_span name, enum civ_score_rule_kind *kind);
/* True for the rules that compare the subjects of a run with each other. */
bool civ_score_rule_is_relative(enum civ_score_rule_kind kind);

/* Parse "0:0;60:60;80:100": rising bounds, scores from 0 to 100. NULL when the text is no such list, *COUNT being how
 * many bands are good before the first bad one, or (*FAILED) memory is out. In ARENA. */
const struct civ_score_band *civ_score_bands_parse(struct civ_span text, struct civ_arena *arena, size_t *count,
                                                   bool *failed);

/* What the rule lacks ("needs lo and hi, lo being less"), or NULL when it can be used. */
const char *civ_score_rule_lacks(const struct civ_score_rule *rule);

/* The score, 0 to 100, by a usable rule that is neither none nor relative:
 *   goalposts  clipped to [lo, hi], on a line (or, with LOG_SCALE, on its logarithm) between them
 *   target     on a line from lo, the base, to hi, the target, clipped
 *   slope      all points of the weight up to hi, then STEP points less for each unit short of it, never under FLOOR
 *              points; with ROUND the rate and then the points are rounded half up in decimal integers. A rate in
 *              percent is then taken from numerator and denominator, when both are there and give the value
 *   bands      the last band that the value reaches; under the first one 0 (direction down: the first one's)
 *   pass       100 when the value reaches hi (down: does not pass it), else 0
 * A bound is reached also by a value that falls short of it by no more than rounding (1e-9 of the larger).
 * False when a slope with ROUND has numbers of too many digits. */
bool civ_score_by_rule(const struct civ_score_rule *rule, const struct civ_score_measured *measured, double *score);

/* How far a value is from all points, and what a step on the way is, both in the unit of the measure.
 *   best  goalposts and target: the post or target; slope and pass: hi; bands: where the best one begins (down: just
 * under the next) step  a tenth of the way from no points to all of them; bands: to the next better one; pass: all of
 * the way False for a rule that has none: none, and those that compare subjects; and for bands when VALUE is in the
 * best one. */
bool civ_score_way(const struct civ_score_rule *rule, double value, double *best, double *step);

/* The scores of all COUNT subjects by a relative rule:
 *   minmax  100 (x - least) / (greatest - least)
 *   zscore  50 + 10 (x - mean) / standard deviation of the subjects, clipped to 0 to 100
 *   rank    100 (count - rank) / (count - 1), equal values sharing the rank (1, 2, 2, 4)
 * direction down turned round. False when the values do not differ, one value alone included. */
bool civ_score_by_comparison(const struct civ_score_rule *rule, const double *values, size_t count, double *scores);

#endif
