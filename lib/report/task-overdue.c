/* task-overdue: tasks that are due soon or late. */
#include "civplan/lists.h"
#include "civplan/report.h"
#include "lib/noun/task.h"

static const struct civ_report_column columns[] = {
	{.of = "task.code", .shown = true},
	{.of = "task.title", .shown = true},
	{.of = "task.area"},
	{.of = "task.unit", .shown = true},
	{.of = "task.person"},
	{.of = "person.phone"},
	{.of = "task.status", .help = "as it stood"},
	{.of = "task.due", .shown = true},
	{.name = "days_late", .shown = true, .type = CIV_INT, .label = "Days late",
	 .help = "calendar days since due; below 0: days left"},
	{.name = "workdays_late", .type = CIV_INT, .label = "Working days late", .help = "the same in working days"},
	{.name = "level", .shown = true, .type = CIV_ENUM, .words = civ_words_level, .label = "Level",
	 .help = "remind (near), urge (late) or notice (late by the plan's notice_days or more working days)"},
	{.name = "completion", .shown = true, .type = CIV_PERCENT, .label = "Done (%)",
	 .help = "how much of it is done"},
	{.of = "task.blocker", .shown = true},
	{.name = "urged", .type = CIV_INT, .label = "Times urged",
	 .help = "times that the unit was spoken to about it"},
	{.name = "last_urged", .type = CIV_DATE, .label = "Last urged", .help = "when it was last"},
	{.name = NULL},
};

static const struct civ_report_column unit_columns[] = {
	{.of = "task.unit", .shown = true},
	{.of = "unit.name", .shown = true},
	{.name = "n_remind", .shown = true, .type = CIV_INT, .label = "Due soon", .help = "tasks that are due soon"},
	{.name = "n_urge", .shown = true, .type = CIV_INT, .label = "Late",
	 .help = "tasks that are late, but not yet by the plan's notice_days"},
	{.name = "n_notice", .shown = true, .type = CIV_INT, .label = "Long late",
	 .help = "tasks late by the plan's notice_days or more working days"},
	{.name = "days_late_max", .shown = true, .type = CIV_INT, .label = "Most days late",
	 .help = "calendar days of the latest one; below 0: days left"},
	{.name = "tasks", .type = CIV_TEXT, .label = "Tasks", .help = "their codes, worst first, joined with ;"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	{.name = "within", .help = "also what is due in the next DAYS days (default: the plan's remind_days)"},
	{.name = "unit"},
	{.name = "check-level", .type = CIV_ENUM, .choices = civ_words_level, .arg = "LEVEL", .with = "check",
	 .help = "with --check: flag from this level on (default urge)"},
	{.name = "unless-noticed", .type = CIV_INT, .arg = "DAYS", .min = "1", .max = "36500",
	 .help = "leave out what had a notice in the last DAYS days"},
	{.name = "by", .help = "a digest: one row for each unit"},
	{.name = NULL},
};

/* What was said of task T by the end of the day. */
#define NOTICES(t) "notice n WHERE n.task_id = " t ".id AND n.date < :end"

/* Open tasks that have no parts, which are as late as these, worst ones with the highest rank. */
#define LATE \
	"WITH known AS MATERIALIZED (" \
	"  SELECT id, code, title, parent_id, area_id, unit_id, person_id, status, due, quantity, reached, blocker" \
	"  FROM task" \
	"), open AS MATERIALIZED (" \
	"  SELECT t.*, day_of(:asof) - day_of(t.due) AS days_late, workdays(t.due, :asof) AS workdays_late" \
	"  FROM known t" \
	"  WHERE " CIV_TASK_OPEN("t") " AND t.due <= day_text(day_of(:asof) + ifnull(:within, :plan_remind_days))" \
	"  AND t.id NOT IN (SELECT x.parent_id FROM known x WHERE x.parent_id IS NOT NULL AND " CIV_TASK_KEPT("x") ")" \
	"  AND (:unit IS NULL OR t.unit_id IN (SELECT id FROM unit_below))" \
	"  AND (:unless_noticed IS NULL OR NOT EXISTS" \
	"       (SELECT 1 FROM " NOTICES("t") " AND n.date > day_text(day_of(:asof) - :unless_noticed)))" \
	"), late AS (" \
	"  SELECT o.*," \
	"   CASE WHEN o.days_late <= 0 THEN 1 WHEN o.workdays_late >= :plan_notice_days THEN 3 ELSE 2 END AS rank" \
	"  FROM open o" \
	"), listed AS (" \
	"  SELECT l.*" \
	"  FROM late l" \
	"  WHERE :check IS NULL OR l.rank >= CASE :check_level WHEN 'remind' THEN 1 WHEN 'notice' THEN 3 ELSE 2 END" \
	") "

static const struct civ_report by_unit = {
	.columns = unit_columns,
	.then = "task",
	.sql = LATE
	"SELECT u.code AS unit, u.name, count(CASE WHEN l.rank = 1 THEN 1 END) AS n_remind,"
	"       count(CASE WHEN l.rank = 2 THEN 1 END) AS n_urge, count(CASE WHEN l.rank = 3 THEN 1 END) AS n_notice,"
	"       max(l.days_late) AS days_late_max, max(l.tasks) AS tasks "
	"FROM (SELECT m.*, group_concat(m.code, ';') OVER (PARTITION BY m.unit_id"
	"             ORDER BY m.rank DESC, m.days_late DESC, m.code"
	"             ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS tasks"
	"      FROM listed m) l"
	" JOIN unit u ON u.id = l.unit_id "
	"GROUP BY u.id, u.code, u.name",
	.order = "u.id",
};

static const struct civ_report_group groups[] = {
	{.name = "unit", .of = "task.unit", .form = &by_unit},
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"task-overdue --asof=2024-07-15 --columns=code,unit,due,days_late,level",
	 "what is late or due soon, worst first"},
	{"task-overdue --asof=2024-07-15 --check --check-level=notice >late.csv || cat late.csv",
	 "for cron: silent unless something is long late"},
	{"task-overdue --asof=2024-07-15 --unless-noticed=7 | notice-add --asof=2024-07-15",
	 "remind each unit, and remember that it was done"},
	{NULL, NULL},
};

const struct civ_report civ_report_task_overdue = {
	.name = "task-overdue",
	.summary = "flag tasks that are due soon or late",
	.subject = CIV_SUBJECT_WORK,
	.columns = columns,
	.params = params,
	.groups = groups,
	.all_flagged = true,
	.then = "task",
	.sql = LATE
	"SELECT l.code, l.title, a.code AS area, u.code AS unit, p.code AS person, p.phone,"
	"       l.status, l.due, l.days_late,"
	"       l.workdays_late, CASE l.rank WHEN 1 THEN 'remind' WHEN 2 THEN 'urge' ELSE 'notice' END AS level,"
	"       task_completion(l.status, l.reached, l.quantity) * 100 AS completion, l.blocker,"
	"       (SELECT count(*) FROM " NOTICES("l") ") AS urged,"
	"       (SELECT max(n.date) FROM " NOTICES("l") ") AS last_urged "
	"FROM listed l"
	" JOIN unit u ON u.id = l.unit_id"
	" LEFT JOIN area a ON a.id = l.area_id"
	" LEFT JOIN person p ON p.id = l.person_id",
	.order = "l.rank DESC, l.days_late DESC, l.code",
	.examples = examples,
};
