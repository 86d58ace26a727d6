/* What the sentences and tables of a notice are made of. */
#include "lib/page/bulletin.h"

#include <string.h>

#include "civplan/date.h"
#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/page/markup.h"

extern const char civ_style_table[];

/* ---- texts ---- */

const char *civ_bulletin_keep(struct civ_bulletin *bulletin, struct civ_buf *text)
{
	const char *whole = civ_buf_str(text),
		   *kept = whole == NULL ? NULL : civ_arena_copy(bulletin->arena, whole, text->len);

	bulletin->failed = bulletin->failed || kept == NULL;
	civ_buf_free(text);
	return kept == NULL ? "" : kept;
}

const char *civ_bulletin_n(struct civ_bulletin *bulletin, double value)
{
	struct civ_buf text = {0};

	civ_wording_number(&text, value, 2);
	return civ_bulletin_keep(bulletin, &text);
}

const char *civ_bulletin_percent(struct civ_bulletin *bulletin, double percent)
{
	struct civ_buf text = {0};

	civ_wording_percent(&text, percent);
	return civ_bulletin_keep(bulletin, &text);
}

const char *civ_bulletin_date(struct civ_bulletin *bulletin, int32_t day)
{
	struct civ_buf text = {0};

	civ_wording_day(&text, day, bulletin->asof);
	return civ_bulletin_keep(bulletin, &text);
}

const char *civ_bulletin_late(struct civ_bulletin *bulletin, int64_t days)
{
	struct civ_buf text = {0};

	civ_wording_late(&text, days);
	return civ_bulletin_keep(bulletin, &text);
}

const char *civ_bulletin_period(struct civ_bulletin *bulletin, int32_t day)
{
	struct civ_buf text = {0};

	if (bulletin->options->report == CIV_RHYTHM_QUARTER)
		civ_wording_quarter(&text, day);
	else
		civ_wording_month(&text, day);
	return civ_bulletin_keep(bulletin, &text);
}

void civ_bulletin_between(struct civ_buf *text)
{
	if (text->len > 0)
		civ_buf_adds(text, civ_say_is_chinese() ? "；" : "; ");
}

void civ_bulletin_stop(struct civ_buf *text)
{
	civ_buf_adds(text, civ_say_is_chinese() ? "。" : ". ");
}

/* ---- the paper ---- */

void civ_bulletin_head(struct civ_bulletin *bulletin, const char *title, const char *style)
{
	civ_buf_addf(bulletin->html,
	             "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
	             " content=\"width=device-width,initial-scale=1\"><title>",
	             civ_say_is_chinese() ? "zh-CN" : "en");
	civ_html_text(bulletin->html, title);
	civ_buf_addf(bulletin->html, "</title><style>%s%s</style></head>\n<body>", civ_style_table, style);
}

/* LibreOffice sets paragraphs apart, whatever their class says, unless each says itself that it is not. */
void civ_bulletin_open(struct civ_buf *html, const char *class)
{
	civ_buf_addf(html, "<p class=\"%s\" style=\"margin-top:0pt;margin-bottom:0pt\">", class);
}

void civ_bulletin_put(struct civ_bulletin *bulletin, const char *class, const char *text)
{
	civ_bulletin_open(bulletin->html, class);
	civ_html_text(bulletin->html, text);
	civ_buf_adds(bulletin->html, "</p>\n");
}

void civ_bulletin_put_apart(struct civ_bulletin *bulletin, const char *class, const char *text)
{
	civ_buf_addf(bulletin->html, "<p class=\"%s\">", class);
	civ_html_text(bulletin->html, text);
	civ_buf_adds(bulletin->html, "</p>\n");
}

/* ---- items of a chapter ---- */

static void add_item(struct civ_bulletin *bulletin, const char *heading, struct civ_buf *html)
{
	const char *kept = civ_bulletin_keep(bulletin, html);

	if (bulletin->failed || !CIV_GROW(bulletin->items, bulletin->count, bulletin->room)) {
		bulletin->failed = true;
		return;
	}
	bulletin->items[bulletin->count++] = (struct civ_bulletin_item){heading, kept};
}

void civ_bulletin_paragraph(struct civ_bulletin *bulletin, const char *heading, struct civ_buf *text)
{
	struct civ_buf html = {0};

	while (text->len > 0 && text->data[text->len - 1] == ' ')
		text->data[--text->len] = '\0';
	if (text->len > 0) {
		civ_html_text(&html, text->data);
		html.failed = html.failed || text->failed;
		add_item(bulletin, heading == NULL ? "" : heading, &html);
	}
	civ_buf_free(text);
}

void civ_bulletin_item(struct civ_bulletin *bulletin, struct civ_buf *html)
{
	add_item(bulletin, NULL, html);
}

void civ_bulletin_source(struct civ_bulletin *bulletin, const char *name, const char *command)
{
	struct civ_buf *html = &bulletin->sources;

	civ_bulletin_between(html);
	civ_buf_adds(html, "<span data-report=\"");
	civ_html_text(html, command);
	civ_buf_addf(html, " --asof=%s\">", bulletin->day);
	civ_html_text(html, civ_say(name));
	if (!civ_say_is_chinese()) {
		civ_buf_adds(html, " (");
		civ_html_text(html, command);
		civ_buf_addc(html, ')');
	}
	civ_buf_adds(html, "</span>");
}

/* ---- tables ---- */

static const struct {
	const char *align, *class;
} aligns[] =
	{[CIV_ALIGN_LEFT] = {"left", "tl"}, [CIV_ALIGN_CENTER] = {"center", "tm"}, [CIV_ALIGN_RIGHT] = {"right", "tr"}};

void civ_bulletin_table(struct civ_buf *html, const char *caption, const struct civ_bulletin_column *columns)
{
	unsigned width = 0;

	for (const struct civ_bulletin_column *c = columns; c->heading != NULL; c++)
		width += c->width;
	if (caption != NULL) {
		civ_bulletin_open(html, "cap");
		civ_html_text(html, caption);
		civ_buf_adds(html, "</p>\n");
	}
	civ_buf_addf(html, "<table border=\"1\" width=\"%u\" cellpadding=\"2\" cellspacing=\"0\"><thead><tr>", width);
	for (const struct civ_bulletin_column *c = columns; c->heading != NULL; c++) {
		civ_buf_addf(html, "<th scope=\"col\" width=\"%u\" align=\"center\">", c->width);
		civ_bulletin_open(html, "h");
		civ_html_text(html, c->heading);
		civ_buf_adds(html, "</p></th>");
	}
	civ_buf_adds(html, "</tr></thead><tbody>\n");
}

void civ_bulletin_row(struct civ_buf *html)
{
	civ_buf_adds(html, "<tr>");
}

void civ_bulletin_cell(struct civ_buf *html, enum civ_bulletin_align align, const char *text)
{
	civ_buf_addf(html, "<td align=\"%s\">", aligns[align].align);
	civ_bulletin_open(html, aligns[align].class);
	/* An empty paragraph would be as high as those of the text. */
	civ_html_text(html, *text == '\0' ? "\u00a0" : text);
	civ_buf_adds(html, "</p></td>");
}

void civ_bulletin_row_end(struct civ_buf *html)
{
	civ_buf_adds(html, "</tr>\n");
}

void civ_bulletin_table_end(struct civ_buf *html)
{
	civ_buf_adds(html, "</tbody></table>\n");
}
