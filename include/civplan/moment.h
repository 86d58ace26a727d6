/* When things can have happened: what is entered is held to the clock and to the plan's years, what is stored is looked
 * through. */
#ifndef CIVPLAN_MOMENT_H
#define CIVPLAN_MOMENT_H

#include "civplan/record.h"

/* Can VALUE stand in COLUMN? What happened (CIV_HAPPENED) is not later than the clock of the run, whatever the as-of
 * day; no date or time lies more than 20 years before the plan's first year or after its last (before and after today's
 * where the plan does not reach it); 100 years before it for what may be older (CIV_OLD). CIV_REFUSED, told. Other
 * types, and no value, pass. */
enum civ_status civ_moment_check(struct civ_records *records, const struct civ_column *column,
                                 const struct civ_value *value, const struct civ_reading *reading);

/* What is stored in a column although civ_moment_check would refuse it now. */
enum civ_moment_fault {
	CIV_MOMENT_LATER, /* than the clock */
	CIV_MOMENT_FAR,   /* from the plan: the year */
	CIV_MOMENT_NONE,  /* no date, time or time of day at all: other hands than ours wrote it */
};

struct civ_moment_finding {
	const struct civ_noun *noun;
	const struct civ_column *column;
	int64_t rows;
	const char *worst; /* the latest of them, or the first year's where they are too early */
	const char *key;   /* of the first row, as a list prints it; "" when the noun has none */
};

/* Look through all nouns for the FAULT. */
enum civ_status civ_moments_stored(struct civ_records *records, enum civ_moment_fault fault,
                                   enum civ_status (*take)(void *data, const struct civ_moment_finding *finding),
                                   void *data);

#endif
