/* What an area's page tells, out of the database; and its rows. */
#include "lib/page/area-sheet.h"

#include "civplan/date.h"
#include "civplan/lists.h"
#include "civplan/say.h"
#include "lib/noun/facility.h"
#include "lib/noun/headcount.h"
#include "lib/noun/indicator.h"
#include "lib/noun/issue.h"
#include "lib/noun/measure.h"
#include "lib/noun/task.h"

const struct civ_word civ_words_area_part[] = {
	CIV_CHOICE("area", "Area", "基本情况"),
	CIV_CHOICE("duty", "Duty", "责任落实"),
	CIV_CHOICE("facility", "Facilities", "公共服务设施"),
	CIV_CHOICE("task", "Tasks", "工作任务"),
	CIV_CHOICE("partner", "Partners", "共建单位"),
	CIV_CHOICE("satisfaction", "Satisfaction", "群众评价"),
	CIV_CHOICE("issue", "Issues", "问题办理"),
	{.code = NULL},
};

const struct civ_out_column civ_area_sheet_columns[] = {
	{"area", NULL, {CIV_CELL_TEXT, NULL, true, "area.code"}, "area that the row tells of"},
	{"part", "Part", CIV_SHOWN_CHOICE(civ_words_area_part), "part of its page"},
	{"item", "Item", CIV_SHOWN_TEXT, "column of the area, kind of facilities, or code of what is listed"},
	{"name", "Name", CIV_SHOWN_TEXT, "what the item is called"},
	{"value", "Value", CIV_SHOWN_TEXT,
	 "figure, name or state; of facilities how many are in use; empty: not known, or nobody"},
	{"date", "Date", CIV_SHOWN_MOMENT, "of tasks the day on which they are due, of figures that of the figure"},
	{"note", "Note", CIV_SHOWN_TEXT, "more about it"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

/* The one area and what is below it. */
#define BELOW "WITH RECURSIVE " CIV_BELOW_FROM("area") "id = :area" CIV_BELOW_REST("area") " "
#define THERE(x) x ".area_id IN (SELECT id FROM area_below)"

/* The city may stand among the areas: what is told of no area is told of it. */
#define IS_CITY(a) a ".kind = 'city'"

static const char self_sql[] =
	"SELECT a.code, a.name, a.kind, p.name,"
	"       ifnull(" CIV_AREA_POPULATION("a", ":asof") ","
	"              CASE WHEN " IS_CITY("a") " THEN " CIV_CITY_POPULATION(":asof") " END),"
	"       ifnull(" CIV_AREA_ELDERLY("a", ":asof") ","
	"              CASE WHEN " IS_CITY("a") " THEN " CIV_CITY_ELDERLY(":asof") " END), a.old"
	" FROM area a LEFT JOIN area p ON p.id = a.parent_id"
	" WHERE a.id = :area";
static const char duty_sql[] =
	"SELECT s.name, p.name, d.name"
	" FROM area a"
	"  LEFT JOIN person s ON s.id = a.sponsor_id"
	"  LEFT JOIN unit p ON p.id = a.pair_unit_id"
	"  LEFT JOIN unit d ON d.id = a.duty_unit_id"
	" WHERE a.id = :area";
/* A city has many elsewhere: they are found by their areas. */
static const char facilities_sql[] =
	BELOW
	"SELECT f.kind, count(CASE WHEN " CIV_FACILITY_IN_USE("f") " THEN 1 END) AS n,"
	"       sum(CASE WHEN " CIV_FACILITY_IN_USE("f") " THEN f.quantity ELSE 0 END),"
	"       count(CASE WHEN f.status IN ('planned', 'building') THEN 1 END),"
	"       count(CASE WHEN f.status = 'broken' THEN 1 END)"
	" FROM area_below b CROSS JOIN facility f ON f.area_id = b.id"
	" WHERE f.status <> 'closed'"
	" GROUP BY f.kind"
	" ORDER BY n DESC, f.kind";
static const char tasks_sql[] =
	BELOW
	"SELECT t.code, t.title, t.status, t.due,"
	"       CASE WHEN " CIV_TASK_LATE("t") " THEN day_of(:asof) - day_of(t.due) END, u.name"
	" FROM task t LEFT JOIN unit u ON u.id = t.unit_id"
	" WHERE " THERE("t") " AND " CIV_TASK_KEPT("t")
	" ORDER BY t.due, t.code";
static const char partners_sql[] =
	BELOW
	"SELECT p.code, p.name, p.stance"
	" FROM partner p"
	" WHERE " THERE("p")
	" ORDER BY p.code";
static const char satisfaction_sql[] =
	"WITH " CIV_INDICATOR_LEADS(":asof") ", asked AS ("
	"  SELECT m.indicator, m.value, m.date,"
	"         row_number() OVER (PARTITION BY m.indicator ORDER BY m.date DESC, m.area_id IS NULL) AS turn"
	"  FROM area a JOIN measure m ON m.area_id = a.id OR (m.area_id IS NULL AND " IS_CITY("a") ")"
	"  WHERE a.id = :area AND m.method = 'survey' AND m.date <= :asof"
	") "
	"SELECT k.indicator, ifnull(l.name, k.indicator), k.value, l.measure_unit, k.date"
	" FROM asked k LEFT JOIN lead l ON l.indicator = k.indicator AND l.place = 1"
	" WHERE k.turn = 1"
	" ORDER BY k.indicator";
static const char issues_sql[] =
	BELOW
	"SELECT count(*), count(CASE WHEN " CIV_ISSUE_OPEN("i") " THEN 1 END),"
	"       count(CASE WHEN " CIV_ISSUE_LATE("i") " THEN 1 END),"
	"       count(CASE WHEN i.cycle > 1 THEN 1 END), count(CASE WHEN i.\"returns\" > 0 THEN 1 END)"
	" FROM issue i"
	" WHERE " THERE("i") " AND " CIV_ISSUE_OWN("i");

/* By part: the nouns that are told as they were, and the statement. */
static const struct {
	const char *then, *sql;
} parts[] = {
	[CIV_AREA_SELF] = {"", self_sql},
	[CIV_AREA_DUTY] = {"", duty_sql},
	[CIV_AREA_FACILITIES] = {"facility", facilities_sql},
	[CIV_AREA_TASKS] = {"task", tasks_sql},
	[CIV_AREA_PARTNERS] = {"", partners_sql},
	[CIV_AREA_SATISFACTION] = {"", satisfaction_sql},
	[CIV_AREA_ISSUES] = {"issue", issues_sql},
};

static enum civ_status bind_moment(struct civ_records *records, sqlite3_stmt *rows)
{
	struct civ_store *store = civ_records_store(records);
	const struct civ_clock *clock = civ_records_clock(records);
	char asof[CIV_DATE_SIZE], minute[CIV_TIME_SIZE];
	enum civ_status status;

	civ_date_format(clock->asof, asof);
	civ_time_format(civ_clock_minute(clock) * 60, minute);
	minute[CIV_DATE_SIZE + CIV_CLOCK_SIZE - 1] = '\0';
	status = civ_bind_text(store, rows, ":asof", asof);
	return status == CIV_OK ? civ_bind_text(store, rows, ":minute", minute) : status;
}

enum civ_status civ_area_part(struct civ_records *records, enum civ_area_part part, int64_t area, sqlite3_stmt **rows)
{
	enum civ_status status = civ_records_functions(records, parts[part].sql);

	if (status == CIV_OK)
		status = civ_records_then_all(records, parts[part].then, parts[part].sql, rows);
	if (status == CIV_OK)
		status = civ_bind_int(civ_records_store(records), *rows, ":area", area);
	return status == CIV_OK ? bind_moment(records, *rows) : status;
}

/* ---- which areas ---- */

static const char chosen_sql[] =
	"WITH RECURSIVE " CIV_BELOW("area") " "
	"SELECT a.id"
	" FROM area a"
	" WHERE (:area IS NULL OR CASE WHEN :of IS NULL THEN " CIV_AMONG("a.id", ":area")
	"        ELSE a.id IN (SELECT id FROM area_below) END)"
	"  AND (:of IS NULL OR a.kind = :of) AND (:old IS NULL OR a.old = 1)"
	" ORDER BY a.code";

/* The ids are read before any page is made: it may be the same kind of statement. */
static enum civ_status find_areas(struct civ_records *records, const struct civ_area_sheet_choice *choice,
                                  struct civ_buf *ids)
{
	struct civ_store *store = civ_records_store(records);
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(records, chosen_sql, &rows);

	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":area", choice->areas);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":of", choice->of);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":old", choice->old ? "1" : NULL);
	while (civ_store_next(store, rows, &status)) {
		const int64_t id = sqlite3_column_int64(rows, 0);

		civ_buf_add(ids, &id, sizeof id);
	}
	return ids->failed ? civ_no_memory(civ_records_messages(records)) : status;
}

enum civ_status civ_area_each(struct civ_records *records, const struct civ_area_sheet_choice *choice,
                              enum civ_status (*take)(void *data, int64_t area), void *data)
{
	struct civ_buf ids = {0};
	enum civ_status status = find_areas(records, choice, &ids);
	const int64_t *id = (const int64_t *)(const void *)ids.data;

	for (size_t i = 0; i < ids.len / sizeof *id && status == CIV_OK; i++)
		status = take(data, id[i]);
	civ_buf_free(&ids);
	return status;
}
