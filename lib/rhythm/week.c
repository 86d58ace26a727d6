/* The weekly list: what each unit has to see to. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "civplan/decimal.h"
#include "civplan/hash.h"
#include "civplan/ledger.h"
#include "civplan/lists.h"
#include "civplan/milestone.h"
#include "civplan/progress.h"
#include "civplan/say.h"
#include "lib/rhythm/board.h"

extern const struct civ_noun civ_noun_unit;

/* Late comes first, then what is due, then what is blocked though it is not due yet. */
enum kind { LATE, DUE, BLOCKED };

static const struct civ_word kinds[] = {
	CIV_CHOICE("late", "Late", "逾期"),
	CIV_CHOICE("due", "Due", "到期"),
	CIV_CHOICE("blocked", "Blocked", "受阻"),
	{.code = NULL},
};

static const struct civ_word types[] = {
	CIV_CHOICE("task", "Task", "任务"),
	CIV_CHOICE("milestone", "Milestone", "里程碑"),
	CIV_CHOICE("issues", "Issues", "问题"),
	{.code = NULL},
};

const struct civ_out_column civ_board_week_columns[] = {
	{"unit", "Unit", CIV_KIND_TEXT, "code of the unit; empty: nobody is responsible yet"},
	{"name", "Name", CIV_SHOWN_TEXT, "what it is called"},
	{"kind", "Kind", CIV_SHOWN_CHOICE(kinds), "late, due (in the period) or blocked"},
	{"type", "Of", CIV_SHOWN_CHOICE(types), "task, milestone or issues"},
	{"code", "Code", CIV_KIND_TEXT, "of the task or milestone"},
	{"title", "Title", CIV_SHOWN_TEXT, "what is to be done"},
	{"due", "Due", CIV_SHOWN_MOMENT, "last day on which it is in time"},
	{"days", "Days", CIV_SHOWN_NUMBER,
	 "late since so many calendar days; below 0: days left. Of issues those of the latest"},
	{"person", "Person", CIV_SHOWN_OF("person"), "code of who answers for it"},
	{"phone", "Phone", CIV_KIND_TEXT, "of that person"},
	{"reason", "Reason", CIV_KIND_TEXT, "what stands in its way"},
	{"n", "How many", CIV_SHOWN_NUMBER, "issues of that kind; 1 for a task or milestone"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* By kind, and within that the longest late first. */
enum { KIND_SPAN = 1000000 };

struct week {
	struct civ_board *board;
	struct civ_hash *units; /* those wanted; NULL: all */
	struct civ_arena *scratch;
};

struct line {
	int64_t unit, person, n;
	enum kind kind;
	const char *type, *code, *title, *reason;
	bool has_due;
	int32_t due;
	int64_t days;
};

static enum civ_status put_person(struct civ_board *board, int64_t person)
{
	struct civ_store *store = civ_records_store(board->records);
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status = civ_records_statement(board->records, "SELECT code, phone FROM person WHERE id = :id",
	                                               &row);

	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":id", person);
	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	if (status != CIV_OK)
		return status;
	civ_board_text(board, found ? (const char *)sqlite3_column_text(row, 0) : NULL);
	civ_board_text(board, found ? (const char *)sqlite3_column_text(row, 1) : NULL);
	if (found)
		sqlite3_reset(row);
	return CIV_OK;
}

static enum civ_status add_line(struct week *week, const struct line *line)
{
	struct civ_board *board = week->board;
	const char *code, *name;
	struct civ_buf subject = {0};
	enum civ_status status = civ_board_unit(board, line->unit, &code, &name);

	civ_buf_addf(&subject, "%s:%s", line->type, line->code[0] != '\0' ? line->code : code);
	if (line->code[0] == '\0')
		civ_buf_addf(&subject, ":%s", kinds[line->kind].code);
	if (status == CIV_OK && civ_buf_str(&subject) == NULL)
		status = civ_no_memory(board->messages);
	if (status == CIV_OK) {
		civ_board_row(board, civ_buf_str(&subject));
		civ_board_text(board, code);
		civ_board_text(board, name);
		civ_board_text(board, kinds[line->kind].code);
		civ_board_text(board, line->type);
		civ_board_text(board, line->code);
		civ_board_text(board, line->title);
		if (line->has_due)
			civ_board_day(board, line->due);
		else
			civ_board_text(board, NULL);
		civ_board_int(board, line->days);
		status = put_person(board, line->person);
		civ_board_text(board, line->reason);
		civ_board_int(board, line->n);
	}
	if (status == CIV_OK && !board->failed) {
		board->rows[board->count - 1].group = code;
		board->rows[board->count - 1].order = line->kind * KIND_SPAN - (double)line->days;
	}
	civ_buf_free(&subject);
	return status;
}

static const char *reason_of(const struct civ_board *board, const struct civ_task_concern *task)
{
	if (task->blocker[0] != '\0' || (!task->stopped && !task->blocked))
		return task->blocker;
	return civ_records_word(board->records,
	                        &civ_words_task_status[task->stopped ? CIV_TASK_STOPPED : CIV_TASK_BLOCKED]);
}

static enum civ_status add_tasks(struct week *week)
{
	int32_t asof = week->board->options->asof;
	struct civ_task_concern *tasks;
	size_t count;
	enum civ_status status = civ_task_open_ones(week->board->records, week->scratch, &tasks, &count);

	for (size_t i = 0; i < count && status == CIV_OK; i++) {
		const struct civ_task_concern *task = &tasks[i];
		bool late = task->due < asof, due = task->due <= week->board->options->to,
		     blocked = reason_of(week->board, task)[0] != '\0';
		const struct line line = {task->unit,
		                          task->person,
		                          1,
		                          late  ? LATE
		                          : due ? DUE
		                                : BLOCKED,
		                          "task",
		                          task->code,
		                          task->title,
		                          reason_of(week->board, task),
		                          true,
		                          task->due,
		                          asof - task->due};

		if (civ_is_below(week->units, task->unit) && (late || due || blocked))
			status = add_line(week, &line);
	}
	return status;
}

/* What was missed cannot be made good any more by hurrying. */
static enum civ_status add_milestone(void *data, const struct civ_milestone_state *state)
{
	struct week *week = data;
	int32_t asof = week->board->options->asof;
	bool late = state->status == CIV_MILESTONE_OVERDUE || state->status == CIV_MILESTONE_NO_DATA;
	bool due = state->due >= asof && state->due <= week->board->options->to && state->status != CIV_MILESTONE_MET;
	const struct line line = {state->unit,
	                          state->person,
	                          1,
	                          late ? LATE : DUE,
	                          "milestone",
	                          state->code,
	                          state->title,
	                          late && state->note[0] == '\0'
	                                  ? civ_records_word(week->board->records,
	                                                     &civ_words_milestone_status[state->status])
	                                  : state->note,
	                          true,
	                          state->due,
	                          asof - state->due};

	return civ_is_below(week->units, state->unit) && (late || due) ? add_line(week, &line) : CIV_OK;
}

static enum civ_status add_issues(struct week *week)
{
	struct civ_board *board = week->board;
	struct civ_ledger_late *units;
	size_t count;
	enum civ_status status = civ_ledger_late_by_unit(board->records, board->options->to - board->options->asof,
	                                                 week->scratch, &units, &count);

	for (size_t i = 0; i < count && status == CIV_OK; i++) {
		const int64_t n[] = {units[i].late, units[i].due, units[i].deferred};
		static const char *const titles[] = {CIV_WORD("issues past their limit"),
		                                     CIV_WORD("issues due in the period"),
		                                     CIV_WORD("deferred issues to look at again")};

		for (int kind = LATE; kind <= BLOCKED && status == CIV_OK; kind++) {
			const struct line line = {units[i].unit,
			                          0,
			                          n[kind],
			                          (enum kind)kind,
			                          "issues",
			                          "",
			                          civ_records_say(board->records, titles[kind]),
			                          "",
			                          false,
			                          0,
			                          kind == LATE ? units[i].days_max : 0};

			if (n[kind] > 0 && civ_is_below(week->units, units[i].unit))
				status = add_line(week, &line);
		}
	}
	return status;
}

enum civ_status civ_board_week(struct civ_board *board)
{
	static const struct civ_milestone_options all = {.within = -1};
	struct week week = {.board = board, .scratch = civ_arena_new()};
	char unit[CIV_INT_SIZE];
	enum civ_status status = week.scratch == NULL ? civ_no_memory(board->messages) : CIV_OK;

	(void)snprintf(unit, sizeof unit, "%" PRId64, board->options->unit);
	if (status == CIV_OK && (board->options->unit != 0 || board->options->units != NULL))
		status = civ_records_below(board->records, &civ_noun_unit,
		                           board->options->units != NULL ? board->options->units : unit, &week.units);
	if (status == CIV_OK)
		status = add_tasks(&week);
	if (status == CIV_OK)
		status = civ_milestone_each(board->records, &all, add_milestone, &week);
	if (status == CIV_OK)
		status = add_issues(&week);
	civ_board_sort(board);
	civ_hash_free(week.units);
	civ_arena_free(week.scratch);
	return status;
}

