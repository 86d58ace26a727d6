/* What got worse: figures of the targets in force, late issues and milestones against the end of the month before, or
 * the reports of the last page. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/hash.h"
#include "civplan/say.h"
#include "lib/page/front.h"

enum { MOST_WORSE = 5, MOST_BETTER = 3 };

/* One thing that changed; texts are written. */
struct change {
	const char *name, *note, *before, *now, *by;
	double weight; /* the heavier, the further in front; below 0: it got better */
};

struct changes {
	struct change *ones;
	size_t count, worse; /* the worse ones in front */
};

static int by_weight(const void *left, const void *right)
{
	const struct change *a = left, *b = right;

	return a->weight != b->weight ? (a->weight > b->weight ? -1 : 1) : strcmp(a->name, b->name);
}

/* ---- figures ---- */

/* What is core weighs more than what is not, and then what is changed most of its goal. */
static double weight_of(const struct civ_rows *rows, size_t row, double change)
{
	double goal = fabs(civ_rows_number(rows, row, "target")), share = fabs(change) / (goal > 0 ? goal : 1);
	double weight = fmin(share, 1) + (civ_rows_cell(rows, row, "core")[0] != '\0' ? 10 : 0);

	return (change > 0) == civ_front_is_down(rows, row) ? weight : -weight;
}

static const char *with_sign(struct civ_front *front, bool minus, const char *text)
{
	struct civ_buf with = {0};

	civ_buf_addf(&with, "%s%s", minus ? "−" : "+", text);
	return civ_front_keep(front, &with);
}

static const char *signed_distance(struct civ_front *front, const char *indicator, double change)
{
	return with_sign(front, change < 0, civ_front_distance(front, indicator, change));
}

static void add_target(struct civ_front *front, struct changes *changes, const struct civ_rows *rows, size_t row,
                       const char *before)
{
	const char *now = civ_rows_cell(rows, row, "actual"), *indicator = civ_rows_cell(rows, row, "indicator"),
		   *measure_unit = civ_front_measure_unit(front, indicator);
	double was, is;

	if (!civ_real_parse(before, strlen(before), &was) || !civ_real_parse(now, strlen(now), &is) ||
	    civ_real_round(is - was, 1) == 0)
		return;
	changes->ones[changes->count++] = (struct change){
		.name = civ_front_name(front, civ_rows_cell(rows, row, "name")),
		.note = civ_front_joined(front, civ_front_state(front, civ_rows_cell(rows, row, "status")),
	                                 civ_front_goal(front, rows, row)),
		.before = civ_front_measured(front, before, measure_unit),
		.now = civ_front_measured(front, now, measure_unit),
		.by = signed_distance(front, indicator, is - was),
		.weight = weight_of(rows, row, is - was),
	};
}

/* ---- statuses ---- */

static bool is_trouble(const char *status)
{
	return strcmp(status, "missed") == 0 || strcmp(status, "overdue") == 0 || strcmp(status, "at_risk") == 0;
}

static void add_milestone(struct civ_front *front, struct changes *changes, const struct civ_rows *rows, size_t row,
                          const char *before)
{
	const char *now = civ_rows_cell(rows, row, "status");

	if (*before == '\0' || !is_trouble(now) || civ_page_badness(now) <= civ_page_badness(before) ||
	    strcmp(before, "no_data") == 0)
		return;
	changes->ones[changes->count++] = (struct change){
		.name = civ_front_name(front, civ_rows_cell(rows, row, "title")),
		.note = civ_front_name(front, civ_front_unit(front, civ_rows_cell(rows, row, "unit"))),
		.before = civ_front_state(front, before),
		.now = civ_front_state(front, now),
		.by = "",
		.weight = strcmp(now, "at_risk") == 0 ? 2 : 5,
	};
}

/* Calls ADD with each row and what stood in COLUMN of the row of the same code before. */
static void compare(struct civ_front *front, struct changes *changes, const struct civ_front_report *report,
                    const char *column,
                    void (*add)(struct civ_front *front, struct changes *changes, const struct civ_rows *rows,
                                size_t row, const char *before))
{
	const struct civ_rows *now = civ_front_rows(front, report), *then = civ_front_rows_before(front, report);
	struct civ_hash *places = civ_hash_new();
	bool good = places != NULL;

	for (size_t i = 0; i < then->count && good; i++) {
		const char *code = civ_rows_cell(then, i, "code");

		good = civ_hash_put(places, (struct civ_span){code, strlen(code)}, (int64_t)i);
	}
	for (size_t i = 0; i < now->count && good; i++) {
		const char *code = civ_rows_cell(now, i, "code");
		int64_t place;

		if (civ_hash_get(places, (struct civ_span){code, strlen(code)}, &place))
			add(front, changes, now, i, civ_rows_cell(then, (size_t)place, column));
	}
	if (!good)
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
	civ_hash_free(places);
}

/* ---- late issues ---- */

static int64_t issues_in(struct civ_front *front, const struct civ_rows *rows)
{
	struct civ_hash *seen = civ_hash_new();
	bool good = seen != NULL;
	int64_t n = 0;

	for (size_t i = 0; i < rows->count && good; i++) {
		const char *id = civ_rows_cell(rows, i, "id");
		const struct civ_span key = {id, strlen(id)};
		int64_t place;

		if (civ_hash_get(seen, key, &place))
			continue;
		n++;
		good = civ_hash_put(seen, key, 1);
	}
	if (!good)
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
	civ_hash_free(seen);
	return n;
}

static void add_late(struct civ_front *front, struct changes *changes)
{
	int64_t now = issues_in(front, civ_front_rows(front, &civ_front_overdue)),
		then = issues_in(front, civ_front_rows_before(front, &civ_front_overdue));

	if (now == then)
		return;
	changes->ones[changes->count++] = (struct change){
		.name = civ_say(CIV_WORD("Issues past their date")),
		.before = civ_front_count(front, then),
		.now = civ_front_count(front, now),
		.by = with_sign(front, now < then, civ_front_count(front, llabs(now - then))),
		.weight = now > then ? 8 : -8,
	};
}

static struct changes find(struct civ_front *front)
{
	size_t room = civ_front_rows(front, &civ_front_targets)->count +
	              civ_front_rows(front, &civ_front_milestones)->count;
	struct changes changes = {.ones = civ_arena_alloc(front->page->arena, (room + 1) * sizeof *changes.ones)};

	if (changes.ones == NULL) {
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
		return changes;
	}
	compare(front, &changes, &civ_front_targets, "actual", add_target);
	compare(front, &changes, &civ_front_milestones, "status", add_milestone);
	add_late(front, &changes);
	qsort(changes.ones, changes.count, sizeof *changes.ones, by_weight);
	while (changes.worse < changes.count && changes.ones[changes.worse].weight > 0)
		changes.worse++;
	return changes;
}

/* ---- the section ---- */

/* Where nothing changed there is nothing to tell: not before the second page. */
static void finding(struct civ_front *front, struct civ_buf *text)
{
	const struct changes changes = find(front);
	const struct change *first = changes.ones;

	if (changes.count == 0)
		return;
	if (changes.worse == 0) {
		civ_buf_addf(text,
		             civ_say_count("Nothing got worse; %s figure got better.",
		                           "Nothing got worse; %s figures got better.", changes.count),
		             civ_front_count(front, (int64_t)changes.count));
		return;
	}
	civ_buf_addf(text, civ_say_count("%s got worse", "%s got worse", changes.worse),
	             civ_front_count(front, (int64_t)changes.worse));
	civ_buf_addf(text, civ_say(CIV_WORD(", most of all %s: %s, before %s.")), first->name, first->now,
	             first->before);
}

static void put_better(struct civ_front *front, const struct changes *changes)
{
	const char *named[MOST_BETTER];
	size_t count = 0;

	for (size_t i = changes->count; i-- > changes->worse && count < MOST_BETTER;)
		named[count++] = civ_front_said(front, CIV_WORD("%s from %s to %s"), changes->ones[i].name,
		                                changes->ones[i].before, changes->ones[i].now);
	if (count > 0)
		civ_front_paragraph(
			front, civ_front_said(front, CIV_WORD("Better: %s."), civ_front_names(front, named, count)));
}

static void put(struct civ_front *front)
{
	static const struct civ_front_column columns[] = {{CIV_WORD("What"), CIV_FRONT_NAME},
	                                                  {CIV_WORD("before"), CIV_FRONT_NUMBER},
	                                                  {CIV_WORD("now"), CIV_FRONT_NUMBER},
	                                                  {CIV_WORD("change"), CIV_FRONT_NUMBER},
	                                                  {NULL, CIV_FRONT_NAME}};
	static const struct civ_front_table table = {
		.title = CIV_WORD("What got worse, the heaviest first"), .columns = columns, .stacked = true};
	const struct changes changes = find(front);

	if (changes.worse > 0) {
		civ_front_table_open(front, &table);
		for (size_t i = 0; i < changes.worse && i < MOST_WORSE; i++) {
			const struct change *c = &changes.ones[i];

			civ_front_table_row(
				front, &table,
				&(struct civ_front_row){
					.name = c->name,
					.note = c->note,
					.cells = {c->before, c->now, civ_front_toned(front, CIV_TONE_BAD, c->by)},
				});
		}
		civ_front_table_close(front);
		civ_front_rest(front, changes.worse > MOST_WORSE ? changes.worse - MOST_WORSE : 0);
	}
	put_better(front, &changes);
}

static const struct civ_front_source source = {
	.what = CIV_WORD("What got worse"),
	.how = CIV_WORD(
		"The last figures against those that were the last at the end of the month before, or for the last "
		"page."),
	.report = CIV_WORD("Targets, milestones and overdue issues on both days"),
	.command = "target-report --in-force; milestone-report; issue-overdue",
};

const struct civ_front_section civ_front_section_worse = {
	.place = 30,
	.id = "worse",
	.heading = CIV_WORD("What got worse"),
	.source = &source,
	.finding = finding,
	.put = put,
};
