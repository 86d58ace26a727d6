/* Where much more is reported than usual. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/count/hotspot.h"

const struct civ_out_column civ_hotspot_columns[] = {
	{"period", "Period", CIV_SHOWN_TEXT, "month or quarter that is looked at"},
	{"area", "Area", CIV_SHOWN_OF("area"), "where; empty: not known"},
	{"category", "Category", CIV_SHOWN_OF("category"), "what about"},
	{"n_reports", "Reports", CIV_KIND_NUMBER, "complaints and findings in the period"},
	{"n_issues", "Issues", CIV_SHOWN_NUMBER, "distinct ones: reports merged into another do not count"},
	{"expected", "Expected", CIV_SHOWN_NUMBER,
	 "issues to be expected: the area's own mean of the 12 periods before, or its share of the population"},
	{"ratio", "Ratio", CIV_SHOWN_NUMBER, "n_issues / expected"},
	{"z", "z", CIV_KIND_NUMBER, "(n_issues - expected) / sqrt(expected); empty where fewer than 5 are expected"},
	{"p", "p", CIV_KIND_NUMBER, "chance of so many or more, by the exact Poisson tail"},
	{"p_adjusted", "p, adjusted", CIV_SHOWN_NUMBER, "the same, adjusted for looking at many (Benjamini-Hochberg)"},
	{"trend", "Trend", CIV_KIND_NUMBER,
	 "issues more from period to period: least squares over the 12 before and this one"},
	{"lq", "Location quotient", CIV_KIND_NUMBER,
	 "share of the category in the area / its share in the city; empty under the least count"},
	{"covered", "Covered", CIV_SHOWN_BOOL, "yes: an indicator or a task is about the category"},
	{"next_low", "Next, from", CIV_KIND_NUMBER, "lower end of the 95 % interval of what the next period brings"},
	{"next", "Next period", CIV_KIND_NUMBER,
	 "issues to be expected in the next period: the line of the trend, and half a step on; empty: fewer than 3 "
	 "periods are known"},
	{"next_high", "Next, to", CIV_KIND_NUMBER, "upper end of that interval"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

static void print_period(const struct civ_hotspots *h, struct civ_out *out)
{
	int year, month, dayofmonth;
	char text[32];

	civ_date_to_ymd(civ_month_first(h->first_month + CIV_HOTSPOT_BEFORE * h->months), &year, &month, &dayofmonth);
	if (h->months == 1)
		snprintf(text, sizeof text, "%04d-%02d", year, month);
	else
		snprintf(text, sizeof text, "%04d-Q%d", year, (month - 1) / 3 + 1);
	civ_out_string(out, text);
}

static void print_next(const struct civ_hotspots *h, const struct civ_spot *spot, struct civ_out *out)
{
	struct civ_hotspot_next next;

	if (!civ_hotspot_forecast(h, spot, &next)) {
		for (int i = 0; i < 3; i++)
			civ_out_null(out);
		return;
	}
	civ_out_int(out, next.low);
	civ_out_rounded(out, next.mean, 2);
	civ_out_int(out, next.high);
}

static enum civ_status print_spot(struct civ_hotspots *h, const struct civ_spot *spot,
                                  const struct civ_hotspot_totals *totals, struct civ_out *out)
{
	int64_t n = spot->issues[CIV_HOTSPOT_BEFORE];
	double here = (double)n / (double)civ_hotspot_total(totals->areas, spot->area);
	double everywhere = (double)civ_hotspot_total(totals->categories, spot->category) / (double)totals->all;
	bool covered;
	enum civ_status status = civ_hotspot_covered(h, spot->category, &covered);

	print_period(h, out);
	civ_out_string(out, spot->area == 0 ? NULL : civ_records_code(h->records, &civ_noun_area, spot->area));
	civ_out_string(out, civ_records_code(h->records, &civ_noun_category, spot->category));
	civ_out_int(out, spot->reports);
	civ_out_int(out, n);
	civ_out_rounded(out, spot->expected, 2);
	civ_out_rounded(out, spot->expected > 0 ? (double)n / spot->expected : NAN, 2);
	civ_out_rounded(out, spot->expected >= 5 ? spot->z : NAN, 2);
	civ_out_rounded(out, spot->p, 6);
	civ_out_rounded(out, spot->adjusted, 6);
	civ_out_rounded(out, civ_hotspot_slope(h, spot), 2);
	civ_out_rounded(out, n >= h->options->least ? here / everywhere : NAN, 2);
	civ_out_bool(out, covered);
	print_next(h, spot, out);
	return status == CIV_OK ? civ_out_row(out) : status;
}

static int hottest_first(const void *left, const void *right)
{
	const struct civ_spot *a = left, *b = right;

	if (a->adjusted != b->adjusted)
		return a->adjusted < b->adjusted ? -1 : 1;
	if (a->issues[CIV_HOTSPOT_BEFORE] != b->issues[CIV_HOTSPOT_BEFORE])
		return a->issues[CIV_HOTSPOT_BEFORE] > b->issues[CIV_HOTSPOT_BEFORE] ? -1 : 1;
	if (a->area != b->area)
		return a->area < b->area ? -1 : 1;
	return a->category < b->category ? -1 : a->category > b->category;
}

static enum civ_status print_spots(struct civ_hotspots *h, const struct civ_hotspot_totals *totals, struct civ_out *out)
{
	enum civ_status status = CIV_OK;

	if (h->count > 0)
		qsort(h->spots, h->count, sizeof *h->spots, hottest_first);
	for (size_t i = 0; i < h->count && status == CIV_OK; i++) {
		const struct civ_spot *spot = &h->spots[i];
		bool hot = (double)spot->issues[CIV_HOTSPOT_BEFORE] > spot->expected &&
		           spot->adjusted <= h->options->alpha && spot->issues[CIV_HOTSPOT_BEFORE] >= h->options->least;

		if (spot->tested && (hot || (h->options->all && spot->issues[CIV_HOTSPOT_BEFORE] > 0)))
			status = print_spot(h, spot, totals, out);
	}
	return status;
}

enum civ_status civ_hotspots_print(struct civ_records *records, const struct civ_hotspot_options *options,
                                    struct civ_out *out)
{
	struct civ_hotspot_totals totals = {civ_hash_new(), civ_hash_new(), 0};
	struct civ_hotspots h;
	enum civ_status status = civ_hotspots_open(records, options, &h);

	if (status == CIV_OK)
		status = civ_hotspots_judge(&h, &totals);
	if (status == CIV_OK)
		status = print_spots(&h, &totals, out);
	civ_hash_free(totals.areas);
	civ_hash_free(totals.categories);
	civ_hotspots_close(&h);
	return status;
}
