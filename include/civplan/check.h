/* Checks: what in the plan contradicts itself, is missing, or looks made.
 *
 * Each is one entry in the file of its domain (lib/<domain>/checks.c), with its SQL, what it asks for in words, and a
 * test. */
#ifndef CIVPLAN_CHECK_H
#define CIVPLAN_CHECK_H

#include "civplan/record.h"

/* In the order of civ_words_severity. */
enum civ_check_severity { CIV_CHECK_NOTE, CIV_CHECK_WARNING, CIV_CHECK_ERROR };

/* One thing found. */
struct civ_finding {
	const char *subject, *found, *wanted, *note; /* NULL: empty */
};

struct civ_check;

/* Give TAKE what there is. */
typedef enum civ_status civ_check_function(struct civ_records *records, const struct civ_check *check,
                                           enum civ_status (*take)(void *data, const struct civ_finding *finding),
                                           void *data);

struct civ_check {
	const char *name;
	enum civ_check_severity severity;
	const char *rule;    /* of the plan that asks for it, as in "L01"; NULL: none */
	const char *summary; /* what it looks for, in words for the manual */
	const char *sql;     /* subject, found, wanted, note; :asof, :end (the day after), :since (a year before) */
	const char *then;         /* nouns, joined with ;, that the SQL reads as they were at the end of the as-of day;
	                           * NULL: all as they are now */
	civ_check_function *find; /* instead of SQL */
};

/* For the SQL: the number X as it is written, with as many DIGITS behind the point at the most. */
#define CIV_CHECK_NUMBER(x, digits) "rtrim(rtrim(printf('%." digits "f', " x "), '0'), '.')"

/* The checks of a file. */
struct civ_check_table {
	unsigned place; /* those of tables with a smaller one are run and listed before */
	const struct civ_check *checks; /* ended by {NULL} */
};
/* All tables, ended by NULL (made of the folders at build time). */
extern const struct civ_check_table *const civ_checks[];

struct civ_check_options {
	const char *rules;                 /* "a,b": only these, by name or by the plan's rule; NULL: all */
	enum civ_check_severity least;
};

extern const struct civ_out_column civ_check_columns[], civ_check_list_columns[];


/* Is the check NAME among those that OPTIONS ask for? */
bool civ_check_wanted(const struct civ_check_options *options, const char *name, const char *rule,
                      enum civ_check_severity severity);
/* One row. */
enum civ_status civ_check_write(struct civ_out *out, const char *name, enum civ_check_severity severity,
                                const struct civ_finding *finding);
/* CIV_USAGE for a name in OPTIONS that is neither a check nor one of OTHERS (ended by NULL). */
enum civ_status civ_check_names(const struct civ_check_options *options, const char *const *others,
                                struct civ_messages *messages);
/* The check "file": SQLite's own look at pages, indexes and references, then each table, column, rule, index, view and
 * trigger in which the file is not as a new database. */
enum civ_status civ_check_file(struct civ_records *records, const struct civ_hook *const *hooks,
                               const struct civ_check_options *options, struct civ_out *out);
/* Run the checks and write what they find. */
enum civ_status civ_check_plan(struct civ_records *records, const struct civ_check_options *options,
                               struct civ_out *out);
/* Write what checks there are. */
enum civ_status civ_check_list(struct civ_out *out);

#endif
