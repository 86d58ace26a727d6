/* Figures of reports, for who derives measures. */
#include <string.h>

#include "civplan/say.h"
#include "lib/reporting/figure.h"

/* The whole key of the row of NOUN whose code OPTION is, out of the figure's options; empty where they do not say
 * it. */
static void put_key(const struct civ_expression *figure, const struct civ_noun *noun,
                    const struct civ_argument *option, struct civ_buf *key)
{
	int code = civ_noun_code_column(noun);

	civ_buf_clear(key);
	for (int i = 0; noun->columns[i].name != NULL; i++) {
		const struct civ_argument *part = i == code ? option : NULL;

		if (!civ_column_is_key_part(&noun->columns[i]))
			continue;
		for (size_t k = 0; k < figure->count && part == NULL; k++)
			if (civ_span_same(figure->arguments[k].name, noun->columns[i].name))
				part = &figure->arguments[k];
		if (part == NULL) {
			civ_buf_clear(key);
			return;
		}
		civ_buf_adds(key, key->len == 0 ? "" : ":");
		civ_buf_add(key, part->value.text, part->value.len);
	}
}

static enum civ_status mentions(struct civ_records *records, const struct civ_expression *figure,
                                civ_mention_function *take, void *data)
{
	struct civ_figure_plan plan;
	struct civ_buf key = {0};
	enum civ_status status = CIV_OK;

	civ_figure_find(figure, &plan);
	for (size_t i = 0; i < figure->count && plan.name != NULL && status == CIV_OK; i++) {
		const struct civ_argument *option = &figure->arguments[i];
		struct civ_mention mention = {.noun = civ_figure_named(&plan, option),
		                              .code = option->value,
		                              .at = option->at,
		                              .len = option->len,
		                              .form = CIV_MENTION_VALUE};

		if (mention.noun == NULL)
			continue;
		put_key(figure, mention.noun, option, &key);
		mention.key = (struct civ_span){key.data, key.len};
		status = key.failed ? civ_no_memory(civ_records_messages(records)) : take(data, &mention);
	}
	civ_buf_free(&key);
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
