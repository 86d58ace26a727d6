/* The monthly bulletin: units ranked, and named when they are slow. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/progress.h"
#include "civplan/say.h"
#include "lib/rhythm/board.h"

const struct civ_out_column civ_board_month_columns[] = {
	{"rank", "Rank", CIV_SHOWN_NUMBER,
	 "by on_time_rate before rounding; equal ones share it (1, 2, 2, 4); empty: not ranked, or nothing in time "
	 "where nobody did better"},
	{"unit", "Unit", CIV_KIND_TEXT,
	 "code of the unit; empty: issues that nobody is responsible for yet; *: all together"},
	{"name", "Name", CIV_SHOWN_TEXT, "what it is called"},
	{"n_due", "Fallen due", CIV_SHOWN_NUMBER, "issue cycles due in the month, as issue-rates counts them"},
	{"n_done", "Done", CIV_KIND_NUMBER, "of these, accepted"},
	{"n_on_time", "In time", CIV_SHOWN_NUMBER, "of these, rectified in time"},
	{"rectification_rate", "Rectified (%)", CIV_KIND_NUMBER, "n_done in percent of n_due"},
	{"on_time_rate", "In time (%)", CIV_SHOWN_NUMBER, "n_on_time in percent of n_due"},
	{"on_time_low", "In time from (%)", CIV_KIND_NUMBER, "lower end of its Wilson 95 % interval"},
	{"on_time_high", "In time to (%)", CIV_KIND_NUMBER, "upper end"},
	{"n_overdue", "Overdue", CIV_SHOWN_NUMBER, "issues due in the month that are still open and not rectified"},
	{"n_closed", "Closed", CIV_KIND_NUMBER, "cycles closed in the month"},
	{"n_rebound", "Came back", CIV_KIND_NUMBER,
	 "of these, came back within the watch window, as far as it has passed"},
	{"n_tasks_due", "Tasks due", CIV_KIND_NUMBER, "tasks due in the month"},
	{"n_tasks_late", "Tasks late", CIV_SHOWN_NUMBER, "of these, done late or not done"},
	{"slow", "Slow", CIV_SHOWN_BOOL,
	 "yes: enough was due to rank it, and its rate is under the line; without one under the plan's slow_floor, or "
	 "the whole city's is above its interval"},
	{"note", "Note", CIV_SHOWN_TEXT, "why it has no rank"},
	{"n_carried", "Late since before", CIV_KIND_NUMBER,
	 "issues due before the month and not rectified by the as-of day"},
	{"n_tasks_carried", "Tasks late since before", CIV_KIND_NUMBER,
	 "tasks due before the month and not done by the as-of day"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

struct line {
	int64_t unit;
	struct civ_issue_figures issues;
	int64_t carried;
	struct civ_task_unit tasks;
	double rate;
	bool ranked;
	int64_t rank;
};

struct month {
	struct civ_board *board;
	struct civ_arena *scratch;
	struct line *lines;
	size_t count;
	struct line all;
};

static struct line *line_of(struct month *month, int64_t unit)
{
	for (size_t i = 0; i < month->count; i++)
		if (month->lines[i].unit == unit)
			return &month->lines[i];
	month->lines[month->count] = (struct line){.unit = unit};
	return &month->lines[month->count++];
}

/* An issue that several units have a part in counts once for the city. */
static enum civ_status gather_all(struct month *month)
{
	struct civ_board_issues all;
	enum civ_status status = civ_board_issues(month->board, false, month->scratch, &all);

	if (status == CIV_OK && all.due_count > 0)
		month->all.issues = all.due[0];
	if (status == CIV_OK && all.earlier_count > 0)
		month->all.carried = all.earlier[0].overdue;
	return status;
}

static enum civ_status gather(struct month *month)
{
	const struct civ_rhythm_options *options = month->board->options;
	struct civ_board_issues issues;
	struct civ_task_units tasks;
	enum civ_status status = civ_board_issues(month->board, true, month->scratch, &issues);

	if (status == CIV_OK)
		status = gather_all(month);
	if (status == CIV_OK)
		status = civ_task_by_unit(month->board->records, options->from, options->to, month->scratch, &tasks);
	if (status != CIV_OK)
		return status;
	month->lines = civ_arena_alloc(month->scratch,
	                               (issues.due_count + issues.earlier_count + tasks.count + 1) *
	                                       sizeof *month->lines);
	if (month->lines == NULL)
		return civ_no_memory(month->board->messages);
	for (size_t i = 0; i < issues.due_count; i++)
		line_of(month, issues.due[i].key)->issues = issues.due[i];
	for (size_t i = 0; i < issues.earlier_count; i++)
		if (issues.earlier[i].overdue > 0)
			line_of(month, issues.earlier[i].key)->carried = issues.earlier[i].overdue;
	for (size_t i = 0; i < tasks.count; i++) {
		line_of(month, tasks.ones[i].unit)->tasks = tasks.ones[i];
		month->all.tasks.n += tasks.ones[i].n;
		month->all.tasks.late += tasks.ones[i].late;
		month->all.tasks.carried += tasks.ones[i].carried;
	}
	return CIV_OK;
}

static int better_first(const void *left, const void *right)
{
	const struct line *a = left, *b = right;

	if (a->ranked != b->ranked)
		return a->ranked ? -1 : 1;
	if (a->ranked && a->rate != b->rate)
		return a->rate > b->rate ? -1 : 1;
	return a->unit < b->unit ? -1 : a->unit > b->unit;
}

static double percent(const struct civ_issue_figures *figures, enum civ_issue_rates which)
{
	const struct civ_rate rate = civ_issue_rate(figures, which);

	return civ_percent((double)rate.numerator, (double)rate.denominator);
}

static void rank(struct month *month)
{
	for (size_t i = 0; i < month->count; i++) {
		struct line *line = &month->lines[i];

		line->rate = percent(&line->issues, CIV_ON_TIME_RATE);
		line->ranked = line->unit != 0 && line->issues.due > 0 &&
		               line->issues.due >= month->board->options->least;
	}
	qsort(month->lines, month->count, sizeof *month->lines, better_first);
	/* Whoever put nothing right in time is never the first. */
	for (size_t i = 0; i < month->count && month->lines[i].ranked && month->lines[0].rate > 0; i++)
		month->lines[i].rank = i > 0 && month->lines[i].rate == month->lines[i - 1].rate
		                               ? month->lines[i - 1].rank
		                               : (int64_t)i + 1;
	month->all.rate = percent(&month->all.issues, CIV_ON_TIME_RATE);
}

/* The city's rate names nobody where all are as bad: the floor does. A comparison with NAN is false. */
static bool is_slow(const struct month *month, const struct line *line, double high)
{
	const struct civ_rhythm_options *options = month->board->options;

	return line->ranked && (isnan(options->slow) ? high < month->all.rate || line->rate < options->floor
	                                             : line->rate < options->slow);
}

static void write_cells(const struct month *month, const struct line *line, const char *note)
{
	struct civ_board *board = month->board;
	const struct civ_issue_figures *issues = &line->issues;
	const struct civ_rate on_time = civ_issue_rate(issues, CIV_ON_TIME_RATE);
	double low = NAN, high = NAN;

	if (on_time.denominator > 0)
		civ_wilson(on_time.numerator, on_time.denominator, &low, &high);
	civ_board_int(board, issues->due);
	civ_board_int(board, issues->done);
	civ_board_int(board, issues->in_time);
	civ_board_real(board, percent(issues, CIV_RECTIFICATION_RATE), 2);
	civ_board_real(board, line->rate, 2);
	civ_board_real(board, low, 2);
	civ_board_real(board, high, 2);
	civ_board_int(board, issues->overdue);
	civ_board_int(board, issues->closed);
	civ_board_int(board, issues->back);
	civ_board_int(board, line->tasks.n);
	civ_board_int(board, line->tasks.late);
	civ_board_text(board, is_slow(month, line, high) ? "yes" : "no");
	civ_board_text(board, note);
	civ_board_int(board, line->carried);
	civ_board_int(board, line->tasks.carried);
}

static enum civ_status write_line(const struct month *month, const struct line *line)
{
	struct civ_board *board = month->board;
	struct civ_buf note = {0};
	const char *code, *name;
	enum civ_status status = civ_board_unit(board, line->unit, &code, &name);

	if (line->unit == 0)
		civ_buf_adds(&note, civ_records_say(board->records, CIV_WORD("nobody is responsible")));
	else if (!line->ranked && line->issues.due > 0)
		civ_buf_addf(&note, civ_records_say(board->records, CIV_WORD("fewer than %lld due")),
		             (long long)board->options->least);
	else if (!line->ranked)
		civ_buf_adds(&note, civ_records_say(board->records, CIV_WORD("nothing was due")));
	else if (line->rank == 0)
		civ_buf_adds(&note, civ_records_say(board->records, CIV_WORD("nothing was in time")));
	if (status == CIV_OK && civ_buf_str(&note) == NULL)
		status = civ_no_memory(board->messages);
	if (status == CIV_OK) {
		civ_board_row(board, code[0] == '\0' ? "-" : code);
		civ_board_real(board, line->rank > 0 ? (double)line->rank : NAN, 0);
		civ_board_text(board, code);
		civ_board_text(board, name);
		write_cells(month, line, civ_buf_str(&note));
	}
	civ_buf_free(&note);
	return status;
}

enum civ_status civ_board_month(struct civ_board *board)
{
	struct month month = {.board = board, .scratch = civ_arena_new()};
	enum civ_status status = month.scratch == NULL ? civ_no_memory(board->messages) : gather(&month);

	if (status == CIV_OK) {
		rank(&month);
		for (size_t i = 0; i < month.count && status == CIV_OK; i++)
			status = write_line(&month, &month.lines[i]);
		civ_board_row(board, "*");
		civ_board_text(board, NULL);
		civ_board_text(board, "*");
		civ_board_text(board, civ_records_say(board->records, CIV_WORD("all together")));
		write_cells(&month, &month.all, NULL);
	}
	civ_arena_free(month.scratch);
	return status;
}
