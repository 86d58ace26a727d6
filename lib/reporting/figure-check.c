/* Whether a figure of a report may be asked for: told where it stands, before it is stored. */
#include <string.h>

#include "civplan/date.h"
#include "civplan/period.h"
#include "civplan/say.h"
#include "lib/reporting/figure.h"

struct check {
	struct civ_records *records;
	const struct civ_figure_plan *plan;
	size_t *at;
	struct civ_buf *why;
};

/* SENTENCE, a format with the report's name and NAME, and with NEAR behind that where there is one. */
static enum civ_status refuse_name(const struct check *check, const char *plain, const char *guess,
                                   const struct civ_near *near)
{
	if (near->known != NULL)
		civ_buf_addf(check->why, civ_say(guess), check->plan->name, (int)near->text.len,
		             near->text.text, near->known);
	else
		civ_buf_addf(check->why, civ_say(plain), check->plan->name, (int)near->text.len,
		             near->text.text);
	return CIV_REFUSED;
}

/* Two reports have it, and neither is WORD-report. */
static enum civ_status refuse_either(const struct check *check, const struct civ_expression *figure)
{
	struct civ_buf whole = {0};

	civ_buf_adds(&whole, check->plan->name);
	for (char *c = whole.data; c != NULL && *c != '\0'; c++)
		*c = *c == '-' ? '_' : *c;
	if (civ_buf_str(&whole) == NULL) {
		civ_buf_free(&whole);
		return civ_no_memory(civ_records_messages(check->records));
	}
	*check->at = figure->at;
	civ_buf_addf(check->why, civ_say(CIV_WORD("both %s and %s have '%.*s': name the report in full, as %s.%.*s")),
	             check->plan->name, check->plan->other, (int)figure->column.len, figure->column.text,
	             civ_buf_str(&whole), (int)figure->column.len, figure->column.text);
	civ_buf_free(&whole);
	return CIV_REFUSED;
}

static void offer_columns(const struct civ_figure_plan *plan, struct civ_near *near)
{
	struct civ_figure_cell cell;

	for (size_t i = 0; civ_figure_cell(plan, i, &cell); i++)
		if (!cell.group && cell.number)
			civ_near_offer(near, cell.name);
}

static enum civ_status check_column(const struct check *check, const struct civ_expression *figure)
{
	struct civ_near near = {.text = figure->column};
	struct civ_figure_plan plain;

	if (check->plan->other != NULL)
		return refuse_either(check, figure);
	*check->at = figure->column_at;
	if (check->plan->column.number)
		return CIV_OK;
	if (check->plan->column.name != NULL) {
		civ_buf_addf(check->why, civ_say(CIV_WORD("what %s prints as '%.*s' is no number")),
		             check->plan->name, (int)figure->column.len, figure->column.text);
		return CIV_REFUSED;
	}
	if (civ_span_same(figure->column, "n"))
		return CIV_OK;
	for (size_t i = 0; civ_figure_plan_at(i, &plain); i++)
		if (civ_figure_is_called(figure->name, &plain))
			offer_columns(&plain, &near);
	return refuse_name(check, CIV_WORD("%s prints no '%.*s'"), CIV_WORD("%s prints no '%.*s'; did you mean '%s'?"),
	                   &near);
}

static enum civ_status check_option(const struct check *check, const struct civ_argument *option)
{
	const struct civ_figure_plan *plan = check->plan;
	struct civ_near near = {.text = option->name};
	struct civ_figure_cell cell;

	*check->at = option->name_at;
	if (civ_figure_option_of(plan, option) != CIV_FIGURE_NONE)
		return CIV_OK;
	for (const struct civ_report_param *p = plan->params; p != NULL && p->name != NULL; p++)
		if (strcmp(p->name, "by") != 0)
			civ_near_offer(&near, p->name);
	for (const struct civ_report_group *g = plan->groups; g != NULL && g->name != NULL; g++)
		civ_near_offer(&near, g->name);
	for (size_t i = 0; civ_figure_cell(plan, i, &cell); i++)
		if (!cell.group)
			civ_near_offer(&near, cell.name);
	return refuse_name(check, CIV_WORD("%s has no option, group or column '%.*s'"),
	                   CIV_WORD("%s has no option, group or column '%.*s'; did you mean '%s'?"), &near);
}

/* Rows are named by their codes: these are followed when they change. */
static enum civ_status check_code(const struct check *check, const struct civ_noun *noun, struct civ_span value)
{
	struct civ_messages *aside = civ_messages_new(), *before;
	struct civ_buf text = {0};
	const char *code = NULL;
	enum civ_status status;

	civ_buf_add(&text, value.text, value.len);
	if (aside == NULL || civ_buf_str(&text) == NULL) {
		civ_messages_free(aside);
		civ_buf_free(&text);
		return civ_no_memory(civ_records_messages(check->records));
	}
	before = civ_records_report_to(check->records, aside);
	status = civ_records_code_named(check->records, noun, NULL, civ_buf_str(&text), &code);
	(void)civ_records_report_to(check->records, before);
	if (status == CIV_OK && strcmp(code, civ_buf_str(&text)) == 0) {
		civ_messages_free(aside);
		civ_buf_free(&text);
		return CIV_OK;
	}
	if (status == CIV_OK)
		civ_buf_addf(check->why, civ_say(CIV_WORD("'%s' is named by its code here: '%s'")), civ_buf_str(&text),
		             code);
	else
		civ_buf_addf(check->why, civ_say(CIV_WORD("no %s has the code '%s'")), civ_say(noun->name),
		             civ_buf_str(&text));
	civ_messages_free(aside);
	civ_buf_free(&text);
	return status == CIV_OK || status == CIV_USAGE ? CIV_REFUSED : status;
}

static enum civ_status check_choice(const struct check *check, const struct civ_word *choices, struct civ_span value)
{
	if (civ_word_is_code(choices, value, check->why))
		return CIV_OK;
	return check->why->failed ? civ_no_memory(civ_records_messages(check->records)) : CIV_REFUSED;
}

/* A quarter or a month as rows are called by it: 2026-Q2, 2026-05. */
static enum civ_status check_period(const struct check *check, const struct civ_argument *option, int months)
{
	struct civ_days days, whole;
	struct civ_buf row = {0};
	int year, month, dayofmonth;
	enum civ_status status = CIV_REFUSED;

	if (civ_period_parse(option->value, civ_records_clock(check->records)->asof, &days)) {
		civ_date_to_ymd(days.first, &year, &month, &dayofmonth);
		if (civ_period_months((int64_t)year * 12 + month - 1, months, &whole) && whole.first == days.first &&
		    whole.last == days.last && (month - 1) % months == 0)
			civ_buf_addf(&row, months == 1 ? "%04d-%02d" : "%04d-Q%d", year, (month - 1) / months + 1);
	}
	if (row.failed)
		status = civ_no_memory(civ_records_messages(check->records));
	else if (row.len == 0)
		civ_buf_addf(check->why, civ_say(CIV_WORD("'%.*s' is no such value of %.*s")), (int)option->value.len,
		             option->value.text, (int)option->name.len, option->name.text);
	else if (civ_span_same(option->value, civ_buf_str(&row)))
		status = CIV_OK;
	else
		civ_buf_addf(check->why, civ_say(CIV_WORD("the period '%.*s' is written '%s' here")),
		             (int)option->value.len, option->value.text, civ_buf_str(&row));
	civ_buf_free(&row);
	return status;
}

/* The months of the periods by which the group has its rows; 0: it is of something else. */
static int months_of(const struct check *check, const struct civ_argument *option)
{
	if (civ_figure_option_of(check->plan, option) != CIV_FIGURE_GROUP)
		return 0;
	return civ_span_same(option->name, "quarter") ? 3 : civ_span_same(option->name, "month") ? 1 : 0;
}

static enum civ_status check_value(const struct check *check, const struct civ_argument *option)
{
	const struct civ_noun *noun = civ_figure_noun(check->plan, option);
	const struct civ_report_param *param = civ_figure_param(check->plan, option->name);
	const struct civ_column *of;
	struct civ_figure_cell cell;
	struct civ_report_param full = {.name = NULL};

	*check->at = option->at;
	if (months_of(check, option) > 0)
		return check_period(check, option, months_of(check, option));
	if (noun != NULL)
		return check_code(check, noun, option->value);
	(void)civ_report_noun(civ_figure_of(check->plan, option), &of);
	if (of != NULL && of->type == CIV_ENUM)
		return check_choice(check, of->choices, option->value);
	if (param == NULL && civ_figure_column(check->plan, option->name, &cell) && cell.words != NULL)
		return check_choice(check, cell.words, option->value);
	if (param == NULL)
		return CIV_OK;
	full = civ_report_param_full(param);
	if (full.choices != NULL)
		return check_choice(check, full.choices, option->value);
	if (civ_figure_all_years(option) || civ_param_takes(&full, option->value))
		return CIV_OK;
	civ_buf_addf(check->why, civ_say(CIV_WORD("'%.*s' is no such value of %s")), (int)option->value.len,
	             option->value.text, full.name);
	return CIV_REFUSED;
}

enum civ_status civ_figure_check(struct civ_records *records, const struct civ_expression *figure, bool *known,
                                 size_t *at, struct civ_buf *why)
{
	struct civ_figure_plan plan;
	const struct check check = {records, &plan, at, why};
	enum civ_status status = CIV_OK;

	civ_figure_find(figure, &plan);
	*known = plan.name != NULL;
	if (*known)
		status = check_column(&check, figure);
	for (size_t i = 0; i < figure->count && *known && status == CIV_OK; i++) {
		status = check_option(&check, &figure->arguments[i]);
		if (status == CIV_OK)
			status = check_value(&check, &figure->arguments[i]);
	}
	return status;
}
