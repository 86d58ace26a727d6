/* Checks of areas and units. */
#include "civplan/check.h"
#include "lib/noun/headcount.h"
#include "lib/noun/milestone.h"
#include "lib/noun/task.h"
#include "lib/noun/unit.h"

static const struct civ_check checks[] = {
	{.name = "area_duty",
	 .severity = CIV_CHECK_WARNING,
	 .rule = "L58",
	 .summary = "a street or community lacks one of the three levels of duty: sponsor, pairing unit, unit on duty",
	 .sql = "SELECT a.code,"
	        " say('without %s', listed("
	        "iif(a.sponsor_id IS NULL, say('sponsor'), NULL),"
	        " iif(a.pair_unit_id IS NULL, say('pair_unit'), NULL),"
	        " iif(a.duty_unit_id IS NULL, say('duty_unit'), NULL))),"
	        " listed(say('sponsor'), say('pair_unit'), say('duty_unit')), a.name"
	        " FROM area a"
	        " WHERE a.kind IN ('street', 'community')"
	        " AND (a.sponsor_id IS NULL OR a.pair_unit_id IS NULL OR a.duty_unit_id IS NULL)"
	        " ORDER BY a.code"},
	{.name = "area_totals",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "the residents of the areas below one do not add up to its own",
	 .sql = "WITH known AS ("
	        "  SELECT a.id, a.parent_id, a.code, a.name, " CIV_AREA_POPULATION("a", ":asof") " AS n FROM area a"
	        ")"
	        " SELECT a.code, say('%s residents below it', sum(c.n)), a.n, a.name"
	        " FROM known a JOIN known c ON c.parent_id = a.id"
	        " WHERE a.n IS NOT NULL"
	        " GROUP BY a.id, a.code, a.n, a.name"
	        " HAVING sum(c.n) > a.n OR (count(c.n) = count(*) AND sum(c.n) <> a.n)"
	        " ORDER BY a.code"},
	{.name = "unit_assessed",
	 .severity = CIV_CHECK_NOTE,
	 .summary = "units of the government do not have the campaign in their yearly appraisal, though others have",
	 .sql = "SELECT say('units'), say('%s of %s appraised for the campaign', n.assessed, n.n),"
	        " say('all of them'), n.others"
	        " FROM (SELECT count(*) AS n, count(CASE WHEN u.assessed = 1 THEN 1 END) AS assessed,"
	        "       group_concat(CASE WHEN ifnull(u.assessed, 0) = 0 THEN u.code END, ';') AS others"
	        "       FROM (SELECT * FROM unit ORDER BY code) u"
	        "       WHERE " CIV_UNIT_IS_APPRAISED("u") ") n"
	        " WHERE n.assessed > 0 AND n.assessed < n.n"},
	{.name = "person_gone",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "somebody who has left still answers for open work",
	 .sql = "SELECT p.code,"
	        " CASE w.what WHEN 'task' THEN say('left %s, answers for %s open tasks', p.until, count(*))"
	        " ELSE say('left %s, answers for %s open milestones', p.until, count(*)) END,"
	        " say('somebody in post'), p.name"
	        " FROM person p JOIN ("
	        "SELECT person_id, 'task' AS what FROM task WHERE " CIV_TASK_OPEN_ROW
	        " UNION ALL SELECT person_id, 'milestone' FROM milestone m WHERE " CIV_MILESTONE_OPEN("m")
	        ") w ON w.person_id = p.id"
	        " WHERE p.until < :asof"
	        " GROUP BY p.id, w.what"
	        " ORDER BY p.code, w.what"},
	{.name = NULL},
};

const struct civ_check_table civ_area_checks = {.place = 40, .checks = checks};
