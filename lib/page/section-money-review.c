/* What the review of money proposes: it has no section of its own, but stands among the decisions. */
#include <math.h>
#include <string.h>

#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/page/front.h"

enum { MOST_NAMED = 3 };

/* A proposal of the report, what it asks for, and why, of the project with the most money: CIV_WORD, with its name and
 * two figures of it. */
struct proposal {
	const char *code, *what, *why;
	const char *first, *second; /* columns in percent or points */
	enum civ_front_level level;
};

static const char no_money[] =
	CIV_WORD("For “%s” %s of the money has arrived, while %s of the time is gone. If nothing is decided, the "
                 "work stops for want of it.");

static const struct proposal proposals[] = {
	{"scale_down", CIV_WORD("Scale down %s"), no_money, "arrival_rate", "elapsed", CIV_FRONT_LEADING},
	{"find_money", CIV_WORD("Find money for %s"), no_money, "arrival_rate", "elapsed", CIV_FRONT_LEADING},
	{"slow_spending", CIV_WORD("Hold back money for %s"),
	 CIV_WORD("For “%s” money is %s ahead of the work, of which %s is done. If nothing is decided, it is spent "
                  "before the work is done."),
	 "progress_gap", "progress", CIV_FRONT_LEADING},
	{"speed_work", CIV_WORD("Speed up %s"),
	 CIV_WORD("For “%s” money is %s behind the work, of which %s is done. If nothing is decided, what has "
                  "arrived stays unused."),
	 "progress_gap", "progress", CIV_FRONT_OFFICE},
};

/* Where the work is done there is nothing to be decided any more. */
static bool proposes(const struct civ_rows *rows, size_t row, const struct proposal *proposal)
{
	return strcmp(civ_rows_cell(rows, row, "proposal"), proposal->code) == 0 &&
	       strcmp(civ_rows_cell(rows, row, "progress"), "100") != 0;
}

/* The rows with this proposal, those with the most money first, in FOUND; how many there are in all. */
static size_t find(const struct civ_rows *rows, const struct proposal *proposal, size_t found[MOST_NAMED])
{
	size_t n = 0;

	for (size_t i = 0; i < rows->count; i++) {
		double planned = civ_rows_number(rows, i, "planned");
		size_t at = n < MOST_NAMED ? n : MOST_NAMED;

		if (!proposes(rows, i, proposal))
			continue;
		n++;
		for (; at > 0 && planned > civ_rows_number(rows, found[at - 1], "planned"); at--)
			if (at < MOST_NAMED)
				found[at] = found[at - 1];
		if (at < MOST_NAMED)
			found[at] = i;
	}
	return n;
}

/* "A and B", or "A, B, C and others". */
static const char *names_of(struct civ_front *front, const struct civ_rows *rows, const size_t *found, size_t n)
{
	const char *names[MOST_NAMED] = {""};
	size_t shown = n < MOST_NAMED ? n : MOST_NAMED;
	const char *all;

	for (size_t i = 0; i < shown; i++)
		names[i] = civ_front_said(front, CIV_WORD("“%s”"),
		                          civ_front_name(front, civ_rows_cell(rows, found[i], "name")));
	all = civ_front_names(front, names, shown);
	return n > shown ? civ_front_said(front, CIV_WORD("%s and others"), all) : all;
}

/* Points without their sign, which the sentence tells. */
static const char *figure_of(struct civ_front *front, const struct civ_rows *rows, size_t row, const char *column)
{
	struct civ_buf points = {0};

	if (strcmp(column, "progress_gap") != 0)
		return civ_front_measured(front, civ_rows_cell(rows, row, column), "%");
	civ_wording_points(&points, fabs(civ_rows_number(rows, row, column)));
	return civ_front_keep(front, &points);
}

static void decide_one(struct civ_front *front, const struct civ_rows *rows, const struct proposal *proposal)
{
	size_t found[MOST_NAMED] = {0};
	size_t n = find(rows, proposal, found);
	const char *unit;

	if (n == 0)
		return;
	unit = civ_front_unit(front, civ_rows_cell(rows, found[0], "unit"));
	civ_front_decide(
		front,
		&(struct civ_front_decision){
			.what = civ_front_said(front, proposal->what, names_of(front, rows, found, n)),
			.why = civ_front_said(front, proposal->why,
	                                      civ_front_name(front, civ_rows_cell(rows, found[0], "name")),
	                                      figure_of(front, rows, found[0], proposal->first),
	                                      figure_of(front, rows, found[0], proposal->second)),
			.who = civ_front_decider(front, proposal->level),
			.asks = n > 1 || *unit == '\0' ? civ_front_campaign(front, CIV_FRONT_OFFICE)
	                                               : civ_front_name(front, unit),
			.level = proposal->level,
			.since = front->page->asof,
		});
}

/* Of a plan whose spending nobody has entered, it is not known that no money has come. */
static bool has_account(const struct civ_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		if (civ_rows_number(rows, i, "spent") > 0)
			return true;
	return false;
}

static void decide(struct civ_front *front)
{
	const struct civ_rows *rows = civ_front_rows(front, &civ_front_money_review);

	if (!has_account(rows))
		return;
	for (size_t i = 0; i < sizeof proposals / sizeof proposals[0]; i++)
		decide_one(front, rows, &proposals[i]);
}

const struct civ_front_section civ_front_section_money_review = {.place = 17, .internal = true, .decide = decide};
