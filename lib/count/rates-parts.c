/* Rates by unit, or by who answers there: of an issue that several units have a part in, each part counts for its
 * own. */
#include "lib/count/rates.h"

/* ---- co-units ---- */

/* The parts that there are of each cycle with a co-unit. */
#define PARTS \
	", d.unit_id, d.person_id, " CIV_LIFE_THEN("d.rectified_at") ", EXISTS (" \
	"SELECT 1 FROM " CIV_PARTS_AT("o", "life") \
	" AND o.unit_id <> d.unit_id AND ifnull(o.rectified_at >= :end, 1)) FROM life" \
	" JOIN dispatch d ON d.issue_id = life.issue_id AND d.cycle = life.cycle" \
	" WHERE EXISTS (SELECT 1 FROM dispatch c WHERE c.part = 'co' AND c.issue_id = life.issue_id" \
	" AND c.cycle = life.cycle)" \
	" AND ifnull(reported_at, started_at) < :end AND " CIV_PART_IS_THERE("d") \
	" AND (d.part = 'co' OR d.unit_id = life.unit_id)"

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
	const struct civ_rates_lives lives = {.now_sql = now_sql, .then_sql = then_sql, .take = count_part};

	return civ_rates_each_life(rates, &lives);
}
