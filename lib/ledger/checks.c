/* Checks of issues: what they lack. */
#include "civplan/check.h"
#include "civplan/limit.h"

#define OPEN "i.stage NOT IN ('closed', 'dismissed')"

const struct civ_check civ_ledger_checks[] = {
	{.name = "rectify_days",
	 .severity = CIV_CHECK_WARNING,
	 .rule = "L02",
	 .summary = "a category gives more than 30 days",
	 .sql = "SELECT c.code, c.days || ' days', 'at most 30', c.name FROM category c WHERE c.days > 30 ORDER BY c.code"},
	{.name = "category_days",
	 .severity = CIV_CHECK_NOTE,
	 .rule = "L02",
	 .summary = "a category without days has issues that have no due date, so that they can never be late",
	 .sql = "SELECT c.code, count(*) || ' open issues without a due date', 'days', c.name FROM issue i JOIN category c ON c.id = i.category_id"
                " WHERE " OPEN " AND i.due IS NULL GROUP BY c.id ORDER BY c.code"},
	{.name = "issue_fields",
	 .severity = CIV_CHECK_WARNING,
	 .rule = "L48",
	 .summary = "open issues lack their unit, person, due date or what counts as rectified, by unit",
	 .sql = "SELECT ifnull(u.code, 'no unit'), substr(CASE WHEN sum(i.unit_id IS NULL) > 0 THEN ', ' || sum(i.unit_id IS NULL) || ' without unit'"
                " ELSE '' END || CASE WHEN sum(i.person_id IS NULL) > 0 THEN ', ' || sum(i.person_id IS NULL) || '"
                " without person' ELSE '' END"
                " || CASE WHEN sum(i.due IS NULL) > 0 THEN ', ' || sum(i.due IS NULL) || ' without due date' ELSE ''"
                " END"
                " || CASE WHEN sum(i.done_when IS NULL) > 0 THEN ', ' || sum(i.done_when IS NULL) || ' without"
                " standard' ELSE '' END, 3),"
                " 'unit, person, due, done_when', 'of ' || count(*) || ' open issues' FROM issue i LEFT JOIN unit u"
                " ON u.id = i.unit_id WHERE " OPEN
                " GROUP BY i.unit_id HAVING sum(i.unit_id IS NULL OR i.person_id IS NULL OR i.due IS NULL "
                "OR i.done_when IS NULL) > 0 ORDER BY 1"},
	{.name = "closed_unaccepted",
	 .severity = CIV_CHECK_WARNING,
	 .rule = "L29",
	 .summary = "issues were closed in the last year without anybody's acceptance on record, by unit",
	 .sql = "SELECT ifnull(u.code, 'no unit'), count(*) || ' closed without acceptance', 'accepted_by', 'in the year up to ' || :asof FROM issue i"
                " LEFT JOIN unit u ON u.id = i.unit_id WHERE i.closed_at >= :since AND i.closed_at < :end"
                " AND i.accepted_by_id IS NULL GROUP BY i.unit_id ORDER BY 1"},
	{.name = "due_before_report",
	 .severity = CIV_CHECK_WARNING,
	 .rule = "L02",
	 .summary =
                 "open issues are due before they were reported, or opened again, so that they were late from the "
                 "first, by unit",
	 .sql = "SELECT ifnull(u.code, 'no unit'), count(*) || ' due before the report', 'due', 'first: issue ' || min(i.id) FROM issue i"
                " LEFT JOIN unit u ON u.id = i.unit_id WHERE " OPEN
                " AND " CIV_LIMIT_TEXT("i.due", "i.due_time") " < " CIV_MINUTE_OF(
			"ifnull(i.reopened_at, i.reported_at)") " GROUP BY i.unit_id ORDER BY 1"},
	{.name = NULL},
};
