/* facility-coverage: which areas have each kind of facility and each service, and what share of them does. */
#include "civplan/lists.h"
#include "civplan/report.h"
#include "lib/report/facility.h"

static const struct civ_report_column columns[] = {
	{.group = true, .shown = true, .help = "in which the areas lie; *: all together; empty: in none"},
	{.name = "n", .type = CIV_INT, .label = "Areas", .shown = true, .help = "areas of the kind asked for"},
	{.name = "covered", .type = CIV_INT, .label = "Areas covered", .shown = true,
	 .help = "of these, with every kind and service asked for in use, there or in areas below"},
	{.name = "coverage", .type = CIV_PERCENT, .label = "Coverage (%)", .shown = true,
	 .numerator = "covered", .denominator = "n", .help = "covered in percent of n"},
	{.name = "old_n", .type = CIV_INT, .label = "Old communities", .shown = true,
	 .help = "areas marked as old communities"},
	{.name = "old_covered", .type = CIV_INT, .label = "Old covered", .shown = true, .help = "of these, covered"},
	{.name = "old_coverage", .type = CIV_PERCENT, .label = "Old coverage (%)", .shown = true,
	 .numerator = "old_covered", .denominator = "old_n",
	 .help = "old communities that are covered, in percent of all old ones"},
	{.name = "gap", .type = CIV_REAL, .label = "Gap", .shown = true,
	 .help = "points by which the coverage of old communities is under that of all"},
	{.name = NULL},
};

static const struct civ_report_column area_columns[] = {
	{.of = "area.code", .name = "area", .label = "Area", .shown = true},
	{.of = "area.name", .shown = true},
	{.name = "has", .type = CIV_ENUM, .words = civ_words_facility_kind, .label = "Has", .shown = true,
	 .help = "kinds and services that are there, joined with ;"},
	{.name = "lacks", .type = CIV_ENUM, .words = civ_words_facility_kind, .label = "Lacks", .shown = true,
	 .help = "kinds and services asked for that are not, joined with ;"},
	{.name = "quantity", .type = CIV_REAL, .label = "Total quantity", .shown = true,
	 .help = "sum of the quantities of these facilities"},
	{.name = "covered", .type = CIV_BOOL, .label = "Is covered", .shown = true,
	 .help = "whether something is there, and nothing asked for is missing"},
	{.of = "area.old"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	CIV_FACILITY_KIND_PARAM,
	{"of", "area.kind", .help = "kind of the areas that are to have them (default community)"},
	{"services", .type = CIV_TEXT, .listed = "facility.services", .arg = "CODE;CODE",
	 .help = "services that are to be offered there, joined with ; or commas; with --kind at facilities of these"
	         " kinds"},
	{"old", .type = CIV_BOOL, .help = "old communities alone"},
	{.name = "by", .help = "how many areas are covered in each, instead of a row for each area"},
	{"missing", .type = CIV_BOOL, .help = "only areas that are not covered, and groups that have such"},
	{"least", .type = CIV_REAL, .arg = "PERCENT", .min = "0", .max = "100",
	 .help = "coverage under which a group is flagged (default 100)"},
	{.name = "area"},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "low", .label = "Low", .help = "coverage is under --least", .sql = "coverage < ifnull(:least, 100)"},
	{.code = "old_low", .label = "Low in old communities", .help = "old_coverage is under --least",
	 .sql = "old_coverage < ifnull(:least, 100)"},
	{.code = NULL},
};

static const struct civ_report_flag area_flags[] = {
	{.code = "lacking", .label = "Lacking", .help = "the area is not covered", .sql = "covered = 0"},
	{.code = NULL},
};

/* Where nothing is asked for each area is told what it has. */
static const char *const with[] = {
	CIV_FACILITY_INSIDE(
		"a.kind = ifnull(:of, 'community') AND (:old IS NULL OR a.old = 1)"
		" AND (:area IS NULL OR a.id IN (SELECT id FROM area_below))"),
	CIV_FACILITY_AMOUNTS(" AND (:services IS NULL OR f.services IS NOT NULL)"),
	"wanted(sort, place, code) AS MATERIALIZED ("
	"  SELECT 'kind', j.\"key\", j.value FROM " CIV_TASK_CODES_OF("kind_list(:kind)") " j"
	"  WHERE j.value IS NOT NULL"
	"  UNION ALL"
	"  SELECT 'service', 1000000 + j.\"key\", j.value FROM " CIV_TASK_CODES_OF("code_list(:services)") " j"
	"  WHERE j.value IS NOT NULL"
	"), standing AS MATERIALIZED ("
	"  SELECT i.target, m.kind, m.services, sum(m.quantity) AS quantity"
	"  FROM amount m JOIN inside i ON i.id = m.area_id"
	"  GROUP BY i.target, m.kind, m.services"
	"), there(target, sort, code) AS MATERIALIZED ("
	"  SELECT s.target, 'kind', s.kind FROM standing s"
	"  UNION"
	"  SELECT s.target, 'service', j.value"
	"  FROM standing s JOIN " CIV_TASK_CODES_OF("s.services") " j"
	"  WHERE :services IS NOT NULL AND s.services IS NOT NULL"
	"), pair AS ("
	"  SELECT i.target, w.place, w.code, CASE WHEN t.target IS NULL THEN 0 ELSE 1 END AS has"
	"  FROM inside i CROSS JOIN wanted w"
	"   LEFT JOIN there t ON t.target = i.target AND t.sort = w.sort AND t.code = w.code"
	"  WHERE i.id = i.target"
	"  UNION ALL"
	"  SELECT t.target, 0, t.code, 1 FROM there t WHERE NOT EXISTS (SELECT 1 FROM wanted)"
	"), told AS MATERIALIZED ("
	"  SELECT p.target, row_number() OVER w AS turn, sum(p.has) OVER w AS n_has,"
	"   group_concat(CASE WHEN p.has = 1 THEN p.code END, ';') OVER w AS has,"
	"   group_concat(CASE WHEN p.has = 0 THEN p.code END, ';') OVER w AS lacks"
	"  FROM pair p"
	"  WINDOW w AS (PARTITION BY p.target ORDER BY p.place, p.code"
	"               ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)"
	"), amounts AS MATERIALIZED ("
	"  SELECT s.target, sum(s.quantity) AS quantity FROM standing s GROUP BY s.target"
	"), state AS MATERIALIZED ("
	"  SELECT a.id, a.code, a.name, a.old, t.has, t.lacks, ifnull(q.quantity, 0) AS quantity,"
	"   CASE WHEN t.n_has > 0 AND t.lacks IS NULL THEN 1 ELSE 0 END AS covered"
	"  FROM inside i JOIN area a ON a.id = i.target"
	"   LEFT JOIN told t ON t.target = a.id AND t.turn = 1"
	"   LEFT JOIN amounts q ON q.target = a.id"
	"  WHERE i.id = i.target"
	")",
	NULL,
};

static const char area_sql[] =
	"SELECT s.code AS area, s.name, s.has, s.lacks, s.quantity, s.covered, s.old "
	"FROM state s "
	"WHERE :missing IS NULL OR s.covered = 0";

static const char sql[] =
	"WITH up(id, at) AS ("
	"  SELECT s.id, s.id FROM state s"
	"  UNION"
	"  SELECT u.id, a.parent_id FROM up u JOIN area a ON a.id = u.at WHERE a.parent_id IS NOT NULL"
	"), above AS MATERIALIZED ("
	"  SELECT u.id, a.code FROM up u JOIN area a ON a.id = u.at WHERE a.kind = :by"
	"), grouped AS ("
	"  SELECT {by} AS key, count(*) AS n, ifnull(sum(s.covered), 0) AS covered,"
	"   ifnull(sum(s.old), 0) AS old_n, ifnull(sum(s.old * s.covered), 0) AS old_covered"
	"  FROM state s LEFT JOIN above v ON v.id = s.id"
	"  GROUP BY {by}"
	") "
	"SELECT g.*, 100.0 * g.covered / nullif(g.n, 0) AS coverage,"
	"       100.0 * g.old_covered / nullif(g.old_n, 0) AS old_coverage,"
	"       100.0 * g.covered / nullif(g.n, 0) - 100.0 * g.old_covered / nullif(g.old_n, 0) AS gap "
	"FROM grouped g "
	"WHERE :missing IS NULL OR g.covered < g.n";

static const struct civ_report by_area = {
	.columns = area_columns,
	.flags = area_flags,
	.then = "facility",
	.with = with,
	.sql = area_sql,
	.order = "area",
};

static const struct civ_report_group groups[] = {
	{.name = "area", .of = "area.code", .form = &by_area, .label = "Area"},
	{.name = "district", .sql = "v.code", .of = "facility.area", .label = "District"},
	{.name = "street", .sql = "v.code", .of = "facility.area", .label = "Street"},
	{.name = NULL},
};

static const struct civ_example examples[] = {
	{"facility-coverage --kind='shop;clinic;elder_care;nursery' --asof=2026-06-30",
	 "what each community has of the 15-minute circle, and what it lacks"},
	{"facility-coverage --kind='shop;clinic;elder_care;nursery' --by=district --asof=2026-06-30",
	 "the circle by district, old communities apart"},
	{"facility-coverage --kind=service_centre --of=street --missing --columns=area,name --asof=2026-06-30",
	 "streets without a service centre"},
	{NULL, NULL},
};

const struct civ_report civ_report_facility_coverage = {
	.name = "facility-coverage",
	.summary = "tell which areas have facilities and services of each kind, and what share of them does",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
	.params = params,
	.groups = groups,
	.by = "area",
	.flags = flags,
	.then = "facility",
	.with = with,
	.sql = sql,
	.order = "key",
	.examples = examples,
};
