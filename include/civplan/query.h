/* Questions in SQL: read only, with names for those that are asked again. */
#ifndef CIVPLAN_QUERY_H
#define CIVPLAN_QUERY_H

#include "civplan/record.h"

/* A query that ships with the toolkit. */
struct civ_query {
	const char *name;
	const char *summary; /* one line, with the parameters that it takes */
	const char *sql;
};

/* Those of the programs: an array of each file that holds some, each ended by {NULL}; ended by NULL (made of the
 * folders at build time). */
extern const struct civ_query *const civ_queries[];

extern const struct civ_out_column civ_query_list_columns[], civ_query_schema_columns[];

/* True for what can only be a name: letters, digits, - and _. */
bool civ_query_is_name(const char *text);
/* The SQL of the query NAME: that of the file NAME.sql in FOLDER (NULL: none) if there is one, else a shipped one; in
 * ARENA. CIV_USAGE: there is none. */
enum civ_status civ_query_find(const char *name, const char *folder, struct civ_arena *arena,
                               struct civ_messages *messages, const char **sql);
/* All of a file as text; "-" is standard input. */
enum civ_status civ_query_read(const char *path, struct civ_arena *arena, struct civ_messages *messages,
                               const char **sql);
/* Write the names: those in FOLDER first. The summary of a file is its first line, a comment. */
enum civ_status civ_query_list(const char *folder, struct civ_messages *messages, struct civ_out *out);
/* Write the columns of every view. */
enum civ_status civ_query_schema(struct civ_out *out);

struct civ_query_run;

/* What is asked. All is borrowed. */
struct civ_query_asked {
	const char *sql;
	char *const *parameters; /* "name=value" */
	size_t parameter_count;
	bool personal; /* personal columns may be read */
};

/* Prepare one statement that only reads; close it with civ_query_close, also after a failure. The run itself is in
 * ARENA. :asof is the as-of day and :minute, as YYYY-MM-DD HH:MM, its end or today the minute of the run, unless they
 * are among the parameters. CIV_USAGE, with what SQLite says, for anything that is no such statement, and for
 * parameters that it has not; one without a value is NULL. */
enum civ_status civ_query_open(struct civ_records *records, const struct civ_query_asked *asked,
                               struct civ_arena *arena, struct civ_query_run **run);
void civ_query_close(struct civ_query_run *run);
/* Its columns, in the arena. */
const struct civ_out_column *civ_query_columns(const struct civ_query_run *run, size_t *count);
/* Write the rows. */
enum civ_status civ_query_write(struct civ_query_run *run, struct civ_out *out);

#endif
