/* Charts as inline SVG. */
#include "lib/page/chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/text.h"

/* Columns of text are taken to be this wide at the font size of the charts, whatever font the reader has. */
enum { COLUMN_WIDTH = 7 };
enum { BAR_HEIGHT = 22, LABEL_WIDTH = 250, NARROW = 420, MIDDLE = 640, WIDE = 920, ROW_HEIGHT = 18, AXIS = 22 };

void civ_html_text(struct civ_buf *html, const char *text)
{
	for (; *text != '\0'; text++) {
		static const char special[] = "&<>\"'";
		static const char *const written[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
		const char *at = strchr(special, *text);

		if (at == NULL)
			civ_buf_addc(html, *text);
		else
			civ_buf_adds(html, written[at - special]);
	}
}

const char *civ_tone_mark(enum civ_tone tone)
{
	static const char *const marks[] = {"", "✓", "▲", "✕"};

	return marks[tone];
}

const char *civ_tone_class(enum civ_tone tone)
{
	static const char *const classes[] = {"plain", "good", "warn", "bad"};

	return classes[tone];
}

static void open_svg(struct civ_buf *html, const char *kind, int width, int height, const char *title)
{
	civ_buf_addf(html, "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", kind, width, height);
	civ_html_text(html, title);
	civ_buf_adds(html, "\">");
}

/* As much of TEXT as takes WIDTH columns, and an ellipsis for the rest. */
static void put_cut(struct civ_buf *html, const char *text, size_t width)
{
	size_t len = strlen(text), used, at = 0, columns = 0;
	struct civ_buf cut = {0};

	while (at < len) {
		(void)civ_utf8_decode(text + at, len - at, &used);
		columns += civ_text_width(text + at, used);
		if (columns > width)
			break;
		civ_buf_add(&cut, text + at, used);
		at += used;
	}
	if (at < len)
		civ_buf_adds(&cut, "…");
	if (civ_buf_str(&cut) == NULL)
		html->failed = true;
	else
		civ_html_text(html, civ_buf_str(&cut));
	civ_buf_free(&cut);
}

static void put_title(struct civ_buf *html, const char *label, const char *note)
{
	civ_buf_adds(html, "<title>");
	civ_html_text(html, label);
	if (note != NULL && *note != '\0') {
		civ_buf_adds(html, ": ");
		civ_html_text(html, note);
	}
	civ_buf_adds(html, "</title>");
}

void civ_chart_bars(struct civ_buf *html, const char *title, const struct civ_bar *bars, size_t count)
{
	const double room = MIDDLE - LABEL_WIDTH - 90;
	double most = 0;

	for (size_t i = 0; i < count; i++)
		if (!isnan(bars[i].value))
			most = fmax(most, fabs(bars[i].value));
	open_svg(html, "bars", MIDDLE, (int)count * BAR_HEIGHT + 4, title);
	for (size_t i = 0; i < count; i++) {
		double width = isnan(bars[i].value) || most <= 0 ? 0 : room * fabs(bars[i].value) / most;
		int y = (int)i * BAR_HEIGHT + 2;

		civ_buf_adds(html, "<g>");
		put_title(html, bars[i].label, bars[i].text);
		civ_buf_addf(html, "<text x=\"%d\" y=\"%d\" class=\"label\">", LABEL_WIDTH - 6, y + 15);
		put_cut(html, bars[i].label, (LABEL_WIDTH - 20) / COLUMN_WIDTH);
		civ_buf_addf(
			html,
			"</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"%s\"/><text x=\"%.1f\" "
			"y=\"%d\">%s%s",
			LABEL_WIDTH, y + 3, width, BAR_HEIGHT - 6, civ_tone_class(bars[i].tone),
			LABEL_WIDTH + width + 6, y + 15, civ_tone_mark(bars[i].tone),
			bars[i].tone == CIV_TONE_PLAIN ? "" : " ");
		civ_html_text(html, bars[i].text);
		civ_buf_adds(html, "</text></g>");
	}
	civ_buf_adds(html, "</svg>");
}

/* Values over the width of a field, from the least at its foot to the most at its top. */
struct plot {
	const double *values;
	size_t count;
	double left, top, width, height;
	double least, most;
};

/* Never empty, so that no value is divided by nothing: a line of equal values lies at the foot. */
static void find_range(struct plot *plot)
{
	plot->least = INFINITY;
	plot->most = -INFINITY;
	for (size_t i = 0; i < plot->count; i++)
		if (!isnan(plot->values[i])) {
			plot->least = fmin(plot->least, plot->values[i]);
			plot->most = fmax(plot->most, plot->values[i]);
		}
	if (plot->least > plot->most)
		plot->least = plot->most = 0;
	if (plot->least == plot->most)
		plot->most += 1;
}

static double plot_x(const struct plot *plot, size_t i)
{
	return plot->left + (plot->count > 1 ? plot->width * (double)i / (double)(plot->count - 1) : plot->width / 2);
}

static double plot_y(const struct plot *plot, double value)
{
	return plot->top + plot->height * (1 - (value - plot->least) / (plot->most - plot->least));
}

/* A gap breaks the line: what is not known is not drawn. */
static void draw_line(struct civ_buf *html, const struct plot *plot)
{
	bool down = false;

	civ_buf_adds(html, "<path d=\"");
	for (size_t i = 0; i < plot->count; i++) {
		if (!isnan(plot->values[i]))
			civ_buf_addf(html, "%s%.1f %.1f", down ? "L" : "M", plot_x(plot, i),
			             plot_y(plot, plot->values[i]));
		down = !isnan(plot->values[i]);
	}
	civ_buf_adds(html, "\" class=\"line\"/>");
}

void civ_chart_spark(struct civ_buf *html, const char *title, const double *values, size_t count)
{
	struct plot plot = {.values = values, .count = count, .left = 2, .top = 2, .width = 86, .height = 16};

	find_range(&plot);
	open_svg(html, "spark", 90, 20, title);
	draw_line(html, &plot);
	civ_buf_adds(html, "</svg>");
}

/* The next of 1, 2, 2.5, 5, 10 times a power of ten. */
static double round_step(double least)
{
	static const double steps[] = {1, 2, 2.5, 5, 10};
	double power = pow(10, floor(log10(least)));

	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		if (steps[i] * power >= least * (1 - 1e-9))
			return steps[i] * power;
	return least;
}

void civ_chart_line(struct civ_buf *html, const char *title, const struct civ_line *line)
{
	struct plot plot = {.values = line->values,
	                    .count = line->count,
	                    .left = 46,
	                    .top = 8,
	                    .width = NARROW - 60,
	                    .height = 120};
	const double right = plot.left + plot.width, foot = plot.top + plot.height;

	find_range(&plot);
	if (!isnan(line->from))
		plot.least = fmin(line->from, plot.least);
	plot.most = plot.least + 2 * round_step((plot.most - plot.least) / 2);
	open_svg(html, "lines", NARROW, (int)plot.height + 34, title);
	for (int i = 0; i <= 2; i++) {
		double value = plot.most - (plot.most - plot.least) * i / 2, y = plot.top + plot.height * i / 2;

		civ_buf_addf(html, "<path d=\"M%.0f %.1fH%.0f\" class=\"grid\"/>", plot.left, y, right);
		civ_buf_addf(html, "<text x=\"%.0f\" y=\"%.1f\" class=\"label\">%.4g</text>", plot.left - 5, y + 4,
		             value);
	}
	draw_line(html, &plot);
	for (size_t i = 0; i < line->count; i++) {
		if (isnan(line->values[i]))
			continue;
		civ_buf_addf(html, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" class=\"dot\">", plot_x(&plot, i),
		             plot_y(&plot, line->values[i]));
		civ_buf_addf(html, "<title>%s: %.6g</title></circle>", line->labels[i], line->values[i]);
	}
	if (line->count > 0) {
		civ_buf_addf(html, "<text x=\"%.0f\" y=\"%.0f\">%s</text>", plot.left, foot + 18, line->labels[0]);
		civ_buf_addf(html, "<text x=\"%.0f\" y=\"%.0f\" class=\"label\">%s</text>", right, foot + 18,
		             line->labels[line->count - 1]);
	}
	civ_buf_adds(html, "</svg>");
}

/* ---- time ---- */

struct scale {
	int32_t first, last;
	double left, width;
};

static double at(const struct scale *scale, int32_t day)
{
	if (day < scale->first)
		day = scale->first;
	if (day > scale->last)
		day = scale->last;
	return scale->left +
	       scale->width * (day - scale->first) / (scale->last > scale->first ? scale->last - scale->first : 1);
}

static void put_tick(struct civ_buf *html, const struct scale *scale, int32_t day, int height, bool year_only)
{
	char text[CIV_DATE_SIZE];

	civ_date_format(day, text);
	civ_buf_addf(html, "<path d=\"M%.1f 0V%d\" class=\"grid\"/><text x=\"%.1f\" y=\"%d\">%.*s</text>",
	             at(scale, day), height, at(scale, day) + 3, height + 14, year_only ? 4 : 7, text);
}

/* A line at the first day of each year, or of each month where the time is short. */
static void draw_calendar(struct civ_buf *html, const struct scale *scale, int height)
{
	int year, month, dayofmonth;
	bool years = scale->last - scale->first > 500;

	civ_date_to_ymd(scale->first, &year, &month, &dayofmonth);
	for (int32_t day = scale->first; day <= scale->last;) {
		(void)civ_date_from_ymd(year, years ? 1 : month, 1, &day);
		if (day >= scale->first && day <= scale->last)
			put_tick(html, scale, day, height, years);
		month += years ? 12 : 1;
		year += (month - 1) / 12;
		month = (month - 1) % 12 + 1;
		day++;
	}
}

static void draw_today(struct civ_buf *html, const struct scale *scale, int32_t today, int height)
{
	if (today >= scale->first && today <= scale->last)
		civ_buf_addf(html, "<path d=\"M%.1f 0V%d\" class=\"today\"/>", at(scale, today), height);
}

void civ_chart_gantt(struct civ_buf *html, const char *title, const struct civ_span_bar *bars, size_t count,
                     int32_t today)
{
	struct scale scale = {today, today, LABEL_WIDTH + 16, WIDE - LABEL_WIDTH - 30};
	int height = (int)count * ROW_HEIGHT + 4;

	for (size_t i = 0; i < count; i++) {
		scale.first = bars[i].start < scale.first || i == 0 ? bars[i].start : scale.first;
		scale.last = bars[i].end > scale.last || i == 0 ? bars[i].end : scale.last;
	}
	open_svg(html, "gantt", WIDE, height + AXIS, title);
	draw_calendar(html, &scale, height);
	for (size_t i = 0; i < count; i++) {
		double left = at(&scale, bars[i].start), width = fmax(at(&scale, bars[i].end) - left, 3);
		int y = (int)i * ROW_HEIGHT + 2;

		civ_buf_adds(html, "<g>");
		put_title(html, bars[i].label, bars[i].note);
		civ_buf_addf(html, "<text x=\"%d\" y=\"%d\" class=\"label\">", LABEL_WIDTH + 8, y + 13);
		put_cut(html, bars[i].label, (LABEL_WIDTH - 20) / COLUMN_WIDTH);
		civ_buf_addf(
			html, " %s</text><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"frame %s\"/>",
			civ_tone_mark(bars[i].tone), left, y + 2, width, ROW_HEIGHT - 6, civ_tone_class(bars[i].tone));
		civ_buf_addf(html, "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"%s\"/></g>", left,
		             y + 2, width * fmin(fmax(bars[i].done, 0), 1), ROW_HEIGHT - 6,
		             civ_tone_class(bars[i].tone));
	}
	draw_today(html, &scale, today, height);
	civ_buf_adds(html, "</svg>");
}

enum { LANE = 20 };

static size_t label_width(const struct civ_point *point)
{
	return (civ_text_width(point->label, strlen(point->label)) + 3) * COLUMN_WIDTH + 10;
}

/* The lowest lane in which the label has room: each point takes the width of its own. LANES has room for one a point.
 */
static size_t lane_of(const struct civ_point *points, const double *places, const size_t *lanes, size_t point)
{
	for (size_t lane = 0;; lane++) {
		bool is_free = true;

		for (size_t i = 0; i < point && is_free; i++)
			is_free = lanes[i] != lane ||
			          fabs(places[i] - places[point]) >
			                  (double)label_width(&points[places[i] < places[point] ? i : point]);
		if (is_free)
			return lane;
	}
}

void civ_chart_timeline(struct civ_buf *html, const char *title, const struct civ_point *points, size_t count,
                        int32_t today)
{
	struct scale scale = {today, today, 20, WIDE - 90};
	double *places = calloc(count + 1, sizeof *places);
	size_t *lanes = calloc(count + 1, sizeof *lanes), most = 0;
	int base;

	if (places == NULL || lanes == NULL)
		html->failed = true;
	for (size_t i = 0; i < count; i++) {
		scale.first = points[i].day < scale.first || i == 0 ? points[i].day : scale.first;
		scale.last = points[i].day > scale.last || i == 0 ? points[i].day : scale.last;
	}
	for (size_t i = 0; i < count && !html->failed; i++) {
		places[i] = at(&scale, points[i].day);
		lanes[i] = lane_of(points, places, lanes, i);
		most = lanes[i] > most ? lanes[i] : most;
	}
	base = (int)(most + 1) * LANE + 10;
	open_svg(html, "timeline", WIDE, base + AXIS + 8, title);
	draw_calendar(html, &scale, base + 6);
	civ_buf_addf(html, "<path d=\"M%.0f %dH%.0f\" class=\"axis\"/>", scale.left, base, scale.left + scale.width);
	for (size_t i = 0; i < count && !html->failed; i++) {
		int y = base - 12 - (int)lanes[i] * LANE;

		civ_buf_adds(html, "<g>");
		put_title(html, points[i].label, points[i].note);
		civ_buf_addf(
			html,
			"<path d=\"M%.1f %dV%d\" class=\"stem\"/><circle cx=\"%.1f\" cy=\"%d\" r=\"5\" "
			"class=\"%s\"/><text x=\"%.1f\" y=\"%d\">%s ",
			places[i], base, y, places[i], y, civ_tone_class(points[i].tone), places[i] + 8, y + 4,
			civ_tone_mark(points[i].tone));
		civ_html_text(html, points[i].label);
		civ_buf_adds(html, "</text></g>");
	}
	draw_today(html, &scale, today, base + 6);
	civ_buf_adds(html, "</svg>");
	free(places);
	free(lanes);
}
