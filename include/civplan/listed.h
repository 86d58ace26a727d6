/* Values that recur (CIV_LISTED): whoever asks for one that no row has has mistyped it. */
#ifndef CIVPLAN_LISTED_H
#define CIVPLAN_LISTED_H

#include "civplan/record.h"

/* Whether a row of NOUN has TEXT in COLUMN. CIV_REFUSED, told with the value that may be meant: none has. */
enum civ_status civ_records_listed(struct civ_records *records, const struct civ_noun *noun,
                                   const struct civ_column *column, struct civ_span text,
                                   const struct civ_reading *reading);

#endif
