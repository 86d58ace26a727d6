/* The life of an issue in one cycle, as the figures count it: by whom, and which day counts for what. */
#ifndef CIVPLAN_COUNT_LIFE_H
#define CIVPLAN_COUNT_LIFE_H

#include "lib/count/private.h"

/* What a figure can be of. */
enum civ_dimension { CIV_BY_UNIT, CIV_BY_AREA, CIV_BY_CATEGORY, CIV_BY_CHANNEL, CIV_BY_PERSON, CIV_DIMENSIONS };
/* What a life told by a row refers to beside these, and the summary knows nothing of: the place of its solved_level
 * among civ_words_solved_level, from 1 on; 0 for none. */
enum { CIV_BY_LEVEL = CIV_DIMENSIONS, CIV_LIFE_KEYS };

/* What is counted, each on its own day. */
enum civ_mark {
	CIV_MARK_REPORTED, /* the day of the report; first cycles only */
	CIV_MARK_DUE,     /* the due date that counts: not what was dismissed before it, nor what is another's report */
	CIV_MARK_DONE,    /* the same day: accepted */
	CIV_MARK_IN_TIME, /* the same day: accepted, and rectified by then */
	CIV_MARK_ACCEPTED_IN_TIME, /* the same day: accepted by then */
	CIV_MARK_EXTENDED,         /* the same day: it was put off */
	CIV_MARK_DISMISSED,        /* the day of the dismissal */
	CIV_MARK_CLOSED,           /* the day of the closing */
	CIV_MARK_BACK,             /* the day of the closing: it came back (civ_life_came_back) */
	CIV_MARK_OPEN,             /* the day of the report: neither closed nor dismissed; first cycles or not */
	CIV_MARK_RUNNING,          /* the day of the start: the same */
	CIV_MARK_OWED,             /* the due date that counts: open and not accepted */
	CIV_MARK_UNRECTIFIED,      /* the same day: open and not rectified */
	CIV_MARKS
};

enum { CIV_NO_DAY = INT32_MIN };

struct civ_life {
	int64_t refs[CIV_LIFE_KEYS]; /* ids; 0: none */
	bool first; /* of the noun issue: its report counts; else a past cycle, which ended by being opened again */
	bool merged;                  /* another report of the same issue */
	int32_t reported, started, due, extended, rectified, accepted, closed, dismissed, came_back; /* days */
	/* Whether it came behind the limit that counts, to the minute; false when it did not come, or there is no
	 * limit. */
	bool rectified_late, accepted_late, dismissed_late;
	int limit_minute; /* of the day of that limit; CIV_DAY_END without a time of day */
};

/* Where the columns of a life stand in the noun issue, or cycle; -1 for those that it has not. */
struct civ_life_columns {
	int refs[CIV_DIMENSIONS];
	int starts[4]; /* the first that has a value is the start */
	int reported, due, due_time, extended, extended_time, rectified, accepted, closed, dismissed, came_back, merged,
		cycle;
};

void civ_life_columns_find(const struct civ_noun *noun, struct civ_life_columns *columns);
/* The life that a row of that noun tells. */
void civ_life_of(const struct civ_life_columns *columns, const struct civ_value *values, struct civ_life *life);

/* The columns that civ_life_of_row reads, from a table T as `life` of CIV_ISSUE_LIVES has them; first cycles are those
 * of the noun issue: past ones have ended. */
enum { CIV_LIFE_WIDTH = CIV_DIMENSIONS + 12 };
#define CIV_LIFE_REFS(t) \
	t ".unit_id, " t ".area_id, " t ".category_id, " t ".channel_id, " t ".person_id, " t ".ended_at IS NULL, "
#define CIV_LIFE_COLUMNS(t) \
	CIV_LIFE_REFS(t) t ".merged_into_id IS NOT NULL, " t ".reported_at, " t ".started_at, " \
	CIV_LIMIT_TEXT(t ".due", t ".due_time") ", " CIV_LIMIT_TEXT(t ".extended_due", t ".extended_due_time") ", " \
	t ".rectified_at, " t ".accepted_at, " t ".closed_at, " t ".dismissed_at, " t ".came_back_at, " \
	t ".solved_level"
/* The same as they were at the end of the day before :end. A cycle that has ended since was open then, as of its
 * issue's report. */
#define CIV_LIFE_THEN(column) "CASE WHEN " column " < :end THEN " column " END"
#define CIV_LIFE_COLUMNS_AT(t) \
	CIV_LIFE_REFS(t) t ".merged_into_id IS NOT NULL AND " t ".dismissed_at < :end, " \
	"ifnull(" t ".reported_at, (SELECT i.reported_at FROM issue i WHERE i.id = " t ".issue_id)), " \
	t ".started_at, " CIV_LIMIT_TEXT(t ".due", t ".due_time") ", " \
	"nullif(" CIV_ISSUE_LIMIT_AT(t) ", " CIV_LIMIT_TEXT(t ".due", t ".due_time") "), " \
	CIV_LIFE_THEN(t ".rectified_at") ", " CIV_LIFE_THEN(t ".accepted_at") ", " CIV_LIFE_THEN(t ".closed_at") ", " \
	CIV_LIFE_THEN(t ".dismissed_at") ", " CIV_LIFE_THEN(t ".came_back_at") ", " \
	"CASE WHEN " t ".rectified_at < :end THEN " t ".solved_level END"
void civ_life_of_row(sqlite3_stmt *row, int first, struct civ_life *life);

/* Whether a cycle that was closed on the day CLOSED came back, and the one definition of it: it failed a re-check or
 * was opened again, whenever that was (both make it a PAST cycle), or it was reported again at the place within
 * WATCH_DAYS. CAME_BACK is the day of that, CIV_NO_DAY for none. In statements came_back(past, closed_at, came_back_at,
 * watch_days), 1 or 0. */
bool civ_life_came_back(bool past, int32_t closed, int32_t came_back, int64_t watch_days);
/* A closing L, as `life` of CIV_ISSUE_LIVES has them, has come back by the end of the as-of day. */
#define CIV_LIFE_CAME_BACK(l) \
	"(" l ".came_back_at < :end AND came_back(" l ".ended_at IS NOT NULL, " l ".closed_at, " \
	l ".came_back_at, (SELECT watch_days FROM plan)))"

/* The same of the closing that re-check R looked at; without one, by what the re-check itself found. */
#define CIV_RECHECK_BACK(r) \
	"ifnull((SELECT " CIV_LIFE_CAME_BACK("life") " OR " r ".result = 'rebound' FROM life" \
	" WHERE life.issue_id = " r ".issue_id" \
	" AND life.cycle = " r ".cycle), " r ".result = 'rebound')"

/* Make it the life of a unit's part that was RECTIFIED then (NULL: with the whole, if that is). Nobody accepts a part
 * by itself: it counts as accepted when it is done, until an acceptance is refused for it and the time is taken from
 * it, so that no other unit's step changes it. */
void civ_life_take_part(struct civ_life *life, const char *rectified);
/* The day of the limit that counts. */
int32_t civ_life_limit(const struct civ_life *life);
/* The day on which each mark falls; CIV_NO_DAY where it does not. */
void civ_life_marks(const struct civ_life *life, int64_t watch_days, int32_t days[CIV_MARKS]);
/* Days from the start to the closing; -1 when it is not closed. */
int32_t civ_life_cycle(const struct civ_life *life);

/* Months are counted from January 1970. */
int32_t civ_month_of(int32_t day);
int32_t civ_month_first(int32_t month);

#endif
