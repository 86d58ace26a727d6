/* The tasks as they stood at the end of a day. */
#ifndef CIVPLAN_PROGRESS_WORK_H
#define CIVPLAN_PROGRESS_WORK_H

#include "civplan/calendar.h"
#include "civplan/hash.h"
#include "civplan/progress.h"
#include "civplan/series.h"

enum { CIV_NO_PLACE = -1 };

struct civ_task {
	int64_t id, unit, person, area;
	const char *code, *title, *programme, *phase, *category, *unit_code, *person_code, *quantity_unit, *blocker,
		*area_code, *recurring, *term, *groups, *scene;
	/* "" when not given; RECURRING is yes or no */
	int parent;                 /* place in the list; CIV_NO_PLACE: none */
	bool leaf;                  /* no part of it is in the list */
	bool unfunded;              /* nobody says where its money comes from */
	bool has_start, has_quantity;
	int32_t start, due, finished; /* FINISHED only when DONE */
	double quantity, reached, reworked, weight; /* WEIGHT is 1 when not given */
	int64_t beneficiaries;      /* 0 when not given */
	double completion;          /* see civ_task_completion */
	enum civ_task_status status;
	const int *after;           /* places of the tasks that must end first */
	size_t after_count;
	struct civ_series progress; /* reached, up to the day */
	bool stands; /* it is not done, and a stop lasts on the day, or its status is blocked or stopped */
	int64_t days_stopped;       /* days of its stops, up to the day, first and last ones included */
	const char *stop_cause;     /* of the one that lasts, else of the longest; "" none, or nobody named it */
};

struct civ_work {
	struct civ_records *records;
	struct civ_messages *messages;
	struct civ_arena *arena;
	struct civ_calendar *calendar;
	int32_t asof;
	struct civ_task *tasks;     /* by code; cancelled ones are left out */
	size_t count;
	struct civ_hash *places;    /* code -> place */
};

/* Load them: status, due date and obstacle as they were known at the end of the as-of day; of a task that was entered
 * later, as they are now. What was reported counts by its own date. Closed in any case. */
enum civ_status civ_work_open(struct civ_work *work, struct civ_records *records);
void civ_work_close(struct civ_work *work);

/* module.c: move the days on which the tasks are due by what the modules that are on add to them (see
 * lib/noun/module.h); what is stored of the tasks stays as it is. */
enum civ_status civ_work_extend(struct civ_work *work);

/* How much of a task is done, 0 to 1: all when it is; else reached / quantity; without a quantity nothing. */
double civ_task_completion(bool done, double reached, double quantity);

/* Due by the as-of day and done after it, or not done by its end. */
bool civ_task_is_late(const struct civ_work *work, const struct civ_task *task);
/* Its code, title, unit, status, start and due, as the next cells of OUT. */
void civ_task_put(const struct civ_task *task, struct civ_out *out);

/* ---- pace.c: how much should be done by a day ---- */

/* Months from the beginning of FROM to the end of TO: whole months and the part of the last one; 0 when TO is before
 * FROM. */
double civ_months(int32_t from, int32_t to);
/* Working days in (FROM, TO]; below 0 when TO comes first. */
int64_t civ_work_days(const struct civ_work *work, int32_t from, int32_t to);
/* 0 to 1: the part of its working days, start and due included, that has passed by the end of DAY; without a start all
 * on the due day. */
double civ_task_planned(const struct civ_work *work, const struct civ_task *task, int32_t day);

/* ---- value.c: earned value of a set of tasks ---- */

/* Earned schedule: Lipke 2003. Amounts are in weights. */
struct civ_earned {
	double weight, planned, earned;
	double spi;   /* earned / planned; NAN: nothing was planned by the day */
	double spi_t; /* earned schedule / actual time; NAN: nothing has begun */
};

/* Of the COUNT leaves whose places are in SET. */
void civ_earned_of(const struct civ_work *work, const int *set, size_t count, struct civ_earned *earned);

/* ---- network.c ---- */

struct civ_path {
	int32_t start, finish;   /* expected */
	int64_t duration;        /* working days left; of one that is done 0 */
	bool has_latest;
	int32_t latest; /* last day on which it may end without moving a milestone, a deadline of what comes after, or
	                   its own */
	int64_t slack;           /* working days from finish to latest; below 0: late */
	bool serves;             /* something else is behind LATEST than its own due date */
	int driver;              /* place of the task that keeps it from starting as planned; CIV_NO_PLACE: none */
};

/* PATHS has room for each task. Tasks that wait for each other in a circle are warned of; within it they are taken as
 * planned. */
enum civ_status civ_network(struct civ_work *work, const struct civ_task_deadline *deadlines, size_t count,
                            struct civ_path *paths);

#endif
