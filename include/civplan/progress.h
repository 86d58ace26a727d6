/* Progress of tasks. */
#ifndef CIVPLAN_PROGRESS_H
#define CIVPLAN_PROGRESS_H

#include "civplan/record.h"

/* A report of progress sets the task's `reached` to that of its latest report, with its history. */
extern const struct civ_hook civ_progress_hook;

#endif
