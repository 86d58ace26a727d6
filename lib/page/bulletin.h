/* What the parts of a notice share. */
#ifndef CIVPLAN_PAGE_BULLETIN_H
#define CIVPLAN_PAGE_BULLETIN_H

#include "civplan/bulletin.h"
#include "civplan/output.h"
#include "civplan/report.h"

/* A paragraph, or a table, that waits for the end of its chapter: only then it is known whether paragraphs of it are
 * numbered. */
struct civ_bulletin_item {
	const char *heading; /* of a paragraph, "" without one; NULL: it is a table */
	const char *html;
};

struct civ_bulletin {
	struct civ_records *records; /* as of the day of the figures */
	struct civ_messages *messages;
	const struct civ_bulletin_options *options;
	struct civ_buf *html;
	struct civ_arena *arena;
	int32_t asof;
	char day[11];                    /* the same, YYYY-MM-DD */
	const char *period;              /* as programs name it: 2026-05, 2026-Q2; of a week NULL */
	struct civ_rhythm_options board; /* what the ranking is made with */
	int64_t publication;             /* that the ranking is from; 0: it was not published */
	struct civ_rows units, before;   /* the ranking of the period, and of the one before */
	struct civ_bulletin_item *items; /* of the chapter */
	size_t count, room;
	unsigned chapters;      /* so far */
	struct civ_buf sources; /* what the numbers are from */
	unsigned n_sources;
	bool failed;            /* memory is out */
	enum civ_status status; /* the first failure of a read whose caller only writes */
};

enum civ_bulletin_chapter {
	CIV_CHAPTER_STATE,
	CIV_CHAPTER_RANKING,
	CIV_CHAPTER_PROBLEMS,
	CIV_CHAPTER_DEMANDS,
	CIV_CHAPTERS
};

/* Something that a notice tells, registered by standing in its file. It tells nothing when there is nothing to tell. */
struct civ_bulletin_part {
	enum civ_bulletin_chapter chapter;
	unsigned place; /* in it: those with a smaller one stand above */
	enum civ_status (*put)(struct civ_bulletin *bulletin);
};
/* All of them, ended by NULL (made of the folders at build time). */
extern const struct civ_bulletin_part *const civ_bulletin_parts[];

/* Read the ranking of the period, as published where it was, and that of the one before. */
enum civ_status civ_bulletin_ranking(struct civ_bulletin *bulletin);
/* Write the list of the week, whole. */
enum civ_status civ_bulletin_week(struct civ_bulletin *bulletin);

/* ---- writing ---- */

/* The paper up to where its text begins. STYLE is a style sheet lib/page/NAME.css, civ_style_NAME,
 * behind that of tables. */
void civ_bulletin_head(struct civ_bulletin *bulletin, const char *title, const char *style);
/* TEXT as a paragraph of one class, written at once: close to the one before it, or with the room that its class has.
 */
void civ_bulletin_put(struct civ_bulletin *bulletin, const char *class, const char *text);
void civ_bulletin_put_apart(struct civ_bulletin *bulletin, const char *class, const char *text);
/* The tag that a close one begins with. */
void civ_bulletin_open(struct civ_buf *html, const char *class);

/* TEXT, plain, as a paragraph of the chapter; it is emptied. HEADING, a sentence without its stop, stands in front of
 * it, numbered; NULL: none. Blanks at its end are left out; nothing when TEXT is empty. */
void civ_bulletin_paragraph(struct civ_bulletin *bulletin, const char *heading, struct civ_buf *text);
/* What numbers are from, told at the end: the NAME of the report, a text marked CIV_WORD, and the COMMAND that prints
 * it as of the day of the figures. */
void civ_bulletin_source(struct civ_bulletin *bulletin, const char *name, const char *command);

/* Texts in the bulletin's arena, for sentences; "" when memory is out, which the bulletin remembers. */
const char *civ_bulletin_keep(struct civ_bulletin *bulletin, struct civ_buf *text); /* and empties TEXT */
const char *civ_bulletin_n(struct civ_bulletin *bulletin, double value);            /* 1,742 */
const char *civ_bulletin_percent(struct civ_bulletin *bulletin, double percent);    /* 96.1% */
const char *civ_bulletin_date(struct civ_bulletin *bulletin, int32_t day);          /* 30 June */
const char *civ_bulletin_late(struct civ_bulletin *bulletin, int64_t days);         /* 74 days late */
/* The month or quarter in which DAY lies, by the kind of the notice. */
const char *civ_bulletin_period(struct civ_bulletin *bulletin, int32_t day);

/* What parts the clauses of a sentence, when TEXT has one; what ends it, and parts it from the next. */
void civ_bulletin_between(struct civ_buf *text);
void civ_bulletin_stop(struct civ_buf *text);

/* How a cell stands. */
enum civ_bulletin_align { CIV_ALIGN_LEFT, CIV_ALIGN_CENTER, CIV_ALIGN_RIGHT };

struct civ_bulletin_column {
	const char *heading;
	unsigned width; /* px */
	enum civ_bulletin_align align;
};

/* A table: its head (CAPTION may be NULL), then cell by cell in the order of the columns, ended by one without a
 * heading. Word processors take widths from attributes, and fonts from the paragraph of each cell alone. */
void civ_bulletin_table(struct civ_buf *html, const char *caption, const struct civ_bulletin_column *columns);
void civ_bulletin_row(struct civ_buf *html);
void civ_bulletin_cell(struct civ_buf *html, enum civ_bulletin_align align, const char *text);
void civ_bulletin_row_end(struct civ_buf *html);
void civ_bulletin_table_end(struct civ_buf *html);
/* HTML as an item of the chapter; it is emptied. */
void civ_bulletin_item(struct civ_bulletin *bulletin, struct civ_buf *html);

/* ---- reading ---- */

/* What REPORT writes to a writer with DATA, into ROWS of COLUMNS. */
enum civ_status civ_bulletin_rows(struct civ_bulletin *bulletin, const struct civ_out_column *columns,
                                  enum civ_status (*report)(struct civ_records *records, struct civ_out *out,
                                                            const void *data),
                                  const void *data, struct civ_rows *rows);
/* What issue-overdue has of limits that passed, and that pass in the next DAYS days. */
enum civ_status civ_bulletin_limits(struct civ_bulletin *bulletin, int64_t days, struct civ_rows *rows);
enum civ_status civ_bulletin_milestones(struct civ_bulletin *bulletin, struct civ_rows *rows);
/* What task-overdue has of tasks that are late, or due in the next WITHIN days. */
enum civ_status civ_bulletin_tasks(struct civ_bulletin *bulletin, const char *within, struct civ_rows *rows);
/* The name of the unit with that code; of "" that there is none yet. */
const char *civ_bulletin_unit(struct civ_bulletin *bulletin, const char *code);
/* The day in a cell; false when there is none. */
bool civ_bulletin_day(const struct civ_rows *rows, size_t row, const char *column, int32_t *day);

/* Of rows, how many belong to each unit, with what stands out. */
struct civ_bulletin_share {
	const char *unit;  /* code */
	int64_t n, long_n; /* rows; of these, with more than 30 days */
	int64_t days;      /* the most */
	size_t worst;      /* the row that has them */
	int32_t first;     /* the earliest `due` */
};
/* SHARES in the arena, those with the most rows first, of the rows in which `days_late` is above 0 (LATE) or is not. */
enum civ_status civ_bulletin_shares(struct civ_bulletin *bulletin, const struct civ_rows *rows, bool late,
                                    struct civ_bulletin_share **shares, size_t *count);

/* The same of the issues that are late. */
enum civ_status civ_bulletin_late_issues(struct civ_bulletin *bulletin, struct civ_rows *rows,
                                         struct civ_bulletin_share **shares, size_t *count);

/* The last day of the month, or quarter, that is under way on the day after the figures: until then a notice looks
 * ahead. */
int32_t civ_bulletin_ahead(const struct civ_bulletin *bulletin);

#endif
