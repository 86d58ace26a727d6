/* Milestones: criteria, figures and what they say of a due date. */
#ifndef CIVPLAN_MILESTONE_H
#define CIVPLAN_MILESTONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "civplan/mention.h"
#include "civplan/progress.h"
#include "civplan/record.h"
#include "civplan/series.h"

/* ---- criterion ---- */

enum civ_comparison { CIV_GE, CIV_GT, CIV_EQ, CIV_LT, CIV_LE };

/* `metric op (number|metric)`; a metric is an indicator code, in whatever standard, a derived measure or an expression
 * over these. */
struct civ_term {
	struct civ_span metric; /* as it is written */
	enum civ_comparison comparison;
	struct civ_span other; /* metric on the right; len 0: the number */
	struct civ_span right; /* what stands there */
	double number;
	bool counted, percent; /* it has a unit behind it (civ_constant) */
};

struct civ_criterion {
	struct civ_term *terms; /* all must hold */
	size_t count;
};

/* Parse `term [and term ...]` into ARENA; the spans are borrowed from TEXT. False when it is no criterion, and
 * *WHY says what was expected ("a comparison behind 'road_km'"), in ARENA. False with *WHY NULL: no memory. */
bool civ_criterion_parse(struct civ_span text, struct civ_arena *arena, struct civ_criterion *criterion,
                         const char **why);
/* The comparison that TEXT begins with, which is cut off it; false when it begins with none. */
bool civ_comparison_parse(struct civ_span *text, enum civ_comparison *comparison);
/* Two figures are equal when they differ by no more than rounding (1e-9 of the larger). */
bool civ_term_holds(const struct civ_term *term, double left, double right);

/* TAKE is called with each row that the criterion names, from left to right. */
enum civ_status civ_criterion_mentions(struct civ_records *records, struct civ_span text, civ_mention_function *take,
                                       void *data);
/* ---- report ---- */

/* In the order of civ_words_milestone_status:
 *   met       the criterion holds with the figures up to the due date (or, before it, up to the as-of day)
 *   met_late  it holds with a later figure, or `finished` is after due
 *   missed    the last figure on or before due fails, and none since made it good
 *   overdue   decided by `finished` alone: due has passed, still possible
 *   at_risk   not yet due; a forecast misses
 *   on_track  not yet due; every forecast holds
 *   pending   not yet due, and too little is known to forecast
 *   no_data   due, but a figure is missing */
enum civ_milestone_status {
	CIV_MILESTONE_MET, CIV_MILESTONE_MET_LATE, CIV_MILESTONE_MISSED, CIV_MILESTONE_OVERDUE,
	CIV_MILESTONE_AT_RISK, CIV_MILESTONE_ON_TRACK, CIV_MILESTONE_PENDING, CIV_MILESTONE_NO_DATA,
};

struct civ_milestone_options {
	const char *phase, *unit; /* codes or names; a unit takes in what is below it; NULL: all */
	int64_t within;           /* only those due in so many days from the as-of day on; negative: all */
	bool flagged_only;        /* only missed, overdue and no_data */
};

/* Columns of the report, ended by {NULL}. */
extern const struct civ_out_column civ_milestone_columns[];

/* Write the report as of the records' clock, by due date. CIV_FLAGGED when a row is missed, overdue or no_data;
 * CIV_REFUSED for an unknown phase or unit. */
enum civ_status civ_milestone_report(struct civ_records *records, const struct civ_milestone_options *options,
                                     struct civ_out *out);

/* The tasks that milestones not yet reached by the as-of day are to be brought about by, and the days of these;
 * allocated in ARENA. */
enum civ_status civ_milestone_deadlines(struct civ_records *records, struct civ_arena *arena,
                                        struct civ_task_deadline **deadlines, size_t *count);

/* A milestone of the report, for other programs; borrowed for the call. */
struct civ_milestone_state {
	int64_t unit, person, task; /* 0: none */
	const char *code, *title, *note;
	int32_t due;
	enum civ_milestone_status status;
};

/* Call TAKE with each milestone of the report. */
enum civ_status civ_milestone_each(struct civ_records *records, const struct civ_milestone_options *options,
                                   enum civ_status (*take)(void *data, const struct civ_milestone_state *state),
                                   void *data);

/* ---- signals ---- */

/* In the order of civ_words_signal: a criterion as of a day, with the figures up to it, as that of a milestone due on
 * the day is judged. Statements ask for it by signal_state(criterion, day). */
enum civ_signal { CIV_SIGNAL_HOLDS, CIV_SIGNAL_QUIET, CIV_SIGNAL_NO_DATA };

#endif
