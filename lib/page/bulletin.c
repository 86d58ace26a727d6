/* The monthly bulletin and the weekly list: official prose, every figure of which is footnoted by the command that
 * lists its rows. */
#include <math.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/rhythm.h"
#include "lib/page/page.h"

enum { MOST_NOTES = 32 };

/* Footnotes gathered while the text is written. */
struct notes {
	struct civ_page *page;
	const char *commands[MOST_NOTES];
	size_t count;
};

/* A figure and the mark of its note; the same command is noted once. */
static void put_figure(struct notes *notes, const char *figure, const char *unit, const char *command)
{
	size_t n = 0;

	while (n < notes->count && strcmp(notes->commands[n], command) != 0)
		n++;
	if (n == notes->count && n < MOST_NOTES)
		notes->commands[notes->count++] = command;
	civ_buf_adds(notes->page->html, "<strong>");
	civ_page_text(notes->page, *figure == '\0' ? "–" : figure);
	civ_page_text(notes->page, unit);
	civ_buf_addf(notes->page->html, "</strong><sup><a href=\"#note-%zu\">[%zu]</a></sup>", n + 1, n + 1);
}

static void put_notes(struct notes *notes)
{
	civ_buf_addf(notes->page->html, "<section id=\"notes\"><h2>%s</h2><ol>\n",
	             civ_page_say(notes->page, "Where each figure is from", "数据来源"));
	for (size_t i = 0; i < notes->count; i++) {
		civ_buf_addf(notes->page->html, "<li id=\"note-%zu\"><code>", i + 1);
		civ_page_text(notes->page, notes->commands[i]);
		civ_buf_adds(notes->page->html, "</code></li>\n");
	}
	civ_buf_adds(notes->page->html, "</ol></section>\n");
}

/* TEXT kept as long as the page. */
static const char *keep(struct civ_page *page, struct civ_buf *text)
{
	const char *kept = civ_buf_str(text) == NULL ? NULL : civ_arena_copy(page->arena, text->data, text->len);

	page->html->failed = page->html->failed || kept == NULL;
	civ_buf_free(text);
	return kept == NULL ? "" : kept;
}

static const char *report_of(struct civ_page *page, const char *month)
{
	struct civ_buf text = {0};

	civ_buf_addf(&text, "plan-month --month=%s", month);
	return keep(page, &text);
}

/* COMMAND as of the page's day, its rows of the MONTH (NULL: all). */
static const char *command_of(struct civ_page *page, const char *command, const char *month)
{
	struct civ_buf text = {0};

	civ_buf_addf(&text, "%s --asof=%s", command, page->day);
	if (month != NULL)
		civ_buf_addf(&text, " | grep %s", month);
	return keep(page, &text);
}

static enum civ_status report_rhythm(struct civ_page *page, struct civ_out *out, const void *data)
{
	return civ_rhythm_write(page->records, data, out);
}

/* ---- the month ---- */

static void put_list(struct notes *notes, const struct civ_rows *rows, bool slow, const char *command)
{
	struct civ_page *page = notes->page;
	size_t count = 0;

	for (size_t i = 0; i < rows->count; i++) {
		bool is_slow = strcmp(civ_rows_cell(rows, i, "slow"), "yes") == 0,
		     first = strcmp(civ_rows_cell(rows, i, "rank"), "1") == 0;

		/* Whoever is named slow is not praised for being the least slow. */
		if (slow ? !is_slow : !first || is_slow)
			continue;
		civ_page_text(page, count++ == 0 ? "" : civ_page_say(page, ", ", "、"));
		civ_page_text(page, civ_rows_cell(rows, i, "name"));
		civ_page_text(page, civ_page_say(page, " (", "（"));
		put_figure(notes, civ_rows_cell(rows, i, "on_time_rate"), civ_page_say(page, " %", "%"), command);
		civ_page_text(page, civ_page_say(page, ")", "）"));
	}
	if (count == 0)
		civ_page_text(page, civ_page_say(page, "none", "无"));
}

static void put_summary(struct notes *notes, const struct civ_rows *rows, size_t all, const char *month)
{
	struct civ_page *page = notes->page;
	const char *due = command_of(page, "issue-rates --by=month", month), *closed = due;
	const char *tasks = command_of(page, "task-report --by=month", month),
		   *units = command_of(page, report_of(page, month), NULL);

	civ_buf_adds(page->html, "<p>");
	civ_page_text(page, month);
	civ_page_text(page, civ_page_say(page, ": issues due ", "：应办结问题"));
	put_figure(notes, civ_rows_cell(rows, all, "n_due"), civ_page_say(page, "", "件"), due);
	civ_page_text(page, civ_page_say(page, ", rectified and accepted ", "，已整改验收"));
	put_figure(notes, civ_rows_cell(rows, all, "n_done"), civ_page_say(page, "", "件"), due);
	civ_page_text(page, civ_page_say(page, ", a rectification rate of ", "，整改率"));
	put_figure(notes, civ_rows_cell(rows, all, "rectification_rate"), civ_page_say(page, " %", "%"), due);
	civ_page_text(page, civ_page_say(page, "; in time ", "；按期整改"));
	put_figure(notes, civ_rows_cell(rows, all, "n_on_time"), civ_page_say(page, "", "件"), due);
	civ_page_text(page, civ_page_say(page, ", that is ", "，按期率"));
	put_figure(notes, civ_rows_cell(rows, all, "on_time_rate"), civ_page_say(page, " %", "%"), due);
	civ_page_text(page, civ_page_say(page, ". Still open past their date: ", "。尚有逾期未整改"));
	put_figure(notes, civ_rows_cell(rows, all, "n_overdue"), civ_page_say(page, "", "件"), due);
	civ_page_text(page, civ_page_say(page, "; late since before the month: ", "；此前逾期至今"));
	put_figure(notes, civ_rows_cell(rows, all, "n_carried"), civ_page_say(page, "", "件"), units);
	civ_page_text(page, civ_page_say(page, "; closed in the month: ", "；当月办结"));
	put_figure(notes, civ_rows_cell(rows, all, "n_closed"), civ_page_say(page, "", "件"), closed);
	civ_page_text(page, civ_page_say(page, ". Tasks due: ", "。到期任务"));
	put_figure(notes, civ_rows_cell(rows, all, "n_tasks_due"), civ_page_say(page, "", "项"), tasks);
	civ_page_text(page, civ_page_say(page, ", of which late: ", "，其中延误"));
	put_figure(notes, civ_rows_cell(rows, all, "n_tasks_late"), civ_page_say(page, "", "项"), tasks);
	civ_page_text(page, civ_page_say(page, "; late since before the month: ", "；此前延误至今"));
	put_figure(notes, civ_rows_cell(rows, all, "n_tasks_carried"), civ_page_say(page, "", "项"), units);
	civ_buf_addf(page->html, "%s</p>\n<p>%s", civ_page_say(page, ".", "。"),
	             civ_page_say(page, "First: ", "排名第一："));
	put_list(notes, rows, false, units);
	civ_buf_addf(page->html, "%s</p>\n<p>%s", civ_page_say(page, ".", "。"),
	             civ_page_say(page, "Slow: ", "进度滞后，予以通报："));
	put_list(notes, rows, true, units);
	civ_buf_addf(page->html, "%s</p>\n", civ_page_say(page, ".", "。"));
}

static enum civ_status put_month(struct civ_page *page)
{
	static const struct civ_page_column columns[] = {
		{"rank", "Rank", "排名", true},
		{"name", "Unit", "单位", false},
		{"n_due", "Due", "应办结", true},
		{"n_done", "Done", "已整改验收", true},
		{"rectification_rate", "Rectified (%)", "整改率（%）", true},
		{"on_time_rate", "In time (%)", "按期率（%）", true},
		{"n_overdue", "Overdue", "逾期", true},
		{"n_rebound", "Came back", "反弹", true},
		{"n_tasks_due", "Tasks due", "到期任务", true},
		{"n_tasks_late", "Late", "延误", true},
		{"n_carried", "Late since before", "此前逾期", true},
		{"n_tasks_carried", "Tasks late since before", "此前延误任务", true},
		{"slow", "Slow", "滞后", false},
		{"note", "Note", "备注", false},
		{NULL, NULL, NULL, false},
	};
	struct civ_rhythm_options options = {.report = CIV_RHYTHM_MONTH,
	                                     .from = page->options->from,
	                                     .to = page->options->to,
	                                     .asof = page->asof,
	                                     .least = 5,
	                                     .slow = NAN};
	struct notes notes = {.page = page};
	struct civ_rows rows = civ_page_all_of(civ_board_month_columns);
	char first[CIV_DATE_SIZE], *month;
	enum civ_status status = civ_rhythm_floor(page->records, &options.floor);

	if (status == CIV_OK)
		status = civ_page_rows(page, &rows, report_rhythm, &options);
	if (status != CIV_OK)
		return status;
	civ_date_format(options.from, first);
	month = civ_arena_copy(page->arena, first, strlen("YYYY-MM"));
	if (month == NULL)
		return civ_no_memory(page->messages);
	civ_page_open(page, "summary", civ_page_say(page, "The month", "总体情况"), NULL);
	put_summary(&notes, &rows, rows.count - 1, month);
	civ_page_close(page);
	civ_page_open(page, "units", civ_page_say(page, "Units", "各单位情况"), report_of(page, month));
	civ_page_table(page, &rows, &(struct civ_page_table){.columns = columns, .end = rows.count});
	civ_page_close(page);
	put_notes(&notes);
	return CIV_OK;
}

const struct civ_page_section civ_section_month = {.kind = CIV_PAGE_MONTH, .place = 10, .put = put_month};

/* ---- the week ---- */

/* The rows of one unit stand together: each gets a heading and a table. */
static void put_unit(struct civ_page *page, const struct civ_rows *rows, size_t first, size_t end)
{
	static const struct civ_page_column columns[] = {
		{"kind", "", "类型", false},
		{"type", "Of", "对象", false},
		{"code", "Code", "编码", false},
		{"title", "What", "内容", false},
		{"due", "Due", "时限", false},
		{"days", "Days late", "逾期天数", true},
		{"person", "Person", "责任人", false},
		{"phone", "Phone", "电话", false},
		{"reason", "Obstacle", "受阻原因", false},
		{"n", "How many", "数量", true},
		{NULL, NULL, NULL, false},
	};
	const char *name = civ_rows_cell(rows, first, "name");

	civ_buf_adds(page->html, "<h3>");
	civ_page_text(page, *name == '\0' ? civ_page_say(page, "nobody is responsible yet", "尚未分派") : name);
	civ_buf_adds(page->html, "</h3>\n");
	civ_page_table(page, rows, &(struct civ_page_table){.columns = columns, .first = first, .end = end});
}

static enum civ_status put_week(struct civ_page *page)
{
	const struct civ_rhythm_options options = {.report = CIV_RHYTHM_WEEK,
	                                           .from = page->asof,
	                                           .to = page->options->to,
	                                           .asof = page->asof};
	struct civ_rows rows = civ_page_all_of(civ_board_week_columns);
	size_t first = 0;
	enum civ_status status = civ_page_rows(page, &rows, report_rhythm, &options);

	if (status != CIV_OK)
		return status;
	civ_page_open(page, "week",
	              civ_page_say(page, "Late, due in seven days, blocked", "逾期、七日内到期、受阻事项"),
	              "plan-week");
	if (rows.count == 0)
		civ_page_note(page, civ_page_say(page, "Nothing is late, due or blocked.", "无逾期、到期或受阻事项。"));
	for (size_t i = 1; i <= rows.count; i++)
		if (i == rows.count ||
		    strcmp(civ_rows_cell(&rows, i, "unit"), civ_rows_cell(&rows, first, "unit")) != 0) {
			put_unit(page, &rows, first, i);
			first = i;
		}
	civ_page_close(page);
	return CIV_OK;
}

const struct civ_page_section civ_section_week = {.kind = CIV_PAGE_WEEK, .place = 10, .put = put_week};
