/* Every rate of issues: what is counted out of what, in words and in code, for whoever prints it.
 *
 * A cycle is an issue from its first report, or its reopening, to its closing. What falls on which day is told by the
 * marks of its life (civ_life_marks in lib/count/life.c), what of it counts by the as-of day in civ_rates_count
 * (lib/count/rates-rows.c); of those counts civ_issue_figures are made. A rate over nothing is empty. */
#include <stddef.h>
#include <string.h>

#include "civplan/derive.h"
#include "lib/count/life.h"

/* ---- figures that rates are made of, as issue-rates prints them ---- */

const struct civ_out_column civ_rates_columns[] = {
	{"n_reported", "Reported", CIV_SHOWN_NUMBER,
	 "reports, by the day of the report; those merged into another issue too"},
	{"n_due", "Fallen due", CIV_SHOWN_NUMBER,
	 "cycles by due date: due by the as-of day, or done before; dismissed ones only when they were late"},
	{"n_done", "Done", CIV_KIND_NUMBER, "of these, accepted"},
	{"n_on_time", "In time", CIV_SHOWN_NUMBER,
	 "of these, rectified by the due date (or accepted, by the plan's on_time_by) in the attempt that was "
	 "accepted"},
	{"rectification_rate", "Rectified (%)", CIV_SHOWN_NUMBER, "n_done in percent of n_due"},
	{"rectification_low", "Rectified from (%)", CIV_KIND_NUMBER, "lower end of its Wilson 95 % interval"},
	{"rectification_high", "Rectified to (%)", CIV_KIND_NUMBER, "upper end"},
	{"on_time_rate", "In time (%)", CIV_SHOWN_NUMBER, "n_on_time in percent of n_due"},
	{"on_time_low", "In time from (%)", CIV_KIND_NUMBER, "lower end of its Wilson 95 % interval"},
	{"on_time_high", "In time to (%)", CIV_KIND_NUMBER, "upper end"},
	{"n_extended", "Extended", CIV_KIND_NUMBER, "of n_due, put off by an extension that was granted in time"},
	{"n_dismissed", "Dismissed", CIV_KIND_NUMBER, "dismissed, by the day of the dismissal"},
	{"n_closed", "Closed", CIV_KIND_NUMBER, "cycles closed, by the day of the closing"},
	{"cycle_mean", "Mean days", CIV_KIND_NUMBER,
	 "mean days from the first report, or the reopening, to the closing, of n_closed"},
	{"cycle_p50", "Median days", CIV_SHOWN_NUMBER, "their median, by nearest rank"},
	{"cycle_p90", "P90 days", CIV_KIND_NUMBER, "days in which nine in ten were closed, by nearest rank"},
	{"cycle_km", "Median, open ones too", CIV_KIND_NUMBER,
	 "Kaplan-Meier median of the cycles that started in the period, open ones censored; empty: not yet reached"},
	{"n_rebound", "Came back", CIV_KIND_NUMBER,
	 "of n_closed without n_watch, came back: failed a re-check or was reopened, or reported again at the place "
	 "within the plan's watch_days"},
	{"n_watch", "Still watched", CIV_KIND_NUMBER,
	 "of n_closed, not judged yet: watch_days, or the last of the plan's recheck_days, have not passed"},
	{"rebound_rate", "Rebound (%)", CIV_SHOWN_NUMBER, "n_rebound in percent of n_closed without n_watch"},
	{"n_open", "Open", CIV_SHOWN_NUMBER, "neither closed nor dismissed, by the day of the report"},
	{"n_overdue", "Overdue", CIV_SHOWN_NUMBER, "open, not rectified and past the due date, by due date"},
	{"n_called", "Called back", CIV_KIND_NUMBER,
	 "reporters asked about the outcome, by the day of the call; those who did not answer too"},
	{"resolution_rate", "Said solved (%)", CIV_KIND_NUMBER,
	 "of them, who said that it is solved, as the plan's partly_share and no_answer count"},
	{"satisfaction_rate", "Satisfied (%)", CIV_KIND_NUMBER, "of them, who said that they are satisfied; the same"},
	{"response_hours_p50", "Median hours to answer", CIV_KIND_NUMBER,
	 "hours from the report to the first answer to the reporter, by the day of the answer: their median, by "
	 "nearest rank"},
	{"response_hours_p90", "P90 hours to answer", CIV_KIND_NUMBER, "hours in which nine in ten were answered"},
	{"cycle_mean_reports", "Mean days, each report", CIV_KIND_NUMBER,
	 "cycle_mean if nothing were merged: each report on its own, from its day to the closing that answered it"},
	{"closed_share", "Share of closed (%)", CIV_KIND_NUMBER, "n_closed in percent of that of all rows"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* ---- rates ---- */

static int64_t field(const struct civ_issue_figures *figures, size_t at)
{
	return *(const int64_t *)(const void *)((const char *)figures + at);
}

static struct civ_rate rate_of(const struct civ_issue_figures *figures, const struct civ_derived *rate)
{
	return (struct civ_rate){field(figures, rate->numerator_at), field(figures, rate->denominator_at)};
}

/* Of what issue-rates counts: the summary of issues serves, so that the cost does not follow the history. */
static enum civ_status of_figures(struct civ_records *records, const struct civ_derived *derived, const char *from,
                                  enum civ_status (*take)(void *data, const struct civ_derived_part *part), void *data)
{
	struct civ_rates_options options = {
		.groups = {CIV_RATES_AREA}, .group_count = 1, .has_to = true, .to = civ_records_clock(records)->asof};
	struct civ_arena *arena = civ_arena_new();
	struct civ_issue_figures *figures;
	size_t count;
	enum civ_status status;

	if (arena == NULL)
		return civ_no_memory(civ_records_messages(records));
	options.has_from = civ_date_stored(from, &options.from);
	status = civ_issue_figures(records, &options, arena, &figures, &count);
	for (size_t i = 0; i < count && status == CIV_OK; i++) {
		const struct civ_rate rate = rate_of(&figures[i], derived);
		const struct civ_derived_part part = {figures[i].key, (double)rate.numerator, (double)rate.denominator};

		status = take(data, &part);
	}
	civ_arena_free(arena);
	return status;
}

#define FIGURES(n, d) \
	.count = of_figures, .numerator_at = offsetof(struct civ_issue_figures, n), \
	.denominator_at = offsetof(struct civ_issue_figures, d)

/* Who was asked: the callback reached somebody, or nobody answers counts as no. */
#define VISITED(answer) \
	"FROM issue CROSS JOIN plan WHERE callback_at < :end AND (:from IS NULL OR callback_at >= :from)" \
	" AND (" answer " IS NOT NULL OR plan.no_answer = 'no') GROUP BY 1"
#define ANSWERED(answer) \
	"SELECT ifnull(area_id, 0)," \
	" sum(CASE " answer " WHEN 'yes' THEN 1.0 WHEN 'partly' THEN plan.partly_share / 100.0" \
	" ELSE 0.0 END), count(*) " \
	VISITED(answer)
#define ANSWER_NOTE \
	"SELECT 'partly counts ' || printf('%g', partly_share) || ' %, no answer '" \
	" || CASE no_answer WHEN 'no' THEN 'counts as no' ELSE 'is left out' END FROM plan"

const struct civ_derived civ_count_derived[] = {
	/* By the due date that counts, extended or not. What is not due yet counts once it is accepted; a report of an
	 * issue that is known already is owed by nobody, nor is what was dismissed in time. */
	[CIV_RECTIFICATION_RATE] =
	{.name = "rectification_rate",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "issue cycles that were due and are accepted",
	 .denominator = "issue cycles due in the period",
	 FIGURES(done, due)},
	/* The same cycles. In time is decided to the minute, in the attempt that was accepted in the end. */
	[CIV_ON_TIME_RATE] =
	{.name = "on_time_rate",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "issue cycles that were due and were rectified in time (accepted, by the plan's on_time_by)",
	 .denominator = "issue cycles due in the period",
	 FIGURES(in_time, due)},
	/* By the day of the closing. Coming back has one meaning: civ_life_came_back. */
	[CIV_REBOUND_RATE] =
	{.name = "rebound_rate",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "of these, came back: failed a re-check or were reopened, or reported again at the place within"
		      " the plan's watch_days",
	 .denominator = "issue cycles closed in the period for which the plan's watch_days and the last of its"
			" recheck_days have passed",
	 FIGURES(back, judged)},
	/* By the day of the last re-check of each closing. */
	{.name = "retention_rate",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "of these, have not come back",
	 .denominator = "closings that were looked at again in the period, each by its last re-check",
	 .sql = "WITH " CIV_ISSUE_LIVES
		" SELECT ifnull(i.area_id, 0), sum(NOT " CIV_RECHECK_BACK("c") "), count(*)"
		" FROM recheck c JOIN issue i ON i.id = c.issue_id"
		" WHERE c.date <= :asof AND c.result IS NOT NULL AND (:from IS NULL OR c.date >= :from)"
		" AND NOT EXISTS (SELECT 1 FROM recheck x WHERE x.issue_id = c.issue_id AND x.cycle IS c.cycle"
		" AND x.date > c.date AND x.date <= :asof AND x.result IS NOT NULL)"
		" GROUP BY 1"},
	/* By the day of the closing, in whole days. */
	{.name = "solve_cycle",
	 .kind = CIV_DERIVED_MEAN,
	 .unit = "days",
	 .numerator = "days from the first report, or the reopening, to the closing",
	 .denominator = "issue cycles closed in the period",
	 FIGURES(cycle_days, closed)},
	/* By the day of the report; a merging counts from its own day on. */
	{.name = "duplicate_ratio",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "reports of the period that tell of an issue that is known already",
	 .denominator = "reports of the period",
	 .sql = "SELECT ifnull(area_id, 0), sum(merged_into_id IS NOT NULL AND dismissed_at < :end), count(*)"
	 " FROM issue"
		" WHERE reported_at < :end AND (:from IS NULL OR reported_at >= :from) GROUP BY 1"},
	/* By the day on which the issue was given to its unit. */
	{.name = "response_rate",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "of these, answered within the category's receive_hours after it, or without them by the due"
	 " date",
	 .denominator = "issues given to a unit in the period",
	 .sql = "SELECT ifnull(i.area_id, 0), sum(ifnull(CASE WHEN i.answered_at >= :end THEN 0"
		" WHEN c.receive_hours IS NOT NULL"
		" THEN i.answered_at <= datetime(i.assigned_at, '+' || c.receive_hours || ' hours')"
		" ELSE " CIV_MINUTE_OF("i.answered_at") " <= " CIV_LIMIT_TEXT("i.due", "i.due_time")
		" END, 0)), count(*)"
		" FROM issue i JOIN category c ON c.id = i.category_id"
		" WHERE i.assigned_at < :end AND (:from IS NULL OR i.assigned_at >= :from)"
		" GROUP BY 1"},
	/* By the day of the call, as the plan's partly_share and no_answer have it. */
	{.name = "resolution_rate",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "of these, who said that it is solved",
	 .denominator = "reporters called back in the period",
	 .sql = ANSWERED("solved"),
	 .note_sql = ANSWER_NOTE},
	{.name = "satisfaction_rate",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "of these, who said that they are satisfied",
	 .denominator = "reporters called back in the period",
	 .sql = ANSWERED("satisfied"),
	 .note_sql = ANSWER_NOTE},
	/* By the due date that counts, to the minute on the as-of day. */
	{.name = "overdue_open",
	 .kind = CIV_DERIVED_COUNT,
	 .unit = "issues",
	 .numerator = "issues open, not rectified and past their due date",
	 FIGURES(overdue, overdue)},
	{.name = NULL},
};

struct civ_rate civ_issue_rate(const struct civ_issue_figures *figures, enum civ_issue_rates rate)
{
	return rate_of(figures, &civ_count_derived[rate]);
}
