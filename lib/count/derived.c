/* Measures that the ledger gives. */
#include <stddef.h>

#include "civplan/derive.h"
#include "lib/count/life.h"

static int64_t field(const struct civ_issue_figures *figures, size_t at)
{
	return *(const int64_t *)(const void *)((const char *)figures + at);
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
		const int64_t watched = derived->denominator_at == offsetof(struct civ_issue_figures, closed) &&
		                                        derived->numerator_at ==
		                                                offsetof(struct civ_issue_figures, back)
		                                ? figures[i].watched
		                                : 0;
		const struct civ_derived_part part = {figures[i].key, (double)field(&figures[i], derived->numerator_at),
		                                      (double)(field(&figures[i], derived->denominator_at) - watched)};

		status = take(data, &part);
	}
	civ_arena_free(arena);
	return status;
}

/* SQL that asks what came back. */
static enum civ_status of_closings(struct civ_records *records, const struct civ_derived *derived, const char *from,
                                   enum civ_status (*take)(void *data, const struct civ_derived_part *part), void *data)
{
	enum civ_status status = civ_life_functions(records);

	return status == CIV_OK ? civ_derive_sql(records, derived, from, take, data) : status;
}

#define FIGURES(n, d) .count = of_figures, .numerator_at = offsetof(struct civ_issue_figures, n), .denominator_at = offsetof(struct civ_issue_figures, d)

/* Who was asked: the callback reached somebody, or nobody answers counts as no. */
#define VISITED(answer) \
	"FROM issue CROSS JOIN plan WHERE callback_at < :end AND (:from IS NULL OR callback_at >= :from)" \
	" AND (" answer " IS NOT NULL OR plan.no_answer = 'no') GROUP BY 1"
#define ANSWERED(answer) \
	"SELECT ifnull(area_id, 0), sum(CASE " answer " WHEN 'yes' THEN 1.0 WHEN 'partly' THEN plan.partly_share / 100.0 ELSE 0.0 END), count(*) " \
	VISITED(answer)
#define ANSWER_NOTE \
	"SELECT 'partly counts ' || printf('%g', partly_share) || ' %, no answer ' || CASE no_answer WHEN 'no' THEN 'counts as no' ELSE 'is left out' END FROM plan"

const struct civ_derived civ_count_derived[] = {
	{.name = "rectification_rate",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "issue cycles that were due and are accepted",
	 .denominator = "issue cycles due in the period",
	 FIGURES(done, due)},
	{.name = "on_time_rate",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "issue cycles that were due and were rectified in time (accepted, by the plan's on_time_by)",
	 .denominator = "issue cycles due in the period",
	 FIGURES(in_time, due)},
	{.name = "rebound_rate",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator =
                 "of these, came back: failed a re-check or were reopened, or reported again at the place within the "
                 "plan's watch_days",
	 .denominator =
                 "issue cycles closed in the period for which the plan's watch_days and the last of its recheck_days "
                 "have passed",
	 FIGURES(back, closed)},
	{.name = "retention_rate",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "of these, have not come back",
	 .denominator = "closings that were looked at again in the period, each by its last re-check",
	 .count = of_closings,
	 .sql = "WITH " CIV_ISSUE_LIVES " SELECT ifnull(i.area_id, 0), sum(NOT " CIV_RECHECK_BACK(
		 "c") "), count(*) FROM recheck c JOIN issue i ON i.id = c.issue_id"
                      " WHERE c.date <= :asof AND c.result IS NOT NULL AND (:from IS NULL OR c.date >= :from)"
                      " AND NOT EXISTS"
                      " (SELECT 1 FROM recheck x WHERE x.issue_id = c.issue_id AND x.cycle IS c.cycle"
                      " AND x.date > c.date"
                      " AND x.date <= :asof AND x.result IS NOT NULL)"
                      " GROUP BY 1"},
	{.name = "solve_cycle",
	 .kind = CIV_DERIVED_MEAN,
	 .unit = "days",
	 .numerator = "days from the first report, or the reopening, to the closing",
	 .denominator = "issue cycles closed in the period",
	 FIGURES(cycle_days, closed)},
	{.name = "duplicate_ratio",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator = "reports of the period that tell of an issue that is known already",
	 .denominator = "reports of the period",
	 .sql = "SELECT ifnull(area_id, 0), sum(merged_into_id IS NOT NULL AND dismissed_at < :end), count(*) FROM issue"
                " WHERE reported_at < :end AND (:from IS NULL OR reported_at >= :from) GROUP BY 1"},
	{.name = "response_rate",
	 .kind = CIV_DERIVED_PERCENT,
	 .unit = "%",
	 .numerator =
                 "of these, answered within the category's receive_hours after it, or without them by the due date",
	 .denominator = "issues given to a unit in the period",
	 .sql = "SELECT ifnull(i.area_id, 0), sum(ifnull(CASE WHEN i.answered_at >= :end THEN 0 WHEN c.receive_hours IS NOT NULL THEN"
                " i.answered_at <= datetime(i.assigned_at, '+' || c.receive_hours || ' hours') ELSE " CIV_MINUTE_OF(
			"i.answered_at") " <= " CIV_LIMIT_TEXT("i.due",
                                                               "i.due_time") " END, 0)), count(*)"
                                                                             " FROM issue i JOIN category c"
                                                                             " ON c.id = i.category_id"
                                                                             " WHERE i.assigned_at < :end"
                                                                             " AND (:from IS NULL"
                                                                             " OR i.assigned_at >= :from)"
                                                                             " GROUP BY 1"},
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
	{.name = "overdue_open",
	 .kind = CIV_DERIVED_COUNT,
	 .unit = "issues",
	 .numerator = "issues open, not rectified and past their due date",
	 FIGURES(overdue, overdue)},
	{.name = NULL},
};
