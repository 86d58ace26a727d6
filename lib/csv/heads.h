/* The headings of a file. */
#ifndef LIB_CSV_HEADS_H
#define LIB_CSV_HEADS_H

#include "lib/csv/private.h"

/* All of it is in the arena that it was read into. */
struct civ_heads {
	struct civ_csv_row raw;      /* as they came, for the rejects; no cells in a file without headings */
	unsigned width;              /* cells of a row */
	struct civ_span *names;      /* by cell; the number of the cell in a file without headings */
	unsigned count;              /* cells that have a name and no # before it */
	struct civ_span *kept_names; /* of these */
	unsigned *kept, *fields;     /* of these: the cell, from 0; the number of the field, from 1 */
};

/* Take ROW as headings, or with NUMBERED only its width: the columns are then called 1, 2, ... */
enum civ_status civ_heads_read(const struct civ_csv_row *row, bool numbered, struct civ_arena *arena,
                               struct civ_messages *messages, struct civ_heads *heads);

/* CIV_REFUSED with a hint when the headings are one cell that holds another delimiter. */
enum civ_status civ_heads_check_delimiter(const struct civ_heads *heads, const struct civ_position *at,
                                          struct civ_messages *messages);

/* Whether ROW fits under the headings: cells without a heading, and cells beyond them, must be empty, and only such may
 * be missing. CIV_REFUSED, told to MESSAGES, AT being the row's position. */
enum civ_status civ_heads_check_row(const struct civ_heads *heads, const struct civ_csv_row *row,
                                    const struct civ_position *at, struct civ_messages *messages);

#endif
