/* Hotspots: where there are more issues than to be expected. */
#include <math.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/page/front.h"

enum { MOST_SPOTS = 6, FEWEST_SPOTS = 3 };

/* The public is not shown places so small that they tell who lives there. */
static bool is_shown(struct civ_front *front, const struct civ_rows *rows, size_t row)
{
	const char *area = civ_rows_cell(rows, row, "area"), *kind;

	if (*area == '\0')
		return false;
	if (!front->is_public)
		return true;
	kind = civ_front_ask(front, "SELECT kind FROM area WHERE code = :arg", area);
	return strcmp(kind, "city") == 0 || strcmp(kind, "district") == 0 || strcmp(kind, "street") == 0;
}

/* More than to be expected: those that are not are no hotspots, however likely chance is. */
static bool is_more(const struct civ_rows *rows, size_t row)
{
	return civ_rows_number(rows, row, "n_issues") > civ_rows_number(rows, row, "expected");
}

static size_t find(struct civ_front *front, const struct civ_rows *rows, size_t spots[MOST_SPOTS])
{
	size_t count = 0;

	for (size_t i = 0; i < rows->count && count < MOST_SPOTS; i++)
		if (is_more(rows, i) && is_shown(front, rows, i))
			spots[count++] = i;
	return count;
}

/* "Littering in Hubin street" */
static const char *spot_name(struct civ_front *front, const struct civ_rows *rows, size_t row)
{
	return civ_front_said(front, CIV_WORD("%s at %s"),
	                      civ_front_name(front, civ_front_ask(front, "SELECT name FROM category WHERE code = :arg",
	                                                          civ_rows_cell(rows, row, "category"))),
	                      civ_front_name(front, civ_front_ask(front, "SELECT name FROM area WHERE code = :arg",
	                                                          civ_rows_cell(rows, row, "area"))));
}

/* "2026-06" */
static const char *period_of(struct civ_front *front, const struct civ_rows *rows)
{
	const char *period = civ_rows_cell(rows, 0, "period");
	struct civ_buf day = {0}, text = {0};
	int32_t first;

	civ_buf_addf(&day, "%s-01", period);
	if (day.failed || !civ_date_parse(day.data, day.len, &first))
		civ_buf_adds(&text, civ_front_name(front, period));
	else
		civ_wording_month(&text, first);
	civ_buf_free(&day);
	return civ_front_keep(front, &text);
}

static void finding(struct civ_front *front, struct civ_buf *text)
{
	const struct civ_rows *rows = civ_front_rows(front, &civ_front_hotspots);
	size_t spots[MOST_SPOTS];

	if (find(front, rows, spots) < FEWEST_SPOTS)
		return;
	civ_buf_addf(text, civ_say(CIV_WORD("In %s the most unusual was %s: %s issues where %s were to be expected.")),
	             period_of(front, rows), spot_name(front, rows, spots[0]),
	             civ_front_figure(front, civ_rows_cell(rows, spots[0], "n_issues"), 0),
	             civ_front_figure(front, civ_rows_cell(rows, spots[0], "expected"), 1));
}

static void put(struct civ_front *front)
{
	static const struct civ_front_column columns[] = {{CIV_WORD("Place and matter"), CIV_FRONT_NAME},
	                                                  {"", CIV_FRONT_CHART},
	                                                  {CIV_WORD("issues"), CIV_FRONT_NUMBER},
	                                                  {CIV_WORD("expected"), CIV_FRONT_NUMBER},
	                                                  {NULL, CIV_FRONT_NAME}};
	static const struct civ_front_table table = {
		.title = CIV_WORD("Where there were more issues than to be expected"),
		.columns = columns,
		.stacked = true};
	const struct civ_rows *rows = civ_front_rows(front, &civ_front_hotspots);
	size_t spots[MOST_SPOTS], count = find(front, rows, spots);
	double most = 0;

	for (size_t i = 0; i < count; i++)
		most = fmax(most, civ_rows_number(rows, spots[i], "n_issues"));
	civ_front_table_open(front, &table);
	for (size_t i = 0; i < count; i++) {
		bool hot = civ_rows_number(rows, spots[i], "p_adjusted") <= 0.05;

		civ_front_table_row(
			front, &table,
			&(struct civ_front_row){
				.name = spot_name(front, rows, spots[i]),
				.note = hot ? civ_say(CIV_WORD("beyond chance")) : NULL,
				.cells = {civ_front_bar(front, civ_rows_number(rows, spots[i], "n_issues") / most,
		                                        hot ? "bad" : "", false),
		                          civ_front_figure(front, civ_rows_cell(rows, spots[i], "n_issues"), 0),
		                          civ_front_figure(front, civ_rows_cell(rows, spots[i], "expected"), 1)},
			});
	}
	civ_front_table_close(front);
}

static const struct civ_front_source source = {
	.what = CIV_WORD("Hotspots"),
	.how = CIV_WORD(
		"Issues of the last whole month by area and category, against the mean of the twelve months before; "
		"beyond chance: by the exact Poisson tail, adjusted for looking at many."),
	.report = CIV_WORD("Hotspot report"),
	.command = "issue-hotspot --all",
};

const struct civ_front_section civ_front_section_hotspots = {
	.place = 90,
	.id = "hotspots",
	.heading = CIV_WORD("Hotspots"),
	.source = &source,
	.finding = finding,
	.put = put,
};
