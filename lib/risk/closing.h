/* Records that a status closes on a day. */
#ifndef CIVPLAN_RISK_CLOSING_H
#define CIVPLAN_RISK_CLOSING_H

#include "civplan/record.h"

/* Without a day of its own the record was closed on the as-of day when its status is the word that also names its
 * column of the day; the day goes when the status does. A bundle brings them as they were. */
enum civ_status civ_closing_follow(struct civ_writer *writer, struct civ_record *record, const char *word);

#endif
