/* What a text that names no record may mean. */
#ifndef LIB_LEDGER_MEANINGS_H
#define LIB_LEDGER_MEANINGS_H

#include "civplan/record.h"

struct civ_meanings;

/* All records of NOUN by their names, aliases and codes. Close with civ_meanings_close, which takes NULL. */
enum civ_status civ_meanings_open(struct civ_records *records, const struct civ_noun *noun,
                                  struct civ_meanings **meanings);
void civ_meanings_close(struct civ_meanings *meanings);
/* The code whose names are most like the value; NULL when none is. Valid until they are closed. */
const char *civ_meanings_nearest(const struct civ_meanings *meanings, struct civ_span value);

#endif
