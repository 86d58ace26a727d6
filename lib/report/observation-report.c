/* observation-report: rates of uncivil acts, their intervals, and their change against a base. */
#include "civplan/report.h"
#include "lib/noun/indicator.h"

static const struct civ_word exposures[] = {
	CIV_CHOICE("passers", "1,000 people seen", "每千人次"),
	CIV_CHOICE("hours", "Hour watched", "每小时"),
	{.code = NULL},
};

static const struct civ_report_column columns[] = {
	{.group = true, .shown = true},
	{.name = "acts", .type = CIV_INT, .label = "Acts", .shown = true, .help = "acts that were counted"},
	{.name = "passers", .type = CIV_INT, .label = "People seen", .shown = true, .help = "people who passed"},
	{.name = "minutes", .type = CIV_INT, .label = "Minutes", .help = "minutes of watching"},
	{.name = "rate", .type = CIV_REAL, .label = "Rate of acts", .shown = true,
	 .help = "acts per 1,000 people seen, of the counts that told them; without such, per hour watched"},
	{.name = "low", .type = CIV_REAL, .label = "Lower bound", .shown = true,
	 .help = "95 % interval of the rate: few acts have a wide one"},
	{.name = "high", .type = CIV_REAL, .label = "Upper bound", .shown = true, .help = "its upper end"},
	{.name = "base_rate", .type = CIV_REAL, .label = "Base rate", .shown = true,
	 .help = "the same rate in the days of the base; of a month that of the whole base"},
	{.name = "change_percent", .type = CIV_REAL, .label = "Change (%)", .shown = true,
	 .help = "rate against base_rate, in percent of it"},
	{.name = "change_low", .type = CIV_REAL, .label = "Lower bound of the change", .shown = true,
	 .help = "95 % interval of the change, by the acts of both: few acts have a wide one"},
	{.name = "change_high", .type = CIV_REAL, .label = "Upper bound of the change", .shown = true,
	 .help = "its upper end"},
	{.name = "per", .type = CIV_ENUM, .words = exposures, .label = "Rate per",
	 .help = "what the rate is per: 1,000 people seen or an hour watched"},
	{.name = "n", .type = CIV_INT, .label = "Observations", .help = "observations"},
	{.name = "base_acts", .type = CIV_INT, .label = "Acts in the base", .help = "acts that base_rate is made of"},
	{.name = "goal", .type = CIV_REAL, .label = "Goal (%)", .shown = true,
	 .help = "change that is to be reached: --goal, else what the city's target of the indicator asks for"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	{.name = "by", .help = "a row for each"},
	{.name = "base", .type = CIV_TEXT, .period = true, .arg = "FROM..TO",
	 .help = "days of the base (default all before the plan's first day)"},
	{.name = "goal", .type = CIV_REAL, .arg = "PERCENT", .min = "-100", .max = "1000",
	 .help = "change that is to be reached, such as -60 (default as the target says)"},
	{.name = "indicator", .of = "target.indicator",
	 .help = "indicator whose target says what change is to be reached (default uncivil_acts_cut)"},
	{"kind", "observation.kind", .arg = "A,B", .help = "only acts of these kinds"},
	{.name = "area", .help = "only counts in these areas and those below them"},
	{.name = "year", .help = "only counts of this year"},
	{.name = "from", .help = "only counts from this day on (default the day after the base)"},
	{.name = "to", .help = "only counts up to this day"},
	{.name = NULL},
};

static const struct civ_report_group groups[] = {
	{.name = "kind", .sql = "x.kind", .of = "observation.kind"},
	{.name = "area", .sql = "x.area", .of = "observation.area"},
	{.name = "place", .sql = "x.place", .of = "observation.place"},
	{.name = "month", .sql = "substr(x.date, 1, 7)", .label = "Month"},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "short", .label = "Short of the goal",
	 .help = "the change is above the goal, or acts were seen where there were none before",
	 .sql = "change_percent > goal OR (goal IS NOT NULL AND base_rate = 0 AND rate > 0)"},
	{.code = "unsure", .label = "May be chance",
	 .help = "the change reaches the goal, its upper bound does not: the acts are too few to tell",
	 .sql = "change_percent <= goal AND change_high > goal"},
	{.code = "no_base", .label = "No base",
	 .help = "nothing was counted in the days of the base, or not in the same way: no change can be stated",
	 .sql = "rate IS NOT NULL AND base_rate IS NULL"},
	{.code = NULL},
};

static const struct civ_example examples[] = {
	{"observation-report --asof=2026-06-30", "what was counted since the plan began, against what was before it"},
	{"observation-report --by=kind --base=2023 --year=2025 --asof=2026-06-30 --columns=kind,rate,base_rate,flags",
	 "which acts became fewer"},
	{NULL, NULL},
};

/* Where the plan has no first day, nothing lies before it. */
#define BASE_TO "coalesce(:base_to, day_text(day_of(:plan_start) - 1), '')"

/* Acts that were counted AMONG people, or DURING a time, and how many people and minutes that were. */
#define SUMS(among, during) \
	" sum(CASE WHEN " among " THEN x.passers END) AS passers, sum(CASE WHEN " among " THEN x.acts END) AS passed," \
	" sum(CASE WHEN " during " THEN x.minutes END) AS minutes, sum(CASE WHEN " during " THEN x.acts END) AS watched"
/* Among the people of the group, else in its hours: so it was counted, and so the base has to be. */
#define AS_COUNTED(among, during) \
	"CASE WHEN p.passers > 0 THEN " among " WHEN p.minutes > 0 THEN " during " END"

/* Counts of the period (now = 1) and of the base (old = 1): one may be both, where --from says so. Kinds that are not
 * counted in the period, or not in the same way, are no part of its base. All months have one base. */
static const char *const with[] = {
	CIV_INDICATOR_LEADS(":asof") ", counted AS MATERIALIZED ("
	"  SELECT o.date, o.place, o.kind, o.acts, o.passers, o.minutes, a.code AS area,"
	"         CASE WHEN o.date >= ifnull(:from, '') AND (:to IS NULL OR o.date <= :to)"
	"          AND (:year IS NULL OR CAST(substr(o.date, 1, 4) AS INTEGER) = :year)"
	"          AND (:from IS NOT NULL OR :year IS NOT NULL OR o.date > " BASE_TO ") THEN 1 ELSE 0 END AS now,"
	"         CASE WHEN o.date >= ifnull(:base_from, '') AND o.date <= " BASE_TO " THEN 1 ELSE 0 END AS old"
	"  FROM observation o JOIN area a ON a.id = o.area_id"
	"  WHERE o.date <= :asof"
	"   AND (:kind IS NULL OR " CIV_AMONG("o.kind", ":kind") ")"
	"   AND (:area IS NULL OR o.area_id IN (SELECT id FROM area_below))"
	"), present AS ("
	"  SELECT {by} AS key, count(*) AS n, ifnull(sum(x.acts), 0) AS acts,"
	"        " SUMS("x.passers IS NOT NULL", "x.minutes IS NOT NULL")
	"  FROM counted x"
	"  WHERE x.now = 1"
	"  GROUP BY {by}"
	"), same AS ("
	"  SELECT c.kind, count(c.passers) AS among, count(c.minutes) AS during"
	"  FROM counted c"
	"  WHERE c.now = 1"
	"  GROUP BY c.kind"
	"), before AS ("
	"  SELECT CASE WHEN :by = 'month' THEN NULL ELSE {by} END AS key,"
	"        " SUMS("x.passers IS NOT NULL AND k.among > 0", "x.minutes IS NOT NULL AND k.during > 0")
	"  FROM counted x JOIN same k ON k.kind = x.kind"
	"  WHERE x.old = 1"
	"  GROUP BY CASE WHEN :by = 'month' THEN NULL ELSE {by} END"
	"), exposed AS ("
	"  SELECT p.key, p.n, p.acts, p.passers, p.minutes, " AS_COUNTED("'passers'", "'hours'") " AS per,"
	"         " AS_COUNTED("p.passed", "p.watched") " AS k,"
	"         " AS_COUNTED("p.passers / 1000.0", "p.minutes / 60.0") " AS exposure,"
	"         " AS_COUNTED("b.passed", "b.watched") " AS base_acts,"
	"         " AS_COUNTED("b.passers / 1000.0", "b.minutes / 60.0") " AS base_exposure"
	"  FROM present p LEFT JOIN before b ON b.key IS NULL OR b.key = p.key"
	"), asked AS ("
	"  SELECT coalesce(:goal, ("
	"   SELECT CASE WHEN l.change_of IS NOT NULL AND t.value > 0 AND l.direction = 'up' THEN -t.value"
	"           WHEN l.change_of IS NOT NULL THEN t.value"
	"           WHEN t.base > 0 THEN 100.0 * (t.value - t.base) / t.base"
	"          END"
	"   FROM target t LEFT JOIN lead l ON l.indicator = t.indicator AND l.place = 1"
	"   WHERE t.indicator = ifnull(:indicator, 'uncivil_acts_cut') AND t.in_force = 1 AND t.area_id IS NULL"
	"   ORDER BY CASE WHEN t.due < :asof THEN 1 ELSE 0 END,"
	"            abs(day_of(ifnull(t.due, '9999-12-31')) - day_of(:asof)), t.code"
	"   LIMIT 1"
	"  )) AS goal"
	"), rated AS ("
	"  SELECT e.*, e.k / e.exposure AS rate, poisson_low(e.k) / e.exposure AS low,"
	"         poisson_high(e.k) / e.exposure AS high, e.base_acts / e.base_exposure AS base_rate"
	"  FROM exposed e"
	")",
	NULL,
};

static const char sql[] =
	"SELECT r.key, r.acts, r.passers, r.minutes, r.rate, r.low, r.high, r.base_rate,"
	"       100.0 * (r.rate - r.base_rate) / nullif(r.base_rate, 0) AS change_percent,"
	"       100.0 * (ratio_low(r.k, r.base_acts) * r.base_exposure / r.exposure - 1) AS change_low,"
	"       100.0 * (ratio_high(r.k, r.base_acts) * r.base_exposure / r.exposure - 1) AS change_high,"
	"       r.per, r.n, r.base_acts, a.goal "
	"FROM rated r CROSS JOIN asked a";

const struct civ_report civ_report_observation_report = {
	.name = "observation-report",
	.summary = "tell how often uncivil acts were seen, how certain that is, and how they changed",
	.subject = CIV_SUBJECT_WORK,
	.columns = columns,
	.params = params,
	.groups = groups,
	.flags = flags,
	.with = with,
	.sql = sql,
	.order = "key",
	.examples = examples,
};
