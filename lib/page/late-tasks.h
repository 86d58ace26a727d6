/* Late tasks on the leaders' page. */
#ifndef CIVPLAN_PAGE_LATE_TASKS_H
#define CIVPLAN_PAGE_LATE_TASKS_H

#include "lib/page/front.h"

/* How many there are: their day has passed, and they are neither done nor given up. */
size_t civ_front_late_tasks(struct civ_front *front);
/* The table of them, the latest in front; nothing without any. */
void civ_front_put_late_tasks(struct civ_front *front);

#endif
