/* A day as it stood at its end, for what is compared with another. */
#include <math.h>
#include <string.h>

#include "civplan/ledger.h"
#include "civplan/progress.h"
#include "civplan/report.h"
#include "civplan/score.h"
#include "lib/mail/mailing.h"

/* ---- issues ---- */

bool civ_mail_is_late(const struct civ_rows *rows, size_t row)
{
	return strcmp(civ_rows_cell(rows, row, "limit"), "review") != 0 && civ_rows_number(rows, row, "days_late") > 0;
}

bool civ_mail_is_due(const struct civ_rows *rows, size_t row)
{
	return strcmp(civ_rows_cell(rows, row, "limit"), "review") != 0 && civ_rows_number(rows, row, "days_late") <= 0;
}

static enum civ_status read_issues(struct civ_records *records, struct civ_arena *arena, struct civ_mail_day *day)
{
	static const struct civ_overdue_options options = {
		.within = CIV_MAIL_WEEK, .unless_noticed = -1, .least = CIV_LEVEL_REMIND};
	struct civ_out *out = NULL;
	struct civ_ledger_late all;
	uint64_t late;
	enum civ_status status;

	day->issues = (struct civ_rows){
		.columns = civ_overdue_columns, .width = civ_out_column_count(civ_overdue_columns), .arena = arena};
	status = civ_out_open_rows(&day->issues, civ_records_messages(records), &out);
	if (status == CIV_OK)
		status = civ_ledger_overdue(records, &options, out, &late);
	if (out != NULL)
		status = civ_worse(status, civ_out_close(out, true));
	if (status == CIV_OK)
		status = civ_ledger_late_in_all(records, CIV_MAIL_WEEK, &all);
	if (status == CIV_OK)
		day->issues_late = all.late;
	return status;
}

/* Of the month from its first day on. */
static enum civ_status read_rate(struct civ_records *records, int32_t month, struct civ_arena *arena,
                                 struct civ_mail_day *day)
{
	struct civ_rates_options options = {.has_from = true, .has_to = true, .to = day->day};
	struct civ_issue_figures *figures;
	size_t count;
	int year, of_year, of_month;
	enum civ_status status;

	civ_date_to_ymd(month, &year, &of_year, &of_month);
	options.from = month - of_month + 1;
	if (options.from > options.to)
		return CIV_OK;
	status = civ_issue_figures(records, &options, arena, &figures, &count);
	if (status == CIV_OK && count > 0)
		day->rectified = civ_issue_rate(&figures[0], CIV_RECTIFICATION_RATE);
	return status;
}

/* ---- tasks, targets, milestones ---- */

static enum civ_status read_report(struct civ_records *records, const char *name, struct civ_report_value value,
                                   struct civ_arena *arena, struct civ_rows *rows)
{
	const struct civ_report_request request = {.report = civ_report_find(name), .values = &value, .count = 1};

	return civ_report_rows(&request, records, arena, rows);
}

struct listing {
	struct civ_arena *arena;
	struct civ_mail_day *day;
	bool failed;
};

bool civ_mail_is_missed(enum civ_milestone_status status)
{
	return status == CIV_MILESTONE_MISSED || status == CIV_MILESTONE_OVERDUE || status == CIV_MILESTONE_NO_DATA;
}

static bool grow_milestones(struct listing *listing)
{
	struct civ_mail_day *day = listing->day;
	size_t room = 2 * day->milestone_room + 16;
	struct civ_mail_milestone *list;

	if (day->milestone_count < day->milestone_room)
		return true;
	list = civ_arena_alloc(listing->arena, room * sizeof *list);
	if (list == NULL)
		return false;
	if (day->milestone_count > 0)
		memcpy(list, day->milestones, day->milestone_count * sizeof *list);
	day->milestones = list;
	day->milestone_room = room;
	return true;
}

static enum civ_status take_milestone(void *data, const struct civ_milestone_state *state)
{
	struct listing *listing = data;
	struct civ_mail_day *day = listing->day;
	struct civ_mail_milestone one = {.code = civ_arena_copy(listing->arena, state->code, strlen(state->code)),
	                                 .title = civ_arena_copy(listing->arena, state->title, strlen(state->title)),
	                                 .due = state->due,
	                                 .status = state->status};

	listing->failed = listing->failed || one.code == NULL || one.title == NULL || !grow_milestones(listing);
	if (listing->failed)
		return CIV_OK;
	day->milestones[day->milestone_count++] = one;
	day->not_met += civ_mail_is_missed(state->status);
	return CIV_OK;
}

static enum civ_status read_milestones(struct civ_records *records, struct civ_arena *arena, struct civ_mail_day *day)
{
	static const struct civ_milestone_options all = {.within = -1};
	struct listing listing = {.arena = arena, .day = day};
	enum civ_status status = civ_milestone_each(records, &all, take_milestone, &listing);

	return status == CIV_OK && listing.failed ? civ_no_memory(civ_records_messages(records)) : status;
}

/* ---- score ---- */

/* Without a standard in force, or with several, there is no score to tell. */
static enum civ_status read_score(struct civ_records *records, struct civ_arena *arena, struct civ_mail_day *day)
{
	const struct civ_score_options options = {.asof = day->day, .level = 0};
	struct civ_messages *aside = civ_messages_new(), *usual;
	struct civ_rows rows = {
		.columns = civ_score_columns, .width = civ_score_column_count(&options), .arena = arena};
	struct civ_out *out = NULL;
	enum civ_status status;

	day->score = NAN;
	if (aside == NULL)
		return civ_no_memory(civ_records_messages(records));
	usual = civ_records_report_to(records, aside);
	status = civ_out_open_rows(&rows, aside, &out);
	if (status == CIV_OK)
		status = civ_score_report(records, &options, out);
	if (out != NULL)
		status = civ_worse(status, civ_out_close(out, true));
	(void)civ_records_report_to(records, usual);
	civ_messages_free(aside);
	if (status == CIV_OK && rows.count > 0)
		day->score = civ_rows_number(&rows, 0, "score");
	return status == CIV_REFUSED || status == CIV_USAGE ? CIV_OK : status;
}

enum civ_status civ_mail_day_read(struct civ_records *records, int32_t month, struct civ_arena *arena,
                                  struct civ_mail_day *day)
{
	enum civ_status status;

	day->day = civ_records_clock(records)->asof;
	status = read_issues(records, arena, day);
	if (status == CIV_OK)
		status = read_report(records, "task-overdue", (struct civ_report_value){"within", "7"}, arena,
		                     &day->tasks);
	for (size_t i = 0; i < day->tasks.count && status == CIV_OK; i++)
		day->tasks_late += civ_rows_number(&day->tasks, i, "days_late") > 0;
	if (status == CIV_OK)
		status = read_report(records, "target-report", (struct civ_report_value){"in-force", "1"}, arena,
		                     &day->targets);
	if (status == CIV_OK)
		status = read_milestones(records, arena, day);
	if (status == CIV_OK)
		status = read_rate(records, month, arena, day);
	return status == CIV_OK ? read_score(records, arena, day) : status;
}
