/* The rhythm of the campaign: the weekly list, the monthly bulletin, the quarterly assessment; frozen, and compared
 * with today. */
#ifndef CIVPLAN_RHYTHM_H
#define CIVPLAN_RHYTHM_H

#include "civplan/record.h"

/* In the order of civ_words_publication. */
enum civ_rhythm { CIV_RHYTHM_WEEK, CIV_RHYTHM_MONTH, CIV_RHYTHM_QUARTER };

enum { CIV_RHYTHM_PARTS = 3 }; /* tasks, issues, score */

/* What month and quarter are made with when nobody says otherwise. */
enum { CIV_MONTH_LEAST = 5, CIV_QUARTER_LEAST = 1 };
#define CIV_QUARTER_WEIGHTS {40, 40, 20}

struct civ_rhythm_options {
	enum civ_rhythm report;
	int32_t from, to;                  /* the period, inclusive; the week's begins on the as-of day */
	int32_t asof;                      /* the figures are those of the end of this day */
	int64_t unit;                      /* week: only this unit and those below it; 0: all */
	const char *units;                 /* week: instead, several: ids joined with commas, not to publish */
	int64_t least;                     /* month, quarter: units with fewer cases are shown, not ranked */
	double slow; /* month: named slow below this rate in percent; NAN: when the whole city's rate is above its
	                interval, */
	double floor;                      /* or below this one; NAN: there is none */
	double weights[CIV_RHYTHM_PARTS];  /* quarter */
};

/* Columns of a report, ended by {NULL}. */
extern const struct civ_out_column civ_board_week_columns[], civ_board_month_columns[], civ_board_quarter_columns[];
extern const struct civ_out_column *const civ_rhythm_columns[]; /* the same by the enum */
extern const struct civ_out_column civ_rhythm_compare_columns[];

/* The plan's slow_floor. */
enum civ_status civ_rhythm_floor(struct civ_records *records, double *floor);

/* Write the report. */
enum civ_status civ_rhythm_write(struct civ_records *records, const struct civ_rhythm_options *options,
                                 struct civ_out *out);

/* Write it and keep it as a publication; *NUMBER is its id. */
enum civ_status civ_rhythm_freeze(struct civ_records *records, const struct civ_rhythm_options *options,
                                  struct civ_out *out, int64_t *number, struct civ_write_counts *counts);

/* The days that a publication is of, inclusive, and the one as of whose end its figures were taken. */
struct civ_rhythm_period {
	int32_t from, to, asof;
};

/* Rows of another report, each named by its first cell. REPORT is of civ_words_publication. */
struct civ_rhythm_rows {
	const char *report;
	struct civ_rhythm_period period;
	const struct civ_rows *rows;
};

/* Keep them as a publication; *NUMBER is its id. What was added is counted in COUNTS. */
enum civ_status civ_rhythm_keep(struct civ_records *records, const struct civ_rhythm_rows *kept, int64_t *number,
                                struct civ_write_counts *counts);

/* The settings that publication NUMBER was made with. CIV_REFUSED: there is no such publication of REPORT. */
enum civ_status civ_rhythm_published(struct civ_records *records, enum civ_rhythm report, int64_t number,
                                     struct civ_rhythm_options *options);
/* The last publication of the period of OPTIONS, of all units, with figures of a day up to the as-of day, and its
 * settings in OPTIONS; *NUMBER is 0, and they stay, when there is none. */
enum civ_status civ_rhythm_last(struct civ_records *records, struct civ_rhythm_options *options, int64_t *number);
/* Write the rows of publication NUMBER of REPORT as they were published, in the words of programs. */
enum civ_status civ_rhythm_replay(struct civ_records *records, enum civ_rhythm report, int64_t number,
                                  struct civ_out *out);

/* Make the report of publication NUMBER again, as of its own day, and write what is different now, with the runs that
 * changed something of it since. CIV_FLAGGED when anything is; CIV_REFUSED: there is no such publication of REPORT. */
enum civ_status civ_rhythm_compare(struct civ_records *records, enum civ_rhythm report, int64_t number,
                                   struct civ_out *out);

#endif
