/* Tables and folds of the leaders' page. Each table keeps the roles of its parts however it is laid out, and its
 * headings are there for a voice where they are not seen. */
#include <string.h>

#include "civplan/say.h"
#include "civplan/wording.h"
#include "lib/page/front.h"

void civ_front_paragraph(struct civ_front *front, const char *text)
{
	civ_buf_addf(front->page->html, front->text ? "%s\n" : "<p>%s</p>\n", text);
}

void civ_front_rest_of(struct civ_front *front, const char *format, size_t count)
{
	struct civ_buf text = {0};

	civ_buf_addf(&text, format, civ_front_count(front, (int64_t)count));
	civ_buf_addf(front->page->html, front->text ? "%s\n" : "<p class=\"s rest\">%s</p>\n",
	             civ_front_keep(front, &text));
}

void civ_front_rest(struct civ_front *front, size_t count)
{
	if (count > 0)
		civ_front_rest_of(front, civ_say_count("%s more is not shown.", "%s more are not shown.", count),
		                  count);
}

static const char *class_of(const struct civ_front_column *column)
{
	static const char *const classes[] = {"", " class=\"n\"", " class=\"chart\"", " class=\"m\""};

	return classes[column->kind];
}

static void put_head(struct civ_front *front, const struct civ_front_table *table)
{
	struct civ_buf *html = front->page->html;

	civ_buf_adds(html, "<thead role=\"rowgroup\"><tr role=\"row\">");
	for (const struct civ_front_column *c = table->columns; c->heading != NULL; c++)
		civ_buf_addf(html, "<th role=\"columnheader\" scope=\"col\"%s>%s</th>", class_of(c),
		             *c->heading == '\0' ? "" : civ_say(c->heading));
	civ_buf_adds(html, "</tr></thead><tbody role=\"rowgroup\">\n");
}

void civ_front_table_open(struct civ_front *front, const struct civ_front_table *table)
{
	struct civ_buf *html = front->page->html;

	if (front->text) {
		if (table->caption != NULL)
			civ_buf_addf(html, "%s%s\n", table->caption, civ_say_is_chinese() ? "：" : ":");
		return;
	}
	civ_buf_addf(html, "<table role=\"table\" class=\"%s%s\">", table->stacked ? "stack " : "",
	             table->block ? "block" : "");
	if (table->caption != NULL)
		civ_buf_addf(html, "<caption>%s</caption>", table->caption);
	else
		civ_buf_addf(html, "<caption class=\"vh\">%s</caption>", civ_say(table->title));
	put_head(front, table);
}

/* "Name (note): heading cell, heading cell." */
static void say_row(struct civ_front *front, const struct civ_front_table *table, const struct civ_front_row *row)
{
	struct civ_buf *text = front->page->html;
	bool zh = civ_say_is_chinese(), first = true;
	size_t cell = 0;

	civ_buf_adds(text, row->name);
	if (row->note != NULL && *row->note != '\0')
		civ_buf_addf(text, zh ? "（%s）" : " (%s)", row->note);
	for (const struct civ_front_column *c = table->columns; c->heading != NULL; c++) {
		const char *said = c->kind == CIV_FRONT_MARK   ? civ_front_mark(front, row->status)
		                   : c->kind == CIV_FRONT_NAME ? ""
		                                               : row->cells[cell++];

		if (said == NULL || *said == '\0')
			continue;
		civ_buf_adds(text, zh ? first ? "：" : "，" : first ? ": " : ", ");
		if (c->kind == CIV_FRONT_NUMBER && *c->heading != '\0')
			civ_buf_addf(text, zh ? "%s" : "%s ", civ_say(c->heading));
		civ_buf_adds(text, said);
		first = false;
	}
	civ_buf_adds(text, zh ? "。\n" : ".\n");
}

static void put_cell(struct civ_front *front, const struct civ_front_column *column, const char *cell)
{
	struct civ_buf *html = front->page->html;

	civ_buf_addf(html, "<td role=\"cell\"%s", class_of(column));
	if (column->kind == CIV_FRONT_NUMBER && *column->heading != '\0')
		civ_buf_addf(html, " data-h=\"%s\"", civ_say(column->heading));
	civ_buf_addf(html, ">%s</td>", cell == NULL ? "" : cell);
}

void civ_front_table_row(struct civ_front *front, const struct civ_front_table *table, const struct civ_front_row *row)
{
	struct civ_buf *html = front->page->html;
	size_t cell = 0;

	if (front->text) {
		say_row(front, table, row);
		return;
	}
	civ_buf_addf(html, "<tr role=\"row\"%s>", row->hit ? " class=\"hit\"" : row->sum ? " class=\"sum\"" : "");
	for (const struct civ_front_column *c = table->columns; c->heading != NULL; c++) {
		if (c->kind == CIV_FRONT_NAME) {
			civ_buf_addf(html, "<th role=\"rowheader\" scope=\"row\">%s", row->name);
			if (row->note != NULL && *row->note != '\0')
				civ_buf_addf(html, "<small>%s</small>", row->note);
			civ_buf_adds(html, "</th>");
		} else if (c->kind == CIV_FRONT_MARK) {
			put_cell(front, c, row->status == NULL ? "" : civ_front_mark(front, row->status));
		} else {
			put_cell(front, c, row->cells[cell++]);
		}
	}
	civ_buf_adds(html, "</tr>\n");
}

void civ_front_table_close(struct civ_front *front)
{
	if (!front->text)
		civ_buf_adds(front->page->html, "</tbody></table>\n");
}

void civ_front_pair_open(struct civ_front *front)
{
	if (!front->text)
		civ_buf_adds(front->page->html, "<div class=\"pair\">\n");
}

void civ_front_half_open(struct civ_front *front)
{
	if (!front->text)
		civ_buf_adds(front->page->html, "<div>\n");
}

void civ_front_half_close(struct civ_front *front)
{
	if (!front->text)
		civ_buf_adds(front->page->html, "</div>\n");
}

void civ_front_pair_close(struct civ_front *front)
{
	if (!front->text)
		civ_buf_adds(front->page->html, "</div>\n");
}

void civ_front_fold_open(struct civ_front *front, const char *summary)
{
	civ_buf_addf(front->page->html, "<details><summary>%s</summary>\n", summary);
}

void civ_front_fold_close(struct civ_front *front)
{
	civ_buf_adds(front->page->html, "</details>\n");
}
