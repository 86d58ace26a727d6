/* What statements must know of data sets. They bind :asof, the day; the tables are read as they were then. */
#ifndef CIVPLAN_NOUN_DATASET_H
#define CIVPLAN_NOUN_DATASET_H

#include "civplan/lists.h"
#include "lib/noun/then.h"

/* Data set D is connected: others get its data. */
#define CIV_DATASET_CONNECTED(d) d ".connected <= :asof"
/* Nobody knows when it was last delivered: a later delivery took that day's place. */
#define CIV_DATASET_DELIVERY_UNKNOWN(d) CIV_THEN_DAY_UNKNOWN("dataset", d, "delivered", ":asof")
/* It is, and its last delivery, or its connection before the first one, is known to be older than its rhythm. */
#define CIV_DATASET_STALE(d) \
	"(" CIV_DATASET_CONNECTED(d) " AND NOT " CIV_DATASET_DELIVERY_UNKNOWN(d) \
	" AND julianday(:asof) - julianday(ifnull(" d ".delivered, " d ".connected)) > " d ".every_days)"
/* Sharing S goes on. */
#define CIV_SHARING_OPEN(s) s ".start <= :asof AND ifnull(" s ".\"end\", '9999-12-31') >= :asof"
/* How secret a code of that list is; NULL for none. */
#define CIV_SECRECY_RANK(code) "CASE " code CIV_SECRECIES(CIV_WORD_WHEN) " END"
/* What is so secret, by its rank, is taken by unit U under an agreement alone: sensitive data by anybody, internal ones
 * by who is not of the government. */
#define CIV_SECRECY_NEEDS_AGREEMENT(rank, u) \
	"(" rank " >= " CIV_SECRECY_RANK("'sensitive'") \
	" OR (" rank " >= " CIV_SECRECY_RANK("'internal'") " AND " u ".kind IN ('firm', 'organisation')))"

#endif
