/* Figures of reports looked up: which report, column and rows are meant. */
#include "lib/reporting/figure.h"

#include <string.h>

bool civ_span_same(struct civ_span span, const char *text)
{
	return span.len == strlen(text) && memcmp(span.text, text, span.len) == 0;
}

bool civ_figure_is_number(enum civ_type type)
{
	return type == CIV_INT || type == CIV_REAL || type == CIV_PERCENT || type == CIV_MONEY;
}

/* ---- parts of a report ---- */

const struct civ_report_param *civ_figure_param(const struct civ_figure_plan *plan, struct civ_span name)
{
	/* --by is what the options themselves decide. */
	for (const struct civ_report_param *p = plan->report->params; p != NULL && p->name != NULL; p++)
		if (civ_span_same(name, p->name) && strcmp(p->name, "by") != 0)
			return p;
	return NULL;
}

const struct civ_report_column *civ_figure_column(const struct civ_report *form, struct civ_span name)
{
	for (const struct civ_report_column *c = form->columns; !civ_report_column_is_end(c); c++)
		if (!c->group && civ_span_same(name, civ_report_cell(c).name))
			return c;
	return NULL;
}

const struct civ_report_group *civ_figure_group(const struct civ_report *report, struct civ_span name)
{
	for (const struct civ_report_group *g = report->groups; g != NULL && g->name != NULL; g++)
		if (civ_span_same(name, g->name))
			return g;
	return NULL;
}

/* ---- looked up ---- */

/* The group that the options name: one that no column tells comes first. */
static const struct civ_report_group *find_group(const struct civ_figure_plan *plan,
                                                 const struct civ_expression *figure)
{
	const struct civ_report_group *found = NULL;

	for (size_t i = 0; i < figure->count; i++) {
		struct civ_span name = figure->arguments[i].name;
		const struct civ_report_group *group = civ_figure_group(plan->report, name);

		if (group == NULL || civ_figure_param(plan, name) != NULL)
			continue;
		if (civ_figure_column(plan->report, name) == NULL)
			return group;
		found = found == NULL ? group : found;
	}
	return found;
}

/* What the report's own group does not show is of all together, as its other groups show it. */
static void look_at_all(const struct civ_expression *figure, struct civ_figure_plan *plan)
{
	const struct civ_report_column *column = civ_figure_column(plan->report, figure->column);

	for (const struct civ_report_group *g = plan->report->groups; column != NULL && g->name != NULL; g++)
		if (g->form == NULL) {
			plan->group = g;
			plan->form = plan->report;
			plan->column = column;
			return;
		}
}

static void look_into(const struct civ_report *report, const struct civ_expression *figure,
                      struct civ_figure_plan *plan)
{
	const struct civ_report_group *group;

	*plan = (struct civ_figure_plan){.report = report, .form = report};
	plan->group = find_group(plan, figure);
	group = plan->group;
	/* Without an option that names one the report's own group decides. */
	if (group == NULL && report->by != NULL)
		group = civ_figure_group(report, (struct civ_span){report->by, strlen(report->by)});
	if (group != NULL && group->form != NULL)
		plan->form = group->form;
	plan->column = civ_figure_column(plan->form, figure->column);
	if (plan->column == NULL && plan->group == NULL && report->by != NULL)
		look_at_all(figure, plan);
}

/* Of several reports with that first word WORD-report comes first, then the one that has the column. */
void civ_figure_find(const struct civ_expression *figure, struct civ_figure_plan *plan)
{
	struct civ_figure_plan other;

	*plan = (struct civ_figure_plan){.report = NULL};
	for (size_t i = 0; civ_reports[i] != NULL; i++) {
		const char *name = civ_reports[i]->name;

		if (strcspn(name, "-") != figure->name.len || memcmp(name, figure->name.text, figure->name.len) != 0)
			continue;
		look_into(civ_reports[i], figure, &other);
		if (plan->report == NULL || (plan->column == NULL && other.column != NULL) ||
		    (other.column != NULL && strcmp(name + figure->name.len, "-report") == 0) ||
		    (plan->column == NULL && strcmp(name + figure->name.len, "-report") == 0))
			*plan = other;
	}
}

enum civ_figure_option civ_figure_option_of(const struct civ_figure_plan *plan, const struct civ_argument *option)
{
	if (civ_figure_param(plan, option->name) != NULL)
		return CIV_FIGURE_PARAM;
	if (plan->group != NULL && civ_span_same(option->name, plan->group->name))
		return CIV_FIGURE_GROUP;
	return civ_figure_column(plan->form, option->name) != NULL ? CIV_FIGURE_COLUMN : CIV_FIGURE_NONE;
}

const char *civ_figure_of(const struct civ_figure_plan *plan, const struct civ_argument *option)
{
	switch (civ_figure_option_of(plan, option)) {
	case CIV_FIGURE_PARAM:
		return civ_report_param_full(civ_figure_param(plan, option->name)).of;
	case CIV_FIGURE_GROUP:
		return plan->group->of;
	case CIV_FIGURE_COLUMN:
		return civ_figure_column(plan->form, option->name)->of;
	case CIV_FIGURE_NONE:
		break;
	}
	return NULL;
}

const struct civ_noun *civ_figure_noun(const struct civ_figure_plan *plan, const struct civ_argument *option)
{
	const char *of = civ_figure_of(plan, option);
	const struct civ_column *column;
	const struct civ_noun *noun = civ_report_noun(of, &column);
	size_t len = of == NULL ? 0 : strcspn(of, ".");

	if (noun != NULL || column == NULL || column->type != CIV_CODE || (column->flags & CIV_KEY) == 0)
		return noun;
	/* The code itself of a report's records. */
	for (size_t i = 0; civ_nouns[i] != NULL; i++)
		if (strncmp(civ_nouns[i]->name, of, len) == 0 && civ_nouns[i]->name[len] == '\0')
			return civ_nouns[i];
	return NULL;
}

bool civ_figure_counts_by_year(const struct civ_report *report)
{
	bool year = false, counted = false;

	for (const struct civ_report_param *p = report->params; p != NULL && p->name != NULL; p++)
		year = year || strcmp(p->name, "year") == 0;
	for (const struct civ_report_column *c = report->columns; !civ_report_column_is_end(c); c++) {
		const struct civ_report_cell cell = civ_report_cell(c);

		counted = counted || cell.type == CIV_MONEY || strcmp(cell.name, "hours") == 0;
	}
	return year && counted;
}

bool civ_figure_all_years(const struct civ_argument *option)
{
	return civ_span_same(option->name, "year") && civ_span_same(option->value, "all");
}
