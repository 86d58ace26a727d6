/* Codes that the program gave to records which were added without one. */
#ifndef CIVPLAN_GIVEN_H
#define CIVPLAN_GIVEN_H

#include "civplan/record.h"

/* How many records of the writer's run got their codes so; the first and the last of these are appended to FIRST and
 * LAST. */
uint64_t civ_writer_given(const struct civ_writer *writer, struct civ_buf *first, struct civ_buf *last);

#endif
