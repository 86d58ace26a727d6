/* The milestones with what is expected of the tasks that they wait for. */
#include "lib/milestone/milestone-report.h"

static enum civ_status load_outlooks(struct civ_judging *report)
{
	struct civ_task_deadline *deadlines;
	size_t count;
	enum civ_status status = civ_calendar_open(civ_records_store(report->records), &report->calendar);

	if (status == CIV_OK)
		status = civ_milestone_deadlines(report->records, report->arena, &deadlines, &count);
	if (status == CIV_OK)
		status = civ_task_outlooks(report->records, deadlines, count, report->arena, &report->outlooks);
	return status;
}

enum civ_status civ_milestone_report(struct civ_records *records, const struct civ_milestone_options *options,
                                     struct civ_out *out)
{
	struct civ_judging report = {.records = records,
	                            .out = out,
	                            .asof = civ_records_clock(records)->asof,
	                            .prepare = load_outlooks,
	                            .flagged_only = options->flagged_only};
	enum civ_status status = civ_report_make(&report, options);

	return status == CIV_OK && report.flagged ? CIV_FLAGGED : status;
}

enum civ_status civ_milestone_each(struct civ_records *records, const struct civ_milestone_options *options,
                                   enum civ_status (*take)(void *data, const struct civ_milestone_state *state),
                                   void *data)
{
	struct civ_judging report = {.records = records,
	                            .asof = civ_records_clock(records)->asof,
	                            .prepare = load_outlooks,
	                            .flagged_only = options->flagged_only,
	                            .take = take,
	                            .data = data};

	return civ_report_make(&report, options);
}
