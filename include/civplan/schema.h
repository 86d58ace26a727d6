/* The schema of the file: made of the noun tables and the domains' own SQL, compared with what a file holds, and
 * brought in by plan-upgrade. */
#ifndef CIVPLAN_SCHEMA_H
#define CIVPLAN_SCHEMA_H

#include "civplan/record.h"

/* All tables, indexes and views in an empty database, those of the HOOKS' domains too, stamped. */
enum civ_status civ_schema_create(struct civ_store *store, const struct civ_hook *const *hooks);
/* Bring the file, of schema version FROM, to what a new database of the NOUNS and of the records' hooks has, text for
 * text, inside the caller's transaction, in which references are not enforced (civ_store_loosen). Tables that differ
 * are made anew and their rows copied; what others put on them (columns, indexes, triggers) is left out and told of
 * with a warning, tables and views of others stay. Then domains convert what they kept in another form, and fill their
 * own tables. The log grows to twice the size of the file. CIV_REFUSED: rows break a rule that the file did not have,
 * each told of by its key, or refer to nothing. After a failure: roll back. */
enum civ_status civ_schema_upgrade(struct civ_records *records, const struct civ_noun *const *nouns, int from);
/* Whether all that is ours stands in the file as in a new database, with nothing of others on it. */
enum civ_status civ_schema_is_current(struct civ_store *store, const struct civ_hook *const *hooks, bool *current);

enum civ_schema_kind {
	CIV_SCHEMA_TABLE,
	CIV_SCHEMA_COLUMN,
	CIV_SCHEMA_RULE,
	CIV_SCHEMA_INDEX,
	CIV_SCHEMA_VIEW,
	CIV_SCHEMA_TRIGGER,
	CIV_SCHEMA_KINDS
};

/* One thing that differs from a new database, as SQL. Borrowed during the call. */
struct civ_schema_finding {
	enum civ_schema_kind kind;
	const char *name;   /* "issue"; "issue.due" of a column or rule */
	const char *found;  /* NULL: the file does not have it */
	const char *wanted; /* NULL: it is not ours */
};

typedef enum civ_status civ_schema_take(void *data, const struct civ_schema_finding *finding);

/* Give TAKE all that differs. */
enum civ_status civ_schema_compare(struct civ_store *store, const struct civ_hook *const *hooks, civ_schema_take *take,
                                   void *data);
/* Fill the domains' tables anew. */
enum civ_status civ_schema_rebuild(struct civ_records *records);

#endif
