/* survey-coverage: who answered against who there is, and who cannot answer online. */
#include "civplan/report.h"
#include "lib/noun/stratum.h"

static const struct civ_report_column columns[] = {
	{.of = "stratum.dimension", .shown = true},
	{.of = "stratum.code", .name = "stratum", .shown = true, .label = "Part of the population",
	 .help = "stratum; empty: those who answered and are in none of the dimension"},
	{.name = "population_share", .type = CIV_PERCENT, .shown = true, .label = "Population share (%)",
	 .help = "of the people of all strata of the dimension, or of the survey's population where one of them is not"
	         " known"},
	{.name = "sample_share", .type = CIV_PERCENT, .shown = true, .label = "Sample share (%)",
	 .help = "of those who answered and are in a stratum of the dimension"},
	{.name = "ratio", .type = CIV_REAL, .shown = true, .label = "Representation ratio",
	 .help = "sample share over population share: below 1 the group has less of a say than it has people"},
	{.name = "n", .type = CIV_INT, .shown = true, .label = "Sample size", .help = "how many answered"},
	{.name = "online_share", .type = CIV_PERCENT, .shown = true, .label = "Online (%)",
	 .numerator = "n_online", .denominator = "n", .help = "of these online"},
	{.name = "offline_share", .type = CIV_PERCENT, .label = "Offline (%)",
	 .help = "of these on paper, by telephone or at the door"},
	{.of = "stratum.reach", .shown = true},
	{.name = "unreachable", .type = CIV_PERCENT, .shown = true, .label = "Unreachable online (%)",
	 .help = "people of the group who cannot answer online"},
	{.of = "survey.code", .name = "survey", .label = "Survey", .help = "survey that was answered"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	{.name = "survey", .of = "survey", .help = "only this survey"},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "under", .label = "Under-represented", .help = "the ratio is below 0.8",
	 .sql = "n > 0 AND ratio < 0.8"},
	{.code = "none", .label = "Nobody", .help = "the survey has begun, and nobody of the group answered",
	 .sql = "n = 0 AND begun AND ifnull(population_share, 1) > 0"},
	{.code = "online_only", .label = "Online only",
	 .help = "people of 65 and more answered, and none of them offline",
	 .sql = "dimension = 'age' AND least >= 65 AND n > 0 AND n_online = n"},
	{.code = "unreachable", .label = "Cannot be reached online",
	 .help = "more than half of the group cannot answer online: it has to be asked offline too",
	 .sql = "unreachable > 50"},
	{.code = NULL},
};

static const struct civ_example examples[] = {
	{"survey-coverage --check", "groups that a survey or vote leaves out"},
	{NULL, NULL},
};

#define CITY_OR_AREA \
	"CASE WHEN v.area_id IS NULL THEN " CIV_CITY_POPULATION(":asof") \
	" ELSE (SELECT " CIV_AREA_POPULATION("place", ":asof") " FROM area place WHERE place.id = v.area_id) END"

static const char *const with[] = {
	"part AS ("
	"  SELECT s.id, s.survey_id, v.code AS survey, v.start <= :asof AS begun, s.dimension, s.code, s.least,"
	"   s.reach,"
	"   " CIV_STRATUM_POPULATION("s", ":asof") " AS population,"
	"   ifnull(v.population, " CITY_OR_AREA ") AS people"
	"  FROM stratum s"
	"  JOIN survey v ON v.id = s.survey_id"
	"  WHERE :survey IS NULL OR s.survey_id = :survey"
	"), member AS ("
	"  SELECT x.stratum_id AS id, count(*) AS n, sum(CASE WHEN r.mode = 'online' THEN 1 ELSE 0 END) AS n_online"
	"  FROM respondent_stratum x"
	"  JOIN respondent r ON r.id = x.respondent_id"
	"  GROUP BY x.stratum_id"
	"), whole AS ("
	"  SELECT p.survey_id, p.survey, p.dimension, ifnull(sum(m.n), 0) AS n, ifnull(sum(m.n_online), 0) AS n_online,"
	"   CASE WHEN count(p.population) = count(*) THEN sum(p.population) ELSE min(p.people) END AS population"
	"  FROM part p"
	"  LEFT JOIN member m ON m.id = p.id"
	"  GROUP BY p.survey_id, p.survey, p.dimension"
	"), everybody AS ("
	"  SELECT r.survey_id, count(*) AS n, sum(CASE WHEN r.mode = 'online' THEN 1 ELSE 0 END) AS n_online"
	"  FROM respondent r"
	"  GROUP BY r.survey_id"
	"), line AS ("
	"  SELECT p.survey, p.begun, p.dimension, p.id, p.code AS stratum, p.least, p.reach, ifnull(m.n, 0) AS n,"
	"   ifnull(m.n_online, 0) AS n_online,"
	"   CASE WHEN w.population > 0 THEN 100.0 * p.population / w.population END AS population_share,"
	"   CASE WHEN w.n > 0 THEN 100.0 * ifnull(m.n, 0) / w.n END AS sample_share"
	"  FROM part p"
	"  JOIN whole w ON w.survey_id = p.survey_id AND w.dimension = p.dimension"
	"  LEFT JOIN member m ON m.id = p.id"
	"  UNION ALL"
	"  SELECT w.survey, 1 = 1, w.dimension, NULL, NULL, NULL, NULL, e.n - w.n, e.n_online - w.n_online, NULL, NULL"
	"  FROM whole w"
	"  JOIN everybody e ON e.survey_id = w.survey_id"
	"  WHERE e.n > w.n"
	")",
	NULL,
};

static const char sql[] =
	"SELECT l.dimension, l.stratum, l.population_share, l.sample_share,"
	"       CASE WHEN l.population_share > 0 THEN l.sample_share / l.population_share END AS ratio, l.n,"
	"       l.n_online, 100.0 * l.n_online / nullif(l.n, 0) AS online_share,"
	"       100.0 * (l.n - l.n_online) / nullif(l.n, 0) AS offline_share, l.reach, 100.0 - l.reach AS unreachable,"
	"       l.survey, l.begun, l.least, ifnull(l.id, 0) AS id, l.id IS NULL AS unplaced "
	"FROM line l";

const struct civ_report civ_report_survey_coverage = {
	.name = "survey-coverage",
	.summary = "compare who answered a survey or vote with who there is",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
	.params = params,
	.flags = flags,
	.then = "stratum;respondent",
	.with = with,
	.sql = sql,
	.order = "survey, dimension, unplaced, id",
	.examples = examples,
};
