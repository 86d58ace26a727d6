/* What the parts of the engine of reports share. */
#ifndef CIVPLAN_REPORTING_REPORTING_H
#define CIVPLAN_REPORTING_REPORTING_H

#include "civplan/report.h"

/* A request looked up in its report: what is printed, and of what. */
struct civ_shape {
	const struct civ_report *report; /* whose options, flags and name it has */
	const struct civ_report *form;   /* whose columns and statement: the report itself or a form of it */
	const struct civ_report_group *group; /* NULL: nothing is grouped */
	bool check;
};

/* CIV_USAGE, told: a value is of no option of the report, or names no group. */
enum civ_status civ_shape_find(const struct civ_report_request *request, struct civ_messages *messages,
                               struct civ_shape *shape);
/* The noun whose row or column OF names: "task" of "task.unit"; NULL: none. */
const struct civ_noun *civ_report_table(const char *of);

/* A column with what its noun says of it, in the shape at hand. */
struct civ_report_cell {
	const struct civ_report_column *column;
	const char *name; /* of the statement's column */
	enum civ_type type;
	bool stored;      /* it is as a noun keeps it: no decimal of a number is dropped */
};

struct civ_report_cell civ_report_cell(const struct civ_report_column *column);
bool civ_report_column_is_end(const struct civ_report_column *column);

/* ---- statement.c ---- */

/* True if a row of this kind is judged by the flag. */
bool civ_flag_judges(const struct civ_shape *shape, bool total, const struct civ_report_flag *flag);
/* The statement of the SHAPE on the rows that there were, its functions defined; TOTAL: of the row of all together. */
enum civ_status civ_report_prepare(const struct civ_shape *shape, bool total, struct civ_records *records,
                                   sqlite3_stmt **statement);

/* The one that makes the rows that the other reads; NULL when there is none. */
enum civ_status civ_report_prepare_made(const struct civ_shape *shape, bool total, struct civ_records *records,
                                        sqlite3_stmt **statement);

/* ---- bind.c ---- */

/* Every parameter that the statement has. CIV_SYSTEM, told: it has one that the report does not know. */
enum civ_status civ_report_bind(const struct civ_report_request *request, struct civ_records *records,
                                sqlite3_stmt *statement);
/* True if VALUE, of a figure of the report, can be one of the full PARAM, which names no row: yes for a flag. */
bool civ_param_takes(const struct civ_report_param *param, struct civ_span value);
/* See that the values go together. */
enum civ_status civ_report_companions(const struct civ_report_request *request, struct civ_messages *messages);

#endif
