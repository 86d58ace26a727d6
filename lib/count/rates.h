/* Figures of groups of issues: gathering them, and what they come to. */
#ifndef CIVPLAN_COUNT_RATES_H
#define CIVPLAN_COUNT_RATES_H

#include "civplan/hash.h"
#include "lib/count/cell.h"

/* What one group comes to, as of a day. */
struct civ_rates_sums {
	int64_t counts[CIV_MARKS];
	int64_t due;              /* of the counts the days after the as-of day only as far as they are done */
	int64_t watched, back; /* closed and still in the watch window; come back, of those whose window has passed */
	int64_t overdue;
	struct civ_spread closed, started,
		running; /* by days: of the closed, of those that started in the period, of those still open */
	/* What takes the issues themselves; see rates-answers.c. */
	int64_t called, asked_solved, asked_satisfied; /* the latter two: whose answer, or silence, counts */
	double solved, satisfied;                      /* of these; who said partly is a part of one */
	struct civ_buf waits;                          /* int32_t: minutes from the report to the first answer */
	int64_t more_reports, more_days;               /* beside n_closed and its days, were nothing merged */
};

struct civ_rates_row {
	int64_t keys[CIV_RATES_GROUPS];
	struct civ_rates_sums sums;
};

struct civ_rates {
	struct civ_records *records;
	const struct civ_rates_options *options;
	struct civ_watch_settings settings;
	int32_t asof;
	int64_t minute;            /* civ_clock_minute */
	struct civ_hash *places;   /* keys -> place in rows */
	struct civ_rates_row **rows;
	size_t count, room;
	struct civ_hash *areas;    /* area -> the one of the depth above it */
	struct civ_hash *within;   /* the area that is asked for and those below it; NULL: all */
};

bool civ_rates_has_group(const struct civ_rates *rates, enum civ_rates_group group);
/* The group of these ids on DAY; NULL when memory is out. */
struct civ_rates_row *civ_rates_row_of(struct civ_rates *rates, const int64_t refs[CIV_LIFE_KEYS], int32_t day);
/* Is the day within --from and --to? */
bool civ_rates_within(const struct civ_rates *rates, int32_t day);
/* True when DAY is the as-of day and today, and not over: what is due then may still be done in time. */
bool civ_rates_is_running(const struct civ_rates *rates, int32_t day);
/* Count MARK, N times, on DAY. */
void civ_rates_count(const struct civ_rates *rates, struct civ_rates_sums *sums, enum civ_mark mark, int32_t day,
                     int32_t n);
/* Count a mark that makes the group's days too: open since DAY. False when memory is out. */
bool civ_rates_count_running(const struct civ_rates *rates, struct civ_rates_sums *sums, int32_t day, int32_t n);

/* Lives as they are, and as they were at the end of the day before :end: the columns of civ_life_of_row, and any behind
 * them. */
struct civ_rates_lives {
	const char *now_sql, *then_sql;
	/* False when memory is out. */
	bool (*take)(struct civ_rates *rates, const struct civ_life *life, sqlite3_stmt *row);
};

enum civ_status civ_rates_each_life(struct civ_rates *rates, const struct civ_rates_lives *lives);

/* ---- rates-gather.c ---- */

/* What the row comes to. */
struct civ_issue_figures civ_rates_figures(const struct civ_rates *rates, const struct civ_rates_row *row);
/* Gather what OPTIONS ask for; closed in any case. */
enum civ_status civ_rates_gather(struct civ_rates *rates, struct civ_records *records,
                                 const struct civ_rates_options *options);
void civ_rates_close(struct civ_rates *rates);

/* ---- rates-source.c ---- */

bool civ_rates_can_sum_up(struct civ_rates *rates, enum civ_status *status);
enum civ_status civ_rates_sum_up(struct civ_rates *rates);
enum civ_status civ_rates_scan(struct civ_rates *rates);

/* ---- rates-parts.c ---- */

/* With units or their persons among the groups: count the parts of co-units, and their leads' as their parts are. */
enum civ_status civ_rates_add_parts(struct civ_rates *rates);

/* ---- rates-answers.c ---- */

/* What reporters were answered and said, and what was merged. */
enum civ_status civ_rates_add_answers(struct civ_rates *rates);
/* Minutes within which PERCENT of the answers came, by nearest rank; -1: nobody was answered. */
int64_t civ_rates_wait(struct civ_rates_sums *sums, int64_t percent);

/* ---- rates-today.c ---- */

/* The summary counts days: what is due on the as-of day at a time that has passed is overdue too. */
enum civ_status civ_rates_add_today(struct civ_rates *rates);
/* The same of one life, N times. False when memory is out. */
bool civ_rates_count_today(struct civ_rates *rates, const struct civ_life *life, int32_t n);

#endif
