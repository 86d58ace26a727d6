/* Rates by unit, or by who answers there: of an issue that several units have a part in, each part counts for its own.
 * And what is due today, to the minute. */
#include "lib/count/rates.h"

/* ---- co-units ---- */

/* The parts that there are of each cycle with a co-unit. */
#define PARTS \
	", d.unit_id, d.person_id, " CIV_LIFE_THEN("d.rectified_at") ", EXISTS (SELECT 1 FROM " CIV_PARTS_AT("o", "life") \
	" AND o.unit_id <> d.unit_id AND ifnull(o.rectified_at >= :end, 1)) FROM life" \
	" JOIN dispatch d ON d.issue_id = life.issue_id AND d.cycle = life.cycle" \
	" WHERE EXISTS (SELECT 1 FROM dispatch c WHERE c.part = 'co' AND c.issue_id = life.issue_id AND c.cycle = life.cycle)" \
	" AND ifnull(reported_at, started_at) < :end AND " CIV_PART_IS_THERE("d") " AND (d.part = 'co' OR d.unit_id = life.unit_id)"

#define LIVES CIV_ISSUE_LIVES_OF("IN (SELECT issue_id FROM dispatch WHERE part = 'co')")

static const char now_sql[] = "WITH " LIVES " SELECT " CIV_LIFE_COLUMNS("life") PARTS;
static const char then_sql[] = "WITH " LIVES " SELECT " CIV_LIFE_COLUMNS_AT("life") PARTS;

/* The marks that lie on the day of the limit. */
static const enum civ_mark marks[] = {CIV_MARK_DUE,      CIV_MARK_DONE, CIV_MARK_IN_TIME,    CIV_MARK_ACCEPTED_IN_TIME,
                                      CIV_MARK_EXTENDED, CIV_MARK_OWED, CIV_MARK_UNRECTIFIED};

static bool count_limit(struct civ_rates *rates, const struct civ_life *life, int32_t sign)
{
	int32_t days[CIV_MARKS];

	civ_life_marks(life, rates->settings.watch_days, days);
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		struct civ_rates_row *row;
		int32_t day = days[marks[i]];

		if (day == CIV_NO_DAY || !civ_rates_within(rates, day))
			continue;
		row = civ_rates_row_of(rates, life->refs, day);
		if (row == NULL)
			return false;
		civ_rates_count(rates, &row->sums, marks[i], day, sign);
	}
	return civ_rates_count_today(rates, life, sign);
}

/* The lead was counted as the issue is; now as its part is, beside those of the co-units. */
static bool count_part(struct civ_rates *rates, const struct civ_life *life, sqlite3_stmt *row)
{
	struct civ_life part = *life;
	int64_t unit = sqlite3_column_int64(row, CIV_LIFE_WIDTH);
	bool leads = unit == life->refs[CIV_BY_UNIT], others_open = sqlite3_column_int(row, CIV_LIFE_WIDTH + 3) != 0;

	if (life->started > rates->asof || !civ_is_below(rates->within, life->refs[CIV_BY_AREA]))
		return true;
	part.refs[CIV_BY_UNIT] = unit;
	if (!leads)
		part.refs[CIV_BY_PERSON] = sqlite3_column_int64(row, CIV_LIFE_WIDTH + 1);
	/* A lead whose part is done, while nobody else's is open, has still to say that the whole is. */
	if (!leads || others_open || life->rectified != CIV_NO_DAY)
		civ_life_take_part(&part, (const char *)sqlite3_column_text(row, CIV_LIFE_WIDTH + 2));
	return (!leads || count_limit(rates, life, -1)) && count_limit(rates, &part, 1);
}

enum civ_status civ_rates_add_parts(struct civ_rates *rates)
{
	struct civ_store *store = civ_records_store(rates->records);
	sqlite3_stmt *rows;
	bool more, past;
	enum civ_status status = civ_issues_ask_past(rates->records, &past);

	if (status == CIV_OK)
		status = civ_records_statement(rates->records, past ? then_sql : now_sql, &rows);
	if (status == CIV_OK)
		status = civ_rates_bind_end(rates, rows);
	while (status == CIV_OK && (status = civ_store_step(store, rows, &more)) == CIV_OK && more) {
		struct civ_life life;

		civ_life_of_row(rows, 0, &life);
		if (!count_part(rates, &life, rows))
			status = civ_no_memory(civ_records_messages(rates->records));
	}
	return status;
}

/* ---- due on the as-of day ---- */

bool civ_rates_count_today(struct civ_rates *rates, const struct civ_life *life, int32_t n)
{
	struct civ_rates_row *row;
	int32_t days[CIV_MARKS];

	if (!civ_is_below(rates->within, life->refs[CIV_BY_AREA]) || civ_life_limit(life) != rates->asof ||
	    (int64_t)rates->asof * CIV_DAY_MINUTES + life->limit_minute >= rates->minute)
		return true;
	civ_life_marks(life, rates->settings.watch_days, days);
	if (days[CIV_MARK_OWED] == CIV_NO_DAY || !civ_rates_within(rates, rates->asof))
		return true;
	row = civ_rates_row_of(rates, life->refs, rates->asof);
	if (row == NULL)
		return false;
	row->sums.due += civ_rates_is_running(rates, rates->asof) ? n : 0;
	row->sums.overdue += days[CIV_MARK_UNRECTIFIED] == CIV_NO_DAY ? 0 : n;
	return true;
}

/* The words of the index on open issues. */
static const char today_sql[] =
	"WITH life AS (SELECT *, id AS issue_id, ifnull(reopened_at, ifnull(first_reported_at, reported_at)) AS"
	" started_at, NULL AS ended_at"
	" FROM issue WHERE " CIV_ISSUE_OPEN_ROW " AND " CIV_ISSUE_DUE_DAY_ROW " = :asof"
	" AND ifnull(due_time, extended_due_time) IS NOT NULL)"
	" SELECT " CIV_LIFE_COLUMNS("life") " FROM life";

enum civ_status civ_rates_add_today(struct civ_rates *rates)
{
	struct civ_store *store = civ_records_store(rates->records);
	char asof[CIV_DATE_SIZE];
	sqlite3_stmt *rows;
	bool more;
	enum civ_status status = civ_records_statement(rates->records, today_sql, &rows);

	civ_date_format(rates->asof, asof);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":asof", asof);
	while (status == CIV_OK && (status = civ_store_step(store, rows, &more)) == CIV_OK && more) {
		struct civ_life life;

		civ_life_of_row(rows, 0, &life);
		if (!civ_rates_count_today(rates, &life, 1))
			status = civ_no_memory(civ_records_messages(rates->records));
	}
	return status;
}
