/* Sections of the leaders' page: targets, score, milestones, tasks. */
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/milestone.h"
#include "civplan/progress.h"
#include "civplan/score.h"
#include "lib/noun/measure.h"
#include "lib/page/page.h"

enum { MOST_LOSSES = 10, MOST_FIGURES = 12 };

static bool day_of(const char *text, int32_t *day)
{
	return civ_date_parse(text, strlen(text), day);
}

/* ---- targets ---- */

/* The last figures of the indicator, for the city or the area of the row; of several methods on a day the one that
 * counts. */
static void spark_figures(struct civ_page *page, const struct civ_rows *rows, size_t row)
{
	static const char sql[] =
		"SELECT value"
		" FROM ("
		"  SELECT date, value, max(" CIV_METHOD_RANK("method") ")"
		"  FROM measure"
		"  WHERE indicator = :indicator"
		"   AND ifnull(area_id, 0) = ifnull((SELECT id FROM area WHERE code = :area), 0)"
		"   AND date <= :asof"
		"  GROUP BY date"
		"  ORDER BY date DESC LIMIT 12"
		" )"
		" ORDER BY date";
	struct civ_store *store = civ_records_store(page->records);
	double values[MOST_FIGURES];
	size_t count = 0;
	sqlite3_stmt *figures;
	enum civ_status status = civ_records_statement(page->records, sql, &figures);

	if (status == CIV_OK)
		status = civ_bind_text(store, figures, ":indicator", civ_rows_cell(rows, row, "indicator"));
	if (status == CIV_OK)
		status = civ_bind_text(store, figures, ":area", civ_rows_cell(rows, row, "area"));
	if (status == CIV_OK)
		status = civ_bind_text(store, figures, ":asof", page->day);
	while (civ_store_next(store, figures, &status))
		if (count < MOST_FIGURES)
			values[count++] = sqlite3_column_double(figures, 0);
	civ_page_fail(page, status);
	if (status == CIV_OK && count > 1)
		civ_chart_spark(page->html, civ_page_say(page, "trend", "走势"), values, count);
}

/* Those with a figure first, the worst in front, and the order of the report among equals; the others are folded away,
 * and counted. */
static enum civ_status put_targets(struct civ_page *page, struct civ_rows *rows, const struct civ_page_column *columns)
{
	const char **cells = civ_arena_alloc(page->arena, rows->count * rows->width * sizeof(const char *));
	size_t placed = 0, known;

	if (cells == NULL)
		return civ_no_memory(page->messages);
	for (int badness = civ_page_badness("missed"); badness >= 0; badness--)
		for (size_t i = 0; i < rows->count; i++)
			if (civ_rows_cell(rows, i, "actual")[0] != '\0' &&
			    civ_page_badness(civ_rows_cell(rows, i, "status")) == badness)
				memcpy(cells + placed++ * rows->width, rows->cells + i * rows->width,
				       rows->width * sizeof(const char *));
	known = placed;
	for (size_t i = 0; i < rows->count; i++)
		if (civ_rows_cell(rows, i, "actual")[0] == '\0')
			memcpy(cells + placed++ * rows->width, rows->cells + i * rows->width,
			       rows->width * sizeof(const char *));
	rows->cells = cells;
	civ_page_tally(page, rows);
	if (known > 0)
		civ_page_table(page, rows,
		               &(struct civ_page_table){.columns = columns, .end = known, .spark = spark_figures});
	if (known < rows->count) {
		civ_buf_addf(page->html, "<p>%zu %s</p>\n", rows->count - known,
		             civ_page_say(page, "targets have no figure yet:", "项目标尚无数据："));
		civ_page_table(page, rows,
		               &(struct civ_page_table){
				       .columns = columns, .first = known, .end = rows->count, .folded = true});
	}
	return CIV_OK;
}

static enum civ_status put_targets_section(struct civ_page *page)
{
	static const struct civ_page_column columns[] = {
		{"name", "Indicator", "指标", false}, {"area", "Area", "区域", false},
		{"due", "Due", "时限", false},        {"op", "", "", false},
		{"target", "Target", "目标", true},   {"actual", "Actual", "实际", true},
		{"gap", "Gap", "差距", true},         {"forecast", "Forecast", "预测", true},
		{"status", "Status", "状态", false},  {"unit", "Unit", "责任单位", false},
		{NULL, "Trend", "走势", false},       {NULL, NULL, NULL, false},
	};
	struct civ_rows rows;
	enum civ_status status = civ_report_rows(&civ_page_targets_in_force, page->records, page->arena, &rows);

	if (status != CIV_OK)
		return status;
	civ_page_open(page, "targets", civ_page_say(page, "Targets", "核心指标"), "target-report --in-force");
	if (rows.count == 0)
		civ_page_note(page, civ_page_say(page, "No target is in force.", "暂无现行目标。"));
	else
		status = put_targets(page, &rows, columns);
	civ_page_close(page);
	return status;
}

const struct civ_page_section civ_section_targets = {.kind = CIV_PAGE_BOARD, .place = 30, .put = put_targets_section};

/* ---- score ---- */

static enum civ_status report_score(struct civ_page *page, struct civ_out *out, const void *data)
{
	const struct civ_score_options options = {.asof = page->asof, .level = 0};

	(void)data;
	return civ_score_report(page->records, &options, out);
}

static enum civ_status report_losses(struct civ_page *page, struct civ_out *out, const void *data)
{
	const struct civ_score_options options = {.asof = page->asof, .level = -1};

	(void)data;
	return civ_score_why(page->records, &options, CIV_SCORE_BY_INDICATOR, out);
}

static void put_totals(struct civ_page *page, const struct civ_rows *rows)
{
	static const char *const zh[] = {"综合得分", "结果性得分", "过程性得分"};

	civ_buf_adds(page->html, "<div class=\"figures\">");
	for (size_t i = 0; i < rows->count && i < 3; i++)
		civ_page_tile(page, civ_page_say(page, civ_rows_cell(rows, i, "name"), zh[i]),
		              civ_rows_cell(rows, i, "score"), CIV_TONE_PLAIN);
	civ_buf_adds(page->html, "</div>\n");
}

/* Why there is no score. */
static void put_missing(struct civ_page *page, const struct civ_rows *totals, const struct civ_rows *losses)
{
	size_t missing = 0;

	if (totals->count == 0 || strcmp(civ_rows_cell(totals, 0, "status"), "missing") != 0)
		return;
	for (size_t i = 0; i < losses->count; i++)
		missing += strcmp(civ_rows_cell(losses, i, "cause"), "no_figure") == 0;
	civ_buf_addf(page->html, "<p><strong>%zu</strong> %s</p>\n", missing,
	             civ_page_say(page, "indicators have no figure: without them there is no score.",
	                          "项指标无数据，暂不能计分。"));
}

static void put_losses(struct civ_page *page, const struct civ_rows *rows)
{
	static const struct civ_page_column columns[] = {
		{"indicator", "Code", "编码", false},
		{"name", "Indicator", "指标", false},
		{"unit", "Unit", "责任单位", false},
		{"value", "Value", "数值", true},
		{"best", "For all points", "满分值", true},
		{"score", "Score", "得分", true},
		{"gain", "Gain", "可增分", true},
		{"cause", "Cause", "原因", false},
		{NULL, NULL, NULL, false},
	};
	struct civ_bar bars[MOST_LOSSES];
	size_t count = 0;

	for (size_t i = 0; i < rows->count && count < MOST_LOSSES; i++)
		if (civ_rows_number(rows, i, "gain") > 0)
			bars[count++] = (struct civ_bar){civ_rows_cell(rows, i, "name"), civ_rows_cell(rows, i, "gain"),
			                                 civ_rows_number(rows, i, "gain"), CIV_TONE_PLAIN};
	if (count == 0)
		return;
	civ_page_from(page, "score-why");
	civ_page_note(page,
	              civ_page_say(page,
	                           "Points that the combined score would gain if an indicator had all of its own:",
	                           "单项指标得满分后综合得分可增加的分值："));
	civ_chart_bars(page->html, civ_page_say(page, "points to be gained", "可增分值"), bars, count);
	civ_page_table(page, rows, &(struct civ_page_table){.columns = columns, .end = MOST_LOSSES, .folded = true});
}

/* Without a standard in force there is nothing to tell, and the page goes on. */
static enum civ_status put_score_section(struct civ_page *page)
{
	const struct civ_score_options options = {.asof = page->asof};
	struct civ_messages *aside = civ_messages_new(), *usual;
	struct civ_rows totals = {.columns = civ_score_columns, .width = civ_score_column_count(&options)};
	struct civ_rows losses = civ_page_all_of(civ_score_why_columns);
	enum civ_status status;

	if (aside == NULL)
		return civ_no_memory(page->messages);
	civ_page_open(page, "score", civ_page_say(page, "Score", "得分"), "score-calc --level=0");
	usual = civ_records_report_to(page->records, aside);
	status = civ_page_rows(page, &totals, report_score, NULL);
	if (status == CIV_OK)
		status = civ_page_rows(page, &losses, report_losses, NULL);
	(void)civ_records_report_to(page->records, usual);
	if (status == CIV_OK) {
		put_totals(page, &totals);
		put_missing(page, &totals, &losses);
		put_losses(page, &losses);
	} else if (status == CIV_REFUSED || status == CIV_USAGE) {
		civ_page_note(page, civ_messages_reason(aside));
		status = CIV_OK;
	} else {
		civ_messages_move(usual, aside);
	}
	civ_messages_free(aside);
	civ_page_close(page);
	return status;
}

const struct civ_page_section civ_section_score = {.kind = CIV_PAGE_BOARD, .place = 40, .put = put_score_section};

/* ---- milestones ---- */

static enum civ_status report_milestones(struct civ_page *page, struct civ_out *out, const void *data)
{
	static const struct civ_milestone_options options = {.within = -1};

	(void)data;
	return civ_milestone_report(page->records, &options, out);
}

static enum civ_status put_milestones_section(struct civ_page *page)
{
	static const struct civ_page_column columns[] = {
		{"code", "Code", "编码", false},         {"title", "Milestone", "里程碑", false},
		{"due", "Due", "时限", false},           {"unit", "Unit", "责任单位", false},
		{"status", "Status", "状态", false},     {"value", "Value", "数值", false},
		{"forecast", "Forecast", "预测", false}, {"held_up_by", "Held up by", "受制于", false},
		{"note", "Note", "说明", false},         {NULL, NULL, NULL, false},
	};
	struct civ_rows rows = civ_page_all_of(civ_milestone_columns);
	struct civ_point *points;
	size_t count = 0;
	enum civ_status status = civ_page_rows(page, &rows, report_milestones, NULL);

	points = civ_arena_alloc(page->arena, (rows.count + 1) * sizeof *points);
	if (status == CIV_OK && points == NULL)
		status = civ_no_memory(page->messages);
	if (status != CIV_OK)
		return status;
	for (size_t i = 0; i < rows.count; i++) {
		points[count] = (struct civ_point){.label = civ_rows_cell(&rows, i, "code"),
		                                   .note = civ_rows_cell(&rows, i, "title"),
		                                   .tone = civ_page_tone(civ_rows_cell(&rows, i, "status"))};
		count += day_of(civ_rows_cell(&rows, i, "due"), &points[count].day) ? 1 : 0;
	}
	civ_page_open(page, "milestones", civ_page_say(page, "Milestones", "里程碑"), "milestone-report");
	if (count > 0) {
		civ_page_tally(page, &rows);
		civ_buf_adds(page->html, "<div class=\"wide\">");
		civ_chart_timeline(page->html, civ_page_say(page, "milestones on a line of time", "里程碑时间轴"),
		                   points, count, page->asof);
		civ_buf_adds(page->html, "</div>\n");
		civ_page_table(page, &rows,
		               &(struct civ_page_table){.columns = columns, .end = rows.count, .folded = true});
	} else {
		civ_page_note(page, civ_page_say(page, "There are no milestones.", "暂无里程碑。"));
	}
	civ_page_close(page);
	return CIV_OK;
}

const struct civ_page_section civ_section_milestones = {
	.kind = CIV_PAGE_BOARD, .place = 50, .put = put_milestones_section};

/* ---- tasks ---- */

static enum civ_status report_tasks(struct civ_page *page, struct civ_out *out, const void *data)
{
	static const struct civ_task_report_options options = {.by = "task"};

	(void)data;
	return civ_task_report(page->records, &options, out);
}

struct phase_task {
	struct civ_span_bar bar;
	const char *phase;
};

static int by_phase(const void *left, const void *right)
{
	const struct phase_task *a = left, *b = right;
	int order = strcmp(a->phase, b->phase);

	if (order != 0)
		return order;
	if (a->bar.start != b->bar.start)
		return a->bar.start < b->bar.start ? -1 : 1;
	return strcmp(a->bar.label, b->bar.label);
}

static enum civ_status find_phase(struct civ_page *page, const char *task, const char **phase)
{
	static const char sql[] =
		"SELECT p.code || ' ' || p.name FROM task t JOIN phase p ON p.id = t.phase_id WHERE t.code = :task";
	struct civ_store *store = civ_records_store(page->records);
	sqlite3_stmt *row;
	enum civ_status status = civ_records_statement(page->records, sql, &row);

	*phase = "";
	if (status == CIV_OK)
		status = civ_bind_text(store, row, ":task", task);
	if (civ_store_next(store, row, &status)) {
		*phase = civ_arena_copy(page->arena, (const char *)sqlite3_column_text(row, 0),
		                        (size_t)sqlite3_column_bytes(row, 0));
		sqlite3_reset(row);
	}
	return *phase == NULL ? civ_no_memory(page->messages) : status;
}

static enum civ_status make_tasks(struct civ_page *page, const struct civ_rows *rows, struct phase_task **tasks,
                                  size_t *count)
{
	enum civ_status status = CIV_OK;

	*count = 0;
	*tasks = civ_arena_alloc(page->arena, (rows->count + 1) * sizeof **tasks);
	if (*tasks == NULL)
		return civ_no_memory(page->messages);
	for (size_t i = 0; i < rows->count && status == CIV_OK; i++) {
		struct phase_task *task = &(*tasks)[*count];

		*task = (struct phase_task){.bar = {.label = civ_rows_cell(rows, i, "title"),
		                                    .note = civ_rows_cell(rows, i, "code"),
		                                    .done = civ_rows_number(rows, i, "completion") / 100,
		                                    .tone = civ_page_tone(civ_page_status_of(rows, i))}};
		if (!day_of(civ_rows_cell(rows, i, "due"), &task->bar.end))
			continue;
		if (!day_of(civ_rows_cell(rows, i, "start"), &task->bar.start))
			task->bar.start = task->bar.end;
		status = find_phase(page, civ_rows_cell(rows, i, "code"), &task->phase);
		++*count;
	}
	return status;
}

static enum civ_status put_phase(struct civ_page *page, const struct phase_task *tasks, size_t count)
{
	struct civ_span_bar *bars = civ_arena_alloc(page->arena, count * sizeof *bars);

	if (bars == NULL)
		return civ_no_memory(page->messages);
	for (size_t i = 0; i < count; i++)
		bars[i] = tasks[i].bar;
	civ_buf_adds(page->html, "<h3>");
	civ_page_text(page, tasks[0].phase[0] == '\0' ? civ_page_say(page, "no phase", "未分阶段") : tasks[0].phase);
	civ_buf_adds(page->html, "</h3><div class=\"wide\">");
	civ_chart_gantt(page->html, civ_page_say(page, "tasks over time", "任务进度"), bars, count, page->asof);
	civ_buf_adds(page->html, "</div>\n");
	return CIV_OK;
}

static enum civ_status put_tasks_section(struct civ_page *page)
{
	static const struct civ_page_column columns[] = {
		{"code", "Code", "编码", false},
		{"title", "Task", "任务", false},
		{"unit", "Unit", "责任单位", false},
		{"status", "Status", "状态", false},
		{"start", "Start", "开始", false},
		{"due", "Due", "时限", false},
		{"days_late", "Days late", "逾期天数", true},
		{"planned", "Planned (%)", "应完成（%）", true},
		{"completion", "Done (%)", "已完成（%）", true},
		{"needed_pace", "Pace needed a month", "所需月进度", true},
		{"blocker", "Obstacle", "受阻原因", false},
		{NULL, NULL, NULL, false},
	};
	struct civ_rows rows = civ_page_all_of(civ_task_each_columns);
	struct phase_task *tasks = NULL;
	size_t count = 0, first = 0;
	enum civ_status status = civ_page_rows(page, &rows, report_tasks, NULL);

	if (status == CIV_OK)
		status = make_tasks(page, &rows, &tasks, &count);
	if (status != CIV_OK)
		return status;
	civ_page_open(page, "tasks", civ_page_say(page, "Tasks", "任务"), "task-report --by=task");
	if (count == 0)
		civ_page_note(page, civ_page_say(page, "There are no tasks.", "暂无任务。"));
	else
		civ_page_tally(page, &rows);
	qsort(tasks, count, sizeof *tasks, by_phase);
	for (size_t i = 1; i <= count && status == CIV_OK; i++)
		if (i == count || strcmp(tasks[i].phase, tasks[first].phase) != 0) {
			status = put_phase(page, tasks + first, i - first);
			first = i;
		}
	if (count > 0)
		civ_page_table(page, &rows,
		               &(struct civ_page_table){.columns = columns, .end = rows.count, .folded = true});
	civ_page_close(page);
	return status;
}

const struct civ_page_section civ_section_tasks = {.kind = CIV_PAGE_BOARD, .place = 60, .put = put_tasks_section};
