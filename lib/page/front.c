/* The frame of the leaders' page: the sentence of state, the sections with their numbers, the appendix. */
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/say.h"
#include "civplan/version.h"
#include "civplan/wording.h"
#include "lib/page/front.h"

/* ---- sections, in their order ---- */

static const struct civ_front_section *next_after(const struct civ_front_section *section)
{
	const struct civ_front_section *next = NULL;

	for (size_t i = 0; civ_front_sections[i] != NULL; i++) {
		const struct civ_front_section *s = civ_front_sections[i];

		if ((section == NULL || s->place > section->place) && (next == NULL || s->place < next->place))
			next = s;
	}
	return next;
}

/* The number of a source in the appendix. */
static size_t number_of(struct civ_front *front, const struct civ_front_source *source)
{
	size_t n = 0;

	while (n < front->source_count && front->sources[n] != source)
		n++;
	if (n < front->source_count)
		return n + 1;
	if (!CIV_GROW(front->sources, front->source_count, front->source_room)) {
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
		return 0;
	}
	front->sources[front->source_count++] = source;
	return n + 1;
}

static void put_source(struct civ_front *front, const struct civ_front_source *source)
{
	size_t n;

	if (source == NULL || front->text)
		return;
	n = number_of(front, source);
	civ_buf_addf(front->page->html, " <a class=\"src\" href=\"#s%zu\" aria-label=\"%s\">[%zu]</a>", n,
	             civ_front_said(front, CIV_WORD("source %zu"), n), n);
}

static const char *heading_of(struct civ_front *front, const struct civ_front_section *section)
{
	struct civ_buf text = {0};

	front->sections++;
	if (civ_say_is_chinese()) {
		civ_wording_numeral(&text, front->sections);
		civ_buf_adds(&text, "、");
	}
	if (section->head != NULL)
		section->head(front, &text);
	else
		civ_buf_adds(&text, civ_say(section->heading));
	return civ_front_keep(front, &text);
}

/* On a telephone a section shows its finding, and a button that opens what is behind it: a box to be ticked, so that no
 * script is needed. */
static void open_section(struct civ_front *front, const struct civ_front_section *section, const char *finding)
{
	struct civ_buf *html = front->page->html;
	const char *heading = heading_of(front, section);

	if (front->text) {
		civ_buf_addf(html, "\n%s\n%s\n", heading, finding);
		return;
	}
	civ_buf_addf(html, "<section id=\"%s\" aria-labelledby=\"h-%s\"%s>", section->id, section->id,
	             section->full ? " class=\"full\"" : "");
	civ_buf_addf(html, "<div class=\"lead\"><h2 id=\"h-%s\">%s</h2><p class=\"find\">%s", section->id, heading,
	             finding);
	put_source(front, section->source);
	civ_buf_adds(html, "</p></div>\n");
	if (!section->open)
		civ_buf_addf(html,
		             "<input type=\"checkbox\" class=\"fold\" id=\"f-%s\"><label for=\"f-%s\">"
		             "<span class=\"more\">%s</span><span class=\"less\">%s</span></label>\n",
		             section->id, section->id, civ_say(CIV_WORD("Show details")),
		             civ_say(CIV_WORD("Hide details")));
	civ_buf_adds(html, "<div class=\"body\">\n");
}

static void put_section(struct civ_front *front, const struct civ_front_section *section)
{
	struct civ_buf finding = {0};

	if (section->finding == NULL || (section->internal && front->is_public))
		return;
	section->finding(front, &finding);
	if (finding.len == 0 && !finding.failed)
		return;
	open_section(front, section, civ_front_keep(front, &finding));
	section->put(front);
	if (!front->text)
		civ_buf_adds(front->page->html, "</div></section>\n");
}

/* ---- head ---- */

static const struct civ_front_source state_source = {
	.what = CIV_WORD("State of the plan"),
	.how = CIV_WORD("Counts of milestones, core figures and issues, each as its own section has them."),
	.report = CIV_WORD("Plan status"),
	.command = "plan-status",
};

static const struct civ_front_section *next_clause(const struct civ_front_section *section)
{
	const struct civ_front_section *next = NULL;

	for (size_t i = 0; civ_front_sections[i] != NULL; i++) {
		const struct civ_front_section *s = civ_front_sections[i];

		if (s->clause != NULL && (section == NULL || s->clause_place > section->clause_place) &&
		    (next == NULL || s->clause_place < next->clause_place))
			next = s;
	}
	return next;
}

/* Every section says its part; without any there is nothing to tell yet. */
static void put_state(struct civ_front *front)
{
	struct civ_buf state = {0};
	bool zh = civ_say_is_chinese();

	for (const struct civ_front_section *s = NULL; (s = next_clause(s)) != NULL;) {
		struct civ_buf clause = {0};

		s->clause(front, &clause);
		if (clause.len > 0)
			civ_buf_addf(&state, "%s%s", state.len == 0 ? "" : zh ? "；" : ". ", clause.data);
		state.failed = state.failed || clause.failed;
		civ_buf_free(&clause);
	}
	civ_buf_adds(&state, state.len == 0 ? civ_say(CIV_WORD("Nothing has been reported yet.")) : zh ? "。" : ".");
	if (front->text) {
		civ_buf_addf(front->page->html, "%s\n", civ_front_keep(front, &state));
		return;
	}
	civ_buf_addf(front->page->html, "<p class=\"state\">%s", civ_front_keep(front, &state));
	put_source(front, &state_source);
	civ_buf_adds(front->page->html, "</p>");
}

static const char *title_of(struct civ_front *front)
{
	const char *city = civ_front_ask(front, "SELECT city FROM plan", ""),
		   *plan = civ_front_ask(front, "SELECT name FROM plan", "");

	if (*city == '\0')
		return civ_front_name(front, *plan == '\0' ? civ_say(CIV_WORD("State of the campaign")) : plan);
	return civ_front_said(front, CIV_WORD("%s: state of the campaign"), civ_front_name(front, city));
}

static const char *day_of(struct civ_front *front)
{
	static const char *const weekdays[] = {
		CIV_WORD("Monday"), CIV_WORD("Tuesday"),  CIV_WORD("Wednesday"), CIV_WORD("Thursday"),
		CIV_WORD("Friday"), CIV_WORD("Saturday"), CIV_WORD("Sunday"),
	};
	struct civ_buf date = {0};

	civ_wording_date(&date, front->page->asof);
	return civ_front_said(front, CIV_WORD("as of %s %s"), civ_say(weekdays[civ_date_weekday(front->page->asof)]),
	                      civ_front_keep(front, &date));
}

/* The shapes of states, drawn once. */
static const char shapes[] =
	"<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\">"
	"<symbol id=\"m-good\" viewBox=\"0 0 16 16\"><path d=\"M2.4 8.4 6.2 12.2 13.6 4\" fill=\"none\""
	" stroke=\"currentColor\" stroke-width=\"2.6\"/></symbol>"
	"<symbol id=\"m-late\" viewBox=\"0 0 16 16\"><circle cx=\"8\" cy=\"8\" r=\"6.9\" fill=\"none\""
	" stroke=\"currentColor\" stroke-width=\"1.6\"/><path d=\"M4.7 8.3 7.2 10.8 11.5 5.5\" fill=\"none\""
	" stroke=\"currentColor\" stroke-width=\"2\"/></symbol>"
	"<symbol id=\"m-bad\" viewBox=\"0 0 16 16\"><rect x=\".5\" y=\".5\" width=\"15\" height=\"15\" rx=\"2\""
	" fill=\"currentColor\"/><path d=\"M4.6 4.6 11.4 11.4M11.4 4.6 4.6 11.4\" class=\"cut\""
	" stroke-width=\"2.2\"/></symbol>"
	"<symbol id=\"m-warn\" viewBox=\"0 0 16 16\"><path d=\"M8 .8 15.6 15H.4Z\" fill=\"currentColor\"/>"
	"<path d=\"M8 5.6V10.2M8 11.6V13.4\" class=\"cut\" stroke-width=\"1.9\"/></symbol>"
	"<symbol id=\"m-none\" viewBox=\"0 0 16 16\"><circle cx=\"8\" cy=\"8\" r=\"5.6\" fill=\"none\""
	" stroke=\"currentColor\" stroke-width=\"1.8\"/></symbol>"
	"<symbol id=\"m-gap\" viewBox=\"0 0 16 16\"><circle cx=\"8\" cy=\"8\" r=\"5.6\" fill=\"none\""
	" stroke=\"currentColor\" stroke-width=\"1.8\" stroke-dasharray=\"2.6 2.2\"/></symbol></svg>\n";

static void put_head(struct civ_front *front)
{
	struct civ_buf *html = front->page->html;
	const char *title = title_of(front), *day = day_of(front);

	if (front->text) {
		civ_buf_addf(html, "%s\n%s\n\n", title, day);
		put_state(front);
		return;
	}
	civ_buf_addf(html,
	             "<!DOCTYPE html>\n<html lang=\"%s\"%s><head><meta charset=\"utf-8\">"
	             "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
	             "<meta name=\"color-scheme\" content=\"light dark\"><title>",
	             front->page->options->zh ? "zh-CN" : "en", front->page->options->large ? " class=\"large\"" : "");
	civ_buf_addf(html, "%s (%s)</title><style>%s</style></head>\n<body>%s<div class=\"page\">", title,
	             front->page->day, civ_style_board, shapes);
	civ_buf_addf(html, "<header><div class=\"top\"><h1>%s</h1><p class=\"s\">%s</p></div>\n", title, day);
	put_state(front);
	civ_buf_adds(html, "</header>\n<main>\n");
}

/* ---- appendix ---- */

/* Each of the commands parted by "; ", as of the page's day. */
static void put_commands(struct civ_front *front, const char *commands)
{
	struct civ_buf *html = front->page->html;

	for (const char *at = commands; *at != '\0';) {
		size_t len = strcspn(at, ";");

		civ_buf_addf(html, "%.*s --asof=%s", (int)len, at, front->page->day);
		at += len + strspn(at + len, "; ");
		civ_buf_adds(html, *at == '\0' ? "" : "; ");
	}
}

/* The public sees what is counted, not what is typed. */
static void put_source_row(struct civ_front *front, size_t n)
{
	struct civ_buf *html = front->page->html;
	const struct civ_front_source *source = front->sources[n];

	civ_buf_addf(html, "<tr role=\"row\" id=\"s%zu\"", n + 1);
	if (!front->is_public) {
		civ_buf_adds(html, " data-report=\"");
		put_commands(front, source->command);
		civ_buf_adds(html, "\"");
	}
	civ_buf_addf(html,
	             "><td role=\"cell\" class=\"n\">%zu</td><th role=\"rowheader\" scope=\"row\">%s"
	             "<small>%s</small></th><td role=\"cell\">%s",
	             n + 1, civ_say(source->what), civ_say(source->how), civ_say(source->report));
	if (!front->is_public && !civ_say_is_chinese()) {
		civ_buf_adds(html, "<br><code>");
		put_commands(front, source->command);
		civ_buf_adds(html, "</code>");
	}
	civ_buf_adds(html, "</td></tr>\n");
}

static void put_appendix(struct civ_front *front)
{
	struct civ_buf *html = front->page->html;

	civ_buf_addf(html,
	             "<section id=\"sources\" aria-labelledby=\"h-sources\"><div class=\"lead\">"
	             "<h2 id=\"h-sources\">%s</h2><p class=\"find\">%s</p></div><div class=\"body\">",
	             civ_say(CIV_WORD("Appendix: where the figures are from")),
	             civ_front_said(front, CIV_WORD("As things stood at the end of %s."),
	                            civ_front_day(front, front->page->asof)));
	civ_buf_addf(
		html,
		"<details><summary>%s</summary><table role=\"table\"><caption class=\"vh\">%s</caption>"
		"<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\" class=\"n\">%s</th>"
		"<th role=\"columnheader\" scope=\"col\">%s</th><th role=\"columnheader\" scope=\"col\">%s</th></tr>"
		"</thead><tbody role=\"rowgroup\">\n",
		civ_front_said(front, CIV_WORD("The %zu sources"), front->source_count),
		civ_say(CIV_WORD("Sources of the figures")), civ_say(CIV_WORD("No.")),
		civ_say(CIV_WORD("What, and how it is counted")), civ_say(CIV_WORD("Report")));
	for (size_t i = 0; i < front->source_count; i++)
		put_source_row(front, i);
	civ_buf_adds(html, "</tbody></table></details></div></section>\n");
}

static void put_foot(struct civ_front *front)
{
	if (front->text)
		return;
	put_appendix(front);
	civ_buf_addf(
		front->page->html, "</main>\n<footer><p>%s</p></footer></div></body></html>\n",
		civ_say(CIV_WORD("Reports of the same matter are counted once. What is folded away, and the appendix, "
	                         "are left out on paper.")));
}

/* ---- the page ---- */

static void decide_all(struct civ_front *front)
{
	for (const struct civ_front_section *s = NULL; (s = next_after(s)) != NULL;)
		if (s->decide != NULL && !front->is_public)
			s->decide(front);
}

static const char *keep(struct civ_arena *arena, const char *text, bool *failed)
{
	const char *kept = civ_arena_copy(arena, text == NULL ? "" : text, text == NULL ? 0 : strlen(text));

	*failed = *failed || kept == NULL;
	return kept;
}

static enum civ_status keep_decisions(const struct civ_front *front, struct civ_arena *arena,
                                      struct civ_page_decision **decisions, size_t *count)
{
	struct civ_page_decision *list = civ_arena_alloc(arena, (front->decision_count + 1) * sizeof *list);
	bool failed = list == NULL;

	for (size_t i = 0; i < front->decision_count && !failed; i++) {
		const struct civ_front_decision *one = &front->decisions[i];

		list[i] = (struct civ_page_decision){.what = keep(arena, one->what, &failed),
		                                     .why = keep(arena, one->why, &failed),
		                                     .who = keep(arena, one->who, &failed),
		                                     .asks = keep(arena, one->asks, &failed),
		                                     .since = one->since};
	}
	*decisions = list;
	*count = front->decision_count;
	return failed ? civ_no_memory(front->page->messages) : CIV_OK;
}

enum civ_status civ_page_decisions(struct civ_records *records, struct civ_arena *arena,
                                   struct civ_page_decision **decisions, size_t *count)
{
	const struct civ_page_options options = {.zh = civ_say_is_chinese(), .text = true};
	struct civ_buf none = {0};
	struct civ_page page;
	struct civ_front front = {.page = &page, .text = true};
	enum civ_status status = civ_page_begin(&page, records, &options, &none);

	if (status == CIV_OK) {
		decide_all(&front);
		civ_front_decisions_sort(&front);
		status = keep_decisions(&front, arena, decisions, count);
	}
	civ_front_reports_close(&front);
	free(front.decisions);
	status = civ_page_end(&page, status);
	civ_buf_free(&none);
	return status;
}

enum civ_status civ_page_front(struct civ_records *records, const struct civ_page_options *options,
                               struct civ_buf *html)
{
	struct civ_page page;
	struct civ_front front = {.page = &page, .text = options->text, .is_public = options->is_public};
	enum civ_status status = civ_page_begin(&page, records, options, html);

	if (status == CIV_OK) {
		put_head(&front);
		decide_all(&front);
		for (const struct civ_front_section *s = NULL; (s = next_after(s)) != NULL;)
			put_section(&front, s);
		put_foot(&front);
	}
	civ_front_reports_close(&front);
	free(front.sources);
	free(front.decisions);
	return civ_page_end(&page, status);
}
