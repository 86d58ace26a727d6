/* A report in memory: rows of texts, so that it can be written, kept, and compared with another. */
#ifndef CIVPLAN_RHYTHM_BOARD_H
#define CIVPLAN_RHYTHM_BOARD_H

#include "civplan/count.h"
#include "civplan/rhythm.h"

struct civ_board_row {
	const char *subject; /* what it is about, once in a board */
	const char **cells;  /* in the order of the columns; "" empty */
	const char *group;   /* for whoever sorts: rows are put in order of this, */
	double order;        /* then of this, then of their subject */
};

struct civ_board {
	struct civ_records *records; /* whose clock is at the board's as-of day */
	struct civ_messages *messages;
	const struct civ_rhythm_options *options;
	struct civ_arena *arena;
	size_t width, at;            /* cells of a row; the next one of the row being made */
	struct civ_board_row *rows;
	size_t count, room;
	bool failed;                 /* memory is out */
};

/* Starts as {0}, with rows of WIDTH cells; closed in any case. */
enum civ_status civ_board_open(struct civ_board *board, struct civ_records *records,
                               const struct civ_rhythm_options *options, size_t width);
void civ_board_close(struct civ_board *board);

/* A new row, then its cells in order. SUBJECT is copied. */
void civ_board_row(struct civ_board *board, const char *subject);
void civ_board_text(struct civ_board *board, const char *text); /* NULL: empty */
void civ_board_int(struct civ_board *board, int64_t value);
void civ_board_real(struct civ_board *board, double value, int digits); /* NAN: empty */
void civ_board_day(struct civ_board *board, int32_t day);

/* Open BOARD as of its own day, with records THEN whose clock stands there, and fill it. Both are closed in any case.
 */
enum civ_status civ_board_make(struct civ_records *records, const struct civ_rhythm_options *options,
                               struct civ_records **then, struct civ_board *board);

/* Fill the board with a report. */
enum civ_status civ_board_week(struct civ_board *board);
enum civ_status civ_board_month(struct civ_board *board);
enum civ_status civ_board_quarter(struct civ_board *board);

/* Subject, name and value of the figures of publication :id, row by row. */
extern const char civ_board_figures_sql[];

/* The rows in their order. */
void civ_board_sort(struct civ_board *board);

/* Code and name of a unit, "" for none; in the board's arena. */
enum civ_status civ_board_unit(struct civ_board *board, int64_t unit, const char **code, const char **name);

/* Issues that fell due in the period of a report, and those that did before: of which those overdue now are late since
 * then. */
struct civ_board_issues {
	struct civ_issue_figures *due, *earlier;
	size_t due_count, earlier_count;
};
/* BY_UNIT, or of the whole city in one; allocated in ARENA. */
enum civ_status civ_board_issues(const struct civ_board *board, bool by_unit, struct civ_arena *arena,
                                 struct civ_board_issues *issues);

/* ---- keep.c ---- */

/* A publication in the making. */
struct civ_keeping {
	struct civ_records *records;
	const char *report;                      /* of civ_words_publication */
	struct civ_rhythm_period period;
	const struct civ_rhythm_options *options; /* its settings; NULL: it has none */
	int64_t number;                          /* given by civ_keep_publication */
	struct civ_write_counts *counts;         /* what is added is counted there */
};

enum civ_status civ_keep_publication(struct civ_keeping *keeping);
/* Its figures: every cell that is not empty of COUNT rows with these columns. */
enum civ_status civ_keep_rows(const struct civ_keeping *keeping, const struct civ_out_column *columns,
                              const struct civ_board_row *rows, size_t count);

#endif
