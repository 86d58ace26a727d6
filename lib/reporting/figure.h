/* Figures of reports, named by the report's first word and a column. */
#ifndef CIVPLAN_REPORTING_FIGURE_H
#define CIVPLAN_REPORTING_FIGURE_H

#include "civplan/derive.h"
#include "lib/reporting/reporting.h"

/* What an option of a figure is of its report. */
enum civ_figure_option {
	CIV_FIGURE_PARAM,  /* an option of the report */
	CIV_FIGURE_GROUP,  /* the group that its rows are of, and the row's key */
	CIV_FIGURE_COLUMN, /* a column, and what stands there in the row */
	CIV_FIGURE_NONE,
};

/* A column that figures may be of, or be chosen by. */
struct civ_figure_cell {
	const char *name; /* NULL: there is none */
	const char *of;
	const struct civ_word *words;
	const char *numerator, *denominator, *figure_row; /* as of a report's column */
	const char *unit, *help;
	bool number, group;
};

/* A figure looked up. */
struct civ_figure_plan {
	const char *name;                       /* of the report or of the program; NULL: there is none */
	const char *other;                      /* another one that may be meant as well; NULL: none is */
	const struct civ_report *report, *form; /* whose columns and rows it is of; NULL: of an offer */
	const struct civ_offer *offer;          /* NULL: of a report */
	const struct civ_report_param *params;
	const struct civ_report_group *groups;
	const struct civ_report_group *group;   /* that an option names; NULL: none does */
	struct civ_figure_cell column;          /* without a name: how many rows there are */
};

/* Look it up. It is named by the first word of its report, or by all of them with _ between; of several reports with
 * that first word and the column WORD-report comes first, then the one that has all the options; others are to be named
 * by all words.
 * NULL where there is none is left in the plan: name, then column. */
void civ_figure_find(const struct civ_expression *figure, struct civ_figure_plan *plan);
/* Of each report, then of each offer, the plan of what it prints without options; false: there are no more. */
bool civ_figure_plan_at(size_t place, struct civ_figure_plan *plan);
/* True if figures of it can be named so: by its first word, or all of them. */
bool civ_figure_is_called(struct civ_span name, const struct civ_figure_plan *plan);
/* The column at that place; false: there are no more. */
bool civ_figure_cell(const struct civ_figure_plan *plan, size_t place, struct civ_figure_cell *cell);
/* The column of that name, groups left out; false: there is none. */
bool civ_figure_column(const struct civ_figure_plan *plan, struct civ_span name, struct civ_figure_cell *cell);
/* What the option is. */
enum civ_figure_option civ_figure_option_of(const struct civ_figure_plan *plan, const struct civ_argument *option);
/* The parameter, or group, of that name; NULL: there is none. */
const struct civ_report_param *civ_figure_param(const struct civ_figure_plan *plan, struct civ_span name);
const struct civ_report_group *civ_figure_group(const struct civ_figure_plan *plan, struct civ_span name);
/* What noun's column, or noun, the option's values are of; NULL: none. */
const char *civ_figure_of(const struct civ_figure_plan *plan, const struct civ_argument *option);
/* The noun whose rows the option names; NULL: it names none. */
const struct civ_noun *civ_figure_noun(const struct civ_figure_plan *plan, const struct civ_argument *option);
/* The same, and of an option that is a word to the report the noun of its column of that name: the code is within what
 * other options say, a question's in its survey. */
const struct civ_noun *civ_figure_named(const struct civ_figure_plan *plan, const struct civ_argument *option);
bool civ_span_same(struct civ_span span, const char *text);
/* True if the figure counts in the year of the as-of day where it names no period: of money and hours. */
bool civ_figure_counts_by_year(const struct civ_figure_plan *plan);
/* True for "year=all", by which it counts in all years. */
bool civ_figure_all_years(const struct civ_argument *option);
enum civ_status civ_figure_value_of(struct civ_records *records, const struct civ_figure_ask *ask,
                                    struct civ_figure_value *value, bool *by_area);
enum civ_status civ_figure_check(struct civ_records *records, const struct civ_expression *figure, bool *known,
                                 size_t *at, struct civ_buf *why);

#endif
