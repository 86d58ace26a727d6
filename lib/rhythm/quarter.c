/* The quarterly assessment: tasks, issues and score of each unit. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/progress.h"
#include "civplan/say.h"
#include "civplan/score.h"
#include "civplan/word.h"
#include "lib/rhythm/board.h"

const struct civ_out_column civ_board_quarter_columns[] = {
	{"rank", "Rank", CIV_SHOWN_NUMBER,
	 "by total before rounding; equal ones share it (1, 2, 2, 4); empty: not ranked, or a total of 0 where nobody "
	 "did better"},
	{"unit", "Unit", CIV_KIND_TEXT, "code of the unit"},
	{"name", "Name", CIV_SHOWN_TEXT, "what it is called"},
	{"total", "Total", CIV_SHOWN_NUMBER, "mean of the parts that there are, by their weights"},
	{"task_part", "Tasks", CIV_SHOWN_NUMBER, "weight of what is done of the tasks counted, in percent"},
	{"issue_part", "Issues", CIV_SHOWN_NUMBER, "issue cycles rectified in time, in percent of n_issues"},
	{"score_part", "Score", CIV_SHOWN_NUMBER,
	 "points of the indicators that it answers for, in percent of those possible, by the standard in force"},
	{"n_tasks", "Tasks due", CIV_KIND_NUMBER, "tasks due in the quarter, or late since before it and not done"},
	{"n_tasks_late", "Tasks late", CIV_KIND_NUMBER, "of these, done late or not done"},
	{"n_issues", "Issues due", CIV_KIND_NUMBER,
	 "issue cycles due in the quarter, or late since before it and not rectified"},
	{"n_indicators", "Indicators", CIV_KIND_NUMBER, "indicators with a score that it answers for"},
	{"points", "Points", CIV_KIND_NUMBER, "points of these"},
	{"possible", "Possible", CIV_KIND_NUMBER, "points that were to be got"},
	{"note", "Note", CIV_SHOWN_TEXT, "which parts there are not; why it is not ranked"},
	{"n_tasks_carried", "Tasks late since before", CIV_KIND_NUMBER,
	 "of n_tasks, due before the quarter and not done by the as-of day"},
	{"n_issues_carried", "Issues late since before", CIV_KIND_NUMBER,
	 "of n_issues, due before the quarter and not rectified by the as-of day"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

enum part { TASKS, ISSUES, SCORE };

static const struct civ_word parts[CIV_RHYTHM_PARTS] = {
	CIV_CHOICE("tasks", "Tasks", "任务"),
	CIV_CHOICE("issues", "Issues", "问题"),
	CIV_CHOICE("score", "Score", "得分"),
};

struct line {
	int64_t unit;
	struct civ_task_unit tasks;
	struct civ_issue_figures issues;
	int64_t issues_carried;
	struct civ_score_unit score;
	double parts[CIV_RHYTHM_PARTS], total;
	bool ranked;
	int64_t rank;
};

struct quarter {
	struct civ_board *board;
	struct civ_arena *scratch;
	struct line *lines;
	size_t count;
};

static struct line *line_of(struct quarter *quarter, int64_t unit)
{
	for (size_t i = 0; i < quarter->count; i++)
		if (quarter->lines[i].unit == unit)
			return &quarter->lines[i];
	quarter->lines[quarter->count] = (struct line){.unit = unit};
	return &quarter->lines[quarter->count++];
}

static enum civ_status gather(struct quarter *quarter)
{
	const struct civ_rhythm_options *options = quarter->board->options;
	struct civ_records *records = quarter->board->records;
	struct civ_board_issues issues;
	struct civ_task_units tasks;
	struct civ_score_unit *scores;
	size_t score_count;
	enum civ_status status = civ_board_issues(quarter->board, true, quarter->scratch, &issues);

	if (status == CIV_OK)
		status = civ_task_by_unit(records, options->from, options->to, quarter->scratch, &tasks);
	if (status == CIV_OK)
		status = civ_score_by_unit(records, options->asof < options->to ? options->asof : options->to,
		                           quarter->scratch, &scores, &score_count);
	if (status != CIV_OK)
		return status;
	quarter->lines = civ_arena_alloc(quarter->scratch, (issues.due_count + issues.earlier_count + tasks.count +
	                                                    score_count + 1) * sizeof *quarter->lines);
	if (quarter->lines == NULL)
		return civ_no_memory(quarter->board->messages);
	for (size_t i = 0; i < issues.due_count; i++)
		if (issues.due[i].key != 0 && issues.due[i].due > 0)
			line_of(quarter, issues.due[i].key)->issues = issues.due[i];
	for (size_t i = 0; i < issues.earlier_count; i++)
		if (issues.earlier[i].key != 0 && issues.earlier[i].overdue > 0)
			line_of(quarter, issues.earlier[i].key)->issues_carried = issues.earlier[i].overdue;
	for (size_t i = 0; i < tasks.count; i++)
		line_of(quarter, tasks.ones[i].unit)->tasks = tasks.ones[i];
	for (size_t i = 0; i < score_count; i++)
		line_of(quarter, scores[i].unit)->score = scores[i];
	return CIV_OK;
}

static int64_t tasks_of(const struct line *line)
{
	return line->tasks.n + line->tasks.carried;
}

static int64_t issues_of(const struct line *line)
{
	return line->issues.due + line->issues_carried;
}

/* A part that there is nothing of leaves its weight to the others. Without work of its own in the quarter a unit is not
 * ranked. */
static void assess(const struct quarter *quarter, struct line *line)
{
	const double *weights = quarter->board->options->weights;
	int64_t work = tasks_of(line) + issues_of(line);
	double sum = 0, whole = 0;

	line->parts[TASKS] = civ_percent(line->tasks.earned + line->tasks.carried_earned,
	                                       line->tasks.weight + line->tasks.carried_weight);
	line->parts[ISSUES] = civ_percent((double)line->issues.in_time, (double)issues_of(line));
	line->parts[SCORE] = civ_percent(line->score.points, line->score.possible);
	for (int part = TASKS; part <= SCORE; part++)
		if (!isnan(line->parts[part])) {
			sum += weights[part] * line->parts[part];
			whole += weights[part];
		}
	line->total = whole > 0 ? sum / whole : NAN;
	line->ranked = !isnan(line->total) && work > 0 &&
	               work + line->score.indicators >= quarter->board->options->least;
}

static int better_first(const void *left, const void *right)
{
	const struct line *a = left, *b = right;

	if (a->ranked != b->ranked)
		return a->ranked ? -1 : 1;
	if (a->ranked && a->total != b->total)
		return a->total > b->total ? -1 : 1;
	return a->unit < b->unit ? -1 : a->unit > b->unit;
}

static void rank(struct quarter *quarter)
{
	for (size_t i = 0; i < quarter->count; i++)
		assess(quarter, &quarter->lines[i]);
	qsort(quarter->lines, quarter->count, sizeof *quarter->lines, better_first);
	/* Whoever has nothing to show is never the first. */
	for (size_t i = 0; i < quarter->count && quarter->lines[i].ranked && quarter->lines[0].total > 0; i++)
		quarter->lines[i].rank = i > 0 && quarter->lines[i].total == quarter->lines[i - 1].total
		                                 ? quarter->lines[i - 1].rank
		                                 : (int64_t)i + 1;
}

/* Which parts there are not. */
static void add_missing(const struct quarter *quarter, const struct line *line, struct civ_buf *note)
{
	const struct civ_board *board = quarter->board;
	struct civ_buf missing = {0};

	for (int part = TASKS; part <= SCORE; part++) {
		if (!isnan(line->parts[part]))
			continue;
		civ_buf_adds(&missing, missing.len == 0 ? "" : civ_records_say(board->records, CIV_WORD(", ")));
		civ_buf_adds(&missing, civ_records_word(board->records, &parts[part]));
	}
	/* Numbered, so that it is another text for translators than what checks say of records. */
	if (missing.len > 0)
		civ_buf_addf(note, civ_records_say(board->records, CIV_WORD("without %1$s")), civ_buf_str(&missing));
	note->failed = note->failed || missing.failed;
	civ_buf_free(&missing);
}

static void make_note(const struct quarter *quarter, const struct line *line, struct civ_buf *note)
{
	const struct civ_board *board = quarter->board;

	add_missing(quarter, line, note);
	if (line->rank > 0)
		return;
	civ_buf_adds(note, note->len == 0 ? "" : civ_records_say(board->records, CIV_WORD("; ")));
	if (line->ranked)
		civ_buf_adds(note, civ_records_say(board->records, CIV_WORD("nothing was done or in time")));
	else if (tasks_of(line) + issues_of(line) == 0)
		civ_buf_adds(note, civ_records_say(board->records, CIV_WORD("indicators alone rank nobody")));
	else
		civ_buf_addf(note,
		             civ_records_say_count(board->records, "fewer than %lld case", "fewer than %lld cases",
		                                   board->options->least),
		             (long long)board->options->least);
}

static enum civ_status write_line(const struct quarter *quarter, const struct line *line)
{
	struct civ_board *board = quarter->board;
	struct civ_buf note = {0};
	const char *code, *name;
	enum civ_status status = civ_board_unit(board, line->unit, &code, &name);

	make_note(quarter, line, &note);
	if (status == CIV_OK && civ_buf_str(&note) == NULL)
		status = civ_no_memory(board->messages);
	if (status == CIV_OK) {
		civ_board_row(board, code);
		civ_board_real(board, line->rank > 0 ? (double)line->rank : NAN, 0);
		civ_board_text(board, code);
		civ_board_text(board, name);
		civ_board_real(board, line->total, 2);
		for (int part = TASKS; part <= SCORE; part++)
			civ_board_real(board, line->parts[part], 2);
		civ_board_int(board, tasks_of(line));
		civ_board_int(board, line->tasks.late + line->tasks.carried);
		civ_board_int(board, issues_of(line));
		civ_board_int(board, line->score.indicators);
		civ_board_real(board, line->score.points, 4);
		civ_board_real(board, line->score.possible, 4);
		civ_board_text(board, civ_buf_str(&note));
		civ_board_int(board, line->tasks.carried);
		civ_board_int(board, line->issues_carried);
	}
	civ_buf_free(&note);
	return status;
}

enum civ_status civ_board_quarter(struct civ_board *board)
{
	struct quarter quarter = {.board = board, .scratch = civ_arena_new()};
	enum civ_status status = quarter.scratch == NULL ? civ_no_memory(board->messages) : gather(&quarter);

	if (status == CIV_OK)
		rank(&quarter);
	for (size_t i = 0; i < quarter.count && status == CIV_OK; i++)
		status = write_line(&quarter, &quarter.lines[i]);
	civ_arena_free(quarter.scratch);
	return status;
}
