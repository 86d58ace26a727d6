/* Milestones: a line of all, and those that are not met, at risk or next. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/milestone.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/page/front.h"

enum { MOST_MISSED = 6, MOST_TO_COME = 4, MOST_NAMED = 2 };

struct tally {
	const struct civ_rows *rows;
	size_t due, met, missed, blank; /* by the page's day; BLANK: a figure is missing */
	size_t to_come, at_risk;
	size_t next; /* row of the first to come; valid when there is one */
};

static bool due_of(const struct civ_rows *rows, size_t row, int32_t *due)
{
	const char *text = civ_rows_cell(rows, row, "due");

	return civ_date_parse(text, strlen(text), due);
}

static bool is(const struct civ_rows *rows, size_t row, const char *status)
{
	return strcmp(civ_rows_cell(rows, row, "status"), status) == 0;
}

/* Its day has passed without it. */
static bool is_missed(const struct civ_rows *rows, size_t row)
{
	return is(rows, row, "missed") || is(rows, row, "overdue");
}

static bool is_due(const struct civ_front *front, const struct civ_rows *rows, size_t row)
{
	int32_t due;

	return due_of(rows, row, &due) && due <= front->page->asof;
}

static struct tally count(struct civ_front *front)
{
	struct tally tally = {.rows = civ_front_rows(front, &civ_front_milestones)};

	for (size_t i = 0; i < tally.rows->count; i++) {
		if (!is_due(front, tally.rows, i)) {
			if (tally.to_come++ == 0)
				tally.next = i;
			tally.at_risk += is(tally.rows, i, "at_risk");
			continue;
		}
		tally.due++;
		tally.met += civ_front_is_met(civ_rows_cell(tally.rows, i, "status"));
		tally.missed += is_missed(tally.rows, i);
		tally.blank += is(tally.rows, i, "no_data");
	}
	return tally;
}

static void clause(struct civ_front *front, struct civ_buf *text)
{
	const struct tally tally = count(front);

	if (tally.due == 0)
		return;
	civ_buf_addf(
		text,
		civ_say_count("%s of the %s milestones due is done", "%s of the %s milestones due are done", tally.met),
		civ_front_count(front, (int64_t)tally.met), civ_front_count(front, (int64_t)tally.due));
}

/* ---- what a criterion asks, in words ---- */

static const char *metric_name(struct civ_front *front, struct civ_span code)
{
	const char *kept = civ_arena_copy(front->page->arena, code.text, code.len);

	if (kept == NULL)
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
	return kept == NULL ? "" : civ_front_indicator(front, kept);
}

static const char *goal_of(struct civ_front *front, const struct civ_term *term, const char *measure_unit)
{
	char cell[CIV_REAL_SIZE];
	const char *goal;

	if (term->other.len > 0)
		return civ_front_said(front, CIV_WORD("goal: as much as %s"), metric_name(front, term->other));
	civ_real_format(term->number, cell);
	goal = civ_front_bound(front, cell, measure_unit);
	if (term->comparison == CIV_GT)
		return civ_front_said(front, CIV_WORD("goal over %s"), goal);
	if (term->comparison == CIV_LT)
		return civ_front_said(front, CIV_WORD("goal under %s"), goal);
	if (term->comparison == CIV_LE)
		return civ_front_said(front, CIV_WORD("goal at most %s"), goal);
	return civ_front_said(front, CIV_WORD("goal %s"), goal);
}

/* One that holds is passed over. VALUE is its cell, "" where there is no figure. */
static void add_term(struct civ_front *front, const struct civ_term *term, const char *value, struct civ_buf *text)
{
	const char *name = metric_name(front, term->metric), *unit;
	const char *code = civ_arena_copy(front->page->arena, term->metric.text, term->metric.len);
	double figure;

	if (civ_real_parse(value, strlen(value), &figure) && term->other.len == 0 &&
	    civ_term_holds(term, figure, term->number))
		return;
	unit = code == NULL ? "" : civ_front_measure_unit(front, code);
	if (text->len > 0)
		civ_buf_adds(text, civ_say_is_chinese() ? "；" : "; ");
	if (*value == '\0')
		civ_buf_addf(text, civ_say(CIV_WORD("no figure for %s")), name);
	else
		civ_buf_addf(text, civ_say(CIV_WORD("%s %s (%s)")), name, civ_front_measured(front, value, unit),
		             goal_of(front, term, unit));
}

/* Why it is not met: the figures that fail or are missing; of one without a criterion, that nobody reported it. */
static const char *reason_of(struct civ_front *front, const struct civ_rows *rows, size_t row)
{
	const char *criterion = civ_rows_cell(rows, row, "criterion"), *value = civ_rows_cell(rows, row, "value"), *why;
	struct civ_criterion terms;
	struct civ_buf text = {0};

	if (!civ_criterion_parse((struct civ_span){criterion, strlen(criterion)}, front->page->arena, &terms, &why))
		return civ_say(CIV_WORD("not reported as finished"));
	for (size_t i = 0; i < terms.count; i++) {
		size_t len = strcspn(value, ";");
		const char *cell = civ_arena_copy(front->page->arena, value, len);

		add_term(front, &terms.terms[i], cell == NULL ? "" : cell, &text);
		value += len + (value[len] == ';');
	}
	return civ_front_keep(front, &text);
}

/* ---- what is to be decided ---- */

/* With the unit that answers for it, where one does. */
static const char *name_of(struct civ_front *front, const struct civ_rows *rows, size_t row)
{
	const char *title = civ_front_name(front, civ_rows_cell(rows, row, "title"));
	const char *unit = civ_front_name(front, civ_front_unit(front, civ_rows_cell(rows, row, "unit")));

	return *unit == '\0' ? civ_front_said(front, CIV_WORD("“%s”"), title)
	                     : civ_front_said(front, CIV_WORD("“%s” (%s)"), title, unit);
}

/* The latest ones are named: those of years ago, everybody knows. */
static void decide(struct civ_front *front)
{
	const struct tally tally = count(front);
	const char *named[MOST_NAMED];
	size_t names = 0;
	int32_t since = front->page->asof, due;
	struct civ_buf what = {0};

	if (tally.missed == 0)
		return;
	for (size_t i = tally.rows->count; i-- > 0;)
		if (is_due(front, tally.rows, i) && is_missed(tally.rows, i)) {
			if (names < MOST_NAMED)
				named[names++] = name_of(front, tally.rows, i);
			if (due_of(tally.rows, i, &due) && due < since)
				since = due;
		}
	civ_buf_addf(&what,
	             civ_say_count("Set a new date for the milestone that was not met",
	                           "Set new dates for the %s milestones that were not met", tally.missed),
	             civ_front_count(front, (int64_t)tally.missed));
	civ_front_decide(
		front, &(struct civ_front_decision){
			       .what = civ_front_keep(front, &what),
			       .why = civ_front_said(
				       front, CIV_WORD("The latest: %s. If nothing is decided, no date binds anybody."),
				       civ_front_names(front, named, names)),
			       .who = civ_front_decider(front, CIV_FRONT_LEADING),
			       .asks = civ_front_campaign(front, CIV_FRONT_OFFICE),
			       .level = CIV_FRONT_LEADING,
			       .since = since,
		       });
}

/* ---- the section ---- */

static void finding(struct civ_front *front, struct civ_buf *text)
{
	const struct tally tally = count(front);
	struct civ_buf left = {0};
	int32_t due;

	if (tally.rows->count == 0)
		return;
	if (tally.due == 0)
		civ_buf_addf(text, civ_say(CIV_WORD("%s in all, none of them due yet.")),
		             civ_front_count(front, (int64_t)tally.rows->count));
	else
		civ_buf_addf(text, civ_say(CIV_WORD("%s in all: %s due, %s done, %s not met.")),
		             civ_front_count(front, (int64_t)tally.rows->count),
		             civ_front_count(front, (int64_t)tally.due), civ_front_count(front, (int64_t)tally.met),
		             civ_front_count(front, (int64_t)tally.missed));
	if (tally.blank > 0)
		civ_buf_addf(text,
		             civ_say_count(" Of %s a figure is missing.", " Of %s a figure is missing.", tally.blank),
		             civ_front_count(front, (int64_t)tally.blank));
	if (tally.at_risk > 0)
		civ_buf_addf(text, civ_say(CIV_WORD(" Of the %s to come %s at risk.")),
		             civ_front_count(front, (int64_t)tally.to_come),
		             civ_front_count(front, (int64_t)tally.at_risk));
	if (tally.to_come == 0 || !due_of(tally.rows, tally.next, &due))
		return;
	civ_wording_left(&left, due - front->page->asof);
	civ_buf_addf(text, civ_say(CIV_WORD(" The next is “%s”, %s.")),
	             civ_front_name(front, civ_rows_cell(tally.rows, tally.next, "title")),
	             civ_front_keep(front, &left));
}

static void put_line(struct civ_front *front, const struct civ_rows *rows)
{
	struct civ_front_dot *dots = civ_arena_alloc(front->page->arena, (rows->count + 1) * sizeof *dots);
	size_t n = 0;

	if (dots == NULL) {
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
		return;
	}
	for (size_t i = 0; i < rows->count; i++) {
		dots[n].status = civ_rows_cell(rows, i, "status");
		n += due_of(rows, i, &dots[n].day);
	}
	civ_front_timeline(front, dots, n,
	                   civ_say(CIV_WORD("All milestones on a line of years; those that matter stand below.")));
}

static const char *when_of(struct civ_front *front, const struct civ_rows *rows, size_t row)
{
	struct civ_buf text = {0};
	int32_t due;

	if (!due_of(rows, row, &due))
		return "";
	if (due == front->page->asof)
		civ_buf_adds(&text, civ_say(CIV_WORD("today")));
	else if (due > front->page->asof)
		civ_wording_left(&text, due - front->page->asof);
	else
		civ_wording_late(&text, front->page->asof - due);
	return civ_front_keep(front, &text);
}

static void put_row(struct civ_front *front, const struct civ_front_table *table, const struct civ_rows *rows,
                    size_t row)
{
	const char *unit = civ_front_unit(front, civ_rows_cell(rows, row, "unit"));
	struct civ_buf note = {0};
	int32_t due = 0;

	(void)due_of(rows, row, &due);
	civ_buf_adds(&note, civ_front_name(front, unit));
	if (is_missed(rows, row) || is(rows, row, "at_risk"))
		civ_buf_addf(&note, "%s%s", note.len == 0 ? "" : civ_say_is_chinese() ? "；" : "; ",
		             reason_of(front, rows, row));
	civ_front_table_row(front, table,
	                    &(struct civ_front_row){
				    .name = civ_front_name(front, civ_rows_cell(rows, row, "title")),
				    .note = civ_front_keep(front, &note),
				    .status = civ_rows_cell(rows, row, "status"),
				    .cells = {civ_front_day(front, due), when_of(front, rows, row)},
			    });
}

/* Those not met, the latest in front; then what comes next. */
static void put(struct civ_front *front)
{
	static const struct civ_front_column columns[] = {{CIV_WORD("State"), CIV_FRONT_MARK},
	                                                  {CIV_WORD("Milestone"), CIV_FRONT_NAME},
	                                                  {CIV_WORD("day"), CIV_FRONT_NUMBER},
	                                                  {"", CIV_FRONT_NUMBER},
	                                                  {NULL, CIV_FRONT_NAME}};
	const struct civ_front_table table = {
		.title = CIV_WORD("Milestones not met and to come"), .columns = columns, .stacked = true};
	const struct tally tally = count(front);
	size_t missed = 0, coming = 0;

	put_line(front, tally.rows);
	civ_front_table_open(front, &table);
	for (size_t i = tally.rows->count; i-- > 0;)
		if (is_due(front, tally.rows, i) && is_missed(tally.rows, i) && missed++ < MOST_MISSED)
			put_row(front, &table, tally.rows, i);
	for (size_t i = 0; i < tally.rows->count; i++)
		if (!is_due(front, tally.rows, i) && coming++ < MOST_TO_COME)
			put_row(front, &table, tally.rows, i);
	civ_front_table_close(front);
	civ_front_rest(front, (missed > MOST_MISSED ? missed - MOST_MISSED : 0) +
	                              (coming > MOST_TO_COME ? coming - MOST_TO_COME : 0));
}

static const struct civ_front_source source = {
	.what = CIV_WORD("Milestones of the plan"),
	.how = CIV_WORD(
		"Whether one is met is decided by the figures of its criterion up to its day, or by the day on which "
		"it was reported as finished."),
	.report = CIV_WORD("Milestone report"),
	.command = "milestone-report",
};

const struct civ_front_section civ_front_section_milestones = {
	.place = 70,
	.id = "milestones",
	.heading = CIV_WORD("Milestones of the plan"),
	.source = &source,
	.clause_place = 10,
	.clause = clause,
	.decide = decide,
	.finding = finding,
	.put = put,
};
