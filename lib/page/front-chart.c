/* Charts of the leaders' page: words stand beside them as text, only lengths are drawn, in percent of the width, so
 * that nothing is scaled and no letter with it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/say.h"
#include "lib/page/front.h"

/* A share as percent of the width. */
static double width_of(double share)
{
	return 100 * fmin(fmax(share, 0), 1);
}

static void open_bar(struct civ_buf *svg, double share, const char *kind, bool ground)
{
	civ_buf_adds(svg, "<svg class=\"bar\" aria-hidden=\"true\">");
	if (ground)
		civ_buf_adds(svg, "<rect class=\"ground\" width=\"100%\" height=\"14\"/>");
	civ_buf_addf(svg, "<rect class=\"b %s\" width=\"%.1f%%\" height=\"14\"/>", kind, width_of(share));
}

const char *civ_front_bar(struct civ_front *front, double share, const char *kind, bool ground)
{
	struct civ_buf svg = {0};

	if (front->text || isnan(share))
		return "";
	open_bar(&svg, share, kind, ground);
	civ_buf_adds(&svg, "</svg>");
	return civ_front_keep(front, &svg);
}

const char *civ_front_bar_to(struct civ_front *front, double share, const char *kind, double mark)
{
	struct civ_buf svg = {0};

	if (front->text || isnan(share))
		return "";
	open_bar(&svg, share, kind, true);
	if (!isnan(mark))
		civ_buf_addf(&svg, "<line class=\"tick\" x1=\"%.1f%%\" x2=\"%.1f%%\" y1=\"-3\" y2=\"17\"/>",
		             width_of(mark), width_of(mark));
	civ_buf_adds(&svg, "</svg>");
	return civ_front_keep(front, &svg);
}

const char *civ_front_dots(struct civ_front *front, double dot, double ring, bool bad)
{
	struct civ_buf svg = {0};
	const char *tone = bad ? " bad" : "";

	if (front->text || isnan(dot) || isnan(ring))
		return "";
	civ_buf_addf(&svg,
	             "<svg class=\"bar dots\" aria-hidden=\"true\"><rect class=\"ground\" y=\"5\" width=\"100%%\" "
	             "height=\"4\"/><line class=\"link%s\" x1=\"%.1f%%\" x2=\"%.1f%%\" y1=\"7\" y2=\"7\"/>",
	             tone, width_of(ring), width_of(dot));
	civ_buf_addf(&svg,
	             "<circle class=\"ring\" cx=\"%.1f%%\" cy=\"7\" r=\"5\"/>"
	             "<circle class=\"dot%s\" cx=\"%.1f%%\" cy=\"7\" r=\"5.5\"/></svg>",
	             width_of(ring), tone, width_of(dot));
	return civ_front_keep(front, &svg);
}

void civ_front_key(struct civ_front *front, const struct civ_front_shape *shapes, size_t count)
{
	struct civ_buf *html = front->page->html;

	if (front->text)
		return;
	civ_buf_adds(html, "<p class=\"key\">");
	for (size_t i = 0; i < count; i++)
		civ_buf_addf(html, "<span><svg aria-hidden=\"true\">%s</svg>%s</span> ", shapes[i].svg, shapes[i].name);
	civ_buf_adds(html, "</p>\n");
}

/* ---- trend ---- */

enum { TREND_HEIGHT = 52, TREND_AIR = 6 };

/* Where VALUE lies between the least and the most of the values and the goal. */
static double height_of(const struct civ_front_trend *trend, double value)
{
	double least = trend->goal, most = trend->goal;

	for (size_t i = 0; i < trend->count; i++) {
		least = fmin(least, trend->values[i]);
		most = fmax(most, trend->values[i]);
	}
	if (most <= least)
		return TREND_HEIGHT / 2.0;
	return TREND_AIR + (TREND_HEIGHT - 2 * TREND_AIR) * (most - value) / (most - least);
}

void civ_front_trend(struct civ_front *front, const struct civ_front_trend *trend)
{
	struct civ_buf *html = front->page->html;

	if (front->text || trend->count < 2)
		return;
	civ_buf_addf(html, "<svg class=\"spark\" role=\"img\" aria-label=\"%s\">", trend->label);
	civ_buf_addf(html, "<svg viewBox=\"0 0 100 %d\" preserveAspectRatio=\"none\" width=\"100%%\" height=\"%d\">",
	             TREND_HEIGHT, TREND_HEIGHT);
	if (!isnan(trend->goal)) {
		double y = height_of(trend, trend->goal);

		civ_buf_addf(html, "<line class=\"goal\" x1=\"0\" x2=\"100\" y1=\"%.1f\" y2=\"%.1f\"/>", y, y);
	}
	civ_buf_adds(html, "<polyline class=\"ln\" points=\"");
	for (size_t i = 0; i < trend->count; i++)
		civ_buf_addf(html, "%s%.1f,%.1f", i == 0 ? "" : " ", 100 * (double)i / (double)(trend->count - 1),
		             height_of(trend, trend->values[i]));
	civ_buf_addf(html, "\"/></svg><circle class=\"dot%s\" cx=\"100%%\" cy=\"%.1f\" r=\"4.5\"/></svg>\n",
	             trend->bad ? " bad" : "", height_of(trend, trend->values[trend->count - 1]));
}

/* ---- marks ---- */

/* They go on in the next line where there is no room, as letters do. */
const char *civ_front_marks(struct civ_front *front, const char *const *statuses, size_t count)
{
	struct civ_buf svg = {0};

	if (front->text)
		return "";
	civ_buf_adds(&svg, "<span class=\"marks\" aria-hidden=\"true\">");
	for (size_t i = 0; i < count; i++) {
		const char *shape = civ_front_state_class(statuses[i]);

		civ_buf_addf(&svg, "<svg class=\"mk %s\"><use href=\"#m-%s\"/></svg>", shape, shape);
	}
	civ_buf_adds(&svg, "</span>");
	return civ_front_keep(front, &svg);
}

/* ---- milestones on a line ---- */

/* Dots nearer than this, in percent of the width, stand one on the other. */
static const double near = 1.6;
enum { DOT_STEP = 15, LINE_ABOVE = 18, LINE_BELOW = 22 };

struct span {
	int32_t first, last; /* days, of whole years */
};

static struct span years_of(const struct civ_front_dot *dots, size_t count, int32_t asof)
{
	int32_t least = count == 0 || asof < dots[0].day ? asof : dots[0].day;
	int32_t most = count == 0 || asof > dots[count - 1].day ? asof : dots[count - 1].day;
	struct span span = {least, most};
	int year, month, day;

	civ_date_to_ymd(least, &year, &month, &day);
	(void)civ_date_from_ymd(year, 1, 1, &span.first);
	civ_date_to_ymd(most, &year, &month, &day);
	(void)civ_date_from_ymd(year, 12, 31, &span.last);
	return span;
}

static double place_of(const struct span *span, int32_t day)
{
	return 1 + 98 * (double)(day - span->first) / (double)(span->last - span->first);
}

/* On which step each dot stands; the number of steps. */
static int stack(const struct span *span, const struct civ_front_dot *dots, int *steps, size_t count)
{
	int most = 0;

	for (size_t i = 0; i < count; i++) {
		steps[i] = 0;
		for (size_t before = 0; before < i; before++)
			if (place_of(span, dots[i].day) - place_of(span, dots[before].day) < near &&
			    steps[before] >= steps[i])
				steps[i] = steps[before] + 1;
		most = steps[i] > most ? steps[i] : most;
	}
	return most + 1;
}

static void draw_years(struct civ_buf *html, const struct span *span, int base)
{
	int year, month, day;
	int32_t first = span->first;

	civ_date_to_ymd(first, &year, &month, &day);
	for (; first < span->last; year++) {
		double x = place_of(span, first);

		civ_buf_addf(html, "<line x1=\"%.1f%%\" x2=\"%.1f%%\" y1=\"%d\" y2=\"%d\"/>", x, x, LINE_ABOVE,
		             base + LINE_BELOW);
		civ_buf_addf(html, "<text class=\"yr\" x=\"%.1f%%\" dx=\"4\" y=\"%d\">%d</text>", x,
		             base + LINE_BELOW - 2, year);
		/* Beyond the last year that can be written there is none. */
		if (!civ_date_from_ymd(year + 1, 1, 1, &first))
			return;
	}
}

void civ_front_timeline(struct civ_front *front, const struct civ_front_dot *dots, size_t count, const char *label)
{
	struct civ_buf *html = front->page->html;
	const struct span span = years_of(dots, count, front->page->asof);
	int *steps = civ_arena_alloc(front->page->arena, (count + 1) * sizeof *steps);
	double today = place_of(&span, front->page->asof);
	int base;

	if (front->text)
		return;
	if (steps == NULL) {
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
		return;
	}
	base = LINE_ABOVE + DOT_STEP * stack(&span, dots, steps, count);
	civ_buf_addf(html, "<svg class=\"tl\" style=\"height:%dpx\" role=\"img\" aria-label=\"%s\">", base + LINE_BELOW,
	             label);
	draw_years(html, &span, base);
	civ_buf_addf(html, "<line class=\"ax\" x1=\"0\" x2=\"100%%\" y1=\"%d\" y2=\"%d\"/>", base, base);
	civ_buf_addf(html, "<line class=\"now\" x1=\"%.1f%%\" x2=\"%.1f%%\" y1=\"%d\" y2=\"%d\"/>", today, today,
	             LINE_ABOVE - 4, base + 6);
	civ_buf_addf(html, "<text class=\"today\" x=\"%.1f%%\" y=\"11\" text-anchor=\"%s\">%s</text>", today,
	             today > 85   ? "end"
	             : today < 15 ? "start"
	                          : "middle",
	             civ_say(CIV_WORD("today")));
	for (size_t i = 0; i < count; i++) {
		const char *shape = civ_front_state_class(dots[i].status);

		civ_buf_addf(html,
		             "<svg x=\"%.1f%%\" y=\"%d\"><use class=\"mk %s\" href=\"#m-%s\" x=\"-6\" y=\"-6\" "
		             "width=\"12\" height=\"12\"/></svg>",
		             place_of(&span, dots[i].day), base - 9 - DOT_STEP * steps[i], shape, shape);
	}
	civ_buf_adds(html, "</svg>\n");
}
