/* The milestone report: milestones and their figures from the database, judged and written. */
#include <stdlib.h>
#include <string.h>

#include "civplan/date.h"
#include "civplan/decimal.h"
#include "civplan/lists.h"
#include "lib/milestone/milestone-report.h"

extern const struct civ_noun civ_noun_phase, civ_noun_unit;

const struct civ_out_column civ_milestone_columns[] = {
	{"code", NULL, CIV_SHOWN_OF("milestone.code"), "of the milestone"},
	{"title", NULL, CIV_SHOWN_OF("milestone.title"), "what is to be reached"},
	{"phase", NULL, CIV_KIND_OF("milestone.phase"), "code of its phase"},
	{"due", NULL, {CIV_CELL_MOMENT, NULL, true, "milestone.due"}, "last day on which it counts as met in time"},
	{"unit", NULL, CIV_SHOWN_OF("milestone.unit"), "code of the responsible unit"},
	{"person", NULL, CIV_KIND_OF("milestone.person"), "code of the responsible person"},
	{"status", "Status", CIV_SHOWN_CHOICE(civ_words_milestone_status),
	 "met, met_late, missed, overdue, at_risk, on_track, pending or no_data"},
	{"criterion", NULL, CIV_KIND_OF("milestone.criterion"),
	 "what the figures must fulfil; empty: finished decides"},
	{"value", "Value", CIV_KIND_TEXT, "the figure of each term, joined by ;"},
	{"date", "Date", CIV_KIND_TEXT, "the day of each figure, joined by ;"},
	{"days_late", "Days late", CIV_SHOWN_NUMBER,
	 "calendar days from due to the day it was met, or to the as-of day"},
	{"forecast", "Forecast", CIV_SHOWN_TEXT, "expected value of each term on the due date, joined by ;"},
	{"note", "Note", CIV_SHOWN_TEXT, "what is missing or unknown, or is no gain"},
	{"expected", "Task expected", CIV_KIND_MOMENT, "when the task that brings it about is expected to end"},
	{"slack", "Slack", CIV_KIND_NUMBER, "working days from then to due; below 0: the task will be late for it"},
	{"held_up_by", "Held up by", CIV_KIND_TEXT, "the task at the beginning of the chain that this one waits for"},
	{"cases_short", "Cases short", CIV_KIND_TEXT,
	 "by how many cases the figure of each term misses: so many more, of a rate that must be low so many fewer, "
	 "would meet it; joined by ;"},
	{"cases_per_point", "Cases per point", CIV_KIND_TEXT,
	 "how many cases are one percentage point of that figure, joined by ;"},
	{"planned", "Planned", CIV_KIND_MOMENT, "plan: the day for which it is planned"},
	{"done", "Done", CIV_KIND_MOMENT, "do: the day of the figures that met it, or of the report"},
	{"checked", NULL, CIV_KIND_OF("milestone.checked"), "check: the day on which somebody looked whether it holds"},
	{"corrected", NULL, CIV_KIND_OF("milestone.corrected"),
	 "improve: the day on which what the check found was put right"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

static const char milestones_sql[] =
	"WITH RECURSIVE " CIV_BELOW("unit") ", " CIV_BELOW("phase")
	" SELECT m.code, m.title, p.code, m.due, u.code, n.code, m.criterion, m.finished, m.task_id, m.unit_id,"
	" m.person_id, CASE WHEN m.checked <= :asof THEN m.checked END,"
	" CASE WHEN m.corrected <= :asof THEN m.corrected END"
	" FROM milestone m LEFT JOIN phase p ON p.id = m.phase_id LEFT JOIN unit u ON u.id = m.unit_id"
	" LEFT JOIN person n ON n.id = m.person_id"
	" WHERE (:phase IS NULL OR m.phase_id IN phase_below)"
	" AND (:unit IS NULL OR m.unit_id IN unit_below)"
	" AND (:from IS NULL OR m.due BETWEEN :from AND :to) ORDER BY m.due, m.code";

static enum civ_status collect(struct civ_judging *report, const struct civ_criterion *criterion,
                               struct civ_term_data *data)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < criterion->count && status == CIV_OK; i++) {
		const struct civ_metric *metric;

		data[i] = (struct civ_term_data){.term = &criterion->terms[i]};
		status = civ_milestone_metric(report, criterion->terms[i].metric, &metric);
		if (status != CIV_OK)
			break;
		data[i].left = &metric->series;
		data[i].scale = &metric->scale;
		if (criterion->terms[i].other.len == 0)
			continue;
		status = civ_milestone_metric(report, criterion->terms[i].other, &metric);
		if (status != CIV_OK)
			break;
		data[i].right = &metric->series;
		data[i].other = &metric->scale;
	}
	return status;
}

static void put_joined(struct civ_out *out, struct civ_buf *text, bool any)
{
	if (any)
		civ_out_text(out, text->data, text->len);
	else
		civ_out_null(out);
	civ_buf_free(text);
}

static void put_figures(struct civ_out *out, const struct civ_judgement *judgement, size_t count)
{
	struct civ_buf values = {0}, dates = {0};
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		const struct civ_figure *figure = judgement->results[i].figure;
		char text[CIV_REAL_SIZE];

		civ_buf_adds(&values, i == 0 ? "" : ";");
		civ_buf_adds(&dates, i == 0 ? "" : ";");
		if (figure == NULL)
			continue;
		any = true;
		civ_real_format(figure->value, text);
		civ_buf_adds(&values, text);
		civ_date_format(figure->day, text);
		civ_buf_adds(&dates, text);
	}
	put_joined(out, &values, any);
	put_joined(out, &dates, any);
}

static void put_days_late(struct civ_out *out, const struct civ_judgement *judgement, int32_t due, int32_t asof)
{
	switch (judgement->status) {
	case CIV_MILESTONE_MET_LATE:
		civ_out_int(out, judgement->met_on - due);
		break;
	case CIV_MILESTONE_MISSED:
	case CIV_MILESTONE_OVERDUE:
	case CIV_MILESTONE_NO_DATA:
		civ_out_int(out, asof - due);
		break;
	default:
		civ_out_null(out);
	}
}

static void put_forecast(struct civ_out *out, const struct civ_judgement *judgement, size_t count)
{
	struct civ_buf values = {0};
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		char text[CIV_REAL_SIZE];

		civ_buf_adds(&values, i == 0 ? "" : ";");
		if (!judgement->results[i].has_forecast)
			continue;
		any = true;
		civ_real_format_rounded(judgement->results[i].forecast, 2, text);
		civ_buf_adds(&values, text);
	}
	put_joined(out, &values, any);
}

/* Of each term that its figure fails: how many cases are missing, and what one is worth. */
static void put_short(struct civ_out *out, const struct civ_judgement *judgement, size_t count)
{
	struct civ_buf cases = {0}, points = {0};
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		const struct civ_term_result *result = &judgement->results[i];
		char text[CIV_REAL_SIZE];

		civ_buf_adds(&cases, i == 0 ? "" : ";");
		civ_buf_adds(&points, i == 0 ? "" : ";");
		if (!result->has_short)
			continue;
		any = true;
		civ_real_format(result->cases_short, text);
		civ_buf_adds(&cases, text);
		civ_real_format_rounded(result->cases_per_point, 2, text);
		civ_buf_adds(&points, text);
	}
	put_joined(out, &cases, any);
	put_joined(out, &points, any);
}

static const struct civ_task_outlook *outlook_of(const struct civ_judging *report, int64_t task)
{
	for (size_t i = 0; i < report->outlooks.count; i++)
		if (report->outlooks.ones[i].task == task)
			return &report->outlooks.ones[i];
	return NULL;
}

/* Nothing else is known of it but that its task will end too late. */
static void foresee_task(const struct civ_task_outlook *outlook, int32_t due, struct civ_judgement *judgement)
{
	if (outlook != NULL && judgement->status == CIV_MILESTONE_PENDING && outlook->finish > due)
		judgement->status = CIV_MILESTONE_AT_RISK;
}

static void put_outlook(const struct civ_judging *report, const struct civ_task_outlook *outlook, int32_t due)
{
	struct civ_out *out = report->out;

	if (outlook == NULL) {
		for (int i = 0; i < 3; i++)
			civ_out_null(out);
		return;
	}
	civ_out_day(out, true, outlook->finish);
	civ_out_int(out, civ_calendar_between(report->calendar, outlook->finish, due));
	civ_out_string(out, outlook->driver);
}

static bool is_flagged(enum civ_milestone_status status)
{
	return status == CIV_MILESTONE_MISSED || status == CIV_MILESTONE_OVERDUE || status == CIV_MILESTONE_NO_DATA;
}

/* A milestone that was judged. */
struct judged {
	sqlite3_stmt *row;
	int32_t due, finished; /* FINISHED: of one without a criterion */
	struct civ_judgement judgement;
	size_t count; /* terms of its criterion */
	const struct civ_task_outlook *outlook;
	struct civ_buf note;
};

/* The day from which on all its figures were there, or somebody reported it. */
static int32_t met_on(const struct judged *judged)
{
	int32_t day = judged->finished;

	if (judged->judgement.status == CIV_MILESTONE_MET_LATE)
		return judged->judgement.met_on;
	for (size_t i = 0; i < judged->count; i++) {
		const struct civ_term_result *result = &judged->judgement.results[i];

		day = i == 0 || result->figure->day > day ? result->figure->day : day;
		if (result->other != NULL && result->other->day > day)
			day = result->other->day;
	}
	return day;
}

/* Plan, do, check, improve. */
static void put_steps(struct civ_out *out, const struct judged *judged)
{
	bool done = judged->judgement.status == CIV_MILESTONE_MET ||
	            judged->judgement.status == CIV_MILESTONE_MET_LATE;

	civ_out_day(out, true, judged->due);
	civ_out_day(out, done, done ? met_on(judged) : 0);
	civ_print_cells(out, judged->row, 11, 2);
}

static enum civ_status hand_over(struct civ_judging *report, struct judged *judged)
{
	sqlite3_stmt *row = judged->row;
	const struct civ_milestone_state state = {
		.unit = sqlite3_column_int64(row, 9),
		.person = sqlite3_column_int64(row, 10),
		.task = sqlite3_column_int64(row, 8),
		.code = (const char *)sqlite3_column_text(row, 0),
		.title = (const char *)sqlite3_column_text(row, 1),
		.note = civ_buf_str(&judged->note),
		.due = judged->due,
		.status = judged->judgement.status,
	};

	return state.note == NULL ? civ_no_memory(civ_records_messages(report->records))
	                          : report->take(report->data, &state);
}

static enum civ_status write_row(struct civ_judging *report, struct judged *judged)
{
	const struct civ_judgement *judgement = &judged->judgement;
	struct civ_out *out = report->out;

	if (is_flagged(judgement->status))
		report->flagged = true;
	else if (report->flagged_only)
		return CIV_OK;
	if (report->take != NULL)
		return hand_over(report, judged);
	civ_print_cells(out, judged->row, 0, 6);
	civ_out_string(out, civ_words_milestone_status[judgement->status].code);
	civ_print_cells(out, judged->row, 6, 1);
	put_figures(out, judgement, judged->count);
	put_days_late(out, judgement, judged->due, report->asof);
	put_forecast(out, judgement, judged->count);
	civ_out_text(out, judged->note.data, judged->note.len);
	put_outlook(report, judged->outlook, judged->due);
	put_short(out, judgement, judged->count);
	put_steps(out, judged);
	return judged->note.failed ? civ_no_memory(civ_records_messages(report->records)) : civ_out_row(out);
}

enum civ_status civ_milestone_weigh(struct civ_judging *report, struct civ_span text, int32_t due,
                                    struct civ_weighed *weighed)
{
	struct civ_judgement *judgement = &weighed->judgement;
	struct civ_messages *messages = civ_records_messages(report->records);
	struct civ_criterion criterion;
	const char *why;
	enum civ_status status;

	*weighed = (struct civ_weighed){0};
	if (!civ_criterion_parse(text, report->row, &criterion, &why))
		return why == NULL ? civ_no_memory(messages)
		                   : civ_error(messages, CIV_REFUSED, NULL, "criterion '%.*s': %s", (int)text.len,
		                               text.text, why);
	weighed->data = civ_arena_alloc(report->row, criterion.count * sizeof *weighed->data);
	judgement->results = civ_arena_alloc(report->row, criterion.count * sizeof *judgement->results);
	if (weighed->data == NULL || judgement->results == NULL)
		return civ_no_memory(messages);
	report->day = due < report->asof ? due : report->asof;
	status = collect(report, &criterion, weighed->data);
	if (status != CIV_OK)
		return status;
	weighed->count = criterion.count;
	civ_judge_criterion(weighed->data, criterion.count, due, report->asof, judgement);
	return CIV_OK;
}

static enum civ_status judge_figures(struct civ_judging *report, struct civ_span text, struct judged *judged)
{
	struct civ_weighed weighed;
	enum civ_status status = civ_milestone_weigh(report, text, judged->due, &weighed);

	if (status != CIV_OK)
		return status;
	judged->judgement = weighed.judgement;
	judged->count = weighed.count;
	return civ_milestone_notes(report, weighed.data, weighed.count, &judged->judgement, &judged->note);
}

static enum civ_status one_milestone(struct civ_judging *report, sqlite3_stmt *row)
{
	struct civ_span due_text = civ_value_column(row, 3).string;
	struct civ_span criterion = civ_value_column(row, 6).string;
	struct civ_span finished_text = civ_value_column(row, 7).string;
	struct judged judged = {.row = row, .outlook = outlook_of(report, sqlite3_column_int64(row, 8))};
	bool is_finished;
	enum civ_status status = CIV_OK;

	civ_arena_clear(report->row);
	if (!civ_date_parse(due_text.text, due_text.len, &judged.due))
		return civ_error(civ_records_messages(report->records), CIV_SYSTEM, NULL,
		                 "a milestone's due date is damaged: '%.*s'", (int)due_text.len, due_text.text);
	is_finished = civ_date_parse(finished_text.text, finished_text.len, &judged.finished);
	if (criterion.len > 0)
		status = judge_figures(report, criterion, &judged);
	else
		civ_judge_finished(is_finished, judged.finished, judged.due, report->asof, &judged.judgement);
	foresee_task(judged.outlook, judged.due, &judged.judgement);
	if (status == CIV_OK)
		status = write_row(report, &judged);
	civ_buf_free(&judged.note);
	return status;
}

static enum civ_status bind_days(const struct civ_judging *report, int64_t within, sqlite3_stmt *statement)
{
	struct civ_store *store = civ_records_store(report->records);
	char day[CIV_DATE_SIZE];
	enum civ_status status;

	civ_date_format(report->asof, day);
	status = civ_bind_text(store, statement, ":asof", day);
	if (status != CIV_OK || within < 0)
		return status;
	status = civ_bind_text(store, statement, ":from", day);
	civ_date_format(report->asof + (int32_t)within, day);
	return status == CIV_OK ? civ_bind_text(store, statement, ":to", day) : status;
}

static enum civ_status run_report(struct civ_judging *report, const struct civ_milestone_options *options)
{
	struct civ_store *store = civ_records_store(report->records);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(report->records, milestones_sql, &rows);

	if (status == CIV_OK)
		status = civ_bind_named(report->records, rows, ":phase", &civ_noun_phase, options->phase);
	if (status == CIV_OK)
		status = civ_bind_named(report->records, rows, ":unit", &civ_noun_unit, options->unit);
	if (status == CIV_OK)
		status = bind_days(report, options->within, rows);
	while (civ_store_next(store, rows, &status))
		status = one_milestone(report, rows);
	return status;
}

enum civ_status civ_judging_begin(struct civ_judging *report)
{
	report->places = civ_hash_new();
	report->arena = civ_arena_new();
	report->row = civ_arena_new();
	if (report->places == NULL || report->arena == NULL || report->row == NULL)
		return civ_no_memory(civ_records_messages(report->records));
	return civ_scales_open(report->records, &report->scales);
}

void civ_judging_end(struct civ_judging *report)
{
	civ_calendar_close(report->calendar);
	civ_hash_free(report->places);
	civ_arena_free(report->arena);
	civ_arena_free(report->row);
	civ_scales_close(report->scales);
	free(report->metrics);
}

enum civ_status civ_report_make(struct civ_judging *report, const struct civ_milestone_options *options)
{
	enum civ_status status = civ_judging_begin(report);

	if (status == CIV_OK && report->prepare != NULL)
		status = report->prepare(report);
	if (status == CIV_OK)
		status = run_report(report, options);
	civ_judging_end(report);
	return status;
}

enum civ_status civ_milestone_each_plain(struct civ_records *records,
                                      enum civ_status (*take)(void *data, const struct civ_milestone_state *state),
                                      void *data)
{
	static const struct civ_milestone_options all = {.within = -1};
	struct civ_judging report = {.records = records,
	                            .asof = civ_records_clock(records)->asof,
	                            .take = take,
	                            .data = data};

	return civ_report_make(&report, &all);
}
