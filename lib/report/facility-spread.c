/* facility-spread: how facilities are spread over the areas of a kind, against their residents and the centre. */
#include "civplan/report.h"
#include "lib/noun/headcount.h"
#include "lib/report/facility.h"

static const struct civ_report_column columns[] = {
	{.of = "area.code", .name = "area", .label = "Area", .shown = true},
	{.of = "area.population", .shown = true, .help = "residents as of the day; empty: not known"},
	{.name = "n", .type = CIV_INT, .label = "Facilities", .shown = true,
	 .help = "facilities of the kinds in use, there or in areas below"},
	{.name = "share", .type = CIV_PERCENT, .label = "Share (%)", .shown = true,
	 .help = "of those in all areas of the kind"},
	{.name = "per_1000", .type = CIV_REAL, .label = "Per 1,000", .shown = true,
	 .help = "n for 1,000 residents"},
	{.name = "ratio", .type = CIV_REAL, .label = "Ratio to the centre", .shown = true,
	 .help = "per_1000 in parts of the centre's"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	CIV_FACILITY_KIND_PARAM,
	{"centre", "area", .help = "area that is the centre, several as one; the others are held against it"},
	{"of", "area.kind", .help = "kind of the areas (default that of the centre, else district)"},
	{.name = "area", .help = "only rows of these areas and those below them; shares stay those of all"},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "concentrated", .label = "Concentrated",
	 .help = "the centre has a share of more than twice its share of the residents",
	 .sql = "central = 1"
		" AND 1.0 * centre_n / nullif(all_n, 0) > 2.0 * centre_population / nullif(all_population, 0)"},
	{.code = "short", .label = "Short", .help = "per_1000 is under half of the centre's",
	 .sql = "central = 0 AND ratio < 0.5"},
	{.code = "none", .label = "None", .help = "there is no such facility", .sql = "n = 0"},
	{.code = NULL},
};

/* Residents that are not known of one area are not known of all. */
static const char *const with[] = {
	"chosen(kind) AS MATERIALIZED ("
	"  SELECT coalesce(:of, (SELECT min(a.kind) FROM area a WHERE " CIV_AMONG("a.id", ":centre") "), 'district')"
	"), " CIV_FACILITY_INSIDE("a.kind = (SELECT c.kind FROM chosen c)"),
	CIV_FACILITY_AMOUNTS(""),
	"counted AS MATERIALIZED ("
	"  SELECT i.target, sum(m.n) AS n FROM amount m JOIN inside i ON i.id = m.area_id GROUP BY i.target"
	"), spread AS MATERIALIZED ("
	"  SELECT a.id, a.code, " CIV_AREA_POPULATION("a", ":asof") " AS population, ifnull(c.n, 0) AS n,"
	"   CASE WHEN " CIV_AMONG("a.id", ":centre") " THEN 1 ELSE 0 END AS central"
	"  FROM inside i JOIN area a ON a.id = i.target"
	"   LEFT JOIN counted c ON c.target = a.id"
	"  WHERE i.id = i.target"
	"), whole AS MATERIALIZED ("
	"  SELECT sum(s.n) AS all_n, sum(s.n * s.central) AS centre_n,"
	"   CASE WHEN count(s.population) = count(*) THEN sum(s.population) END AS all_population,"
	"   CASE WHEN count(s.population) = count(*) THEN sum(s.population * s.central) END AS centre_population"
	"  FROM spread s"
	"), astray AS MATERIALIZED ("
	"  SELECT min(a.code) AS code, (SELECT c.kind FROM chosen c) AS kind"
	"  FROM area a"
	"  WHERE " CIV_AMONG("a.id", ":centre") " AND a.kind <> (SELECT c.kind FROM chosen c)"
	")",
	NULL,
};

/* A centre that is none of the areas in the rows would be held against nothing. */
static enum civ_status check_centre(struct civ_report_row *row)
{
	struct civ_span code = civ_report_text(row, "astray"), kind = civ_report_text(row, "kind");

	if (code.len == 0)
		return CIV_OK;
	return civ_error(civ_records_messages(civ_report_records(row)), CIV_REFUSED, NULL,
	                 "--centre: the area '%.*s' is not of the kind '%.*s', of which the rows are", (int)code.len,
	                 code.text, (int)kind.len, kind.text);
}

static const char sql[] =
	"SELECT s.code AS area, s.population, s.n, 100.0 * s.n / nullif(w.all_n, 0) AS share,"
	"       1000.0 * s.n / nullif(s.population, 0) AS per_1000,"
	"       1.0 * s.n / nullif(s.population, 0)"
	"        / nullif(1.0 * w.centre_n / nullif(w.centre_population, 0), 0) AS ratio,"
	"       s.central, w.all_n, w.centre_n, w.all_population, w.centre_population,"
	"       x.code AS astray, x.kind "
	"FROM spread s CROSS JOIN whole w CROSS JOIN astray x "
	"WHERE :area IS NULL OR s.id IN (SELECT id FROM area_below)";

static const struct civ_example examples[] = {
	{"facility-spread --kind=clinic --of=district --asof=2026-06-30", "clinics for the residents of each district"},
	{NULL, NULL},
};

const struct civ_report civ_report_facility_spread = {
	.name = "facility-spread",
	.summary = "tell how facilities of a kind are spread over districts, against residents and the centre",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
	.params = params,
	.flags = flags,
	.then = "facility",
	.with = with,
	.sql = sql,
	.order = "area",
	.examples = examples,
	.row = check_centre,
};
