/* The row at hand of a report that is running. */
#ifndef CIVPLAN_REPORTING_ROW_H
#define CIVPLAN_REPORTING_ROW_H

#include "lib/reporting/reporting.h"

/* A cell that `row` put. */
struct civ_filling {
	enum civ_value_kind kind; /* CIV_NULL: nothing was put */
	double real;
	int64_t integer;
	const char *text;
};

/* What is known of a printed column while the statement stands. */
struct civ_place {
	struct civ_report_cell cell;
	int column;               /* of the statement; -1: `row` fills it */
	struct civ_filling filling;
};

struct civ_report_row {
	const struct civ_shape *shape;
	struct civ_records *records;
	struct civ_out *out;
	sqlite3_stmt *statement;
	bool total;
	int total_at;             /* the statement's column `total`; -1: it makes no rows of all together itself */
	void *state;
	struct civ_arena *arena;
	struct civ_place *places; /* by printed column */
	size_t count, flag_count;
	int *flag_columns;        /* by flag of the report: of the statement; -1: `row` raises it, or nobody judges */
	bool *raised;             /* by flag */
	bool skipped;
	enum civ_status fault;    /* of `row`: it asked for what there is not, or memory is out */
};

/* The place of the statement's column NAME, -1 when it has none. */
int civ_statement_column(sqlite3_stmt *statement, const char *name);

/* Empty what was filled and raised for the row before. */
void civ_row_begin(struct civ_report_row *row);
/* What the statement flags of it. */
void civ_row_judge(struct civ_report_row *row);
bool civ_row_is_flagged(const struct civ_report_row *row);
/* Print it. */
enum civ_status civ_row_write(struct civ_report_row *row);

#endif
