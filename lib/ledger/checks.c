/* Checks of issues: what they lack, and figures that look made. Of these none proves anything: they say where to
 * look. */
#include "civplan/check.h"
#include "lib/noun/event.h"
#include "lib/noun/issue.h"

#define UNIT_OR_NONE "ifnull(u.code, say('no unit'))"

/* The summaries say these numbers too, for they are whole sentences in every language. */
#define TEXT(x) TEXT_OF(x)
#define TEXT_OF(x) #x
#define ACCEPTED_DAILY 30
#define QUICK_MINUTES 30
#define LEAST_CASES 5
#define BATCH_DAYS 3
#define BATCH_PERCENT 30
#define PERFECT_CASES 20

/* The first day of the quarter behind the one of X. */
#define NEXT_QUARTER(x) "date(" x ", 'start of month', printf('+%d months', 3 - (strftime('%m', " x ") - 1) % 3))"

static const struct civ_check checks[] = {
	{.name = "rectify_days",
	 .severity = CIV_CHECK_WARNING,
	 .rule = "L02",
	 .summary = "a category gives more than 30 days",
	 .sql = "SELECT c.code, say('%s days', c.days), say('at most %s', 30), c.name"
	        " FROM category c WHERE c.days > 30 ORDER BY c.code"},
	{.name = "category_days",
	 .severity = CIV_CHECK_NOTE,
	 .rule = "L02",
	 .summary = "a category without days has issues that have no due date, so that they can never be late",
	 .sql = "SELECT c.code, say('%s open issues without a due date', count(*)), say('days'), c.name"
	        " FROM issue i JOIN category c ON c.id = i.category_id"
	        " WHERE " CIV_ISSUE_OPEN("i") " AND i.due IS NULL"
	        " GROUP BY c.id ORDER BY c.code"},
	{.name = "issue_fields",
	 .severity = CIV_CHECK_WARNING,
	 .rule = "L48",
	 .summary = "open issues lack their unit, person, due date or what counts as rectified, by unit",
	 .sql = "SELECT " UNIT_OR_NONE ", listed("
	        "say('%s without unit', nullif(sum(i.unit_id IS NULL), 0)),"
	        " say('%s without person', nullif(sum(i.person_id IS NULL), 0)),"
	        " say('%s without due date', nullif(sum(i.due IS NULL), 0)),"
	        " say('%s without standard', nullif(sum(i.done_when IS NULL), 0))),"
	        " listed(say('duty|unit'), say('duty|person'), say('due'), say('done_when')),"
	        " say('of %s open issues', count(*))"
	        " FROM issue i LEFT JOIN unit u ON u.id = i.unit_id"
	        " WHERE " CIV_ISSUE_OPEN("i")
	        " GROUP BY i.unit_id"
	        " HAVING sum(i.unit_id IS NULL OR i.person_id IS NULL OR i.due IS NULL OR i.done_when IS NULL) > 0"
	        " ORDER BY 1"},
	{.name = "closed_unaccepted",
	 .severity = CIV_CHECK_WARNING,
	 .rule = "L29",
	 .summary = "issues were closed in the last year without anybody's acceptance on record, by unit",
	 .sql = "SELECT " UNIT_OR_NONE ", say('%s closed without acceptance', count(*)), say('accepted_by'),"
	        " say('in the year up to %s', :asof)"
	        " FROM issue i LEFT JOIN unit u ON u.id = i.unit_id"
	        " WHERE i.closed_at >= :since AND i.closed_at < :end AND i.accepted_by_id IS NULL"
	        " GROUP BY i.unit_id ORDER BY 1"},
	{.name = "due_before_report",
	 .severity = CIV_CHECK_WARNING,
	 .rule = "L02",
	 .summary =
		 "open issues are due before they were reported, or opened again, so that they were late from the "
		 "first, by unit",
	 .sql = "SELECT " UNIT_OR_NONE ", say('%s due before the report', count(*)), say('due'),"
	        " say('first: issue %s', min(i.id))"
	        " FROM issue i LEFT JOIN unit u ON u.id = i.unit_id"
	        " WHERE " CIV_ISSUE_OPEN("i") " AND " CIV_LIMIT_TEXT("i.due", "i.due_time")
	        " < " CIV_MINUTE_OF("ifnull(i.reopened_at, i.reported_at)")
	        " GROUP BY i.unit_id ORDER BY 1"},

	/* ---- what looks made ---- */
	{.name = "many_acceptances",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "one person accepted more than 30 issues on one day of the last year",
	 .sql = "SELECT e.by, say('%s accepted on %s', count(*), substr(e.at, 1, 10)),"
	        " say('at most %s a day', " TEXT(ACCEPTED_DAILY) "),"
	        " say('between %s and %s', substr(min(e.at), 12, 5), substr(max(e.at), 12, 5))"
	        " FROM event e"
	        " WHERE " CIV_EVENT_ACCEPTS("e")
	        " AND e.at >= :since AND e.at < :end"
	        " GROUP BY e.by, substr(e.at, 1, 10)"
	        " HAVING count(*) > " TEXT(ACCEPTED_DAILY)
	        " ORDER BY count(*) DESC, 1"},
	{.name = "quick_closings",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a unit rectified 5 or more issues of the last year within 30 minutes of being given them",
	 .sql = "SELECT u.code, say('%s rectified within %s minutes', count(*), " TEXT(QUICK_MINUTES) "),"
	        " say('time to go there'), say('issues %s to %s', min(i.id), max(i.id))"
	        " FROM issue i JOIN unit u ON u.id = i.unit_id"
	        " WHERE i.rectified_at >= :since AND i.rectified_at < :end AND length(i.assigned_at) > 10"
	        " AND unixepoch(i.rectified_at) - unixepoch(i.assigned_at) < " TEXT(QUICK_MINUTES) " * 60"
	        " GROUP BY u.id"
	        " HAVING count(*) >= " TEXT(LEAST_CASES)
	        " ORDER BY count(*) DESC, u.code"},
	{.name = "quarter_end_batch",
	 .severity = CIV_CHECK_WARNING,
	 .summary =
		 "of a unit's closings of a quarter of the last year at least 30 %, and 5 or more, fall on its last 3 "
		 "days",
	 .sql = "SELECT u.code,"
	        " say('%s of %s closed in the last %s days before %s', b.late, b.n, " TEXT(BATCH_DAYS) ", b.quarter),"
	        " say('about %s', (b.n * " TEXT(BATCH_DAYS) " + 45) / 91), NULL"
	        " FROM ("
	        "SELECT i.unit_id, " NEXT_QUARTER("i.closed_at") " AS quarter, count(*) AS n,"
	        " sum(i.closed_at >= date(" NEXT_QUARTER("i.closed_at") ", '-" TEXT(BATCH_DAYS) " days')) AS late"
	        " FROM issue i"
	        " WHERE i.closed_at >= :since AND i.closed_at < :end"
	        " GROUP BY 1, 2"
	        ") b JOIN unit u ON u.id = b.unit_id"
	        " WHERE b.late >= " TEXT(LEAST_CASES) " AND 100 * b.late >= " TEXT(BATCH_PERCENT) " * b.n"
	        " ORDER BY u.code, b.quarter"},
	{.name = "late_extensions",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "more time was asked for a unit's issues after they were due, in the last year",
	 .sql = "SELECT " UNIT_OR_NONE ", say('%s extensions asked after the due date', count(*)), say('before it'),"
	        " say('%s granted', sum(x.decision = 'granted'))"
	        " FROM extension x JOIN issue i ON i.id = x.issue_id LEFT JOIN unit u ON u.id = i.unit_id"
	        " WHERE x.requested > ifnull("
	        "(SELECT max(y.due) FROM extension y WHERE y.issue_id = x.issue_id AND y.decision = 'granted'"
	        " AND y.decided_at < x.requested), i.due)"
	        " AND x.requested >= :since AND x.requested <= :asof"
	        " GROUP BY i.unit_id ORDER BY 1"},
	{.name = "late_dismissals",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "issues were dismissed after they were due, in the last year, by unit",
	 .sql = "SELECT " UNIT_OR_NONE ", say('%s dismissed after the due date', count(*)), say('before it'),"
	        " group_concat(DISTINCT worded('issue.dismiss_reason', i.dismiss_reason))"
	        " FROM issue i LEFT JOIN unit u ON u.id = i.unit_id"
	        " WHERE i.dismissed_at >= :since AND i.dismissed_at < :end"
	        " AND " CIV_TOO_LATE("i", "dismissed_at") " AND " CIV_ISSUE_OWN("i")
	        " GROUP BY i.unit_id ORDER BY 1"},
	{.name = "perfect_unit",
	 .severity = CIV_CHECK_WARNING,
	 .summary =
		 "a unit had all of 20 or more issues of the last year rectified in time, and some of them came back",
	 .sql = "SELECT u.code, say('%s of %s in time', sum(i.cycle = 1), sum(i.cycle = 1)),"
	        " say('what is put right stays so'), say('%s came back', sum(i.came_back_at < :end OR i.cycle > 1))"
	        " FROM issue i JOIN unit u ON u.id = i.unit_id"
	        " WHERE i.due >= :since AND i.due < :asof AND i.stage <> 'dismissed'"
	        " AND (i.reopened_at IS NULL OR i.reopened_at < :end)"
	        " GROUP BY u.id"
	        " HAVING sum(i.cycle = 1) >= " TEXT(PERFECT_CASES)
	        " AND sum(i.cycle = 1 AND (i.rectified_at IS NULL OR " CIV_TOO_LATE("i", "rectified_at") ")) = 0"
	        " AND sum(i.came_back_at < :end OR i.cycle > 1) > 0"
	        " ORDER BY u.code"},
	{.name = NULL},
};

const struct civ_check_table civ_ledger_checks = {.place = 50, .checks = checks};
