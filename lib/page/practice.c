/* A practice as one page of sentences. */
#include "civplan/practice.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/milestone/milestone-report.h"
#include "lib/noun/indicator.h"
#include "lib/noun/mechanism.h"
#include "lib/page/markup.h"

extern const struct civ_noun civ_noun_mechanism;
extern const char civ_style_practice[];

static const char practice_sql[] =
	"WITH lead AS ("
	"  SELECT i.code, i.name, i.measure_unit, i.direction, row_number() OVER (PARTITION BY i.code"
	"         ORDER BY " CIV_INDICATOR_LATEST("i", "s", ":asof") ") AS place"
	"  FROM indicator i JOIN standard s ON s.id = i.standard_id"
	") "
	"SELECT p.title, u.name, p.indicator, l.name, l.measure_unit, l.direction, p.method, p.conditions, p.cost,"
	"       p.\"start\", p.\"end\", n.city, p.id "
	"FROM practice p"
	" LEFT JOIN unit u ON u.id = p.unit_id"
	" LEFT JOIN lead l ON l.code = p.indicator AND l.place = 1"
	" LEFT JOIN plan n "
	"WHERE p.id = :id";
static const char rules_sql[] =
	"SELECT m.name, m.since, d.title, d.number"
	" FROM mechanism m LEFT JOIN policy d ON d.id = m.policy_id"
	" WHERE m.practice_id = :id AND " CIV_MECHANISM_IN_FORCE("m")
	" ORDER BY m.since, m.code";

enum { TITLE, UNIT, INDICATOR, NAME, MEASURED, DIRECTION, METHOD, CONDITIONS, COST, START, END, CITY, ID };

struct sheet {
	struct civ_records *records;
	struct civ_messages *messages;
	struct civ_buf *page;
	struct civ_arena *arena;
	bool text;
	sqlite3_stmt *row; /* of practice_sql */
	int32_t asof;
	bool failed;       /* memory is out */
};

/* ---- sentences ---- */

static const char *keep(struct sheet *sheet, struct civ_buf *text)
{
	const char *whole = civ_buf_str(text),
		   *kept = whole == NULL ? NULL : civ_arena_copy(sheet->arena, whole, text->len);

	sheet->failed = sheet->failed || kept == NULL;
	civ_buf_free(text);
	return kept == NULL ? "" : kept;
}

/* FORMAT, one marked CIV_WORD, in the reader's language with its arguments in it. */
static const char *said(struct sheet *sheet, const char *format, ...)
{
	struct civ_buf text = {0};
	char *made = NULL;
	va_list args;

	va_start(args, format);
	if (vasprintf(&made, civ_say(format), args) < 0)
		text.failed = true;
	else
		civ_buf_adds(&text, made);
	va_end(args);
	free(made);
	return keep(sheet, &text);
}

static const char *date_of(struct sheet *sheet, int32_t day)
{
	struct civ_buf text = {0};

	civ_wording_date(&text, day);
	return keep(sheet, &text);
}

static bool day_in(sqlite3_stmt *row, int column, int32_t *day)
{
	return civ_date_stored((const char *)sqlite3_column_text(row, column), day);
}

/* NULL: the practice does not say. */
static const char *cell(const struct sheet *sheet, int column)
{
	return (const char *)sqlite3_column_text(sheet->row, column);
}

/* The same of what is never empty but in a damaged file. */
static const char *named(sqlite3_stmt *row, int column)
{
	const char *name = (const char *)sqlite3_column_text(row, column);

	return name == NULL ? "" : name;
}

/* ---- the paper ---- */

static void put(struct sheet *sheet, const char *tag, const char *class, struct civ_span text)
{
	struct civ_buf line = {0};
	const char *kept;

	civ_add_visible(&line, text);
	kept = keep(sheet, &line);
	if (sheet->text) {
		civ_buf_addf(sheet->page, "%s\n", kept);
		return;
	}
	civ_buf_addf(sheet->page, class == NULL ? "<%s>" : "<%s class=\"%s\">", tag, class);
	civ_html_text(sheet->page, kept);
	civ_buf_addf(sheet->page, "</%s>\n", tag);
}

static void put_heading(struct sheet *sheet, const char *heading)
{
	const char *text = civ_say(heading);

	if (sheet->text)
		civ_buf_addc(sheet->page, '\n');
	put(sheet, "h2", NULL, (struct civ_span){text, strlen(text)});
}

/* A paragraph for each line that somebody wrote. */
static void put_lines(struct sheet *sheet, const char *text)
{
	while (*text != '\0') {
		size_t len = strcspn(text, "\r\n");

		if (len > 0)
			put(sheet, "p", "say", (struct civ_span){text, len});
		text += len;
		text += strspn(text, "\r\n");
	}
}

static void put_chapter(struct sheet *sheet, const char *heading, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	put_heading(sheet, heading);
	put_lines(sheet, text);
}

static void begin(struct sheet *sheet)
{
	const char *title = named(sheet->row, TITLE);

	if (!sheet->text) {
		civ_buf_addf(sheet->page,
		             "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
		             " content=\"width=device-width,initial-scale=1\"><title>",
		             civ_say_is_chinese() ? "zh-CN" : "en");
		civ_html_text(sheet->page, title);
		civ_buf_addf(sheet->page, "</title><style>%s</style></head>\n<body><div class=\"sheet\">\n",
		             civ_style_practice);
	}
	put(sheet, "h1", NULL, (struct civ_span){title, strlen(title)});
}

/* ---- who, and since when ---- */

static const char *who_says(struct sheet *sheet)
{
	const char *city = cell(sheet, CITY), *unit = cell(sheet, UNIT), *day = date_of(sheet, sheet->asof);

	if (city != NULL && unit != NULL)
		return said(sheet, CIV_WORD("A practice of %s, %s, with figures up to %s."), unit, city, day);
	if (unit != NULL || city != NULL)
		return said(sheet, CIV_WORD("A practice of %s, with figures up to %s."), unit != NULL ? unit : city,
		            day);
	return said(sheet, CIV_WORD("A practice with figures up to %s."), day);
}

static const char *since_when(struct sheet *sheet)
{
	int32_t start, end;
	bool has_start = day_in(sheet->row, START, &start), has_end = day_in(sheet->row, END, &end);

	if (has_start && has_end)
		return said(sheet, CIV_WORD("It was done from %s to %s."), date_of(sheet, start),
		            date_of(sheet, end));
	if (has_start)
		return said(sheet, CIV_WORD("It has been done since %s and goes on."), date_of(sheet, start));
	return has_end ? said(sheet, CIV_WORD("It was done until %s."), date_of(sheet, end)) : NULL;
}

/* ---- before and after ---- */

/* What is known of the indicator: NULL where nothing is. */
struct effect {
	const struct civ_figure *before, *after;
};

static struct effect effect_of(const struct sheet *sheet, const struct civ_series *series)
{
	struct effect effect = {NULL, NULL};
	int32_t start, end, last = sheet->asof;
	bool has_start = day_in(sheet->row, START, &start), has_end = day_in(sheet->row, END, &end);

	if (has_start)
		effect.before = civ_series_at(series, start);
	if (has_end && end < last)
		last = end;
	effect.after = civ_series_at(series, last);
	if (effect.after == effect.before || (has_start && effect.after != NULL && effect.after->day < start))
		effect.after = NULL;
	for (size_t i = 0; i < series->count && effect.after == NULL; i++)
		if (series->figures[i].day > last && series->figures[i].day <= sheet->asof)
			effect.after = &series->figures[i];
	return effect;
}

static const char *value_of(struct sheet *sheet, double value)
{
	struct civ_buf text = {0};

	civ_wording_measured(&text, value, cell(sheet, MEASURED), false);
	return keep(sheet, &text);
}

static const char *difference_of(struct sheet *sheet, double difference)
{
	const char *unit = cell(sheet, MEASURED);
	struct civ_buf text = {0};

	if (unit != NULL && strcmp(unit, "%") == 0)
		civ_wording_points(&text, difference);
	else
		civ_wording_measured(&text, difference, unit, true);
	return keep(sheet, &text);
}

/* How the change is called where the indicator says which way is better; a sentence that goes on behind the figures. */
static const char *change_says(struct sheet *sheet, double change)
{
	const char *direction = cell(sheet, DIRECTION), *much = difference_of(sheet, fabs(change));

	if (change == 0)
		return civ_say(CIV_WORD("That is no change."));
	if (direction == NULL)
		return said(sheet, change > 0 ? CIV_WORD("That is %s more.") : CIV_WORD("That is %s less."), much);
	return said(sheet,
	            (change > 0) == (strcmp(direction, "up") == 0) ? CIV_WORD("That is better by %s.")
	                                                           : CIV_WORD("That is worse by %s."),
	            much);
}

static const char *effect_says(struct sheet *sheet, const struct effect *effect)
{
	const char *name = cell(sheet, NAME), *after, *day;
	const struct civ_figure *only = effect->after != NULL ? effect->after : effect->before;
	struct civ_buf both = {0};

	if (name == NULL)
		name = cell(sheet, INDICATOR);
	if (only == NULL)
		return said(sheet, CIV_WORD("%s has not been measured: no gain is stated."), name);
	after = value_of(sheet, only->value);
	day = date_of(sheet, only->day);
	if (effect->before == NULL)
		return said(sheet,
		            CIV_WORD("%s stood at %s on %s. Nothing was measured before: no gain is stated."), name,
		            after, day);
	if (effect->after == NULL)
		return said(sheet,
		            CIV_WORD("%s stood at %s on %s, before it began. Nothing has been measured since."), name,
		            after, day);
	civ_buf_addf(&both, civ_say_is_chinese() ? "%s%s" : "%s %s",
	             said(sheet, CIV_WORD("%s stood at %s on %s, before it began, and at %s on %s."), name,
	                  value_of(sheet, effect->before->value), date_of(sheet, effect->before->day), after, day),
	             change_says(sheet, effect->after->value - effect->before->value));
	return keep(sheet, &both);
}

static enum civ_status put_effect(struct sheet *sheet)
{
	const char *indicator = cell(sheet, INDICATOR);
	struct civ_metric metric = {.series = {NULL, 0}};
	struct civ_scales *scales = NULL;
	struct effect effect;
	enum civ_status status;

	if (indicator == NULL)
		return CIV_OK;
	status = civ_scales_open(sheet->records, &scales);
	if (status == CIV_OK)
		status = civ_figures_load(scales, (struct civ_span){indicator, strlen(indicator)}, 0, sheet->arena,
		                          &metric);
	civ_scales_close(scales);
	if (status != CIV_OK)
		return status;
	effect = effect_of(sheet, &metric.series);
	put_chapter(sheet, CIV_WORD("What it has brought"), effect_says(sheet, &effect));
	return CIV_OK;
}

/* ---- cost, and what became of it ---- */

static const char *cost_says(struct sheet *sheet)
{
	struct civ_buf money = {0};

	if (sqlite3_column_type(sheet->row, COST) == SQLITE_NULL)
		return NULL;
	civ_wording_money(&money, sqlite3_column_int64(sheet->row, COST));
	return said(sheet, CIV_WORD("It cost %s."), keep(sheet, &money));
}

static void put_rule(struct sheet *sheet, sqlite3_stmt *rule)
{
	const char *name = named(rule, 0);
	const char *title = (const char *)sqlite3_column_text(rule, 2);
	const char *number = (const char *)sqlite3_column_text(rule, 3), *day;
	int32_t since = sheet->asof;

	(void)day_in(rule, 1, &since);
	day = date_of(sheet, since);
	if (title == NULL)
		put_lines(sheet, said(sheet, CIV_WORD("It has become a rule: “%s”, in force since %s."),
		                      name, day));
	else if (number == NULL)
		put_lines(sheet, said(sheet, CIV_WORD("It has become a rule: “%s”, in force since %s by “%s”."),
		                      name, day, title));
	else
		put_lines(sheet, said(sheet,
		                      CIV_WORD("It has become a rule: “%s”, in force since %s by “%s” (%s)."),
		                      name, day, title, number));
}

static enum civ_status put_rules(struct sheet *sheet)
{
	struct civ_store *store = civ_records_store(sheet->records);
	char asof[CIV_DATE_SIZE];
	sqlite3_stmt *rules;
	bool any = false;
	enum civ_status status = civ_records_then(sheet->records, &civ_noun_mechanism, rules_sql, &rules);

	civ_date_format(sheet->asof, asof);
	if (status == CIV_OK)
		status = civ_bind_int(store, rules, ":id", sqlite3_column_int64(sheet->row, ID));
	if (status == CIV_OK)
		status = civ_bind_text(store, rules, ":asof", asof);
	while (civ_store_next(store, rules, &status)) {
		if (!any)
			put_heading(sheet, CIV_WORD("What became of it"));
		any = true;
		put_rule(sheet, rules);
	}
	return status;
}

static enum civ_status write_sheet(struct sheet *sheet)
{
	const char *who, *since;
	enum civ_status status;

	begin(sheet);
	who = who_says(sheet);
	put(sheet, "p", "from", (struct civ_span){who, strlen(who)});
	since = since_when(sheet);
	if (sheet->text && since != NULL)
		civ_buf_addc(sheet->page, '\n');
	if (since != NULL)
		put_lines(sheet, since);
	status = put_effect(sheet);
	put_chapter(sheet, CIV_WORD("What is done"), cell(sheet, METHOD));
	put_chapter(sheet, CIV_WORD("Where it works"), cell(sheet, CONDITIONS));
	put_chapter(sheet, CIV_WORD("What it cost"), cost_says(sheet));
	if (status == CIV_OK)
		status = put_rules(sheet);
	if (!sheet->text)
		civ_buf_adds(sheet->page, "</div></body></html>\n");
	return status == CIV_OK && (sheet->failed || sheet->page->failed) ? civ_no_memory(sheet->messages) : status;
}

enum civ_status civ_practice_page(struct civ_records *records, int64_t id, bool text, struct civ_buf *page)
{
	struct sheet sheet = {.records = records,
	                      .messages = civ_records_messages(records),
	                      .page = page,
	                      .arena = civ_arena_new(),
	                      .text = text,
	                      .asof = civ_records_clock(records)->asof};
	struct civ_store *store = civ_records_store(records);
	char asof[CIV_DATE_SIZE];
	enum civ_status status = sheet.arena == NULL ? civ_no_memory(sheet.messages)
	                                             : civ_records_statement(records, practice_sql, &sheet.row);

	civ_date_format(sheet.asof, asof);
	if (status == CIV_OK)
		status = civ_bind_int(store, sheet.row, ":id", id);
	if (status == CIV_OK)
		status = civ_bind_text(store, sheet.row, ":asof", asof);
	if (civ_store_next(store, sheet.row, &status)) {
		status = write_sheet(&sheet);
		sqlite3_reset(sheet.row);
	}
	civ_arena_free(sheet.arena);
	return status;
}
