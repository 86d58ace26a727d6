/* The checks of all domains, run one after another. */
#include "civplan/check.h"

#include <string.h>

#include "civplan/date.h"
#include "civplan/lists.h"


const struct civ_out_column civ_check_columns[] = {
	{"rule", "Rule", CIV_KIND_TEXT, "what is checked: plan-check --list tells more of it"},
	{"severity", "Severity", CIV_KIND_CHOICE(civ_words_severity),
	 "error: figures are wrong, or a rule of the plan is broken; warning: somebody should look; note: worth "
	 "knowing"},
	{"subject", "Subject", CIV_KIND_TEXT, "what it is about"},
	{"found", "Found", CIV_KIND_TEXT, "what the database holds"},
	{"wanted", "Wanted", CIV_KIND_TEXT, "what it should hold"},
	{"note", "Note", CIV_KIND_TEXT, "more, or how to mend it"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

const struct civ_out_column civ_check_list_columns[] = {
	{"rule", "Rule", CIV_KIND_TEXT, "name of the check"},
	{"severity", "Severity", CIV_KIND_CHOICE(civ_words_severity), "error, warning or note"},
	{"of_plan", "Of the plan", CIV_KIND_TEXT, "rule of the plan that asks for it"},
	{"summary", "What", CIV_KIND_TEXT, "what it looks for"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* All checks, one after another. */
struct walk {
	const struct civ_check_table *table;
	const struct civ_check *check;
};

static const struct civ_check_table *after(unsigned place)
{
	const struct civ_check_table *next = NULL;

	for (size_t i = 0; civ_checks[i] != NULL; i++)
		if (civ_checks[i]->place > place && (next == NULL || civ_checks[i]->place < next->place))
			next = civ_checks[i];
	return next;
}

/* False behind the last one. */
static bool walk_on(struct walk *walk)
{
	if (walk->check != NULL)
		walk->check++;
	while (walk->check == NULL || walk->check->name == NULL) {
		walk->table = after(walk->table == NULL ? 0 : walk->table->place);
		if (walk->table == NULL)
			return false;
		walk->check = walk->table->checks;
	}
	return true;
}

static bool names(const char *list, const char *name)
{
	while (list != NULL && *list != '\0' && name != NULL) {
		size_t len = strcspn(list, ",");

		if (strlen(name) == len && memcmp(name, list, len) == 0)
			return true;
		list += list[len] == ',' ? len + 1 : len;
	}
	return false;
}

bool civ_check_wanted(const struct civ_check_options *options, const char *name, const char *rule,
                      enum civ_check_severity severity)
{
	if (severity < options->least)
		return false;
	return options->rules == NULL || names(options->rules, name) || names(options->rules, rule);
}

static bool is_called(const char *known, const char *name, size_t len)
{
	return known != NULL && strlen(known) == len && memcmp(known, name, len) == 0;
}

static bool is_known(const char *name, size_t len, const char *const *others)
{
	for (; *others != NULL; others++)
		if (is_called(*others, name, len))
			return true;
	for (struct walk walk = {NULL, NULL}; walk_on(&walk);)
		if (is_called(walk.check->name, name, len) || is_called(walk.check->rule, name, len))
			return true;
	return false;
}

static enum civ_status unknown(struct civ_span name, const char *const *others, struct civ_messages *messages)
{
	const struct civ_position at = {.file = "--rule"};
	struct civ_near near = {.text = name};

	for (; *others != NULL; others++)
		civ_near_offer(&near, *others);
	for (struct walk walk = {NULL, NULL}; walk_on(&walk);)
		civ_near_offer(&near, walk.check->name);
	if (near.known != NULL)
		return civ_error(messages, CIV_USAGE, &at,
		                 "no check '%.*s'; did you mean '%s'? plan-check --list names them", (int)name.len,
		                 name.text, near.known);
	return civ_error(messages, CIV_USAGE, &at, "no check '%.*s': plan-check --list names them", (int)name.len,
	                 name.text);
}

enum civ_status civ_check_names(const struct civ_check_options *options, const char *const *others,
                                struct civ_messages *messages)
{
	const char *list = options->rules;

	while (list != NULL && *list != '\0') {
		size_t len = strcspn(list, ",");

		if (!is_known(list, len, others))
			return unknown((struct civ_span){list, len}, others, messages);
		list += list[len] == ',' ? len + 1 : len;
	}
	return CIV_OK;
}

enum civ_status civ_check_write(struct civ_out *out, const char *name, enum civ_check_severity severity,
                                const struct civ_finding *finding)
{
	civ_out_string(out, name);
	civ_out_string(out, civ_words_severity[severity].code);
	civ_out_string(out, finding->subject);
	civ_out_string(out, finding->found);
	civ_out_string(out, finding->wanted);
	civ_out_string(out, finding->note);
	return civ_out_row(out);
}

struct writing {
	const struct civ_check *check;
	struct civ_out *out;
};

static enum civ_status take(void *data, const struct civ_finding *finding)
{
	const struct writing *writing = data;

	return civ_check_write(writing->out, writing->check->name, writing->check->severity, finding);
}

static enum civ_status run_sql(struct civ_records *records, const struct civ_check *check, struct writing *writing)
{
	struct civ_store *store = civ_records_store(records);
	int32_t day = civ_records_clock(records)->asof;
	char asof[CIV_DATE_SIZE], end[CIV_DATE_SIZE], since[CIV_DATE_SIZE];
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_records_functions(records, check->sql);

	if (status == CIV_OK)
		status = check->then == NULL ? civ_records_statement(records, check->sql, &rows)
		                             : civ_records_then_all(records, check->then, check->sql, &rows);
	civ_date_format(day, asof);
	civ_date_format(day + 1, end);
	civ_date_format(day - 364, since);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":asof", asof);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":end", end);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":since", since);
	while (civ_store_next(store, rows, &status)) {
		const struct civ_finding finding = {
			(const char *)sqlite3_column_text(rows, 0), (const char *)sqlite3_column_text(rows, 1),
			(const char *)sqlite3_column_text(rows, 2), (const char *)sqlite3_column_text(rows, 3)};

		status = take(writing, &finding);
	}
	return status;
}

enum civ_status civ_check_plan(struct civ_records *records, const struct civ_check_options *options,
                               struct civ_out *out)
{
	enum civ_status status = civ_records_say_in_sql(records);

	for (struct walk walk = {NULL, NULL}; status == CIV_OK && walk_on(&walk);) {
		const struct civ_check *check = walk.check;
		struct writing writing = {check, out};

		if (!civ_check_wanted(options, check->name, check->rule, check->severity))
			continue;
		status = check->find != NULL ? check->find(records, check, take, &writing)
		                             : run_sql(records, check, &writing);
	}
	return status;
}

enum civ_status civ_check_list(struct civ_out *out)
{
	enum civ_status status = CIV_OK;

	for (struct walk walk = {NULL, NULL}; status == CIV_OK && walk_on(&walk);) {
		civ_out_string(out, walk.check->name);
		civ_out_string(out, civ_words_severity[walk.check->severity].code);
		civ_out_string(out, walk.check->rule);
		civ_out_said(out, walk.check->summary);
		status = civ_out_row(out);
	}
	return status;
}
