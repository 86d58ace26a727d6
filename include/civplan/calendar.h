/* Working days: weeks, public holidays and the weekend days that are worked to make up for them.
 *
 * A day is a working day if it is listed as worked, or is Monday to Friday and not listed as off. A year with fewer
 * than CIV_CALENDAR_LEAST days off is not known yet (the next year's list appears in November): then weekends alone
 * count and the caller is told, never "no holidays". */
#ifndef CIVPLAN_CALENDAR_H
#define CIVPLAN_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "civplan/date.h"
#include "civplan/record.h"

enum { CIV_CALENDAR_LEAST = 7 };

struct civ_calendar;

/* The calendar of the table holiday, loaded once. Free with civ_calendar_close (NULL allowed). CIV_SYSTEM: the database
 * holds a holiday whose date is none. */
enum civ_status civ_calendar_open(struct civ_store *store, struct civ_calendar **calendar);
void civ_calendar_close(struct civ_calendar *calendar);

/* Whether the holidays are known of every year in which counting from FROM to TO looks at a day: FROM does not count
 * itself, forwards or backwards; with FROM = TO no day is looked at. */
bool civ_calendar_knows(const struct civ_calendar *calendar, int32_t from, int32_t to);
/* By the holidays, else by the day of the week; asked of a year that is not known, by the day of the week alone. */
bool civ_calendar_is_workday(const struct civ_calendar *calendar, int32_t day);
/* The N-th working day after DAY, which does not count itself; before it with N below 0; DAY with 0. It does not go
 * beyond the days that can be written. */
int32_t civ_calendar_add(const struct civ_calendar *calendar, int32_t day, int64_t n);
/* The number of working days in (FROM, TO]; 0 when TO is not after FROM. */
int64_t civ_calendar_count(const struct civ_calendar *calendar, int32_t from, int32_t to);
/* The same; below 0 when TO comes first. */
int64_t civ_calendar_between(const struct civ_calendar *calendar, int32_t from, int32_t to);
/* DAY itself if it is a working day, else the next one. */
int32_t civ_calendar_next(const struct civ_calendar *calendar, int32_t day);

/* ---- hours ---- */

/* The hours of a working day, minute by minute. */
struct civ_work_hours {
	int count;                         /* working minutes of a day, at least 1 */
	uint16_t before[CIV_DAY_MINUTES];  /* so many of them lie before that minute */
	uint16_t ends[CIV_DAY_MINUTES];    /* the minute of the day at which each of them ends */
};

/* "08:30-12:00;14:00-17:30": spans in order, up to 24:00. False for any other text. */
bool civ_work_hours_parse(const char *text, size_t len, struct civ_work_hours *hours);
/* The plan's work_hours. CIV_SYSTEM: the database holds what are none. */
enum civ_status civ_work_hours_load(struct civ_store *store, struct civ_work_hours *hours);
/* The minute, since 1970-01-01 00:00, at which N working minutes from MINUTE on have passed; MINUTE with N = 0. */
int64_t civ_calendar_add_minutes(const struct civ_calendar *calendar, const struct civ_work_hours *hours,
                                 int64_t minute, int64_t n);

/* Refuses a plan whose time zone this machine does not know, or whose working hours are none. */
extern const struct civ_hook civ_calendar_plan_hook;

#endif
