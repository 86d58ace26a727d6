/* The frame of a notice: red head, chapters, signature, and what it is from. */
#include "lib/page/bulletin.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/nested.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/page/markup.h"

extern const char civ_style_bulletin[];

enum { MOST_ADDRESSED = 10 };

/* ---- the plan, and whom it concerns ---- */

/* Texts that one row of SQL has, in the arena; "" for NULL, and where there is no row. */
static enum civ_status read_texts(struct civ_bulletin *bulletin, const char *sql, const char *texts[], int count)
{
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(bulletin->records, sql, &row);

	for (int i = 0; i < count; i++)
		texts[i] = "";
	if (civ_store_next(civ_records_store(bulletin->records), row, &status)) {
		for (int i = 0; i < count; i++) {
			const char *text = civ_row_text(row, i);

			texts[i] = civ_arena_copy(bulletin->arena, text, strlen(text));
			if (texts[i] == NULL)
				status = civ_no_memory(bulletin->messages);
		}
		sqlite3_reset(row);
	}
	return status;
}

/* The office that issues it, by the city of the plan. */
static const char *office_of(struct civ_bulletin *bulletin, const char *city)
{
	struct civ_buf text = {0};

	if (bulletin->options->office != NULL)
		return bulletin->options->office;
	if (*city == '\0')
		return civ_say(CIV_WORD("Office of the Leading Group for the National Civilised City Campaign"));
	civ_buf_addf(&text,
	             civ_say(CIV_WORD("Office of the Leading Group for the National Civilised City Campaign"
	                              " of %s")),
	             city);
	return civ_bulletin_keep(bulletin, &text);
}

/* The units that are ranked, by name; more than a line or two of them are addressed together. */
static const char *addressed(struct civ_bulletin *bulletin)
{
	const char *names[MOST_ADDRESSED];
	struct civ_buf text = {0};
	size_t count = 0;

	if (bulletin->options->to_whom != NULL)
		return bulletin->options->to_whom;
	for (size_t i = 0; i < bulletin->units.count; i++) {
		const char *unit = civ_rows_cell(&bulletin->units, i, "unit");

		if (*unit == '\0' || strcmp(unit, "*") == 0)
			continue;
		if (count == MOST_ADDRESSED)
			return civ_say(CIV_WORD("All units concerned"));
		names[count++] = civ_rows_cell(&bulletin->units, i, "name");
	}
	if (count == 0)
		return civ_say(CIV_WORD("All units concerned"));
	civ_wording_names(&text, names, count);
	return civ_bulletin_keep(bulletin, &text);
}

/* The leading bodies at the top of the plan's units. */
static enum civ_status copied(struct civ_bulletin *bulletin, const char **copies)
{
	static const char sql[] =
		"SELECT name FROM unit WHERE kind = 'leading' AND parent_id IS NULL ORDER BY id LIMIT 10";
	const char *names[MOST_ADDRESSED];
	struct civ_buf text = {0};
	size_t count = 0;
	sqlite3_stmt *rows;
	enum civ_status status;

	*copies = bulletin->options->copies;
	if (*copies != NULL)
		return CIV_OK;
	status = civ_records_statement(bulletin->records, sql, &rows);
	while (civ_store_next(civ_records_store(bulletin->records), rows, &status)) {
		const char *name = civ_row_text(rows, 0);

		if (count < MOST_ADDRESSED)
			names[count++] = civ_arena_copy(bulletin->arena, name, strlen(name));
		if (names[count - 1] == NULL)
			status = civ_no_memory(bulletin->messages);
	}
	if (status == CIV_OK)
		civ_wording_names(&text, names, count);
	*copies = civ_bulletin_keep(bulletin, &text);
	return status;
}

/* A running number stands within its year; without one its place is left open, to be filled in when it is signed. */
static const char *number_of(struct civ_bulletin *bulletin)
{
	const char *number = bulletin->options->number;
	struct civ_buf text = {0};
	int year, month, day;
	int64_t running;

	if (number != NULL && !civ_int_parse(number, strlen(number), &running))
		return number;
	if (number == NULL)
		number = civ_say_is_chinese() ? "\u3000\u3000" : "____";
	civ_date_to_ymd(bulletin->asof, &year, &month, &day);
	civ_buf_addf(&text, civ_say(CIV_WORD("No. %s of %d")), number, year);
	return civ_bulletin_keep(bulletin, &text);
}

/* ---- head and foot ---- */

/* Page numbers: browsers take them from the style. For word processors the foot stands here: for LibreOffice a part of
 * that title, for Word what others take for a comment. */
static void put_page_numbers(struct civ_bulletin *bulletin)
{
	civ_buf_adds(
		bulletin->html,
		"<!--[if !mso]><!--><div title=\"footer\" class=\"foot\"><p class=\"pn\">\u2014 <sdfield type=page"
		" subtype=random format=page>1</sdfield> \u2014</p></div><!--<![endif]-->\n"
		"<!--[if mso]><div style=\"mso-element:footer\" id=\"f1\"><p class=\"pn\">\u2014 <span"
		" style=\"mso-field-code:PAGE\"></span> \u2014</p></div><![endif]-->\n");
}

/* A line of a head ends between words, and the name of what is striven for is one of them. */
static void put_headline(struct civ_bulletin *bulletin, const char *text)
{
	static const char whole[] = "全国文明城市";
	const char *at = strstr(text, whole);
	const char *before = at == NULL ? text : civ_arena_copy(bulletin->arena, text, (size_t)(at - text));

	bulletin->failed = bulletin->failed || before == NULL;
	civ_html_text(bulletin->html, before == NULL ? "" : before);
	if (at == NULL)
		return;
	civ_buf_addf(bulletin->html, "<span class=\"w\">%s</span>", whole);
	civ_html_text(bulletin->html, at + strlen(whole));
}

static const char *title_of(struct civ_bulletin *bulletin)
{
	struct civ_buf text = {0};

	civ_buf_addf(&text, civ_say(CIV_WORD("Notice on the progress of the National Civilised City Campaign in %s")),
	             civ_bulletin_period(bulletin, bulletin->options->from));
	return civ_bulletin_keep(bulletin, &text);
}

static void put_opening(struct civ_bulletin *bulletin, const char *plan)
{
	struct civ_buf text = {0};
	const char *period = civ_bulletin_period(bulletin, bulletin->options->from),
		   *day = civ_bulletin_date(bulletin, bulletin->asof);

	if (*plan == '\0')
		civ_buf_addf(&text,
		             civ_say(CIV_WORD("How the campaign went in %s, as of the end of %s, is made known"
		                              " as follows.")),
		             period, day);
	else
		civ_buf_addf(&text,
		             civ_say(CIV_WORD("How the %s went in %s, as of the end of %s, is made known as"
		                              " follows.")),
		             plan, period, day);
	civ_bulletin_put(bulletin, "x", civ_bulletin_keep(bulletin, &text));
}

static void put_closing(struct civ_bulletin *bulletin, const char *office, const char *copies)
{
	struct civ_buf text = {0};

	civ_buf_adds(bulletin->html, "<div class=\"end\">");
	civ_bulletin_put(bulletin, "x", civ_say(CIV_WORD("This notice is issued for all units to act on.")));
	civ_bulletin_put_apart(bulletin, "sign", office);
	civ_wording_date(&text, bulletin->asof);
	civ_bulletin_put(bulletin, "date", civ_bulletin_keep(bulletin, &text));
	civ_buf_addf(bulletin->html, "<p class=\"src\">%s", civ_say(CIV_WORD("Figures from: ")));
	civ_buf_adds(bulletin->html, civ_bulletin_keep(bulletin, &bulletin->sources));
	civ_bulletin_stop(bulletin->html);
	if (bulletin->publication != 0) {
		civ_buf_addf(&text, civ_say(CIV_WORD("The ranking is publication %s, as it was published.")),
		             civ_bulletin_n(bulletin, (double)bulletin->publication));
		civ_html_text(bulletin->html, civ_bulletin_keep(bulletin, &text));
	}
	civ_buf_adds(bulletin->html, "</p>\n");
	if (*copies != '\0') {
		civ_buf_addf(&text, civ_say(CIV_WORD("Copies: %s.")), copies);
		civ_bulletin_put_apart(bulletin, "cc", civ_bulletin_keep(bulletin, &text));
	}
	civ_buf_adds(bulletin->html, "</div>\n");
}

/* ---- chapters ---- */

static const struct civ_bulletin_part *below(enum civ_bulletin_chapter chapter, unsigned place)
{
	const struct civ_bulletin_part *next = NULL;

	for (size_t i = 0; civ_bulletin_parts[i] != NULL; i++) {
		const struct civ_bulletin_part *p = civ_bulletin_parts[i];

		if (p->chapter == chapter && p->place > place && (next == NULL || p->place < next->place))
			next = p;
	}
	return next;
}

/* Paragraphs of a chapter are numbered where there are several. */
static void put_items(struct civ_bulletin *bulletin)
{
	struct civ_buf *html = bulletin->html;
	size_t headed = 0;
	unsigned number = 0;

	for (size_t i = 0; i < bulletin->count; i++)
		headed += bulletin->items[i].heading != NULL && bulletin->items[i].heading[0] != '\0' ? 1 : 0;
	for (size_t i = 0; i < bulletin->count; i++) {
		const struct civ_bulletin_item *item = &bulletin->items[i];

		if (item->heading == NULL) {
			civ_buf_adds(html, item->html);
			continue;
		}
		civ_bulletin_open(html, "x");
		if (item->heading[0] != '\0') {
			civ_buf_adds(html, "<b class=\"k\">");
			if (headed > 1) {
				civ_buf_adds(html, civ_say_is_chinese() ? "（" : "(");
				civ_wording_numeral(html, ++number);
				civ_buf_adds(html, civ_say_is_chinese() ? "）" : ") ");
			}
			civ_html_text(html, item->heading);
			civ_buf_adds(html, civ_say_is_chinese() ? "。</b>" : ".</b> ");
		}
		civ_buf_addf(html, "%s</p>\n", item->html);
	}
	bulletin->count = 0;
}

static enum civ_status put_chapter(struct civ_bulletin *bulletin, enum civ_bulletin_chapter chapter)
{
	static const char *const headings[CIV_CHAPTERS] = {
		[CIV_CHAPTER_STATE] = CIV_WORD("How it stands"),
		[CIV_CHAPTER_RANKING] = CIV_WORD("Ranking of units"),
		[CIV_CHAPTER_PROBLEMS] = CIV_WORD("Problems"),
		[CIV_CHAPTER_DEMANDS] = CIV_WORD("What is to be done"),
	};
	const struct civ_bulletin_part *part = NULL;
	enum civ_status status = CIV_OK;

	while (status == CIV_OK && (part = below(chapter, part == NULL ? 0 : part->place)) != NULL)
		status = part->put(bulletin);
	/* A chapter without anything in it is left out with its number. */
	if (status != CIV_OK || bulletin->count == 0)
		return status;
	civ_buf_adds(bulletin->html, "<h2 style=\"margin-top:0pt;margin-bottom:0pt\">");
	civ_wording_numeral(bulletin->html, ++bulletin->chapters);
	civ_buf_addf(bulletin->html, "%s%s</h2>\n", civ_say_is_chinese() ? "、" : ". ", civ_say(headings[chapter]));
	put_items(bulletin);
	return status;
}

static enum civ_status put_notice(struct civ_bulletin *bulletin)
{
	const char *plan[2], *title = title_of(bulletin), *office, *copies;
	struct civ_buf to = {0};
	enum civ_status status = read_texts(bulletin, "SELECT name, city FROM plan", plan, 2);

	if (status == CIV_OK)
		status = copied(bulletin, &copies);
	if (status != CIV_OK)
		return status;
	office = office_of(bulletin, plan[1]);
	civ_bulletin_head(bulletin, title, civ_style_bulletin);
	civ_buf_adds(bulletin->html, "<div class=\"notice\">\n");
	civ_bulletin_open(bulletin->html, "org");
	put_headline(bulletin, office);
	civ_buf_adds(bulletin->html, "</p>\n");
	civ_bulletin_put_apart(bulletin, "no", number_of(bulletin));
	civ_buf_adds(bulletin->html, "<h1>");
	put_headline(bulletin, title);
	civ_buf_adds(bulletin->html, "</h1>\n");
	civ_buf_addf(&to, civ_say(CIV_WORD("To: %s")), addressed(bulletin));
	civ_bulletin_put(bulletin, "to", civ_bulletin_keep(bulletin, &to));
	put_opening(bulletin, plan[0]);
	for (int chapter = 0; chapter < CIV_CHAPTERS && status == CIV_OK; chapter++)
		status = put_chapter(bulletin, (enum civ_bulletin_chapter)chapter);
	put_closing(bulletin, office, copies);
	civ_buf_adds(bulletin->html, "</div>\n");
	put_page_numbers(bulletin);
	return status;
}

/* ---- the paper ---- */

/* The settings of the ranking: those that it was published with, else those that its program has by itself. */
static enum civ_status choose_ranking(struct civ_records *records, struct civ_bulletin *bulletin)
{
	const struct civ_bulletin_options *options = bulletin->options;

	bulletin->board = (struct civ_rhythm_options){.report = options->report,
	                                              .from = options->from,
	                                              .to = options->to,
	                                              .asof = bulletin->asof,
	                                              .least = options->report == CIV_RHYTHM_MONTH ? CIV_MONTH_LEAST
	                                                                                           : CIV_QUARTER_LEAST,
	                                              .slow = NAN,
	                                              .weights = CIV_QUARTER_WEIGHTS};
	if (options->report == CIV_RHYTHM_WEEK)
		return CIV_OK;
	return civ_worse(civ_rhythm_floor(records, &bulletin->board.floor),
	                 civ_rhythm_last(records, &bulletin->board, &bulletin->publication));
}

static const char *period_of(struct civ_bulletin *bulletin)
{
	struct civ_buf text = {0};
	int year, month, day;

	civ_date_to_ymd(bulletin->options->from, &year, &month, &day);
	if (bulletin->options->report == CIV_RHYTHM_QUARTER)
		civ_buf_addf(&text, "%04d-Q%d", year, (month + 2) / 3);
	else
		civ_buf_addf(&text, "%04d-%02d", year, month);
	return civ_bulletin_keep(bulletin, &text);
}

enum civ_status civ_bulletin_make(struct civ_records *records, const struct civ_bulletin_options *options,
                                  struct civ_buf *html)
{
	struct civ_bulletin bulletin = {.messages = civ_records_messages(records),
	                                .options = options,
	                                .html = html,
	                                .arena = civ_arena_new(),
	                                .asof = civ_records_clock(records)->asof};
	enum civ_status status = bulletin.arena == NULL ? civ_no_memory(bulletin.messages)
	                                                : choose_ranking(records, &bulletin);

	/* Of what was published all figures are as of the day of the ranking. */
	if (bulletin.publication != 0)
		bulletin.asof = bulletin.board.asof;
	civ_date_format(bulletin.asof, bulletin.day);
	if (status == CIV_OK)
		status = civ_records_on(records, bulletin.asof, &bulletin.records);
	if (status == CIV_OK) {
		bulletin.period = period_of(&bulletin);
		civ_records_speak(bulletin.records, true);
		status = options->report == CIV_RHYTHM_WEEK ? civ_bulletin_week(&bulletin)
		                                            : civ_bulletin_ranking(&bulletin);
	}
	if (status == CIV_OK && options->report != CIV_RHYTHM_WEEK)
		status = put_notice(&bulletin);
	civ_buf_adds(html, "</body></html>\n");
	status = civ_worse(status, bulletin.status);
	civ_records_close(bulletin.records);
	civ_arena_free(bulletin.arena);
	civ_buf_free(&bulletin.sources);
	free(bulletin.items);
	return status == CIV_OK && (bulletin.failed || html->failed) ? civ_no_memory(civ_records_messages(records))
	                                                             : status;
}
