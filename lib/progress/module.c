/* What modules that are on add to the days of tasks. */
#include "civplan/date.h"
#include "lib/noun/module.h"
#include "lib/progress/work.h"

extern const struct civ_noun civ_noun_module;

static const char days_sql[] =
	"SELECT m.task_id, sum(CASE WHEN m.day_kind = 'calendar' THEN m.days ELSE 0 END),"
	"  sum(CASE WHEN m.day_kind = 'working' THEN m.days ELSE 0 END)"
	" FROM module m"
	" WHERE " CIV_MODULE_ON("m") " AND m.days > 0"
	" GROUP BY m.task_id";

static int32_t day_after(int32_t day, int64_t days)
{
	return days < CIV_LAST_DAY - day ? day + (int32_t)days : CIV_LAST_DAY;
}

/* Days of the calendar first, then the working days from there on. */
static void move_due(struct civ_work *work, int64_t task, int64_t calendar, int64_t working)
{
	for (size_t i = 0; i < work->count; i++)
		if (work->tasks[i].id == task)
			work->tasks[i].due = civ_calendar_add(work->calendar, day_after(work->tasks[i].due, calendar),
			                                      working);
}

enum civ_status civ_work_extend(struct civ_work *work)
{
	struct civ_store *store = civ_records_store(work->records);
	char asof[CIV_DATE_SIZE];
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_then(work->records, &civ_noun_module, days_sql, &rows);

	civ_date_format(work->asof, asof);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":asof", asof);
	while (civ_store_next(store, rows, &status))
		move_due(work, sqlite3_column_int64(rows, 0), sqlite3_column_int64(rows, 1),
		         sqlite3_column_int64(rows, 2));
	return status;
}
