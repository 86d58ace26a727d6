/* Rows that one statement makes and another reads.
 *
 * SQLite reads a table expression anew for each place that names it, and all that it is made of with it, even where it
 * makes its rows once: of a long statement whose expressions build on each other it takes far longer to read it than to
 * answer. What many others build on is therefore made by itself, and given to them as a table of values. */
#ifndef CIVPLAN_MADE_H
#define CIVPLAN_MADE_H

#include "civplan/record.h"

struct civ_made;

/* `NAME AS MATERIALIZED (...)` appended to SQL: a table expression with the columns of STATEMENT, whose rows are what
 * is bound with civ_made_bind; none while nothing is. */
enum civ_status civ_made_table(struct civ_records *records, const char *name, sqlite3_stmt *statement,
                               struct civ_buf *sql);
/* All rows of STATEMENT, whose parameters are bound; it is reset. *MADE is the caller's, who frees it after the last
 * statement that it is bound to is reset; NULL after a failure. */
enum civ_status civ_made_rows(struct civ_records *records, sqlite3_stmt *statement, struct civ_made **made);
enum civ_status civ_made_bind(struct civ_records *records, const struct civ_made *made, sqlite3_stmt *statement);
/* NULL is ignored. */
void civ_made_free(struct civ_made *made);

#endif
