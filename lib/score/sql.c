/* Every statement of the scores, and what they have in common. */
#include "lib/score/sql.h"

#include <math.h>
#include <string.h>

#include "lib/noun/indicator.h"
#include "lib/noun/measure.h"
#include "lib/noun/standard.h"

const char *const civ_score_statements[] = {
	[CIV_SCORE_FLOOR] = "SELECT process_floor FROM plan",
	[CIV_SCORE_STANDARD] = "SELECT id, code, name, process_share FROM standard WHERE id = ?1",
	/* A standard that only keeps figures nobody assesses is never the one meant. */
	[CIV_SCORE_IN_FORCE] =
		"SELECT s.id, s.code, s.name, s.process_share"
		" FROM standard s"
		" WHERE " CIV_STANDARD_IN_FORCE_ON("s", "?1")
		"  AND EXISTS ("
		"   SELECT 1"
		"   FROM indicator i"
		"   WHERE i.standard_id = s.id AND " CIV_INDICATOR_SCORED("i")
		"  )"
		" ORDER BY s.code",
	[CIV_SCORE_INDICATORS] =
		"SELECT code, name, parent, dimension, weight, measure_unit, direction, rule, lo, hi, step, floor,"
		"  bands, scale, round, aggregate, missing, scope, unit_id, change_of, veto, rebound_points"
		" FROM indicator"
		" WHERE standard_id = ?1"
		" ORDER BY code",
	/* One step in the index of measure's key for each indicator. */
	[CIV_SCORE_ONE_AREA] =
		"SELECT m.indicator, m.area_id, m.date, m.method, m.value, m.numerator, m.denominator"
		" FROM indicator i"
		" JOIN measure m ON m.indicator = i.code"
		"  AND ifnull(m.area_id, 0) = ?3"
		"  AND m.date = ("
		"   SELECT max(x.date)"
		"   FROM measure x"
		"   WHERE x.indicator = i.code"
		"    AND ifnull(x.area_id, 0) = ?3"
		"    AND x.date <= ?2"
		"    AND (?4 IS NULL OR x.method = ?4)"
		"  )"
		" WHERE i.standard_id = ?1 AND (?4 IS NULL OR m.method = ?4)",
	/* From area to area in the same index, without the measures in between. */
	[CIV_SCORE_ALL_AREAS] =
		"WITH RECURSIVE pair(indicator, area) AS ("
		"  SELECT i.code,"
		"   ("
		"    SELECT ifnull(x.area_id, 0)"
		"    FROM measure x"
		"    WHERE x.indicator = i.code AND ifnull(x.area_id, 0) > 0"
		"    ORDER BY ifnull(x.area_id, 0) LIMIT 1"
		"   )"
		"  FROM indicator i"
		"  WHERE i.standard_id = ?1"
		"  UNION ALL"
		"  SELECT p.indicator,"
		"   ("
		"    SELECT ifnull(x.area_id, 0)"
		"    FROM measure x"
		"    WHERE x.indicator = p.indicator AND ifnull(x.area_id, 0) > p.area"
		"    ORDER BY ifnull(x.area_id, 0) LIMIT 1"
		"   )"
		"  FROM pair p"
		"  WHERE p.area IS NOT NULL"
		" )"
		" SELECT m.indicator, m.area_id, m.date, m.method, m.value, m.numerator, m.denominator"
		" FROM pair p"
		" JOIN measure m ON m.indicator = p.indicator"
		"  AND ifnull(m.area_id, 0) = p.area"
		"  AND m.date = ("
		"   SELECT max(x.date)"
		"   FROM measure x"
		"   WHERE x.indicator = p.indicator"
		"    AND ifnull(x.area_id, 0) = p.area"
		"    AND x.date <= ?2"
		"    AND (?4 IS NULL OR x.method = ?4)"
		"  )"
		" WHERE ?4 IS NULL OR m.method = ?4",
	[CIV_SCORE_TRAITS] =
		"SELECT i.code, i.scope, i.kind, i.dimension, i.theme, i.tested_by, u.code, i.code FROM indicator i"
		" LEFT JOIN unit u ON u.id = i.unit_id WHERE i.standard_id = ?1",
	[CIV_SCORE_PREVIOUS] =
		"SELECT value"
		" FROM measure"
		" WHERE indicator = ?1 AND ifnull(area_id, 0) = ?3 AND date < ?2 AND (?4 IS NULL OR method = ?4)"
		" ORDER BY date DESC, " CIV_METHOD_RANK("method") " DESC LIMIT 1",
	[CIV_SCORE_SOURCES] =
		"SELECT m.date, m.method, m.value, m.numerator, m.denominator, m.source, m.note, r.id, r.at, r.who,"
		"  (SELECT max(c.run) FROM change c WHERE c.table_name = 'measure' AND c.row_id = m.id),"
		"  (SELECT i.formula FROM indicator i WHERE i.standard_id = ?5 AND i.code = m.indicator)"
		" FROM measure m"
		" LEFT JOIN run r ON r.id = ("
		"  SELECT max(g.run)"
		"  FROM run_range g"
		"  WHERE g.table_name = 'measure' AND m.id BETWEEN g.first_id AND g.last_id"
		" )"
		" WHERE m.indicator = ?1"
		"  AND ifnull(m.area_id, 0) = ?3"
		"  AND m.date <= ?2"
		"  AND (?4 IS NULL OR m.method = ?4)"
		" ORDER BY m.date DESC, " CIV_METHOD_RANK("method") " DESC",
	[CIV_SCORE_SCALE] =
		"SELECT i.measure_unit, i.lo, i.hi, i.\"min\", i.\"max\", i.change_of"
		" FROM indicator i JOIN standard s ON s.id = i.standard_id"
		" WHERE i.code = ?1"
		" ORDER BY s.effective DESC, s.code LIMIT 1",
	[CIV_SCORE_ALL_MEASURES] =
		"SELECT m.indicator, m.indicator || ifnull(':' || a.code, '') || ' ' || m.date || ' ' || m.method,"
		"  m.value, m.numerator, m.denominator"
		" FROM measure m LEFT JOIN area a ON a.id = m.area_id"
		" ORDER BY m.indicator, a.code, m.date, m.method",
	[CIV_SCORE_BASE] =
		"SELECT i.change_of, i.measure_unit,"
		"  (SELECT min(m.date) FROM measure m WHERE m.indicator = i.change_of AND ifnull(m.area_id, 0) = ?2)"
		" FROM indicator i JOIN standard s ON s.id = i.standard_id"
		" WHERE i.code = ?1"
		" ORDER BY s.effective DESC, s.code LIMIT 1",
	NULL,
};

enum civ_status civ_score_bind_text(struct civ_store *store, sqlite3_stmt *statement, int parameter, const char *text)
{
	if (sqlite3_bind_text(statement, parameter, text, -1, SQLITE_TRANSIENT) != SQLITE_OK)
		return civ_store_fail(store, "bind a text");
	return CIV_OK;
}

enum civ_status civ_score_bind_id(struct civ_store *store, sqlite3_stmt *statement, int parameter, int64_t id)
{
	if (sqlite3_bind_int64(statement, parameter, id) != SQLITE_OK)
		return civ_store_fail(store, "bind an id");
	return CIV_OK;
}

double civ_score_real(sqlite3_stmt *row, int column)
{
	return sqlite3_column_type(row, column) == SQLITE_NULL ? NAN : sqlite3_column_double(row, column);
}

const char *civ_score_text(struct civ_score_model *model, sqlite3_stmt *row, int column)
{
	struct civ_span text = civ_value_column(row, column).string;

	return civ_arena_copy(model->arena, text.len == 0 ? "" : text.text, text.len);
}
