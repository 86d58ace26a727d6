/* What the parts of the milestone report share. */
#ifndef CIVPLAN_MILESTONE_REPORT_H
#define CIVPLAN_MILESTONE_REPORT_H

#include "civplan/calendar.h"
#include "civplan/hash.h"
#include "lib/milestone/judge.h"

/* A metric: its figures, and what they can be. */
struct civ_metric {
	struct civ_series series;
	struct civ_scale scale;
	bool computed;  /* it is counted as of the day that is judged */
	bool unfounded; /* it is a change, and figures are left out because nobody had measured the base before them */
};

struct civ_judging {
	struct civ_records *records;
	struct civ_out *out;
	int32_t asof;
	int32_t day;                /* that is judged: the due date, or the as-of day before it */
	bool flagged_only, flagged;
	struct civ_hash *places;    /* metric -> place in metrics */
	struct civ_metric **metrics;
	struct civ_scales *scales;
	size_t count, room;
	enum civ_status (*take)(void *data, const struct civ_milestone_state *state); /* instead of OUT */
	void *data;
	enum civ_status (*prepare)(struct civ_judging *report); /* what is expected of tasks; NULL: nothing is */
	struct civ_calendar *calendar;
	struct civ_task_outlooks outlooks;
	struct civ_arena *arena;    /* series, for the whole report */
	struct civ_arena *row;      /* for the milestone at hand */
};

/* The figures of the metric CODE in AREA, 0 for the whole city; of several methods on a day third_party counts first,
 * then inspection, survey, data, self. Of an indicator that is a change those count that follow a measure of its base.
 * Allocated in ARENA. */
enum civ_status civ_figures_load(struct civ_scales *scales, struct civ_span code, int64_t area, struct civ_arena *arena,
                                 struct civ_metric *metric);
/* What a change is counted from where nobody said it: the first figure there is, up to the day; NULL: none. */
const struct civ_figure *civ_figures_base(const struct civ_series *series, int32_t day);
/* `open` and `close` of a report whose rows load figures: its state is the scales. */
enum civ_status civ_figures_open(struct civ_records *records, void **scales);
void civ_figures_close(void *scales);
/* The same for the whole city, loaded once; of what is no indicator, but a derived measure or an expression, and of an
 * indicator that has a formula and that nobody measured, what it comes to at the end of the day that is judged. */
enum civ_status civ_milestone_metric(struct civ_judging *report, struct civ_span code,
                                     const struct civ_metric **metric);

/* What judging needs, beside the records and the day; END frees it, whatever came of BEGIN. */
enum civ_status civ_judging_begin(struct civ_judging *report);
void civ_judging_end(struct civ_judging *report);

/* A criterion with its figures, and what they say; allocated in the arena of the milestone at hand. */
struct civ_weighed {
	struct civ_term_data *data;
	size_t count; /* of terms */
	struct civ_judgement judgement;
};

/* TEXT is a criterion. CIV_REFUSED, told: it is none. */
enum civ_status civ_milestone_weigh(struct civ_judging *report, struct civ_span text, int32_t due,
                                    struct civ_weighed *weighed);

/* Judge the milestones. REPORT says by what, and where they go. */
enum civ_status civ_report_make(struct civ_judging *report, const struct civ_milestone_options *options);

/* Every milestone judged by figures and `finished` alone, without what is expected of tasks: for what tasks are
 * expected by. */
enum civ_status civ_milestone_each_plain(struct civ_records *records,
                                      enum civ_status (*take)(void *data, const struct civ_milestone_state *state),
                                      void *data);

/* What is to be said of the terms: what is missing, what the other side of a comparison is, and what was so before. */
enum civ_status civ_milestone_notes(struct civ_judging *report, const struct civ_term_data *data, size_t count,
                                 const struct civ_judgement *judgement, struct civ_buf *note);

#endif
