/* Which assessments are near. */
#ifndef CIVPLAN_STATUS_ASSESSMENTS_H
#define CIVPLAN_STATUS_ASSESSMENTS_H

#include "civplan/record.h"

/* Give TAKE those that go on as of the day, the next one, and the next national one, for which the phases are made: its
 * name, its first day, and in how many months that is. */
enum civ_status civ_status_assessments(struct civ_records *records,
                                       enum civ_status (*take)(void *data, const char *name, const char *day,
                                                               const char *note),
                                       void *data);

#endif
