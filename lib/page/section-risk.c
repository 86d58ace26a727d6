/* Risks: likelihood down, impact across, each cell with those that stand in it. */
#include <string.h>

#include "civplan/date.h"
#include "civplan/lists.h"
#include "civplan/risk.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/noun/risk.h"
#include "lib/page/front.h"

extern const struct civ_report civ_report_risk_report;

static const struct civ_report_request request = {.report = &civ_report_risk_report};
static const struct civ_front_report report = {.request = &request, .title = CIV_WORD("Risks")};

static void finding(struct civ_front *front, struct civ_buf *text)
{
	const struct civ_risk_tally tally = civ_risk_count(civ_front_rows(front, &report));
	struct civ_buf happened = {0};
	const char *high = civ_front_said(front, CIV_WORD("%s of %s are high"), civ_front_count(front, tally.high),
	                                  civ_front_count(front, tally.kept));

	if (tally.kept == 0)
		return;
	civ_buf_addf(&happened,
	             civ_say_count("%s has happened", "%s have happened", (unsigned long long)tally.happened),
	             civ_front_toned(front, tally.happened > 0 ? CIV_TONE_BAD : CIV_TONE_PLAIN,
	                             civ_front_count(front, tally.happened)));
	civ_buf_addf(text, "%s%s", civ_front_joined(front, high, civ_front_keep(front, &happened)),
	             civ_say_is_chinese() ? "。" : ".");
	if (tally.late > 0)
		civ_buf_addf(text,
		             civ_say_count(" %s is late to be judged again.", " %s are late to be judged again.",
		                           (unsigned long long)tally.late),
		             civ_front_count(front, tally.late));
}

/* ---- matrix ---- */

enum { WORDS = 3, HIGHEST = WORDS * WORDS };

struct cell {
	const struct civ_word *likelihood, *impact;
	const char *level; /* class of its ground */
	int priority;
};

static struct cell cell_of(size_t likelihood, size_t impact)
{
	struct cell cell = {&civ_words_likelihood[likelihood], &civ_words_impact[impact], NULL, 0};

	cell.priority = cell.likelihood->rank * cell.impact->rank;
	cell.level = cell.priority >= CIV_RISK_HIGH ? "hi" : cell.priority >= CIV_RISK_MEDIUM ? "mid" : "lo";
	return cell;
}

static bool stands_in(const struct civ_rows *rows, size_t row, const struct cell *cell)
{
	return civ_risk_is_kept(rows, row) &&
	       strcmp(civ_rows_cell(rows, row, "likelihood"), cell->likelihood->code) == 0 &&
	       strcmp(civ_rows_cell(rows, row, "impact"), cell->impact->code) == 0;
}

static bool is_empty(const struct civ_rows *rows, const struct cell *cell)
{
	for (size_t i = 0; i < rows->count; i++)
		if (stands_in(rows, i, cell))
			return false;
	return true;
}

/* WORD as it stands within a sentence. */
static const char *inside(struct civ_front *front, const struct civ_word *word)
{
	struct civ_buf text = {0};

	civ_word_add(word, civ_say_is_chinese(), &text);
	return civ_front_keep(front, &text);
}

static const char *label_of(struct civ_front *front, const struct cell *cell)
{
	return civ_front_said(front, CIV_WORD("Likelihood %s, impact %s"), inside(front, cell->likelihood),
	                      inside(front, cell->impact));
}

static void put_risk(struct civ_front *front, const struct civ_rows *rows, size_t row)
{
	struct civ_buf *html = front->page->html;
	const char *unit = civ_front_name(front, civ_front_unit(front, civ_rows_cell(rows, row, "unit"))),
		   *name = civ_front_name(front, civ_rows_cell(rows, row, "name")),
		   *happened = civ_front_shaped(front, "bad", civ_say(CIV_WORD("happened"))),
		   *mark = civ_risk_has_happened(rows, row) ? happened : "";

	if (front->text) {
		civ_buf_addf(html, civ_say_is_chinese() ? "%s%s%s%s%s。\n" : "%s%s%s%s%s.\n", mark,
		             *mark == '\0' ? "" : civ_say_is_chinese() ? "：" : ": ", name,
		             *unit == '\0' ? "" : civ_say_is_chinese() ? "，" : ", ", unit);
		return;
	}
	civ_buf_addf(html, "<li>%s%s%s", mark, *mark == '\0' ? "" : " ", name);
	if (*unit != '\0')
		civ_buf_addf(html, " <small>%s</small>", unit);
	civ_buf_adds(html, "</li>");
}

static void put_risks(struct civ_front *front, const struct civ_rows *rows, const struct cell *cell)
{
	for (size_t i = 0; i < rows->count; i++)
		if (stands_in(rows, i, cell))
			put_risk(front, rows, i);
}

static void put_cell(struct civ_front *front, const struct civ_rows *rows, const struct cell *cell)
{
	struct civ_buf *html = front->page->html;
	bool empty = is_empty(rows, cell);

	civ_buf_addf(html, "<td role=\"cell\" class=\"%s%s\" style=\"--o:%d\"><b class=\"sc\">%s</b>", cell->level,
	             empty ? " e" : "", HIGHEST + 1 - cell->priority, civ_front_count(front, cell->priority));
	civ_buf_addf(html, "<span class=\"lab\">%s</span>", label_of(front, cell));
	if (!empty) {
		civ_buf_adds(html, "<ul>");
		put_risks(front, rows, cell);
		civ_buf_adds(html, "</ul>");
	}
	civ_buf_adds(html, "</td>");
}

static void put_matrix(struct civ_front *front, const struct civ_rows *rows)
{
	struct civ_buf *html = front->page->html;

	civ_buf_addf(html,
	             "<table role=\"table\" class=\"mx\"><caption class=\"vh\">%s</caption>"
	             "<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\"></th>",
	             civ_say(CIV_WORD("Risks by likelihood and impact, with the product of both")));
	for (size_t impact = 0; impact < WORDS; impact++) {
		const char *word = inside(front, &civ_words_impact[impact]);

		civ_buf_addf(html, "<th role=\"columnheader\" scope=\"col\">%s</th>",
		             civ_front_said(front, CIV_WORD("Impact %s"), word));
	}
	civ_buf_adds(html, "</tr></thead><tbody role=\"rowgroup\">\n");
	for (size_t likelihood = WORDS; likelihood-- > 0;) {
		const char *word = inside(front, &civ_words_likelihood[likelihood]);

		civ_buf_addf(html, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">%s</th>",
		             civ_front_said(front, CIV_WORD("Likelihood %s"), word));
		for (size_t impact = 0; impact < WORDS; impact++) {
			const struct cell cell = cell_of(likelihood, impact);

			put_cell(front, rows, &cell);
		}
		civ_buf_adds(html, "</tr>\n");
	}
	civ_buf_adds(html, "</tbody></table>\n");
}

/* For a voice: the cells that are filled, the highest first. */
static void say_matrix(struct civ_front *front, const struct civ_rows *rows)
{
	for (int priority = HIGHEST; priority > 0; priority--)
		for (size_t i = 0; i < WORDS * WORDS; i++) {
			const struct cell cell = cell_of(i / WORDS, i % WORDS);

			if (cell.priority != priority || is_empty(rows, &cell))
				continue;
			civ_buf_addf(front->page->html, "%s\n",
			             civ_front_said(front, CIV_WORD("Priority %s. %s:"),
			                            civ_front_count(front, priority), label_of(front, &cell)));
			put_risks(front, rows, &cell);
		}
}

static void put(struct civ_front *front)
{
	const struct civ_rows *rows = civ_front_rows(front, &report);

	if (front->text)
		say_matrix(front, rows);
	else
		put_matrix(front, rows);
}

/* ---- to be decided ---- */

/* The one that has waited longest. */
static size_t oldest_of(const struct civ_rows *rows)
{
	size_t oldest = rows->count;

	for (size_t i = 0; i < rows->count; i++)
		if (civ_risk_is_late(rows, i) &&
		    (oldest == rows->count || civ_rows_number(rows, i, "days_late") >
		                                      civ_rows_number(rows, oldest, "days_late")))
			oldest = i;
	return oldest;
}

static void decide(struct civ_front *front)
{
	const struct civ_rows *rows = civ_front_rows(front, &report);
	const struct civ_risk_tally tally = civ_risk_count(rows);
	size_t oldest = oldest_of(rows);
	int32_t since = front->page->asof;
	struct civ_buf what = {0};
	const char *why;

	if (tally.late == 0)
		return;
	(void)civ_date_stored(civ_rows_cell(rows, oldest, "next_review"), &since);
	civ_buf_addf(&what, civ_say_count("Judge %s risk anew", "Judge %s risks anew", (unsigned long long)tally.late),
	             civ_front_count(front, tally.late));
	why = civ_front_said(front,
	                     CIV_WORD("“%s” was to be judged again by %s. If nothing is decided, it goes by what "
	                              "was known before."),
	                     civ_front_name(front, civ_rows_cell(rows, oldest, "name")), civ_front_day(front, since));
	civ_front_decide(front, &(struct civ_front_decision){
					.what = civ_front_keep(front, &what),
					.why = why,
					.who = civ_front_decider(front, CIV_FRONT_OFFICE),
					.asks = civ_front_campaign(front, CIV_FRONT_OFFICE),
					.level = CIV_FRONT_OFFICE,
					.since = since,
				});
}

static const struct civ_front_source source = {
	.what = CIV_WORD("Risks"),
	.how = CIV_WORD("Likelihood from 1 to 3 times impact from 1 to 3. A risk has happened when its status says so "
                        "or the figures of its signal do. Those that are closed are left out."),
	.report = CIV_WORD("Risks"),
	.command = "risk-report; risk-report --matrix",
};

const struct civ_front_section civ_front_section_risk = {
	.place = 50,
	.id = "risk",
	.heading = CIV_WORD("Risks"),
	.source = &source,
	.decide = decide,
	.finding = finding,
	.put = put,
};
