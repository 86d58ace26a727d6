/* The same place again: which reports are of a place where something was closed within the watch window. */
#ifndef CIVPLAN_COUNT_WATCH_H
#define CIVPLAN_COUNT_WATCH_H

#include "lib/count/private.h"

struct civ_watch;

enum civ_status civ_watch_open(struct civ_records *records, int64_t watch_days, struct civ_watch **watch);
void civ_watch_close(struct civ_watch *watch);
/* Before civ_watch_see: with MANY, or after a while, everything that is watched is read into memory. */
enum civ_status civ_watch_ready(struct civ_watch *watch, bool many);
/* An issue at a place. */
struct civ_sighting {
	int64_t issue, category, area;
	struct civ_span place;    /* its text, compared by its key; nothing is known without one */
	int32_t reported, closed; /* days; CIV_NO_DAY: it is not closed */
};
/* FIND: see whether it is the same again as one that was closed within the watch window. After civ_watch_ready with
 * MANY in memory alone. CIV_SYSTEM: memory is out, which is not told. */
enum civ_status civ_watch_see(struct civ_watch *watch, const struct civ_sighting *seen, bool find);
/* Keep the closings for later runs, and mark what came back: again_of of the new issue, came_back_at of the old. */
enum civ_status civ_watch_finish(struct civ_watch *watch);

#endif
