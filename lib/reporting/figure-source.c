/* Figures of reports, for who derives measures. */
#include <string.h>

#include "civplan/say.h"
#include "lib/reporting/figure.h"

static enum civ_status mentions(struct civ_records *records, const struct civ_expression *figure,
                                civ_mention_function *take, void *data)
{
	struct civ_figure_plan plan;
	enum civ_status status = CIV_OK;

	(void)records;
	civ_figure_find(figure, &plan);
	for (size_t i = 0; i < figure->count && plan.name != NULL && status == CIV_OK; i++) {
		const struct civ_argument *option = &figure->arguments[i];
		const struct civ_mention mention = {civ_figure_noun(&plan, option), option->value, option->at,
		                                    option->len, CIV_MENTION_VALUE};

		if (mention.noun != NULL)
			status = take(data, &mention);
	}
	return status;
}

/* How PLAN's figure of that COLUMN is named, in ROOM: "fund" of fund-report, "fund_sprint" where the first word means
 * another report. NULL: memory is out. */
static const char *name_of(const struct civ_figure_plan *plan, const char *column, struct civ_buf *room)
{
	struct civ_expression figure = {.column = {column, strlen(column)}};
	struct civ_figure_plan meant;

	civ_buf_clear(room);
	civ_buf_add(room, plan->name, strcspn(plan->name, "-"));
	figure.name = (struct civ_span){civ_buf_str(room), room->len};
	if (figure.name.text == NULL)
		return NULL;
	civ_figure_find(&figure, &meant);
	if (meant.name == plan->name && meant.other == NULL)
		return figure.name.text;
	civ_buf_clear(room);
	for (const char *c = plan->name; *c != '\0'; c++)
		civ_buf_addc(room, *c == '-' ? '_' : *c);
	return civ_buf_str(room);
}

static enum civ_status each_column(const struct civ_figure_plan *plan, struct civ_buf *room,
                                   enum civ_status (*take)(void *data, const struct civ_figure_known *known),
                                   void *data)
{
	struct civ_figure_cell cell;
	enum civ_status status = CIV_OK;

	for (size_t i = 0; status == CIV_OK && civ_figure_cell(plan, i, &cell); i++) {
		const char *name;

		if (!cell.number || cell.group)
			continue;
		name = name_of(plan, cell.name, room);
		status = name == NULL ? CIV_SYSTEM
		                      : take(data, &(struct civ_figure_known){name, cell.name, cell.unit, cell.help});
	}
	return status;
}

static enum civ_status each(enum civ_status (*take)(void *data, const struct civ_figure_known *known), void *data)
{
	struct civ_figure_plan plan;
	struct civ_buf room = {0};
	enum civ_status status = CIV_OK;

	for (size_t i = 0; status == CIV_OK && civ_figure_plan_at(i, &plan); i++) {
		/* Of a report with a usual group too, the shape without. */
		plan.form = plan.report;
		status = each_column(&plan, &room, take, data);
	}
	civ_buf_free(&room);
	return status;
}

const struct civ_figure_source civ_report_figures = {.check = civ_figure_check,
                                                     .value = civ_figure_value_of,
                                                     .mentions = mentions,
                                                     .each = each};
