/* The reports that the leaders' page takes its rows from. */
#include <stdlib.h>
#include <string.h>

#include "civplan/count.h"
#include "civplan/date.h"
#include "civplan/ledger.h"
#include "civplan/milestone.h"
#include "civplan/nested.h"
#include "civplan/say.h"
#include "civplan/progress.h"
#include "civplan/score.h"
#include "civplan/status.h"
#include "lib/page/front.h"
#include "lib/page/sheets.h"

/* ---- which there are ---- */

static enum civ_status run_status(struct civ_records *records, struct civ_out *out)
{
	static const struct civ_status_options options = {.max_age = -1};

	return civ_status_write(records, &options, out);
}

static enum civ_status run_milestones(struct civ_records *records, struct civ_out *out)
{
	static const struct civ_milestone_options options = {.within = -1};

	return civ_milestone_report(records, &options, out);
}

static enum civ_status run_overdue(struct civ_records *records, struct civ_out *out)
{
	static const struct civ_overdue_options options = {.within = -1, .unless_noticed = -1, .least = CIV_LEVEL_URGE};
	uint64_t late;

	return civ_ledger_overdue(records, &options, out, &late);
}

static enum civ_status run_tasks(struct civ_records *records, struct civ_out *out)
{
	static const struct civ_task_report_options options = {.by = "task"};

	return civ_task_report(records, &options, out);
}

static enum civ_status run_score(struct civ_records *records, struct civ_out *out)
{
	const struct civ_score_options options = {.asof = civ_records_clock(records)->asof, .level = 0};

	return civ_score_report(records, &options, out);
}

static enum civ_status run_losses(struct civ_records *records, struct civ_out *out)
{
	const struct civ_score_options options = {.asof = civ_records_clock(records)->asof, .level = -1};

	return civ_score_why(records, &options, CIV_SCORE_BY_INDICATOR, out);
}

static enum civ_status run_hotspots(struct civ_records *records, struct civ_out *out)
{
	static const struct civ_hotspot_options options = {.least = 5, .alpha = 0.05, .all = true};

	return civ_hotspots_print(records, &options, out);
}

extern const struct civ_report civ_report_target_report;

static const struct civ_report_value in_force[] = {{"in-force", "1"}};
static const struct civ_report_request targets_in_force = {.report = &civ_report_target_report,
                                                           .values = in_force,
                                                           .count = 1};

extern const struct civ_report civ_report_fund_report, civ_report_fund_review;

static const struct civ_report_value money_in_force[] = {{"in-force", "1"}};
static const struct civ_report_value money_by_kind[] = {{"in-force", "1"}, {"by", "kind"}};
static const struct civ_report_request money = {.report = &civ_report_fund_report,
                                                .values = money_in_force,
                                                .count = 1};
static const struct civ_report_request money_kinds = {.report = &civ_report_fund_report,
                                                      .values = money_by_kind,
                                                      .count = 2};
static const struct civ_report_request money_review = {.report = &civ_report_fund_review};

/* What is compared with the reports of the last page. */
static const struct civ_out_column target_compared[] = {{"code", NULL, CIV_KIND_TEXT, NULL},
                                                        {"actual", NULL, CIV_KIND_NUMBER, NULL},
                                                        {NULL, NULL, CIV_KIND_TEXT, NULL}},
				   milestone_compared[] = {{"code", NULL, CIV_KIND_TEXT, NULL},
                                                           {"status", NULL, CIV_KIND_TEXT, NULL},
                                                           {NULL, NULL, CIV_KIND_TEXT, NULL}};

const struct civ_front_report civ_front_status = {.columns = civ_status_columns, .run = run_status};
const struct civ_front_report civ_front_targets = {.request = &targets_in_force,
                                                   .title = CIV_WORD("Targets"),
                                                   .file = "targets.csv",
                                                   .compared = target_compared};
const struct civ_front_report civ_front_milestones = {.columns = civ_milestone_columns,
                                                      .run = run_milestones,
                                                      .file = "milestones.csv",
                                                      .compared = milestone_compared};
const struct civ_front_report civ_front_overdue = {.columns = civ_overdue_columns, .run = run_overdue};
const struct civ_front_report civ_front_tasks = {.columns = civ_task_each_columns, .run = run_tasks};
const struct civ_front_report civ_front_score = {.columns = civ_score_columns, .run = run_score, .optional = true};
const struct civ_front_report civ_front_losses = {.columns = civ_score_why_columns,
                                                  .run = run_losses,
                                                  .optional = true};
const struct civ_front_report civ_front_hotspots = {.columns = civ_hotspot_columns, .run = run_hotspots};

const struct civ_front_report civ_front_money = {.request = &money, .title = CIV_WORD("Money")};
const struct civ_front_report civ_front_money_kinds = {.request = &money_kinds, .title = CIV_WORD("Money by kind")};
const struct civ_front_report civ_front_money_review = {.request = &money_review,
                                                        .title = CIV_WORD("Money in the quarter")};

/* ---- to run one, once ---- */

struct civ_front_kept {
	const struct civ_front_report *report;
	bool before;
	struct civ_rows rows;
	struct civ_front_kept *next;
};

static enum civ_status write_rows(const struct civ_front_report *report, struct civ_records *records,
                                  struct civ_out *out)
{
	return report->offer == NULL ? report->run(records, out) : report->offer->print(report->request, records, out);
}

static enum civ_status run_function(struct civ_front *front, const struct civ_front_report *report,
                                    struct civ_records *records, struct civ_rows *rows)
{
	struct civ_out *out = NULL;
	enum civ_status status;

	*rows = civ_page_all_of(report->offer == NULL ? report->columns : report->offer->columns(NULL));
	if (report->run == run_score)
		rows->width = civ_score_column_count(&(const struct civ_score_options){.level = 0});
	rows->arena = front->page->arena;
	status = civ_out_open_rows(rows, front->page->messages, &out);
	if (status == CIV_OK)
		status = write_rows(report, records, out);
	/* That something is flagged is what the page is for. */
	if (status == CIV_FLAGGED)
		status = CIV_OK;
	if (out != NULL)
		status = civ_worse(status, civ_out_close(out, true));
	return status;
}

static enum civ_status run(struct civ_front *front, const struct civ_front_report *report, struct civ_records *records,
                           struct civ_rows *rows)
{
	struct civ_messages *aside, *usual;
	enum civ_status status;

	if (report->request != NULL && report->offer == NULL)
		return civ_report_rows(report->request, records, front->page->arena, rows);
	if (!report->optional)
		return run_function(front, report, records, rows);
	aside = civ_messages_new();
	if (aside == NULL)
		return civ_no_memory(front->page->messages);
	usual = civ_records_report_to(records, aside);
	status = run_function(front, report, records, rows);
	(void)civ_records_report_to(records, usual);
	if (status == CIV_REFUSED || status == CIV_USAGE) {
		rows->count = 0;
		status = CIV_OK;
	} else if (status != CIV_OK) {
		civ_messages_move(usual, aside);
	}
	civ_messages_free(aside);
	return status;
}

/* Requests of what is only known as the page is made stand in several places, such as that of the latest survey. */
static bool is_same(const struct civ_front_report *a, const struct civ_front_report *b)
{
	const struct civ_report_request *x = a->request, *y = b->request;

	if (a == b)
		return true;
	if (x == NULL || y == NULL || a->offer != b->offer || x->report != y->report || x->count != y->count)
		return false;
	for (size_t i = 0; i < x->count; i++)
		if (strcmp(x->values[i].name, y->values[i].name) != 0 ||
		    strcmp(x->values[i].text, y->values[i].text) != 0)
			return false;
	return true;
}

static const struct civ_rows *rows_of(struct civ_front *front, const struct civ_front_report *report, bool before)
{
	static const struct civ_rows none = {.count = 0};
	struct civ_front_kept *kept = front->kept;

	while (kept != NULL && (!is_same(kept->report, report) || kept->before != before))
		kept = kept->next;
	if (kept != NULL)
		return &kept->rows;
	/* What is damaged is told once. */
	if (front->page->status != CIV_OK)
		return &none;
	kept = civ_arena_alloc(front->page->arena, sizeof *kept);
	if (kept == NULL) {
		civ_page_fail(front->page, civ_no_memory(front->page->messages));
		return &none;
	}
	*kept = (struct civ_front_kept){.report = report, .before = before, .next = front->kept};
	front->kept = kept;
	if (before && report->file != NULL && front->page->options->since != NULL)
		civ_page_fail(front->page, civ_front_since(front, report->file, report->compared, &kept->rows));
	else
		civ_page_fail(front->page,
		              run(front, report, before ? front->before : front->page->records, &kept->rows));
	if (!before && front->page->status == CIV_OK)
		civ_page_fail(front->page,
		              civ_page_sheet(front->page->options->sheets,
		                             report->title == NULL ? NULL : civ_say(report->title), &kept->rows));
	return &kept->rows;
}

const struct civ_rows *civ_front_rows(struct civ_front *front, const struct civ_front_report *report)
{
	return rows_of(front, report, false);
}

/* ---- as it was before ---- */

/* The end of the month before: on the last day of a month, of the month before that one. */
static int32_t end_before(int32_t asof)
{
	int year, month, day;
	int32_t first;

	civ_date_to_ymd(asof, &year, &month, &day);
	(void)civ_date_from_ymd(year, month, 1, &first);
	return first - 1;
}

static enum civ_status open_before(struct civ_front *front)
{
	enum civ_status status;

	front->day_before = end_before(front->page->asof);
	status = civ_records_on(front->page->records, front->day_before, &front->before);
	if (status == CIV_OK)
		civ_records_speak(front->before, true);
	return status;
}

const struct civ_rows *civ_front_rows_before(struct civ_front *front, const struct civ_front_report *report)
{
	static const struct civ_rows none = {.count = 0};

	if (front->before == NULL) {
		civ_page_fail(front->page, open_before(front));
		if (front->before == NULL)
			return &none;
	}
	return rows_of(front, report, true);
}

void civ_front_reports_close(struct civ_front *front)
{
	civ_records_close(front->before);
	front->before = NULL;
}

/* ---- what reports say by code ---- */

const char *civ_front_ask(struct civ_front *front, const char *sql, const char *arg)
{
	struct civ_page *page = front->page;
	struct civ_store *store = civ_records_store(page->records);
	const char *found = "";
	sqlite3_stmt *row = NULL;
	enum civ_status status = page->status == CIV_OK ? civ_records_statement(page->records, sql, &row)
	                                                : page->status;

	if (status == CIV_OK)
		status = civ_bind_text(store, row, ":arg", arg);
	if (status == CIV_OK && sqlite3_bind_parameter_index(row, ":asof") > 0)
		status = civ_bind_text(store, row, ":asof", page->day);
	if (civ_store_next(store, row, &status)) {
		const char *text = civ_row_text(row, 0);

		found = text == NULL ? "" : civ_arena_copy(page->arena, text, strlen(text));
		if (found == NULL)
			status = civ_no_memory(page->messages);
		sqlite3_reset(row);
	}
	civ_page_fail(page, status);
	return found == NULL ? "" : found;
}

const char *civ_front_unit(struct civ_front *front, const char *code)
{
	return *code == '\0' ? "" : civ_front_ask(front, "SELECT name FROM unit WHERE code = :arg", code);
}
