/* What was to be expected of an area and category, and how likely what came is. */
#include <math.h>
#include <stdlib.h>

#include "civplan/date.h"
#include "lib/count/hotspot.h"
#include "lib/noun/headcount.h"

static enum civ_status load_population(struct civ_hotspots *h)
{
	static const char sql[] =
		"WITH known AS ("
		"  SELECT a.id, a.parent_id, " CIV_AREA_POPULATION("a", ":asof") " AS n FROM area a"
		") "
		"SELECT id, n FROM known"
		" WHERE n IS NOT NULL"
		"  AND id NOT IN (SELECT parent_id FROM known WHERE parent_id IS NOT NULL AND n IS NOT NULL)";
	struct civ_store *store = civ_records_store(h->records);
	char asof[CIV_DATE_SIZE];
	sqlite3_stmt *rows;
	enum civ_status status = civ_records_statement(h->records, sql, &rows);

	civ_date_format(civ_records_clock(h->records)->asof, asof);
	if (status == CIV_OK)
		status = civ_bind_text(store, rows, ":asof", asof);
	while (civ_store_next(store, rows, &status)) {
		int64_t id = sqlite3_column_int64(rows, 0), population = sqlite3_column_int64(rows, 1);

		h->residents += population;
		if (!civ_hash_put(h->population, (struct civ_span){(const char *)&id, sizeof id}, population))
			status = civ_no_memory(civ_records_messages(h->records));
	}
	return status;
}

static bool add_total(struct civ_hash *hash, int64_t id, int64_t n)
{
	const struct civ_span key = {(const char *)&id, sizeof id};
	int64_t so_far = 0;

	(void)civ_hash_get(hash, key, &so_far);
	return civ_hash_put(hash, key, so_far + n);
}

int64_t civ_hotspot_total(const struct civ_hash *hash, int64_t id)
{
	int64_t n = 0;

	(void)civ_hash_get(hash, (struct civ_span){(const char *)&id, sizeof id}, &n);
	return n;
}

static bool add_totals(const struct civ_hotspots *h, struct civ_hotspot_totals *totals)
{
	bool good = totals->areas != NULL && totals->categories != NULL;

	for (size_t i = 0; i < h->count && good; i++) {
		int64_t n = h->spots[i].issues[CIV_HOTSPOT_BEFORE];

		totals->all += n;
		good = add_total(totals->areas, h->spots[i].area, n) &&
		       add_total(totals->categories, h->spots[i].category, n);
	}
	return good;
}

/* The mean of the periods before that the ledger knows. */
static double own_mean(const struct civ_hotspots *h, const struct civ_spot *spot, int *periods)
{
	int64_t sum = 0;

	*periods = 0;
	for (int period = 0; period < CIV_HOTSPOT_BEFORE; period++) {
		if (h->first_month + period * h->months < h->known_from)
			continue;
		sum += spot->issues[period];
		++*periods;
	}
	return *periods == 0 ? 0 : (double)sum / *periods;
}

static void expect(const struct civ_hotspots *h, struct civ_spot *spot, const struct civ_hotspot_totals *totals)
{
	int periods;

	spot->expected = own_mean(h, spot, &periods);
	spot->tested = periods > 0;
	if (!h->options->by_population)
		return;
	spot->tested = h->residents > 0 && civ_hotspot_total(h->population, spot->area) > 0;
	spot->expected = !spot->tested
	                         ? 0
	                         : (double)civ_hotspot_total(totals->categories, spot->category) *
	                                   (double)civ_hotspot_total(h->population, spot->area) / (double)h->residents;
}

static void judge(struct civ_spot *spot)
{
	int64_t observed = spot->issues[CIV_HOTSPOT_BEFORE];

	if (spot->expected >= 5)
		spot->z = ((double)observed - spot->expected) / sqrt(spot->expected);
	spot->p = civ_poisson_tail(observed, spot->expected);
}

static int by_p(const void *left, const void *right)
{
	const struct civ_spot *const *a = left, *const *b = right;

	return (*a)->p < (*b)->p ? -1 : (*a)->p > (*b)->p;
}

/* Benjamini and Hochberg 1995: the least p(i) m / i of this rank or any after it. */
static enum civ_status adjust(struct civ_hotspots *h)
{
	struct civ_spot **tested = calloc(h->count + 1, sizeof(struct civ_spot *));
	size_t m = 0;
	double least = 1;

	if (tested == NULL)
		return civ_no_memory(civ_records_messages(h->records));
	for (size_t i = 0; i < h->count; i++)
		if (h->spots[i].tested)
			tested[m++] = &h->spots[i];
	qsort(tested, m, sizeof(struct civ_spot *), by_p);
	for (size_t i = m; i-- > 0;) {
		double value = tested[i]->p * (double)m / (double)(i + 1);

		least = value < least ? value : least;
		tested[i]->adjusted = least;
	}
	free(tested);
	return CIV_OK;
}

enum civ_status civ_hotspots_judge(struct civ_hotspots *h, struct civ_hotspot_totals *totals)
{
	enum civ_status status = CIV_OK;

	if (!add_totals(h, totals))
		return civ_no_memory(civ_records_messages(h->records));
	if (h->options->by_population)
		status = load_population(h);
	for (size_t i = 0; i < h->count && status == CIV_OK; i++) {
		expect(h, &h->spots[i], totals);
		judge(&h->spots[i]);
	}
	return status == CIV_OK ? adjust(h) : status;
}

/* Issues more from one period to the next, over those that the ledger knows. */
double civ_hotspot_slope(const struct civ_hotspots *h, const struct civ_spot *spot)
{
	double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;

	for (int period = 0; period < CIV_HOTSPOT_PERIODS; period++) {
		double x = period, y = (double)spot->issues[period];

		if (h->first_month + period * h->months < h->known_from)
			continue;
		n++;
		sx += x;
		sy += y;
		sxx += x * x;
		sxy += x * y;
	}
	return n < 2 ? 0 : (n * sxy - sx * sy) / (n * sxx - sx * sx);
}
