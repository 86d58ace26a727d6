/* The domains' hooks: the one place that knows which nouns have one. */
#include "civplan/calendar.h"
#include "civplan/command.h"
#include "civplan/derive.h"
#include "civplan/count.h"
#include "civplan/ledger.h"
#include "civplan/milestone.h"
#include "civplan/progress.h"
#include "civplan/scale.h"
#include "civplan/score.h"

const struct civ_hook *const civ_hooks[] = {
	&civ_calendar_plan_hook,
	&civ_indicator_hook,
	&civ_ledger_issue_hook,
	&civ_count_cycle_hook,
	&civ_ledger_dispatch_hook,
	&civ_count_event_hook,
	&civ_ledger_holiday_hook,
	&civ_ledger_extension_hook,
	&civ_ledger_recheck_hook,
	&civ_measure_hook,
	&civ_milestone_hook,
	&civ_progress_hook,
	&civ_score_hook,
	&civ_stop_hook,
	&civ_target_hook,
	&civ_task_hook,
	NULL,
};
