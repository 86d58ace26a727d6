/* Checks of milestones. */
#include "civplan/check.h"
#include "civplan/milestone.h"
#include "civplan/say.h"
#include "lib/milestone/side.h"
#include "lib/noun/task.h"

/* Each side must be an indicator of some standard, a derived measure, or an expression over what is there. */
static enum civ_status is_known(struct civ_records *records, struct civ_span side, bool *known)
{
	struct civ_arena *arena = civ_arena_new();
	struct civ_side found;
	struct civ_buf why = {0};
	enum civ_status status = arena == NULL ? civ_no_memory(civ_records_messages(records))
	                                       : civ_side_find(records, side, arena, &found);

	*known = false;
	if (status == CIV_OK && found.expression == NULL) {
		status = civ_side_is_indicator(records, found.code, known);
	} else if (status == CIV_OK) {
		status = civ_expression_check(records, &(struct civ_written){side, found.expression, 0}, &why);
		*known = status == CIV_OK;
		status = status == CIV_REFUSED ? CIV_OK : status;
	}
	civ_buf_free(&why);
	civ_arena_free(arena);
	return status;
}

static enum civ_status check_metric(struct civ_records *records, const char *milestone, struct civ_span metric,
                                    enum civ_status (*take)(void *data, const struct civ_finding *finding), void *data)
{
	struct civ_buf found = {0};
	bool known = true;
	enum civ_status status = metric.len == 0 ? CIV_OK : is_known(records, metric, &known);

	if (status != CIV_OK || known)
		return status;
	civ_buf_addf(&found, civ_records_say(records, CIV_WORD("criterion tests '%.*s'")),
	             (int)metric.len, metric.text);
	{
		const struct civ_finding finding = {
			milestone, civ_buf_str(&found),
			civ_records_say(records, CIV_WORD("an indicator of a standard")), NULL};

		status = found.failed ? civ_no_memory(civ_records_messages(records)) : take(data, &finding);
	}
	civ_buf_free(&found);
	return status;
}

static enum civ_status find_metrics(struct civ_records *records, const struct civ_check *check,
                                    enum civ_status (*take)(void *data, const struct civ_finding *finding), void *data)
{
	static const char sql[] = "SELECT code, criterion FROM milestone WHERE criterion IS NOT NULL ORDER BY code";
	struct civ_store *store = civ_records_store(records);
	struct civ_arena *arena = civ_arena_new();
	sqlite3_stmt *rows = NULL;
	enum civ_status status = arena == NULL ? civ_no_memory(civ_records_messages(records))
	                                       : civ_records_statement(records, sql, &rows);

	(void)check;
	while (civ_store_next(store, rows, &status)) {
		const char *milestone = (const char *)sqlite3_column_text(rows, 0), *why;
		struct civ_criterion criterion;

		civ_arena_clear(arena);
		if (!civ_criterion_parse(civ_value_column(rows, 1).string, arena, &criterion, &why)) {
			const struct civ_finding finding = {
				milestone, civ_records_say(records, CIV_WORD("criterion that cannot be read")),
				civ_records_say(records, CIV_WORD("metric op number")), civ_records_say(records, why)};

			status = take(data, &finding);
			continue;
		}
		for (size_t i = 0; i < criterion.count && status == CIV_OK; i++) {
			status = check_metric(records, milestone, criterion.terms[i].metric, take, data);
			if (status == CIV_OK)
				status = check_metric(records, milestone, criterion.terms[i].other, take, data);
		}
	}
	civ_arena_free(arena);
	return status;
}

static const struct civ_check checks[] = {
	{.name = "milestone_duty",
	 .severity = CIV_CHECK_WARNING,
	 .rule = "L28",
	 .summary = "an open milestone lacks its unit or person",
	 .sql = "SELECT m.code, say('without %s', listed("
	        "iif(m.unit_id IS NULL, say('duty|unit'), NULL), iif(m.person_id IS NULL, say('duty|person'), NULL))),"
	        " listed(say('duty|unit'), say('duty|person')), m.title"
	        " FROM milestone m"
	        " WHERE (m.unit_id IS NULL OR m.person_id IS NULL) AND (m.finished IS NULL OR m.finished > :asof)"
	        " ORDER BY m.code"},
	{.name = "milestone_metric",
	 .severity = CIV_CHECK_ERROR,
	 .summary = "the criterion of a milestone tests something that is no indicator",
	 .find = find_metrics},
	{.name = "phase_outside_parent",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a part of a phase does not lie within its days",
	 .sql = "SELECT c.code, say('%s to %s', c.start, c.\"end\"), say('%s to %s', p.start, p.\"end\"),"
	        " say('part of %s', p.code)"
	        " FROM phase c JOIN phase p ON p.id = c.parent_id"
	        " WHERE c.start < p.start OR c.\"end\" > p.\"end\""
	        " ORDER BY c.code"},
	{.name = "phase_status",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a phase that has begun is still planned, or one that has ended is not done",
	 .sql = "SELECT p.code, CASE p.status WHEN 'planned' THEN say('planned, from %s to %s', p.start, p.\"end\")"
	        " ELSE say('running, from %s to %s', p.start, p.\"end\") END,"
	        " CASE WHEN p.\"end\" < :asof THEN say('done') ELSE say('running') END, p.name"
	        " FROM phase p"
	        " WHERE (p.status = 'planned' AND p.start <= :asof) OR (p.status = 'running' AND p.\"end\" < :asof)"
	        " ORDER BY p.code"},
	{.name = "milestone_outside_phase",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a milestone is due outside its phase",
	 .sql = "SELECT m.code, say('due %s', m.due), say('%s: %s to %s', p.code, p.start, p.end), m.title"
	        " FROM milestone m JOIN phase p ON p.id = m.phase_id"
	        " WHERE m.due < p.start OR m.due > p.end"
	        " ORDER BY m.code"},
	{.name = "milestone_before_task",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a milestone is due before the task that is to bring it about",
	 .sql = "SELECT m.code, say('due %s', m.due), say('not before task %s (%s)', t.code, t.due), m.title"
	        " FROM milestone m JOIN task t ON t.id = m.task_id"
	        " WHERE t.due > m.due AND " CIV_TASK_KEPT("t")
	        " ORDER BY m.code"},
	{.name = "milestones_count",
	 .severity = CIV_CHECK_NOTE,
	 .rule = "L49",
	 .summary = "the plan has fewer than 13 milestones",
	 .sql = "SELECT say('milestones'), count(*), say('at least %s', 13), NULL"
	        " FROM milestone HAVING count(*) BETWEEN 1 AND 12"},
	{.name = NULL},
};

const struct civ_check_table civ_milestone_checks = {.place = 20, .checks = checks};
