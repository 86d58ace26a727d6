/* Tasks: how far they are, what is late, what waits for what. */
#ifndef CIVPLAN_PROGRESS_H
#define CIVPLAN_PROGRESS_H

#include "civplan/record.h"

/* A report of progress sets the task's `reached` to that of its latest report, with its history. */
extern const struct civ_hook civ_progress_hook;
/* Tasks that would wait for themselves by way of their parts or of what they are part of are refused. A task that comes
 * to be blocked or stopped begins a stop on the as-of day, and ends it when it is so no more. */
extern const struct civ_hook civ_task_hook;
/* Stops of one task that overlap are refused. */
extern const struct civ_hook civ_stop_hook;

/* ---- report ---- */

/* In the order of civ_words_task_status; a task before DONE is open. */
enum civ_task_status {
	CIV_TASK_PLANNED, CIV_TASK_RUNNING, CIV_TASK_BLOCKED, CIV_TASK_STOPPED, CIV_TASK_DONE, CIV_TASK_CANCELLED,
};

struct civ_task_report_options {
	const char *by;   /* task, unit, programme, phase, category, cause, month (of the due date), term, group (of
	                     people), scene, recurring, area, quantity, stratum, rework; NULL: one row */
	const char *unit; /* only tasks of this unit and those below it; NULL: all */
	const char *task; /* only this one and its parts; NULL: all */
	const char *category; /* only tasks of this field; NULL: all */
	const char *kind; /* by stratum, and missing: areas of this kind are counted; NULL: community */
	bool missing;     /* the areas of that kind in which, and below which, there is no such task */
	bool old;         /* of these, old communities alone */
};

extern const struct civ_out_column civ_task_report_columns[];   /* without a group */
extern const struct civ_out_column
	civ_task_group_column[]; /* in front of them, by anything but task, stratum and rework */
extern const struct civ_out_column civ_task_each_columns[];     /* by task */
extern const struct civ_out_column civ_task_stratum_columns[];  /* by stratum */
extern const struct civ_out_column civ_task_rework_columns[];   /* by rework */
extern const struct civ_out_column civ_task_output_columns[];   /* by quantity: programme and what is counted */
extern const struct civ_out_column civ_task_missing_columns[];  /* areas without */
const struct civ_out_column *civ_task_report_columns_of(const char *by);

/* Weighted completion against what was planned by the as-of day, delays, pace, rework and stops. CIV_REFUSED: an
 * unknown unit or task, or a field of no task. */
enum civ_status civ_task_report(struct civ_records *records, const struct civ_task_report_options *options,
                                struct civ_out *out);

/* ---- critical path ---- */

/* A day by which a task must end for the sake of something else. */
struct civ_task_deadline {
	int64_t task;
	int32_t day;
	const char *name; /* code of the milestone */
};

/* What is expected of one task. */
struct civ_task_outlook {
	int64_t task;
	int32_t finish;       /* expected, or the day it was done */
	int64_t slack;        /* working days; below 0: late for something */
	const char *driver;   /* code of the first late task that it waits for, along the chain; NULL: none */
};

extern const struct civ_out_column civ_task_path_columns[];

/* Write every task with when it is expected to start and end, what it waits for and what it pushes, in order of slack.
 * Its due date is moved by the modules that are on. */
enum civ_status civ_task_path(struct civ_records *records, const struct civ_task_deadline *deadlines, size_t count,
                              bool critical_only, struct civ_out *out);

struct civ_task_outlooks {
	struct civ_task_outlook *ones;
	size_t count;
};

/* The same as values, by task id, allocated in ARENA. */
enum civ_status civ_task_outlooks(struct civ_records *records, const struct civ_task_deadline *deadlines, size_t count,
                                  struct civ_arena *arena, struct civ_task_outlooks *outlooks);

/* ---- for the assessment of units ---- */

struct civ_task_unit {
	int64_t unit; /* 0: none */
	int64_t n, due, late, done, blocked;
	double weight, planned, earned;
	/* Beside these: due before FROM and not done yet by the as-of day. */
	int64_t carried;
	double carried_weight, carried_earned;
};

struct civ_task_units {
	struct civ_task_unit *ones;
	size_t count;
};

/* Tasks due from the day FROM to TO by unit, and those late since before FROM, as they stood at the end of the as-of
 * day; the list is allocated in ARENA. */
enum civ_status civ_task_by_unit(struct civ_records *records, int32_t from, int32_t to, struct civ_arena *arena,
                                 struct civ_task_units *units);

/* A task that is of concern in a week. */
struct civ_task_concern {
	int64_t id, unit, person;
	const char *code, *title, *blocker;
	int32_t due;
	bool blocked, stopped;
};

/* The open tasks as they stood at the end of the as-of day; allocated in ARENA. */
enum civ_status civ_task_open_ones(struct civ_records *records, struct civ_arena *arena,
                                   struct civ_task_concern **tasks, size_t *count);

#endif
