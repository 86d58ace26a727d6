/* Charts as inline SVG: black on white and white on black, in print, and for readers who see no red and green. A tone
 * is never told by colour alone: each has a mark of its own, and every chart stands beside a table. */
#ifndef CIVPLAN_PAGE_CHART_H
#define CIVPLAN_PAGE_CHART_H

#include <stddef.h>
#include <stdint.h>

#include "civplan/buffer.h"
#include "civplan/word.h"

/* TEXT with the five characters that HTML knows written out. */
void civ_html_text(struct civ_buf *html, const char *text);

struct civ_bar {
	const char *label, *text; /* TEXT stands behind the bar */
	double value;             /* NAN: no bar */
	enum civ_tone tone;
};

/* Bars one below the other, from 0 to the largest value. TITLE is what a screen reader says. */
void civ_chart_bars(struct civ_buf *html, const char *title, const struct civ_bar *bars, size_t count);

/* A line over points with the first and last label below. */
struct civ_line {
	const double *values; /* NAN: a gap */
	const char *const *labels;
	size_t count;
	double from; /* the lowest value shown; NAN: the least */
};

void civ_chart_line(struct civ_buf *html, const char *title, const struct civ_line *line);

/* A small line within a row of a table. */
void civ_chart_spark(struct civ_buf *html, const char *title, const double *values, size_t count);

struct civ_span_bar {
	const char *label, *note;
	int32_t start, end;       /* days */
	double done;              /* 0 to 1: the part that is filled */
	enum civ_tone tone;
};

/* Bars between days, one below the other, with a line for today and one for each month, or year where there are many.
 */
void civ_chart_gantt(struct civ_buf *html, const char *title, const struct civ_span_bar *bars, size_t count,
                     int32_t today);

struct civ_point {
	const char *label, *note;
	int32_t day;
	enum civ_tone tone;
};

/* Points on a line of time, each with its mark. */
void civ_chart_timeline(struct civ_buf *html, const char *title, const struct civ_point *points, size_t count,
                        int32_t today);

/* The mark of a tone: a sign that needs no colour. */
const char *civ_tone_mark(enum civ_tone tone);
const char *civ_tone_class(enum civ_tone tone);

#endif
