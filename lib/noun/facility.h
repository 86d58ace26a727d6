/* What statements must know of a facility. */
#ifndef CIVPLAN_NOUN_FACILITY_H
#define CIVPLAN_NOUN_FACILITY_H

/* Facility F is there for people, as a row of its noun as of a day is (civ_records_then): who plans, builds or repairs
 * one serves nobody with it. */
#define CIV_FACILITY_IN_USE(f) f ".status = 'in_use'"
/* Status S of one that has been in use, and may have a day on which it opened. */
#define CIV_FACILITY_HAS_OPENED(s) s " IN ('in_use', 'broken', 'closed')"

#endif
