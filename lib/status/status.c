/* How the campaign stands, line by line. */
#include "civplan/lists.h"
#include "civplan/status.h"

#include <stdio.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/count.h"
#include "civplan/ledger.h"
#include "civplan/milestone.h"
#include "civplan/progress.h"
#include "civplan/report.h"
#include "civplan/risk.h"
#include "civplan/say.h"
#include "civplan/score.h"
#include "lib/status/assessments.h"

/* In the order of enum civ_status_part. */
static const struct civ_word parts[] = {
	CIV_CHOICE("database", "Database", "数据库"), CIV_CHOICE("channels", "Channels", "渠道"),
	CIV_CHOICE("issues", "Issues", "问题"), CIV_CHOICE("tasks", "Tasks", "任务"),
	CIV_CHOICE("score", "Score", "得分"), CIV_CHOICE("milestones", "Milestones", "里程碑"),
	CIV_CHOICE("assessments", "Assessments", "测评"), CIV_CHOICE("risks", "Risks", "风险"),
	{.code = NULL},
};

enum flag { FINE, LOOK, ALARM };

static const struct civ_word flags[] = {
	{"look", "Look", "关注", CIV_TONE_WARN, 1},
	{"alarm", "Alarm", "告警", CIV_TONE_BAD, 2},
	{.code = NULL},
};

const struct civ_out_column civ_status_columns[] = {
	{"part", "Part", CIV_KIND_CHOICE(parts),
	 "database, channels, issues, tasks, score, milestones, assessments or risks"},
	{"item", "Item", CIV_KIND_TEXT, "what it is: a name, a channel, a milestone"},
	{"value", "Value", CIV_KIND_TEXT, "how much, or when"},
	{"flag", "Flag", CIV_KIND_CHOICE(flags),
	 "alarm: a monitor should call somebody; look: something is late; empty: nothing is wrong"},
	{"note", "Note", CIV_KIND_TEXT, "more of it"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

enum { WEEK = 7, NEXT_MILESTONES = 5, HOUR = 3600 };

struct state {
	struct civ_records *records;
	struct civ_store *store;
	const struct civ_status_options *options;
	struct civ_out *out;
	struct civ_arena *arena;
	int32_t asof;
	bool alarmed;
	size_t milestones; /* coming ones told */
};

/* TEXT, one marked CIV_WORD, as this reader reads it. */
static const char *word(const struct state *state, const char *text)
{
	return civ_records_say(state->records, text);
}

struct line {
	enum civ_status_part part;
	const char *item, *value, *note;
	enum flag flag;
};

static enum civ_status write_line(struct state *state, const struct line *line)
{
	state->alarmed = state->alarmed || line->flag == ALARM;
	if (state->options->flagged_only && line->flag != ALARM)
		return CIV_OK;
	civ_out_string(state->out, parts[line->part].code);
	civ_out_string(state->out, line->item);
	civ_out_string(state->out, line->value);
	civ_out_string(state->out, line->flag == FINE ? NULL : flags[line->flag - LOOK].code);
	civ_out_string(state->out, line->note);
	return civ_out_row(state->out);
}

/* A line of N things, whose item is one marked CIV_WORD; it is flagged when there are any. */
static enum civ_status write_count(struct state *state, int64_t n, struct line line)
{
	char text[CIV_INT_SIZE];

	snprintf(text, sizeof text, "%lld", (long long)n);
	line.item = word(state, line.item);
	line.value = text;
	line.flag = n > 0 ? line.flag : FINE;
	return write_line(state, &line);
}

/* ---- database ---- */

static enum civ_status tell_run(struct state *state)
{
	/* Neither a run that only read personal data nor one that stores derived figures brings anything. */
	static const char sql[] =
		"SELECT at, who, command"
		" FROM run"
		" WHERE rows_added + rows_set + rows_removed > 0"
		"  AND NOT ("
		"   command LIKE 'measure-add%'"
		"   AND ("
		"    EXISTS ("
		"     SELECT 1"
		"     FROM run_range g JOIN measure m ON m.id BETWEEN g.first_id AND g.last_id"
		"     WHERE g.run = run.id AND g.table_name = 'measure' AND m.source = 'measure-derive'"
		"    )"
		"    OR EXISTS ("
		"     SELECT 1"
		"     FROM change c JOIN measure m ON m.id = c.row_id"
		"     WHERE c.run = run.id AND c.table_name = 'measure' AND m.source = 'measure-derive'"
		"    )"
		"   )"
		"  )"
		" ORDER BY id DESC LIMIT 1";
	char note[256], age[64] = "";
	sqlite3_stmt *row;
	bool is_old;
	int64_t at = 0, seconds;
	enum civ_status status = civ_records_statement(state->records, sql, &row);

	if (!civ_store_next(state->store, row, &status))
		return status;
	(void)civ_time_parse((const char *)sqlite3_column_text(row, 0), (size_t)sqlite3_column_bytes(row, 0), &at);
	seconds = civ_records_clock(state->records)->now - at;
	is_old = state->options->max_age >= 0 && seconds > state->options->max_age;
	/* Its age is told when it is too much: else the line would change from hour to hour. */
	if (is_old)
		snprintf(age, sizeof age, word(state, CIV_WORD("%lld h ago, ")), (long long)(seconds / HOUR));
	snprintf(note, sizeof note, word(state, CIV_WORD("%sby %.40s: %.120s")), age,
	         (const char *)sqlite3_column_text(row, 1), (const char *)sqlite3_column_text(row, 2));
	/* What was cut may have ended within a character. */
	if (!civ_utf8_valid(note, strlen(note), NULL))
		snprintf(note, sizeof note, word(state, CIV_WORD("%sby %.40s")), age,
		         (const char *)sqlite3_column_text(row, 1));
	status = write_line(state, &(struct line){.part = CIV_STATUS_DATABASE,
	                                          .item = word(state, CIV_WORD("last run")),
	                                          .value = (const char *)sqlite3_column_text(row, 0),
	                                          .flag = is_old ? ALARM : FINE,
	                                          .note = note});
	sqlite3_reset(row);
	return status;
}

/* ---- channels ---- */

static enum civ_status mark_channel(void *data, int64_t channel, int32_t day)
{
	struct civ_buf *days = data;
	const int64_t pair[] = {channel, day};

	civ_buf_add(days, pair, sizeof pair);
	return days->failed ? CIV_SYSTEM : CIV_OK;
}

static int32_t day_of_channel(const struct civ_buf *days, int64_t channel)
{
	const int64_t *pairs = (const int64_t *)(const void *)days->data;
	int32_t last = INT32_MIN;

	for (size_t i = 0; i < days->len / sizeof *pairs; i += 2)
		if (pairs[i] == channel && pairs[i + 1] > last)
			last = (int32_t)pairs[i + 1];
	return last;
}

static enum civ_status tell_channel(struct state *state, sqlite3_stmt *row, int32_t last)
{
	bool watched = sqlite3_column_type(row, 2) != SQLITE_NULL;
	int64_t limit = sqlite3_column_int64(row, 2);
	char day[CIV_DATE_SIZE] = "", note[96];
	bool silent = watched && (last == INT32_MIN || state->asof - last > limit);

	snprintf(note, sizeof note, "%s", word(state, CIV_WORD("no report yet")));
	if (last != INT32_MIN) {
		civ_date_format(last, day);
		snprintf(note, sizeof note,
		         civ_records_say_count(state->records, "last report %d day ago", "last report %d days ago",
		                               state->asof - last),
		         state->asof - last);
	}
	if (silent)
		snprintf(note + strlen(note), sizeof note - strlen(note), word(state, CIV_WORD(", more than %lld")),
		         (long long)limit);
	if (!watched && last == INT32_MIN)
		return CIV_OK;
	return write_line(state, &(struct line){.part = CIV_STATUS_CHANNELS,
	                                        .item = (const char *)sqlite3_column_text(row, 1),
	                                        .value = day,
	                                        .flag = silent ? ALARM : FINE,
	                                        .note = note});
}

static enum civ_status tell_channels(struct state *state)
{
	struct civ_buf days = {0};
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_last_reports(state->records, mark_channel, &days);

	if (days.failed)
		status = civ_no_memory(civ_records_messages(state->records));
	if (status == CIV_OK)
		status = civ_records_statement(state->records,
		                               "SELECT id, code, silent_days FROM channel ORDER BY code", &rows);
	while (civ_store_next(state->store, rows, &status))
		status = tell_channel(state, rows, day_of_channel(&days, sqlite3_column_int64(rows, 0)));
	civ_buf_free(&days);
	return status;
}

/* ---- issues and tasks ---- */

static enum civ_status tell_issues(struct state *state)
{
	const struct civ_rates_options all = {.group_count = 0};
	struct civ_issue_figures *figures;
	struct civ_ledger_late late = {0};
	size_t count;
	enum civ_status status = civ_issue_figures(state->records, &all, state->arena, &figures, &count);

	if (status == CIV_OK)
		status = civ_ledger_late_in_all(state->records, WEEK, &late);
	if (status == CIV_OK)
		status = write_count(state, count > 0 ? figures[0].open : 0,
		                     (struct line){.part = CIV_STATUS_ISSUES, .item = CIV_WORD("open")});
	if (status == CIV_OK)
		status = write_count(state, late.late,
		                     (struct line){.part = CIV_STATUS_ISSUES,
		                                   .item = CIV_WORD("late"),
		                                   .flag = LOOK,
		                                   .note = "issue-overdue"});
	if (status == CIV_OK)
		status = write_count(state, late.due,
		                     (struct line){.part = CIV_STATUS_ISSUES,
		                                   .item = CIV_WORD("due this week"),
		                                   .note = "issue-overdue --within=7"});
	if (status != CIV_OK || late.deferred == 0)
		return status;
	return write_count(state, late.deferred,
	                   (struct line){.part = CIV_STATUS_ISSUES, .item = CIV_WORD("deferred")});
}

static enum civ_status tell_tasks(struct state *state)
{
	struct civ_task_concern *tasks;
	size_t count;
	int64_t late = 0, due = 0, blocked = 0;
	enum civ_status status = civ_task_open_ones(state->records, state->arena, &tasks, &count);

	for (size_t i = 0; i < count && status == CIV_OK; i++) {
		late += tasks[i].due < state->asof;
		due += tasks[i].due >= state->asof && tasks[i].due <= state->asof + WEEK;
		blocked += tasks[i].blocked || tasks[i].stopped || tasks[i].blocker[0] != '\0';
	}
	if (status == CIV_OK)
		status = write_count(state, (int64_t)count,
		                     (struct line){.part = CIV_STATUS_TASKS, .item = CIV_WORD("task|open")});
	if (status == CIV_OK)
		status = write_count(state, late,
		                     (struct line){.part = CIV_STATUS_TASKS,
		                                   .item = CIV_WORD("late"),
		                                   .flag = LOOK,
		                                   .note = "task-overdue"});
	if (status == CIV_OK)
		status = write_count(state, due,
		                     (struct line){.part = CIV_STATUS_TASKS,
		                                   .item = CIV_WORD("due this week"),
		                                   .note = "task-overdue --within=7"});
	return status == CIV_OK && blocked > 0 ? write_count(state, blocked,
	                                                     (struct line){.part = CIV_STATUS_TASKS,
	                                                                   .item = CIV_WORD("blocked"),
	                                                                   .flag = LOOK,
	                                                                   .note = "task-list --blocked"})
	                                       : status;
}

/* ---- score and milestones ---- */

/* Why a total of that status has no score; NULL: it has one. */
static const char *why_none(const char *status)
{
	if (strcmp(status, "missing") == 0)
		return CIV_WORD("too few figures");
	return strcmp(status, "vetoed") == 0 ? CIV_WORD("a veto indicator has a score of 0") : NULL;
}

/* Without a standard in force, or with several, there is no score to tell: that is no fault of the screen. */
static enum civ_status tell_score(struct state *state)
{
	const struct civ_score_options options = {.asof = state->asof, .level = 0};
	struct civ_messages *aside = civ_messages_new(), *usual;
	struct civ_rows rows = {
		.columns = civ_score_columns, .width = civ_score_column_count(&options), .arena = state->arena};
	struct civ_out *out = NULL;
	const char *none;
	enum civ_status status;

	if (aside == NULL)
		return civ_no_memory(civ_records_messages(state->records));
	usual = civ_records_report_to(state->records, aside);
	status = civ_out_open_rows(&rows, aside, &out);
	if (status == CIV_OK)
		status = civ_score_report(state->records, &options, out);
	if (out != NULL)
		status = civ_worse(status, civ_out_close(out, true));
	(void)civ_records_report_to(state->records, usual);
	none = status == CIV_USAGE ? CIV_WORD("several standards are in force")
	                           : CIV_WORD("no standard is in force, or its scores are refused");
	if (status == CIV_REFUSED || status == CIV_USAGE)
		status = write_line(state, &(struct line){.part = CIV_STATUS_SCORE,
		                                          .item = word(state, CIV_WORD("none")),
		                                          .note = word(state, none)});
	for (size_t i = 0; i < rows.count && status == CIV_OK; i++) {
		const char *why = why_none(civ_rows_cell(&rows, i, "status"));

		status = write_line(state,
		                    &(struct line){.part = CIV_STATUS_SCORE,
		                                   .item = civ_rows_cell(&rows, i, "name"),
		                                   .value = civ_rows_cell(&rows, i, "score"),
		                                   .note = why == NULL ? NULL : word(state, why)});
	}
	civ_messages_free(aside);
	return status;
}

static enum civ_status tell_milestone(void *data, const struct civ_milestone_state *milestone)
{
	static const enum flag raised[] = {[CIV_MILESTONE_MISSED] = LOOK,
	                                  [CIV_MILESTONE_OVERDUE] = LOOK,
	                                  [CIV_MILESTONE_AT_RISK] = LOOK,
	                                  [CIV_MILESTONE_NO_DATA] = LOOK};
	struct state *state = data;
	bool is_late = milestone->status == CIV_MILESTONE_OVERDUE || milestone->status == CIV_MILESTONE_NO_DATA ||
	               milestone->status == CIV_MILESTONE_MISSED;
	bool comes = milestone->due >= state->asof && milestone->status != CIV_MILESTONE_MET &&
	             state->milestones < NEXT_MILESTONES;
	struct civ_buf note = {0};
	char day[CIV_DATE_SIZE];
	const struct civ_word *name = &civ_words_milestone_status[milestone->status];
	struct line line = {.part = CIV_STATUS_MILESTONES, .item = milestone->code, .value = day};
	enum civ_status status;

	if (!is_late && !comes)
		return CIV_OK;
	state->milestones += comes;
	if ((size_t)milestone->status < sizeof raised / sizeof raised[0])
		line.flag = raised[milestone->status];
	civ_date_format(milestone->due, day);
	civ_buf_addf(&note, civ_records_say(state->records, CIV_WORD("%s: %s")),
	             civ_records_word(state->records, name), milestone->title);
	line.note = civ_buf_str(&note);
	status = line.note == NULL ? civ_no_memory(civ_records_messages(state->records)) : write_line(state, &line);
	civ_buf_free(&note);
	return status;
}

static enum civ_status tell_assessment(void *data, const char *name, const char *day, const char *note)
{
	return write_line(data, &(struct line){
					.part = CIV_STATUS_ASSESSMENTS, .item = name, .value = day, .note = note});
}

/* ---- risks and disputes ---- */

static enum civ_status rows_of(struct state *state, const char *report, struct civ_rows *rows)
{
	const struct civ_report_request request = {.report = civ_report_find(report)};

	return civ_report_rows(&request, state->records, state->arena, rows);
}

static int64_t count_open(const struct civ_rows *disputes)
{
	int64_t n = 0;

	for (size_t i = 0; i < disputes->count; i++)
		n += strcmp(civ_rows_cell(disputes, i, "status"), "settled") != 0;
	return n;
}

/* A plan that keeps none is told nothing of them. */
static enum civ_status tell_risks(struct state *state)
{
	struct civ_rows risks, disputes;
	struct civ_risk_tally tally = {0};
	enum civ_status status = rows_of(state, "risk-report", &risks);

	if (status == CIV_OK) {
		tally = civ_risk_count(&risks);
		status = rows_of(state, "dispute-report", &disputes);
	}
	if (status == CIV_OK && tally.kept > 0)
		status = write_count(state, tally.high,
		                     (struct line){.part = CIV_STATUS_RISKS, .item = CIV_WORD("risk|high")});
	if (status == CIV_OK && tally.happened > 0)
		status = write_count(state, tally.happened,
		                     (struct line){.part = CIV_STATUS_RISKS,
		                                   .item = CIV_WORD("risk|happened"),
		                                   .flag = LOOK,
		                                   .note = "risk-report"});
	if (status == CIV_OK && tally.late > 0)
		status = write_count(state, tally.late,
		                     (struct line){.part = CIV_STATUS_RISKS,
		                                   .item = CIV_WORD("to be judged again"),
		                                   .flag = LOOK,
		                                   .note = "risk-report --check"});
	if (status != CIV_OK || count_open(&disputes) == 0)
		return status;
	return write_count(state, count_open(&disputes),
	                   (struct line){.part = CIV_STATUS_RISKS,
	                                 .item = CIV_WORD("in dispute"),
	                                 .flag = LOOK,
	                                 .note = "dispute-report"});
}

enum civ_status civ_status_write(struct civ_records *records, const struct civ_status_options *options,
                                 struct civ_out *out)
{
	static const struct civ_milestone_options all = {.within = -1};
	struct state state = {.records = records, .store = civ_records_store(records), .options = options, .out = out,
	                      .asof = civ_records_clock(records)->asof};
	enum civ_status status;

	state.arena = civ_arena_new();
	status = state.arena == NULL ? civ_no_memory(civ_records_messages(records)) : tell_run(&state);
	if (status == CIV_OK)
		status = tell_channels(&state);
	/* A monitor asks every few minutes: what it does not watch is not counted for it. */
	if (status == CIV_OK && !options->flagged_only)
		status = tell_issues(&state);
	if (status == CIV_OK && !options->flagged_only)
		status = tell_tasks(&state);
	if (status == CIV_OK && !options->flagged_only)
		status = tell_score(&state);
	if (status == CIV_OK && !options->flagged_only)
		status = civ_milestone_each(records, &all, tell_milestone, &state);
	if (status == CIV_OK && !options->flagged_only)
		status = civ_status_assessments(records, tell_assessment, &state);
	if (status == CIV_OK && !options->flagged_only)
		status = tell_risks(&state);
	civ_arena_free(state.arena);
	return status == CIV_OK && state.alarmed ? CIV_FLAGGED : status;
}
