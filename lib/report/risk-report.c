/* risk-report: risks in the order of their priority, whether they have happened, and when they are to be judged again.
 */
#include "civplan/lists.h"
#include "civplan/report.h"
#include "lib/noun/risk.h"
#include "lib/noun/then.h"

/* The day on which a risk was entered. */
#define ENTERED(r) \
	"(" \
	" SELECT substr(min(e.at), 1, 10)" \
	" FROM run_range g" \
	"  JOIN run e ON e.id = g.run" \
	" WHERE g.table_name = 'risk' AND " r ".id BETWEEN g.first_id AND g.last_id" \
	")"
/* The risks that there were, judged. Those that are closed have no rank. Without a review days count from the day on
 * which a risk was found, else from that on which it was entered: nobody was late with it before. Where a later review
 * is known, and not those before it, nobody knows whether it was late. */
#define JUDGED \
	"WITH known AS MATERIALIZED (" \
	"  SELECT r.*, " CIV_RISK_KEPT("r") " AS kept, " CIV_RISK_PRIORITY("r.likelihood", "r.impact") " AS priority," \
	"   CASE WHEN r.residual_likelihood IS NOT NULL OR r.residual_impact IS NOT NULL THEN " \
	CIV_RISK_PRIORITY("ifnull(r.residual_likelihood, r.likelihood)", "ifnull(r.residual_impact, r.impact)") \
	"   END AS residual," \
	"   signal_state(r.signal, :asof) AS state" \
	"  FROM risk r" \
	"), judged AS (" \
	"  SELECT k.*, " CIV_RISK_LEVEL("k.priority") " AS level," \
	"   CASE WHEN k.kept THEN" \
	"    rank() OVER (PARTITION BY k.kept ORDER BY k.priority DESC, k.tie IS NULL, k.tie)" \
	"   END AS rank," \
	"   count(*) OVER (PARTITION BY k.kept, k.priority) AS n_equal," \
	"   count(*) OVER (PARTITION BY k.kept, k.priority, k.tie) AS n_same," \
	"   k.kept AND (k.status = 'realised' OR ifnull(k.state, '') = 'holds') AS happened," \
	"   CASE WHEN k.kept AND NOT " CIV_THEN_DAY_UNKNOWN("risk", "k", "reviewed", ":asof") " THEN" \
	"    day_text(day_of(coalesce(k.reviewed, k.found, " ENTERED("k") ", :plan_start))" \
	"             + ifnull(k.review_days, " CIV_RISK_REVIEW_DAYS(CIV_RISK_LEVEL("k.priority")) "))" \
	"   END AS next_review" \
	"  FROM known k" \
	") "

static const struct civ_report_column columns[] = {
	{.of = "risk.code", .shown = true},
	{.of = "risk.name", .shown = true},
	{.of = "risk.kind"},
	{.of = "risk.likelihood", .shown = true},
	{.of = "risk.impact", .shown = true},
	{.name = "priority", .type = CIV_INT, .label = "Priority", .shown = true,
	 .help = "likelihood from 1 to 3 times impact from 1 to 3"},
	{.name = "rank", .type = CIV_INT, .label = "Rank", .shown = true,
	 .help = "place by priority, then by tie; equal ones share it; empty: it is closed"},
	{.name = "level", .type = CIV_ENUM, .words = civ_words_risk_level, .label = "Risk level", .shown = true,
	 .help = "high from a priority of 6 on, medium from 3 on, else low"},
	{.name = "residual", .type = CIV_INT, .label = "Left",
	 .help = "priority that is left once the strategy has its effect; empty: not judged"},
	{.name = "signal", .type = CIV_ENUM, .words = civ_words_signal, .label = "Signal", .shown = true,
	 .help = "whether its signal holds, with the figures up to the day; empty: it has none"},
	{.of = "risk.status", .shown = true},
	{.of = "risk.unit", .shown = true},
	{.of = "risk.person"},
	{.of = "risk.reviewed"},
	{.name = "next_review", .type = CIV_DATE, .label = "Next review", .shown = true,
	 .help = "day by which it is to be judged again: its review_days, or 30, 90 or 180 by its level, after it was"
	         " reviewed, found or, without both, entered; empty: closed, or of the reviews only a later one is"
	         " known"},
	{.name = "days_late", .type = CIV_INT, .label = "Days late", .help = "calendar days since then; empty: none"},
	{.of = "risk.evidence"},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "unranked", .label = "Not ranked",
	 .help = "another risk has the same priority, and tie does not say which comes first",
	 .sql = "kept AND n_equal > 1 AND (tie IS NULL OR n_same > 1)"},
	{.code = "underrated", .label = "Underrated",
	 .help = "it has happened, by its status or its signal, and is called unlikely: rate it anew",
	 .sql = "happened AND likelihood = 'low'"},
	{.code = "unowned", .label = "Nobody answers", .help = "neither a unit nor a person answers for it",
	 .sql = "kept AND unit IS NULL AND person IS NULL"},
	{.code = "review_late", .label = "Review late", .help = "it was to be judged again before the day",
	 .sql = "days_late > 0"},
	{.code = NULL},
};

static const struct civ_report_param params[] = {
	{.name = "unit"},
	{.name = "kind", .of = "risk.kind", .help = "only risks of this kind"},
	{.name = NULL},
};

#define ASKED(r) \
	"(:unit IS NULL OR " r ".unit_id IN (SELECT id FROM unit_below)) AND (:kind IS NULL OR " r ".kind = :kind)"

/* ---- by kind ---- */

static const struct civ_report_column kind_columns[] = {
	{.of = "risk.kind", .shown = true, .help = "where they come from; *: all together"},
	{.name = "n", .type = CIV_INT, .label = "Number", .shown = true, .help = "risks that are not closed"},
	{.name = "priority", .type = CIV_INT, .label = "Priority", .shown = true, .help = "of the highest of them"},
	{.name = "rank", .type = CIV_INT, .label = "Rank", .shown = true,
	 .help = "place by that priority, then by the tie of that risk; equal ones share it"},
	{.name = "level", .type = CIV_ENUM, .words = civ_words_risk_level, .label = "Risk level", .shown = true,
	 .help = "of the highest of them"},
	{.name = NULL},
};

static const struct civ_report_flag kind_flags[] = {
	{.code = "unranked", .label = "Not ranked",
	 .help = "another kind has the same priority, and the tie of its highest risk does not say which comes first",
	 .sql = "rank IS NOT NULL AND n_equal > 1 AND (tie IS NULL OR n_same > 1)"},
	{.code = NULL},
};

/* A kind is as urgent as its highest risk, the one with the smallest tie. */
static const struct civ_report by_kind = {
	.columns = kind_columns,
	.flags = kind_flags,
	.then = "risk",
	.sql = JUDGED
	", asked AS ("
	"  SELECT j.kind, j.priority, j.tie, max(j.priority) OVER (PARTITION BY j.kind) AS highest"
	"  FROM judged j"
	"  WHERE j.kept AND " ASKED("j")
	"), grouped AS ("
	"  SELECT a.kind, count(*) AS n, max(a.highest) AS priority,"
	"   min(CASE WHEN a.priority = a.highest THEN a.tie END) AS tie"
	"  FROM asked a"
	"  GROUP BY a.kind"
	") "
	"SELECT g.kind, g.n, g.priority, g.tie, " CIV_RISK_LEVEL("g.priority") " AS level,"
	"       rank() OVER (ORDER BY g.priority DESC, g.tie IS NULL, g.tie) AS rank,"
	"       count(*) OVER (PARTITION BY g.priority) AS n_equal,"
	"       count(*) OVER (PARTITION BY g.priority, g.tie) AS n_same "
	"FROM grouped g "
	"UNION ALL "
	"SELECT '*', sum(g.n), max(g.priority), NULL, " CIV_RISK_LEVEL("max(g.priority)") ", NULL, NULL, NULL "
	"FROM grouped g "
	"HAVING count(*) > 0",
	.order = "rank IS NULL, rank, kind",
};

static const struct civ_report_group groups[] = {
	{.name = "kind", .of = "risk.kind", .form = &by_kind},
	{.name = NULL},
};

/* ---- matrix ---- */

static const struct civ_report_column matrix_columns[] = {
	{.of = "risk.likelihood", .shown = true},
	{.of = "risk.impact", .shown = true},
	{.name = "priority", .type = CIV_INT, .label = "Priority", .shown = true, .help = "the product of both"},
	{.name = "n", .type = CIV_INT, .label = "Number", .shown = true, .help = "risks there that are not closed"},
	{.name = "codes", .type = CIV_TEXT, .label = "Codes", .shown = true,
	 .help = "their codes, in the order of their rank, joined with ;"},
	{.name = NULL},
};

/* All nine cells, the most likely and the gravest first. */
static const struct civ_report matrix = {
	.columns = matrix_columns,
	.then = "risk",
	.sql = JUDGED
	", likelihoods AS (SELECT NULL AS code, 0 AS rank WHERE 1 = 0" CIV_LIKELIHOODS(CIV_WORD_ROW)
	"), impacts AS (SELECT NULL AS code, 0 AS rank WHERE 1 = 0" CIV_IMPACTS(CIV_WORD_ROW)
	"), listed AS ("
	"  SELECT j.likelihood, j.impact, count(*) OVER cell AS n,"
	"   group_concat(j.code, ';') OVER (cell ORDER BY j.rank, j.code"
	"                                   ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS codes"
	"  FROM judged j"
	"  WHERE j.kept AND " ASKED("j")
	"  WINDOW cell AS (PARTITION BY j.likelihood, j.impact)"
	"), cells AS ("
	"  SELECT l.likelihood, l.impact, max(l.n) AS n, max(l.codes) AS codes"
	"  FROM listed l"
	"  GROUP BY l.likelihood, l.impact"
	") "
	"SELECT p.code AS likelihood, i.code AS impact, p.rank * i.rank AS priority, ifnull(c.n, 0) AS n, c.codes "
	"FROM likelihoods p"
	" CROSS JOIN impacts i"
	" LEFT JOIN cells c ON c.likelihood = p.code AND c.impact = i.code",
	.order = "p.rank DESC, i.rank DESC",
};

static const struct civ_report_form forms[] = {
	{"matrix", "likelihood against impact: how many risks stand in each cell, and which", &matrix},
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"risk-report --asof=2026-06-30 --columns=code,name,priority,rank,signal,flags", "the gravest first"},
	{"risk-report --asof=2026-06-30 --by=kind", "which kind threatens the plan most"},
	{"risk-report --asof=2026-06-30 --matrix", "likelihood against impact"},
	{NULL, NULL},
};

const struct civ_report civ_report_risk_report = {
	.name = "risk-report",
	.summary = "rank the risks, tell which have happened, and which are to be judged again",
	.subject = CIV_SUBJECT_WORK,
	.columns = columns,
	.params = params,
	.groups = groups,
	.flags = flags,
	.forms = forms,
	.then = "risk",
	.sql = JUDGED
	"SELECT j.code, j.name, j.kind, j.likelihood, j.impact, j.priority, j.rank, j.level, j.residual,"
	"       j.state AS signal, j.status, u.code AS unit, p.code AS person, j.reviewed, j.next_review,"
	"       CASE WHEN j.next_review < :asof THEN day_of(:asof) - day_of(j.next_review) END AS days_late,"
	"       j.evidence, j.kept, j.tie, j.n_equal, j.n_same, j.happened "
	"FROM judged j"
	" LEFT JOIN unit u ON u.id = j.unit_id"
	" LEFT JOIN person p ON p.id = j.person_id "
	"WHERE " ASKED("j"),
	.order = "rank IS NULL, rank, code",
	.examples = examples,
};
