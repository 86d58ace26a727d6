/* data-report: which units have data sets, which are connected and fresh, and how far all of them are linked. */
#include <math.h>

#include "civplan/report.h"
#include "lib/noun/dataset.h"

/* Kinds of groups: units. */
enum { BY_UNIT = 1 << 0 };

static const struct civ_report_column columns[] = {
	{.group = true, .shown = true},
	{.of = "unit.name", .shown = true},
	{.name = "datasets", .type = CIV_INT, .label = "Data sets", .shown = true, .help = "its data sets"},
	{.name = "connected", .type = CIV_INT, .label = "Connected sets", .shown = true,
	 .help = "those of them that were connected by the as-of day"},
	{.name = "since", .type = CIV_DATE, .label = "Since", .shown = true,
	 .help = "day on which the first of these was connected"},
	{.name = "delivered", .type = CIV_DATE, .label = "Oldest delivery", .shown = true,
	 .help = "last delivery of the connected set whose last delivery is the oldest, its connection where there was"
	         " none yet; sets of which only a later delivery is known do not count"},
	{.name = "days_old", .type = CIV_INT, .label = "Days old", .shown = true,
	 .help = "days from then to the as-of day"},
	{.name = "takers", .type = CIV_INT, .label = "Takers", .shown = true,
	 .help = "units that take one of its sets on the as-of day"},
	{.name = "units", .type = CIV_INT, .label = "Units", .help = "of all together: units with a data set"},
	{.name = "linked", .type = CIV_INT, .label = "Linked", .shown = true,
	 .help = "of all together: units with a connected one"},
	{.name = "sharing_rate", .type = CIV_PERCENT, .label = "Sharing rate (%)", .shown = true,
	 .numerator = "linked", .denominator = "units", .help = "linked in percent of units"},
	{.name = "needed", .type = CIV_INT, .label = "Needed", .shown = true, .filled = true,
	 .help = "how many more are to be linked for the plan's sharing_goal"},
	{.name = "pairs", .type = CIV_INT, .label = "Pairs", .help = "pairs that can be made of these units"},
	{.name = "pairs_linked", .type = CIV_INT, .label = "Pairs linked", .help = "pairs of which both are linked"},
	{.name = "pairs_rate", .type = CIV_PERCENT, .label = "Pairs rate (%)", .numerator = "pairs_linked",
	 .denominator = "pairs", .help = "pairs_linked in percent of pairs"},
	{.name = NULL},
};

static const struct civ_report_param params[] = {
	{.name = "unit", .help = "only data sets of these units and those below them"},
	{.name = NULL},
};

static const struct civ_report_group groups[] = {
	{.name = "unit", .sql = "u.code", .of = "dataset.unit", .kind = BY_UNIT},
	{.name = NULL},
};

static const struct civ_report_flag flags[] = {
	{.code = "stale", .label = "Stale",
	 .help = "a connected set is older than its every_days, counted from its last delivery or its connection",
	 .sql = "n_stale > 0", .not_by = CIV_REPORT_TOTAL},
	{.code = "unconnected", .label = "Not connected", .help = "none of its sets is connected",
	 .sql = "connected = 0", .not_by = CIV_REPORT_TOTAL},
	{.code = "low", .label = "Low", .help = "of all together: the sharing rate is below the plan's sharing_goal",
	 .sql = "sharing_rate < :plan_sharing_goal", .not_by = BY_UNIT},
	{.code = NULL},
};

static const struct civ_example examples[] = {
	{"data-report --asof=2026-06-30", "who shares data, how fresh they are, and how many are still to be linked"},
	{"data-report --asof=2026-06-30 --check --columns=unit,datasets,days_old,flags || true",
	 "for cron: silent when all are connected and fresh"},
	{NULL, NULL},
};

/* A set stands once for each unit that takes it. */
static const char sql[] =
	"WITH held AS MATERIALIZED ("
	"  SELECT {by} AS key, max(u.name) AS name, count(DISTINCT d.id) AS datasets,"
	"         count(DISTINCT CASE WHEN " CIV_DATASET_CONNECTED("d") " THEN d.id END) AS connected,"
	"         count(DISTINCT CASE WHEN " CIV_DATASET_STALE("d") " THEN d.id END) AS n_stale,"
	"         min(CASE WHEN " CIV_DATASET_CONNECTED("d") " THEN d.connected END) AS since,"
	"         min(CASE"
	"              WHEN " CIV_DATASET_CONNECTED("d") " AND NOT " CIV_DATASET_DELIVERY_UNKNOWN("d")
	"               THEN ifnull(d.delivered, d.connected)"
	"             END) AS delivered,"
	"         count(DISTINCT CASE WHEN s.unit_id <> d.unit_id THEN s.unit_id END) AS takers,"
	"         count(DISTINCT d.unit_id) AS units,"
	"         count(DISTINCT CASE WHEN " CIV_DATASET_CONNECTED("d") " THEN d.unit_id END) AS linked"
	"  FROM dataset d"
	"   JOIN unit u ON u.id = d.unit_id"
	"   LEFT JOIN sharing s ON s.dataset_id = d.id AND " CIV_SHARING_OPEN("s")
	"  WHERE :unit IS NULL OR d.unit_id IN (SELECT id FROM unit_below)"
	"  GROUP BY {by}"
	"), whole AS ("
	"  SELECT units, linked, units * (units - 1) / 2 AS pairs, linked * (linked - 1) / 2 AS pairs_linked"
	"  FROM held"
	"  WHERE key IS NULL"
	") "
	"SELECT h.key, CASE WHEN h.key IS NOT NULL THEN h.name END AS name, h.datasets, h.connected, h.since,"
	"       h.delivered, day_of(:asof) - day_of(h.delivered) AS days_old, h.takers, h.n_stale,"
	"       w.units, w.linked, 100.0 * w.linked / nullif(w.units, 0) AS sharing_rate,"
	"       w.pairs, w.pairs_linked, 100.0 * w.pairs_linked / nullif(w.pairs, 0) AS pairs_rate,"
	"       :plan_sharing_goal AS goal "
	"FROM held h LEFT JOIN whole w ON h.key IS NULL";

/* 90 % of 12 are 11. */
static enum civ_status fill_needed(struct civ_report_row *row)
{
	double wanted = ceil(civ_report_real(row, "goal") * (double)civ_report_int(row, "units") / 100 - 1e-9);
	int64_t needed = (int64_t)wanted - civ_report_int(row, "linked");

	if (!civ_report_is_null(row, "units"))
		civ_report_fill_int(row, "needed", needed > 0 ? needed : 0);
	return CIV_OK;
}

const struct civ_report civ_report_data_report = {
	.name = "data-report",
	.summary = "tell which units share their data, how fresh these are, and how far all are linked",
	.subject = CIV_SUBJECT_PEOPLE,
	.columns = columns,
	.params = params,
	.groups = groups,
	.by = "unit",
	.flags = flags,
	.then = "dataset;sharing",
	.sql = sql,
	.order = "key",
	.examples = examples,
	.row = fill_needed,
};
