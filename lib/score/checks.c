/* Checks of standards, indicators and targets. */
#include <math.h>

#include "civplan/check.h"
#include "civplan/decimal.h"
#include "civplan/say.h"
#include "civplan/scale.h"
#include "lib/noun/indicator.h"
#include "lib/noun/measure.h"
#include "lib/noun/standard.h"
#include "lib/noun/task.h"
#include "lib/score/sql.h"

#define IN_FORCE CIV_STANDARD_IN_FORCE("s")
#define IS_LEAF CIV_INDICATOR_LEAF("i")
#define IS_SCORED CIV_INDICATOR_SCORED("i")
#define NUMBER(x) CIV_CHECK_NUMBER(x, "4")
/* A target in one phrase. */
#define TARGET(t) \
	"iif(" t ".in_force, " TARGET_PHRASE(t) ", say('%s (not in force)', " TARGET_PHRASE(t) "))"
#define TARGET_PHRASE(t) \
	"ifnull(say('%s %s %s by %s', " t ".code, " t ".op, " NUMBER(t ".value") ", " t ".due)," \
	" " t ".code || ' ' || " t ".op || ' ' || " NUMBER(t ".value") ")"
#define UPWARD(t) "(" t ".op IN ('>=', '>'))"

/* What a leaf is of when nobody says so is what the node above it is. */
#define LEAVES \
	"WITH RECURSIVE tree(standard_id, code, dimension) AS (" \
	"SELECT i.standard_id, i.code, i.dimension FROM indicator i WHERE i.parent IS NULL" \
	" UNION ALL SELECT i.standard_id, i.code, ifnull(i.dimension, t.dimension)" \
	" FROM tree t JOIN indicator i ON i.standard_id = t.standard_id AND i.parent = t.code" \
	"), leaves AS (" \
	"SELECT i.*, t.dimension AS part" \
	" FROM indicator i JOIN tree t ON t.standard_id = i.standard_id AND t.code = i.code" \
	" JOIN standard s ON s.id = i.standard_id" \
	" WHERE " IN_FORCE " AND " IS_LEAF " AND " IS_SCORED ")"

static const char *say_bound(const struct civ_records *records, bool lower)
{
	return civ_records_say(records, lower ? CIV_WORD("at least %s") : CIV_WORD("at most %s"));
}

struct teller {
	struct civ_records *records;
	enum civ_status (*take)(void *data, const struct civ_finding *finding);
	void *data;
};

/* FOUND and WANTED are freed. */
static enum civ_status tell(const struct teller *teller, const char *subject, struct civ_buf *found,
                            struct civ_buf *wanted, const char *note)
{
	const struct civ_finding finding = {subject, civ_buf_str(found), civ_buf_str(wanted),
	                                    civ_records_say(teller->records, note)};
	enum civ_status status = found->failed || wanted->failed
	                                 ? civ_no_memory(civ_records_messages(teller->records))
	                                 : teller->take(teller->data, &finding);

	civ_buf_free(found);
	civ_buf_free(wanted);
	return status;
}

/* ---- measures ---- */

/* What is found and what would be right, in the words of a finding. */
static void describe(const struct civ_records *records, const struct civ_scale *scale,
                     const struct civ_score_measured *measured, struct civ_buf *found, struct civ_buf *wanted)
{
	enum civ_scale_verdict verdict = civ_scale_judge(scale, measured);
	char value[CIV_REAL_SIZE], numerator[CIV_REAL_SIZE], denominator[CIV_REAL_SIZE], right[CIV_REAL_SIZE];

	civ_real_format(measured->value, value);
	if (verdict == CIV_SCALE_UNDER || verdict == CIV_SCALE_OVER) {
		civ_real_format(verdict == CIV_SCALE_UNDER ? scale->min : scale->max, right);
		civ_buf_addf(found, civ_records_say(records, CIV_WORD("value %s")), value);
		civ_buf_addf(wanted, say_bound(records, verdict == CIV_SCALE_UNDER), right);
		return;
	}
	civ_real_format(measured->numerator, numerator);
	civ_real_format(measured->denominator, denominator);
	if (verdict == CIV_SCALE_HALF) {
		bool above = !isnan(measured->numerator);

		civ_buf_addf(found,
		             civ_records_say(records, above ? CIV_WORD("value %s, numerator %s")
		                                            : CIV_WORD("value %s, denominator %s")),
		             value, above ? numerator : denominator);
		civ_buf_adds(wanted, civ_records_say(records, CIV_WORD("numerator and denominator, or neither")));
		return;
	}
	civ_buf_addf(found, civ_records_say(records, CIV_WORD("value %s, %s of %s")), value, numerator, denominator);
	civ_real_format(civ_scale_value(scale, measured), right);
	if (verdict == CIV_SCALE_DISAGREES)
		civ_buf_adds(wanted, right);
	else
		civ_buf_adds(wanted, civ_records_say(records, CIV_WORD("a denominator above 0")));
}

static enum civ_status judge_measure(const struct teller *teller, struct civ_scales *scales, sqlite3_stmt *row)
{
	const struct civ_score_measured measured = {sqlite3_column_double(row, 2), civ_score_real(row, 3),
	                                            civ_score_real(row, 4)};
	struct civ_buf found = {0}, wanted = {0};
	struct civ_scale scale;
	enum civ_status status = civ_scales_find(scales, civ_value_column(row, 0).string, &scale);

	if (status != CIV_OK || civ_scale_judge(&scale, &measured) == CIV_SCALE_FITS)
		return status;
	describe(teller->records, &scale, &measured, &found, &wanted);
	return tell(teller, (const char *)sqlite3_column_text(row, 1), &found, &wanted,
	            CIV_WORD("measure-add refuses such a row now: older ones count until they are mended"));
}

static enum civ_status find_measures(struct civ_records *records, const struct civ_check *check,
                                     enum civ_status (*take)(void *data, const struct civ_finding *finding), void *data)
{
	const struct teller teller = {records, take, data};
	struct civ_store *store = civ_records_store(records);
	struct civ_scales *scales = NULL;
	sqlite3_stmt *rows = NULL;
	enum civ_status status = civ_scales_open(records, &scales);

	(void)check;
	if (status == CIV_OK)
		status = civ_records_statement(records, civ_score_statements[CIV_SCORE_ALL_MEASURES], &rows);
	while (civ_store_next(store, rows, &status))
		status = judge_measure(&teller, scales, rows);
	civ_scales_close(scales);
	return status;
}

static const struct civ_check checks[] = {
	{.name = "process_share",
	 .severity = CIV_CHECK_ERROR,
	 .rule = "L01",
	 .summary = "a standard in force gives its process part a smaller share than the plan's process_floor",
	 .sql = "SELECT s.code, say('process share %s %%', " NUMBER("s.process_share") "),"
	        " say('at least %s %%', " NUMBER("p.process_floor") "),"
	        " 'standard-set ' || s.code || ' --process-share=' || " NUMBER("p.process_floor")
	        " FROM standard s CROSS JOIN plan p"
	        " WHERE " IN_FORCE " AND s.process_share < p.process_floor"
	        " ORDER BY s.code"},
	{.name = "process_weight",
	 .severity = CIV_CHECK_WARNING,
	 .rule = "L01",
	 .summary =
		 "by the weights of its indicators alone the process part of a standard in force would be under the "
		 "plan's process_floor",
	 .sql = LEAVES
	        " SELECT s.code, say('weights %s/%s', " NUMBER("100 - w.share") ", " NUMBER("w.share") "),"
	        " say('process at least %s %%', " NUMBER("p.process_floor") "),"
	        " say('result and process are combined by the process share, whatever these weights are')"
	        " FROM ("
	        "SELECT standard_id, 100.0 * total(CASE part WHEN 'process' THEN weight END) / total(weight) AS share,"
	        " count(part) AS given"
	        " FROM leaves GROUP BY 1"
	        ") w JOIN standard s ON s.id = w.standard_id CROSS JOIN plan p"
	        " WHERE w.given > 0 AND w.share < p.process_floor - 1e-9"
	        " ORDER BY s.code"},
	{.name = "weights",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "the weights below a node of a standard in force do not add up to its own",
	 .sql = "SELECT s.code || ':' || i.code, say('weights below it add up to %s', " NUMBER("sum(c.weight)") "),"
	        " " NUMBER("i.weight") ", say('points below do not add up to its own; shares are right all the same')"
	        " FROM indicator i JOIN standard s ON s.id = i.standard_id"
	        " JOIN indicator c ON c.standard_id = i.standard_id AND c.parent = i.code"
	        " WHERE " IN_FORCE
	        " GROUP BY i.id"
	        " HAVING abs(sum(c.weight) - i.weight) > 1e-6"
	        " ORDER BY s.code, i.code"},
	{.name = "weights_total",
	 .severity = CIV_CHECK_NOTE,
	 .summary = "the top weights of a standard in force do not add up to 100",
	 .sql = "SELECT s.code, say('top weights add up to %s', " NUMBER("sum(i.weight)") "), '100', NULL"
	        " FROM indicator i JOIN standard s ON s.id = i.standard_id"
	        " WHERE i.parent IS NULL AND " IN_FORCE
	        " GROUP BY s.id"
	        " HAVING sum(i.weight) > 0 AND abs(sum(i.weight) - 100) > 1e-6"
	        " ORDER BY s.code"},
	{.name = "indicator_duty",
	 .severity = CIV_CHECK_WARNING,
	 .rule = "L28",
	 .summary = "a scored indicator of a standard in force lacks its unit, person or due date",
	 .sql = "SELECT s.code || ':' || i.code, say('without %s', listed("
	        "iif(i.unit_id IS NULL, say('duty|unit'), NULL),"
	        " iif(i.person_id IS NULL, say('duty|person'), NULL),"
	        " iif(i.due IS NULL, say('due date'), NULL))),"
	        " listed(say('duty|unit'), say('duty|person'), say('due date')), i.name"
	        " FROM indicator i JOIN standard s ON s.id = i.standard_id"
	        " WHERE " IN_FORCE " AND " IS_LEAF " AND " IS_SCORED
	        " AND NOT " CIV_INDICATOR_ASSIGNED("i")
	        " ORDER BY s.code, i.code"},
	{.name = "indicators_assigned",
	 .severity = CIV_CHECK_NOTE,
	 .rule = "L27",
	 .summary = "fewer than 120 scored indicators in force have unit, person and due date",
	 .sql = "SELECT say('indicators'), say('%s of %s with unit, person and due date', total.given, total.n),"
	        " say('at least %s', 120), NULL"
	        " FROM ("
	        "SELECT count(*) AS n, count(CASE WHEN " CIV_INDICATOR_ASSIGNED("i") " THEN 1 END) AS given"
	        " FROM indicator i JOIN standard s ON s.id = i.standard_id"
	        " WHERE " IN_FORCE " AND " IS_LEAF " AND " IS_SCORED
	        ") total"
	        " WHERE total.n > 0 AND total.given < 120"},
	{.name = "indicator_data",
	 .severity = CIV_CHECK_NOTE,
	 .summary = "there is no measure of a scored indicator of a standard in force",
	 .sql = "SELECT s.code || ':' || i.code, say('no measure up to %s', :asof), say('a measure'), i.name"
	        " FROM indicator i JOIN standard s ON s.id = i.standard_id"
	        " WHERE " IN_FORCE " AND " IS_LEAF " AND " IS_SCORED
	        " AND NOT EXISTS (SELECT 1 FROM measure m WHERE m.indicator = i.code AND m.date <= :asof)"
	        " ORDER BY s.code, i.code"},
	{.name = "measure_impossible",
	 .severity = CIV_CHECK_ERROR,
	 .summary = "a measure is not what its numerator and denominator give, or outside what its indicator can be",
	 .find = find_measures},
	{.name = "gain_base",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a gain was measured, but not its base before it, so that it meets nothing",
	 .sql = "SELECT m.indicator || ifnull(':' || a.code, ''),"
	        " say('%s measured, the first on %s', count(*), min(m.date)),"
	        " ifnull(say('%s measured before', i.change_of), say('the indicator that it is a change of')),"
	        " CASE WHEN i.change_of IS NULL"
	        " THEN 'indicator-set ' || s.code || ':' || i.code || ' --change-of=...' END"
	        " FROM measure m JOIN indicator i ON i.id ="
	        " (SELECT x.id FROM indicator x JOIN standard z ON z.id = x.standard_id WHERE x.code = m.indicator"
	        " ORDER BY z.effective DESC, z.code LIMIT 1)"
	        " JOIN standard s ON s.id = i.standard_id LEFT JOIN area a ON a.id = m.area_id"
	        " WHERE m.date <= :asof AND NOT " CIV_MEASURE_COUNTS("m", "i")
	        " GROUP BY m.indicator, m.area_id"
	        " ORDER BY 1"},
	{.name = "two_leads",
	 .severity = CIV_CHECK_ERROR,
	 .rule = "L52",
	 .summary =
		 "two units answer for the same indicator in standards in force, or for tasks of the same title in "
		 "the same area",
	 .sql = "SELECT i.code, group_concat(DISTINCT u.code), say('one unit'), say('indicator in several standards')"
	        " FROM indicator i JOIN standard s ON s.id = i.standard_id JOIN unit u ON u.id = i.unit_id"
	        " WHERE " IN_FORCE
	        " GROUP BY i.code"
	        " HAVING count(DISTINCT i.unit_id) > 1"
	        " UNION ALL"
	        " SELECT group_concat(t.code), group_concat(DISTINCT u.code), say('one unit'), t.title"
	        " FROM task t JOIN unit u ON u.id = t.unit_id"
	        " WHERE " CIV_TASK_OPEN("t")
	        " GROUP BY t.title, ifnull(t.area_id, 0)"
	        " HAVING count(DISTINCT t.unit_id) > 1"
	        " ORDER BY 1"},
	{.name = "target_conflict",
	 .severity = CIV_CHECK_WARNING,
	 .summary =
		 "two targets ask for different values of the same indicator and area on the same date, in force or "
		 "not",
	 .sql = "SELECT a.indicator, " TARGET("a") ", " TARGET("b") ","
	        " CASE a.in_force + b.in_force"
	        " WHEN 2 THEN say('both are in force: one must give way')"
	        " WHEN 0 THEN say('neither is in force')"
	        " ELSE say('decided, but both stand in the plan') END"
	        " FROM target a JOIN target b ON b.indicator = a.indicator AND b.area_id IS a.area_id"
	        " AND b.due IS a.due AND b.code > a.code"
	        " WHERE a.value <> b.value OR a.op <> b.op"
	        " ORDER BY a.indicator, a.code, b.code"},
	{.name = "target_falls",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a later target asks for less than an earlier one of the same indicator and area",
	 .sql = "SELECT a.indicator, " TARGET("b") ", say('no less than %s', " TARGET("a") "), NULL"
	        " FROM target a JOIN target b ON b.indicator = a.indicator AND b.area_id IS a.area_id"
	        " AND b.due > a.due AND " UPWARD("a") " = " UPWARD("b")
	        " WHERE a.op <> '=' AND b.op <> '='"
	        " AND CASE WHEN " UPWARD("a") " THEN b.value < a.value ELSE b.value > a.value END"
	        " ORDER BY a.indicator, a.code, b.code"},
	{.name = "target_dates",
	 .severity = CIV_CHECK_WARNING,
	 .summary =
		 "targets ask for the same value of an indicator on different dates, in force or not: not all of them "
		 "can be meant",
	 .sql = "SELECT g.indicator || ifnull(':' || g.area, ''), g.phrases,"
	        " say('one date for a value, and values that rise with the dates'), NULL"
	        " FROM ("
	        "SELECT o.indicator, o.area_id, a.code AS area,"
	        " group_concat(say('%s by %s (%s)', " NUMBER("o.value") ", o.due, o.code), say(', ')) AS phrases"
	        " FROM (SELECT * FROM target WHERE due IS NOT NULL ORDER BY indicator, area_id, due, code) o"
	        " LEFT JOIN area a ON a.id = o.area_id"
	        " GROUP BY o.indicator, o.area_id"
	        ") g"
	        " WHERE EXISTS (SELECT 1 FROM target x JOIN target y ON y.indicator = x.indicator"
	        " AND y.area_id IS x.area_id AND y.due > x.due AND y.value = x.value"
	        " AND " UPWARD("x") " = " UPWARD("y")
	        " WHERE x.indicator = g.indicator AND x.area_id IS g.area_id)"
	        " ORDER BY 1"},
	{.name = "target_base",
	 .severity = CIV_CHECK_NOTE,
	 .summary = "a target in force has no base, so that nobody can tell what was gained",
	 .sql = "SELECT t.code, say('no base'), say('the value at the start'),"
	        " t.indicator || ' ' || t.op || ' ' || " NUMBER("t.value")
	        " FROM target t WHERE t.in_force = 1 AND t.base IS NULL ORDER BY t.code"},
	{.name = "target_missing",
	 .severity = CIV_CHECK_NOTE,
	 .summary =
		 "something is measured for which no target is in force, so that nobody can tell whether it is enough",
	 .sql = "SELECT m.indicator, say('measured on %s: %s', m.date, " NUMBER("m.value") "),"
	        " say('a target in force'),"
	        " ifnull(say('not in force: %s', (SELECT group_concat(t.code, ' ')"
	        " FROM (SELECT code FROM target WHERE indicator = m.indicator ORDER BY code) t)),"
	        " (SELECT i.name FROM indicator i JOIN standard s ON s.id = i.standard_id WHERE i.code = m.indicator"
	        " ORDER BY s.effective DESC, s.code LIMIT 1))"
	        " FROM measure m"
	        " WHERE m.id = (SELECT x.id FROM measure x WHERE x.indicator = m.indicator AND x.date <= :asof"
	        " ORDER BY x.area_id IS NOT NULL, x.date DESC, x.id DESC LIMIT 1)"
	        " AND NOT EXISTS (SELECT 1 FROM target t WHERE t.indicator = m.indicator AND t.in_force = 1)"
	        /* What is only counted of others, and assessed nowhere, needs none. */
	        " AND NOT EXISTS (SELECT 1 FROM indicator i"
	        " WHERE i.code = m.indicator AND i.formula IS NOT NULL AND i.weight = 0)"
	        " ORDER BY m.indicator"},
	{.name = "target_no_gain",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "the base of a target fulfils it already",
	 .sql = "SELECT t.code, say('base %s', " NUMBER("t.base") "), t.op || ' ' || " NUMBER("t.value") ","
	        " say('%s: nothing is gained by reaching it', t.indicator)"
	        " FROM target t"
	        " WHERE CASE t.op WHEN '>=' THEN t.base >= t.value WHEN '>' THEN t.base > t.value"
	        " WHEN '=' THEN t.base = t.value WHEN '<=' THEN t.base <= t.value ELSE t.base < t.value END"
	        " ORDER BY t.code"},
	{.name = "target_outside_plan",
	 .severity = CIV_CHECK_WARNING,
	 .summary = "a target is due before the plan begins or after it ends",
	 .sql = "SELECT t.code, say('due %s', t.due),"
	        " say('%s to %s', ifnull(p.start, ''), ifnull(p.end, '')), t.indicator"
	        " FROM target t CROSS JOIN plan p"
	        " WHERE t.due < p.start OR t.due > p.end"
	        " ORDER BY t.code"},
	{.name = "goal_before_milestone",
	 .severity = CIV_CHECK_WARNING,
	 .summary =
		 "a target is to be reached before the last milestone that proves it: the one it names, or those "
		 "whose criterion tests it",
	 .sql = "SELECT t.code, say('by %s', t.due), say('not before %s (%s)', m.code, m.due),"
	        " say('%s: precedes its last milestone by %s months', t.indicator,"
	        " (substr(m.due, 1, 4) - substr(t.due, 1, 4)) * 12 + substr(m.due, 6, 2) - substr(t.due, 6, 2))"
	        " FROM target t JOIN milestone m ON m.id = (SELECT x.id FROM milestone x"
	        " WHERE x.id = t.milestone_id OR (t.milestone_id IS NULL AND t.area_id IS NULL AND"
	        " ' ' || x.criterion || ' ' LIKE '% ' || replace(t.indicator, '_', '\\_') || ' ' || t.op || ' ' || "
	        NUMBER("t.value") " || ' %' ESCAPE '\\')"
	        " ORDER BY x.due DESC LIMIT 1)"
	        " WHERE m.due > t.due"
	        " ORDER BY t.code"},
	{.name = NULL},
};

const struct civ_check_table civ_score_checks = {.place = 10, .checks = checks};
