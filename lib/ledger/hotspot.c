/* Where much more is reported than usual. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "civplan/hash.h"
#include "lib/ledger/cell.h"

const struct civ_out_column civ_hotspot_columns[] = {
	{"period", "Period", CIV_KIND_TEXT, "month or quarter that is looked at"},
	{"area", "Area", CIV_KIND_TEXT, "where; empty: not known"},
	{"category", "Category", CIV_KIND_TEXT, "what about"},
	{"n_reports", "Reports", CIV_KIND_NUMBER, "complaints and findings in the period"},
	{"n_issues", "Issues", CIV_KIND_NUMBER, "distinct ones: reports merged into another do not count"},
	{"expected", "Expected", CIV_KIND_NUMBER, "issues to be expected: the area's own mean of the 12 periods before, or its share of the population"},
	{"ratio", "Ratio", CIV_KIND_NUMBER, "n_issues / expected"},
	{"z", "z", CIV_KIND_NUMBER, "(n_issues - expected) / sqrt(expected); empty where fewer than 5 are expected"},
	{"p", "p", CIV_KIND_NUMBER, "chance of so many or more: normal for 5 or more expected, else Poisson"},
	{"p_adjusted", "p, adjusted", CIV_KIND_NUMBER, "the same, adjusted for looking at many (Benjamini-Hochberg)"},
	{"trend", "Trend", CIV_KIND_NUMBER, "issues more from period to period: least squares over the 12 before and this one"},
	{"lq", "Location quotient", CIV_KIND_NUMBER, "share of the category in the area / its share in the city; empty under the least count"},
	{"covered", "Covered", CIV_KIND_TEXT, "yes: an indicator or a task is about the category"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

const struct civ_out_column civ_uncovered_columns[] = {
	{"category", "Category", CIV_KIND_TEXT, "what is complained of"},
	{"name", "Name", CIV_KIND_TEXT, "what it is called"},
	{"n_reports", "Reports", CIV_KIND_NUMBER, "complaints and findings in the period"},
	{"n_issues", "Issues", CIV_KIND_NUMBER, "distinct ones"},
	{"share", "Share (%)", CIV_KIND_NUMBER, "of all issues of the period"},
	{NULL, NULL, CIV_KIND_TEXT, NULL},
};

enum { BEFORE = 12, PERIODS = BEFORE + 1 };

struct spot {
	int64_t area, category;
	int64_t reports, issues[PERIODS]; /* the last one is the period looked at */
	double expected, z, p, adjusted;
	bool tested;
};

struct hotspots {
	struct civ_records *records;
	const struct civ_hotspot_options *options;
	int32_t first_month, months; /* of the earliest period; months in a period */
	int32_t known_from;          /* month of the first report in the ledger */
	struct civ_hash *places;
	struct spot *spots;
	size_t count, room;
	struct civ_hash *population;
	int64_t residents;
};

static int32_t period_of(const struct hotspots *h, int32_t month)
{
	return month < h->first_month ? -1 : (month - h->first_month) / h->months;
}

static struct spot *spot_of(struct hotspots *h, int64_t area, int64_t category)
{
	const int64_t key[2] = {area, category};
	const struct civ_span span = {(const char *)key, sizeof key};
	int64_t place;

	if (civ_hash_get(h->places, span, &place))
		return &h->spots[place];
	if (h->count == h->room) {
		size_t room = h->room == 0 ? 256 : h->room * 2;
		struct spot *grown = realloc(h->spots, room * sizeof *grown);

		if (grown == NULL)
			return NULL;
		h->spots = grown;
		h->room = room;
	}
	if (!civ_hash_put(h->places, span, (int64_t)h->count))
		return NULL;
	h->spots[h->count] = (struct spot){.area = area, .category = category};
	return &h->spots[h->count++];
}

/* ---- counts from the summary ---- */

static bool add_topics(struct hotspots *h, int64_t area, int32_t period, const struct civ_cell *cell)
{
	for (size_t i = 0; i < cell->topic_count; i++) {
		struct spot *spot = spot_of(h, area, cell->topics[i].category);

		if (spot == NULL)
			return false;
		spot->issues[period] += cell->topics[i].issues;
		if (period == BEFORE)
			spot->reports += cell->topics[i].reports;
	}
	return true;
}

static enum civ_status count(struct hotspots *h)
{
	static const char sql[] = "SELECT ref, month, topics FROM issue_month WHERE dimension = 1";
	struct civ_store *store = civ_records_store(h->records);
	sqlite3_stmt *rows;
	bool more;
	enum civ_status status = civ_records_statement(h->records, sql, &rows);

	while (status == CIV_OK && (status = civ_store_step(store, rows, &more)) == CIV_OK && more) {
		int32_t month = sqlite3_column_int(rows, 1), period = period_of(h, month);
		struct civ_cell cell = {.topics = NULL};
		bool good;

		if (sqlite3_column_bytes(rows, 2) > 0 && month < h->known_from)
			h->known_from = month;
		if (period < 0 || period >= PERIODS)
			continue;
		good = civ_cell_unpack_topics(&cell, sqlite3_column_blob(rows, 2), (size_t)sqlite3_column_bytes(rows, 2));
		if (!good)
			status = civ_error(civ_records_messages(h->records), CIV_SYSTEM, NULL,
			                   "the summary of issues is damaged: run plan-check --rebuild-summaries");
		else if (!add_topics(h, sqlite3_column_int64(rows, 0), period, &cell))
			status = civ_no_memory(civ_records_messages(h->records));
		civ_cell_free(&cell);
	}
	return status;
}

/* ---- what was to be expected ---- */

static enum civ_status load_population(struct hotspots *h)
{
	static const char sql[] = "SELECT id, population FROM area WHERE population IS NOT NULL AND id NOT IN (SELECT parent_id FROM area"
	                          " WHERE parent_id IS NOT NULL AND population IS NOT NULL)";
	struct civ_store *store = civ_records_store(h->records);
	sqlite3_stmt *rows;
	bool more;
	enum civ_status status = civ_records_statement(h->records, sql, &rows);

	while (status == CIV_OK && (status = civ_store_step(store, rows, &more)) == CIV_OK && more) {
		int64_t id = sqlite3_column_int64(rows, 0), population = sqlite3_column_int64(rows, 1);

		h->residents += population;
		if (!civ_hash_put(h->population, (struct civ_span){(const char *)&id, sizeof id}, population))
			status = civ_no_memory(civ_records_messages(h->records));
	}
	return status;
}

/* Sums by area, by category and of all, so that each spot need not add them up. */
struct totals {
	struct civ_hash *areas, *categories;
	int64_t all;
};

static bool add_total(struct civ_hash *hash, int64_t id, int64_t n)
{
	const struct civ_span key = {(const char *)&id, sizeof id};
	int64_t so_far = 0;

	(void)civ_hash_get(hash, key, &so_far);
	return civ_hash_put(hash, key, so_far + n);
}

static int64_t look_up(const struct civ_hash *hash, int64_t id)
{
	int64_t n = 0;

	(void)civ_hash_get(hash, (struct civ_span){(const char *)&id, sizeof id}, &n);
	return n;
}

static bool add_totals(const struct hotspots *h, struct totals *totals)
{
	bool good = totals->areas != NULL && totals->categories != NULL;

	for (size_t i = 0; i < h->count && good; i++) {
		int64_t n = h->spots[i].issues[BEFORE];

		totals->all += n;
		good = add_total(totals->areas, h->spots[i].area, n) && add_total(totals->categories, h->spots[i].category, n);
	}
	return good;
}

/* The mean of the periods before that the ledger knows. */
static double own_mean(const struct hotspots *h, const struct spot *spot, int *periods)
{
	int64_t sum = 0;

	*periods = 0;
	for (int period = 0; period < BEFORE; period++) {
		if (h->first_month + period * h->months < h->known_from)
			continue;
		sum += spot->issues[period];
		++*periods;
	}
	return *periods == 0 ? 0 : (double)sum / *periods;
}

static void expect(const struct hotspots *h, struct spot *spot, const struct totals *totals)
{
	int periods;

	spot->expected = own_mean(h, spot, &periods);
	spot->tested = periods > 0;
	if (!h->options->by_population)
		return;
	spot->tested = h->residents > 0 && look_up(h->population, spot->area) > 0;
	spot->expected = !spot->tested ? 0
	                               : (double)look_up(totals->categories, spot->category) * (double)look_up(h->population, spot->area) /
	                                         (double)h->residents;
}

/* P(X >= k) of a Poisson variable, summed from below. */
static double poisson_tail(int64_t k, double mean)
{
	double term = exp(-mean), sum = 0;

	for (int64_t i = 0; i < k; i++) {
		sum += term;
		term *= mean / (double)(i + 1);
	}
	return sum >= 1 ? 0 : 1 - sum;
}

static void judge(struct spot *spot)
{
	int64_t observed = spot->issues[BEFORE];

	if (spot->expected >= 5) {
		spot->z = ((double)observed - spot->expected) / sqrt(spot->expected);
		spot->p = erfc(spot->z / sqrt(2)) / 2;
	} else {
		spot->p = poisson_tail(observed, spot->expected);
	}
}

static int by_p(const void *left, const void *right)
{
	const struct spot *const *a = left, *const *b = right;

	return (*a)->p < (*b)->p ? -1 : (*a)->p > (*b)->p;
}

/* Benjamini and Hochberg 1995: the least p(i) m / i of this rank or any after it. */
static enum civ_status adjust(struct hotspots *h)
{
	struct spot **tested = calloc(h->count + 1, sizeof(struct spot *));
	size_t m = 0;
	double least = 1;

	if (tested == NULL)
		return civ_no_memory(civ_records_messages(h->records));
	for (size_t i = 0; i < h->count; i++)
		if (h->spots[i].tested)
			tested[m++] = &h->spots[i];
	qsort(tested, m, sizeof(struct spot *), by_p);
	for (size_t i = m; i-- > 0;) {
		double value = tested[i]->p * (double)m / (double)(i + 1);

		least = value < least ? value : least;
		tested[i]->adjusted = least;
	}
	free(tested);
	return CIV_OK;
}

/* ---- printing ---- */

/* Issues more from one period to the next, over those that the ledger knows. */
static double slope(const struct hotspots *h, const struct spot *spot)
{
	double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;

	for (int period = 0; period < PERIODS; period++) {
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

/* Whether a category, or one above it, has an indicator that exists or a task: the task names it by code or name. */
static const char covered_sql[] =
	"WITH RECURSIVE up(id, depth) AS (SELECT :id, 0 UNION ALL SELECT c.parent_id, depth + 1 FROM up JOIN category c ON c.id = up.id"
	" WHERE c.parent_id IS NOT NULL AND depth < 100)"
	" SELECT EXISTS (SELECT 1 FROM up JOIN category c ON c.id = up.id JOIN indicator n ON n.code = c.indicator)"
	" OR EXISTS (SELECT 1 FROM up JOIN category c ON c.id = up.id JOIN task t ON t.category IN (c.code, c.name) AND t.status <> 'cancelled')";

static enum civ_status is_covered(struct hotspots *h, int64_t category, bool *covered)
{
	struct civ_store *store = civ_records_store(h->records);
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status = civ_records_statement(h->records, covered_sql, &row);

	*covered = false;
	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":id", category);
	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	if (status == CIV_OK && found) {
		*covered = sqlite3_column_int(row, 0) != 0;
		sqlite3_reset(row);
	}
	return status;
}

static void print_period(const struct hotspots *h, struct civ_out *out)
{
	int year, month, dayofmonth;
	char text[32];

	civ_date_to_ymd(civ_month_first(h->first_month + BEFORE * h->months), &year, &month, &dayofmonth);
	if (h->months == 1)
		snprintf(text, sizeof text, "%04d-%02d", year, month);
	else
		snprintf(text, sizeof text, "%04d-Q%d", year, (month - 1) / 3 + 1);
	civ_out_string(out, text);
}

static enum civ_status print_spot(struct hotspots *h, const struct spot *spot, const struct totals *totals, struct civ_out *out)
{
	int64_t n = spot->issues[BEFORE];
	double here = (double)n / (double)look_up(totals->areas, spot->area);
	double everywhere = (double)look_up(totals->categories, spot->category) / (double)totals->all;
	bool covered;
	enum civ_status status = is_covered(h, spot->category, &covered);

	print_period(h, out);
	civ_out_string(out, spot->area == 0 ? NULL : civ_records_code(h->records, &civ_noun_area, spot->area));
	civ_out_string(out, civ_records_code(h->records, &civ_noun_category, spot->category));
	civ_out_int(out, spot->reports);
	civ_out_int(out, n);
	civ_out_rounded(out, spot->expected, 2);
	if (spot->expected > 0)
		civ_out_rounded(out, (double)n / spot->expected, 2);
	else
		civ_out_null(out);
	if (spot->expected >= 5)
		civ_out_rounded(out, spot->z, 2);
	else
		civ_out_null(out);
	civ_out_rounded(out, spot->p, 6);
	civ_out_rounded(out, spot->adjusted, 6);
	civ_out_rounded(out, slope(h, spot), 2);
	if (n >= h->options->least)
		civ_out_rounded(out, here / everywhere, 2);
	else
		civ_out_null(out);
	civ_out_bool(out, covered);
	return status == CIV_OK ? civ_out_row(out) : status;
}

static int hottest_first(const void *left, const void *right)
{
	const struct spot *a = left, *b = right;

	if (a->adjusted != b->adjusted)
		return a->adjusted < b->adjusted ? -1 : 1;
	if (a->issues[BEFORE] != b->issues[BEFORE])
		return a->issues[BEFORE] > b->issues[BEFORE] ? -1 : 1;
	if (a->area != b->area)
		return a->area < b->area ? -1 : 1;
	return a->category < b->category ? -1 : a->category > b->category;
}

static enum civ_status print_spots(struct hotspots *h, const struct totals *totals, struct civ_out *out)
{
	enum civ_status status = CIV_OK;

	if (h->count > 0)
		qsort(h->spots, h->count, sizeof *h->spots, hottest_first);
	for (size_t i = 0; i < h->count && status == CIV_OK; i++) {
		const struct spot *spot = &h->spots[i];
		bool hot = (double)spot->issues[BEFORE] > spot->expected && spot->adjusted <= h->options->alpha &&
		           spot->issues[BEFORE] >= h->options->least;

		if (spot->tested && (hot || (h->options->all && spot->issues[BEFORE] > 0)))
			status = print_spot(h, spot, totals, out);
	}
	return status;
}

static void close_hotspots(struct hotspots *h)
{
	free(h->spots);
	civ_hash_free(h->places);
	civ_hash_free(h->population);
}

static enum civ_status open_hotspots(struct civ_records *records, const struct civ_hotspot_options *options, struct hotspots *h)
{
	int32_t month = civ_month_of(civ_records_clock(records)->asof + 1) - 1;

	*h = (struct hotspots){.records = records, .options = options, .months = options->quarter ? 3 : 1, .known_from = INT32_MAX};
	if (options->has_month)
		month = civ_month_of(options->day);
	else if (options->quarter)
		month -= (month + 1) % 3 == 0 ? 0 : month % 3 + 1;
	if (options->quarter)
		month = month / 3 * 3;
	h->first_month = month - BEFORE * h->months;
	h->places = civ_hash_new();
	h->population = civ_hash_new();
	if (h->places == NULL || h->population == NULL)
		return civ_no_memory(civ_records_messages(records));
	return count(h);
}

enum civ_status civ_ledger_hotspots(struct civ_records *records, const struct civ_hotspot_options *options, struct civ_out *out)
{
	struct totals totals = {civ_hash_new(), civ_hash_new(), 0};
	struct hotspots h;
	enum civ_status status = open_hotspots(records, options, &h);

	if (status == CIV_OK && !add_totals(&h, &totals))
		status = civ_no_memory(civ_records_messages(records));
	if (status == CIV_OK && options->by_population)
		status = load_population(&h);
	for (size_t i = 0; i < h.count && status == CIV_OK; i++) {
		expect(&h, &h.spots[i], &totals);
		judge(&h.spots[i]);
	}
	if (status == CIV_OK)
		status = adjust(&h);
	if (status == CIV_OK)
		status = print_spots(&h, &totals, out);
	civ_hash_free(totals.areas);
	civ_hash_free(totals.categories);
	close_hotspots(&h);
	return status;
}

/* ---- topics that nothing covers ---- */

static int most_first(const void *left, const void *right)
{
	const struct spot *a = left, *b = right;

	if (a->issues[BEFORE] != b->issues[BEFORE])
		return a->issues[BEFORE] > b->issues[BEFORE] ? -1 : 1;
	return a->category < b->category ? -1 : a->category > b->category;
}

/* One spot for each category, of all areas. */
static bool by_category(const struct hotspots *h, struct hotspots *topics)
{
	for (size_t i = 0; i < h->count; i++) {
		struct spot *topic = spot_of(topics, 0, h->spots[i].category);

		if (topic == NULL)
			return false;
		topic->issues[BEFORE] += h->spots[i].issues[BEFORE];
		topic->reports += h->spots[i].reports;
	}
	return true;
}

static enum civ_status print_uncovered(struct hotspots *h, const struct spot *topic, int64_t all, struct civ_out *out)
{
	static const char sql[] = "SELECT code, name FROM category WHERE id = :id";
	struct civ_store *store = civ_records_store(h->records);
	sqlite3_stmt *row;
	bool found = false;
	enum civ_status status = civ_records_statement(h->records, sql, &row);

	if (status == CIV_OK)
		status = civ_bind_int(store, row, ":id", topic->category);
	if (status == CIV_OK)
		status = civ_store_step(store, row, &found);
	if (status != CIV_OK || !found)
		return status;
	civ_print_cells(out, row, 0, 2);
	sqlite3_reset(row);
	civ_out_int(out, topic->reports);
	civ_out_int(out, topic->issues[BEFORE]);
	civ_out_rounded(out, 100 * (double)topic->issues[BEFORE] / (double)all, 2);
	return civ_out_row(out);
}

enum civ_status civ_ledger_uncovered(struct civ_records *records, const struct civ_hotspot_options *options, struct civ_out *out)
{
	struct hotspots h, topics = {.records = records, .options = options};
	int64_t all = 0;
	enum civ_status status = open_hotspots(records, options, &h);

	topics.places = civ_hash_new();
	if (status == CIV_OK && (topics.places == NULL || !by_category(&h, &topics)))
		status = civ_no_memory(civ_records_messages(records));
	if (status == CIV_OK && topics.count > 0)
		qsort(topics.spots, topics.count, sizeof *topics.spots, most_first);
	for (size_t i = 0; i < topics.count; i++)
		all += topics.spots[i].issues[BEFORE];
	for (size_t i = 0; i < topics.count && status == CIV_OK; i++) {
		bool covered = false;

		if (topics.spots[i].issues[BEFORE] < options->least)
			continue;
		status = is_covered(&topics, topics.spots[i].category, &covered);
		if (status == CIV_OK && !covered)
			status = print_uncovered(&topics, &topics.spots[i], all, out);
	}
	close_hotspots(&topics);
	close_hotspots(&h);
	return status;
}
