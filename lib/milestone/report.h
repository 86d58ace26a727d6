/* What the parts of the milestone report share. */
#ifndef CIVPLAN_MILESTONE_REPORT_H
#define CIVPLAN_MILESTONE_REPORT_H

#include "civplan/calendar.h"
#include "civplan/hash.h"
#include "lib/milestone/judge.h"

struct civ_report {
	struct civ_records *records;
	struct civ_out *out;
	int32_t asof;
	bool flagged_only, flagged;
	struct civ_hash *places;    /* metric -> place in series */
	struct civ_series **series;
	size_t count, room;
	enum civ_status (*take)(void *data, const struct civ_milestone_state *state); /* instead of OUT */
	void *data;
	bool plain;                 /* without what is expected of tasks */
	struct civ_calendar *calendar;
	struct civ_task_outlook *outlooks;
	size_t outlook_count;
	struct civ_arena *arena;    /* series, for the whole report */
	struct civ_arena *row;      /* for the milestone at hand */
};

/* The figures of a metric in AREA, 0 for the whole city; of several methods on a day third_party counts first, then inspection, survey,
 * data, self. Allocated in ARENA. */
enum civ_status civ_figures_load(struct civ_records *records, struct civ_span metric, int64_t area, struct civ_arena *arena,
                                 struct civ_series *series);
/* The same for the whole city, loaded once. */
enum civ_status civ_report_series(struct civ_report *report, struct civ_span metric, const struct civ_series **series);

/* Every milestone judged by figures and `finished` alone, without what is expected of tasks: for what tasks are expected by. */
enum civ_status civ_report_each_plain(struct civ_records *records, enum civ_status (*take)(void *data, const struct civ_milestone_state *state),
                                      void *data);

/* What is to be said of the terms: what is missing, what the other side of a comparison is, and what was so before. */
enum civ_status civ_report_notes(struct civ_report *report, const struct civ_term_data *data, size_t count,
                                 const struct civ_judgement *judgement, struct civ_buf *note);

#endif
