/* Late work: issues from open to unattended, who holds them, and the late tasks. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/hash.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/page/front.h"
#include "lib/page/late-tasks.h"

enum { MOST_UNITS = 6, MOST_NAMED = 2, WEEK = 7, MONTH = 30 };

/* What one unit, or all together, are late with. */
struct late {
	const char *unit; /* code; "" : nobody is responsible yet */
	int64_t all, week, month, silent, long_silent;
	int64_t most_days, silent_days;
};

struct holders {
	struct late *ones; /* who holds most in front */
	size_t count, room;
	struct late total; /* an issue of several units counts once */
	struct civ_hash *units, *issues;
};

/* LONG_SILENT: late by the plan's notice_days, and nobody was told; SILENT_DAYS: the days of the latest of these. */
static void add(struct late *late, const struct civ_rows *rows, size_t row)
{
	int64_t days = (int64_t)civ_rows_number(rows, row, "days_late");
	bool silent = civ_rows_number(rows, row, "urged") <= 0;

	late->all++;
	late->week += days > WEEK;
	late->month += days > MONTH;
	late->silent += silent && days > MONTH;
	if (silent && strcmp(civ_rows_cell(rows, row, "level"), "notice") == 0) {
		late->long_silent++;
		late->silent_days = days > late->silent_days ? days : late->silent_days;
	}
	late->most_days = days > late->most_days ? days : late->most_days;
}

static int by_count(const void *left, const void *right)
{
	const struct late *a = left, *b = right;

	return a->all != b->all ? (a->all > b->all ? -1 : 1) : strcmp(a->unit, b->unit);
}

static bool take(struct holders *holders, const struct civ_rows *rows, size_t row)
{
	const char *unit = civ_rows_cell(rows, row, "unit"), *id = civ_rows_cell(rows, row, "id");
	const struct civ_span unit_key = {unit, strlen(unit)}, issue = {id, strlen(id)};
	int64_t place;

	if (!civ_hash_get(holders->units, unit_key, &place)) {
		if (!CIV_GROW(holders->ones, holders->count, holders->room))
			return false;
		place = (int64_t)holders->count;
		holders->ones[holders->count++] = (struct late){.unit = unit};
		if (!civ_hash_put(holders->units, unit_key, place))
			return false;
	}
	add(&holders->ones[place], rows, row);
	if (civ_hash_get(holders->issues, issue, &place))
		return true;
	add(&holders->total, rows, row);
	return civ_hash_put(holders->issues, issue, 1);
}

/* To be closed with close_holders. */
static struct holders find(struct civ_front *front)
{
	const struct civ_rows *rows = civ_front_rows(front, &civ_front_overdue);
	struct holders holders = {.units = civ_hash_new(), .issues = civ_hash_new()};
	bool good = holders.units != NULL && holders.issues != NULL;

	for (size_t i = 0; i < rows->count && good; i++)
		good = take(&holders, rows, i);
	if (!good)
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
	if (holders.count > 0)
		qsort(holders.ones, holders.count, sizeof *holders.ones, by_count);
	return holders;
}

static void close_holders(struct holders *holders)
{
	civ_hash_free(holders->units);
	civ_hash_free(holders->issues);
	free(holders->ones);
}

static const char *holder_name(struct civ_front *front, const char *unit)
{
	const char *name = civ_front_unit(front, unit);

	return civ_front_name(front, *name == '\0' ? civ_say(CIV_WORD("nobody yet")) : name);
}

/* ---- its clause ---- */

/* One or two units are named where they hold half or more. */
static size_t name_most(struct civ_front *front, const struct holders *holders, const char *names[MOST_NAMED],
                        int64_t *held)
{
	int64_t *each = civ_arena_alloc(front->page->arena, (holders->count + 1) * sizeof *each);
	size_t named = 0;

	*held = 0;
	if (each == NULL) {
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
		return 0;
	}
	for (size_t i = 0; i < holders->count; i++)
		each[i] = holders->ones[i].all;
	named = civ_wording_named(each, holders->count);
	for (size_t i = 0; i < named; i++) {
		names[i] = holder_name(front, holders->ones[i].unit);
		*held += each[i];
	}
	return named;
}

static void clause(struct civ_front *front, struct civ_buf *text)
{
	struct holders holders = find(front);
	const char *names[MOST_NAMED], *all = civ_front_count(front, holders.total.all);
	int64_t held;
	size_t named = name_most(front, &holders, names, &held);
	struct civ_buf said = {0};

	civ_buf_addf(&said,
	             civ_say_count("%s issue is late", "%s issues are late", (unsigned long long)holders.total.all),
	             all);
	if (named > 0 && held >= holders.total.all && holders.total.all > 0)
		civ_buf_addf(&said, civ_say(CIV_WORD(", all with %s")), civ_front_names(front, names, named));
	else if (named > 0)
		civ_buf_addf(&said, civ_say(CIV_WORD(", %s of them with %s")), civ_front_count(front, held),
		             civ_front_names(front, names, named));
	else if (holders.count > 1)
		civ_buf_addf(&said, civ_say(CIV_WORD(", spread over %s units")),
		             civ_front_count(front, (int64_t)holders.count));
	if (holders.total.all > 0)
		civ_buf_adds(text, civ_front_toned(front, CIV_TONE_BAD, civ_front_keep(front, &said)));
	civ_buf_free(&said);
	close_holders(&holders);
}

/* ---- what is to be decided ---- */

static int by_silence(const void *left, const void *right)
{
	const struct late *a = left, *b = right;

	return a->long_silent != b->long_silent ? (a->long_silent > b->long_silent ? -1 : 1) : strcmp(a->unit, b->unit);
}

static const char *more_units(struct civ_front *front, size_t count)
{
	struct civ_buf text = {0};

	civ_buf_addf(&text, civ_say_count("%s more unit", "%s more units", count),
	             civ_front_count(front, (int64_t)count));
	return civ_front_keep(front, &text);
}

static void decide(struct civ_front *front)
{
	struct holders holders = find(front);
	const char *names[MOST_NAMED + 1], *counts[MOST_NAMED], *days;
	struct civ_buf why = {0};
	size_t units = 0, named;

	if (holders.count > 0)
		qsort(holders.ones, holders.count, sizeof *holders.ones, by_silence);
	for (size_t i = 0; i < holders.count && holders.ones[i].long_silent > 0; i++) {
		if (holders.ones[i].unit[0] == '\0')
			continue;
		if (units < MOST_NAMED) {
			names[units] = holder_name(front, holders.ones[i].unit);
			counts[units] = civ_front_said(front, CIV_WORD("%s of them with %s"),
			                               civ_front_count(front, holders.ones[i].long_silent),
			                               names[units]);
		}
		units++;
	}
	if (units == 0) {
		close_holders(&holders);
		return;
	}
	named = units < MOST_NAMED ? units : MOST_NAMED;
	if (units > named)
		names[named] = more_units(front, units - named);
	days = civ_front_ask(front, "SELECT notice_days FROM plan", "");
	civ_buf_addf(&why,
	             civ_say_count("%s issue is late by %s or more working days and nobody was told: %s. If nothing "
	                           "is decided, the delay grows without a word.",
	                           "%s issues are late by %s or more working days and nobody was told: %s. If "
	                           "nothing is decided, the delay grows without a word.",
	                           (unsigned long long)holders.total.long_silent),
	             civ_front_count(front, holders.total.long_silent), civ_front_name(front, days),
	             civ_front_names(front, counts, named));
	civ_front_decide(front, &(struct civ_front_decision){
					.what = civ_front_said(front, CIV_WORD("Call in %s"),
					                       civ_front_names(front, names,
					                                       units > named ? named + 1
					                                                     : named)),
					.why = civ_front_keep(front, &why),
					.who = civ_front_decider(front, CIV_FRONT_LEADING),
					.asks = civ_front_campaign(front, CIV_FRONT_OFFICE),
					.level = CIV_FRONT_LEADING,
					.since = front->page->asof - (int32_t)holders.total.silent_days,
				});
	close_holders(&holders);
}

/* ---- the section ---- */

static const char *status_of(struct civ_front *front, const char *part, const char *item)
{
	const struct civ_rows *rows = civ_front_rows(front, &civ_front_status);

	for (size_t i = 0; i < rows->count; i++)
		if (strcmp(civ_rows_cell(rows, i, "part"), part) == 0 &&
		    strcmp(civ_rows_cell(rows, i, "item"), civ_say(item)) == 0)
			return civ_rows_cell(rows, i, "value");
	return "";
}

static void finding(struct civ_front *front, struct civ_buf *text)
{
	struct holders holders = find(front);
	size_t tasks = civ_front_late_tasks(front);
	const char *names[MOST_NAMED], *open = status_of(front, "issues", "open");
	int64_t held;
	size_t named = name_most(front, &holders, names, &held);
	double value;

	if (civ_real_parse(open, strlen(open), &value) && value > 0)
		civ_buf_addf(text, civ_say(CIV_WORD("%s issues open, %s late.")), civ_front_figure(front, open, 0),
		             civ_front_count(front, holders.total.all));
	if (named > 0 && holders.total.all > 0) {
		struct civ_buf share = {0};

		civ_wording_percent(&share, civ_percent((double)held, (double)holders.total.all));
		civ_buf_addf(text, civ_say(CIV_WORD(" %s of these with %s.")), civ_front_keep(front, &share),
		             civ_front_names(front, names, named));
	}
	if (tasks > 0)
		civ_buf_addf(text, civ_say_count(" %s task is late.", " %s tasks are late.", tasks),
		             civ_front_count(front, (int64_t)tasks));
	close_holders(&holders);
}

static void put_step(struct civ_front *front, const struct civ_front_table *table, const char *name, double n,
                     double of)
{
	const char *kind = n == of ? "pale" : n < of / 20 ? "bad" : "warn";

	if (!isnan(n))
		civ_front_table_row(front, table,
		                    &(struct civ_front_row){
					    .name = name,
					    .cells = {civ_front_bar(front, of > 0 ? n / of : 0, kind, false),
		                                      civ_front_count(front, (int64_t)n)},
				    });
}

static void put_funnel(struct civ_front *front, const struct holders *holders)
{
	static const struct civ_front_column columns[] = {{CIV_WORD("How far"), CIV_FRONT_NAME},
	                                                  {"", CIV_FRONT_CHART},
	                                                  {CIV_WORD("issues"), CIV_FRONT_NUMBER},
	                                                  {NULL, CIV_FRONT_NAME}};
	const struct civ_front_table table = {
		.caption = civ_say(CIV_WORD("From open to unattended")), .columns = columns, .block = true};
	const char *open = status_of(front, "issues", "open");
	double all;

	if (!civ_real_parse(open, strlen(open), &all))
		all = (double)holders->total.all;
	civ_front_table_open(front, &table);
	put_step(front, &table, civ_say(CIV_WORD("Open")), all, all);
	put_step(front, &table, civ_say(CIV_WORD("Past their date")), (double)holders->total.all, all);
	put_step(front, &table, civ_say(CIV_WORD("more than 7 days late")), (double)holders->total.week, all);
	put_step(front, &table, civ_say(CIV_WORD("more than 30 days late")), (double)holders->total.month, all);
	put_step(front, &table, civ_say(CIV_WORD("of these, nobody was told")), (double)holders->total.silent, all);
	civ_front_table_close(front);
}

static void put_holder(struct civ_front *front, const struct civ_front_table *table, const struct late *late,
                       const char *name, bool hit)
{
	struct civ_buf note = {0};

	if (late->most_days > 0)
		civ_buf_addf(
			&note,
			civ_say_count("the oldest %s day", "the oldest %s days", (unsigned long long)late->most_days),
			civ_front_count(front, late->most_days));
	civ_front_table_row(front, table,
	                    &(struct civ_front_row){
				    .name = name,
				    .note = civ_front_keep(front, &note),
				    .cells = {civ_front_count(front, late->all), civ_front_count(front, late->week),
	                                      civ_front_count(front, late->month)},
				    .hit = hit,
			    });
}

static void put_holders(struct civ_front *front, const struct holders *holders)
{
	static const struct civ_front_column columns[] = {{CIV_WORD("Unit"), CIV_FRONT_NAME},
	                                                  {CIV_WORD("late"), CIV_FRONT_NUMBER},
	                                                  {CIV_WORD("over 7 d"), CIV_FRONT_NUMBER},
	                                                  {CIV_WORD("over 30 d"), CIV_FRONT_NUMBER},
	                                                  {NULL, CIV_FRONT_NAME}};
	const struct civ_front_table table = {.caption = civ_front_said(front, CIV_WORD("Who holds the %s"),
	                                                                civ_front_count(front, holders->total.all)),
	                                      .columns = columns,
	                                      .block = true};
	const char *names[MOST_NAMED];
	int64_t held;
	size_t named = name_most(front, holders, names, &held);
	struct late others = {.unit = ""};
	struct civ_buf name = {0};

	civ_front_table_open(front, &table);
	for (size_t i = 0; i < holders->count; i++) {
		const struct late *late = &holders->ones[i];

		if (i < MOST_UNITS) {
			put_holder(front, &table, late, holder_name(front, late->unit), i < named);
			continue;
		}
		others.all += late->all;
		others.week += late->week;
		others.month += late->month;
		others.most_days = late->most_days > others.most_days ? late->most_days : others.most_days;
	}
	if (others.all > 0) {
		civ_buf_addf(&name, civ_say_count("%zu other unit", "%zu other units", holders->count - MOST_UNITS),
		             holders->count - MOST_UNITS);
		put_holder(front, &table, &others, civ_front_keep(front, &name), false);
	}
	civ_front_table_close(front);
}

static void put(struct civ_front *front)
{
	struct holders holders = find(front);

	if (holders.total.all > 0) {
		civ_front_pair_open(front);
		put_funnel(front, &holders);
		put_holders(front, &holders);
		civ_front_pair_close(front);
	}
	civ_front_put_late_tasks(front);
	close_holders(&holders);
}

static const struct civ_front_source source = {
	.what = CIV_WORD("Late work"),
	.how = CIV_WORD(
		"Issues past a limit, to the minute, those merged counted once; days are calendar days after the "
		"limit. Tasks past their day that are neither done nor given up."),
	.report = CIV_WORD("Overdue issues, tasks"),
	.command = "issue-overdue; plan-status; task-report --by=task",
};

const struct civ_front_section civ_front_section_late = {
	.place = 80,
	.id = "late",
	.heading = CIV_WORD("Late work"),
	.source = &source,
	.clause_place = 30,
	.clause = clause,
	.decide = decide,
	.finding = finding,
	.put = put,
};
