/* The program that a report is: its table is made here from the report's. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/period.h"
#include "civplan/rhythm.h"
#include "civplan/say.h"
#include "lib/cli/cli.h"

/* The target of any option. */
union slot {
	bool flag;
	const char *text;
	struct civ_int_option whole;
	struct civ_real_option real;
	struct civ_date_option date;
};

static bool is_by(const char *name)
{
	return strcmp(name, "by") == 0;
}

static size_t option_count(const struct civ_report *report)
{
	size_t count = report->groups == NULL ? 0 : 1;

	for (const struct civ_report_param *p = report->params; p != NULL && p->name != NULL; p++)
		count += is_by(p->name) ? 0 : 1;
	for (const struct civ_report_form *f = report->forms; f != NULL && f->name != NULL; f++)
		count++;
	return count + (report->publication != NULL ? 1 : 0);
}

/* ---- options ---- */

static const char *in_capitals(const char *name, struct civ_arena *arena)
{
	char *made = civ_arena_copy(arena, name, strlen(name));

	for (char *c = made; c != NULL && *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return made;
}

static void make_typed(const struct civ_report_param *param, struct civ_option *option)
{
	switch (param->type) {
	case CIV_BOOL:
		option->type = CIV_OPTION_FLAG;
		option->arg = NULL;
		break;
	case CIV_ID:
	case CIV_INT:
		option->type = CIV_OPTION_INT;
		option->arg = param->arg != NULL ? param->arg : "N";
		break;
	case CIV_REAL:
	case CIV_PERCENT:
		option->type = CIV_OPTION_REAL;
		option->arg = param->arg != NULL ? param->arg : "NUMBER";
		break;
	case CIV_DATE:
		option->type = param->last ? CIV_OPTION_LAST_DAY : CIV_OPTION_FIRST_DAY;
		option->arg = param->arg != NULL ? param->arg : "DATE";
		break;
	default:
		break;
	}
}

/* False when memory is out. */
static bool make_option(const struct civ_report_param *given, struct civ_arena *arena, struct civ_option *option)
{
	const struct civ_report_param param = civ_report_param_full(given);
	const struct civ_column *column;
	const struct civ_noun *noun = civ_report_noun(param.of, &column);

	option->name = param.name;
	option->type = CIV_OPTION_TEXT;
	option->min = param.min;
	option->max = param.max;
	option->help = param.help;
	option->choices = param.choices;
	option->arg = param.arg;
	if (noun != NULL) {
		if (option->arg == NULL)
			option->arg = in_capitals(noun->name, arena);
		return option->arg != NULL;
	}
	if (option->arg == NULL)
		option->arg = option->choices == NULL ? "TEXT" : "CHOICE";
	if (option->choices != NULL)
		option->type = CIV_OPTION_CHOICE;
	else
		make_typed(&param, option);
	return true;
}

/* A group is called what its column is headed. */
static struct civ_word word_of(const struct civ_report_group *group)
{
	const struct civ_column *column;

	if (group->label != NULL)
		return (struct civ_word)CIV_CHOICE(group->name, group->label, civ_say(group->label));
	(void)civ_report_noun(group->of, &column);
	if (column != NULL)
		return (struct civ_word)CIV_CHOICE(group->name, civ_column_label(column, false),
		                                   civ_column_label(column, true));
	return (struct civ_word)CIV_CHOICE(group->name, group->name, group->name);
}

static bool make_by(const struct civ_report *report, const char *help, struct civ_arena *arena,
                    struct civ_option *option)
{
	size_t count = 0;
	struct civ_word *words;

	while (report->groups[count].name != NULL)
		count++;
	words = civ_arena_alloc(arena, (count + 1) * sizeof *words);
	for (size_t i = 0; words != NULL && i < count; i++)
		words[i] = word_of(&report->groups[i]);
	if (words != NULL)
		words[count] = (struct civ_word){.code = NULL};
	*option = (struct civ_option){.name = "by", .type = CIV_OPTION_CHOICE, .arg = "GROUP", .choices = words,
	                              .help = help != NULL ? help : CIV_WORD("take rows together by this")};
	return words != NULL;
}

static const struct civ_option *make_options(const struct civ_report *report, struct civ_arena *arena)
{
	size_t count = option_count(report), next = 0;
	struct civ_option *options = civ_arena_alloc(arena, (count + 1) * sizeof *options);
	bool good = options != NULL, has_by = report->groups == NULL;

	for (const struct civ_report_param *p = report->params; good && p != NULL && p->name != NULL; p++)
		if (is_by(p->name)) {
			good = make_by(report, p->help, arena, &options[next++]);
			has_by = true;
		} else {
			good = make_option(p, arena, &options[next++]);
		}
	if (good && !has_by)
		good = make_by(report, NULL, arena, &options[next++]);
	for (const struct civ_report_form *f = report->forms; good && f != NULL && f->name != NULL; f++)
		options[next++] = (struct civ_option){.name = f->name, .type = CIV_OPTION_FLAG, .help = f->help};
	if (good && report->publication != NULL)
		options[next++] = (struct civ_option){
			.name = "freeze", .type = CIV_OPTION_FLAG,
			.help = CIV_WORD("keep what is printed, with a number, as it was published")};
	for (size_t i = 0; good && i < count; i++)
		options[i].offset = i * sizeof(union slot);
	return good ? options : NULL;
}

/* ---- columns, for the manual ---- */

static enum civ_status columns_with(const struct civ_report *report, const struct civ_report_value *value,
                                    struct civ_arena *arena, struct civ_messages *messages,
                                    const struct civ_out_column **columns)
{
	const struct civ_report_request request = {.report = report, .values = value, .count = value == NULL ? 0 : 1};

	return civ_report_columns(&request, arena, messages, columns);
}

/* The columns of the shapes of a report, as they are gathered. */
struct whens {
	const struct civ_report *report;
	struct civ_arena *arena;
	struct civ_messages *messages;
	struct civ_columns_when *list;
	size_t count;
};

static enum civ_status add_when(struct whens *whens, struct civ_report_value value, struct civ_buf *when)
{
	struct civ_columns_when *added = &whens->list[whens->count];
	enum civ_status status = columns_with(whens->report, &value, whens->arena, whens->messages, &added->columns);

	added->when = civ_buf_str(when) == NULL ? NULL : civ_arena_copy(whens->arena, when->data, when->len);
	if (added->when == NULL)
		return civ_no_memory(whens->messages);
	whens->count++;
	return status;
}

static size_t shape_count(const struct civ_report *report)
{
	size_t count = 0;

	for (const struct civ_report_group *g = report->groups; g != NULL && g->name != NULL; g++)
		count++;
	for (const struct civ_report_form *f = report->forms; f != NULL && f->name != NULL; f++)
		count++;
	return count;
}

/* What other groups and forms print. Groups of one shape differ by their own column alone: the first stands for all. */
static enum civ_status make_whens(const struct civ_report *report, struct civ_arena *arena,
                                  struct civ_messages *messages, const struct civ_columns_when **made)
{
	struct whens whens = {.report = report,
	                      .arena = arena,
	                      .messages = messages,
	                      .list = civ_arena_alloc(arena, (shape_count(report) + 1) * sizeof *whens.list)};
	bool told = report->by != NULL;
	struct civ_buf when = {0};
	enum civ_status status = whens.list == NULL ? civ_no_memory(messages) : CIV_OK;

	for (const struct civ_report_group *g = report->groups; status == CIV_OK && g != NULL && g->name != NULL; g++) {
		if (g->form == NULL && told)
			continue;
		told = told || g->form == NULL;
		civ_buf_clear(&when);
		civ_buf_addf(&when, "--by%s%s", g->form == NULL ? "" : "=", g->form == NULL ? "" : g->name);
		status = add_when(&whens, (struct civ_report_value){"by", g->name}, &when);
	}
	for (const struct civ_report_form *f = report->forms; status == CIV_OK && f != NULL && f->name != NULL; f++) {
		civ_buf_clear(&when);
		civ_buf_addf(&when, "--%s", f->name);
		status = add_when(&whens, (struct civ_report_value){f->name, "1"}, &when);
	}
	civ_buf_free(&when);
	*made = whens.count == 0 ? NULL : whens.list;
	return status;
}

/* ---- the run ---- */

/* The value of an option as text, NULL when it was not given; false when memory is out. */
static bool put_value(const struct civ_option *option, const union slot *slot, struct civ_arena *arena,
                      const char **value)
{
	char text[CIV_REAL_SIZE];
	bool given = false;

	*value = NULL;
	switch (option->type) {
	case CIV_OPTION_FLAG:
		*value = slot->flag ? "1" : NULL;
		break;
	case CIV_OPTION_INT:
		given = slot->whole.given;
		(void)snprintf(text, sizeof text, "%" PRId64, slot->whole.value);
		break;
	case CIV_OPTION_REAL:
		given = slot->real.given;
		civ_real_format(slot->real.value, text);
		break;
	case CIV_OPTION_FIRST_DAY:
	case CIV_OPTION_LAST_DAY:
		given = slot->date.given;
		civ_date_format(slot->date.day, text);
		break;
	default:
		*value = slot->text;
	}
	if (given)
		*value = civ_arena_copy(arena, text, strlen(text));
	return !given || *value != NULL;
}

/* --freeze comes last of the options. */
static bool is_frozen(const struct civ_report *report, const union slot *slots)
{
	return report->publication != NULL && slots[option_count(report) - 1].flag;
}

unsigned civ_report_needs(const struct civ_command *command, const void *options, unsigned needs)
{
	if (command->report == NULL || command->report->publication == NULL)
		return needs;
	return needs & ~(unsigned)(is_frozen(command->report, options) ? CIV_NEED_READ : CIV_NEED_WRITE);
}

/* The quarter of the day that the rows are as of. What would leave some out is not published. */
static enum civ_status find_period(struct civ_context *context, const struct civ_report_request *request,
                                   struct civ_rhythm_period *period)
{
	const struct civ_report_param *params = request->report->params;
	static const struct civ_span quarter = {"this-quarter", sizeof "this-quarter" - 1};
	struct civ_days days = {0, 0};

	period->asof = context->clock.asof;
	for (size_t i = 0; i < request->count; i++) {
		int32_t last;

		if (request->values[i].text == NULL)
			continue;
		if (!params[i].closes)
			return civ_error(context->messages, CIV_USAGE, NULL,
			                 "--freeze publishes all rows: --%s does not go with it",
			                 request->values[i].name);
		if (civ_date_parse(request->values[i].text, strlen(request->values[i].text), &last) &&
		    last < period->asof)
			period->asof = last;
	}
	if (request->check)
		return civ_error(context->messages, CIV_USAGE, NULL,
		                 "--freeze publishes all rows: --%s does not go with it", "check");
	(void)civ_period_parse(quarter, period->asof, &days);
	period->from = days.first;
	period->to = days.last;
	return CIV_OK;
}

/* What is kept is the same in every language. */
static enum civ_status freeze(struct civ_context *context, const struct civ_report_request *request)
{
	struct civ_rows rows = {0};
	struct civ_rhythm_rows kept = {.report = request->report->publication, .rows = &rows};
	int64_t number = 0;
	enum civ_status status = find_period(context, request, &kept.period);

	civ_records_speak(context->records, false);
	if (status == CIV_OK)
		status = civ_report_rows(request, context->records, context->arena, &rows);
	if (status == CIV_OK)
		status = civ_rhythm_keep(context->records, &kept, &number, &context->counts);
	for (size_t i = 0; i < rows.count && status == CIV_OK; i++) {
		for (size_t c = 0; c < rows.width; c++) {
			const char *cell = rows.cells[i * rows.width + c];

			civ_out_string(context->out, cell[0] == '\0' ? NULL : cell);
		}
		status = civ_out_row(context->out);
	}
	if (status == CIV_OK && !context->dry_run)
		civ_note(context->messages, NULL, "published as number %lld", (long long)number);
	return status;
}

/* What a report closes with may lie in its future, but not begin there. */
static enum civ_status check_begun(struct civ_context *context, const union slot *slots)
{
	const struct civ_report_param *params = context->command->report->params;
	enum civ_status status = CIV_OK;

	for (size_t i = 0; status == CIV_OK && params != NULL && params[i].name != NULL; i++) {
		const struct civ_date_option *date = &slots[i].date;
		struct civ_days days;

		if (params[i].closes && date->given && date->period != NULL &&
		    civ_period_parse((struct civ_span){date->period, strlen(date->period)}, context->clock.asof, &days))
			status = civ_context_begun(context, params[i].name, date->period, days.first);
	}
	return status;
}

static enum civ_status run_report(struct civ_context *context)
{
	const struct civ_command *command = context->command;
	const union slot *slots = context->options;
	size_t count = option_count(command->report) - (command->report->publication != NULL ? 1 : 0);
	struct civ_report_value *values = civ_arena_alloc(context->arena, (count + 1) * sizeof *values);
	const struct civ_report_request request = {.report = command->report, .values = values, .count = count,
	                                           .check = context->check};
	const struct civ_out_column *columns;
	enum civ_status status = check_begun(context, slots);

	if (status != CIV_OK)
		return status;
	if (values == NULL)
		return civ_no_memory(context->messages);
	for (size_t i = 0; i < count; i++) {
		values[i].name = command->options[i].name;
		if (!put_value(&command->options[i], &slots[i], context->arena, &values[i].text))
			return civ_no_memory(context->messages);
	}
	status = civ_report_columns(&request, context->arena, context->messages, &columns);
	if (status == CIV_OK)
		status = civ_report_listed(&request, context->records);
	if (status == CIV_OK)
		status = civ_context_out(context, columns, civ_out_column_count(columns));
	if (status == CIV_OK && is_frozen(command->report, slots))
		return freeze(context, &request);
	if (status == CIV_OK)
		status = civ_report_look(&request, context->records);
	if (status == CIV_OK)
		status = civ_report_run(&request, context->records, context->out);
	return status == CIV_FLAGGED && !context->check ? CIV_OK : status;
}

enum civ_status civ_command_full(const struct civ_command *command, struct civ_arena *arena,
                                 struct civ_messages *messages, const struct civ_command **full)
{
	const struct civ_report *report = command->report;
	bool flags = report != NULL && (report->flags != NULL || report->all_flagged);
	struct civ_command *made;
	enum civ_status status;

	*full = command;
	if (report == NULL)
		return CIV_OK;
	made = civ_arena_alloc(arena, sizeof *made);
	if (made == NULL)
		return civ_no_memory(messages);
	*made = (struct civ_command){
		.name = command->name,
		.summary = report->summary,
		.subject = report->subject,
		.needs = CIV_NEED_READ | CIV_NEED_ROWS_OUT | CIV_NEED_ASOF | (flags ? CIV_NEED_CHECK : 0u) |
		         (report->publication != NULL ? CIV_NEED_WRITE : 0u),
		.options = make_options(report, arena),
		.options_size = (option_count(report) + 1) * sizeof(union slot),
		.examples = report->examples,
		.run = run_report,
		.report = report,
	};
	if (made->options == NULL)
		return civ_no_memory(messages);
	*full = made;
	status = columns_with(report, NULL, arena, messages, &made->usual_columns);
	return status == CIV_OK ? make_whens(report, arena, messages, &made->other_columns) : status;
}
