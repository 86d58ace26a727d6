/* The figures of issues for programs outside the ledger. */
#include "lib/count/rates.h"
#include "lib/count/statistic.h"

static struct civ_issue_figures figures_of(const struct civ_rates *rates, const struct civ_rates_row *row)
{
	const struct civ_rates_sums *sums = &row->sums;

	return (struct civ_issue_figures){
		.key = row->keys[0],
		.reported = sums->counts[CIV_MARK_REPORTED],
		.due = sums->due,
		.done = sums->counts[CIV_MARK_DONE],
		.in_time = sums->counts[rates->settings.on_time_by_accepted ? CIV_MARK_ACCEPTED_IN_TIME
	                                                                    : CIV_MARK_IN_TIME],
		.extended = sums->counts[CIV_MARK_EXTENDED],
		.closed = sums->counts[CIV_MARK_CLOSED],
		.cycle_days = civ_spread_days(&sums->closed),
		.watched = sums->watched,
		.back = sums->back,
		.open = sums->counts[CIV_MARK_OPEN],
		.overdue = sums->overdue,
	};
}

enum civ_status civ_issue_figures(struct civ_records *records, const struct civ_rates_options *options,
                                   struct civ_arena *arena, struct civ_issue_figures **figures, size_t *count)
{
	struct civ_rates rates;
	enum civ_status status = civ_rates_gather(&rates, records, options);

	*count = 0;
	*figures = civ_arena_alloc(arena, (rates.count + 1) * sizeof **figures);
	if (*figures == NULL)
		status = civ_worse(status, civ_no_memory(civ_records_messages(records)));
	for (size_t i = 0; i < rates.count && status == CIV_OK; i++)
		(*figures)[(*count)++] = figures_of(&rates, rates.rows[i]);
	civ_rates_close(&rates);
	return status;
}
