/* A report is written once.
 *
 * What one SQL statement can answer is one const table in lib/report/<name>.c, `const struct civ_report
 * civ_report_<name>` (hyphens as underscores). The program of that name, its options, help, completion and manual page,
 * its headings in both languages and its entry among the queries come from it; pages call it in process. A new report
 * is that file, its prose man/<name>.man and the Chinese of its texts; nothing else is edited.
 *
 * The engine takes records, values and a writer of rows, and knows no command line. */
#ifndef CIVPLAN_REPORT_H
#define CIVPLAN_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "civplan/output.h"
#include "civplan/record.h"

struct civ_report;
struct civ_report_row;

/* A printed column. The statement gives it under its name, in whatever place. */
struct civ_report_column {
	const char *of;         /* "task.unit": name, heading, help and type of that noun's column, where the members
	                         * below do not say otherwise; NULL: they say all */
	const char *name;
	enum civ_type type;     /* without OF. MONEY is fen in the statement and yuan outside, PERCENT is rounded to 2
	                         * decimals and REAL to 6; BOOL is 1 and 0 inside */
	const struct civ_word *words; /* without OF: its list, of a column of choices */
	const char *label, *help;
	bool shown;             /* a person needs it (see struct civ_kind) */
	const char *numerator, *denominator; /* of a PERCENT: the columns that it is 100 times the quotient of, for who
	                                      * needs it exactly; NULL: it is not told */
	const char *figure_row; /* "side=source": of several rows of all together, the one whose figure is meant where
	                         * one names this column alone (see derive.h) */
	bool filled;            /* `row` puts it: the statement has no such column */
	bool group;             /* the group's column: named after the group and headed as it is, unless NAME and LABEL
	                         * are given; the statement calls it "key". It falls away where nothing is grouped, and
	                         * says * on the row of all together */
};

/* An option, and a parameter of the statement, ":name" with _ for -; NULL when it is not given. With the NAME alone it
 * is one of the common ones: unit, area (ids), from, to (days), within (days), year. `by` needs none: it comes from the
 * groups. */
struct civ_report_param {
	const char *name;
	const char *of;         /* "unit": a row of that noun, by code or name, bound as its id; "target.indicator": a
	                         * value of that column, resolved as there, with its choices */
	enum civ_type type;     /* without OF: INT, REAL, DATE, TEXT, ENUM (one of `choices`) or BOOL (a flag: 1) */
	const struct civ_word *choices;
	const char *listed;     /* "facility.kind": of a TEXT, codes joined with ; or commas of which each is known to
	                         * that column, or stands in it in some row (see civ_report_listed) */
	const char *arg;        /* what stands for the value in help */
	const char *min, *max;  /* bounds of INT and REAL, inclusive */
	const char *help;
	const char *with;       /* it goes with this option only; "check" is one */
	bool checked;           /* a flag that --check sets, too */
	bool period;            /* a TEXT, FROM..TO or one word for both (civplan/period.h): bound as :NAME_from, its
	                         * first day, and :NAME_to, its last one */
	bool last;              /* of a DATE: a period that is given for it means its last day, not its first */
	bool closes;            /* of a DATE: the answer is as of that day, where the as-of day comes later */
};

enum {
	CIV_REPORT_TOTAL = 1 << 30, /* among the kinds of a group: the row of all together, or the one row that a report
	                             * prints where nothing is grouped */
};

/* What --by=NAME takes together. The statement is made with {by} for SQL; for the row of all together it runs once more
 * with NULL there, and without its "GROUP BY {by}", unless the statement makes that row itself (totals). */
struct civ_report_group {
	const char *name;
	const char *sql;
	const char *of;         /* column of a noun that heads it; NULL: LABEL does */
	const char *label;
	unsigned kind;          /* bits of the report's own, for `not_by` of a flag */
	const struct civ_report *form; /* this group is printed in another shape: with the columns, flags, statement and
	                                * order of that report, whose other members are not looked at; NULL: none */
};

/* What a row can be flagged for: its codes stand in the column `flags`, joined with ;. --check prints the flagged rows
 * alone. */
struct civ_report_flag {
	const char *code;
	const char *label;      /* in words */
	const char *help;       /* when it is raised */
	const char *sql;        /* over the statement's columns, shares and windows made; NULL: `row` raises it */
	unsigned not_by;        /* kinds of groups that it does not judge */
};

/* --NAME: the same in another shape. */
struct civ_report_form {
	const char *name, *help;
	const struct civ_report *report; /* as a group's form */
};

struct civ_example {
	const char *line; /* as typed, a pipeline too; run as a test on the demo plan */
	const char *what;
};

/* Lists end with an entry without a name (columns: without name, OF and group); each may be NULL but columns. */
struct civ_report {
	const char *name, *summary;
	enum civ_subject subject;
	const struct civ_report_column *columns;
	const struct civ_report_param *params;
	const struct civ_report_group *groups;
	const char *by;         /* the group without --by; NULL: nothing is grouped then */
	const struct civ_report_flag *flags;
	bool all_flagged;       /* without flags: each row is one that --check is about */
	const struct civ_report_form *forms;
	const char *then;       /* nouns, joined with ;, that the statement reads as they were at the end of the as-of
	                         * day (see civ_records_then) */
	/* SELECT, or WITH ... SELECT. It may read unit_below and area_below (id), all that is below :unit or :area and
	 * these themselves, and bind its parameters, :asof and :end (the day and the day after), :minute ("YYYY-MM-DD
	 * HH:MM", the minute that answers depend on), :check (1 or NULL) and :plan_COLUMN, a setting of the plan.
	 * Functions of the domains (lib/DOMAIN/functions.c) may be called. */
	const char *sql;
	const char *const *with; /* what a long statement begins with: table expressions, `name AS (...)`, in the order
	                          * in which they need each other, ended by NULL. WITH RECURSIVE comes before them, what
	                          * SQL has itself behind them */
	const char *made;       /* a table expression that begins one of `with` and that many behind it read: it is made
	                         * by itself, with those before it, which only it may read (see made.h); NULL: none */
	bool totals;            /* the statement makes the rows of all together itself, as many as it likes: its column
	                         * `total` is 1 there, 0 in the others. It runs once, and tells by :by, bound where that
	                         * is a parameter, whether anything is grouped */
	const char *order;      /* over the statement's columns; without flags also over what its FROM names */
	const struct civ_example *examples;
	const char *publication; /* --freeze keeps what is printed under this code of civ_words_publication, of the
	                          * quarter that it is as of, each row named by its first column; NULL: there is no
	                          * --freeze */
	/* For what SQL cannot: fills columns, raises flags or leaves the row out. OPEN gives it a state for the run,
	 * which CLOSE frees. */
	enum civ_status (*row)(struct civ_report_row *row);
	enum civ_status (*open)(struct civ_records *records, void **state);
	void (*close)(void *state);
};

/* All reports in alphabetical order, ended by NULL (made from the folder lib/report at build time). */
extern const struct civ_report *const civ_reports[];

/* NULL when there is none of that name. */
const struct civ_report *civ_report_find(const char *name);

struct civ_report_request;

/* A column of an offer that is 100 times the quotient of two others. */
struct civ_offered_rate {
	const char *name;
	const char *numerator, *denominator; /* columns; NULL: it is in percent of what is not printed */
};

/* Rows that a program of its own prints (cmd/<name>.c), offered as figures beside those of reports: `const struct
 * civ_offer civ_<name>_offer` in lib/<domain>/offered.c. Lists end as those of reports do; each may be NULL. */
struct civ_offer {
	const char *name; /* of the program */
	const struct civ_report_param *params; /* of its options those that a figure may name */
	const struct civ_report_group *groups; /* what its --by takes: NAME and OF alone */
	bool several;     /* --by takes several of them, joined with commas */
	/* What is printed with --by=BY, NULL: without. The group's column comes first; those of several groups are
	 * named after them, and stand before these. Ended by one without a name. */
	const struct civ_out_column *(*columns)(const char *by);
	const struct civ_offered_rate *rates;
	const char *shared; /* columns, joined with ;, that rows of one thing have in common: where several rows are
	                     * left and all say the same there, that is the figure; NULL: none */
	const char *slow; /* columns, joined with ;, that are only made where one of them is wanted; NULL: none */
	/* Write the rows to OUT. CIV_USAGE, CIV_REFUSED: of a value. */
	enum civ_status (*print)(const struct civ_report_request *request, struct civ_records *records,
	                         struct civ_out *out);
};

/* All of them, ended by NULL (made from the folders at build time). */
extern const struct civ_offer *const civ_offers[];

/* ---- to run one ---- */

/* A parameter's value as text: a code or name, a number, YYYY-MM-DD, "1" for a flag or form. */
struct civ_report_value {
	const char *name; /* of the option: "unit-kind", "by" */
	const char *text; /* NULL: not given */
};

struct civ_report_request {
	const struct civ_report *report; /* NULL: of an offer */
	const struct civ_report_value *values;
	size_t count;
	bool check;       /* flagged rows alone */
};

/* The text given for the option NAME, or NULL. */
const char *civ_request_value(const struct civ_report_request *request, const char *name);
/* The columns that this request prints, ended by one without a name, in ARENA. CIV_USAGE, told: it has values that the
 * report does not know. */
enum civ_status civ_report_columns(const struct civ_report_request *request, struct civ_arena *arena,
                                   struct civ_messages *messages, const struct civ_out_column **columns);
/* See that the codes which a person asks for are there: an empty answer would look like one. CIV_REFUSED, told, with
 * what may be meant: one of them is not. Figures are asked for before there is anything to count, and go without. */
enum civ_status civ_report_listed(const struct civ_report_request *request, struct civ_records *records);
/* Write the rows to OUT, which was opened with these columns. CIV_FLAGGED: a row is flagged; CIV_USAGE: values that do
 * not go together; CIV_REFUSED: one names nothing. */
enum civ_status civ_report_run(const struct civ_report_request *request, struct civ_records *records,
                               struct civ_out *out);
/* For whoever asks by hand, before it is run: CIV_REFUSED, told: a value, or one of several joined with commas, is
 * asked for that no row has in a column whose values recur (CIV_LISTED). An empty answer would say that all is well. A
 * formula may ask for what is still to come. */
enum civ_status civ_report_look(const struct civ_report_request *request, struct civ_records *records);
/* The same into ROWS, in ARENA, for what makes something else of them; CIV_OK whether one is flagged or not. */
enum civ_status civ_report_rows(const struct civ_report_request *request, struct civ_records *records,
                                struct civ_arena *arena, struct civ_rows *rows);
/* Prepare every statement that the report can make: each group, with and without --check, each form; for tests. */
enum civ_status civ_report_try(const struct civ_report *report, struct civ_records *records);

/* ---- for `row` ---- */

/* Of the run: its records, the day that answers depend on, what `open` of the report made. */
struct civ_records *civ_report_records(const struct civ_report_row *row);
int32_t civ_report_asof(const struct civ_report_row *row);
void *civ_report_state(const struct civ_report_row *row);
/* Emptied before each row. */
struct civ_arena *civ_report_arena(const struct civ_report_row *row);
/* What the statement has in the column of this name. A name that it has not is a fault of the report: the run ends with
 * CIV_SYSTEM. Texts are borrowed until the next row; NULL is "", NAN and 0. */
struct civ_span civ_report_text(struct civ_report_row *row, const char *column);
double civ_report_real(struct civ_report_row *row, const char *column);
int64_t civ_report_int(struct civ_report_row *row, const char *column);
bool civ_report_is_null(struct civ_report_row *row, const char *column);
/* False when there is no day. */
bool civ_report_day(struct civ_report_row *row, const char *column, int32_t *day);
/* Put a column that is `filled`; what is not put is empty. NAN and NULL leave it empty. Texts are copied. */
void civ_report_fill_real(struct civ_report_row *row, const char *column, double value);
void civ_report_fill_int(struct civ_report_row *row, const char *column, int64_t value);
void civ_report_fill_text(struct civ_report_row *row, const char *column, const char *text);
void civ_report_fill_day(struct civ_report_row *row, const char *column, int32_t day);
/* Raise the flag of this code. */
void civ_report_raise(struct civ_report_row *row, const char *flag);
/* Leave the row out. */
void civ_report_skip(struct civ_report_row *row);

/* ---- for what makes programs and pages of reports ---- */

/* The parameter with what the common ones of its name, or its noun, say of it. */
struct civ_report_param civ_report_param_full(const struct civ_report_param *param);
/* The noun whose rows OF names, NULL when it names none; *COLUMN is the column that OF names, or NULL. */
const struct civ_noun *civ_report_noun(const char *of, const struct civ_column **column);

#endif
