/* The values of a request, and what every statement may ask for, into a statement. */
#include <stdio.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/period.h"
#include "lib/reporting/reporting.h"

/* What is the same wherever it is an option. */
static const struct civ_report_param common[] = {
	{.name = "unit", .of = "unit", .help = "only these units and those below them"},
	{.name = "area", .of = "area", .help = "only these areas and those below them"},
	{.name = "from", .type = CIV_DATE, .help = "only from this day on"},
	{.name = "to", .type = CIV_DATE, .help = "only up to this day", .last = true},
	{.name = "year", .type = CIV_INT, .arg = "YEAR", .min = "1900", .max = "2200", .help = "only this year"},
	{.name = "within", .type = CIV_INT, .arg = "DAYS", .min = "0", .max = "36500",
	 .help = "only what is due in the DAYS days from the as-of day on"},
	{.name = NULL},
};

struct civ_report_param civ_report_param_full(const struct civ_report_param *param)
{
	struct civ_report_param full = *param;
	const struct civ_column *column;

	for (const struct civ_report_param *c = common; c->name != NULL; c++) {
		if (strcmp(c->name, param->name) != 0 || param->of != NULL || param->type != CIV_ID)
			continue;
		full.of = c->of;
		full.type = c->type;
		full.last = c->last;
		full.arg = param->arg != NULL ? param->arg : c->arg;
		full.min = param->min != NULL ? param->min : c->min;
		full.max = param->max != NULL ? param->max : c->max;
		full.help = param->help != NULL ? param->help : c->help;
	}
	if (full.of == NULL)
		return full;
	(void)civ_report_noun(full.of, &column);
	full.type = column == NULL ? CIV_REF : column->type;
	if (full.choices == NULL && column != NULL)
		full.choices = column->choices;
	if (full.help == NULL && column != NULL)
		full.help = column->help;
	return full;
}

/* ---- one value ---- */

struct bind {
	const struct civ_report_request *request;
	struct civ_records *records;
	struct civ_store *store;
	sqlite3_stmt *statement;
	int index; /* of the parameter at hand */
};

static enum civ_status text(struct bind *b, const char *value)
{
	if (sqlite3_bind_text(b->statement, b->index, value, -1, SQLITE_TRANSIENT) == SQLITE_OK)
		return CIV_OK;
	return civ_store_fail(b->store, "bind a parameter");
}

static enum civ_status whole(struct bind *b, int64_t value)
{
	if (sqlite3_bind_int64(b->statement, b->index, value) == SQLITE_OK)
		return CIV_OK;
	return civ_store_fail(b->store, "bind a parameter");
}

static enum civ_status bad_value(struct bind *b, const struct civ_report_param *param, const char *value)
{
	return civ_error(civ_records_messages(b->records), CIV_USAGE, NULL, "--%s: '%s' is not such a value",
	                 param->name, value);
}

/* Codes, in whatever scopes they stand, joined with commas as CIV_AMONG has them. */
static enum civ_status codes(struct bind *b, const struct civ_noun *noun, const struct civ_asked *asked)
{
	struct civ_buf joined = {0};
	enum civ_status status = CIV_OK;

	for (const char *rest = asked->text; rest != NULL;) {
		size_t len = strcspn(rest, ",");
		struct civ_span part = civ_text_trim((struct civ_span){rest, len});
		const char *one = civ_arena_copy(asked->arena, part.text, part.len), *code = NULL;

		status = civ_worse(status, one == NULL ? civ_no_memory(civ_records_messages(b->records))
		                                       : civ_records_code_named(b->records, noun, asked->option, one,
		                                                                &code));
		civ_buf_addf(&joined, "%s%s", rest == asked->text ? "" : ",", code == NULL ? "" : code);
		rest = rest[len] == ',' ? rest + len + 1 : NULL;
	}
	if (status == CIV_OK)
		status = civ_buf_str(&joined) == NULL ? civ_no_memory(civ_records_messages(b->records))
		                                      : text(b, civ_buf_str(&joined));
	civ_buf_free(&joined);
	return status;
}

static enum civ_status reference(struct bind *b, const struct civ_report_param *param, const struct civ_noun *noun,
                                 const char *value)
{
	struct civ_buf option = {0};
	struct civ_asked asked = {.text = value, .arena = civ_arena_new()};
	const char *ids;
	enum civ_status status;

	civ_buf_addf(&option, "--%s", param->name);
	asked.option = civ_buf_str(&option);
	if (asked.arena == NULL || asked.option == NULL) {
		status = civ_no_memory(civ_records_messages(b->records));
	} else if (param->type == CIV_CODEREF) {
		status = codes(b, noun, &asked);
	} else {
		status = civ_records_all_named(b->records, noun, &asked, &ids);
		if (status == CIV_OK)
			status = text(b, ids);
	}
	civ_arena_free(asked.arena);
	civ_buf_free(&option);
	return status;
}

/* Bounds that are no numbers are none. */
static bool fits(const struct civ_report_param *param, double value)
{
	double min, max;

	return (param->min == NULL || !civ_real_parse(param->min, strlen(param->min), &min) || value >= min) &&
	       (param->max == NULL || !civ_real_parse(param->max, strlen(param->max), &max) || value <= max);
}

/* FROM..TO, each a day or any other period, or one alone; seen from TODAY. */
static bool read_period(struct civ_span text, int32_t today, struct civ_days *days)
{
	const char *dots = memmem(text.text, text.len, "..", 2);
	struct civ_span first = text, last = text;
	struct civ_days to;

	if (dots != NULL) {
		first.len = (size_t)(dots - text.text);
		last = (struct civ_span){dots + 2, text.len - first.len - 2};
	}
	if (!civ_period_parse(first, today, days) || !civ_period_parse(last, today, &to))
		return false;
	days->last = to.last;
	return days->first <= days->last;
}

bool civ_param_takes(const struct civ_report_param *param, struct civ_span value)
{
	struct civ_days days;
	int64_t integer;
	int32_t day;
	double real;

	if (param->period)
		return read_period(value, 0, &days);
	switch (param->type) {
	case CIV_BOOL:
		return value.len == 3 && memcmp(value.text, "yes", 3) == 0;
	case CIV_INT:
		return civ_int_parse(value.text, value.len, &integer) && fits(param, (double)integer);
	case CIV_MONEY:
		return civ_money_parse(value.text, value.len, &integer);
	case CIV_REAL:
	case CIV_PERCENT:
		return civ_real_parse(value.text, value.len, &real) && fits(param, real);
	case CIV_DATE:
		return civ_date_parse(value.text, value.len, &day);
	default:
		return true;
	}
}

/* However it is written, it is compared with days as they are stored. */
static enum civ_status date(struct bind *b, int32_t day)
{
	char stored[CIV_DATE_SIZE];

	civ_date_format(day, stored);
	return text(b, stored);
}

static enum civ_status typed(struct bind *b, const struct civ_report_param *param, const char *value)
{
	size_t len = strlen(value);
	int64_t integer;
	int32_t day;
	double real;

	switch (param->type) {
	case CIV_BOOL:
		return strcmp(value, "1") == 0 ? whole(b, 1) : bad_value(b, param, value);
	case CIV_INT:
		return civ_int_parse(value, len, &integer) && fits(param, (double)integer) ? whole(b, integer)
		                                                                           : bad_value(b, param, value);
	case CIV_MONEY:
		return civ_money_parse(value, len, &integer) ? whole(b, integer) : bad_value(b, param, value);
	case CIV_REAL:
	case CIV_PERCENT:
		if (!civ_real_parse(value, len, &real) || !fits(param, real))
			return bad_value(b, param, value);
		return sqlite3_bind_double(b->statement, b->index, real) == SQLITE_OK
		               ? CIV_OK
		               : civ_store_fail(b->store, "bind a parameter");
	case CIV_DATE:
		return civ_date_parse(value, len, &day) ? date(b, day) : bad_value(b, param, value);
	case CIV_ENUM:
		return civ_word_place(param->choices, value) >= 0 ? text(b, value) : bad_value(b, param, value);
	default:
		return text(b, value);
	}
}

/* One end of a period. */
static enum civ_status bind_end(struct bind *b, const struct civ_report_param *param, bool last)
{
	const char *value = civ_request_value(b->request, param->name);
	struct civ_days days;

	if (value == NULL)
		return CIV_OK;
	if (!read_period((struct civ_span){value, strlen(value)}, civ_records_clock(b->records)->asof, &days))
		return civ_error(civ_records_messages(b->records), CIV_USAGE, NULL,
		                 "--%s: '%s' is no period FROM..TO, such as 2024-01..2024-03", param->name, value);
	return date(b, last ? days.last : days.first);
}

static enum civ_status bind_param(struct bind *b, const struct civ_report_param *param)
{
	const struct civ_report_param full = civ_report_param_full(param);
	const char *value = civ_request_value(b->request, param->name);
	const struct civ_column *column;
	const struct civ_noun *noun = civ_report_noun(full.of, &column);

	if (value == NULL && full.checked && b->request->check)
		value = "1";
	if (value == NULL)
		return CIV_OK;
	return noun != NULL ? reference(b, &full, noun, value) : typed(b, &full, value);
}

/* ---- what is no option ---- */

/* A number of days that cannot be one is told to be damaged. */
static enum civ_status check_setting(struct bind *b, const char *name, sqlite3_stmt *row)
{
	const struct civ_noun *plan = civ_noun_find("plan");
	int place = civ_noun_column(plan, name);
	const char *unit = place < 0 ? NULL : plan->columns[place].measure_unit;
	int64_t days;

	if (unit == NULL || plan->columns[place].type != CIV_INT || strcmp(unit, "days") != 0)
		return CIV_OK;
	return civ_row_days(b->store, row, 0, &days);
}

static enum civ_status bind_setting(struct bind *b, const char *column)
{
	struct civ_buf sql = {0};
	sqlite3_stmt *row;
	enum civ_status status;

	civ_buf_addf(&sql, "SELECT \"%s\" FROM plan", column);
	status = civ_records_statement_of(b->records, &sql, &row);
	if (!civ_store_next(b->store, row, &status))
		return status;
	status = check_setting(b, column, row);
	if (status == CIV_OK && sqlite3_bind_value(b->statement, b->index, sqlite3_column_value(row, 0)) != SQLITE_OK)
		status = civ_store_fail(b->store, "bind a parameter");
	sqlite3_reset(row);
	return status;
}

static enum civ_status bind_day(struct bind *b, const char *name, bool *is_day)
{
	const struct civ_clock *clock = civ_records_clock(b->records);
	char time[CIV_TIME_SIZE];

	*is_day = true;
	if (strcmp(name, "asof") == 0) {
		civ_date_format(clock->asof, time);
	} else if (strcmp(name, "end") == 0) {
		civ_date_format(clock->asof + 1, time);
	} else if (strcmp(name, "minute") == 0) {
		civ_time_format(civ_clock_minute(clock) * 60, time);
		time[CIV_DATE_SIZE + CIV_CLOCK_SIZE - 1] = '\0';
	} else {
		*is_day = false;
		return CIV_OK;
	}
	return text(b, time);
}

/* What of NAME stands behind that of the parameter; NULL when it is another's. */
static const char *behind_name(const struct civ_report_param *param, const char *name)
{
	const char *p = param->name;

	for (; *p != '\0' && *name != '\0'; p++, name++)
		if (*name != (*p == '-' ? '_' : *p))
			return NULL;
	return *p == '\0' ? name : NULL;
}

static enum civ_status bind_one(struct bind *b, const char *name)
{
	static const char setting[] = "plan_";
	const struct civ_report *report = b->request->report;
	bool is_day;
	enum civ_status status = bind_day(b, name, &is_day);

	if (status != CIV_OK || is_day)
		return status;
	if (strcmp(name, "made") == 0)
		return CIV_OK; /* its rows are bound by who made them */
	if (strcmp(name, "check") == 0)
		return b->request->check ? whole(b, 1) : CIV_OK;
	if (strncmp(name, setting, sizeof setting - 1) == 0)
		return bind_setting(b, name + sizeof setting - 1);
	for (const struct civ_report_param *p = report->params; p != NULL && p->name != NULL; p++) {
		const char *rest = behind_name(p, name);

		if (rest != NULL && *rest == '\0')
			return bind_param(b, p);
		if (rest != NULL && p->period && (strcmp(rest, "_from") == 0 || strcmp(rest, "_to") == 0))
			return bind_end(b, p, rest[1] == 't');
	}
	return civ_error(civ_records_messages(b->records), CIV_SYSTEM, NULL, "%s asks for ':%s', which nothing gives",
	                 report->name, name);
}

enum civ_status civ_report_bind(const struct civ_report_request *request, struct civ_records *records,
                                sqlite3_stmt *statement)
{
	struct bind b = {.request = request, .records = records, .store = civ_records_store(records),
	                 .statement = statement};
	enum civ_status status = CIV_OK;

	for (b.index = 1; b.index <= sqlite3_bind_parameter_count(statement) && status == CIV_OK; b.index++) {
		const char *name = sqlite3_bind_parameter_name(statement, b.index);

		if (name != NULL && name[0] == ':')
			status = bind_one(&b, name + 1);
	}
	return status;
}

/* ---- what goes together ---- */

enum civ_status civ_report_companions(const struct civ_report_request *request, struct civ_messages *messages)
{
	const char *from = civ_request_value(request, "from"), *to = civ_request_value(request, "to");
	int32_t first, last;

	for (const struct civ_report_param *p = request->report->params; p != NULL && p->name != NULL; p++) {
		bool there = p->with == NULL || civ_request_value(request, p->with) != NULL ||
		             (request->check && strcmp(p->with, "check") == 0);

		if (!there && civ_request_value(request, p->name) != NULL)
			return civ_error(messages, CIV_USAGE, NULL, "--%s goes with --%s", p->name, p->with);
	}
	/* What is no day is told of where it is bound. */
	if (from != NULL && to != NULL && civ_date_parse(from, strlen(from), &first) &&
	    civ_date_parse(to, strlen(to), &last) && first > last)
		return civ_error(messages, CIV_USAGE, NULL, "the period ends before it begins");
	return CIV_OK;
}
