/* What statements must know of a look at policies. */
#ifndef CIVPLAN_NOUN_WATCH_H
#define CIVPLAN_NOUN_WATCH_H

/* Watch W found a change that the leading group was not told of. */
#define CIV_WATCH_UNREPORTED(w) w ".found = 1 AND " w ".reported IS NULL"

#endif
