/* What stands in the sentences of the leaders' page. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/lists.h"
#include "civplan/output.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/page/front.h"

const char *civ_front_keep(struct civ_front *front, struct civ_buf *text)
{
	const char *whole = civ_buf_str(text);
	const char *kept = whole == NULL ? NULL : civ_arena_copy(front->page->arena, whole, text->len);

	if (kept == NULL)
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
	civ_buf_free(text);
	return kept == NULL ? "" : kept;
}

const char *civ_front_said(struct civ_front *front, const char *format, ...)
{
	const char *said = civ_say(format);
	struct civ_buf text = {0};
	char *made = NULL;
	va_list args;

	va_start(args, format);
	if (vasprintf(&made, said, args) < 0)
		text.failed = true;
	else
		civ_buf_adds(&text, made);
	va_end(args);
	free(made);
	return civ_front_keep(front, &text);
}

const char *civ_front_name(struct civ_front *front, const char *name)
{
	struct civ_buf text = {0};

	if (front->text)
		civ_add_visible(&text, (struct civ_span){name, strlen(name)});
	else
		civ_html_text(&text, name);
	return civ_front_keep(front, &text);
}

const char *civ_front_toned(struct civ_front *front, enum civ_tone tone, const char *text)
{
	struct civ_buf toned = {0};

	if (front->text || tone == CIV_TONE_PLAIN)
		return text;
	civ_buf_addf(&toned, "<b class=\"%s\">%s</b>", civ_tone_class(tone), text);
	return civ_front_keep(front, &toned);
}

const char *civ_front_joined(struct civ_front *front, const char *first, const char *second)
{
	struct civ_buf text = {0};

	civ_buf_addf(&text, civ_say_is_chinese() ? "%s，%s" : "%s, %s", first, second);
	return civ_front_keep(front, &text);
}

const char *civ_front_names(struct civ_front *front, const char *const *names, size_t count)
{
	struct civ_buf text = {0};

	civ_wording_names(&text, names, count);
	return civ_front_keep(front, &text);
}

/* ---- figures ---- */

/* SHOWN, which is freed, is what is read; CELL stays what a program printed. */
static const char *put_figure(struct civ_front *front, const char *cell, struct civ_buf *shown)
{
	struct civ_buf text = {0};

	if (front->text)
		return civ_front_keep(front, shown);
	civ_buf_adds(&text, "<data value=\"");
	civ_html_text(&text, cell);
	civ_buf_addf(&text, "\">%s</data>", shown->data == NULL ? "" : shown->data);
	text.failed = text.failed || shown->failed;
	civ_buf_free(shown);
	return civ_front_keep(front, &text);
}

const char *civ_front_count(struct civ_front *front, int64_t n)
{
	struct civ_buf shown = {0}, cell = {0};
	const char *kept;

	civ_buf_addf(&cell, "%lld", (long long)n);
	kept = civ_front_keep(front, &cell);
	civ_wording_number(&shown, (double)n, 0);
	return put_figure(front, kept, &shown);
}

static const char *put_number(struct civ_front *front, const char *cell, int digits,
                              void (*add)(struct civ_buf *text, double value, int digits))
{
	struct civ_buf shown = {0};
	double value;

	if (!civ_real_parse(cell, strlen(cell), &value))
		return civ_front_name(front, cell);
	add(&shown, value, digits);
	return put_figure(front, cell, &shown);
}

const char *civ_front_figure(struct civ_front *front, const char *cell, int digits)
{
	return put_number(front, cell, digits, civ_wording_number);
}

const char *civ_front_fixed(struct civ_front *front, const char *cell, int digits)
{
	return put_number(front, cell, digits, civ_wording_fixed);
}

const char *civ_front_yuan(struct civ_front *front, const char *cell)
{
	struct civ_buf shown = {0};
	int64_t fen;

	if (!civ_money_parse(cell, strlen(cell), &fen))
		return civ_front_name(front, cell);
	civ_wording_money(&shown, fen);
	return put_figure(front, cell, &shown);
}

/* Yes and no are counted as 1 and 0. */
static const char *yes_or_no(double value, const char *measure_unit)
{
	if (strcmp(measure_unit, "yes/no") != 0 && strcmp(measure_unit, "是/否") != 0)
		return NULL;
	return civ_word_said(&civ_words_bool[value == 0], civ_say_is_chinese());
}

/* A share with one decimal, or none where its zero is DROPPED; anything else with so many as its size asks for. */
static const char *measured(struct civ_front *front, const char *cell, const char *measure_unit, bool dropped)
{
	struct civ_buf text = {0}, shown = {0};
	const char *word;
	double value;

	if (!civ_real_parse(cell, strlen(cell), &value))
		return civ_front_name(front, cell);
	word = yes_or_no(value, measure_unit);
	if (word != NULL)
		civ_buf_adds(&shown, word);
	else
		civ_wording_measured(&text, value, measure_unit, dropped);
	if (word == NULL)
		civ_buf_adds(&shown, civ_front_name(front, civ_front_keep(front, &text)));
	return put_figure(front, cell, &shown);
}

const char *civ_front_measured(struct civ_front *front, const char *cell, const char *measure_unit)
{
	return measured(front, cell, measure_unit, false);
}

const char *civ_front_bound(struct civ_front *front, const char *cell, const char *measure_unit)
{
	return measured(front, cell, measure_unit, true);
}

const char *civ_front_day(struct civ_front *front, int32_t day)
{
	struct civ_buf text = {0};

	civ_wording_day(&text, day, front->page->asof);
	return civ_front_keep(front, &text);
}

/* ---- how it stands ---- */

/* The shapes: a square for what is not met, a triangle for a risk, a tick, a tick in a ring for what came late, an
 * empty ring for what is still to come, a broken one where a figure is missing. */
static const struct {
	const char *status, *shape;
} shapes[] = {
	{"met", "good"},     {"met_late", "late"}, {"missed", "bad"},   {"overdue", "bad"},
	{"at_risk", "warn"}, {"on_track", "none"}, {"pending", "none"}, {"no_data", "gap"},
};

const char *civ_front_state_class(const char *status)
{
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
		if (strcmp(shapes[i].status, status) == 0)
			return shapes[i].shape;
	return "none";
}

static void add_word(const char *status, struct civ_buf *text)
{
	const struct civ_word *word = civ_word_of(civ_words_milestone_status,
	                                          (struct civ_span){status, strlen(status)});

	if (word != NULL)
		civ_word_add(word, civ_say_is_chinese(), text);
}

static void add_shape(const char *shape, struct civ_buf *text)
{
	civ_buf_addf(text, "<svg class=\"mk %s\" aria-hidden=\"true\"><use href=\"#m-%s\"/></svg>", shape, shape);
}

const char *civ_front_shaped(struct civ_front *front, const char *shape, const char *word)
{
	struct civ_buf text = {0};

	if (front->text)
		return word;
	civ_buf_addf(&text, "<span class=\"st %s\">", shape);
	add_shape(shape, &text);
	civ_buf_addf(&text, "%s</span>", word);
	return civ_front_keep(front, &text);
}

const char *civ_front_state(struct civ_front *front, const char *status)
{
	struct civ_buf word = {0};

	add_word(status, &word);
	return civ_front_shaped(front, civ_front_state_class(status), civ_front_keep(front, &word));
}

const char *civ_front_mark(struct civ_front *front, const char *status)
{
	struct civ_buf text = {0};

	if (front->text) {
		add_word(status, &text);
		return civ_front_keep(front, &text);
	}
	add_shape(civ_front_state_class(status), &text);
	civ_buf_adds(&text, "<span class=\"vh\">");
	add_word(status, &text);
	civ_buf_adds(&text, "</span>");
	return civ_front_keep(front, &text);
}
