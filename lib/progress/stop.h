/* Days on which the work on tasks stood still, kept as records of the noun stop. */
#ifndef CIVPLAN_PROGRESS_STOP_H
#define CIVPLAN_PROGRESS_STOP_H

#include "civplan/record.h"

/* The statuses under which the work on a task stands still, as a list of SQL. */
#define CIV_TASK_STANDS "('blocked', 'stopped')"

/* True when CAUSE says that nobody named one. */
bool civ_stop_is_unexplained(const char *cause);

/* A writer of stops in RECORDS; closed by civ_writer_close. */
enum civ_status civ_stop_writer(struct civ_records *records, struct civ_writer **stops);

/* TASK, a record of the noun task, is to be stored in the place of OLD (NULL: none). CIV_REFUSED, with a message of
 * TASK: by its status a stop would overlap another, end before it began, or begin or end after the clock. */
enum civ_status civ_stop_check(struct civ_records *records, const struct civ_record *task, const struct civ_value *old);

/* It was stored; OLD NULL: it is new. When its work came to stand still, a stop begins on the as-of day, unless one is
 * open; one that ended on that very day goes on. When the work goes on, the open stop ends on the as-of day, or on the
 * day the task was finished. */
enum civ_status civ_stop_follow(struct civ_writer *stops, const struct civ_record *task, const struct civ_value *old);

#endif
