/* What a figure of a report comes to: the report is run, and its row looked up. */
#include <math.h>
#include <string.h>

#include "civplan/buffer.h"
#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/nested.h"
#include "lib/reporting/figure.h"

/* A figure on its way. */
struct asking {
	struct civ_records *records;
	const struct civ_figure_ask *ask;
	struct civ_figure_plan plan;
	struct civ_arena *arena;
	struct civ_report_value *values;
	size_t count;
	bool slow;   /* a figure that takes longer is asked for */
	bool failed;
};

static void give(struct asking *asking, const char *name, struct civ_span text)
{
	const char *copy = civ_arena_copy(asking->arena, text.text, text.len);

	asking->failed = asking->failed || copy == NULL;
	asking->values[asking->count++] = (struct civ_report_value){name, copy};
}

static bool has_option(const struct civ_expression *figure, const char *name)
{
	for (size_t i = 0; i < figure->count; i++)
		if (civ_span_same(figure->arguments[i].name, name))
			return true;
	return false;
}

/* The groups that the options name, joined with commas, where the program takes several; NULL: memory is out. */
static const char *several_groups(struct asking *asking)
{
	const struct civ_expression *figure = asking->ask->figure;
	struct civ_buf joined = {0};
	const char *made = NULL;

	for (size_t i = 0; i < figure->count; i++)
		if (civ_figure_option_of(&asking->plan, &figure->arguments[i]) == CIV_FIGURE_GROUP)
			civ_buf_addf(&joined, "%s%s", joined.len == 0 ? "" : ",",
			             civ_figure_group(&asking->plan, figure->arguments[i].name)->name);
	asking->failed = asking->failed || joined.failed;
	if (joined.len > 0 && !joined.failed) {
		made = civ_arena_copy(asking->arena, joined.data, joined.len);
		asking->failed = asking->failed || made == NULL;
	}
	civ_buf_free(&joined);
	return made;
}

static void give_by(struct asking *asking)
{
	const struct civ_figure_plan *plan = &asking->plan;
	const char *by = plan->group == NULL                             ? NULL
	                 : plan->offer != NULL && plan->offer->several ? several_groups(asking)
	                                                                 : plan->group->name;

	if (by != NULL)
		give(asking, "by", (struct civ_span){by, strlen(by)});
}

static bool has_param(const struct civ_figure_plan *plan, const char *name)
{
	return civ_figure_param(plan, (struct civ_span){name, strlen(name)}) != NULL;
}

/* A period of its own, or a group of periods. */
static bool names_period(const struct civ_expression *figure)
{
	static const char *const names[] = {"year", "from", "to", "quarter", "month"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (has_option(figure, names[i]))
			return true;
	return false;
}

static void give_period(struct asking *asking)
{
	const char *from = asking->ask->from;
	char day[CIV_DATE_SIZE];

	if (names_period(asking->ask->figure))
		return;
	if (from != NULL && has_param(&asking->plan, "from")) {
		give(asking, "from", (struct civ_span){from, strlen(from)});
	} else if (civ_figure_counts_by_year(&asking->plan)) {
		civ_date_format(civ_records_clock(asking->records)->asof, day);
		give(asking, "year", (struct civ_span){day, strcspn(day, "-")});
	}
}

/* The request that the options make; an area that is asked for beside them. */
static enum civ_status make_request(struct asking *asking, struct civ_report_request *request)
{
	const struct civ_expression *figure = asking->ask->figure;
	const char *area = asking->ask->area;

	/* The options, a group, a period and an area. */
	asking->values = civ_arena_alloc(asking->arena, (figure->count + 3) * sizeof *asking->values);
	if (asking->values == NULL)
		return civ_no_memory(civ_records_messages(asking->records));
	for (size_t i = 0; i < figure->count; i++) {
		const struct civ_argument *option = &figure->arguments[i];
		const struct civ_report_param *param = civ_figure_param(&asking->plan, option->name);

		if (param != NULL && !civ_figure_all_years(option))
			give(asking, param->name, param->type == CIV_BOOL ? (struct civ_span){"1", 1} : option->value);
	}
	give_by(asking);
	give_period(asking);
	if (area != NULL)
		give(asking, "area", (struct civ_span){area, strlen(area)});
	*request = (struct civ_report_request){
		.report = asking->plan.report, .values = asking->values, .count = asking->count};
	return asking->failed ? civ_no_memory(civ_records_messages(asking->records)) : CIV_OK;
}

/* ---- its row ---- */

/* The name of the column that says what group a row is of; NULL: nothing is grouped, or by what are columns of their
 * own. */
static const char *group_column(const struct civ_figure_plan *plan)
{
	const struct civ_report_group *group = plan->group;
	struct civ_figure_cell cell;

	if (group == NULL && plan->report != NULL && plan->report->by != NULL)
		group = civ_figure_group(plan, (struct civ_span){plan->report->by, strlen(plan->report->by)});
	if (group == NULL || (plan->offer != NULL && plan->offer->several))
		return NULL;
	if (plan->offer != NULL)
		return civ_figure_cell(plan, 0, &cell) ? cell.name : NULL;
	for (const struct civ_report_column *c = plan->form->columns; !civ_report_column_is_end(c); c++)
		if (c->group)
			return c->name != NULL ? c->name : group->name;
	return NULL;
}

/* "side=source": the row that a figure is of where nothing else is said. */
static bool is_usual_row(const struct asking *asking, const struct civ_rows *rows, size_t row)
{
	const char *usual = asking->plan.column.figure_row;
	size_t len = usual == NULL ? 0 : strcspn(usual, "=");

	for (size_t i = 0; i < rows->width && usual != NULL; i++)
		if (civ_span_same((struct civ_span){usual, len}, rows->columns[i].name))
			return has_option(asking->ask->figure, rows->columns[i].name) ||
			       strcmp(civ_rows_cell(rows, row, rows->columns[i].name), usual + len + 1) == 0;
	return true;
}

/* What the row has where the option of a figure is looked up; NULL: nothing that can be. */
static const char *cell_for(const struct asking *asking, const struct civ_rows *rows, size_t row,
                            const struct civ_argument *option)
{
	const struct civ_figure_plan *plan = &asking->plan;
	bool group = civ_figure_option_of(plan, option) == CIV_FIGURE_GROUP;
	const char *key = group_column(plan);
	struct civ_figure_cell cell;

	if (group && key != NULL)
		return civ_rows_cell(rows, row, key);
	if (group && plan->offer != NULL)
		return civ_rows_cell(rows, row, civ_figure_group(plan, option->name)->name);
	return civ_figure_column(plan, option->name, &cell) ? civ_rows_cell(rows, row, cell.name) : NULL;
}

static bool is_row(const struct asking *asking, const struct civ_rows *rows, size_t row)
{
	const struct civ_expression *figure = asking->ask->figure;
	const char *key = group_column(&asking->plan), *cell;
	bool keyed = false;

	for (size_t i = 0; i < figure->count; i++) {
		const struct civ_argument *option = &figure->arguments[i];
		enum civ_figure_option what = civ_figure_option_of(&asking->plan, option);

		if (what != CIV_FIGURE_GROUP && what != CIV_FIGURE_COLUMN)
			continue;
		keyed = keyed || what == CIV_FIGURE_GROUP;
		cell = cell_for(asking, rows, row, option);
		if (cell == NULL || !civ_span_same(option->value, cell))
			return false;
	}
	return key == NULL || keyed || asking->plan.offer != NULL || strcmp(civ_rows_cell(rows, row, key), "*") == 0;
}

/* True if its rows are each of one record: then one that is not the only one is none. */
static bool is_of_records(const struct civ_figure_plan *plan)
{
	return group_column(plan) == NULL && (plan->offer != NULL || !plan->form->totals);
}

static double number_in(const struct civ_rows *rows, size_t row, const char *column)
{
	return column == NULL ? NAN : civ_rows_number(rows, row, column);
}

static struct civ_figure_value in_row(const struct civ_figure_plan *plan, const struct civ_rows *rows, size_t row)
{
	const struct civ_figure_cell *c = &plan->column;
	struct civ_figure_value value = {civ_rows_number(rows, row, c->name), number_in(rows, row, c->numerator),
	                                 number_in(rows, row, c->denominator)};

	/* A percentage is printed rounded, what it is made of is not. */
	if (isnan(value.value) || isnan(value.numerator) || isnan(value.denominator) || value.denominator == 0)
		return (struct civ_figure_value){value.value, NAN, NAN};
	value.value = civ_percent(value.numerator, value.denominator);
	return value;
}

/* The rows that the options leave, and the first of them; USUAL: of these, such as are told by the column alone. */
static size_t count_rows(const struct asking *asking, const struct civ_rows *rows, bool usual, size_t *first)
{
	size_t count = 0;

	for (size_t i = 0; i < rows->count; i++)
		if (is_row(asking, rows, i) && (!usual || is_usual_row(asking, rows, i)) && count++ == 0)
			*first = i;
	return count;
}

/* True if the rows that the options leave say the same in a column that they have in common. */
static bool is_shared(const struct asking *asking, const struct civ_rows *rows, size_t first)
{
	const struct civ_offer *offer = asking->plan.offer;
	const char *name = asking->plan.column.name;

	if (offer == NULL || offer->shared == NULL || !civ_text_has_word(offer->shared, name))
		return false;
	for (size_t i = first; i < rows->count; i++)
		if (is_row(asking, rows, i) &&
		    strcmp(civ_rows_cell(rows, i, name), civ_rows_cell(rows, first, name)) != 0)
			return false;
	return true;
}

/* Where the row is told by the column, the first such one is meant: what is flagged as standing apart comes behind it.
 * Where the options leave a single row, it is that one. */
static struct civ_figure_value find_value(const struct asking *asking, const struct civ_rows *rows)
{
	const struct civ_figure_value none = {NAN, NAN, NAN};
	const struct civ_figure_cell *column = &asking->plan.column;
	size_t first = 0, count = count_rows(asking, rows, true, &first);

	if (column->name == NULL)
		return (struct civ_figure_value){(double)count, NAN, NAN};
	if (count == 0 && column->figure_row != NULL && count_rows(asking, rows, false, &first) == 1)
		count = 1;
	if (count > 1 && is_shared(asking, rows, first))
		count = 1;
	if (count == 0 || (count > 1 && column->figure_row == NULL && is_of_records(&asking->plan)))
		return none;
	return in_row(&asking->plan, rows, first);
}

/* The columns of an offer, those of several groups before them. */
static const struct civ_out_column *offered_columns(const struct asking *asking, struct civ_arena *arena)
{
	const struct civ_figure_plan *plan = &asking->plan;
	const struct civ_expression *figure = asking->ask->figure;
	const struct civ_out_column *printed =
		plan->offer->columns(plan->group == NULL || plan->offer->several ? NULL : plan->group->name);
	size_t count = civ_out_column_count(printed), groups = 0;
	struct civ_out_column *made = civ_arena_alloc(arena, (count + figure->count + 1) * sizeof *made);

	for (size_t i = 0; made != NULL && plan->offer->several && i < figure->count; i++)
		if (civ_figure_option_of(plan, &figure->arguments[i]) == CIV_FIGURE_GROUP)
			made[groups++] = (struct civ_out_column){
				civ_figure_group(plan, figure->arguments[i].name)->name, NULL, CIV_KIND_TEXT, NULL};
	if (made != NULL)
		memcpy(made + groups, printed, (count + 1) * sizeof *made);
	return made;
}

/* The values were looked at when they were entered: what is refused now is not there on the day, as a standard before
 * it is in force. Then there is no row. */
static enum civ_status print_offer(struct asking *asking, const struct civ_report_request *request,
                                   struct civ_out *out)
{
	struct civ_messages *aside = civ_messages_new(), *before;
	enum civ_status status;

	if (aside == NULL)
		return civ_no_memory(civ_records_messages(asking->records));
	before = civ_records_report_to(asking->records, aside);
	status = asking->plan.offer->print(request, asking->records, out);
	(void)civ_records_report_to(asking->records, before);
	if (status == CIV_FLAGGED || status == CIV_USAGE || status == CIV_REFUSED)
		status = CIV_OK;
	if (status != CIV_OK)
		civ_messages_move(before, aside);
	civ_messages_free(aside);
	return status;
}

static enum civ_status offered_rows(struct asking *asking, const struct civ_report_request *request,
                                    struct civ_arena *arena, struct civ_rows *rows)
{
	const struct civ_offer *offer = asking->plan.offer;
	struct civ_messages *messages = civ_records_messages(asking->records);
	struct civ_out *out = NULL;
	enum civ_status status;

	*rows = (struct civ_rows){.columns = offered_columns(asking, arena), .arena = arena,
	                          .unwanted = asking->slow ? NULL : offer->slow};
	if (rows->columns == NULL)
		return civ_no_memory(messages);
	rows->width = civ_out_column_count(rows->columns);
	status = civ_out_open_rows(rows, messages, &out);
	if (status != CIV_OK)
		return status;
	status = print_offer(asking, request, out);
	return civ_worse(status, civ_out_close(out, status == CIV_OK));
}

static enum civ_status make_rows(struct asking *asking, const struct civ_report_request *request,
                                 struct civ_arena *arena, struct civ_rows *rows)
{
	return asking->plan.offer != NULL ? offered_rows(asking, request, arena, rows)
	                                  : civ_report_rows(request, asking->records, arena, rows);
}

/* What tells this request, as of its day, from others. */
static enum civ_status make_key(const struct asking *asking, const struct civ_report_request *request,
                                struct civ_buf *key)
{
	civ_buf_addf(key, "%s %d%s", asking->plan.name, (int)civ_records_clock(asking->records)->asof,
	             asking->slow ? " all" : "");
	for (size_t i = 0; i < request->count; i++)
		civ_buf_addf(key, "\n%s=%s", request->values[i].name, request->values[i].text);
	return civ_buf_str(key) == NULL ? civ_no_memory(civ_records_messages(asking->records)) : CIV_OK;
}

/* The report is run, and its rows are kept: criteria ask for several figures of one report as of one day. */
static enum civ_status run_kept(struct asking *asking, const struct civ_report_request *request, const char *key,
                                const struct civ_rows **rows)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_rows made;
	enum civ_status status = arena == NULL ? civ_no_memory(civ_records_messages(asking->records))
	                                       : make_rows(asking, request, arena, &made);

	if (status != CIV_OK) {
		civ_arena_free(arena);
		return status;
	}
	status = civ_records_keep(asking->records, key, arena, &made);
	*rows = status == CIV_OK ? civ_records_kept(asking->records, key) : NULL;
	return status;
}

/* Within another question a report may lack figures that it has otherwise: that answer is for this once. */
static enum civ_status answer(struct asking *asking, const struct civ_report_request *request, bool nested,
                              struct civ_figure_value *value)
{
	const struct civ_rows *rows = NULL;
	struct civ_buf key = {0};
	struct civ_rows once;
	enum civ_status status = CIV_OK;

	if (nested) {
		status = make_rows(asking, request, asking->arena, &once);
		rows = &once;
	} else {
		status = make_key(asking, request, &key);
		if (status == CIV_OK)
			rows = civ_records_kept(asking->records, civ_buf_str(&key));
		if (status == CIV_OK && rows == NULL)
			status = run_kept(asking, request, civ_buf_str(&key), &rows);
		civ_buf_free(&key);
	}
	if (status == CIV_OK && rows != NULL)
		*value = find_value(asking, rows);
	return status;
}

static enum civ_status run_report(struct asking *asking, struct civ_figure_value *value)
{
	const struct civ_offer *offer = asking->plan.offer;
	struct civ_under_way entry = {.what = asking->plan.name};
	struct civ_report_request request;
	enum civ_status status;

	/* A report whose rows ask for its own figures has none for them. */
	if (!civ_records_enter(asking->records, &entry))
		return CIV_OK;
	asking->slow = offer != NULL && offer->slow != NULL && asking->plan.column.name != NULL &&
	               civ_text_has_word(offer->slow, asking->plan.column.name);
	status = make_request(asking, &request);
	if (status == CIV_OK)
		status = answer(asking, &request, entry.before != NULL, value);
	civ_records_leave(asking->records, &entry);
	return status;
}

enum civ_status civ_figure_value_of(struct civ_records *records, const struct civ_figure_ask *ask,
                                    struct civ_figure_value *value, bool *by_area)
{
	struct asking asking = {.records = records, .ask = ask, .arena = civ_arena_new()};
	enum civ_status status = asking.arena == NULL ? civ_no_memory(civ_records_messages(records)) : CIV_OK;

	*value = (struct civ_figure_value){NAN, NAN, NAN};
	civ_figure_find(ask->figure, &asking.plan);
	if (status == CIV_OK && asking.plan.name != NULL) {
		*by_area = has_param(&asking.plan, "area") && !has_option(ask->figure, "area");
		if (ask->area == NULL || *by_area)
			status = run_report(&asking, value);
	}
	civ_arena_free(asking.arena);
	return status;
}
