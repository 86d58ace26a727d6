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
	for (size_t i = 0; i < figure->count && plan.report != NULL && status == CIV_OK; i++) {
		const struct civ_argument *option = &figure->arguments[i];
		const struct civ_mention mention = {civ_figure_noun(&plan, option), option->value, option->at,
		                                    option->len, CIV_MENTION_VALUE};

		if (mention.noun != NULL)
			status = take(data, &mention);
	}
	return status;
}

/* "fund" of fund-report, in ROOM. */
static const char *first_word(const char *name, struct civ_buf *room)
{
	civ_buf_clear(room);
	civ_buf_add(room, name, strcspn(name, "-"));
	return civ_buf_str(room);
}

static enum civ_status each_column(const struct civ_report *report, const char *word,
                                   enum civ_status (*take)(void *data, const struct civ_figure_known *known),
                                   void *data)
{
	enum civ_status status = CIV_OK;

	for (const struct civ_report_column *c = report->columns; !civ_report_column_is_end(c) && status == CIV_OK;
	     c++) {
		const struct civ_report_cell cell = civ_report_cell(c);
		const struct civ_expression figure = {.name = {word, strlen(word)},
		                                      .column = {cell.name, strlen(cell.name)}};
		const struct civ_column *of;
		struct civ_figure_plan plan;

		if (!civ_figure_is_number(cell.type) || c->group)
			continue;
		civ_figure_find(&figure, &plan);
		/* Another report of that first word has the name. */
		if (plan.report != report)
			continue;
		(void)civ_report_noun(c->of, &of);
		status = take(data, &(struct civ_figure_known){word, cell.name,
		                                               cell.type == CIV_MONEY     ? CIV_WORD("yuan")
		                                               : cell.type == CIV_PERCENT ? "%"
		                                                                          : NULL,
		                                               c->help != NULL ? c->help
		                                               : of == NULL    ? NULL
		                                                               : of->help});
	}
	return status;
}

static enum civ_status each(enum civ_status (*take)(void *data, const struct civ_figure_known *known), void *data)
{
	struct civ_buf room = {0};
	enum civ_status status = CIV_OK;

	for (size_t i = 0; civ_reports[i] != NULL && status == CIV_OK; i++) {
		const char *word = first_word(civ_reports[i]->name, &room);

		status = word == NULL ? CIV_SYSTEM : each_column(civ_reports[i], word, take, data);
	}
	civ_buf_free(&room);
	return status;
}

const struct civ_figure_source civ_report_figures = {.check = civ_figure_check,
                                                     .value = civ_figure_value_of,
                                                     .mentions = mentions,
                                                     .each = each};
