/* The same place again: which reports are of a place where something was closed within the watch window. */
#ifndef CIVPLAN_COUNT_WATCH_H
#define CIVPLAN_COUNT_WATCH_H

#include "lib/count/life.h"

struct civ_watch;

enum civ_status civ_watch_open(struct civ_records *records, int64_t watch_days, struct civ_watch **watch);
void civ_watch_close(struct civ_watch *watch);
/* Before civ_watch_see: with MANY, or after a while, everything that is watched is read into memory. */
enum civ_status civ_watch_ready(struct civ_watch *watch, bool many);
/* What is seen of an issue. */
struct civ_sighting {
	int64_t id, category, area;
	struct civ_span place;    /* compared by its key; nothing is known without one */
	int32_t reported, closed; /* days; CIV_NO_DAY: it is not closed */
	bool find;                /* see whether it is the same again as one closed within the watch window */
};

/* After civ_watch_ready with MANY in memory alone. CIV_SYSTEM: memory is out. */
enum civ_status civ_watch_see(struct civ_watch *watch, const struct civ_sighting *seen);
/* Keep the closings for later runs, and mark what came back: again_of of the new issue, came_back_at of the old. */
enum civ_status civ_watch_finish(struct civ_watch *watch);

#endif
