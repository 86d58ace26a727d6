/* The schema as texts: what a new database gets, what a file holds, and the parts in which the two differ. */
#ifndef CIVPLAN_RECORD_SCHEMA_H
#define CIVPLAN_RECORD_SCHEMA_H

#include "civplan/record.h"

/* Append the SQL of everything in a new database: history, nouns, and what the HOOKS' domains keep. Every table's own
 * name is quoted in it, for SQLite writes it so when a table is renamed, and texts are compared. */
void civ_schema_sql(const struct civ_noun *const *nouns, const struct civ_hook *const *hooks, struct civ_buf *sql);
/* Only that of the tables that domains keep, and fill anew themselves. */
void civ_schema_kept_sql(const struct civ_hook *const *hooks, struct civ_buf *sql);

/* A table, index, view or trigger as sqlite_master has it. Of a file that is not trusted: no text of it is ever run. */
struct civ_object {
	const char *type, *name, *table, *sql;
};

/* All objects of a database but SQLite's own, and its automatic indexes. */
struct civ_objects {
	struct civ_object *items;
	size_t count, room;
	struct civ_arena *arena;
};

/* Those of the open database. Free them in any case. */
enum civ_status civ_objects_read(struct civ_store *store, struct civ_objects *objects);
/* Those that SQL, run on an empty database, makes. */
enum civ_status civ_objects_make(const char *sql, struct civ_messages *messages, struct civ_objects *objects);
/* Those of a new database. */
enum civ_status civ_objects_wanted(const struct civ_noun *const *nouns, const struct civ_hook *const *hooks,
                                   struct civ_messages *messages, struct civ_objects *objects);
void civ_objects_free(struct civ_objects *objects);
/* NULL: there is none of that type and name; names as SQLite compares them. */
const struct civ_object *civ_objects_find(const struct civ_objects *objects, const char *type, const char *name);
/* True of an index or a trigger that others put on a table or view of ours: plan-upgrade drops it. */
bool civ_object_is_extra(const struct civ_objects *ours, const struct civ_object *held);
/* The first of OURS that the file, HELD, lacks or has in other words, or the first that is extra; NULL: none. */
const struct civ_object *civ_objects_differ(const struct civ_objects *ours, const struct civ_objects *held);

/* One item of a CREATE TABLE: a column with its rules, or a rule of the table. */
struct civ_part {
	bool is_rule;
	struct civ_span name; /* without quotes; a rule without one is named by its text */
	struct civ_span text; /* without comments around it */
};

/* The item at *AT, which starts out as NULL, of the text of a table; false: there are no more. */
bool civ_part_next(const char *sql, const char **at, struct civ_part *part);
/* The item of that kind and name. */
bool civ_part_find(const char *sql, bool is_rule, struct civ_span name, struct civ_part *part);
/* The next CHECK's expression, with its parentheses, in TEXT behind *AT, which starts out as NULL. */
bool civ_part_check(struct civ_span text, const char **at, struct civ_span *check);

/* How many rows at most are told of for one rule. */
enum { CIV_ROWS_TOLD = 21 };

/* After an upgrade: CIV_REFUSED when rows break a CHECK that their table in the file, HELD, did not have in those
 * words; each is told of by its key. */
enum civ_status civ_schema_see_rules(struct civ_records *records, const struct civ_noun *const *nouns,
                                     const struct civ_objects *wanted, const struct civ_objects *held);

#endif
