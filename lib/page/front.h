/* The leaders' page: what its sections share.
 *
 * A section is one file that holds one const struct civ_front_section: its place, where its figures are from, its
 * finding and its body. Its body is drawn by the parts below, each of which knows two forms: HTML, and plain text for a
 * voice to read. Whatever fails is kept by civ_page_fail, and the page is not to be had; sections need not look. */
#ifndef CIVPLAN_PAGE_FRONT_H
#define CIVPLAN_PAGE_FRONT_H

#include "lib/page/page.h"

struct civ_front_kept; /* rows of reports that were run */
struct civ_front_source;
struct civ_front_decision;

struct civ_front {
	struct civ_page *page;
	bool text, is_public; /* for a voice; without what is not for the public */
	struct civ_front_kept *kept;
	struct civ_records *before; /* the same file as of the day before; NULL until it is asked for */
	int32_t day_before;
	const struct civ_front_source **sources; /* of the page so far, by number */
	size_t source_count, source_room;
	struct civ_front_decision *decisions;
	size_t decision_count, decision_room;
	unsigned sections; /* so far */
};

/* ---- reports ---- */

/* A report that sections take rows from, run once for a page: by its table, as a program of its own prints them, or by
 * a function. Two with the same request are one. */
struct civ_front_report {
	const struct civ_report_request *request;
	const struct civ_offer *offer; /* the program whose rows REQUEST, then of no report, asks for; NULL: none */
	const struct civ_out_column *columns;
	enum civ_status (*run)(struct civ_records *records, struct civ_out *out);
	/* The file that nightly keeps it in, and the columns of it that are compared: "code" and another one; NULL: it
	 * is run again as of the day before. */
	const char *file;
	const struct civ_out_column *compared;
	const char *title; /* of its sheet in a workbook, CIV_WORD; NULL: what its columns are called there */
	bool optional; /* where it refuses, for want of what it reports on, it has no rows */
};

extern const struct civ_front_report civ_front_status, civ_front_targets, civ_front_milestones, civ_front_overdue,
	civ_front_tasks, civ_front_score, civ_front_losses, civ_front_hotspots;
/* Lines of money in force: both sides, and by kind; each use of the quarter. */
extern const struct civ_front_report civ_front_money, civ_front_money_kinds, civ_front_money_review;

/* Its rows as of the page's day; as of the end of the month before (or, of the targets and milestones, as --since has
 * them). Never NULL: without rows where it cannot be had. */
const struct civ_rows *civ_front_rows(struct civ_front *front, const struct civ_front_report *report);
const struct civ_rows *civ_front_rows_before(struct civ_front *front, const struct civ_front_report *report);
/* The columns code and another one, which COLUMNS names, of the file NAME in the folder of --since. CIV_REFUSED, told:
 * it has not both. */
enum civ_status civ_front_since(struct civ_front *front, const char *name, const struct civ_out_column *columns,
                                struct civ_rows *rows);
/* Ends what was begun for them. */
void civ_front_reports_close(struct civ_front *front);

/* The text that SQL finds for :arg, "" when there is none; it may ask for :asof, too. */
const char *civ_front_ask(struct civ_front *front, const char *sql, const char *arg);
/* The names, as they stand in the file, of what has that code; "" for no code. */
const char *civ_front_unit(struct civ_front *front, const char *code);

/* ---- sections ---- */

/* Where figures are from: a row of the appendix. Texts are marked CIV_WORD. */
struct civ_front_source {
	const char *what, *how; /* and how they are counted */
	const char *report;     /* what readers call it */
	const char *command;    /* as typed, but for the day; several are parted by "; " */
};

/* Who decides for the campaign: its leading group, its office. */
enum civ_front_level { CIV_FRONT_LEADING, CIV_FRONT_OFFICE };

/* What waits to be decided. Texts are written: escaped where the page is HTML. */
struct civ_front_decision {
	const char *what, *why; /* a verb first; with what happens if nothing is decided */
	const char *who, *asks; /* who decides, who asks for it */
	enum civ_front_level level;
	int32_t since;
	bool has_date;
	int32_t date; /* on which something happens by itself */
};

struct civ_front_section {
	unsigned place; /* those with a smaller one stand above */
	const char *id;
	const char *heading; /* CIV_WORD */
	/* Instead of HEADING, where it depends on the figures. */
	void (*head)(struct civ_front *front, struct civ_buf *text);
	const struct civ_front_source *source;
	bool internal; /* not for the public */
	bool full;     /* over the whole width */
	bool open;     /* not folded on a telephone */
	/* Its clause of the sentence of state, without an end mark; nothing where it has none to tell. Clauses stand in
	 * the order of CLAUSE_PLACE. */
	unsigned clause_place;
	void (*clause)(struct civ_front *front, struct civ_buf *text);
	/* What of it waits for a decision: by civ_front_decide. */
	void (*decide)(struct civ_front *front);
	/* What is found, a sentence or more with figures. Without one the section is left out, and its number with it;
	 * a section that only decides has none. */
	void (*finding)(struct civ_front *front, struct civ_buf *text);
	void (*put)(struct civ_front *front);
};

/* All of them, ended by NULL (made of the folder at build time). */
extern const struct civ_front_section *const civ_front_sections[];

void civ_front_decide(struct civ_front *front, const struct civ_front_decision *decision);
/* The most urgent first. */
void civ_front_decisions_sort(struct civ_front *front);
/* The name of that body; and of who leads it, with his office, where somebody is known to. Written. */
const char *civ_front_campaign(struct civ_front *front, enum civ_front_level level);
const char *civ_front_decider(struct civ_front *front, enum civ_front_level level);

/* ---- what stands in a sentence ---- */

/* Each is kept as long as the page, and written: escaped where the page is HTML. A figure keeps what its report says
 * as the value of its element. */
const char *civ_front_name(struct civ_front *front, const char *text);
const char *civ_front_count(struct civ_front *front, int64_t n);
/* A cell of a report, rounded to DIGITS decimals. */
const char *civ_front_figure(struct civ_front *front, const char *cell, int digits);
/* The same with all its DIGITS decimals. */
const char *civ_front_fixed(struct civ_front *front, const char *cell, int digits);
/* The same in what it is measured in: 86.2%, 118公里. */
const char *civ_front_measured(struct civ_front *front, const char *cell, const char *measure_unit);
/* A cell of yuan: 88.60亿元, 8.860 billion yuan. */
const char *civ_front_yuan(struct civ_front *front, const char *cell);
const char *civ_front_day(struct civ_front *front, int32_t day);
/* NAMES, written, in a row: A, B and C. */
const char *civ_front_names(struct civ_front *front, const char *const *names, size_t count);
/* Two parts of a sentence with a comma between. */
const char *civ_front_joined(struct civ_front *front, const char *first, const char *second);
/* TEXT, written, that tells of trouble, or of what is at risk or good. */
const char *civ_front_toned(struct civ_front *front, enum civ_tone tone, const char *text);
/* TEXT kept as long as the page, and freed. */
const char *civ_front_keep(struct civ_front *front, struct civ_buf *text);
/* A sentence of the catalogue, marked CIV_WORD, with what stands in it. */
const char *civ_front_said(struct civ_front *front, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- targets ---- */

extern const struct civ_front_source civ_front_target_source;

/* The name of the indicator with that CODE, written; the code where there is none. */
const char *civ_front_indicator(struct civ_front *front, const char *code);
/* A figure that is to be reached: 90%, 5 days. */
const char *civ_front_bound(struct civ_front *front, const char *cell, const char *measure_unit);
/* Of a row of civ_front_targets, written: the unit of measure; its figure; its goal (90%, over 98%); how far it is from
 * that, "" when it is reached to the point (3.8 points short, 246 over). */
const char *civ_front_measure_unit(struct civ_front *front, const char *indicator);
const char *civ_front_actual(struct civ_front *front, const struct civ_rows *rows, size_t row);
const char *civ_front_goal(struct civ_front *front, const struct civ_rows *rows, size_t row);
const char *civ_front_gap(struct civ_front *front, const struct civ_rows *rows, size_t row);
/* The distance of two values of the indicator, in its unit: 3.8 points, 246 km. */
const char *civ_front_distance(struct civ_front *front, const char *indicator, double distance);
/* Whether a lower figure is the better one. */
bool civ_front_is_down(const struct civ_rows *rows, size_t row);
/* Met, or met late. */
bool civ_front_is_met(const char *status);

/* ---- parts of a body ---- */

/* How a target or milestone stands, by shape, word and colour. */
const char *civ_front_state(struct civ_front *front, const char *status);
const char *civ_front_state_class(const char *status);
/* WORD, written, in the same way, behind the SHAPE of that class. */
const char *civ_front_shaped(struct civ_front *front, const char *shape, const char *word);
/* The shape alone, its word for a voice. */
const char *civ_front_mark(struct civ_front *front, const char *status);

void civ_front_paragraph(struct civ_front *front, const char *text);
/* That COUNT rows are not shown, where it is more than none. */
void civ_front_rest(struct civ_front *front, size_t count);
/* The same in words of its own for what they are: FORMAT, of civ_say_count, takes COUNT as text. */
void civ_front_rest_of(struct civ_front *front, const char *format, size_t count)
	__attribute__((format(printf, 2, 0)));

struct civ_front_column {
	const char *heading; /* CIV_WORD; "" : none is needed */
	enum { CIV_FRONT_NAME, CIV_FRONT_NUMBER, CIV_FRONT_CHART, CIV_FRONT_MARK } kind;
};

struct civ_front_table {
	const char *caption;                    /* written; NULL: none is seen */
	const char *title;                      /* instead of a caption, for a voice; CIV_WORD */
	const struct civ_front_column *columns; /* ended by one without a heading */
	bool stacked;                           /* on a telephone charts and numbers stand below the name */
	bool block;                             /* beside another one, where there is room */
};

struct civ_front_row {
	const char *name, *note; /* written; NOTE may be NULL */
	const char *cells[6];    /* written, for the columns behind the name, in their order; of a chart: drawn */
	const char *status;      /* for the mark in front; NULL: there is no such column */
	bool hit, sum;           /* somebody must act; the total of those above */
};

void civ_front_table_open(struct civ_front *front, const struct civ_front_table *table);
void civ_front_table_row(struct civ_front *front, const struct civ_front_table *table, const struct civ_front_row *row);
void civ_front_table_close(struct civ_front *front);
/* Two tables side by side, where there is room. */
void civ_front_pair_open(struct civ_front *front);
void civ_front_pair_close(struct civ_front *front);
/* One of them with what belongs to it, such as its key. */
void civ_front_half_open(struct civ_front *front);
void civ_front_half_close(struct civ_front *front);
/* Behind a line that opens it; not where the page is text. */
void civ_front_fold_open(struct civ_front *front, const char *summary);
void civ_front_fold_close(struct civ_front *front);

/* ---- charts: lengths in percent, so that none is scaled; "" where the page is text ---- */

/* SHARE, 0 to 1, of the width; over a ground that is the whole of it. */
const char *civ_front_bar(struct civ_front *front, double share, const char *kind, bool ground);

/* The same over a ground, with a stroke at MARK; NAN: without. */
const char *civ_front_bar_to(struct civ_front *front, double share, const char *kind, double mark);
/* A dot at one share and a ring at another, with what lies between. */
const char *civ_front_dots(struct civ_front *front, double dot, double ring, bool bad);
/* A shape of a chart, as SVG, and what it stands for. */
struct civ_front_shape {
	const char *svg, *name;
};
/* What they stand for, where the charts are seen. */
void civ_front_key(struct civ_front *front, const struct civ_front_shape *shapes, size_t count);

/* The last values of a figure with its goal. */
struct civ_front_trend {
	const double *values;
	size_t count;
	double goal;       /* NAN: none */
	bool bad;          /* the last one does not reach it */
	const char *label; /* written: the values, for a voice */
};
void civ_front_trend(struct civ_front *front, const struct civ_front_trend *trend);

/* Marks in a row, of the statuses. */
const char *civ_front_marks(struct civ_front *front, const char *const *statuses, size_t count);

struct civ_front_dot {
	int32_t day;
	const char *status;
};
/* Dots over a line of years, one on the other where their days are near, with the page's day; DOTS by day. */
void civ_front_timeline(struct civ_front *front, const struct civ_front_dot *dots, size_t count, const char *label);

#endif
