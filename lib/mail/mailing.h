/* What the parts of a mail share: a day as it stood at its end, and how a text is put together. */
#ifndef CIVPLAN_MAIL_MAILING_H
#define CIVPLAN_MAIL_MAILING_H

#include "civplan/count.h"
#include "civplan/mail.h"
#include "civplan/milestone.h"
#include "civplan/page.h"

enum { CIV_MAIL_WEEK = 7 };

struct civ_mail_milestone {
	const char *code, *title;
	int32_t due;
	enum civ_milestone_status status;
};

/* How a day stood at its end. All is in the mailing's arena. */
struct civ_mail_day {
	int32_t day;
	int64_t issues_late, tasks_late;
	struct civ_rows issues;  /* of issue-overdue: late, or due in a week */
	struct civ_rows tasks;   /* of task-overdue, likewise */
	struct civ_rows targets; /* of target-report, those in force */
	struct civ_mail_milestone *milestones;
	size_t milestone_count, milestone_room;
	int64_t not_met;         /* of these */
	struct civ_rate rectified;
	double score;            /* NAN: there is none */
	struct civ_page_decision *decisions; /* what waits to be decided; only where it was asked for */
	size_t decision_count;
};

struct civ_mailing {
	struct civ_records *records;
	struct civ_messages *messages;
	struct civ_arena *arena;
	const struct civ_mail_options *options;
	int32_t asof;
	char begin[CIV_DATE_SIZE]; /* what happened from this day on happened since */
	struct civ_mail_day then, now;
	struct civ_buf *text;
	bool failed; /* memory is out */
};

/* With DECISIONS what waits to be decided is read, too. Ended by civ_mailing_close in any case. */
enum civ_status civ_mailing_open(struct civ_records *records, const struct civ_mail_options *options, bool decisions,
                                 struct civ_mailing *mailing);
void civ_mailing_close(struct civ_mailing *mailing);

/* Read the day of the records' clock; MONTH is one of the month whose rate is asked for. */
enum civ_status civ_mail_day_read(struct civ_records *records, int32_t month, struct civ_arena *arena,
                                  struct civ_mail_day *day);
/* Of rows of issue-overdue: an issue to be looked at again is neither late nor due. */
bool civ_mail_is_late(const struct civ_rows *rows, size_t row);
bool civ_mail_is_due(const struct civ_rows *rows, size_t row);
/* Is a milestone past its day, and not met? */
bool civ_mail_is_missed(enum civ_milestone_status status);

/* ---- texts, in the arena; "" when memory is out ---- */

/* BUF's content, which is freed. */
const char *civ_mail_take(struct civ_mailing *mailing, struct civ_buf *buf);
const char *civ_mail_number(struct civ_mailing *mailing, int64_t n);
const char *civ_mail_date(struct civ_mailing *mailing, int32_t day);
/* Somebody's text as part of one line, cut to MOST columns. */
const char *civ_mail_line(struct civ_mailing *mailing, const char *text, size_t most);
enum { CIV_MAIL_NAME = 40, CIV_MAIL_TITLE = 48 };
/* What the unit with that CODE is called; who has none is nobody's. */
enum civ_status civ_mail_unit_name(struct civ_mailing *mailing, const char *code, const char **name);
/* What an issue is about, by the name of its category, and where, "" not known; and with what it waits for, from row
 * ROW of issue-overdue. */
const char *civ_mail_what_and_where(struct civ_mailing *mailing, const char *category, const char *place);
enum civ_status civ_mail_issue_title(struct civ_mailing *mailing, const struct civ_rows *rows, size_t row,
                                     const char **title);

/* ---- lines of the text ---- */

/* A blank line and a heading. */
void civ_mail_heading(struct civ_mailing *mailing, const char *heading);
/* A line, INDENT levels in; a second part stands behind the first in a column of its own, FIRST wide. */
void civ_mail_put(struct civ_mailing *mailing, int indent, const char *line);
void civ_mail_put_pair(struct civ_mailing *mailing, int indent, const char *first, size_t width, const char *second);

/* The issues of these rows of issue-overdue, a line each: what, where, due when and how late. */
enum civ_status civ_mail_put_issues(struct civ_mailing *mailing, int indent, const size_t *rows, size_t count);
/* The late tasks under a heading, the latest first and MOST of them: of the unit with that CODE, or (NULL) of all
 * units, with their names. Nothing when there is none. */
enum civ_status civ_mail_put_tasks(struct civ_mailing *mailing, const char *code, size_t most);
/* Is the task of that row of task-overdue late, and was not on the earlier day? */
bool civ_mail_task_is_new(const struct civ_mailing *mailing, size_t row);
/* So many others are left out. */
void civ_mail_put_others(struct civ_mailing *mailing, int indent, int64_t count);
/* The first lines of a mail about WHAT: the days that are compared. */
void civ_mail_put_title(struct civ_mailing *mailing, const char *what);
/* What else there is to see to, and what the mail is. */
void civ_mail_put_also(struct civ_mailing *mailing);

/* ---- parts of the office's mail ---- */

struct civ_mail_holder {
	const char *code, *name;
	int64_t late, long_late, days_max, due;
	int64_t newly, due_newly; /* of those late, of those due: since the earlier day */
	const size_t *rows;       /* those that are late, the oldest first, and behind them those that are due */
};

/* Who holds what is late or due in a week, most late ones first. */
struct civ_mail_holders {
	struct civ_mail_holder *list;
	size_t count;
	int64_t newly; /* of all of them */
};

enum civ_status civ_mail_holders_find(struct civ_mailing *mailing, struct civ_mail_holders *holders);
/* Who is late with what since when; what is due in a week, and with whom the most of it is; what became late. */
enum civ_status civ_mail_put_holders(struct civ_mailing *mailing, const struct civ_mail_holders *holders);
void civ_mail_put_due(struct civ_mailing *mailing, const struct civ_mail_holders *holders);
void civ_mail_put_newly(struct civ_mailing *mailing, const struct civ_mail_holders *holders);

/* How many decisions wait that did not on the earlier day; all of them as lines of the text. */
size_t civ_mail_decisions_new(const struct civ_mailing *mailing);
void civ_mail_put_decisions(struct civ_mailing *mailing);

/* A figure of the campaign, then and now. */
struct civ_mail_figure {
	const char *name;    /* in the text */
	const char *now;     /* with its unit */
	const char *change;  /* in the text: what it was, and what it is to be; "" where there is nothing to tell */
	const char *subject; /* what the subject line says of it */
	bool changed, worse;
	bool stands;         /* not changed, but told of while nothing else is: something is late or not met */
	bool core;           /* of targets: it is one of the core figures */
	double weight;       /* of targets: the change for the goal */
};

struct civ_mail_figures {
	struct civ_mail_figure *list; /* those to be told first */
	size_t count, changed;
	size_t standing; /* with those behind them that did not change, but stand for something late or not met */
};

enum { CIV_MAIL_FIGURES = 3 };

enum civ_status civ_mail_figures_find(struct civ_mailing *mailing, struct civ_mail_figures *figures);
/* Room for one figure more at the end; NULL when memory is out. */
struct civ_mail_figure *civ_mail_figure_more(struct civ_mailing *mailing, struct civ_mail_figures *figures);
/* The figures of targets, in front the core figure that changed most, or else the one of any. */
enum civ_status civ_mail_targets_find(struct civ_mailing *mailing, struct civ_mail_figures *figures);

#endif
