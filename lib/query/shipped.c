/* Queries that are asked again and again. Each must hold on a new database: a test runs all of them. */
#include "civplan/query.h"
#include "lib/noun/event.h"
#include "lib/noun/headcount.h"
#include "lib/noun/issue.h"
#include "lib/noun/task.h"

const struct civ_query civ_shipped_queries[] = {
	{"unit-load", "open issues and tasks of each unit, and what is late of them",
	 "SELECT u.code AS unit, u.name,\n"
	 "       (SELECT count(*) FROM issues i WHERE i.unit_id = u.id"
	 " AND " CIV_ISSUE_OPEN("i") ") AS open_issues,\n"
	 "       (SELECT count(*) FROM issues i WHERE i.unit_id = u.id"
	 " AND " CIV_ISSUE_LATE("i") ") AS late_issues,\n"
	 "       (SELECT count(*) FROM tasks t WHERE t.unit_id = u.id"
	 " AND " CIV_TASK_OPEN("t") ") AS open_tasks,\n"
	 "       (SELECT count(*) FROM tasks t WHERE t.unit_id = u.id AND " CIV_TASK_LATE("t")
	 ") AS late_tasks\n"
	 "FROM units u ORDER BY late_issues + late_tasks DESC, u.code"},
	{"repeat-places", "places with the most issues in the last :days=365 days",
	 "SELECT area, place, count(*) AS issues, count(DISTINCT category) AS categories, min(date(reported_at)) AS"
	 " first, max(date(reported_at)) AS last\n"
	 "FROM issues WHERE place IS NOT NULL AND " CIV_ISSUE_OWN("issues")
	 " AND reported_at >= date(:asof, '-' || ifnull(:days, 365) || ' days')\n"
	 " AND reported_at < date(:asof, '+1 day')\n"
	 "GROUP BY area_id, place HAVING count(*) > 1 ORDER BY issues DESC, area, place"},
	{"long-open", "issues that are open longest, :n=20 of them",
	 "SELECT id, channel, external_id, category, area, place, unit, stage, due, CAST(julianday(:asof) -"
	 " julianday(date(reported_at)) AS INTEGER) AS days_open\n"
	 "FROM issues WHERE " CIV_ISSUE_OPEN("issues") " AND reported_at < date(:asof, '+1 day')"
	 " ORDER BY reported_at LIMIT ifnull(:n, 20)"},
	{"category-months", "issues by category and month, from :from=a year ago on",
	 "SELECT category, substr(reported_at, 1, 7) AS month, count(*) AS reports, sum(" CIV_ISSUE_OWN("issues") ") AS"
	 " issues\n"
	 "FROM issues WHERE reported_at >= ifnull(:from, date(:asof, '-1 year'))"
	 " AND reported_at < date(:asof, '+1 day')\n"
	 "GROUP BY category_id, month ORDER BY category, month"},
	{"acceptances", "who accepted how much by hour of the day, in the last :days=90 days",
	 "SELECT \"by\", substr(at, 12, 2) AS hour, count(*) AS accepted, count(DISTINCT date(at)) AS days\n"
	 "FROM events WHERE " CIV_EVENT_ACCEPTS("events") " AND at >= date(:asof, '-' ||"
	 " ifnull(:days, 90) || ' days')\n"
	 "AND at < date(:asof, '+1 day')\n"
	 "GROUP BY 1, 2 ORDER BY 1, 2"},
	{"task-money", "open tasks by where their money comes from",
	 "SELECT ifnull(fund_source, '') AS fund_source, count(*) AS tasks, sum(due < :asof) AS late,"
	 " group_concat(code, ';') AS codes\n"
	 "FROM tasks WHERE " CIV_TASK_OPEN("tasks") " GROUP BY 1 ORDER BY tasks DESC, 1"},
	{"old-figures", "indicators of which the last figure is older than :days=180 days",
	 "SELECT i.standard, i.code, i.name, i.unit, max(m.date) AS last\n"
	 "FROM indicators i LEFT JOIN measures m ON m.indicator = i.code AND m.date <= :asof WHERE i.weight > 0"
	 " AND i.rule IS NOT NULL AND i.rule <> 'none'\n"
	 "GROUP BY i.id HAVING last IS NULL OR last < date(:asof, '-' || ifnull(:days, 180) || ' days') "
	 "ORDER BY last, i.standard, i.code"},
	{"elderly-areas", "areas by the share of residents of 65 and over, with their open issues for 1000 residents",
	 "WITH known AS (\n"
	 "  SELECT a.id, a.code AS area, a.name, a.kind,\n"
	 "         " CIV_AREA_POPULATION("a", ":asof") " AS population,\n"
	 "         " CIV_AREA_ELDERLY("a", ":asof") " AS elderly\n"
	 "  FROM areas a\n"
	 ")\n"
	 "SELECT a.area, a.name, a.kind, a.population, a.elderly, round(100.0 * a.elderly / a.population, 1)"
	 " AS elderly_percent,\n"
	 "       round(1000.0 * (SELECT count(*) FROM issues i WHERE i.area_id = a.id"
	 " AND " CIV_ISSUE_OPEN("i") ") / a.population, 2) AS open_per_1000\n"
	 "FROM known a WHERE a.population > 0 AND a.elderly IS NOT NULL ORDER BY elderly_percent DESC, a.area"},
	{"who-changed", "changes by person and kind of record in the last :days=30 days",
	 "SELECT r.who AS who, c.table_name AS noun, c.column_name AS \"column\", count(*) AS changes,"
	 " max(r.at) AS last\n"
	 "FROM change c JOIN run r ON r.id = c.run WHERE r.at >= date(:asof, '-' || ifnull(:days, 30) || ' days')"
	 " AND r.at < date(:asof, '+1 day')\n"
	 "GROUP BY 1, 2, 3 ORDER BY changes DESC, 1, 2, 3"},
	{NULL, NULL, NULL},
};
