/* What a move sets, as it was before: text in the event, by which the move can be taken back.
 *
 * Entries "NAME=VALUE;" behind a first ";": NAME is a column of the issue, or UNIT.COLUMN of that unit's part, or
 * "UNIT." alone for a part that was not there; VALUE is the value as a list prints it, empty when there was none. ";",
 * "=", "\" and line ends inside are written "\;", "\=", "\\" and "\n". ";" alone: nothing changed. */
#ifndef CIVPLAN_LEDGER_BEFORE_H
#define CIVPLAN_LEDGER_BEFORE_H

#include "civplan/buffer.h"
#include "lib/ledger/private.h"

/* Append the columns of RECORD that are given or differ from OLD; UNIT is the code of the part's unit, NULL for the
 * issue itself. OLD NULL: the part is new. A failure shows in the buffer. */
void civ_before_add(struct civ_buf *before, struct civ_records *records, const char *unit,
                    const struct civ_record *record, const struct civ_value *old);
/* Append one entry, for values that come as text; COLUMN NULL: the part is new. */
void civ_before_add_text(struct civ_buf *before, const char *unit, const char *column, const char *value);

struct civ_before_entry {
	const char *unit;   /* NULL: of the issue */
	const char *column; /* "": the part was not there */
	const char *value;  /* "": none */
};

/* The next entry of *TEXT, which is moved behind it; the entry's texts are put in ARENA. *FOUND is false at the end.
 * CIV_SYSTEM: memory is out. */
enum civ_status civ_before_next(const char **text, struct civ_arena *arena, struct civ_before_entry *entry,
                                bool *found);

/* The text of EVENT, in ARENA: what the event holds, or, of a move made by an older release, what the history has of
 * it. *TEXT is NULL when that cannot be told, for its run moved the issue more than once. */
enum civ_status civ_before_of_event(struct civ_records *records, int64_t event, struct civ_arena *arena,
                                    const char **text);

#endif
