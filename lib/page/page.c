/* The frame of a page: head, style, sections, tables. */
#include "lib/page/page.h"

#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/lists.h"
#include "civplan/milestone.h"
#include "civplan/progress.h"
#include "civplan/version.h"

const char *civ_page_say(const struct civ_page *page, const char *en, const char *zh)
{
	return page->options->zh ? zh : en;
}

void civ_page_text(struct civ_page *page, const char *text)
{
	civ_html_text(page->html, text);
}

void civ_page_note(struct civ_page *page, const char *text)
{
	civ_buf_adds(page->html, "<p>");
	civ_page_text(page, text);
	civ_buf_adds(page->html, "</p>\n");
}

void civ_page_from(struct civ_page *page, const char *command)
{
	civ_buf_addf(page->html, "<p class=\"from\">%s <code>", civ_page_say(page, "from", "数据来源"));
	civ_page_text(page, command);
	civ_buf_addf(page->html, " --asof=%s</code></p>\n", page->day);
}

void civ_page_open(struct civ_page *page, const char *id, const char *heading, const char *command)
{
	civ_buf_addf(page->html, "<section id=\"%s\"><h2>", id);
	civ_page_text(page, heading);
	civ_buf_adds(page->html, "</h2>\n");
	if (command != NULL)
		civ_page_from(page, command);
}

void civ_page_close(struct civ_page *page)
{
	civ_buf_adds(page->html, "</section>\n");
}

struct civ_rows civ_page_all_of(const struct civ_out_column *columns)
{
	return (struct civ_rows){.columns = columns, .width = civ_out_column_count(columns)};
}

enum civ_status civ_page_rows(struct civ_page *page, struct civ_rows *rows,
                              enum civ_status (*report)(struct civ_page *page, struct civ_out *out, const void *data),
                              const void *data)
{
	struct civ_out *out = NULL;
	enum civ_status status;

	rows->arena = page->arena;
	status = civ_out_open_rows(rows, page->messages, &out);

	if (status == CIV_OK)
		status = report(page, out, data);
	/* That something is flagged is what the page is for. */
	if (status == CIV_FLAGGED)
		status = CIV_OK;
	if (out != NULL)
		status = civ_worse(status, civ_out_close(out, true));
	return status;
}

/* ---- cells ---- */

void civ_page_number(struct civ_page *page, const char *text)
{
	const char *point = strchr(text, '.');
	char shown[CIV_REAL_SIZE];
	double value;

	if (point == NULL || strlen(point) <= 3 || !civ_real_parse(text, strlen(text), &value)) {
		civ_page_text(page, text);
		return;
	}
	civ_real_format_rounded(value, 2, shown);
	civ_buf_addf(page->html, "<data value=\"%s\">%s</data>", text, shown);
}

static const char *name_sql(const char *column)
{
	static const struct {
		const char *column, *sql;
	} names[] = {
		{"unit", "SELECT name FROM unit WHERE code = :code"},
		{"area", "SELECT name FROM area WHERE code = :code"},
		{"category", "SELECT name FROM category WHERE code = :code"},
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i].column, column) == 0)
			return names[i].sql;
	return NULL;
}

void civ_page_fail(struct civ_page *page, enum civ_status status)
{
	page->status = civ_worse(page->status, status);
}

const char *civ_page_name(struct civ_page *page, const char *column, const char *code)
{
	struct civ_store *store = civ_records_store(page->records);
	const char *name = code, *sql = name_sql(column);
	sqlite3_stmt *row;
	enum civ_status status;

	if (sql == NULL || *code == '\0')
		return code;
	status = civ_records_statement(page->records, sql, &row);
	if (status == CIV_OK)
		status = civ_bind_text(store, row, ":code", code);
	if (civ_store_next(store, row, &status)) {
		const char *text = civ_row_text(row, 0);

		name = civ_arena_copy(page->arena, text, strlen(text));
		if (name == NULL)
			status = civ_no_memory(page->messages);
		sqlite3_reset(row);
	}
	civ_page_fail(page, status);
	return name == NULL ? code : name;
}

/* Tasks, milestones and targets have one order of badness; NULL for what is no status. */
static const struct civ_word *status_word(const char *status)
{
	const struct civ_span code = {status, strlen(status)};
	const struct civ_word *word = civ_word_of(civ_words_task_status, code);

	if (word == NULL)
		word = civ_word_of(civ_words_milestone_status, code);
	return word == NULL || word->rank == 0 ? NULL : word;
}

int civ_page_badness(const char *status)
{
	const struct civ_word *word = status_word(status);

	return word == NULL ? 0 : word->rank;
}

enum civ_tone civ_page_tone(const char *status)
{
	const struct civ_word *word = status_word(status);

	return word == NULL ? CIV_TONE_PLAIN : word->tone;
}

void civ_page_status(struct civ_page *page, const char *status)
{
	const struct civ_word *word = status_word(status);

	if (word == NULL)
		civ_page_text(page, status);
	else {
		civ_buf_addf(page->html, "<span class=\"pill %s\">%s%s", civ_tone_class(word->tone),
		             civ_tone_mark(word->tone), word->tone == CIV_TONE_PLAIN ? "" : " ");
		civ_word_add(word, page->options->zh, page->html);
		civ_buf_adds(page->html, "</span>");
	}
}

const char *civ_page_word(const struct civ_page *page, const struct civ_rows *rows, size_t row, const char *column)
{
	const char *cell = civ_rows_cell(rows, row, column);
	const struct civ_word *word = civ_word_of(civ_rows_words(rows, column), (struct civ_span){cell, strlen(cell)});

	return word == NULL ? cell : civ_word_said(word, page->options->zh);
}

const char *civ_page_status_of(const struct civ_rows *rows, size_t row)
{
	const char *status = civ_rows_cell(rows, row, "status");
	int place = civ_word_place(civ_words_task_status, status);

	if (place >= 0 && place < CIV_TASK_DONE && civ_rows_number(rows, row, "days_late") > 0)
		return civ_words_milestone_status[CIV_MILESTONE_OVERDUE].code;
	return status;
}

/* ---- tables ---- */

/* Rows of the weekly list have no status, but a kind. */
static const char *row_class(const struct civ_rows *rows, size_t row)
{
	const char *kind = civ_rows_cell(rows, row, "kind");
	enum civ_tone tone = civ_page_tone(civ_page_status_of(rows, row));

	if (strcmp(kind, "late") == 0 || strcmp(kind, "blocked") == 0)
		tone = CIV_TONE_WARN;
	return tone == CIV_TONE_BAD || tone == CIV_TONE_WARN ? civ_tone_class(tone) : "";
}

/* A column that is empty in all rows takes the room of the others. */
static bool is_empty(const struct civ_rows *rows, const struct civ_page_table *table,
                     const struct civ_page_column *column)
{
	if (column->column == NULL)
		return false;
	for (size_t i = table->first; i < table->end && i < rows->count; i++)
		if (civ_rows_cell(rows, i, column->column)[0] != '\0')
			return false;
	return true;
}

static void put_head(struct civ_page *page, const struct civ_rows *rows, const struct civ_page_table *table)
{
	civ_buf_adds(page->html, "<thead><tr>");
	for (const struct civ_page_column *c = table->columns; c->en != NULL; c++) {
		if (is_empty(rows, table, c))
			continue;
		civ_buf_addf(page->html, "<th scope=\"col\"%s>", c->number ? " class=\"n\"" : "");
		civ_page_text(page, civ_page_say(page, c->en, c->zh));
		civ_buf_adds(page->html, "</th>");
	}
	civ_buf_adds(page->html, "</tr></thead><tbody>\n");
}

/* A day is not broken over two lines. */
static bool is_day(const struct civ_rows *rows, size_t row, const char *column)
{
	const char *cell = column == NULL ? "" : civ_rows_cell(rows, row, column);
	int32_t day;

	return civ_date_parse(cell, strlen(cell), &day);
}

/* Leaders know units by name, choices by word and comparisons by sign. */
static void put_cell(struct civ_page *page, const struct civ_rows *rows, size_t row,
                     const struct civ_page_column *column)
{
	const char *cell = civ_rows_cell(rows, row, column->column);

	if (column->number)
		civ_page_number(page, cell);
	else if (name_sql(column->column) != NULL)
		civ_page_text(page, civ_page_name(page, column->column, cell));
	else if (strcmp(column->column, "status") == 0)
		civ_page_status(page, cell);
	else if (strcmp(column->column, "op") == 0)
		civ_page_text(page, strcmp(cell, ">=") == 0 ? "≥" : strcmp(cell, "<=") == 0 ? "≤" : cell);
	else
		civ_page_text(page, civ_page_word(page, rows, row, column->column));
}

void civ_page_table(struct civ_page *page, const struct civ_rows *rows, const struct civ_page_table *table)
{
	if (table->folded)
		civ_buf_addf(page->html, "<details><summary>%s</summary>", civ_page_say(page, "as a table", "数据表"));
	civ_buf_adds(page->html, "<div class=\"wide\"><table>");
	put_head(page, rows, table);
	for (size_t i = table->first; i < table->end && i < rows->count; i++) {
		civ_buf_addf(page->html, "<tr class=\"%s\">", row_class(rows, i));
		for (const struct civ_page_column *c = table->columns; c->en != NULL; c++) {
			if (is_empty(rows, table, c))
				continue;
			civ_buf_addf(page->html, "<td%s>",
			             c->number                    ? " class=\"n\""
			             : is_day(rows, i, c->column) ? " class=\"d\""
			                                          : "");
			if (c->column != NULL)
				put_cell(page, rows, i, c);
			else if (table->spark != NULL)
				table->spark(page, rows, i);
			civ_buf_adds(page->html, "</td>");
		}
		civ_buf_adds(page->html, "</tr>\n");
	}
	civ_buf_adds(page->html, "</tbody></table></div>");
	civ_buf_adds(page->html, table->folded ? "</details>\n" : "\n");
}

/* ---- the page ---- */

static enum civ_status plan_texts(struct civ_page *page, const char **name, const char **city)
{
	struct civ_store *store = civ_records_store(page->records);
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(page->records, "SELECT name, city FROM plan", &row);

	*name = *city = "";
	if (civ_store_next(store, row, &status)) {
		struct civ_span left = civ_value_column(row, 0).string, right = civ_value_column(row, 1).string;

		*name = civ_arena_copy(page->arena, left.text == NULL ? "" : left.text, left.len);
		*city = civ_arena_copy(page->arena, right.text == NULL ? "" : right.text, right.len);
		sqlite3_reset(row);
	}
	return *name == NULL || *city == NULL ? civ_no_memory(page->messages) : status;
}

static const char *title_of(const struct civ_page *page)
{
	switch (page->options->kind) {
	case CIV_PAGE_WEEK:
		return civ_page_say(page, "Weekly list", "周调度清单");
	case CIV_PAGE_MONTH:
		return civ_page_say(page, "Monthly bulletin", "月度通报");
	default:
		return civ_page_say(page, "Campaign board", "创建工作看板");
	}
}

static enum civ_status put_header(struct civ_page *page)
{
	const char *name, *city;
	enum civ_status status = plan_texts(page, &name, &city);

	if (status != CIV_OK)
		return status;
	civ_buf_addf(page->html,
	             "<!DOCTYPE html>\n<html lang=\"%s\"%s><head><meta charset=\"utf-8\">"
	             "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta "
	             "name=\"color-scheme\" content=\"light dark\"><title>",
	             page->options->zh ? "zh-CN" : "en", page->options->large ? " class=\"large\"" : "");
	civ_page_text(page, title_of(page));
	civ_buf_addf(page->html, " %s</title><style>%s</style></head>\n<body><header><h1>", page->day,
	             page->options->kind == CIV_PAGE_BOARD ? civ_style_board : civ_style_bulletin);
	civ_page_text(page, title_of(page));
	civ_buf_adds(page->html, "</h1><p>");
	civ_page_text(page, city);
	civ_buf_adds(page->html, *city == '\0' || *name == '\0' ? "" : " · ");
	civ_page_text(page, name);
	civ_buf_addf(page->html, "</p><p>%s %s</p></header>\n",
	             civ_page_say(page, "as it stood at the end of", "统计时点（当日末）"), page->day);
	return CIV_OK;
}

/* The section of the page that stands below PLACE. */
static const struct civ_page_section *below(enum civ_page_kind kind, unsigned place)
{
	const struct civ_page_section *next = NULL;

	for (size_t i = 0; civ_page_sections[i] != NULL; i++) {
		const struct civ_page_section *s = civ_page_sections[i];

		if (s->kind == kind && s->place > place && (next == NULL || s->place < next->place))
			next = s;
	}
	return next;
}

static enum civ_status put_sections(struct civ_page *page)
{
	const struct civ_page_section *s = NULL;
	enum civ_status status = CIV_OK;

	while (status == CIV_OK && (s = below(page->options->kind, s == NULL ? 0 : s->place)) != NULL)
		status = s->put(page);
	return status;
}

enum civ_status civ_page_begin(struct civ_page *page, struct civ_records *records,
                               const struct civ_page_options *options, struct civ_buf *html)
{
	*page = (struct civ_page){.records = records,
	                          .messages = civ_records_messages(records),
	                          .options = options,
	                          .html = html,
	                          .arena = civ_arena_new(),
	                          .asof = civ_records_clock(records)->asof};
	civ_records_speak(records, true);
	civ_date_format(page->asof, page->day);
	return page->arena == NULL ? civ_no_memory(page->messages) : CIV_OK;
}

enum civ_status civ_page_end(struct civ_page *page, enum civ_status status)
{
	civ_arena_free(page->arena);
	status = civ_worse(status, page->status);
	return status == CIV_OK && page->html->failed ? civ_no_memory(page->messages) : status;
}

enum civ_status civ_page_make(struct civ_records *records, const struct civ_page_options *options, struct civ_buf *html)
{
	struct civ_page page;
	enum civ_status status = civ_page_begin(&page, records, options, html);

	if (status == CIV_OK)
		status = put_header(&page);
	if (status == CIV_OK)
		status = put_sections(&page);
	civ_buf_addf(html, "<footer>civplan %s</footer></body></html>\n", CIV_VERSION);
	return civ_page_end(&page, status);
}
