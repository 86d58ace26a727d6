/* The headings of a file. */
#ifndef LIB_CSV_HEADS_H
#define LIB_CSV_HEADS_H

#include "lib/csv/private.h"

/* Stands in a name between the heading of several columns and that of one below it: 2025/Q1. */
#define CIV_HEADS_BELOW "/"

/* All of it is in the arena that it was read into. Starts as {0}. */
struct civ_heads {
	struct civ_csv_row lines[CIV_HEADING_LINES]; /* as they came, for the rejects */
	unsigned line_count;         /* 0 in a file without headings */
	unsigned width;              /* cells of a row */
	struct civ_span *names;      /* by cell; the number of the cell in a file without headings */
	unsigned count;              /* cells that have a name and no # before it */
	struct civ_span *kept_names; /* of these */
	unsigned *kept, *fields;     /* of these: the cell, from 0; the number of the field, from 1 */
};

/* ROW is one more line of headings. */
enum civ_status civ_heads_add(const struct civ_csv_row *row, struct civ_arena *arena, struct civ_messages *messages,
                              struct civ_heads *heads);
/* After the last of them. Of several lines the upper one may stand over several columns, with its text in the first. */
enum civ_status civ_heads_name(struct civ_arena *arena, struct civ_messages *messages, struct civ_heads *heads);
/* There are none: as many columns as ROW has are called 1, 2, ... */
enum civ_status civ_heads_number(const struct civ_csv_row *row, struct civ_arena *arena, struct civ_messages *messages,
                                 struct civ_heads *heads);

/* True if the column of that cell is none of the file's own, but a remark of ours (#line). */
bool civ_heads_is_note(const struct civ_heads *heads, unsigned cell);

/* CIV_REFUSED with a hint when the headings are one cell that holds another delimiter. */
enum civ_status civ_heads_check_delimiter(const struct civ_heads *heads, const struct civ_position *at,
                                          struct civ_messages *messages);

/* Whether ROW fits under the headings: cells without a heading, and cells beyond them, must be empty, and only such may
 * be missing. CIV_REFUSED, told to MESSAGES, AT being the row's position. */
enum civ_status civ_heads_check_row(const struct civ_heads *heads, const struct civ_csv_row *row,
                                    const struct civ_position *at, struct civ_messages *messages);

#endif
