/* How it stands: issues, targets, milestones and tasks. */
#include <math.h>
#include <string.h>

#include "civplan/count.h"
#include "civplan/date.h"
#include "civplan/ledger.h"
#include "civplan/lists.h"
#include "civplan/milestone.h"
#include "civplan/nested.h"
#include "civplan/progress.h"
#include "civplan/say.h"
#include "civplan/status.h"
#include "civplan/wording.h"
#include "lib/noun/indicator.h"
#include "lib/page/bulletin.h"
#include "lib/page/sheets.h"

enum { MOST_TARGETS = 5 };

/* ---- issues ---- */

static enum civ_status report_rates(struct civ_records *records, struct civ_out *out, const void *data)
{
	return civ_count_rates(records, data, out);
}

/* What fell due in the period, from the ranking where it counts them (a quarter's counts units), else from the rates.
 */
static enum civ_status period_rates(struct civ_bulletin *bulletin, struct civ_rows *rows)
{
	const struct civ_rates_options options = {
		.has_from = true, .has_to = true, .from = bulletin->options->from, .to = bulletin->options->to};

	return civ_bulletin_rows(bulletin, civ_rates_columns, report_rates, &options, rows);
}

static void tell_due(struct civ_bulletin *bulletin, const struct civ_rows *rows, size_t row, const char *on_time,
                     struct civ_buf *text)
{
	double n_due = civ_rows_number(rows, row, "n_due");
	struct civ_buf due = {0};

	if (!(n_due > 0)) {
		civ_buf_addf(text, civ_say(CIV_WORD("No issue fell due in %s. ")),
		             civ_bulletin_period(bulletin, bulletin->options->from));
		return;
	}
	civ_buf_addf(&due,
	             civ_say_count("%s issue fell due in %s", "%s issues fell due in %s", (unsigned long long)n_due),
	             civ_bulletin_n(bulletin, n_due), civ_bulletin_period(bulletin, bulletin->options->from));
	civ_buf_addf(
		text,
		civ_say(CIV_WORD("%s: %s were put right and accepted, a rate of %s; %s were put right in time, a rate"
	                         " of %s. ")),
		civ_bulletin_keep(bulletin, &due), civ_bulletin_n(bulletin, civ_rows_number(rows, row, "n_done")),
		civ_bulletin_percent(bulletin, civ_rows_number(rows, row, "rectification_rate")),
		civ_bulletin_n(bulletin, civ_rows_number(rows, row, on_time)),
		civ_bulletin_percent(bulletin, civ_rows_number(rows, row, "on_time_rate")));
}

static enum civ_status report_status(struct civ_records *records, struct civ_out *out, const void *data)
{
	return civ_status_write(records, data, out);
}

/* The line of plan-status; 0 when there is none. */
static double status_of(const struct civ_rows *rows, enum civ_status_part part, size_t nth)
{
	for (size_t i = 0; i < rows->count; i++)
		if (strcmp(civ_rows_cell(rows, i, "part"), civ_rows_words(rows, "part")[part].code) == 0 && nth-- == 0)
			return civ_rows_number(rows, i, "value");
	return 0;
}

/* Late issues of the whole city at the end of the day before the period. */
static enum civ_status late_before(struct civ_bulletin *bulletin, int64_t *late)
{
	struct civ_records *then = NULL;
	struct civ_ledger_late all = {0};
	enum civ_status status = civ_records_on(bulletin->records, bulletin->options->from - 1, &then);

	if (status == CIV_OK)
		status = civ_ledger_late_in_all(then, 0, &all);
	*late = all.late;
	civ_records_close(then);
	return status;
}

static void tell_change(struct civ_bulletin *bulletin, int64_t now, int64_t before, struct civ_buf *text)
{
	const char *day = civ_bulletin_date(bulletin, bulletin->options->from - 1);

	if (now == before)
		civ_buf_addf(text, civ_say(CIV_WORD(", as many as on %s")), day);
	else
		civ_buf_addf(
			text,
			civ_say(now > before ? CIV_WORD(", %s more than on %s") : CIV_WORD(", %s fewer than on %s")),
			civ_bulletin_n(bulletin, fabs((double)(now - before))), day);
}

static enum civ_status tell_open(struct civ_bulletin *bulletin, struct civ_buf *text)
{
	static const struct civ_status_options options = {.max_age = -1};
	struct civ_rows rows;
	int64_t before = 0, now;
	double open;
	enum civ_status status = civ_bulletin_rows(bulletin, civ_status_columns, report_status, &options, &rows);

	if (status == CIV_OK)
		status = late_before(bulletin, &before);
	if (status != CIV_OK)
		return status;
	open = status_of(&rows, CIV_STATUS_ISSUES, 0);
	now = (int64_t)status_of(&rows, CIV_STATUS_ISSUES, 1);
	if (open == 0) {
		civ_buf_addf(text, civ_say(CIV_WORD("On %s no issue was open. ")),
		             civ_bulletin_date(bulletin, bulletin->asof));
		return status;
	}
	civ_buf_addf(text,
	             civ_say_count("On %s %s issue was open, %s of them late",
	                           "On %s %s issues were open, %s of them late", (unsigned long long)open),
	             civ_bulletin_date(bulletin, bulletin->asof), civ_bulletin_n(bulletin, open),
	             civ_bulletin_n(bulletin, (double)now));
	tell_change(bulletin, now, before, text);
	civ_bulletin_stop(text);
	return status;
}

static enum civ_status put_issues(struct civ_bulletin *bulletin)
{
	const struct civ_rows *rows = &bulletin->units;
	struct civ_buf text = {0}, command = {0};
	char from[CIV_DATE_SIZE], to[CIV_DATE_SIZE];
	struct civ_rows rates;
	double rebound;
	enum civ_status status = period_rates(bulletin, &rates);

	if (status != CIV_OK)
		return status;
	if (bulletin->board.report == CIV_RHYTHM_MONTH && rows->count > 0)
		tell_due(bulletin, rows, rows->count - 1, "n_on_time", &text);
	else if (rates.count > 0)
		tell_due(bulletin, &rates, 0, "n_on_time", &text);
	status = tell_open(bulletin, &text);
	rebound = rates.count == 0 ? NAN : civ_rows_number(&rates, 0, "rebound_rate");
	if (!isnan(rebound))
		civ_buf_addf(&text, civ_say(CIV_WORD("Of the issues closed in %s that can be judged %s came back. ")),
		             civ_bulletin_period(bulletin, bulletin->options->from),
		             civ_bulletin_percent(bulletin, rebound));
	civ_date_format(bulletin->options->from, from);
	civ_date_format(bulletin->options->to, to);
	civ_buf_addf(&command, "issue-rates --from=%s --to=%s", from, to);
	civ_bulletin_source(bulletin, CIV_WORD("rates of issues"), civ_bulletin_keep(bulletin, &command));
	civ_bulletin_source(bulletin, CIV_WORD("state of the campaign"), "plan-status");
	civ_bulletin_paragraph(bulletin, civ_say(CIV_WORD("Issues put right")), &text);
	return status;
}

const struct civ_bulletin_part civ_bulletin_part_issues = {.chapter = CIV_CHAPTER_STATE,
                                                           .place = 10,
                                                           .put = put_issues};

/* ---- targets ---- */

static bool is_one_of(const struct civ_rows *rows, size_t row, enum civ_milestone_status status)
{
	return strcmp(civ_rows_cell(rows, row, "status"), civ_words_milestone_status[status].code) == 0;
}

static size_t count_status(const struct civ_rows *rows, enum civ_milestone_status status)
{
	size_t count = 0;

	for (size_t i = 0; i < rows->count; i++)
		count += is_one_of(rows, i, status) ? 1 : 0;
	return count;
}

/* How many rows stand how, in the order of the words: "met 4, met late 12". */
static void tell_statuses(struct civ_bulletin *bulletin, const struct civ_rows *rows, struct civ_buf *text)
{
	bool any = false;

	for (int s = CIV_MILESTONE_MET; s <= CIV_MILESTONE_NO_DATA; s++) {
		size_t n = count_status(rows, (enum civ_milestone_status)s);

		if (n == 0)
			continue;
		civ_buf_adds(text, !any ? "" : civ_say_is_chinese() ? "、" : ", ");
		civ_word_add(&civ_words_milestone_status[s], civ_say_is_chinese(), text);
		civ_buf_addf(text, civ_say_is_chinese() ? "%s项" : " %s", civ_bulletin_n(bulletin, (double)n));
		any = true;
	}
}

/* "86.2%, 3.8 points short" of a share, else "254 lifts, goal 500 lifts". */
static const char *short_of(struct civ_bulletin *bulletin, const struct civ_rows *rows, size_t row)
{
	static const char sql[] = CIV_INDICATOR_ASK("measure_unit", ":code", ":asof");
	struct civ_store *store = civ_records_store(bulletin->records);
	double actual = civ_rows_number(rows, row, "actual"), target = civ_rows_number(rows, row, "target");
	bool share = false;
	struct civ_buf text = {0}, reached = {0}, goal = {0};
	sqlite3_stmt *found;
	enum civ_status status = civ_records_statement(bulletin->records, sql, &found);

	if (status == CIV_OK)
		status = civ_bind_text(store, found, ":code", civ_rows_cell(rows, row, "indicator"));
	if (status == CIV_OK)
		status = civ_bind_text(store, found, ":asof", bulletin->day);
	if (civ_store_next(store, found, &status)) {
		share = strcmp(civ_row_text(found, 0), "%") == 0;
		civ_wording_measured(&reached, actual, civ_row_text(found, 0), false);
		civ_wording_measured(&goal, target, civ_row_text(found, 0), true);
		sqlite3_reset(found);
	}
	bulletin->status = civ_worse(bulletin->status, status);
	if (share) {
		civ_buf_adds(&text, civ_bulletin_keep(bulletin, &reached));
		civ_buf_adds(&text, civ_say_is_chinese() ? "，比目标" : ", ");
		civ_wording_gap(&text, actual, target);
	} else
		civ_buf_addf(&text, civ_say(CIV_WORD("%s, goal %s")), civ_bulletin_keep(bulletin, &reached),
		             civ_bulletin_keep(bulletin, &goal));
	civ_buf_free(&reached);
	civ_buf_free(&goal);
	return civ_bulletin_keep(bulletin, &text);
}

/* Targets of the city that were missed, the furthest from their goal in the scale of it first. */
static const char *worst_targets(struct civ_bulletin *bulletin, const struct civ_rows *rows, size_t *all)
{
	struct civ_buf text = {0};
	bool *told = civ_arena_alloc(bulletin->arena, rows->count + 1);

	bulletin->failed = bulletin->failed || told == NULL;
	*all = count_status(rows, CIV_MILESTONE_MISSED);
	for (size_t n = 0; told != NULL && n < MOST_TARGETS; n++) {
		size_t worst = rows->count;
		double most = -1;

		for (size_t i = 0; i < rows->count; i++) {
			double far = fabs(civ_rows_number(rows, i, "gap")) / fabs(civ_rows_number(rows, i, "target"));

			if (!told[i] && is_one_of(rows, i, CIV_MILESTONE_MISSED) && far > most) {
				worst = i;
				most = far;
			}
		}
		if (worst == rows->count)
			break;
		told[worst] = true;
		civ_bulletin_between(&text);
		civ_buf_addf(&text, civ_say_is_chinese() ? "%s%s" : "%s %s", civ_rows_cell(rows, worst, "name"),
		             short_of(bulletin, rows, worst));
	}
	return civ_bulletin_keep(bulletin, &text);
}

static enum civ_status put_targets(struct civ_bulletin *bulletin)
{
	static const struct civ_report_value values[] = {{"in-force", "1"}};
	const struct civ_report_request request = {
		.report = civ_report_find("target-report"), .values = values, .count = 1};
	struct civ_buf text = {0}, states = {0};
	const char *worst;
	struct civ_rows rows;
	size_t missed;
	enum civ_status status = civ_report_rows(&request, bulletin->records, bulletin->arena, &rows);

	if (status == CIV_OK)
		status = civ_page_sheet(bulletin->options->sheets, civ_say(CIV_WORD("Targets")), &rows);
	if (status != CIV_OK ||
	    rows.count == count_status(&rows, CIV_MILESTONE_PENDING) + count_status(&rows, CIV_MILESTONE_NO_DATA))
		return status;
	tell_statuses(bulletin, &rows, &states);
	civ_buf_addf(&text, civ_say_count("%s target is in force: %s. ", "%s targets are in force: %s. ", rows.count),
	             civ_bulletin_n(bulletin, (double)rows.count), civ_bulletin_keep(bulletin, &states));
	worst = worst_targets(bulletin, &rows, &missed);
	if (missed > MOST_TARGETS)
		civ_buf_addf(&text, civ_say(CIV_WORD("Of those not met these are furthest from their goals: %s. ")),
		             worst);
	else if (missed > 0)
		civ_buf_addf(&text, civ_say(CIV_WORD("Not met: %s. ")), worst);
	civ_bulletin_paragraph(bulletin, civ_say(CIV_WORD("Targets")), &text);
	civ_bulletin_source(bulletin, CIV_WORD("report on targets"), "target-report --in-force");
	return status;
}

const struct civ_bulletin_part civ_bulletin_part_targets = {.chapter = CIV_CHAPTER_STATE,
                                                            .place = 20,
                                                            .put = put_targets};

/* ---- milestones and tasks ---- */

static enum civ_status report_tasks(struct civ_records *records, struct civ_out *out, const void *data)
{
	return civ_task_report(records, data, out);
}

static enum civ_status put_work(struct civ_bulletin *bulletin)
{
	static const struct civ_task_report_options options = {.by = NULL};
	struct civ_buf text = {0};
	struct civ_rows milestones, tasks;
	size_t met = 0, due = 0;
	enum civ_status status = civ_bulletin_milestones(bulletin, &milestones);

	if (status == CIV_OK)
		status = civ_bulletin_rows(bulletin, civ_task_report_columns, report_tasks, &options, &tasks);
	if (status != CIV_OK)
		return status;
	for (size_t i = 0; i < milestones.count; i++) {
		int32_t day;

		if (!civ_bulletin_day(&milestones, i, "due", &day) || day > bulletin->asof)
			continue;
		due++;
		met += is_one_of(&milestones, i, CIV_MILESTONE_MET) ||
		       is_one_of(&milestones, i, CIV_MILESTONE_MET_LATE);
	}
	if (due > 0) {
		civ_buf_addf(&text,
		             civ_say_count("Of %s milestone that was due %s is met, and %s is not. ",
		                           "Of %s milestones that were due %s are met, and %s are not. ", due),
		             civ_bulletin_n(bulletin, (double)due), civ_bulletin_n(bulletin, (double)met),
		             civ_bulletin_n(bulletin, (double)(due - met)));
		civ_bulletin_source(bulletin, CIV_WORD("report on milestones"), "milestone-report");
	}
	if (tasks.count > 0 && civ_rows_number(&tasks, 0, "n") > 0) {
		civ_buf_addf(&text,
		             civ_say_count("Of %s task %s is done; of %s that were due %s were late. ",
		                           "Of %s tasks %s are done; of %s that were due %s were late. ",
		                           (unsigned long long)civ_rows_number(&tasks, 0, "n")),
		             civ_bulletin_n(bulletin, civ_rows_number(&tasks, 0, "n")),
		             civ_bulletin_n(bulletin, civ_rows_number(&tasks, 0, "n_done")),
		             civ_bulletin_n(bulletin, civ_rows_number(&tasks, 0, "n_due")),
		             civ_bulletin_n(bulletin, civ_rows_number(&tasks, 0, "n_late")));
		civ_bulletin_source(bulletin, CIV_WORD("report on tasks"), "task-report");
	}
	civ_bulletin_paragraph(bulletin, civ_say(CIV_WORD("Milestones and tasks")), &text);
	return status;
}

const struct civ_bulletin_part civ_bulletin_part_work = {.chapter = CIV_CHAPTER_STATE, .place = 30, .put = put_work};
