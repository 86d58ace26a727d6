/* How much of what was put right has held. */
#include <math.h>
#include <string.h>

#include "civplan/decimal.h"
#include "lib/count/cell.h"
#include "lib/count/life.h"
#include "civplan/same-place.h"

const struct civ_out_column civ_recheck_report_columns[] = {
	{"group", "Group", CIV_KIND_TEXT,
	 "unit, category, area, condition or month of the re-check; empty: all, or none"},
	{"name", "Name", CIV_KIND_TEXT, "what it is called"},
	{"n_checked", "Checked", CIV_KIND_NUMBER, "closings that were looked at again"},
	{"n_held", "Held", CIV_KIND_NUMBER, "of these, have not come back"},
	{"n_rebound", "Came back", CIV_KIND_NUMBER,
	 "of these, came back: failed a re-check or were reopened, or reported again at the place within the plan's "
	 "watch_days"},
	{"retention_rate", "Held (%)", CIV_KIND_NUMBER, "n_held in percent of n_checked"},
	{"retention_low", "from", CIV_KIND_NUMBER, "lower end of its Wilson 95 % interval"},
	{"retention_high", "to", CIV_KIND_NUMBER, "upper end"},
	{"rebound_rate", "Came back (%)", CIV_KIND_NUMBER, "n_rebound in percent of n_checked"},
	{"days_mean", "Mean days", CIV_KIND_NUMBER, "mean days from the closing to that re-check"},
	{"shortfall", "Short of target", CIV_KIND_NUMBER,
	 "where it came back and both are known: mean of target less value"},
	{"shortfall_percent", "Short (%)", CIV_KIND_NUMBER, "the same in percent of the target"},
	{"conditions", "Conditions", CIV_KIND_TEXT,
	 "conditions of the re-checks where it came back, the most frequent first, with how often"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

const struct civ_out_column civ_recheck_age_columns[] = {
	{"age", "Days after closing", CIV_KIND_NUMBER, "up to so many days after the closing"},
	{"n_at_risk", "Observed", CIV_KIND_NUMBER,
	 "closings that had not come back and were observed longer than the age before"},
	{"n_back", "Came back", CIV_KIND_NUMBER, "came back by this age, and after the one before"},
	{"retention_rate", "Held (%)", CIV_KIND_NUMBER,
	 "share that has held for so long: Kaplan-Meier, the others censored at the as-of day"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

const struct civ_out_column civ_recheck_place_columns[] = {
	{"category", "Category", CIV_KIND_TEXT, "what it is about"},
	{"area", "Area", CIV_KIND_TEXT, "where it is"},
	{"place", "Place", CIV_KIND_TEXT, "address or spot"},
	{"n_closed", "Closed", CIV_KIND_NUMBER, "how often it was closed there"},
	{"n_back", "Came back", CIV_KIND_NUMBER, "how often it came back"},
	{"cycle", "Cycle", CIV_KIND_NUMBER, "which cycle of the place it is in: one more than it came back"},
	{"last_back", "Last came back", CIV_KIND_TEXT, "when it last came back"},
	{"issues", "Issues", CIV_KIND_TEXT, "numbers of its issues, joined with ;"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

const struct civ_out_column *civ_recheck_report_columns_of(const char *by)
{
	if (by != NULL && strcmp(by, "age") == 0)
		return civ_recheck_age_columns;
	return by != NULL && strcmp(by, "place") == 0 ? civ_recheck_place_columns : civ_recheck_report_columns;
}

/* ---- by the last re-check ---- */

static const struct {
	const char *by, *key, *name, *join;
} groups[] = {
	{"", "NULL", "NULL", ""},
	{"unit", "u.code", "u.name", " LEFT JOIN unit u ON u.id = i.unit_id"},
	{"category", "c.code", "c.name", " JOIN category c ON c.id = i.category_id"},
	{"area", "a.code", "a.name", " LEFT JOIN area a ON a.id = i.area_id"},
	{"month", "substr(l.date, 1, 7)", "NULL", ""},
	{"condition", "trim(j.value)", "NULL",
	 " LEFT JOIN json_each('[' || replace(json_quote(ifnull(l.condition, '')), ';', '\",\"') || ']') j"},
};

static const char checked_sql[] =
	"WITH " CIV_ISSUE_LIVES ", last AS (SELECT r.*, row_number() OVER (PARTITION BY issue_id, cycle"
	" ORDER BY date DESC) AS turn FROM recheck r WHERE date <= :asof),"
	" l AS (SELECT * FROM last WHERE turn = 1 AND date >= ifnull(:from, '') AND (:to IS NULL OR date <= :to)),"
	" g AS (SELECT nullif(%s, '') AS grp, %s AS name, " CIV_RECHECK_BACK("l") " AS back, l.* FROM l JOIN issue i"
	" ON i.id = l.issue_id%s),"
	" w AS (SELECT grp, trim(j.value) AS why, count(*) AS n"
	" FROM g, json_each('[' || replace(json_quote(g.condition), ';', '\",\"') || ']') j"
	"  WHERE g.result = 'rebound' AND g.condition IS NOT NULL GROUP BY 1, 2)"
	" SELECT grp, max(name), count(*), sum(NOT back), sum(back), avg(days),"
	" avg(CASE WHEN result = 'rebound' THEN target - value END), avg(CASE WHEN result = 'rebound'"
	" AND target <> 0 THEN 100 * (target - value) / target END),"
	" (SELECT group_concat(why || ' (' || n || ')', '; ') FROM (SELECT why, n FROM w WHERE w.grp IS g.grp"
	" ORDER BY n DESC, why))"
	" FROM g GROUP BY grp ORDER BY grp IS NULL, grp";

static enum civ_status bind_period(struct civ_records *records, const struct civ_recheck_report_options *options,
                                   sqlite3_stmt *rows)
{
	struct civ_store *store = civ_records_store(records);
	char asof[CIV_DATE_SIZE];
	enum civ_status status;

	civ_date_format(civ_records_clock(records)->asof, asof);
	status = civ_bind_text(store, rows, ":asof", asof);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":from", options->from);
	return status == CIV_OK ? civ_bind_text(store, rows, ":to", options->to) : status;
}

static void print_rounded(struct civ_out *out, sqlite3_stmt *row, int column)
{
	if (sqlite3_column_type(row, column) == SQLITE_NULL)
		civ_out_null(out);
	else
		civ_out_rounded(out, sqlite3_column_double(row, column), 1);
}

static enum civ_status print_checked(struct civ_out *out, sqlite3_stmt *row)
{
	int64_t checked = sqlite3_column_int64(row, 2), held = sqlite3_column_int64(row, 3),
		back = sqlite3_column_int64(row, 4);
	double low, high;

	civ_print_cells(out, row, 0, 5);
	civ_wilson(held, checked, &low, &high);
	civ_out_rounded(out, 100 * (double)held / (double)checked, 2);
	civ_out_rounded(out, low, 2);
	civ_out_rounded(out, high, 2);
	civ_out_rounded(out, 100 * (double)back / (double)checked, 2);
	for (int i = 5; i < 8; i++)
		print_rounded(out, row, i);
	civ_print_cells(out, row, 8, 1);
	return civ_out_row(out);
}

static enum civ_status report_checked(struct civ_records *records, const struct civ_recheck_report_options *options,
                                      struct civ_out *out)
{
	struct civ_store *store = civ_records_store(records);
	struct civ_buf sql = {0};
	sqlite3_stmt *rows;
	size_t g = 0;
	char end[CIV_DATE_SIZE];
	enum civ_status status;

	civ_date_format(civ_records_clock(records)->asof + 1, end);
	while (g + 1 < sizeof groups / sizeof groups[0] &&
	       strcmp(groups[g].by, options->by == NULL ? "" : options->by) != 0)
		g++;
	civ_buf_addf(&sql, checked_sql, groups[g].key, groups[g].name, groups[g].join);
	status = civ_records_statement_of(records, &sql, &rows);
	if (status == CIV_OK)
		status = bind_period(records, options, rows);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":end", end);
	while (civ_store_next(store, rows, &status))
		status = print_checked(out, rows);
	return status;
}

/* ---- by age ---- */

/* Every closing: the days until it came back, or for which it has been observed. */
static const char ages_sql[] =
	"WITH " CIV_ISSUE_LIVES ", closing AS (SELECT date(closed_at) AS closed, CASE WHEN " CIV_LIFE_CAME_BACK(
	"life") " THEN date(came_back_at) END"
	" AS back FROM life WHERE closed_at < :end"
	" AND closed_at >= ifnull(:from, '') AND (:to IS NULL OR closed_at < date(:to, '+1 day')))"
	" SELECT CAST(julianday(CASE WHEN back <= :asof THEN back ELSE :asof"
	" END) - julianday(closed) AS INTEGER), back <= :asof, count(*)"
	" FROM closing GROUP BY 1, 2";

static enum civ_status read_ages(struct civ_records *records, const struct civ_recheck_report_options *options,
                                 struct civ_spread *back, struct civ_spread *observed)
{
	struct civ_store *store = civ_records_store(records);
	char end[CIV_DATE_SIZE];
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(records, ages_sql, &rows);

	civ_date_format(civ_records_clock(records)->asof + 1, end);
	if (status == CIV_OK)
		status = bind_period(records, options, rows);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":end", end);
	while (civ_store_next(store, rows, &status))
		if (!civ_spread_add(sqlite3_column_int(rows, 1) != 0 ? back : observed, sqlite3_column_int(rows, 0),
		                    sqlite3_column_int(rows, 2)))
			status = civ_no_memory(civ_records_messages(records));
	return status;
}

static int32_t count_at(const struct civ_spread *spread, size_t days)
{
	return days < spread->size ? spread->counts[days] : 0;
}

static enum civ_status print_ages(const char *steps, const struct civ_spread *back, const struct civ_spread *observed,
                                  struct civ_out *out)
{
	size_t longest = back->size > observed->size ? back->size : observed->size, day = 0;
	int64_t at_risk = 0;
	double held = 1;
	enum civ_status status = CIV_OK;

	for (size_t i = 0; i < longest; i++)
		at_risk += count_at(back, i) + count_at(observed, i);
	while (*steps != '\0' && status == CIV_OK) {
		size_t len = strcspn(steps, ";");
		int64_t age, came_back = 0, entered = at_risk;

		if (!civ_int_parse(steps, len, &age))
			age = 0;
		for (; day < longest && (int64_t)day <= age; day++) {
			if (at_risk > 0)
				held *= 1 - (double)count_at(back, day) / (double)at_risk;
			came_back += count_at(back, day);
			at_risk -= count_at(back, day) + count_at(observed, day);
		}
		civ_out_int(out, age);
		civ_out_int(out, entered);
		civ_out_int(out, came_back);
		civ_out_rounded(out, entered > 0 ? 100 * held : NAN, 2);
		status = civ_out_row(out);
		steps += steps[len] == ';' ? len + 1 : len;
	}
	return status;
}

static enum civ_status report_ages(struct civ_records *records, const struct civ_recheck_report_options *options,
                                   struct civ_out *out)
{
	struct civ_spread back = {NULL, 0}, observed = {NULL, 0};
	struct civ_watch_settings settings;
	enum civ_status status = civ_watch_settings(records, &settings);

	if (status == CIV_OK)
		status = read_ages(records, options, &back, &observed);
	if (status == CIV_OK)
		status = print_ages(settings.recheck_days, &back, &observed, out);
	civ_spread_free(&back);
	civ_spread_free(&observed);
	return status;
}

/* ---- by place ---- */

static const char places_sql[] =
	"WITH " CIV_ISSUE_LIVES ", closing AS (SELECT i.category_id, i.area_id, i.place, i.id, life.closed_at,"
	"  CASE WHEN " CIV_LIFE_CAME_BACK("life") " THEN life.came_back_at END AS back_at FROM life JOIN issue i"
	" ON i.id = life.issue_id"
	"  WHERE i.place IS NOT NULL AND life.closed_at < :end)"
	" SELECT c.code, a.code, min(x.place), count(x.closed_at), count(x.back_at), count(x.back_at) + 1,"
	" max(x.back_at) AS last_back, group_concat(DISTINCT x.id)"
	" FROM closing x JOIN category c ON c.id = x.category_id LEFT JOIN area a ON a.id = x.area_id "
	" GROUP BY x.category_id, x.area_id, place_key(x.area_id, x.place)"
	" HAVING count(x.back_at) >= 2 AND max(x.back_at) >= ifnull(:from, '') AND (:to IS NULL"
	" OR max(x.back_at) < date(:to, '+1 day'))"
	" ORDER BY 5 DESC, 7 DESC, 3";

static enum civ_status print_place(struct civ_out *out, sqlite3_stmt *row)
{
	const char *ids = (const char *)sqlite3_column_text(row, 7);
	struct civ_buf joined = {0};
	enum civ_status status;

	civ_print_cells(out, row, 0, 7);
	for (; ids != NULL && *ids != '\0'; ids++)
		civ_buf_addc(&joined, *ids == ',' ? ';' : *ids);
	civ_out_text(out, joined.data, joined.len);
	status = civ_out_row(out);
	civ_buf_free(&joined);
	return status;
}

static enum civ_status report_places(struct civ_records *records, const struct civ_recheck_report_options *options,
                                     struct civ_out *out)
{
	struct civ_store *store = civ_records_store(records);
	char end[CIV_DATE_SIZE];
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_place_functions(records);

	if (status == CIV_OK)
		status = civ_records_statement(records, places_sql, &rows);

	civ_date_format(civ_records_clock(records)->asof + 1, end);
	if (status == CIV_OK)
		status = bind_period(records, options, rows);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":end", end);
	while (civ_store_next(store, rows, &status))
		status = print_place(out, rows);
	return status;
}

enum civ_status civ_recheck_report_print(struct civ_records *records, const struct civ_recheck_report_options *options,
                                          struct civ_out *out)
{
	enum civ_status status = civ_life_functions(records);

	if (status != CIV_OK)
		return status;
	if (options->by != NULL && strcmp(options->by, "age") == 0)
		return report_ages(records, options, out);
	if (options->by != NULL && strcmp(options->by, "place") == 0)
		return report_places(records, options, out);
	return report_checked(records, options, out);
}
