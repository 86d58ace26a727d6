/* Points lost: what the score would gain most from. */
#include <math.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/page/front.h"

enum { MOST_LOSSES = 6 };

/* Rows come with the largest gain first. */
struct losses {
	const struct civ_rows *rows;
	size_t count; /* of those with something to gain */
	double top, all;
};

static struct losses find(struct civ_front *front)
{
	struct losses losses = {.rows = civ_front_rows(front, &civ_front_losses)};

	for (size_t i = 0; i < losses.rows->count; i++) {
		double gain = civ_rows_number(losses.rows, i, "gain");

		if (isnan(gain) || gain <= 0)
			continue;
		losses.all += gain;
		losses.top += losses.count++ < MOST_LOSSES ? gain : 0;
	}
	return losses;
}

static const char *score_of(struct civ_front *front)
{
	const struct civ_rows *rows = civ_front_rows(front, &civ_front_score);

	return rows->count == 0 ? "" : civ_rows_cell(rows, 0, "score");
}

/* A veto takes the score away; else it is not known yet. */
static void say_why_none(struct civ_front *front, const struct civ_rows *losses, struct civ_buf *text)
{
	size_t blank = 0;

	for (size_t i = 0; i < losses->count; i++) {
		const char *cause = civ_rows_cell(losses, i, "cause");

		blank += strcmp(cause, "no_figure") == 0;
		if (strcmp(cause, "veto") != 0)
			continue;
		civ_buf_addf(text, civ_say(CIV_WORD("There is no result: %s, a veto, has a score of 0.")),
		             civ_rows_cell(losses, i, "name"));
		return;
	}
	civ_buf_addf(text,
	             civ_say_count("There is no score yet: %s indicator has no figure.",
	                           "There is no score yet: %s indicators have no figure.", blank),
	             civ_front_count(front, (int64_t)blank));
}

static void finding(struct civ_front *front, struct civ_buf *text)
{
	const struct losses losses = find(front);
	const char *score = score_of(front);
	struct civ_buf share = {0};

	if (losses.rows->count == 0)
		return;
	if (*score == '\0') {
		say_why_none(front, losses.rows, text);
		return;
	}
	civ_buf_addf(text, civ_say(CIV_WORD("The score is %s.")), civ_front_fixed(front, score, 1));
	if (losses.count <= MOST_LOSSES)
		return;
	civ_wording_percent(&share, civ_percent(losses.top, losses.all));
	civ_buf_addf(text, civ_say(CIV_WORD(" %s of all that could be gained lies with %s indicators.")),
	             civ_front_keep(front, &share), civ_front_count(front, MOST_LOSSES));
}

/* What is no cell of a report is a sum of some. */
static const char *sum_of(struct civ_front *front, double sum)
{
	struct civ_buf text = {0};

	civ_wording_fixed(&text, sum, 2);
	return civ_front_keep(front, &text);
}

static void put_loss(struct civ_front *front, const struct civ_front_table *table, const struct losses *losses,
                     size_t row)
{
	const char *indicator = civ_rows_cell(losses->rows, row, "indicator"),
		   *unit = civ_front_unit(front, civ_rows_cell(losses->rows, row, "unit")),
		   *measure_unit = civ_front_measure_unit(front, indicator);
	const char *way = civ_front_said(
		front, CIV_WORD("now %s, all points at %s"),
		civ_front_measured(front, civ_rows_cell(losses->rows, row, "value"), measure_unit),
		civ_front_bound(front, civ_rows_cell(losses->rows, row, "best"), measure_unit));
	double gain = civ_rows_number(losses->rows, row, "gain");
	struct civ_buf note = {0};

	if (*unit != '\0')
		civ_buf_addf(&note, "%s%s", civ_front_name(front, unit), civ_say_is_chinese() ? "；" : "; ");
	civ_buf_adds(&note, way);
	civ_front_table_row(
		front, table,
		&(struct civ_front_row){
			.name = civ_front_name(front, civ_rows_cell(losses->rows, row, "name")),
			.note = civ_front_keep(front, &note),
			.cells = {civ_front_bar(front, gain / civ_rows_number(losses->rows, 0, "gain"), "", false),
	                          civ_front_fixed(front, civ_rows_cell(losses->rows, row, "gain"), 2)},
		});
}

static void put(struct civ_front *front)
{
	static const struct civ_front_column columns[] = {{CIV_WORD("Indicator"), CIV_FRONT_NAME},
	                                                  {"", CIV_FRONT_CHART},
	                                                  {CIV_WORD("points"), CIV_FRONT_NUMBER},
	                                                  {NULL, CIV_FRONT_NAME}};
	static const struct civ_front_table table = {
		.title = CIV_WORD("Points that the score would gain, the most first"),
		.columns = columns,
		.stacked = true};
	const struct losses losses = find(front);
	size_t others = losses.count > MOST_LOSSES ? losses.count - MOST_LOSSES : 0;
	struct civ_buf name = {0};

	if (losses.count == 0)
		return;
	civ_front_table_open(front, &table);
	for (size_t i = 0; i < losses.count && i < MOST_LOSSES; i++)
		put_loss(front, &table, &losses, i);
	civ_buf_addf(&name, civ_say_count("%zu other indicator", "%zu other indicators", others), others);
	if (others > 0)
		civ_front_table_row(front, &table,
		                    &(struct civ_front_row){.name = civ_front_keep(front, &name),
		                                            .cells = {"", sum_of(front, losses.all - losses.top)}});
	else
		civ_buf_free(&name);
	civ_front_table_close(front);
}

static const struct civ_front_source source = {
	.what = CIV_WORD("Points lost"),
	.how = CIV_WORD("What the combined score would gain if an indicator had all points of its own and nothing else "
                        "changed."),
	.report = CIV_WORD("Where points are lost"),
	.command = "score-why; score-calc --level=0",
};

const struct civ_front_section civ_front_section_points = {
	.place = 100,
	.id = "points",
	.heading = CIV_WORD("Points lost"),
	.source = &source,
	.finding = finding,
	.put = put,
};
