/* Figures of reports looked up: which report, column and rows are meant. */
#include "lib/reporting/figure.h"

#include <string.h>

#include "civplan/say.h"

bool civ_span_same(struct civ_span span, const char *text)
{
	return span.len == strlen(text) && memcmp(span.text, text, span.len) == 0;
}

/* ---- parts of a report ---- */

const struct civ_report_param *civ_figure_param(const struct civ_figure_plan *plan, struct civ_span name)
{
	/* --by is what the options themselves decide. */
	for (const struct civ_report_param *p = plan->params; p != NULL && p->name != NULL; p++)
		if (civ_span_same(name, p->name) && strcmp(p->name, "by") != 0)
			return p;
	return NULL;
}

const struct civ_report_group *civ_figure_group(const struct civ_figure_plan *plan, struct civ_span name)
{
	for (const struct civ_report_group *g = plan->groups; g != NULL && g->name != NULL; g++)
		if (civ_span_same(name, g->name))
			return g;
	return NULL;
}

static bool is_number(enum civ_type type)
{
	return type == CIV_INT || type == CIV_REAL || type == CIV_PERCENT || type == CIV_MONEY;
}

static struct civ_figure_cell of_report(const struct civ_report_column *column)
{
	const struct civ_report_cell cell = civ_report_cell(column);
	const struct civ_column *of;

	(void)civ_report_noun(column->of, &of);
	return (struct civ_figure_cell){
		.name = cell.name,
		.of = column->of,
		.words = column->words,
		.numerator = column->numerator,
		.denominator = column->denominator,
		.figure_row = column->figure_row,
		.unit = cell.type == CIV_MONEY     ? CIV_WORD("yuan")
	                : cell.type == CIV_PERCENT ? "%"
	                                           : NULL,
		.help = column->help != NULL ? column->help
	                : of == NULL         ? NULL
	                                     : of->help,
		.number = is_number(cell.type),
		.group = column->group,
	};
}

static struct civ_figure_cell of_offer(const struct civ_offer *offer, const struct civ_out_column *column)
{
	struct civ_figure_cell cell = {
		.name = column->name,
		.of = column->kind.of,
		.words = column->kind.words,
		.unit = column->kind.type == CIV_CELL_MONEY ? CIV_WORD("yuan") : NULL,
		.help = column->help,
		.number = column->kind.type == CIV_CELL_NUMBER || column->kind.type == CIV_CELL_MONEY,
	};

	for (const struct civ_offered_rate *r = offer->rates; r != NULL && r->name != NULL; r++)
		if (strcmp(r->name, column->name) == 0) {
			cell.unit = "%";
			cell.numerator = r->numerator;
			cell.denominator = r->denominator;
		}
	return cell;
}

bool civ_figure_cell(const struct civ_figure_plan *plan, size_t place, struct civ_figure_cell *cell)
{
	const struct civ_report_group *group = plan->group;
	const struct civ_out_column *columns;

	if (plan->offer == NULL) {
		if (civ_report_column_is_end(&plan->form->columns[place]))
			return false;
		*cell = of_report(&plan->form->columns[place]);
		return true;
	}
	columns = plan->offer->columns(group == NULL || plan->offer->several ? NULL : group->name);
	if (columns[place].name == NULL)
		return false;
	*cell = of_offer(plan->offer, &columns[place]);
	cell->group = group != NULL && !plan->offer->several && place == 0;
	return true;
}

bool civ_figure_column(const struct civ_figure_plan *plan, struct civ_span name, struct civ_figure_cell *cell)
{
	for (size_t i = 0; civ_figure_cell(plan, i, cell); i++)
		if (!cell->group && civ_span_same(name, cell->name))
			return true;
	*cell = (struct civ_figure_cell){.name = NULL};
	return false;
}

/* ---- looked up ---- */

/* The group that the options name: one that no column tells comes first. */
static const struct civ_report_group *find_group(const struct civ_figure_plan *plan,
                                                 const struct civ_expression *figure)
{
	const struct civ_report_group *found = NULL;
	struct civ_figure_cell cell;

	for (size_t i = 0; i < figure->count; i++) {
		struct civ_span name = figure->arguments[i].name;
		const struct civ_report_group *group = civ_figure_group(plan, name);

		if (group == NULL || civ_figure_param(plan, name) != NULL)
			continue;
		if (!civ_figure_column(plan, name, &cell))
			return group;
		found = found == NULL ? group : found;
	}
	return found;
}

/* The plan of all that REPORT, or OFFER, prints without options. */
static void make_plain(const struct civ_report *report, const struct civ_offer *offer, struct civ_figure_plan *plan)
{
	const struct civ_report_group *group = NULL;

	*plan = (struct civ_figure_plan){.report = report, .form = report, .offer = offer};
	plan->name = offer != NULL ? offer->name : report->name;
	plan->params = offer != NULL ? offer->params : report->params;
	plan->groups = offer != NULL ? offer->groups : report->groups;
	if (report != NULL && report->by != NULL)
		group = civ_figure_group(plan, (struct civ_span){report->by, strlen(report->by)});
	if (group != NULL && group->form != NULL)
		plan->form = group->form;
}

/* What the report's own group does not show is of all together, as its other groups show it. */
static void look_at_all(const struct civ_expression *figure, struct civ_figure_plan *plan)
{
	struct civ_figure_plan all = *plan;

	all.form = plan->report;
	for (const struct civ_report_group *g = plan->groups; g != NULL && g->name != NULL; g++)
		if (g->form == NULL && civ_figure_column(&all, figure->column, &all.column) && all.column.number) {
			all.group = g;
			*plan = all;
			return;
		}
}

/* What the report prints with the options of the figure. */
static void look_into(const struct civ_figure_plan *plain, const struct civ_expression *figure,
                      struct civ_figure_plan *plan)
{
	*plan = *plain;
	plan->form = plan->report;
	plan->group = find_group(plan, figure);
	/* Without an option that names one the report's own group decides. */
	if (plan->group == NULL)
		plan->form = plain->form;
	else if (plan->group->form != NULL)
		plan->form = plan->group->form;
	(void)civ_figure_column(plan, figure->column, &plan->column);
	if (!plan->column.number && plan->group == NULL && plan->report != NULL && plan->report->by != NULL)
		look_at_all(figure, plan);
}

/* TASK_OVERDUE of task-overdue. */
static bool is_whole_name(struct civ_span span, const char *name)
{
	for (size_t i = 0; i < span.len; i++)
		if (name[i] != (span.text[i] == '_' ? '-' : span.text[i]))
			return false;
	return name[span.len] == '\0';
}

static bool has_figure(const struct civ_figure_plan *plan, const struct civ_expression *figure)
{
	return plan->column.name != NULL || civ_span_same(figure->column, "n");
}

static bool knows_options(const struct civ_figure_plan *plan, const struct civ_expression *figure)
{
	for (size_t i = 0; i < figure->count; i++)
		if (civ_figure_option_of(plan, &figure->arguments[i]) == CIV_FIGURE_NONE)
			return false;
	return true;
}

static bool is_main(const struct civ_figure_plan *plan, const struct civ_expression *figure)
{
	return strcmp(plan->name + figure->name.len, "-report") == 0;
}

/* How well PLAN is meant by the figure, whose first word it has: two that are meant as well are not told apart. */
static int rank_of(const struct civ_figure_plan *plan, const struct civ_expression *figure)
{
	if (!has_figure(plan, figure))
		return is_main(plan, figure) ? 1 : 0;
	return is_main(plan, figure) ? 4 : knows_options(plan, figure) ? 3 : 2;
}

bool civ_figure_is_called(struct civ_span name, const struct civ_figure_plan *plan)
{
	return is_whole_name(name, plan->name) ||
	       (strcspn(plan->name, "-") == name.len && memcmp(plan->name, name.text, name.len) == 0);
}

/* Of PLAIN, which is called as FIGURE says, and the BEST so far. */
static void choose(const struct civ_figure_plan *plain, const struct civ_expression *figure,
                   struct civ_figure_plan *best)
{
	struct civ_figure_plan plan;

	look_into(plain, figure, &plan);
	if (best->name == NULL || is_whole_name(figure->name, plain->name) ||
	    rank_of(&plan, figure) > rank_of(best, figure))
		*best = plan;
	else if (has_figure(&plan, figure) && rank_of(&plan, figure) == rank_of(best, figure))
		best->other = plan.name;
}

bool civ_figure_plan_at(size_t place, struct civ_figure_plan *plan)
{
	size_t reports = 0;

	while (civ_reports[reports] != NULL && reports <= place)
		reports++;
	if (place < reports) {
		make_plain(civ_reports[place], NULL, plan);
		return true;
	}
	for (size_t i = 0; i < place - reports; i++)
		if (civ_offers[i] == NULL)
			return false;
	if (civ_offers[place - reports] == NULL)
		return false;
	make_plain(NULL, civ_offers[place - reports], plan);
	return true;
}

void civ_figure_find(const struct civ_expression *figure, struct civ_figure_plan *plan)
{
	struct civ_figure_plan plain;

	*plan = (struct civ_figure_plan){.name = NULL};
	for (size_t i = 0; civ_figure_plan_at(i, &plain); i++)
		if (civ_figure_is_called(figure->name, &plain))
			choose(&plain, figure, plan);
}

enum civ_figure_option civ_figure_option_of(const struct civ_figure_plan *plan, const struct civ_argument *option)
{
	struct civ_figure_cell cell;

	if (civ_figure_param(plan, option->name) != NULL)
		return CIV_FIGURE_PARAM;
	if (plan->group != NULL && civ_span_same(option->name, plan->group->name))
		return CIV_FIGURE_GROUP;
	if (plan->offer != NULL && plan->offer->several && civ_figure_group(plan, option->name) != NULL)
		return CIV_FIGURE_GROUP;
	return civ_figure_column(plan, option->name, &cell) ? CIV_FIGURE_COLUMN : CIV_FIGURE_NONE;
}

const char *civ_figure_of(const struct civ_figure_plan *plan, const struct civ_argument *option)
{
	struct civ_figure_cell cell;

	switch (civ_figure_option_of(plan, option)) {
	case CIV_FIGURE_PARAM:
		return civ_report_param_full(civ_figure_param(plan, option->name)).of;
	case CIV_FIGURE_GROUP:
		return civ_figure_group(plan, option->name)->of;
	case CIV_FIGURE_COLUMN:
		return civ_figure_column(plan, option->name, &cell) ? cell.of : NULL;
	case CIV_FIGURE_NONE:
		break;
	}
	return NULL;
}

/* The noun whose codes stand in what is OF that. */
static const struct civ_noun *noun_of(const char *of)
{
	const struct civ_column *column;
	const struct civ_noun *noun = civ_report_noun(of, &column);

	if (noun != NULL || column == NULL || column->type != CIV_CODE || (column->flags & CIV_KEY) == 0)
		return noun;
	/* The code itself of a report's records. */
	return civ_report_table(of);
}

const struct civ_noun *civ_figure_noun(const struct civ_figure_plan *plan, const struct civ_argument *option)
{
	return noun_of(civ_figure_of(plan, option));
}

const struct civ_noun *civ_figure_named(const struct civ_figure_plan *plan, const struct civ_argument *option)
{
	const struct civ_noun *noun = civ_figure_noun(plan, option);
	struct civ_figure_cell cell;

	if (noun != NULL || !civ_figure_column(plan, option->name, &cell))
		return noun;
	return noun_of(cell.of);
}

bool civ_figure_counts_by_year(const struct civ_figure_plan *plan)
{
	bool year = false, counted = false;

	if (plan->offer != NULL)
		return false;
	for (const struct civ_report_param *p = plan->params; p != NULL && p->name != NULL; p++)
		year = year || strcmp(p->name, "year") == 0;
	for (const struct civ_report_column *c = plan->report->columns; !civ_report_column_is_end(c); c++) {
		const struct civ_report_cell cell = civ_report_cell(c);

		counted = counted || cell.type == CIV_MONEY || strcmp(cell.name, "hours") == 0;
	}
	return year && counted;
}

bool civ_figure_all_years(const struct civ_argument *option)
{
	return civ_span_same(option->name, "year") && civ_span_same(option->value, "all");
}
