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

/* A figure looked up. */
struct civ_figure_plan {
	const struct civ_report *report;
	const struct civ_report *form;          /* whose columns and rows it is of */
	const struct civ_report_group *group;   /* that an option names; NULL: none does */
	const struct civ_report_column *column; /* NULL: how many rows there are */
};

/* Look it up; NULL where there is none is left in the plan: report, then column. */
void civ_figure_find(const struct civ_expression *figure, struct civ_figure_plan *plan);
/* What the option is. */
enum civ_figure_option civ_figure_option_of(const struct civ_figure_plan *plan, const struct civ_argument *option);
/* The parameter, or column, of that name; NULL: there is none. */
const struct civ_report_param *civ_figure_param(const struct civ_figure_plan *plan, struct civ_span name);
const struct civ_report_column *civ_figure_column(const struct civ_report *form, struct civ_span name);
const struct civ_report_group *civ_figure_group(const struct civ_report *report, struct civ_span name);
/* What noun's column, or noun, the option's values are of; NULL: none. */
const char *civ_figure_of(const struct civ_figure_plan *plan, const struct civ_argument *option);
/* The noun whose rows the option names; NULL: it names none. */
const struct civ_noun *civ_figure_noun(const struct civ_figure_plan *plan, const struct civ_argument *option);
/* True for a column whose cells are figures. */
bool civ_figure_is_number(enum civ_type type);
bool civ_span_same(struct civ_span span, const char *text);
/* True if the figure counts in the year of the as-of day where it names no period: of money and hours. */
bool civ_figure_counts_by_year(const struct civ_report *report);
/* True for "year=all", by which it counts in all years. */
bool civ_figure_all_years(const struct civ_argument *option);
enum civ_status civ_figure_value_of(struct civ_records *records, const struct civ_figure_ask *ask,
                                    struct civ_figure_value *value, bool *by_area);
enum civ_status civ_figure_check(struct civ_records *records, const struct civ_expression *figure, bool *known,
                                 size_t *at, struct civ_buf *why);

#endif
