/* What the files of this folder share. */
#ifndef CIVPLAN_COUNT_PRIVATE_H
#define CIVPLAN_COUNT_PRIVATE_H

#include "civplan/count.h"
#include "civplan/date.h"
#include "lib/noun/dispatch.h"
#include "lib/noun/event.h"
#include "lib/noun/issue.h"
#include "lib/noun/task.h"

extern const struct civ_noun civ_noun_area, civ_noun_category, civ_noun_channel, civ_noun_cycle, civ_noun_event,
	civ_noun_issue, civ_noun_person, civ_noun_unit;

#endif
