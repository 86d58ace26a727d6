/* Checks of money. Lines that are not in force are looked at by none of them. */
#include "civplan/check.h"
#include "lib/noun/fund.h"

/* Fen as yuan, and a share, as they are written. */
#define YUAN(fen) NUMBER(fen " / 100.0")
#define SHARE(x) NUMBER(x) " || ' %'"
#define NUMBER(x) CIV_CHECK_NUMBER(x, "2")

/* The lines in force: what is planned, what their parts have, what is left as their own, what the parts have in per
 * cent where they say that, and what a line has, which only its parts may tell. */
#define WITH_LINES \
	"WITH RECURSIVE " CIV_FUND_PLANS ", " CIV_FUND_PARTS("p.in_force = 1") "," \
	" percents(id, total) AS (" \
	"  SELECT x.parent_id, sum(x.percent)" \
	"  FROM fund x" \
	"  WHERE x.parent_id IS NOT NULL AND x.in_force = 1" \
	"  GROUP BY x.parent_id" \
	" )," \
	" line AS MATERIALIZED (" \
	"  SELECT f.id, f.code, f.name, f.year, f.kind, f.complete, f.fills_id, f.parent_id," \
	"   p.side, p.unplaced, p.planned, p.parts, p.own, c.total AS percents," \
	"   ifnull(p.planned, ifnull(p.parts, 0)) AS has" \
	"  FROM fund_part p" \
	"   JOIN fund f ON f.id = p.id" \
	"   LEFT JOIN percents c ON c.id = p.id" \
	"  WHERE p.in_force = 1" \
	" )"

static const char sum_sql[] =
	WITH_LINES
	" SELECT l.code,"
	"  CASE"
	"   WHEN l.planned IS NULL THEN say('parts have %s', " SHARE("l.percents") ")"
	"   ELSE say('parts have %s', " YUAN("l.parts") ")"
	"  END,"
	"  CASE"
	"   WHEN l.planned IS NULL THEN say('at most %s', '100 %')"
	"   ELSE say('at most %s', " YUAN("l.planned") ")"
	"  END, l.name"
	" FROM line l"
	" WHERE (l.planned >= 0 AND l.parts > l.planned)"
	"  OR (l.planned < 0 AND l.parts < l.planned)"
	"  OR (l.planned IS NULL AND l.percents > 100.005)"
	" ORDER BY l.code";

static const char rest_sql[] =
	WITH_LINES
	" SELECT l.code,"
	"  CASE"
	"   WHEN l.planned IS NULL THEN say('%s in no part', " SHARE("100.0 - l.percents") ")"
	"   ELSE say('%s (%s) in no part', " YUAN("l.own") ", " SHARE("100.0 * l.own / l.planned") ")"
	"  END,"
	"  say('parts that are all of it'), l.name"
	" FROM line l"
	" WHERE l.complete = 1"
	"  AND ((l.planned > 0 AND l.own > 0)"
	"   OR (l.planned < 0 AND l.own < 0)"
	"   OR (l.planned IS NULL AND l.percents < 99.995))"
	" ORDER BY l.code";

static const char unplaced_sql[] =
	WITH_LINES
	" SELECT l.code, say('%s in no sum', " YUAN("l.has") "),"
	"  say('a place among the parts of %s', ("
	"   SELECT w.code"
	"   FROM fund_whole w"
	"   WHERE w.year IS l.year"
	"  )), l.name"
	" FROM line l"
	" WHERE l.unplaced = 1 AND l.parent_id IS NULL"
	" ORDER BY l.code";

static const char quota_sql[] =
	WITH_LINES ","
	" bound AS ("
	"  SELECT q.code, q.name, q.op, p.has, w.has AS whole, w.code AS whole_code,"
	"   CAST(round(q.percent * w.has / 100.0) AS INTEGER) AS bound"
	"  FROM quota q"
	"   JOIN line p ON p.id = q.part_id"
	"   JOIN line w ON w.id = q.whole_id"
	"  WHERE w.has > 0"
	" )"
	" SELECT b.code,"
	"  say('%s, %s of %s', " YUAN("b.has") ", " SHARE("100.0 * b.has / b.whole") ", b.whole_code),"
	"  CASE b.op"
	"   WHEN '>=' THEN say('at least %s', " YUAN("b.bound") ")"
	"   ELSE say('at most %s', " YUAN("b.bound") ")"
	"  END, b.name"
	" FROM bound b"
	" WHERE (b.op = '>=' AND b.has < b.bound) OR (b.op = '<=' AND b.has > b.bound)"
	" ORDER BY b.code";

/* What the indicators of the lines for literacy score stands beside it: whether people lack what money went by. */
static const char landmark_sql[] =
	WITH_LINES ","
	" literacy AS ("
	"  SELECT l.year, sum(l.own) AS amount,"
	"   (SELECT 100.0 * sum(score_points(i.indicator, 0, :asof)) / sum(score_weight(i.indicator, 0, :asof))"
	"    FROM (SELECT DISTINCT f.indicator FROM line x JOIN fund f ON f.id = x.id"
	"          WHERE x.kind = 'literacy' AND x.unplaced = 0 AND x.year IS l.year AND f.indicator IS NOT NULL) i"
	"   ) AS score_rate"
	"  FROM line l"
	"  WHERE l.kind = 'literacy' AND l.unplaced = 0"
	"  GROUP BY l.year"
	" )"
	" SELECT l.code,"
	"  say('%s times the %s for literacy', " NUMBER("1.0 * l.own / y.amount") ", " YUAN("y.amount") "),"
	"  say('at most %s times', " NUMBER("s.landmark_ratio") "),"
	"  listed(l.name, CASE WHEN y.score_rate IS NOT NULL THEN"
	"   say('the indicators of literacy have %s %% of their points', " NUMBER("y.score_rate") ") END)"
	" FROM line l"
	"  JOIN literacy y ON y.year IS l.year"
	"  CROSS JOIN plan s"
	" WHERE l.side = 'use' AND l.kind <> 'literacy' AND y.amount > 0 AND l.own > s.landmark_ratio * y.amount"
	" ORDER BY l.code";

static const char unsecured_sql[] =
	WITH_LINES ","
	" secured(id, amount) AS ("
	"  SELECT w.source_id, sum(" CIV_FLOW_SECURED("w") ")"
	"  FROM flow w"
	"  WHERE w.source_id IS NOT NULL"
	"  GROUP BY w.source_id"
	" )"
	" SELECT l.code, say('secured %s', " YUAN("ifnull(s.amount, 0)") "), " YUAN("l.own") ", l.name"
	" FROM line l LEFT JOIN secured s ON s.id = l.id"
	" WHERE l.side = 'source' AND ifnull(s.amount, 0) < l.own"
	" ORDER BY l.code";

/* The total that a line stands in is that of its tree, and that of its year. */
static const char double_sql[] =
	WITH_LINES ","
	" top(id, top) AS ("
	"  SELECT f.id, f.id FROM fund f WHERE f.parent_id IS NULL"
	"  UNION ALL"
	"  SELECT f.id, t.top FROM top t JOIN fund f ON f.parent_id = t.id"
	" ),"
	" allotted(id, amount) AS ("
	"  SELECT w.source_id, sum(" CIV_FLOW_ALLOTTED("w") ")"
	"  FROM flow w"
	"  WHERE w.source_id IS NOT NULL"
	"  GROUP BY w.source_id"
	" )"
	" SELECT l.code,"
	"  say('%s in one total with %s, whose gap it fills', " YUAN("l.own") ", g.code),"
	"  say('counted once'), l.name"
	" FROM line l"
	"  JOIN line g ON g.id = l.fills_id"
	"  JOIN top tl ON tl.id = l.id"
	"  JOIN top tg ON tg.id = g.id"
	" WHERE l.own > 0 AND (tl.top = tg.top OR l.year IS g.year)"
	" UNION ALL"
	" SELECT l.code, say('allotted %s', " YUAN("a.amount") "), say('at most %s', " YUAN("l.has") "), l.name"
	" FROM line l JOIN allotted a ON a.id = l.id"
	" WHERE a.amount > l.has"
	" ORDER BY 1, 2";

/* The side of line F, and its year where it has one. */
#define SIDE_AND_YEAR(f) \
	"ifnull(say('%s of %s', worded('fund.side', " f ".side), " f ".year), worded('fund.side', " f ".side))"

static const char parent_sql[] =
	"SELECT c.code, " SIDE_AND_YEAR("c") ", " SIDE_AND_YEAR("p") ", c.name"
	" FROM fund c JOIN fund p ON p.id = c.parent_id"
	" WHERE " CIV_FUND_APART("c", "p")
	" ORDER BY c.code";

static const char reversed_sql[] =
	"SELECT w.id,"
	"  CASE"
	"   WHEN b.id IS NULL THEN say('marked as reversed, and nothing reverses it')"
	"   WHEN w.reversed = 0 THEN say('not marked as reversed by entry %s', b.id)"
	"   ELSE say('entry %s is not its opposite', b.id)"
	"  END,"
	"  say('an entry and what takes it back'), w.note"
	" FROM flow w LEFT JOIN flow b ON b.reverses_id = w.id"
	" WHERE (w.reversed = 1) <> (b.id IS NOT NULL)"
	"  OR (b.id IS NOT NULL AND (b.amount <> -w.amount OR b.kind <> w.kind OR b.date < w.date"
	"   OR b.source_id IS NOT w.source_id OR b.use_id IS NOT w.use_id OR w.reverses_id IS NOT NULL))"
	" ORDER BY w.id";

static const struct civ_check checks[] = {
	{.name = "fund_sum",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "the parts of a budget line have more than the line",
	 .then = "fund;flow",
	 .sql = sum_sql},
	{.name = "fund_rest",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "of a budget line that is to be complete something is in no part",
	 .then = "fund;flow",
	 .sql = rest_sql},
	{.name = "fund_unplaced",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a use stands beside the complete uses of its year without being a part of them: it is in no sum",
	 .then = "fund;flow",
	 .sql = unplaced_sql},
	{.name = "quota",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a budget line has less of another than a share rule asks for, or more than it allows",
	 .then = "fund;flow",
	 .sql = quota_sql},
	{.name = "fund_landmark",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "one use has more than the landmark ratio times all money for literacy of its year",
	 .then = "fund;flow",
	 .sql = landmark_sql},
	{.name = "fund_unsecured",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "not all of a source's own part is secured",
	 .then = "fund;flow",
	 .sql = unsecured_sql},
	{.name = "fund_double",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a source that is to fill a gap is also in the total that the gap belongs to, or more is"
	            " allotted from a source than it has",
	 .then = "fund;flow",
	 .sql = double_sql},
	{.name = "fund_parent",
	 .severity = CIV_CHECK_ERROR,
	 .summary = "a budget line is of another side or year than the line that it is a part of",
	 .sql = parent_sql},
	{.name = "flow_reversed",
	 .severity = CIV_CHECK_ERROR,
	 .summary = "an entry of money is marked as reversed and no other takes it back, or the other way round, or"
	            " what takes it back is not its opposite",
	 .sql = reversed_sql},
	{.name = NULL},
};

const struct civ_check_table civ_money_checks = {.place = 45, .checks = checks};
