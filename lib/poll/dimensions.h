/* Headings of wide sheets that are dimensions of a survey's strata. */
#ifndef CIVPLAN_POLL_DIMENSIONS_H
#define CIVPLAN_POLL_DIMENSIONS_H

#include "lib/poll/strata.h"

/* The dimension, of those of STRATA, that is called NAME: it is meant before anything else that is called so. NULL:
 * none is, or columns of the respondent place people in it, whose headings are these. */
const char *civ_dimension_named(const struct civ_strata *strata, struct civ_span name);
/* The dimension that another word for NAME is, such as sex for 性别; NULL: there is none, or another column of HEADER
 * is headed by its own name. */
const char *civ_dimension_alike(const struct civ_strata *strata, const struct civ_header *header, struct civ_span name);

#endif
