/* dispute-report: disputes, for how long they last, and what they hold up. */
#include <string.h>

#include "civplan/lists.h"
#include "civplan/milestone.h"
#include "civplan/report.h"
#include "lib/noun/dispute.h"
#include "lib/noun/stop.h"

static const struct civ_report_column columns[] = {
	{.of = "dispute.code", .shown = true},
	{.of = "dispute.parties", .shown = true},
	{.of = "dispute.matter", .shown = true},
	{.of = "dispute.task", .shown = true},
	{.of = "dispute.area"},
	{.of = "dispute.opened", .shown = true},
	{.name = "days_open", .type = CIV_INT, .label = "Days open", .shown = true,
	 .help = "calendar days from its opening to its settling, or to the as-of day"},
	{.name = "days_stopped", .type = CIV_INT, .label = "Days stopped", .shown = true,
	 .help = "days up to the as-of day of the stops that name it, the first and the last one counted"},
	{.name = "meetings", .type = CIV_INT, .label = "Meetings", .shown = true,
	 .help = "sessions that were held about it"},
	{.name = "split_sum", .type = CIV_REAL, .label = "Sum of the split",
	 .help = "what the shares of its split add up to, in percent; empty: there is no split"},
	{.of = "dispute.status", .shown = true},
	{.name = "milestones", .type = CIV_TEXT, .label = "Milestones", .shown = true, .filled = true,
	 .help = "milestones not reached that its task is to bring about, by due date, joined with ;; none once it is"
	         " settled"},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "split", .label = "Split", .help = "the shares do not add up to 100",
	 .sql = "split IS NOT NULL AND ifnull(split_sum <> 100, 1)"},
	{.code = "shelved", .label = "Shelved", .help = "it is put off", .sql = "status = 'shelved'"},
	{.code = "long", .label = "Long", .help = "it is not settled after more than 90 days",
	 .sql = "is_open AND days_open > " CIV_DISPUTE_LONG},
	{.code = NULL},
};

static const struct civ_report_param params[] = {
	{.name = "area"},
	{.name = NULL},
};

/* The tasks of milestones that are not reached, in the order in which these are due. */
struct waiting {
	struct civ_arena *arena;
	struct civ_task_deadline *ones;
	size_t count;
};

static enum civ_status open_waiting(struct civ_records *records, void **state)
{
	struct civ_arena *arena = civ_arena_new();
	struct waiting *waiting = arena == NULL ? NULL : civ_arena_alloc(arena, sizeof *waiting);

	*state = waiting;
	if (waiting == NULL) {
		civ_arena_free(arena);
		return civ_no_memory(civ_records_messages(records));
	}
	*waiting = (struct waiting){.arena = arena};
	return civ_milestone_deadlines(records, arena, &waiting->ones, &waiting->count);
}

static void close_waiting(void *state)
{
	const struct waiting *waiting = state;

	if (waiting != NULL)
		civ_arena_free(waiting->arena);
}

static enum civ_status fill_milestones(struct civ_report_row *row)
{
	const struct waiting *waiting = civ_report_state(row);
	int64_t task = civ_report_int(row, "task_id");
	struct civ_buf names = {0};
	enum civ_status status = CIV_OK;

	if (civ_report_int(row, "is_open") == 0 || task == 0)
		return CIV_OK;
	for (size_t i = 0; i < waiting->count; i++)
		if (waiting->ones[i].task == task)
			civ_buf_addf(&names, "%s%s", names.len == 0 ? "" : ";", waiting->ones[i].name);
	if (civ_buf_str(&names) == NULL)
		status = civ_no_memory(civ_records_messages(civ_report_records(row)));
	else if (names.len > 0)
		civ_report_fill_text(row, "milestones", civ_buf_str(&names));
	civ_buf_free(&names);
	return status;
}

static const struct civ_example examples[] = {
	{"dispute-report --asof=2026-06-30", "what is in dispute, and what waits for it"},
	{"dispute-report --asof=2026-06-30 --check || true", "for cron: silent unless one is shelved or lasts"},
	{NULL, NULL},
};

const struct civ_report civ_report_dispute_report = {
	.name = "dispute-report",
	.summary = "tell of disputes how long they last, how long they stopped work, and which milestones wait",
	.subject = CIV_SUBJECT_WORK,
	.columns = columns,
	.params = params,
	.flags = flags,
	.then = "dispute;session",
	.sql = "SELECT d.code, d.parties, d.matter, t.code AS task, a.code AS area, d.opened,"
	       "       " CIV_DISPUTE_DAYS("d") " AS days_open,"
	       "       (SELECT ifnull(sum(" CIV_STOP_DAYS("s") "), 0)"
	       "        FROM stop s WHERE s.dispute_id = d.id AND " CIV_STOP_BEGUN("s") ") AS days_stopped,"
	       "       (SELECT count(*) FROM session m WHERE m.dispute_id = d.id AND m.date <= :asof) AS meetings,"
	       "       split_sum(d.split) AS split_sum, d.status, d.split, d.task_id,"
	       "       " CIV_DISPUTE_OPEN("d") " AS is_open "
	       "FROM dispute d"
	       " LEFT JOIN task t ON t.id = d.task_id"
	       " LEFT JOIN area a ON a.id = d.area_id "
	       "WHERE :area IS NULL OR d.area_id IN (SELECT id FROM area_below)",
	.order = "is_open DESC, days_open DESC, code",
	.examples = examples,
	.row = fill_milestones,
	.open = open_waiting,
	.close = close_waiting,
};
